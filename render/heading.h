#ifndef RENDER_HEADING_H
#define RENDER_HEADING_H

#include "engine/model/blueprint.h"
#include "render/theme.h"
#include "render/type/galley.h"

/* The heads and feet of documents. Official is the head of Vietnamese papers:
 * the department and school at the left, the exam, subject and time at the
 * right, then a line for the pupil's name with the code in a box. Plain is a
 * title and a line of facts under it. The blueprint's heading: says which; the
 * theme may bring a logo, and lines of its own for the official head. */
bool heading_is_official(const struct blueprint *blueprint);

/* Of a paper, with this code. points: thousandths, 0 not to be printed. */
void heading_paper(struct galley *g, struct arena *arena,
	const struct theme *theme, const struct blueprint *blueprint,
	struct str code, long points);
/* Of a document for teachers, with a title of its own ("ĐÁP ÁN"). */
void heading_teacher(struct galley *g, struct arena *arena,
	const struct theme *theme, const struct blueprint *blueprint,
	struct str title);

/* What the exam is called: school.exam, else the title. */
struct str heading_title(const struct blueprint *blueprint);

/* The document's properties, and page numbers in its foot (with the code, when
 * there is one). what: "Mã đề 101", "Đáp án". */
struct galley_info heading_info(struct arena *arena,
	const struct blueprint *blueprint, struct str what);
void heading_foot(struct galley *g, struct arena *arena,
	const struct blueprint *blueprint, struct str code);

#endif
