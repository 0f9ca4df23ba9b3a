/* What brackets mean: a group, an interval, a set, an absolute value. */
#include "base/math/speech.h"
#include "base/utf8.h"

static bool is_bar(uint32_t code)
{
	return code == '|' || code == 0x2016;
}

static const struct {
	uint32_t code;
	enum phrase phrase;
} brackets[] = {
	{'(', SAY_OPEN},
	{')', SAY_CLOSE},
	{'[', SAY_OPEN_SQUARE},
	{']', SAY_CLOSE_SQUARE},
	{'{', SAY_OPEN_BRACE},
	{'}', SAY_CLOSE_BRACE},
	{'|', SAY_BAR},
	{0x27E8, SAY_OPEN_ANGLE},
	{0x27E9, SAY_CLOSE_ANGLE},
	{0x230A, SAY_FLOOR},
	{0x230B, SAY_END_FLOOR},
	{0x2308, SAY_CEILING},
	{0x2309, SAY_END_CEILING},
};

void speech_say_bracket(struct speech *s, uint32_t code)
{
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
		if (brackets[i].code == code) {
			speech_say_phrase(s, brackets[i].phrase);
			return;
		}
	if (code && speech_symbol(code, s->language))
		speech_say(s, speech_symbol(code, s->language));
}

/* What stands in the brackets is one simple piece. */
bool speech_holds_one(const struct items *list, size_t open)
{
	const struct item *inside = &list->v[open + 1];

	if (list->v[open].match != open + 2)
		return false;
	if (inside->scripts)
		return speech_is_simple(inside->scripts);
	return speech_is_simple(inside->node);
}

static bool is_set_sign(uint32_t code)
{
	return code == 0x2208 || code == 0x2209 || code == 0x2282 ||
		code == 0x2286 || code == 0x222A || code == 0x2229 ||
		code == 0x2216 || code == '\\';
}

static bool is_interval(const struct items *list, size_t open)
{
	const struct item *item = &list->v[open];
	const struct item *close = &list->v[item->match];
	size_t after = item->match + 1;

	if (item->separators != 1 || item->separator == open + 1 ||
		item->separator + 1 == item->match ||
		(item->code != '(' && item->code != '[') ||
		(close->code != ')' && close->code != ']'))
		return false;
	if (item->code == '[' || close->code == ']' || item->infinite)
		return true;
	return (open && is_set_sign(list->v[open - 1].code)) ||
		(after < list->count && is_set_sign(list->v[after].code) &&
			list->v[after].class == CLASS_BIN);
}

static void say_interval(struct speech *s, struct items *list, size_t open)
{
	struct item *item = &list->v[open];
	struct item *close = &list->v[item->match];

	speech_say_phrase(s,
		item->code == '[' ? close->code == ']' ? SAY_CLOSED_INTERVAL
						       : SAY_LEFT_CLOSED
			: close->code == ']' ? SAY_RIGHT_CLOSED
					     : SAY_OPEN_INTERVAL);
	list->v[item->separator].instead = speech_words_of(SAY_TO, s->language);
	close->instead = "";
}

/* Vectors, but not their product. */
static bool holds_vector(const struct items *list, size_t open)
{
	bool vector = false;

	for (size_t i = open + 1; i < list->v[open].match; i++) {
		const struct item *item = &list->v[i];

		if (item->code == 0x22C5)
			return false;
		if (item->node->kind == MATH_ACCENT &&
			item->node->code == 0x20D7)
			vector = true;
	}
	return vector;
}

static void say_absolute(struct speech *s, struct items *list, size_t open)
{
	struct item *close = &list->v[list->v[open].match];
	bool length = list->v[open].code == 0x2016 || holds_vector(list, open);

	speech_say_phrase(s, length ? SAY_LENGTH : SAY_ABSOLUTE);
	close->instead = speech_holds_one(list, open)
		? ""
		: speech_words_of(length ? SAY_END_LENGTH : SAY_END_ABSOLUTE,
			  s->language);
}

static bool say_state(struct speech *s, struct items *list, size_t open)
{
	struct item *inside = &list->v[open + 1];
	const char *state = NULL;

	if (list->chemical && list->v[open].match == open + 2 &&
		inside->node->kind == MATH_TEXT)
		state = speech_state(inside->node->text, s->language);
	if (!state)
		return false;
	inside->instead = state;
	list->v[open + 2].instead = "";
	return true;
}

static bool is_modulo(const struct items *list, size_t open)
{
	return list->v[open + 1].node->kind == MATH_OPERATOR &&
		str_is(list->v[open + 1].node->text, "mod");
}

/* (mod 3) */
static void say_modulo(struct speech *s, struct items *list, size_t open)
{
	list->v[open + 1].instead = speech_words_of(SAY_MODULO, s->language);
	list->v[list->v[open].match].instead = "";
}

static void say_set(struct speech *s, struct items *list, size_t open)
{
	speech_say_phrase(s, SAY_SET);
	list->v[list->v[open].match].instead = speech_holds_one(list, open)
		? ""
		: speech_words_of(SAY_END_SET, s->language);
	for (size_t i = open + 1; i < list->v[open].match; i++) {
		struct item *item = &list->v[i];

		if (item->role == ROLE_OPEN && item->match != SIZE_MAX)
			i = item->match;
		else if (item->role == ROLE_BAR || item->code == 0x2223)
			item->instead =
				speech_words_of(SAY_SUCH_THAT, s->language);
	}
}

void speech_say_open(struct speech *s, struct items *list, size_t i)
{
	struct item *item = &list->v[i];

	if (item->instead)
		speech_say(s, item->instead);
	else if (item->match == SIZE_MAX || item->match == i + 1)
		speech_say_bracket(s, item->code);
	else if (is_bar(item->code) && list->v[item->match].code == item->code)
		say_absolute(s, list, i);
	else if (item->code == '(' && is_modulo(list, i))
		say_modulo(s, list, i);
	else if (item->code == '(' && say_state(s, list, i))
		return;
	else if (is_interval(list, i))
		say_interval(s, list, i);
	else if (item->code == '{' && list->v[item->match].code == '}')
		say_set(s, list, i);
	else
		speech_say_bracket(s, item->code);
}

/* \left. F \right|_0^3 */
static void say_evaluated(
	struct speech *s, const struct items *list, const struct item *item)
{
	const struct math *scripts = item->scripts;

	if (!scripts->sub) {
		speech_say_bracket(s, item->code);
		speech_say_scripts(s, list, item);
		return;
	}
	speech_pause(s);
	speech_say_phrase(
		s, scripts->sup ? SAY_EVALUATED_FROM : SAY_EVALUATED_AT);
	speech_say_node(s, scripts->sub);
	if (!scripts->sup)
		return;
	speech_say_phrase(s, SAY_TO);
	speech_say_node(s, scripts->sup);
}

void speech_say_close(struct speech *s, const struct items *list, size_t i)
{
	const struct item *item = &list->v[i];
	const struct item *open =
		item->match != SIZE_MAX ? &list->v[item->match] : NULL;

	if (item->scripts && is_bar(item->code) && (!open || !open->code)) {
		say_evaluated(s, list, item);
		return;
	}
	if (item->instead)
		speech_say(s, item->instead);
	else
		speech_say_bracket(s, item->code);
	if (item->scripts && item->instead && !*item->instead)
		speech_say_phrase(s, SAY_ALL);
	speech_say_scripts(s, list, item);
}

void speech_say_bar(struct speech *s, const struct items *list, size_t i)
{
	const struct item *item = &list->v[i];

	if (item->instead)
		speech_say(s, item->instead);
	else if (item->scripts)
		say_evaluated(s, list, item);
	else
		speech_say_bracket(s, item->code);
}
