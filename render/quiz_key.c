#include "render/quiz_parts.h"

/* What a practice quiz knows of the answers. Nothing of this file is in a quiz
 * for an exam. */

struct keyed {
	struct arena *arena;
	const struct question *q;
	const struct item *item;
	struct json *json;
};

static size_t at_place(const struct keyed *k, size_t place)
{
	return place < k->item->order_count ? k->item->order[place] : place;
}

static void add_list(const struct keyed *k, const char *name, struct json *list)
{
	json_add(k->arena, k->json, name, list);
}

static void key_options(const struct keyed *k)
{
	struct json *right = json_array(k->arena);
	struct json *credits = json_array(k->arena);
	bool some = false;

	for (size_t i = 0; i < k->q->option_count; i++) {
		const struct option *o = &k->q->options[at_place(k, i)];

		if (o->right)
			json_append_long(k->arena, right, (long)i);
		json_append_long(k->arena, credits, o->credit);
		some = some || o->credit;
	}
	add_list(k, "right", right);
	if (some)
		add_list(k, "credits", credits);
	if (k->q->partial.len)
		json_add_str(k->arena, k->json, "rule", k->q->partial);
}

static void key_truefalse(const struct keyed *k)
{
	struct json *truths = json_array(k->arena);

	json_append_long(k->arena, truths, k->q->truth);
	add_list(k, "truths", truths);
}

static void key_statements(const struct keyed *k)
{
	struct json *truths = json_array(k->arena);

	for (size_t i = 0; i < k->q->statement_count; i++)
		json_append_long(
			k->arena, truths, k->q->statements[at_place(k, i)].key);
	add_list(k, "truths", truths);
}

static struct json *accepted_list(
	const struct keyed *k, const struct accepted *accepted, size_t count)
{
	struct json *list = json_array(k->arena);

	for (size_t i = 0; i < count; i++) {
		struct json *one = json_object(k->arena);

		json_add_str(k->arena, one, "text", accepted[i].text);
		if (accepted[i].pattern)
			json_add_bool(k->arena, one, "pattern", true);
		json_add_long(k->arena, one, "credit", accepted[i].credit);
		json_append(list, one);
	}
	return list;
}

static void key_short(const struct keyed *k)
{
	add_list(k, "accepted",
		accepted_list(k, k->q->accepted, k->q->accepted_count));
}

static void key_numeric(const struct keyed *k)
{
	struct json *list = json_array(k->arena);

	for (size_t i = 0; i < k->q->number_count; i++) {
		const struct number *n = &k->q->numbers[i];
		struct json *one = json_object(k->arena);

		json_add_str(k->arena, one, "value",
			decimal_format(k->arena, n->value, '.'));
		json_add_str(k->arena, one, "tolerance",
			decimal_format(k->arena, n->tolerance, '.'));
		if (n->relative)
			json_add_bool(k->arena, one, "relative", true);
		json_add_long(k->arena, one, "credit", n->credit);
		json_append(list, one);
	}
	add_list(k, "numbers", list);
	if (k->q->unit.len)
		json_add_str(k->arena, k->json, "unit", k->q->unit);
}

/* The place of each left side's right one. */
static void key_match(const struct keyed *k)
{
	size_t rights = k->q->pair_count + k->q->distractor_count;
	struct json *list = json_array(k->arena);

	for (size_t left = 0; left < k->q->pair_count; left++)
		for (size_t place = 0; place < rights; place++)
			if (at_place(k, place) == left)
				json_append_long(k->arena, list, (long)place);
	add_list(k, "pairs", list);
}

static void key_order(const struct keyed *k)
{
	struct json *list = json_array(k->arena);

	for (size_t i = 0; i < k->q->item_count; i++)
		for (size_t place = 0; place < k->q->item_count; place++)
			if (at_place(k, place) == i)
				json_append_long(k->arena, list, (long)place);
	add_list(k, "order", list);
}

static void key_cloze(const struct keyed *k)
{
	struct json *list = json_array(k->arena);

	for (size_t i = 0; i < k->q->gap_count; i++) {
		const struct gap *gap = &k->q->gaps[i];
		struct json *one = json_object(k->arena);
		struct json *right = json_array(k->arena);

		for (size_t o = 0; o < gap->option_count; o++)
			if (gap->options[o].right)
				json_append_long(k->arena, right, (long)o);
		if (gap->option_count)
			json_add(k->arena, one, "right", right);
		else
			json_add(k->arena, one, "accepted",
				accepted_list(
					k, gap->accepted, gap->accepted_count));
		json_add_long(k->arena, one, "points",
			gap->points ? gap->points : POINT);
		json_append(list, one);
	}
	add_list(k, "gaps", list);
}

static void key_essay(const struct keyed *k)
{
	(void)k;
}

static void (*const keys[])(const struct keyed *k) = {
	[TYPE_CHOICE] = key_options,
	[TYPE_MULTIPLE] = key_options,
	[TYPE_TRUEFALSE] = key_truefalse,
	[TYPE_STATEMENTS] = key_statements,
	[TYPE_SHORT] = key_short,
	[TYPE_NUMERIC] = key_numeric,
	[TYPE_MATCH] = key_match,
	[TYPE_ORDER] = key_order,
	[TYPE_CLOZE] = key_cloze,
	[TYPE_ESSAY] = key_essay,
};

_Static_assert(
	sizeof keys / sizeof *keys == TYPE_COUNT, "every type has a key");

struct json *quiz_key(struct arena *arena, const struct question *question,
	const struct item *item)
{
	struct keyed k = {arena, question, item, json_object(arena)};

	keys[question->type](&k);
	return k.json;
}

/* ---- what is explained ---- */

static void put_feedback(
	struct html *h, struct str text, const char *name, size_t place)
{
	if (!text.len)
		return;
	html_format(h, "<div class=\"feedback\" data-%s=\"%zu\" hidden>", name,
		place);
	html_markup(h, text);
	html_raw(h, "</div>");
}

static void put_rubric(struct html *h, const struct question *q)
{
	if (!q->rubric_count)
		return;
	html_raw(h, "<ul class=\"rubric\">");
	for (size_t i = 0; i < q->rubric_count; i++) {
		html_raw(h, "<li>");
		html_inline(h, q->rubric[i].text);
		html_raw(h, "</li>");
	}
	html_raw(h, "</ul>");
}

void quiz_explained(struct html *h, size_t index, const struct question *q,
	const struct item *item)
{
	struct keyed k = {h->out.arena, q, item, NULL};

	html_format(h, "<div class=\"explained\" id=\"e%zu\" hidden>", index);
	for (size_t i = 0; i < q->option_count; i++)
		put_feedback(
			h, q->options[at_place(&k, i)].feedback, "option", i);
	for (size_t i = 0; i < q->statement_count; i++)
		put_feedback(h, q->statements[at_place(&k, i)].feedback,
			"statement", i);
	for (size_t i = 0; i < q->accepted_count; i++)
		put_feedback(h, q->accepted[i].feedback, "accepted", i);
	if (q->feedback.len) {
		html_raw(h, "<div class=\"general\">");
		html_markup(h, q->feedback);
		html_raw(h, "</div>");
	}
	put_rubric(h, q);
	if (q->solution.len) {
		html_raw(h, "<div class=\"solution\">");
		html_markup(h, q->solution);
		html_raw(h, "</div>");
	}
	html_raw(h, "</div>\n");
}
