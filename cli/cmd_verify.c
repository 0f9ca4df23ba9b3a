#include <time.h>

#include "cli/commands.h"
#include "engine/store/store_event.h"

/* dethi verify: is the bank what was stored, and what was done to it. */

enum { EVENTS_SHOWN = 10 };

static const struct flag flags[] = {
	{"log", 'n', FLAG_NUMBER, N_("N"),
		N_("how many of the last changes to show, 0 for all (else 10)"),
		0, 1000000},
	{0},
};

static struct str when(struct arena *arena, long long made)
{
	time_t seconds = (time_t)made;
	struct tm day;
	char text[32];

	if (!gmtime_r(&seconds, &day) ||
		!strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &day))
		return STR("");
	return str_copy(arena, str_from(text));
}

static void print_json(
	struct cli *cli, const struct event *events, size_t count)
{
	struct arena *arena = cli->arena;
	struct json *json = json_object(arena), *list = json_array(arena);

	for (size_t i = 0; i < count; i++) {
		struct json *one = json_object(arena);

		json_add_long(arena, one, "number", (long)events[i].row);
		json_add_str(arena, one, "made", when(arena, events[i].made));
		json_add_str(arena, one, "kind", events[i].kind);
		json_add_str(arena, one, "note", events[i].note);
		json_add_long(arena, one, "versions", (long)events[i].versions);
		json_append(list, one);
	}
	json_add_bool(arena, json, "sound", true);
	json_add(arena, json, "events", list);
	cli_print(cli, json);
}

static enum exit_code run(struct cli *cli)
{
	struct event *events;
	struct error err = {0};
	size_t count;

	if (!cli_open(cli, STORE_READ, &err) ||
		!store_verify(cli->store, &err) ||
		!store_events(cli->store, cli->arena,
			(size_t)cli_number(cli, "log", EVENTS_SHOWN), &events,
			&count, &err))
		return cli_fail(cli, &err);
	print_json(cli, events, count);
	for (size_t i = 0; i < count; i++)
		cli_say(cli, "%lld  %.*s  %.*s  %.*s\n", events[i].row,
			STR_ARG(when(cli->arena, events[i].made)),
			STR_ARG(events[i].kind), STR_ARG(events[i].note));
	cli_say(cli,
		_("%s is what was stored: no question, exam, answer or mark "
		  "was changed from outside.\n"),
		cli->bank);
	return EXIT_DONE;
}

const struct command command_verify = {
	.name = "verify",
	.operands = "",
	.summary = N_("check that nothing in the bank was tampered with"),
	.description =
		N_("Follows the bank's log from its beginning: each change is "
		   "chained to the one before by a hash that covers every "
		   "question version it made. Then exams, pictures, passages, "
		   "answers and marks are held against their own hashes. The "
		   "first that does not fit is named. The last changes are "
		   "listed, newest first."),
	.examples =
		(const struct example[]){
			{"dethi verify", N_("is all well?")},
			{"dethi verify --log 0 --json",
				N_("the whole log, for another program")},
			{0},
		},
	.flags = flags,
	.run = run,
};
