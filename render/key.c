#include "render/key.h"

#include <math.h>

#include "base/csv.h"
#include "render/heading.h"
#include "render/phrases.h"

/* Questions first … end - 1 of every form are of one part. */
struct rows {
	size_t first, end;
};

struct table_key {
	struct galley *g;
	struct arena *arena;
	const struct exam *exam;
	float corner, code; /* widths of columns, where the keys are short */
};

static struct str language_of(const struct exam *exam)
{
	return exam->blueprint->language;
}

/* "Đ S S Đ" → "ĐSSĐ" */
static struct str without_spaces(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != ' ')
			buf_char(&out, text.ptr[i]);
	return buf_str(&out);
}

struct str key_short(
	struct arena *arena, const struct exam *exam, const struct item *item)
{
	if (exam->questions[item->question].type == TYPE_STATEMENTS)
		return without_spaces(arena, item->key);
	return item->key;
}

struct str key_printed(
	struct arena *arena, const struct exam *exam, const struct item *item)
{
	struct str key = key_short(arena, exam, item);

	if (exam->questions[item->question].type != TYPE_NUMERIC ||
		!str_starts(key, "-"))
		return key;
	return str_format(
		arena, "\xe2\x88\x92%.*s", STR_ARG(str_sub(key, 1, key.len)));
}

static size_t row_count(const struct exam *exam)
{
	size_t most = 0;

	for (size_t i = 0; i < exam->form_count; i++)
		if (exam->forms[i].item_count > most)
			most = exam->forms[i].item_count;
	return most;
}

/* ---- CSV ---- */

static void put_cell(struct buf *out, struct str text, bool first)
{
	if (!first)
		buf_char(out, ',');
	csv_put(out, text, ',');
}

struct str key_csv(struct arena *arena, const struct exam *exam)
{
	struct buf out = {.arena = arena};
	size_t rows = row_count(exam);

	buf_text(&out, "\xef\xbb\xbf");
	put_cell(&out, phrase(language_of(exam), PHRASE_KEY_CORNER), true);
	for (size_t i = 0; i < exam->form_count; i++)
		put_cell(&out, exam->forms[i].code, false);
	buf_text(&out, "\r\n");
	for (size_t row = 0; row < rows; row++) {
		buf_format(&out, "%zu", row + 1);
		for (size_t i = 0; i < exam->form_count; i++)
			put_cell(&out,
				row < exam->forms[i].item_count
					? key_short(arena, exam,
						  &exam->forms[i].items[row])
					: STR(""),
				false);
		buf_text(&out, "\r\n");
	}
	return buf_str(&out);
}

/* ---- the table ---- */

enum {
	KEY_LOOK = LOOK_SMALL,
	KEY_PADDING = 3,
	KEY_NARROWEST = 34, /* widths of a code's column */
	KEY_SHORT = 60,
	KEY_WIDEST = 130,
	KEY_ROWS = 10, /* at least, of tables side by side */
	KEY_GAP = 16,  /* between them */
	KEY_ACROSS = 6 /* of them at most */
};

static struct words one_span(
	struct arena *arena, struct str text, unsigned look)
{
	struct span *span = NEW(arena, struct span);

	*span = TEXT(text, look);
	return (struct words){span, 1};
}

static float measured(const struct table_key *t, struct str text, unsigned look)
{
	return galley_measure(t->g, WORDS(TEXT(text, look | KEY_LOOK)));
}

static struct str cell_text(
	const struct table_key *t, const struct form *form, size_t row)
{
	if (row >= form->item_count)
		return STR("");
	return key_printed(t->arena, t->exam, &form->items[row]);
}

/* Of the widest code and key of these rows. */
static float code_width(const struct table_key *t, struct rows rows)
{
	float width = 0;

	for (size_t i = 0; i < t->exam->form_count; i++) {
		const struct form *form = &t->exam->forms[i];

		width = fmaxf(width, measured(t, form->code, LOOK_BOLD));
		for (size_t row = rows.first; row < rows.end; row++)
			width = fmaxf(
				width, measured(t, cell_text(t, form, row), 0));
	}
	return width + 2 * KEY_PADDING + 1;
}

static struct str item_number(const struct table_key *t, size_t row)
{
	for (size_t i = 0; i < t->exam->form_count; i++)
		if (row < t->exam->forms[i].item_count)
			return number_text(
				t->arena, t->exam->forms[i].items[row].number);
	return STR("");
}

/* The forms first … first + count - 1 side by side. */
struct block {
	size_t first, count;
	float corner, code; /* widths of columns */
};

static struct table_row head_row(
	const struct table_key *t, const struct block *block)
{
	struct table_cell *cells =
		NEW_ARRAY(t->arena, block->count + 1, struct table_cell);

	cells[0].words = one_span(t->arena,
		phrase(language_of(t->exam), PHRASE_KEY_CORNER), LOOK_BOLD);
	for (size_t i = 0; i < block->count; i++)
		cells[i + 1].words = one_span(t->arena,
			t->exam->forms[block->first + i].code, LOOK_BOLD);
	return (struct table_row){cells, block->count + 1, true};
}

static struct table_row key_row(
	const struct table_key *t, const struct block *block, size_t row)
{
	struct table_cell *cells =
		NEW_ARRAY(t->arena, block->count + 1, struct table_cell);

	cells[0].words = one_span(t->arena, item_number(t, row), LOOK_BOLD);
	for (size_t i = 0; i < block->count; i++)
		cells[i + 1].words = one_span(t->arena,
			cell_text(t, &t->exam->forms[block->first + i], row),
			0);
	return (struct table_row){cells, block->count + 1, false};
}

static void set_block(
	const struct table_key *t, struct rows rows, const struct block *block)
{
	size_t count = rows.end - rows.first + 1;
	struct table_row *lines = NEW_ARRAY(t->arena, count, struct table_row);
	struct table_column *columns =
		NEW_ARRAY(t->arena, block->count + 1, struct table_column);
	struct table table = {.columns = columns,
		.column_count = block->count + 1,
		.rows = lines,
		.row_count = count,
		.align = ALIGN_CENTER,
		.look = KEY_LOOK};

	columns[0] = (struct table_column){block->corner, ALIGN_CENTER};
	for (size_t i = 0; i < block->count; i++)
		columns[i + 1] =
			(struct table_column){block->code, ALIGN_CENTER};
	lines[0] = head_row(t, block);
	for (size_t row = rows.first; row < rows.end; row++)
		lines[row - rows.first + 1] = key_row(t, block, row);
	galley_table(t->g, &table);
}

/* Long parts with few codes go on beside themselves, rather than on a page
 * with two rows. */
static size_t tables_across(
	const struct table_key *t, struct rows rows, const struct block *block)
{
	float width = block->corner + block->code * (float)block->count;
	float room = (galley_width(t->g) + KEY_GAP) / (width + KEY_GAP);
	size_t across = (rows.end - rows.first) / KEY_ROWS;

	if (across > KEY_ACROSS)
		across = KEY_ACROSS;
	if ((float)across > room)
		across = (size_t)room;
	return across ? across : 1;
}

static void set_beside(
	const struct table_key *t, struct rows rows, const struct block *block)
{
	static const float shares[KEY_ACROSS] = {1, 1, 1, 1, 1, 1};
	size_t across = tables_across(t, rows, block);
	size_t each = (rows.end - rows.first + across - 1) / across;

	galley_split_begin(t->g, shares, across, KEY_GAP);
	while (rows.first < rows.end) {
		struct rows some = {rows.first, rows.first + each};

		if (some.end > rows.end)
			some.end = rows.end;
		set_block(t, some, block);
		galley_split_next(t->g);
		rows.first = some.end;
	}
	galley_split_end(t->g);
}

/* As many codes on a line as there is room for, evenly spread. */
static void set_codes(const struct table_key *t, struct rows rows)
{
	float wide = code_width(t, rows), room = galley_width(t->g);
	struct block block = {.count = 1, .corner = t->corner};
	size_t forms = t->exam->form_count, across, blocks;

	block.code = wide > KEY_SHORT ? fminf(wide, KEY_WIDEST) : t->code;
	across = (size_t)fmaxf(1, (room - block.corner) / block.code);
	blocks = (forms + across - 1) / across;
	across = (forms + blocks - 1) / blocks;
	for (; block.first < forms; block.first += across) {
		block.count = forms - block.first;
		if (block.count > across)
			block.count = across;
		if (tables_across(t, rows, &block) > 1)
			set_beside(t, rows, &block);
		else
			set_block(t, rows, &block);
		galley_space(t->g, 6);
	}
}

static void set_part(const struct table_key *t, size_t part, struct rows rows)
{
	const struct blueprint *b = t->exam->blueprint;

	if (b->part_count > 1) {
		struct str name =
			FILL(t->arena, phrase(b->language, PHRASE_PART),
				{"name", b->parts[part].name});

		galley_bookmark(t->g, 0, name);
		galley_heading(t->g, 1, WORDS(TEXT(name, 0)));
	}
	set_codes(t, rows);
}

/* The rows of the part that begins at this one. */
static struct rows part_rows(const struct form *form, size_t first)
{
	struct rows rows = {first, first};

	while (rows.end < form->item_count &&
		form->items[rows.end].part == form->items[first].part)
		rows.end++;
	return rows;
}

/* One width for the columns of all parts, so that they stand in line; parts
 * with long answers have their own. */
static void measure_columns(struct table_key *t)
{
	const struct form *form = &t->exam->forms[0];
	struct str corner = phrase(language_of(t->exam), PHRASE_KEY_CORNER);
	struct rows rows = {0, 0};

	t->corner = measured(t, corner, LOOK_BOLD) + 2 * KEY_PADDING + 1;
	t->code = KEY_NARROWEST;
	for (; rows.end < form->item_count;) {
		float width;

		rows = part_rows(form, rows.end);
		width = code_width(t, rows);
		if (width <= KEY_SHORT)
			t->code = fmaxf(t->code, width);
	}
}

static void set_parts(const struct table_key *t)
{
	const struct form *form = &t->exam->forms[0];
	struct rows rows = {0, 0};

	while (rows.end < form->item_count) {
		rows = part_rows(form, rows.end);
		set_part(t, form->items[rows.first].part, rows);
	}
}

static bool print(struct press *press, const struct exam *exam,
	struct arena *work, struct arena *arena, struct str *out,
	struct error *err)
{
	const struct blueprint *b = exam->blueprint;
	struct str title = phrase(b->language, PHRASE_KEY_TITLE);
	struct galley_info info = heading_info(work, b, title);
	struct style style = press->style;
	struct table_key t = {.arena = work, .exam = exam};
	struct display display;

	style.columns = 1;
	style.padding = KEY_PADDING;
	t.g = galley_new(work, press->setter, &style, &info);
	heading_foot(t.g, work, b, STR(""));
	heading_teacher(t.g, work, press->theme, b, title);
	if (exam->form_count) {
		measure_columns(&t);
		set_parts(&t);
	}
	return galley_finish(t.g, &display, NULL, err) &&
		press_print(arena, &display, out, err);
}

bool key_print(struct press *press, const struct exam *exam,
	struct arena *arena, struct str *out, struct error *err)
{
	struct arena *work = arena_new();
	bool worked = print(press, exam, work, arena, out, err);

	arena_free(work);
	return worked;
}
