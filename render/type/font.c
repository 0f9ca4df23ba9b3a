#include "render/type/font.h"

#include <string.h>

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

#include "base/i18n.h"

/* Where Debian puts the files. */
#define GYRE "/usr/share/texmf/fonts/opentype/public/tex-gyre/"
#define GYRE_MATH "/usr/share/texmf/fonts/opentype/public/tex-gyre-math/"
#define LM "/usr/share/texmf/fonts/opentype/public/lm/"
#define LM_MATH "/usr/share/texmf/fonts/opentype/public/lm-math/"
#define LIBERATION "/usr/share/fonts/truetype/liberation2/"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/"

/* For every family. */
#define SYMBOLS                                                                \
	{                                                                      \
		DEJAVU "DejaVuSans.ttf", "fonts-dejavu-core"                   \
	}

struct source {
	const char *path;
	const char *package;
};

struct family {
	const char *name;
	struct source files[FACE_COUNT];
};

/* Latin Modern has no bold italic at 12 points. */
static const struct family families[] = {
	{"termes",
		{
			[FACE_REGULAR] = {GYRE "texgyretermes-regular.otf",
				"fonts-texgyre"},
			[FACE_BOLD] = {GYRE "texgyretermes-bold.otf",
				"fonts-texgyre"},
			[FACE_ITALIC] = {GYRE "texgyretermes-italic.otf",
				"fonts-texgyre"},
			[FACE_BOLD_ITALIC] = {GYRE
				"texgyretermes-bolditalic.otf",
				"fonts-texgyre"},
			[FACE_MONO] = {GYRE "texgyrecursor-regular.otf",
				"fonts-texgyre"},
			[FACE_MATH] = {GYRE_MATH "texgyretermes-math.otf",
				"fonts-texgyre-math"},
			[FACE_SPARE] = {LIBERATION
				"LiberationSerif-Regular.ttf",
				"fonts-liberation2"},
			[FACE_SYMBOLS] = SYMBOLS,
		}},
	{"modern",
		{
			[FACE_REGULAR] = {LM "lmroman12-regular.otf",
				"fonts-lmodern"},
			[FACE_BOLD] = {LM "lmroman12-bold.otf",
				"fonts-lmodern"},
			[FACE_ITALIC] = {LM "lmroman12-italic.otf",
				"fonts-lmodern"},
			[FACE_BOLD_ITALIC] = {LM "lmroman10-bolditalic.otf",
				"fonts-lmodern"},
			[FACE_MONO] = {LM "lmmono12-regular.otf",
				"fonts-lmodern"},
			[FACE_MATH] = {LM_MATH "latinmodern-math.otf",
				"fonts-lmodern"},
			[FACE_SPARE] = {LIBERATION
				"LiberationSerif-Regular.ttf",
				"fonts-liberation2"},
			[FACE_SYMBOLS] = SYMBOLS,
		}},
	{"liberation",
		{
			[FACE_REGULAR] = {LIBERATION
				"LiberationSerif-Regular.ttf",
				"fonts-liberation2"},
			[FACE_BOLD] = {LIBERATION "LiberationSerif-Bold.ttf",
				"fonts-liberation2"},
			[FACE_ITALIC] = {LIBERATION
				"LiberationSerif-Italic.ttf",
				"fonts-liberation2"},
			[FACE_BOLD_ITALIC] = {LIBERATION
				"LiberationSerif-BoldItalic.ttf",
				"fonts-liberation2"},
			[FACE_MONO] = {LIBERATION "LiberationMono-Regular.ttf",
				"fonts-liberation2"},
			[FACE_MATH] = {GYRE_MATH "texgyretermes-math.otf",
				"fonts-texgyre-math"},
			[FACE_SPARE] = {GYRE "texgyretermes-regular.otf",
				"fonts-texgyre"},
			[FACE_SYMBOLS] = SYMBOLS,
		}},
};

enum { FAMILIES = sizeof families / sizeof *families };

const char *const font_families[] = {"termes", "modern", "liberation", NULL};
_Static_assert(sizeof font_families / sizeof *font_families == FAMILIES + 1,
	"every family is listed");

struct fonts {
	struct face faces[FACE_COUNT];
};

static const struct family *find_family(const char *name)
{
	for (size_t i = 0; i < FAMILIES; i++)
		if (!strcmp(families[i].name, name))
			return &families[i];
	return NULL;
}

/* "…/texgyretermes-bold.otf" → "texgyretermes-bold" */
static const char *face_name(struct arena *arena, const char *path)
{
	const char *base = strrchr(path, '/') + 1;

	return arena_copy(arena, base, strcspn(base, "."));
}

static float metric(const struct face *face, hb_ot_metrics_tag_t tag)
{
	hb_position_t value = 0;

	hb_ot_metrics_get_position_with_fallback(face->hb_font, tag, &value);
	return (float)value / (float)face->units;
}

static void face_measure(struct face *face)
{
	hb_blob_t *cff = hb_face_reference_table(
		face->hb_face, HB_TAG('C', 'F', 'F', ' '));

	face->cff = hb_blob_get_length(cff) > 0;
	hb_blob_destroy(cff);
	face->ascent = metric(face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
	face->descent = -metric(face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
	face->x_height = metric(face, HB_OT_METRICS_TAG_X_HEIGHT);
	face->cap_height = metric(face, HB_OT_METRICS_TAG_CAP_HEIGHT);
}

static bool face_open(struct face *face, const char *path, const char *package,
	struct error *err)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);

	if (!blob)
		return fail(err, ERROR_NOTFOUND,
			_("font file %s not found: install the package %s"),
			path, package);
	face->hb_face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	hb_face_make_immutable(face->hb_face);
	face->hb_source = hb_face_reference(face->hb_face);
	face->units = hb_face_get_upem(face->hb_face);
	face->glyph_count = hb_face_get_glyph_count(face->hb_face);
	face->hb_font = hb_font_create(face->hb_face);
	hb_font_set_scale(face->hb_font, (int)face->units, (int)face->units);
	hb_font_make_immutable(face->hb_font);
	if (!face->glyph_count)
		return fail(err, ERROR_INVALID,
			_("%s is not a font: install the package %s again"),
			path, package);
	face_measure(face);
	return true;
}

static bool unknown_family(const char *name, struct error *err)
{
	const char *nearest = str_nearest(str_from(name), font_families);

	if (nearest)
		return fail(err, ERROR_NOTFOUND,
			_("no font family '%s': did you mean '%s'?"), name,
			nearest);
	return fail(err, ERROR_NOTFOUND, _("no font family '%s'"), name);
}

bool fonts_open_in(struct arena *arena, const char *name, const char *folder,
	struct fonts **out, struct error *err)
{
	const struct family *family = find_family(name);
	struct fonts *fonts = NEW(arena, struct fonts);

	if (!family)
		return unknown_family(name, err);
	for (int i = 0; i < FACE_COUNT; i++) {
		const struct source *file = &family->files[i];
		struct face *face = &fonts->faces[i];
		const char *path = file->path;

		if (folder)
			path = str_format(
				arena, "%s/%s", folder, strrchr(path, '/') + 1)
				       .ptr;
		face->role = (enum face_role)i;
		face->name = face_name(arena, path);
		if (!face_open(face, path, file->package, err)) {
			fonts_close(fonts);
			return false;
		}
	}
	*out = fonts;
	return true;
}

bool fonts_open(struct arena *arena, const char *family, struct fonts **out,
	struct error *err)
{
	return fonts_open_in(arena, family, NULL, out, err);
}

void fonts_prepare(struct fonts *fonts)
{
	for (int i = 0; i < FACE_COUNT; i++) {
		struct face *face = &fonts->faces[i];

		hb_face_destroy(face->hb_source);
		face->hb_source = hb_subset_preprocess(face->hb_face);
	}
}

void fonts_close(struct fonts *fonts)
{
	if (!fonts)
		return;
	for (int i = 0; i < FACE_COUNT; i++) {
		hb_font_destroy(fonts->faces[i].hb_font);
		hb_face_destroy(fonts->faces[i].hb_face);
		hb_face_destroy(fonts->faces[i].hb_source);
		fonts->faces[i].hb_font = NULL;
		fonts->faces[i].hb_face = NULL;
		fonts->faces[i].hb_source = NULL;
	}
}

struct face *fonts_face(const struct fonts *fonts, enum face_role role)
{
	return (struct face *)&fonts->faces[role];
}

uint32_t face_glyph(const struct face *face, uint32_t code)
{
	hb_codepoint_t glyph = 0;

	hb_font_get_nominal_glyph(face->hb_font, code, &glyph);
	return glyph;
}

float face_advance(const struct face *face, uint32_t glyph)
{
	return (float)hb_font_get_glyph_h_advance(face->hb_font, glyph) /
		(float)face->units;
}
