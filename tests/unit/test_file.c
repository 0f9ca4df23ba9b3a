#include "base/file.h"
#include "base/file_set.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/hash.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;
static char root[] = "/tmp/dethi-test-XXXXXX";

static const char *path(const char *name)
{
	return file_join(arena, root, name);
}

static void knows_what_is_below(void)
{
	CHECK_OK(file_make_folder(path("in/sub"), &err), err);
	CHECK_OK(file_write(path("in/sub/a"), STR("a"), &err), err);
	CHECK_OK(file_write(path("inside"), STR("a"), &err), err);
	CHECK(!symlink("../inside", path("in/out")));
	CHECK(!symlink("sub/a", path("in/link")));
	CHECK(!symlink("in", path("same")));
	CHECK(file_is_below(path("in"), path("in/sub/a")));
	CHECK(file_is_below(path("in"), path("in/link")));
	CHECK(file_is_below(path("same"), path("in/sub/a")));
	CHECK(file_is_below("/", path("inside")));
	CHECK(!file_is_below(path("in"), path("in/out")));
	CHECK(!file_is_below(path("in"), path("inside")));
	CHECK(!file_is_below(path("in"), path("in/sub/../../inside")));
	CHECK(!file_is_below(path("in"), path("in/none")));
	CHECK(!file_is_below(path("none"), path("in/sub/a")));
}

static void writes_and_reads(void)
{
	struct str got;

	CHECK_OK(file_write(path("a.txt"), STR("một"), &err), err);
	CHECK_OK(file_write(path("a.txt"), STR("hai"), &err), err);
	CHECK_OK(file_read(arena, path("a.txt"), 100, &got, &err), err);
	CHECK_STR(got, "hai");
	CHECK(!file_read(arena, path("a.txt"), 2, &got, &err));
	CHECK(err.code == ERROR_DENIED);
	CHECK(!file_read(arena, path("none"), 2, &got, &err));
	CHECK(err.code == ERROR_IO);
	CHECK(!file_read(arena, root, 2, &got, &err));
	CHECK(strstr(err.text, "folder"));
	CHECK(!file_write(path("none/b"), STR("x"), &err));
}

static bool is_kind(const char *name, mode_t kind)
{
	struct stat info;

	return !lstat(name, &info) && (info.st_mode & S_IFMT) == kind;
}

/* A link is not replaced but what it leads to; a file keeps its mode. */
static void keeps_links_and_modes(void)
{
	struct stat info;
	struct str got;

	CHECK_OK(file_write(path("real.txt"), STR("một"), &err), err);
	CHECK(!chmod(path("real.txt"), 0600));
	CHECK(!symlink("real.txt", path("link.txt")));
	CHECK_OK(file_write(path("link.txt"), STR("hai"), &err), err);
	CHECK(is_kind(path("link.txt"), S_IFLNK));
	CHECK_OK(file_read(arena, path("real.txt"), 100, &got, &err), err);
	CHECK_STR(got, "hai");
	CHECK(!stat(path("real.txt"), &info) && (info.st_mode & 0777) == 0600);
	CHECK(!symlink("nowhere.txt", path("loose.txt")));
	CHECK_OK(file_write(path("loose.txt"), STR("ba"), &err), err);
}

/* As root, the name of a device must not become a file's. */
static void writes_into_devices(void)
{
	char bytes[8] = "";
	int pipe;

	CHECK(!mkfifo(path("pipe"), 0600));
	pipe = open(path("pipe"), O_RDONLY | O_NONBLOCK);
	CHECK_OK(file_write(path("pipe"), STR("một"), &err), err);
	CHECK(read(pipe, bytes, sizeof bytes) == 5);
	CHECK(is_kind(path("pipe"), S_IFIFO));
	close(pipe);
	CHECK(!file_write(root, STR("x"), &err));
	CHECK(strstr(err.text, "folder"));
}

static void moves(void)
{
	struct str got;

	CHECK_OK(file_write(path("from"), STR("mới"), &err), err);
	CHECK_OK(file_move(path("from"), path("to"), &err), err);
	CHECK_OK(file_read(arena, path("to"), 100, &got, &err), err);
	CHECK_STR(got, "mới");
	CHECK(!file_move(path("from"), path("to"), &err));
	CHECK(err.code == ERROR_IO);
}

static void makes_folders(void)
{
	CHECK_OK(file_make_folder(path("x/y/z"), &err), err);
	CHECK_OK(file_make_folder(path("x/y/z"), &err), err);
	CHECK(!file_make_folder(path("a.txt"), &err));
	CHECK(!file_make_folder(path("a.txt/b"), &err));
}

/* In words of ours, which are translated. */
static void says_why(void)
{
	struct str got;

	CHECK(!file_read(arena, path("none"), 2, &got, &err));
	CHECK_STR(str_from(err.text),
		str_format(arena,
			"%s: cannot be opened: there is no such file or folder",
			path("none"))
			.ptr);
	CHECK(!file_make_folder(path("a.txt/b"), &err));
	CHECK(strstr(err.text, "a part of its path is not a folder"));
}

/* Neither a new folder nor an old one shows anything before the commit. */
static void sets_appear_at_once(const char *folder, const char *content)
{
	const char *file = file_join(arena, folder, "one.txt");
	const char *sub = file_join(arena, folder, "sub/two.txt");
	struct file_set *set;
	struct str got;

	CHECK_OK(file_set_begin(arena, folder, &set, &err), err);
	CHECK_OK(file_set_add(set, "one.txt", str_from(content), &err), err);
	CHECK_OK(file_set_add(set, "sub/two.txt", STR("2"), &err), err);
	CHECK_OK(file_set_sync(set, &err), err);
	CHECK(!file_read(arena, file, 10, &got, &err) || !str_is(got, content));
	CHECK_OK(file_set_commit(set, &err), err);
	CHECK_OK(file_read(arena, file, 10, &got, &err), err);
	CHECK_STR(got, content);
	CHECK(file_exists(sub));
}

static void file_sets(void)
{
	struct file_set *set;

	CHECK_OK(file_set_begin(arena, path("gone"), &set, &err), err);
	CHECK_OK(file_set_add(set, "one.txt", STR("1"), &err), err);
	file_set_abort(set);
	CHECK(!file_exists(path("gone")));
	sets_appear_at_once(path("new"), "1");
	sets_appear_at_once(path("new"), "2");
	CHECK(rmdir(root) != 0);
}

/* Nothing is moved when something stands in the way of one. */
static void sets_are_whole(void)
{
	struct file_set *set;
	struct str got;

	CHECK_OK(file_make_folder(path("full/two.txt"), &err), err);
	CHECK_OK(file_write(path("full/one.txt"), STR("old"), &err), err);
	CHECK_OK(file_set_begin(arena, path("full"), &set, &err), err);
	CHECK_OK(file_set_add(set, "one.txt", STR("1"), &err), err);
	CHECK_OK(file_set_add(set, "two.txt", STR("2"), &err), err);
	CHECK(!file_set_commit(set, &err));
	CHECK(strstr(err.text, "two.txt"));
	CHECK_OK(file_read(arena, path("full/one.txt"), 9, &got, &err), err);
	CHECK_STR(got, "old");
	unlink(path("full/one.txt"));
	CHECK(!rmdir(path("full/two.txt")) && !rmdir(path("full")));
}

/* A folder under one that belongs to somebody else, as a stick in /media. */
static void sets_need_only_their_folder(void)
{
	int status = 1;
	pid_t child;

	CHECK_OK(file_make_folder(path("media/stick"), &err), err);
	CHECK(!chmod(root, 0755) && !chmod(path("media/stick"), 0777));
	CHECK(!chmod(path("media"), 0555));
	child = fork();
	if (!child) {
		check_failed = !geteuid() && setuid(65534);
		sets_appear_at_once(path("media/stick"), "1");
		fflush(stdout);
		_exit(check_failed);
	}
	waitpid(child, &status, 0);
	CHECK(!status);
	CHECK(!chmod(path("media"), 0755));
	CHECK(!unlink(path("media/stick/one.txt")));
	CHECK(!unlink(path("media/stick/sub/two.txt")));
	CHECK(!rmdir(path("media/stick/sub")) && !rmdir(path("media/stick")));
}

static void sets_take_odd_names(void)
{
	static const char *const names[] = {
		"đề thi/a", "slash/", "dot/.", "dot/../up", "link"};

	CHECK_OK(file_make_folder(path("led/to"), &err), err);
	CHECK(!symlink("led/to", path("link")));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		sets_appear_at_once(path(names[i]), "1");
		sets_appear_at_once(path(names[i]), "2");
	}
	CHECK(file_exists(path("led/to/one.txt")));
	CHECK(is_kind(path("link"), S_IFLNK));
	CHECK(!system(str_format(arena,
		"test -z \"$(find '%s' -name "
		"'.*new*')\"",
		root)
			      .ptr));
}

static void check_decimal(const char *text, const char *want)
{
	struct decimal d;

	if (CHECK(decimal_parse(str_from(text), &d)))
		CHECK_STR(decimal_format(arena, d, '.'), want);
}

static void decimals(void)
{
	static const char *const bad[] = {"", "-", "1,2,3", "1.2.3", "abc",
		"1e", "0x1", "1234567890123456789", "1e99", "--1", "1 "};
	struct decimal a, b;

	check_decimal("0.170", "0.170");
	check_decimal("-1,5", "-1.5");
	check_decimal(",5", "0.5");
	check_decimal("1e-3", "0.001");
	check_decimal("12e2", "1200");
	check_decimal("0e5", "0");
	check_decimal("999999999999999999", "999999999999999999");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(!decimal_parse(str_from(bad[i]), &a));
	CHECK(decimal_parse(STR("0.5"), &a));
	CHECK(decimal_parse(STR(",50"), &b));
	CHECK(decimal_compare(a, b) == 0);
	CHECK(decimal_parse(STR("-0.51"), &b) && decimal_compare(a, b) > 0);
	CHECK(decimal_value(b) == -0.51);
}

static void hashes(void)
{
	/* FIPS 180-4's example. */
	CHECK_STR(hash_hex(arena, STR("abc")),
		"ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
	char command[64];

	arena = arena_new();
	CHECK(mkdtemp(root) != NULL);
	TEST(knows_what_is_below);
	TEST(writes_and_reads);
	TEST(keeps_links_and_modes);
	TEST(writes_into_devices);
	TEST(moves);
	TEST(makes_folders);
	TEST(says_why);
	TEST(file_sets);
	TEST(sets_are_whole);
	TEST(sets_need_only_their_folder);
	TEST(sets_take_odd_names);
	TEST(decimals);
	TEST(hashes);
	snprintf(command, sizeof command, "rm -rf %s", root);
	CHECK(!system(command));
	arena_free(arena);
	return check_result();
}
