#include "engine/score/heads.h"

#include "base/csv.h"
#include "base/utf8.h"

/* Whose sheets there are, and who should have one. */

static void put_slot(struct sheets *s, uint64_t hash, size_t sheet)
{
	size_t at = hash % s->slot_count;

	while (s->slots[at].sheet)
		at = (at + 1) % s->slot_count;
	s->slots[at] = (struct slot){hash, sheet + 1};
}

static void grow(struct arena *arena, struct sheets *s)
{
	struct slot *old = s->slots;
	size_t count = s->slot_count;

	s->slot_count = count ? 2 * count : 1024;
	s->slots = NEW_ARRAY(arena, s->slot_count, struct slot);
	for (size_t i = 0; i < count; i++)
		if (old[i].sheet)
			put_slot(s, old[i].hash, old[i].sheet - 1);
}

struct sheet *sheets_find(const struct sheets *s, struct str person, bool loose)
{
	struct str number = heads_number(person);
	uint64_t hash = str_hash(number);
	struct sheet *found = NULL;

	if (!s->slot_count)
		return NULL;
	for (size_t at = hash % s->slot_count; s->slots[at].sheet;
		at = (at + 1) % s->slot_count) {
		struct sheet *sheet = &s->v[s->slots[at].sheet - 1];

		if (s->slots[at].hash != hash)
			continue;
		if (str_equal(sheet->person, person))
			return sheet;
		if (loose && str_equal(heads_number(sheet->person), number))
			found = sheet;
	}
	return found;
}

struct sheet *sheets_add(
	struct arena *arena, struct sheets *s, struct str person)
{
	struct sheet *sheet;

	if (sheets_find(s, person, false))
		return NULL;
	if (s->count * 2 >= s->slot_count)
		grow(arena, s);
	sheet = PUSH(arena, s->v, s->count, s->capacity);
	*sheet = (struct sheet){.person = str_copy(arena, person)};
	put_slot(s, str_hash(heads_number(sheet->person)), s->count - 1);
	return sheet;
}

/* ---- the class list ---- */

struct listing {
	struct arena *arena;
	struct sheets *sheets;
	struct report *report;
	const char *file;
	unsigned line;
	struct heads heads;
};

static void check_row(struct listing *l, const struct str *cells, size_t count)
{
	struct str person = heads_cell(&l->heads, ROLE_PERSON, cells, count);
	struct str name = heads_name(l->arena, &l->heads, cells, count);
	struct str class = str_copy(
		l->arena, heads_cell(&l->heads, ROLE_CLASS, cells, count));
	struct sheet *sheet;

	if (!person.len)
		return;
	sheet = sheets_find(l->sheets, person, true);
	if (sheet) {
		sheet->name = sheet->name.len ? sheet->name : name;
		sheet->class = sheet->class.len ? sheet->class : class;
		return;
	}
	report_add(l->report, FINDING_NO_SHEET, l->file, l->line, 0,
		STR_ARG(person));
	*PUSH(l->arena, l->sheets->unmarked, l->sheets->unmarked_count,
		l->sheets->unmarked_capacity) =
		(struct unmarked){.person = str_copy(l->arena, person),
			.name = name,
			.class = class,
			.why = UNMARKED_NO_SHEET};
}

/* Without a head that is known the first column is the numbers. */
static struct heads class_heads(struct arena *arena,
	const struct sheets *sheets, const struct str *cells, size_t count)
{
	struct heads heads =
		heads_read(arena, sheets->map, sheets->map_count, cells, count);
	struct heading *first = NEW(arena, struct heading);

	if (heads_have(&heads, ROLE_PERSON))
		return heads;
	first->role = ROLE_PERSON;
	return (struct heads){.v = first, .count = 1};
}

bool sheets_read_class(struct arena *arena, const char *file, struct str text,
	struct sheets *sheets, struct report *report, struct error *err)
{
	struct csv csv = csv_open(text);
	struct listing l = {arena, sheets, report, file, 0, {0}};
	const struct str *cells;
	size_t count = 1;

	while (count) {
		if (!csv_row(&csv, arena, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", file);
			return false;
		}
		l.line = csv.line;
		if (count && !l.heads.count)
			l.heads = class_heads(arena, sheets, cells, count);
		else if (count)
			check_row(&l, cells, count);
	}
	return true;
}
