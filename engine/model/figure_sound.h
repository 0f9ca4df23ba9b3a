#ifndef ENGINE_MODEL_FIGURE_SOUND_H
#define ENGINE_MODEL_FIGURE_SOUND_H

#include "engine/model/figure.h"

/* A figure while it is looked at: what the files of figure_sound share, for
 * them only. */
struct sound {
	struct arena *arena;
	const struct figure_value *keys;
	struct error *err;
};

const struct figure_value *sound_get(const struct sound *s, const char *name);
/* The list of that name, where there is one, has so many values. */
bool sound_between(
	const struct sound *s, const char *name, size_t least, size_t most);
/* The number, said at v, lies in the pair of that name. */
bool sound_in_range(const struct sound *s, const char *name,
	const struct figure_value *v, double number);

bool sound_graph(const struct sound *s);
bool sound_plane(const struct sound *s);
bool sound_circuit(const struct sound *s);

#endif
