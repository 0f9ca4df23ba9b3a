#include "engine/assemble/seats_bound.h"

#include <limits.h>
#include <string.h>

/* The exact way keeps a sum for each way to fill the last columns + 1 places;
 * with more than so many, or more steps in all, squares are looked at alone. */
enum { STATES_MOST = 1 << 19, STEPS_MOST = 100000000, SQUARE_FORMS = 24 };

struct bounder {
	struct arena *arena;
	const struct likeness *likeness;
	const struct room *room;
};

static long both(const struct bounder *b, size_t f, size_t g)
{
	return b->likeness->shared[f * b->likeness->forms + g];
}

static bool is_seat(const struct bounder *b, size_t row, size_t column)
{
	return b->room->seat[row * b->room->columns + column] != NO_SEAT;
}

/* ---- exact: place after place ----
 *
 * A state says which form lies on each of the last columns + 1 places: digits
 * to the base of the forms, the newest last. An aisle has digit 0, which shares
 * nothing with anyone. (Held, Karp 1962; here over the frontier of a grid.) */

struct frontier {
	size_t states, top; /* forms^(columns + 1), forms^columns */
	long *now, *next;
};

/* The digit of the place so many before the newest. */
static size_t digit(const struct bounder *b, size_t state, size_t back)
{
	for (; back; back--)
		state /= b->likeness->forms;
	return state % b->likeness->forms;
}

/* The neighbours of a place that come before it. */
struct before {
	size_t count;
	size_t back[4]; /* places before the newest in the state before it */
	long weight[4];
};

static void add_before(struct before *n, bool there, size_t back, long weight)
{
	if (!there)
		return;
	n->back[n->count] = back;
	n->weight[n->count++] = weight;
}

static struct before neighbours_before(
	const struct bounder *b, size_t row, size_t column)
{
	size_t columns = b->room->columns;
	struct before n = {0};

	if (!is_seat(b, row, column))
		return n;
	add_before(&n, column && is_seat(b, row, column - 1), 0, SEATS_NEAR);
	if (!row)
		return n;
	add_before(&n, column + 1 < columns && is_seat(b, row - 1, column + 1),
		columns - 2, SEATS_FAR);
	add_before(&n, is_seat(b, row - 1, column), columns - 1, SEATS_NEAR);
	add_before(&n, column && is_seat(b, row - 1, column - 1), columns,
		SEATS_FAR);
	return n;
}

static void add_place(const struct bounder *b, struct frontier *f,
	const struct before *n, bool seat)
{
	size_t forms = b->likeness->forms;

	for (size_t i = 0; i < f->states; i++)
		f->next[i] = LONG_MAX;
	for (size_t i = 0; i < f->states; i++) {
		size_t others[4], base = i % f->top * forms;

		if (f->now[i] == LONG_MAX)
			continue;
		for (size_t k = 0; k < n->count; k++)
			others[k] = digit(b, i, n->back[k]);
		for (size_t form = 0; form < (seat ? forms : 1); form++) {
			long sum = f->now[i];

			for (size_t k = 0; k < n->count; k++)
				sum += n->weight[k] * both(b, form, others[k]);
			if (sum < f->next[base + form])
				f->next[base + form] = sum;
		}
	}
}

static bool frontier_fits(const struct bounder *b, struct frontier *f)
{
	size_t forms = b->likeness->forms, places;

	f->states = forms;
	for (size_t i = 0; i < b->room->columns; i++) {
		if (f->states > STATES_MOST / forms)
			return false;
		f->states *= forms;
	}
	f->top = f->states / forms;
	places = b->room->rows * b->room->columns;
	return f->states * forms <= STEPS_MOST / places;
}

static long exact(const struct bounder *b, struct frontier *f)
{
	long least = LONG_MAX;

	f->now = NEW_ARRAY(b->arena, f->states, long);
	f->next = NEW_ARRAY(b->arena, f->states, long);
	for (size_t i = 1; i < f->states; i++)
		f->now[i] = LONG_MAX;
	for (size_t row = 0; row < b->room->rows; row++)
		for (size_t column = 0; column < b->room->columns; column++) {
			struct before n = neighbours_before(b, row, column);
			long *now = f->now;

			add_place(b, f, &n, is_seat(b, row, column));
			f->now = f->next;
			f->next = now;
		}
	for (size_t i = 0; i < f->states; i++)
		if (f->now[i] < least)
			least = f->now[i];
	return least;
}

/* ---- else: squares of four places ----
 *
 * A pair beside or behind one another is in two squares, or in one at the
 * wall; its weight is shared between them. Sums are doubled to stay whole. */

struct square {
	long left, right, front, back; /* weights doubled; 0 no such pair */
	long corners[2];
};

static struct square square_at(
	const struct bounder *b, size_t row, size_t column)
{
	bool s[2][2];
	bool last_row = row + 2 == b->room->rows;
	bool last_column = column + 2 == b->room->columns;

	for (size_t r = 0; r < 2; r++)
		for (size_t c = 0; c < 2; c++)
			s[r][c] = is_seat(b, row + r, column + c);
	return (struct square){
		.left = s[0][0] && s[1][0] ? SEATS_NEAR << !column : 0,
		.right = s[0][1] && s[1][1] ? SEATS_NEAR << last_column : 0,
		.front = s[0][0] && s[0][1] ? SEATS_NEAR << !row : 0,
		.back = s[1][0] && s[1][1] ? SEATS_NEAR << last_row : 0,
		.corners = {s[0][0] && s[1][1] ? SEATS_FAR * 2 : 0,
			s[0][1] && s[1][0] ? SEATS_FAR * 2 : 0},
	};
}

/* Of the four places, each with any form. */
static long best_square(const struct bounder *b, const struct square *q)
{
	size_t n = b->likeness->forms;
	long least = LONG_MAX;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			long ij = q->front * both(b, i, j);

			for (size_t k = 0; ij < least && k < n; k++) {
				long ijk = ij + q->left * both(b, i, k) +
					q->corners[1] * both(b, j, k);

				for (size_t l = 0; ijk < least && l < n; l++) {
					long sum = ijk +
						q->right * both(b, j, l) +
						q->back * both(b, k, l) +
						q->corners[0] * both(b, i, l);

					if (sum < least)
						least = sum;
				}
			}
		}
	return least;
}

static long least_pair(const struct bounder *b)
{
	size_t n = b->likeness->forms;
	long least = LONG_MAX;

	for (size_t i = 0; i < n * n; i++)
		if (b->likeness->shared[i] < least)
			least = b->likeness->shared[i];
	return least;
}

static long square_weight(const struct square *q)
{
	return q->left + q->right + q->front + q->back + q->corners[0] +
		q->corners[1];
}

/* There are few kinds of squares; each is looked at once. */
struct known {
	struct square square;
	long least;
};
enum { KNOWN_MOST = 64 };

static long known_square(const struct bounder *b, const struct square *q,
	struct known *known, size_t *count)
{
	long least;

	for (size_t i = 0; i < *count; i++)
		if (!memcmp(&known[i].square, q, sizeof *q))
			return known[i].least;
	least = b->likeness->forms > SQUARE_FORMS || *count == KNOWN_MOST
		? square_weight(q) * least_pair(b)
		: best_square(b, q);
	if (*count < KNOWN_MOST)
		known[(*count)++] = (struct known){*q, least};
	return least;
}

/* One row or column: each pair alone. */
static long line_bound(const struct bounder *b)
{
	const uint32_t *seat = b->room->seat;
	size_t places = b->room->rows * b->room->columns;
	long pairs = 0;

	for (size_t i = 0; i + 1 < places; i++)
		pairs += seat[i] != NO_SEAT && seat[i + 1] != NO_SEAT;
	return pairs * SEATS_NEAR * least_pair(b);
}

static long squares(const struct bounder *b)
{
	struct known *known = NEW_ARRAY(b->arena, KNOWN_MOST, struct known);
	size_t count = 0;
	long twice = 0;

	if (b->room->rows < 2 || b->room->columns < 2)
		return line_bound(b);
	for (size_t row = 0; row + 1 < b->room->rows; row++)
		for (size_t c = 0; c + 1 < b->room->columns; c++) {
			struct square q = square_at(b, row, c);

			twice += known_square(b, &q, known, &count);
		}
	return (twice + 1) / 2;
}

/* The room turned, so that rows are the longer side. */
static struct room turned(struct arena *arena, const struct room *room)
{
	uint32_t *seat = NEW_ARRAY(arena, room->rows * room->columns, uint32_t);

	for (size_t r = 0; r < room->rows; r++)
		for (size_t c = 0; c < room->columns; c++)
			seat[c * room->rows + r] =
				room->seat[r * room->columns + c];
	return (struct room){room->columns, room->rows, seat, room->seat_count};
}

long seats_bound(struct arena *arena, const struct likeness *likeness,
	const struct room *room)
{
	struct bounder b = {arena, likeness, room};
	struct room other;
	struct frontier f;

	if (room->columns > room->rows) {
		other = turned(arena, room);
		b.room = &other;
	}
	return frontier_fits(&b, &f) ? exact(&b, &f) : squares(&b);
}
