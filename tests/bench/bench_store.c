/* The bank against SQLite with FTS5 as anyone would use it: the same text into
 * one FTS5 table in one transaction, and the plain FTS5 query with its
 * snippet. One run does both, so that the ratios hold on any machine. */
#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

#include "base/rng.h"
#include "engine/import.h"
#include "engine/store/store_search.h"

enum { QUESTIONS = 100000, SYLLABLES = 600, TOPICS = 60, PAGE = 20 };

static struct arena *arena;
static struct error err;
static char folder[256];
static char syllables[SYLLABLES][16];
static struct question *questions;
static struct str *texts;

static void stop(const char *what)
{
	fprintf(stderr, "bench_store: %s: %s\n", what, err.text);
	exit(1);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void make_syllables(void)
{
	static const char *const first[] = {"b", "c", "ch", "d", "đ", "g", "h",
		"kh", "l", "m", "n", "ng", "nh", "ph", "qu", "s", "t", "th",
		"tr", "v", "x"};
	static const char *const middle[] = {"a", "à", "á", "ạ", "ă", "â", "ấ",
		"e", "ê", "ề", "i", "í", "o", "ô", "ồ", "ơ", "ờ", "u", "ư", "ữ",
		"iế", "ươ", "uâ", "oà"};
	static const char *const last[] = {
		"", "n", "m", "ng", "t", "c", "nh", "i"};
	struct rng rng = rng_stream(1, "syllables", 0);

	for (size_t i = 0; i < SYLLABLES; i++)
		snprintf(syllables[i], sizeof syllables[i], "%s%s%s",
			first[rng_below(&rng, 21)], middle[rng_below(&rng, 24)],
			last[rng_below(&rng, 8)]);
}

/* Common ones far more often than rare ones, as in speech. */
static const char *syllable(struct rng *rng)
{
	double u = rng_unit(rng);

	return syllables[(size_t)(u * u * u * SYLLABLES)];
}

static struct str sentence(struct rng *rng, uint64_t least, uint64_t most)
{
	struct buf out = {.arena = arena};
	uint64_t words = least + rng_below(rng, most - least + 1);

	for (uint64_t i = 0; i < words; i++)
		buf_format(&out, i ? " %s" : "%s", syllable(rng));
	if (!rng_below(rng, 3))
		buf_format(&out, " $y=x^%d-%dx$", (int)rng_below(rng, 9),
			(int)rng_below(rng, 99));
	if (!rng_below(rng, 50))
		buf_text(&out, " đạo hàm của hàm số");
	if (!rng_below(rng, 200))
		buf_text(&out, " cực trị");
	buf_char(&out, '.');
	return buf_str(&out);
}

static void make_question(size_t number)
{
	struct rng rng = rng_stream(1, "question", number);
	struct question *q = &questions[number];
	struct option *options = NEW_ARRAY(arena, 4, struct option);

	*q = question_empty();
	q->id = str_format(arena, "q%06zu", number);
	q->type = TYPE_CHOICE;
	q->subject = STR("toan");
	q->grade = 12;
	q->topic = str_format(arena, "t.%d", (int)rng_below(&rng, TOPICS));
	q->level = (enum level)(1 + rng_below(&rng, 4));
	q->status = STATUS_APPROVED;
	q->stem = sentence(&rng, 12, 40);
	q->solution = sentence(&rng, 10, 40);
	for (size_t i = 0; i < 4; i++)
		options[i] = (struct option){
			.text = sentence(&rng, 2, 8), .right = i == 1};
	q->options = options;
	q->option_count = 4;
	texts[number] = question_plain(arena, q);
}

static void make_questions(void)
{
	make_syllables();
	questions = NEW_ARRAY(arena, QUESTIONS, struct question);
	texts = NEW_ARRAY(arena, QUESTIONS, struct str);
	for (size_t i = 0; i < QUESTIONS; i++)
		make_question(i);
}

static const char *in_folder(const char *name)
{
	return str_format(arena, "%s/%s", folder, name).ptr;
}

static void put_topics(struct sink sink)
{
	for (int i = 0; i < TOPICS; i++) {
		struct topic topic = {.id = str_format(arena, "t.%d", i),
			.name = STR("Chủ đề")};

		if (!sink.topic(sink.ctx, &topic, &err))
			stop("topic");
	}
}

static struct store *import_all(void)
{
	struct report report = {.arena = arena};
	struct import_counts counts;
	struct import *import;
	struct store *store;
	struct sink sink;

	if (!store_create(in_folder("ours.db"), &store, &err) ||
		!import_begin(arena, store, &report, 1, &import, &err))
		stop("create");
	sink = import_sink(import, "bench");
	put_topics(sink);
	for (size_t i = 0; i < QUESTIONS; i++)
		if (!sink.question(sink.ctx, &questions[i], &err))
			stop("question");
	if (!import_end(import, false, true, &counts, &err) ||
		counts.questions[PUT_NEW] != QUESTIONS)
		stop("import");
	return store;
}

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "bench_store: %s\n", sqlite3_errmsg(db));
		exit(1);
	}
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK) {
		fprintf(stderr, "bench_store: %s\n", sqlite3_errmsg(db));
		exit(1);
	}
	return stmt;
}

static void bind(sqlite3_stmt *stmt, int parameter, struct str s)
{
	sqlite3_bind_text(stmt, parameter, s.ptr, (int)s.len, SQLITE_STATIC);
}

static sqlite3 *insert_all(void)
{
	sqlite3_stmt *stmt;
	sqlite3 *db;

	if (sqlite3_open(in_folder("bare.db"), &db) != SQLITE_OK)
		exit(1);
	run(db, "PRAGMA journal_mode = WAL");
	run(db,
		"CREATE VIRTUAL TABLE question USING fts5 (id UNINDEXED, "
		"text, solution UNINDEXED, tokenize = 'unicode61')");
	run(db, "BEGIN");
	stmt = prepare(db,
		"INSERT INTO question (id, text, solution) VALUES (?1, ?2, "
		"?3)");
	for (size_t i = 0; i < QUESTIONS; i++) {
		bind(stmt, 1, questions[i].id);
		bind(stmt, 2, texts[i]);
		bind(stmt, 3, questions[i].solution);
		sqlite3_step(stmt);
		sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
	run(db, "COMMIT");
	return db;
}

static size_t search_ours(void *bank, const char *text)
{
	struct arena *own = arena_new();
	struct query query;
	struct hits hits;
	size_t total;

	if (!query_parse(own, str_from(text), &query, &err) ||
		!store_search(bank, own, &query, PAGE, 0, &hits, &err))
		stop(text);
	total = hits.total;
	arena_free(own);
	return total;
}

static size_t search_bare(void *bank, const char *expression)
{
	sqlite3_stmt *stmt = prepare(bank,
		"SELECT id, snippet(question, 1, '[', ']', '…', 20) "
		"FROM question WHERE question MATCH ?1 ORDER BY rank LIMIT 20");
	size_t count = 0;

	bind(stmt, 1, str_from(expression));
	while (sqlite3_step(stmt) == SQLITE_ROW)
		count += sqlite3_column_text(stmt, 1) != NULL;
	sqlite3_finalize(stmt);
	return count;
}

/* The bare index knows đ as a letter of its own. */
static const struct {
	const char *name, *ours, *bare;
} searches[] = {
	{"search-phrase", "\"đạo hàm\"", "\"đạo hàm\""},
	{"search-words", "đạo hàm", "đạo hàm"},
	{"search-unmarked", "dao ham", "đao ham"},
	{"search-rare", "\"cực trị\"", "\"cực trị\""},
	{"search-beginning", "ngo*", "ngo*"},
	{"search-not", "đạo -trị", "đạo NOT trị"},
	{"search-common", "ng*", "ng*"},
};

/* The fastest of some rounds, in milliseconds. */
static double fastest(size_t (*search)(void *bank, const char *text),
	void *bank, const char *text, size_t *found)
{
	double best = 1e9;

	for (int i = 0; i < 7; i++) {
		double start = now(), took;

		*found = search(bank, text);
		took = (now() - start) * 1000;
		if (took < best)
			best = took;
	}
	return best;
}

/* Milliseconds; the ratio should be no more than the goal. */
static void row(const char *name, double mine, double peer)
{
	printf("%s %.2f %.2f %.2f 2.00\n", name, mine, peer, mine / peer);
}

static void compare_searches(struct store *store, sqlite3 *db)
{
	for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
		size_t found, peer_found;
		double mine =
			fastest(search_ours, store, searches[i].ours, &found);
		double peer =
			fastest(search_bare, db, searches[i].bare, &peer_found);

		if (!found || !peer_found)
			stop(searches[i].name);
		row(searches[i].name, mine, peer);
	}
}

static void make_folder(void)
{
	const char *temporary = getenv("TMPDIR");

	arena = arena_new();
	snprintf(folder, sizeof folder, "%s/dethi-bench-XXXXXX",
		temporary ? temporary : "/tmp");
	if (!mkdtemp(folder))
		stop(folder);
}

static void remove_folder(void)
{
	unlink(in_folder("ours.db"));
	unlink(in_folder("bare.db"));
	rmdir(folder);
}

int main(void)
{
	double start, mine, peer;
	struct store *store;
	sqlite3 *db;

	make_folder();
	make_questions();
	start = now();
	db = insert_all();
	peer = now() - start;
	start = now();
	store = import_all();
	mine = now() - start;
	printf("name ours peer ratio goal\n");
	row("import", mine * 1000, peer * 1000);
	compare_searches(store, db);
	store_close(store);
	sqlite3_close(db);
	remove_folder();
	arena_free(arena);
	return 0;
}
