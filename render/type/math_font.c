#include "render/type/math_font.h"

#include <math.h>

#include <hb-ot.h>
#include <hb.h>

#include "base/utf8.h"

enum { VARIANTS = 32, PARTS = 16, REPEATS_MOST = 400 };

/* As its character, and as a part of something that has another's text. */
struct kept_run {
	uint32_t code;
	const struct run *run, *part;
};

struct math_font {
	struct arena *arena;
	struct face *face;
	float em;
	float constants[FONT_CONSTANTS];
	const struct math_glyph **glyphs; /* by id */
	/* By id, for levels 1 and 2: the form for scripts + 1; 0 unknown. */
	uint32_t *scripts[MATH_FONT_LEVELS];
	struct kept_run *runs; /* by id */
};

struct source {
	hb_ot_math_constant_t constant;
	float otherwise; /* without a MATH table */
	bool percent;
};

#define EMS(name, guess)                                                       \
	{                                                                      \
		HB_OT_MATH_CONSTANT_##name, guess, false                       \
	}
#define PERCENT(name, guess)                                                   \
	{                                                                      \
		HB_OT_MATH_CONSTANT_##name, guess, true                        \
	}

static const struct source sources[] = {
	[FONT_AXIS_HEIGHT] = EMS(AXIS_HEIGHT, 0.25f),
	[FONT_ACCENT_BASE_HEIGHT] = EMS(ACCENT_BASE_HEIGHT, 0.45f),
	[FONT_DISPLAY_OPERATOR_MIN_HEIGHT] =
		EMS(DISPLAY_OPERATOR_MIN_HEIGHT, 1.3f),
	[FONT_SCRIPT_SCALE] = PERCENT(SCRIPT_PERCENT_SCALE_DOWN, 0.7f),
	[FONT_SCRIPT_SCRIPT_SCALE] =
		PERCENT(SCRIPT_SCRIPT_PERCENT_SCALE_DOWN, 0.5f),
	[FONT_SUB_SHIFT_DOWN] = EMS(SUBSCRIPT_SHIFT_DOWN, 0.2f),
	[FONT_SUB_TOP_MAX] = EMS(SUBSCRIPT_TOP_MAX, 0.35f),
	[FONT_SUB_BASELINE_DROP_MIN] = EMS(SUBSCRIPT_BASELINE_DROP_MIN, 0.1f),
	[FONT_SUP_SHIFT_UP] = EMS(SUPERSCRIPT_SHIFT_UP, 0.36f),
	[FONT_SUP_SHIFT_UP_CRAMPED] = EMS(SUPERSCRIPT_SHIFT_UP_CRAMPED, 0.29f),
	[FONT_SUP_BOTTOM_MIN] = EMS(SUPERSCRIPT_BOTTOM_MIN, 0.11f),
	[FONT_SUP_BASELINE_DROP_MAX] =
		EMS(SUPERSCRIPT_BASELINE_DROP_MAX, 0.25f),
	[FONT_SUB_SUP_GAP_MIN] = EMS(SUB_SUPERSCRIPT_GAP_MIN, 0.16f),
	[FONT_SUP_BOTTOM_MAX_WITH_SUB] =
		EMS(SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT, 0.35f),
	[FONT_SPACE_AFTER_SCRIPT] = EMS(SPACE_AFTER_SCRIPT, 0.05f),
	[FONT_UPPER_LIMIT_GAP_MIN] = EMS(UPPER_LIMIT_GAP_MIN, 0.11f),
	[FONT_UPPER_LIMIT_RISE_MIN] = EMS(UPPER_LIMIT_BASELINE_RISE_MIN, 0.2f),
	[FONT_LOWER_LIMIT_GAP_MIN] = EMS(LOWER_LIMIT_GAP_MIN, 0.17f),
	[FONT_LOWER_LIMIT_DROP_MIN] = EMS(LOWER_LIMIT_BASELINE_DROP_MIN, 0.6f),
	[FONT_STACK_TOP_SHIFT_UP] = EMS(STACK_TOP_SHIFT_UP, 0.44f),
	[FONT_STACK_TOP_DISPLAY_SHIFT_UP] =
		EMS(STACK_TOP_DISPLAY_STYLE_SHIFT_UP, 0.68f),
	[FONT_STACK_BOTTOM_SHIFT_DOWN] = EMS(STACK_BOTTOM_SHIFT_DOWN, 0.35f),
	[FONT_STACK_BOTTOM_DISPLAY_SHIFT_DOWN] =
		EMS(STACK_BOTTOM_DISPLAY_STYLE_SHIFT_DOWN, 0.69f),
	[FONT_STACK_GAP_MIN] = EMS(STACK_GAP_MIN, 0.12f),
	[FONT_STACK_DISPLAY_GAP_MIN] = EMS(STACK_DISPLAY_STYLE_GAP_MIN, 0.28f),
	[FONT_FRACTION_NUM_SHIFT_UP] = EMS(FRACTION_NUMERATOR_SHIFT_UP, 0.39f),
	[FONT_FRACTION_NUM_DISPLAY_SHIFT_UP] =
		EMS(FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP, 0.68f),
	[FONT_FRACTION_DEN_SHIFT_DOWN] =
		EMS(FRACTION_DENOMINATOR_SHIFT_DOWN, 0.35f),
	[FONT_FRACTION_DEN_DISPLAY_SHIFT_DOWN] =
		EMS(FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN, 0.69f),
	[FONT_FRACTION_NUM_GAP_MIN] = EMS(FRACTION_NUMERATOR_GAP_MIN, 0.04f),
	[FONT_FRACTION_NUM_DISPLAY_GAP_MIN] =
		EMS(FRACTION_NUM_DISPLAY_STYLE_GAP_MIN, 0.12f),
	[FONT_FRACTION_RULE] = EMS(FRACTION_RULE_THICKNESS, 0.04f),
	[FONT_FRACTION_DEN_GAP_MIN] = EMS(FRACTION_DENOMINATOR_GAP_MIN, 0.04f),
	[FONT_FRACTION_DEN_DISPLAY_GAP_MIN] =
		EMS(FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN, 0.12f),
	[FONT_OVERBAR_GAP] = EMS(OVERBAR_VERTICAL_GAP, 0.12f),
	[FONT_OVERBAR_RULE] = EMS(OVERBAR_RULE_THICKNESS, 0.04f),
	[FONT_OVERBAR_EXTRA] = EMS(OVERBAR_EXTRA_ASCENDER, 0.04f),
	[FONT_UNDERBAR_GAP] = EMS(UNDERBAR_VERTICAL_GAP, 0.12f),
	[FONT_UNDERBAR_RULE] = EMS(UNDERBAR_RULE_THICKNESS, 0.04f),
	[FONT_UNDERBAR_EXTRA] = EMS(UNDERBAR_EXTRA_DESCENDER, 0.04f),
	[FONT_RADICAL_GAP] = EMS(RADICAL_VERTICAL_GAP, 0.05f),
	[FONT_RADICAL_DISPLAY_GAP] =
		EMS(RADICAL_DISPLAY_STYLE_VERTICAL_GAP, 0.15f),
	[FONT_RADICAL_RULE] = EMS(RADICAL_RULE_THICKNESS, 0.04f),
	[FONT_RADICAL_EXTRA] = EMS(RADICAL_EXTRA_ASCENDER, 0.04f),
	[FONT_RADICAL_KERN_BEFORE_DEGREE] =
		EMS(RADICAL_KERN_BEFORE_DEGREE, 0.28f),
	[FONT_RADICAL_KERN_AFTER_DEGREE] =
		EMS(RADICAL_KERN_AFTER_DEGREE, -0.55f),
	[FONT_RADICAL_DEGREE_RAISE] =
		PERCENT(RADICAL_DEGREE_BOTTOM_RAISE_PERCENT, 0.6f),
};
_Static_assert(sizeof sources / sizeof *sources == FONT_CONSTANTS,
	"every constant has its source");

static void read_constants(struct math_font *font)
{
	hb_font_t *hb = font->face->hb_font;
	bool has = hb_ot_math_has_data(font->face->hb_face);

	for (size_t i = 0; i < FONT_CONSTANTS; i++) {
		const struct source *source = &sources[i];
		float value = source->otherwise;

		if (has)
			value = (float)hb_ot_math_get_constant(
					hb, source->constant) /
				(source->percent ? 100 : font->em);
		font->constants[i] = value;
	}
}

struct math_font *math_font_new(struct arena *arena, struct face *face)
{
	struct math_font *font = NEW(arena, struct math_font);
	size_t count = face->glyph_count;

	font->arena = arena;
	font->face = face;
	font->em = (float)face->units;
	font->glyphs = NEW_ARRAY(arena, count, const struct math_glyph *);
	for (int i = 1; i < MATH_FONT_LEVELS; i++)
		font->scripts[i] = NEW_ARRAY(arena, count, uint32_t);
	font->runs = NEW_ARRAY(arena, count, struct kept_run);
	read_constants(font);
	return font;
}

struct face *math_font_face(const struct math_font *font)
{
	return font->face;
}

float math_font_constant(
	const struct math_font *font, enum math_constant constant)
{
	return font->constants[constant];
}

/* ---- glyphs ---- */

static void measure(struct math_font *font, struct math_glyph *glyph)
{
	hb_font_t *hb = font->face->hb_font;
	hb_glyph_extents_t ink = {0};

	hb_font_get_glyph_extents(hb, glyph->id, &ink);
	glyph->advance = face_advance(font->face, glyph->id);
	glyph->height = (float)ink.y_bearing / font->em;
	glyph->depth = -(float)(ink.y_bearing + ink.height) / font->em;
	glyph->left = (float)ink.x_bearing / font->em;
	glyph->right = (float)(ink.x_bearing + ink.width) / font->em;
	glyph->italic =
		(float)hb_ot_math_get_glyph_italics_correction(hb, glyph->id) /
		font->em;
	glyph->attach = (float)hb_ot_math_get_glyph_top_accent_attachment(
				hb, glyph->id) /
		font->em;
}

const struct math_glyph *math_font_glyph(struct math_font *font, uint32_t id)
{
	struct math_glyph *glyph;

	if (id >= font->face->glyph_count)
		id = 0;
	if (font->glyphs[id])
		return font->glyphs[id];
	glyph = NEW(font->arena, struct math_glyph);
	glyph->id = id;
	measure(font, glyph);
	font->glyphs[id] = glyph;
	return glyph;
}

/* What the feature ssty makes of a character, asked once. */
static uint32_t script_form(
	struct math_font *font, uint32_t code, uint32_t id, int level)
{
	hb_feature_t small = {
		HB_TAG('s', 's', 't', 'y'), (uint32_t)level, 0, (unsigned)-1};
	uint32_t *known = &font->scripts[level][id];
	const hb_glyph_info_t *info;
	hb_buffer_t *buffer;
	unsigned count;

	if (*known)
		return *known - 1;
	buffer = hb_buffer_create();
	hb_buffer_add(buffer, code, 0);
	hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
	hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
	hb_buffer_set_script(buffer, HB_SCRIPT_MATH);
	hb_shape(font->face->hb_font, buffer, &small, 1);
	info = hb_buffer_get_glyph_infos(buffer, &count);
	*known = (count == 1 ? info->codepoint : id) + 1;
	hb_buffer_destroy(buffer);
	return *known - 1;
}

uint32_t math_font_find(struct math_font *font, uint32_t code, int level)
{
	uint32_t id = face_glyph(font->face, code);

	return id && level > 0 ? script_form(font, code, id, level) : id;
}

/* ---- long glyphs ---- */

static hb_direction_t direction(bool vertical)
{
	return vertical ? HB_DIRECTION_BTT : HB_DIRECTION_LTR;
}

static float own_length(struct math_font *font, uint32_t id, bool vertical)
{
	const struct math_glyph *glyph = math_font_glyph(font, id);

	return vertical ? glyph->height + glyph->depth
			: glyph->right - glyph->left;
}

uint32_t math_font_variant(struct math_font *font, uint32_t code, bool vertical,
	float wanted, float *length)
{
	hb_ot_math_glyph_variant_t variants[VARIANTS];
	uint32_t id = face_glyph(font->face, code);
	unsigned count = VARIANTS;

	*length = own_length(font, id, vertical);
	if (!id || *length >= wanted)
		return id;
	hb_ot_math_get_glyph_variants(font->face->hb_font, id,
		direction(vertical), 0, &count, variants);
	for (unsigned i = 0; i < count; i++) {
		id = variants[i].glyph;
		*length = (float)variants[i].advance / font->em;
		if (*length >= wanted - 0.001f)
			break;
	}
	return id;
}

uint32_t math_font_narrower(struct math_font *font, uint32_t code, float most)
{
	hb_ot_math_glyph_variant_t variants[VARIANTS];
	uint32_t own = face_glyph(font->face, code), id = own;
	unsigned count = VARIANTS;

	hb_ot_math_get_glyph_variants(font->face->hb_font, own,
		HB_DIRECTION_LTR, 0, &count, variants);
	for (unsigned i = 0; i < count; i++)
		if ((float)variants[i].advance / font->em <= most)
			id = variants[i].glyph;
	return id;
}

/* The parts of a glyph, and how many of each extender are taken. */
struct assembly {
	hb_ot_math_glyph_part_t parts[PARTS];
	unsigned count;
	float em;
	float least;   /* overlap */
	float most;    /* likewise */
	size_t repeat; /* of extenders */
};

static size_t times(const struct assembly *a, unsigned i)
{
	return a->parts[i].flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER
		? a->repeat
		: 1;
}

static float full(const struct assembly *a, unsigned i)
{
	return (float)a->parts[i].full_advance / a->em;
}

static size_t part_count(const struct assembly *a, float *sum)
{
	size_t count = 0;

	*sum = 0;
	for (unsigned i = 0; i < a->count; i++) {
		count += times(a, i);
		*sum += (float)times(a, i) * full(a, i);
	}
	return count;
}

static bool read_assembly(
	struct math_font *font, uint32_t id, bool vertical, struct assembly *a)
{
	hb_font_t *hb = font->face->hb_font;
	hb_position_t italic;

	a->count = PARTS;
	hb_ot_math_get_glyph_assembly(
		hb, id, direction(vertical), 0, &a->count, a->parts, &italic);
	a->em = font->em;
	a->least = (float)hb_ot_math_get_min_connector_overlap(
			   hb, direction(vertical)) /
		font->em;
	a->most = INFINITY;
	for (unsigned i = 0; i < a->count; i++) {
		float start = (float)a->parts[i].start_connector_length;
		float end = (float)a->parts[i].end_connector_length;

		/* The outer ends connect to nothing. */
		if (i)
			a->most = fminf(a->most, start / font->em);
		if (i + 1 < a->count)
			a->most = fminf(a->most, end / font->em);
	}
	return a->count > 0;
}

/* Enough extenders, then as much overlap as is too much. */
static size_t choose(struct assembly *a, float wanted, float *overlap)
{
	float sum;
	size_t count;

	for (a->repeat = 0;; a->repeat++) {
		count = part_count(a, &sum);
		if (a->repeat >= REPEATS_MOST)
			break;
		if (count && sum - (float)(count - 1) * a->least >= wanted)
			break;
	}
	*overlap = a->least;
	if (count > 1)
		*overlap = (sum - wanted) / (float)(count - 1);
	*overlap = fmaxf(fminf(*overlap, a->most), a->least);
	return count;
}

bool math_font_assemble(struct math_font *font, struct arena *arena,
	uint32_t code, bool vertical, float wanted, struct math_part **parts,
	size_t *count, float *length)
{
	struct assembly a;
	uint32_t id = face_glyph(font->face, code);
	float overlap, at = 0;
	size_t n = 0;

	if (!id || !read_assembly(font, id, vertical, &a))
		return false;
	*count = choose(&a, wanted, &overlap);
	*parts = NEW_ARRAY(arena, *count, struct math_part);
	for (unsigned i = 0; i < a.count; i++)
		for (size_t k = 0; k < times(&a, i); k++) {
			(*parts)[n++] =
				(struct math_part){a.parts[i].glyph, at};
			at += full(&a, i) - overlap;
		}
	*length = at + overlap;
	return true;
}

/* ---- runs ---- */

static const struct run *run_new(
	struct math_font *font, uint32_t id, uint32_t code)
{
	const struct math_glyph *glyph = math_font_glyph(font, id);
	struct run *run = NEW(font->arena, struct run);
	struct run_glyph *glyphs = NEW(font->arena, struct run_glyph);
	struct run_piece *pieces = NEW(font->arena, struct run_piece);
	struct buf text = {.arena = font->arena};

	if (code)
		utf8_put(&text, code);
	*glyphs = (struct run_glyph){.id = id, .len = (uint16_t)text.len};
	*pieces = (struct run_piece){.face = font->face, .count = 1};
	*run = (struct run){
		.text = buf_str(&text),
		.width = glyph->advance,
		.height = glyph->height,
		.depth = glyph->depth,
		.letters = 1,
		.glyphs = glyphs,
		.glyph_count = 1,
		.pieces = pieces,
		.piece_count = 1,
	};
	return run;
}

const struct run *math_font_run(
	struct math_font *font, uint32_t id, uint32_t code)
{
	struct kept_run *kept = &font->runs[id];

	if (!code && !kept->part)
		kept->part = run_new(font, id, 0);
	if (!code)
		return kept->part;
	if (!kept->run) {
		kept->code = code;
		kept->run = run_new(font, id, code);
	}
	return kept->code == code ? kept->run : run_new(font, id, code);
}
