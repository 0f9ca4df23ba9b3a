#include "base/i18n.h"
#include "engine/model/blueprint_reader.h"

/* What forms share beyond their cells: balance: and exposure:. */

enum { DAY = 24 * 60 * 60, YEARS_MOST = 100, USES_MOST = 10000 };

const char *const attribute_names[ATTRIBUTE_COUNT + 1] = {
	[ATTRIBUTE_POINTS] = "points",
	[ATTRIBUTE_SECONDS] = "seconds",
	[ATTRIBUTE_DIFFICULTY] = "difficulty",
	[ATTRIBUTE_EXPECTED] = "expected",
};

static void read_spread(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct balance *balance = into;
	enum attribute attribute = (enum attribute)key->offset;

	balance->at[attribute] = place_of(value);
	thousandths_of(r, key->name, value, 0, key->max * 1000L,
		&balance->spread[attribute]);
}

static const struct key balance_keys[] = {
	{.name = "points",
		.read = read_spread,
		.offset = ATTRIBUTE_POINTS,
		.max = 1000},
	{.name = "seconds",
		.read = read_spread,
		.offset = ATTRIBUTE_SECONDS,
		.max = 100000},
	{.name = "difficulty",
		.read = read_spread,
		.offset = ATTRIBUTE_DIFFICULTY,
		.max = 1},
	{.name = "expected",
		.read = read_spread,
		.offset = ATTRIBUTE_EXPECTED,
		.max = 1000},
	{0},
};

void read_balance(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	blueprint_mapping(r, key->name, value, balance_keys,
		&((struct blueprint *)into)->balance);
}

/* ---- exposure ---- */

/* One number with its unit, "6m"; false when it is none. A year has 365 days,
 * a month 30. */
static bool span_part(const char **text, const char *end, long long *days)
{
	static const struct {
		char unit;
		int days;
	} units[] = {{'y', 365}, {'m', 30}, {'w', 7}, {'d', 1}};
	long long number = 0;
	const char *c = *text;

	for (; c < end && *c >= '0' && *c <= '9' && number < 100000; c++)
		number = number * 10 + (*c - '0');
	if (c == *text || c == end)
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (*c == units[i].unit) {
			*days += number * units[i].days;
			*text = c + 1;
			return true;
		}
	return false;
}

/* "2y", "1y 6m", "90d". */
static bool span_of(struct str text, long long *seconds)
{
	const char *at = text.ptr, *end = text.ptr + text.len;
	long long days = 0;

	if (!text.len)
		return false;
	while (at < end)
		if (*at == ' ')
			at++;
		else if (!span_part(&at, end, &days))
			return false;
	*seconds = days * DAY;
	return days > 0 && days <= YEARS_MOST * 365LL;
}

static void read_span(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct exposure *exposure = into;

	if (value->kind != YAML_SCALAR ||
		!span_of(value->text, &exposure->unused_for))
		blueprint_bad_value(r, key->name, value,
			_("a time like 2y, 6m, 3w or 90d (years, months, "
			  "weeks, days)"));
}

static void read_classes(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct exposure *exposure = into;

	texts_of(r, key->name, value, &exposure->classes,
		&exposure->class_count);
}

static const struct key exposure_keys[] = {
	{.name = "unused_for", .read = read_span},
	KEY(exposure, max_uses, read_long, .min = 1, .max = USES_MOST),
	{.name = "classes", .read = read_classes},
	{0},
};

void read_exposure(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct exposure *exposure = &((struct blueprint *)into)->exposure;

	exposure->at = place_of(value);
	if (!blueprint_mapping(r, key->name, value, exposure_keys, exposure))
		return;
	if (!yaml_get(value, "unused_for") && !yaml_get(value, "max_uses") &&
		!yaml_get(value, "classes"))
		report_add(r->report, FINDING_OTHER, r->file, value->line,
			value->column,
			_("'exposure' needs unused_for, max_uses or "
			  "classes"));
}
