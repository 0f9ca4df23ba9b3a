#ifndef CLI_CHECK_TEXT_H
#define CLI_CHECK_TEXT_H

#include "cli/cli.h"
#include "engine/assemble/check.h"

/* What a check found, in words and as JSON. */

/* "file:line:col: sentence" for each shortfall, and under it what would mend
 * it; "" when there is none. */
struct str check_shortfalls_text(struct arena *arena,
	const struct blueprint *blueprint, const struct check *check);

/* Part by part, a line for each cell: where it stands, what it asks for, how
 * many are wanted and how many there are. */
struct str check_cells_text(struct arena *arena,
	const struct blueprint *blueprint, const struct check *check);

/* A line for each rule over the whole form, with what a form drawn for a trial
 * has; "" without such rules. */
struct str check_rules_text(struct arena *arena, const struct check *check);

/* {feasible, questions, points, cells, rules, shortfalls, together, warnings}
 */
struct json *check_json(struct arena *arena, const struct blueprint *blueprint,
	const struct check *check);

/* The change that --apply NUMBER makes, counted from 1 as the text shows them;
 * NULL when there is none of that number. */
const struct relaxation *check_change(const struct check *check, size_t number);

#endif
