#ifndef ENGINE_MODEL_BLUEPRINT_EDIT_H
#define ENGINE_MODEL_BLUEPRINT_EDIT_H

#include "engine/model/blueprint.h"

/* Small changes of a blueprint's text, its comments and layout kept. */
enum edit_kind {
	EDIT_COUNT,    /* of the row at: so many of level, or any: */
	EDIT_STIMULUS, /* the row at draws its passages question by question */
	EDIT_DROP,     /* the rule at becomes a comment, or is taken out */
	EDIT_LEAST,    /* the rule at: its lower bound */
	EDIT_MOST,     /* and its upper one */
	EDIT_FORMS,    /* so many forms */
	EDIT_SAME,     /* all of the same questions */
};

struct edit {
	enum edit_kind kind;
	struct place at;  /* of the row or rule, as the blueprint has it */
	enum level level; /* of EDIT_COUNT; LEVEL_NONE: any: */
	long to;          /* questions or forms; of bounds as in struct rule */
	size_t index;     /* of bounds of information: the ability */
	bool whole;       /* of bounds: a number of questions */
};

/* The text with all edits made. ERROR_DENIED when it cannot be told where: what
 * is to be changed stands in a preset, or is written in some unusual way. */
MUST bool blueprint_edit(struct arena *arena, const struct blueprint *blueprint,
	const struct edit *edits, size_t count, struct str *out,
	struct error *err);

#endif
