#ifndef CLI_TERMINAL_MARKUP_H
#define CLI_TERMINAL_MARKUP_H

#include "cli/terminal.h"

/* A question's text (base/markup) in the terminal: formulas as their TeX
 * source, pictures as "[picture: name]", gaps as "[1]". look is added to all
 * of it. */
void terminal_markup(struct terminal *t, unsigned look, struct str text);

/* The same on one paragraph, blocks joined, for cells and lists of answers. */
void terminal_add_markup(
	struct terminal_words *words, unsigned look, struct str text);

#endif
