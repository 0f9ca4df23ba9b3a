#include <sys/random.h>

#include "base/csv.h"
#include "base/encoding.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/quiz_questions.h"
#include "render/quiz.h"

/* dethi quiz: an exam as one HTML file. */

static const struct flag flags[] = {
	{"output", 'o', FLAG_TEXT, N_("FILE"),
		N_("the HTML file; - is standard output. With another ending, "
		   "as .xml (Moodle), .gift or .zip (QTI 3.0), the questions "
		   "with their keys, for a learning platform"),
		0, 0},
	{"format", 0, FLAG_TEXT, N_("NAME"),
		N_("which kind of file, where the ending does not tell: canvas "
		   "or qti21 for a .zip; 'dethi formats' lists all"),
		0, 0},
	{"mode", 0, FLAG_TEXT, N_("MODE"),
		N_("practice, with answers and solutions, or exam, with "
		   "nothing of them (else practice)"),
		0, 0},
	{"code", 0, FLAG_TEXT, N_("CODE"),
		N_("only that form; else each person gets one of them"), 0, 0},
	{"tickets", 0, FLAG_TEXT, N_("FILE"),
		N_("the class list: each person gets a ticket, which they type "
		   "and which signs their answers; the list with the tickets "
		   "is written beside the quiz"),
		0, 0},
	{"post", 0, FLAG_TEXT, N_("URL"),
		N_("also send the answers there when the exam is finished"), 0,
		0},
	{"one-by-one", 0, FLAG_SWITCH, NULL,
		N_("begin with one question at a time"), 0, 0},
	{0},
};

static bool read_mode(struct cli *cli, enum quiz_mode *mode)
{
	struct str name = str_from(cli_text(cli, "mode", "practice"));

	*mode = str_is(name, "exam") ? QUIZ_EXAM : QUIZ_PRACTICE;
	return str_is(name, "exam") || str_is(name, "practice");
}

/* ---- tickets ---- */

/* Eight letters and digits that are not mistaken for each other: 40 bits. */
static struct str new_ticket(struct arena *arena)
{
	static const char signs[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	unsigned char random[8];
	char ticket[9] = "";

	if (getrandom(random, sizeof random, 0) != sizeof random)
		abort();
	for (size_t i = 0; i < 8; i++)
		ticket[i] = signs[random[i] % 32];
	return str_copy(arena, str_from(ticket));
}

/* The class list with one column more. */
static bool add_tickets(
	struct cli *cli, const char *path, struct str *out, struct error *err)
{
	struct buf rows = {.arena = cli->arena};
	struct str text, found;
	const struct str *cells;
	size_t count = 1, n = 0;
	struct csv csv;

	if (!file_read(cli->arena, path, FILE_LIMIT, &text, err) ||
		!encoding_to_utf8(
			cli->arena, text, STR(""), &text, &found, err))
		return false;
	csv = csv_open(text);
	buf_text(&rows, "\xef\xbb\xbf");
	while (count) {
		if (!csv_row(&csv, cli->arena, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", path);
			return false;
		}
		for (size_t i = 0; i < count; i++) {
			csv_put(&rows, cells[i], ',');
			buf_char(&rows, ',');
		}
		if (count)
			csv_put(&rows,
				n++ ? new_ticket(cli->arena)
				    : str_from(_("Ticket")),
				',');
		buf_text(&rows, count ? "\r\n" : "");
	}
	*out = buf_str(&rows);
	return n > 1 ||
		fail_at(err, ERROR_SYNTAX, path, 1, 0, "%s",
			_("the class list holds nobody"));
}

/* "thi.html" → "thi-tickets.csv" */
static const char *tickets_path(struct arena *arena, const char *path)
{
	struct str stem = str_from(path);

	if (str_ends(stem, ".html"))
		stem.len -= 5;
	return str_cstr(
		arena, str_format(arena, "%.*s-tickets.csv", STR_ARG(stem)));
}

/* ---- writing ---- */

static bool write_out(
	struct cli *cli, const char *path, struct str bytes, struct error *err)
{
	const char *class = cli_text(cli, "tickets", NULL);
	struct str tickets;

	if (!strcmp(path, "-")) {
		cli_write(cli, bytes);
		return true;
	}
	if (!class)
		return file_write(path, bytes, err);
	return add_tickets(cli, class, &tickets, err) &&
		file_write(tickets_path(cli->arena, path), tickets, err) &&
		file_write(path, bytes, err);
}

static void say_done(struct cli *cli, const struct exam *exam,
	const struct quiz_options *options, const char *path, size_t size)
{
	struct json *json = json_object(cli->arena);

	json_add_str(cli->arena, json, "exam", exam->id);
	json_add_str(cli->arena, json, "file", str_from(path));
	json_add_long(cli->arena, json, "bytes", (long)size);
	json_add_bool(
		cli->arena, json, "answers", options->mode == QUIZ_PRACTICE);
	cli_print(cli, json);
	if (options->tickets)
		json_add_str(cli->arena, json, "tickets",
			str_from(tickets_path(cli->arena, path)));
	cli_print(cli, json);
	if (options->tickets)
		cli_say(cli,
			_("%s has a ticket for each person: give each their "
			  "own.\n"),
			tickets_path(cli->arena, path));
	cli_say(cli,
		options->mode == QUIZ_PRACTICE
			? _("%s is ready (%zu KB). It holds the answers: it is "
			    "for practice.\n")
			: _("%s is ready (%zu KB). It holds no answers.\n"),
		path, (size + 1023) / 1024);
}

/* For a learning platform: its questions, with their keys. */
static enum exit_code write_questions(
	struct cli *cli, const char *path, const struct format *format)
{
	struct quiz_options options = {.mode = QUIZ_PRACTICE};
	const struct exam *exam;
	struct error err = {0};
	struct str bytes;
	const char *from;

	if (!input_exam(cli, cli->operands[0], &exam, &from, &err) ||
		!quiz_questions(cli, exam,
			str_from(cli_text(cli, "code", NULL)), format, &bytes,
			&err) ||
		!file_write(path, bytes, &err))
		return cli_fail(cli, &err);
	cli_findings(cli);
	say_done(cli, exam, &options, path, bytes.len);
	return EXIT_DONE;
}

/* Named by --format, or of the file's ending, when it is another program's;
 * false, told, when it cannot be written. */
static bool find_format(
	struct cli *cli, const char *path, const struct format **out)
{
	const char *name = cli_text(cli, "format", NULL);

	*out = name ? format_by_name(str_from(name)) : format_by_ending(path);
	if (*out && !(*out)->write)
		*out = NULL;
	return !name || *out || !strcmp(name, "html");
}

static enum exit_code run(struct cli *cli)
{
	const char *path = cli_text(cli, "output", NULL), *from;
	struct quiz_options options = {
		.code = str_from(cli_text(cli, "code", NULL)),
		.post_to = str_from(cli_text(cli, "post", NULL)),
		.tickets = cli_text(cli, "tickets", NULL) != NULL,
		.one_by_one = cli_flag(cli, "one-by-one")};
	const struct format *format;
	const struct exam *exam;
	struct error err = {0};
	struct str bytes;

	if (!path)
		return cli_usage(
			cli, "%s", _("say with -o FILE where the quiz goes"));
	if (!find_format(cli, path, &format))
		return cli_usage(cli,
			_("no questions can be written as '%s'; 'dethi "
			  "formats' lists what can"),
			cli_text(cli, "format", NULL));
	if (!read_mode(cli, &options.mode))
		return cli_usage(cli, "%s", _("--mode is practice or exam"));
	if (options.mode == QUIZ_PRACTICE &&
		(options.tickets || options.post_to.len))
		return cli_usage(cli, "%s",
			_("--tickets and --post are for --mode exam"));
	if (format && options.mode == QUIZ_EXAM)
		return cli_usage(cli, "%s",
			_("a file for a learning platform holds the keys: "
			  "--mode exam is for .html"));
	if (format)
		return write_questions(cli, path, format);
	if (options.tickets && !strcmp(path, "-"))
		return cli_usage(cli, "%s",
			_("with --tickets the quiz goes into a file"));
	if (!input_exam(cli, cli->operands[0], &exam, &from, &err) ||
		!quiz_print(cli->arena, exam, &options, &bytes, &err) ||
		!write_out(cli, path, bytes, &err))
		return cli_fail(cli, &err);
	if (strcmp(path, "-"))
		say_done(cli, exam, &options, path, bytes.len);
	return EXIT_DONE;
}

const struct command command_quiz = {
	.name = "quiz",
	.operands = N_("EXAM"),
	.summary = N_("make an exam into one HTML file for screens"),
	.description = N_(
		"The file needs nothing else: it opens on a phone, from a USB "
		"stick or from any web server, with formulas and pictures, and "
		"asks for nothing over the network.\n"
		"\n"
		"In practice mode pupils see what is right after each question "
		"or at the end, with the solutions, and may retry what was "
		"wrong or take another variant. In exam mode no answer is in "
		"the file in any form; time runs, answers are kept in the "
		"browser, and at the end the pupil saves a file that 'dethi "
		"grade' marks. The order of the questions follows from the "
		"pupil's number or ticket."),
	.examples =
		(const struct example[]){
			{"dethi quiz de/exam.json -o luyen-tap.html",
				N_("to practise")},
			{"dethi quiz de/exam.json --mode exam -o thi.html",
				N_("for an exam on the pupils' phones")},
			{"dethi quiz de/exam.json --code 101 -o de-101.xml",
				N_("for Moodle")},
			{"dethi quiz de/exam.json --format canvas -o "
			 "de.zip",
				N_("for Canvas")},
			{"dethi grade de/exam.json bai-lam/*.json -o diem",
				N_("and mark what they hand in")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = 1,
	.run = run,
};
