#include "render/fairness_words.h"

#include <math.h>

#include "render/phrases.h"

/* What the report says, piece by piece, whatever it is set in. */
struct report_of {
	struct arena *arena;
	struct fairness_block *blocks;
	size_t count, capacity;
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

/* A table as it is filled, cell by cell. */
struct filling {
	struct report_of *r;
	size_t columns;
	struct str *cells;
	size_t count, capacity;
};

static void put(struct filling *f, struct str text)
{
	*PUSH(f->r->arena, f->cells, f->count, f->capacity) = text;
}

static void put_phrase(struct filling *f, enum phrase p)
{
	put(f, phrase(f->r->language, p));
}

static void add(struct report_of *r, struct fairness_block block)
{
	*PUSH(r->arena, r->blocks, r->count, r->capacity) = block;
}

static void add_table(const struct filling *f, bool left)
{
	add(f->r,
		(struct fairness_block){.kind = FAIRNESS_TABLE,
			.cells = f->cells,
			.columns = f->columns,
			.rows = f->count / f->columns,
			.left = left});
}

static void heading(struct report_of *r, enum phrase p)
{
	add(r,
		(struct fairness_block){.kind = FAIRNESS_HEADING,
			.text = phrase(r->language, p)});
}

static void paragraph(
	struct report_of *r, enum fairness_block_kind kind, struct str text)
{
	add(r, (struct fairness_block){.kind = kind, .text = text});
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

static void add_forms(struct report_of *r)
{
	struct filling f = {.r = r, .columns = 6};

	heading(r, PHRASE_FAIR_BY_FORM);
	for (enum phrase p = PHRASE_FAIR_FORM; p <= PHRASE_FAIR_MINUTES; p++)
		put_phrase(&f, p);
	for (size_t i = 0; i < r->fairness->form_count; i++) {
		const struct fairness_form *form = &r->fairness->forms[i];

		put(&f, form->form->code);
		put(&f, number_text(r->arena, (long)form->form->item_count));
		put(&f, points_text(r->arena, r->language, form->form->points));
		put_expected(&f, form);
		put(&f, decimals(r, form->difficulty));
		put(&f, decimals(r, form->seconds / 60));
	}
	add_table(&f, false);
	paragraph(r, FAIRNESS_NOTE, phrase(r->language, PHRASE_FAIR_NOTE));
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

static void add_kinds(struct report_of *r)
{
	struct filling f = {.r = r, .columns = 1};

	if (!r->fairness->kind_count)
		return;
	heading(r, PHRASE_FAIR_BY_TOPIC);
	paragraph(r, FAIRNESS_TITLE,
		phrase(r->language,
			r->fairness->same_kinds ? PHRASE_FAIR_KINDS_SAME
						: PHRASE_FAIR_KINDS_DIFFER));
	for (int level = 0; level < LEVEL_COUNT; level++)
		f.columns += has_level(r->fairness, (enum level)level);
	put_phrase(&f, PHRASE_FAIR_TOPIC);
	for (size_t i = 1; i <= LEVEL_COUNT; i++)
		if (has_level(r->fairness, (enum level)(i % LEVEL_COUNT)))
			put_phrase(&f, level_phrases[i % LEVEL_COUNT]);
	for (size_t k = 0; k < r->fairness->kind_count;)
		k = topic_row(&f, k);
	add_table(&f, true);
}

/* ---- letters, information ---- */

static void add_letters(struct report_of *r)
{
	struct filling f = {.r = r, .columns = r->fairness->letters + 1};

	if (!r->fairness->letters)
		return;
	heading(r, PHRASE_FAIR_LETTERS);
	put_phrase(&f, PHRASE_FAIR_FORM);
	for (size_t k = 0; k < r->fairness->letters; k++)
		put(&f, str_format(r->arena, "%c", (char)('A' + k)));
	for (size_t i = 0; i < r->fairness->form_count; i++) {
		put(&f, code_of(r->fairness, i));
		for (size_t k = 0; k < r->fairness->letters; k++)
			put(&f,
				number_text(r->arena,
					(long)r->fairness->forms[i]
						.letters[k]));
	}
	add_table(&f, false);
}

static bool has_information(const struct fairness *f)
{
	for (size_t i = 0; i < f->form_count; i++)
		if (!isnan(f->forms[i].information[0]))
			return f->form_count > 0;
	return false;
}

static void add_information(struct report_of *r)
{
	struct filling f = {.r = r, .columns = FAIRNESS_ABILITIES + 1};

	if (!has_information(r->fairness))
		return;
	heading(r, PHRASE_FAIR_INFORMATION);
	put_phrase(&f, PHRASE_FAIR_FORM);
	for (size_t k = 0; k < FAIRNESS_ABILITIES; k++)
		put(&f,
			str_format(r->arena, "%s%g",
				fairness_abilities[k] < 0 ? "−" : "",
				fabs(fairness_abilities[k])));
	for (size_t i = 0; i < r->fairness->form_count; i++) {
		put(&f, code_of(r->fairness, i));
		for (size_t k = 0; k < FAIRNESS_ABILITIES; k++)
			put(&f,
				decimals(r,
					r->fairness->forms[i].information[k]));
	}
	add_table(&f, false);
	paragraph(r, FAIRNESS_NOTE,
		phrase(r->language, PHRASE_FAIR_INFORMATION_NOTE));
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

struct fairness_words fairness_words(
	struct arena *arena, const struct exam *exam)
{
	struct fairness fairness = fairness_of(arena, exam);
	struct report_of report = {.arena = arena,
		.exam = exam,
		.language = exam->blueprint->language,
		.fairness = &fairness};
	struct report_of *r = &report;

	paragraph(r, FAIRNESS_VERDICT,
		fairness_sentence(arena, exam, r->fairness));
	if (r->fairness->form_count > 1)
		paragraph(r, FAIRNESS_TEXT, shared_text(r));
	add_forms(r);
	add_kinds(r);
	add_letters(r);
	add_information(r);
	return (struct fairness_words){r->blocks, r->count};
}
