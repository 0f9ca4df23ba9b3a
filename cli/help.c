#include "cli/help.h"

#include "base/utf8.h"
#include "cli/commands.h"

enum { WIDEST = 80, OPTION_COLUMN = 24 };

static const char *translated(const char *text)
{
	return text && *text ? _(text) : "";
}

/* ---- as -h ---- */

struct page {
	struct buf text;
	size_t width;
};

/* Words of one paragraph between indent and the page's width; column is where
 * the cursor stands. */
static void wrap(
	struct page *page, struct str words, size_t indent, size_t column)
{
	struct str word;

	for (bool first = true; str_cut(&words, ' ', &word); first = false) {
		size_t width = utf8_width(word);

		if (!first && column + 1 + width > page->width) {
			buf_format(&page->text, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			buf_char(&page->text, ' ');
			column++;
		}
		buf_add(&page->text, word);
		column += width;
	}
	buf_char(&page->text, '\n');
}

static void paragraphs(struct page *page, const char *text)
{
	struct str rest = str_from(translated(text)), line;

	while (rest.len && str_cut(&rest, '\n', &line)) {
		if (str_starts(line, " "))
			buf_format(&page->text, "%.*s\n", STR_ARG(line));
		else
			wrap(page, line, 0, 0);
	}
}

/* "-n, --limit N" */
static struct str flag_text(struct arena *arena, const struct flag *flag)
{
	struct buf text = {.arena = arena};

	if (flag->letter)
		buf_format(&text, "-%c, ", flag->letter);
	buf_format(&text, "--%s", flag->name);
	if (flag->value)
		buf_format(&text, " %s", translated(flag->value));
	return buf_str(&text);
}

/* The text begins in one column, on the next line when there is no room. */
static void show_flag(
	struct page *page, const char *indent, const struct flag *flag)
{
	struct str name = flag_text(page->text.arena, flag);
	size_t column = strlen(indent) + utf8_width(name);

	buf_format(&page->text, "%s%.*s", indent, STR_ARG(name));
	if (column + 2 > OPTION_COLUMN) {
		buf_char(&page->text, '\n');
		column = 0;
	}
	buf_format(&page->text, "%*s", (int)(OPTION_COLUMN - column), "");
	wrap(page, str_from(translated(flag->help)), OPTION_COLUMN,
		OPTION_COLUMN);
}

static void show_flags(
	struct page *page, const char *title, const struct flag *flags)
{
	if (!flags || !flags->name)
		return;
	buf_format(&page->text, "\n%s\n", title);
	for (; flags->name; flags++)
		show_flag(page, flags->letter ? "  " : "      ", flags);
}

static void show_examples(struct page *page, const struct example *example)
{
	buf_format(&page->text, "\n%s\n", _("Examples:"));
	for (; example->command; example++) {
		buf_format(&page->text, "  $ %s\n      ", example->command);
		wrap(page, str_from(translated(example->text)), 6, 6);
	}
}

static void show_usage(struct page *page, const struct command *command)
{
	const char *operands = translated(command->operands);

	buf_format(&page->text, _("Usage: dethi %s"), command->name);
	buf_format(&page->text, " [%s]%s%s\n\n", _("OPTIONS"),
		*operands ? " " : "", operands);
}

static void show_command(struct page *page, const struct command *command)
{
	buf_format(&page->text, "dethi %s - %s\n\n", command->name,
		translated(command->summary));
	show_usage(page, command);
	paragraphs(page, command->description);
	show_flags(page, _("Options:"), command->flags);
	show_flags(page, _("Options of every command:"), common_flags);
	show_examples(page, command->examples);
}

const char *help_about(void)
{
	return _("Dethi keeps a bank of exam questions in one file, draws "
		 "papers from it by a blueprint, and prints them with keys "
		 "and marking guides.");
}

const char *help_exit(enum exit_code code)
{
	static const char *const texts[HELP_EXITS] = {
		[EXIT_DONE] = N_("done"),
		[EXIT_REFUSED] = N_("refused, or cannot be met: said why, "
				    "nothing half-written"),
		[EXIT_USAGE] = N_("not a command line that Dethi knows"),
		[EXIT_IO] = N_("reading or writing failed"),
	};

	return _(texts[code]);
}

static void show_program(struct page *page)
{
	buf_format(&page->text, _("Usage: dethi COMMAND %s"), "…\n\n");
	wrap(page, str_from(help_about()), 0, 0);
	buf_format(&page->text, "\n%s\n", _("Commands:"));
	for (size_t i = 0; commands[i]; i++) {
		buf_format(&page->text, "  %-9s ", commands[i]->name);
		wrap(page, str_from(translated(commands[i]->summary)), 12, 12);
	}
	show_flags(page, _("Options of every command:"), common_flags);
	buf_format(&page->text, "\n%s\n",
		_("dethi COMMAND -h says more of a command.\n"
		  "A first paper: dethi init; dethi import FILE; dethi build "
		  "BLUEPRINT -o FOLDER"));
}

void help_show(struct cli *cli, const struct command *command)
{
	struct page page = {.text = {.arena = cli->arena},
		.width = cli->width < WIDEST ? cli->width : WIDEST};

	if (command)
		show_command(&page, command);
	else
		show_program(&page);
	cli_write(cli, buf_str(&page.text));
}

/* ---- as Markdown ---- */

static void markdown_flags(struct buf *out, const struct flag *flags)
{
	struct str name;

	buf_format(out, "\n| %s | |\n|---|---|\n", _("option"));
	for (; flags->name; flags++) {
		name = flag_text(out->arena, flags);
		buf_text(out, "| `");
		for (size_t i = 0; i < name.len; i++) {
			if (name.ptr[i] == '|')
				buf_char(out, '\\');
			buf_char(out, name.ptr[i]);
		}
		buf_format(out, "` | %s |\n", translated(flags->help));
	}
}

/* Lines that begin with a space become a block of their own. */
static void markdown_text(struct buf *out, const char *text)
{
	struct str rest = str_from(translated(text)), line;
	bool code = false;

	while (rest.len && str_cut(&rest, '\n', &line)) {
		bool indented = str_starts(line, " ");

		if (indented != code)
			buf_text(out, code ? "```\n\n" : "\n```\n");
		code = indented;
		buf_format(out, "%.*s\n", STR_ARG(line));
	}
	if (code)
		buf_text(out, "```\n");
}

static void markdown_command(struct buf *out, const struct command *command)
{
	const char *operands = translated(command->operands);
	struct str summary = utf8_capital(
		out->arena, str_from(translated(command->summary)));

	buf_format(out, "\n## dethi %s\n\n%.*s.\n\n", command->name,
		STR_ARG(summary));
	buf_format(out, "    dethi %s [%s]%s%s\n\n", command->name,
		_("OPTIONS"), *operands ? " " : "", operands);
	markdown_text(out, command->description);
	if (command->flags)
		markdown_flags(out, command->flags);
	buf_format(out, "\n%s\n\n```sh\n", _("Examples:"));
	for (const struct example *e = command->examples; e->command; e++)
		buf_format(
			out, "$ %s   # %s\n", e->command, translated(e->text));
	buf_text(out, "```\n");
}

static void markdown_program(struct buf *out)
{
	buf_format(out, "# %s\n\n%s\n", _("The commands"), help_about());
	buf_format(out, "\n%s\n", _("Options of every command:"));
	markdown_flags(out, common_flags);
	buf_format(out, "\n%s\n\n", _("What a command ends with:"));
	for (int code = 0; code < HELP_EXITS; code++)
		buf_format(out, "- %d: %s\n", code,
			help_exit((enum exit_code)code));
	for (size_t i = 0; commands[i]; i++)
		markdown_command(out, commands[i]);
}

void help_markdown(struct cli *cli, const struct command *command)
{
	struct buf out = {.arena = cli->arena};

	if (command)
		markdown_command(&out, command);
	else
		markdown_program(&out);
	cli_write(cli, buf_str(&out));
}
