#include "base/i18n.h"
#include "engine/assemble/check.h"
#include "engine/assemble/limits.h"

static const char *const sums[] = {
	[ATTRIBUTE_POINTS] = N_("points in all"),
	[ATTRIBUTE_SECONDS] = N_("seconds in all"),
	[ATTRIBUTE_DIFFICULTY] = N_("sum of difficulties"),
	[ATTRIBUTE_EXPECTED] = N_("expected score"),
};

static const char *const means[] = {
	[ATTRIBUTE_POINTS] = N_("mean points of a question"),
	[ATTRIBUTE_SECONDS] = N_("mean seconds of a question"),
	[ATTRIBUTE_DIFFICULTY] = N_("mean difficulty"),
	[ATTRIBUTE_EXPECTED] = N_("mean expected score of a question"),
};

struct str limit_number(
	struct arena *arena, const struct limit *limit, long value)
{
	char number[I18N_NUMBER];

	if (limit->kind == RULE_COUNT)
		return str_format(arena, "%ld", value);
	if (limit->kind == RULE_INFORMATION)
		value /= POINT;
	i18n_number((double)value / POINT, number);
	return str_copy(arena, str_from(number));
}

static struct str bounds_text(struct arena *arena, const struct limit *limit)
{
	const char *least = limit_number(arena, limit, limit->at_least).ptr;
	const char *most = limit_number(arena, limit, limit->at_most).ptr;

	if (limit->at_most == RULE_NO_BOUND)
		return str_format(arena, _("at least %s"), least);
	if (limit->at_least == RULE_NO_BOUND)
		return str_format(arena, _("at most %s"), most);
	if (limit->at_least == limit->at_most)
		return str_format(arena, _("exactly %s"), least);
	return str_format(arena, _("%s to %s"), least, most);
}

const char *limit_name(const struct limit *limit)
{
	return _(limit->kind == RULE_SUM ? sums[limit->attribute]
					 : means[limit->attribute]);
}

struct str limit_text(struct arena *arena, const struct limit *limit)
{
	const char *bounds = bounds_text(arena, limit).ptr;
	char theta[I18N_NUMBER];

	if (limit->kind == RULE_COUNT)
		return str_format(arena, _("questions of %s: %s"),
			check_cell_text(arena, &limit->rule->filter).ptr,
			bounds);
	if (limit->kind == RULE_INFORMATION)
		return str_format(arena, _("information at ability %s: %s"),
			i18n_number((double)limit->theta / POINT, theta),
			bounds);
	return str_format(arena, "%s: %s", limit_name(limit), bounds);
}
