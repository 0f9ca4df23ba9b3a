#include "banks/qti_parts.h"

#include <math.h>

#include "base/i18n.h"

/* Declarations of responses, and how they are processed. */

static size_t count_children(const struct xml_node *node)
{
	size_t count = 0;

	for (const struct xml_node *c = node ? node->child : NULL; c;
		c = c->next)
		count++;
	return count < QTI_VALUES ? count : QTI_VALUES;
}

static void read_correct(struct arena *arena, const struct xml_node *node,
	struct qti_declaration *d)
{
	size_t count = count_children(node);
	struct qti_value *values = NEW_ARRAY(arena, count, struct qti_value);

	for (const struct xml_node *v = qti_child(node, "value");
		v && d->correct_count < count; v = qti_next(node, v, "value"))
		values[d->correct_count++] = (struct qti_value){
			.key = qti_words(arena, v), .credit = POINT};
	d->correct = values;
}

static void read_mapping(struct arena *arena, const struct xml_node *node,
	struct qti_declaration *d)
{
	size_t count = count_children(node);
	struct qti_value *values = NEW_ARRAY(arena, count, struct qti_value);
	double value;

	for (const struct xml_node *e = qti_child(node, "mapEntry");
		e && d->mapped_count < count;
		e = qti_next(node, e, "mapEntry")) {
		if (!str_to_double(qti_attribute(e, "mappedValue"), &value) ||
			!(fabs(value) <= 1000))
			continue;
		values[d->mapped_count++] = (struct qti_value){
			.key = qti_attribute(e, "mapKey"),
			.credit = lround(value * POINT),
			.sensitive = str_is(
				qti_attribute(e, "caseSensitive"), "true")};
	}
	d->mapped = values;
	if (str_to_double(qti_attribute(node, "defaultValue"), &value) &&
		fabs(value) <= 1000)
		d->fallback = lround(value * POINT);
}

void qti_read_declarations(struct qti_item *item)
{
	const struct xml_node *d = NULL;
	struct arena *arena = item->f->arena;

	while ((d = qti_next(item->root, d, "responseDeclaration")) &&
		item->declaration_count < QTI_DECLARATIONS) {
		struct qti_declaration *to =
			&item->declarations[item->declaration_count++];

		*to = (struct qti_declaration){
			.id = qti_attribute(d, "identifier"),
			.cardinality = qti_attribute(d, "cardinality"),
			.base = qti_attribute(d, "baseType")};
		read_correct(arena, qti_child(d, "correctResponse"), to);
		read_mapping(arena, qti_child(d, "mapping"), to);
	}
}

const struct qti_declaration *qti_declared(
	const struct qti_item *item, const struct xml_node *interaction)
{
	struct str id = qti_attribute(interaction, "responseIdentifier");

	for (size_t i = 0; i < item->declaration_count; i++)
		if (str_equal(item->declarations[i].id, id))
			return &item->declarations[i];
	return NULL;
}

/* ---- numbers that rules name ---- */

static void read_tolerance(const struct xml_node *equal, struct number *out)
{
	struct str mode = qti_attribute(equal, "toleranceMode");
	struct str both = qti_attribute(equal, "tolerance"), one;

	*out = (struct number){0};
	(void)str_cut(&both, ' ', &one);
	if (str_is(mode, "exact") || !decimal_parse(one, &out->tolerance))
		return;
	out->relative = str_is(mode, "relative");
	if (out->relative && out->tolerance.places > 16)
		*out = (struct number){0};
	else if (out->relative)
		out->tolerance.places += 2;
}

/* A branch that compares with a number and sets a score. */
static void read_equal(struct qti_item *item, const struct xml_node *branch)
{
	struct arena *arena = item->f->arena;
	const struct xml_node *equal = qti_child(branch, "equal");
	const struct xml_node *set = qti_child(branch, "setOutcomeValue");
	const struct xml_node *value = qti_child(equal, "baseValue");
	const struct xml_node *score = qti_child(set, "baseValue");
	struct qti_equal *to = &item->equals[item->equal_count];
	double points;

	if (!value || !score || item->equal_count == QTI_EQUALS ||
		!str_is(qti_attribute(set, "identifier"), "SCORE") ||
		!str_to_double(qti_words(arena, score), &points) ||
		!(points > 0 && points <= 1000))
		return;
	read_tolerance(equal, &to->number);
	to->number.credit = lround(points * POINT);
	to->response =
		qti_attribute(qti_child(equal, "variable"), "identifier");
	if (to->response.len &&
		decimal_parse(qti_words(arena, value), &to->number.value))
		item->equal_count++;
}

static void read_equals(struct qti_item *item, const struct xml_node *rules)
{
	for (const struct xml_node *c = rules ? rules->child : NULL; c;
		c = c->next)
		if (qti_is(c, "responseCondition"))
			for (const struct xml_node *b = c->child; b;
				b = b->next)
				if (qti_is(b, "responseIf") ||
					qti_is(b, "responseElseIf"))
					read_equal(item, b);
}

/* The standard templates by the end of their address; else by what the rules
 * hold. */
void qti_read_rule(struct qti_item *item)
{
	const struct xml_node *rules =
		qti_child(item->root, "responseProcessing");
	struct str template = qti_attribute(rules, "template");
	const struct xml_node *equal = qti_below(rules, "equal");
	bool maps = qti_below(rules, "mapResponse") ||
		str_find(template, "map_response", 0) != SIZE_MAX;

	item->rule = maps ? QTI_MAPPED : QTI_RIGHT;
	read_equals(item, rules);
	if (rules && !maps && !template.len && rules->child &&
		!item->equal_count && !qti_below(rules, "correct") &&
		!qti_below(rules, "match"))
		item->rule = QTI_OWN;
	if (template.len && !maps &&
		str_find(template, "match_correct", 0) == SIZE_MAX &&
		str_find(template, "CC2_match", 0) == SIZE_MAX)
		item->rule = QTI_OWN;
	if (item->rule == QTI_OWN)
		foreign_loss(item->f,
			_("rules of its own for points; the correct answer "
			  "gets them all"));
	if (equal)
		read_tolerance(equal, &item->tolerance);
}
