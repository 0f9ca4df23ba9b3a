#ifndef ENGINE_MODEL_VARIANT_H
#define ENGINE_MODEL_VARIANT_H

#include <stdint.h>

#include "engine/model/question.h"

/* Who makes questions of templates; generators/ implements it and the faces
 * pass it to what builds exams. */
struct variant_source {
	char point; /* the decimal sign of the texts */
	/* The variant of that number (generators/template.h). */
	bool (*make)(const struct variant_source *source, struct arena *arena,
		const struct question *template, uint64_t number,
		struct question *out, struct error *err);
};

/* "t12~3" is a variant of "t12": the id without what the variant added. */
struct str variant_template(struct str id);

#endif
