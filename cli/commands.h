#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

/* One cmd_NAME.c for each. */
extern const struct command command_init;
extern const struct command command_import;
extern const struct command command_export;
extern const struct command command_search;
extern const struct command command_show;
extern const struct command command_try;
extern const struct command command_check;
extern const struct command command_build;
extern const struct command command_render;
extern const struct command command_rebuild;
extern const struct command command_seats;
extern const struct command command_quiz;
extern const struct command command_grade;
extern const struct command command_rescore;
extern const struct command command_verify;
extern const struct command command_analyse;
extern const struct command command_formats;
extern const struct command command_help;

/* In the order in which people meet them; NULL-terminated. */
extern const struct command *const commands[];

const struct command *command_find(const char *name); /* NULL: none */
/* The nearest name when it may be a slip of the hand, or NULL. */
const char *command_nearest(const char *name);

/* Options that every command takes, as flags; ends with a NULL name. */
extern const struct flag common_flags[];

#endif
