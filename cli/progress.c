#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/cli.h"

enum { BAR = 30 };

struct progress {
	const char *label; /* NULL: nobody watches */
	size_t total;
	double start, shown; /* seconds; shown: when last drawn, 0 never */
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct progress *progress_begin(
	struct cli *cli, const char *label, size_t total)
{
	struct progress *progress = NEW(cli->arena, struct progress);

	if (!cli->json && isatty(STDERR_FILENO))
		*progress = (struct progress){label, total, now(), 0};
	return progress;
}

static void draw(const struct progress *p, size_t done)
{
	size_t share = p->total ? done * BAR / p->total : 0;

	fprintf(stderr, "\r%s ", p->label);
	if (!p->total) {
		fprintf(stderr, "%zu", done);
	} else {
		for (size_t i = 0; i < BAR; i++)
			fputs(i < share ? "█" : "░", stderr);
		fprintf(stderr, " %zu%%", done * 100 / p->total);
	}
	fflush(stderr);
}

void progress_at(struct progress *p, size_t done)
{
	double at;

	if (!p->label)
		return;
	at = now();
	if (at - p->start < 1 || at - p->shown < 0.1)
		return;
	draw(p, p->total && done > p->total ? p->total : done);
	p->shown = at;
}

void progress_end(struct progress *p)
{
	if (p->shown > 0)
		fputs("\r\033[K", stderr);
	p->label = NULL;
}
