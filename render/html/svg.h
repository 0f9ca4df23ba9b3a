#ifndef RENDER_HTML_SVG_H
#define RENDER_HTML_SVG_H

#include "render/html/html.h"
#include "render/type/picture.h"

/* A drawing as SVG within the page: paths alone, letters as their outlines, so
 * that it needs no font and looks as on paper. Black is the text's colour
 * (currentColor), greys are parts of it, and white has the class "paper", to
 * which a page gives its ground: .figure .paper { fill: … }. Its width is in
 * em, for drawings are made for a text of size points. alt: as the text says
 * it; "" the drawing's own. */
void svg_sketch(struct html *html, const struct sketched *drawing, float size,
	struct str alt);

#endif
