#include "banks/qti_write_parts.h"

#include "base/i18n.h"

/* What is asked, what is right, what it is worth: by type. */

/* ---- declarations ---- */

static struct str thousandth(struct qti_writer *w, long credit)
{
	return decimal_format(w->arena, (struct decimal){credit, 3}, '.');
}

static void open_declaration(struct qti_writer *w, const char *id,
	const char *cardinality, const char *base)
{
	qti_put(w,
		"<responseDeclaration identifier=\"%s\" cardinality=\"%s\" "
		"baseType=\"%s\">",
		id, cardinality, base);
}

static void put_value(struct qti_writer *w, struct str value)
{
	qti_put(w, "<value>%.*s</value>", STR_ARG(qti_escaped(w, value)));
}

static void put_letter(struct qti_writer *w, size_t i)
{
	qti_put(w, "<value>%c</value>", option_letter(i));
}

static void put_correct_options(struct qti_writer *w)
{
	qti_put(w, "<correctResponse>");
	for (size_t i = 0; i < w->q->option_count; i++)
		if (w->q->options[i].right)
			put_letter(w, i);
	qti_put(w, "</correctResponse>");
}

bool qti_own_credits(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].credit)
			return true;
	return false;
}

static size_t count_rights(const struct question *q)
{
	size_t rights = 0;

	for (size_t i = 0; i < q->option_count; i++)
		rights += q->options[i].right;
	return rights;
}

/* The credits; else one for a right option, and as much off for a wrong one
 * unless any gives all. The rules make points of their sum. */
static void put_option_mapping(struct qti_writer *w)
{
	const struct question *q = w->q;
	bool own = qti_own_credits(q), any = str_is(q->partial, "any");

	qti_put(w,
		"<mapping lowerBound=\"0\" upperBound=\"%zu\" "
		"defaultValue=\"0\">",
		own || any ? 1 : count_rights(q));
	for (size_t i = 0; i < q->option_count; i++) {
		long credit = own             ? q->options[i].credit
			: q->options[i].right ? POINT
			: any                 ? 0
					      : -POINT;

		if (credit || q->options[i].right)
			qti_put(w,
				"<mapEntry mapKey=\"%c\" "
				"mappedValue=\"%.*s\"/>",
				option_letter(i),
				STR_ARG(thousandth(w, credit)));
	}
	qti_put(w, "</mapping>");
}

static bool whole_only(const struct question *q)
{
	return str_is(q->partial, "all-or-nothing");
}

static void declare_options(struct qti_writer *w)
{
	bool several = w->q->type == TYPE_MULTIPLE;

	open_declaration(
		w, "RESPONSE", several ? "multiple" : "single", "identifier");
	put_correct_options(w);
	if (several && !whole_only(w->q))
		put_option_mapping(w);
	qti_put(w, "</responseDeclaration>\n");
}

static void declare_truth(struct qti_writer *w)
{
	open_declaration(w, "RESPONSE", "single", "identifier");
	qti_put(w,
		"<correctResponse><value>%s</value></correctResponse>"
		"</responseDeclaration>\n",
		w->q->truth ? "true" : "false");
}

static void declare_statements(struct qti_writer *w)
{
	open_declaration(w, "RESPONSE", "multiple", "directedPair");
	qti_put(w, "<correctResponse>");
	for (size_t i = 0; i < w->q->statement_count; i++)
		qti_put(w, "<value>s%zu %s</value>", i + 1,
			w->q->statements[i].key ? "true" : "false");
	qti_put(w, "</correctResponse></responseDeclaration>\n");
}

static void declare_texts(struct qti_writer *w, const char *id,
	const struct accepted *accepted, size_t count)
{
	open_declaration(w, id, "single", "string");
	qti_put(w, "<correctResponse>");
	for (size_t i = 0; i < count; i++)
		if (!accepted[i].pattern) {
			put_value(w, accepted[i].text);
			break;
		}
	qti_put(w, "</correctResponse><mapping defaultValue=\"0\">");
	for (size_t i = 0; i < count; i++)
		if (!accepted[i].pattern)
			qti_put(w,
				"<mapEntry mapKey=\"%.*s\" "
				"mappedValue=\"%.*s\" "
				"caseSensitive=\"false\"/>",
				STR_ARG(qti_escaped(w, accepted[i].text)),
				STR_ARG(thousandth(w, accepted[i].credit)));
	qti_put(w, "</mapping></responseDeclaration>\n");
}

static void declare_number(struct qti_writer *w)
{
	open_declaration(w, "RESPONSE", "single", "float");
	qti_put(w, "<correctResponse>");
	put_value(w, decimal_format(w->arena, w->q->numbers[0].value, '.'));
	qti_put(w, "</correctResponse></responseDeclaration>\n");
}

static void declare_pairs(struct qti_writer *w)
{
	open_declaration(w, "RESPONSE", "multiple", "directedPair");
	qti_put(w, "<correctResponse>");
	for (size_t i = 0; i < w->q->pair_count; i++)
		qti_put(w, "<value>l%zu r%zu</value>", i + 1, i + 1);
	qti_put(w, "</correctResponse><mapping defaultValue=\"0\">");
	for (size_t i = 0; i < w->q->pair_count; i++)
		qti_put(w, "<mapEntry mapKey=\"l%zu r%zu\" mappedValue=\"1\"/>",
			i + 1, i + 1);
	qti_put(w, "</mapping></responseDeclaration>\n");
}

static void declare_order(struct qti_writer *w)
{
	open_declaration(w, "RESPONSE", "ordered", "identifier");
	qti_put(w, "<correctResponse>");
	for (size_t i = 0; i < w->q->item_count; i++)
		put_letter(w, i);
	qti_put(w, "</correctResponse></responseDeclaration>\n");
}

const char *qti_gap_id(struct qti_writer *w, size_t gap)
{
	return str_format(w->arena, "RESPONSE%zu", gap + 1).ptr;
}

static void declare_gaps(struct qti_writer *w)
{
	for (size_t i = 0; i < w->q->gap_count; i++) {
		const struct gap *gap = &w->q->gaps[i];

		if (!gap->option_count) {
			declare_texts(w, qti_gap_id(w, i), gap->accepted,
				gap->accepted_count);
			continue;
		}
		open_declaration(w, qti_gap_id(w, i), "single", "identifier");
		qti_put(w, "<correctResponse>");
		for (size_t k = 0; k < gap->option_count; k++)
			if (gap->options[k].right)
				put_letter(w, k);
		qti_put(w, "</correctResponse></responseDeclaration>\n");
	}
}

static bool has_option_feedback(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].feedback.len)
			return true;
	return false;
}

void qti_put_declarations(struct qti_writer *w)
{
	const struct question *q = w->q;
	long points = q->points ? q->points : POINT;

	switch (q->type) {
	case TYPE_CHOICE:
	case TYPE_MULTIPLE:
		declare_options(w);
		break;
	case TYPE_TRUEFALSE:
		declare_truth(w);
		break;
	case TYPE_STATEMENTS:
		declare_statements(w);
		break;
	case TYPE_SHORT:
		declare_texts(w, "RESPONSE", q->accepted, q->accepted_count);
		break;
	case TYPE_NUMERIC:
		declare_number(w);
		break;
	case TYPE_MATCH:
		declare_pairs(w);
		break;
	case TYPE_ORDER:
		declare_order(w);
		break;
	case TYPE_CLOZE:
		declare_gaps(w);
		break;
	default:
		open_declaration(w, "RESPONSE", "single", "string");
		qti_put(w, "</responseDeclaration>\n");
	}
	qti_put(w,
		"<outcomeDeclaration identifier=\"SCORE\" "
		"cardinality=\"single\" baseType=\"float\" "
		"normalMaximum=\"%.*s\"/>\n",
		STR_ARG(thousandth(w, points)));
	if (q->solution.len || q->feedback.len || has_option_feedback(q))
		qti_put(w,
			"<outcomeDeclaration identifier=\"FEEDBACK\" "
			"cardinality=\"multiple\" baseType=\"identifier\"/>\n");
}

/* ---- interactions ---- */

static const char *shuffle(const struct question *q)
{
	return q->fixed ? "false" : "true";
}

/* What lines may hold, or blocks: those stand in no <p> and no inline
 * element. */
static bool has_blocks(struct str html)
{
	static const char *const tags[] = {"<p>", "<ul>", "<ol", "<table>",
		"<pre>", "<blockquote>", "<hr/>", "<h1>", "<h2>", "<h3>",
		"<h4>", "<h5>", "<h6>", NULL};

	for (size_t i = 0; tags[i]; i++)
		if (str_find(html, tags[i], 0) != SIZE_MAX)
			return true;
	return false;
}

static struct str text_html(struct qti_writer *w, struct str markdown)
{
	struct buf item = w->out;
	struct str html;

	w->out = (struct buf){.arena = w->arena};
	qti_put_text(w, markdown);
	html = buf_str(&w->out);
	w->out = item;
	return html;
}

static void put_option_feedback(struct qti_writer *w, size_t i)
{
	struct str html = text_html(w, w->q->options[i].feedback);
	bool blocks = has_blocks(html);
	const char *name = blocks ? "feedbackBlock" : "feedbackInline";

	if (!html.len)
		return;
	qti_put(w,
		"<%s outcomeIdentifier=\"FEEDBACK\" identifier=\"%c\" "
		"showHide=\"show\">",
		name, option_letter(i));
	if (blocks && w->three)
		qti_put(w, "<contentBody>");
	buf_add(&w->out, html);
	if (blocks && w->three)
		qti_put(w, "</contentBody>");
	qti_put(w, "</%s>", name);
}

static void put_options(struct qti_writer *w)
{
	const struct question *q = w->q;

	qti_put(w,
		"<choiceInteraction responseIdentifier=\"RESPONSE\" "
		"shuffle=\"%s\" maxChoices=\"%d\">\n",
		shuffle(q), q->type == TYPE_MULTIPLE ? 0 : 1);
	for (size_t i = 0; i < q->option_count; i++) {
		qti_put(w, "<simpleChoice identifier=\"%c\" fixed=\"%s\">",
			option_letter(i),
			q->options[i].pinned ? "true" : "false");
		qti_put_text(w, q->options[i].text);
		put_option_feedback(w, i);
		qti_put(w, "</simpleChoice>\n");
	}
	qti_put(w, "</choiceInteraction>\n");
}

static void put_truth(struct qti_writer *w)
{
	qti_put(w,
		"<choiceInteraction responseIdentifier=\"RESPONSE\" "
		"shuffle=\"false\" maxChoices=\"1\">"
		"<simpleChoice identifier=\"true\">%s</simpleChoice>"
		"<simpleChoice identifier=\"false\">%s</simpleChoice>"
		"</choiceInteraction>\n",
		w->vietnamese ? "Đúng" : "True",
		w->vietnamese ? "Sai" : "False");
}

static void put_side(struct qti_writer *w, const char *id, size_t number,
	size_t most, struct str text)
{
	qti_put(w,
		"<simpleAssociableChoice identifier=\"%s%zu\" "
		"matchMax=\"%zu\">",
		id, number, most);
	qti_put_text(w, text);
	qti_put(w, "</simpleAssociableChoice>\n");
}

static void put_statements(struct qti_writer *w)
{
	size_t count = w->q->statement_count;

	qti_put(w,
		"<matchInteraction responseIdentifier=\"RESPONSE\" "
		"shuffle=\"false\" maxAssociations=\"%zu\"><simpleMatchSet>\n",
		count);
	for (size_t i = 0; i < count; i++)
		put_side(w, "s", i + 1, 1, w->q->statements[i].text);
	qti_put(w,
		"</simpleMatchSet><simpleMatchSet>"
		"<simpleAssociableChoice identifier=\"true\" "
		"matchMax=\"%zu\">%s</simpleAssociableChoice>"
		"<simpleAssociableChoice identifier=\"false\" "
		"matchMax=\"%zu\">%s</simpleAssociableChoice>"
		"</simpleMatchSet></matchInteraction>\n",
		count, w->vietnamese ? "Đúng" : "True", count,
		w->vietnamese ? "Sai" : "False");
}

static void put_pairs(struct qti_writer *w)
{
	const struct question *q = w->q;

	qti_put(w,
		"<matchInteraction responseIdentifier=\"RESPONSE\" "
		"shuffle=\"%s\" maxAssociations=\"%zu\"><simpleMatchSet>\n",
		shuffle(q), q->pair_count);
	for (size_t i = 0; i < q->pair_count; i++)
		put_side(w, "l", i + 1, 1, q->pairs[i].left);
	qti_put(w, "</simpleMatchSet><simpleMatchSet>\n");
	for (size_t i = 0; i < q->pair_count; i++)
		put_side(w, "r", i + 1, 1, q->pairs[i].right);
	for (size_t i = 0; i < q->distractor_count; i++)
		put_side(w, "r", q->pair_count + i + 1, 1, q->distractors[i]);
	qti_put(w, "</simpleMatchSet></matchInteraction>\n");
}

static void put_order(struct qti_writer *w)
{
	qti_put(w,
		"<orderInteraction responseIdentifier=\"RESPONSE\" "
		"shuffle=\"%s\">\n",
		shuffle(w->q));
	for (size_t i = 0; i < w->q->item_count; i++) {
		qti_put(w, "<simpleChoice identifier=\"%c\">",
			option_letter(i));
		qti_put_text(w, w->q->items[i]);
		qti_put(w, "</simpleChoice>\n");
	}
	qti_put(w, "</orderInteraction>\n");
}

static void put_entry(struct qti_writer *w, const char *id)
{
	qti_put(w, "<textEntryInteraction responseIdentifier=\"%s\"/>", id);
}

void qti_put_gap(struct qti_writer *w, size_t gap)
{
	const struct gap *g = &w->q->gaps[gap];

	if (!g->option_count) {
		put_entry(w, qti_gap_id(w, gap));
		return;
	}
	qti_put(w,
		"<inlineChoiceInteraction responseIdentifier=\"%s\" "
		"shuffle=\"true\">",
		qti_gap_id(w, gap));
	for (size_t i = 0; i < g->option_count; i++) {
		qti_put(w, "<inlineChoice identifier=\"%c\">",
			option_letter(i));
		qti_put_text(w, g->options[i].text);
		qti_put(w, "</inlineChoice>");
	}
	qti_put(w, "</inlineChoiceInteraction>");
}

static void put_rubric(struct qti_writer *w)
{
	if (!w->q->rubric_count)
		return;
	qti_put(w, "<rubricBlock view=\"scorer\">");
	if (w->three)
		qti_put(w, "<contentBody>");
	for (size_t i = 0; i < w->q->rubric_count; i++) {
		struct str html = text_html(w, w->q->rubric[i].text);
		const char *name = has_blocks(html) ? "div" : "p";

		buf_format(&w->out, "<%s>%.*s (%.*s)</%s>", name, STR_ARG(html),
			STR_ARG(thousandth(w, w->q->rubric[i].points)), name);
	}
	if (w->three)
		qti_put(w, "</contentBody>");
	qti_put(w, "</rubricBlock>\n");
}

void qti_put_interaction(struct qti_writer *w)
{
	switch (w->q->type) {
	case TYPE_CHOICE:
	case TYPE_MULTIPLE:
		put_options(w);
		break;
	case TYPE_TRUEFALSE:
		put_truth(w);
		break;
	case TYPE_STATEMENTS:
		put_statements(w);
		break;
	case TYPE_SHORT:
	case TYPE_NUMERIC:
		buf_text(&w->out, "<p>");
		put_entry(w, "RESPONSE");
		buf_text(&w->out, "</p>\n");
		break;
	case TYPE_MATCH:
		put_pairs(w);
		break;
	case TYPE_ORDER:
		put_order(w);
		break;
	case TYPE_ESSAY:
		put_rubric(w);
		qti_put(w,
			"<extendedTextInteraction "
			"responseIdentifier=\"RESPONSE\"/>\n");
		break;
	default: /* a cloze's gaps stand in its text */
		break;
	}
}
