#ifndef BANKS_CANVAS_QUIZ_PARTS_H
#define BANKS_CANVAS_QUIZ_PARTS_H

#include "banks/canvas_quiz.h"
#include "banks/foreign.h"

/* Private to banks/canvas_quiz*.c. */

struct canvas_quiz_writer {
	struct arena *arena;
	struct buf out; /* the assessment */
	bool vietnamese;
	const char *gap; /* gaps are "[gap1]": a word that no text holds */
	size_t names; /* of options: those of a gap begin here, for Canvas wants
			 all of a question to differ */
	const struct question *q;
	struct report *report;
};

/* XML that stands as it is, with printf arguments. */
void canvas_quiz_put(struct canvas_quiz_writer *w, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct str canvas_quiz_escaped(struct canvas_quiz_writer *w, struct str text);
/* "<material>…": a text with HTML inside, or plain where Canvas shows no HTML.
 */
void canvas_quiz_put_html(struct canvas_quiz_writer *w, struct str markdown);
void canvas_quiz_put_plain(struct canvas_quiz_writer *w, struct str markdown);
void canvas_quiz_put_words(struct canvas_quiz_writer *w, struct str words);

/* "multiple_choice_question" for the question at hand. */
const char *canvas_quiz_type(const struct question *q);
/* <presentation> and <resprocessing>, and the feedback of options. */
void canvas_quiz_put_asked(struct canvas_quiz_writer *w);

#endif
