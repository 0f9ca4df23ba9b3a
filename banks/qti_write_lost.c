#include "banks/qti_write_parts.h"

/* What a question has and its item has not, beyond the fields that the table of
 * the format names. */

struct loss {
	const char *name;
	bool there;
};

static bool lost_pattern(const struct accepted *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].pattern)
			return true;
	return false;
}

static bool lost_feedback(const struct accepted *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].feedback.len)
			return true;
	return false;
}

static bool lost_credit(const struct option *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].credit)
			return true;
	return false;
}

static void look_at_gap(
	const struct gap *gap, struct loss *pattern, struct loss *rest)
{
	pattern->there |= lost_pattern(gap->accepted, gap->accepted_count);
	rest->there |= gap->points ||
		lost_feedback(gap->accepted, gap->accepted_count) ||
		lost_credit(gap->options, gap->option_count);
	for (size_t i = 0; i < gap->option_count; i++)
		rest->there |=
			gap->options[i].feedback.len || gap->options[i].pinned;
}

static void look_at_statement(const struct statement *s, struct loss *rest)
{
	rest->there |= s->feedback.len || s->outcome.len || s->level;
}

static bool lost_number(const struct question *q)
{
	for (size_t i = 0; i < q->number_count; i++)
		if (q->numbers[i].credit <= 0)
			return true;
	return false;
}

void qti_tell_lost(struct qti_writer *w)
{
	enum { PATTERN, ANSWER, NUMBER, GAP, STATEMENT, RULE, LOSSES };
	const struct question *q = w->q;
	struct loss losses[LOSSES] = {
		[PATTERN] = {"pattern",
			lost_pattern(q->accepted, q->accepted_count)},
		[ANSWER] = {"feedback of answers",
			lost_feedback(q->accepted, q->accepted_count)},
		[NUMBER] = {"numbers worth nothing or less", lost_number(q)},
		[GAP] = {"points and feedback of gaps", false},
		[STATEMENT] = {"level, outcome and feedback of statements",
			false},
		[RULE] = {"partial",
			q->partial.len && q->type != TYPE_MULTIPLE},
	};

	for (size_t i = 0; i < q->gap_count; i++)
		look_at_gap(&q->gaps[i], &losses[PATTERN], &losses[GAP]);
	for (size_t i = 0; i < q->statement_count; i++)
		look_at_statement(&q->statements[i], &losses[STATEMENT]);
	for (size_t i = 0; i < LOSSES; i++)
		if (losses[i].there)
			report_add(w->report, FINDING_NOT_WRITTEN, NULL, 0, 0,
				STR_ARG(q->id), losses[i].name);
}
