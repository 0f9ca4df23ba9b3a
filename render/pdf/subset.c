#include "render/pdf/subset.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>

#include "base/hash.h"
#include "base/i18n.h"

#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

struct subset {
	struct arena *arena;
	const struct face *face;
	bool *used;        /* by glyph of the face */
	struct str *texts; /* likewise */
	double *advances;  /* likewise, of the used ones */
	bool made;

	uint32_t *map; /* glyph of the face → of the subset */
	uint32_t *old; /* and back */
	unsigned count;
	struct str name;    /* "ABCDEF+TeXGyreTermes-Regular" */
	struct str font;    /* deflated */
	size_t font_size;   /* before that */
	struct str unicode; /* ToUnicode, deflated */
	struct str widths;  /* "0[500 333 …]" */
	long box[4];        /* around all glyphs, thousandths */
};

/* What only layout needs, and the layout is done. */
static const char *const dropped[] = {"GSUB", "GPOS", "GDEF", "MATH", "BASE",
	"JSTF", "name", "post", "OS/2", "cmap", "kern", "gasp", "DSIG", "FFTM",
	"VDMX", "LTSH", "hdmx", "PCLT", "feat", "morx", "Silf", "Sill", "Glat",
	"Gloc", "Feat", "VORG", "vhea", "vmtx", "meta", NULL};

struct subset *subset_new(struct arena *arena, const struct face *face)
{
	struct subset *subset = NEW(arena, struct subset);

	subset->arena = arena;
	subset->face = face;
	subset->used = NEW_ARRAY(arena, face->glyph_count, bool);
	subset->texts = NEW_ARRAY(arena, face->glyph_count, struct str);
	subset->used[0] = true;
	return subset;
}

const struct face *subset_face(const struct subset *subset)
{
	return subset->face;
}

void subset_add(struct subset *subset, uint32_t glyph, struct str text)
{
	if (glyph >= subset->face->glyph_count)
		return;
	subset->used[glyph] = true;
	if (text.len && !subset->texts[glyph].len)
		subset->texts[glyph] = str_copy(subset->arena, text);
}

uint32_t subset_glyph(const struct subset *subset, uint32_t glyph)
{
	return glyph < subset->face->glyph_count ? subset->map[glyph] : 0;
}

struct str subset_text(const struct subset *subset, uint32_t glyph)
{
	return glyph < subset->face->glyph_count ? subset->texts[glyph]
						 : STR("");
}

double subset_width(const struct subset *subset, uint32_t glyph)
{
	return glyph < subset->face->glyph_count ? subset->advances[glyph] : 0;
}

/* ---- cutting ---- */

static hb_subset_input_t *input_new(const struct subset *subset)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_set_t *glyphs, *tables;

	if (!input)
		abort(); /* only for want of memory */
	glyphs = hb_subset_input_glyph_set(input);
	for (uint32_t g = 0; g < subset->face->glyph_count; g++)
		if (subset->used[g])
			hb_set_add(glyphs, g);
	tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; dropped[i]; i++)
		hb_set_add(tables, hb_tag_from_string(dropped[i], 4));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	return input;
}

static void keep_map(struct subset *subset, const hb_map_t *map, unsigned count)
{
	uint32_t all = subset->face->glyph_count;

	subset->count = count;
	subset->map = NEW_ARRAY(subset->arena, all, uint32_t);
	subset->old = NEW_ARRAY(subset->arena, count + 1, uint32_t);
	for (uint32_t g = 0; g < all; g++) {
		hb_codepoint_t new = hb_map_get(map, g);

		if (new == HB_MAP_VALUE_INVALID || new >= count)
			continue;
		subset->map[g] = new;
		subset->old[new] = g;
	}
}

/* The CFF table alone, or a whole TrueType file. */
static void keep_font(struct subset *subset, hb_face_t *cut)
{
	hb_blob_t *blob = subset->face->cff
		? hb_face_reference_table(cut, HB_TAG('C', 'F', 'F', ' '))
		: hb_face_reference_blob(cut);
	unsigned size;
	const char *bytes = hb_blob_get_data(blob, &size);
	struct str font = {bytes, size};
	char name[64] = "Font", tag[7];
	unsigned char hash[32];
	unsigned room = sizeof name;

	hash_bytes(font, hash);
	for (int i = 0; i < 6; i++)
		tag[i] = (char)('A' + hash[i] % 26);
	tag[6] = '\0';
	hb_ot_name_get_utf8(subset->face->hb_face,
		HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &room,
		name);
	subset->name = str_format(subset->arena, "%s+%s", tag, name);
	subset->font_size = size;
	/* Outlines hardly get shorter by trying harder. */
	subset->font = deflate_fast(subset->arena, font);
	hb_blob_destroy(blob);
}

static void keep_widths(struct subset *subset)
{
	struct buf out = {.arena = subset->arena};

	subset->advances =
		NEW_ARRAY(subset->arena, subset->face->glyph_count, double);
	for (unsigned i = 0; i < subset->count; i++) {
		uint32_t glyph = subset->old[i];
		hb_position_t advance = hb_font_get_glyph_h_advance(
			subset->face->hb_font, glyph);

		subset->advances[glyph] =
			round(advance * 10000.0 / subset->face->units) / 10;
	}

	buf_text(&out, "0[");
	for (unsigned i = 0; i < subset->count; i++) {
		if (i)
			buf_char(&out, ' ');
		put_number(&out, subset_width(subset, subset->old[i]));
	}
	buf_char(&out, ']');
	subset->widths = buf_str(&out);
}

static void keep_box(struct subset *subset)
{
	double scale = 1000.0 / subset->face->units;
	long *box = subset->box;

	for (unsigned i = 0; i < subset->count; i++) {
		hb_glyph_extents_t e = {0};

		hb_font_get_glyph_extents(
			subset->face->hb_font, subset->old[i], &e);
		box[0] = MIN(box[0], lround(floor(e.x_bearing * scale)));
		box[1] = MIN(box[1],
			lround(floor((e.y_bearing + e.height) * scale)));
		box[2] = MAX(
			box[2], lround(ceil((e.x_bearing + e.width) * scale)));
		box[3] = MAX(box[3], lround(ceil(e.y_bearing * scale)));
	}
}

/* A CMap file (Adobe Technical Note 5014) from glyphs to characters. At most
 * 100 entries may stand in one block. */
static void keep_unicode(struct subset *subset)
{
	struct buf out = {.arena = subset->arena};
	unsigned left = 0, in_block = 0;

	for (unsigned i = 1; i < subset->count; i++)
		left += subset->texts[subset->old[i]].len > 0;
	buf_text(&out,
		"/CIDInit/ProcSet findresource begin\n"
		"12 dict begin\nbegincmap\n"
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
		"/Supplement 0>>def\n"
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
		"1 begincodespacerange\n<0000><FFFF>\n"
		"endcodespacerange\n");
	for (unsigned i = 1; i < subset->count; i++) {
		struct str text = subset->texts[subset->old[i]];

		if (!text.len)
			continue;
		if (!in_block) {
			in_block = left < 100 ? left : 100;
			left -= in_block;
			buf_format(&out, "%u beginbfchar\n", in_block);
		}
		buf_char(&out, '<');
		put_hex(&out, i);
		buf_text(&out, "><");
		put_utf16(&out, text);
		buf_text(&out, ">\n");
		if (!--in_block)
			buf_text(&out, "endbfchar\n");
	}
	buf_text(&out,
		"endcmap\nCMapName currentdict/CMap defineresource "
		"pop\nend\nend\n");
	subset->unicode = deflate_well(subset->arena, buf_str(&out));
}

bool subset_make(struct subset *subset, struct error *err)
{
	hb_subset_input_t *input;
	hb_subset_plan_t *plan;
	hb_face_t *cut;

	if (subset->made)
		return true;
	input = input_new(subset);
	plan = hb_subset_plan_create_or_fail(subset->face->hb_source, input);
	cut = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	if (cut) {
		keep_map(subset, hb_subset_plan_old_to_new_glyph_mapping(plan),
			hb_face_get_glyph_count(cut));
		keep_font(subset, cut);
		keep_widths(subset);
		keep_box(subset);
		keep_unicode(subset);
		subset->made = true;
	}
	hb_face_destroy(cut);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	return subset->made ||
		fail(err, ERROR_INVALID,
			_("the font '%s' cannot be embedded: its file is "
			  "damaged"),
			subset->face->name);
}

/* ---- embedding ---- */

static struct object *embed_file(
	const struct subset *subset, struct object_file *file)
{
	struct str entries = subset->face->cff
		? STR("/Subtype/CIDFontType0C")
		: str_format(object_arena(file), "/Length1 %zu",
			  subset->font_size);

	return object_stream(file, entries, subset->font, true);
}

/* PDF 1.7 table 123: 1 fixed pitch, 2 serif, 4 symbolic, 64 italic. */
static int descriptor_flags(const struct face *face)
{
	bool italic =
		face->role == FACE_ITALIC || face->role == FACE_BOLD_ITALIC;

	return 4 | (face->role == FACE_MONO ? 1 : 2) | (italic ? 64 : 0);
}

static struct object *embed_descriptor(
	const struct subset *subset, struct object_file *file)
{
	const struct face *face = subset->face;
	struct object *object = object_new(file);
	struct buf out = {.arena = object_arena(file)};
	bool bold = face->role == FACE_BOLD || face->role == FACE_BOLD_ITALIC;
	int flags = descriptor_flags(face);

	buf_format(&out, "/Type/FontDescriptor/FontName/%.*s/Flags %d",
		STR_ARG(subset->name), flags);
	buf_format(&out, "/Ascent %ld/Descent %ld/CapHeight %ld",
		lround(face->ascent * 1000), -lround(face->descent * 1000),
		lround(face->cap_height * 1000));
	buf_format(&out, "/ItalicAngle %d/StemV %d", flags & 64 ? -15 : 0,
		bold ? 140 : 80);
	buf_format(&out, "/FontBBox[%ld %ld %ld %ld]", subset->box[0],
		subset->box[1], subset->box[2], subset->box[3]);
	buf_format(&out, "/FontFile%d %u 0 R", face->cff ? 3 : 2,
		object_number(embed_file(subset, file)));
	object_set(file, object, buf_str(&out));
	return object;
}

static struct object *embed_glyphs(
	const struct subset *subset, struct object_file *file)
{
	struct object *object = object_new(file);
	struct buf out = {.arena = object_arena(file)};

	buf_format(&out, "/Type/Font/Subtype/CIDFontType%d/BaseFont/%.*s",
		subset->face->cff ? 0 : 2, STR_ARG(subset->name));
	if (!subset->face->cff)
		buf_text(&out, "/CIDToGIDMap/Identity");
	buf_text(&out,
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
		"/Supplement 0>>");
	buf_format(&out, "/DW 0/W[%.*s]/FontDescriptor %u 0 R",
		STR_ARG(subset->widths),
		object_number(embed_descriptor(subset, file)));
	object_set(file, object, buf_str(&out));
	return object;
}

struct object *subset_embed(
	const struct subset *subset, struct object_file *file)
{
	struct object *object = object_new(file);

	object_set(file, object,
		str_format(object_arena(file),
			"/Type/Font/Subtype/Type0/BaseFont/%.*s"
			"/Encoding/Identity-H/DescendantFonts[%u 0 R]"
			"/ToUnicode %u 0 R",
			STR_ARG(subset->name),
			object_number(embed_glyphs(subset, file)),
			object_number(object_stream(
				file, STR(""), subset->unicode, true))));
	return object;
}
