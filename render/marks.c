#include "render/marks.h"

#include <math.h>

#include "render/heading.h"
#include "render/marks_parts.h"

enum { SPANS = 10 };

/* ---- tables ---- */

static struct table_cell cell(
	const struct printing *p, struct str text, unsigned look)
{
	struct span *span = NEW(p->arena, struct span);

	*span = TEXT(text, look);
	return (struct table_cell){.words = {span, 1}};
}

void marks_row(struct filling *f, bool header)
{
	f->cells = NEW_ARRAY(f->p->arena, f->columns, struct table_cell);
	f->n = 0;
	*PUSH(f->p->arena, f->rows, f->count, f->capacity) =
		(struct table_row){f->cells, f->columns, header};
}

void marks_cell(struct filling *f, struct str text)
{
	unsigned look = f->rows[f->count - 1].header ? LOOK_BOLD : 0;

	f->cells[f->n++] = cell(f->p, text, look);
}

void marks_number(struct filling *f, size_t number)
{
	marks_cell(f, number_text(f->p->arena, (long)number));
}

void marks_phrase(struct filling *f, enum phrase phrase_id)
{
	marks_cell(f, phrase(f->p->language, phrase_id));
}

void marks_table(const struct filling *f, size_t left)
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

struct str marks_text(const struct printing *p, long thousandths)
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
					marks_text(p,
						lround(sum / (double)g->count /
							10) *
							10)},
				{"low", marks_text(p, low)},
				{"high", marks_text(p, high)}),
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
	marks_row(&f, true);
	marks_phrase(&f, PHRASE_MARKS_MARK);
	marks_phrase(&f, PHRASE_MARKS_COUNT);
	for (long i = 0; i < SPANS; i++) {
		marks_row(&f, false);
		marks_cell(&f,
			FILL(p->arena,
				phrase(p->language, PHRASE_MARKS_FROM_TO),
				{"low", marks_text(p, g->scale * i / SPANS)},
				{"high",
					marks_text(p,
						g->scale * (i + 1) / SPANS)}));
		marks_number(&f, counts[i]);
	}
	marks_table(&f, 0);
}

static void set_questions(const struct printing *p)
{
	const struct grading *g = p->grading;
	const struct item_summary *items = grading_items(p->arena, g);
	struct filling f = {.p = p, .columns = 4};

	heading(p, PHRASE_MARKS_QUESTIONS);
	marks_row(&f, true);
	marks_phrase(&f, PHRASE_MARKS_QUESTION);
	marks_phrase(&f, PHRASE_MARKS_FACILITY);
	marks_phrase(&f, PHRASE_MARKS_RIGHT);
	marks_phrase(&f, PHRASE_MARKS_BLANK);
	for (size_t q = 0; q < g->exam->question_count; q++) {
		if (!items[q].given)
			continue;
		marks_row(&f, false);
		marks_cell(&f, g->exam->questions[q].id);
		marks_cell(&f,
			str_format(
				p->arena, "%.0f %%", 100 * items[q].facility));
		marks_number(&f, items[q].right);
		marks_number(&f, items[q].blank);
	}
	marks_table(&f, 1);
}

static void set_list(const struct printing *p)
{
	const struct grading *g = p->grading;
	struct filling f = {.p = p, .columns = 7};

	heading(p, PHRASE_MARKS_LIST);
	marks_row(&f, true);
	for (enum phrase h = PHRASE_MARKS_PERSON; h <= PHRASE_MARKS_RIGHT; h++)
		marks_phrase(&f, h);
	marks_phrase(&f, PHRASE_MARKS_MARK);
	marks_phrase(&f, PHRASE_MARKS_NOTE);
	for (size_t i = 0; i < g->count; i++) {
		const struct sheet *sheet = &g->sheets[i];

		marks_row(&f, false);
		marks_cell(&f, sheet->person);
		marks_cell(&f, sheet->name);
		marks_cell(&f, sheet->class);
		marks_cell(&f, g->exam->forms[sheet->form].code);
		marks_number(&f, g->scores[i].right);
		marks_cell(&f, marks_text(p, g->marks[i]));
		marks_cell(&f,
			g->scores[i].open
				? phrase(p->language, PHRASE_MARKS_OPEN)
				: STR(""));
	}
	marks_table(&f, 2);
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
	if (p->grading->count <= MARKS_LISTED)
		set_list(p);
}

static void set_pupils(const struct printing *p)
{
	for (size_t i = 0; i < p->grading->count; i++) {
		if (i)
			galley_page_break(p->g);
		marks_pupil(p, i);
	}
}

/* ---- documents ---- */

static bool print(struct press *press, const struct grading *grading,
	enum marks_pages pages, struct arena *work, struct arena *arena,
	struct str *out, struct error *err)
{
	const struct blueprint *b = grading->exam->blueprint;
	struct str title = phrase(b->language, PHRASE_MARKS_TITLE);
	struct galley_info info = heading_info(work, b, title);
	struct style style = press->style;
	struct printing p = {.arena = work,
		.grading = grading,
		.language = b->language,
		.solutions = pages == MARKS_SOLUTIONS};
	struct display display;

	style.columns = 1;
	p.g = galley_new(work, press->setter, &style, &info);
	heading_foot(p.g, work, b, STR(""));
	if (pages != MARKS_CLASS) {
		set_pupils(&p);
	} else {
		heading_teacher(p.g, work, press->theme, b, title);
		set_class(&p);
	}
	return galley_finish(p.g, &display, NULL, err) &&
		press_print(arena, &display, out, err);
}

bool marks_print(const struct grading *grading, enum marks_pages pages,
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
		album_add(press->album, grading->exam, err) &&
		print(press, grading, pages, work, arena, out, err);

	press_close(press);
	arena_free(work);
	return worked;
}
