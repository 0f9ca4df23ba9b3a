#ifndef RENDER_FIGURE_WORDS_H
#define RENDER_FIGURE_WORDS_H

#include "engine/model/figure.h"
#include "engine/model/figure_data.h"

/* A figure in words while they are written: for render/figure only. */
struct teller {
	struct buf out;
	const struct figure_value *keys;
	bool vi; /* else English */
};

/* Words in both languages; which is taken. */
void tell(struct teller *t, const char *vi, const char *en);
void tell_text(struct teller *t, struct str text);
/* Markdown, formulas as they are read aloud. formula: what has no $ in it is
 * one as a whole. */
void tell_label(struct teller *t, struct str text, bool formula);
/* Labels with commas between. */
void tell_list(struct teller *t, const struct figure_value *list, bool formula);

/* What each kind tells after its title. */
void tell_graph(struct teller *t);
void tell_plane(struct teller *t);
void tell_circuit(struct teller *t);

#endif
