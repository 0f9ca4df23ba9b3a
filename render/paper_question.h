#ifndef RENDER_PAPER_QUESTION_H
#define RENDER_PAPER_QUESTION_H

#include "render/album.h"
#include "render/shown.h"
#include "render/theme.h"
#include "render/type/galley.h"

/* How questions are set on a paper. */
struct asking {
	struct arena *arena;
	struct str language;
	const struct album *album; /* its pictures; NULL none */
	const struct theme *theme;
	bool beside; /* small pictures stand at the right of their question */
	bool blanks; /* with room for the answers, for papers without a sheet */
};

struct ask {
	bool hint;        /* says what to do: the part's heading does not */
	bool points;      /* says what it is worth */
	struct str label; /* instead of "Câu 3."; "" none */
};

/* A question with all that belongs to it, kept together where it fits. Its
 * pictures are then also those of what follows, such as its solution. */
void paper_question(struct galley *g, const struct asking *asking,
	const struct shown *question, struct ask ask);

/* A passage before its questions, numbered first to last. */
void paper_passage(struct galley *g, const struct asking *asking,
	const struct stimulus *stimulus, long first, long last);

#endif
