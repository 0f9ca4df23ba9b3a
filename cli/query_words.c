#include "cli/query_words.h"

#include "base/utf8.h"

/* name:"one","two words" for values parted by commas. */
static void add_quoted(struct buf *text, struct str values)
{
	struct str value;

	for (bool first = true; str_cut(&values, ',', &value); first = false)
		buf_format(
			text, "%s\"%.*s\"", first ? "" : ",", STR_ARG(value));
}

static bool needs_quotes(struct str values)
{
	return str_find(values, " ", 0) != SIZE_MAX &&
		str_find(values, "\"", 0) == SIZE_MAX &&
		str_find(values, ":", 0) == SIZE_MAX;
}

static void add_filter(struct buf *text, const char *name, struct str values)
{
	buf_format(text, "%s%s:", text->len ? " " : "", name);
	if (needs_quotes(values))
		add_quoted(text, values);
	else
		buf_add(text, values);
}

/* --tag "thực tế" is tag:"thực tế". */
static void add_options(struct cli *cli, struct buf *text)
{
	static const char *const names[] = {"subject", "grade", "topic",
		"level", "type", "tag", "status", "id"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = cli_text(cli, names[i], NULL);

		if (value)
			add_filter(text, names[i], str_from(value));
	}
}

/* The quotes of tag:"thực tế" were the shell's; they are put back. */
static void add_operand(struct buf *text, struct str operand)
{
	static const char *const names[] = {"tag", "-tag"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t len = strlen(names[i]);

		if (str_starts(operand, names[i]) && operand.len > len &&
			operand.ptr[len] == ':') {
			add_filter(text, names[i],
				str_sub(operand, len + 1, operand.len));
			return;
		}
	}
	buf_format(text, "%s%.*s", text->len ? " " : "", STR_ARG(operand));
}

bool query_of(
	struct cli *cli, struct str *text, struct query *out, struct error *err)
{
	struct buf words = {.arena = cli->arena};
	struct str all;

	for (size_t i = 0; i < cli->operand_count; i++)
		add_operand(&words, str_from(cli->operands[i]));
	add_options(cli, &words);
	all = str_trim(buf_str(&words));
	if (utf8_invalid(all) != SIZE_MAX)
		return fail(err, ERROR_INVALID,
			_("the words to look for are not UTF-8 text"));
	all = utf8_nfc(cli->arena, all);
	if (text)
		*text = all;
	if (query_parse(cli->arena, all, out, err))
		return true;
	/* A place in words put together from operands helps nobody. */
	err->line = err->column = 0;
	return false;
}
