#include "render/seats.h"

#include <math.h>

#include "render/heading.h"
#include "render/phrases.h"
#include "render/theme.h"

/* "" where there is no seat. */
static struct str code_at(const struct exam *exam, const struct room *room,
	const struct seating *seating, size_t row, size_t column)
{
	uint32_t seat = room->seat[row * room->columns + column];

	return seat == NO_SEAT ? STR("")
			       : exam->forms[seating->form[seat]].code;
}

struct str seats_csv(struct arena *arena, const struct exam *exam,
	const struct room *room, const struct seating *seating)
{
	struct buf out = {.arena = arena};

	/* Codes are digits: nothing needs quotes. */
	buf_text(&out, "\xef\xbb\xbf");
	for (size_t row = 0; row < room->rows; row++) {
		for (size_t c = 0; c < room->columns; c++) {
			if (c)
				buf_char(&out, ',');
			buf_add(&out, code_at(exam, room, seating, row, c));
		}
		buf_text(&out, "\r\n");
	}
	return buf_str(&out);
}

/* ---- the plan ---- */

struct plan_page {
	struct arena *arena;
	const struct exam *exam;
	const struct room *room;
	const struct seating *seating;
	struct galley *g;
};

/* Large codes where few seats stand in a row. */
enum { LARGE_COLUMNS = 8, SMALL_COLUMNS = 13, DESK_WIDTH = 130 };

static struct words one_span(
	const struct plan_page *p, struct str text, unsigned look)
{
	struct span *span = NEW(p->arena, struct span);

	*span = TEXT(text, look);
	return (struct words){span, 1};
}

static unsigned code_look(const struct plan_page *p)
{
	if (p->room->columns <= LARGE_COLUMNS)
		return LOOK_LARGE | LOOK_BOLD;
	return p->room->columns > SMALL_COLUMNS ? LOOK_SMALL : LOOK_BOLD;
}

static struct table_row seat_row(const struct plan_page *p, size_t row)
{
	size_t columns = p->room->columns;
	struct table_cell *cells =
		NEW_ARRAY(p->arena, columns + 1, struct table_cell);

	cells[0].words = one_span(p, str_format(p->arena, "%zu", row + 1),
		LOOK_SMALL | LOOK_MUTED);
	for (size_t c = 0; c < columns; c++)
		cells[c + 1].words = one_span(p,
			code_at(p->exam, p->room, p->seating, row, c),
			code_look(p));
	return (struct table_row){cells, columns + 1, false};
}

static struct table_row head_row(const struct plan_page *p)
{
	size_t columns = p->room->columns;
	struct table_cell *cells =
		NEW_ARRAY(p->arena, columns + 1, struct table_cell);

	cells[0].words = NO_WORDS;
	for (size_t c = 0; c < columns; c++)
		cells[c + 1].words =
			one_span(p, str_format(p->arena, "%zu", c + 1),
				LOOK_SMALL | LOOK_MUTED);
	return (struct table_row){cells, columns + 1, true};
}

static void set_plan(const struct plan_page *p)
{
	const struct room *room = p->room;
	struct table_row *rows =
		NEW_ARRAY(p->arena, room->rows + 1, struct table_row);
	struct table_column *columns =
		NEW_ARRAY(p->arena, room->columns + 1, struct table_column);
	float corner = 26,
	      width = (galley_width(p->g) - corner) / (float)room->columns;
	struct table table = {.columns = columns,
		.column_count = room->columns + 1,
		.rows = rows,
		.row_count = room->rows + 1,
		.align = ALIGN_CENTER};

	columns[0] = (struct table_column){corner, ALIGN_CENTER};
	for (size_t c = 0; c < room->columns; c++)
		columns[c + 1] =
			(struct table_column){fminf(width, 80), ALIGN_CENTER};
	rows[0] = head_row(p);
	for (size_t r = 0; r < room->rows; r++)
		rows[r + 1] = seat_row(p, r);
	galley_table(p->g, &table);
}

/* How many papers of each code go into the room. */
static void set_piles(const struct plan_page *p)
{
	struct str language = p->exam->blueprint->language;
	struct buf text = {.arena = p->arena};

	for (size_t f = 0; f < p->exam->form_count; f++) {
		if (!p->seating->used[f])
			continue;
		buf_text(&text, text.len ? "; " : "");
		buf_add(&text,
			FILL(p->arena, phrase(language, PHRASE_SEATS_PILE),
				{"code", p->exam->forms[f].code},
				{"n",
					str_format(p->arena, "%zu",
						p->seating->used[f])}));
	}
	galley_paragraph(p->g,
		WORDS(TEXT(phrase(language, PHRASE_SEATS_PILES), LOOK_BOLD),
			TEXT(buf_str(&text), 0)),
		ALIGN_LEFT);
}

static void set_desk(const struct plan_page *p)
{
	struct str language = p->exam->blueprint->language;

	galley_space(p->g, 6);
	galley_paragraph(p->g,
		WORDS(TEXT(phrase(language, PHRASE_SEATS_DESK), LOOK_BOX)),
		ALIGN_CENTER);
	galley_space(p->g, 10);
}

static bool print(struct plan_page *p, struct press *press, struct str *out,
	struct arena *arena, struct error *err)
{
	const struct blueprint *b = p->exam->blueprint;
	struct str title = phrase(b->language, PHRASE_SEATS_TITLE);
	struct galley_info info = heading_info(p->arena, b, title);
	struct style style = press->style;
	struct display display;

	style.columns = 1;
	p->g = galley_new(p->arena, press->setter, &style, &info);
	heading_foot(p->g, p->arena, b, STR(""));
	heading_teacher(p->g, p->arena, press->theme, b, title);
	set_desk(p);
	set_plan(p);
	galley_space(p->g, 10);
	set_piles(p);
	return galley_finish(p->g, &display, NULL, err) &&
		press_print(arena, &display, out, err);
}

bool seats_print(const struct exam *exam, const struct room *room,
	const struct seating *seating, struct arena *arena, struct str *out,
	struct error *err)
{
	struct arena *work = arena_new();
	struct plan_page page = {
		.arena = work, .exam = exam, .room = room, .seating = seating};
	struct press *press = NULL;
	struct theme theme;
	bool worked = theme_read(work, "theme", exam->blueprint->theme_text,
			      &theme, err) &&
		press_open(work, &theme.style, &press, err) &&
		(press->theme = &theme) && print(&page, press, out, arena, err);

	press_close(press);
	arena_free(work);
	return worked;
}
