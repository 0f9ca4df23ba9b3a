#include "cli/commands.h"

/* dethi init: a new, empty bank. */
static enum exit_code run(struct cli *cli)
{
	struct json *json = json_object(cli->arena);
	struct error err;

	if (!store_create(cli->bank, &cli->store, &err))
		return cli_fail(cli, &err);
	json_add_str(cli->arena, json, "bank", str_from(cli->bank));
	cli_print(cli, json);
	cli_say(cli, _("%s is a new bank, still empty.\n"), cli->bank);
	cli_say(cli,
		_("Bring questions in with: dethi import FILE\n"
		  "Sample banks are in %s/banks.\n"),
		cli->share);
	return EXIT_DONE;
}

const struct command command_init = {
	.name = "init",
	.operands = "",
	.summary = N_("make a new bank"),
	.description = N_(
		"Makes a new bank: one file that holds questions, topics, "
		"passages, pictures and the exams built from them. Copy it to "
		"take everything along.\n"
		"\n"
		"A file that is there already is never overwritten."),
	.examples =
		(const struct example[]){
			{"dethi init", N_("a bank in the file dethi.db")},
			{"dethi init -b toan12.db",
				N_("a bank of another name")},
			{0},
		},
	.run = run,
};
