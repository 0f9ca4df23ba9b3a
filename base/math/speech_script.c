/* What stands at the corners of a piece, and the limits of operators. */
#include "base/math/speech.h"
#include "base/utf8.h"

static void say_primes(
	struct speech *s, const struct math *base, const struct math *prime)
{
	bool of_number = base && base->kind == MATH_NUMBER;

	switch (prime->code) {
	case 0x2032:
		speech_say_phrase(s, of_number ? SAY_MINUTES : SAY_PRIME);
		break;
	case 0x2033:
		speech_say_phrase(s, of_number ? SAY_SECONDS : SAY_PRIME_2);
		break;
	case 0x2034:
		speech_say_phrase(s, SAY_PRIME_3);
		break;
	default:
		speech_say_phrase(s, SAY_PRIME_4);
	}
}

/* f^{(4)} */
static const struct math *order_of(const struct math *sup)
{
	const struct math *open = sup->kind == MATH_ROW ? sup->child : NULL;

	if (open && speech_is_atom(open, '(') && open->next &&
		speech_is_word(open->next) && speech_only(open->next->next) &&
		speech_is_atom(open->next->next, ')'))
		return open->next;
	return NULL;
}

/* 2−, +, as the charge of an ion. */
bool speech_is_charge(const struct math *sup)
{
	if (sup->kind == MATH_ROW && sup->child &&
		sup->child->kind == MATH_NUMBER &&
		speech_only(sup->child->next))
		sup = sup->child->next;
	return speech_is_atom(sup, '+') || speech_is_atom(sup, 0x2212);
}

static bool say_sign_script(
	struct speech *s, const struct items *list, const struct math *sup)
{
	bool minus = speech_is_atom(sup, 0x2212);

	if ((list->chemical || sup->kind == MATH_ROW) &&
		speech_is_charge(sup)) {
		speech_say_phrase(s, SAY_CHARGE);
		if (sup->kind == MATH_ROW)
			speech_say_node(s, sup->child);
		minus = speech_is_atom(
			sup->kind == MATH_ROW ? sup->child->next : sup, 0x2212);
		speech_say_phrase(s, minus ? SAY_MINUS : SAY_PLUS);
		return true;
	}
	if (!minus && !speech_is_atom(sup, '+'))
		return false;
	if (s->limit) {
		speech_say_phrase(s, minus ? SAY_FROM_LEFT : SAY_FROM_RIGHT);
		return true;
	}
	speech_say_phrase(s, SAY_POWER);
	speech_say_phrase(s, minus ? SAY_MINUS : SAY_PLUS);
	return true;
}

static bool say_short_power(
	struct speech *s, const struct items *list, const struct math *sup)
{
	const struct math *order = order_of(sup);

	if (speech_is_degree(sup))
		speech_say_phrase(s, SAY_DEGREES);
	else if (speech_is_atom(sup, 0x2217) || speech_is_atom(sup, 0x22C6))
		speech_say_phrase(s, SAY_STAR);
	else if (speech_is_atom(sup, 0x22A4))
		speech_say(s, speech_symbol(0x22A4, s->language));
	else if (sup->kind == MATH_NUMBER && str_is(sup->text, "2"))
		speech_say_phrase(s, SAY_SQUARED);
	else if (sup->kind == MATH_NUMBER && str_is(sup->text, "3"))
		speech_say_phrase(s, SAY_CUBED);
	else if (order) {
		speech_say_phrase(s, SAY_DERIVATIVE);
		speech_say_node(s, order);
	} else
		return say_sign_script(s, list, sup);
	return true;
}

static void say_power(
	struct speech *s, const struct items *list, const struct math *sup)
{
	bool simple;

	sup = speech_unwrap(sup);
	if (speech_is_blank(sup) || say_short_power(s, list, sup))
		return;
	simple = speech_is_exponent(sup);
	speech_say_phrase(s, SAY_POWER);
	speech_say_node(s, sup);
	if (!simple)
		speech_say_phrase(s, SAY_END_POWER);
}

static void say_sub(struct speech *s, const struct items *list,
	const struct math *base, const struct math *sub)
{
	sub = speech_unwrap(sub);
	if (speech_is_blank(sub))
		return;
	if (base && base->kind == MATH_NUMBER) {
		/* 1011₂ */
		speech_say_phrase(s, SAY_BASE);
		speech_say_node(s, sub);
		return;
	}
	if (sub->kind == MATH_OPERATOR) {
		speech_say_phrase(s, SAY_SUB);
		speech_say_str(s, sub->text);
		return;
	}
	if (sub->kind == MATH_NUMBER && list->chemical) {
		speech_say_node(s, sub);
		return;
	}
	speech_say_phrase(
		s, sub->kind == MATH_NUMBER ? SAY_SUB_NUMBER : SAY_SUB);
	speech_say_node(s, sub);
	if (!speech_is_word(sub) && !speech_is_number(sub) &&
		!speech_is_name(sub))
		speech_say_phrase(s, SAY_END_SUB);
}

/* Primes come first, then what stands below, then powers. */
static void say_sup_sub(struct speech *s, const struct items *list,
	const struct math *base, const struct math *scripts)
{
	const struct math *sup =
		scripts->sup ? speech_unwrap(scripts->sup) : NULL;
	const struct math *rest = NULL, *prime = NULL;

	if (sup && speech_is_prime(sup)) {
		prime = sup;
		sup = NULL;
	} else if (sup && sup->kind == MATH_ROW && sup->child &&
		speech_is_prime(sup->child)) {
		prime = sup->child;
		rest = prime->next;
		sup = NULL;
	}
	if (prime)
		say_primes(s, base, prime);
	if (scripts->sub)
		say_sub(s, list, base, scripts->sub);
	if (sup)
		say_power(s, list, sup);
	for (; rest; rest = rest->next)
		say_power(s, list, rest);
}

void speech_say_scripts(
	struct speech *s, const struct items *list, const struct item *item)
{
	if (item->scripts)
		say_sup_sub(s, list, item->node, item->scripts);
}

/* ---- limits of operators ---- */

static bool has_relation(const struct math *node)
{
	if (node->kind != MATH_ROW)
		return false;
	for (node = node->child; node; node = node->next)
		if (node->class == CLASS_REL)
			return true;
	return false;
}

static void say_within(struct speech *s, const struct math *node)
{
	bool limit = s->limit;

	s->limit = true;
	speech_say_node(s, node);
	s->limit = limit;
}

/* "từ 0 đến 1", "khi x dần tới 0", "trên đoạn …" */
static void say_limits(
	struct speech *s, const struct math *scripts, enum phrase relation)
{
	if (scripts && scripts->sub) {
		speech_say_phrase(s,
			scripts->sup                         ? SAY_FROM
				: has_relation(scripts->sub) ? relation
							     : SAY_OVER_SET);
		say_within(s, scripts->sub);
	}
	if (scripts && scripts->sup) {
		speech_say_phrase(s, SAY_TO);
		speech_say_node(s, scripts->sup);
	}
}

void speech_say_large(struct speech *s, const struct item *item)
{
	if (item->code == 0x222B && !item->scripts) {
		speech_say_phrase(s, SAY_ANTIDERIVATIVE);
		return;
	}
	speech_say(s, speech_large(item->code, s->language));
	say_limits(s, item->scripts, SAY_WITH);
	speech_say_phrase(s, SAY_OF);
}

static bool is_limit(struct str name)
{
	return str_starts(name, "lim");
}

static void say_base(
	struct speech *s, const struct items *list, const struct item *item)
{
	if (item->scripts && item->scripts->sub) {
		speech_say_phrase(s, SAY_BASE);
		speech_say_node(s, item->scripts->sub);
		if (!speech_is_simple(item->scripts->sub))
			speech_pause(s);
	}
	if (item->scripts && item->scripts->sup)
		say_power(s, list, item->scripts->sup);
}

void speech_say_operator(struct speech *s, const struct items *list, size_t i)
{
	const struct item *item = &list->v[i];
	struct str name = item->node->text;
	const struct speech_operator *operator= speech_operator(name);

	if (operator)
		speech_say(s, operator->words[s->language]);
	else
		speech_say_str(s, name);
	if (str_is(name, "log"))
		say_base(s, list, item);
	else if (item->node->limits != LIMITS_NEVER ||
		(item->scripts && item->scripts->kind == MATH_STACK))
		say_limits(
			s, item->scripts, is_limit(name) ? SAY_WHEN : SAY_WITH);
	else
		speech_say_scripts(s, list, item);
	if (operator&& operator->of && i + 1<list->count && list->v[i + 1]
			.class != CLASS_REL)
		speech_say_phrase(s, SAY_OF);
}
