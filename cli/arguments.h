#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "cli/cli.h"

/* The language that --lang asks for, wherever it stands, else that of the
 * environment; known before anything can be said. A wrong one counts as not
 * given here and is refused by arguments_read. */
const char *arguments_language(int argc, char **argv);

/* Reads the command line into cli. False when there is nothing more to do,
 * because it is wrong or asks for help, which has been said; *code is then
 * what the program ends with. */
MUST bool arguments_read(
	struct cli *cli, int argc, char **argv, enum exit_code *code);

#endif
