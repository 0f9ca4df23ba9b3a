#include "cli/arguments.h"

#include <assert.h>

#include "cli/commands.h"
#include "cli/help.h"

/* Where the values of common_flags go. */
enum { COMMON_BANK, COMMON_JSON, COMMON_LANG, COMMON_HELP, COMMON_COUNT };

struct arguments {
	struct cli *cli;
	char **argv;
	int argc;
	int at;
	const char *common[COMMON_COUNT];
	size_t operand_capacity;
	enum exit_code code;
	bool only_operands; /* after "--" */
};

/* An option on the command line, and where its value goes. */
struct found {
	const struct flag *flag;
	const char **value;
};

static bool is_language(const char *text)
{
	return !strcmp(text, "vi") || !strcmp(text, "en");
}

const char *arguments_language(int argc, char **argv)
{
	const char *language = i18n_from_environment();

	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		const char *value = NULL;

		if (!strncmp(argv[i], "--lang=", 7))
			value = argv[i] + 7;
		else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			value = argv[i + 1];
		if (value && is_language(value))
			language = value;
	}
	return language;
}

static bool stop(struct arguments *a, enum exit_code code)
{
	a->code = code;
	return false;
}

static size_t flag_count(const struct flag *flags)
{
	size_t count = 0;

	while (flags && flags[count].name)
		count++;
	return count;
}

static bool has_name(const struct flag *flag, struct str name)
{
	return name.len == 1 ? flag->letter == name.ptr[0]
			     : str_is(name, flag->name);
}

static struct found find_in(
	const struct flag *flags, const char **values, struct str name)
{
	for (size_t i = 0; i < flag_count(flags); i++)
		if (has_name(&flags[i], name))
			return (struct found){&flags[i], &values[i]};
	return (struct found){0};
}

/* The command's own come first: help's --man is nobody else's business. */
static struct found find_flag(struct arguments *a, struct str name)
{
	const struct command *command = a->cli->command;
	struct found found = {0};

	if (command)
		found = find_in(command->flags, a->cli->values, name);
	if (!found.flag)
		found = find_in(common_flags, a->common, name);
	return found;
}

static const char *nearest_flag(struct arguments *a, struct str name)
{
	const struct command *command = a->cli->command;
	size_t own = command ? flag_count(command->flags) : 0;
	size_t common = flag_count(common_flags);
	const char **names =
		NEW_ARRAY(a->cli->arena, own + common + 1, const char *);

	for (size_t i = 0; i < own; i++)
		names[i] = command->flags[i].name;
	for (size_t i = 0; i < common; i++)
		names[own + i] = common_flags[i].name;
	return str_nearest(name, names);
}

static bool unknown_flag(
	struct arguments *a, const char *argument, struct str name)
{
	const char *nearest = name.len > 1 ? nearest_flag(a, name) : NULL;

	if (nearest)
		return stop(a,
			cli_usage(a->cli,
				_("there is no option '%s'; did you mean "
				  "'--%s'?"),
				argument, nearest));
	return stop(
		a, cli_usage(a->cli, _("there is no option '%s'"), argument));
}

static bool in_range(const struct flag *flag, const char *value)
{
	long number;

	return flag->kind != FLAG_NUMBER ||
		(str_to_long(str_from(value), &number) && number >= flag->min &&
			number <= flag->max);
}

/* value is what stands in the same argument, or NULL. */
static bool take_flag(
	struct arguments *a, struct found found, const char *value)
{
	const struct flag *flag = found.flag;

	if (flag->kind == FLAG_SWITCH) {
		if (value)
			return stop(a,
				cli_usage(a->cli, _("--%s takes no value"),
					flag->name));
		*found.value = "yes";
		return true;
	}
	if (!value && a->at + 1 < a->argc)
		value = a->argv[++a->at];
	if (!value)
		return stop(a,
			cli_usage(a->cli, _("--%s needs a value: %s"),
				flag->name, _(flag->value)));
	if (!in_range(flag, value))
		return stop(a,
			cli_usage(a->cli,
				_("--%s must be a whole number from %ld to "
				  "%ld, not '%s'"),
				flag->name, flag->min, flag->max, value));
	*found.value = value;
	return true;
}

/* --name, --name=value */
static bool long_flag(struct arguments *a, const char *argument)
{
	const char *equals = strchr(argument, '=');
	struct str name = str_from(argument + 2);
	struct found found;

	if (equals)
		name.len = (size_t)(equals - argument - 2);
	found = name.len > 1 ? find_flag(a, name) : (struct found){0};
	if (!found.flag)
		return unknown_flag(a, argument, name);
	return take_flag(a, found, equals ? equals + 1 : NULL);
}

/* -n, -nVALUE, -jx for -j -x */
static bool short_flags(struct arguments *a, const char *argument)
{
	for (const char *at = argument + 1; *at; at++) {
		struct found found = find_flag(a, (struct str){at, 1});
		bool takes_rest;

		if (!found.flag)
			return unknown_flag(a, argument, (struct str){at, 1});
		takes_rest = found.flag->kind != FLAG_SWITCH && at[1];
		if (!take_flag(a, found, takes_rest ? at + 1 : NULL))
			return false;
		if (takes_rest)
			break;
	}
	return true;
}

static bool set_command(struct arguments *a, const char *name)
{
	const struct command *command = command_find(name);
	const char *nearest = command_nearest(name);

	if (command) {
		a->cli->command = command;
		a->cli->values = NEW_ARRAY(a->cli->arena,
			flag_count(command->flags) + 1, const char *);
		return true;
	}
	if (nearest)
		return stop(a,
			cli_usage(a->cli,
				_("there is no command '%s'; did you mean "
				  "'%s'?"),
				name, nearest));
	return stop(a, cli_usage(a->cli, _("there is no command '%s'"), name));
}

static bool take_operand(struct arguments *a, const char *argument)
{
	struct cli *cli = a->cli;

	if (!cli->command)
		return set_command(a, argument);
	*PUSH(cli->arena, cli->operands, cli->operand_count,
		a->operand_capacity) = argument;
	return true;
}

/* Of a command whose operands are words, "-x" is an option only when it is
 * one, and "-xyz" never. */
static bool is_word(struct arguments *a, const char *argument)
{
	if (!a->cli->command || !a->cli->command->words || argument[1] == '-')
		return false;
	return argument[2] || !find_flag(a, (struct str){argument + 1, 1}).flag;
}

static bool take(struct arguments *a, const char *argument)
{
	if (a->only_operands || argument[0] != '-' || !argument[1])
		return take_operand(a, argument);
	if (!strcmp(argument, "--")) {
		a->only_operands = true;
		return true;
	}
	if (!a->cli->command && !strcmp(argument, "--version")) {
		printf("dethi %s\n", VERSION);
		return stop(a, EXIT_DONE);
	}
	if (is_word(a, argument))
		return take_operand(a, argument);
	return argument[1] == '-' ? long_flag(a, argument)
				  : short_flags(a, argument);
}

static bool check_operands(struct arguments *a)
{
	struct cli *cli = a->cli;
	const struct command *command = cli->command;

	if (cli->operand_count >= command->least &&
		cli->operand_count <= command->most)
		return true;
	if (cli->operand_count > command->most && !command->most)
		return stop(a,
			cli_usage(cli, _("%s takes nothing but options"),
				command->name));
	return stop(a,
		cli_usage(cli, _("%s wants: dethi %s %s"), command->name,
			command->name, _(command->operands)));
}

static bool use_common(struct arguments *a)
{
	const char *bank = getenv("DETHI_BANK");
	const char *language = a->common[COMMON_LANG];

	if (language && !is_language(language))
		return stop(a,
			cli_usage(a->cli,
				_("--lang must be vi or en, not '%s'"),
				language));
	if (a->common[COMMON_BANK])
		a->cli->bank = a->common[COMMON_BANK];
	else if (bank && *bank)
		a->cli->bank = bank;
	a->cli->json = a->common[COMMON_JSON] != NULL;
	return true;
}

bool arguments_read(
	struct cli *cli, int argc, char **argv, enum exit_code *code)
{
	struct arguments a = {.cli = cli, .argc = argc, .argv = argv};
	bool worked = true;

	static_assert(sizeof a.common / sizeof *a.common == COMMON_COUNT,
		"a place for each option of all commands");
	for (a.at = 1; worked && a.at < argc; a.at++)
		worked = take(&a, argv[a.at]);
	worked = worked && use_common(&a);
	if (worked && a.common[COMMON_HELP]) {
		help_show(cli, cli->command);
		worked = stop(&a, EXIT_DONE);
	} else if (worked && !cli->command) {
		fprintf(stderr, "%s",
			_("Usage: dethi COMMAND …\n"
			  "dethi -h lists the commands.\n"));
		worked = stop(&a, EXIT_USAGE);
	}
	worked = worked && check_operands(&a);
	*code = a.code;
	return worked;
}
