#include "engine/score/sheet.h"

#include "base/csv.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum role {
	ROLE_NONE,
	ROLE_PERSON,
	ROLE_NAME,
	ROLE_CLASS,
	ROLE_CODE,
	ROLE_ITEM,   /* of the long form */
	ROLE_ANSWER, /* of the long form */
	ROLE_ANSWERS /* of one question; from here on */
};

struct heading {
	enum role role;
	struct str part; /* "" not said */
	long number;
	int letter;   /* of a statement, from 0; -1 the whole question */
	size_t order; /* among the questions' columns */
};

struct reader {
	struct arena *arena; /* of the sheets */
	struct arena *scratch;
	const struct exam *exam;
	const char *file;
	struct report *report;
	struct sheets *sheets;
	struct heading *headings;
	size_t count;
	bool restarts; /* numbers begin again: the order of columns counts */
	bool tall;     /* the long form */
	unsigned line;
	struct entry {
		uint64_t hash;
		size_t sheet; /* + 1 */
	} * table;            /* of people */
	size_t table_size;
};

/* ---- heads ---- */

static const struct known {
	const char *text;
	enum role role;
} known[] = {
	{"sbd", ROLE_PERSON},
	{"sobaodanh", ROLE_PERSON},
	{"mahocsinh", ROLE_PERSON},
	{"mahs", ROLE_PERSON},
	{"masv", ROLE_PERSON},
	{"id", ROLE_PERSON},
	{"student", ROLE_PERSON},
	{"studentid", ROLE_PERSON},
	{"studentnumber", ROLE_PERSON},
	{"candidate", ROLE_PERSON},
	{"candidatenumber", ROLE_PERSON},
	{"person", ROLE_PERSON},
	{"emailaddress", ROLE_PERSON},
	{"hoten", ROLE_NAME},
	{"hovaten", ROLE_NAME},
	{"ten", ROLE_NAME},
	{"name", ROLE_NAME},
	{"fullname", ROLE_NAME},
	{"studentname", ROLE_NAME},
	{"lop", ROLE_CLASS},
	{"class", ROLE_CLASS},
	{"group", ROLE_CLASS},
	{"made", ROLE_CODE},
	{"madethi", ROLE_CODE},
	{"code", ROLE_CODE},
	{"form", ROLE_CODE},
	{"version", ROLE_CODE},
	{"papercode", ROLE_CODE},
	{"cau", ROLE_ITEM},
	{"cauhoi", ROLE_ITEM},
	{"item", ROLE_ITEM},
	{"question", ROLE_ITEM},
	{"traloi", ROLE_ANSWER},
	{"dapan", ROLE_ANSWER},
	{"answer", ROLE_ANSWER},
	{"response", ROLE_ANSWER},
};

static struct str bare(struct reader *r, struct str head)
{
	struct str folded = utf8_fold(r->scratch, head);
	struct buf out = {.arena = r->scratch};

	for (size_t i = 0; i < folded.len; i++)
		if ((folded.ptr[i] >= 'a' && folded.ptr[i] <= 'z') ||
			(folded.ptr[i] >= '0' && folded.ptr[i] <= '9'))
			buf_char(&out, folded.ptr[i]);
	return buf_str(&out);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "II.4", "13a", "Câu 12", "Response 3": what it is the answer to. */
static bool read_number(struct reader *r, struct str head, struct heading *out)
{
	struct str folded = utf8_fold(r->scratch, head), words;
	size_t end = folded.len, start;

	out->letter = -1;
	if (end > 1 && folded.ptr[end - 1] >= 'a' &&
		folded.ptr[end - 1] <= 'f' && is_digit(folded.ptr[end - 2])) {
		out->letter = folded.ptr[end - 1] - 'a';
		end--;
	}
	for (start = end; start && is_digit(folded.ptr[start - 1]);)
		start--;
	if (start == end || end - start > 4 ||
		!str_to_long(str_sub(folded, start, end - start), &out->number))
		return false;
	words = str_trim(str_sub(folded, 0, start));
	if (words.len && strchr(".-_:", words.ptr[words.len - 1])) {
		out->part = str_copy(
			r->arena, str_trim(str_sub(words, 0, words.len - 1)));
		if (str_starts(out->part, "phan ") ||
			str_starts(out->part, "part "))
			out->part = str_sub(out->part, 5, out->part.len);
		return out->part.len < 8;
	}
	return !words.len || str_is(words, "cau") || str_is(words, "q") ||
		str_is(words, "question") || str_is(words, "response") ||
		str_is(words, "item") || str_is(words, "c");
}

static struct heading heading_of(struct reader *r, struct str head)
{
	struct heading heading = {0};
	struct str text = bare(r, head);

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_is(text, known[i].text))
			return (struct heading){.role = known[i].role};
	if (read_number(r, head, &heading))
		heading.role = ROLE_ANSWERS;
	return heading;
}

static bool has_role(const struct reader *r, enum role role)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->headings[i].role == role)
			return true;
	return false;
}

/* Columns of one statement each count as one question's. */
static void order_columns(struct reader *r)
{
	const struct heading *last = NULL;
	size_t order = 0;

	for (size_t i = 0; i < r->count; i++) {
		struct heading *h = &r->headings[i];

		if (h->role != ROLE_ANSWERS)
			continue;
		if (last && last->number == h->number && h->letter > 0 &&
			str_equal(last->part, h->part))
			order--;
		else if (last && h->number <= last->number && !h->part.len)
			r->restarts = true;
		h->order = order++;
		last = h;
	}
}

static bool read_heads(struct reader *r, const struct str *cells, size_t count,
	struct error *err)
{
	r->headings = NEW_ARRAY(r->arena, count, struct heading);
	r->count = count;
	for (size_t i = 0; i < count; i++)
		r->headings[i] = heading_of(r, cells[i]);
	r->tall = has_role(r, ROLE_ITEM) && has_role(r, ROLE_ANSWER) &&
		!has_role(r, ROLE_ANSWERS);
	order_columns(r);
	if (!r->tall && !has_role(r, ROLE_ANSWERS))
		return fail_at(err, ERROR_SYNTAX, r->file, 1, 0,
			_("no column holds answers: their heads are numbers, "
			  "as 1, Câu 1 or II.1"));
	if (!has_role(r, ROLE_CODE) && r->exam->form_count > 1)
		return fail_at(err, ERROR_SYNTAX, r->file, 1, 0,
			_("no column is called 'code' or 'Mã đề', and the exam "
			  "has several forms"));
	return true;
}

/* ---- which item ---- */

/* "ii" and "2" are part II. */
static bool is_part(const struct exam *exam, size_t part, struct str name)
{
	static const char *const romans[] = {
		"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"};
	char number[24];

	snprintf(number, sizeof number, "%zu", part + 1);
	return str_is(name, number) ||
		(part < 8 && str_is(name, romans[part])) ||
		(name.len == 1 && exam->blueprint->parts[part].name.len == 1 &&
			(exam->blueprint->parts[part].name.ptr[0] | 32) ==
				name.ptr[0]);
}

/* SIZE_MAX: the form has none. */
static size_t item_of(const struct reader *r, const struct form *form,
	const struct heading *h)
{
	size_t at = r->restarts ? h->order : (size_t)h->number - 1;

	if (!h->part.len)
		return at < form->item_count ? at : SIZE_MAX;
	for (size_t i = 0; i < form->item_count; i++)
		if (form->items[i].number == h->number &&
			is_part(r->exam, form->items[i].part, h->part))
			return i;
	return SIZE_MAX;
}

/* One statement's answer joins those before it. */
static void set_answer(struct reader *r, struct str *answers, size_t item,
	const struct heading *h, struct str text)
{
	struct buf out = {.arena = r->arena};

	if (h->letter < 0) {
		answers[item] = str_copy(r->arena, text);
		return;
	}
	buf_add(&out, answers[item]);
	while (out.len < (size_t)h->letter)
		buf_char(&out, '-');
	text = utf8_fold(r->scratch, text);
	buf_char(&out, text.len ? text.ptr[0] : '-');
	answers[item] = buf_str(&out);
}

/* ---- rows ---- */

static void tell(struct reader *r, enum finding finding, struct str what)
{
	report_add(r->report, finding, r->file, r->line, 0, STR_ARG(what));
}

static struct str cell_of(const struct reader *r, enum role role,
	const struct str *cells, size_t count)
{
	for (size_t i = 0; i < count && i < r->count; i++)
		if (r->headings[i].role == role)
			return cells[i];
	return STR("");
}

/* "101" and "0101" of a spreadsheet that drops zeros. */
static bool same_code(struct str code, struct str given)
{
	while (code.len > given.len && code.ptr[0] == '0')
		code = str_sub(code, 1, code.len);
	return str_equal(code, given);
}

static bool find_form(struct reader *r, struct str code, size_t *form)
{
	*form = 0;
	if (!code.len && r->exam->form_count == 1)
		return true;
	for (size_t i = 0; i < r->exam->form_count; i++)
		if (same_code(r->exam->forms[i].code, code)) {
			*form = i;
			return true;
		}
	tell(r, FINDING_NO_SUCH_CODE, code);
	return false;
}

static void grow_table(struct reader *r)
{
	size_t size = r->table_size ? 2 * r->table_size : 1024;
	struct entry *old = r->table;
	size_t old_size = r->table_size;

	r->table = NEW_ARRAY(r->arena, size, struct entry);
	r->table_size = size;
	for (size_t i = 0; i < old_size; i++) {
		size_t at = old[i].hash % size;

		if (!old[i].sheet)
			continue;
		while (r->table[at].sheet)
			at = (at + 1) % size;
		r->table[at] = old[i];
	}
}

/* The sheet of that person, or NULL; then the next one is theirs. */
static struct sheet *sheet_of(struct reader *r, struct str person)
{
	uint64_t hash = str_hash(person);
	size_t at;

	if (r->sheets->count * 2 >= r->table_size)
		grow_table(r);
	for (at = hash % r->table_size; r->table[at].sheet;
		at = (at + 1) % r->table_size) {
		struct sheet *sheet = &r->sheets->v[r->table[at].sheet - 1];

		if (r->table[at].hash == hash &&
			str_equal(sheet->person, person))
			return sheet;
	}
	r->table[at] = (struct entry){hash, r->sheets->count + 1};
	return NULL;
}

static struct sheet *add_sheet(struct reader *r, struct str person, size_t form,
	const struct str *cells, size_t count)
{
	struct sheet *sheet = PUSH(
		r->arena, r->sheets->v, r->sheets->count, r->sheets->capacity);

	*sheet = (struct sheet){.person = str_copy(r->arena, person),
		.name = utf8_nfc(r->arena,
			str_copy(
				r->arena, cell_of(r, ROLE_NAME, cells, count))),
		.class = str_copy(
			r->arena, cell_of(r, ROLE_CLASS, cells, count)),
		.form = form,
		.file = r->file,
		.line = r->line,
		.answers = NEW_ARRAY(
			r->arena, r->exam->forms[form].item_count, struct str)};
	return sheet;
}

/* Who has no number has a name, or the line. */
static struct str person_of(
	struct reader *r, const struct str *cells, size_t count)
{
	struct str person = cell_of(r, ROLE_PERSON, cells, count);

	if (!person.len)
		person = cell_of(r, ROLE_NAME, cells, count);
	return person.len ? person
			  : str_format(r->scratch, "%s:%u", r->file, r->line);
}

static void read_wide(struct reader *r, const struct str *cells, size_t count)
{
	struct str person = person_of(r, cells, count);
	const struct form *form;
	struct sheet *sheet;
	size_t f;

	if (!find_form(r, cell_of(r, ROLE_CODE, cells, count), &f))
		return;
	if (sheet_of(r, person)) {
		tell(r, FINDING_PERSON_TWICE, person);
		return;
	}
	form = &r->exam->forms[f];
	sheet = add_sheet(r, person, f, cells, count);
	for (size_t i = 0; i < count && i < r->count; i++) {
		const struct heading *h = &r->headings[i];
		size_t item;

		if (h->role != ROLE_ANSWERS || (!cells[i].len && h->letter < 0))
			continue;
		item = item_of(r, form, h);
		if (item != SIZE_MAX)
			set_answer(r, (struct str *)sheet->answers, item, h,
				cells[i]);
		else if (cells[i].len)
			tell(r, FINDING_NO_SUCH_ITEM, cells[i]);
	}
}

static void read_tall(struct reader *r, const struct str *cells, size_t count)
{
	struct str person = person_of(r, cells, count);
	struct str item = cell_of(r, ROLE_ITEM, cells, count);
	struct heading heading = {0};
	struct sheet *sheet = sheet_of(r, person);
	size_t f, at;

	if (!find_form(r, cell_of(r, ROLE_CODE, cells, count), &f))
		return;
	if (!sheet)
		sheet = add_sheet(r, person, f, cells, count);
	at = sheet->form == f && read_number(r, item, &heading)
		? item_of(r, &r->exam->forms[f], &heading)
		: SIZE_MAX;
	if (at == SIZE_MAX)
		tell(r, FINDING_NO_SUCH_ITEM, item);
	else
		set_answer(r, (struct str *)sheet->answers, at, &heading,
			cell_of(r, ROLE_ANSWER, cells, count));
}

static bool read_rows(struct reader *r, struct csv *csv, struct error *err)
{
	const struct str *cells;
	size_t count = 1;
	bool head = true;

	while (count) {
		struct arena_mark mark = arena_mark(r->scratch);

		if (!csv_row(csv, r->scratch, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", r->file);
			return false;
		}
		r->line = csv->line;
		if (count && head && !read_heads(r, cells, count, err))
			return false;
		if (count && !head && r->sheets->count == SHEETS_MOST)
			return fail_at(err, ERROR_DENIED, r->file, r->line, 0,
				_("more than a million sheets are refused"));
		if (count && !head) {
			r->sheets->rows++;
			if (r->tall)
				read_tall(r, cells, count);
			else
				read_wide(r, cells, count);
		}
		head = false;
		arena_release(r->scratch, mark);
	}
	return true;
}

bool sheets_read(struct arena *arena, const struct exam *exam, const char *file,
	struct str text, struct sheets *sheets, struct report *report,
	struct error *err)
{
	struct reader r = {.arena = arena,
		.scratch = arena_new(),
		.exam = exam,
		.file = file,
		.report = report,
		.sheets = sheets};
	struct csv csv = csv_open(text);
	bool worked;

	for (size_t i = 0; i < sheets->count; i++) {
		size_t count = sheets->count;

		sheets->count = i;
		(void)sheet_of(&r, sheets->v[i].person);
		sheets->count = count;
	}
	worked = read_rows(&r, &csv, err);
	arena_free(r.scratch);
	return worked;
}
