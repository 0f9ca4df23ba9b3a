#include "base/crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct crew {
	size_t count;
	void (*work)(void *ctx, size_t worker, size_t i);
	void *ctx;
	atomic_size_t next;
};

struct member {
	struct crew *crew;
	size_t worker;
	pthread_t thread;
	bool started;
};

size_t crew_size(size_t count)
{
	const char *told = getenv("DETHI_THREADS");
	long wanted =
		told ? strtol(told, NULL, 10) : sysconf(_SC_NPROCESSORS_ONLN);
	size_t size = wanted > 1 ? (size_t)wanted : 1;

	size = size < CREW_MOST ? size : CREW_MOST;
	size = size < count ? size : count;
	return size ? size : 1;
}

static void *take_part(void *argument)
{
	const struct member *member = argument;
	struct crew *crew = member->crew;
	size_t i;

	while ((i = atomic_fetch_add(&crew->next, 1)) < crew->count)
		crew->work(crew->ctx, member->worker, i);
	return NULL;
}

static void start(struct member *member)
{
	pthread_attr_t attributes;

	if (pthread_attr_init(&attributes))
		return;
	member->started = !pthread_attr_setstacksize(&attributes, CREW_STACK) &&
		!pthread_create(
			&member->thread, &attributes, take_part, member);
	pthread_attr_destroy(&attributes);
}

void crew_run(size_t count, void (*work)(void *ctx, size_t worker, size_t i),
	void *ctx)
{
	struct crew crew = {.count = count, .work = work, .ctx = ctx};
	struct member members[CREW_MOST];
	size_t size = crew_size(count);

	for (size_t k = 0; k < size; k++)
		members[k] = (struct member){.crew = &crew, .worker = k};
	for (size_t k = 1; k < size; k++)
		start(&members[k]);
	take_part(&members[0]);
	for (size_t k = 1; k < size; k++)
		if (members[k].started)
			pthread_join(members[k].thread, NULL);
}
