#ifndef ENGINE_MODEL_EXAM_H
#define ENGINE_MODEL_EXAM_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "engine/model/blueprint.h"
#include "engine/model/question.h"

/* A question of a form as it is printed. */
struct item {
	size_t part;         /* index into the blueprint's parts */
	long number;         /* the printed number, from 1 in each part */
	size_t question;     /* index into the exam's questions */
	long points;         /* thousandths */
	const size_t *order; /* printed place → option (statement, item, right
				side of a match) index; NULL: as written */
	size_t order_count;
	struct str key; /* question_key() in that order */
};

struct form {
	struct str code;
	const struct item *items; /* part by part, as printed */
	size_t item_count;
	long points;     /* thousandths */
	long seconds;    /* expected; 0 when not known for all */
	double expected; /* points expected, from difficulty; NAN */
};

/* How an aim of the blueprint came out. Values are as people know them:
 * information, points, seconds, a difficulty from 0 to 1; of AIM_TARGET the
 * greatest distance from the target, of AIM_ALIKE that between two forms. */
struct aim_outcome {
	double value;
	bool bounded; /* no forms are better than bound */
	double bound; /* 0 when there is none, as gap */
	double gap;   /* what may be missed of the best, as a share of it; of
			 AIM_TARGET and AIM_ALIKE, of the target */
	bool best;    /* proved: there is nothing better */
	bool enough;  /* as near as within: asks */
	bool late;    /* time ended the search */
};

/* What an assembly made: everything needed to print it again, for ever. */
struct exam {
	struct str id; /* from the content: same exam, same id */
	uint64_t seed;
	const struct blueprint *blueprint;
	const struct question *questions; /* each once, versions pinned */
	size_t question_count;
	const struct stimulus *stimuli;
	size_t stimulus_count;
	const struct topic *topics; /* those of the questions and above */
	size_t topic_count;
	const struct form *forms;
	size_t form_count;
	const struct media *media; /* its pictures with their bytes, each once;
				      those of other kinds are left out */
	size_t media_count;
	const struct aim_outcome *aims; /* of the blueprint's; or none */
	size_t aim_count;
	const struct str *notes; /* what assembly wants to tell the teacher */
	size_t note_count;
};

/* SIZE_MAX when the exam has none of that id. */
size_t exam_question(const struct exam *exam, struct str id);
/* NULL when the exam has none of that id. */
const struct stimulus *exam_stimulus(const struct exam *exam, struct str id);
const struct topic *exam_topic(const struct exam *exam, struct str id);
/* NULL when it is no picture, or lacks. */
const struct media *exam_media(const struct exam *exam, struct str hash);
/* NULL when no form has that code. */
const struct form *exam_form(const struct exam *exam, struct str code);

/* exam.json: self-contained (blueprint and preset text, questions, forms,
 * pictures), and back. It holds the keys: for teachers only. A changed file is
 * refused: the id is the hash of the rest. presets are not needed.
 * ERROR_SYNTAX, INVALID, DENIED. */
struct json *exam_aims_json(struct arena *arena, const struct exam *exam);
struct str exam_to_json(struct arena *arena, const struct exam *exam);
MUST bool exam_from_json(struct arena *arena, const char *name, struct str text,
	const struct exam **out, struct error *err);

/* The id an exam must have: "e" and 12 hexadecimal digits of the SHA-256 of
 * its content without the id and the notes; of pictures, their hashes. */
struct str exam_identity(struct arena *arena, const struct exam *exam);

#endif
