#include "engine/model/figure_graph.h"

#include <math.h>

#include "base/algebra/expression.h"
#include "base/algebra/show.h"
#include "base/i18n.h"
#include "engine/model/figure_keys.h"

/* What stands before "=", trimmed; the rest in *after. */
static struct str before_equals(struct str text, struct str *after)
{
	size_t at = str_find(text, "=", 0);

	*after = text;
	if (at == SIZE_MAX)
		return STR("");
	*after = str_trim(str_sub(text, at + 1, text.len));
	return str_trim(str_sub(text, 0, at));
}

static bool parse(struct arena *arena, const struct figure_value *at,
	struct str text, const struct value **out, struct error *err)
{
	struct error why;

	if (expression_value(arena, text, out, &why))
		return true;
	return figure_fault(err, at, _("'%.*s': %s"),
		STR_ARG(str_sub(figure_text(at), 0, 80)), why.text);
}

bool figure_function(struct arena *arena, const struct figure_value *text,
	struct figure_function *out, struct error *err)
{
	struct str right;

	before_equals(figure_text(text), &right);
	return parse(arena, text, right, &out->value, err);
}

bool figure_function_at(const struct figure_function *f, double x, double *y)
{
	return value_evaluate(f->value, "x", x, y) && isfinite(*y);
}

bool figure_asymptote(struct arena *arena, const struct figure_value *text,
	struct figure_asymptote *out, struct error *err)
{
	struct str right;
	struct str left = before_equals(figure_text(text), &right);

	*out = (struct figure_asymptote){.upright = str_is(left, "x")};
	if (!str_is(left, "x") && !str_is(left, "y"))
		return figure_fault(err, text,
			_("'%.*s' is no line such as x = 1 or y = x + 2"),
			STR_ARG(str_sub(figure_text(text), 0, 60)));
	if (!parse(arena, text, right, &out->function.value, err))
		return false;
	return !out->upright ||
		value_evaluate(out->function.value, NULL, 0, &out->x) ||
		figure_fault(err, text, _("'%.*s' is not a number"),
			STR_ARG(str_sub(right, 0, 60)));
}

struct str figure_number_tex(struct arena *arena, struct str text, char point)
{
	struct algebra c = {.arena = arena, .steps = ALGEBRA_STEPS};
	struct show show = {.point = point};
	const struct value *value;
	struct str tex;

	if (!expression_value(arena, text, &value, NULL))
		return text;
	tex = show_tex(&c, value, &show);
	return c.failed ? text : tex;
}
