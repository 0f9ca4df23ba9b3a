#ifndef CLI_MARKING_H
#define CLI_MARKING_H

#include "cli/cli.h"
#include "engine/grade.h"

/* What `dethi grade` and `dethi rescore` share. */

struct marking {
	struct cli *cli;
	const struct exam *exam; /* as it was sat */
	const char *folder;
	long scale, step; /* thousandths; scale 0: the paper's points */
	struct correction *corrections;
	size_t correction_count, correction_capacity;
	struct sheets sheets;
	struct grading grading;
	struct json *written; /* names of files */
};

/* --scale and --round; false when they are no such numbers. What is not given
 * stays. */
bool marking_scale(struct marking *m);

/* --key; and with it --bonus and --cancel: added to the corrections. */
MUST bool marking_keys(struct marking *m, struct error *err);
MUST bool marking_corrections(struct marking *m, struct error *err);

/* How the bank's marks were made: scale, step, corrections. */
void marking_recalled(struct marking *m, const struct grade_rules *rules);

/* The files of answers, from operand first on: tables, their heads explained by
 * --map (pairs "SBD=Mã HV", with commas between), and what quizzes handed in.
 */
MUST bool marking_sheets(struct marking *m, size_t first, struct error *err);

/* A table of answers or a class list as UTF-8. */
MUST bool marking_text(struct marking *m, const char *path, struct str *text,
	struct error *err);

/* Marks the sheets; findings go to cli->report. */
MUST bool marking_grade(struct marking *m, struct error *err);

/* The marks' files into the folder, all or none, when there is one; with keep
 * also into the bank, which is open for writing: both or neither. */
MUST bool marking_write(struct marking *m, bool keep, struct error *err);

/* Points as JSON writes them. */
void marking_add_points(struct marking *m, struct json *json, const char *name,
	long thousandths);

#endif
