#include "render/figure/curve.h"

#include <math.h>

enum { SAMPLES = 600, HALVINGS = 40 };

struct spot window_spot(const struct window *w, double x, double y)
{
	return (struct spot){(float)(x * w->x_scale), (float)(-y * w->y_scale)};
}

struct sample {
	double x, y;
	bool known;
};

struct tracer {
	struct arena *arena;
	const struct window *w;
	const struct figure_function *f;
	struct spot *spots; /* of the piece being traced */
	size_t count, capacity;
	struct curve *curves;
	size_t curve_count, curve_capacity;
};

static struct sample sample_at(const struct tracer *t, double x)
{
	struct sample s = {x, 0, false};

	s.known = figure_function_at(t->f, x, &s.y);
	return s;
}

/* ---- pieces ---- */

static float off_line(struct spot p, struct spot a, struct spot b)
{
	float dx = b.x - a.x, dy = b.y - a.y, length = hypotf(dx, dy);

	if (length <= 0)
		return hypotf(p.x - a.x, p.y - a.y);
	return fabsf(dx * (p.y - a.y) - dy * (p.x - a.x)) / length;
}

/* Ramer, Douglas, Peucker: spots between first and last that matter. */
static void keep_needed(
	const struct spot *spots, size_t first, size_t last, bool *keep)
{
	const float exact = 0.03f;
	float worst = 0;
	size_t at = first;

	for (size_t i = first + 1; i < last; i++) {
		float off = off_line(spots[i], spots[first], spots[last]);

		if (off > worst) {
			worst = off;
			at = i;
		}
	}
	if (worst <= exact)
		return;
	keep[at] = true;
	keep_needed(spots, first, at, keep);
	keep_needed(spots, at, last, keep);
}

static void end_piece(struct tracer *t)
{
	bool *keep = NEW_ARRAY(t->arena, t->count + 1, bool);
	struct curve *curve;
	size_t kept = 0;

	if (t->count < 2) {
		t->count = 0;
		return;
	}
	keep[0] = keep[t->count - 1] = true;
	keep_needed(t->spots, 0, t->count - 1, keep);
	curve = &PUSH(
		t->arena, t->curves, t->curve_count, t->curve_capacity)[0];
	curve->spots = NEW_ARRAY(t->arena, t->count, struct spot);
	for (size_t i = 0; i < t->count; i++)
		if (keep[i])
			curve->spots[kept++] = t->spots[i];
	curve->count = kept;
	t->count = 0;
}

static void add_spot(struct tracer *t, double x, double y)
{
	*PUSH(t->arena, t->spots, t->count, t->capacity) =
		window_spot(t->w, x, y);
}

static bool inside(const struct window *w, double y)
{
	return y >= w->bottom && y <= w->top;
}

/* Where the line from a to b crosses a height. */
static void add_crossing(
	struct tracer *t, struct sample a, struct sample b, double y)
{
	add_spot(t, a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y);
}

/* The part of a stretch that lies in the window. */
static void add_stretch(struct tracer *t, struct sample a, struct sample b)
{
	const struct window *w = t->w;
	double enter = a.y < w->bottom ? w->bottom : w->top;
	double leave = b.y < w->bottom ? w->bottom : w->top;

	if (!inside(w, a.y) && !inside(w, b.y) &&
		(a.y < w->bottom) == (b.y < w->bottom)) {
		end_piece(t);
		return;
	}
	if (!inside(w, a.y)) {
		end_piece(t);
		add_crossing(t, a, b, enter);
	} else if (!t->count) {
		add_spot(t, a.x, a.y);
	}
	if (!inside(w, b.y)) {
		add_crossing(t, a, b, leave);
		end_piece(t);
	} else {
		add_spot(t, b.x, b.y);
	}
}

/* ---- breaks ---- */

/* The last x with a value between one that has one and one that has none. */
static struct sample boundary(
	const struct tracer *t, struct sample known, struct sample unknown)
{
	for (int i = 0; i < HALVINGS; i++) {
		struct sample middle = sample_at(t, (known.x + unknown.x) / 2);

		if (middle.known)
			known = middle;
		else
			unknown = middle;
	}
	return known;
}

/* Halving a steep stretch makes a curve's difference small, not a jump's. */
static bool jumps(const struct tracer *t, struct sample *a, struct sample *b)
{
	double high = t->w->top - t->w->bottom;
	double before = fabs(b->y - a->y);

	if (before < high / 20)
		return false;
	for (int i = 0; i < HALVINGS; i++) {
		struct sample middle = sample_at(t, (a->x + b->x) / 2);

		if (!middle.known)
			return true;
		if (fabs(middle.y - a->y) > fabs(b->y - middle.y))
			*b = middle;
		else
			*a = middle;
		if (fabs(b->y - a->y) < before / 64)
			return false;
	}
	return true;
}

static void add_pair(struct tracer *t, struct sample a, struct sample b)
{
	struct sample near = a, far = b;

	if (!a.known && !b.known) {
		end_piece(t);
	} else if (!a.known) {
		end_piece(t);
		add_stretch(t, boundary(t, b, a), b);
	} else if (!b.known) {
		add_stretch(t, a, boundary(t, a, b));
		end_piece(t);
	} else if (jumps(t, &near, &far)) {
		/* Up to either side of the jump. */
		add_stretch(t, a, near);
		end_piece(t);
		if (far.known)
			add_stretch(t, far, b);
	} else {
		add_stretch(t, a, b);
	}
}

size_t curve_trace(struct arena *arena, const struct window *w,
	const struct figure_function *f, double from, double to,
	struct curve **out)
{
	struct tracer t = {.arena = arena, .w = w, .f = f};
	struct sample last, next;

	from = fmax(from, w->left);
	to = fmin(to, w->right);
	if (from < to) {
		last = sample_at(&t, from);
		for (int i = 1; i <= SAMPLES; i++) {
			next = sample_at(&t, from + (to - from) * i / SAMPLES);
			add_pair(&t, last, next);
			last = next;
		}
		end_piece(&t);
	}
	*out = t.curves;
	return t.curve_count;
}
