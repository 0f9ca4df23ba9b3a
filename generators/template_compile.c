#include "generators/template_parts.h"

#include "base/i18n.h"

/* ---- places in words ---- */

/* The fault, with its place: "the stem, column 12: …". */
static bool at_place(struct error *err, const struct question *q,
	const char *noun, size_t number)
{
	struct error inner = *err;

	if (number && inner.column)
		return fail_at(err, inner.code, inner.file, q->line, q->column,
			_("%s %zu, column %u: %s"), _(noun), number,
			inner.column, inner.text);
	if (inner.column)
		return fail_at(err, inner.code, inner.file, q->line, q->column,
			_("%s, column %u: %s"), _(noun), inner.column,
			inner.text);
	return fail_at(err, inner.code, inner.file, q->line, q->column,
		"%s: %s", _(noun), inner.text);
}

static bool at_parameter(struct error *err, const struct parameter *p)
{
	struct error inner = *err;

	return fail_at(err, inner.code, inner.file, p->line, p->column,
		_("parameter %.*s, column %u: %s"), STR_ARG(p->name),
		inner.column, inner.text);
}

/* ---- parameters ---- */

static bool read_whole(struct arena *arena, struct str text,
	const struct str *known, size_t count, const struct expression **out,
	struct error *err)
{
	return expression_parse(arena, text, out, err) &&
		expression_check(*out, known, count, err);
}

/* A choice is an expression when it reads as one of names known here; words
 * are words. */
static struct choice make_choice(struct arena *arena, struct str text,
	const struct str *known, size_t count)
{
	struct choice choice = {.text = text};
	const struct expression *e;

	if (read_whole(arena, text, known, count, &e, NULL))
		choice.expression = e;
	return choice;
}

static bool compile_parameter(
	struct arena *arena, struct template *t, size_t i, struct error *err)
{
	const struct parameter *p = &t->q->parameters[i];
	struct compiled_parameter *c = &t->parameters[i];

	c->source = p;
	t->names[i] = p->name;
	for (size_t k = 0; k < i; k++)
		if (str_equal(t->names[k], p->name))
			return fail_at(err, ERROR_INVALID, NULL, p->line,
				p->column,
				_("two parameters are called '%.*s'"),
				STR_ARG(p->name));
	c->listed = !p->text.len;
	c->choice_count = c->listed ? p->choice_count : 1;
	c->choices = NEW_ARRAY(arena, c->choice_count, struct choice);
	if (!c->listed)
		return read_whole(arena, p->text, t->names, i,
			       &c->choices[0].expression, err) ||
			at_parameter(err, p);
	if (!p->choice_count)
		return fail_at(err, ERROR_INVALID, NULL, p->line, p->column,
			_("parameter '%.*s' has nothing to be drawn from"),
			STR_ARG(p->name));
	for (size_t k = 0; k < c->choice_count; k++)
		c->choices[k] = make_choice(arena, p->choices[k], t->names, i);
	return true;
}

static bool compile_condition(
	struct arena *arena, struct template *t, size_t i, struct error *err)
{
	struct condition *c = &t->conditions[i];
	size_t count = t->q->parameter_count;

	c->text = t->q->require[i];
	if (!read_whole(arena, c->text, t->names, count, &c->expression, err))
		return at_place(err, t->q, N_("condition"), i + 1);
	for (size_t k = 0; k < count; k++)
		if (expression_uses(c->expression, t->names[k]))
			c->after = k + 1;
	return true;
}

/* ---- texts ---- */

struct compiler {
	struct arena *arena;
	struct template *t;
	struct error *err;
};

static bool compile_text(
	void *ctx, struct str *text, const char *noun, size_t number)
{
	struct compiler *c = ctx;
	struct template *t = c->t;
	struct compiled_text made = {.noun = noun, .number = number};

	if (!pieces_cut(c->arena, *text,
		    noun == template_figure           ? PIECE_SOURCE
			    : noun == template_answer ? PIECE_ANSWER
						      : PIECE_TEXT,
		    t->point, t->names, t->q->parameter_count, &made.pieces,
		    c->err))
		return at_place(c->err, t->q, noun, number);
	*PUSH(c->arena, t->texts, t->text_count, t->text_capacity) = made;
	return true;
}

static bool compile_formula(void *ctx, struct str *formula, void *target,
	enum formula_kind kind, const char *noun, size_t number,
	const struct number *of)
{
	struct compiler *c = ctx;
	struct template *t = c->t;
	struct compiled_formula made = {.noun = noun, .number = number};

	(void)target;
	(void)kind;
	(void)of;
	if (!read_whole(c->arena, *formula, t->names, t->q->parameter_count,
		    &made.expression, c->err))
		return at_place(c->err, t->q, noun, number);
	*PUSH(c->arena, t->formulas, t->formula_count, t->formula_capacity) =
		made;
	return true;
}

bool template_compile(struct arena *arena, const struct question *q, char point,
	const struct template **out, struct error *err)
{
	struct template *t = NEW(arena, struct template);
	struct error ignored;
	struct compiler compiler = {arena, t, err ? err : &ignored};
	const struct template_walk walk = {
		&compiler, arena, compile_text, compile_formula};
	struct question copy = *q;

	err = compiler.err;
	t->q = q;
	t->point = point;
	t->names = NEW_ARRAY(arena, q->parameter_count, struct str);
	t->parameters =
		NEW_ARRAY(arena, q->parameter_count, struct compiled_parameter);
	t->conditions = NEW_ARRAY(arena, q->require_count, struct condition);
	for (size_t i = 0; i < q->parameter_count; i++)
		if (!compile_parameter(arena, t, i, err))
			return false;
	for (size_t i = 0; i < q->require_count; i++)
		if (!compile_condition(arena, t, i, err))
			return false;
	template_own(arena, &copy);
	if (!template_walk(&copy, &walk))
		return false;
	*out = t;
	return true;
}
