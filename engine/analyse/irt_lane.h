#ifndef ENGINE_ANALYSE_IRT_LANE_H
#define ENGINE_ANALYSE_IRT_LANE_H

#include <stdint.h>
#include <string.h>

/* Four numbers that are added or multiplied together, as any processor has
 * them; for engine/analyse/irt*.c alone. */
enum { LANE = 4 };

typedef float lane __attribute__((vector_size(LANE * sizeof(float))));
typedef int32_t lane_bits __attribute__((vector_size(LANE * sizeof(float))));

static inline lane lane_load(const float *from)
{
	lane v;

	memcpy(&v, from, sizeof v);
	return v;
}

static inline void lane_store(float *to, lane v)
{
	memcpy(to, &v, sizeof v);
}

#endif
