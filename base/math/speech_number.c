/* Numbers, and the units of measure after them. */
#include "base/math/speech.h"
#include "base/utf8.h"

static bool groups_thousands(const struct items *list, size_t i)
{
	const struct item *item = &list->v[i];
	struct str text = item->node->text;

	return i && item->thin && list->v[i - 1].node->kind == MATH_NUMBER &&
		!list->v[i - 1].scripts && text.len >= 3 &&
		(text.len == 3 || text.ptr[3] == ',' || text.ptr[3] == '.');
}

void speech_say_number(struct speech *s, const struct items *list, size_t i)
{
	const struct item *item = &list->v[i];

	if (groups_thousands(list, i))
		buf_add(&s->out, speech_localised(s, item->node->text));
	else
		speech_say_str(s, speech_localised(s, item->node->text));
	speech_say_scripts(s, list, item);
}

static bool is_upright(const struct math *node)
{
	return node->kind == MATH_TEXT ||
		(node->kind == MATH_ATOM && node->variant == VARIANT_UPRIGHT &&
			speech_is_letter(node)) ||
		speech_is_atom(node, '%') || speech_is_atom(node, 0x3A9) ||
		speech_is_atom(node, 0x3BC);
}

static bool is_factor_sign(const struct item *item)
{
	return !item->scripts &&
		(item->code == '/' || item->code == 0x22C5 ||
			item->code == '.');
}

/* 2, −1 as the power of a unit. */
static bool add_unit_power(struct buf *out, const struct math *sup)
{
	sup = speech_unwrap(sup);
	buf_char(out, '^');
	if (sup->kind == MATH_ROW && sup->child &&
		speech_is_minus(sup->child) && speech_only(sup->child->next)) {
		buf_char(out, '-');
		sup = sup->child->next;
	}
	if (sup->kind != MATH_NUMBER)
		return false;
	buf_add(out, sup->text);
	return true;
}

static bool add_unit_piece(struct buf *out, const struct item *item)
{
	const struct math *node = item->node;

	if (is_factor_sign(item)) {
		buf_char(out, item->code == '/' ? '/' : '.');
		return true;
	}
	if (!is_upright(node) ||
		(item->scripts && (item->scripts->sub || !item->scripts->sup)))
		return false;
	if (node->kind == MATH_TEXT)
		buf_add(out, str_trim(node->text));
	else
		utf8_put(out, node->code);
	return !item->scripts || add_unit_power(out, item->scripts->sup);
}

/* After a number, after some room, or all there is. */
static bool is_quantity(
	const struct speech *s, const struct items *list, size_t i)
{
	const struct item *before;

	if (!i)
		return !s->out.len;
	before = &list->v[i - 1];
	return before->node->kind == MATH_NUMBER || list->v[i].thin ||
		(before->scripts && before->node->kind == MATH_NUMBER);
}

static bool is_one(const struct items *list, size_t i)
{
	const struct item *before = i ? &list->v[i - 1] : NULL;

	return before && before->node->kind == MATH_NUMBER &&
		!before->scripts && str_is(before->node->text, "1");
}

/* A unit may be as long as this many pieces. */
enum { UNIT_PIECES = 16 };

/* The pieces from i that are a unit, how many; 0: none. */
size_t speech_say_unit(struct speech *s, const struct items *list, size_t i)
{
	struct buf source = {.arena = s->arena}, words = {.arena = s->arena};
	size_t end = i, good = 0;
	struct buf said = {0};

	if (list->chemical || !is_upright(list->v[i].node) ||
		!is_quantity(s, list, i) ||
		(i && list->v[i - 1].scripts &&
			speech_is_degree(list->v[i - 1].scripts->sup)))
		return 0;
	for (; end < list->count && end - i < UNIT_PIECES; end++) {
		if (end > i && list->v[end].spaced && source.len &&
			!memchr("/.", source.ptr[source.len - 1], 2))
			buf_char(&source, '.');
		if (!add_unit_piece(&source, &list->v[end]))
			break;
		words.len = 0;
		if (speech_unit(&words, buf_str(&source), !is_one(list, i),
			    s->language)) {
			good = end + 1 - i;
			said = words;
			words = (struct buf){.arena = s->arena};
		}
	}
	/* 2t, with an upright letter, is a product. */
	if (i && !list->v[i].thin && list->v[i].code && source.len < 2)
		return 0;
	if (!i && (good != list->count || source.len < 2))
		return 0;
	if (good)
		speech_say_str(s, buf_str(&said));
	return good;
}
