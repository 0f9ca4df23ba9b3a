#ifndef ENGINE_SCORE_RESPONSE_SHEET_H
#define ENGINE_SCORE_RESPONSE_SHEET_H

#include "engine/model/response.h"
#include "engine/score/sheet.h"

/* Adds what a quiz handed in to the sheets. Findings tell, and it is not
 * marked: of another exam, of a code the exam has not, with another number of
 * answers, by someone who has a sheet, and, when there are tickets, not signed
 * with the person's own. What was written for an essay is no mark: it stays
 * open. */
void sheets_add_response(struct arena *arena, const struct exam *exam,
	const char *file, const struct response *response,
	struct sheets *sheets, struct report *report);

/* The tickets given out: a table with columns for the number and the ticket
 * ("Mã vé", "ticket"). ERROR_SYNTAX when it has no such columns. */
MUST bool sheets_read_tickets(struct arena *arena, const char *file,
	struct str text, struct sheets *sheets, struct error *err);

#endif
