#include "cli/cli.h"

#include <assert.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/terminal.h"

/* ---- options ---- */

static size_t flag_index(const struct cli *cli, const char *name)
{
	const struct flag *flags = cli->command->flags;
	size_t i = 0;

	while (flags[i].name && strcmp(flags[i].name, name))
		i++;
	assert(flags[i].name);
	return i;
}

bool cli_flag(const struct cli *cli, const char *name)
{
	return cli->values[flag_index(cli, name)] != NULL;
}

const char *cli_text(
	const struct cli *cli, const char *name, const char *otherwise)
{
	const char *value = cli->values[flag_index(cli, name)];

	return value ? value : otherwise;
}

long cli_number(const struct cli *cli, const char *name, long otherwise)
{
	const char *value = cli_text(cli, name, NULL);
	long number;

	return value && str_to_long(str_from(value), &number) ? number
							      : otherwise;
}

/* ---- the bank ---- */

bool cli_open(struct cli *cli, enum store_mode mode, struct error *err)
{
	if (cli->store || store_open(cli->bank, mode, &cli->store, err))
		return true;
	if (err->code == ERROR_NOTFOUND)
		return fail(err, ERROR_NOTFOUND,
			_("there is no bank %s; make one with dethi init, or "
			  "name yours with -b FILE"),
			cli->bank);
	return false;
}

/* ---- what a person reads ---- */

/* Spaces of other widths, which utf8_is_hidden counts among the hidden. */
static bool is_space(uint32_t code)
{
	return code == 0xa0 || (code >= 0x2000 && code <= 0x200a) ||
		code == 0x202f || code == 0x205f || code == 0x3000;
}

struct str cli_clean(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};
	size_t at = 0;

	while (at < text.len) {
		size_t from = at;
		uint32_t code;

		/* A command line may hold any bytes. */
		if (utf8_invalid(str_sub(text, at, 4)) == 0) {
			buf_text(&out, "\xef\xbf\xbd");
			at++;
			continue;
		}
		code = utf8_next(text, &at);
		if (code == '\n' || code == '\t' || is_space(code) ||
			!utf8_is_hidden(code))
			buf_add(&out, str_sub(text, from, at - from));
	}
	return buf_str(&out);
}

static void put(struct cli *cli, FILE *file, struct str text)
{
	struct str clean = cli_clean(cli->arena, text);

	fwrite(clean.ptr, 1, clean.len, file);
}

__attribute__((format(printf, 3, 0))) static void speak(
	struct cli *cli, FILE *file, const char *format, va_list args)
{
	struct buf text = {.arena = cli->arena};

	if (cli->json)
		return;
	buf_vformat(&text, format, args);
	put(cli, file, buf_str(&text));
}

void cli_say(struct cli *cli, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	speak(cli, stdout, format, args);
	va_end(args);
}

void cli_note(struct cli *cli, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	speak(cli, stderr, format, args);
	va_end(args);
}

/* A name with a line end in it must not look like another message. */
static struct str one_line(struct arena *arena, struct str text)
{
	char *copy = (char *)str_copy(arena, text).ptr;

	for (size_t i = 0; i < text.len; i++)
		if (copy[i] == '\n' || copy[i] == '\r')
			copy[i] = ' ';
	return (struct str){copy, text.len};
}

static enum exit_code code_of(const struct error *err)
{
	return err->code == ERROR_IO ? EXIT_IO : EXIT_REFUSED;
}

static void add_place(struct arena *arena, struct json *json, struct str file,
	unsigned line, unsigned column)
{
	if (file.len)
		json_add_str(arena, json, "file", file);
	if (line)
		json_add_long(arena, json, "line", line);
	if (column)
		json_add_long(arena, json, "column", column);
}

static struct json *error_json(struct arena *arena, const struct error *err)
{
	static const char *const names[] = {
		[ERROR_NONE] = "none",
		[ERROR_SYNTAX] = "syntax",
		[ERROR_INVALID] = "invalid",
		[ERROR_NOTFOUND] = "notfound",
		[ERROR_UNSAT] = "unsat",
		[ERROR_DENIED] = "denied",
		[ERROR_IO] = "io",
	};
	struct json *json = json_object(arena);

	add_place(arena, json, str_from(err->file), err->line, err->column);
	json_add_str(arena, json, "code", str_from(names[err->code]));
	json_add_str(arena, json, "text", str_from(err->text));
	return json;
}

enum exit_code cli_fail(struct cli *cli, const struct error *err)
{
	char text[sizeof err->text + sizeof err->file + 64];

	if (cli->json) {
		struct json *json = json_object(cli->arena);

		json_add(
			cli->arena, json, "error", error_json(cli->arena, err));
		if (cli->report.count)
			json_add(cli->arena, json, "findings",
				cli_findings_json(cli));
		cli_print(cli, json);
		return code_of(err);
	}
	error_format(err, text, sizeof text);
	put(cli, stderr,
		str_format(cli->arena, _("dethi: error: %s\n"),
			one_line(cli->arena, str_from(text)).ptr));
	return code_of(err);
}

enum exit_code cli_usage(struct cli *cli, const char *format, ...)
{
	struct buf text = {.arena = cli->arena};
	va_list args;

	buf_text(&text, "dethi: ");
	va_start(args, format);
	buf_vformat(&text, format, args);
	va_end(args);
	if (cli->command)
		buf_format(&text, _("\ndethi %s -h says how it is used.\n"),
			cli->command->name);
	else
		buf_text(&text, _("\ndethi -h lists the commands.\n"));
	put(cli, stderr, buf_str(&text));
	return EXIT_USAGE;
}

void cli_findings(struct cli *cli)
{
	const struct report *report = &cli->report;
	size_t total = 0;

	if (cli->json)
		return;
	for (size_t i = 0; i < report->count; i++) {
		put(cli, stderr,
			one_line(cli->arena,
				report_line(cli->arena, &report->entries[i])));
		fputc('\n', stderr);
	}
	for (size_t i = 0; i < REPORT_LEVELS; i++)
		total += report->levels[i];
	if (total > report->count)
		put(cli, stderr,
			str_format(cli->arena,
				_("dethi: error: %zu more findings are not "
				  "shown\n"),
				total - report->count));
}

struct json *cli_findings_json(struct cli *cli)
{
	/* report_level_name speaks the language of messages. */
	static const char *const levels[REPORT_LEVELS] = {
		"note", "warning", "error"};
	struct json *list = json_array(cli->arena);

	for (size_t i = 0; i < cli->report.count; i++) {
		const struct report_entry *entry = &cli->report.entries[i];
		struct json *json = json_object(cli->arena);

		add_place(cli->arena, json, entry->file, entry->line,
			entry->column);
		json_add_str(cli->arena, json, "level",
			str_from(levels[entry->level]));
		json_add_str(cli->arena, json, "finding",
			str_from(finding_name(entry->finding)));
		json_add_str(cli->arena, json, "text", entry->text);
		json_append(list, json);
	}
	return list;
}

/* What could command a terminal as an escape: it can only stand in strings,
 * where that says the same. */
static struct str escape_json(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};
	size_t from = 0, at = 0;

	while (at < text.len) {
		size_t start = at;
		uint32_t code = utf8_next(text, &at);

		if (terminal_shows(code) || code > 0xffff)
			continue;
		buf_add(&out, str_sub(text, from, start - from));
		buf_format(&out, "\\u%04x", (unsigned)code);
		from = at;
	}
	buf_add(&out, str_sub(text, from, text.len));
	return buf_str(&out);
}

void cli_print(struct cli *cli, const struct json *json)
{
	if (!cli->json)
		return;
	cli_write(cli,
		escape_json(cli->arena, json_print(cli->arena, json, false)));
	putchar('\n');
}

void cli_write(struct cli *cli, struct str bytes)
{
	(void)cli;
	fwrite(bytes.ptr, 1, bytes.len, stdout);
}
