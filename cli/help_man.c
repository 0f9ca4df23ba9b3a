#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/help.h"

/* Text for roff: no character of it is a request. */
static void roff(struct buf *out, struct str text)
{
	bool start = !out->len || out->ptr[out->len - 1] == '\n';

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (start && (c == '.' || c == '\''))
			buf_text(out, "\\&");
		start = c == '\n';
		if (c == '\\')
			buf_text(out, "\\e");
		else if (c == '-')
			buf_text(out, "\\-");
		else
			buf_char(out, c);
	}
}

static void roff_text(struct buf *out, const char *text)
{
	roff(out, str_from(text && *text ? _(text) : ""));
}

static void section(struct buf *out, const char *title)
{
	buf_format(out, ".SH \"%s\"\n", title);
}

static void title(struct buf *out, const struct command *command)
{
	struct str name = command
		? str_format(out->arena, "DETHI\\-%s", command->name)
		: STR("DETHI");

	buf_text(out, ".TH ");
	for (size_t i = 0; i < name.len; i++)
		buf_char(out,
			name.ptr[i] >= 'a' && name.ptr[i] <= 'z'
				? (char)(name.ptr[i] - 'a' + 'A')
				: name.ptr[i]);
	buf_format(out, " 1 \"\" \"dethi %s\" \"%s\"\n", VERSION,
		_("Dethi manual"));
	buf_text(out, ".nh\n.ad l\n");
}

static void man_flags(
	struct buf *out, const char *name, const struct flag *flags)
{
	section(out, name);
	for (; flags->name; flags++) {
		buf_text(out, ".TP\n\\fB");
		if (flags->letter)
			buf_format(out, "\\-%c\\fR, \\fB", flags->letter);
		buf_text(out, "\\-\\-");
		roff(out, str_from(flags->name));
		buf_text(out, "\\fR");
		if (flags->value) {
			buf_text(out, " \\fI");
			roff_text(out, flags->value);
			buf_text(out, "\\fR");
		}
		buf_char(out, '\n');
		roff_text(out, flags->help);
		buf_char(out, '\n');
	}
}

static void man_paragraphs(struct buf *out, const char *text)
{
	struct str rest = str_from(_(text)), line;
	bool code = false;

	while (rest.len && str_cut(&rest, '\n', &line)) {
		bool indented = str_starts(line, " ");

		if (indented != code)
			buf_text(out, code ? ".EE\n" : ".EX\n");
		code = indented;
		if (!line.len)
			buf_text(out, ".PP\n");
		else
			roff(out, line);
		if (line.len)
			buf_char(out, '\n');
	}
	if (code)
		buf_text(out, ".EE\n");
}

static void man_examples(struct buf *out, const struct example *example)
{
	section(out, _("EXAMPLES"));
	for (; example->command; example++) {
		buf_text(out, ".TP\n\\fB$ ");
		roff(out, str_from(example->command));
		buf_text(out, "\\fR\n");
		roff_text(out, example->text);
		buf_char(out, '\n');
	}
}

static void man_command(struct buf *out, const struct command *command)
{
	title(out, command);
	section(out, _("NAME"));
	buf_format(out, "dethi\\-%s \\- ", command->name);
	roff_text(out, command->summary);
	buf_char(out, '\n');
	section(out, _("SYNOPSIS"));
	buf_format(out, "\\fBdethi %s\\fR [\\fI", command->name);
	roff(out, str_from(_("OPTIONS")));
	buf_text(out, "\\fR]");
	if (*command->operands) {
		buf_text(out, " \\fI");
		roff_text(out, command->operands);
		buf_text(out, "\\fR");
	}
	buf_char(out, '\n');
	section(out, _("DESCRIPTION"));
	man_paragraphs(out, command->description);
	if (command->flags)
		man_flags(out, _("OPTIONS"), command->flags);
	man_flags(out, _("OPTIONS OF EVERY COMMAND"), common_flags);
	man_examples(out, command->examples);
	section(out, _("SEE ALSO"));
	buf_text(out, "\\fBdethi\\fR(1)\n");
}

static void man_tagged(struct buf *out, const char *tag, const char *text)
{
	buf_text(out, ".TP\n\\fB");
	roff(out, str_from(tag));
	buf_text(out, "\\fR\n");
	roff(out, str_from(text));
	buf_char(out, '\n');
}

static void man_program(struct buf *out)
{
	title(out, NULL);
	section(out, _("NAME"));
	buf_text(out, "dethi \\- ");
	roff(out, str_from(_("exam question bank and test papers")));
	buf_char(out, '\n');
	section(out, _("SYNOPSIS"));
	buf_text(out, "\\fBdethi\\fR \\fI");
	roff(out, str_from(_("COMMAND")));
	buf_text(out, "\\fR …\n");
	section(out, _("DESCRIPTION"));
	roff(out, str_from(help_about()));
	buf_char(out, '\n');
	section(out, _("COMMANDS"));
	for (size_t i = 0; commands[i]; i++)
		man_tagged(out, commands[i]->name, _(commands[i]->summary));
	man_flags(out, _("OPTIONS OF EVERY COMMAND"), common_flags);
	section(out, _("EXIT STATUS"));
	for (int code = 0; code < HELP_EXITS; code++)
		man_tagged(out, str_format(out->arena, "%d", code).ptr,
			help_exit((enum exit_code)code));
	section(out, _("ENVIRONMENT"));
	man_tagged(out, "DETHI_BANK", _("the bank when no -b names one"));
	man_tagged(out, "LC_ALL, LC_MESSAGES, LANG",
		_("the language of messages when no --lang names one"));
	man_tagged(out, "NO_COLOR", _("when set, no colours are shown"));
	man_tagged(out, "SOURCE_DATE_EPOCH",
		_("seconds since 1970 that count as now"));
	section(out, _("SEE ALSO"));
	for (size_t i = 0; commands[i]; i++)
		buf_format(out, "\\fBdethi\\-%s\\fR(1)%s\n", commands[i]->name,
			commands[i + 1] ? "," : "");
}

void help_man(struct cli *cli, const struct command *command)
{
	struct buf out = {.arena = cli->arena};

	if (command)
		man_command(&out, command);
	else
		man_program(&out);
	cli_write(cli, buf_str(&out));
}
