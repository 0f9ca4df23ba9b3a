#include "generators/template_parts.h"

#include "base/i18n.h"
#include "base/rng.h"

/* ---- chance ---- */

static size_t choose(void *ctx, size_t count)
{
	struct chance *chance = ctx;

	if (count < 2)
		return 0;
	if (chance->rng)
		return (size_t)rng_below(chance->rng, count);
	if (chance->at == chance->count)
		*PUSH(chance->arena, chance->path, chance->count,
			chance->capacity) = (struct decision){0, count};
	return chance->path[chance->at++].chosen;
}

static double unit(void *ctx)
{
	struct chance *chance = ctx;

	chance->reals = true;
	return chance->rng ? rng_unit(chance->rng) : 0.5;
}

/* ---- parameters ---- */

static const struct value *choice_value(struct algebra *c,
	const struct choice *choice, const struct scope *scope)
{
	if (choice->expression)
		return expression_evaluate(c, choice->expression, scope);
	return value_text(c, choice->text);
}

static const struct value *draw_row(struct algebra *c,
	const struct compiled_parameter *p, const struct scope *scope)
{
	size_t columns = p->source->column_count;
	size_t row = choose(c->ctx, p->choice_count / columns);
	const struct value **cells =
		NEW_ARRAY(c->arena, columns, const struct value *);
	struct value *record;

	for (size_t k = 0; k < columns && !c->failed; k++)
		cells[k] =
			choice_value(c, &p->choices[row * columns + k], scope);
	if (c->failed)
		return &value_nothing;
	record = NEW(c->arena, struct value);
	record->kind = ALGEBRA_RECORD;
	record->depth = 1;
	record->items = cells;
	record->count = columns;
	record->names = p->source->columns;
	return record;
}

static const struct value *draw_parameter(struct algebra *c,
	const struct compiled_parameter *p, const struct scope *scope)
{
	const struct value *v;

	if (p->listed && p->source->column_count)
		return draw_row(c, p, scope);
	if (p->listed)
		return choice_value(
			c, &p->choices[choose(c->ctx, p->choice_count)], scope);
	v = choice_value(c, &p->choices[0], scope);
	return v->kind == ALGEBRA_RANGE && !c->failed ? expression_draw(c, v)
						      : v;
}

static bool holds(struct algebra *c, const struct condition *condition,
	const struct scope *scope)
{
	const struct value *v =
		expression_evaluate(c, condition->expression, scope);

	if (!c->failed && v->kind != ALGEBRA_BOOL)
		calc_fail(c, _("a condition is true or false, not %s"),
			value_describe(v));
	return !c->failed && v->truth;
}

static bool failed(struct arena *arena, const struct template *t,
	const struct sample *s, const char *noun, struct str name,
	struct error *err)
{
	const struct question *q = t->q;
	struct str values = template_values(arena, t, s);

	if (!values.len)
		return fail_at(err, ERROR_INVALID, NULL, q->line, q->column,
			_("%s %.*s, column %u: %s"), noun, STR_ARG(name),
			s->calc.error.column, s->calc.error.text);
	return fail_at(err, ERROR_INVALID, NULL, q->line, q->column,
		_("%s %.*s, column %u: %s (where %.*s)"), noun, STR_ARG(name),
		s->calc.error.column, s->calc.error.text, STR_ARG(values));
}

/* The conditions that can be asked now that i parameters are known. */
static bool ask(struct arena *arena, const struct template *t, size_t i,
	struct sample *s, const struct scope *scope, struct error *err)
{
	for (size_t k = 0; k < t->q->require_count; k++) {
		const struct condition *condition = &t->conditions[k];

		if (condition->after != i)
			continue;
		if (!holds(&s->calc, condition, scope)) {
			s->broken = condition;
			if (s->calc.failed)
				failed(arena, t, s, _("condition"),
					condition->text, err);
			return false;
		}
	}
	return true;
}

bool template_draw(struct arena *arena, const struct template *t,
	struct chance *chance, struct sample *s, struct error *err)
{
	size_t count = t->q->parameter_count;
	struct scope scope = {.names = t->names};

	*s = (struct sample){.calc = {.arena = arena,
				     .choose = choose,
				     .unit = unit,
				     .ctx = chance,
				     .steps = ALGEBRA_STEPS}};
	s->values = NEW_ARRAY(arena, count, const struct value *);
	scope.values = s->values;
	if (!ask(arena, t, 0, s, &scope, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct value *v =
			draw_parameter(&s->calc, &t->parameters[i], &scope);

		if (s->calc.failed)
			return failed(
				arena, t, s, _("parameter"), t->names[i], err);
		s->values[i] = v;
		s->known = scope.count = i + 1;
		if (!ask(arena, t, i + 1, s, &scope, err))
			return false;
	}
	return true;
}

/* ---- told ---- */

static struct str value_words(
	struct arena *arena, const struct value *v, char point)
{
	struct algebra c = {.arena = arena, .steps = ALGEBRA_STEPS};
	struct show show = {.point = point};
	struct buf out = {.arena = arena};
	struct str text;

	if (v->kind == ALGEBRA_BOOL)
		return str_from(v->truth ? _("true") : _("false"));
	if (v->kind == ALGEBRA_RECORD) {
		for (size_t k = 0; k < v->count; k++)
			buf_format(&out, "%s%.*s", k ? " | " : "",
				STR_ARG(value_words(
					arena, v->items[k], point)));
		return buf_str(&out);
	}
	text = show_plain(&c, v, &show);
	return c.failed ? str_from(value_describe(v)) : text;
}

enum { VALUES_LENGTH = 300 };

struct str template_values(
	struct arena *arena, const struct template *t, const struct sample *s)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < s->known && out.len < VALUES_LENGTH; i++)
		buf_format(&out, "%s%.*s = %.*s", i ? ", " : "",
			STR_ARG(t->names[i]),
			STR_ARG(value_words(arena, s->values[i], t->point)));
	return buf_str(&out);
}
