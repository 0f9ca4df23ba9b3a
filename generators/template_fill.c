#include "generators/template_parts.h"

#include <math.h>

#include "base/i18n.h"

/* A sample's values put into the question. */

struct filler {
	struct arena *arena;
	const struct template *t;
	struct sample *sample;
	struct scope scope;
	size_t text, formula; /* next ones */
	struct error *err;
};

static bool failed_at(struct filler *f, const char *noun, size_t number)
{
	const struct question *q = f->t->q;
	struct str values = template_values(f->arena, f->t, f->sample);
	const struct error *fault = &f->sample->calc.error;

	if (number)
		return fail_at(f->err, ERROR_INVALID, NULL, q->line, q->column,
			_("%s %zu, column %u: %s (where %.*s)"), _(noun),
			number, fault->column, fault->text, STR_ARG(values));
	return fail_at(f->err, ERROR_INVALID, NULL, q->line, q->column,
		_("%s, column %u: %s (where %.*s)"), _(noun), fault->column,
		fault->text, STR_ARG(values));
}

static bool fill_text(
	void *ctx, struct str *text, const char *noun, size_t number)
{
	struct filler *f = ctx;
	const struct compiled_text *compiled = &f->t->texts[f->text++];

	*text = pieces_fill(&f->sample->calc, &compiled->pieces, &f->scope);
	return !f->sample->calc.failed || failed_at(f, noun, number);
}

/* ---- keys ---- */

static bool has_tolerance(const struct number *n)
{
	return n->tolerance.units > 0;
}

/* An exact decimal; of what has none, enough digits when there is a tolerance
 * to hide the rest. */
static bool to_decimal(struct filler *f, const struct value *v,
	const struct number *of, struct decimal *out)
{
	struct algebra *c = &f->sample->calc;
	struct show show = {
		.point = '.', .form = SHOW_SIGNIFICANT, .digits = 13};
	struct str text;
	int places;
	double real;

	if (v->kind == ALGEBRA_NUMBER) {
		places = rational_places(c->arena, v->number);
		if (places >= 0 && places <= 15) {
			text = rational_fixed(c->arena, v->number, places, '.');
			if (decimal_parse(text, out))
				return true;
		}
	}
	if (!value_algebraic(v) || !value_evaluate(v, NULL, 0, &real)) {
		calc_fail(c, _("a number belongs here, not %s"),
			value_describe(v));
		return false;
	}
	if (!of || !has_tolerance(of)) {
		calc_fail(c,
			_("this number never ends: round it, or give a "
			  "tolerance"));
		return false;
	}
	text = show_plain(c, value_real(c, real), &show);
	if (str_find(text, ".", 0) != SIZE_MAX)
		while (str_ends(text, "0"))
			text.len--;
	if (decimal_parse(text, out))
		return true;
	calc_fail(c, _("a number here is too large"));
	return false;
}

static bool fill_formula(void *ctx, struct str *formula, void *target,
	enum formula_kind kind, const char *noun, size_t number,
	const struct number *of)
{
	struct filler *f = ctx;
	const struct compiled_formula *compiled = &f->t->formulas[f->formula++];
	struct algebra *c = &f->sample->calc;
	const struct value *v =
		expression_evaluate(c, compiled->expression, &f->scope);

	*formula = STR("");
	if (c->failed)
		return failed_at(f, noun, number);
	if (kind == FORMULA_NUMBER)
		return to_decimal(f, v,
			       target == (void *)(size_t)&of->value ? of : NULL,
			       target) ||
			failed_at(f, noun, number);
	if (v->kind != ALGEBRA_BOOL) {
		calc_fail(c, _("a condition is true or false, not %s"),
			value_describe(v));
		return failed_at(f, noun, number);
	}
	*(bool *)target = v->truth;
	return true;
}

/* ---- different options ---- */

/* The value an option's text is, if it is nothing else. */
static const struct value *option_value(struct filler *f, size_t option)
{
	size_t at = 0;

	for (; at < f->t->text_count; at++) {
		const struct compiled_text *text = &f->t->texts[at];

		if (text->number == option + 1 &&
			str_is(str_from(text->noun), "option"))
			return pieces_value(
				&f->sample->calc, &text->pieces, &f->scope);
	}
	return NULL;
}

static bool alike(struct algebra *c, struct str a, struct str b,
	const struct value *p, const struct value *q)
{
	if (str_equal(a, b))
		return true;
	return p && q && value_algebraic(p) && value_algebraic(q) &&
		value_equal(c, p, q);
}

/* Those kept: all that are right, and others, by chance, that are unlike those
 * kept so far. */
static bool keep_options(struct filler *f, struct question *q)
{
	struct algebra *c = &f->sample->calc;
	size_t n = q->option_count, wanted = (size_t)f->t->q->choose, kept = 0;
	const struct option *from = q->options;
	struct option *to = NEW_ARRAY(f->arena, n, struct option);
	const struct value **values =
		NEW_ARRAY(f->arena, n, const struct value *);
	size_t *order = NEW_ARRAY(f->arena, n, size_t);
	bool by_chance = ((const struct chance *)c->ctx)->rng != NULL;
	bool *taken = NEW_ARRAY(f->arena, n, bool);

	if (!wanted || wanted > n)
		wanted = n;
	for (size_t i = 0; i < n; i++) {
		order[i] = i;
		values[i] = option_value(f, i);
	}
	/* Spare ones are left out by chance; not while all ways are counted. */
	for (size_t i = n; by_chance && wanted < n && i > 1; i--) {
		size_t k = c->choose(c->ctx, i), swap = order[i - 1];

		order[i - 1] = order[k];
		order[k] = swap;
	}
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < n && !c->failed; i++) {
			size_t o = order[i];
			bool same = false;

			if (from[o].right != (round == 0) ||
				(round && kept >= wanted))
				continue;
			for (size_t k = 0; k < n && !same; k++)
				same = taken[k] &&
					alike(c, from[k].text, from[o].text,
						values[k], values[o]);
			if (same && (round == 0 || wanted == n))
				return false;
			if (same)
				continue;
			taken[o] = true;
			kept++;
		}
	if (kept < wanted || c->failed)
		return false;
	kept = 0;
	for (size_t i = 0; i < n; i++)
		if (taken[i])
			to[kept++] = from[i];
	q->options = to;
	q->option_count = kept;
	return true;
}

static bool unlike(const struct str *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++)
			if (str_equal(texts[i], texts[k]))
				return false;
	return true;
}

/* What stands twice makes no question. */
static bool distinct(struct filler *f, struct question *q)
{
	if (q->option_count && !keep_options(f, q))
		return false;
	for (size_t i = 0; i < q->pair_count; i++)
		for (size_t k = 0; k < i; k++)
			if (str_equal(q->pairs[i].right, q->pairs[k].right) ||
				str_equal(q->pairs[i].left, q->pairs[k].left))
				return false;
	for (size_t i = 0; i < q->statement_count; i++)
		for (size_t k = 0; k < i; k++)
			if (str_equal(q->statements[i].text,
				    q->statements[k].text))
				return false;
	return unlike(q->items, q->item_count) &&
		unlike(q->distractors, q->distractor_count);
}

bool template_fill(struct arena *arena, const struct template *t,
	struct sample *sample, struct question *out, struct error *err)
{
	struct filler f = {.arena = arena,
		.t = t,
		.sample = sample,
		.scope = {NULL, t->names, sample->values, sample->known},
		.err = err};
	const struct template_walk walk = {&f, arena, fill_text, fill_formula};

	*out = *t->q;
	template_own(arena, out);
	out->parameters = NULL;
	out->require = NULL;
	out->parameter_count = out->require_count = 0;
	out->choose = 0;
	if (!template_walk(out, &walk))
		return false;
	if (!distinct(&f, out)) {
		if (err)
			*err = (struct error){0};
		return false;
	}
	return question_check(out, err);
}
