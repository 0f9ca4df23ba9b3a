#ifndef CLI_ANALYSIS_TEXT_H
#define CLI_ANALYSIS_TEXT_H

#include "cli/cli.h"
#include "engine/analyse/analysis.h"

/* An item analysis in words, as JSON and as a table. */
void analysis_say(struct cli *cli, const struct analysis *analysis);
struct json *analysis_json(
	struct arena *arena, const struct analysis *analysis);
/* A row for each item, comma and point, no byte order mark: for programs. */
struct str analysis_csv(struct arena *arena, const struct analysis *analysis);

/* How many answers an item lacks; a method's name. */
size_t analysis_blanks(const struct analysis *analysis, size_t item);
const char *analysis_link(enum link_method method);

#endif
