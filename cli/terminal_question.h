#ifndef CLI_TERMINAL_QUESTION_H
#define CLI_TERMINAL_QUESTION_H

#include "cli/terminal.h"
#include "engine/model/question.h"
#include "engine/store/store_statistics.h"

/* A question as a teacher reads it on the screen. */
struct question_view {
	const struct question *question;
	const struct topic *topic;       /* NULL: none */
	const struct outcome *outcome;   /* NULL: none */
	const struct stimulus *stimulus; /* NULL: none */
	bool stimulus_above;             /* it was shown just before */
	const struct question_statistics *statistics; /* all exams together,
				then exam by exam; may be none */
	size_t statistics_count;
	bool keys; /* else nothing that tells an answer is shown, and what
		      stands in the right order is sorted */
};

void terminal_question(struct terminal *t, const struct question_view *view);

#endif
