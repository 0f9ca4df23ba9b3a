#ifndef CLI_IMPORT_DOOR_H
#define CLI_IMPORT_DOOR_H

#include "cli/cli.h"
#include "engine/model/sink.h"

/* What every question comes through on its way into the bank: what the command
 * line says of those that do not say it themselves, and the progress bar. */
struct import_door {
	struct sink inner;
	struct progress *progress;
	struct report *report;     /* templates are checked here */
	const char *file;          /* being read */
	char point;                /* the decimal sign of its texts */
	struct str subject, topic; /* "" not said */
	int grade;                 /* 0 not said */
	enum status status;        /* of drafts; STATUS_DRAFT: they stay so */
};

/* Reads --subject, --grade, --topic and --status; false after a usage fault. */
MUST bool import_door_open(
	struct cli *cli, struct import_door *door, enum exit_code *code);

/* The sink in front of door->inner. */
struct sink import_door_sink(struct import_door *door);

#endif
