#include "engine/assemble/stratum.h"

#include <limits.h>
#include <math.h>

/* Passages of the same shape are drawn alike. */
struct shape {
	long vector[CLASS_MAX];
	const struct group **groups;
	size_t count;
	size_t most;       /* of them that a set can hold */
	double *binomials; /* count over 0…most, tilted */
	double *ways;      /* by state: with this shape and those before */
};

struct stratum {
	struct arena *arena;
	struct plan_row *row;
	/* What every set holds: the last forced_singles of each class's
	 * singles, and these passages. */
	size_t forced_singles[CLASS_MAX];
	const struct group **forced;
	size_t forced_count;
	long base[CLASS_MAX]; /* questions of each class among the forced */
	struct shape *shapes;
	size_t shape_count;
	/* A state: how many of each class are in chosen passages. Mixed radix,
	 * class 0 fastest. */
	size_t sizes[CLASS_MAX];
	size_t state_count;
	/* Of one question of the class to be in a set. */
	double odds[CLASS_MAX];
	/* Every set is weighted by a factor for each of its questions, the same
	 * for all sets, since so many of a class are wanted (or, with any:, so
	 * many in all). It changes no chances, but makes the likeliest numbers
	 * the largest, where plain binomials as large as C(100000, 500) would
	 * leave nothing of others in a double. */
	double tilt[CLASS_MAX];
	double *start;      /* ways before any shape */
	double *cumulative; /* over states: passages and singles together */
	/* singles[k][n]: ways to take n singles of class k, tilted. */
	double *singles[CLASS_MAX];
};

enum { WORK_LIMIT = 20000000, STATE_LIMIT = 400000 };

static long most_of(const struct plan_row *row, size_t class)
{
	return row->min[class] + row->any;
}

static size_t free_singles(const struct stratum *s, size_t class)
{
	return s->row->single_count[class] - s->forced_singles[class];
}

/* Moves a forced single behind the free ones. */
static bool force_single(struct stratum *s, size_t class, uint32_t candidate)
{
	uint32_t *singles = s->row->singles[class];
	size_t last = free_singles(s, class);

	for (size_t i = 0; i < last; i++) {
		if (singles[i] != candidate)
			continue;
		singles[i] = singles[last - 1];
		singles[last - 1] = candidate;
		s->forced_singles[class]++;
		s->base[class]++;
		return true;
	}
	return false;
}

static void force_group(struct stratum *s, const struct group *group)
{
	for (size_t i = 0; i < s->forced_count; i++)
		if (s->forced[i] == group)
			return;
	s->forced[s->forced_count++] = group;
	for (size_t k = 0; k < s->row->class_count; k++)
		s->base[k] += group->vector[k];
}

static bool is_forced(const struct stratum *s, const struct group *group)
{
	for (size_t i = 0; i < s->forced_count; i++)
		if (s->forced[i] == group)
			return true;
	return false;
}

static void force(struct stratum *s, const struct plan *plan,
	const uint32_t *forced, size_t count)
{
	s->forced = NEW_ARRAY(s->arena, count, const struct group *);
	for (size_t i = 0; i < count; i++) {
		size_t class = plan_class(plan, s->row, forced[i]);

		if (class != NO_CLASS && !force_single(s, class, forced[i]))
			force_group(s,
				&s->row->groups[plan_group(s->row, forced[i])]);
	}
}

/* Room that passages may still take in a class. */
static long room(const struct stratum *s, size_t class)
{
	return most_of(s->row, class) - s->base[class];
}

static size_t fits_times(const struct stratum *s, const long *vector)
{
	long times = s->row->count;

	for (size_t k = 0; k < s->row->class_count; k++)
		if (vector[k] && room(s, k) / vector[k] < times)
			times = room(s, k) / vector[k];
	return times < 0 ? 0 : (size_t)times;
}

static struct shape *shape_of(struct stratum *s, const long *vector)
{
	for (size_t i = 0; i < s->shape_count; i++)
		if (!memcmp(s->shapes[i].vector, vector,
			    sizeof s->shapes[i].vector))
			return &s->shapes[i];
	return NULL;
}

static void find_shapes(struct stratum *s)
{
	size_t capacity = 0;

	for (size_t g = 0; g < s->row->group_count; g++) {
		const struct group *group = &s->row->groups[g];
		struct shape *shape = shape_of(s, group->vector);
		struct shape new = {.most = fits_times(s, group->vector)};

		if (!new.most || is_forced(s, group))
			continue;
		if (!shape) {
			memcpy(new.vector, group->vector, sizeof new.vector);
			shape = PUSH(
				s->arena, s->shapes, s->shape_count, capacity);
			*shape = new;
		}
		shape->count++;
	}
}

static void fill_shapes(struct stratum *s)
{
	for (size_t i = 0; i < s->shape_count; i++) {
		struct shape *shape = &s->shapes[i];

		shape->groups =
			NEW_ARRAY(s->arena, shape->count, const struct group *);
		shape->count = 0;
	}
	for (size_t g = 0; g < s->row->group_count; g++) {
		const struct group *group = &s->row->groups[g];
		struct shape *shape = shape_of(s, group->vector);

		if (shape && !is_forced(s, group))
			shape->groups[shape->count++] = group;
	}
	for (size_t i = 0; i < s->shape_count; i++)
		if (s->shapes[i].most > s->shapes[i].count)
			s->shapes[i].most = s->shapes[i].count;
}

/* What a class expects of its candidates. */
struct outlook {
	double have, wanted;
};

/* Of a class that its minimum fills less than to that share, any: takes more
 * until it is. */
static double expected(struct outlook class, double share)
{
	double n = class.have * share;

	return n > class.wanted ? n : class.wanted;
}

/* The share to which any: fills the classes, by bisection. */
static double share_of(const struct outlook *classes, size_t count, double all)
{
	double low = 0, high = 1;

	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2, sum = 0;

		for (size_t k = 0; k < count; k++)
			sum += expected(classes[k], middle);
		if (sum < all)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static double odds(double n, double of)
{
	return n < of ? (n + 0.5) / (of - n + 0.5) : 2 * of + 1;
}

static void look_out(const struct stratum *s, struct outlook *classes)
{
	const struct plan_row *row = s->row;

	for (size_t k = 0; k < row->class_count; k++) {
		long wanted = row->min[k] - s->base[k];

		classes[k].wanted = wanted > 0 ? (double)wanted : 0;
		classes[k].have = (double)free_singles(s, k);
		for (size_t i = 0; i < s->shape_count; i++)
			classes[k].have += (double)s->shapes[i].count *
				(double)s->shapes[i].vector[k];
	}
}

static void set_odds(struct stratum *s)
{
	const struct plan_row *row = s->row;
	struct outlook classes[CLASS_MAX];
	double all = (double)row->any, have = 0, share;

	look_out(s, classes);
	for (size_t k = 0; k < row->class_count; k++) {
		all += classes[k].wanted;
		have += classes[k].have;
	}
	share = row->any ? share_of(classes, row->class_count, all) : 0;
	for (size_t k = 0; k < row->class_count; k++) {
		s->odds[k] = odds(expected(classes[k], share), classes[k].have);
		s->tilt[k] = row->any ? odds(share * have, have) : s->odds[k];
	}
}

/* A number far out of a double's range: mantissa times 2 to the exponent. */
struct wide {
	double mantissa;
	long exponent;
};

static void multiply(struct wide *wide, double by)
{
	int shift;

	wide->mantissa = frexp(wide->mantissa * by, &shift);
	wide->exponent += shift;
}

/* C(n, k) tilt^k for k = least…most, divided by the largest of them; 0 for
 * lesser k. */
static double *binomials(struct arena *arena, size_t n, struct wide tilt,
	size_t least, size_t most)
{
	double *out = NEW_ARRAY(arena, most + 1, double);
	struct wide *wide = NEW_ARRAY(arena, most + 1, struct wide);
	struct wide at = {1, 0};
	long top = LONG_MIN;

	for (size_t k = 0; k <= most && k <= n; k++) {
		if (k) {
			multiply(&at, (double)(n + 1 - k) / (double)k);
			multiply(&at, tilt.mantissa);
			at.exponent += tilt.exponent;
		}
		wide[k] = at;
		if (k >= least && at.exponent > top)
			top = at.exponent;
	}
	for (size_t k = least; k <= most && k <= n; k++) {
		long down = wide[k].exponent - top;

		out[k] = down < -1000 ? 0 : ldexp(wide[k].mantissa, (int)down);
	}
	return out;
}

/* False when there are too many states. */
static bool size_states(struct stratum *s)
{
	double states = 1, steps = 1, any = (double)s->row->any;
	double classes = (double)s->row->class_count;

	for (size_t k = 0; k < s->row->class_count; k++) {
		double members = 0;

		for (size_t i = 0; i < s->shape_count; i++)
			members += (double)s->shapes[i].vector[k] *
				(double)s->shapes[i].most;
		if (members > (double)room(s, k))
			members = (double)room(s, k);
		s->sizes[k] = (size_t)members + 1;
		states *= members + 1;
	}
	for (size_t i = 0; i < s->shape_count; i++)
		steps += (double)s->shapes[i].most + 1;
	if (classes > 1)
		steps += (classes - 2) * any * any / 2 + any;
	s->state_count = states > STATE_LIMIT ? 0 : (size_t)states;
	return states <= STATE_LIMIT && states * steps <= WORK_LIMIT &&
		states * (double)(s->shape_count + 2) <= 4.0 * STATE_LIMIT;
}

static void unpack(const struct stratum *s, size_t state, long *vector)
{
	for (size_t k = 0; k < s->row->class_count; k++) {
		vector[k] = (long)(state % s->sizes[k]);
		state /= s->sizes[k];
	}
}

/* The state without times passages of that shape; false when there are not
 * so many. */
static bool without(const struct stratum *s, size_t state,
	const struct shape *shape, size_t times, size_t *out)
{
	size_t stride = 1, rest = state;

	*out = state;
	for (size_t k = 0; k < s->row->class_count; k++) {
		size_t less = (size_t)shape->vector[k] * times;

		if (rest % s->sizes[k] < less)
			return false;
		*out -= less * stride;
		rest /= s->sizes[k];
		stride *= s->sizes[k];
	}
	return true;
}

static const double *ways_before(const struct stratum *s, size_t shape)
{
	return shape ? s->shapes[shape - 1].ways : s->start;
}

/* Only ratios matter: the largest is made 1, so that nothing overflows. */
static void scale(double *values, size_t count)
{
	double top = 0;

	for (size_t i = 0; i < count; i++)
		top = values[i] > top ? values[i] : top;
	for (size_t i = 0; top > 0 && i < count; i++)
		values[i] /= top;
}

/* The weight of a passage: see stratum.h. Its questions' own are in the odds
 * that are taken out again. */
static struct wide shape_weight(
	const struct stratum *s, const struct shape *shape)
{
	struct wide weight = {1, 0};
	double share = 0, size = 0;

	for (size_t k = 0; k < s->row->class_count; k++)
		for (long i = 0; i < shape->vector[k]; i++) {
			multiply(&weight, s->tilt[k] / s->odds[k]);
			share += s->odds[k] / (1 + s->odds[k]);
			size++;
		}
	multiply(&weight, share / (size - share));
	return weight;
}

static void count_shape(struct stratum *s, size_t i)
{
	struct shape *shape = &s->shapes[i];
	const double *before = ways_before(s, i);

	shape->binomials = binomials(
		s->arena, shape->count, shape_weight(s, shape), 0, shape->most);
	shape->ways = NEW_ARRAY(s->arena, s->state_count, double);
	for (size_t state = 0; state < s->state_count; state++)
		for (size_t n = 0, from;
			n <= shape->most && without(s, state, shape, n, &from);
			n++)
			shape->ways[state] +=
				shape->binomials[n] * before[from];
	scale(shape->ways, s->state_count);
}

/* Ways to complete passages with singles: tail[k][n] are those of classes k
 * and after with n questions beyond their minimum. */
struct tail {
	double *ways[CLASS_MAX + 1];
};

/* Singles of the class when extra questions beyond min are taken; negative:
 * the passages hold more already. */
static long singles_wanted(
	const struct stratum *s, size_t class, const long *vector, long extra)
{
	return s->row->min[class] + extra - s->base[class] - vector[class];
}

static double single_ways(
	const struct stratum *s, size_t class, const long *vector, long extra)
{
	long wanted = singles_wanted(s, class, vector, extra);

	return wanted < 0 ? 0 : s->singles[class][wanted];
}

/* The last class takes all that is left, the first is asked for all of any:
 * only. */
static double complete(
	const struct stratum *s, const long *vector, struct tail *tail)
{
	size_t classes = s->row->class_count;
	long any = s->row->any;

	for (long n = 0; n <= any; n++)
		tail->ways[classes][n] = n == 0;
	for (size_t k = classes; k-- > 0;)
		for (long n = k ? 0 : any; n <= any; n++) {
			long least = k + 1 == classes ? n : 0;
			double sum = 0;

			for (long extra = least; extra <= n; extra++)
				sum += single_ways(s, k, vector, extra) *
					tail->ways[k + 1][n - extra];
			tail->ways[k][n] = sum;
		}
	return tail->ways[0][any];
}

static struct tail tail_new(struct arena *arena, const struct stratum *s)
{
	struct tail tail;

	for (size_t k = 0; k <= CLASS_MAX; k++)
		tail.ways[k] =
			NEW_ARRAY(arena, (size_t)s->row->any + 1, double);
	return tail;
}

/* False when no set satisfies the row. */
static bool count_sets(struct stratum *s)
{
	const double *ways = ways_before(s, s->shape_count);
	struct tail tail = tail_new(s->arena, s);
	double sum = 0;

	s->cumulative = NEW_ARRAY(s->arena, s->state_count, double);
	for (size_t state = 0; state < s->state_count; state++) {
		long vector[CLASS_MAX];

		unpack(s, state, vector);
		if (ways[state] > 0)
			sum += ways[state] * complete(s, vector, &tail);
		s->cumulative[state] = sum;
	}
	return sum > 0;
}

static bool base_fits(const struct stratum *s)
{
	long extra = 0;

	for (size_t k = 0; k < s->row->class_count; k++) {
		if (room(s, k) < 0)
			return false;
		if (s->base[k] > s->row->min[k])
			extra += s->base[k] - s->row->min[k];
	}
	return extra <= s->row->any;
}

/* Passages leave at least so many places of the class to singles. */
static double *count_singles(const struct stratum *s, size_t class)
{
	long least = s->row->min[class] - s->base[class] -
		((long)s->sizes[class] - 1);
	struct wide tilt = {1, 0};

	multiply(&tilt, s->tilt[class]);
	return binomials(s->arena, free_singles(s, class), tilt,
		least > 0 ? (size_t)least : 0, (size_t)room(s, class));
}

enum stratum_result stratum_new(struct arena *arena, const struct plan *plan,
	struct plan_row *row, const uint32_t *forced, size_t forced_count,
	struct stratum **out)
{
	struct stratum *s = NEW(arena, struct stratum);

	*s = (struct stratum){.arena = arena, .row = row};
	force(s, plan, forced, forced_count);
	if (!base_fits(s))
		return STRATUM_EMPTY;
	find_shapes(s);
	fill_shapes(s);
	set_odds(s);
	if (!size_states(s))
		return STRATUM_LARGE;
	s->start = NEW_ARRAY(arena, s->state_count, double);
	s->start[0] = 1;
	for (size_t i = 0; i < s->shape_count; i++)
		count_shape(s, i);
	for (size_t k = 0; k < row->class_count; k++)
		s->singles[k] = count_singles(s, k);
	*out = s;
	return count_sets(s) ? STRATUM_READY : STRATUM_EMPTY;
}

/* The first index whose cumulative weight exceeds at. */
static size_t find_cumulative(const double *cumulative, size_t count, double at)
{
	size_t low = 0, high = count - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cumulative[middle] > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* Puts n random ones of count values first. */
static void draw_first(
	struct rng *rng, uint32_t *values, size_t count, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t j = i + (size_t)rng_below(rng, count - i);
		uint32_t swap = values[i];

		values[i] = values[j];
		values[j] = swap;
	}
}

struct drawing {
	struct stratum *s;
	struct rng *rng;
	uint32_t *out; /* next free place */
};

static void put_group(struct drawing *d, const struct group *group)
{
	for (size_t i = 0; i < group->size; i++)
		*d->out++ = group->members[i];
}

/* How many passages of the shape lead to the state. */
static size_t draw_times(struct drawing *d, size_t i, size_t *state)
{
	const struct shape *shape = &d->s->shapes[i];
	const double *before = ways_before(d->s, i);
	double total = 0, at, sum = 0;
	size_t chosen = 0, last = *state, from;

	for (size_t n = 0;
		n <= shape->most && without(d->s, *state, shape, n, &from); n++)
		total += shape->binomials[n] * before[from];
	at = rng_unit(d->rng) * total;
	for (size_t n = 0;
		n <= shape->most && without(d->s, *state, shape, n, &from);
		n++) {
		double weight = shape->binomials[n] * before[from];

		if (!(weight > 0))
			continue;
		chosen = n;
		last = from;
		sum += weight;
		if (sum > at)
			break;
	}
	*state = last;
	return chosen;
}

static void draw_groups(struct drawing *d, size_t state)
{
	for (size_t i = d->s->shape_count; i-- > 0;) {
		struct shape *shape = &d->s->shapes[i];
		size_t times = draw_times(d, i, &state);

		for (size_t n = 0; n < times; n++) {
			size_t j =
				n + (size_t)rng_below(d->rng, shape->count - n);
			const struct group *swap = shape->groups[n];

			shape->groups[n] = shape->groups[j];
			shape->groups[j] = swap;
			put_group(d, shape->groups[n]);
		}
	}
}

/* How many of the class beyond its minimum, when left are still to come. */
static long draw_extra(struct drawing *d, const struct tail *tail, size_t class,
	const long *vector, long left)
{
	double at = rng_unit(d->rng) * tail->ways[class][left], sum = 0;
	long chosen = 0;

	for (long extra = 0; extra <= left; extra++) {
		double weight = single_ways(d->s, class, vector, extra) *
			tail->ways[class + 1][left - extra];

		if (!(weight > 0))
			continue;
		chosen = extra;
		sum += weight;
		if (sum > at)
			break;
	}
	return chosen;
}

static void draw_singles(struct drawing *d, const long *vector)
{
	struct stratum *s = d->s;
	struct arena_mark mark = arena_mark(s->arena);
	struct tail tail = tail_new(s->arena, s);
	long left = s->row->any;

	complete(s, vector, &tail);
	for (size_t k = 0; k < s->row->class_count; k++) {
		long extra = draw_extra(d, &tail, k, vector, left);
		size_t n = (size_t)singles_wanted(s, k, vector, extra);

		draw_first(d->rng, s->row->singles[k], free_singles(s, k), n);
		for (size_t i = 0; i < n; i++)
			*d->out++ = s->row->singles[k][i];
		left -= extra;
	}
	arena_release(s->arena, mark);
}

void stratum_draw(struct stratum *s, struct rng *rng, uint32_t *out)
{
	struct drawing d = {s, rng, out};
	long vector[CLASS_MAX];
	double at = rng_unit(rng) * s->cumulative[s->state_count - 1];
	size_t state = find_cumulative(s->cumulative, s->state_count, at);

	unpack(s, state, vector);
	for (size_t i = 0; i < s->forced_count; i++)
		put_group(&d, s->forced[i]);
	for (size_t k = 0; k < s->row->class_count; k++)
		for (size_t i = 0; i < s->forced_singles[k]; i++)
			*d.out++ = s->row->singles[k][free_singles(s, k) + i];
	draw_groups(&d, state);
	draw_singles(&d, vector);
}
