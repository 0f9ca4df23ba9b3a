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
	size_t name_len;  /* 0: up to its NUL */
	size_t told;      /* size in the directory; 0 the true one */
	size_t unpacked;  /* of what is packed; 0 stored */
	struct str whole; /* before packing, for its sum */
	bool streamed;    /* sizes come after the bytes */
	bool same_place;  /* as the entry before it */
	unsigned mode;    /* of Unix; 0 an ordinary file */
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

static size_t name_len(const struct part *part)
{
	return part->name_len ? part->name_len : strlen(part->name);
}

static size_t sum_of(const struct part *part)
{
	struct str whole = part->unpacked ? part->whole : part->bytes;

	return crc32(0, (const Bytef *)whole.ptr, (unsigned)whole.len);
}

/* What the local header and the directory have in common. */
static void put_common(struct buf *out, const struct part *part, bool local)
{
	bool later = local && part->streamed;

	put16(out, (part->locked ? 1U : 0U) | (part->streamed ? 8U : 0U));
	put16(out, part->unpacked ? 8 : 0); /* deflated, stored */
	put32(out, 0x58210000);
	put32(out, later ? 0 : sum_of(part));
	put32(out, later ? 0 : size_of(part));
	put32(out, later ? 0 : part->unpacked ? part->unpacked : size_of(part));
	put16(out, (unsigned)name_len(part));
	put16(out, 0);
}

/* The entry itself: header, name, bytes, and sizes that were not told. */
static void put_local(struct buf *out, const struct part *part)
{
	buf_add(out, STR("PK\x03\x04"));
	put16(out, 20);
	put_common(out, part, true);
	buf_add(out, (struct str){part->name, name_len(part)});
	buf_add(out, part->bytes);
	if (!part->streamed)
		return;
	buf_add(out, STR("PK\x07\x08"));
	put32(out, sum_of(part));
	put32(out, part->bytes.len);
	put32(out, part->unpacked ? part->unpacked : part->bytes.len);
}

static struct str zip_of(const struct part *parts, size_t count)
{
	struct buf out = {.arena = arena}, directory = {.arena = arena};

	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		if (!parts[i].same_place) {
			at = out.len;
			put_local(&out, &parts[i]);
		}
		buf_add(&directory, STR("PK\x01\x02"));
		put16(&directory, 3 << 8 | 20);
		put16(&directory, 20);
		put_common(&directory, &parts[i], false);
		put16(&directory, 0);
		put16(&directory, 0);
		put16(&directory, 0);
		put32(&directory, (size_t)parts[i].mode << 16);
		put32(&directory, at);
		buf_add(&directory,
			(struct str){parts[i].name, name_len(&parts[i])});
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

/* Opening or reading it is refused. */
static bool refused(struct part p)
{
	struct archive *archive;
	struct str bytes;
	bool read;

	if (!archive_open(arena, "a.zip", zip_of(&p, 1), &archive, &err))
		return true;
	read = archive_read(archive, arena, 0, &bytes, &err);
	archive_close(archive);
	return !read;
}

/* What the directory tells is not believed. */
static void sizes(void)
{
	struct part lies = part("a", "12345"), huge = part("a", "12345");
	struct archive *archive;
	struct str zip;

	CHECK(!refused(lies));
	lies.told = 4;
	CHECK(refused(lies));
	lies.told = 6;
	CHECK(refused(lies));
	huge.told = (size_t)300 * 1024 * 1024;
	CHECK(refused(huge));
	/* Cut short, in every place. */
	lies.told = 0;
	zip = zip_of(&lies, 1);
	for (size_t len = 0; len < zip.len; len++)
		CHECK(!archive_open(
			arena, "a.zip", str_sub(zip, 0, len), &archive, &err));
	CHECK(!archive_recognise(STR("PK")) && archive_recognise(zip));
}

/* Zeros, packed. */
static struct part packed(const char *name, size_t size)
{
	char *zeros = arena_alloc(arena, size);
	uLongf len = compressBound(size);
	char *bytes = arena_alloc(arena, len);

	memset(zeros, 0, size);
	if (!CHECK(compress((Bytef *)bytes, &len, (Bytef *)zeros, size) ==
		    Z_OK))
		exit(2);
	/* Without zlib's own head and sum. */
	return (struct part){.name = name,
		.bytes = {bytes + 2, len - 6},
		.whole = {zeros, size},
		.unpacked = size};
}

/* Little that becomes much: by packing, by many, by sharing bytes. */
static void bombs(void)
{
	enum { MEGABYTE = 1024 * 1024 };
	struct part fine = packed("a", MEGABYTE), lies;
	struct part parts[201];
	static const char *const names_of[] = {"a", "b"};

	CHECK(!refused(fine));
	CHECK(refused(packed("a", 2 * MEGABYTE)) && err.code == ERROR_DENIED);
	lies = packed("a", 2 * MEGABYTE);
	lies.unpacked = MEGABYTE; /* and more comes out of it */
	CHECK(refused(lies));
	for (size_t i = 0; i < 201; i++) {
		parts[i] = fine;
		parts[i].name = str_format(arena, "%zu", i).ptr;
	}
	CHECK(opens(parts, 200));
	CHECK(!opens(parts, 201) && err.code == ERROR_DENIED &&
		strstr(err.text, "200 MB"));
	for (size_t i = 0; i < 2; i++) {
		parts[i] = part("a", "12345");
		parts[i].name = names_of[i];
	}
	CHECK(opens(parts, 2));
	parts[1].same_place = true;
	CHECK(!opens(parts, 2) && err.code != ERROR_NONE);
	parts[1].name = "a";
	CHECK(!opens(parts, 2));
}

/* The second entry lies in the bytes of the first. */
static void overlap(void)
{
	struct part inner = part("b", "12345"), outer = {.name = "a"}, p[2];
	struct buf bytes = {.arena = arena};
	char *zip;
	struct str whole;
	struct archive *archive;
	size_t at;

	put_local(&bytes, &inner);
	outer.bytes = buf_str(&bytes);
	p[0] = outer;
	p[1] = inner;
	whole = zip_of(p, 2);
	CHECK(archive_open(arena, "a.zip", whole, &archive, &err));
	archive_close(archive);
	/* In the second line of the directory, its place. */
	zip = (char *)(size_t)str_copy(arena, whole).ptr;
	at = str_find(whole, "PK\x01\x02", 0);
	at = str_find(whole, "PK\x01\x02", at + 1) + 42;
	zip[at] = 30 + 1;
	CHECK(!archive_open(arena, "a.zip", (struct str){zip, whole.len},
		      &archive, &err) &&
		err.code == ERROR_DENIED && strstr(err.text, "overlap"));
}

/* Sizes after the bytes, as programs that cannot go back write them. */
static void streams(void)
{
	struct part p = part("a", "12345");

	p.streamed = true;
	CHECK(!refused(p));
	p.told = 4;
	CHECK(refused(p));
}

static void hidden_names(void)
{
	struct part p = part("a\0/../b.xml", "x");

	p.name_len = 11;
	CHECK(!opens_one(p) && err.code == ERROR_DENIED);
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
	/* A package in a package is not opened, whatever its name. */
	parts[1].bytes = zip_of(parts, 3);
	CHECK(!read_package(parts, 2));
	parts[1].name = "items/inner.zip";
	CHECK(!read_package(parts, 2));
}

static void root_shown(const char *address, const char *kept, const char *at)
{
	const char *text = str_format(arena,
		"<questestinterop><item ident=\"i\"><presentation><material>"
		"<mattext texttype=\"text/html\">&lt;p&gt;See &lt;img "
		"src=\"%s\""
		"&gt;&lt;/p&gt;</mattext></material><response_str ident=\"r\">"
		"<render_fib/></response_str></presentation></item>"
		"</questestinterop>",
		address)
				   .ptr;
	struct part parts[] = {part("g1/g1.xml", text), part(at, "GIF8x")};

	if (!CHECK(read_package(parts, 2) && bundle.question_count == 1 &&
		    bundle.questions[0].media_count == 1)) {
		printf("# %s\n", address);
		return;
	}
	CHECK_STR(bundle.questions[0].media[0].name, kept);
}

/* The same in items of QTI 2. */
static void root_of_items(void)
{
	static const char text[] =
		"<assessmentItem identifier=\"i\" title=\"t\"><itemBody><p>See "
		"<img src=\"%24IMS-CC-FILEBASE%24/img/a%20b.png\" alt=\"\"/>"
		"</p><extendedTextInteraction responseIdentifier=\"R\"/>"
		"</itemBody></assessmentItem>";
	struct part parts[] = {
		part("x/i.xml", text), part("img/a b.png", "GIF8x")};

	CHECK(read_package(parts, 2) && bundle.question_count == 1);
	CHECK(bundle.questions[0].media_count == 1);
	CHECK_STR(bundle.questions[0].stem, "See ![](<img/a b.png>)");
}

/* From the root of the package, however that is named. */
static void roots(void)
{
	root_shown("$IMS-CC-FILEBASE$/img/a%20b.png?canvas_download=1",
		"img/a b.png", "img/a b.png");
	root_shown("%24IMS-CC-FILEBASE%24/img/a.png", "img/a.png", "img/a.png");
	root_shown("$IMS_CC_FILE_BASE$org1/a.png", "org1/a.png", "org1/a.png");
	root_shown("%24IMS_CC_FILEBASE%24/a%2fb.png", "a/b.png", "a/b.png");
	root_shown("$IMS-CC-FILEBASE$/a.png", "a.png", "web_resources/a.png");
	root_shown("$IMS-CC-FILEBASE$/%ff.png", "%ff.png", "%ff.png");
	root_shown("100%25.png", "100%.png", "g1/100%.png");
}

int main(void)
{
	arena = arena_new();
	TEST(reads);
	TEST(names);
	TEST(kinds);
	TEST(sizes);
	TEST(bombs);
	TEST(overlap);
	TEST(streams);
	TEST(hidden_names);
	TEST(too_many);
	TEST(packages);
	TEST(roots);
	TEST(root_of_items);
	arena_free(arena);
	return check_result();
}
