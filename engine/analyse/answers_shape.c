#include "base/i18n.h"
#include "base/utf8.h"
#include "engine/analyse/answers_parts.h"

/* Tables of other shapes, made into the usual one. */

/* ---- blanks, or nothing, between the cells ---- */

static struct str first_line(struct str text)
{
	size_t end = 0;

	text = str_trim(text);
	while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
		end++;
	return str_trim(str_sub(text, 0, end));
}

static struct str with_tabs(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};
	bool quoted = false, begun = false, gap = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		quoted = quoted != (c == '"');
		if (!quoted && c == ' ') {
			gap = begun;
			continue;
		}
		if (c == '\n' || c == '\r')
			begun = gap = false;
		else
			begun = true;
		if (gap)
			buf_char(&out, '\t');
		gap = false;
		buf_char(&out, c);
	}
	return buf_str(&out);
}

/* Each line a person, each character an answer. */
static bool is_of_lines(struct str text, size_t width)
{
	struct str rest = text, line;

	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.len && line.len != width)
			return false;
		for (size_t i = 0; i < line.len; i++)
			if (!strchr("01234ABCDEabcde.-9", line.ptr[i]))
				return false;
	}
	return true;
}

static struct str by_letters(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool end = c == '\n' || c == '\r';

		if (i && !end && out.len && out.ptr[out.len - 1] != '\n' &&
			out.ptr[out.len - 1] != '\r')
			buf_char(&out, '\t');
		buf_char(&out, c);
	}
	return buf_str(&out);
}

struct str answers_spread(struct arena *arena, struct str text)
{
	struct csv csv = csv_open(text);
	struct str line;

	if (csv.separator)
		return text;
	line = first_line(csv.text);
	if (str_find(line, " ", 0) != SIZE_MAX)
		return with_tabs(arena, csv.text);
	if (line.len >= 3 && is_of_lines(csv.text, line.len))
		return by_letters(arena, csv.text);
	return text;
}

/* ---- long tables ---- */

struct names {
	struct str *v;
	size_t count, capacity, last;
	size_t *slots; /* index + 1 */
	size_t slot_count;
};

struct wide {
	struct arena *arena;
	struct names people, items;
	struct cell {
		size_t person, item;
		struct str text;
	} * cells;
	size_t count, capacity;
	size_t columns[3]; /* person, item, answer */
};

static void grow_slots(struct arena *arena, struct names *n)
{
	n->slot_count = n->slot_count ? 2 * n->slot_count : 256;
	n->slots = NEW_ARRAY(arena, n->slot_count, size_t);
	for (size_t i = 0; i < n->count; i++) {
		size_t at = str_hash(n->v[i]) & (n->slot_count - 1);

		while (n->slots[at])
			at = (at + 1) & (n->slot_count - 1);
		n->slots[at] = i + 1;
	}
}

static size_t name_index(struct arena *arena, struct names *n, struct str name)
{
	size_t at;

	if (n->count && str_equal(n->v[n->last], name))
		return n->last;
	if (2 * (n->count + 1) > n->slot_count)
		grow_slots(arena, n);
	at = str_hash(name) & (n->slot_count - 1);
	for (; n->slots[at]; at = (at + 1) & (n->slot_count - 1))
		if (str_equal(n->v[n->slots[at] - 1], name))
			return n->last = n->slots[at] - 1;
	*PUSH(arena, n->v, n->count, n->capacity) = str_copy(arena, name);
	n->slots[at] = n->count;
	return n->last = n->count - 1;
}

/* The column of each role by its head; false: it is no long table. */
static bool find_roles(struct wide *w, const struct str *heads, size_t count)
{
	static const char *const names[3][12] = {
		{"id", "person", "sbd", "so bao danh", "student", "pid",
			"persons", "respondent", "candidate", "examinee", NULL},
		{"item", "cau", "question", "items", "cau hoi", "itemid",
			"item_id", NULL},
		{"score", "resp", "response", "answer", "diem", "tra loi",
			"value", "x", "correct", "dap an", "dung", NULL}};
	bool found[3] = {false, false, false};

	for (size_t i = 0; i < count; i++) {
		struct str head = utf8_fold(w->arena, heads[i]);

		for (size_t role = 0; role < 3; role++)
			for (size_t k = 0; names[role][k]; k++)
				if (!found[role] &&
					str_is(head, names[role][k])) {
					w->columns[role] = i;
					found[role] = true;
				}
	}
	return found[0] && found[1] && found[2] && count <= 6;
}

static bool add_cell(struct wide *w, const struct str *cells, size_t count)
{
	for (size_t i = 0; i < 3; i++)
		if (w->columns[i] >= count)
			return true;
	if (w->count >= ANSWERS_CELLS_MOST / 10)
		return false;
	*PUSH(w->arena, w->cells, w->count, w->capacity) = (struct cell){
		name_index(w->arena, &w->people, cells[w->columns[0]]),
		name_index(w->arena, &w->items, cells[w->columns[1]]),
		str_copy(w->arena, cells[w->columns[2]])};
	return true;
}

/* Of an answer given twice the last one counts. */
static struct str lay_out(struct wide *w)
{
	struct buf out = {.arena = w->arena};
	size_t items = w->items.count;
	struct str *grid =
		NEW_ARRAY(w->arena, w->people.count * items, struct str);

	for (size_t i = 0; i < w->count; i++)
		grid[w->cells[i].person * items + w->cells[i].item] =
			w->cells[i].text;
	buf_text(&out, "id");
	for (size_t i = 0; i < items; i++) {
		buf_char(&out, '\t');
		csv_put(&out, w->items.v[i], '\t');
	}
	for (size_t p = 0; p < w->people.count; p++) {
		buf_char(&out, '\n');
		csv_put(&out, w->people.v[p], '\t');
		for (size_t i = 0; i < items; i++) {
			buf_char(&out, '\t');
			csv_put(&out, grid[p * items + i], '\t');
		}
	}
	buf_char(&out, '\n');
	return buf_str(&out);
}

static bool read_long(struct wide *w, const char *file, struct csv *csv,
	struct arena *scratch, struct error *err)
{
	const struct str *cells;
	size_t count = 1;

	while (count) {
		struct arena_mark mark = arena_mark(scratch);

		if (!csv_row(csv, scratch, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", file);
			return false;
		}
		if (count && !add_cell(w, cells, count))
			return fail_at(err, ERROR_DENIED, file, csv->line, 0,
				_("more than 20 million answers in a long "
				  "table are refused"));
		arena_release(scratch, mark);
		if (w->people.count * w->items.count > ANSWERS_CELLS_MOST)
			return fail_at(err, ERROR_DENIED, file, csv->line, 0,
				_("more than 200 million answers are "
				  "refused"));
	}
	return true;
}

bool answers_widen(struct arena *arena, const char *file, struct str text,
	struct str *out, struct error *err)
{
	struct wide w = {.arena = arena};
	struct arena *scratch = arena_new();
	struct csv csv = csv_open(text);
	const struct str *heads;
	struct error quiet;
	bool worked = true;
	size_t count;

	*out = text;
	if (csv_row(&csv, scratch, &heads, &count, &quiet) &&
		find_roles(&w, heads, count)) {
		worked = read_long(&w, file, &csv, scratch, err);
		if (worked && w.count)
			*out = lay_out(&w);
	}
	arena_free(scratch);
	return worked;
}
