#ifndef ENGINE_SCORE_CORRECTION_H
#define ENGINE_SCORE_CORRECTION_H

#include "engine/model/exam.h"

/* What is changed of an exam's keys after it was sat. */
enum correction_kind {
	CORRECTION_KEY,    /* the key is another one */
	CORRECTION_ALSO,   /* is right too */
	CORRECTION_BONUS,  /* everyone gets the points */
	CORRECTION_CANCEL, /* the question does not count */
};

struct correction {
	enum correction_kind kind;
	struct str question; /* id */
	struct str key;      /* in the author's order */
};

/* "ID=C", "101:17=C", "101:II.3=-2,5", or "17=C" when the exam has one form;
 * "+=C": right too. Of a form's question the letters are the printed ones, and
 * are turned into the author's, so that the correction holds for every code.
 * Keys are letters (choice: several when each is right; multiple: all that
 * are), "Đ" or "S" (truefalse), "ĐSSĐ" (statements), numbers or texts with |
 * between them (numeric, short); the numbers keep the first one's tolerance.
 * Other types are refused, ERROR_INVALID; ERROR_NOTFOUND when there is no such
 * question. */
MUST bool correction_parse(struct arena *arena, const struct exam *exam,
	struct str text, struct correction *out, struct error *err);
/* "ID" or "101:17" or "17". */
MUST bool correction_question(struct arena *arena, const struct exam *exam,
	struct str text, struct str *id, struct error *err);

/* The exam with the keys of its questions and items as corrected; later ones
 * count. Nothing is corrected: the exam itself. */
MUST bool exam_correct(struct arena *arena, const struct exam *exam,
	const struct correction *corrections, size_t count,
	const struct exam **out, struct error *err);

/* A list, for the bank, and back: ERROR_INVALID. */
struct json *corrections_to_json(struct arena *arena,
	const struct correction *corrections, size_t count);
MUST bool corrections_from_json(struct arena *arena, const struct json *json,
	struct correction **out, size_t *count, struct error *err);

#endif
