#ifndef RENDER_TYPE_FORMULA_PARTS_H
#define RENDER_TYPE_FORMULA_PARTS_H

#include "render/type/formula.h"

/* What the files formula*.c share. */

enum { FORMULA_INKS = 24 };

/* One formula while it is set. */
struct formula {
	struct work *work;
	struct math_font *font;
	const struct ink *ink; /* of the text around */
	const struct ink *inks[FORMULA_INKS];
	size_t ink_count;
};

/* Where in the formula: TeX's styles D, T, S, SS and their cramped forms. */
struct place {
	struct formula *f;
	enum math_style style; /* never AUTO */
	bool cramped;
	float size; /* of its characters, points */
	struct color color;
};

/* A box, and what TeX must know of it besides. */
struct atom {
	const struct box *box;
	float italic; /* correction at its right, not in the width */
	float attach; /* where accents stand over it, from its left */
	float left;   /* of its ink, when it is one character */
	bool single;  /* one character: scripts sit lower on it */
	bool large;   /* a large operator: its subscript moves left */
};

struct row_item {
	struct atom atom;
	enum math_class class;
	float before;    /* space, points */
	bool space;      /* nothing else */
	bool bar;        /* | or ‖ */
	uint32_t middle; /* \middle's delimiter, which waits for its size */
};

/* ---- places ---- */

struct place place_in(
	const struct place *place, enum math_style style, bool cramped);
struct place place_up(const struct place *place);   /* of a superscript */
struct place place_down(const struct place *place); /* of a subscript */
bool place_is_display(const struct place *place);
bool place_is_script(const struct place *place); /* S or SS */

/* A constant of the font in points. */
float constant(const struct place *place, enum math_constant constant);

/* How characters are drawn here, in that face. */
const struct ink *place_ink(const struct place *place, enum face_role role);

/* ---- boxes ---- */

struct box *group_new(const struct place *place, size_t most);
/* Adds at x points to the right and y points up, and makes the group as high
 * and deep as need be, never less than 0; the caller sets the width. */
void group_put(struct box *group, float x, float y, const struct box *box);
const struct box *rule_box(
	const struct place *place, float width, float thickness);
const struct box *glyph_box(
	const struct place *place, uint32_t id, uint32_t code);
/* The same box with another width. */
const struct box *widened(
	const struct place *place, const struct box *box, float width);
/* With its middle on the axis. */
const struct box *on_axis(const struct place *place, const struct box *box);

/* A character at least wanted points long, from variants or parts. */
struct atom stretched(
	const struct place *place, uint32_t code, bool vertical, float wanted);
/* What stands over or under several letters: no part of what is copied, for a
 * combining arrow would belong to the last of them alone. */
struct atom stretched_mark(
	const struct place *place, uint32_t code, float wanted);

/* ---- what there is in a formula ---- */

struct atom atom_of(const struct place *place, const struct math *node);
/* The children of a node side by side. */
const struct box *row_box(const struct place *place, const struct math *first);
size_t row_items(const struct place *place, const struct math *first,
	struct row_item **out);
/* A node on its own, with its italic correction. NULL: an empty box. */
const struct box *clean_box(const struct place *place, const struct math *node);
/* Rows of one are what they hold. */
const struct math *only_child(const struct math *node);

struct atom symbol_atom(const struct place *place, const struct math *node);
struct atom text_atom(const struct place *place, const struct math *node);
struct atom scripts_atom(const struct place *place, const struct math *node);
struct atom stack_atom(const struct place *place, const struct math *node);
struct atom fraction_atom(const struct place *place, const struct math *node);
struct atom root_atom(const struct place *place, const struct math *node);
struct atom accent_atom(const struct place *place, const struct math *node);
struct atom line_atom(const struct place *place, const struct math *node);
struct atom brace_atom(const struct place *place, const struct math *node);
struct atom arrow_atom(const struct place *place, const struct math *node);
struct atom fence_atom(const struct place *place, const struct math *node);
struct atom big_atom(const struct place *place, const struct math *node);
struct atom table_atom(const struct place *place, const struct math *node);
struct atom frame_atom(const struct place *place, const struct math *node);
struct atom strike_atom(const struct place *place, const struct math *node);
struct atom phantom_atom(const struct place *place, const struct math *node);
/* A delimiter as high as wanted, on the axis; 0: TeX's empty one. */
const struct box *delimiter_box(
	const struct place *place, uint32_t code, float wanted);

#endif
