#ifndef RENDER_TYPE_MATH_FONT_H
#define RENDER_TYPE_MATH_FONT_H

#include "render/type/shape.h"

/* What a font's MATH table says (OpenType 1.9, "MATH – The Mathematical
 * Typesetting Table"), in ems of the size asked for later. y grows upwards.
 */
struct math_font;

/* Lives in the arena; face is one with a MATH table, or all is guessed. */
struct math_font *math_font_new(struct arena *arena, struct face *face);
struct face *math_font_face(const struct math_font *font);

/* Names as in the specification. Percents are shares: 0.7. */
enum math_constant {
	FONT_AXIS_HEIGHT,
	FONT_ACCENT_BASE_HEIGHT,
	FONT_DISPLAY_OPERATOR_MIN_HEIGHT,
	FONT_SCRIPT_SCALE,
	FONT_SCRIPT_SCRIPT_SCALE,
	FONT_SUB_SHIFT_DOWN,
	FONT_SUB_TOP_MAX,
	FONT_SUB_BASELINE_DROP_MIN,
	FONT_SUP_SHIFT_UP,
	FONT_SUP_SHIFT_UP_CRAMPED,
	FONT_SUP_BOTTOM_MIN,
	FONT_SUP_BASELINE_DROP_MAX,
	FONT_SUB_SUP_GAP_MIN,
	FONT_SUP_BOTTOM_MAX_WITH_SUB,
	FONT_SPACE_AFTER_SCRIPT,
	FONT_UPPER_LIMIT_GAP_MIN,
	FONT_UPPER_LIMIT_RISE_MIN,
	FONT_LOWER_LIMIT_GAP_MIN,
	FONT_LOWER_LIMIT_DROP_MIN,
	FONT_STACK_TOP_SHIFT_UP,
	FONT_STACK_TOP_DISPLAY_SHIFT_UP,
	FONT_STACK_BOTTOM_SHIFT_DOWN,
	FONT_STACK_BOTTOM_DISPLAY_SHIFT_DOWN,
	FONT_STACK_GAP_MIN,
	FONT_STACK_DISPLAY_GAP_MIN,
	FONT_FRACTION_NUM_SHIFT_UP,
	FONT_FRACTION_NUM_DISPLAY_SHIFT_UP,
	FONT_FRACTION_DEN_SHIFT_DOWN,
	FONT_FRACTION_DEN_DISPLAY_SHIFT_DOWN,
	FONT_FRACTION_NUM_GAP_MIN,
	FONT_FRACTION_NUM_DISPLAY_GAP_MIN,
	FONT_FRACTION_RULE,
	FONT_FRACTION_DEN_GAP_MIN,
	FONT_FRACTION_DEN_DISPLAY_GAP_MIN,
	FONT_OVERBAR_GAP,
	FONT_OVERBAR_RULE,
	FONT_OVERBAR_EXTRA,
	FONT_UNDERBAR_GAP,
	FONT_UNDERBAR_RULE,
	FONT_UNDERBAR_EXTRA,
	FONT_RADICAL_GAP,
	FONT_RADICAL_DISPLAY_GAP,
	FONT_RADICAL_RULE,
	FONT_RADICAL_EXTRA,
	FONT_RADICAL_KERN_BEFORE_DEGREE,
	FONT_RADICAL_KERN_AFTER_DEGREE,
	FONT_RADICAL_DEGREE_RAISE, /* a share of the radical's height */
	FONT_CONSTANTS
};
float math_font_constant(
	const struct math_font *font, enum math_constant constant);

struct math_glyph {
	uint32_t id;
	float advance;
	float height, depth; /* of the ink */
	float left, right;   /* of the ink, from the origin */
	float italic;        /* correction */
	float attach;        /* where an accent stands over it */
};

/* Of a glyph in the face; kept. */
const struct math_glyph *math_font_glyph(struct math_font *font, uint32_t id);

/* The glyph of a character, 0 when there is none; in scripts (level 1) and in
 * their scripts (2) its form for small sizes (feature ssty), when it has one.
 */
enum { MATH_FONT_LEVELS = 3 };
uint32_t math_font_find(struct math_font *font, uint32_t code, int level);

/* The first variant of a character that is at least wanted long in that
 * direction, else the longest. *length is how long it is. 0: no glyph. */
uint32_t math_font_variant(struct math_font *font, uint32_t code, bool vertical,
	float wanted, float *length);
/* The widest variant that is no longer than most, else the character's own. */
uint32_t math_font_narrower(struct math_font *font, uint32_t code, float most);

/* A glyph of any length put together from parts, end to end from 0 on: up or
 * to the right. */
struct math_part {
	uint32_t id;
	float at; /* where it begins */
};
/* False when the character has no parts. *length may miss wanted by what the
 * parts cannot give; at most 512 parts. */
bool math_font_assemble(struct math_font *font, struct arena *arena,
	uint32_t code, bool vertical, float wanted, struct math_part **parts,
	size_t *count, float *length);

/* One glyph as a run whose text is that character (0: none). Kept. */
const struct run *math_font_run(
	struct math_font *font, uint32_t id, uint32_t code);

#endif
