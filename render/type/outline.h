#ifndef RENDER_TYPE_OUTLINE_H
#define RENDER_TYPE_OUTLINE_H

#include "render/type/display.h"

/* The outlines of all glyphs of an OP_GLYPHS as one path to be filled, where
 * they stand on the page: for what shows a display list without its fonts. The
 * steps live in the arena. */
struct op outline_of(struct arena *arena, const struct op *glyphs);

#endif
