#include "engine/analyse/times.h"

#include <math.h>
#include <stdlib.h>

#include "base/i18n.h"
enum { PEOPLE_LEAST = 5 };

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Hyndman and Fan (1996), type 7. */
static double quantile(const double *sorted, size_t count, double share)
{
	double at = share * (double)(count - 1);
	size_t low = (size_t)at, high = low + 1 < count ? low + 1 : low;

	return sorted[low] + (at - (double)low) * (sorted[high] - sorted[low]);
}

static unsigned flags_of(const struct item_times *t, long planned)
{
	unsigned flags = 0;

	if (t->people < PEOPLE_LEAST)
		return 0;
	if (t->rapid > 0.1)
		flags |= TIMES_RAPID;
	if (planned > 0 && t->median > 1.5 * (double)planned)
		flags |= TIMES_LONG;
	if (planned > 0 && t->median < 0.5 * (double)planned)
		flags |= TIMES_SHORT;
	return flags;
}

static struct item_times times_of(
	const struct answers *a, size_t item, double *sorted, long planned)
{
	struct item_times t = {0};
	double sum = 0;
	size_t rapid = 0;

	for (size_t p = 0; p < a->people; p++) {
		double seconds = (double)a->seconds[p * a->items + item];

		if (!(seconds > 0))
			continue;
		sorted[t.people++] = seconds;
		sum += seconds;
	}
	if (!t.people)
		return (struct item_times){
			0, NAN, NAN, {NAN, NAN}, NAN, NAN, 0};
	qsort(sorted, t.people, sizeof *sorted, by_value);
	t.mean = sum / (double)t.people;
	t.median = quantile(sorted, t.people, 0.5);
	t.quartile[0] = quantile(sorted, t.people, 0.25);
	t.quartile[1] = quantile(sorted, t.people, 0.75);
	t.threshold = fmin(0.1 * t.mean, 10);
	while (rapid < t.people && sorted[rapid] < t.threshold)
		rapid++;
	t.rapid = (double)rapid / (double)t.people;
	t.flags = flags_of(&t, planned);
	return t;
}

const struct item_times *item_times(
	struct arena *arena, const struct answers *a, const long *planned)
{
	struct item_times *times;
	double *sorted;

	if (!a->seconds)
		return NULL;
	times = NEW_ARRAY(arena, a->items, struct item_times);
	sorted = NEW_ARRAY(arena, a->people, double);
	for (size_t i = 0; i < a->items; i++)
		times[i] = times_of(a, i, sorted, planned ? planned[i] : 0);
	return times;
}

struct str times_clock(struct arena *arena, double seconds)
{
	long whole = lround(seconds);

	if (isnan(seconds))
		return STR("–");
	if (whole < 60)
		return str_format(arena, _("%ld s"), whole);
	return str_format(arena, "%ld:%02ld", whole / 60, whole % 60);
}

static void add(struct buf *out, struct str words)
{
	buf_format(out, "%s%.*s", out->len ? "; " : "", STR_ARG(words));
}

struct str times_words(
	struct arena *arena, const struct item_times *t, long planned)
{
	struct buf out = {.arena = arena};

	if (t->flags & TIMES_RAPID)
		add(&out,
			str_format(arena,
				_("%.0f %% answered in less than %s: too fast "
				  "to have read it"),
				100 * t->rapid,
				times_clock(arena, t->threshold).ptr));
	if (t->flags & (TIMES_LONG | TIMES_SHORT))
		add(&out,
			str_format(arena,
				t->flags & TIMES_LONG
					? _("takes longer than planned: half "
					    "needed more than %s, not %s")
					: _("takes less time than planned: "
					    "half needed less than %s, not "
					    "%s"),
				times_clock(arena, t->median).ptr,
				times_clock(arena, (double)planned).ptr));
	return buf_str(&out);
}
