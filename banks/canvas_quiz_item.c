#include "banks/canvas_quiz_parts.h"
#include "banks/statements.h"

#include "base/i18n.h"

/* What is asked and what is right, by Canvas' types. */

const char *canvas_quiz_type(const struct question *q)
{
	size_t dropdowns = 0;

	for (size_t i = 0; i < q->gap_count; i++)
		dropdowns += q->gaps[i].option_count > 0;
	switch (q->type) {
	case TYPE_CHOICE:
		return "multiple_choice_question";
	case TYPE_MULTIPLE:
		return "multiple_answers_question";
	case TYPE_TRUEFALSE:
		return "true_false_question";
	case TYPE_SHORT:
		return "short_answer_question";
	case TYPE_NUMERIC:
		return "numerical_question";
	case TYPE_MATCH:
	case TYPE_ORDER:
		return "matching_question";
	case TYPE_STATEMENTS:
		return "multiple_dropdowns_question";
	case TYPE_CLOZE:
		return dropdowns == q->gap_count
			? "multiple_dropdowns_question"
			: "fill_in_multiple_blanks_question";
	default:
		return "essay_question";
	}
}

/* ---- conditions ---- */

static void open_condition(struct canvas_quiz_writer *w)
{
	canvas_quiz_put(w, "<respcondition continue=\"No\">\n<conditionvar>\n");
}

/* Of points that are added up: the others are asked too. */
static void open_share(struct canvas_quiz_writer *w)
{
	canvas_quiz_put(
		w, "<respcondition continue=\"Yes\">\n<conditionvar>\n");
}

static void close_condition(
	struct canvas_quiz_writer *w, const char *action, struct str score)
{
	canvas_quiz_put(w,
		"</conditionvar>\n<setvar action=\"%s\" varname=\"SCORE\">"
		"%.*s</setvar>\n",
		action, STR_ARG(score));
	if (w->q->solution.len && !strcmp(action, "Set"))
		canvas_quiz_put(w,
			"<displayfeedback feedbacktype=\"Response\" "
			"linkrefid=\"correct_fb\"/>\n");
	canvas_quiz_put(w, "</respcondition>\n");
}

static void equal(
	struct canvas_quiz_writer *w, const char *response, struct str value)
{
	canvas_quiz_put(w, "<varequal respident=\"%s\">%.*s</varequal>\n",
		response, STR_ARG(canvas_quiz_escaped(w, value)));
}

static void shown_for_all(struct canvas_quiz_writer *w, const char *feedback)
{
	canvas_quiz_put(w,
		"<respcondition continue=\"Yes\">\n<conditionvar>\n<other/>\n"
		"</conditionvar>\n<displayfeedback feedbacktype=\"Response\" "
		"linkrefid=\"%s\"/>\n</respcondition>\n",
		feedback);
}

static void open_processing(struct canvas_quiz_writer *w)
{
	canvas_quiz_put(w,
		"<resprocessing>\n<outcomes>\n<decvar maxvalue=\"100\" "
		"minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/>\n"
		"</outcomes>\n");
	if (w->q->feedback.len)
		shown_for_all(w, "general_fb");
}

static void close_processing(struct canvas_quiz_writer *w)
{
	if (w->q->solution.len)
		shown_for_all(w, "general_incorrect_fb");
	canvas_quiz_put(w, "</resprocessing>\n");
}

/* Hundredths of 100: a thousandth of the points is 0.1. */
static struct str score_of(struct canvas_quiz_writer *w, long credit)
{
	return decimal_format(w->arena, (struct decimal){credit, 1}, '.');
}

/* An equal part of 100, as Canvas writes it. */
static struct str share(struct canvas_quiz_writer *w, size_t count)
{
	return str_format(w->arena, "%.2f", 100.0 / (double)count);
}

/* ---- options ---- */

static struct str option_name(struct canvas_quiz_writer *w, size_t i)
{
	return str_format(w->arena, "%zu", w->names + 1000 + i);
}

static void open_label(struct canvas_quiz_writer *w, size_t i)
{
	canvas_quiz_put(w, "<response_label ident=\"%.*s\">\n",
		STR_ARG(option_name(w, i)));
}

static bool is_pinned(const struct canvas_quiz_writer *w, size_t i)
{
	return i < w->q->option_count && w->q->options[i].pinned;
}

static void close_label(struct canvas_quiz_writer *w)
{
	canvas_quiz_put(w, "</response_label>\n");
}

static void open_choice(
	struct canvas_quiz_writer *w, const char *response, bool multiple)
{
	canvas_quiz_put(w,
		"<response_lid ident=\"%s\" rcardinality=\"%s\">\n"
		"<render_choice%s>\n",
		response, multiple ? "Multiple" : "Single",
		w->q->fixed ? " shuffle=\"No\"" : "");
}

static void close_choice(struct canvas_quiz_writer *w)
{
	canvas_quiz_put(w, "</render_choice>\n</response_lid>\n");
}

static void close_presentation(struct canvas_quiz_writer *w)
{
	canvas_quiz_put(w, "</presentation>\n");
	open_processing(w);
}

static void put_option_feedback(struct canvas_quiz_writer *w)
{
	for (size_t i = 0; i < w->q->option_count; i++)
		if (w->q->options[i].feedback.len)
			canvas_quiz_put(w,
				"<respcondition continue=\"Yes\">\n"
				"<conditionvar>\n<varequal "
				"respident=\"response1\">%zu</varequal>\n"
				"</conditionvar>\n<displayfeedback "
				"feedbacktype=\"Response\" "
				"linkrefid=\"%zu_fb\"/>\n</respcondition>\n",
				1000 + i, 1000 + i);
}

static void ask_options(struct canvas_quiz_writer *w)
{
	const struct question *q = w->q;
	bool multiple = q->type == TYPE_MULTIPLE;

	canvas_quiz_put_html(w, q->stem);
	open_choice(w, "response1", multiple);
	for (size_t i = 0; i < q->option_count; i++) {
		canvas_quiz_put(w, "<response_label ident=\"%.*s\"%s>\n",
			STR_ARG(option_name(w, i)),
			is_pinned(w, i) ? " rshuffle=\"No\"" : "");
		canvas_quiz_put_html(w, q->options[i].text);
		close_label(w);
	}
	close_choice(w);
	close_presentation(w);
	put_option_feedback(w);
	open_condition(w);
	if (multiple)
		canvas_quiz_put(w, "<and>\n");
	for (size_t i = 0; i < q->option_count; i++) {
		if (q->options[i].right) {
			equal(w, "response1", option_name(w, i));
		} else if (multiple) {
			canvas_quiz_put(w, "<not>\n");
			equal(w, "response1", option_name(w, i));
			canvas_quiz_put(w, "</not>\n");
		}
	}
	if (multiple)
		canvas_quiz_put(w, "</and>\n");
	close_condition(w, "Set", STR("100"));
	close_processing(w);
}

static const char *truth_word(const struct canvas_quiz_writer *w, bool truth)
{
	if (w->vietnamese)
		return truth ? "Đúng" : "Sai";
	return truth ? "True" : "False";
}

static void put_truths(struct canvas_quiz_writer *w, const char *response)
{
	open_choice(w, response, false);
	for (size_t i = 0; i < 2; i++) {
		open_label(w, i);
		canvas_quiz_put_words(w, str_from(truth_word(w, !i)));
		close_label(w);
	}
	close_choice(w);
}

static void ask_truth(struct canvas_quiz_writer *w)
{
	canvas_quiz_put_html(w, w->q->stem);
	put_truths(w, "response1");
	close_presentation(w);
	open_condition(w);
	equal(w, "response1", option_name(w, !w->q->truth));
	close_condition(w, "Set", STR("100"));
	close_processing(w);
}

/* ---- written answers ---- */

static void put_line(struct canvas_quiz_writer *w, const char *kind)
{
	canvas_quiz_put(w,
		"<response_str ident=\"response1\" rcardinality=\"Single\">\n"
		"<render_fib%s>\n<response_label ident=\"answer1\" "
		"rshuffle=\"No\"/>\n</render_fib>\n</response_str>\n",
		kind);
}

/* Canvas compares texts without regard to capitals. */
static void ask_text(struct canvas_quiz_writer *w)
{
	const struct question *q = w->q;

	canvas_quiz_put_html(w, q->stem);
	put_line(w, "");
	close_presentation(w);
	for (size_t i = 0; i < q->accepted_count; i++) {
		if (q->accepted[i].pattern || q->accepted[i].credit <= 0)
			continue;
		open_condition(w);
		equal(w, "response1", q->accepted[i].text);
		close_condition(w, "Set", score_of(w, q->accepted[i].credit));
	}
	close_processing(w);
}

static bool scale(struct decimal *d, int places)
{
	for (; d->places < places; d->places++)
		if (__builtin_mul_overflow(d->units, 10, &d->units))
			return false;
	return true;
}

/* value ± tolerance, exactly; a share of the value as the number it is. False
 * when that has too many digits. */
static bool range_of(
	const struct number *n, struct decimal *low, struct decimal *high)
{
	struct decimal off = n->tolerance;
	long long size = n->value.units < 0 ? -n->value.units : n->value.units;

	*low = *high = n->value;
	if (n->relative) {
		if (__builtin_mul_overflow(off.units, size, &off.units))
			return false;
		off.places += n->value.places;
	}
	if (!scale(low, off.places) || !scale(&off, low->places))
		return false;
	*high = *low;
	return !__builtin_sub_overflow(low->units, off.units, &low->units) &&
		!__builtin_add_overflow(high->units, off.units, &high->units);
}

static void put_range(struct canvas_quiz_writer *w, const struct number *n)
{
	struct decimal low, high;

	if (!range_of(n, &low, &high)) {
		report_add(w->report, FINDING_NOT_WRITTEN, NULL, 0, 0,
			STR_ARG(w->q->id), "tolerance");
		low = high = n->value;
	}
	canvas_quiz_put(w, "<or>\n");
	equal(w, "response1", decimal_format(w->arena, n->value, '.'));
	canvas_quiz_put(w,
		"<and>\n<vargte respident=\"response1\">%.*s</vargte>\n"
		"<varlte respident=\"response1\">%.*s</varlte>\n</and>\n"
		"</or>\n",
		STR_ARG(decimal_format(w->arena, low, '.')),
		STR_ARG(decimal_format(w->arena, high, '.')));
}

static void ask_number(struct canvas_quiz_writer *w)
{
	const struct question *q = w->q;

	canvas_quiz_put_html(w, q->stem);
	put_line(w, " fibtype=\"Decimal\"");
	close_presentation(w);
	for (size_t i = 0; i < q->number_count; i++) {
		if (q->numbers[i].credit <= 0)
			continue;
		open_condition(w);
		put_range(w, &q->numbers[i]);
		close_condition(w, "Set", score_of(w, q->numbers[i].credit));
	}
	close_processing(w);
}

static void ask_essay(struct canvas_quiz_writer *w)
{
	canvas_quiz_put_html(w, w->q->stem);
	put_line(w, "");
	close_presentation(w);
	close_processing(w);
}

/* ---- pairs ---- */

static bool is_earlier_right(const struct question *q, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (str_equal(q->pairs[k].right, q->pairs[i].right))
			return true;
	return false;
}

static size_t right_of(const struct question *q, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (str_equal(q->pairs[k].right, q->pairs[i].right))
			return k;
	return i;
}

static void put_rights(struct canvas_quiz_writer *w)
{
	const struct question *q = w->q;
	size_t count = q->type == TYPE_ORDER ? q->item_count : q->pair_count;

	canvas_quiz_put(w, "<render_choice>\n");
	for (size_t i = 0; i < count; i++) {
		if (q->type == TYPE_MATCH && is_earlier_right(q, i))
			continue;
		open_label(w, i);
		canvas_quiz_put_plain(w,
			q->type == TYPE_ORDER ? q->items[i]
					      : q->pairs[i].right);
		close_label(w);
	}
	for (size_t i = 0; i < q->distractor_count; i++) {
		open_label(w, count + i);
		canvas_quiz_put_plain(w, q->distractors[i]);
		close_label(w);
	}
	canvas_quiz_put(w, "</render_choice>\n");
}

static void ask_pairs(struct canvas_quiz_writer *w)
{
	const struct question *q = w->q;
	bool order = q->type == TYPE_ORDER;
	size_t count = order ? q->item_count : q->pair_count;

	canvas_quiz_put_html(w, q->stem);
	for (size_t i = 0; i < count; i++) {
		canvas_quiz_put(
			w, "<response_lid ident=\"response_%zu\">\n", i + 1);
		if (order)
			canvas_quiz_put_words(
				w, str_format(w->arena, "%zu", i + 1));
		else
			canvas_quiz_put_html(w, q->pairs[i].left);
		put_rights(w);
		canvas_quiz_put(w, "</response_lid>\n");
	}
	close_presentation(w);
	for (size_t i = 0; i < count; i++) {
		const char *name =
			str_format(w->arena, "response_%zu", i + 1).ptr;

		open_share(w);
		equal(w, name, option_name(w, order ? i : right_of(q, i)));
		close_condition(w, "Add", share(w, count));
	}
	close_processing(w);
}

/* ---- gaps ---- */

/* At most 1000 texts are accepted in one. */
static void begin_gap(struct canvas_quiz_writer *w, size_t gap)
{
	w->names = 10000 * gap;
}

static const char *gap_name(struct canvas_quiz_writer *w, size_t i)
{
	return str_format(w->arena, "response_%s%zu", w->gap, i + 1).ptr;
}

static void put_dropdown(
	struct canvas_quiz_writer *w, const char *name, const struct gap *gap)
{
	open_choice(w, name, false);
	for (size_t i = 0; i < gap->option_count; i++) {
		open_label(w, i);
		canvas_quiz_put_plain(w, gap->options[i].text);
		close_label(w);
	}
	close_choice(w);
}

/* Of options too, where others of the question are written into. */
static void put_blank(
	struct canvas_quiz_writer *w, const char *name, const struct gap *gap)
{
	open_choice(w, name, false);
	for (size_t i = 0; i < gap->accepted_count; i++) {
		if (gap->accepted[i].pattern || gap->accepted[i].credit <= 0)
			continue;
		open_label(w, i);
		canvas_quiz_put_words(w, gap->accepted[i].text);
		close_label(w);
	}
	for (size_t i = 0; i < gap->option_count; i++)
		if (gap->options[i].right) {
			open_label(w, i);
			canvas_quiz_put_plain(w, gap->options[i].text);
			close_label(w);
		}
	close_choice(w);
}

static void add_gap_condition(
	struct canvas_quiz_writer *w, size_t gap, size_t right)
{
	begin_gap(w, gap);
	open_share(w);
	equal(w, gap_name(w, gap), option_name(w, right));
	close_condition(w, "Add", share(w, w->q->gap_count));
}

static void score_gap(struct canvas_quiz_writer *w, size_t i)
{
	const struct gap *gap = &w->q->gaps[i];

	for (size_t k = 0; k < gap->option_count; k++)
		if (gap->options[k].right)
			add_gap_condition(w, i, k);
	for (size_t k = 0; k < gap->accepted_count; k++)
		if (!gap->accepted[k].pattern && gap->accepted[k].credit > 0)
			add_gap_condition(w, i, k);
}

static void ask_gaps(struct canvas_quiz_writer *w)
{
	const struct question *q = w->q;
	bool written = str_is(str_from(canvas_quiz_type(q)),
		"fill_in_multiple_blanks_question");

	canvas_quiz_put_html(w, q->stem);
	for (size_t i = 0; i < q->gap_count; i++) {
		begin_gap(w, i);
		if (written)
			put_blank(w, gap_name(w, i), &q->gaps[i]);
		else
			put_dropdown(w, gap_name(w, i), &q->gaps[i]);
	}
	close_presentation(w);
	for (size_t i = 0; i < q->gap_count; i++)
		score_gap(w, i);
	close_processing(w);
}

/* "a) … [gap1]" below what is asked, a paragraph each. */
static void ask_statements(struct canvas_quiz_writer *w)
{
	const struct question *q = w->q;

	canvas_quiz_put_html(w, statements_stem(w->arena, q));
	for (size_t i = 0; i < q->statement_count; i++) {
		begin_gap(w, i);
		put_truths(w, gap_name(w, i));
	}
	close_presentation(w);
	for (size_t i = 0; i < q->statement_count; i++) {
		begin_gap(w, i);
		open_share(w);
		equal(w, gap_name(w, i), option_name(w, !q->statements[i].key));
		close_condition(w, "Add", share(w, q->statement_count));
	}
	close_processing(w);
}

static bool is_said(const struct question *q, const char *word)
{
	if (str_find(q->stem, word, 0) != SIZE_MAX)
		return true;
	for (size_t i = 0; i < q->statement_count; i++)
		if (str_find(q->statements[i].text, word, 0) != SIZE_MAX)
			return true;
	return false;
}

/* "[gap1]" in a text would be taken for the gap. */
static const char *gap_word(struct arena *arena, const struct question *q)
{
	const char *word = "gap";

	while (is_said(q, word))
		word = str_format(arena, "%sx", word).ptr;
	return word;
}

void canvas_quiz_put_asked(struct canvas_quiz_writer *w)
{
	w->gap = gap_word(w->arena, w->q);
	w->names = 0;
	canvas_quiz_put(w, "<presentation>\n");
	switch (w->q->type) {
	case TYPE_CHOICE:
	case TYPE_MULTIPLE:
		ask_options(w);
		break;
	case TYPE_TRUEFALSE:
		ask_truth(w);
		break;
	case TYPE_STATEMENTS:
		ask_statements(w);
		break;
	case TYPE_SHORT:
		ask_text(w);
		break;
	case TYPE_NUMERIC:
		ask_number(w);
		break;
	case TYPE_MATCH:
	case TYPE_ORDER:
		ask_pairs(w);
		break;
	case TYPE_CLOZE:
		ask_gaps(w);
		break;
	default:
		ask_essay(w);
		break;
	}
}
