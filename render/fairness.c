#include "render/fairness.h"

#include <math.h>

#include "render/heading.h"
#include "render/phrases.h"

struct report_of {
	struct galley *g;
	struct arena *arena;
	const struct exam *exam;
	struct str language;
	const struct fairness *fairness;
};

/* ---- words ---- */

static const char *const dash = "\xe2\x80\x93";

static struct str decimals(const struct report_of *r, double value)
{
	if (isnan(value))
		return str_from(dash);
	return points_text(
		r->arena, r->language, lround(value * 100) * (POINT / 100));
}

static struct str code_of(const struct fairness *f, size_t form)
{
	return f->forms[form].form->code;
}

struct str fairness_sentence(struct arena *arena, const struct exam *exam,
	const struct fairness *fairness)
{
	static const enum phrase phrases[] = {
		[FAIRNESS_ONE] = PHRASE_FAIR_ONE,
		[FAIRNESS_SAME] = PHRASE_FAIR_SAME,
		[FAIRNESS_ALIKE] = PHRASE_FAIR_ALIKE,
		[FAIRNESS_NEAR] = PHRASE_FAIR_NEAR,
		[FAIRNESS_UNEQUAL] = PHRASE_FAIR_UNEQUAL,
		[FAIRNESS_UNKNOWN] = PHRASE_FAIR_UNKNOWN,
	};
	struct str language = exam->blueprint->language;
	double apart = isnan(fairness->apart) ? 0 : fairness->apart;

	if (!fairness->form_count)
		return phrase(language, PHRASE_FAIR_ONE);
	return FILL(arena, phrase(language, phrases[fairness->verdict]),
		{"apart",
			points_phrase(arena, language,
				lround(apart * 100) * (POINT / 100))},
		{"hardest", code_of(fairness, fairness->hardest)},
		{"easiest", code_of(fairness, fairness->easiest)});
}

/* ---- tables ---- */

static struct table_cell cell(
	const struct report_of *r, struct str text, unsigned look)
{
	struct span *span = NEW(r->arena, struct span);

	*span = TEXT(text, look);
	return (struct table_cell){.words = {span, 1}};
}

/* A table as it is filled, row by row. */
struct filling {
	const struct report_of *r;
	size_t columns;
	struct table_row *rows;
	size_t count, capacity;
	struct table_cell *cells; /* of the row at hand */
	size_t n;
};

static void begin_row(struct filling *f, bool header)
{
	f->cells = NEW_ARRAY(f->r->arena, f->columns, struct table_cell);
	f->n = 0;
	*PUSH(f->r->arena, f->rows, f->count, f->capacity) =
		(struct table_row){f->cells, f->columns, header};
}

static void put(struct filling *f, struct str text)
{
	unsigned look = f->rows[f->count - 1].header ? LOOK_BOLD : 0;

	f->cells[f->n++] = cell(f->r, text, look);
}

static void put_phrase(struct filling *f, enum phrase p)
{
	put(f, phrase(f->r->language, p));
}

static void set_table(const struct filling *f, enum markup_align first)
{
	struct table_column *columns =
		NEW_ARRAY(f->r->arena, f->columns, struct table_column);
	struct table table = {.columns = columns,
		.column_count = f->columns,
		.rows = f->rows,
		.row_count = f->count,
		.align = ALIGN_CENTER};

	for (size_t i = 0; i < f->columns; i++)
		columns[i].align = i ? ALIGN_CENTER : first;
	galley_table(f->r->g, &table);
	galley_space(f->r->g, 6);
}

static void heading(const struct report_of *r, enum phrase p)
{
	struct str text = phrase(r->language, p);

	galley_bookmark(r->g, 0, text);
	galley_heading(r->g, 1, WORDS(TEXT(text, 0)));
}

static void paragraph(const struct report_of *r, struct str text, unsigned look)
{
	galley_paragraph(r->g, WORDS(TEXT(text, look)), ALIGN_NONE);
}

/* ---- form by form ---- */

static void put_expected(struct filling *f, const struct fairness_form *form)
{
	if (isnan(form->expected))
		put(f, str_from(dash));
	else
		put(f,
			str_format(f->r->arena, "%.*s ± %.*s",
				STR_ARG(decimals(f->r, form->expected)),
				STR_ARG(decimals(f->r, form->deviation))));
}

static void set_forms(const struct report_of *r)
{
	struct filling f = {.r = r, .columns = 6};

	heading(r, PHRASE_FAIR_BY_FORM);
	begin_row(&f, true);
	for (enum phrase p = PHRASE_FAIR_FORM; p <= PHRASE_FAIR_MINUTES; p++)
		put_phrase(&f, p);
	for (size_t i = 0; i < r->fairness->form_count; i++) {
		const struct fairness_form *form = &r->fairness->forms[i];

		begin_row(&f, false);
		put(&f, form->form->code);
		put(&f, number_text(r->arena, (long)form->form->item_count));
		put(&f, points_text(r->arena, r->language, form->form->points));
		put_expected(&f, form);
		put(&f, decimals(r, form->difficulty));
		put(&f, decimals(r, form->seconds / 60));
	}
	set_table(&f, ALIGN_CENTER);
	paragraph(r, phrase(r->language, PHRASE_FAIR_NOTE), LOOK_SMALL);
}

/* ---- topics and levels ---- */

static const enum phrase level_phrases[LEVEL_COUNT] = {
	[LEVEL_NONE] = PHRASE_FAIR_ANY_LEVEL,
	[LEVEL_KNOW] = PHRASE_LEVEL_KNOW,
	[LEVEL_UNDERSTAND] = PHRASE_LEVEL_UNDERSTAND,
	[LEVEL_APPLY] = PHRASE_LEVEL_APPLY,
	[LEVEL_EXTEND] = PHRASE_LEVEL_EXTEND,
};

static bool has_level(const struct fairness *f, enum level level)
{
	for (size_t k = 0; k < f->kind_count; k++)
		if (f->kinds[k].level == level)
			return true;
	return false;
}

static struct str range(const struct report_of *r, size_t least, size_t most)
{
	if (least == most)
		return least ? number_text(r->arena, (long)least) : STR("");
	return str_format(r->arena, "%zu–%zu", least, most);
}

/* The kinds of one topic from k on; the row's cells level by level. */
static size_t topic_row(struct filling *f, size_t k)
{
	const struct fairness *fair = f->r->fairness;
	const struct fairness_kind *first = &fair->kinds[k];
	const struct fairness_kind *by_level[LEVEL_COUNT] = {0};

	for (; k < fair->kind_count && str_equal(fair->kinds[k].id, first->id);
		k++)
		by_level[fair->kinds[k].level] = &fair->kinds[k];
	begin_row(f, false);
	put(f, first->topic);
	for (size_t i = 1; i <= LEVEL_COUNT; i++) {
		enum level level = (enum level)(i % LEVEL_COUNT);

		if (!has_level(fair, level))
			continue;
		put(f,
			by_level[level] ? range(f->r, by_level[level]->least,
						  by_level[level]->most)
					: STR(""));
	}
	return k;
}

static void set_kinds(const struct report_of *r)
{
	struct filling f = {.r = r, .columns = 1};

	if (!r->fairness->kind_count)
		return;
	heading(r, PHRASE_FAIR_BY_TOPIC);
	paragraph(r,
		phrase(r->language,
			r->fairness->same_kinds ? PHRASE_FAIR_KINDS_SAME
						: PHRASE_FAIR_KINDS_DIFFER),
		0);
	galley_stay(r->g);
	for (int level = 0; level < LEVEL_COUNT; level++)
		f.columns += has_level(r->fairness, (enum level)level);
	begin_row(&f, true);
	put_phrase(&f, PHRASE_FAIR_TOPIC);
	for (size_t i = 1; i <= LEVEL_COUNT; i++)
		if (has_level(r->fairness, (enum level)(i % LEVEL_COUNT)))
			put_phrase(&f, level_phrases[i % LEVEL_COUNT]);
	for (size_t k = 0; k < r->fairness->kind_count;)
		k = topic_row(&f, k);
	set_table(&f, ALIGN_LEFT);
}

/* ---- letters, information ---- */

static void set_letters(const struct report_of *r)
{
	struct filling f = {.r = r, .columns = r->fairness->letters + 1};

	if (!r->fairness->letters)
		return;
	heading(r, PHRASE_FAIR_LETTERS);
	begin_row(&f, true);
	put_phrase(&f, PHRASE_FAIR_FORM);
	for (size_t k = 0; k < r->fairness->letters; k++)
		put(&f, str_format(r->arena, "%c", (char)('A' + k)));
	for (size_t i = 0; i < r->fairness->form_count; i++) {
		begin_row(&f, false);
		put(&f, code_of(r->fairness, i));
		for (size_t k = 0; k < r->fairness->letters; k++)
			put(&f,
				number_text(r->arena,
					(long)r->fairness->forms[i]
						.letters[k]));
	}
	set_table(&f, ALIGN_CENTER);
}

static bool has_information(const struct fairness *f)
{
	for (size_t i = 0; i < f->form_count; i++)
		if (!isnan(f->forms[i].information[0]))
			return f->form_count > 0;
	return false;
}

static void set_information(const struct report_of *r)
{
	struct filling f = {.r = r, .columns = FAIRNESS_ABILITIES + 1};

	if (!has_information(r->fairness))
		return;
	heading(r, PHRASE_FAIR_INFORMATION);
	begin_row(&f, true);
	put_phrase(&f, PHRASE_FAIR_FORM);
	for (size_t k = 0; k < FAIRNESS_ABILITIES; k++)
		put(&f,
			str_format(r->arena, "%s%g",
				fairness_abilities[k] < 0 ? "−" : "",
				fabs(fairness_abilities[k])));
	for (size_t i = 0; i < r->fairness->form_count; i++) {
		begin_row(&f, false);
		put(&f, code_of(r->fairness, i));
		for (size_t k = 0; k < FAIRNESS_ABILITIES; k++)
			put(&f,
				decimals(r,
					r->fairness->forms[i].information[k]));
	}
	set_table(&f, ALIGN_CENTER);
	paragraph(r, phrase(r->language, PHRASE_FAIR_INFORMATION_NOTE),
		LOOK_SMALL);
}

/* ---- the document ---- */

static struct str shared_text(const struct report_of *r)
{
	const struct fairness *f = r->fairness;

	if (f->shared_least == f->shared_most)
		return FILL(r->arena, phrase(r->language, PHRASE_FAIR_SHARED),
			{"n", number_text(r->arena, (long)f->shared_least)});
	return FILL(r->arena, phrase(r->language, PHRASE_FAIR_SHARED_OF),
		{"least", number_text(r->arena, (long)f->shared_least)},
		{"most", number_text(r->arena, (long)f->shared_most)});
}

static void set_report(const struct report_of *r)
{
	galley_paragraph(r->g,
		WORDS(TEXT(fairness_sentence(r->arena, r->exam, r->fairness),
			LOOK_BOLD)),
		ALIGN_NONE);
	if (r->fairness->form_count > 1)
		paragraph(r, shared_text(r), 0);
	set_forms(r);
	set_kinds(r);
	set_letters(r);
	set_information(r);
}

static bool print(struct press *press, const struct exam *exam,
	struct arena *work, struct arena *arena, struct str *out,
	struct error *err)
{
	const struct blueprint *b = exam->blueprint;
	struct str title = phrase(b->language, PHRASE_FAIR_TITLE);
	struct galley_info info = heading_info(work, b, title);
	struct fairness fairness = fairness_of(work, exam);
	struct style style = press->style;
	struct report_of r = {.arena = work,
		.exam = exam,
		.language = b->language,
		.fairness = &fairness};
	struct display display;

	style.columns = 1;
	r.g = galley_new(work, press->setter, &style, &info);
	heading_foot(r.g, work, b, STR(""));
	heading_teacher(r.g, work, press->theme, b, title);
	set_report(&r);
	return galley_finish(r.g, &display, NULL, err) &&
		press_print(arena, &display, out, err);
}

bool fairness_print(struct press *press, const struct exam *exam,
	struct arena *arena, struct str *out, struct error *err)
{
	struct arena *work = arena_new();
	bool worked = print(press, exam, work, arena, out, err);

	arena_free(work);
	return worked;
}
