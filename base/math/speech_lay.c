/* What a formula is made of: which pieces are one word, and a list of pieces
 * laid flat, its brackets paired. */
#include "base/math/speech.h"
#include "base/utf8.h"

const struct math *speech_only(const struct math *child)
{
	return child && !child->next ? child : NULL;
}

/* A group of one, a colour or style of one, is that one. */
const struct math *speech_unwrap(const struct math *node)
{
	while ((node->kind == MATH_ROW || node->kind == MATH_STYLE ||
		       node->kind == MATH_COLOR) &&
		speech_only(node->child))
		node = node->child;
	return node;
}

bool speech_is_blank(const struct math *node)
{
	return node->kind == MATH_SPACE ||
		(node->kind == MATH_ROW && !node->child);
}

bool speech_is_atom(const struct math *node, uint32_t code)
{
	return node && node->kind == MATH_ATOM && node->code == code;
}

bool speech_is_letter(const struct math *node)
{
	return node->kind == MATH_ATOM && node->class == CLASS_ORD &&
		utf8_in_word(node->code);
}

bool speech_is_minus(const struct math *node)
{
	return speech_is_atom(node, 0x2212) && node->class == CLASS_ORD;
}

bool speech_is_prime(const struct math *node)
{
	return speech_is_atom(node, 0x2032) || speech_is_atom(node, 0x2033) ||
		speech_is_atom(node, 0x2034) || speech_is_atom(node, 0x2057);
}

bool speech_is_degree(const struct math *sup)
{
	sup = sup ? speech_unwrap(sup) : NULL;
	return speech_is_atom(sup, 0x2218) || speech_is_atom(sup, 0xB0);
}

/* One word: a letter, a number. */
bool speech_is_word(const struct math *node)
{
	node = speech_unwrap(node);
	return node->kind == MATH_NUMBER || node->kind == MATH_TEXT ||
		(node->kind == MATH_ATOM && node->class == CLASS_ORD);
}

/* −2, 12 000 */
bool speech_is_number(const struct math *node)
{
	bool some = false;

	node = speech_unwrap(node);
	if (node->kind != MATH_ROW)
		return node->kind == MATH_NUMBER;
	node = node->child;
	if (node && speech_is_minus(node))
		node = node->next;
	for (; node; node = node->next) {
		if (node->kind != MATH_NUMBER && node->kind != MATH_SPACE)
			return false;
		some = some || node->kind == MATH_NUMBER;
	}
	return some;
}

/* A', x₁, AB: a name of letters. */
bool speech_is_named(const struct math *node)
{
	if (node->kind != MATH_SCRIPTS)
		return speech_is_letter(node);
	return speech_is_letter(speech_unwrap(node->base)) &&
		(!node->sup || speech_is_prime(speech_unwrap(node->sup))) &&
		(!node->sub || speech_is_word(node->sub));
}

bool speech_is_name(const struct math *node)
{
	node = speech_unwrap(node);
	if (node->kind != MATH_ROW)
		return speech_is_named(node);
	for (node = node->child; node; node = node->next)
		if (!speech_is_named(node))
			return false;
	return true;
}

/* Δt, dx, ∂f */
static bool is_difference(const struct math *node)
{
	const struct math *first = node->child;

	return node->kind == MATH_ROW && first && speech_only(first->next) &&
		(speech_is_atom(first, 0x394) || speech_is_atom(first, 'd') ||
			speech_is_atom(first, 0x2202)) &&
		(speech_is_letter(first->next) || speech_is_named(first->next));
}

static bool is_short_power(const struct math *node)
{
	const struct math *sup;

	if (node->kind != MATH_SCRIPTS || !speech_is_word(node->base) ||
		(node->sub && !speech_is_word(node->sub)))
		return false;
	if (!node->sup)
		return true;
	sup = speech_unwrap(node->sup);
	return speech_is_prime(sup) || speech_is_degree(sup) ||
		(sup->kind == MATH_NUMBER && sup->text.len == 1);
}

/* So short that no end needs to be said. */
bool speech_is_simple(const struct math *node)
{
	node = speech_unwrap(node);
	if (node->kind == MATH_ACCENT || node->kind == MATH_LINE)
		return speech_is_name(node->base);
	return speech_is_word(node) || speech_is_number(node) ||
		is_difference(node) || is_short_power(node);
}

bool speech_is_exponent(const struct math *node)
{
	const struct math *first;

	node = speech_unwrap(node);
	if (speech_is_word(node) || speech_is_number(node))
		return true;
	first = node->child;
	return node->kind == MATH_ROW && first && speech_is_minus(first) &&
		speech_only(first->next) && speech_is_word(first->next);
}

/* ---- laying flat ---- */

/* A bar may open or close, until its partner is known. */
static enum role role_of(uint32_t code, enum math_class class)
{
	switch (code) {
	case '(':
	case '[':
	case '{':
	case 0x27E8:
	case 0x230A:
	case 0x2308:
		return ROLE_OPEN;
	case ')':
	case ']':
	case '}':
	case 0x27E9:
	case 0x230B:
	case 0x2309:
		return ROLE_CLOSE;
	case '|':
	case 0x2016:
		return class == CLASS_CLOSE ? ROLE_CLOSE : ROLE_BAR;
	default:
		return ROLE_PLAIN;
	}
}

static struct item *add(struct items *list, const struct math *node)
{
	struct item *item =
		PUSH(list->arena, list->v, list->count, list->capacity);

	*item = (struct item){.node = node,
		.code = node->kind == MATH_ATOM || node->kind == MATH_BIG
			? node->code
			: 0,
		.class = node->class,
		.match = SIZE_MAX,
		.spaced = list->spaced,
		.thin = list->thin};
	if (item->code)
		item->role = role_of(item->code, node->class);
	list->spaced = list->thin = false;
	list->modular = list->modular ||
		(node->kind == MATH_OPERATOR && str_is(node->text, "mod"));
	list->triangles = list->triangles || speech_is_atom(node, 0x25B3);
	list->mapping = list->mapping || speech_is_atom(node, ':');
	return item;
}

/* A fence around one table is said by the table. */
const struct math *speech_fenced_table(const struct math *node)
{
	const struct math *child = node->child;

	while (child && speech_is_blank(child))
		child = child->next;
	if (!child || child->kind != MATH_TABLE)
		return NULL;
	node = child;
	for (child = child->next; child; child = child->next)
		if (!speech_is_blank(child))
			return NULL;
	return node;
}

static void lay_fence(
	struct items *list, const struct math *node, const struct math *scripts)
{
	struct item *item;

	if (speech_fenced_table(node)) {
		add(list, node)->scripts = scripts;
		return;
	}
	item = add(list, node);
	item->code = node->left;
	item->role = ROLE_OPEN;
	speech_lay_list(list, node->child);
	item = add(list, node);
	item->code = node->right;
	item->role = ROLE_CLOSE;
	item->scripts = scripts;
}

/* \underset{x \to 0}{\lim} has limits. */
static bool has_limits(const struct math *base)
{
	return base->kind == MATH_OPERATOR ||
		(base->kind == MATH_ATOM && base->class == CLASS_OP);
}

static void lay_scripts(struct items *list, const struct math *node)
{
	const struct math *base = speech_unwrap(node->base);

	if (node->kind == MATH_STACK && !has_limits(base))
		add(list, node);
	else if (base->kind == MATH_FENCE)
		lay_fence(list, base, node);
	else
		add(list, base)->scripts = node;
}

/* No wider than this is the room before a unit, or within 12 000. */
enum { THIN = 300 };

static void lay_space(struct items *list, const struct math *node)
{
	if (node->width <= 0)
		return;
	list->thin = !list->spaced && node->width <= THIN;
	list->spaced = true;
}

void speech_lay(struct items *list, const struct math *node)
{
	switch (node->kind) {
	case MATH_ROW:
	case MATH_STYLE:
	case MATH_COLOR:
		speech_lay_list(list, node->child);
		break;
	case MATH_SPACE:
		lay_space(list, node);
		break;
	case MATH_FENCE:
		lay_fence(list, node, NULL);
		break;
	case MATH_SCRIPTS:
	case MATH_STACK:
		lay_scripts(list, node);
		break;
	case MATH_PHANTOM:
		if (node->phantom & PHANTOM_DRAWN)
			speech_lay(list, node->base);
		break;
	default:
		add(list, node);
	}
}

void speech_lay_list(struct items *list, const struct math *node)
{
	for (; node; node = node->next)
		speech_lay(list, node);
}

/* ---- pairing brackets ---- */

static bool ends_operand(const struct items *list, size_t i)
{
	const struct item *item;

	if (!i)
		return false;
	item = &list->v[i - 1];
	return item->role == ROLE_CLOSE ||
		(item->role == ROLE_PLAIN && item->class != CLASS_BIN &&
			item->class != CLASS_REL && item->class != CLASS_PUNCT);
}

static void join(struct items *list, size_t open, size_t close)
{
	list->v[open].match = close;
	list->v[close].match = open;
	list->v[open].role = ROLE_OPEN;
	list->v[close].role = ROLE_CLOSE;
}

struct pairing {
	size_t *v;
	size_t count, capacity;
};

static struct item *last_open(struct items *list, const struct pairing *open)
{
	return open->count ? &list->v[open->v[open->count - 1]] : NULL;
}

static bool is_partner(const struct item *bar, const struct item *item)
{
	return bar && bar->role == ROLE_BAR && bar->code == item->code;
}

static void pair_close(struct items *list, struct pairing *open, size_t i)
{
	struct item *last;

	if (is_partner(last_open(list, open), &list->v[i])) {
		join(list, open->v[--open->count], i);
		return;
	}
	while ((last = last_open(list, open)) && last->role == ROLE_BAR)
		open->count--;
	if (open->count)
		join(list, open->v[--open->count], i);
}

/* The parser gives a bar that stands where an operand is wanted the class of
 * what opens. */
static void pair_bar(struct items *list, struct pairing *open, size_t i)
{
	const struct item *item = &list->v[i];

	if (item->class != CLASS_OPEN &&
		is_partner(last_open(list, open), item) &&
		ends_operand(list, i))
		join(list, open->v[--open->count], i);
	else if (!item->scripts)
		*PUSH(list->arena, open->v, open->count, open->capacity) = i;
}

static void note_inside(
	struct items *list, const struct pairing *open, size_t i)
{
	struct item *outer;

	if (!open->count)
		return;
	outer = &list->v[open->v[open->count - 1]];
	if (list->v[i].code == 0x221E)
		outer->infinite = true;
	if (list->v[i].class != CLASS_PUNCT ||
		(list->v[i].code != ';' && list->v[i].code != ','))
		return;
	outer->separators++;
	outer->separator = i;
}

static bool is_element(const struct math *node)
{
	return node->kind == MATH_TEXT && speech_is_element(node->text);
}

static bool is_symbol(const struct item *item)
{
	return item->node->kind == MATH_TEXT &&
		item->node->variant == VARIANT_UPRIGHT;
}

/* An element with a number, a charge or another element beside it, or an arrow
 * after it; "5 N" may be newtons. */
static bool shows_chemistry(const struct items *list, size_t i)
{
	const struct math *scripts = list->v[i].scripts;

	if (i && list->v[i].node->kind == MATH_ARROW)
		return is_symbol(&list->v[i - 1]);
	if (!is_element(list->v[i].node))
		return false;
	if (scripts && scripts->sub && speech_is_number(scripts->sub))
		return true;
	if (scripts && scripts->sup &&
		speech_is_charge(speech_unwrap(scripts->sup)))
		return true;
	return i && !list->v[i].spaced && is_element(list->v[i - 1].node);
}

static void note_chemistry(struct items *list)
{
	for (size_t i = 0; i < list->count && !list->chemical; i++)
		list->chemical = shows_chemistry(list, i);
}

void speech_pair(struct items *list)
{
	struct pairing open = {0};

	note_chemistry(list);
	for (size_t i = 0; i < list->count; i++)
		switch (list->v[i].role) {
		case ROLE_OPEN:
			*PUSH(list->arena, open.v, open.count, open.capacity) =
				i;
			break;
		case ROLE_CLOSE:
			pair_close(list, &open, i);
			break;
		case ROLE_BAR:
			pair_bar(list, &open, i);
			break;
		default:
			note_inside(list, &open, i);
		}
}
