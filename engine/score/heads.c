#include "engine/score/heads.h"

#include "base/utf8.h"

static const struct known {
	const char *text;
	enum role role;
} known[] = {
	{"sbd", ROLE_PERSON},
	{"sobaodanh", ROLE_PERSON},
	{"mahocsinh", ROLE_PERSON},
	{"mahs", ROLE_PERSON},
	{"masv", ROLE_PERSON},
	{"masinhvien", ROLE_PERSON},
	{"madinhdanh", ROLE_PERSON},
	{"id", ROLE_PERSON},
	{"idnumber", ROLE_PERSON},
	{"student", ROLE_PERSON},
	{"studentid", ROLE_PERSON},
	{"studentnumber", ROLE_PERSON},
	{"candidate", ROLE_PERSON},
	{"candidatenumber", ROLE_PERSON},
	{"person", ROLE_PERSON},
	{"username", ROLE_PERSON},
	{"email", ROLE_PERSON},
	{"emailaddress", ROLE_PERSON},
	{"diachithudientu", ROLE_PERSON},
	{"ho", ROLE_FAMILY},
	{"hodem", ROLE_FAMILY},
	{"hovadem", ROLE_FAMILY},
	{"hovatendem", ROLE_FAMILY},
	{"hotendem", ROLE_FAMILY},
	{"lastname", ROLE_FAMILY},
	{"surname", ROLE_FAMILY},
	{"familyname", ROLE_FAMILY},
	{"hoten", ROLE_NAME},
	{"hovaten", ROLE_NAME},
	{"hotenhocsinh", ROLE_NAME},
	{"hovatenhocsinh", ROLE_NAME},
	{"ten", ROLE_NAME},
	{"name", ROLE_NAME},
	{"fullname", ROLE_NAME},
	{"firstname", ROLE_NAME},
	{"givenname", ROLE_NAME},
	{"studentname", ROLE_NAME},
	{"lop", ROLE_CLASS},
	{"tenlop", ROLE_CLASS},
	{"class", ROLE_CLASS},
	{"group", ROLE_CLASS},
	{"made", ROLE_CODE},
	{"madethi", ROLE_CODE},
	{"code", ROLE_CODE},
	{"form", ROLE_CODE},
	{"version", ROLE_CODE},
	{"papercode", ROLE_CODE},
	{"mave", ROLE_TICKET},
	{"ve", ROLE_TICKET},
	{"ticket", ROLE_TICKET},
	{"cau", ROLE_ITEM},
	{"cauhoi", ROLE_ITEM},
	{"item", ROLE_ITEM},
	{"question", ROLE_ITEM},
	{"traloi", ROLE_ANSWER},
	{"cautraloi", ROLE_ANSWER},
	{"dapan", ROLE_ANSWER},
	{"answer", ROLE_ANSWER},
	{"response", ROLE_ANSWER},
};

/* Folded, letters and digits alone. */
static struct str bare(struct arena *arena, struct str head)
{
	struct str folded = utf8_fold(arena, head);
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < folded.len; i++)
		if ((folded.ptr[i] >= 'a' && folded.ptr[i] <= 'z') ||
			(folded.ptr[i] >= '0' && folded.ptr[i] <= '9'))
			buf_char(&out, folded.ptr[i]);
	return buf_str(&out);
}

static struct heading heading_of(struct arena *arena, struct str head)
{
	struct heading heading = {0};
	struct str text = bare(arena, head);

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_is(text, known[i].text))
			return (struct heading){.role = known[i].role};
	if (item_name_read(arena, head, &heading.item))
		heading.role = ROLE_ANSWERS;
	return heading;
}

/* What the teacher says a head means; else itself. */
static struct str mapped(struct arena *arena, const struct column_name *map,
	size_t map_count, struct str head)
{
	for (size_t i = 0; i < map_count; i++)
		if (str_equal(utf8_nfc(arena, str_trim(head)),
			    utf8_nfc(arena, map[i].theirs)))
			return map[i].ours;
	return head;
}

static bool same_item(const struct item_name *a, const struct item_name *b)
{
	return a->number == b->number && str_equal(a->part, b->part);
}

/* Columns of one statement, or of one marker, each count as one question's. */
static bool order_columns(struct heading *headings, size_t count)
{
	const struct heading *last = NULL;
	bool restarts = false;
	size_t order = 0;

	for (size_t i = 0; i < count; i++) {
		struct heading *h = &headings[i];

		if (h->role != ROLE_ANSWERS)
			continue;
		if (last && same_item(&last->item, &h->item) &&
			(h->item.letter > 0 || h->item.marker > 1))
			order--;
		else if (last && h->item.number <= last->item.number &&
			!h->item.part.len)
			restarts = true;
		h->order = order++;
		last = h;
	}
	return restarts;
}

struct heads heads_read(struct arena *arena, const struct column_name *map,
	size_t map_count, const struct str *cells, size_t count)
{
	struct heading *headings = NEW_ARRAY(arena, count, struct heading);
	struct heads heads = {.v = headings, .count = count};

	for (size_t i = 0; i < count; i++)
		headings[i] = heading_of(
			arena, mapped(arena, map, map_count, cells[i]));
	heads.restarts = order_columns(headings, count);
	heads.tall = heads_have(&heads, ROLE_ITEM) &&
		heads_have(&heads, ROLE_ANSWER) &&
		!heads_have(&heads, ROLE_ANSWERS);
	return heads;
}

bool heads_have(const struct heads *heads, enum role role)
{
	for (size_t i = 0; i < heads->count; i++)
		if (heads->v[i].role == role)
			return true;
	return false;
}

struct str heads_cell(const struct heads *heads, enum role role,
	const struct str *cells, size_t count)
{
	for (size_t i = 0; i < count && i < heads->count; i++)
		if (heads->v[i].role == role && str_trim(cells[i]).len)
			return str_trim(cells[i]);
	return STR("");
}

struct str heads_name(struct arena *arena, const struct heads *heads,
	const struct str *cells, size_t count)
{
	struct str family = heads_cell(heads, ROLE_FAMILY, cells, count);
	struct str name = heads_cell(heads, ROLE_NAME, cells, count);

	if (family.len && name.len)
		name = str_format(
			arena, "%.*s %.*s", STR_ARG(family), STR_ARG(name));
	return utf8_nfc(arena, str_copy(arena, name.len ? name : family));
}

struct str heads_number(struct str number)
{
	while (number.len > 1 && number.ptr[0] == '0')
		number = str_sub(number, 1, number.len);
	return number;
}
