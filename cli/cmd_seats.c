#include "base/file.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "engine/assemble/seats.h"
#include "render/seats.h"

/* dethi seats: which code lies on which seat of a room. */

static const struct flag flags[] = {
	{"rows", 0, FLAG_NUMBER, N_("N"),
		N_("rows of seats, from the front to the back"), 1,
		ROOM_SIDE_MOST},
	{"cols", 0, FLAG_NUMBER, N_("N"), N_("seats in a row"), 1,
		ROOM_SIDE_MOST},
	{"room", 0, FLAG_TEXT, N_("FILE"),
		N_("a drawing of the room instead: a line for a row, the front "
		   "first; x is a seat, a dot none"),
		0, 0},
	{"output", 'o', FLAG_TEXT, N_("FILE"),
		N_("the plan as a .pdf or .csv file"), 0, 0},
	{"seed", 0, FLAG_NUMBER, N_("N"),
		N_("another seating; the same number gives the same (else 1)"),
		0, 1000000000},
	{0},
};

struct seats {
	struct cli *cli;
	const struct exam *exam;
	struct likeness likeness;
	struct room room;
	struct seating seating;
};

/* ---- the room ---- */

static bool read_room(struct seats *s, enum exit_code *code)
{
	struct cli *cli = s->cli;
	const char *path = cli_text(cli, "room", NULL);
	long rows = cli_number(cli, "rows", 0);
	long columns = cli_number(cli, "cols", 0);
	struct str text;
	struct error err = {0};

	if (path ? rows || columns : !rows || !columns) {
		*code = cli_usage(cli, "%s",
			_("say how large the room is with --rows and --cols, "
			  "or with a drawing: --room FILE"));
		return false;
	}
	if (!path) {
		s->room = room_full(cli->arena, (size_t)rows, (size_t)columns);
		return true;
	}
	if (file_read(cli->arena, path, FILE_LIMIT, &text, &err) &&
		room_parse(cli->arena, path, text, &s->room, &err))
		return true;
	*code = cli_fail(cli, &err);
	return false;
}

/* ---- what is said ---- */

static struct str code_at(const struct seats *s, size_t place)
{
	uint32_t seat = s->room.seat[place];

	return seat == NO_SEAT ? STR("")
			       : s->exam->forms[s->seating.form[seat]].code;
}

static double average(const struct seats *s, long sum)
{
	return s->seating.weight ? (double)sum / (double)s->seating.weight : 0;
}

static size_t code_width(const struct exam *exam)
{
	size_t width = 0;

	for (size_t f = 0; f < exam->form_count; f++)
		if (exam->forms[f].code.len > width)
			width = exam->forms[f].code.len;
	return width;
}

static void say_plan(const struct seats *s)
{
	struct arena *arena = s->cli->arena;
	int width = (int)code_width(s->exam);

	cli_say(s->cli, "%s\n", _("Front of the room"));
	for (size_t row = 0; row < s->room.rows; row++) {
		struct buf line = {.arena = arena};

		for (size_t c = 0; c < s->room.columns; c++) {
			struct str code = code_at(s, row * s->room.columns + c);

			buf_format(&line, "  %*.*s", width, STR_ARG(code));
		}
		cli_say(s->cli, "%3zu%.*s\n", row + 1, STR_ARG(buf_str(&line)));
	}
}

static void say_quality(const struct seats *s)
{
	const struct seating *seating = &s->seating;
	size_t columns = s->room.columns;

	if (!seating->pairs) {
		cli_say(s->cli, "%s\n", _("No seat has a neighbour."));
		return;
	}
	cli_say(s->cli,
		_("Neighbours share %.2f of %zu answers on average; the most "
		  "are %ld, of %.*s (row %zu, seat %zu) and %.*s (row %zu, "
		  "seat %zu).\n"),
		average(s, seating->shared), s->likeness.answers, seating->most,
		STR_ARG(code_at(s, seating->worst.a)),
		seating->worst.a / columns + 1, seating->worst.a % columns + 1,
		STR_ARG(code_at(s, seating->worst.b)),
		seating->worst.b / columns + 1, seating->worst.b % columns + 1);
	if (seating->shared == seating->bound)
		cli_say(s->cli, "%s\n",
			_("That is proved to be the best seating of these "
			  "forms."));
	else
		cli_say(s->cli,
			_("No seating of these forms can have fewer than %.2f; "
			  "whether one has is not known.\n"),
			average(s, seating->bound));
	cli_say(s->cli, "%s\n",
		_("(Beside, before and behind count twice as much as across a "
		  "corner.)"));
}

static struct json *place_json(const struct seats *s, size_t place)
{
	struct arena *arena = s->cli->arena;
	struct json *json = json_object(arena);

	json_add_long(arena, json, "row", (long)(place / s->room.columns + 1));
	json_add_long(arena, json, "seat", (long)(place % s->room.columns + 1));
	json_add_str(arena, json, "code", code_at(s, place));
	return json;
}

static struct json *plan_json(const struct seats *s)
{
	struct arena *arena = s->cli->arena;
	struct json *rows = json_array(arena);

	for (size_t row = 0; row < s->room.rows; row++) {
		struct json *line = json_array(arena);

		for (size_t c = 0; c < s->room.columns; c++)
			json_append_str(arena, line,
				code_at(s, row * s->room.columns + c));
		json_append(rows, line);
	}
	return rows;
}

static struct json *used_json(const struct seats *s)
{
	struct arena *arena = s->cli->arena;
	struct json *used = json_object(arena);

	for (size_t f = 0; f < s->exam->form_count; f++)
		json_add_long(arena, used,
			str_cstr(arena, s->exam->forms[f].code),
			(long)s->seating.used[f]);
	return used;
}

static void print_json(const struct seats *s)
{
	struct arena *arena = s->cli->arena;
	const struct seating *seating = &s->seating;
	struct json *json = json_object(arena);

	json_add_str(arena, json, "exam", s->exam->id);
	json_add_long(arena, json, "seats", (long)s->room.seat_count);
	json_add(arena, json, "plan", plan_json(s));
	json_add(arena, json, "papers", used_json(s));
	json_add_long(arena, json, "answers", (long)s->likeness.answers);
	json_add_number(arena, json, "shared", average(s, seating->shared));
	json_add_number(
		arena, json, "bestPossible", average(s, seating->bound));
	json_add_bool(arena, json, "proved", seating->shared == seating->bound);
	if (seating->pairs) {
		struct json *worst = json_object(arena);

		json_add_long(arena, worst, "shared", seating->most);
		json_add(arena, worst, "a", place_json(s, seating->worst.a));
		json_add(arena, worst, "b", place_json(s, seating->worst.b));
		json_add(arena, json, "worst", worst);
	}
	cli_print(s->cli, json);
}

/* ---- the plan as a file ---- */

static bool write_plan(
	const struct seats *s, const char *path, struct error *err)
{
	struct arena *arena = s->cli->arena;
	struct str bytes;

	if (str_ends(str_from(path), ".csv"))
		bytes = seats_csv(arena, s->exam, &s->room, &s->seating);
	else if (!seats_print(
			 s->exam, &s->room, &s->seating, arena, &bytes, err))
		return false;
	return file_write(path, bytes, err);
}

static enum exit_code run(struct cli *cli)
{
	struct seats s = {.cli = cli};
	const char *output = cli_text(cli, "output", NULL), *path;
	enum exit_code code;
	struct error err;

	if (output && !str_ends(str_from(output), ".csv") &&
		!str_ends(str_from(output), ".pdf"))
		return cli_usage(
			cli, "%s", _("the plan is a .pdf or a .csv file"));
	if (!read_room(&s, &code))
		return code;
	if (!input_exam(cli, cli->operands[0], &s.exam, &path, &err))
		return cli_fail(cli, &err);
	likeness_find(cli->arena, s.exam, &s.likeness);
	seats_assign(cli->arena, &s.likeness, &s.room,
		(uint64_t)cli_number(cli, "seed", 1), &s.seating);
	if (output && !write_plan(&s, output, &err))
		return cli_fail(cli, &err);
	say_plan(&s);
	say_quality(&s);
	if (output)
		cli_say(cli, _("The plan is in %s.\n"), output);
	print_json(&s);
	return EXIT_DONE;
}

const struct command command_seats = {
	.name = "seats",
	.operands = N_("EXAM --rows N --cols N"),
	.summary = N_("say which code lies on which seat of a room"),
	.description = N_(
		"Lays the codes of an exam on the seats so that neighbours "
		"have as few answers as possible in common at the same place: "
		"the same letter at question 5, the same at its statement b). "
		"Every code is used equally often. Says how much neighbours "
		"share, and how little is possible at all.\n"
		"\n"
		"EXAM is an exam's id in the bank or the exam.json that dethi "
		"build wrote. A room with aisles or missing desks is drawn in "
		"a text file, the front first:\n"
		"\n"
		"    xx.xx.xx\n"
		"    xx.xx.xx\n"
		"    xx.xx..."),
	.examples =
		(const struct example[]){
			{"dethi seats de/exam.json --rows 6 --cols 4",
				N_("six rows of four")},
			{"dethi seats de/exam.json --room p12.txt -o p12.pdf",
				N_("the plan of a room, to hang at the door")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = 1,
	.run = run,
};
