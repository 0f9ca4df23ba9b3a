#ifndef ENGINE_ASSEMBLE_DRAWER_H
#define ENGINE_ASSEMBLE_DRAWER_H

#include "base/rng.h"
#include "engine/assemble/assemble.h"
#include "engine/assemble/component.h"
#include "engine/assemble/limits.h"
#include "engine/assemble/taken.h"

/* What the parts of draw_forms() share. */
struct drawer {
	struct arena *arena;
	struct arena *scratch; /* emptied after each form */
	const struct blueprint *blueprint;
	const struct pool *pool;
	struct plan plan;
	struct limits limits;
	struct component *components;
	size_t component_count;
	struct taken taken;
	uint8_t *used;  /* by candidate: by earlier forms */
	uint32_t **row; /* what each row got on the form at hand */
	struct draw *out;
	size_t **starts; /* by part and cell: its first place on a form */
	struct str *notes;
	size_t note_count, note_capacity;
	bool mended; /* limits were kept by searching, and that was noted */
	struct draw_fault fault;
	struct deadline deadline;
	bool again;    /* drawing was tried from another beginning before */
	bool hopeless; /* trying again would not help */
};

void drawer_note(struct drawer *d, struct str text);
/* Takes what the rows hold out of taken. */
void drawer_clear(struct drawer *d);

/* Before the component is drawn from on a form; often: it may be drawn from
 * many times, so what can be is counted at once. */
void component_ready(struct drawer *d, struct component *c, bool often);

/* Fills the component's rows of d->row and d->taken. False when what is left
 * holds no such set, as far as was searched. */
MUST bool draw_component(
	struct drawer *d, struct component *c, struct rng *rng);

/* All rows of a form, so that it keeps the limits: each such form is equally
 * likely, or a note says that it is not. */
MUST bool draw_within(struct drawer *d, struct rng *rng);
/* From a form in d->row and taken to one that keeps the limits. */
MUST bool draw_mend(struct drawer *d, struct taken *taken,
	const uint8_t *elsewhere, struct rng *rng);
/* Makes limits of balance:, about the median of forms drawn for a trial. */
MUST bool draw_balance(struct drawer *d, uint64_t seed);

/* Draws which of a form's questions the others have too, as forms.overlap
 * says, and makes the plan of the others. */
MUST bool drawer_share(
	struct drawer *d, uint64_t seed, size_t try, const size_t *first);

/* Forms from first on that come near the blueprint's aims, into chosen; of
 * earlier ones' questions none is in the plan. */
MUST bool draw_aimed(
	struct drawer *d, uint64_t seed, size_t first, size_t **chosen);

/* Sets d->starts and what d->out says of places. */
void drawer_layout(struct drawer *d);
/* The rows' and picks' questions at their places. */
void drawer_place(struct drawer *d, size_t *places);

#endif
