#ifndef RENDER_TYPE_WORK_H
#define RENDER_TYPE_WORK_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "render/type/box.h"
#include "render/type/galley.h"
#include "render/type/picture.h"
#include "render/type/shape.h"
#include "render/type/style.h"

/* What the parts of typesetting share while one document is made. */
struct work {
	struct arena *arena;
	struct shaper *shaper;
	struct style style;
	struct str context;            /* for messages */
	struct picture_names pictures; /* in the texts now set */
	struct readings *readings;     /* NULL: none are kept */
	const char *language;          /* of formulas: "vi" or "en" */
	struct galley_notes notes;
	unsigned last_tag;
	bool failed; /* error holds the first fault */
	struct error error;
	struct ink **inks; /* those in use */
	size_t ink_count, ink_capacity;
};

const struct tag *tag_new(struct work *work, const struct tag *parent,
	enum tag_role role, struct str alt);

/* How text with these looks is drawn, in a formula's or a code's way where
 * decor says DECOR_TINT. */
const struct ink *ink_of(struct work *work, const struct tag *tag,
	unsigned look, unsigned decor);

/* A shaped word as a box. Characters that no font has are a fault. */
const struct box *box_text(
	struct work *work, const struct ink *ink, struct str text);

/* Above and below the baseline of a line of text of this size, so that lines
 * of the same size are one leading apart. */
float strut_height(const struct work *work, float size);
float strut_depth(const struct work *work, float size);

#endif
