#ifndef ENGINE_SCORE_ITEM_NAME_H
#define ENGINE_SCORE_ITEM_NAME_H

#include "engine/model/exam.h"

/* How people name a question of a paper: "17", "Câu 17", "II.4", "Phần II.4",
 * "13a", "Q3", "Response 3", "Câu 2 (GK1)", "3 marker 2". */
struct item_name {
	struct str part; /* folded; "" not said */
	long number;     /* of the paper, or of the part when there is one */
	int letter;      /* of a statement, from 0; -1 the whole question */
	int marker;      /* of an essay, from 1; 0 not said */
};

bool item_name_read(
	struct arena *arena, struct str text, struct item_name *out);

/* Its place in form->items; SIZE_MAX: the form has none. A part is named by its
 * place ("II", "2") or its one letter. */
size_t item_named(const struct exam *exam, const struct form *form,
	const struct item_name *name);

/* "II.4", or "4" when the exam has one part. */
struct str item_label(
	struct arena *arena, const struct exam *exam, const struct item *item);

#endif
