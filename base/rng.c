#include "base/rng.h"

#include "base/str.h"

static uint64_t splitmix64(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

struct rng rng_stream(uint64_t seed, const char *purpose, uint64_t index)
{
	uint64_t state = seed;
	uint64_t mixed = splitmix64(&state);
	struct rng rng;

	state = mixed ^ str_hash(str_from(purpose));
	mixed = splitmix64(&state);
	state = mixed ^ index;
	for (int i = 0; i < 4; i++)
		rng.state[i] = splitmix64(&state);
	return rng;
}

static uint64_t rotate(uint64_t x, int k)
{
	return (x << k) | (x >> (64 - k));
}

uint64_t rng_next(struct rng *rng)
{
	uint64_t *s = rng->state;
	uint64_t result = rotate(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return result;
}

/* The high and low halves of a 64 × 64 bit product. */
static uint64_t multiply(uint64_t a, uint64_t b, uint64_t *low)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;

	*low = (uint64_t)product;
	return (uint64_t)(product >> 64);
}

uint64_t rng_below(struct rng *rng, uint64_t bound)
{
	uint64_t low;
	uint64_t high = multiply(rng_next(rng), bound, &low);

	if (low < bound) {
		uint64_t threshold = -bound % bound;

		while (low < threshold)
			high = multiply(rng_next(rng), bound, &low);
	}
	return high;
}

double rng_unit(struct rng *rng)
{
	return (double)(rng_next(rng) >> 11) * 0x1.0p-53;
}

void rng_shuffle(struct rng *rng, size_t *values, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t j = (size_t)rng_below(rng, i);
		size_t swap = values[i - 1];

		values[i - 1] = values[j];
		values[j] = swap;
	}
}
