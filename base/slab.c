#include "base/slab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { SLAB = 2 * 1024 * 1024 };

struct piece {
	struct piece *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct piece *spare;
/* The slab that is being cut: pieces that were never used come last. */
static char *slab;
static size_t cut = SLAB;

static bool new_slab(void)
{
	void *memory;

	if (posix_memalign(&memory, SLAB, SLAB))
		return false;
	/* Where that cannot be, small pages do. */
	(void)madvise(memory, SLAB, MADV_HUGEPAGE);
	slab = memory;
	cut = 0;
	return true;
}

void *slab_take(void)
{
	void *piece = NULL;

	pthread_mutex_lock(&lock);
	if (spare) {
		piece = spare;
		spare = spare->next;
	} else if (cut < SLAB || new_slab()) {
		piece = slab + cut;
		cut += SLAB_PIECE;
	}
	pthread_mutex_unlock(&lock);
	return piece;
}

void slab_give(void *piece)
{
	struct piece *given = piece;

	pthread_mutex_lock(&lock);
	given->next = spare;
	spare = given;
	pthread_mutex_unlock(&lock);
}
