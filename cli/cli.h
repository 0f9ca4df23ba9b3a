#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/report.h"
#include "base/str.h"
#include "engine/store/store.h"

/* What every command ends with, and the program with it. */
enum exit_code {
	EXIT_DONE,
	EXIT_REFUSED, /* or cannot be met: said why, nothing half-written */
	EXIT_USAGE,   /* not a command line of ours */
	EXIT_IO,      /* input or output failed */
};

struct cli;

enum flag_kind { FLAG_SWITCH, FLAG_TEXT, FLAG_NUMBER };

/* An option of a command. Tables end with a NULL name. */
struct flag {
	const char *name; /* "limit" */
	char letter;      /* 'n'; 0 none */
	enum flag_kind kind;
	const char *value; /* N_("N"): stands for the value in texts */
	const char *help;  /* N_(), a sentence without capital and full stop */
	long min, max;     /* FLAG_NUMBER */
};

/* A command line that works when copied, and what it does. Tables end with a
 * NULL command. */
struct example {
	const char *command; /* "dethi import toan12.yaml" */
	const char *text;    /* N_() */
};

/* One command: its -h, its pages in the manual and its completion are made
 * from this. */
struct command {
	const char *name;
	const char *operands;    /* N_("FILE…"); "" none */
	const char *summary;     /* N_(), one line as in a list */
	const char *description; /* N_(), paragraphs with a blank line between;
				    lines that begin with a space stay as they
				    are */
	const struct example *examples; /* at least one */
	const struct flag *flags;       /* NULL: only those of all commands */
	size_t least, most;             /* operands */
	bool words; /* operands may begin with a minus: "-nghiệm" */
	enum exit_code (*run)(struct cli *cli);
};

/* A call of the program. */
struct cli {
	struct arena *arena;
	const struct command *command;
	const char *bank;  /* path of the bank file */
	const char *share; /* folder with presets/ and banks/ */
	bool json;         /* one JSON value on standard output, no sentences */
	bool color;        /* standard output is a terminal that shows looks */
	unsigned width;    /* its columns; 80 when it has none of its own */
	long long now;     /* seconds since 1970 */
	const char **operands;
	size_t operand_count;
	const char **values;  /* of command->flags, by index; NULL not given */
	struct report report; /* what reading files found; see cli_findings */
	struct store *store;  /* opened by cli_open, closed at the end */
};

/* Options of the command, by name; asserts that the command has them. */
bool cli_flag(const struct cli *cli, const char *name);
const char *cli_text(
	const struct cli *cli, const char *name, const char *otherwise);
long cli_number(const struct cli *cli, const char *name, long otherwise);

/* Opens cli->bank into cli->store; who writes later opens it so at first. */
MUST bool cli_open(struct cli *cli, enum store_mode mode, struct error *err);

/* ---- what a person reads ---- */

/* A line or lines on standard output; nothing with --json. Characters that
 * could command a terminal are left out, so texts from files may be passed. */
void cli_say(struct cli *cli, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The same on standard error. */
void cli_note(struct cli *cli, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* "dethi: error: …" on standard error (with file, line and column when it has
 * them), or as JSON on standard output; gives the exit code it deserves. */
enum exit_code cli_fail(struct cli *cli, const struct error *err);
/* The same for a wrong command line; points at -h. */
enum exit_code cli_usage(struct cli *cli, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Everything in cli->report on standard error, one finding a line, nothing
 * with --json; errors and warnings are counted up at the end if many. Empties
 * nothing. */
void cli_findings(struct cli *cli);
/* The same as a JSON array: file, line, column, level, finding, text. */
struct json *cli_findings_json(struct cli *cli);

/* Prints the command's JSON value on a line; nothing without --json. */
void cli_print(struct cli *cli, const struct json *json);

/* Bytes for a file or a pipe, as they are, on standard output. */
void cli_write(struct cli *cli, struct str bytes);

/* The text without control characters other than line ends and tabs, and
 * without those that turn the writing direction. */
struct str cli_clean(struct arena *arena, struct str text);

/* ---- a bar on standard error ---- */

/* Shown when a person watches and it takes over a second. total 0: not known.
 * label: "Importing". */
struct progress;
struct progress *progress_begin(
	struct cli *cli, const char *label, size_t total);
void progress_at(struct progress *progress, size_t done);
void progress_end(struct progress *progress);

#endif
