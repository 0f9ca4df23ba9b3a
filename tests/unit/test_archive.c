/* Zip files as others make them, and as attackers do, put together byte by
 * byte. */

#include "base/archive.h"

#include <zlib.h>

#include "banks/package.h"
#include "engine/model/sink.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;

struct part {
	const char *name;
	struct str bytes;
	size_t told;   /* size in the directory; 0 the true one */
	unsigned mode; /* of Unix; 0 an ordinary file */
	bool locked;
};

static void put16(struct buf *out, unsigned value)
{
	buf_char(out, (char)(value & 255));
	buf_char(out, (char)(value >> 8 & 255));
}

static void put32(struct buf *out, size_t value)
{
	put16(out, (unsigned)(value & 65535));
	put16(out, (unsigned)(value >> 16 & 65535));
}

static size_t size_of(const struct part *part)
{
	return part->told ? part->told : part->bytes.len;
}

/* What the local header and the directory have in common. */
static void put_common(struct buf *out, const struct part *part)
{
	put16(out, part->locked ? 1 : 0);
	put16(out, 0); /* stored */
	put32(out, 0x58210000);
	put32(out,
		crc32(0, (const Bytef *)part->bytes.ptr,
			(unsigned)part->bytes.len));
	put32(out, size_of(part));
	put32(out, size_of(part));
	put16(out, (unsigned)strlen(part->name));
	put16(out, 0);
}

static struct str zip_of(const struct part *parts, size_t count)
{
	struct buf out = {.arena = arena}, directory = {.arena = arena};

	for (size_t i = 0; i < count; i++) {
		size_t at = out.len;

		buf_add(&out, STR("PK\x03\x04"));
		put16(&out, 20);
		put_common(&out, &parts[i]);
		buf_text(&out, parts[i].name);
		buf_add(&out, parts[i].bytes);
		buf_add(&directory, STR("PK\x01\x02"));
		put16(&directory, 3 << 8 | 20);
		put16(&directory, 20);
		put_common(&directory, &parts[i]);
		put16(&directory, 0);
		put16(&directory, 0);
		put16(&directory, 0);
		put32(&directory, (size_t)parts[i].mode << 16);
		put32(&directory, at);
		buf_text(&directory, parts[i].name);
	}
	put32(&directory, 0x06054b50);
	put32(&directory, 0);
	put16(&directory, (unsigned)count);
	put16(&directory, (unsigned)count);
	put32(&directory, directory.len - 12);
	put32(&directory, out.len);
	put16(&directory, 0);
	buf_add(&out, buf_str(&directory));
	return buf_str(&out);
}

static struct part part(const char *name, const char *text)
{
	return (struct part){.name = name, .bytes = str_from(text)};
}

static bool opens(const struct part *parts, size_t count)
{
	struct archive *archive;
	bool open = archive_open(
		arena, "a.zip", zip_of(parts, count), &archive, &err);

	if (open)
		archive_close(archive);
	return open;
}

static bool opens_one(struct part p)
{
	return opens(&p, 1);
}

static void reads(void)
{
	struct part parts[] = {part("a.txt", "hello"), part("x/b.txt", "")};
	struct archive *archive;
	struct str bytes;

	CHECK_OK(archive_open(arena, "a.zip", zip_of(parts, 2), &archive, &err),
		err);
	CHECK(archive_count(archive) == 2 &&
		archive_find(archive, STR("x/b.txt")) == 1 &&
		archive_find(archive, STR("b.txt")) == SIZE_MAX);
	CHECK_OK(archive_read(archive, arena, 0, &bytes, &err), err);
	CHECK_STR(bytes, "hello");
	CHECK_OK(archive_read(archive, arena, 1, &bytes, &err), err);
	CHECK(!bytes.len);
	archive_close(archive);
}

static void names(void)
{
	static const char *const bad[] = {"../a", "a/../../b", "/etc/passwd",
		"a\\b", "c:x", "./a", "..", NULL};
	struct part twice[] = {part("a", "1"), part("a", "2")};

	for (size_t i = 0; bad[i]; i++)
		if (!CHECK(!opens_one(part(bad[i], "x")) &&
			    err.code == ERROR_DENIED))
			printf("# %s\n", bad[i]);
	CHECK(!opens(twice, 2) && err.code != ERROR_NONE);
	CHECK(opens_one(part("a..b/c.xml", "x")));
}

static void kinds(void)
{
	struct part link = part("a", "/etc/passwd"), locked = part("a", "x");

	link.mode = 0120777;
	CHECK(!opens_one(link) && err.code == ERROR_DENIED);
	locked.locked = true;
	CHECK(!opens_one(locked) && err.code == ERROR_DENIED);
}

/* What the directory tells is not believed. */
static void sizes(void)
{
	struct part lies = part("a", "12345"), huge = part("a", "12345");
	struct archive *archive;
	struct str bytes, zip;

	lies.told = 4;
	CHECK_OK(archive_open(arena, "a.zip", zip_of(&lies, 1), &archive, &err),
		err);
	CHECK(!archive_read(archive, arena, 0, &bytes, &err) &&
		err.code == ERROR_DENIED);
	archive_close(archive);
	huge.told = (size_t)300 * 1024 * 1024;
	CHECK(!opens_one(huge));
	/* Cut short, in every place. */
	lies.told = 0;
	zip = zip_of(&lies, 1);
	for (size_t len = 0; len < zip.len; len++)
		if (archive_open(arena, "a.zip", str_sub(zip, 0, len), &archive,
			    &err))
			archive_close(archive);
	CHECK(!archive_recognise(STR("PK")) && archive_recognise(zip));
}

static void too_many(void)
{
	struct part *parts = NEW_ARRAY(arena, ARCHIVE_ENTRIES + 1, struct part);

	for (int i = 0; i <= ARCHIVE_ENTRIES; i++)
		parts[i] = part(str_format(arena, "%d", i).ptr, "");
	CHECK(opens(parts, ARCHIVE_ENTRIES));
	CHECK(!opens(parts, ARCHIVE_ENTRIES + 1) && err.code == ERROR_DENIED);
}

/* ---- question packages ---- */

static struct bundle bundle;
static struct report report;

static bool read_package(const struct part *parts, size_t count)
{
	struct sink sink;

	bundle = (struct bundle){0};
	report = (struct report){.arena = arena};
	sink = bundle_sink(arena, &bundle);
	return format_package.read(
		arena, "p.zip", zip_of(parts, count), &sink, &report, &err);
}

static const char item[] =
	"<assessmentItem identifier=\"i\" title=\"t\"><itemBody><p>See "
	"<img src=\"../img/a.png\" alt=\"\"/></p><extendedTextInteraction "
	"responseIdentifier=\"R\"/></itemBody></assessmentItem>";

/* Pictures come along, by their place beside the file. */
static void packages(void)
{
	struct part parts[] = {part("imsmanifest.xml", "<manifest/>"),
		part("items/i.xml", item), part("img/a.png", "\x89PNG\r\n..."),
		part("items/bad.xml", "<assessmentItem><"),
		part("__MACOSX/items/._i.xml", "\x01\x02")};

	CHECK(read_package(parts, 5) && bundle.question_count == 1);
	CHECK(bundle.questions[0].media_count == 1);
	CHECK_STR(bundle.questions[0].media[0].name, "../img/a.png");
	CHECK_STR(bundle.questions[0].media[0].mime, "image/png");
	CHECK(report.levels[REPORT_ERROR] == 1 &&
		str_starts(report_line(arena, &report.entries[0]),
			"p.zip/items/bad.xml"));
	CHECK(!read_package(parts, 1) && err.code == ERROR_SYNTAX);
}

int main(void)
{
	arena = arena_new();
	TEST(reads);
	TEST(names);
	TEST(kinds);
	TEST(sizes);
	TEST(too_many);
	TEST(packages);
	arena_free(arena);
	return check_result();
}
