/* Fractions, roots, accents: what is built around arguments. */
#include "base/math/speech.h"
#include "base/utf8.h"

bool speech_is_whole(const struct math *node)
{
	node = speech_unwrap(node);
	if (node->kind == MATH_ROW && node->child &&
		speech_is_minus(node->child) && speech_only(node->child->next))
		node = node->child->next;
	return node->kind == MATH_NUMBER &&
		!memchr(node->text.ptr, ',', node->text.len) &&
		!memchr(node->text.ptr, '.', node->text.len);
}

/* How many ways there are to choose some of so many. */
void speech_say_chosen(struct speech *s, enum phrase phrase,
	const struct math *of, const struct math *some)
{
	bool some_first = s->language == SPEECH_VI;

	if (some_first) {
		speech_say_phrase(s, phrase);
		speech_say_node(s, some);
		speech_say_phrase(s, SAY_OF);
		speech_say_node(s, of);
	} else {
		speech_say_node(s, of);
		speech_say_phrase(s, phrase);
		speech_say_node(s, some);
	}
	if (!speech_is_simple(some_first ? of : some))
		speech_pause(s);
}

/* 3π above needs no end, for 3π over 2 is 3 times π over 2, too. */
static bool is_multiple(const struct math *above)
{
	const struct math *first = above->child;

	return above->kind == MATH_ROW && first && first->kind == MATH_NUMBER &&
		speech_only(first->next) && speech_is_letter(first->next);
}

void speech_say_fraction(struct speech *s, const struct math *node, bool mixed)
{
	const struct math *above = node->child, *below = above->next;

	if (!node->bar) {
		speech_say_chosen(s, SAY_COMBINATION, above, below);
		return;
	}
	if (speech_is_whole(above) && speech_is_whole(below)) {
		if (mixed)
			speech_say_phrase(s, SAY_AND);
		speech_say_node(s, above);
		speech_say_phrase(s, SAY_PARTS);
		speech_say_node(s, below);
	} else if ((speech_is_simple(above) || is_multiple(above)) &&
		speech_is_simple(below)) {
		speech_say_node(s, above);
		speech_say_phrase(s, SAY_OVER);
		speech_say_node(s, below);
	} else {
		speech_say_phrase(s, SAY_FRACTION);
		speech_say_node(s, above);
		speech_pause(s);
		speech_say_phrase(s, SAY_DENOMINATOR);
		speech_say_node(s, below);
		speech_pause(s);
		speech_say_phrase(s, SAY_END_FRACTION);
	}
}

void speech_say_root(struct speech *s, const struct math *node)
{
	const struct math *index = node->child->next;
	bool cube = index && speech_unwrap(index)->kind == MATH_NUMBER &&
		str_is(speech_unwrap(index)->text, "3");

	if (index && !cube && !speech_is_blank(index)) {
		speech_say_phrase(s, SAY_ROOT);
		speech_say_node(s, index);
		speech_say_phrase(s, SAY_ROOT_OF);
	} else {
		speech_say_phrase(s, cube ? SAY_CUBE_ROOT : SAY_SQUARE_ROOT);
	}
	speech_say_node(s, node->child);
	if (!speech_is_simple(node->child))
		speech_say_phrase(s, SAY_END_ROOT);
}

/* ---- accents, lines, notes ---- */

static void say_around(struct speech *s, const char *before,
	const struct math *base, const char *after)
{
	speech_say(s, before);
	speech_say_node(s, base);
	speech_say(s, after);
}

/* \widehat{ABC} and \hat{A} are angles. */
static bool is_angle(const struct math *node)
{
	const struct math *base = speech_unwrap(node->base);

	if (node->code != 0x302 || !speech_is_name(base))
		return false;
	if (base->kind == MATH_ROW)
		base = base->child;
	while (base && base->kind == MATH_SCRIPTS)
		base = speech_unwrap(base->base);
	return base && base->code >= 'A' && base->code <= 'Z';
}

void speech_say_accent(struct speech *s, const struct math *node)
{
	const struct speech_accent *accent = speech_accent(node->code);

	if (is_angle(node)) {
		speech_say(s, speech_symbol(0x2220, s->language));
		speech_say_node(s, node->base);
	} else if (accent) {
		say_around(s, accent->before[s->language], node->base,
			accent->after[s->language]);
		if (*accent->before[s->language] && !speech_is_name(node->base))
			speech_pause(s);
	} else {
		speech_say_node(s, node->base);
	}
}

void speech_say_line(struct speech *s, const struct math *node)
{
	if (node->below) {
		speech_say_node(s, node->base);
		speech_say_phrase(s, SAY_UNDERLINED);
	} else if (speech_is_word(node->base) ||
		speech_is_named(speech_unwrap(node->base))) {
		speech_say_node(s, node->base);
		speech_say_phrase(s, SAY_BARRED);
	} else {
		speech_say_phrase(s, SAY_LINE_OVER);
		speech_say_node(s, node->base);
		speech_say_phrase(s, SAY_END_LINE);
	}
}

static void say_note(
	struct speech *s, enum phrase where, const struct math *note)
{
	if (!note)
		return;
	speech_pause(s);
	speech_say_phrase(s, where);
	speech_say_node(s, note);
}

void speech_say_stack(struct speech *s, const struct math *node)
{
	speech_say_node(s, node->base);
	say_note(s, SAY_ABOVE, node->sup);
	say_note(s, SAY_BELOW, node->sub);
	speech_pause(s);
	speech_say_phrase(s, SAY_END_NOTE);
}

void speech_say_arrow(
	struct speech *s, const struct items *list, const struct math *node)
{
	bool there = node->code == 0x2192;

	if (!list->chemical) {
		speech_say(s,
			speech_symbol(node->code, s->language)
				? speech_symbol(node->code, s->language)
				: speech_words_of(SAY_ARROW, s->language));
		say_note(s, SAY_ABOVE, node->sup);
		say_note(s, SAY_BELOW, node->sub);
		if (node->sup || node->sub) {
			speech_pause(s);
			speech_say_phrase(s, SAY_END_NOTE);
		}
		return;
	}
	speech_say_phrase(s,
		there                          ? SAY_YIELDS
			: node->code == 0x21CC ? SAY_REVERSIBLE
					       : SAY_ARROW);
	say_note(s, SAY_CONDITION, node->sup);
	say_note(s, node->sup ? SAY_AND : SAY_CONDITION, node->sub);
	if (node->sup || node->sub) {
		speech_pause(s);
		speech_say_phrase(s, SAY_END_CONDITION);
	}
}
