#include "render/type/formula.h"

#include <math.h>

#include "render/type/formula_parts.h"
#include "render/type/linebreak.h"

/* Penalties of breaks within a formula: at a relation rather than within a sum
 * (TeX: 500 and 700, but our lines have wider spaces to give); after a comma
 * TeX has none, but a long list must break somewhere. */
enum { AFTER_RELATION = 500, AFTER_BINARY = 1500, AFTER_PUNCTUATION = 900 };

/* ---- places ---- */

static float size_in(const struct formula *f, enum math_style style)
{
	float size = f->ink->size;

	if (style == STYLE_SCRIPT)
		return size * math_font_constant(f->font, FONT_SCRIPT_SCALE);
	if (style == STYLE_SCRIPTSCRIPT)
		return size *
			math_font_constant(f->font, FONT_SCRIPT_SCRIPT_SCALE);
	return size;
}

struct place place_in(
	const struct place *place, enum math_style style, bool cramped)
{
	struct place in = *place;

	if (style != STYLE_AUTO)
		in.style = style;
	in.cramped = cramped;
	in.size = size_in(place->f, in.style);
	return in;
}

static enum math_style smaller(const struct place *place)
{
	return place_is_script(place) ? STYLE_SCRIPTSCRIPT : STYLE_SCRIPT;
}

struct place place_up(const struct place *place)
{
	return place_in(place, smaller(place), place->cramped);
}

struct place place_down(const struct place *place)
{
	return place_in(place, smaller(place), true);
}

bool place_is_display(const struct place *place)
{
	return place->style == STYLE_DISPLAY;
}

bool place_is_script(const struct place *place)
{
	return place->style >= STYLE_SCRIPT;
}

float constant(const struct place *place, enum math_constant name)
{
	return place->size * math_font_constant(place->f->font, name);
}

static bool is_ink(
	const struct ink *ink, const struct place *place, enum face_role role)
{
	return ink->role == role && ink->size == place->size &&
		ink->color.r == place->color.r &&
		ink->color.g == place->color.g &&
		ink->color.b == place->color.b;
}

static const struct ink *ink_new(const struct place *place, enum face_role role)
{
	struct work *work = place->f->work;
	struct ink *ink = NEW(work->arena, struct ink);

	*ink = *place->f->ink;
	ink->look = 0;
	ink->decor = 0;
	ink->role = role;
	ink->size = place->size;
	ink->color = place->color;
	ink->letter_space = 0;
	ink->space = shape(work->shaper, role, STR(" "), false);
	ink->space_width = ink->space->width * ink->size;
	ink->space_box = (struct box){
		.kind = BOX_SPACE,
		.width = ink->space_width,
		.ink = ink,
		.run = ink->space,
	};
	return ink;
}

const struct ink *place_ink(const struct place *place, enum face_role role)
{
	struct formula *f = place->f;
	const struct ink *ink;

	for (size_t i = 0; i < f->ink_count; i++)
		if (is_ink(f->inks[i], place, role))
			return f->inks[i];
	ink = ink_new(place, role);
	if (f->ink_count < FORMULA_INKS)
		f->inks[f->ink_count++] = ink;
	return ink;
}

/* ---- rows ---- */

/* Children one after the other; those of a style or a colour stand in the row
 * itself, so that spaces go on over its border. */
struct rower {
	struct arena *arena;
	struct row_item *items;
	size_t count, capacity;
};

static void add_nodes(
	struct rower *r, const struct place *place, const struct math *first)
{
	for (const struct math *n = first; n; n = n->next) {
		struct place in = *place;

		if (n->kind == MATH_STYLE) {
			in = place_in(place, n->style, place->cramped);
			add_nodes(r, &in, n->child);
			continue;
		}
		if (n->kind == MATH_COLOR) {
			in.color = (struct color){
				(float)(n->color >> 16 & 255) / 255,
				(float)(n->color >> 8 & 255) / 255,
				(float)(n->color & 255) / 255};
			add_nodes(r, &in, n->child);
			continue;
		}
		*PUSH(r->arena, r->items, r->count, r->capacity) =
			(struct row_item){
				.atom = atom_of(place, n),
				.class = n->class,
				/* Script styles have no medium and thick
				 * spaces; kept as a mark until then. */
				.before = place_is_script(place) ? -1 : 0,
				.space = n->kind == MATH_SPACE,
				.bar = n->code == '|' || n->code == 0x2016,
				.middle = n->kind == MATH_MIDDLE ? n->code : 0,
			};
	}
}

/* A binary operator with nothing to its left or right is ordinary (Appendix
 * G, rules 5 and 6). */
static void settle_binaries(struct rower *r)
{
	struct row_item *before = NULL;

	for (size_t i = 0; i < r->count; i++) {
		struct row_item *item = &r->items[i];

		if (item->space)
			continue;
		if (item->class == CLASS_BIN &&
			(!before || before->class == CLASS_BIN ||
				before->class == CLASS_OP ||
				before->class == CLASS_REL ||
				before->class == CLASS_OPEN ||
				before->class == CLASS_PUNCT))
			item->class = CLASS_ORD;
		if (before && before->class == CLASS_BIN &&
			(item->class == CLASS_REL ||
				item->class == CLASS_CLOSE ||
				item->class == CLASS_PUNCT))
			before->class = CLASS_ORD;
		before = item;
	}
	if (before && before->class == CLASS_BIN)
		before->class = CLASS_ORD;
}

/* Eighteenths of an em (The TeXbook, chapter 18); negative ones only outside
 * of scripts. */
static int space_between(enum math_class left, enum math_class right)
{
	static const signed char spaces[CLASS_COUNT][CLASS_COUNT] = {
		[CLASS_ORD] = {0, 3, -4, -5, 0, 0, 0, -3},
		[CLASS_OP] = {3, 3, 0, -5, 0, 0, 0, -3},
		[CLASS_BIN] = {-4, -4, 0, 0, -4, 0, 0, -4},
		[CLASS_REL] = {-5, -5, 0, 0, -5, 0, 0, -5},
		[CLASS_OPEN] = {0, 0, 0, 0, 0, 0, 0, 0},
		[CLASS_CLOSE] = {0, 3, -4, -5, 0, 0, 0, -3},
		[CLASS_PUNCT] = {-3, -3, 0, -3, -3, -3, -3, -3},
		[CLASS_INNER] = {-3, 3, -4, -5, -3, 0, -3, -3},
	};

	return spaces[left][right];
}

static void settle_spaces(struct rower *r, const struct place *place)
{
	const struct row_item *before = NULL;

	for (size_t i = 0; i < r->count; i++) {
		struct row_item *item = &r->items[i];
		bool script = item->before < 0;
		int space;

		item->before = 0;
		if (item->space)
			continue;
		space = before ? space_between(before->class, item->class) : 0;
		if (space < 0)
			space = script ? 0 : -space;
		item->before = (float)space / 18 * place->size;
		before = item;
	}
}

/* Where brackets bring much white space of their own, what leans towards them
 * needs less. Ems. */
static const float much = 0.11f, enough = 0.05f;

static void tighten(struct rower *r, const struct place *place)
{
	for (size_t i = 0; i + 1 < r->count; i++) {
		struct atom *atom = &r->items[i].atom;
		const struct row_item *next = &r->items[i + 1];
		float spare = next->atom.left - enough * place->size;

		if (atom->large || next->before > 0 ||
			next->atom.left < much * place->size)
			continue;
		atom->italic = fmaxf(0, atom->italic - spare);
	}
}

/* What hangs over to the left, as the foot of an f, does not hang into a space,
 * a bracket or a bar. */
static void make_room(struct rower *r)
{
	for (size_t i = 1; i < r->count; i++) {
		struct row_item *item = &r->items[i];
		const struct row_item *before = item - 1;

		if (item->before > 0 || before->class == CLASS_OPEN ||
			before->bar)
			item->before += fmaxf(0, -item->atom.left);
	}
}

size_t row_items(const struct place *place, const struct math *first,
	struct row_item **out)
{
	struct rower r = {.arena = place->f->work->arena};

	add_nodes(&r, place, first);
	settle_binaries(&r);
	settle_spaces(&r, place);
	tighten(&r, place);
	make_room(&r);
	*out = r.items;
	return r.count;
}

static float item_width(const struct row_item *item)
{
	return item->atom.box->width +
		(item->atom.large ? 0 : item->atom.italic);
}

static const struct box *pack(const struct place *place,
	const struct row_item *items, size_t count, bool starts)
{
	struct box *group = group_new(place, count);
	float x = 0;

	/* An f does not hang over into the word before. */
	if (count && starts)
		x = fmaxf(0, -items[0].atom.left);
	for (size_t i = 0; i < count; i++) {
		if (i)
			x += items[i].before;
		group_put(group, x, 0, items[i].atom.box);
		x += item_width(&items[i]);
	}
	group->width = x;
	return group;
}

const struct box *row_box(const struct place *place, const struct math *first)
{
	struct row_item *items;
	size_t count = row_items(place, first, &items);

	return pack(place, items, count, false);
}

const struct math *only_child(const struct math *node)
{
	while (node && node->kind == MATH_ROW && node->child &&
		!node->child->next)
		node = node->child;
	return node;
}

const struct box *clean_box(const struct place *place, const struct math *node)
{
	struct atom atom;

	node = only_child(node);
	if (!node)
		return group_new(place, 0);
	if (node->kind == MATH_ROW)
		return row_box(place, node->child);
	if (node->kind == MATH_STYLE || node->kind == MATH_COLOR) {
		struct math alone = *node;

		alone.next = NULL;
		return row_box(place, &alone);
	}
	atom = atom_of(place, node);
	if (atom.italic == 0 || atom.large)
		return atom.box;
	return widened(place, atom.box, atom.box->width + atom.italic);
}

/* ---- atoms ---- */

static struct atom row_atom(const struct place *place, const struct math *node)
{
	const struct math *only = only_child(node);

	if (only != node && only->kind != MATH_STYLE &&
		only->kind != MATH_COLOR)
		return atom_of(place, only);
	return (struct atom){.box = row_box(place, node->child)};
}

/* A style or a colour that stands where one atom is wanted. */
static struct atom lone_atom(const struct place *place, const struct math *node)
{
	return (struct atom){.box = clean_box(place, node)};
}

static struct atom space_atom(
	const struct place *place, const struct math *node)
{
	float width = (float)node->width / 1000 * place->size;

	return (struct atom){.box = box_empty(place->f->work, NULL, width)};
}

static struct atom middle_atom(
	const struct place *place, const struct math *node)
{
	return (struct atom){.box = delimiter_box(place, node->code, 0)};
}

struct atom atom_of(const struct place *place, const struct math *node)
{
	static struct atom (*const makers[MATH_KINDS])(
		const struct place *place, const struct math *node) = {
		[MATH_ROW] = row_atom,
		[MATH_ATOM] = symbol_atom,
		[MATH_NUMBER] = text_atom,
		[MATH_TEXT] = text_atom,
		[MATH_OPERATOR] = text_atom,
		[MATH_FRACTION] = fraction_atom,
		[MATH_ROOT] = root_atom,
		[MATH_SCRIPTS] = scripts_atom,
		[MATH_ACCENT] = accent_atom,
		[MATH_LINE] = line_atom,
		[MATH_STACK] = stack_atom,
		[MATH_BRACE] = brace_atom,
		[MATH_ARROW] = arrow_atom,
		[MATH_FENCE] = fence_atom,
		[MATH_MIDDLE] = middle_atom,
		[MATH_BIG] = big_atom,
		[MATH_TABLE] = table_atom,
		[MATH_SPACE] = space_atom,
		[MATH_STYLE] = lone_atom,
		[MATH_BOX] = frame_atom,
		[MATH_STRIKE] = strike_atom,
		[MATH_COLOR] = lone_atom,
		[MATH_PHANTOM] = phantom_atom,
		[MATH_ERROR] = text_atom,
	};

	return makers[node->kind](place, node);
}

/* ---- whole formulas ---- */

static struct place begin(struct formula *f, struct work *work,
	const struct ink *ink, bool display)
{
	*f = (struct formula){
		.work = work, .font = shaper_math(work->shaper), .ink = ink};
	return (struct place){.f = f,
		.style = display ? STYLE_DISPLAY : STYLE_TEXT,
		.size = ink->size,
		.color = ink->color};
}

const struct box *formula_box(struct work *work, const struct ink *ink,
	const struct math *math, bool display)
{
	struct formula f;
	struct place place = begin(&f, work, ink, display);
	struct row_item *items;
	size_t count = row_items(&place, math->child, &items);

	return pack(&place, items, count, true);
}

/* Relations and operators by which little would be cut off are no place to
 * break. Ems. */
static const float little = 1.6f;

static float width_of(const struct row_item *items, size_t count)
{
	float width = 0;

	for (size_t i = 0; i < count; i++)
		width += items[i].before + item_width(&items[i]);
	return width;
}

static int penalty_after(const struct row_item *item)
{
	if (item->space)
		return PENALTY_NEVER;
	if (item->class == CLASS_REL)
		return AFTER_RELATION;
	if (item->class == CLASS_BIN)
		return AFTER_BINARY;
	return item->class == CLASS_PUNCT ? AFTER_PUNCTUATION : PENALTY_NEVER;
}

size_t formula_pieces(struct work *work, const struct ink *ink,
	const struct math *math, bool display, const struct formula_piece **out)
{
	struct formula f;
	struct place place = begin(&f, work, ink, display);
	struct formula_piece *pieces = NULL;
	size_t count = 0, capacity = 0, first = 0;
	struct row_item *items;
	size_t n = row_items(&place, math->child, &items);

	for (size_t i = 0; i < n; i++) {
		int penalty =
			i + 1 < n ? penalty_after(&items[i]) : PENALTY_NEVER;

		/* Two relations in a row stay together. */
		if (i + 1 < n &&
			(penalty_after(&items[i + 1]) == penalty ||
				width_of(items, i) < little * place.size ||
				width_of(items + i + 1, n - i - 1) <
					little * place.size))
			penalty = PENALTY_NEVER;
		if (i + 1 < n && penalty == PENALTY_NEVER)
			continue;
		*PUSH(work->arena, pieces, count, capacity) =
			(struct formula_piece){
				.box = pack(&place, items + first,
					i + 1 - first, !first),
				.space = i + 1 < n ? items[i + 1].before : 0,
				.penalty = penalty,
			};
		first = i + 1;
	}
	*out = pieces;
	return count;
}
