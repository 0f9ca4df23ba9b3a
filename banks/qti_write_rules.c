#include "banks/qti_write_parts.h"

/* How an answer becomes points. The standard templates give 1 for what is
 * right, or the sum of a mapping: where a question is worth something else, its
 * rules say so, for a score beyond normalMaximum means nothing. */

static long points_of(const struct qti_writer *w)
{
	return w->q->points ? w->q->points : POINT;
}

static struct str thousandths(struct qti_writer *w, long value)
{
	return decimal_format(w->arena, (struct decimal){value, 3}, '.');
}

static void put_template(struct qti_writer *w, const char *name)
{
	if (w->three)
		buf_format(&w->out,
			"<qti-response-processing "
			"template=\"https://purl.imsglobal.org/spec/qti/v3p0/"
			"rptemplates/%s.xml\"/>\n",
			name);
	else
		buf_format(&w->out,
			"<responseProcessing "
			"template=\"http://www.imsglobal.org/question/qti_v2p1/"
			"rptemplates/%s\"/>\n",
			name);
}

static void put_score(struct qti_writer *w, long points)
{
	qti_put(w,
		"<setOutcomeValue identifier=\"SCORE\"><baseValue "
		"baseType=\"float\">%.*s</baseValue></setOutcomeValue>",
		STR_ARG(thousandths(w, points)));
}

static void put_match(struct qti_writer *w)
{
	if (points_of(w) == POINT) {
		put_template(w, "match_correct");
		return;
	}
	qti_put(w,
		"<responseProcessing><responseCondition><responseIf><match>"
		"<variable identifier=\"RESPONSE\"/><correct "
		"identifier=\"RESPONSE\"/></match>");
	put_score(w, points_of(w));
	qti_put(w, "</responseIf></responseCondition></responseProcessing>\n");
}

/* The points times what is said, of which there are so many at most. */
static void put_scaled(struct qti_writer *w, const char *what, size_t most)
{
	qti_put(w, "<setOutcomeValue identifier=\"SCORE\">");
	if (most > 1)
		qti_put(w, "<divide>");
	qti_put(w,
		"<product>%s<baseValue baseType=\"float\">%.*s</baseValue>"
		"</product>",
		what, STR_ARG(thousandths(w, points_of(w))));
	if (most > 1)
		qti_put(w,
			"<baseValue "
			"baseType=\"float\">%zu</baseValue></divide>",
			most);
	qti_put(w, "</setOutcomeValue>");
}

static void put_mapped(struct qti_writer *w, size_t most)
{
	if (points_of(w) == POINT && most == 1) {
		put_template(w, "map_response");
		return;
	}
	qti_put(w, "<responseProcessing>");
	put_scaled(w, "<mapResponse identifier=\"RESPONSE\"/>", most);
	qti_put(w, "</responseProcessing>\n");
}

static size_t most_mapped(const struct question *q)
{
	size_t rights = 0;

	if (qti_own_credits(q) || str_is(q->partial, "any"))
		return 1;
	for (size_t i = 0; i < q->option_count; i++)
		rights += q->options[i].right;
	return rights;
}

/* ---- numbers ---- */

static void put_equal(struct qti_writer *w, const struct number *n)
{
	struct decimal t = n->tolerance;
	struct str tolerance;

	/* A share is said in per cent there. */
	for (int i = 0; n->relative && i < 2; i++)
		if (t.places)
			t.places--;
		else
			t.units *= 10;
	tolerance = decimal_format(w->arena, t, '.');
	if (n->tolerance.units)
		qti_put(w,
			"<equal toleranceMode=\"%s\" tolerance=\"%.*s %.*s\">",
			n->relative ? "relative" : "absolute",
			STR_ARG(tolerance), STR_ARG(tolerance));
	else
		qti_put(w, "<equal toleranceMode=\"exact\">");
	qti_put(w,
		"<variable identifier=\"RESPONSE\"/><baseValue "
		"baseType=\"float\">%.*s</baseValue></equal>",
		STR_ARG(decimal_format(w->arena, n->value, '.')));
}

/* The best credit counts, so those worth most are asked first; what takes
 * points off is told. */
static void put_numbers(struct qti_writer *w)
{
	const struct question *q = w->q;
	bool *done = NEW_ARRAY(w->arena, q->number_count, bool);
	const char *name = "responseIf";

	qti_put(w, "<responseProcessing><responseCondition>");
	for (size_t turn = 0; turn < q->number_count; turn++) {
		size_t best = SIZE_MAX;

		for (size_t i = 0; i < q->number_count; i++)
			if (!done[i] && q->numbers[i].credit > 0 &&
				(best == SIZE_MAX ||
					q->numbers[i].credit >
						q->numbers[best].credit))
				best = i;
		if (best == SIZE_MAX)
			break;
		done[best] = true;
		qti_put(w, "<%s>", name);
		put_equal(w, &q->numbers[best]);
		put_score(w, points_of(w) * q->numbers[best].credit / POINT);
		qti_put(w, "</%s>", name);
		name = "responseElseIf";
	}
	qti_put(w, "</responseCondition></responseProcessing>\n");
}

/* ---- gaps ---- */

/* One for each gap by what is correct or mapped, and points of them all. */
static void put_gaps(struct qti_writer *w)
{
	qti_put(w, "<responseProcessing>");
	for (size_t i = 0; i < w->q->gap_count; i++) {
		const char *id = qti_gap_id(w, i);

		if (w->q->gaps[i].option_count)
			qti_put(w,
				"<responseCondition><responseIf><match>"
				"<variable identifier=\"%s\"/><correct "
				"identifier=\"%s\"/></match><setOutcomeValue "
				"identifier=\"SCORE\"><sum><variable "
				"identifier=\"SCORE\"/><baseValue "
				"baseType=\"float\">1</baseValue></sum>"
				"</setOutcomeValue></responseIf>"
				"</responseCondition>",
				id, id);
		else
			qti_put(w,
				"<setOutcomeValue identifier=\"SCORE\"><sum>"
				"<variable identifier=\"SCORE\"/><mapResponse "
				"identifier=\"%s\"/></sum></setOutcomeValue>",
				id);
	}
	if (w->q->gap_count > 1 || points_of(w) != POINT)
		put_scaled(
			w, "<variable identifier=\"SCORE\"/>", w->q->gap_count);
	qti_put(w, "</responseProcessing>\n");
}

void qti_put_processing(struct qti_writer *w)
{
	switch (w->q->type) {
	case TYPE_NUMERIC:
		put_numbers(w);
		break;
	case TYPE_CLOZE:
		put_gaps(w);
		break;
	case TYPE_SHORT:
		put_mapped(w, 1);
		break;
	case TYPE_MATCH:
		put_mapped(w, w->q->pair_count);
		break;
	case TYPE_MULTIPLE:
		if (str_is(w->q->partial, "all-or-nothing"))
			put_match(w);
		else
			put_mapped(w, most_mapped(w->q));
		break;
	case TYPE_ESSAY:
		break;
	default:
		put_match(w);
	}
}
