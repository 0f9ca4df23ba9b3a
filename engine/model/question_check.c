#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "base/i18n.h"
#include "engine/model/question.h"

/* What a file of 10^6 options would do to a page is refused here. */
enum { PARTS_LIMIT = 26 };

static bool invalid(struct error *err, const char *text)
{
	return fail(err, ERROR_INVALID, "%s", text);
}

/* noun: N_(), here and below; looked up when something is wrong. */
static bool count_between(size_t count, size_t least, size_t most,
	const char *noun, struct error *err)
{
	if (count >= least && count <= most)
		return true;
	return fail(err, ERROR_INVALID,
		_("it has %zu %s; between %zu and %zu are needed"), count,
		_(noun), least, most);
}

static size_t count_right(const struct option *options, size_t count)
{
	size_t right = 0;

	for (size_t i = 0; i < count; i++)
		right += options[i].right;
	return right;
}

/* A template's options may be right on a condition. */
static bool settled_later(const struct option *options, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (options[i].right_when.len)
			return true;
	return false;
}

static bool check_length(struct str text, struct error *err)
{
	return text.len <= QUESTION_TEXT_LIMIT ||
		fail(err, ERROR_DENIED, _("a text is longer than %d kB"),
			QUESTION_TEXT_LIMIT / 1024);
}

/* There is a text, and not too much of it. */
static bool check_text(struct str text, const char *noun, struct error *err)
{
	return str_trim(text).len
		? check_length(text, err)
		: fail(err, ERROR_INVALID, _("%s is empty"), _(noun));
}

static bool check_texts(const struct str *texts, size_t count, const char *noun,
	struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!check_text(texts[i], noun, err))
			return false;
	return true;
}

static bool check_credit(long credit, struct error *err)
{
	return (credit >= -POINT && credit <= POINT) ||
		invalid(err, _("a credit lies between -1 and 1"));
}

static bool check_options(
	const struct option *options, size_t count, struct error *err)
{
	if (!count_between(count, 2, PARTS_LIMIT, N_("options"), err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!str_trim(options[i].text).len)
			return fail(err, ERROR_INVALID, _("option %c is empty"),
				option_letter(i));
		if (!check_length(options[i].text, err) ||
			!check_length(options[i].feedback, err) ||
			!check_credit(options[i].credit, err))
			return false;
	}
	return true;
}

static bool check_accepted(
	const struct accepted *accepted, size_t count, struct error *err)
{
	if (!count_between(count, 1, 1000, N_("accepted answers"), err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!check_text(
			    accepted[i].text, N_("an accepted answer"), err) ||
			!check_length(accepted[i].feedback, err) ||
			!check_credit(accepted[i].credit, err))
			return false;
	return true;
}

static bool check_choice(const struct question *q, struct error *err)
{
	if (!check_options(q->options, q->option_count, err))
		return false;
	if (count_right(q->options, q->option_count) != 1 &&
		!settled_later(q->options, q->option_count))
		return invalid(err, _("exactly one option must be right"));
	return true;
}

static bool check_multiple(const struct question *q, struct error *err)
{
	if (!check_options(q->options, q->option_count, err))
		return false;
	if (!count_right(q->options, q->option_count) &&
		!settled_later(q->options, q->option_count))
		return invalid(err, _("at least one option must be right"));
	return true;
}

static bool check_truefalse(const struct question *q, struct error *err)
{
	(void)q;
	(void)err;
	return true;
}

static bool check_statements(const struct question *q, struct error *err)
{
	if (!count_between(q->statement_count, 2, 6, N_("statements"), err))
		return false;
	for (size_t i = 0; i < q->statement_count; i++) {
		if (!str_trim(q->statements[i].text).len)
			return fail(err, ERROR_INVALID,
				_("statement %c) is empty"), 'a' + (int)i);
		if (!check_length(q->statements[i].text, err) ||
			!check_length(q->statements[i].feedback, err))
			return false;
	}
	return true;
}

static bool check_short(const struct question *q, struct error *err)
{
	return check_accepted(q->accepted, q->accepted_count, err);
}

static bool check_numeric(const struct question *q, struct error *err)
{
	if (!count_between(
		    q->number_count, 1, 100, N_("accepted numbers"), err))
		return false;
	for (size_t i = 0; i < q->number_count; i++) {
		if (q->numbers[i].tolerance.units < 0)
			return invalid(err, _("the tolerance is negative"));
		if (!check_credit(q->numbers[i].credit, err))
			return false;
	}
	return check_length(q->unit, err);
}

static bool check_match(const struct question *q, struct error *err)
{
	if (!count_between(q->pair_count, 2, PARTS_LIMIT, N_("pairs"), err) ||
		!count_between(q->pair_count + q->distractor_count, 2,
			PARTS_LIMIT, N_("answers to match"), err))
		return false;
	for (size_t i = 0; i < q->pair_count; i++)
		if (!check_text(
			    q->pairs[i].left, N_("a side of a pair"), err) ||
			!check_text(
				q->pairs[i].right, N_("a side of a pair"), err))
			return false;
	return check_texts(
		q->distractors, q->distractor_count, N_("a distractor"), err);
}

static bool check_order(const struct question *q, struct error *err)
{
	return count_between(q->item_count, 2, PARTS_LIMIT, N_("items"), err) &&
		check_texts(q->items, q->item_count, N_("an item"), err);
}

/* Each gap stands in the stem exactly once, as {{1}}, {{2}}, … */
static bool gap_stands(const struct question *q, size_t number)
{
	char mark[32];
	size_t at;

	snprintf(mark, sizeof mark, "{{%zu}}", number);
	at = str_find(q->stem, mark, 0);
	return at != SIZE_MAX && str_find(q->stem, mark, at + 1) == SIZE_MAX;
}

static bool check_gap(const struct gap *gap, struct error *err)
{
	if (gap->points < 0)
		return invalid(err, _("points and seconds are never negative"));
	if (!gap->option_count)
		return check_accepted(gap->accepted, gap->accepted_count, err);
	if (gap->accepted_count)
		return invalid(err, _("a gap has options or keys, not both"));
	if (!check_options(gap->options, gap->option_count, err))
		return false;
	return count_right(gap->options, gap->option_count) == 1 ||
		invalid(err, _("exactly one option of a gap must be right"));
}

/* A mark in the stem without a gap: the number of the first, or 0. */
static long stray_gap(const struct question *q)
{
	size_t at = 0;

	while ((at = str_find(q->stem, "{{", at)) != SIZE_MAX) {
		struct str mark = str_sub(q->stem, at += 2, 5);
		size_t end = str_find(mark, "}}", 0);
		long number;

		if (end != SIZE_MAX &&
			str_to_long(str_sub(mark, 0, end), &number) &&
			number > 0 && (size_t)number > q->gap_count)
			return number;
	}
	return 0;
}

static bool check_cloze(const struct question *q, struct error *err)
{
	if (!count_between(q->gap_count, 1, 100, N_("gaps"), err))
		return false;
	for (size_t i = 0; i < q->gap_count; i++) {
		if (!gap_stands(q, i + 1))
			return fail(err, ERROR_INVALID,
				_("gap %zu does not stand in the stem once"),
				i + 1);
		if (!check_gap(&q->gaps[i], err))
			return false;
	}
	if (stray_gap(q))
		return fail(err, ERROR_INVALID,
			_("the stem has a gap %ld, which has no answer"),
			stray_gap(q));
	return true;
}

static bool check_essay(const struct question *q, struct error *err)
{
	char given[I18N_NUMBER], asked[I18N_NUMBER];
	long total = 0;

	if (!count_between(q->rubric_count, 0, 100, N_("criteria"), err))
		return false;
	for (size_t i = 0; i < q->rubric_count; i++) {
		if (!check_text(q->rubric[i].text, N_("a criterion"), err))
			return false;
		if (q->rubric[i].points < 0)
			return invalid(err,
				_("points and seconds are never negative"));
		total += q->rubric[i].points;
	}
	if (q->rubric_count && q->points && total && total != q->points)
		return fail(err, ERROR_INVALID,
			_("the rubric gives %s points, the question %s"),
			i18n_number((double)total / POINT, given),
			i18n_number((double)q->points / POINT, asked));
	return true;
}

static bool check_irt(const struct irt *irt, struct error *err)
{
	return !irt->known ||
		(isfinite(irt->a) && irt->a > 0 && isfinite(irt->b) &&
			irt->c >= 0 && irt->c < 1) ||
		invalid(err,
			_("of irt, a lies above 0 and c from 0 to below 1"));
}

/* What it refers to: ![…](name) must mean one picture. */
static bool check_relations(const struct question *q, struct error *err)
{
	if (!count_between(q->tag_count, 0, 100, N_("tags"), err) ||
		!count_between(q->enemy_count, 0, 1000, N_("enemies"), err) ||
		!count_between(q->media_count, 0, 100, N_("media"), err))
		return false;
	for (size_t i = 0; i < q->enemy_count; i++)
		if (str_equal(q->enemies[i], q->id))
			return invalid(err, _("it is its own enemy"));
	for (size_t i = 0; i < q->media_count; i++)
		for (size_t k = 0; k < i; k++)
			if (str_equal(q->media[i].name, q->media[k].name))
				return fail(err, ERROR_INVALID,
					_("two of its media are called "
					  "'%.*s'"),
					STR_ARG(q->media[i].name));
	for (size_t i = 0; i < q->media_count; i++)
		if (figure_find(q->figures, q->figure_count, q->media[i].name))
			return fail(err, ERROR_INVALID,
				_("a picture and a figure of it are both "
				  "called '%.*s'"),
				STR_ARG(q->media[i].name));
	return figures_check(q->figures, q->figure_count, err);
}

static bool check_common(const struct question *q, struct error *err)
{
	if (!str_trim(q->stem).len)
		return invalid(err, _("the stem is empty"));
	if (!check_length(q->stem, err) || !check_length(q->solution, err) ||
		!check_length(q->feedback, err))
		return false;
	if (q->points < 0 || q->seconds < 0)
		return invalid(err, _("points and seconds are never negative"));
	if (!isnan(q->difficulty) &&
		!(q->difficulty >= 0 && q->difficulty <= 1))
		return invalid(err, _("difficulty lies between 0 and 1"));
	if (q->grade < 0 || q->grade > 12)
		return invalid(err, _("grade lies between 1 and 12"));
	return check_irt(&q->irt, err) && check_relations(q, err);
}

static bool check_parameters(const struct question *q, struct error *err)
{
	if (!count_between(q->parameter_count, 0, 100, N_("parameters"), err) ||
		!count_between(q->require_count, 0, 100, N_("conditions"), err))
		return false;
	for (size_t i = 0; i < q->parameter_count; i++) {
		const struct parameter *p = &q->parameters[i];

		if (!count_between(
			    p->choice_count, 0, 10000, N_("choices"), err) ||
			!count_between(
				p->column_count, 0, 100, N_("columns"), err))
			return false;
		if (p->column_count && p->choice_count % p->column_count)
			return invalid(err,
				_("a table has rows of different lengths"));
	}
	if (q->choose && (q->choose < 2 || q->choose > PARTS_LIMIT))
		return fail(err, ERROR_INVALID,
			_("'choose' lies between 2 and %d"), PARTS_LIMIT);
	return true;
}

bool question_check(const struct question *q, struct error *err)
{
	static bool (*const checks[])(
		const struct question *, struct error *) = {
		[TYPE_CHOICE] = check_choice,
		[TYPE_MULTIPLE] = check_multiple,
		[TYPE_TRUEFALSE] = check_truefalse,
		[TYPE_STATEMENTS] = check_statements,
		[TYPE_SHORT] = check_short,
		[TYPE_NUMERIC] = check_numeric,
		[TYPE_MATCH] = check_match,
		[TYPE_ORDER] = check_order,
		[TYPE_CLOZE] = check_cloze,
		[TYPE_ESSAY] = check_essay,
	};
	static_assert(sizeof checks / sizeof *checks == TYPE_COUNT,
		"every type is checked");

	return check_common(q, err) && check_parameters(q, err) &&
		checks[q->type](q, err);
}
