#include "base/errand.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/crew.h"

struct errand {
	void (*work)(void *ctx);
	void *ctx;
	pthread_t thread;
	bool away;
	atomic_bool done;
};

static void *go(void *argument)
{
	struct errand *errand = argument;

	errand->work(errand->ctx);
	atomic_store(&errand->done, true);
	return NULL;
}

/* As much stack as the work would have without. */
static bool send(struct errand *errand)
{
	pthread_attr_t attributes;
	bool sent;

	if (crew_size(2) < 2 || pthread_attr_init(&attributes))
		return false;
	sent = !pthread_attr_setstacksize(&attributes, CREW_STACK) &&
		!pthread_create(&errand->thread, &attributes, go, errand);
	pthread_attr_destroy(&attributes);
	return sent;
}

struct errand *errand_begin(
	struct arena *arena, void (*work)(void *ctx), void *ctx)
{
	struct errand *errand = NEW(arena, struct errand);

	errand->work = work;
	errand->ctx = ctx;
	errand->away = send(errand);
	if (!errand->away)
		work(ctx);
	return errand;
}

bool errand_done(const struct errand *errand)
{
	return !errand || !errand->away || atomic_load(&errand->done);
}

void errand_end(struct errand *errand)
{
	if (errand && errand->away)
		pthread_join(errand->thread, NULL);
}
