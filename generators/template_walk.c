#include "generators/template_parts.h"

#include "base/i18n.h"

#define OWN(arena, list, count)                                                \
	((list) = arena_copy((arena), (list), (count) * sizeof *(list)))

/* The lists are const to everyone else. */
#define MUTABLE(type, list) ((type *)(void *)(size_t)(const void *)(list))

void template_own(struct arena *arena, struct question *q)
{
	struct gap *gaps;

	OWN(arena, q->options, q->option_count);
	OWN(arena, q->statements, q->statement_count);
	OWN(arena, q->accepted, q->accepted_count);
	OWN(arena, q->numbers, q->number_count);
	OWN(arena, q->pairs, q->pair_count);
	OWN(arena, q->distractors, q->distractor_count);
	OWN(arena, q->items, q->item_count);
	OWN(arena, q->rubric, q->rubric_count);
	OWN(arena, q->gaps, q->gap_count);
	OWN(arena, q->figures, q->figure_count);
	gaps = MUTABLE(struct gap, q->gaps);
	for (size_t i = 0; i < q->gap_count; i++) {
		OWN(arena, gaps[i].options, gaps[i].option_count);
		OWN(arena, gaps[i].accepted, gaps[i].accepted_count);
	}
}

static bool walk_text(const struct template_walk *w, struct str *text,
	const char *noun, size_t number)
{
	return !text->len || w->text(w->ctx, text, noun, number);
}

static bool walk_truth(const struct template_walk *w, struct str *formula,
	bool *target, const char *noun, size_t number)
{
	return !formula->len ||
		w->formula(w->ctx, formula, target, FORMULA_TRUTH, noun, number,
			NULL);
}

static bool walk_number(const struct template_walk *w, struct str *formula,
	struct decimal *target, const struct number *of, const char *noun,
	size_t number)
{
	return !formula->len ||
		w->formula(w->ctx, formula, target, FORMULA_NUMBER, noun,
			number, of);
}

static bool walk_options(const struct template_walk *w,
	const struct option *list, size_t count, const char *noun)
{
	struct option *options = MUTABLE(struct option, list);

	for (size_t i = 0; i < count; i++)
		if (!walk_text(w, &options[i].text, noun, i + 1) ||
			!walk_text(w, &options[i].feedback,
				N_("the feedback of option"), i + 1) ||
			!walk_truth(w, &options[i].right_when,
				&options[i].right, N_("'right' of option"),
				i + 1))
			return false;
	return true;
}

const char template_answer[] = N_("the accepted answer");

static bool walk_accepted(const struct template_walk *w,
	const struct accepted *list, size_t count)
{
	struct accepted *accepted = MUTABLE(struct accepted, list);

	for (size_t i = 0; i < count; i++)
		if ((!accepted[i].pattern &&
			    !walk_text(w, &accepted[i].text, template_answer,
				    i + 1)) ||
			!walk_text(w, &accepted[i].feedback,
				N_("the feedback of answer"), i + 1))
			return false;
	return true;
}

static bool walk_statements(
	const struct template_walk *w, const struct question *q)
{
	struct statement *s = MUTABLE(struct statement, q->statements);

	for (size_t i = 0; i < q->statement_count; i++)
		if (!walk_text(w, &s[i].text, N_("statement"), i + 1) ||
			!walk_text(w, &s[i].feedback,
				N_("the feedback of statement"), i + 1) ||
			!walk_truth(w, &s[i].key_when, &s[i].key,
				N_("the key of statement"), i + 1))
			return false;
	return true;
}

/* The tolerance first: how exact the value must be hangs on it. */
static bool walk_numbers(
	const struct template_walk *w, const struct question *q)
{
	struct number *n = MUTABLE(struct number, q->numbers);

	for (size_t i = 0; i < q->number_count; i++)
		if (!walk_number(w, &n[i].tolerance_formula, &n[i].tolerance,
			    &n[i], N_("the tolerance of answer"), i + 1) ||
			!walk_number(w, &n[i].value_formula, &n[i].value, &n[i],
				N_("the key of answer"), i + 1))
			return false;
	return true;
}

static bool walk_list(const struct template_walk *w, const struct str *list,
	size_t count, const char *noun)
{
	struct str *texts = MUTABLE(struct str, list);

	for (size_t i = 0; i < count; i++)
		if (!walk_text(w, &texts[i], noun, i + 1))
			return false;
	return true;
}

static bool walk_pairs(const struct template_walk *w, const struct question *q)
{
	struct pair *pairs = MUTABLE(struct pair, q->pairs);

	for (size_t i = 0; i < q->pair_count; i++)
		if (!walk_text(w, &pairs[i].left, N_("the left side of pair"),
			    i + 1) ||
			!walk_text(w, &pairs[i].right,
				N_("the right side of pair"), i + 1))
			return false;
	return true;
}

static bool walk_rubric(const struct template_walk *w, const struct question *q)
{
	struct criterion *rubric = MUTABLE(struct criterion, q->rubric);

	for (size_t i = 0; i < q->rubric_count; i++)
		if (!walk_text(w, &rubric[i].text, N_("criterion"), i + 1))
			return false;
	return true;
}

static bool walk_gaps(const struct template_walk *w, const struct question *q)
{
	for (size_t i = 0; i < q->gap_count; i++)
		if (!walk_options(w, q->gaps[i].options,
			    q->gaps[i].option_count, N_("the gaps' option")) ||
			!walk_accepted(w, q->gaps[i].accepted,
				q->gaps[i].accepted_count))
			return false;
	return true;
}

const char template_figure[] = N_("figure");

struct figure_walk {
	const struct template_walk *walk;
	size_t number;
};

static bool walk_value(void *ctx, const struct figure_value *value,
	struct str *out, struct error *err)
{
	const struct figure_walk *w = ctx;

	(void)err;
	*out = value->text;
	return walk_text(w->walk, out, template_figure, w->number);
}

static bool walk_figures(
	const struct template_walk *w, const struct question *q)
{
	struct figure *figures = MUTABLE(struct figure, q->figures);

	for (size_t i = 0; i < q->figure_count; i++) {
		struct figure_walk walk = {w, i + 1};
		const struct figure_mapper mapper = {&walk, walk_value};

		struct figure drawn;

		if (!figure_map(w->arena, &figures[i], &mapper, &drawn, NULL))
			return false;
		figures[i] = drawn;
	}
	return true;
}

bool template_walk(struct question *q, const struct template_walk *w)
{
	return walk_text(w, &q->stem, N_("the stem"), 0) &&
		walk_options(w, q->options, q->option_count, N_("option")) &&
		walk_truth(w, &q->truth_when, &q->truth, N_("the key"), 0) &&
		walk_statements(w, q) &&
		walk_accepted(w, q->accepted, q->accepted_count) &&
		walk_numbers(w, q) &&
		walk_text(w, &q->unit, N_("the unit"), 0) && walk_pairs(w, q) &&
		walk_list(w, q->distractors, q->distractor_count,
			N_("distractor")) &&
		walk_list(w, q->items, q->item_count, N_("item")) &&
		walk_gaps(w, q) && walk_rubric(w, q) &&
		walk_text(w, &q->solution, N_("the solution"), 0) &&
		walk_text(w, &q->feedback, N_("the feedback"), 0) &&
		walk_figures(w, q);
}
