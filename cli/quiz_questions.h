#ifndef CLI_QUIZ_QUESTIONS_H
#define CLI_QUIZ_QUESTIONS_H

#include "banks/format.h"
#include "cli/cli.h"
#include "engine/model/exam.h"

/* An exam's questions as another program's file, with their keys: those of a
 * form in its order, with its options in their printed order, or with code ""
 * all of the exam. What the format cannot hold goes to cli->report.
 * ERROR_NOTFOUND: no form has the code. */
MUST bool quiz_questions(struct cli *cli, const struct exam *exam,
	struct str code, const struct format *format, struct str *out,
	struct error *err);

#endif
