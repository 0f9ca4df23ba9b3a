#include "engine/store/store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/collate.h"
#include "base/file.h"
#include "base/i18n.h"
#include "engine/store/event.h"
#include "engine/store/refer.h"
#include "engine/store/schema.h"
#include "engine/store/sql.h"
#include "engine/store/tokenizer.h"

enum { WAIT_MS = 5000 };

static struct store *store_new(const char *path, enum store_mode mode)
{
	struct arena *arena = arena_new();
	struct store *store = NEW(arena, struct store);

	store->arena = arena;
	store->path = str_cstr(arena, str_from(path));
	store->mode = mode;
	store->scratch = arena_new();
	return store;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_rollback(store);
	for (size_t i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(store->statements[i].stmt);
	sqlite3_close(store->db);
	tokenizer_free(store->tokenizer);
	arena_free(store->transaction);
	arena_free(store->scratch);
	arena_free(store->arena);
}

/* What a bank never does, whatever its file says. */
static int authorize(void *ctx, int action, const char *a, const char *b,
	const char *database, const char *trigger)
{
	(void)ctx;
	(void)a;
	(void)b;
	(void)database;
	(void)trigger;
	switch (action) {
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
	case SQLITE_ALTER_TABLE:
	case SQLITE_CREATE_INDEX:
	case SQLITE_CREATE_TABLE:
	case SQLITE_CREATE_TRIGGER:
	case SQLITE_CREATE_VIEW:
	case SQLITE_CREATE_VTABLE:
	case SQLITE_DROP_INDEX:
	case SQLITE_DROP_TABLE:
	case SQLITE_DROP_TRIGGER:
	case SQLITE_DROP_VIEW:
	case SQLITE_DROP_VTABLE:
		return SQLITE_DENY;
	default:
		return SQLITE_OK;
	}
}

static void set_limits(sqlite3 *db)
{
	static const struct {
		int limit, value;
	} limits[] = {
		{SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024},
		{SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024},
		{SQLITE_LIMIT_COLUMN, 100},
		{SQLITE_LIMIT_COMPOUND_SELECT, 5},
		{SQLITE_LIMIT_TRIGGER_DEPTH, 5},
		{SQLITE_LIMIT_WORKER_THREADS, 0},
	};

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		sqlite3_limit(db, limits[i].limit, limits[i].value);
}

static int collate_ids(
	void *ctx, int a_len, const void *a, int b_len, const void *b)
{
	(void)ctx;
	return collate(
		(struct str){a, (size_t)a_len}, (struct str){b, (size_t)b_len});
}

/* Before anything of the file is read. */
static bool prepare_connection(struct store *store, struct error *err)
{
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_timeout(store->db, WAIT_MS);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(
		store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	set_limits(store->db);
	sqlite3_create_collation(
		store->db, "dethi", SQLITE_UTF8, NULL, collate_ids);
	return tokenizer_register(store->db, err) &&
		sql_do(store, "PRAGMA cell_size_check = ON", err) &&
		sql_do(store, "PRAGMA temp_store = MEMORY", err);
}

/* After it is known to be a bank. */
static bool finish_connection(struct store *store, struct error *err)
{
	bool worked = sql_do(store, "PRAGMA foreign_keys = ON", err) &&
		sql_do(store, "PRAGMA synchronous = FULL", err) &&
		sql_do(store, "PRAGMA cache_size = -32768", err);

	sqlite3_set_authorizer(store->db, authorize, NULL);
	return worked;
}

static bool open_database(
	struct store *store, const char *name, int flags, struct error *err)
{
	/* A bank is never shared between threads, and nobody asks how much
	 * memory SQLite has; refused, and of no matter, when it is in use. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_close(store->db);
	if (sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_NOMUTEX,
		    NULL) == SQLITE_OK)
		return true;
	return sql_fail(store, err);
}

/* SQLite keeps its files beside the bank itself, not beside a link to it. */
static struct str real_path(struct store *store)
{
	char *real = realpath(store->path, NULL);
	struct str path = str_copy(store->arena, str_from(real));

	free(real);
	return path.len ? path : str_from(store->path);
}

static const char *beside(struct store *store, const char *ending)
{
	return str_format(store->arena, "%s%s", real_path(store).ptr, ending)
		.ptr;
}

static bool folder_is_writable(struct store *store)
{
	struct str path = real_path(store);

	while (path.len && path.ptr[path.len - 1] != '/')
		path.len--;
	return !access(path.len ? str_cstr(store->arena, path) : ".", W_OK);
}

/* A bank on a medium that cannot be written, such as a CD or a folder of
 * somebody else, is read as it is: WAL would need files beside it. */
static const char *immutable_name(struct store *store)
{
	struct buf name = {.arena = store->arena};

	buf_text(&name, "file:");
	for (const char *p = store->path; *p; p++)
		if (*p == '?' || *p == '#' || *p == '%')
			buf_format(&name, "%%%02X", (unsigned char)*p);
		else
			buf_char(&name, *p);
	buf_text(&name, "?immutable=1");
	return buf_str(&name).ptr;
}

/* In a folder that cannot be written. When somebody works on the bank, or died
 * over it, its newest changes stand in the file of its log, which SQLite reads
 * through the other beside it. */
static bool open_fixed(struct store *store, struct error *err)
{
	struct stat log;

	if (stat(beside(store, "-wal"), &log) || !log.st_size)
		return open_database(store, immutable_name(store),
			SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
	if (!access(beside(store, "-shm"), R_OK))
		return open_database(
			store, store->path, SQLITE_OPEN_READONLY, err);
	return fail(err, ERROR_IO,
		_("the newest changes of '%s' stand in a file beside it and "
		  "cannot be read here: open the bank once where its folder "
		  "can be written"),
		store->path);
}

static bool open_mode(struct store *store, struct error *err)
{
	if (store->mode == STORE_WRITE)
		return open_database(
			store, store->path, SQLITE_OPEN_READWRITE, err);
	if (folder_is_writable(store))
		return open_database(
			store, store->path, SQLITE_OPEN_READONLY, err);
	return open_fixed(store, err);
}

/* SQLite takes an empty file for an empty database, and its words on folders
 * and rights are few. */
static bool check_file(struct store *store, struct error *err)
{
	const char *path = store->path;
	int access_mode = store->mode == STORE_WRITE ? R_OK | W_OK : R_OK;
	struct stat st;

	if (stat(path, &st))
		return fail(
			err, ERROR_NOTFOUND, _("there is no bank '%s'"), path);
	if (S_ISDIR(st.st_mode))
		return fail(err, ERROR_SYNTAX,
			_("'%s' is a folder, not a bank"), path);
	if (!S_ISREG(st.st_mode))
		return fail(
			err, ERROR_SYNTAX, _("'%s' is not a Dethi bank"), path);
	if (access(path, access_mode))
		return fail(err, ERROR_IO,
			store->mode == STORE_WRITE
				? _("'%s' cannot be written: the file or its "
				    "folder is read-only")
				: _("'%s' may not be opened by you"),
			path);
	if (store->mode == STORE_WRITE && !folder_is_writable(store))
		return fail(err, ERROR_IO,
			_("'%s' cannot be written: the file or its folder is "
			  "read-only"),
			path);
	if (!st.st_size)
		return fail(err, ERROR_SYNTAX,
			_("'%s' is an empty file, not a bank"), path);
	return true;
}

static bool migrate(struct store *store, const struct schema *to,
	size_t version, struct error *err)
{
	if (version == to->count)
		return true;
	if (store->mode == STORE_READ)
		return fail(err, ERROR_DENIED,
			_("'%s' was written by an older Dethi and must be "
			  "opened for writing once"),
			store->path);
	return schema_backup(store->db, store->path, version, err) &&
		schema_upgrade(store->db, store->path, to, version, err);
}

bool store_open_as(const char *path, enum store_mode mode,
	const struct schema *of, struct store **out, struct error *err)
{
	struct store *store = store_new(path, mode);
	size_t version;

	if (check_file(store, err) && open_mode(store, err) &&
		prepare_connection(store, err) &&
		schema_check(store->db, path, of, &version, err) &&
		migrate(store, of, version, err) &&
		finish_connection(store, err)) {
		*out = store;
		return true;
	}
	store_close(store);
	return false;
}

bool store_open(const char *path, enum store_mode mode, struct store **out,
	struct error *err)
{
	return store_open_as(path, mode, &schema, out, err);
}

/* A file of its own, so that of two programs only one makes the bank. */
static bool claim(const char *name, const char *path, struct error *err)
{
	int file = open(name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
	struct stat st;

	if (file >= 0) {
		close(file);
		return true;
	}
	if (!lstat(name, &st))
		return fail(err, ERROR_DENIED,
			_("'%s' is there already; it is left as it is"), path);
	return fail(err, ERROR_IO,
		_("'%s' cannot be made: is its folder there, and may you "
		  "write to it?"),
		path);
}

static bool fill(const char *file, const char *path, struct error *err)
{
	struct store *store = store_new(path, STORE_WRITE);
	bool worked = open_database(store, file, SQLITE_OPEN_READWRITE, err) &&
		prepare_connection(store, err) &&
		sql_do(store, "PRAGMA page_size = 8192", err) &&
		schema_upgrade(store->db, path, &schema, 0, err) &&
		sql_do(store, "PRAGMA journal_mode = WAL", err);

	store_close(store);
	return worked;
}

/* What SQLite would take for a part of the bank. */
static void drop_logs(struct arena *arena, const char *file)
{
	static const char *const endings[] = {"-journal", "-wal", "-shm"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		unlink(str_format(arena, "%s%s", file, endings[i]).ptr);
}

/* A bank is made under another name: who dies over it leaves no half of one,
 * at most an empty file when it is between taking the name and the rename. An
 * earlier bank of the name, now gone, may have left its logs. */
static bool make(struct arena *arena, const char *path, struct error *err)
{
	const char *aside =
		str_format(arena, "%s.%ld.new", path, (long)getpid()).ptr;

	unlink(aside);
	drop_logs(arena, aside);
	if (claim(aside, path, err) && fill(aside, path, err) &&
		claim(path, path, err)) {
		drop_logs(arena, path);
		if (file_move(aside, path, err))
			return true;
		unlink(path);
	}
	unlink(aside);
	drop_logs(arena, aside);
	return false;
}

bool store_create(const char *path, struct store **out, struct error *err)
{
	struct arena *arena;
	struct stat st;
	bool made;

	if (!lstat(path, &st))
		return claim(path, path, err);
	arena = arena_new();
	made = make(arena, path, err);
	arena_free(arena);
	return made && store_open(path, STORE_WRITE, out, err);
}

static void forget_transaction(struct store *store)
{
	arena_free(store->transaction);
	store->transaction = NULL;
	store->topics = store->outcomes = store->stimuli = store->tags =
		(struct rows){0};
	store->loose = NULL;
	store->loose_count = 0;
	store->topics_changed = false;
	store->begun = false;
	event_forget(store);
}

static void remember_transaction(struct store *store)
{
	store->transaction = arena_new();
	store->topics.arena = store->outcomes.arena = store->stimuli.arena =
		store->tags.arena = store->transaction;
	store->begun = true;
}

bool store_begin(struct store *store, struct error *err)
{
	if (store->mode == STORE_READ)
		return fail(err, ERROR_DENIED,
			_("'%s' was opened for reading only"), store->path);
	if (store->broken)
		return fail(err, ERROR_IO,
			_("the disk of '%s' failed; nothing more is written "
			  "to it"),
			store->path);
	if (!sql_do(store, "BEGIN IMMEDIATE", err))
		return false;
	remember_transaction(store);
	return true;
}

bool store_commit(struct store *store, struct error *err)
{
	if (refer_settle(store, err) && event_close(store, err) &&
		sql_do(store, "COMMIT", err)) {
		forget_transaction(store);
		return true;
	}
	store_rollback(store);
	return false;
}

void store_rollback(struct store *store)
{
	if (!store->begun)
		return;
	/* SQLite itself has rolled back when the disk was full. */
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	forget_transaction(store);
}

/* What has begun to write sees one moment anyway. */
bool store_hold(struct store *store, struct error *err)
{
	return store->begun || sql_do(store, "BEGIN", err);
}

void store_release(struct store *store)
{
	if (!store->begun && !sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_db_release_memory(store->db);
}
