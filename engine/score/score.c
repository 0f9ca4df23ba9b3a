#include "engine/score/score.h"

#include "base/i18n.h"
#include "base/regex.h"
#include "base/utf8.h"

/* A part of the points: num of den, den > 0. */
struct share {
	long num, den;
	enum mark_kind odd; /* MARK_ODD, MARK_OPEN, or MARK_WRONG when fine */
};

static const struct share none = {0, 1, MARK_WRONG};
static const struct share all = {1, 1, MARK_WRONG};
static const struct share odd = {0, 1, MARK_ODD};
static const struct share open = {0, 1, MARK_OPEN};

struct question_keys {
	struct str *folded; /* of accepted texts, in lower case */
	const struct regex **patterns;
	bool bonus;
};

struct scorer {
	const struct exam *exam;
	struct question_keys *keys; /* by question */
};

/* An answer to one item, with what is needed to judge it. */
struct judging {
	const struct scorer *scorer;
	struct arena *arena;
	const struct part *part;
	const struct item *item;
	const struct question *q;
	struct str answer; /* trimmed, not empty */
};

static size_t at_place(const struct judging *j, size_t place)
{
	return j->item->order ? j->item->order[place] : place;
}

/* ---- letters ---- */

/* "B", "a, C", "AC": bits by printed place; false when one is none. */
static bool letters_of(struct str answer, size_t count, uint32_t *bits)
{
	*bits = 0;
	for (size_t i = 0; i < answer.len; i++) {
		char c = answer.ptr[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c >= 'A' && c < 'A' + (char)count)
			*bits |= UINT32_C(1) << (c - 'A');
		else if (!strchr(" ,;+&/.", c))
			return false;
	}
	return *bits != 0;
}

static size_t count_bits(uint32_t bits)
{
	size_t n = 0;

	for (; bits; bits &= bits - 1)
		n++;
	return n;
}

static uint32_t right_places(const struct judging *j)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < j->q->option_count; i++)
		if (j->q->options[at_place(j, i)].right)
			bits |= UINT32_C(1) << i;
	return bits;
}

static struct share judge_choice(const struct judging *j)
{
	uint32_t bits;

	if (!letters_of(j->answer, j->q->option_count, &bits) ||
		count_bits(bits) != 1)
		return odd;
	return bits == right_places(j) ? all : none;
}

static bool has_credits(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].credit)
			return true;
	return false;
}

static struct share by_credits(const struct judging *j, uint32_t bits)
{
	long sum = 0;

	for (size_t i = 0; i < j->q->option_count; i++)
		if (bits >> i & 1)
			sum += j->q->options[at_place(j, i)].credit;
	/* Three thirds are one. */
	if (sum >= POINT - 2)
		sum = POINT;
	return (struct share){sum > 0 ? sum : 0, POINT, MARK_WRONG};
}

static struct share judge_multiple(const struct judging *j)
{
	uint32_t bits, rights = right_places(j);
	long right, wrong;

	if (!letters_of(j->answer, j->q->option_count, &bits))
		return odd;
	right = (long)count_bits(bits & rights);
	wrong = (long)count_bits(bits & ~rights);
	if (str_is(j->q->partial, "any"))
		return right && !wrong ? all : none;
	if (str_is(j->q->partial, "all-or-nothing"))
		return bits == rights ? all : none;
	if (has_credits(j->q))
		return by_credits(j, bits);
	return (struct share){right > wrong ? right - wrong : 0,
		(long)count_bits(rights), MARK_WRONG};
}

/* ---- truths ---- */

/* 1 true, 0 false, -1 nothing, -2 no such answer. */
static int truth_of(char letter)
{
	if (letter == 'd' || letter == 't' || letter == '1')
		return 1;
	if (letter == 's' || letter == 'f' || letter == '0')
		return 0;
	return strchr("-_.x?*", letter) && letter ? -1 : -2;
}

static struct share judge_truefalse(const struct judging *j)
{
	struct str word = utf8_fold(j->arena, j->answer);
	int truth = word.len == 1 ? truth_of(word.ptr[0]) : -2;

	if (str_is(word, "dung") || str_is(word, "true"))
		truth = 1;
	if (str_is(word, "sai") || str_is(word, "false"))
		truth = 0;
	if (truth < 0)
		return odd;
	return (truth == 1) == j->q->truth ? all : none;
}

static struct share judge_statements(const struct judging *j)
{
	struct str text = utf8_fold(j->arena, j->answer);
	const struct scoring *scoring = &j->part->scoring;
	size_t n = 0, right = 0, count = j->q->statement_count;

	for (size_t i = 0; i < text.len; i++) {
		int truth;

		if (strchr(" ,;|", text.ptr[i]))
			continue;
		truth = truth_of(text.ptr[i]);
		if (truth == -2 || n == count)
			return odd;
		right += truth == (int)j->q->statements[at_place(j, n)].key;
		n++;
	}
	if (scoring->step_count == count + 1)
		return (struct share){scoring->steps[right], POINT, MARK_WRONG};
	return (struct share){(long)right, (long)count, MARK_WRONG};
}

/* ---- numbers and texts ---- */

/* |answer - value| <= tolerance, exactly where it fits, else in doubles. */
static bool is_near(struct decimal answer, const struct number *number)
{
	double value = decimal_value(number->value);
	double tolerance = decimal_value(number->tolerance);
	double apart = decimal_value(answer) - value;

	if (!number->tolerance.units)
		return !decimal_compare(answer, number->value);
	if (number->relative)
		tolerance *= value < 0 ? -value : value;
	apart = apart < 0 ? -apart : apart;
	/* What binary fractions lose is forgiven. */
	return apart <= tolerance * (1 + 1e-12) + 1e-15;
}

/* Without the unit, and without spaces between thousands. */
static bool number_of(const struct judging *j, struct decimal *out)
{
	struct buf digits = {.arena = j->arena};
	struct str text = j->answer;

	if (j->q->unit.len && text.len > j->q->unit.len &&
		str_equal(str_sub(text, text.len - j->q->unit.len, text.len),
			j->q->unit))
		text = str_trim(str_sub(text, 0, text.len - j->q->unit.len));
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != ' ')
			buf_char(&digits, text.ptr[i]);
	return decimal_parse(buf_str(&digits), out);
}

static struct share best_of(long credit)
{
	return (struct share){credit > 0 ? credit : 0, POINT, MARK_WRONG};
}

static struct share judge_numeric(const struct judging *j)
{
	struct decimal answer;
	long best = 0;

	if (!number_of(j, &answer))
		return odd;
	for (size_t i = 0; i < j->q->number_count; i++)
		if (is_near(answer, &j->q->numbers[i]) &&
			j->q->numbers[i].credit > best)
			best = j->q->numbers[i].credit;
	return best_of(best);
}

/* Capitals and blanks do not matter; marks do. */
static struct str normal(struct arena *arena, struct str text)
{
	struct str lower = utf8_lower(arena, utf8_nfc(arena, text));
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < lower.len; i++)
		if (!strchr(" \t\r\n", lower.ptr[i]))
			buf_char(&out, lower.ptr[i]);
		else if (out.len && out.ptr[out.len - 1] != ' ')
			buf_char(&out, ' ');
	return str_trim(buf_str(&out));
}

static struct share judge_text(const struct judging *j, struct str answer,
	const struct accepted *accepted, size_t count,
	const struct question_keys *keys, size_t first)
{
	struct str text = normal(j->arena, answer);
	bool hard = false;
	long best = 0;

	for (size_t i = 0; i < count; i++) {
		const struct regex *pattern = keys->patterns[first + i];
		enum regex_result result = pattern
			? regex_match(pattern, answer)
			: str_equal(keys->folded[first + i], text) ? REGEX_YES
								   : REGEX_NO;

		hard = hard || result == REGEX_TOO_HARD;
		if (result == REGEX_YES && accepted[i].credit > best)
			best = accepted[i].credit;
	}
	return hard && best < POINT ? open : best_of(best);
}

static const struct question_keys *keys_of(const struct judging *j)
{
	return &j->scorer->keys[j->item->question];
}

static struct share judge_short(const struct judging *j)
{
	return judge_text(j, j->answer, j->q->accepted, j->q->accepted_count,
		keys_of(j), 0);
}

/* ---- match, order, cloze, essay ---- */

/* "1-c 2-a" or "c a b". */
static struct share judge_match(const struct judging *j)
{
	size_t rights = j->q->pair_count + j->q->distractor_count;
	size_t left = 0, right = 0;
	struct str text = utf8_fold(j->arena, j->answer);

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c >= '1' && c <= '9') {
			left = (size_t)(c - '1');
			if (i + 1 < text.len && text.ptr[i + 1] >= '0' &&
				text.ptr[i + 1] <= '9')
				left = (left + 1) * 10 +
					(size_t)(text.ptr[++i] - '1');
		} else if (c >= 'a' && c < 'a' + (char)rights) {
			if (left < j->q->pair_count)
				right += at_place(j, (size_t)(c - 'a')) == left;
			left++;
		} else if (!strchr(" -,;:>.", c)) {
			return odd;
		}
	}
	if (right > j->q->pair_count)
		return odd;
	return (struct share){(long)right, (long)j->q->pair_count, MARK_WRONG};
}

static struct share judge_order(const struct judging *j)
{
	struct str text = utf8_fold(j->arena, j->answer);
	size_t n = 0;
	bool right = true;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (strchr(" -,;>", c))
			continue;
		if (c < 'a' || c >= 'a' + (char)j->q->item_count ||
			n == j->q->item_count)
			return odd;
		right = right && at_place(j, (size_t)(c - 'a')) == n;
		n++;
	}
	return right && n == j->q->item_count ? all : none;
}

static struct share judge_gap(const struct judging *j, const struct gap *gap,
	struct str answer, size_t first)
{
	uint32_t bits;

	if (!answer.len)
		return none;
	if (!gap->option_count)
		return judge_text(j, answer, gap->accepted, gap->accepted_count,
			keys_of(j), first);
	if (!letters_of(answer, gap->option_count, &bits))
		return odd;
	for (size_t k = 0; k < gap->option_count; k++)
		if (gap->options[k].right && bits == UINT32_C(1) << k)
			return all;
	return none;
}

/* "A; Hà Nội; 12": gaps in their order, shares by their points. */
static struct share judge_cloze(const struct judging *j)
{
	struct share sum = {0, 0, MARK_WRONG};
	struct str rest = j->answer, one;
	size_t first = 0;
	bool more = true;

	for (size_t i = 0; i < j->q->gap_count; i++) {
		const struct gap *gap = &j->q->gaps[i];
		long weight = gap->points ? gap->points : POINT;
		struct share share;

		more = more && str_cut(&rest, ';', &one);
		share = judge_gap(
			j, gap, more ? str_trim(one) : STR(""), first);
		first += gap->accepted_count;
		sum.num += weight * share.num * POINT / share.den;
		sum.den += weight * POINT;
		if (share.odd > sum.odd)
			sum.odd = share.odd;
	}
	return sum;
}

/* What a marker gave. */
static struct share judge_essay(const struct judging *j)
{
	struct decimal given;
	long points;

	if (!decimal_parse(j->answer, &given) || given.places > 3)
		return open;
	for (; given.places < 3; given.places++)
		given.units *= 10;
	points = (long)given.units;
	if (points < 0 || points > j->item->points)
		return odd;
	return (struct share){
		points, j->item->points ? j->item->points : 1, MARK_WRONG};
}

static struct share (*const judges[TYPE_COUNT])(const struct judging *j) = {
	[TYPE_CHOICE] = judge_choice,
	[TYPE_MULTIPLE] = judge_multiple,
	[TYPE_TRUEFALSE] = judge_truefalse,
	[TYPE_STATEMENTS] = judge_statements,
	[TYPE_SHORT] = judge_short,
	[TYPE_NUMERIC] = judge_numeric,
	[TYPE_MATCH] = judge_match,
	[TYPE_ORDER] = judge_order,
	[TYPE_CLOZE] = judge_cloze,
	[TYPE_ESSAY] = judge_essay,
};

/* ---- a sheet ---- */

static struct mark mark_of(const struct judging *j, struct share share)
{
	struct mark mark = {
		.points = (2 * j->item->points * share.num + share.den) /
			(2 * share.den),
		.kind = share.odd};

	if (share.odd != MARK_WRONG)
		return mark;
	if (share.num >= share.den)
		mark.kind = MARK_RIGHT;
	else if (share.num > 0)
		mark.kind = MARK_PARTLY;
	return mark;
}

static struct mark judge(const struct scorer *scorer, struct arena *arena,
	const struct item *item, struct str answer)
{
	struct judging j = {.scorer = scorer,
		.arena = arena,
		.part = &scorer->exam->blueprint->parts[item->part],
		.item = item,
		.q = &scorer->exam->questions[item->question],
		.answer = str_trim(answer)};

	if (scorer->keys[item->question].bonus)
		return (struct mark){item->points, MARK_RIGHT};
	if (!j.answer.len)
		return (struct mark){
			0, j.q->type == TYPE_ESSAY ? MARK_OPEN : MARK_BLANK};
	return mark_of(&j, judges[j.q->type](&j));
}

static int descending(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return (*x < *y) - (*x > *y);
}

/* Points of a part: all of its items, or the best of so many. */
static long part_points(struct arena *arena, const struct exam *exam,
	const struct form *form, size_t part, const struct mark *marks)
{
	long *points = NEW_ARRAY(arena, form->item_count, long), sum = 0;
	size_t count = 0, answer = (size_t)exam->blueprint->parts[part].answer;

	for (size_t i = 0; i < form->item_count; i++)
		if (form->items[i].part == part)
			points[count++] =
				marks ? marks[i].points : form->items[i].points;
	if (answer && answer < count) {
		qsort(points, count, sizeof *points, descending);
		count = answer;
	}
	for (size_t i = 0; i < count; i++)
		sum += points[i];
	return sum;
}

/* marks NULL: the most there is. */
static long paper_points(struct arena *arena, const struct exam *exam,
	const struct form *form, const struct mark *marks)
{
	const struct blueprint *b = exam->blueprint;
	long *parts = NEW_ARRAY(arena, b->part_count, long), sum = 0;

	for (size_t p = 0; p < b->part_count; p++)
		parts[p] = part_points(arena, exam, form, p, marks);
	for (size_t p = 0; p < b->part_count; p++)
		for (size_t o = 0; b->parts[p].instead_of.len && o < p; o++)
			if (str_equal(
				    b->parts[o].name, b->parts[p].instead_of)) {
				parts[o] = parts[p] > parts[o] ? parts[p]
							       : parts[o];
				parts[p] = 0;
			}
	for (size_t p = 0; p < b->part_count; p++)
		sum += parts[p];
	return sum;
}

struct score score_sheet(
	struct scorer *scorer, struct arena *arena, const struct sheet *sheet)
{
	const struct form *form = &scorer->exam->forms[sheet->form];
	struct mark *marks = NEW_ARRAY(arena, form->item_count, struct mark);
	struct score score = {.marks = marks};

	for (size_t i = 0; i < form->item_count; i++) {
		marks[i] = judge(
			scorer, arena, &form->items[i], sheet->answers[i]);
		score.right += marks[i].kind == MARK_RIGHT;
		score.blank += marks[i].kind == MARK_BLANK;
		score.open = score.open || marks[i].kind == MARK_OPEN;
	}
	score.points = paper_points(arena, scorer->exam, form, marks);
	return score;
}

long score_most(const struct exam *exam, const struct form *form)
{
	struct arena *arena = arena_new();
	long most = paper_points(arena, exam, form, NULL);

	arena_free(arena);
	return most;
}

long score_scaled(long points, long most, long scale, long step)
{
	if (most <= 0 || step <= 0)
		return 0;
	return (2 * points * scale + most * step) / (2 * most * step) * step;
}

/* ---- keys ---- */

static bool add_accepted(struct arena *arena, struct question_keys *keys,
	size_t at, const struct accepted *accepted, struct error *err)
{
	if (accepted->pattern)
		return regex_compile(
			arena, accepted->text, &keys->patterns[at], err);
	keys->folded[at] = normal(arena, accepted->text);
	return true;
}

static bool make_keys(struct arena *arena, const struct question *q,
	struct question_keys *keys, struct error *err)
{
	size_t count = q->accepted_count, at = 0;

	for (size_t i = 0; i < q->gap_count; i++)
		count += q->gaps[i].accepted_count;
	keys->folded = NEW_ARRAY(arena, count, struct str);
	keys->patterns = NEW_ARRAY(arena, count, const struct regex *);
	for (size_t i = 0; i < q->accepted_count; i++)
		if (!add_accepted(arena, keys, at++, &q->accepted[i], err))
			return false;
	for (size_t i = 0; i < q->gap_count; i++)
		for (size_t k = 0; k < q->gaps[i].accepted_count; k++)
			if (!add_accepted(arena, keys, at++,
				    &q->gaps[i].accepted[k], err))
				return false;
	return true;
}

static bool set_bonus(const struct exam *exam, struct scorer *scorer,
	struct str id, struct error *err)
{
	for (size_t i = 0; i < exam->question_count; i++)
		if (str_equal(exam->questions[i].id, id)) {
			scorer->keys[i].bonus = true;
			return true;
		}
	return fail(err, ERROR_NOTFOUND, _("the exam has no question '%.*s'"),
		STR_ARG(id));
}

bool scorer_new(struct arena *arena, const struct exam *exam,
	struct scoring_options options, struct scorer **out, struct error *err)
{
	struct scorer *scorer = NEW(arena, struct scorer);

	scorer->exam = exam;
	scorer->keys =
		NEW_ARRAY(arena, exam->question_count, struct question_keys);
	for (size_t i = 0; i < exam->question_count; i++)
		if (!make_keys(
			    arena, &exam->questions[i], &scorer->keys[i], err))
			return false;
	for (size_t i = 0; i < options.bonus_count; i++)
		if (!set_bonus(exam, scorer, options.bonus[i], err))
			return false;
	*out = scorer;
	return true;
}
