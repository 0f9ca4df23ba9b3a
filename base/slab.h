#ifndef BASE_SLAB_H
#define BASE_SLAB_H

#include <stddef.h>

/* Memory in pieces of one size, for base/arena.c: cut from slabs of 2 MiB that
 * the system may hold as one page each, for most of the time that printing
 * takes would else go into getting its memory page by page. What is given back
 * is kept for whoever takes next, also another thread; nothing goes back to the
 * system. */
enum { SLAB_PIECE = 64 * 1024 };

void *slab_take(void); /* of any content; NULL: there is no memory */
void slab_give(void *piece);

#endif
