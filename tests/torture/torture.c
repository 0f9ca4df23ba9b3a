#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

#include "base/file.h"
#include "base/file_set.h"
#include "engine/import.h"
#include "engine/store/schema.h"
#include "engine/store/sql.h"
#include "engine/store/store_event.h"
#include "engine/store/store_search.h"
#include "tests/bank.h"

/* make torture: every call that reaches the disk fails in turn, as does every
 * allocation of SQLite, and the program dies at each of them; after each the
 * bank and the files must be whole, and what was acknowledged must be there.
 * The calls are caught here, for a program's own functions come before those
 * of the libraries it is linked with. "torture -v" tells what each run did. */

enum fault {
	FAULT_ONCE,   /* EIO, this one time */
	FAULT_FULL,   /* ENOSPC from here on, whatever is written */
	FAULT_DEATH,  /* kill -9 before the call */
	FAULT_MEMORY, /* an allocation of SQLite */
	FAULTS
};

static const char *const fault_names[FAULTS] = {
	"failing call", "full disk", "kill -9", "no memory"};

/* Of this process. */
static enum fault fault;
static long countdown; /* calls until the fault; 0 and below: past it */
static bool armed;
static bool sync_failed; /* an fsync was struck */

/* Shared with the children: how many calls the last one made. */
static long *calls;

/* Whether this call fails, with errno set. */
static bool strike(bool writes)
{
	if (!armed || fault == FAULT_MEMORY)
		return false;
	++*calls;
	--countdown;
	if (countdown > 0 || (countdown < 0 && fault != FAULT_FULL))
		return false;
	if (fault == FAULT_DEATH)
		kill(getpid(), SIGKILL);
	errno = fault == FAULT_FULL ? ENOSPC : EIO;
	return fault != FAULT_FULL || writes;
}

/* A function that fails when its turn has come, else does what it should. */
#define CATCH(type, name, writes, parameters, arguments)                       \
	type name parameters;                                                  \
	type name parameters                                                   \
	{                                                                      \
		static type(*real) parameters;                                 \
                                                                               \
		if (!real)                                                     \
			*(void **)&real = dlsym(RTLD_NEXT, #name);             \
		return strike(writes) ? (type)-1 : real arguments;             \
	}

CATCH(ssize_t, read, false, (int fd, void *to, size_t n), (fd, to, n))
CATCH(ssize_t, pread64, false, (int fd, void *to, size_t n, off_t at),
	(fd, to, n, at))
CATCH(ssize_t, write, true, (int fd, const void *from, size_t n), (fd, from, n))
CATCH(ssize_t, pwrite64, true, (int fd, const void *from, size_t n, off_t at),
	(fd, from, n, at))
CATCH(int, ftruncate64, true, (int fd, off_t size), (fd, size))
CATCH(int, rename, true, (const char *from, const char *to), (from, to))
CATCH(int, unlink, false, (const char *name), (name))
CATCH(int, mkdir, true, (const char *name, mode_t mode), (name, mode))
CATCH(int, fchmod, true, (int fd, mode_t mode), (fd, mode))

/* SQLite does without the sync of a folder that fails, so that is no loss. */
static bool strike_sync(int fd)
{
	bool struck = strike(true);
	int code = errno;
	struct stat info;

	if (struck && !fstat(fd, &info) && !S_ISDIR(info.st_mode))
		sync_failed = true;
	errno = code;
	return struck;
}

int fsync(int fd)
{
	static int (*real)(int);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "fsync");
	return strike_sync(fd) ? -1 : real(fd);
}

int fdatasync(int fd)
{
	static int (*real)(int);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
	return strike_sync(fd) ? -1 : real(fd);
}

int syncfs(int fd);
int syncfs(int fd)
{
	static int (*real)(int);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "syncfs");
	return strike_sync(fd) ? -1 : real(fd);
}

static int open_really(
	const char *which, const char *name, int flags, mode_t mode)
{
	int (*real)(const char *, int, ...);

	*(void **)&real = dlsym(RTLD_NEXT, which);
	return strike(flags & O_CREAT) ? -1 : real(name, flags, mode);
}

int open(const char *name, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open_really("open", name, flags, mode);
}

int open64(const char *name, int flags, ...);
int open64(const char *name, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open_really("open64", name, flags, mode);
}

/* ---- SQLite's memory ---- */

static sqlite3_mem_methods memory;

static bool strike_memory(void)
{
	if (!armed || fault != FAULT_MEMORY)
		return false;
	++*calls;
	return --countdown == 0;
}

static void *take(int size)
{
	return strike_memory() ? NULL : memory.xMalloc(size);
}

static void *take_again(void *block, int size)
{
	return strike_memory() ? NULL : memory.xRealloc(block, size);
}

static void watch_memory(void)
{
	sqlite3_mem_methods watched;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory);
	watched = memory;
	watched.xMalloc = take;
	watched.xRealloc = take_again;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &watched);
}

/* ---- what is done ---- */

enum { MANY = 40, BEFORE = 2 };

/* The bank and file that each run begins with. */
static struct str bank_before;
static const char *steps[2];
static const struct schema next = {steps, 2};

static bool import_many(struct store *store)
{
	struct report report = {.arena = arena};
	struct import_counts counts;
	struct import *import;
	struct sink sink;
	char id[32];

	if (!import_begin(arena, store, &report, 1, &import, &err))
		return false;
	sink = import_sink(import, "many.yaml");
	for (int i = 0; i < MANY; i++) {
		struct question q;

		snprintf(id, sizeof id, "new%d", i);
		q = question(id, "một hai ba bốn năm sáu bảy tám chín mười");
		if (!sink.question(sink.ctx, &q, &err)) {
			import_abort(import);
			return false;
		}
	}
	return import_end(import, false, false, &counts, &err);
}

static bool do_create(void)
{
	struct store *store = NULL;
	bool worked = store_create(path, &store, &err);

	store_close(store);
	return worked;
}

static bool do_import(void)
{
	struct store *store = NULL;
	bool worked = store_open(path, STORE_WRITE, &store, &err) &&
		import_many(store);
	struct error first = err;

	/* The same store goes on, or says that the disk failed. */
	if (store && !worked) {
		size_t count = 0;

		armed = false;
		CHECK(store_count(store, &count, &err) && count == BEFORE);
		/* Nothing is trusted to a disk that lost something. */
		if (sync_failed)
			CHECK(!store_begin(store, &err));
	}
	store_close(store);
	err = first;
	return worked;
}

static bool do_upgrade(void)
{
	struct store *store = NULL;
	bool worked = store_open_as(path, STORE_WRITE, &next, &store, &err);

	store_close(store);
	return worked;
}

static bool count_one(void *ctx, const struct question *q, struct error *e)
{
	(void)q;
	(void)e;
	++*(size_t *)ctx;
	return true;
}

/* What is read is all there is, or an error. */
static bool do_read(void)
{
	struct store *store = NULL;
	struct query all = {0}, query;
	struct hits hits;
	size_t count = 0;
	bool worked = store_open(path, STORE_READ, &store, &err) &&
		store_each_question(store, &all, count_one, &count, &err) &&
		query_parse(arena, STR("mot"), &query, &err) &&
		store_search(store, arena, &query, 0, 0, &hits, &err) &&
		store_verify(store, &err);

	if (worked)
		CHECK(count == BEFORE && hits.total == 1);
	store_close(store);
	return worked;
}

static bool do_write(void)
{
	return file_write(name("file"), STR("new"), &err);
}

static bool write_set(const char *to)
{
	struct file_set *set = NULL;
	bool worked = file_set_begin(arena, to, &set, &err);
	bool whole = worked && file_set_add(set, "one", STR("new"), &err) &&
		file_set_add(set, "sub/two", STR("new"), &err) &&
		file_set_commit(set, &err);

	if (worked && !whole)
		file_set_abort(set);
	return whole;
}

static bool do_new_set(void)
{
	return write_set(name("set"));
}

static bool do_old_set(void)
{
	return write_set(name("old"));
}

/* ---- what must be so afterwards ---- */

/* What became of a run. */
enum ending { DONE, REFUSED, KILLED };

static void check_bank(size_t new, enum ending ending, const struct schema *of)
{
	struct store *store = NULL;
	sqlite3_stmt *stmt;
	size_t count = 0;

	name("bank.db");
	if (!CHECK_OK(store_open_as(path, STORE_WRITE, of, &store, &err), err))
		return;
	CHECK_OK(store_count(store, &count, &err), err);
	CHECK(count == BEFORE + new || (ending != DONE && count == BEFORE));
	CHECK_OK(store_verify(store, &err), err);
	CHECK(sqlite3_prepare_v2(store->db, "PRAGMA integrity_check", -1, &stmt,
		      NULL) == SQLITE_OK);
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	CHECK_STR(sql_str(stmt, 0), "ok");
	sqlite3_finalize(stmt);
	CHECK(sqlite3_exec(store->db,
		      "INSERT INTO search (search) VALUES "
		      "('integrity-check')",
		      NULL, NULL, NULL) == SQLITE_OK);
	store_close(store);
}

/* There is a bank, or there is none and one can be made. Who dies in the moment
 * between taking the name and the rename leaves an empty file. */
static void check_created(enum ending ending)
{
	struct store *store = NULL;
	struct stat info;
	bool there = !stat(name("bank.db"), &info);

	if (there && !info.st_size && ending == KILLED)
		there = unlink(path);
	CHECK(ending != DONE || there);
	if (there)
		CHECK_OK(store_open(path, STORE_WRITE, &store, &err), err);
	else
		CHECK_OK(store_create(path, &store, &err), err);
	store_close(store);
}

static void check_imported(enum ending ending)
{
	check_bank(MANY, ending, &schema);
}

static void check_upgraded(enum ending ending)
{
	check_bank(0, ending, &next);
}

static void check_unread(enum ending ending)
{
	check_bank(0, ending, &schema);
}

static bool holds(const char *file, const char *text)
{
	struct str got;

	return file_read(arena, name(file), 100, &got, &err) &&
		str_is(got, text);
}

static void check_written(enum ending ending)
{
	CHECK(holds("file", "new") || (ending != DONE && holds("file", "old")));
}

static void check_new_set(enum ending ending)
{
	if (access(name("set"), F_OK)) {
		CHECK(ending != DONE);
		return;
	}
	CHECK(holds("set/one", "new") && holds("set/sub/two", "new"));
}

/* An old file that was put out of the way, where a person finds it. */
static bool put_away(const char *file)
{
	char command[2048];

	snprintf(command, sizeof command,
		"cat '%s'/.new-*/old/'%s' 2>/dev/null | grep -qx old",
		name("old"), file);
	return !system(command);
}

/* Each file is whole and none is lost. A death or a disk that stays full may
 * leave old files aside, but never old ones beside new ones. */
static void check_old_set(enum ending ending)
{
	bool one = holds("old/one", "new"), two = holds("old/sub/two", "new");
	bool old_one = holds("old/one", "old");
	bool old_two = holds("old/sub/two", "old");

	CHECK(one || old_one || put_away("one"));
	CHECK(two || old_two || put_away("sub%two"));
	CHECK(!(one && old_two) && !(two && old_one));
	CHECK(ending != DONE || (one && two));
}

static const struct task {
	const char *name;
	bool (*act)(void);
	void (*check)(enum ending ending);
	bool bank;   /* has one to begin with */
	bool sqlite; /* is used */
} tasks[] = {
	{"making a bank", do_create, check_created, false, true},
	{"importing", do_import, check_imported, true, true},
	{"upgrading", do_upgrade, check_upgraded, true, true},
	{"reading", do_read, check_unread, true, true},
	{"writing a file", do_write, check_written, false, false},
	{"writing a new folder", do_new_set, check_new_set, false, false},
	{"writing into a folder", do_old_set, check_old_set, false, false},
};

/* ---- runs ---- */

static bool verbose;

/* Everything in a folder. */
static void clear(const char *from)
{
	DIR *dir = opendir(from);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *inner = file_join(arena, from, entry->d_name);

		if (!strcmp(entry->d_name, ".") ||
			!strcmp(entry->d_name, "..") || !unlink(inner))
			continue;
		clear(inner);
		CHECK(!rmdir(inner));
	}
	closedir(dir);
}

static void prepare(const struct task *task)
{
	clear(folder);
	if (task->bank)
		CHECK_OK(file_write(name("bank.db"), bank_before, &err), err);
	CHECK_OK(file_make_folder(name("old/sub"), &err), err);
	CHECK_OK(file_write(name("file"), STR("old"), &err), err);
	CHECK_OK(file_write(name("old/one"), STR("old"), &err), err);
	CHECK_OK(file_write(name("old/sub/two"), STR("old"), &err), err);
	name("bank.db");
}

/* What the child's exit says: 0 done, 1 refused, 2 a check failed. */
static void act(const struct task *task, enum fault with, long at)
{
	bool done;

	fault = with;
	countdown = at;
	*calls = 0;
	err = (struct error){0};
	armed = true;
	done = task->act();
	armed = false;
	CHECK(done || *err.text);
	if (verbose)
		printf("# %s, %s at %ld: %s\n", task->name, fault_names[with],
			at, done ? "done" : err.text);
	fflush(stdout);
	_exit(check_failed ? 2 : !done);
}

static bool run(const struct task *task, enum fault with, long at)
{
	enum ending ending;
	int status;
	pid_t child;

	prepare(task);
	fflush(stdout);
	child = fork();
	if (!child)
		act(task, with, at);
	waitpid(child, &status, 0);
	ending = WIFSIGNALED(status)  ? KILLED
		: WEXITSTATUS(status) ? REFUSED
				      : DONE;
	CHECK(WIFSIGNALED(status)
			? with == FAULT_DEATH && WTERMSIG(status) == SIGKILL
			: WEXITSTATUS(status) < 2);
	task->check(ending);
	if (check_failed)
		printf("# %s, %s at call %ld\n", task->name, fault_names[with],
			at);
	return !check_failed;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The fault at calls spread evenly over all that the task makes, as many as
 * there is time for. */
static void torture(const struct task *task, enum fault with, double seconds)
{
	double start = now();
	long all, step, runs = 0;

	check_failed = false;
	if (run(task, with, 1000000000L)) {
		all = *calls;
		step = (long)((double)all * (now() - start) / seconds) + 1;
		for (long at = 1; at <= all; at += step, runs++)
			if (!run(task, with, at))
				break;
		printf("%s - %s, %s: %ld of %ld calls\n",
			check_failed ? "not ok" : "ok", task->name,
			fault_names[with], runs, all);
	} else {
		printf("not ok - %s, %s\n", task->name, fault_names[with]);
	}
	fflush(stdout);
	check_failures += check_failed;
}

int main(int argc, char **argv)
{
	enum { TASKS = sizeof tasks / sizeof *tasks };
	const double seconds = 40.0 / (TASKS * FAULTS);

	verbose = argc > 1 && !strcmp(argv[1], "-v");
	calls = mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	watch_memory();
	/* In memory, where fsync takes no time. */
	if (!access("/dev/shm", W_OK))
		setenv("TMPDIR", "/dev/shm", 0);
	bank_begin();
	steps[0] = schema.steps[0];
	steps[1] = "ALTER TABLE tag ADD COLUMN colour TEXT";
	store_close(filled());
	CHECK_OK(file_read(arena, path, FILE_LIMIT, &bank_before, &err), err);
	for (size_t i = 0; i < TASKS; i++)
		for (enum fault with = 0; with < FAULTS; with++)
			if (with != FAULT_MEMORY || tasks[i].sqlite)
				torture(&tasks[i], with, seconds);
	clear(folder);
	bank_end();
	return check_result();
}
