/* Letters and signs, which mean one thing or another by what is around. */
#include "base/math/speech.h"
#include "base/utf8.h"

static bool is_function_letter(uint32_t code)
{
	return (code && code < 0x80 && strchr("fghFGHP", (int)code)) ||
		code == 0x3C6 || code == 0x3D5;
}

/* P(A|B) */
static bool holds_given(const struct items *list, size_t open)
{
	size_t i = open + 1;
	struct item *v = list->v;

	while (i < v[open].match && v[i].role != ROLE_BAR &&
		v[i].code != 0x2223)
		i = v[i].role == ROLE_OPEN && v[i].match != SIZE_MAX
			? v[i].match + 1
			: i + 1;
	return i < v[open].match;
}

static void mark_given(struct speech *s, struct items *list, size_t open)
{
	for (size_t i = open + 1; i < list->v[open].match; i++) {
		struct item *item = &list->v[i];

		if (item->role == ROLE_OPEN && item->match != SIZE_MAX)
			i = item->match;
		else if (item->role == ROLE_BAR || item->code == 0x2223)
			item->instead = speech_words_of(SAY_GIVEN, s->language);
	}
}

static bool is_capital(uint32_t code)
{
	return code >= 'A' && code <= 'Z';
}

/* f(x): "f của x"; M(1;2): "M có tọa độ 1; 2". */
static void take_brackets(struct speech *s, struct items *list, size_t i)
{
	uint32_t letter = list->v[i].code;
	size_t next = i + 1;
	struct item *open, *close;

	if (next >= list->count || list->v[next].role != ROLE_OPEN ||
		list->v[next].code != '(' || list->v[next].match == SIZE_MAX ||
		list->v[next].spaced)
		return;
	open = &list->v[next];
	close = &list->v[open->match];
	if (open->separators && is_capital(letter) && letter != 'P') {
		open->instead = speech_words_of(SAY_COORDINATES, s->language);
		close->instead = open->match + 1 < list->count ? "," : "";
	} else if (letter == 'P' && holds_given(list, next)) {
		mark_given(s, list, next);
		open->instead = speech_words_of(
			open->match == next + 4 ? SAY_OF : SAY_OF_OPEN,
			s->language);
		if (open->match == next + 4)
			close->instead = "";
	} else if (speech_holds_one(list, next)) {
		open->instead = speech_words_of(SAY_OF, s->language);
		close->instead = "";
	} else if (is_function_letter(letter) && !open->separators) {
		open->instead = speech_words_of(SAY_OF_OPEN, s->language);
	}
}

/* C_n^k and A_n^k */
static bool say_counting(struct speech *s, const struct item *item)
{
	const struct math *scripts = item->scripts;
	enum phrase phrase = item->code == 'C' ? SAY_COMBINATION
		: item->code == 'A'            ? SAY_ARRANGEMENT
					       : SAY_PHRASES;

	if (phrase == SAY_PHRASES || !scripts || !scripts->sub ||
		!scripts->sup || !speech_is_simple(scripts->sup) ||
		speech_is_prime(speech_unwrap(scripts->sup)))
		return false;
	speech_say_chosen(s, phrase, scripts->sub, scripts->sup);
	return true;
}

static void say_code(struct speech *s, uint32_t code)
{
	const char *word = speech_symbol(code, s->language);
	struct buf out = {.arena = s->arena};

	if (word) {
		speech_say(s, word);
		return;
	}
	utf8_put(&out, code);
	speech_say_str(s, buf_str(&out));
}

static const struct {
	uint32_t letter, code;
} double_struck[] = {
	{'N', 0x2115},
	{'Z', 0x2124},
	{'Q', 0x211A},
	{'R', 0x211D},
	{'C', 0x2102},
};

static void say_double_struck(struct speech *s, uint32_t code)
{
	for (size_t i = 0; i < sizeof double_struck / sizeof *double_struck;
		i++)
		if (double_struck[i].letter == code) {
			say_code(s, double_struck[i].code);
			return;
		}
	speech_say_phrase(s, SAY_SET_OF);
	say_code(s, code);
}

static void say_letter(struct speech *s, struct items *list, size_t i)
{
	const struct item *item = &list->v[i];

	if (say_counting(s, item))
		return;
	take_brackets(s, list, i);
	if (item->node->variant == VARIANT_DOUBLE)
		say_double_struck(s, item->code);
	else
		say_code(s, item->code);
	speech_say_scripts(s, list, item);
}

/* ---- signs ---- */

static bool before_number(const struct items *list, size_t i)
{
	const struct item *next = &list->v[i + 1];

	return i + 1 < list->count &&
		(next->node->kind == MATH_NUMBER || next->code == 0x221E ||
			(next->node->kind == MATH_FRACTION &&
				speech_is_whole(next->node->child)));
}

static void say_minus(struct speech *s, const struct items *list, size_t i)
{
	if (list->v[i].class == CLASS_BIN)
		speech_say_phrase(s, SAY_MINUS);
	else if (list->chemical && i && i + 1 < list->count &&
		list->v[i - 1].node->kind == MATH_TEXT)
		speech_say_phrase(s, SAY_SINGLE_BOND);
	else
		speech_say_phrase(s,
			before_number(list, i) ? SAY_NEGATIVE : SAY_MINUS_SIGN);
}

static void say_plus(struct speech *s, const struct items *list, size_t i)
{
	bool infinite = list->v[i].class == CLASS_ORD && i + 1 < list->count &&
		list->v[i + 1].code == 0x221E;

	speech_say_phrase(s, infinite ? SAY_POSITIVE : SAY_PLUS);
}

/* (P), (ABC) before a colon */
static bool names_plane(const struct items *list, size_t close)
{
	size_t i = list->v[close].match;

	if (i == SIZE_MAX)
		return false;
	for (i++; i < close; i++)
		if (!speech_is_letter(list->v[i].node))
			return false;
	return true;
}

static bool is_quotient(const struct items *list, size_t i)
{
	const struct item *before, *after;

	if (!i || i + 1 >= list->count)
		return false;
	before = &list->v[i - 1];
	after = &list->v[i + 1];
	if (before->role == ROLE_CLOSE && names_plane(list, i - 1))
		return false;
	if (before->role == ROLE_CLOSE)
		return after->role == ROLE_OPEN ||
			after->node->kind == MATH_NUMBER ||
			after->node->kind == MATH_FRACTION;
	if (before->code == 'd' || before->code == 0x394 ||
		before->node->kind == MATH_TEXT)
		return false;
	if (after->node->kind == MATH_NUMBER ||
		after->node->kind == MATH_FRACTION)
		return before->class == CLASS_ORD ||
			before->class == CLASS_INNER;
	return i + 2 >= list->count || list->v[i + 2].code == ':' ||
		list->v[i + 2].code == '=';
}

/* 6:2 divides, d: x = 0 names. */
static void say_colon(struct speech *s, const struct items *list, size_t i)
{
	if (s->language == SPEECH_VI && list->v[i].class == CLASS_REL &&
		is_quotient(list, i))
		speech_say_phrase(s, SAY_DIVIDED);
	else if (s->language == SPEECH_EN && is_quotient(list, i))
		speech_say_phrase(s, SAY_TO);
	else
		speech_say_phrase(s, SAY_COLON);
}

/* AB // CD */
static size_t say_slash(struct speech *s, const struct items *list, size_t i)
{
	bool twice = i + 1 < list->count && list->v[i + 1].code == '/';

	speech_say_phrase(s, twice ? SAY_PARALLEL : SAY_OVER);
	return twice ? 2 : 1;
}

static const struct {
	uint32_t code;
	enum phrase phrase;
} in_chemistry[] = {
	{0x2191, SAY_GAS},
	{0x2193, SAY_FALLS},
	{0x22C5, SAY_HYDRATE},
	{'=', SAY_DOUBLE_BOND},
	{0x2261, SAY_TRIPLE_BOND},
};

static bool say_chemical(
	struct speech *s, const struct items *list, const struct item *item)
{
	if (!list->chemical || item->class != CLASS_ORD)
		return false;
	for (size_t i = 0; i < sizeof in_chemistry / sizeof *in_chemistry; i++)
		if (in_chemistry[i].code == item->code) {
			speech_say_phrase(s, in_chemistry[i].phrase);
			return true;
		}
	return false;
}

static bool say_by_context(
	struct speech *s, const struct items *list, const struct item *item)
{
	if (item->code == 0x2261 && list->modular)
		speech_say_phrase(s, SAY_CONGRUENT);
	else if (item->code == 0x223C && list->triangles)
		speech_say_phrase(s, SAY_SIMILAR);
	else if (item->code == 0x2192 && list->mapping)
		speech_say_phrase(s, SAY_INTO);
	else
		return false;
	return true;
}

static void say_punctuation(struct speech *s, const struct item *item)
{
	if (item->code == ':')
		speech_say_phrase(s, SAY_COLON);
	else
		say_code(s, item->code);
}

/* How many pieces were said. */
size_t speech_say_atom(struct speech *s, struct items *list, size_t i)
{
	const struct item *item = &list->v[i];
	size_t said = 1;

	if (speech_is_letter(item->node)) {
		say_letter(s, list, i);
		return 1;
	}
	if (item->class == CLASS_PUNCT)
		say_punctuation(s, item);
	else if (item->code == 0x2212)
		say_minus(s, list, i);
	else if (item->code == '+')
		say_plus(s, list, i);
	else if (item->code == ':' || item->code == 0x2236)
		say_colon(s, list, i);
	else if (item->code == '/')
		said = say_slash(s, list, i);
	else if (!say_chemical(s, list, item) && !say_by_context(s, list, item))
		say_code(s, item->code);
	speech_say_scripts(s, list, item);
	return said;
}
