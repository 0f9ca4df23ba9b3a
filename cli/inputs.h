#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "cli/cli.h"
#include "engine/model/exam.h"

/* What commands read that people name on the command line. */

/* A blueprint's text, without a word of what is wrong with it. */
MUST bool input_blueprint_text(struct cli *cli, const char *path,
	struct str text, struct blueprint *out);

/* A blueprint file ("-" is standard input), with its preset from the shipped
 * ones. What is wrong with it goes to cli->report. False, with *code, when it
 * cannot be used; then everything has been said. */
MUST bool input_blueprint(struct cli *cli, const char *path,
	struct blueprint *out, enum exit_code *code);

/* The text of --theme: a file, or the name of a shipped one; else of the
 * blueprint's theme: (may be NULL), a shipped one or a file in the blueprint's
 * folder; "" when neither is given. What is in it is sound, and its logo has
 * been put into it. */
MUST bool input_theme(struct cli *cli, const struct blueprint *blueprint,
	struct str *out, struct error *err);

/* An exam, by its id in the bank or as an exam.json, or the folder that holds
 * one. *path is the file, or
 * NULL when it came from the bank. */
MUST bool input_exam(struct cli *cli, const char *operand,
	const struct exam **out, const char **path, struct error *err);

#endif
