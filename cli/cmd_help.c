#include "cli/commands.h"
#include "cli/help.h"

/* dethi help: the commands, or one of them, for people, for the manual and
 * for man. */
static const struct flag flags[] = {
	{"markdown", 0, FLAG_SWITCH, NULL,
		N_("as a chapter of the manual, in Markdown"), 0, 0},
	{"man", 0, FLAG_SWITCH, NULL, N_("as a manual page, for man"), 0, 0},
	{0},
};

static enum exit_code print_json(struct cli *cli)
{
	struct json *json = json_object(cli->arena);
	struct json *list = json_array(cli->arena);

	for (size_t i = 0; commands[i]; i++) {
		struct json *entry = json_object(cli->arena);

		json_add_str(
			cli->arena, entry, "name", str_from(commands[i]->name));
		json_add_str(cli->arena, entry, "operands",
			str_from(commands[i]->operands));
		json_add_str(cli->arena, entry, "summary",
			str_from(_(commands[i]->summary)));
		json_append(list, entry);
	}
	json_add_str(cli->arena, json, "version", STR(VERSION));
	json_add(cli->arena, json, "commands", list);
	cli_print(cli, json);
	return EXIT_DONE;
}

static enum exit_code run(struct cli *cli)
{
	const struct command *command = NULL;

	if (cli->operand_count) {
		command = command_find(cli->operands[0]);
		if (!command)
			return cli_usage(cli, _("there is no command '%s'"),
				cli->operands[0]);
	}
	if (cli_flag(cli, "man"))
		help_man(cli, command);
	else if (cli_flag(cli, "markdown"))
		help_markdown(cli, command);
	else if (cli->json)
		return print_json(cli);
	else
		help_show(cli, command);
	return EXIT_DONE;
}

const struct command command_help = {
	.name = "help",
	.operands = N_("[COMMAND]"),
	.summary = N_("say what the commands do"),
	.description = N_("Without a command lists them all, with one says "
			  "what dethi COMMAND -h says."),
	.examples =
		(const struct example[]){
			{"dethi help", N_("all commands")},
			{"dethi help build",
				N_("what dethi build does, with examples")},
			{0},
		},
	.flags = flags,
	.most = 1,
	.run = run,
};
