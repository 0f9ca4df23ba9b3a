#include <math.h>

#include "banks/qti1_parts.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* Conditions for points, and what they make of responses. */

/* ---- conditions ---- */

static void read_tests(struct qti1_condition *c, const struct xml_node *node,
	bool negated, int depth)
{
	static const struct {
		const char *name;
		enum qti1_test_kind kind;
	} kinds[] = {{"varequal", TEST_EQUAL}, {"varsubstring", TEST_EQUAL},
		{"vargte", TEST_LEAST}, {"vargt", TEST_LEAST},
		{"varlte", TEST_MOST}, {"varlt", TEST_MOST}};

	for (const struct xml_node *t = node ? node->child : NULL;
		t && depth < 20; t = t->next) {
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
			struct qti1_test *to;

			if (strcmp(t->name, kinds[i].name) ||
				c->test_count == QTI1_TESTS)
				continue;
			to = &c->tests[c->test_count++];
			to->response = node_attribute(t, "respident");
			to->key = str_trim(t->text);
			to->kind = kinds[i].kind;
			to->negated = negated;
			to->sensitive =
				str_is(node_attribute(t, "case"), "Yes");
		}
		read_tests(c, t, negated != !strcmp(t->name, "not"), depth + 1);
	}
}

static void read_score(struct qti1_condition *c, const struct xml_node *node)
{
	for (const struct xml_node *s = node->child; s; s = s->next) {
		struct str name = node_attribute(s, "varname");
		double value;

		if (!strcmp(s->name, "displayfeedback") && !c->feedback.len)
			c->feedback = node_attribute(s, "linkrefid");
		if (strcmp(s->name, "setvar") ||
			!str_to_double(str_trim(s->text), &value) ||
			!(fabs(value) <= 1e6) || str_is(name, "que_feedback"))
			continue;
		c->score = value;
		c->adds = str_is(node_attribute(s, "action"), "Add");
	}
}

void qti1_read_conditions(struct qti1_item *item)
{
	const struct xml_node *rules = node_child(item->root, "resprocessing");
	struct qti1_condition *conditions;
	size_t count = 0;

	for (const struct xml_node *c = rules ? rules->child : NULL; c;
		c = c->next)
		count += !strcmp(c->name, "respcondition");
	if (count > QTI1_CONDITIONS)
		count = QTI1_CONDITIONS;
	conditions = NEW_ARRAY(item->f->arena, count, struct qti1_condition);
	for (const struct xml_node *c = rules ? rules->child : NULL;
		c && item->condition_count < count; c = c->next) {
		struct qti1_condition *to;

		if (strcmp(c->name, "respcondition"))
			continue;
		to = &conditions[item->condition_count++];
		read_tests(to, node_child(c, "conditionvar"), false, 0);
		read_score(to, c);
	}
	item->conditions = conditions;
}

static double most_score(const struct qti1_item *item)
{
	double most = 0;

	for (size_t i = 0; i < item->condition_count; i++)
		most = fmax(most, item->conditions[i].score);
	return most;
}

/* The best condition that asks just this of the response; NULL. */
static const struct qti1_condition *condition_of(
	const struct qti1_item *item, struct str response, struct str key)
{
	const struct qti1_condition *best = NULL;

	for (size_t i = 0; i < item->condition_count; i++) {
		const struct qti1_condition *c = &item->conditions[i];

		for (size_t t = 0; t < c->test_count; t++)
			if (!c->tests[t].negated &&
				c->tests[t].kind == TEST_EQUAL &&
				str_equal(c->tests[t].response, response) &&
				str_equal(c->tests[t].key, key) &&
				(!best || c->score > best->score))
				best = c;
	}
	return best;
}

/* ---- choices ---- */

static const struct xml_node *first_label(
	const struct qti1_item *item, const struct xml_node *response)
{
	for (size_t i = 0; i < item->response_count; i++)
		if (item->responses[i] == response)
			return item->labels[i];
	return NULL;
}

static size_t count_labels(
	const struct qti1_item *item, const struct xml_node *response)
{
	size_t count = 0;

	for (const struct xml_node *l = first_label(item, response); l;
		l = l->next)
		count++;
	return count;
}

static struct str feedback_of(const struct qti1_item *item, struct str id)
{
	for (const struct xml_node *c = item->root->child; id.len && c;
		c = c->next)
		if (!strcmp(c->name, "itemfeedback") &&
			str_equal(node_attribute(c, "ident"), id))
			return qti1_text(item->f, c);
	return STR("");
}

/* For each alone: "answer_fb" of Canvas is told by a condition of its own. */
static struct str own_feedback(
	const struct qti1_item *item, struct str response, struct str key)
{
	for (size_t i = 0; i < item->condition_count; i++) {
		const struct qti1_condition *c = &item->conditions[i];

		if (c->test_count == 1 && !c->tests[0].negated &&
			str_equal(c->tests[0].response, response) &&
			str_equal(c->tests[0].key, key) && c->feedback.len &&
			!str_is(c->feedback, "correct_fb") &&
			!str_is(c->feedback, "general_fb"))
			return feedback_of(item, c->feedback);
	}
	return STR("");
}

static struct option *read_options(const struct qti1_item *item,
	const struct xml_node *response, size_t *count)
{
	struct option *options = NEW_ARRAY(
		item->f->arena, count_labels(item, response), struct option);
	struct str id = node_attribute(response, "ident");

	*count = 0;
	for (const struct xml_node *l = first_label(item, response); l;
		l = l->next) {
		struct option *o = &options[(*count)++];

		o->text = qti1_text(item->f, l);
		o->feedback =
			own_feedback(item, id, node_attribute(l, "ident"));
	}
	return options;
}

static bool is_full(
	const struct qti1_item *item, const struct qti1_condition *c)
{
	return c && c->score > 0 && c->score >= most_score(item) - 1e-9;
}

static void read_one(const struct qti1_item *item,
	const struct xml_node *response, struct question *q)
{
	struct str id = node_attribute(response, "ident");
	struct option *options = read_options(item, response, &q->option_count);
	const struct xml_node *l = first_label(item, response);
	bool found = false;

	q->type = TYPE_CHOICE;
	q->options = options;
	for (size_t i = 0; l; i++, l = l->next) {
		const struct qti1_condition *c =
			condition_of(item, id, node_attribute(l, "ident"));

		options[i].right = is_full(item, c) && !found;
		found = found || options[i].right;
		if (c && c->score > 0 && !options[i].right)
			foreign_loss(item->f,
				_("points for an option that is not the best"));
	}
}

static bool says_true(struct arena *arena, struct str text)
{
	struct str folded = utf8_fold(arena, str_trim(text));

	return str_is(folded, "true") || str_is(folded, "dung");
}

/* Of two options, true and false. */
static bool read_truefalse(const struct qti1_item *item, struct question *q)
{
	size_t truth = SIZE_MAX, falsity = SIZE_MAX;

	for (size_t i = 0; i < q->option_count; i++) {
		struct str folded =
			utf8_fold(item->f->arena, q->options[i].text);

		if (says_true(item->f->arena, q->options[i].text))
			truth = i;
		if (str_is(folded, "false") || str_is(folded, "sai"))
			falsity = i;
	}
	if (q->option_count != 2 || truth == SIZE_MAX || falsity == SIZE_MAX)
		return false;
	q->truth = q->options[truth].right;
	for (size_t i = 0; i < 2; i++)
		if (q->options[i].feedback.len)
			foreign_loss(item->f,
				q->options[i].right
					? _("feedback to a right answer: %.*s")
					: _("feedback to a wrong answer: "
					    "%.*s"),
				STR_ARG(q->options[i].feedback));
	q->type = TYPE_TRUEFALSE;
	q->options = NULL;
	q->option_count = 0;
	return true;
}

/* What the best condition wants is right; where points are added one by one,
 * each has its credit. */
static void read_several(const struct qti1_item *item,
	const struct xml_node *response, struct question *q)
{
	struct str id = node_attribute(response, "ident");
	struct option *options = read_options(item, response, &q->option_count);
	const struct xml_node *l = first_label(item, response);
	bool adds = item->condition_count > 1 && item->conditions[0].adds;
	double sum = 0;

	for (size_t i = 0; i < item->condition_count && adds; i++)
		sum += fmax(0, item->conditions[i].score);
	q->type = TYPE_MULTIPLE;
	q->options = options;
	for (size_t i = 0; l; i++, l = l->next) {
		const struct qti1_condition *c =
			condition_of(item, id, node_attribute(l, "ident"));

		options[i].right = adds ? c && c->score > 0 : is_full(item, c);
		if (adds && c && sum > 0)
			options[i].credit = lround(POINT * c->score / sum);
	}
	if (!adds)
		q->partial = STR("all-or-nothing");
}

/* The condition that gives all names them in their order. */
static void read_order(struct qti1_item *item, struct question *q)
{
	struct str id = node_attribute(item->responses[0], "ident");
	const struct qti1_condition *best = NULL;
	struct str *items;

	for (size_t i = 0; i < item->condition_count; i++)
		if (!best || item->conditions[i].score > best->score)
			best = &item->conditions[i];
	items = NEW_ARRAY(
		item->f->arena, best ? best->test_count : 0, struct str);
	for (size_t t = 0; best && t < best->test_count; t++)
		for (const struct xml_node *l = item->labels[0]; l; l = l->next)
			if (str_equal(node_attribute(l, "ident"),
				    best->tests[t].key) &&
				str_equal(best->tests[t].response, id))
				items[q->item_count++] = qti1_text(item->f, l);
	q->type = TYPE_ORDER;
	q->items = items;
}

static void read_choice(struct qti1_item *item, struct question *q)
{
	const struct xml_node *response = item->responses[0];

	if (str_is(node_attribute(response, "rcardinality"), "Ordered")) {
		read_order(item, q);
		return;
	}
	if (str_is(node_attribute(response, "rcardinality"), "Multiple")) {
		read_several(item, response, q);
		return;
	}
	read_one(item, response, q);
	(void)read_truefalse(item, q);
}

/* ---- to be written ---- */

static bool bounds_of(const struct qti1_condition *c, struct decimal *low,
	struct decimal *high)
{
	bool least = false, most = false;

	for (size_t t = 0; t < c->test_count; t++) {
		if (c->tests[t].kind == TEST_LEAST)
			least = decimal_parse(c->tests[t].key, low);
		if (c->tests[t].kind == TEST_MOST)
			most = decimal_parse(c->tests[t].key, high);
	}
	return least && most;
}

/* Ranges, and single numbers in them. */
static bool read_number(const struct qti1_condition *c, struct number *out)
{
	struct decimal low, high;
	bool bounds = bounds_of(c, &low, &high), equal = false;
	struct decimal value = {0, 0};

	for (size_t t = 0; t < c->test_count && !equal; t++)
		if (c->tests[t].kind == TEST_EQUAL && !c->tests[t].negated)
			equal = decimal_parse(c->tests[t].key, &value);
	out->value = value;
	if (!bounds)
		return equal;
	if (!decimal_middle(low, high, &out->value, &out->tolerance))
		return false;
	/* As it is written, where the bounds lie around it. */
	if (equal && !decimal_compare(value, out->value))
		out->value = value;
	while (out->tolerance.places && out->tolerance.units % 10 == 0) {
		out->tolerance.units /= 10;
		out->tolerance.places--;
	}
	return true;
}

static bool read_numbers(const struct qti1_item *item, struct question *q)
{
	struct number *numbers =
		NEW_ARRAY(item->f->arena, item->condition_count, struct number);
	double most = most_score(item);

	q->number_count = 0;
	for (size_t i = 0; i < item->condition_count; i++) {
		const struct qti1_condition *c = &item->conditions[i];

		if (c->score <= 0 || most <= 0)
			continue;
		if (!read_number(c, &numbers[q->number_count]))
			return false;
		numbers[q->number_count++].credit =
			lround(POINT * c->score / most);
	}
	q->numbers = numbers;
	return q->number_count > 0;
}

static size_t count_tests(const struct qti1_item *item)
{
	size_t count = 0;

	for (size_t i = 0; i < item->condition_count; i++)
		count += item->conditions[i].test_count;
	return count;
}

static void read_texts(const struct qti1_item *item, struct question *q)
{
	struct accepted *accepted =
		NEW_ARRAY(item->f->arena, count_tests(item), struct accepted);
	double most = most_score(item);
	bool sensitive = false;

	for (size_t i = 0; i < item->condition_count && most > 0; i++) {
		const struct qti1_condition *c = &item->conditions[i];

		for (size_t t = 0; t < c->test_count && c->score > 0; t++) {
			if (c->tests[t].negated ||
				c->tests[t].kind != TEST_EQUAL)
				continue;
			sensitive = sensitive || c->tests[t].sensitive;
			accepted[q->accepted_count++] = (struct accepted){
				.text = utf8_nfc(
					item->f->arena, c->tests[t].key),
				.credit = lround(POINT * c->score / most)};
		}
	}
	if (sensitive)
		foreign_loss(item->f, _("that capitals matter"));
	q->type = TYPE_SHORT;
	q->accepted = accepted;
}

static bool type_has(const struct qti1_item *item, const char *word)
{
	return str_find(item->type, word, 0) != SIZE_MAX;
}

static void read_written(struct qti1_item *item, struct question *q)
{
	const struct xml_node *fib =
		qti1_below(item->responses[0], "render_fib");
	struct str kind = node_attribute(fib, "fibtype");
	bool number = type_has(item, "numerical") || str_is(kind, "Decimal") ||
		str_is(kind, "Integer") ||
		!strcmp(item->responses[0]->name, "response_num");

	if (type_has(item, "essay") || type_has(item, "file_upload") ||
		(!count_tests(item) && !number)) {
		q->type = TYPE_ESSAY;
		return;
	}
	q->type = TYPE_NUMERIC;
	if (!number || !read_numbers(item, q)) {
		q->number_count = 0;
		read_texts(item, q);
	}
}

/* ---- several responses ---- */

static const struct xml_node *right_label(
	const struct qti1_item *item, const struct xml_node *response)
{
	struct str id = node_attribute(response, "ident");

	for (const struct xml_node *l = first_label(item, response); l;
		l = l->next) {
		const struct qti1_condition *c =
			condition_of(item, id, node_attribute(l, "ident"));

		if (c && c->score > 0)
			return l;
	}
	return NULL;
}

static bool is_taken(const struct question *q, struct str text)
{
	for (size_t i = 0; i < q->pair_count; i++)
		if (str_equal(q->pairs[i].right, text))
			return true;
	return false;
}

static void read_match(struct qti1_item *item, struct question *q)
{
	struct pair *pairs =
		NEW_ARRAY(item->f->arena, item->response_count, struct pair);
	struct str *others = NEW_ARRAY(item->f->arena,
		count_labels(item, item->responses[0]), struct str);

	q->type = TYPE_MATCH;
	q->pairs = pairs;
	for (size_t i = 0; i < item->response_count; i++) {
		const struct pair pair = {
			qti1_text(item->f,
				node_child(item->responses[i], "material")),
			qti1_text(item->f,
				right_label(item, item->responses[i]))};

		if (pair.left.len || pair.right.len)
			pairs[q->pair_count++] = pair;
		else
			foreign_loss(item->f, "%s",
				_("an answer with nothing in it"));
	}
	for (const struct xml_node *l = first_label(item, item->responses[0]);
		l; l = l->next) {
		struct str text = qti1_text(item->f, l);

		if (text.len && !is_taken(q, text))
			others[q->distractor_count++] = text;
	}
	q->distractors = others;
}

static struct gap dropdown(
	const struct qti1_item *item, const struct xml_node *response)
{
	const struct xml_node *right = right_label(item, response);
	const struct xml_node *l = first_label(item, response);
	struct gap gap = {0};
	struct option *options =
		read_options(item, response, &gap.option_count);

	for (size_t i = 0; l; i++, l = l->next)
		options[i].right = l == right;
	gap.options = options;
	return gap;
}

/* The labels of a blank are the texts that it takes. */
static struct gap blank(
	const struct qti1_item *item, const struct xml_node *response)
{
	struct accepted *accepted = NEW_ARRAY(
		item->f->arena, count_labels(item, response), struct accepted);
	struct gap gap = {.accepted = accepted};

	for (const struct xml_node *l = first_label(item, response); l;
		l = l->next)
		accepted[gap.accepted_count++] = (struct accepted){
			.text = qti1_plain(item->f, l), .credit = POINT};
	return gap;
}

static bool read_gaps(struct qti1_item *item, struct question *q)
{
	size_t which[QTI1_RESPONSES], count;
	struct str stem = qti1_gaps(item, &count, which);
	struct gap *gaps = NEW_ARRAY(item->f->arena, count, struct gap);

	if (!count)
		return false;
	for (size_t i = 0; i < count; i++)
		gaps[i] = type_has(item, "dropdowns")
			? dropdown(item, item->responses[which[i]])
			: blank(item, item->responses[which[i]]);
	q->type = TYPE_CLOZE;
	q->stem = stem;
	q->gaps = gaps;
	q->gap_count = count;
	return true;
}

/* ---- which it is ---- */

static bool all_named(const struct qti1_item *item, const char *name)
{
	for (size_t i = 0; i < item->response_count; i++)
		if (strcmp(item->responses[i]->name, name))
			return false;
	return item->response_count > 0;
}

bool qti1_question(struct qti1_item *item, struct question *q)
{
	if (type_has(item, "calculated")) {
		foreign_fault(item->f, _("no question of ours asks by %s"),
			str_cstr(item->f->arena, item->type));
		return false;
	}
	if (type_has(item, "blanks") || type_has(item, "dropdowns"))
		if (read_gaps(item, q))
			return true;
	if (!item->response_count) {
		if (type_has(item, "essay") || type_has(item, "file_upload")) {
			q->type = TYPE_ESSAY;
			return true;
		}
		foreign_loss(item->f, _("a text without a question: %.*s"),
			STR_ARG(node_attribute(item->root, "title")));
		return false;
	}
	if (item->response_count > 1) {
		if (all_named(item, "response_lid")) {
			read_match(item, q);
			return true;
		}
	} else if (all_named(item, "response_lid")) {
		read_choice(item, q);
		return true;
	} else if (!all_named(item, "response_xy") &&
		!all_named(item, "response_grp")) {
		read_written(item, q);
		return true;
	}
	foreign_fault(item->f, _("no question of ours asks by %s"),
		item->responses[0]->name);
	return false;
}
