#include "banks/format.h"
#include "cli/commands.h"
#include "cli/terminal.h"

/* dethi formats: the question files that can be read and written. */

static struct str join(struct arena *arena, struct buf *list, const char *word)
{
	buf_format(list, "%s%s", list->len ? ", " : "", word);
	(void)arena;
	return buf_str(list);
}

static struct str types_of(struct cli *cli, const struct format *format)
{
	struct buf list = {.arena = cli->arena};

	if (format->types == (1U << TYPE_COUNT) - 1)
		return str_from(_("all"));
	for (unsigned type = 0; type < TYPE_COUNT; type++)
		if (format->types >> type & 1)
			join(cli->arena, &list,
				question_type_name((enum question_type)type));
	return buf_str(&list);
}

static struct str lost_by(struct cli *cli, const struct format *format)
{
	struct buf list = {.arena = cli->arena};

	for (size_t i = 0; format_fields[i]; i++)
		if (!format_holds(format, format_fields[i]))
			join(cli->arena, &list, format_fields[i]);
	return list.len ? buf_str(&list) : str_from(_("nothing"));
}

static struct json *format_json(struct cli *cli, const struct format *format)
{
	struct arena *arena = cli->arena;
	struct json *json = json_object(arena), *types = json_array(arena);
	struct json *lost = json_array(arena), *endings = json_array(arena);

	for (unsigned type = 0; type < TYPE_COUNT; type++)
		if (format->write && format->types >> type & 1)
			json_append_str(arena, types,
				str_from(question_type_name(
					(enum question_type)type)));
	for (size_t i = 0; format->write && format_fields[i]; i++)
		if (!format_holds(format, format_fields[i]))
			json_append_str(
				arena, lost, str_from(format_fields[i]));
	for (size_t i = 0; format->endings[i]; i++)
		json_append_str(arena, endings, str_from(format->endings[i]));
	json_add_str(arena, json, "name", str_from(format->name));
	json_add_str(arena, json, "label", str_from(_(format->label)));
	json_add(arena, json, "endings", endings);
	json_add_bool(arena, json, "writes", format->write != NULL);
	json_add(arena, json, "types", types);
	json_add(arena, json, "loses", lost);
	return json;
}

static void say_format(struct cli *cli, const struct format *format)
{
	cli_say(cli, "%s · %s", format->name, _(format->label));
	for (size_t i = 0; format->endings[i]; i++)
		cli_say(cli, "%s%s", i ? ", " : " · ", format->endings[i]);
	cli_say(cli, "\n");
	if (!format->write) {
		cli_say(cli, "  %s\n", _("is only read"));
		return;
	}
	cli_say(cli, _("  types written: %.*s\n"),
		STR_ARG(types_of(cli, format)));
	cli_say(cli, _("  what is lost in writing: %.*s\n"),
		STR_ARG(lost_by(cli, format)));
}

/* ---- for the manual ---- */

static struct str types_lost(struct cli *cli, const struct format *format)
{
	struct buf list = {.arena = cli->arena};

	for (unsigned type = 0; type < TYPE_COUNT; type++)
		if (!(format->types >> type & 1))
			buf_format(&list, "%s`%s`", list.len ? ", " : "",
				question_type_name((enum question_type)type));
	return list.len ? buf_str(&list) : STR("–");
}

static struct str fields_lost(struct cli *cli, const struct format *format)
{
	struct buf list = {.arena = cli->arena};

	for (size_t i = 0; format_fields[i]; i++)
		if (!format_holds(format, format_fields[i]))
			buf_format(&list, "%s`%s`", list.len ? ", " : "",
				format_fields[i]);
	return list.len ? buf_str(&list) : STR("–");
}

static enum exit_code print_markdown(struct cli *cli)
{
	struct buf out = {.arena = cli->arena};

	buf_format(&out, "\n| %s | %s | %s |\n|---|---|---|\n", _("format"),
		_("questions it cannot hold"), _("fields it cannot hold"));
	for (size_t i = 0; formats[i]; i++)
		if (formats[i]->write)
			buf_format(&out, "| `%s`: %s | %.*s | %.*s |\n",
				formats[i]->name, _(formats[i]->label),
				STR_ARG(types_lost(cli, formats[i])),
				STR_ARG(fields_lost(cli, formats[i])));
	buf_char(&out, '\n');
	cli_write(cli, buf_str(&out));
	return EXIT_DONE;
}

static const struct flag flags[] = {
	{"markdown", 0, FLAG_SWITCH, NULL,
		N_("what each cannot hold, as a table for the manual"), 0, 0},
	{0},
};

static enum exit_code run(struct cli *cli)
{
	struct json *list = json_array(cli->arena);

	if (cli_flag(cli, "markdown"))
		return print_markdown(cli);
	for (size_t i = 0; formats[i]; i++) {
		json_append(list, format_json(cli, formats[i]));
		if (!cli->json)
			say_format(cli, formats[i]);
	}
	cli_print(cli, list);
	return EXIT_DONE;
}

const struct command command_formats = {
	.name = "formats",
	.operands = "",
	.summary = N_("list the question files that can be read and written"),
	.description = N_(
		"Every format that import and export know, by the name that "
		"--format takes, with the types of question it can hold and "
		"the fields of the bank that it cannot. What a file holds and "
		"the bank cannot is told by import, line by line."),
	.examples =
		(const struct example[]){
			{"dethi formats", N_("all of them")},
			{0},
		},
	.flags = flags,
	.run = run,
};
