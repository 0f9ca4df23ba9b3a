#include "engine/assemble/seats.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "engine/assemble/seats_bound.h"

/* ---- what forms share ---- */

/* The answers of a form in the order of its sheet: an item's key, or one for
 * each of its statements. */
struct answers {
	struct str *v;
	size_t count;
};

static size_t statement_count(const struct question *question)
{
	return question->type == TYPE_STATEMENTS ? question->statement_count
						 : 1;
}

/* The i-th word of a key of statements, "Đ S S Đ". */
static struct str word_of(struct str key, size_t i)
{
	size_t start = 0, end;

	for (; i; i--) {
		end = str_find(key, " ", start);
		if (end == SIZE_MAX)
			return STR("");
		start = end + 1;
	}
	end = str_find(key, " ", start);
	return str_sub(key, start, end == SIZE_MAX ? key.len : end - start);
}

static struct answers answers_of(
	struct arena *arena, const struct exam *exam, const struct form *form)
{
	struct answers a = {NULL, 0};
	size_t capacity = 0;

	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		const struct question *q = &exam->questions[item->question];

		if (q->type == TYPE_ESSAY)
			continue;
		if (q->type != TYPE_STATEMENTS) {
			*PUSH(arena, a.v, a.count, capacity) = item->key;
			continue;
		}
		for (size_t k = 0; k < statement_count(q); k++)
			*PUSH(arena, a.v, a.count, capacity) =
				word_of(item->key, k);
	}
	return a;
}

static long shared_of(const struct answers *a, const struct answers *b)
{
	long shared = 0;

	for (size_t i = 0; i < a->count && i < b->count; i++)
		shared += str_equal(a->v[i], b->v[i]);
	return shared;
}

void likeness_find(
	struct arena *arena, const struct exam *exam, struct likeness *out)
{
	size_t n = exam->form_count;
	struct answers *answers = NEW_ARRAY(arena, n, struct answers);
	long *shared = NEW_ARRAY(arena, n * n, long);

	*out = (struct likeness){.forms = n, .shared = shared};
	for (size_t f = 0; f < n; f++) {
		answers[f] = answers_of(arena, exam, &exam->forms[f]);
		if (answers[f].count > out->answers)
			out->answers = answers[f].count;
		for (size_t g = 0; g <= f; g++) {
			long both = shared_of(&answers[f], &answers[g]);

			shared[f * n + g] = shared[g * n + f] = both;
		}
	}
}

/* ---- the search ---- */

enum {
	AROUND = 8,
	RESTARTS = 6,
	MOVES_EACH = 6000,    /* tries for each seat and start … */
	MOVES_MOST = 1500000, /* … at most */
};

struct link {
	uint32_t seat;
	long weight;
};

struct search {
	const struct likeness *likeness;
	const struct room *room;
	struct rng rng;
	struct link *links; /* [seat * AROUND + k] */
	uint8_t *link_count;
	uint32_t *form; /* by seat */
	size_t *used;
	size_t least; /* seats that each form has at least … */
	size_t extra; /* … and so many forms one more */
	long shared;
};

static long both(const struct search *s, size_t f, size_t g)
{
	return s->likeness->shared[f * s->likeness->forms + g];
}

/* The seat so many rows and columns away; NO_SEAT: none. */
static uint32_t seat_at(const struct room *room, size_t place, int row, int col)
{
	long r = (long)(place / room->columns) + row;
	long c = (long)(place % room->columns) + col;

	if (r < 0 || c < 0 || r >= (long)room->rows || c >= (long)room->columns)
		return NO_SEAT;
	return room->seat[(size_t)r * room->columns + (size_t)c];
}

static void link_seat(struct search *s, size_t place)
{
	uint32_t seat = s->room->seat[place];

	if (seat == NO_SEAT)
		return;
	for (int row = -1; row <= 1; row++)
		for (int col = -1; col <= 1; col++) {
			uint32_t other = seat_at(s->room, place, row, col);

			if ((!row && !col) || other == NO_SEAT)
				continue;
			s->links[(size_t)seat * AROUND +
				s->link_count[seat]++] = (struct link){
				other, row && col ? SEATS_FAR : SEATS_NEAR};
		}
}

/* What a seat would share with its neighbours, but for one, with that form. */
static long cost(
	const struct search *s, uint32_t seat, size_t form, uint32_t without)
{
	const struct link *links = &s->links[(size_t)seat * AROUND];
	long sum = 0;

	for (size_t k = 0; k < s->link_count[seat]; k++)
		if (links[k].seat != without)
			sum += links[k].weight *
				both(s, form, s->form[links[k].seat]);
	return sum;
}

static long sum_shared(const struct search *s)
{
	long twice = 0;

	for (size_t i = 0; i < s->room->seat_count; i++)
		twice += cost(s, (uint32_t)i, s->form[i], NO_SEAT);
	return twice / 2;
}

/* All forms evenly, those with one more by chance, in a random order. */
static void deal(struct search *s, struct arena *arena)
{
	size_t forms = s->likeness->forms, seats = s->room->seat_count;
	size_t *order = NEW_ARRAY(arena, forms + seats, size_t);
	size_t *places = order + forms;

	for (size_t i = 0; i < forms; i++) {
		order[i] = i;
		s->used[i] = 0;
	}
	for (size_t i = 0; i < seats; i++)
		places[i] = i;
	rng_shuffle(&s->rng, order, forms);
	rng_shuffle(&s->rng, places, seats);
	for (size_t i = 0; i < seats; i++) {
		size_t form = order[i % forms];

		s->form[places[i]] = (uint32_t)form;
		s->used[form]++;
	}
	s->shared = sum_shared(s);
}

static bool accept(struct search *s, long change, double heat)
{
	return change <= 0 || rng_unit(&s->rng) < exp(-(double)change / heat);
}

/* Two seats exchange their forms. */
static void try_exchange(struct search *s, double heat)
{
	uint32_t a = (uint32_t)rng_below(&s->rng, s->room->seat_count);
	uint32_t b = (uint32_t)rng_below(&s->rng, s->room->seat_count);
	uint32_t f = s->form[a], g = s->form[b];
	long change;

	if (f == g)
		return;
	change = cost(s, a, g, b) + cost(s, b, f, a) - cost(s, a, f, b) -
		cost(s, b, g, a);
	if (!accept(s, change, heat))
		return;
	s->form[a] = g;
	s->form[b] = f;
	s->shared += change;
}

/* A form that has one seat more gives it to one that has not. */
static void try_handover(struct search *s, double heat)
{
	uint32_t seat = (uint32_t)rng_below(&s->rng, s->room->seat_count);
	size_t f = s->form[seat];
	size_t g = (size_t)rng_below(&s->rng, s->likeness->forms);
	long change;

	if (s->used[f] == s->least || s->used[g] > s->least)
		return;
	change = cost(s, seat, g, NO_SEAT) - cost(s, seat, f, NO_SEAT);
	if (!accept(s, change, heat))
		return;
	s->form[seat] = (uint32_t)g;
	s->used[f]--;
	s->used[g]++;
	s->shared += change;
}

static void anneal(struct search *s, uint32_t *best, long *least, long bound)
{
	size_t seats = s->room->seat_count;
	size_t moves = seats * MOVES_EACH;
	double hot = (double)s->likeness->answers, heat;

	if (moves > MOVES_MOST)
		moves = MOVES_MOST;
	for (size_t i = 0; i<moves && * least> bound; i++) {
		heat = hot * pow(0.02 / hot, (double)i / (double)moves);
		if (s->extra && i % 4 == 3)
			try_handover(s, heat);
		else
			try_exchange(s, heat);
		if (s->shared >= *least)
			continue;
		*least = s->shared;
		memcpy(best, s->form, seats * sizeof *best);
	}
}

static void search_seats(
	struct arena *arena, struct search *s, struct seating *out)
{
	uint32_t *best = NEW_ARRAY(arena, s->room->seat_count, uint32_t);
	long least = LONG_MAX;

	for (size_t i = 0; i < RESTARTS && least > out->bound; i++) {
		deal(s, arena);
		if (s->shared < least) {
			least = s->shared;
			memcpy(best, s->form,
				s->room->seat_count * sizeof *best);
		}
		anneal(s, best, &least, out->bound);
	}
	out->form = best;
	out->shared = least;
}

/* ---- what came out ---- */

static void note_pair(const struct search *s, struct seating *out, size_t a,
	size_t b, long weight)
{
	const uint32_t *seat = s->room->seat;
	long shared = both(s, out->form[seat[a]], out->form[seat[b]]);

	out->weight += weight;
	if (out->pairs && shared <= out->most)
		return;
	out->pairs = true;
	out->most = shared;
	out->worst = (struct neighbours){a, b};
}

/* Each pair once: those to the right and behind. */
static void weigh_pairs(const struct search *s, struct seating *out)
{
	static const struct {
		int row, column;
		long weight;
	} after[] = {{0, 1, SEATS_NEAR}, {1, 0, SEATS_NEAR}, {1, 1, SEATS_FAR},
		{1, -1, SEATS_FAR}};
	const struct room *room = s->room;

	for (size_t p = 0; p < room->rows * room->columns; p++) {
		if (room->seat[p] == NO_SEAT)
			continue;
		for (size_t k = 0; k < sizeof after / sizeof *after; k++)
			if (seat_at(room, p, after[k].row, after[k].column) !=
				NO_SEAT)
				note_pair(s, out, p,
					(size_t)((long)p +
						after[k].row *
							(long)room->columns +
						after[k].column),
					after[k].weight);
	}
}

static void count_used(
	struct arena *arena, const struct search *s, struct seating *out)
{
	size_t *used = NEW_ARRAY(arena, s->likeness->forms, size_t);

	for (size_t i = 0; i < s->room->seat_count; i++)
		used[out->form[i]]++;
	out->used = used;
}

void seats_assign(struct arena *arena, const struct likeness *likeness,
	const struct room *room, uint64_t seed, struct seating *out)
{
	size_t seats = room->seat_count;
	struct search s = {.likeness = likeness,
		.room = room,
		.rng = rng_stream(seed, "seats", 0),
		.links = NEW_ARRAY(arena, seats * AROUND, struct link),
		.link_count = NEW_ARRAY(arena, seats, uint8_t),
		.form = NEW_ARRAY(arena, seats, uint32_t),
		.used = NEW_ARRAY(arena, likeness->forms, size_t),
		.least = seats / likeness->forms,
		.extra = seats % likeness->forms};

	*out = (struct seating){.bound = seats_bound(arena, likeness, room)};
	for (size_t p = 0; p < room->rows * room->columns; p++)
		link_seat(&s, p);
	search_seats(arena, &s, out);
	weigh_pairs(&s, out);
	count_used(arena, &s, out);
}
