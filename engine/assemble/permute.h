#ifndef ENGINE_ASSEMBLE_PERMUTE_H
#define ENGINE_ASSEMBLE_PERMUTE_H

#include "base/rng.h"
#include "engine/model/blueprint.h"
#include "engine/model/closing.h"

/* What may move within a question: its options, statements, items or right
 * sides. Places of the same class trade what stands on them; no other. */
struct permutable {
	const struct question *question;
	size_t count;     /* 0: nothing is permuted */
	size_t *base;     /* printed place → option before any shuffling */
	size_t *class_of; /* by printed place */
	/* Of options only: by option, what it says of the others. */
	struct closing *closings;
	bool sorted; /* plain numbers, kept ascending (the closing ones last) */
};

/* Pinned options keep the author's place. Those that speak of all the others
 * ("none of the above") come last. Those that name others by letter keep their
 * place, and so do the options they name ("A is right, B is wrong"); but where
 * the same is said of them all ("both A and B"), options that exactly the same
 * ones name trade places. Statements stay unless the
 * blueprint says otherwise; right sides and items to be ordered always move,
 * since as written they are the answer. */
void permutable_of(struct arena *arena, const struct question *q,
	const struct shuffle *shuffle, struct permutable *out);

/* Bit k: the right option may be printed at place k. */
uint32_t permutable_letters(const struct permutable *p);

/* Writes a permutation, printed place → option: each that is possible is
 * equally likely. One that is the answer itself is not (sides and items). */
void permutable_draw(
	const struct permutable *p, struct rng *rng, size_t *order);

/* Brings the right option to a place that permutable_letters() allows, by
 * exchange: of a uniform draw, that is uniform among those with it there. */
void permutable_put_right(
	const struct permutable *p, size_t *order, size_t place);

/* A text that is a number and nothing else: "12", "$-1{,}5$", "−0,25". */
bool permute_number(struct arena *arena, struct str text, struct decimal *out);

#endif
