#include <math.h>

#include "banks/native_fields.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/regex.h"

/* Options, accepted answers, numbers, media and the gaps of a cloze. */

/* Thousandths from a share such as 0.5 or -0.25. */
static void field_credit(struct slot *slot)
{
	double value;

	if (!yaml_double(slot->value, &value) || value < -1 || value > 1)
		bad_value(slot->r, slot->name, slot->value,
			_("a share from -1 to 1"));
	else
		*(long *)slot->target = lround(value * 1000);
}

/* true, or '{a > b}' of a template; the key may say it instead. */
static void field_right(struct slot *slot)
{
	struct option *option = slot->base;

	if (!braced_formula(slot->value, &option->right_when))
		field_bool(slot);
}

static const struct field option_fields[] = {
	{"text", field_text, offsetof(struct option, text), 0},
	{"feedback", field_text, offsetof(struct option, feedback), 0},
	{"pinned", field_bool, offsetof(struct option, pinned), 0},
	{"credit", field_credit, offsetof(struct option, credit), 0},
	{"misconception", field_text, offsetof(struct option, misconception),
		0},
	{"right", field_right, offsetof(struct option, right), 0},
	{NULL, NULL, 0, 0},
};

bool read_options(struct native_reader *r, const char *name,
	const struct yaml_node *list, const struct option **out, size_t *count)
{
	struct option *options;

	if (list->kind != YAML_SEQUENCE) {
		bad_value(r, name, list, _("a list"));
		return false;
	}
	warn_of_commas(r, list);
	options = NEW_ARRAY(r->arena, list->count, struct option);
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i]->kind == YAML_SCALAR)
			options[i].text = list->items[i]->text;
		else
			read_mapping(r, list->items[i], option_fields,
				&options[i], NULL);
	*out = options;
	*count = list->count;
	return true;
}

static const struct field accepted_fields[] = {
	{"text", field_text, offsetof(struct accepted, text), 0},
	{"feedback", field_text, offsetof(struct accepted, feedback), 0},
	{"credit", field_credit, offsetof(struct accepted, credit), 0},
	{NULL, NULL, 0, 0},
};

/* A pattern that does not compile is found when it is written, not when the
 * first student answers. */
static void check_pattern(struct native_reader *r, const struct yaml_node *node,
	struct accepted *accepted)
{
	const struct regex *regex;
	struct error fault;

	accepted->pattern = regex_is_pattern(accepted->text);
	if (accepted->pattern &&
		!regex_compile(r->arena, accepted->text, &regex, &fault))
		report_add(r->report, FINDING_OTHER, r->file, node->line,
			node->column, fault.text);
}

bool read_accepted(struct native_reader *r, const char *name,
	const struct yaml_node *list, const struct accepted **out,
	size_t *count)
{
	size_t n = list->kind == YAML_SEQUENCE ? list->count : 1;
	struct accepted *accepted = NEW_ARRAY(r->arena, n, struct accepted);

	warn_of_commas(r, list);
	for (size_t i = 0; i < n; i++) {
		const struct yaml_node *node =
			list->kind == YAML_SEQUENCE ? list->items[i] : list;

		accepted[i].credit = 1000;
		if (node->kind == YAML_SCALAR)
			accepted[i].text = node->text;
		else
			read_mapping(
				r, node, accepted_fields, &accepted[i], NULL);
		if (!str_trim(accepted[i].text).len)
			bad_value(r, name, node, _("an answer"));
		check_pattern(r, node, &accepted[i]);
	}
	*out = accepted;
	*count = n;
	return true;
}

/* One letter of the options, either case. */
static bool letter_index(struct str letter, size_t count, size_t *out)
{
	char c = letter.len == 1 ? letter.ptr[0] : 0;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c < 'A' || c > 'Z' || (size_t)(c - 'A') >= count)
		return false;
	*out = (size_t)(c - 'A');
	return true;
}

static const char *letters_expected(struct native_reader *r, size_t count)
{
	if (!count || count > 26)
		return _("a letter");
	return str_format(
		r->arena, _("a letter from A to %c"), option_letter(count - 1))
		.ptr;
}

bool settle_letters(struct native_reader *r, const char *name,
	const struct yaml_node *key, struct option *options, size_t count)
{
	size_t n = key->kind == YAML_SEQUENCE ? key->count : 1;

	for (size_t i = 0; i < n; i++) {
		const struct yaml_node *node =
			key->kind == YAML_SEQUENCE ? key->items[i] : key;
		size_t at;

		if (node->kind != YAML_SCALAR ||
			!letter_index(node->text, count, &at)) {
			bad_value(r, name, node, letters_expected(r, count));
			return false;
		}
		options[at].right = true;
	}
	return true;
}

/* ---- numbers ---- */

/* "0.01" or "5%". */
static bool read_tolerance(struct native_reader *r,
	const struct yaml_node *node, struct number *number)
{
	struct str text = node->kind == YAML_SCALAR ? node->text : STR("");

	if (braced_formula(node, &number->tolerance_formula))
		return true;
	number->relative = str_ends(text, "%");
	if (number->relative)
		text.len--;
	if (!decimal_parse(str_trim(text), &number->tolerance) ||
		number->tolerance.units < 0 ||
		(number->relative && number->tolerance.places > 16)) {
		bad_value(r, "tolerance", node,
			_("a number such as 0.01, or a share such as 5%"));
		return false;
	}
	if (number->relative)
		number->tolerance.places += 2;
	return true;
}

static void field_value(struct slot *slot)
{
	struct number *number = slot->base;

	if (braced_formula(slot->value, &number->value_formula))
		return;
	if (!yaml_decimal(slot->value, slot->target) &&
		(slot->value->kind != YAML_SCALAR ||
			!decimal_parse(slot->value->text, slot->target)))
		bad_value(slot->r, slot->name, slot->value, _("a number"));
}

static void field_own_tolerance(struct slot *slot)
{
	read_tolerance(slot->r, slot->value, slot->base);
}

static const struct field number_fields[] = {
	{"value", field_value, offsetof(struct number, value), 0},
	{"tolerance", field_own_tolerance, 0, 0},
	{"credit", field_credit, offsetof(struct number, credit), 0},
	{NULL, NULL, 0, 0},
};

static void read_number(struct native_reader *r, const struct yaml_node *node,
	struct number *number)
{
	struct slot slot = {r, "key", node, node, &number->value, number};

	number->credit = 1000;
	if (r->raw.tolerance && !read_tolerance(r, r->raw.tolerance, number))
		return;
	if (node->kind != YAML_MAPPING) {
		field_value(&slot);
		return;
	}
	read_mapping(r, node, number_fields, number, NULL);
	if (yaml_is_null(yaml_get(node, "value")))
		missing(r, node, _("the number"), "value");
}

static void settle_numbers(struct native_reader *r, struct question *q)
{
	const struct yaml_node *key = r->raw.keys ? r->raw.keys : r->raw.key;
	size_t n = key->kind == YAML_SEQUENCE ? key->count : 1;
	struct number *numbers = NEW_ARRAY(r->arena, n, struct number);
	size_t faults = r->report->levels[REPORT_ERROR];

	warn_of_commas(r, key);
	for (size_t i = 0; i < n && r->report->levels[REPORT_ERROR] == faults;
		i++)
		read_number(r, key->kind == YAML_SEQUENCE ? key->items[i] : key,
			&numbers[i]);
	q->numbers = numbers;
	q->number_count = n;
}

/* ---- what needs several fields ---- */

static bool settle_options(struct native_reader *r, struct question *q)
{
	struct option *options = arena_copy(
		r->arena, q->options, q->option_count * sizeof *options);

	/* That there are none is told otherwise. */
	if (!q->option_count)
		return true;
	q->options = options;
	return settle_letters(r, "key", r->raw.key, options, q->option_count);
}

static bool has_options(const struct question *q)
{
	return q->type == TYPE_CHOICE || q->type == TYPE_MULTIPLE;
}

/* true: all of them; a list of letters: those. */
static void settle_fixed(struct native_reader *r, struct question *q)
{
	const struct yaml_node *fixed = r->raw.fixed;
	struct option *options;

	if (!fixed || yaml_bool(fixed, &q->fixed))
		return;
	if (fixed->kind != YAML_SEQUENCE || !has_options(q)) {
		bad_value(r, "fixed", fixed,
			_("true, false or a list of letters"));
		return;
	}
	options = arena_copy(
		r->arena, q->options, q->option_count * sizeof *options);
	for (size_t i = 0; q->option_count && i < fixed->count; i++) {
		const struct yaml_node *letter = fixed->items[i];
		size_t at;

		if (letter->kind == YAML_SCALAR &&
			letter_index(letter->text, q->option_count, &at))
			options[at].pinned = true;
		else
			bad_value(r, "fixed", letter,
				letters_expected(r, q->option_count));
	}
	q->options = options;
}

/* One text for the question, or one for each option. */
static void settle_feedback(struct native_reader *r, struct question *q)
{
	const struct yaml_node *feedback = r->raw.feedback;
	struct option *options;

	if (!feedback)
		return;
	if (feedback->kind == YAML_SCALAR) {
		q->feedback = feedback->text;
		return;
	}
	if (has_options(q) && !q->option_count)
		return;
	if (feedback->kind != YAML_SEQUENCE ||
		feedback->count != q->option_count) {
		bad_value(r, "feedback", feedback,
			_("a text, or a list with one for each option"));
		return;
	}
	options = arena_copy(
		r->arena, q->options, q->option_count * sizeof *options);
	for (size_t i = 0; i < feedback->count; i++)
		if (feedback->items[i]->kind == YAML_SCALAR)
			options[i].feedback = feedback->items[i]->text;
		else
			bad_value(
				r, "feedback", feedback->items[i], _("a text"));
	q->options = options;
}

static bool needs_key(const struct question *q)
{
	return q->type == TYPE_CHOICE || q->type == TYPE_MULTIPLE ||
		q->type == TYPE_TRUEFALSE || q->type == TYPE_NUMERIC ||
		q->type == TYPE_SHORT;
}

/* A number's answers are a key or keys; both would hide one. */
static void check_one_key(struct native_reader *r)
{
	const struct yaml_node *keys = r->raw.keys;

	if (r->raw.key && keys)
		report_add(r->report, FINDING_OTHER, r->file, keys->line,
			keys->column,
			_("a question has 'key' or 'keys', not both"));
}

static bool options_say_right(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].right || q->options[i].right_when.len)
			return true;
	return false;
}

static void settle_key(struct native_reader *r, const struct yaml_node *node,
	struct question *q)
{
	if (!r->raw.key && !r->raw.keys) {
		if (needs_key(q) && !options_say_right(q))
			missing(r, node, _("the question"),
				q->type == TYPE_SHORT ? "keys" : "key");
		return;
	}
	check_one_key(r);
	switch (q->type) {
	case TYPE_CHOICE:
	case TYPE_MULTIPLE:
		settle_options(r, q);
		break;
	case TYPE_TRUEFALSE:
		if (!braced_formula(r->raw.key, &q->truth_when) &&
			!yaml_bool(r->raw.key, &q->truth))
			bad_value(r, "key", r->raw.key, _("true or false"));
		break;
	case TYPE_NUMERIC:
		settle_numbers(r, q);
		break;
	case TYPE_SHORT:
		read_accepted(r, "keys", r->raw.keys, &q->accepted,
			&q->accepted_count);
		break;
	default:
		break;
	}
}

static const struct yaml_node *stem_node(
	const struct native_reader *r, const struct yaml_node *node)
{
	const struct yaml_node *own = yaml_get(node, "stem");

	return own ? own : yaml_get(r->defaults, "stem");
}

void native_settle(struct native_reader *r, const struct yaml_node *node,
	struct question *q)
{
	settle_key(r, node, q);
	settle_fixed(r, q);
	settle_feedback(r, q);
	if (q->type == TYPE_CLOZE && q->stem.len)
		read_gaps(r, stem_node(r, node), q);
}
