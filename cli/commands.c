#include "cli/commands.h"

const struct command *const commands[] = {
	&command_init,
	&command_import,
	&command_export,
	&command_search,
	&command_show,
	&command_try,
	&command_check,
	&command_build,
	&command_render,
	&command_rebuild,
	&command_seats,
	&command_quiz,
	&command_grade,
	&command_rescore,
	&command_analyse,
	&command_verify,
	&command_formats,
	&command_help,
	NULL,
};

const struct flag common_flags[] = {
	{"bank", 'b', FLAG_TEXT, N_("FILE"),
		N_("the bank to work on; else DETHI_BANK names it, else it is "
		   "dethi.db"),
		0, 0},
	{"json", 0, FLAG_SWITCH, NULL,
		N_("print JSON for programs instead of sentences"), 0, 0},
	{"lang", 0, FLAG_TEXT, "vi|en",
		N_("language of messages; else that of the system"), 0, 0},
	{"help", 'h', FLAG_SWITCH, NULL, N_("say what the command does"), 0, 0},
	{0},
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	return NULL;
}

const char *command_nearest(const char *name)
{
	const char *names[sizeof commands / sizeof *commands];
	size_t count = 0;

	for (; commands[count]; count++)
		names[count] = commands[count]->name;
	names[count] = NULL;
	return str_nearest(str_from(name), names);
}
