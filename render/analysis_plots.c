#include "render/analysis_plots.h"

#include <math.h>

#include "base/i18n.h"
#include "render/analysis_words.h"

enum { CURVE_STEPS = 60 };

static const struct color ink = {0.1f, 0.1f, 0.1f};
static const struct color axis = {0.45f, 0.45f, 0.45f};
static const struct color bar = {0.17f, 0.42f, 0.69f};
static const struct color right = {0.16f, 0.47f, 0.22f};
static const struct color wrong = {0.72f, 0.43f, 0.08f};
static const struct color pale = {0.62f, 0.62f, 0.62f};

enum { LABELS_MOST = OPTIONS_MOST };

struct label {
	float x, y;
	char letter;
	struct color color;
};

struct plot {
	struct arena *arena;
	const char *language;
	struct drawn *v;
	size_t count, capacity;
	float left, top, width, height; /* inside the axes */
	double x0, x1, y0, y1;          /* values at its edges */
	struct label labels[LABELS_MOST];
	size_t label_count;
};

/* ---- marks ---- */

static void add(struct plot *p, struct drawn d)
{
	*PUSH(p->arena, p->v, p->count, p->capacity) = d;
}

static void put_line(struct plot *p, float x, float y, float to_x, float to_y,
	float thick, struct color color)
{
	add(p,
		(struct drawn){.kind = DRAWN_LINE,
			.x = x,
			.y = y,
			.w = to_x - x,
			.h = to_y - y,
			.thick = thick,
			.color = color});
}

static void put_rect(
	struct plot *p, float x, float y, float w, float h, struct color color)
{
	add(p,
		(struct drawn){.kind = DRAWN_RECT,
			.x = x,
			.y = y,
			.w = w,
			.h = h,
			.color = color});
}

static void put_text(struct plot *p, float x, float y, struct str text,
	enum markup_align align, struct color color)
{
	add(p,
		(struct drawn){.kind = DRAWN_TEXT,
			.x = x,
			.y = y,
			.text = text,
			.look = LOOK_SMALL,
			.align = align,
			.color = color});
}

static float at_x(const struct plot *p, double x)
{
	return p->left + p->width * (float)((x - p->x0) / (p->x1 - p->x0));
}

static float at_y(const struct plot *p, double y)
{
	return p->top + p->height * (float)(1 - (y - p->y0) / (p->y1 - p->y0));
}

static void put_axes(struct plot *p)
{
	float low = p->top + p->height;

	put_line(p, p->left, p->top, p->left, low, 0.6f, axis);
	put_line(p, p->left, low, p->left + p->width, low, 0.6f, axis);
}

/* For the axes' names. */
static void leave_room(struct plot *p)
{
	p->top += 10;
	p->height -= 24;
}

/* What the axes are of. */
static void name_axes(struct plot *p, const char *x, const char *y)
{
	put_text(p, p->left + p->width, p->top + p->height + 24, str_from(x),
		ALIGN_RIGHT, ink);
	put_text(p, p->left - 24, p->top - 4, str_from(y), ALIGN_LEFT, ink);
}

static void tick_x(struct plot *p, double x, struct str text)
{
	float low = p->top + p->height;

	put_line(p, at_x(p, x), low, at_x(p, x), low + 3, 0.6f, axis);
	put_text(p, at_x(p, x), low + 12, text, ALIGN_CENTER, ink);
}

static void tick_y(struct plot *p, double y, struct str text)
{
	put_line(p, p->left - 3, at_y(p, y), p->left, at_y(p, y), 0.6f, axis);
	put_text(p, p->left - 5, at_y(p, y) + 3, text, ALIGN_RIGHT, ink);
}

static struct str number(const struct plot *p, double value, int places)
{
	return analysis_figure(p->arena, p->language, value, places);
}

static struct plot plot_new(
	struct arena *arena, const char *language, float width, float height)
{
	return (struct plot){.arena = arena,
		.language = language,
		.left = 30,
		.top = 8,
		.width = width - 44,
		.height = height - 24};
}

static struct drawing drawing_of(
	const struct plot *p, float width, float height, const char *alt)
{
	return (struct drawing){width, height, p->v, p->count, str_from(alt)};
}

/* 1, 2 or 5 times a power of ten, so that there are about so many steps. */
static double step_of(double span, int steps)
{
	double raw = span / steps, power = pow(10, floor(log10(raw)));
	double share = raw / power;

	return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

/* ---- the test ---- */

struct drawing plot_spread(struct arena *arena, const char *language,
	const struct analysis *s, float width, float height)
{
	struct plot p = plot_new(arena, language, width, height);
	struct spread spread = spread_of(s);
	float wide = p.width / (float)spread.spans;
	double step = step_of((double)spread.most, 4), across;

	/* Whole totals each have a span around them. */
	bool whole = (double)spread.spans == spread.best + 1;

	leave_room(&p);
	p.x0 = whole ? -0.5 : 0;
	p.x1 = whole ? spread.best + 0.5 : spread.best;
	p.y1 = (double)spread.most * 1.05;
	for (size_t i = 0; i < spread.spans; i++) {
		float y = at_y(&p, (double)spread.counts[i]);

		if (spread.counts[i])
			put_rect(&p, p.left + wide * (float)i + 0.5f, y,
				wide - 1, p.top + p.height - y, bar);
	}
	put_axes(&p);
	across = step_of(spread.best, 10);
	across = whole && across < 1 ? 1 : across;
	for (double x = 0; x <= spread.best + 1e-9; x += across)
		tick_x(&p, x, number(&p, x, across < 1 ? 2 : 0));
	step = step < 1 ? 1 : step;
	for (double y = 0; y <= p.y1; y += step)
		tick_y(&p, y, number(&p, y, 0));
	name_axes(&p, _("total"), _("people"));
	return drawing_of(
		&p, width, height, _("How many people have each total"));
}

struct drawing plot_information(struct arena *arena, const char *language,
	const struct analysis *s, float width, float height)
{
	struct plot p = plot_new(arena, language, width, height);
	double at[CURVE_STEPS + 1], step;

	leave_room(&p);
	p.x0 = -4;
	p.x1 = 4;
	p.y1 = 1e-6;
	for (int k = 0; k <= CURVE_STEPS; k++) {
		at[k] = irt_information(
			s->fit, s->answers->items, -4 + 8.0 * k / CURVE_STEPS);
		p.y1 = fmax(p.y1, 1.05 * at[k]);
	}
	for (int k = 1; k <= CURVE_STEPS; k++)
		put_line(&p, at_x(&p, -4 + 8.0 * (k - 1) / CURVE_STEPS),
			at_y(&p, at[k - 1]),
			at_x(&p, -4 + 8.0 * k / CURVE_STEPS), at_y(&p, at[k]),
			1.4f, bar);
	put_axes(&p);
	for (int x = -4; x <= 4; x += 2)
		tick_x(&p, x, number(&p, x, 0));
	step = step_of(p.y1, 4);
	for (double y = 0; y <= p.y1; y += step)
		tick_y(&p, y, number(&p, y, step < 1 ? 2 : 0));
	name_axes(&p, _("ability"), _("information"));
	return drawing_of(
		&p, width, height, _("Information of the test by ability"));
}

/* ---- an item ---- */

static void put_trace(struct plot *p, const struct analysis *s,
	const size_t *group, size_t item, char letter, struct color color)
{
	double shares[TRACE_GROUPS];
	int last = -1;

	item_trace(s->answers, group, item, letter, shares);
	for (int g = 0; g < TRACE_GROUPS; g++) {
		if (isnan(shares[g]))
			continue;
		if (last >= 0)
			put_line(p, at_x(p, last), at_y(p, shares[last]),
				at_x(p, g), at_y(p, shares[g]), 1.2f, color);
		put_rect(p, at_x(p, g) - 1.4f, at_y(p, shares[g]) - 1.4f, 2.8f,
			2.8f, color);
		last = g;
	}
	if (letter && last >= 0 && p->label_count < LABELS_MOST)
		p->labels[p->label_count++] = (struct label){at_x(p, last) + 4,
			at_y(p, shares[last]), letter, color};
}

static int by_height(const void *x, const void *y)
{
	const struct label *a = x, *b = y;

	return a->y < b->y ? -1 : a->y > b->y;
}

/* The letters at the lines' ends, so that none covers another. */
static void put_labels(struct plot *p)
{
	const float apart = 7.5f;
	struct label *l = p->labels;
	size_t n = p->label_count;
	float low = p->top + p->height;

	qsort(l, n, sizeof *l, by_height);
	for (size_t i = 1; i < n; i++)
		if (l[i].y < l[i - 1].y + apart)
			l[i].y = l[i - 1].y + apart;
	if (n && l[n - 1].y > low)
		l[n - 1].y = low;
	for (size_t i = n; i > 1; i--)
		if (l[i - 2].y > l[i - 1].y - apart)
			l[i - 2].y = l[i - 1].y - apart;
	for (size_t i = 0; i < n; i++)
		put_text(p, l[i].x, l[i].y + 3,
			str_format(p->arena, "%c", l[i].letter), ALIGN_LEFT,
			l[i].color);
}

/* The model's chance, dashed, at abilities that the groups' middles have. */
static void put_curve(struct plot *p, const struct irt_fit *fit, size_t item)
{
	static const double middles[TRACE_GROUPS] = {
		-1.2816, -0.5244, 0, 0.5244, 1.2816};
	const struct irt_item *i = &fit->items[item];
	double before = NAN;

	if (!i->used)
		return;
	for (int k = 0; k <= 32; k++) {
		double x = (TRACE_GROUPS - 1) * k / 32.0;
		int g = (int)x < TRACE_GROUPS - 1 ? (int)x : TRACE_GROUPS - 2;
		double theta =
			middles[g] + (x - g) * (middles[g + 1] - middles[g]);
		double y =
			i->c + (1 - i->c) / (1 + exp(-(i->d + i->a * theta)));

		if (k % 2)
			put_line(p, at_x(p, x - (TRACE_GROUPS - 1) / 32.0),
				at_y(p, before), at_x(p, x), at_y(p, y), 0.8f,
				ink);
		before = y;
	}
}

static void put_traces(struct plot *p, const struct analysis *s,
	const size_t *group, size_t item)
{
	const struct item_figures *f = &s->test.item[item];

	p->x1 = TRACE_GROUPS - 1;
	p->y1 = 1;
	put_axes(p);
	tick_y(p, 0, STR("0"));
	tick_y(p, 0.5, STR("50"));
	tick_y(p, 1, STR("100"));
	put_text(p, p->left, p->top + p->height + 11, str_from(_("weakest")),
		ALIGN_LEFT, ink);
	put_text(p, p->left + p->width, p->top + p->height + 11,
		str_from(_("strongest")), ALIGN_RIGHT, ink);
	/* On the bank's scale the groups' abilities are others. */
	if (s->fit && !s->link)
		put_curve(p, s->fit, item);
	for (size_t k = 0; k < f->option_count; k++)
		if (f->options[k].count && !f->options[k].key)
			put_trace(
				p, s, group, item, f->options[k].letter, wrong);
	for (size_t k = 0; k < f->option_count; k++)
		if (f->options[k].key)
			put_trace(
				p, s, group, item, f->options[k].letter, right);
	put_labels(p);
	if (!f->option_count)
		put_trace(p, s, group, item, 0, bar);
}

/* A bar for each option: how many took it. */
static void put_bars(
	struct plot *p, const struct item_figures *f, float left, float width)
{
	size_t count = f->option_count < 8 ? f->option_count : 8;
	float step = p->height / (float)count;
	float high = step - 4 < 11 ? step - 4 : 11;

	for (size_t k = 0; k < count; k++) {
		const struct option_figures *o = &f->options[k];
		float y = p->top + step * (float)k + (step - high) / 2;
		double share = isnan(o->share) ? 0 : o->share;
		float wide = (width - 42) * (float)share;

		put_text(p, left, y + high - 2,
			str_format(p->arena, "%c", o->letter), ALIGN_LEFT,
			o->key ? right : ink);
		if (wide > 0.2f)
			put_rect(p, left + 12, y, wide, high,
				o->key                 ? right
					: share < 0.02 ? pale
						       : wrong);
		put_text(p, left + 15 + wide, y + high - 2,
			str_format(p->arena, "%.0f %%", 100 * share),
			ALIGN_LEFT, ink);
	}
}

struct drawing plot_item(struct arena *arena, const char *language,
	const struct analysis *s, const size_t *group, size_t item, float width,
	float height)
{
	struct plot p = plot_new(arena, language, width, height);
	const struct item_figures *f = &s->test.item[item];

	if (f->option_count) {
		p.width = 0.56f * width - 44;
		put_bars(&p, f, 0.56f * width + 8, 0.44f * width - 8);
	}
	put_traces(&p, s, group, item);
	return drawing_of(&p, width, height,
		_("How the weakest to the strongest fifth answered"));
}
