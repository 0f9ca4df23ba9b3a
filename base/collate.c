#include "base/collate.h"

#include "base/utf8.h"

/* Strings are compared as in the Unicode Collation Algorithm (UTS 10): first
 * all letters, then all tones, then all cases, so that a later letter outweighs
 * an earlier tone. */
enum { PRIMARY, TONE, CASE, LEVELS };

/* One thing to compare: a letter with its marks, a number, another sign. */
struct element {
	uint32_t weight[LEVELS];
	struct str digits; /* of a number, without zeros before it */
};

/* What outranks what: spaces, signs, numbers, letters. */
enum {
	AT_END,
	AT_SPACE = 1u << 24,
	AT_SIGN = 2u << 24,
	AT_NUMBER = 3u << 24,
	AT_LETTER = 4u << 24
};

static bool is_digit(struct str s, size_t at)
{
	return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

static void take_number(struct str s, size_t *at, struct element *e)
{
	size_t start = *at;

	while (is_digit(s, *at) && s.ptr[*at] == '0')
		++*at;
	e->weight[CASE] = (uint32_t)(*at - start);
	start = *at;
	while (is_digit(s, *at))
		++*at;
	e->digits = str_sub(s, start, *at - start);
	e->weight[PRIMARY] = AT_NUMBER;
}

/* The marks that make a letter of its own: ă, â ê ô, ơ ư. */
static uint32_t letter_mark(uint32_t base, uint32_t mark)
{
	if (base > 'z')
		return 0;
	if (mark == 0x306)
		return base == 'a' ? 1 : 0;
	if (mark == 0x302)
		return strchr("aeo", (int)base) ? 2 : 0;
	if (mark == 0x31b)
		return strchr("ou", (int)base) ? 3 : 0;
	return 0;
}

/* ngang, huyền, hỏi, ngã, sắc, nặng, and marks of other languages. */
static uint32_t tone_of(uint32_t mark)
{
	static const uint32_t tones[] = {0x300, 0x309, 0x303, 0x301, 0x323};

	for (uint32_t i = 0; i < sizeof tones / sizeof *tones; i++)
		if (tones[i] == mark)
			return i + 1;
	return 16 + (mark & 0x7f);
}

static bool is_mark(uint32_t code)
{
	return code >= 0x300 && code < 0x370;
}

/* The marks that stand after the letter on their own, in text that is not
 * NFC, count as its own too. */
static uint32_t take_mark(struct str s, size_t *at)
{
	size_t next = *at;
	uint32_t mark = next < s.len ? utf8_next(s, &next) : 0;

	if (!is_mark(mark))
		return 0;
	*at = next;
	return mark;
}

static void add_mark(struct element *e, uint32_t base, uint32_t mark)
{
	uint32_t own = letter_mark(base, mark);

	if (own)
		e->weight[PRIMARY] += own;
	else
		e->weight[TONE] = e->weight[TONE] * 256 + tone_of(mark);
}

static void take_letter(
	struct str s, size_t *at, uint32_t code, struct element *e)
{
	uint32_t parts[4];
	size_t count = utf8_decompose(code, parts);
	uint32_t base = utf8_lower_code(parts[0]);
	bool crossed = base == 0x111; /* đ is d with a mark */
	uint32_t mark;

	base = crossed ? 'd' : base;
	e->weight[PRIMARY] = AT_LETTER + base * 4 + crossed;
	e->weight[CASE] = utf8_lower_code(parts[0]) != parts[0];
	for (size_t i = 1; i < count; i++)
		add_mark(e, base, parts[i]);
	while ((mark = take_mark(s, at)))
		add_mark(e, base, mark);
}

static struct element take(struct str s, size_t *at)
{
	struct element e = {{AT_END, 0, 0}, {NULL, 0}};
	uint32_t code;

	if (*at >= s.len)
		return e;
	if (is_digit(s, *at)) {
		take_number(s, at, &e);
		return e;
	}
	code = utf8_next(s, at);
	if (utf8_in_word(code))
		take_letter(s, at, code, &e);
	else if (code <= ' ' || code == 0xa0)
		e.weight[PRIMARY] = AT_SPACE;
	else
		e.weight[PRIMARY] = AT_SIGN + code;
	return e;
}

static int compare_weights(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* Numbers by value: the longer one is greater, none begins with a zero. */
static int compare_digits(struct str a, struct str b)
{
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return str_compare(a, b);
}

/* The first difference of each level; none after a difference of letters. */
static void compare_levels(struct str a, struct str b, int order[LEVELS])
{
	size_t at_a = 0, at_b = 0;

	order[PRIMARY] = order[TONE] = order[CASE] = 0;
	while (!order[PRIMARY] && (at_a < a.len || at_b < b.len)) {
		struct element x = take(a, &at_a), y = take(b, &at_b);

		for (int i = 0; i < LEVELS; i++)
			if (!order[i])
				order[i] = compare_weights(
					x.weight[i], y.weight[i]);
		if (!order[PRIMARY])
			order[PRIMARY] = compare_digits(x.digits, y.digits);
	}
}

static int first_of(const int *order, int count)
{
	for (int i = 0; i < count; i++)
		if (order[i])
			return order[i];
	return 0;
}

int collate(struct str a, struct str b)
{
	int order[LEVELS + 1];

	compare_levels(a, b, order);
	order[LEVELS] = str_compare(a, b);
	return first_of(order, LEVELS + 1);
}

/* "Nguyễn Văn An" is "An", "Nguyễn Văn". */
static struct str cut_given(struct str name, struct str *rest)
{
	size_t start;

	name = str_trim(name);
	for (start = name.len; start && name.ptr[start - 1] != ' '; start--)
		;
	*rest = str_trim(str_sub(name, 0, start));
	return str_sub(name, start, name.len);
}

int collate_names(struct str a, struct str b)
{
	int given[LEVELS], others[LEVELS], order[5];
	struct str rest_a, rest_b;
	struct str given_a = cut_given(a, &rest_a);
	struct str given_b = cut_given(b, &rest_b);

	compare_levels(given_a, given_b, given);
	compare_levels(rest_a, rest_b, others);
	order[0] = first_of(given, CASE);
	order[1] = first_of(others, CASE);
	order[2] = given[CASE];
	order[3] = others[CASE];
	order[4] = str_compare(a, b);
	return first_of(order, 5);
}
