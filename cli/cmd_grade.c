#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/marking.h"
#include "engine/score/response_sheet.h"

/* dethi grade: what came back, marked. */

static const struct flag flags[] = {
	{"output", 'o', FLAG_TEXT, N_("FOLDER"),
		N_("where the marks go; it is made when it is not there; or a "
		   "workbook, marks.xlsx, alone"),
		0, 0},
	{"scale", 0, FLAG_TEXT, N_("N"),
		N_("the best mark, as 10 or 100; else the paper's own points"),
		0, 0},
	{"round", 0, FLAG_TEXT, N_("STEP"),
		N_("marks are multiples of it, rounded half up: 0.25, 0.1… "
		   "(else 0.01)"),
		0, 0},
	{"key", 0, FLAG_TEXT, N_("KEYS"),
		N_("corrected keys, with ; between: 101:17=C (of code 101; it "
		   "holds for all codes), ID=C, and +=C for what is right too"),
		0, 0},
	{"bonus", 0, FLAG_TEXT, N_("QUESTIONS"),
		N_("bad questions whose points everyone gets, with commas "
		   "between: 101:17 or ids"),
		0, 0},
	{"cancel", 0, FLAG_TEXT, N_("QUESTIONS"),
		N_("questions that do not count; the others make up the whole "
		   "scale"),
		0, 0},
	{"tickets", 0, FLAG_TEXT, N_("FILE"),
		N_("the tickets given out: what a quiz handed in counts only "
		   "when it is signed with the person's own"),
		0, 0},
	{"save", 0, FLAG_SWITCH, NULL,
		N_("keep answers and marks in the bank, for 'dethi rescore' "
		   "and the records"),
		0, 0},
	{"solutions", 0, FLAG_SWITCH, NULL,
		N_("the pupils' pages have the solutions of what was not "
		   "right"),
		0, 0},
	{"pages", 0, FLAG_SWITCH, NULL,
		N_("also a web page for each pupil, with the questions that "
		   "were not right and their solutions"),
		0, 0},
	{"map", 0, FLAG_TEXT, N_("PAIRS"),
		N_("what the table's heads mean, with commas between: "
		   "'SBD=Candidate no.,1=First item'"),
		0, 0},
	{"class", 0, FLAG_TEXT, N_("FILE"),
		N_("the class list: a table with a column of numbers (SBD, "
		   "id); who has no sheet is told"),
		0, 0},
	{0},
};

/* ---- reading ---- */

static bool read_tickets(struct marking *m, struct error *err)
{
	const char *path = cli_text(m->cli, "tickets", NULL);
	struct str text;

	return !path ||
		(marking_text(m, path, &text, err) &&
			sheets_read_tickets(
				m->cli->arena, path, text, &m->sheets, err));
}

static bool read_class(struct marking *m, struct error *err)
{
	const char *path = cli_text(m->cli, "class", NULL);
	struct str text;

	return !path ||
		(marking_text(m, path, &text, err) &&
			sheets_read_class(m->cli->arena, path, text, &m->sheets,
				&m->cli->report, err));
}

/* ---- what is said ---- */

static long mean_mark(const struct marking *m)
{
	long sum = 0;

	for (size_t i = 0; i < m->grading.count; i++)
		sum += m->grading.marks[i];
	return m->grading.count
		? (sum + (long)m->grading.count / 2) / (long)m->grading.count
		: 0;
}

static size_t count_open(const struct marking *m)
{
	size_t open = 0;

	for (size_t i = 0; i < m->grading.count; i++)
		open += m->grading.scores[i].open;
	return open;
}

static void print_json(struct marking *m)
{
	struct arena *arena = m->cli->arena;
	struct json *json = json_object(arena), *marks = json_array(arena);

	for (size_t i = 0; i < m->grading.count; i++) {
		const struct sheet *sheet = &m->grading.sheets[i];
		struct json *one = json_object(arena);

		json_add_str(arena, one, "person", sheet->person);
		json_add_str(arena, one, "name", sheet->name);
		json_add_str(
			arena, one, "code", m->exam->forms[sheet->form].code);
		marking_add_points(
			m, one, "points", m->grading.scores[i].points);
		marking_add_points(m, one, "mark", m->grading.marks[i]);
		json_add_bool(arena, one, "open", m->grading.scores[i].open);
		json_append(marks, one);
	}
	json_add_str(arena, json, "exam", m->exam->id);
	json_add_long(arena, json, "sheets", (long)m->grading.count);
	json_add_long(arena, json, "rows", (long)m->sheets.rows);
	json_add(arena, json, "marks", marks);
	json_add(arena, json, "files", m->written);
	json_add(arena, json, "findings", cli_findings_json(m->cli));
	cli_print(m->cli, json);
}

static void say_done(struct marking *m)
{
	char mean[I18N_NUMBER], most[I18N_NUMBER];
	size_t open = count_open(m);

	cli_say(m->cli,
		i18n_plural("Marked %zu sheet into %s; the mean mark is %s of "
			    "%s.\n",
			"Marked %zu sheets into %s; the mean mark is %s of "
			"%s.\n",
			m->grading.count),
		m->grading.count, m->folder,
		i18n_number((double)(mean_mark(m) / 10) / 100, mean),
		i18n_number((double)m->grading.scale / POINT, most));
	if (open)
		cli_say(m->cli,
			i18n_plural("%zu sheet has answers that somebody must "
				    "mark.\n",
				"%zu sheets have answers that somebody must "
				"mark.\n",
				open),
			open);
}

/* ---- the command ---- */

static bool mark(struct marking *m, struct error *err)
{
	struct cli *cli = m->cli;
	const char *path;

	if (cli_flag(cli, "save") && !cli_open(cli, STORE_WRITE, err))
		return false;
	return input_exam(cli, cli->operands[0], &m->exam, &path, err) &&
		marking_corrections(m, err) && read_tickets(m, err) &&
		marking_sheets(m, 1, err) && read_class(m, err) &&
		marking_grade(m, err) &&
		marking_write(m, cli_flag(cli, "save"), err);
}

static enum exit_code run(struct cli *cli)
{
	struct marking m = {.cli = cli,
		.folder = cli_text(cli, "output", NULL),
		.step = 10};
	struct error err = {0};

	if (!m.folder)
		return cli_usage(
			cli, "%s", _("say where the marks go: -o FOLDER"));
	if (!marking_scale(&m))
		return cli_usage(cli, "%s",
			_("--scale and --round take a number from 0.001 to "
			  "1000"));
	if (!mark(&m, &err)) {
		cli_findings(cli);
		return cli_fail(cli, &err);
	}
	cli_findings(cli);
	print_json(&m);
	if (!cli->json)
		say_done(&m);
	return EXIT_DONE;
}

const struct command command_grade = {
	.name = "grade",
	.operands = N_("EXAM FILE…"),
	.summary = N_("mark the answers that came back"),
	.description = N_(
		"Reads answers from tables (CSV, TSV, XLSX) and from the files "
		"that "
		"a quiz hands in, and marks them by the exam's own keys, every "
		"code by its own. A table has a row for "
		"each person, with columns for the number (SBD, id), the name, "
		"the code (Mã đề, code) and one for each question, whose heads "
		"are numbers: 1, Câu 1, II.1, 13a; or a row for each answer, "
		"with columns for the number, the code, the question and the "
		"answer.\n"
		"\n"
		"The folder gets the marks as a table and as a workbook, the "
		"share of points of "
		"each question (for item analysis), a summary of the class "
		"and, up to 2000 sheets, a page for each pupil. Codes that the "
		"exam has not, people who come twice and answers that are none "
		"are told, each with its line. The same answers give the same "
		"files, byte for byte."),
	.examples =
		(const struct example[]){
			{"dethi grade de/exam.json 12A1.csv -o diem",
				N_("one class")},
			{"dethi grade de/exam.json lop/*.csv -o diem --scale "
			 "10 --round 0.1",
				N_("many, on ten points, to one decimal")},
			{0},
		},
	.flags = flags,
	.least = 2,
	.most = SIZE_MAX,
	.run = run,
};
