#ifndef CLI_QUERY_WORDS_H
#define CLI_QUERY_WORDS_H

#include "cli/cli.h"
#include "engine/model/query.h"

/* The command's operands, joined by spaces, as a query, with what the options
 * of QUERY_FLAGS add. The text it was made from goes to *text (may be NULL).
 * An operand tag:a b, of which the shell took the quotes, is one tag. */
MUST bool query_of(struct cli *cli, struct str *text, struct query *out,
	struct error *err);

/* Filters as options, for the table of a command's flags. */
#define QUERY_FLAGS                                                            \
	{"subject", 0, FLAG_TEXT, N_("NAME"),                                  \
		N_("only of this subject, as subject:toan"), 0, 0},            \
		{"grade", 0, FLAG_TEXT, N_("N"), N_("only of this grade"), 0,  \
			0},                                                    \
		{"topic", 0, FLAG_TEXT, N_("ID"),                              \
			N_("only of this topic and those below it"), 0, 0},    \
		{"level", 0, FLAG_TEXT, N_("LEVEL"),                           \
			N_("only of this level: know, understand, apply, "     \
			   "extend"),                                          \
			0, 0},                                                 \
		{"type", 0, FLAG_TEXT, N_("TYPE"),                             \
			N_("only of this type: choice, statements, "           \
			   "numeric…"),                                        \
			0, 0},                                                 \
		{"tag", 0, FLAG_TEXT, N_("TAG"), N_("only with this tag"), 0,  \
			0},                                                    \
		{"status", 0, FLAG_TEXT, N_("STATUS"),                         \
			N_("only draft, review, approved or retired ones"), 0, \
			0},                                                    \
	{                                                                      \
		"id", 0, FLAG_TEXT, N_("ID"),                                  \
			N_("only with this id; a star stands for any ending"), \
			0, 0                                                   \
	}

#endif
