#include "banks/qti_parts.h"

#include "base/i18n.h"
#include "base/utf8.h"

/* From interactions to the types we have. */

struct asked {
	struct qti_item *item;
	struct arena *arena;
	const struct xml_node *node; /* the interaction */
	const struct qti_declaration
		*declared; /* NULL: says not what is right */
	struct question *q;
};

static const struct qti_declaration nothing;

static size_t count_named(const struct xml_node *node, const char *name)
{
	size_t count = 0;

	for (const struct xml_node *c = qti_child(node, name); c;
		c = qti_next(node, c, name))
		count++;
	return count;
}

static bool is_correct(const struct qti_declaration *d, struct str key)
{
	for (size_t i = 0; i < d->correct_count; i++)
		if (str_equal(d->correct[i].key, key))
			return true;
	return false;
}

/* What the mapping gives, thousandths of a point. */
static long mapped(const struct qti_declaration *d, struct str key)
{
	for (size_t i = 0; i < d->mapped_count; i++)
		if (str_equal(d->mapped[i].key, key))
			return d->mapped[i].credit;
	return d->fallback;
}

static long most_mapped(const struct qti_declaration *d, bool sum)
{
	long most = 0;

	for (size_t i = 0; i < d->mapped_count; i++)
		if (d->mapped[i].credit > 0)
			most = sum ? most + d->mapped[i].credit
				: d->mapped[i].credit > most
				? d->mapped[i].credit
				: most;
	return most;
}

/* Thousandths of all there is, halves away from 0. */
static long credit_of(long points, long most)
{
	if (most <= 0)
		return 0;
	return (2 * points * POINT + (points < 0 ? -most : most)) / (2 * most);
}

/* A mapping says what is right where nothing else does. */
static bool by_mapping(const struct asked *a)
{
	return a->declared->mapped_count &&
		(a->item->rule == QTI_MAPPED || !a->declared->correct_count);
}

/* ---- choices ---- */

static struct str feedback_in(
	const struct asked *a, const struct xml_node *choice)
{
	const struct xml_node *inside = qti_below(choice, "feedbackInline");

	if (!inside)
		inside = qti_below(choice, "feedbackBlock");
	a->item->feedback = inside;
	return inside ? qti_text(a->item, inside) : STR("");
}

static size_t read_choices(
	const struct asked *a, const char *name, struct option *options)
{
	const struct xml_node *c = NULL;
	long most = most_mapped(a->declared, true);
	size_t n = 0;

	while ((c = qti_next(a->node, c, name))) {
		struct str id = qti_attribute(c, "identifier");
		struct option *o = &options[n++];

		o->feedback = feedback_in(a, c);
		o->text = qti_text(a->item, c);
		o->pinned = str_is(qti_attribute(c, "fixed"), "true");
		o->right = is_correct(a->declared, id);
		if (!by_mapping(a))
			continue;
		o->credit = credit_of(mapped(a->declared, id), most);
		o->right =
			a->declared->correct_count ? o->right : o->credit > 0;
	}
	return n;
}

static bool is_single(const struct asked *a)
{
	return str_is(qti_attribute(a->node, "maxChoices"), "1") ||
		str_is(a->declared->cardinality, "single");
}

/* One alone takes the best of its mapping: no credit then. */
static void settle_choice(struct question *q, struct option *options)
{
	size_t rights = 0, best = 0;

	for (size_t i = 0; i < q->option_count; i++) {
		rights += options[i].right;
		if (options[i].credit > options[best].credit)
			best = i;
	}
	if (rights > 1 && options[best].credit > 0)
		for (size_t i = 0; i < q->option_count; i++)
			options[i].right = i == best;
	for (size_t i = 0; i < q->option_count; i++)
		options[i].credit = 0;
}

/* Equal shares and nothing for wrong ones need no credits. */
static bool all_zero_or_equal(const struct question *q)
{
	long share = 0;

	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].right)
			share = q->options[i].credit;
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].credit != (q->options[i].right ? share : 0))
			return false;
	return share == 0;
}

static void read_choice(const struct asked *a)
{
	size_t count = count_named(a->node, "simpleChoice");
	struct option *options = NEW_ARRAY(a->arena, count, struct option);
	struct question *q = a->q;

	q->option_count = read_choices(a, "simpleChoice", options);
	q->options = options;
	q->fixed = !str_is(qti_attribute(a->node, "shuffle"), "true");
	q->type = is_single(a) ? TYPE_CHOICE : TYPE_MULTIPLE;
	if (q->type == TYPE_CHOICE)
		settle_choice(q, options);
	else if (a->item->rule == QTI_RIGHT || all_zero_or_equal(q))
		q->partial = STR("all-or-nothing");
}

/* ---- to be written ---- */

static bool is_number(const struct asked *a)
{
	struct decimal d;

	if (!str_is(a->declared->base, "float") &&
		!str_is(a->declared->base, "integer"))
		return false;
	for (size_t i = 0; i < a->declared->correct_count; i++)
		if (!decimal_parse(a->declared->correct[i].key, &d))
			return false;
	return a->declared->correct_count > 0;
}

/* Those that rules compare with the answer, each for its part of the most. */
static size_t numbers_of_rules(const struct asked *a, struct number *out)
{
	const struct qti_item *item = a->item;
	long most = 0;
	size_t count = 0;

	for (size_t i = 0; i < item->equal_count; i++) {
		if (!str_equal(item->equals[i].response, a->declared->id))
			continue;
		out[count] = item->equals[i].number;
		if (out[count].credit > most)
			most = out[count].credit;
		count++;
	}
	for (size_t i = 0; i < count; i++)
		out[i].credit = credit_of(out[i].credit, most);
	return count;
}

static void read_numbers(const struct asked *a)
{
	size_t count = a->declared->correct_count;
	struct number *numbers =
		NEW_ARRAY(a->arena, count + QTI_EQUALS, struct number);
	size_t ruled = numbers_of_rules(a, numbers);

	for (size_t i = 0; i < count && !ruled; i++) {
		numbers[i] = a->item->tolerance;
		(void)decimal_parse(
			a->declared->correct[i].key, &numbers[i].value);
		numbers[i].credit = POINT;
	}
	a->q->type = TYPE_NUMERIC;
	a->q->numbers = numbers;
	a->q->number_count = ruled ? ruled : count;
}

static bool has_text(
	const struct accepted *accepted, size_t count, struct str text)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(accepted[i].text, text))
			return true;
	return false;
}

/* The mapping's texts with their credits, and what else is correct. */
static const struct accepted *read_accepted(const struct asked *a, size_t *n)
{
	const struct qti_declaration *d = a->declared;
	struct accepted *accepted = NEW_ARRAY(
		a->arena, d->mapped_count + d->correct_count, struct accepted);
	long most = most_mapped(d, false);
	bool sensitive = false;

	*n = 0;
	for (size_t i = 0; i < d->mapped_count; i++) {
		if (d->mapped[i].credit <= 0 ||
			has_text(accepted, *n, d->mapped[i].key))
			continue;
		sensitive = sensitive || d->mapped[i].sensitive;
		accepted[(*n)++] = (struct accepted){
			.text = utf8_nfc(a->arena, d->mapped[i].key),
			.credit = credit_of(d->mapped[i].credit, most)};
	}
	for (size_t i = 0; i < d->correct_count; i++)
		if (!has_text(accepted, *n, d->correct[i].key))
			accepted[(*n)++] = (struct accepted){
				.text = utf8_nfc(a->arena, d->correct[i].key),
				.credit = POINT};
	if (sensitive)
		foreign_loss(a->item->f, _("that capitals matter"));
	return accepted;
}

static void read_entry(const struct asked *a)
{
	if (is_number(a)) {
		read_numbers(a);
		return;
	}
	a->q->type = TYPE_SHORT;
	a->q->accepted = read_accepted(a, &a->q->accepted_count);
	if (a->q->accepted_count)
		return;
	/* Somebody marks it: an answer in one line, without a key. */
	foreign_loss(a->item->f, "%s", _("that it is marked: no key is said"));
	a->q->type = TYPE_ESSAY;
}

static void read_essay(const struct asked *a)
{
	a->q->type = TYPE_ESSAY;
	if (a->declared->correct_count && !a->q->solution.len)
		a->q->solution = a->declared->correct[0].key;
}

/* ---- order, match ---- */

static const struct xml_node *choice_named(
	const struct xml_node *node, const char *name, struct str id)
{
	const struct xml_node *c = NULL;

	while ((c = qti_next(node, c, name)))
		if (str_equal(qti_attribute(c, "identifier"), id))
			return c;
	return NULL;
}

static void read_order(const struct asked *a)
{
	size_t count = a->declared->correct_count;
	struct str *items = NEW_ARRAY(a->arena, count, struct str);

	a->q->type = TYPE_ORDER;
	a->q->fixed = str_is(qti_attribute(a->node, "shuffle"), "false");
	for (size_t i = 0; i < count; i++)
		items[i] = qti_text(a->item,
			choice_named(a->node, "simpleChoice",
				a->declared->correct[i].key));
	if (count < count_named(a->node, "simpleChoice"))
		foreign_loss(
			a->item->f, _("items that have no place in the order"));
	a->q->items = items;
	a->q->item_count = count;
}

/* "A1 B2" → both; of a mapping, what gives points. */
static size_t pairs_of(const struct asked *a, struct str (*out)[2], size_t most)
{
	const struct qti_declaration *d = a->declared;
	bool maps = !d->correct_count;
	size_t count = maps ? d->mapped_count : d->correct_count, n = 0;

	for (size_t i = 0; i < count && n < most; i++) {
		struct str rest = maps ? d->mapped[i].key : d->correct[i].key;

		if (maps && d->mapped[i].credit <= 0)
			continue;
		(void)str_cut(&rest, ' ', &out[n][0]);
		out[n++][1] = str_trim(rest);
	}
	return n;
}

/* Words that stand for true, at the head of a column. */
static bool is_true_word(struct arena *arena, struct str text)
{
	static const char *const words[] = {"true", "dung", "correct", "yes",
		"juist", "waar", "vrai", "richtig", "ja", "co", "t", "d", NULL};
	struct str folded = utf8_fold(arena, str_trim(text));

	for (size_t i = 0; words[i]; i++)
		if (str_is(folded, words[i]))
			return true;
	return false;
}

/* A table of two columns, true and false, is statements: each row one pair. */
static bool read_statements(const struct asked *a, const struct xml_node *rows,
	const struct xml_node *columns, struct str (*pairs)[2], size_t count)
{
	const char *name = "simpleAssociableChoice";
	const struct xml_node *first = qti_child(columns, name);
	const struct xml_node *second = qti_next(columns, first, name);
	size_t n = count_named(rows, name);
	struct statement *statements = NEW_ARRAY(a->arena, n, struct statement);
	bool one, two;
	struct str truth;

	if (!second || qti_next(columns, second, name) || n != count || n < 2 ||
		n > 6)
		return false;
	one = is_true_word(a->arena, qti_plain(a->item, first));
	two = is_true_word(a->arena, qti_plain(a->item, second));
	if (one == two)
		return false;
	truth = qti_attribute(one ? first : second, "identifier");
	n = 0;
	for (const struct xml_node *row = qti_child(rows, name); row;
		row = qti_next(rows, row, name)) {
		statements[n].text = qti_text(a->item, row);
		for (size_t i = 0; i < count; i++)
			if (str_equal(pairs[i][0],
				    qti_attribute(row, "identifier")))
				statements[n].key =
					str_equal(pairs[i][1], truth);
		n++;
	}
	a->q->type = TYPE_STATEMENTS;
	a->q->statements = statements;
	a->q->statement_count = n;
	return true;
}

static bool is_taken(struct str (*pairs)[2], size_t count, struct str id)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(pairs[i][1], id))
			return true;
	return false;
}

static void put_pairs(const struct asked *a, const struct xml_node *lefts,
	const struct xml_node *rights, struct str (*pairs)[2], size_t count)
{
	const char *name = "simpleAssociableChoice";
	struct pair *out = NEW_ARRAY(a->arena, count, struct pair);
	struct str *others =
		NEW_ARRAY(a->arena, count_named(rights, name), struct str);
	const struct xml_node *c = NULL;

	for (size_t i = 0; i < count; i++)
		out[i] = (struct pair){
			qti_text(a->item,
				choice_named(lefts, name, pairs[i][0])),
			qti_text(a->item,
				choice_named(rights, name, pairs[i][1]))};
	while (lefts != rights && (c = qti_next(rights, c, name)))
		if (!is_taken(pairs, count, qti_attribute(c, "identifier")))
			others[a->q->distractor_count++] = qti_text(a->item, c);
	a->q->type = TYPE_MATCH;
	a->q->pairs = out;
	a->q->pair_count = count;
	a->q->distractors = others;
}

static void read_match(const struct asked *a)
{
	const struct xml_node *lefts = qti_child(a->node, "simpleMatchSet");
	const struct xml_node *rights =
		qti_next(a->node, lefts, "simpleMatchSet");
	struct str(*pairs)[2] = arena_alloc(a->arena, 200 * sizeof *pairs);
	size_t count = pairs_of(a, pairs, 200);

	if (!lefts)
		lefts = rights = a->node; /* associateInteraction */
	if (lefts == rights ||
		str_is(qti_field(a->item, "dethi-type"), "match") ||
		!read_statements(a, lefts, rights, pairs, count))
		put_pairs(a, lefts, rights, pairs, count);
}

/* ---- gaps ---- */

static struct gap gap_of_choices(
	const struct asked *a, const struct xml_node *interaction)
{
	size_t count = count_named(interaction, "inlineChoice"), n = 0;
	struct option *options = NEW_ARRAY(a->arena, count, struct option);
	const struct xml_node *c = NULL;
	long most = most_mapped(a->declared, false);

	while ((c = qti_next(interaction, c, "inlineChoice"))) {
		struct str id = qti_attribute(c, "identifier");

		options[n++] = (struct option){.text = qti_text(a->item, c),
			.right = a->declared->correct_count
				? is_correct(a->declared, id)
				: most > 0 && mapped(a->declared, id) == most};
	}
	return (struct gap){.options = options, .option_count = n};
}

/* A gap of a gap match: each text may go into it. */
static struct gap gap_of_texts(
	const struct asked *a, const struct xml_node *gap)
{
	const struct xml_node *owner = a->item->interactions[0], *c = NULL;
	struct str id = qti_attribute(gap, "identifier");
	size_t count = count_named(owner, "gapText"), n = 0;
	struct option *options = NEW_ARRAY(a->arena, count, struct option);
	struct str(*pairs)[2] = arena_alloc(a->arena, 200 * sizeof *pairs);
	size_t pair_count = pairs_of(a, pairs, 200);

	while ((c = qti_next(owner, c, "gapText"))) {
		struct option *o = &options[n++];

		o->text = qti_text(a->item, c);
		for (size_t i = 0; i < pair_count; i++)
			o->right = o->right ||
				(str_equal(pairs[i][1], id) &&
					str_equal(pairs[i][0],
						qti_attribute(
							c, "identifier")));
	}
	return (struct gap){.options = options, .option_count = n};
}

static void read_gaps(const struct asked *a)
{
	struct qti_item *item = a->item;
	struct gap *gaps = NEW_ARRAY(a->arena, item->gaps, struct gap);

	for (size_t i = 0; i < item->gaps; i++) {
		const struct xml_node *node = item->gap_nodes[i];
		struct asked one = *a;

		one.declared = qti_declared(item,
			qti_is(node, "gap") ? item->interactions[0] : node);
		if (!one.declared)
			one.declared = &nothing;
		if (qti_is(node, "gap"))
			gaps[i] = gap_of_texts(&one, node);
		else if (qti_is(node, "inlineChoiceInteraction"))
			gaps[i] = gap_of_choices(&one, node);
		else
			gaps[i].accepted =
				read_accepted(&one, &gaps[i].accepted_count);
	}
	a->q->type = TYPE_CLOZE;
	a->q->gaps = gaps;
	a->q->gap_count = item->gaps;
}

/* ---- which it is ---- */

static const struct kind {
	const char *name;
	void (*read)(const struct asked *a);
} kinds[] = {
	{"choiceInteraction", read_choice},
	{"textEntryInteraction", read_entry},
	{"extendedTextInteraction", read_essay},
	{"orderInteraction", read_order},
	{"matchInteraction", read_match},
	{"associateInteraction", read_match},
	{"inlineChoiceInteraction", read_gaps},
	{"gapMatchInteraction", read_gaps},
};

static void tell_names(const struct qti_item *item)
{
	struct buf names = {.arena = item->f->arena};

	for (size_t i = 0; i < item->interaction_count; i++)
		buf_format(&names, "%s%s", i ? ", " : "",
			item->interactions[i]->name);
	foreign_fault(item->f, _("no question of ours asks by %s"),
		buf_str(&names).ptr);
}

static bool all_inline(const struct qti_item *item)
{
	for (size_t i = 0; i < item->interaction_count; i++)
		if (!qti_is(item->interactions[i], "textEntryInteraction") &&
			!qti_is(item->interactions[i],
				"inlineChoiceInteraction"))
			return false;
	return true;
}

bool qti_question(struct qti_item *item, struct question *q)
{
	struct asked a = {item, item->f->arena, item->interactions[0], NULL, q};

	if (!item->interaction_count) {
		foreign_fault(
			item->f, "%s", _("nothing is asked in this item"));
		return false;
	}
	a.declared = qti_declared(item, a.node);
	if (!a.declared)
		a.declared = &nothing;
	if (item->interaction_count > 1 ||
		(str_is(qti_field(item, "dethi-type"), "cloze") &&
			all_inline(item))) {
		if (all_inline(item))
			read_gaps(&a);
		else
			tell_names(item);
		return all_inline(item);
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (qti_is(a.node, kinds[i].name)) {
			kinds[i].read(&a);
			return true;
		}
	tell_names(item);
	return false;
}
