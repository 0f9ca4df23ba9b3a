#ifndef ENGINE_ASSEMBLE_ASSEMBLE_H
#define ENGINE_ASSEMBLE_ASSEMBLE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "engine/model/exam.h"
#include "engine/model/pool.h"

/* Who says when it is enough, for those who cannot wait; passed NULL: the work
 * is bounded instead, so that a seed gives the same always. */
struct deadline {
	bool (*passed)(void *ctx);
	void *ctx;
};

/* Which questions stand on each form, before order and keys are settled. */
struct draw {
	/* chosen[f][k]: candidate index of form f's k-th question, part by
	 * part and cell by cell in the blueprint's order. */
	const size_t *const *chosen;
	const size_t *part; /* of the k-th question */
	const size_t *cell; /* within its part */
	size_t form_count;
	size_t count;            /* questions of a form */
	const struct str *notes; /* where chances were not equal, and why */
	size_t note_count;
	const struct aim_outcome *aims; /* of the blueprint's aims; or none */
	size_t aim_count;
};

/* Draws uniformly over all that fits. What is exact:
 * - A row's set of questions (passages whole, any: counts included) is one of
 *   all sets that satisfy the row, each equally likely.
 * - Rows that share no questions, enemies or apart rules are independent; of
 *   rows that do, all ways of giving each row its set such that no question
 *   stands twice and no enemies meet are equally likely: by counting where
 *   their cells are nested or disjoint, else by rejection.
 * - Forms of the same questions are one draw. Different forms are drawn one
 *   after the other, each uniformly from what the ones before left, from a
 *   stream of its own: asking for more forms leaves the first as they were.
 *   Questions named by pick: and with: stand on all of them.
 * What is not, and is said in notes: when rejection finds nothing (rows nearly
 * use the bank up) a randomised search does, and a random walk from there makes
 * the draw approximately uniform; when a later form finds too little left, all
 * forms are searched for together and varied likewise; when a question of with:
 * fits several rows, its row is drawn with equal chances.
 * - The rules count, sum and mean, and balance:, are kept by drawing again
 * until a form keeps them, so all such forms are equally likely; where hardly
 * any does, one is searched for and varied, and a note says so.
 * - With aims nothing is drawn: forms that come near to them are searched for,
 * and the seed only says where that begins. ERROR_UNSAT
 * with the first shortfall's sentence when there is none. */
MUST bool draw_forms(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, uint64_t seed, struct draw *out,
	struct error *err);
MUST bool draw_forms_until(struct arena *arena,
	const struct blueprint *blueprint, const struct pool *pool,
	uint64_t seed, struct deadline deadline, struct draw *out,
	struct error *err);

/* The same; when there is none, only says what stood in the way: at.line 0 and
 * an empty text when that is not a rule. */
struct draw_fault {
	struct place at;
	struct str text;
};
MUST bool draw_try(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, uint64_t seed, struct draw *out,
	struct draw_fault *fault);

/* Settles printed order, option permutations and keys of a draw whose
 * questions are in exam->questions: form f's candidate c at
 * question_of[f * stride + c] (stride 0: all forms have the same).
 * Reads exam->blueprint and seed; fills exam->forms and notes, and nothing
 * else. Each form has streams of its own for order, options and keys.
 * - Questions move within their part, those of a passage together and in the
 *   passage's order.
 * - Options move as permute.h says; key letters of a part are even and without
 *   three in a row (keys.h), or a note says why not.
 * - Points are the row's, the part's, the question's, its rubric's, or an equal
 *   share of what the part's total leaves. */
void arrange_forms(struct arena *arena, struct exam *exam,
	const struct pool *pool, const struct draw *draw,
	const size_t *question_of, size_t stride);

#endif
