#ifndef ENGINE_BUILD_H
#define ENGINE_BUILD_H

#include "base/arena.h"
#include "base/error.h"
#include "engine/assemble/assemble.h"
#include "engine/model/exam.h"
#include "engine/model/variant.h"
#include "engine/store/store.h"

/* Pool, draw, load, arrange: an exam from a bank and a blueprint. Nothing is
 * saved; the exam borrows the blueprint. Same bank, blueprint and seed: same
 * exam. Templates become variants, by the blueprint's variants: of all forms or
 * each form its own; without a source of them (NULL) a template is an error.
 * ERROR_UNSAT with the first shortfall when the bank
 * cannot meet the blueprint (check_blueprint says why in full). */
MUST bool build_exam(struct arena *arena, struct store *store,
	const struct blueprint *blueprint,
	const struct variant_source *variants, uint64_t seed,
	const struct exam **out, struct error *err);
/* The same, but the search for what aims ask ends when time is up. */
MUST bool build_exam_until(struct arena *arena, struct store *store,
	const struct blueprint *blueprint,
	const struct variant_source *variants, uint64_t seed,
	struct deadline deadline, const struct exam **out, struct error *err);

#endif
