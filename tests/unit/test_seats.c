#include "engine/assemble/seats.h"

#include <limits.h>
#include <string.h>

#include "base/rng.h"
#include "engine/assemble/seats_bound.h"
#include "tests/all_types.h"
#include "tests/check.h"

static struct arena *arena;

/* ---- drawings of rooms ---- */

static bool parse(const char *text, struct room *room, struct error *err)
{
	return room_parse(arena, "room.txt", str_from(text), room, err);
}

static void test_drawing(void)
{
	struct room room;
	struct error err = {0};

	CHECK_OK(parse("# Room 12\n\nxx.x\r\n\n.X\n\n", &room, &err), err);
	CHECK(room.rows == 3 && room.columns == 4 && room.seat_count == 4);
	CHECK(room.seat[0] == 0 && room.seat[1] == 1);
	CHECK(room.seat[2] == NO_SEAT && room.seat[3] == 2);
	for (size_t i = 4; i < 9; i++)
		CHECK(room.seat[i] == NO_SEAT);
	CHECK(room.seat[9] == 3);
}

static void refused(const char *text, unsigned line, unsigned column)
{
	struct room room;
	struct error err = {0};

	if (!CHECK(!parse(text, &room, &err)))
		printf("# accepted: %.40s\n", text);
	CHECK(err.line == line && err.column == column);
}

static void test_faulty_drawings(void)
{
	char wide[ROOM_SIDE_MOST + 3], high[2 * ROOM_SIDE_MOST + 6];

	refused("", 0, 0);
	refused("...\n# xx\n", 0, 0);
	refused("xx\nx?x\n", 2, 2);
	refused("xx\nx\xe1\xba\xbf", 2, 2);
	refused("x\tx", 1, 2);
	refused("\xff", 0, 0);
	memset(wide, 'x', sizeof wide);
	wide[ROOM_SIDE_MOST + 1] = '\n';
	wide[ROOM_SIDE_MOST + 2] = '\0';
	refused(wide, 1, 1);
	memset(high, '\n', sizeof high);
	high[0] = high[2 * ROOM_SIDE_MOST] = 'x';
	high[2 * ROOM_SIDE_MOST + 2] = '\0';
	refused(high, 2 * ROOM_SIDE_MOST, 1);
}

/* ---- what forms share ---- */

static void test_likeness(void)
{
	struct all_types all = {"vi", "official", 2, false, 0};
	const struct exam *exam = all_exam(arena, &all);
	struct likeness likeness;

	likeness_find(arena, exam, &likeness);
	CHECK(likeness.forms == 2);
	/* Eleven questions that are no essays, one of them of four statements;
	 * the first three have other letters (see test_key.c). */
	CHECK(likeness.answers == 14);
	CHECK(likeness.shared[0] == 14 && likeness.shared[3] == 14);
	CHECK(likeness.shared[1] == likeness.shared[2]);
	CHECK(likeness.shared[1] == 11);
}

/* ---- against all seatings ---- */

static struct likeness random_likeness(struct rng *rng, size_t forms)
{
	long *shared = NEW_ARRAY(arena, forms * forms, long);

	for (size_t f = 0; f < forms; f++)
		for (size_t g = 0; g <= f; g++)
			shared[f * forms + g] = shared[g * forms + f] =
				f == g ? 20 : (long)rng_below(rng, 15);
	return (struct likeness){forms, 20, shared};
}

static struct room random_room(struct rng *rng)
{
	static const size_t sides[][2] = {
		{2, 3}, {3, 2}, {1, 6}, {6, 1}, {2, 4}, {3, 3}, {1, 1}};
	size_t kind = (size_t)rng_below(rng, 7);
	char drawing[32];
	size_t n = 0;
	struct room room;
	struct error err = {0};

	for (size_t r = 0; r < sides[kind][0]; r++) {
		for (size_t c = 0; c < sides[kind][1]; c++)
			drawing[n++] = rng_below(rng, 5) ? 'x' : '.';
		drawing[n++] = '\n';
	}
	drawing[n] = '\0';
	if (!strchr(drawing, 'x'))
		drawing[0] = 'x';
	CHECK_OK(parse(drawing, &room, &err), err);
	return room;
}

/* The sum as the header says it, told anew. */
static long sum_of(
	const struct likeness *l, const struct room *room, const uint32_t *form)
{
	size_t places = room->rows * room->columns;
	long sum = 0;

	for (size_t a = 0; a < places; a++)
		for (size_t b = a + 1; b < places; b++) {
			long rows = (long)(b / room->columns) -
				(long)(a / room->columns);
			long columns = (long)(b % room->columns) -
				(long)(a % room->columns);
			long weight =
				!rows || !columns ? SEATS_NEAR : SEATS_FAR;

			if (room->seat[a] == NO_SEAT ||
				room->seat[b] == NO_SEAT || rows > 1 ||
				columns > 1 || columns < -1)
				continue;
			sum += weight *
				l->shared[form[room->seat[a]] * l->forms +
					form[room->seat[b]]];
		}
	return sum;
}

static bool is_even(
	const struct likeness *l, const struct room *room, const uint32_t *form)
{
	size_t used[8] = {0}, least = room->seat_count / l->forms;

	for (size_t i = 0; i < room->seat_count; i++)
		used[form[i]]++;
	for (size_t f = 0; f < l->forms; f++)
		if (used[f] < least ||
			used[f] > least + (room->seat_count % l->forms > 0))
			return false;
	return true;
}

struct all_seatings {
	long least, least_even;
};

static struct all_seatings try_all(
	const struct likeness *l, const struct room *room)
{
	struct all_seatings best = {LONG_MAX, LONG_MAX};
	uint32_t form[9] = {0};
	size_t i = 0;

	while (i < room->seat_count) {
		long sum = sum_of(l, room, form);

		if (sum < best.least)
			best.least = sum;
		if (sum < best.least_even && is_even(l, room, form))
			best.least_even = sum;
		for (i = 0; i < room->seat_count; i++) {
			if (++form[i] < l->forms)
				break;
			form[i] = 0;
		}
	}
	return best;
}

static void test_against_all(void)
{
	struct rng rng = rng_stream(7, "test", 0);

	for (size_t round = 0; round < 60 && !check_failed; round++) {
		struct likeness l =
			random_likeness(&rng, 2 + (size_t)rng_below(&rng, 2));
		struct room room = random_room(&rng);
		struct all_seatings best = try_all(&l, &room);
		struct seating seating;

		seats_assign(arena, &l, &room, round, &seating);
		CHECK(seating.bound == best.least);
		CHECK(seating.shared == best.least_even);
		CHECK(seating.shared == sum_of(&l, &room, seating.form));
		CHECK(is_even(&l, &room, seating.form));
	}
}

/* With many forms the bound is of squares: below all, but not far. */
static void test_many_forms(void)
{
	struct rng rng = rng_stream(9, "test", 0);
	struct likeness l = random_likeness(&rng, 24);
	struct room room = room_full(arena, 8, 9);
	struct seating seating, again;

	seats_assign(arena, &l, &room, 1, &seating);
	CHECK(seating.shared == sum_of(&l, &room, seating.form));
	CHECK(seating.bound <= seating.shared);
	CHECK(seating.weight ==
		SEATS_NEAR * (8 * 8 + 7 * 9) + SEATS_FAR * 2 * 7 * 8);
	CHECK(seating.most <= 20);
	seats_assign(arena, &l, &room, 1, &again);
	CHECK(!memcmp(again.form, seating.form,
		room.seat_count * sizeof *again.form));
}

static void test_squares_are_below(void)
{
	struct rng rng = rng_stream(11, "test", 0);

	/* Wide enough that the exact way is too long. */
	for (size_t round = 0; round < 5; round++) {
		struct likeness l = random_likeness(&rng, 6);
		struct room room = room_full(arena, 10, 10);
		struct seating seating;

		seats_assign(arena, &l, &room, round, &seating);
		CHECK(seating.bound > 0);
		CHECK(seating.bound <= seating.shared);
	}
}

/* One code for all: nothing can be done, and that is said. */
static void test_one_form(void)
{
	long shared = 12;
	struct likeness l = {1, 12, &shared};
	struct room room = room_full(arena, 2, 2), single;
	struct seating seating;

	seats_assign(arena, &l, &room, 1, &seating);
	CHECK(seating.most == 12 && seating.shared == seating.bound);
	CHECK(seating.shared == 12 * (4 * SEATS_NEAR + 2 * SEATS_FAR));
	single = room_full(arena, 1, 1);
	seats_assign(arena, &l, &single, 1, &seating);
	CHECK(!seating.pairs && seating.shared == 0 && seating.bound == 0);
}

int main(void)
{
	arena = arena_new();
	TEST(test_drawing);
	TEST(test_faulty_drawings);
	TEST(test_likeness);
	TEST(test_against_all);
	TEST(test_many_forms);
	TEST(test_squares_are_below);
	TEST(test_one_form);
	arena_free(arena);
	return check_result();
}
