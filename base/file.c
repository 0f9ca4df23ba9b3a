#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_parts.h"
#include "base/i18n.h"

/* The C library says these in English only, and for programmers. */
static const char *reason(int code)
{
	static const struct {
		int code;
		const char *text;
	} reasons[] = {
		{ENOENT, N_("there is no such file or folder")},
		{EACCES, N_("access is not allowed")},
		{EPERM, N_("access is not allowed")},
		{EEXIST, N_("there is a file of that name already")},
		{ENOTDIR, N_("a part of its path is not a folder")},
		{EISDIR, N_("there is a folder of that name")},
		{ENOTEMPTY, N_("there is a folder of that name")},
		{ENAMETOOLONG, N_("the name is too long")},
		{ENOSPC, N_("the disk is full")},
		{EDQUOT, N_("the disk is full")},
		{EFBIG, N_("the file grows larger than is allowed")},
		{EROFS, N_("the disk is read-only")},
		{EIO, N_("the disk failed")},
	};

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].code == code)
			return _(reasons[i].text);
	return strerror(code);
}

bool file_fail(struct error *err, const char *path, const char *what)
{
	return fail(err, ERROR_IO, "%s: %s: %s", path, what, reason(errno));
}

bool file_exists(const char *path)
{
	struct stat info;

	return !stat(path, &info);
}

bool file_is_folder(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

bool file_is_below(const char *folder, const char *path)
{
	char *top = realpath(folder, NULL), *real = realpath(path, NULL);
	size_t len = top ? strlen(top) : 0;
	bool below;

	/* Of the root's own slash there is no second. */
	len -= len == 1;
	below = top && real && !strncmp(top, real, len) && real[len] == '/';
	free(top);
	free(real);
	return below;
}

const char *file_join(struct arena *arena, const char *folder, const char *name)
{
	struct str head = str_from(folder);

	if (!head.len)
		return str_cstr(arena, str_from(name));
	return str_format(
		arena, "%s%s%s", folder, str_ends(head, "/") ? "" : "/", name)
		.ptr;
}

/* Reads to the end of fd; the size is not known beforehand for a pipe. */
static bool read_all(struct arena *arena, int fd, const char *path,
	size_t limit, struct str *out, struct error *err)
{
	size_t capacity = 64 * 1024, used = 0;
	struct stat info;
	char *bytes;

	if (!fstat(fd, &info) && S_ISREG(info.st_mode) && info.st_size > 0) {
		if ((unsigned long long)info.st_size > limit)
			goto too_large;
		capacity = (size_t)info.st_size + 1;
	}
	bytes = arena_alloc(arena, capacity + 1);
	for (;;) {
		ssize_t got = read(fd, bytes + used, capacity - used);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return file_fail(err, path, _("cannot be read"));
		if (!got)
			break;
		used += (size_t)got;
		if (used > limit)
			goto too_large;
		if (used == capacity) {
			char *larger = arena_alloc(arena, 2 * capacity + 1);

			memcpy(larger, bytes, used);
			bytes = larger;
			capacity *= 2;
		}
	}
	*out = (struct str){bytes, used};
	return true;
too_large:
	if (limit < 1024 * 1024)
		return fail(err, ERROR_DENIED,
			_("%s: larger than %zu kB, the most that is read at "
			  "once"),
			path, limit / 1024);
	return fail(err, ERROR_DENIED,
		_("%s: larger than %zu MB, the most that is read at once"),
		path, limit / (1024 * 1024));
}

bool file_read(struct arena *arena, const char *path, size_t limit,
	struct str *out, struct error *err)
{
	struct stat info;
	bool done;
	int fd;

	if (!strcmp(path, "-"))
		return read_all(arena, 0, "-", limit, out, err);
	/* Without O_NONBLOCK a FIFO would wait for ever. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return file_fail(err, path, _("cannot be opened"));
	if (fstat(fd, &info))
		done = file_fail(err, path, _("cannot be read"));
	else if (S_ISDIR(info.st_mode))
		done = fail(
			err, ERROR_IO, _("%s: is a folder, not a file"), path);
	else if (!S_ISREG(info.st_mode))
		done = fail(
			err, ERROR_IO, _("%s: is not a regular file"), path);
	else
		done = read_all(arena, fd, path, limit, out, err);
	close(fd);
	return done;
}

static bool write_all(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		bytes = str_sub(bytes, (size_t)put, bytes.len);
	}
	return true;
}

static bool close_written(
	int fd, const char *path, bool done, struct error *err)
{
	if (!done)
		file_fail(err, path, _("cannot be written"));
	if (close(fd) && done)
		return file_fail(err, path, _("cannot be written"));
	return done;
}

/* A new file with the mode a plain open would give, or that of another; synced
 * at once or later. */
bool file_write_new(const char *path, const struct stat *like, bool at_once,
	struct str bytes, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	if (fd < 0)
		return file_fail(err, path, _("cannot be made"));
	if (close_written(fd, path,
		    (!like || !fchmod(fd, like->st_mode & 0777)) &&
			    write_all(fd, bytes) && (!at_once || !fsync(fd)),
		    err))
		return true;
	unlink(path);
	return false;
}

/* Into a pipe, a terminal or a device, which nothing may replace. */
static bool write_into(const char *path, struct str bytes, struct error *err)
{
	int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return file_fail(err, path, _("cannot be opened"));
	return close_written(fd, path, write_all(fd, bytes), err);
}

bool file_sync_folder(const char *folder, struct error *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* Some file systems refuse fsync on folders; they sync by themselves.
	 */
	bool done = fd >= 0 && (!fsync(fd) || errno == EINVAL);

	if (!done)
		file_fail(err, folder, _("cannot be written"));
	if (fd >= 0)
		close(fd);
	return done;
}

/* The folder of a path, "." when it names none. */
const char *file_folder(struct arena *arena, const char *path)
{
	return dirname((char *)arena_copy(arena, path, strlen(path)));
}

static bool move(struct arena *arena, const char *from, const char *to,
	struct error *err)
{
	if (rename(from, to)) {
		file_fail(err, to, _("cannot be written"));
		unlink(from);
		return false;
	}
	return file_sync_folder(file_folder(arena, to), err);
}

bool file_move(const char *from, const char *to, struct error *err)
{
	struct arena *arena = arena_new();
	int fd = open(from, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && !fsync(fd);

	if (!done)
		file_fail(err, to, _("cannot be written"));
	if (fd >= 0)
		close(fd);
	done = done && move(arena, from, to, err);
	arena_free(arena);
	return done;
}

/* Where a symbolic link leads, for it is the file that is replaced; path
 * itself when it is none. */
static const char *follow(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *found = real ? str_cstr(arena, str_from(real)) : path;
	struct stat info;

	free(real);
	return !lstat(path, &info) && S_ISLNK(info.st_mode) ? found : path;
}

/* old: the file that is replaced, or NULL. */
static bool replace(const char *path, const struct stat *old, struct str bytes,
	struct error *err)
{
	struct arena *arena = arena_new();
	const char *to = follow(arena, path);
	const char *aside =
		str_format(arena, "%s.%ld.new", to, (long)getpid()).ptr;
	bool done;

	unlink(aside);
	done = file_write_new(aside, old, true, bytes, err) &&
		move(arena, aside, to, err);
	arena_free(arena);
	return done;
}

bool file_write(const char *path, struct str bytes, struct error *err)
{
	struct stat info;

	if (stat(path, &info))
		return replace(path, NULL, bytes, err);
	if (S_ISREG(info.st_mode))
		return replace(path, &info, bytes, err);
	if (S_ISDIR(info.st_mode))
		return fail(
			err, ERROR_IO, _("%s: is a folder, not a file"), path);
	return write_into(path, bytes, err);
}

bool file_make_folder(const char *path, struct error *err)
{
	struct arena *arena = arena_new();
	char *part = arena_copy(arena, path, strlen(path));
	bool done = true;
	struct stat info;

	for (char *at = part + 1; done && part[0]; at++) {
		char kept = *at;

		if (kept && kept != '/')
			continue;
		*at = 0;
		done = !mkdir(part, 0777) || errno == EEXIST;
		*at = kept;
		if (!kept)
			break;
	}
	if (!done)
		file_fail(err, path, _("the folder cannot be made"));
	else if (stat(path, &info) || !S_ISDIR(info.st_mode))
		done = fail(
			err, ERROR_IO, _("%s: is a file, not a folder"), path);
	arena_free(arena);
	return done;
}
