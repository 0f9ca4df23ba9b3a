#include "engine/import.h"

#include <unistd.h>

#include "banks/native.h"
#include "base/file.h"
#include "base/hash.h"
#include "engine/store/store_event.h"
#include "engine/store/store_search.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;
static char folder[] = "/tmp/dethi-import-XXXXXX";
static char path[64];
static struct store *store;
static struct report report;
static struct import_counts counts;

static void new_bank(void)
{
	store_close(store);
	unlink(path);
	if (!store_create(path, &store, &err))
		exit(2);
}

static struct import *begin(void)
{
	struct import *import = NULL;

	report = (struct report){.arena = arena};
	if (!CHECK_OK(import_begin(
			      arena, store, &report, 1700000000, &import, &err),
		    err))
		exit(2);
	return import;
}

static void end(struct import *import)
{
	CHECK_OK(import_end(import, false, false, &counts, &err), err);
}

static void add_topic(struct sink sink, const char *id, const char *parent)
{
	struct topic topic = {.id = str_from(id),
		.name = str_from(id),
		.parent = str_from(parent),
		.line = 1,
		.column = 3};

	CHECK_OK(sink.topic(sink.ctx, &topic, &err), err);
}

static struct question question(const char *id, const char *stem)
{
	struct question q = question_empty();

	q.id = str_from(id);
	q.type = TYPE_TRUEFALSE;
	q.topic = STR("t");
	q.stem = str_from(stem);
	return q;
}

static void add(struct sink sink, struct question q, unsigned line)
{
	q.line = line;
	q.column = 5;
	CHECK_OK(sink.question(sink.ctx, &q, &err), err);
}

/* One import of a topic and two questions. */
static void import_two(const char *stem)
{
	struct import *import = begin();
	struct sink sink = import_sink(import, "two.yaml");

	add_topic(sink, "t", "");
	add(sink, question("a", "một"), 2);
	add(sink, question("b", stem), 3);
	end(import);
}

/* All findings, a line each. */
static struct str findings(void)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < report.count; i++)
		buf_format(&out, "%.*s\n",
			STR_ARG(report_line(arena, &report.entries[i])));
	return buf_str(&out);
}

static bool is_counted(
	const size_t *of, size_t new, size_t changed, size_t same)
{
	return of[PUT_NEW] == new &&of[PUT_CHANGED] == changed &&of[PUT_SAME] ==
		same;
}

static size_t event_count(void)
{
	struct event *events;
	size_t count;

	CHECK_OK(store_events(store, arena, 0, &events, &count, &err), err);
	return count;
}

static size_t question_count(void)
{
	size_t count = 0;

	CHECK_OK(store_count(store, &count, &err), err);
	return count;
}

static bool has_version(const char *id, unsigned version)
{
	struct question q;

	return store_get_question(store, arena, str_from(id), 0, &q, &err) &&
		q.version == version;
}

static void test_again(void)
{
	struct event *events;
	size_t count;

	new_bank();
	import_two("hai");
	CHECK(is_counted(counts.topics, 1, 0, 0));
	CHECK(is_counted(counts.questions, 2, 0, 0));
	CHECK(!counts.skipped && !report.count);
	import_two("hai");
	CHECK(is_counted(counts.topics, 0, 0, 1));
	CHECK(is_counted(counts.questions, 0, 0, 2));
	CHECK(event_count() == 1);
	import_two("hai!");
	CHECK(is_counted(counts.questions, 0, 1, 1));
	CHECK(has_version("a", 1) && has_version("b", 2));
	CHECK_OK(store_events(store, arena, 1, &events, &count, &err), err);
	CHECK(count == 1 && events[0].versions == 1);
	CHECK_STR(events[0].kind, "import");
	CHECK_STR(events[0].note, "two.yaml");
	CHECK_OK(store_verify(store, &err), err);
}

static void test_twice(void)
{
	struct import *import;
	struct sink first, second;

	new_bank();
	import = begin();
	first = import_sink(import, "one.yaml");
	add_topic(first, "t", "");
	add_topic(first, "t", "");
	add(first, question("a", "một"), 2);
	add(first, question("a", "khác"), 4);
	second = import_sink(import, "two.yaml");
	add_topic(second, "t", "");
	add(second, question("a", "khác nữa"), 7);
	end(import);
	CHECK(is_counted(counts.topics, 1, 0, 1));
	CHECK(is_counted(counts.questions, 1, 0, 0));
	CHECK(counts.skipped == 2);
	CHECK_STR(findings(),
		"one.yaml:1:3: error: id 't' is used twice; first on line 1\n"
		"one.yaml:4:5: error: id 'a' is used twice; first on line 2\n"
		"one.yaml:4:5: note: question 'a' is left out\n"
		"two.yaml:7:5: error: id 'a' is used twice; first in "
		"'one.yaml', line 2\n"
		"two.yaml:7:5: note: question 'a' is left out\n");
	CHECK(has_version("a", 1));
}

static void test_dangling(void)
{
	static const struct str enemies[] = {{"b", 1}, {"nobody", 6}};
	struct import *import;
	struct question q;
	struct sink sink;

	new_bank();
	import_two("hai");
	import = begin();
	sink = import_sink(import, "x.yaml");
	q = question("late", "chủ đề đến sau");
	q.topic = STR("later");
	add(sink, q, 10);
	q = question("lost", "chủ đề không có");
	q.topic = STR("nowhere");
	q.stimulus = STR("p");
	add(sink, q, 11);
	q = question("b", "bản mới, chủ đề không có");
	q.topic = STR("nowhere");
	add(sink, q, 12);
	q = question("e", "kẻ thù");
	q.enemies = enemies;
	q.enemy_count = 2;
	add(sink, q, 13);
	/* A topic of the same id is not to blame, nor taken out. */
	add_topic(sink, "lost", "nowhere.too");
	add_topic(sink, "later", "");
	end(import);
	CHECK_STR(findings(),
		"x.yaml:11:5: error: no topic 'nowhere' in this file or in "
		"the bank\n"
		"x.yaml:11:5: note: question 'lost' is left out\n"
		"x.yaml:11:5: error: no passage 'p' in this file or in the "
		"bank\n"
		"x.yaml:12:5: error: no topic 'nowhere' in this file or in "
		"the bank\n"
		"x.yaml:12:5: note: question 'b' is left out\n"
		"x.yaml:13:5: warning: no question 'nobody' in this file or "
		"in the bank, which 'enemies' names\n"
		"x.yaml:1:3: error: no topic 'nowhere.too' in this file or in "
		"the bank\n");
	CHECK(is_counted(counts.questions, 2, 0, 0));
	CHECK(is_counted(counts.topics, 2, 0, 0));
	CHECK(counts.skipped == 2);
	CHECK(has_version("b", 1) && has_version("late", 1));
	CHECK(!has_version("lost", 1) && err.code == ERROR_NOTFOUND);
	CHECK_OK(store_verify(store, &err), err);
}

static void test_strict(void)
{
	struct import *import;
	struct sink sink;
	struct question q;

	new_bank();
	import = begin();
	sink = import_sink(import, "x.yaml");
	add_topic(sink, "t", "");
	add(sink, question("a", "một"), 2);
	q = question("lost", "không");
	q.topic = STR("nowhere");
	add(sink, q, 3);
	CHECK(!import_end(import, false, true, &counts, &err));
	CHECK(err.code == ERROR_INVALID);
	CHECK(question_count() == 0 && event_count() == 0);
	import_two("hai");
	CHECK(question_count() == 2);
}

static void test_nothing_read(void)
{
	struct import *import;

	new_bank();
	import = begin();
	import_sink(import, "x.yaml");
	report_add(&report, FINDING_EMPTY_FILE, "x.yaml", 1, 1);
	CHECK(!import_end(import, false, false, &counts, &err));
	CHECK(err.code == ERROR_INVALID);
	/* Nothing and no fault either is no failure. */
	import = begin();
	import_sink(import, "x.yaml");
	end(import);
	CHECK(event_count() == 0);
}

static void test_dry_run(void)
{
	struct import *import;
	struct sink sink;

	new_bank();
	import = begin();
	sink = import_sink(import, "x.yaml");
	add_topic(sink, "t", "");
	add(sink, question("a", "một"), 2);
	CHECK_OK(import_end(import, true, false, &counts, &err), err);
	CHECK(is_counted(counts.questions, 1, 0, 0));
	CHECK(question_count() == 0 && event_count() == 0);
	for (int dry = 0; dry < 2; dry++) {
		import = begin();
		sink = import_sink(import, "x.yaml");
		add_topic(sink, "m", "n");
		add_topic(sink, "n", "m");
		CHECK(!import_end(import, dry, false, &counts, &err));
		CHECK(err.code == ERROR_INVALID && strstr(err.text, "circle"));
	}
	CHECK(event_count() == 0);
}

static void test_abort(void)
{
	struct import *import;

	new_bank();
	import = begin();
	add(import_sink(import, "x.yaml"), question("a", "một"), 2);
	import_abort(import);
	import_abort(NULL);
	CHECK(question_count() == 0);
	import_two("hai");
	CHECK(question_count() == 2);
}

static void test_title(void)
{
	struct bank_header first = {.title = STR("Toán"), .license = STR("A")};
	struct bank_header other = {.title = STR("Lí"), .license = STR("B")};
	struct bank_header newer = {.title = STR("Toán"), .license = STR("C")};
	struct bank_header got;
	struct import *import;
	struct sink sink;

	new_bank();
	import = begin();
	sink = import_sink(import, "x.yaml");
	CHECK_OK(sink.header(sink.ctx, &first, &err), err);
	CHECK_OK(sink.header(sink.ctx, &other, &err), err);
	end(import);
	CHECK_OK(store_get_header(store, arena, &got, &err), err);
	CHECK_STR(got.license, "A");
	import = begin();
	sink = import_sink(import, "x.yaml");
	CHECK_OK(sink.header(sink.ctx, &newer, &err), err);
	end(import);
	CHECK_OK(store_get_header(store, arena, &got, &err), err);
	CHECK_STR(got.license, "C");
}

static void test_refused(void)
{
	struct media media[] = {
		{.name = STR("b.png"),
			.mime = STR("image/png"),
			.bytes = STR("good"),
			.hash = hash_hex(arena, STR("good"))},
		{.name = STR("a.png"),
			.mime = STR("image/png"),
			.bytes = STR("xyz"),
			.hash = hash_hex(arena, STR("abc"))},
	};
	struct stimulus got,
		stimulus = {.id = STR("p"),
			.text = STR("p"),
			.media = media,
			.media_count = 2,
			.line = 8,
			.column = 1};
	struct question q = question("a", "một");
	struct import *import;
	struct sink sink;
	struct str bytes;

	new_bank();
	import = begin();
	sink = import_sink(import, "x.yaml");
	add_topic(sink, "t", "");
	q.media = media;
	q.media_count = 2;
	add(sink, q, 5);
	CHECK_OK(sink.stimulus(sink.ctx, &stimulus, &err), err);
	add(sink, question("b", "hai"), 9);
	end(import);
	CHECK(counts.skipped == 1 && question_count() == 1);
	CHECK(report.findings[FINDING_REFUSED] == 2);
	/* Nothing of what was refused is there. */
	CHECK(!store_get_stimulus(store, arena, STR("p"), &got, &err));
	CHECK(!store_get_media(store, arena, media[0].hash, &bytes, &err));
}

static void read_file(struct import *import, const char *name)
{
	struct str text;

	CHECK_OK(file_read(arena, name, FILE_LIMIT, &text, &err), err);
	if (text.len) {
		struct sink sink = import_sink(import, name);

		CHECK_OK(native_read(arena, name, text, &sink, &report, &err),
			err);
	}
}

/* The shipped banks, all in one, twice. */
static void test_shipped_banks(void)
{
	static const char *const files[] = {"banks/data/lichsu12.yaml",
		"banks/data/tienganh12.yaml", "banks/data/toan12.yaml",
		"banks/data/toan6.yaml", "banks/data/vatli12.yaml"};

	new_bank();
	for (int round = 0; round < 2; round++) {
		struct import *import = begin();

		for (size_t i = 0; i < 5; i++)
			read_file(import, files[i]);
		end(import);
		CHECK_STR(findings(), "");
		CHECK(counts.questions[round ? PUT_SAME : PUT_NEW] >= 300);
		CHECK(!counts.questions[round ? PUT_NEW : PUT_SAME]);
		CHECK(!counts.questions[PUT_CHANGED]);
		CHECK(!counts.topics[PUT_CHANGED]);
		CHECK(event_count() == 1);
	}
	CHECK_OK(store_verify(store, &err), err);
}

static bool keep(void *ctx, const struct question *q, struct error *e)
{
	struct sink *sink = ctx;

	return sink->question(sink->ctx, q, e);
}

/* Questions come from the bank without the bytes of their pictures. */
static void load_pictures(const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->question_count; i++) {
		struct question *q = (struct question *)&bundle->questions[i];
		struct media *media = arena_copy(
			arena, q->media, q->media_count * sizeof *media);

		for (size_t k = 0; k < q->media_count; k++)
			CHECK_OK(store_get_media(store, arena, media[k].hash,
					 &media[k].bytes, &err),
				err);
		q->media = media;
	}
}

/* The whole bank as a native file. */
static struct str exported(void)
{
	struct buf out = {.arena = arena};
	const struct query all = {0};
	struct stimulus *stimuli;
	struct bundle bundle;
	struct sink sink = bundle_sink(arena, &bundle);
	struct topic *topics;

	CHECK_OK(store_each_question(store, &all, keep, &sink, &err), err);
	load_pictures(&bundle);
	CHECK_OK(store_topics(store, arena, &topics, &bundle.topic_count, &err),
		err);
	CHECK_OK(store_stimuli(
			 store, arena, &stimuli, &bundle.stimulus_count, &err),
		err);
	CHECK_OK(store_get_header(store, arena, &bundle.header, &err), err);
	bundle.topics = topics;
	bundle.stimuli = stimuli;
	CHECK_OK(native_write(arena, &bundle, &out, &report, &err), err);
	return buf_str(&out);
}

/* What is exported and imported into an empty bank is the same bank. */
static void test_round_trip(void)
{
	struct str first, again;
	struct import *import;
	struct sink sink;

	first = exported();
	new_bank();
	import = begin();
	sink = import_sink(import, "first.yaml");
	CHECK_OK(native_read(arena, "first.yaml", first, &sink, &report, &err),
		err);
	end(import);
	CHECK_STR(findings(), "");
	again = exported();
	CHECK(first.len > 200000 && str_equal(first, again));
}

/* ---- many, with a thread that writes and without ---- */

enum { MANY = 10000 };

static void add_many(struct sink sink)
{
	for (unsigned i = 0; i < MANY; i++) {
		const char *id =
			str_format(arena, "q%u", i % 1000 == 999 ? i - 1 : i)
				.ptr;
		struct question q = question(id, "một");

		if (i % 1000 == 500)
			q.stem = STR("![h](h.png) và $\\foo$");
		if (i % 1000 == 600)
			q.topic = STR("nowhere");
		if (i % 1000 == 700)
			q.type = TYPE_CHOICE; /* without options */
		if (i == 5000) {
			add_topic(sink, "u", "t");
			report_add(&report, FINDING_UNKNOWN_KEY, "many.yaml",
				i + 1, 1, "k");
		}
		add(sink, q, i + 2);
	}
}

static struct str import_many(const char *threads)
{
	struct import *import;
	struct sink sink;

	setenv("DETHI_THREADS", threads, 1);
	new_bank();
	import = begin();
	sink = import_sink(import, "many.yaml");
	add_topic(sink, "t", "");
	add_many(sink);
	CHECK(import_end(import, false, false, &counts, &err));
	unsetenv("DETHI_THREADS");
	CHECK(is_counted(counts.questions, MANY - 30, 0, 0));
	CHECK(counts.skipped == 30);
	CHECK(question_count() == MANY - 30);
	return findings();
}

/* Findings stand where they were made, whoever made them. */
static void test_threads(void)
{
	struct str alone = import_many("1"), beside = import_many("2");
	unsigned last = 0;

	CHECK(str_equal(alone, beside));
	/* But for those of references, which are found at the end. */
	for (size_t i = 0; i < report.count &&
		report.entries[i].finding != FINDING_UNKNOWN_REFERENCE;
		i++) {
		CHECK(report.entries[i].line >= last);
		last = report.entries[i].line;
	}
	CHECK(last == MANY + 1);
	/* Doubts of what is there already were said before. */
	CHECK(report.findings[FINDING_NO_PICTURE] == 10);
	CHECK(report.findings[FINDING_FORMULA_FAULT] == 10);
}

/* While a batch is away. */
static void test_abort_many(void)
{
	struct import *import;
	struct sink sink;

	new_bank();
	import = begin();
	sink = import_sink(import, "many.yaml");
	for (unsigned i = 0; i < 5000; i++)
		add(sink, question(str_format(arena, "q%u", i).ptr, "hai"), 1);
	import_abort(import);
	CHECK(question_count() == 0);
}

int main(void)
{
	arena = arena_new();
	if (!mkdtemp(folder))
		return 2;
	snprintf(path, sizeof path, "%s/bank.db", folder);
	TEST(test_again);
	TEST(test_twice);
	TEST(test_dangling);
	TEST(test_strict);
	TEST(test_nothing_read);
	TEST(test_dry_run);
	TEST(test_abort);
	TEST(test_title);
	TEST(test_refused);
	TEST(test_threads);
	TEST(test_abort_many);
	TEST(test_shipped_banks);
	TEST(test_round_trip); /* of what that one imported */
	store_close(store);
	unlink(path);
	rmdir(folder);
	arena_free(arena);
	return check_result();
}
