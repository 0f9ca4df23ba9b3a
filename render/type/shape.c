#include "render/type/shape.h"

#include <string.h>

#include <hb.h>

#include "base/utf8.h"
#include "render/type/math_font.h"

enum { FALLBACKS = 5 };

struct slot {
	uint64_t hash;
	unsigned key; /* role and looseness */
	const struct run *run;
};

struct shaper {
	struct arena *arena;
	struct fonts *fonts;
	struct slot *slots;
	size_t capacity; /* a power of two */
	struct shaper_count count;
	struct math_font *math; /* NULL: not asked for yet */
};

struct shaper *shaper_new(struct arena *arena, struct fonts *fonts)
{
	struct shaper *shaper = NEW(arena, struct shaper);

	shaper->arena = arena;
	shaper->fonts = fonts;
	shaper->capacity = 1024;
	shaper->slots = NEW_ARRAY(arena, shaper->capacity, struct slot);
	return shaper;
}

struct fonts *shaper_fonts(const struct shaper *shaper)
{
	return shaper->fonts;
}

struct math_font *shaper_math(struct shaper *shaper)
{
	if (!shaper->math)
		shaper->math = math_font_new(
			shaper->arena, fonts_face(shaper->fonts, FACE_MATH));
	return shaper->math;
}

struct shaper_count shaper_count(const struct shaper *shaper)
{
	return shaper->count;
}

/* ---- one run ---- */

/* A run while it grows, piece by piece. */
struct build {
	struct shaper *shaper;
	struct face *faces[FALLBACKS]; /* tried in this order */
	bool loose;
	struct run run;
	struct run_glyph *glyphs;
	size_t glyph_capacity;
	struct run_piece *pieces;
	size_t piece_capacity;
};

static hb_buffer_t *shape_span(
	const struct build *b, struct face *face, size_t start, size_t end)
{
	static const hb_feature_t plain[] = {
		{HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1},
		{HB_TAG('c', 'l', 'i', 'g'), 0, 0, (unsigned)-1},
	};
	hb_buffer_t *buffer = hb_buffer_create();

	hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, hb_language_from_string("vi", 2));
	hb_buffer_add_utf8(buffer, b->run.text.ptr, (int)b->run.text.len,
		(unsigned)start, (int)(end - start));
	hb_buffer_guess_segment_properties(buffer);
	/* Right-to-left letters are found nowhere, see runs_leftwards. */
	hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
	hb_shape(face->hb_font, buffer, plain, b->loose ? 2 : 0);
	return buffer;
}

static void add_ink(
	struct run *run, const struct face *face, const struct run_glyph *glyph)
{
	float em = (float)face->units;
	hb_glyph_extents_t ink;
	float top;

	if (!hb_font_get_glyph_extents(face->hb_font, glyph->id, &ink))
		return;
	top = (float)ink.y_bearing / em - glyph->y;
	if (top > run->height)
		run->height = top;
	if (-top - (float)ink.height / em > run->depth)
		run->depth = -top - (float)ink.height / em;
}

/* A letter under more marks than anyone can see is cut short. */
static uint16_t text_length(struct str text, size_t start, size_t end)
{
	if (end - start <= UINT16_MAX)
		return (uint16_t)(end - start);
	end = start + UINT16_MAX;
	while ((text.ptr[end] & 0xC0) == 0x80)
		end--;
	return (uint16_t)(end - start);
}

/* Glyphs first … first + count - 1 of the buffer; their text ends at end. */
static void add_glyphs(struct build *b, struct face *face, hb_buffer_t *buffer,
	unsigned first, unsigned count, size_t end)
{
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, NULL);
	const hb_glyph_position_t *at =
		hb_buffer_get_glyph_positions(buffer, NULL);
	float em = (float)face->units;
	struct run *run = &b->run;

	*PUSH(b->shaper->arena, b->pieces, run->piece_count,
		b->piece_capacity) = (struct run_piece){
		.face = face,
		.first = run->glyph_count,
		.count = count,
	};
	for (unsigned i = first; i < first + count; i++) {
		bool head =
			i == first || info[i].cluster != info[i - 1].cluster;
		size_t stop = end;
		struct run_glyph glyph = {
			.id = info[i].codepoint,
			.x = run->width + (float)at[i].x_offset / em,
			.y = -(float)at[i].y_offset / em,
			.text = info[i].cluster,
		};

		for (unsigned j = i + 1; head && j < first + count; j++)
			if (info[j].cluster != info[i].cluster) {
				stop = info[j].cluster;
				break;
			}
		if (head)
			glyph.len = text_length(run->text, glyph.text, stop);
		run->letters += head;
		run->width += (float)at[i].x_advance / em;
		add_ink(run, face, &glyph);
		*PUSH(b->shaper->arena, b->glyphs, run->glyph_count,
			b->glyph_capacity) = glyph;
	}
}

static void shape_from(struct build *b, int try, size_t start, size_t end);

/* Hebrew, Arabic and the like. Set from left to right they would be wrong
 * without a word, so they count as missing. */
static bool runs_leftwards(struct str text, size_t at)
{
	hb_script_t script;

	if (!(text.ptr[at] & 0x80))
		return false;
	script = hb_unicode_script(
		hb_unicode_funcs_get_default(), utf8_next(text, &at));
	return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

/* The glyph after the cluster that begins at i. A cluster is found when all of
 * its glyphs are. */
static unsigned cluster_end(const struct build *b, const hb_glyph_info_t *info,
	unsigned count, unsigned i, bool *found)
{
	unsigned j = i;

	*found = !runs_leftwards(b->run.text, info[i].cluster);
	for (; j < count && info[j].cluster == info[i].cluster; j++)
		*found &= info[j].codepoint != 0;
	return j;
}

static void not_found(struct build *b, size_t at)
{
	if (!b->run.missing)
		b->run.missing = utf8_next(b->run.text, &at);
}

/* The glyphs of one stretch: those found are kept, what is missing is asked
 * of the next face. */
static void take(struct build *b, int try, hb_buffer_t *buffer, size_t end)
{
	unsigned count, i = 0, j, k;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
	bool found, same, last = try + 1 == FALLBACKS;

	for (; i < count; i = j) {
		size_t stop;

		j = cluster_end(b, info, count, i, &found);
		for (; j < count; j = k) {
			k = cluster_end(b, info, count, j, &same);
			if (same != found)
				break;
		}
		stop = j < count ? info[j].cluster : end;
		if (found || last)
			add_glyphs(b, b->faces[try], buffer, i, j - i, stop);
		else
			shape_from(b, try + 1, info[i].cluster, stop);
		if (!found && last)
			not_found(b, info[i].cluster);
	}
}

static void shape_from(struct build *b, int try, size_t start, size_t end)
{
	hb_buffer_t *buffer = shape_span(b, b->faces[try], start, end);

	take(b, try, buffer, end);
	hb_buffer_destroy(buffer);
}

static const struct run *shape_new(
	struct shaper *shaper, enum face_role role, struct str text, bool loose)
{
	struct build b = {.shaper = shaper, .loose = loose};
	struct run *run = NEW(shaper->arena, struct run);

	b.faces[0] = fonts_face(shaper->fonts, role);
	b.faces[1] = fonts_face(shaper->fonts, FACE_REGULAR);
	b.faces[2] = fonts_face(shaper->fonts, FACE_MATH);
	b.faces[3] = fonts_face(shaper->fonts, FACE_SPARE);
	b.faces[4] = fonts_face(shaper->fonts, FACE_SYMBOLS);
	b.run.text = str_copy(shaper->arena, text);
	if (text.len)
		shape_from(&b, 0, 0, text.len);
	b.run.glyphs = b.glyphs;
	b.run.pieces = b.pieces;
	*run = b.run;
	return run;
}

/* ---- the table ---- */

static struct slot *find_slot(
	struct shaper *shaper, uint64_t hash, unsigned key, struct str text)
{
	size_t mask = shaper->capacity - 1;
	size_t i = (size_t)(hash ^ hash >> 32) & mask;

	for (; shaper->slots[i].run; i = (i + 1) & mask) {
		struct slot *slot = &shaper->slots[i];

		if (slot->hash == hash && slot->key == key &&
			str_equal(slot->run->text, text))
			break;
	}
	return &shaper->slots[i];
}

static void grow(struct shaper *shaper)
{
	struct slot *old = shaper->slots;
	size_t count = shaper->capacity;

	shaper->capacity *= 2;
	shaper->slots = NEW_ARRAY(shaper->arena, shaper->capacity, struct slot);
	for (size_t i = 0; i < count; i++)
		if (old[i].run)
			*find_slot(shaper, old[i].hash, old[i].key,
				old[i].run->text) = old[i];
}

const struct run *shape(
	struct shaper *shaper, enum face_role role, struct str text, bool loose)
{
	unsigned key = (unsigned)role * 2 + loose;
	uint64_t hash = str_hash(text) + key;
	struct slot *slot = find_slot(shaper, hash, key, text);

	shaper->count.asked++;
	if (slot->run)
		return slot->run;
	if (++shaper->count.runs * 4 > shaper->capacity * 3) {
		grow(shaper);
		slot = find_slot(shaper, hash, key, text);
	}
	*slot = (struct slot){
		.hash = hash,
		.key = key,
		.run = shape_new(shaper, role, text, loose),
	};
	return slot->run;
}
