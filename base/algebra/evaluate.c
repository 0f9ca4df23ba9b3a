#include "base/algebra/collection.h"
#include "base/algebra/expression_parts.h"

#include "base/i18n.h"

/* Walks the tree of an expression. */

static const char *const variables[] = {"x", "y", "z", "t", NULL};
static const char *const constants[] = {"pi", "e", "i", "oo", NULL};

static bool among(struct str name, const char *const *names)
{
	for (; *names; names++)
		if (str_is(name, *names))
			return true;
	return false;
}

static const struct value *find(const struct scope *scope, struct str name)
{
	for (; scope; scope = scope->outer)
		for (size_t i = scope->count; i-- > 0;)
			if (str_equal(scope->names[i], name))
				return scope->values[i];
	return NULL;
}

static const struct value *evaluate_name(struct algebra *c,
	const struct expression *e, const struct scope *scope)
{
	const struct value *v = find(scope, e->text);

	if (v)
		return v;
	if (among(e->text, variables) || among(e->text, constants))
		return value_symbol(c, str_cstr(c->arena, e->text));
	if (str_is(e->text, "deg"))
		return value_multiply(
			c, value_ratio(c, 1, 180), value_symbol(c, "pi"));
	return calc_fail(
		c, _("nothing is called '%.*s' here"), STR_ARG(e->text));
}

static const struct value *evaluate(struct algebra *c,
	const struct expression *e, const struct scope *scope)
{
	const struct value *v;

	if (c->failed || !calc_step(c, 1))
		return &value_nothing;
	/* Failures of the operands point at them. */
	v = expression_evaluate(c, e, scope);
	c->column = e->column;
	return v;
}

static const struct value **evaluate_items(struct algebra *c,
	const struct expression *e, const struct scope *scope)
{
	const struct value **items =
		NEW_ARRAY(c->arena, e->count, const struct value *);

	for (size_t i = 0; i < e->count && !c->failed; i++)
		items[i] = e->items[i] ? evaluate(c, e->items[i], scope) : NULL;
	return items;
}

static const struct value *operate(struct algebra *c, char op,
	const struct value *a, const struct value *b)
{
	switch (op) {
	case '+':
		return value_add(c, a, b);
	case '-':
		return value_subtract(c, a, b);
	case '*':
		return value_multiply(c, a, b);
	case '/':
		return value_divide(c, a, b);
	default:
		return value_power(c, a, b);
	}
}

static const struct value *factorial(struct algebra *c, const struct value *v)
{
	const struct function *function = function_find(STR("fact"), NULL);

	return function->call(c, &v, 1);
}

/* An equation is a thing of its own; the others are asked when both sides can
 * be compared, and things of their own when they hold a variable. */
static const struct value *compare(struct algebra *c,
	const struct expression *e, const struct value *a,
	const struct value *b)
{
	int order;

	if (e->is_equation)
		return value_relation(c, RELATION_EQ, a, b);
	if (e->relation == RELATION_EQ || e->relation == RELATION_NE)
		return value_bool(c,
			value_equal(c, a, b) == (e->relation == RELATION_EQ));
	if (value_algebraic(a) && value_algebraic(b) &&
		!value_is_symbol(a, "oo") && !value_is_symbol(b, "oo") &&
		!(value_constant(a) && value_constant(b)))
		return value_relation(c, e->relation, a, b);
	order = value_compare(c, a, b);
	switch (e->relation) {
	case RELATION_LT:
		return value_bool(c, order < 0);
	case RELATION_LE:
		return value_bool(c, order <= 0);
	case RELATION_GT:
		return value_bool(c, order > 0);
	default:
		return value_bool(c, order >= 0);
	}
}

static bool truth(struct algebra *c, const struct value *v)
{
	if (c->failed)
		return false;
	if (v->kind != ALGEBRA_BOOL)
		calc_fail(c, _("a condition is true or false, not %s"),
			value_describe(v));
	return v->truth;
}

static const struct value *logic(struct algebra *c, const struct expression *e,
	const struct scope *scope)
{
	bool a = truth(c, evaluate(c, e->items[0], scope));

	if (e->kind == NODE_NOT)
		return value_bool(c, !a);
	if (a == (e->kind == NODE_OR))
		return value_bool(c, a);
	return value_bool(c, truth(c, evaluate(c, e->items[1], scope)));
}

static const struct value *take_item(
	struct algebra *c, const struct value *v, const struct value *index)
{
	long i;

	if (v->kind != ALGEBRA_LIST && v->kind != ALGEBRA_SET)
		return calc_fail(c,
			_("only a list has numbered entries, not %s"),
			value_describe(v));
	if (!value_to_long(index, &i))
		return calc_fail(c, _("an entry's number is whole"));
	if (i < 1 || (size_t)i > v->count)
		return calc_fail(c,
			_("there is no entry %ld: the list has %zu"), i,
			v->count);
	return v->items[i - 1];
}

static const struct value *take_field(
	struct algebra *c, const struct value *v, struct str name)
{
	if (v->kind != ALGEBRA_RECORD)
		return calc_fail(c,
			_("'.%.*s' goes behind a row of a table, "
			  "not %s"),
			STR_ARG(name), value_describe(v));
	for (size_t i = 0; i < v->count; i++)
		if (str_equal(v->names[i], name))
			return v->items[i];
	return calc_fail(c, _("the row has no column '%.*s'"), STR_ARG(name));
}

static const struct value *each(struct algebra *c, const struct expression *e,
	const struct scope *scope)
{
	const struct value *list =
		collection_list(c, evaluate(c, e->items[1], scope));
	const struct value **items;
	const struct value *item;
	struct scope inner = {scope, &e->text, &item, 1};
	size_t count = 0;

	if (c->failed)
		return &value_nothing;
	items = NEW_ARRAY(c->arena, list->count, const struct value *);
	for (size_t i = 0; i < list->count && !c->failed; i++) {
		item = list->items[i];
		if (e->count > 2 && !truth(c, evaluate(c, e->items[2], &inner)))
			continue;
		items[count++] = evaluate(c, e->items[0], &inner);
	}
	return c->failed ? &value_nothing
			 : value_list(c, ALGEBRA_LIST, items, count);
}

static const struct value *make_range(
	struct algebra *c, const struct value *const *items)
{
	const struct value **parts =
		NEW_ARRAY(c->arena, 4, const struct value *);
	size_t count = items[3] ? 4 : 3;
	const struct value *range;

	if (c->failed)
		return &value_nothing;
	parts[0] = items[0];
	parts[1] = items[1];
	parts[2] = items[2] ? items[2] : &value_one;
	if (items[3])
		parts[3] = items[3]->kind == ALGEBRA_LIST ||
				items[3]->kind == ALGEBRA_SET
			? items[3]
			: value_list(c, ALGEBRA_LIST,
				  (const struct value *const *)arena_copy(
					  c->arena, &items[3], sizeof *items),
				  1);
	for (size_t i = 0; i < 3; i++)
		if (parts[i]->kind != ALGEBRA_NUMBER)
			return calc_fail(c,
				_("the ends and the step of a range are "
				  "numbers, not %s"),
				value_describe(parts[i]));
	if (rational_sign(parts[2]->number) <= 0)
		return calc_fail(c, _("the step of a range is above 0"));
	range = value_list(c, ALGEBRA_RANGE, parts, count);
	if (!collection_range_count(c, range))
		return calc_fail(c, _("the range is empty"));
	return range;
}

const struct value *expression_evaluate(struct algebra *c,
	const struct expression *e, const struct scope *scope)
{
	const struct value **v;

	if (c->failed)
		return &value_nothing;
	c->column = e->column;
	switch (e->kind) {
	case NODE_NUMBER:
		return e->value;
	case NODE_TEXT:
		return value_text(c, e->text);
	case NODE_NAME:
		return evaluate_name(c, e, scope);
	case NODE_AND:
	case NODE_OR:
	case NODE_NOT:
		return logic(c, e, scope);
	case NODE_IF:
		return evaluate(c,
			e->items[truth(c, evaluate(c, e->items[0], scope)) ? 1
									   : 2],
			scope);
	case NODE_EACH:
		return each(c, e, scope);
	default:
		break;
	}
	v = evaluate_items(c, e, scope);
	c->column = e->column;
	if (c->failed)
		return &value_nothing;
	switch (e->kind) {
	case NODE_CALL:
		return e->function->call(c, v, e->count);
	case NODE_NEGATE:
		return value_negate(c, v[0]);
	case NODE_FACTORIAL:
		return factorial(c, v[0]);
	case NODE_BINARY:
		return operate(c, e->op, v[0], v[1]);
	case NODE_COMPARE:
		return compare(c, e, v[0], v[1]);
	case NODE_IN:
		return value_bool(c, collection_contains(c, v[1], v[0]));
	case NODE_LIST:
		return value_list(c, ALGEBRA_LIST, v, e->count);
	case NODE_SET:
		return collection_set(c, v, e->count);
	case NODE_INTERVAL:
		return collection_interval(
			c, v[0], v[1], e->open_left, e->open_right);
	case NODE_RANGE:
		return make_range(c, v);
	case NODE_INDEX:
		return take_item(c, v[0], v[1]);
	default:
		return take_field(c, v[0], e->text);
	}
}

bool expression_value(struct arena *arena, struct str text,
	const struct value **out, struct error *err)
{
	struct algebra c = {.arena = arena, .steps = ALGEBRA_STEPS};
	const struct expression *e;

	if (!expression_parse(arena, text, &e, err))
		return false;
	*out = expression_evaluate(&c, e, NULL);
	if (c.failed && err)
		*err = c.error;
	return !c.failed;
}

/* ---- looked at beforehand ---- */

static bool known_name(struct str name, const struct str *known, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(known[i], name))
			return true;
	return among(name, variables) || among(name, constants) ||
		str_is(name, "deg");
}

static bool unknown(const struct expression *e, const struct str *known,
	size_t count, struct error *err)
{
	const char *names[65];
	char room[64][64];
	size_t n = 0;
	const char *near;

	for (size_t i = 0; i < count && n < 64; i++)
		if (known[i].len < sizeof *room) {
			memcpy(room[n], known[i].ptr, known[i].len);
			room[n][known[i].len] = '\0';
			names[n] = room[n];
			n++;
		}
	names[n] = NULL;
	near = str_nearest(e->text, names);
	if (near)
		return fail_at(err, ERROR_NOTFOUND, NULL, 0, e->column,
			_("nothing is called '%.*s' here; '%s' was perhaps "
			  "meant"),
			STR_ARG(e->text), near);
	return fail_at(err, ERROR_NOTFOUND, NULL, 0, e->column,
		_("nothing is called '%.*s' here"), STR_ARG(e->text));
}

/* hidden: the names of the lists gone through around it. */
struct hidden {
	const struct hidden *outer;
	struct str name;
};

static bool check(const struct expression *e, const struct str *known,
	size_t count, const struct hidden *hidden, struct error *err)
{
	struct hidden inner = {hidden, e->text};

	if (e->kind == NODE_NAME) {
		for (; hidden; hidden = hidden->outer)
			if (str_equal(hidden->name, e->text))
				return true;
		return known_name(e->text, known, count) ||
			unknown(e, known, count, err);
	}
	for (size_t i = 0; i < e->count; i++) {
		bool inside = e->kind == NODE_EACH && i != 1;

		if (e->items[i] &&
			!check(e->items[i], known, count,
				inside ? &inner : hidden, err))
			return false;
	}
	return true;
}

bool expression_check(const struct expression *e, const struct str *known,
	size_t count, struct error *err)
{
	return check(e, known, count, NULL, err);
}

bool expression_draws(const struct expression *e)
{
	if (e->kind == NODE_CALL && e->function->draws)
		return true;
	for (size_t i = 0; i < e->count; i++)
		if (e->items[i] && expression_draws(e->items[i]))
			return true;
	return false;
}

bool expression_uses(const struct expression *e, struct str name)
{
	if (e->kind == NODE_NAME)
		return str_equal(e->text, name);
	for (size_t i = 0; i < e->count; i++)
		if (e->items[i] && expression_uses(e->items[i], name))
			return true;
	return false;
}
