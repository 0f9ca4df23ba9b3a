#ifndef RENDER_ALBUM_H
#define RENDER_ALBUM_H

#include "base/error.h"
#include "engine/model/exam.h"
#include "render/type/galley.h"
#include "render/type/picture.h"

/* The pictures of exams, each decoded once, for all their documents. */
struct album;

struct album *album_new(struct arena *arena);

/* Those of the exam that the album lacks; with all of them there, nothing is
 * changed, so threads may share it. A picture
 * that is damaged or too large is an error that names it and what shows it. */
MUST bool album_add(
	struct album *album, const struct exam *exam, struct error *err);

/* The pictures that the texts of a question or passage to come may name: its
 * media, and its figures drawn for this galley. A figure that cannot be drawn
 * is the galley's fault. */
void album_show(const struct album *album, struct arena *arena,
	struct galley *g, struct str language, const struct media *media,
	size_t media_count, const struct figure *figures, size_t figure_count);

/* What the texts with these media call the album's pictures, in the arena. */
struct picture_names album_names(const struct album *album, struct arena *arena,
	const struct media *media, size_t count);

#endif
