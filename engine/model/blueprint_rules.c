#include "base/i18n.h"
#include "engine/model/blueprint_reader.h"

enum { BOUND_LIMIT = 1000000, ABILITY_LIMIT = 10 };

enum bound {
	BOUND_AT_LEAST,
	BOUND_AT_MOST,
	BOUND_EXACTLY,
	BOUND_BETWEEN,
	BOUNDS
};

/* A rule says one thing; the keys that bound it stand beside. */
struct raw_rule {
	struct rule rule;
	size_t kinds; /* how many of the kinds it names */
	const struct yaml_node *bounds[BOUNDS];
};

static const char *const bound_names[] = {
	[BOUND_AT_LEAST] = "at_least",
	[BOUND_AT_MOST] = "at_most",
	[BOUND_EXACTLY] = "exactly",
	[BOUND_BETWEEN] = "between",
};

static void refuse(
	struct reader *r, const struct yaml_node *node, const char *text)
{
	report_add(r->report, FINDING_OTHER, r->file, node->line, node->column,
		text);
}

static void read_ids(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct raw_rule *raw = into;

	raw->kinds++;
	raw->rule.kind = (enum rule_kind)key->offset;
	if (!texts_of(r, key->name, value, &raw->rule.ids, &raw->rule.id_count))
		return;
	if (raw->rule.id_count < (size_t)key->min)
		refuse(r, value, _("'apart' needs at least two questions"));
}

/* ---- which questions are counted ---- */

static void read_filter_type(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct cell *cell = into;

	type_of(r, key->name, value, &cell->has_type, &cell->type);
}

static void read_filter_level(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	const char *expected = any_of(r->arena, level_names);

	if (value->kind != YAML_SCALAR || yaml_is_null(value))
		blueprint_wrong_type(r, key->name, value, expected);
	else if (!level_parse(value->text, &((struct cell *)into)->level))
		blueprint_bad_value(r, key->name, value, expected);
}

static const struct key filter_keys[] = {
	KEY(cell, topic, read_text),
	{.name = "type", .read = read_filter_type},
	{.name = "level", .read = read_filter_level},
	KEY(cell, tag, read_text),
	KEY(cell, outcome, read_text),
	{0},
};

static void read_count(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct raw_rule *raw = into;

	raw->kinds++;
	raw->rule.kind = RULE_COUNT;
	raw->rule.filter.at = place_of(value);
	if (blueprint_mapping(
		    r, key->name, value, filter_keys, &raw->rule.filter) &&
		!value->count)
		refuse(r, value,
			_("'count' must say which questions: topic, type, "
			  "level, tag or outcome"));
}

static void read_attribute(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct raw_rule *raw = into;
	size_t attribute;

	raw->kinds++;
	raw->rule.kind = (enum rule_kind)key->offset;
	if (name_of(r, key->name, value, attribute_names, &attribute))
		raw->rule.attribute = (enum attribute)attribute;
}

/* ---- information ---- */

/* The lists of an information rule, until they are laid beside each other. */
struct raw_information {
	const struct yaml_node *at, *at_least, *at_most;
};

static void read_list(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	if (list_of(r, key->name, value))
		*(const struct yaml_node **)((char *)into + key->offset) =
			value;
}

static const struct key information_keys[] = {
	KEY(raw_information, at, read_list),
	KEY(raw_information, at_least, read_list),
	KEY(raw_information, at_most, read_list),
	{0},
};

static bool is_as_long(struct reader *r, const char *name,
	const struct yaml_node *at, const struct yaml_node *list)
{
	if (!list || list->count == at->count)
		return true;
	blueprint_bad_value(r, name, list, _("as many numbers as 'at' has"));
	return false;
}

static void read_ability(struct reader *r, const struct raw_information *raw,
	size_t i, struct ability *ability)
{
	*ability = (struct ability){0, RULE_NO_BOUND, RULE_NO_BOUND};
	thousandths_of(r, "at", raw->at->items[i], -ABILITY_LIMIT * 1000L,
		ABILITY_LIMIT * 1000L, &ability->theta);
	if (raw->at_least)
		thousandths_of(r, "at_least", raw->at_least->items[i], 0,
			BOUND_LIMIT * 1000L, &ability->at_least);
	if (raw->at_most)
		thousandths_of(r, "at_most", raw->at_most->items[i], 0,
			BOUND_LIMIT * 1000L, &ability->at_most);
	if (ability->at_most != RULE_NO_BOUND &&
		ability->at_least > ability->at_most)
		refuse(r, raw->at_least->items[i],
			_("no number is both at least the first bound and at "
			  "most the second: they are crossed"));
}

static void read_information(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct rule *rule = &((struct raw_rule *)into)->rule;
	struct raw_information raw = {0};
	struct ability *abilities;

	((struct raw_rule *)into)->kinds++;
	rule->kind = RULE_INFORMATION;
	if (!blueprint_mapping(r, key->name, value, information_keys, &raw))
		return;
	if (!raw.at || !raw.at->count || (!raw.at_least && !raw.at_most)) {
		refuse(r, value,
			_("'information' needs a list of abilities, 'at', and "
			  "'at_least' or 'at_most' for each"));
		return;
	}
	if (!is_as_long(r, "at_least", raw.at, raw.at_least) ||
		!is_as_long(r, "at_most", raw.at, raw.at_most))
		return;
	abilities = NEW_ARRAY(r->arena, raw.at->count, struct ability);
	for (size_t i = 0; i < raw.at->count; i++)
		read_ability(r, &raw, i, &abilities[i]);
	rule->abilities = abilities;
	rule->ability_count = raw.at->count;
}

/* Read when the kind is known. */
static void read_bound(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	(void)r;
	((struct raw_rule *)into)->bounds[key->offset] = value;
}

static const struct key rule_keys[] = {
	{.name = "with", .read = read_ids, .offset = RULE_WITH},
	{.name = "apart", .read = read_ids, .offset = RULE_APART, .min = 2},
	{.name = "count", .read = read_count},
	{.name = "sum", .read = read_attribute, .offset = RULE_SUM},
	{.name = "mean", .read = read_attribute, .offset = RULE_MEAN},
	{.name = "information", .read = read_information},
	{.name = "at_least", .read = read_bound, .offset = BOUND_AT_LEAST},
	{.name = "at_most", .read = read_bound, .offset = BOUND_AT_MOST},
	{.name = "exactly", .read = read_bound, .offset = BOUND_EXACTLY},
	{.name = "between", .read = read_bound, .offset = BOUND_BETWEEN},
	{0},
};

/* ---- bounds ---- */

static bool bound_of(struct reader *r, const struct rule *rule,
	const char *name, const struct yaml_node *node, long *out)
{
	const struct key key = {.name = name, .max = BLUEPRINT_COUNT_LIMIT};

	if (rule->kind != RULE_COUNT)
		return thousandths_of(
			r, name, node, 0, BOUND_LIMIT * 1000L, out);
	*out = RULE_NO_BOUND;
	read_long(r, &key, node, out);
	return *out != RULE_NO_BOUND;
}

static bool read_pair(
	struct reader *r, struct rule *rule, const struct yaml_node *node)
{
	if (node->kind != YAML_SEQUENCE || node->count != 2) {
		blueprint_wrong_type(r, "between", node,
			_("a list of the least and the most"));
		return false;
	}
	return bound_of(r, rule, "between", node->items[0], &rule->at_least) &&
		bound_of(r, rule, "between", node->items[1], &rule->at_most);
}

static bool read_one(struct reader *r, struct rule *rule, enum bound bound,
	const struct yaml_node *node)
{
	const char *name = bound_names[bound];
	bool read = true;

	if (bound == BOUND_BETWEEN)
		return read_pair(r, rule, node);
	if (bound == BOUND_AT_MOST)
		return bound_of(r, rule, name, node, &rule->at_most);
	read = bound_of(r, rule, name, node, &rule->at_least);
	if (bound == BOUND_EXACTLY)
		rule->at_most = rule->at_least;
	return read;
}

/* at_least and at_most may stand together, the others alone. */
static bool bounds_agree(const struct raw_rule *raw)
{
	size_t given = 0;

	for (size_t i = 0; i < BOUNDS; i++)
		given += raw->bounds[i] != NULL;
	return given == 1 ||
		(given == 2 && raw->bounds[BOUND_AT_LEAST] &&
			raw->bounds[BOUND_AT_MOST]);
}

static void read_bounds(
	struct reader *r, const struct yaml_node *node, struct raw_rule *raw)
{
	struct rule *rule = &raw->rule;
	bool whole = true;

	if (!bounds_agree(raw)) {
		refuse(r, node,
			_("a rule that counts or adds up needs at_least, "
			  "at_most or both, or exactly, or between"));
		return;
	}
	for (size_t i = 0; i < BOUNDS; i++)
		if (raw->bounds[i])
			whole = read_one(r, rule, (enum bound)i,
					raw->bounds[i]) &&
				whole;
	if (whole && rule->at_most != RULE_NO_BOUND &&
		rule->at_least > rule->at_most)
		refuse(r, node,
			_("no number is both at least the first bound and at "
			  "most the second: they are crossed"));
}

static bool has_bound(const struct raw_rule *raw)
{
	for (size_t i = 0; i < BOUNDS; i++)
		if (raw->bounds[i])
			return true;
	return false;
}

static void read_rule(
	struct reader *r, const struct yaml_node *node, struct rule *rule)
{
	struct raw_rule raw = {.rule = {.at = place_of(node),
				       .at_least = RULE_NO_BOUND,
				       .at_most = RULE_NO_BOUND}};

	if (!blueprint_mapping(r, "rules", node, rule_keys, &raw))
		return;
	if (raw.kinds != 1)
		refuse(r, node,
			_("a rule holds exactly one of with, apart, count, "
			  "sum, mean and information"));
	else if (raw.rule.kind == RULE_COUNT || raw.rule.kind == RULE_SUM ||
		raw.rule.kind == RULE_MEAN)
		read_bounds(r, node, &raw);
	else if (has_bound(&raw))
		refuse(r, node,
			raw.rule.kind == RULE_INFORMATION
				? _("the bounds of 'information' stand within "
				    "it, one for each ability")
				: _("'with' and 'apart' take no at_least, "
				    "at_most or between"));
	*rule = raw.rule;
}

void read_rules(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct blueprint *blueprint = into;
	struct rule *rules;

	if (!list_of(r, key->name, value))
		return;
	rules = NEW_ARRAY(r->arena, value->count, struct rule);
	for (size_t i = 0; i < value->count; i++)
		read_rule(r, value->items[i], &rules[i]);
	blueprint->rules = rules;
	blueprint->rule_count = value->count;
}
