#ifndef RENDER_KEY_H
#define RENDER_KEY_H

#include "engine/model/exam.h"
#include "render/press.h"

/* The key table of all forms: a row for each question, a column for each
 * code; as many codes side by side as there is room for. For teachers. */
MUST bool key_print(struct press *press, const struct exam *exam,
	struct arena *arena, struct str *out, struct error *err);

/* The same as CSV (RFC 4180 with a UTF-8 byte order mark, for spreadsheets):
 * first cell `Câu\Mã đề` (`Question\Form` in English), then the codes; rows
 * are numbered through all parts; statements as ĐSĐS (TFTF). Cells that a
 * spreadsheet would take for a formula get an apostrophe before them. */
struct str key_csv(struct arena *arena, const struct exam *exam);

/* The key of a question on a form, as tables have it: statements as ĐSĐS. */
struct str key_short(
	struct arena *arena, const struct exam *exam, const struct item *item);
/* The same for print: a number with a minus and not a hyphen. */
struct str key_printed(
	struct arena *arena, const struct exam *exam, const struct item *item);

#endif
