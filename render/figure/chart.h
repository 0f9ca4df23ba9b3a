#ifndef RENDER_FIGURE_CHART_H
#define RENDER_FIGURE_CHART_H

#include "render/figure/sketch.h"

/* What bar charts, histograms and pie charts share. */

/* Fills that are told apart in print: light, hatched, darker, white… Any
 * index. The outline is drawn too. */
void chart_fill(
	struct canvas *c, const struct spot *spots, size_t count, size_t index);
bool chart_hatched(size_t index);
/* A little square of a fill, its lower left corner at the spot, and words. */
float chart_legend(
	struct sketch *s, struct str words, size_t index, struct spot at);
/* Over the middle of what is drawn from left to right, above y. */
void chart_title(struct sketch *s, float left, float right, float y);

/* An axis upwards from 0,0, labelled from 0 to top. */
struct chart_axis {
	struct sketch *s;
	double top, step;
	int places;
	float height; /* of top, points */
	float width;  /* of the x axis */
	bool grid;
	bool whole; /* all numbers are: so are those on the axis */
};
/* Finds top and step for numbers up to most; "top" and "step" of the figure go
 * before. */
void chart_scale(struct chart_axis *a, double most);
float chart_height(const struct chart_axis *a, double value);
/* Lines behind the bars and numbers at the left; then, after the bars, the axes
 * with the names of the figure's "names". */
void chart_back(struct chart_axis *a);
void chart_front(struct chart_axis *a);

#endif
