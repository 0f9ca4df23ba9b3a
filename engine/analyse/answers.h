#ifndef ENGINE_ANALYSE_ANSWERS_H
#define ENGINE_ANALYSE_ANSWERS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* What so many people answered to so many items, scored. Arrays by answer are
 * [person * items + item]. */
struct answers {
	size_t people, items;
	const struct str *names;  /* of items */
	const struct str *ids;    /* of people; "" none */
	const struct str *groups; /* of people, or NULL */
	const float *scores;      /* up to most; NAN missing, or not asked */
	const float *most;        /* by item: the best score there is, above 0;
				     of a bare table 1, or the best that came */
	/* Options, when there are letters; else NULL. */
	const char *letters;          /* first, first + 1…; 0: none taken */
	char first;                   /* 'A' or '1' */
	const uint32_t *rights;       /* by item: bit k, option k is right; 0:
					 no options are known of the item */
	const uint8_t *option_counts; /* by item; 0 not known; or NULL */
	/* Asked, not answered, and scored; or NULL when not known. */
	const bool *blank;
	/* Spent on each answer; 0 or less: not known; or NULL. */
	const float *seconds;
	/* By person, when people were asked other items; form_count 0: all were
	 * asked the same. */
	const size_t *forms;
	size_t form_count;
	/* Columns of a bare table that were taken for something else. */
	const struct str *ignored;
	size_t ignored_count;
	bool nines; /* each 9 among 0 and 1 was taken as missing */
};

enum { ANSWERS_ITEMS_MOST = 2000, ANSWERS_CELLS_MOST = 200 * 1000 * 1000 };

/* Reads a bare table of people by items. Cells have commas, semicolons, tabs or
 * blanks between them; a line of one word is taken letter by letter. The first
 * row may name the columns, all, or all but the first one (as R writes them).
 * Cells are scores of -100 to 100 (with point or comma), or letters or digits
 * for which key has the right one of each item ("ABDC…", "A,B,D,C"; or a row
 * whose person is called "key"); of items that are scored anyway the key may
 * have something else or, of all of them, nothing. Empty, "NA", "-", "." and
 * the like, -9, -99 and -999 are missing, and 9 when all other scores are 0 and
 * 1.
 *
 * Columns called id, SBD, STT, name… those before the answers that hold
 * something else or count the rows (in the first 1000) name the people; a
 * column called as group gives their groups (group NULL: none); a column called
 * "Freq", "count", "tần số" counts the row so many times; totals, and columns
 * that hold no answer at all, are left out. A long table, with columns for the
 * person, the item and the score or the answer, is turned into a wide one.
 * ERROR_SYNTAX with line and column number; ERROR_DENIED: too large. */
MUST bool answers_read(struct arena *arena, const char *file, struct str text,
	struct str key, const char *group, struct answers *out,
	struct error *err);

/* What is done with missing answers (of a bare table). */
enum missing {
	MISSING_SKIP,  /* they are left out of what concerns their item, and add
			  nothing to totals */
	MISSING_WRONG, /* they are scored 0 */
	MISSING_DROP,  /* people who have any are left out */
};
struct answers answers_settle(
	struct arena *arena, const struct answers *a, enum missing missing);

/* A score as a share of the best one; NAN missing. */
static inline double answers_share(
	const struct answers *a, size_t person, size_t item)
{
	return (double)(a->scores[person * a->items + item] / a->most[item]);
}

#endif
