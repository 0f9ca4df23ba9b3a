#include "engine/score/judge.h"

#include "base/utf8.h"

static size_t at_place(const struct judging *j, size_t place)
{
	return j->item->order ? j->item->order[place] : place;
}

/* ---- shares ---- */

long credit_exact(long credit)
{
	for (long den = 1; den <= 12; den++) {
		long num = (2 * credit * den + (credit < 0 ? -POINT : POINT)) /
			(2 * POINT);
		long twice = 2 * POINT * num;

		/* The nearest thousandth of num/den, halves away from 0. */
		if ((twice + (num < 0 ? -den : den)) / (2 * den) == credit)
			return CREDIT_WHOLE / den * num;
	}
	return CREDIT_WHOLE / POINT * credit;
}

struct share share_of_credits(long sum)
{
	if (sum > CREDIT_WHOLE)
		sum = CREDIT_WHOLE;
	return (struct share){sum > 0 ? sum : 0, CREDIT_WHOLE, MARK_WRONG};
}

/* ---- letters ---- */

bool answer_letters(struct str answer, size_t count, uint32_t *bits)
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

static bool read_options(const struct judging *j, uint32_t *bits)
{
	return answer_letters(j->answer, j->q->option_count, bits) ||
		answer_by_words(j, bits);
}

static struct share judge_choice(const struct judging *j)
{
	uint32_t bits;

	if (!read_options(j, &bits) || count_bits(bits) != 1)
		return SHARE_ODD;
	return bits & right_places(j) ? SHARE_ALL : SHARE_NONE;
}

size_t option_taken(const struct judging *j)
{
	uint32_t bits;
	size_t place = 0;

	if (!read_options(j, &bits) || count_bits(bits) != 1)
		return SIZE_MAX;
	while (!(bits >> place & 1))
		place++;
	return at_place(j, place);
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
			sum += credit_exact(
				j->q->options[at_place(j, i)].credit);
	return share_of_credits(sum);
}

static struct share judge_multiple(const struct judging *j)
{
	uint32_t bits, rights = right_places(j);
	struct str rule = j->q->partial;
	long right, wrong;

	if (!rule.len && !has_credits(j->q))
		rule = j->part->scoring.multiple;
	if (!read_options(j, &bits))
		return SHARE_ODD;
	right = (long)count_bits(bits & rights);
	wrong = (long)count_bits(bits & ~rights);
	if (str_is(rule, "any"))
		return right && !wrong ? SHARE_ALL : SHARE_NONE;
	if (str_is(rule, "all-or-nothing"))
		return bits == rights ? SHARE_ALL : SHARE_NONE;
	if (has_credits(j->q) && !str_is(rule, "right-minus-wrong"))
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
		return SHARE_ODD;
	return (truth == 1) == j->q->truth ? SHARE_ALL : SHARE_NONE;
}

size_t answer_truths(
	struct arena *arena, struct str answer, int *truths, size_t most)
{
	struct str text = utf8_fold(arena, answer);
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		int truth;

		if (strchr(" ,;|", text.ptr[i]))
			continue;
		truth = truth_of(text.ptr[i]);
		if (truth == -2 || n == most)
			return SIZE_MAX;
		truths[n++] = truth;
	}
	return n;
}

static struct share judge_statements(const struct judging *j)
{
	const struct scoring *scoring = &j->part->scoring;
	size_t count = j->q->statement_count, right = 0;
	int *truths = NEW_ARRAY(j->arena, count, int);
	size_t given = answer_truths(j->arena, j->answer, truths, count);

	if (given == SIZE_MAX)
		return SHARE_ODD;
	for (size_t i = 0; i < given; i++)
		right += truths[i] == (int)j->q->statements[at_place(j, i)].key;
	if (scoring->step_count == count + 1)
		return (struct share){scoring->steps[right], POINT, MARK_WRONG};
	return (struct share){(long)right, (long)count, MARK_WRONG};
}

/* ---- match, order, cloze, essay ---- */

/* The number at text[*i], from 1 on; *i goes to its last digit. */
static size_t read_left(struct str text, size_t *i)
{
	size_t number = 0;

	for (; *i < text.len && text.ptr[*i] >= '0' && text.ptr[*i] <= '9' &&
		number < 100;
		++*i)
		number = number * 10 + (size_t)(text.ptr[*i] - '0');
	--*i;
	return number;
}

/* "1-c 2-a" or "c a b"; what is said twice of one left side is no answer. */
static struct share judge_match(const struct judging *j)
{
	size_t lefts = j->q->pair_count, left = 0, right = 0;
	size_t rights = lefts + j->q->distractor_count;
	bool *given = NEW_ARRAY(j->arena, lefts, bool);
	struct str text = utf8_fold(j->arena, j->answer);
	struct share share;

	if (str_find(j->answer, "->", 0) != SIZE_MAX &&
		match_by_words(j, &share))
		return share;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c >= '0' && c <= '9') {
			left = read_left(text, &i) - 1;
		} else if (c >= 'a' && c < 'a' + (char)rights) {
			if (left >= lefts || given[left])
				return SHARE_ODD;
			given[left] = true;
			right += at_place(j, (size_t)(c - 'a')) == left;
			left++;
		} else if (!strchr(" -,;:>.", c)) {
			return SHARE_ODD;
		}
	}
	return (struct share){(long)right, (long)lefts, MARK_WRONG};
}

static struct share judge_short(const struct judging *j)
{
	return judge_text(
		j, j->answer, j->q->accepted, j->q->accepted_count, 0);
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
			return SHARE_ODD;
		right = right && at_place(j, (size_t)(c - 'a')) == n;
		n++;
	}
	return right && n == j->q->item_count ? SHARE_ALL : SHARE_NONE;
}

static struct share judge_gap(const struct judging *j, const struct gap *gap,
	struct str answer, size_t first)
{
	uint32_t bits;

	if (!answer.len)
		return SHARE_NONE;
	if (!gap->option_count)
		return judge_text(
			j, answer, gap->accepted, gap->accepted_count, first);
	if (!answer_letters(answer, gap->option_count, &bits))
		return SHARE_ODD;
	for (size_t k = 0; k < gap->option_count; k++)
		if (gap->options[k].right && bits == UINT32_C(1) << k)
			return SHARE_ALL;
	return SHARE_NONE;
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

/* "1.5 / 2": what up to three markers gave; how many, 0 when it is no such
 * thing. */
static size_t read_markers(struct str text, long points[3])
{
	struct str one;
	size_t n = 0;

	while (str_cut(&text, '/', &one)) {
		struct decimal given;

		if (n == 3 || !decimal_parse(str_trim(one), &given) ||
			given.places > 3 || given.units > 1000000 ||
			given.units < -1000000)
			return 0;
		for (; given.places < 3; given.places++)
			given.units *= 10;
		points[n++] = (long)given.units;
	}
	return n;
}

static int ascending(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Twice what n markers come to: of three the nearest two, or the middle one. */
static long twice_agreed(long *p, size_t n)
{
	qsort(p, n, sizeof *p, ascending);
	if (n < 3)
		return p[0] + p[n - 1];
	if (p[1] - p[0] == p[2] - p[1])
		return p[0] + p[2];
	return p[1] + (p[1] - p[0] < p[2] - p[1] ? p[0] : p[2]);
}

static struct share judge_essay(const struct judging *j)
{
	long p[3], most = j->part->scoring.markers;
	size_t n = read_markers(j->answer, p);
	long whole = j->item->points;

	for (size_t i = 0; i < n; i++)
		if (p[i] < 0 || p[i] > whole)
			return SHARE_ODD;
	if (!n || (n == 2 && labs(p[0] - p[1]) > (most ? most : POINT / 2)))
		return SHARE_OPEN;
	return (struct share){
		twice_agreed(p, n), whole ? 2 * whole : 1, MARK_WRONG};
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

struct share judge_answer(const struct judging *judging)
{
	return judges[judging->q->type](judging);
}
