#include "engine/model/room.h"

#include "base/i18n.h"
#include "base/utf8.h"

/* Gives the places that are seats (0) their numbers. */
static void number_seats(struct room *room, uint32_t *places)
{
	room->seat = places;
	for (size_t i = 0; i < room->rows * room->columns; i++)
		if (places[i] != NO_SEAT)
			places[i] = (uint32_t)room->seat_count++;
}

struct room room_full(struct arena *arena, size_t rows, size_t columns)
{
	struct room room = {.rows = rows, .columns = columns};

	number_seats(&room, NEW_ARRAY(arena, rows * columns, uint32_t));
	return room;
}

/* The rows of a drawing, from the first to the last with something in it. */
struct drawing {
	const char *file;
	struct str rows[ROOM_SIDE_MOST];
	size_t count, columns;
	size_t blank; /* blank lines since the last row */
};

static bool is_seat(char c)
{
	return c == 'x' || c == 'X';
}

static bool is_gap(char c)
{
	return c == '.' || c == ' ';
}

/* Without what stands at its end for nothing. */
static struct str trimmed(struct str line)
{
	while (line.len &&
		(line.ptr[line.len - 1] == ' ' ||
			line.ptr[line.len - 1] == '\r'))
		line.len--;
	return line;
}

static bool check_row(const struct drawing *d, struct str row, unsigned line,
	struct error *err)
{
	for (size_t i = 0; i < row.len; i++) {
		size_t end = i;

		if (is_seat(row.ptr[i]) || is_gap(row.ptr[i]))
			continue;
		utf8_next(row, &end);
		return fail_at(err, ERROR_SYNTAX, d->file, line,
			(unsigned)i + 1,
			_("a room is drawn with x for a seat and . for none, "
			  "but here is '%.*s'"),
			(int)(end - i), row.ptr + i);
	}
	return true;
}

static bool too_large(const struct drawing *d, unsigned line, struct error *err)
{
	return fail_at(err, ERROR_DENIED, d->file, line, 1,
		_("a room has at most %d rows and %d columns"), ROOM_SIDE_MOST,
		ROOM_SIDE_MOST);
}

static bool add_row(
	struct drawing *d, struct str row, unsigned line, struct error *err)
{
	if (row.ptr && row.len && row.ptr[0] == '#')
		return true;
	if (!row.len) {
		d->blank += d->count > 0;
		return true;
	}
	if (!check_row(d, row, line, err))
		return false;
	if (row.len > ROOM_SIDE_MOST ||
		d->count + d->blank + 1 > ROOM_SIDE_MOST)
		return too_large(d, line, err);
	for (; d->blank; d->blank--)
		d->rows[d->count++] = STR("");
	d->rows[d->count++] = row;
	if (row.len > d->columns)
		d->columns = row.len;
	return true;
}

static bool read_rows(struct drawing *d, struct str text, struct error *err)
{
	unsigned line = 1;

	for (size_t start = 0; start < text.len; line++) {
		size_t end = str_find(text, "\n", start);

		if (end == SIZE_MAX)
			end = text.len;
		if (!add_row(d, trimmed(str_sub(text, start, end - start)),
			    line, err))
			return false;
		start = end + 1;
	}
	return true;
}

static struct room draw(struct arena *arena, const struct drawing *d)
{
	struct room room = {.rows = d->count, .columns = d->columns};
	uint32_t *places = NEW_ARRAY(arena, d->count * d->columns, uint32_t);

	for (size_t row = 0; row < d->count; row++)
		for (size_t i = 0; i < d->columns; i++)
			if (i >= d->rows[row].len ||
				!is_seat(d->rows[row].ptr[i]))
				places[row * d->columns + i] = NO_SEAT;
	number_seats(&room, places);
	return room;
}

bool room_parse(struct arena *arena, const char *file, struct str text,
	struct room *out, struct error *err)
{
	struct drawing d = {.file = file};
	size_t invalid = utf8_invalid(text);

	if (invalid != SIZE_MAX)
		return fail_at(err, ERROR_SYNTAX, file, 0, 0,
			_("this is no drawing of a room: byte %zu is not "
			  "UTF-8 text"),
			invalid);
	if (!read_rows(&d, text, err))
		return false;
	*out = draw(arena, &d);
	if (!out->seat_count)
		return fail_at(err, ERROR_SYNTAX, file, 0, 0,
			_("the room has no seat: draw each as an x, a row a "
			  "line"));
	return true;
}
