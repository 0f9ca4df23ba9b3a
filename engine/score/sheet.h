#ifndef ENGINE_SCORE_SHEET_H
#define ENGINE_SCORE_SHEET_H

#include "base/report.h"
#include "engine/model/exam.h"

/* What came back from one person, as it came: answers in the order of the
 * form's items, "" where nothing was answered. */
struct sheet {
	struct str person; /* candidate number or id */
	struct str name;
	struct str class;
	size_t form;
	const struct str *answers;
	const long *seconds; /* spent on each item; NULL not known */
	const char *file;
	unsigned line;
};

/* What is not marked, and why. */
enum unmarked_why {
	UNMARKED_NO_SHEET, /* of the class list */
	UNMARKED_CODE,     /* the exam has no such form */
	UNMARKED_TWICE,    /* another sheet of that person counts */
	UNMARKED_EXAM,     /* an answer file of another exam */
	UNMARKED_TICKET,   /* not signed with the person's ticket */
};

struct unmarked {
	struct str person, name, class, code;
	enum unmarked_why why;
};

/* What a head of a table means: "SBD" for "Mã HV", "3" for "Item C". */
struct column_name {
	struct str ours, theirs;
};

/* With which a person signs what a quiz hands in. */
struct ticket {
	struct str person, ticket;
};

struct sheets {
	const struct column_name *map; /* for all that is read; may be empty */
	size_t map_count;
	const struct ticket *tickets; /* none: nothing need be signed */
	size_t ticket_count;
	struct sheet *v;
	size_t count, capacity;
	struct unmarked *unmarked;
	size_t unmarked_count, unmarked_capacity;
	size_t rows; /* that were read, sheets or not */
	struct slot {
		uint64_t hash;
		size_t sheet; /* + 1 */
	} * slots;            /* of people */
	size_t slot_count;
};

enum { SHEETS_MOST = 1000000 };

/* Reads answers from a table (CSV, TSV) and adds the sheets to those there.
 *
 * Wide: a row for each person. Columns of the number ("SBD", "id"), the name
 * (in one or two), the class and the code ("Mã đề", "form") are known by their
 * heads in English or Vietnamese; all heads that are numbers ("1", "Câu 12",
 * "Q3", "II.4", "13a", "Response 5") are answers: the number through the whole
 * paper, of its part when the part stands before it, a letter for one statement
 * of several, "(GK1)" or "marker 2" for one of two or three markers of an
 * essay. Numbers that begin again are taken in the order of the columns. That
 * is also what Moodle's download of responses is.
 *
 * Long: columns of the number, the code, the question ("câu", "item") and the
 * answer ("trả lời").
 *
 * A row of essays' marks alone, of someone who has a sheet without them (from a
 * quiz, say), is added to it.
 *
 * An exam of one form needs no code. Findings tell, each with its line: codes
 * that the exam has not, people who come twice (the first counts), questions
 * that a form has not. False when it is no such table: ERROR_SYNTAX. */
MUST bool sheets_read(struct arena *arena, const struct exam *exam,
	const char *file, struct str text, struct sheets *sheets,
	struct report *report, struct error *err);

/* Adds a sheet; NULL, and nothing added, when that person has one. */
struct sheet *sheets_add(
	struct arena *arena, struct sheets *sheets, struct str person);

/* Of that person, or NULL. loose: zeros before a number do not matter, for
 * spreadsheets drop them. */
struct sheet *sheets_find(
	const struct sheets *sheets, struct str person, bool loose);

/* The class list, a table with a column of numbers: who has no sheet is told;
 * names and classes that sheets lack come from it. */
MUST bool sheets_read_class(struct arena *arena, const char *file,
	struct str text, struct sheets *sheets, struct report *report,
	struct error *err);

#endif
