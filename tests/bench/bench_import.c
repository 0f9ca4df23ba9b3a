/* bench_import FOLDER PROGRAM: other programs' files of 100,000 generated
 * questions, read. FOLDER is where files and banks go.
 *
 * GIFT stands beside the time that 50 MB a second would take; Moodle XML beside
 * libxml2's SAX parser going through the same file with no handlers. Both are
 * read from memory into a sink that counts. Then PROGRAM imports the files into
 * a new bank, search index and all, beside the reading alone. */
#include <libxml/parser.h>

#include "banks/format.h"
#include "base/file.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated.h"

enum { READINGS = 5, IMPORTS = 3 };

static struct arena *arena;
static struct error err;

/* ---- files ---- */

static const char *write_as(
	const char *folder, const char *format, const char *name)
{
	const char *path = str_format(arena, "%s/%s", folder, name).ptr;
	struct arena *own = arena_new();
	struct report report = {.arena = own};
	struct bundle bundle = generate(own);
	struct buf out = {.arena = own};

	if (!format_by_name(str_from(format))
			->write(own, &bundle, &out, &report, &err) ||
		!file_write(path, buf_str(&out), &err))
		stop(path, err.text);
	arena_free(own);
	return path;
}

/* ---- a sink that counts ---- */

static bool pass_header(
	void *ctx, const struct bank_header *header, struct error *e)
{
	(void)ctx, (void)header, (void)e;
	return true;
}

static bool pass_topic(void *ctx, const struct topic *topic, struct error *e)
{
	(void)ctx, (void)topic, (void)e;
	return true;
}

static bool pass_stimulus(
	void *ctx, const struct stimulus *stimulus, struct error *e)
{
	(void)ctx, (void)stimulus, (void)e;
	return true;
}

static bool count_question(void *ctx, const struct question *q, struct error *e)
{
	(void)q, (void)e;
	++*(size_t *)ctx;
	return true;
}

static struct spent read_all(const char *format, struct str text)
{
	struct arena *own = arena_new();
	struct report report = {.arena = own};
	size_t count = 0;
	const struct sink sink = {
		&count, pass_header, pass_topic, pass_stimulus, count_question};
	struct spent start = now(), spent;

	if (!format_by_name(str_from(format))
			->read(own, "f", text, &sink, &report, &err))
		stop(format, err.text);
	spent = since(start);
	if (count != GENERATED)
		stop(format, "not all questions were read");
	arena_free(own);
	return spent;
}

static struct spent read_sax(struct str text)
{
	xmlSAXHandler handlers;
	struct spent start;

	memset(&handlers, 0, sizeof handlers);
	start = now();
	if (xmlSAXUserParseMemory(&handlers, NULL, text.ptr, (int)text.len))
		stop("libxml2", "the file is not well-formed");
	return since(start);
}

/* ---- rows ---- */

static struct spent import_with(
	const char *program, const char *bank, const char *path)
{
	const char *const init[] = {program, "-b", bank, "init", NULL};
	const char *const import[] = {
		program, "-b", bank, "import", path, NULL};

	unlink(bank);
	unlink(str_format(arena, "%s-wal", bank).ptr);
	unlink(str_format(arena, "%s-shm", bank).ptr);
	(void)run_program(init);
	return run_program(import).spent;
}

static void gift(const char *folder, const char *program)
{
	const char *path = write_as(folder, "gift", "bank.gift");
	const char *bank = str_format(arena, "%s/gift.db", folder).ptr;
	struct times ours = {0}, limit = {0}, whole = {0};
	struct str text;
	double ms;

	if (!file_read(arena, path, FILE_LIMIT, &text, &err))
		stop(path, err.text);
	ms = (double)text.len / 50e6 * 1000;
	for (int i = 0; i < READINGS; i++) {
		times_add(&ours, read_all("gift", text));
		times_add(&limit, (struct spent){ms, ms});
	}
	row("GIFT of 100,000 questions, read", ours, limit, 1,
		"what 50 MB a second take");
	for (int i = 0; i < IMPORTS; i++)
		times_add(&whole, import_with(program, bank, path));
	row("  imported, search index and all", whole, ours, 0,
		"the reading alone");
}

static void moodle(const char *folder, const char *program)
{
	const char *path = write_as(folder, "moodle", "bank.xml");
	const char *bank = str_format(arena, "%s/moodle.db", folder).ptr;
	struct times ours = {0}, sax = {0}, whole = {0};
	struct str text;

	if (!file_read(arena, path, FILE_LIMIT, &text, &err))
		stop(path, err.text);
	for (int i = 0; i < READINGS; i++) {
		times_add(&sax, read_sax(text));
		times_add(&ours, read_all("moodle", text));
	}
	row("Moodle XML of 100,000 questions, read", ours, sax, 0.5,
		"libxml2's SAX parser, which reads and drops it");
	for (int i = 0; i < IMPORTS; i++)
		times_add(&whole, import_with(program, bank, path));
	row("  imported, search index and all", whole, ours, 0,
		"the reading alone");
}

int main(int argc, char **argv)
{
	if (argc != 3)
		stop("bench_import", "FOLDER PROGRAM?");
	arena = arena_new();
	gift(argv[1], argv[2]);
	moodle(argv[1], argv[2]);
	arena_free(arena);
	return 0;
}
