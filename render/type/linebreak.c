#include "render/type/linebreak.h"

#include <assert.h>
#include <math.h>

enum { FITS = 4 };

/* Sums over the items before a place. */
struct sums {
	double width, stretch, shrink, fill;
};

/* A place where a line may end, reached in the best way known. */
struct node {
	size_t item;       /* the glue or penalty of the break */
	size_t first;      /* where the next line begins */
	size_t line;       /* lines before it */
	int fit;           /* of the line that ends here */
	double demerits;   /* of all lines before it */
	struct sums sums;  /* before first */
	struct node *prev; /* the break before */
	struct node *next; /* in the list of active nodes, by line */
};

struct breaker {
	struct arena *arena;
	const struct line_item *items;
	size_t count;
	const struct line_setting *setting;
	struct sums at; /* before the item looked at */
	struct node *active;
	bool last_pass;
};

double line_badness(double ratio)
{
	ratio = fabs(ratio);
	return 100 * ratio * ratio * ratio;
}

int line_fit(double ratio)
{
	return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
}

/* Knuth and Plass, p. 1128: a line costs 10 in itself. */
double line_demerits(double badness, int penalty)
{
	double sum = (10 + badness) * (10 + badness);
	double squared = (double)penalty * penalty;

	if (penalty <= PENALTY_ALWAYS)
		return sum;
	return penalty >= 0 ? sum + squared : sum - squared;
}

static double line_width(const struct line_setting *setting, size_t line)
{
	if (line >= setting->width_count)
		line = setting->width_count - 1;
	return setting->widths[line];
}

/* Lines from here on are alike, so their number tells nothing. */
static size_t line_class(const struct line_setting *setting, size_t line)
{
	size_t alike = setting->width_count - 1;

	return line < alike ? line : alike;
}

static void add(struct sums *sums, const struct line_item *item)
{
	if (item->kind == ITEM_PENALTY)
		return;
	sums->width += item->width;
	if (item->kind == ITEM_GLUE) {
		sums->stretch += item->stretch;
		sums->shrink += item->shrink;
		sums->fill += item->fill;
	}
}

/* What vanishes after a break: glue and penalties up to the next box or
 * forced break. */
static size_t skip_vanishing(
	const struct breaker *b, size_t item, struct sums *sums)
{
	const struct line_item *items = b->items;

	if (items[item].kind == ITEM_PENALTY)
		item++;
	for (; item < b->count && items[item].kind != ITEM_BOX; item++) {
		if (items[item].kind == ITEM_PENALTY &&
			items[item].penalty <= PENALTY_ALWAYS)
			break;
		add(sums, &items[item]);
	}
	return item;
}

/* How far glue must give way for the line from a to the break at item: −1 all
 * its shrink, +1 all its stretch; *natural its width at rest. */
static double stretch_ratio(const struct breaker *b, const struct node *a,
	size_t item, double *natural)
{
	const struct line_item *end = &b->items[item];
	double width = b->at.width - a->sums.width;
	double room, stretch, shrink;

	if (end->kind == ITEM_PENALTY)
		width += end->width;
	*natural = width;
	room = line_width(b->setting, a->line) - width;
	stretch = b->at.stretch - a->sums.stretch;
	shrink = b->at.shrink - a->sums.shrink;
	if (b->setting->ragged)
		stretch = shrink = 0;
	if (b->setting->ragged || b->last_pass)
		stretch += b->setting->emergency;
	/* Sums of floats differ in their last digits. */
	if (fabs(room) < 1e-3)
		return 0;
	if (room > 0 && !b->setting->even && b->at.fill - a->sums.fill > 1e-9)
		return 0;
	if (room > 0)
		return stretch > 0 ? room / stretch : INFINITY;
	return shrink > 0 ? room / shrink : -INFINITY;
}

static bool is_break(const struct breaker *b, size_t i)
{
	const struct line_item *item = &b->items[i];

	if (item->kind == ITEM_GLUE)
		return i > 0 && b->items[i - 1].kind == ITEM_BOX;
	return item->kind == ITEM_PENALTY &&
		item->penalty < (b->last_pass ? PENALTY_NEVER : PENALTY_DEAR);
}

static double cost(const struct breaker *b, const struct node *a, size_t item,
	double ratio, int fit)
{
	const struct line_item *end = &b->items[item];
	const struct line_item *before = &b->items[a->item];
	bool penalty = end->kind == ITEM_PENALTY;
	/* Uncapped, so that no one line takes all that is bad; but finite. */
	double badness = line_badness(fmin(fabs(ratio), 1000));
	double sum = line_demerits(badness, penalty ? end->penalty : 0);

	if (penalty && end->flagged && a->prev &&
		before->kind == ITEM_PENALTY && before->flagged)
		sum += DEMERITS_FLAGGED;
	if (a->prev && abs(fit - a->fit) > 1)
		sum += DEMERITS_UNLIKE;
	return sum;
}

/* The best ways to end a line at one place, one for each fit. */
struct candidates {
	struct node *from[FITS];
	double demerits[FITS];
};

static void consider(struct candidates *c, const struct breaker *b,
	struct node *a, size_t item, double ratio)
{
	int fit = line_fit(ratio);
	double demerits = a->demerits + cost(b, a, item, ratio, fit);

	if (!c->from[fit] || demerits < c->demerits[fit]) {
		c->from[fit] = a;
		c->demerits[fit] = demerits;
	}
}

/* New active nodes for a break at item, put in at *link. Those that no later
 * line would choose are left out. */
static struct node **activate(struct breaker *b, const struct candidates *c,
	size_t item, struct node **link)
{
	double best = INFINITY;
	struct sums sums = b->at;
	size_t first = skip_vanishing(b, item, &sums);

	for (int fit = 0; fit < FITS; fit++)
		if (c->from[fit])
			best = fmin(best, c->demerits[fit]);
	for (int fit = 0; fit < FITS; fit++) {
		struct node *node;

		if (!c->from[fit] || c->demerits[fit] > best + DEMERITS_UNLIKE)
			continue;
		node = NEW(b->arena, struct node);
		*node = (struct node){
			.item = item,
			.first = first,
			.line = c->from[fit]->line + 1,
			.fit = fit,
			.demerits = c->demerits[fit],
			.sums = sums,
			.prev = c->from[fit],
			.next = *link,
		};
		*link = node;
		link = &node->next;
	}
	return link;
}

static bool feasible(const struct breaker *b, double ratio)
{
	if (ratio < -1)
		return false;
	if (b->last_pass)
		return true;
	return line_badness(ratio) <= b->setting->tolerance;
}

/* Tries the break at item after each active node; nodes too far behind are
 * dropped. In the last pass the last of them is kept, with a line that sticks
 * out, rather than none. */
static void try_break(struct breaker *b, size_t item)
{
	const struct line_item *end = &b->items[item];
	bool forced =
		end->kind == ITEM_PENALTY && end->penalty <= PENALTY_ALWAYS;
	struct node **link = &b->active;

	while (*link) {
		struct candidates c = {{NULL}, {0}};
		size_t class = line_class(b->setting, (*link)->line);

		while (*link &&
			line_class(b->setting, (*link)->line) == class) {
			struct node *a = *link;
			double natural;
			double ratio = stretch_ratio(b, a, item, &natural);
			bool only = b->active == a && !a->next;

			if (feasible(b, ratio))
				consider(&c, b, a, item, ratio);
			if (ratio >= -1 && !forced) {
				link = &a->next;
				continue;
			}
			*link = a->next;
			if (b->last_pass && only && ratio < -1 && !c.from[0] &&
				!c.from[1] && !c.from[2] && !c.from[3])
				consider(&c, b, a, item, -1);
		}
		link = activate(b, &c, item, link);
	}
}

static const struct node *best_node(const struct breaker *b)
{
	const struct node *best = b->active;

	for (const struct node *a = best; a; a = a->next)
		if (a->demerits < best->demerits)
			best = a;
	return best;
}

/* One pass; NULL when no way of breaking is good enough. */
static const struct node *run_pass(struct breaker *b, bool last)
{
	struct node *start = NEW(b->arena, struct node);

	b->at = (struct sums){0};
	b->last_pass = last;
	start->fit = 1;
	b->active = start;
	for (size_t i = 0; i < b->count && b->active; i++) {
		if (is_break(b, i))
			try_break(b, i);
		add(&b->at, &b->items[i]);
	}
	return best_node(b);
}

/* The line that ends at node. */
static struct line set_line(const struct breaker *b, const struct node *node)
{
	struct sums sum = {0};
	double room, stretch;
	struct line line = {.first = node->prev->first, .end = node->item};

	for (size_t i = line.first; i < line.end; i++)
		add(&sum, &b->items[i]);
	if (b->items[node->item].kind == ITEM_PENALTY)
		sum.width += b->items[node->item].width;
	room = line_width(b->setting, node->prev->line) - sum.width;
	stretch = room > 0 ? sum.stretch : sum.shrink;
	line.natural = (float)sum.width;
	if (room > 0 && sum.fill > 1e-9)
		line.fill = (float)(room / sum.fill);
	else if (!b->setting->ragged && stretch > 0)
		line.ratio = (float)fmax(room / stretch, -1);
	line.overfull = room + (b->setting->ragged ? 0 : sum.shrink) < -0.01;
	return line;
}

const struct line *break_lines(struct arena *arena,
	const struct line_item *items, size_t count,
	const struct line_setting *setting, size_t *line_count,
	double *demerits)
{
	struct breaker b = {
		.arena = arena,
		.items = items,
		.count = count,
		.setting = setting,
	};
	const struct node *end = NULL;
	struct line *lines;

	*line_count = 0;
	if (!count)
		return NULL;
	assert(items[count - 1].kind == ITEM_PENALTY &&
		items[count - 1].penalty <= PENALTY_ALWAYS);
	if (!setting->ragged)
		end = run_pass(&b, false);
	if (!end)
		end = run_pass(&b, true);
	if (demerits)
		*demerits = end->demerits;
	*line_count = end->line;
	lines = NEW_ARRAY(arena, end->line, struct line);
	for (; end->prev; end = end->prev)
		lines[end->line - 1] = set_line(&b, end);
	return lines;
}
