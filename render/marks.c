#include "render/marks.h"

#include <math.h>

#include "base/csv.h"
#include "render/heading.h"
#include "render/key.h"
#include "render/phrases.h"

enum { SPANS = 10 };

struct printing {
	struct galley *g;
	struct arena *arena;
	const struct grading *grading;
	struct str language;
};

/* ---- CSV ---- */

static struct str decimal_text(
	struct arena *arena, long thousandths, char point)
{
	struct decimal d = {thousandths, 3};

	for (; d.places && d.units % 10 == 0; d.places--)
		d.units /= 10;
	return decimal_format(arena, d, point);
}

static void put(struct buf *out, struct str cell, bool first)
{
	if (!first)
		buf_char(out, ',');
	csv_put(out, cell, ',');
}

static struct str number_cell(struct arena *arena, size_t number)
{
	return str_format(arena, "%zu", number);
}

static void put_sheet(
	struct buf *out, struct arena *arena, const struct grading *g, size_t i)
{
	const struct sheet *sheet = &g->sheets[i];
	const struct score *score = &g->scores[i];
	struct str language = g->exam->blueprint->language;

	put(out, sheet->person, true);
	put(out, sheet->name, false);
	put(out, sheet->class, false);
	put(out, g->exam->forms[sheet->form].code, false);
	put(out, number_cell(arena, score->right), false);
	put(out, number_cell(arena, score->blank), false);
	put(out, decimal_text(arena, score->points, '.'), false);
	put(out, decimal_text(arena, g->marks[i], '.'), false);
	put(out, score->open ? phrase(language, PHRASE_MARKS_OPEN) : STR(""),
		false);
	buf_text(out, "\r\n");
}

struct str marks_csv(struct arena *arena, const struct grading *g)
{
	struct buf out = {.arena = arena};
	struct arena *work = arena_new();

	buf_text(&out, "\xef\xbb\xbf");
	for (enum phrase p = PHRASE_MARKS_PERSON; p <= PHRASE_MARKS_NOTE; p++)
		put(&out, phrase(g->exam->blueprint->language, p),
			p == PHRASE_MARKS_PERSON);
	buf_text(&out, "\r\n");
	for (size_t i = 0; i < g->count; i++) {
		struct arena_mark mark = arena_mark(work);

		put_sheet(&out, work, g, i);
		arena_release(work, mark);
	}
	arena_free(work);
	return buf_str(&out);
}

/* shares[q]: of the sheet, -1 where it had it not; in thousandths of one. */
static void find_shares(const struct grading *g, size_t sheet, long *shares)
{
	const struct form *form = &g->exam->forms[g->sheets[sheet].form];

	for (size_t q = 0; q < g->exam->question_count; q++)
		shares[q] = -1;
	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		long points = g->scores[sheet].marks[i].points;

		shares[item->question] = item->points
			? (2 * points * POINT + item->points) /
				(2 * item->points)
			: 0;
	}
}

struct str marks_matrix(struct arena *arena, const struct grading *g)
{
	struct buf out = {.arena = arena};
	struct arena *work = arena_new();
	long *shares = NEW_ARRAY(arena, g->exam->question_count, long);

	buf_text(&out,
		"\xef\xbb\xbf"
		"id");
	for (size_t q = 0; q < g->exam->question_count; q++)
		put(&out, g->exam->questions[q].id, false);
	buf_text(&out, "\r\n");
	for (size_t s = 0; s < g->count; s++) {
		struct arena_mark mark = arena_mark(work);

		find_shares(g, s, shares);
		put(&out, g->sheets[s].person, true);
		for (size_t q = 0; q < g->exam->question_count; q++)
			put(&out,
				shares[q] < 0
					? STR("")
					: decimal_text(work, shares[q], '.'),
				false);
		buf_text(&out, "\r\n");
		arena_release(work, mark);
	}
	arena_free(work);
	return buf_str(&out);
}

/* ---- tables ---- */

static struct table_cell cell(
	const struct printing *p, struct str text, unsigned look)
{
	struct span *span = NEW(p->arena, struct span);

	*span = TEXT(text, look);
	return (struct table_cell){.words = {span, 1}};
}

struct filling {
	const struct printing *p;
	size_t columns;
	struct table_row *rows;
	size_t count, capacity;
	struct table_cell *cells;
	size_t n;
};

static void begin_row(struct filling *f, bool header)
{
	f->cells = NEW_ARRAY(f->p->arena, f->columns, struct table_cell);
	f->n = 0;
	*PUSH(f->p->arena, f->rows, f->count, f->capacity) =
		(struct table_row){f->cells, f->columns, header};
}

static void put_cell(struct filling *f, struct str text)
{
	unsigned look = f->rows[f->count - 1].header ? LOOK_BOLD : 0;

	f->cells[f->n++] = cell(f->p, text, look);
}

static void put_number(struct filling *f, size_t number)
{
	put_cell(f, number_text(f->p->arena, (long)number));
}

static void put_phrase(struct filling *f, enum phrase phrase_id)
{
	put_cell(f, phrase(f->p->language, phrase_id));
}

static void set_table(const struct filling *f, size_t left)
{
	struct table_column *columns =
		NEW_ARRAY(f->p->arena, f->columns, struct table_column);
	struct table table = {.columns = columns,
		.column_count = f->columns,
		.rows = f->rows,
		.row_count = f->count,
		.align = ALIGN_CENTER};

	for (size_t i = 0; i < f->columns; i++)
		columns[i].align = i < left ? ALIGN_LEFT : ALIGN_CENTER;
	galley_table(f->p->g, &table);
	galley_space(f->p->g, 6);
}

static void heading(const struct printing *p, enum phrase phrase_id)
{
	struct str text = phrase(p->language, phrase_id);

	galley_bookmark(p->g, 0, text);
	galley_heading(p->g, 1, WORDS(TEXT(text, 0)));
}

static struct str mark_text(const struct printing *p, long thousandths)
{
	return points_text(p->arena, p->language, thousandths);
}

/* ---- the class ---- */

static void set_summary(const struct printing *p)
{
	const struct grading *g = p->grading;
	long low = g->marks[0], high = g->marks[0];
	double sum = 0;

	for (size_t i = 0; i < g->count; i++) {
		low = g->marks[i] < low ? g->marks[i] : low;
		high = g->marks[i] > high ? g->marks[i] : high;
		sum += (double)g->marks[i];
	}
	galley_paragraph(p->g,
		WORDS(TEXT(
			FILL(p->arena,
				phrase(p->language, PHRASE_MARKS_SUMMARY),
				{"n", number_text(p->arena, (long)g->count)},
				{"mean",
					mark_text(p,
						lround(sum / (double)g->count /
							10) *
							10)},
				{"low", mark_text(p, low)},
				{"high", mark_text(p, high)}),
			LOOK_BOLD)),
		ALIGN_NONE);
}

/* Ten spans of the scale; the last holds its end too. */
static void set_spread(const struct printing *p)
{
	const struct grading *g = p->grading;
	struct filling f = {.p = p, .columns = 2};
	size_t counts[SPANS] = {0};

	for (size_t i = 0; i < g->count; i++) {
		long span = g->scale ? g->marks[i] * SPANS / g->scale : 0;

		counts[span < 0 ? 0 : span >= SPANS ? SPANS - 1 : span]++;
	}
	heading(p, PHRASE_MARKS_SPREAD);
	begin_row(&f, true);
	put_phrase(&f, PHRASE_MARKS_MARK);
	put_phrase(&f, PHRASE_MARKS_COUNT);
	for (long i = 0; i < SPANS; i++) {
		begin_row(&f, false);
		put_cell(&f,
			FILL(p->arena,
				phrase(p->language, PHRASE_MARKS_FROM_TO),
				{"low", mark_text(p, g->scale * i / SPANS)},
				{"high",
					mark_text(p,
						g->scale * (i + 1) / SPANS)}));
		put_number(&f, counts[i]);
	}
	set_table(&f, 0);
}

static void set_questions(const struct printing *p)
{
	const struct grading *g = p->grading;
	const struct item_summary *items = grading_items(p->arena, g);
	struct filling f = {.p = p, .columns = 4};

	heading(p, PHRASE_MARKS_QUESTIONS);
	begin_row(&f, true);
	put_phrase(&f, PHRASE_MARKS_QUESTION);
	put_phrase(&f, PHRASE_MARKS_FACILITY);
	put_phrase(&f, PHRASE_MARKS_RIGHT);
	put_phrase(&f, PHRASE_MARKS_BLANK);
	for (size_t q = 0; q < g->exam->question_count; q++) {
		if (!items[q].given)
			continue;
		begin_row(&f, false);
		put_cell(&f, g->exam->questions[q].id);
		put_cell(&f,
			str_format(
				p->arena, "%.0f %%", 100 * items[q].facility));
		put_number(&f, items[q].right);
		put_number(&f, items[q].blank);
	}
	set_table(&f, 1);
}

static void set_list(const struct printing *p)
{
	const struct grading *g = p->grading;
	struct filling f = {.p = p, .columns = 7};

	heading(p, PHRASE_MARKS_LIST);
	begin_row(&f, true);
	for (enum phrase h = PHRASE_MARKS_PERSON; h <= PHRASE_MARKS_RIGHT; h++)
		put_phrase(&f, h);
	put_phrase(&f, PHRASE_MARKS_MARK);
	put_phrase(&f, PHRASE_MARKS_NOTE);
	for (size_t i = 0; i < g->count; i++) {
		const struct sheet *sheet = &g->sheets[i];

		begin_row(&f, false);
		put_cell(&f, sheet->person);
		put_cell(&f, sheet->name);
		put_cell(&f, sheet->class);
		put_cell(&f, g->exam->forms[sheet->form].code);
		put_number(&f, g->scores[i].right);
		put_cell(&f, mark_text(p, g->marks[i]));
		put_cell(&f,
			g->scores[i].open
				? phrase(p->language, PHRASE_MARKS_OPEN)
				: STR(""));
	}
	set_table(&f, 2);
}

static void set_class(const struct printing *p)
{
	if (!p->grading->count) {
		galley_paragraph(p->g,
			WORDS(TEXT(phrase(p->language, PHRASE_MARKS_NONE), 0)),
			ALIGN_NONE);
		return;
	}
	set_summary(p);
	set_spread(p);
	set_questions(p);
	set_list(p);
}

/* ---- a pupil ---- */

static const char *sign_of(enum mark_kind kind)
{
	static const char *const signs[] = {
		[MARK_BLANK] = "–",
		[MARK_WRONG] = "✗",
		[MARK_PARTLY] = "½",
		[MARK_RIGHT] = "✓",
		[MARK_ODD] = "?",
		[MARK_OPEN] = "…",
	};

	return signs[kind];
}

static struct str number_of(const struct printing *p, const struct item *item)
{
	const struct blueprint *b = p->grading->exam->blueprint;

	if (b->part_count < 2)
		return number_text(p->arena, item->number);
	return str_format(p->arena, "%.*s.%ld",
		STR_ARG(b->parts[item->part].name), item->number);
}

static void set_pupil(const struct printing *p, size_t i)
{
	const struct grading *g = p->grading;
	const struct sheet *sheet = &g->sheets[i];
	const struct form *form = &g->exam->forms[sheet->form];
	struct filling f = {.p = p, .columns = 5};
	struct str name = sheet->name.len ? sheet->name : sheet->person;
	struct str title = FILL(p->arena,
		phrase(p->language, PHRASE_MARKS_PUPIL), {"name", name});

	galley_bookmark(p->g, 0, title);
	galley_heading(p->g, 1, WORDS(TEXT(title, 0)));
	galley_paragraph(p->g,
		WORDS(TEXT(str_format(p->arena, "%.*s %.*s · %.*s · ",
				   STR_ARG(phrase(
					   p->language, PHRASE_MARKS_PERSON)),
				   STR_ARG(sheet->person),
				   STR_ARG(FILL(p->arena,
					   phrase(p->language, PHRASE_CODE),
					   {"code", form->code}))),
			      0),
			TEXT(str_format(p->arena, "%.*s: %.*s",
				     STR_ARG(phrase(
					     p->language, PHRASE_MARKS_MARK)),
				     STR_ARG(mark_text(p, g->marks[i]))),
				LOOK_BOLD)),
		ALIGN_NONE);
	begin_row(&f, true);
	put_phrase(&f, PHRASE_MARKS_QUESTION);
	put_phrase(&f, PHRASE_MARKS_ANSWER);
	put_phrase(&f, PHRASE_MARKS_KEY);
	put_cell(&f, STR(""));
	put_phrase(&f, PHRASE_MARKS_POINTS);
	for (size_t k = 0; k < form->item_count; k++) {
		const struct mark *mark = &g->scores[i].marks[k];

		begin_row(&f, false);
		put_cell(&f, number_of(p, &form->items[k]));
		put_cell(&f, str_sub(sheet->answers[k], 0, 200));
		put_cell(&f, key_printed(p->arena, g->exam, &form->items[k]));
		put_cell(&f, str_from(sign_of(mark->kind)));
		put_cell(&f, mark_text(p, mark->points));
	}
	set_table(&f, 0);
}

static void set_pupils(const struct printing *p)
{
	for (size_t i = 0; i < p->grading->count; i++) {
		if (i)
			galley_page_break(p->g);
		set_pupil(p, i);
	}
}

/* ---- documents ---- */

static bool print(struct press *press, const struct grading *grading,
	bool pupils, struct arena *work, struct arena *arena, struct str *out,
	struct error *err)
{
	const struct blueprint *b = grading->exam->blueprint;
	struct str title = phrase(b->language, PHRASE_MARKS_TITLE);
	struct galley_info info = heading_info(work, b, title);
	struct style style = press->style;
	struct printing p = {
		.arena = work, .grading = grading, .language = b->language};
	struct display display;

	style.columns = 1;
	p.g = galley_new(work, press->setter, &style, &info);
	heading_foot(p.g, work, b, STR(""));
	if (pupils) {
		set_pupils(&p);
	} else {
		heading_teacher(p.g, work, press->theme, b, title);
		set_class(&p);
	}
	return galley_finish(p.g, &display, NULL, err) &&
		press_print(arena, &display, out, err);
}

bool marks_print(const struct grading *grading, bool pupils,
	struct arena *arena, struct str *out, struct error *err)
{
	struct arena *work = arena_new();
	struct press *press = NULL;
	struct theme theme;
	bool worked =
		theme_read(work, "theme", grading->exam->blueprint->theme_text,
			&theme, err) &&
		press_open(work, &theme.style, &press, err) &&
		(press->theme = &theme) &&
		print(press, grading, pupils, work, arena, out, err);

	press_close(press);
	arena_free(work);
	return worked;
}
