#include "engine/model/figure_keys.h"

#define COMMON                                                                 \
	{"width", KEY_LENGTH, false, NULL, NULL},                              \
	{                                                                      \
		"alt", KEY_TEXT, false, NULL, NULL                             \
	}
#define KEY(name, type)                                                        \
	{                                                                      \
		name, type, false, NULL, NULL                                  \
	}
#define NEEDED(name, type)                                                     \
	{                                                                      \
		name, type, true, NULL, NULL                                   \
	}
#define WORDED(name, words)                                                    \
	{                                                                      \
		name, KEY_WORD, false, words, NULL                             \
	}
#define TABLED(name, type, sub)                                                \
	{                                                                      \
		name, type, false, NULL, sub                                   \
	}
#define END                                                                    \
	{                                                                      \
		NULL, KEY_TEXT, false, NULL, NULL                              \
	}

static const char *const strokes[] = {
	"solid", "dashed", "dotted", "thick", "thin", NULL};
const char *const figure_places[] = {"above", "below", "left", "right",
	"above left", "above right", "below left", "below right", "center",
	NULL};

/* ---- coordinate axes ---- */

static const struct figure_key tick_keys[] = {
	NEEDED("at", KEY_NUMBER),
	KEY("label", KEY_TEXT),
	END,
};

static const struct figure_key function_keys[] = {
	NEEDED("y", KEY_EXPRESSION),
	KEY("from", KEY_NUMBER),
	KEY("to", KEY_NUMBER),
	KEY("label", KEY_TEXT),
	KEY("at", KEY_NUMBER),
	WORDED("place", figure_places),
	WORDED("style", strokes),
	END,
};

static const struct figure_key mark_keys[] = {
	NEEDED("at", KEY_PAIR),
	KEY("label", KEY_TEXT),
	WORDED("place", figure_places),
	KEY("open", KEY_FLAG),
	KEY("guides", KEY_FLAG),
	KEY("dot", KEY_FLAG),
	END,
};

static const struct figure_key stretch_keys[] = {
	NEEDED("from", KEY_PAIR),
	NEEDED("to", KEY_PAIR),
	KEY("arrow", KEY_FLAG),
	WORDED("style", strokes),
	END,
};

static const char *const shades[] = {"grey", "hatch", NULL};

static const struct figure_key shade_keys[] = {
	KEY("under", KEY_EXPRESSION),
	KEY("between", KEY_FORMS),
	NEEDED("from", KEY_NUMBER),
	NEEDED("to", KEY_NUMBER),
	WORDED("style", shades),
	END,
};

static const struct figure_key graph_keys[] = {
	COMMON,
	NEEDED("x", KEY_PAIR),
	NEEDED("y", KEY_PAIR),
	KEY("grid", KEY_FLAG),
	KEY("equal", KEY_FLAG),
	KEY("names", KEY_TEXTS),
	KEY("origin", KEY_TEXT),
	KEY("numbers", KEY_FLAG),
	TABLED("x_ticks", KEY_MAPS, tick_keys),
	TABLED("y_ticks", KEY_MAPS, tick_keys),
	TABLED("functions", KEY_MAPS, function_keys),
	TABLED("points", KEY_MAPS, mark_keys),
	TABLED("segments", KEY_MAPS, stretch_keys),
	KEY("asymptotes", KEY_FORMS),
	TABLED("shade", KEY_MAPS, shade_keys),
	END,
};

/* ---- tables ---- */

static const struct figure_key variation_keys[] = {
	COMMON,
	NEEDED("x", KEY_TEXTS),
	NEEDED("signs", KEY_WORDS),
	NEEDED("values", KEY_ANY),
	KEY("names", KEY_TEXTS),
	KEY("derivative", KEY_FLAG),
	END,
};

static const struct figure_key sign_row_keys[] = {
	NEEDED("name", KEY_TEXT),
	NEEDED("signs", KEY_WORDS),
	END,
};

static const struct figure_key signs_keys[] = {
	COMMON,
	NEEDED("x", KEY_TEXTS),
	{"rows", KEY_MAPS, true, NULL, sign_row_keys},
	KEY("variable", KEY_TEXT),
	END,
};

/* ---- a number line ---- */

static const char *const line_styles[] = {"hatched", "thick", NULL};

static const struct figure_key dot_keys[] = {
	NEEDED("at", KEY_NUMBER),
	KEY("label", KEY_TEXT),
	KEY("open", KEY_FLAG),
	KEY("name", KEY_TEXT),
	END,
};

static const struct figure_key line_keys[] = {
	COMMON,
	KEY("range", KEY_PAIR),
	TABLED("ticks", KEY_MAPS, tick_keys),
	TABLED("points", KEY_MAPS, dot_keys),
	KEY("intervals", KEY_FORMS),
	WORDED("style", line_styles),
	KEY("variable", KEY_TEXT),
	END,
};

/* ---- plane geometry ---- */

static const struct figure_key segment_keys[] = {
	NEEDED("of", KEY_TEXT),
	WORDED("style", strokes),
	KEY("label", KEY_TEXT),
	KEY("ticks", KEY_NUMBER),
	KEY("arrow", KEY_FLAG),
	END,
};

static const struct figure_key polygon_keys[] = {
	NEEDED("of", KEY_TEXT),
	WORDED("style", strokes),
	WORDED("fill", shades),
	END,
};

static const struct figure_key circle_keys[] = {
	KEY("center", KEY_TEXT),
	KEY("through", KEY_TEXT),
	KEY("radius", KEY_NUMBER),
	KEY("around", KEY_TEXT),
	KEY("in", KEY_TEXT),
	WORDED("style", strokes),
	WORDED("fill", shades),
	END,
};

static const struct figure_key arc_keys[] = {
	NEEDED("center", KEY_TEXT),
	NEEDED("from", KEY_TEXT),
	NEEDED("to", KEY_TEXT),
	WORDED("style", strokes),
	KEY("arrow", KEY_FLAG),
	END,
};

static const struct figure_key ellipse_keys[] = {
	NEEDED("center", KEY_TEXT),
	NEEDED("radii", KEY_PAIR),
	WORDED("style", strokes),
	WORDED("back", strokes),
	END,
};

static const struct figure_key angle_keys[] = {
	NEEDED("of", KEY_TEXT),
	KEY("label", KEY_TEXT),
	KEY("arcs", KEY_NUMBER),
	KEY("radius", KEY_NUMBER),
	END,
};

static const struct figure_key plane_keys[] = {
	COMMON,
	NEEDED("points", KEY_POINTS),
	TABLED("segments", KEY_MAPS, segment_keys),
	KEY("dashed", KEY_WORDS),
	TABLED("lines", KEY_MAPS, segment_keys),
	TABLED("rays", KEY_MAPS, segment_keys),
	TABLED("polygons", KEY_MAPS, polygon_keys),
	TABLED("circles", KEY_MAPS, circle_keys),
	TABLED("arcs", KEY_MAPS, arc_keys),
	TABLED("ellipses", KEY_MAPS, ellipse_keys),
	TABLED("angles", KEY_MAPS, angle_keys),
	KEY("right", KEY_WORDS),
	KEY("equal", KEY_ANY),
	KEY("labels", KEY_ANY),
	KEY("places", KEY_ANY),
	KEY("hide", KEY_WORDS),
	KEY("dots", KEY_WORDS),
	END,
};

/* ---- circuits ---- */

static const struct figure_key circuit_keys[] = {
	COMMON,
	NEEDED("parts", KEY_ANY),
	KEY("source", KEY_ANY),
	KEY("ends", KEY_TEXTS),
	END,
};

/* ---- numbers ---- */

static const char *const bar_styles[] = {"bars", "lines", NULL};

static const struct figure_key series_keys[] = {
	KEY("name", KEY_TEXT),
	NEEDED("values", KEY_NUMBERS),
	END,
};

static const struct figure_key bar_keys[] = {
	COMMON,
	NEEDED("labels", KEY_TEXTS),
	KEY("values", KEY_NUMBERS),
	TABLED("series", KEY_MAPS, series_keys),
	KEY("names", KEY_TEXTS),
	KEY("title", KEY_TEXT),
	KEY("numbers", KEY_FLAG),
	KEY("grid", KEY_FLAG),
	KEY("top", KEY_NUMBER),
	KEY("step", KEY_NUMBER),
	WORDED("style", bar_styles),
	END,
};

static const char *const pie_shows[] = {"percent", "value", "none", NULL};

static const struct figure_key pie_keys[] = {
	COMMON,
	NEEDED("labels", KEY_TEXTS),
	NEEDED("values", KEY_NUMBERS),
	KEY("title", KEY_TEXT),
	WORDED("show", pie_shows),
	END,
};

static const struct figure_key one_box_keys[] = {
	KEY("label", KEY_TEXT),
	KEY("values", KEY_NUMBERS),
	KEY("data", KEY_NUMBERS),
	END,
};

static const struct figure_key box_keys[] = {
	COMMON,
	KEY("values", KEY_NUMBERS),
	KEY("data", KEY_NUMBERS),
	TABLED("boxes", KEY_MAPS, one_box_keys),
	KEY("range", KEY_PAIR),
	TABLED("ticks", KEY_MAPS, tick_keys),
	KEY("title", KEY_TEXT),
	KEY("numbers", KEY_FLAG),
	KEY("variable", KEY_TEXT),
	END,
};

static const struct figure_key histogram_keys[] = {
	COMMON,
	NEEDED("edges", KEY_NUMBERS),
	NEEDED("counts", KEY_NUMBERS),
	KEY("names", KEY_TEXTS),
	KEY("title", KEY_TEXT),
	KEY("numbers", KEY_FLAG),
	KEY("polygon", KEY_FLAG),
	END,
};

const struct figure_key *const figure_keys[FIGURE_KINDS] = {
	[FIGURE_GRAPH] = graph_keys,
	[FIGURE_VARIATION] = variation_keys,
	[FIGURE_SIGNS] = signs_keys,
	[FIGURE_LINE] = line_keys,
	[FIGURE_PLANE] = plane_keys,
	[FIGURE_CIRCUIT] = circuit_keys,
	[FIGURE_BAR] = bar_keys,
	[FIGURE_PIE] = pie_keys,
	[FIGURE_BOX] = box_keys,
	[FIGURE_HISTOGRAM] = histogram_keys,
};
