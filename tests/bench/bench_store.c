/* bench_store FOLDER PROGRAM: the bank against SQLite with FTS5 as anyone would
 * use it. FOLDER holds bank.yaml of bench_generate; a bank of it, made by
 * PROGRAM, is left there as bank.db.
 *
 * The peer puts the same words into one FTS5 table (what is searched, and the
 * solution beside it) and asks with the plain query and its snippet. Both
 * write one transaction in WAL mode with synchronous = FULL and close the
 * file within the time. For the program, which reads a file, the time that
 * libyaml takes to go through the same file and no more is added to the peer's.
 */
#include <sqlite3.h>
#include <yaml.h>

#include "engine/import.h"
#include "engine/store/store_search.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated.h"

enum { IMPORTS = 3, SEARCHES = 9, COLD_SEARCHES = 5 };

static struct arena *arena;
static struct error err;
static const char *folder, *program;
static struct bundle bundle;
static struct str *texts;

static const char *in_folder(const char *name)
{
	return str_format(arena, "%s/%s", folder, name).ptr;
}

static void forget(const char *path)
{
	unlink(path);
	unlink(str_format(arena, "%s-wal", path).ptr);
	unlink(str_format(arena, "%s-shm", path).ptr);
}

static void put_bundle(struct sink sink)
{
	for (size_t i = 0; i < bundle.topic_count; i++)
		if (!sink.topic(sink.ctx, &bundle.topics[i], &err))
			stop("topic", err.text);
	for (size_t i = 0; i < bundle.question_count; i++)
		if (!sink.question(sink.ctx, &bundle.questions[i], &err))
			stop("question", err.text);
}

static struct spent import_library(void)
{
	const char *path = in_folder("ours.db");
	struct arena *own = arena_new();
	struct report report = {.arena = own};
	struct import_counts counts;
	struct import *import;
	struct store *store;
	struct spent start;

	forget(path);
	start = now();
	if (!store_create(path, &store, &err) ||
		!import_begin(own, store, &report, 1, &import, &err))
		stop(path, err.text);
	put_bundle(import_sink(import, "bench"));
	if (!import_end(import, false, true, &counts, &err) ||
		counts.questions[PUT_NEW] != GENERATED)
		stop(path, err.text);
	store_close(store);
	arena_free(own);
	return since(start);
}

static struct spent import_program(void)
{
	const char *bank = in_folder("bank.db");

	forget(bank);
	run_program((const char *[]){program, "-b", bank, "init", NULL});
	return run_program((const char *[]){program, "-b", bank, "import",
				   in_folder("bank.yaml"), NULL})
		.spent;
}

static sqlite3 *open_bare(void)
{
	const char *path = in_folder("bare.db");
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		stop(path, "cannot be opened");
	return db;
}

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		stop(sql, sqlite3_errmsg(db));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		stop(sql, sqlite3_errmsg(db));
	return stmt;
}

static void bind(sqlite3_stmt *stmt, int parameter, struct str s)
{
	sqlite3_bind_text(stmt, parameter, s.ptr, (int)s.len, SQLITE_STATIC);
}

static void insert_all(sqlite3 *db)
{
	sqlite3_stmt *stmt = prepare(db,
		"INSERT INTO question (id, text, solution) "
		"VALUES (?1, ?2, ?3)");

	for (size_t i = 0; i < bundle.question_count; i++) {
		bind(stmt, 1, bundle.questions[i].id);
		bind(stmt, 2, texts[i]);
		bind(stmt, 3, bundle.questions[i].solution);
		if (sqlite3_step(stmt) != SQLITE_DONE)
			stop("bare insert", sqlite3_errmsg(db));
		sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
}

static struct spent import_bare(void)
{
	sqlite3 *db;
	struct spent start;

	forget(in_folder("bare.db"));
	start = now();
	db = open_bare();
	run(db, "PRAGMA journal_mode = WAL");
	run(db, "PRAGMA synchronous = FULL");
	run(db,
		"CREATE VIRTUAL TABLE question USING fts5 (id UNINDEXED, "
		"text, solution UNINDEXED, tokenize = 'unicode61')");
	run(db, "BEGIN");
	insert_all(db);
	run(db, "COMMIT");
	sqlite3_close(db);
	return since(start);
}

/* Every event of bank.yaml. */
static struct spent read_bare(void)
{
	const char *path = in_folder("bank.yaml");
	struct spent start = now();
	FILE *file = fopen(path, "r");
	yaml_parser_t parser;
	yaml_event_t event;
	bool end = false;

	if (!file || !yaml_parser_initialize(&parser))
		stop(path, "cannot be read");
	yaml_parser_set_input_file(&parser, file);
	while (!end) {
		if (!yaml_parser_parse(&parser, &event))
			stop(path, parser.problem);
		end = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	fclose(file);
	return since(start);
}

static void compare_imports(void)
{
	struct times bare = {.count = 0}, reading = {.count = 0},
		     library = {.count = 0}, whole = {.count = 0};

	for (int i = 0; i < IMPORTS; i++) {
		struct spent insert = import_bare(), read = read_bare();

		times_add(&bare, insert);
		times_add(&reading,
			(struct spent){insert.wall + read.wall,
				insert.cpu + read.cpu});
		times_add(&library, import_library());
		times_add(&whole, import_program());
	}
	row("import 100,000 questions, engine/import.h", library, bare, 0.5,
		"insert of their words into a bare FTS5");
	row("dethi import of 100,000 questions in YAML", whole, reading, 0.5,
		"bare libyaml, then that insert");
	row("dethi import of 100,000 questions in YAML", whole, bare, 0,
		"that insert alone, nothing read");
}

static size_t search_ours(void *bank, const char *text)
{
	struct arena *own = arena_new();
	struct query query;
	struct hits hits;
	size_t count;

	if (!query_parse(own, str_from(text), &query, &err) ||
		!store_search(bank, own, &query, 20, 0, &hits, &err))
		stop(text, err.text);
	count = hits.count;
	arena_free(own);
	return count;
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

typedef size_t (*search_fn)(void *bank, const char *text);

static struct spent time_search(search_fn search, void *bank, const char *text)
{
	struct spent start = now();

	if (!search(bank, text))
		stop(text, "found nothing");
	return since(start);
}

/* The bare index knows đ as a letter of its own. */
static const struct {
	const char *ours, *bare;
} searches[] = {
	{"\"đạo hàm\"", "\"đạo hàm\""},
	{"đạo hàm", "đạo hàm"},
	{"dao ham", "đao ham"},
	{"\"cực trị\"", "\"cực trị\""},
	{"ngo*", "ngo*"},
	{"đạo -trị", "đạo NOT trị"},
	{"ng*", "ng*"},
};

/* The first round warms up and is not counted. */
static void compare_search(
	struct store *store, sqlite3 *db, const char *ours, const char *bare)
{
	struct times mine = {.count = 0}, peer = {.count = 0};

	for (int i = 0; i <= SEARCHES; i++) {
		struct spent spent = time_search(search_bare, db, bare);

		if (i)
			times_add(&peer, spent);
		spent = time_search(search_ours, store, ours);
		if (i)
			times_add(&mine, spent);
	}
	row(str_format(arena, "search %s, warm", ours).ptr, mine, peer, 0.5,
		str_format(arena, "bare FTS5 MATCH '%s' with rank and snippet",
			bare)
			.ptr);
}

static struct store *open_ours(void)
{
	struct store *store;

	if (!store_open(in_folder("ours.db"), STORE_READ, &store, &err))
		stop("ours.db", err.text);
	return store;
}

static void compare_searches(void)
{
	struct store *store = open_ours();
	sqlite3 *db = open_bare();

	for (size_t i = 0; i < sizeof searches / sizeof *searches; i++)
		compare_search(store, db, searches[i].ours, searches[i].bare);
	store_close(store);
	sqlite3_close(db);
}

/* The system forgets what it holds of the file in memory. */
static void make_cold(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0 || fsync(file) ||
		posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED))
		stop(path, "stays in memory");
	close(file);
}

static struct spent cold_ours(const char *text)
{
	struct spent start;
	struct store *store;

	make_cold(in_folder("ours.db"));
	start = now();
	store = open_ours();
	time_search(search_ours, store, text);
	store_close(store);
	return since(start);
}

static struct spent cold_bare(const char *text)
{
	struct spent start;
	sqlite3 *db;

	make_cold(in_folder("bare.db"));
	start = now();
	db = open_bare();
	time_search(search_bare, db, text);
	sqlite3_close(db);
	return since(start);
}

static void compare_cold(void)
{
	struct times mine = {.count = 0}, peer = {.count = 0};

	for (int i = 0; i < COLD_SEARCHES; i++) {
		times_add(&peer, cold_bare(searches[0].bare));
		times_add(&mine, cold_ours(searches[0].ours));
	}
	row(str_format(arena, "search %s, cold", searches[0].ours).ptr, mine,
		peer, 0.5, "the same, opened anew, its file not in memory");
}

int main(int argc, char **argv)
{
	if (argc != 3)
		stop("bench_store", "FOLDER PROGRAM?");
	folder = argv[1];
	program = argv[2];
	arena = arena_new();
	bundle = generate(arena);
	texts = NEW_ARRAY(arena, GENERATED, struct str);
	for (size_t i = 0; i < GENERATED; i++)
		texts[i] = question_plain(arena, &bundle.questions[i]);
	compare_imports();
	compare_searches();
	compare_cold();
	forget(in_folder("ours.db"));
	forget(in_folder("bare.db"));
	arena_free(arena);
	return 0;
}
