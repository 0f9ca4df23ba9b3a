#include "cli/query_words.h"

#include "base/utf8.h"

static bool has_space(const char *text)
{
	return strpbrk(text, " \t") != NULL;
}

/* --tag "thực tế" is tag:"thực tế". */
static void add_options(struct cli *cli, struct buf *text)
{
	static const char *const names[] = {"subject", "grade", "topic",
		"level", "type", "tag", "status", "id"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = cli_text(cli, names[i], NULL);

		if (value)
			buf_format(text,
				has_space(value) ? " %s:\"%s\"" : " %s:%s",
				names[i], value);
	}
}

bool query_of(
	struct cli *cli, struct str *text, struct query *out, struct error *err)
{
	struct buf words = {.arena = cli->arena};
	struct str all;

	for (size_t i = 0; i < cli->operand_count; i++)
		buf_format(&words, "%s%s", i ? " " : "", cli->operands[i]);
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
