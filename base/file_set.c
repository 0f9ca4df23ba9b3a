#include "base/file_set.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "base/file_parts.h"
#include "base/i18n.h"

/* Linux's own; the header shows it to GNU programs only. */
int syncfs(int fd);

struct file_set {
	struct arena *arena;
	const char *folder;
	const char *aside; /* a new folder beside or in it */
	int lock;          /* on aside, while we live */
	bool fresh;        /* the folder was not there before */
	bool synced;       /* all that was added */
	bool keep;         /* aside holds old files that could not go back */
	struct str *names;
	size_t count, capacity;
};

/* ---- aside ---- */

static const char *name_of(struct arena *arena, const char *folder)
{
	return basename((char *)arena_copy(arena, folder, strlen(folder)));
}

/* "a/b/" → "a/.b.new-"; one that is there may be another disk or a link to it,
 * so the files stand in it: "a/b/.new-". */
static const char *aside_prefix(
	struct arena *arena, const char *folder, bool fresh)
{
	if (!fresh)
		return file_join(arena, folder, ".new-");
	return file_join(arena, file_folder(arena, folder),
		str_format(arena, ".%s.new-", name_of(arena, folder)).ptr);
}

/* -1 when somebody holds it. */
static int hold(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB)) {
		close(fd);
		return -1;
	}
	return fd;
}

static void let_go(struct file_set *set)
{
	if (set->lock >= 0)
		close(set->lock);
	set->lock = -1;
}

/* A folder and what is in it, two floors deep and no more: we make no other. */
static void remove_folder(struct arena *arena, const char *folder, int floors)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *path = file_join(arena, folder, entry->d_name);

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		if (unlink(path) && errno == EISDIR && floors > 1)
			remove_folder(arena, path, floors - 1);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
}

enum { MINUTES_LEFT = 10 };

/* What a program that was killed left, when it is surely dead; not when it
 * holds files that somebody may miss. */
static void sweep_one(struct arena *arena, const char *path)
{
	struct stat info;
	int fd;

	if (file_exists(file_join(arena, path, "old")) || lstat(path, &info) ||
		!S_ISDIR(info.st_mode) || info.st_uid != geteuid() ||
		time(NULL) - info.st_mtime < MINUTES_LEFT * 60)
		return;
	fd = hold(path);
	if (fd < 0)
		return;
	remove_folder(arena, path, 2);
	close(fd);
}

/* Six characters of mkdtemp follow the prefix. */
static void sweep(struct arena *arena, const char *prefix)
{
	const char *folder = file_folder(arena, prefix);
	const char *start = strrchr(prefix, '/');
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	size_t len;

	start = start ? start + 1 : prefix;
	len = strlen(start);
	while (dir && (entry = readdir(dir)))
		if (!strncmp(entry->d_name, start, len) &&
			strlen(entry->d_name) == len + 6)
			sweep_one(
				arena, file_join(arena, folder, entry->d_name));
	if (dir)
		closedir(dir);
}

/* A new folder whose name begins so, with the mode that mkdir gives one. */
static char *make_aside(struct arena *arena, const char *prefix)
{
	char *path = (char *)str_format(arena, "%sXXXXXX", prefix).ptr;
	mode_t mask = umask(0);
	struct stat info;

	umask(mask);
	if (!mkdtemp(path))
		return NULL;
	if (!stat(path, &info) &&
		!chmod(path, (0777 & ~mask) | (info.st_mode & S_ISGID)))
		return path;
	rmdir(path);
	return NULL;
}

bool file_set_begin(struct arena *arena, const char *folder,
	struct file_set **out, struct error *err)
{
	struct file_set *set = NEW(arena, struct file_set);
	const char *prefix;

	set->fresh = !file_exists(folder);
	if (!file_make_folder(
		    set->fresh ? file_folder(arena, folder) : folder, err))
		return false;
	prefix = aside_prefix(arena, folder, set->fresh);
	sweep(arena, prefix);
	set->aside = make_aside(arena, prefix);
	if (!set->aside)
		return file_fail(err, folder, _("cannot be written"));
	set->arena = arena;
	set->folder = str_cstr(arena, str_from(folder));
	set->lock = hold(set->aside);
	*out = set;
	return true;
}

/* ---- the files ---- */

/* The file's own folder, when its name is "sub/name". */
static bool make_parent(struct file_set *set, const char *root,
	const char *name, struct error *err)
{
	if (!strchr(name, '/'))
		return true;
	return file_make_folder(
		file_folder(set->arena, file_join(set->arena, root, name)),
		err);
}

bool file_set_add(struct file_set *set, const char *name, struct str bytes,
	struct error *err)
{
	if (!make_parent(set, set->aside, name, err) ||
		!file_write_new(file_join(set->arena, set->aside, name), NULL,
			false, bytes, err))
		return false;
	set->synced = false;
	*PUSH(set->arena, set->names, set->count, set->capacity) =
		str_copy(set->arena, str_from(name));
	return true;
}

/* The folder and those of names in it. */
static bool sync_folders(
	const struct file_set *set, const char *root, struct error *err)
{
	const char *last = root;

	for (size_t i = 0; i < set->count; i++) {
		const char *path =
			file_join(set->arena, root, set->names[i].ptr);
		const char *folder = file_folder(set->arena, path);

		if (!strchr(set->names[i].ptr, '/') || !strcmp(folder, last))
			continue;
		if (!file_sync_folder(folder, err))
			return false;
		last = folder;
	}
	return file_sync_folder(root, err);
}

/* Every file, then the folders. */
static bool sync_each(const struct file_set *set, struct error *err)
{
	for (size_t i = 0; i < set->count; i++) {
		const char *path =
			file_join(set->arena, set->aside, set->names[i].ptr);
		int fd = open(path, O_RDONLY | O_CLOEXEC);
		bool done = fd >= 0 && !fsync(fd);

		if (!done)
			file_fail(err, path, _("cannot be written"));
		if (fd >= 0)
			close(fd);
		if (!done)
			return false;
	}
	return sync_folders(set, set->aside, err);
}

/* A file system in user space is not told of syncfs. */
enum { FUSE_MAGIC = 0x65735546 };

/* One sync of the file system waits for the disk once, and not once for each of
 * thirty files. */
bool file_set_sync(struct file_set *set, struct error *err)
{
	int fd = open(set->aside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct statfs info;
	bool one_by_one;

	if (fd < 0)
		return file_fail(err, set->aside, _("cannot be written"));
	one_by_one = fstatfs(fd, &info) || info.f_type == FUSE_MAGIC;
	set->synced = one_by_one ? sync_each(set, err) : !syncfs(fd);
	if (!set->synced && !one_by_one)
		file_fail(err, set->aside, _("cannot be written"));
	close(fd);
	return set->synced;
}

/* Finds what would stop a file half-way, before any is moved. */
static bool make_room(struct file_set *set, struct error *err)
{
	struct stat info;

	if (!file_make_folder(set->folder, err))
		return false;
	for (size_t i = 0; i < set->count; i++) {
		const char *name = set->names[i].ptr;
		const char *to = file_join(set->arena, set->folder, name);

		if (!make_parent(set, set->folder, name, err))
			return false;
		if (!lstat(to, &info) && S_ISDIR(info.st_mode))
			return fail(err, ERROR_IO,
				_("%s: is a folder, not a file"), to);
	}
	return true;
}

/* ---- into place ---- */

/* "sub/name" → ".new-XXXXXX/old/sub%name": a person must find it there. */
static const char *old_name(const struct file_set *set, size_t i)
{
	char *name = (char *)str_copy(set->arena, set->names[i]).ptr;

	for (char *at = name; *at; at++)
		if (*at == '/')
			*at = '%';
	return file_join(
		set->arena, file_join(set->arena, set->aside, "old"), name);
}

static const char *place_of(const struct file_set *set, size_t i)
{
	return file_join(set->arena, set->folder, set->names[i].ptr);
}

/* The first count old files back to their places. What cannot go back stays
 * aside, and is told. */
static void put_back(struct file_set *set, size_t count)
{
	while (count-- > 0)
		if (rename(old_name(set, count), place_of(set, count)) &&
			errno != ENOENT)
			set->keep = true;
}

/* All that will be replaced goes out of the way first. */
static bool put_aside(struct file_set *set, struct error *err)
{
	const char *old = file_join(set->arena, set->aside, "old");

	if (mkdir(old, 0777))
		return file_fail(err, old, _("cannot be made"));
	for (size_t i = 0; i < set->count; i++) {
		if (!rename(place_of(set, i), old_name(set, i)) ||
			errno == ENOENT)
			continue;
		file_fail(err, place_of(set, i), _("cannot be written"));
		put_back(set, i);
		return false;
	}
	return true;
}

static bool move_each(struct file_set *set, struct error *err)
{
	if (!put_aside(set, err))
		return false;
	for (size_t i = 0; i < set->count; i++) {
		const char *name = set->names[i].ptr;

		if (!rename(file_join(set->arena, set->aside, name),
			    place_of(set, i)))
			continue;
		file_fail(err, place_of(set, i), _("cannot be written"));
		while (i-- > 0)
			unlink(place_of(set, i));
		put_back(set, set->count);
		return false;
	}
	return sync_folders(set, set->folder, err);
}

/* ---- the end ---- */

/* One after the other, when several sets are for one folder. A file system
 * without locks does without. */
static int wait_for(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	while (fd >= 0 && flock(fd, LOCK_EX) && errno == EINTR)
		;
	return fd;
}

static bool commit(struct file_set *set, struct error *err)
{
	bool done;
	int fd;

	if (!set->synced && !file_set_sync(set, err))
		return false;
	/* A new folder appears in one step, unless somebody made it meanwhile.
	 */
	if (set->fresh && !rename(set->aside, set->folder))
		return file_sync_folder(
			file_folder(set->arena, set->folder), err);
	if (!make_room(set, err))
		return false;
	fd = wait_for(set->folder);
	done = move_each(set, err);
	if (fd >= 0)
		close(fd);
	return done;
}

bool file_set_commit(struct file_set *set, struct error *err)
{
	bool done = commit(set, err);

	if (!done && set->keep)
		fail(err, ERROR_IO,
			_("%s: cannot be written, and the files that were "
			  "there are now in %s/old"),
			set->folder, set->aside);
	file_set_abort(set);
	return done;
}

void file_set_abort(struct file_set *set)
{
	if (!set || !set->aside)
		return;
	if (!set->keep)
		remove_folder(set->arena, set->aside, 2);
	set->aside = NULL;
	let_go(set);
}
