#include <errno.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/arguments.h"
#include "cli/commands.h"

/* The folder that holds what the program reads at run time: share/ beside it
 * (where it was built) or beside bin/ (where it was installed). */
static const char *share_folder(struct arena *arena)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
	char *slash;

	path[length > 0 ? length : 0] = '\0';
	for (int up = 0; up < 2 && (slash = strrchr(path, '/')); up++) {
		const char *share;

		*slash = '\0';
		share = file_join(arena, path, "share");
		if (file_exists(file_join(arena, share, "dethi")))
			return share;
	}
	return "share";
}

static unsigned terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long width = 80;

	if (isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) &&
		size.ws_col)
		width = size.ws_col;
	else if (columns && !str_to_long(str_from(columns), &width))
		width = 80;
	return width < 20 ? 20 : width > 1000 ? 1000 : (unsigned)width;
}

static bool shows_looks(void)
{
	const char *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && !getenv("NO_COLOR") && term &&
		strcmp(term, "dumb");
}

/* Of all that is written, as in reproducible builds. */
static long long clock_now(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	long seconds;

	if (epoch && str_to_long(str_from(epoch), &seconds) && seconds >= 0)
		return seconds;
	return (long long)time(NULL);
}

/* What was printed must have arrived. Nobody is told that a pipe's reader
 * went away. */
static enum exit_code flush(enum exit_code code)
{
	bool failed = ferror(stdout) != 0;

	errno = 0;
	if (fflush(stdout) || failed) {
		if (errno != EPIPE)
			fprintf(stderr, "dethi: %s\n",
				_("error: the output cannot be written"));
		return EXIT_IO;
	}
	return code;
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	const char *share = share_folder(arena);
	struct cli cli = {
		.arena = arena,
		.bank = "dethi.db",
		.share = file_join(arena, share, "dethi"),
		.color = shows_looks(),
		.width = terminal_width(),
		.now = clock_now(),
		.report = {.arena = arena},
	};
	enum exit_code code;

	arena_keep_memory();
	/* A full disk and a closed pipe are errors to be told, not deaths. */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	i18n_init(arguments_language(argc, argv),
		file_join(arena, share, "locale"));
	if (arguments_read(&cli, argc, argv, &code))
		code = cli.command->run(&cli);
	store_close(cli.store);
	code = flush(code);
	arena_free(arena);
	return (int)code;
}
