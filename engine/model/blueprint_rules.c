#include "base/i18n.h"
#include "engine/model/blueprint_reader.h"

/* A rule says one thing; the keys that bound it stand beside. */
struct raw_rule {
	struct rule rule;
	size_t kinds; /* how many of the kinds it names */
};

static void read_ids(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct raw_rule *raw = into;

	raw->kinds++;
	raw->rule.kind = (enum rule_kind)key->offset;
	if (!texts_of(r, key->name, value, &raw->rule.ids, &raw->rule.id_count))
		return;
	if (raw->rule.id_count < (size_t)key->min)
		report_add(r->report, FINDING_OTHER, r->file, value->line,
			value->column,
			_("'apart' needs at least two questions"));
}

static void read_later(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct raw_rule *raw = into;

	raw->kinds++;
	raw->rule.kind = (enum rule_kind)key->offset;
	not_yet(r, key->name, value);
}

/* The bounds of the rules that are not yet there; those are reported. */
static void read_bound(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	(void)r;
	(void)key;
	(void)value;
	(void)into;
}

static const struct key rule_keys[] = {
	{.name = "with", .read = read_ids, .offset = RULE_WITH},
	{.name = "apart", .read = read_ids, .offset = RULE_APART, .min = 2},
	{.name = "count", .read = read_later, .offset = RULE_COUNT},
	{.name = "sum", .read = read_later, .offset = RULE_SUM},
	{.name = "mean", .read = read_later, .offset = RULE_MEAN},
	{.name = "information", .read = read_later, .offset = RULE_INFORMATION},
	{.name = "at_least", .read = read_bound},
	{.name = "at_most", .read = read_bound},
	{.name = "between", .read = read_bound},
	{0},
};

static bool has_bound(const struct yaml_node *node)
{
	return yaml_get(node, "at_least") || yaml_get(node, "at_most") ||
		yaml_get(node, "between");
}

static void read_rule(
	struct reader *r, const struct yaml_node *node, struct rule *rule)
{
	struct raw_rule raw = {.rule.at = place_of(node)};

	if (!blueprint_mapping(r, "rules", node, rule_keys, &raw))
		return;
	if (raw.kinds != 1)
		report_add(r->report, FINDING_OTHER, r->file, node->line,
			node->column,
			_("a rule holds exactly one of with, apart, count, "
			  "sum, mean and information"));
	else if (raw.rule.kind <= RULE_APART && has_bound(node))
		report_add(r->report, FINDING_OTHER, r->file, node->line,
			node->column,
			_("'with' and 'apart' take no at_least, at_most or "
			  "between"));
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
