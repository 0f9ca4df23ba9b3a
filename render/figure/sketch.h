#ifndef RENDER_FIGURE_SKETCH_H
#define RENDER_FIGURE_SKETCH_H

#include "engine/model/figure.h"
#include "engine/model/figure_data.h"
#include "render/type/canvas.h"

/* A figure while it is drawn: what the files of render/figure share, for them
 * only. The figure has been checked. */
struct sketch {
	struct arena *arena;
	struct canvas *canvas;
	const struct figure_value *keys;
	float em;     /* the size of labels */
	float width;  /* asked for, points; 0: the kind's own */
	float column; /* the most there is room for */
	struct error *err;
};

typedef bool (*figure_drawer)(struct sketch *s);
bool draw_graph(struct sketch *s);
bool draw_variation(struct sketch *s);
bool draw_signs(struct sketch *s);
bool draw_line(struct sketch *s);
bool draw_plane(struct sketch *s);
bool draw_circuit(struct sketch *s);
bool draw_bar(struct sketch *s);
bool draw_pie(struct sketch *s);
bool draw_box(struct sketch *s);
bool draw_histogram(struct sketch *s);

/* A key of the figure; an item of a list that may be a text in place of its
 * first key's. */
const struct figure_value *key_of(const struct sketch *s, const char *name);
const struct figure_value *first_of(
	const struct figure_value *item, const char *name);
/* Items of a list, 0 when there is none. */
size_t count_of(const struct figure_value *list);

/* By the word of "style"; otherwise when there is none. */
const struct pen *pen_named(struct str word, const struct pen *otherwise);

/* "above left" as a direction, y upwards; false: no such word. "center" is
 * 0, 0. */
bool place_named(struct str word, struct spot *out);
/* A label beside a spot in a direction (y upwards), gap points off; cover: what
 * is beneath it is covered. */
void put_beside(struct canvas *c, const struct label *label, struct spot at,
	struct spot direction, float gap, bool cover);

/* A label that may be a formula without dollars: a letter, a name such as R1
 * or A', a number, and whatever has \\ ^ _ or = in it. The rest is words. */
struct label smart_label(struct sketch *s, struct str text);
/* "R12'" as TeX: "R_{12}'". */
struct str name_tex(struct arena *arena, struct str name);

/* A step of 1, 2 or 5 times a power of ten that cuts the length into at most
 * so many parts, and how many decimals multiples of it have. */
double nice_step(double length, int parts, int *places);
/* As many decimals as the number needs, at most 4. */
int places_of(double value);

#endif
