#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/cli.h"

/* What a command does, out of its struct command, in three forms. command
 * NULL: the program as a whole. */

/* As -h prints it. */
void help_show(struct cli *cli, const struct command *command);
/* As a chapter of the manual in Markdown; the whole program: all of them. */
void help_markdown(struct cli *cli, const struct command *command);
/* As a page for man, in roff with the man macros (man(7)). */
void help_man(struct cli *cli, const struct command *command);

/* What the forms share: the program in a sentence or two, and what an exit
 * code means; both translated. */
enum { HELP_EXITS = 4 };
const char *help_about(void);
const char *help_exit(enum exit_code code);

#endif
