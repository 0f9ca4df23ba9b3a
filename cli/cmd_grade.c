#include "base/csv.h"
#include "base/decimal.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/file_set.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "engine/score/grading.h"
#include "render/marks.h"

/* dethi grade: what came back, marked. */

enum { PUPILS_PRINTED = 2000 };

static const struct flag flags[] = {
	{"output", 'o', FLAG_TEXT, N_("FOLDER"),
		N_("where the marks go; it is made when it is not there"), 0,
		0},
	{"scale", 0, FLAG_TEXT, N_("N"),
		N_("the best mark, as 10 or 100; else the paper's own points"),
		0, 0},
	{"round", 0, FLAG_TEXT, N_("STEP"),
		N_("marks are multiples of it, rounded half up: 0.25, 0.1… "
		   "(else 0.01)"),
		0, 0},
	{"bonus", 0, FLAG_TEXT, N_("IDS"),
		N_("bad questions whose points everyone gets, with commas "
		   "between"),
		0, 0},
	{"class", 0, FLAG_TEXT, N_("FILE"),
		N_("the class list: a table with a column of numbers (SBD, "
		   "id); who has no sheet is told"),
		0, 0},
	{0},
};

struct marking {
	struct cli *cli;
	const struct exam *exam;
	const char *folder;
	long scale, step;
	struct sheets sheets;
	struct grading grading;
	struct file_set *files;
	struct json *written;
};

/* ---- the command line ---- */

/* Of --scale and --round: thousandths, from 1 to 1000 points. */
static bool read_thousandths(
	struct cli *cli, const char *name, long otherwise, long *out)
{
	const char *text = cli_text(cli, name, NULL);
	struct decimal d;

	*out = otherwise;
	if (!text)
		return true;
	if (!decimal_parse(str_from(text), &d) || d.places > 3)
		return false;
	for (; d.places < 3 && d.units < 1000000000; d.places++)
		d.units *= 10;
	*out = (long)d.units;
	return d.units >= 1 && d.units <= 1000 * POINT;
}

static struct scoring_options read_bonus(struct cli *cli)
{
	struct scoring_options options = {0};
	struct str rest = str_from(cli_text(cli, "bonus", NULL)), id;
	struct str *ids = NULL;
	size_t capacity = 0;

	while (rest.len && str_cut(&rest, ',', &id))
		if (str_trim(id).len)
			*PUSH(cli->arena, ids, options.bonus_count, capacity) =
				str_trim(id);
	options.bonus = ids;
	return options;
}

/* ---- reading ---- */

static bool read_text(struct marking *m, const char *path, struct str *text,
	struct error *err)
{
	struct arena *arena = m->cli->arena;
	struct str found;

	if (!file_read(arena, path, FILE_LIMIT, text, err) ||
		!encoding_to_utf8(arena, *text, STR(""), text, &found, err))
		return false;
	if (found.len)
		report_add(&m->cli->report, FINDING_RECODED, path, 0, 0,
			str_cstr(arena, found));
	return true;
}

static bool read_sheets(struct marking *m, struct error *err)
{
	struct cli *cli = m->cli;

	for (size_t i = 1; i < cli->operand_count; i++) {
		const char *path = cli->operands[i];
		struct str text;

		if (!read_text(m, path, &text, err) ||
			!sheets_read(cli->arena, m->exam, path, text,
				&m->sheets, &cli->report, err))
			return false;
	}
	return true;
}

static bool has_sheet(const struct marking *m, struct str person)
{
	for (size_t i = 0; i < m->sheets.count; i++)
		if (str_equal(m->sheets.v[i].person, person))
			return true;
	return false;
}

/* The first column whose head is a number's, else the first of all. */
static size_t number_column(
	struct arena *arena, const struct str *heads, size_t count)
{
	static const char *const names[] = {"sbd", "so bao danh", "id",
		"student", "ma hoc sinh", "number", NULL};

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; names[k]; k++)
			if (str_is(utf8_fold(arena, heads[i]), names[k]))
				return i;
	return 0;
}

static bool check_class(struct marking *m, struct error *err)
{
	struct arena *arena = m->cli->arena;
	const char *path = cli_text(m->cli, "class", NULL);
	const struct str *cells;
	size_t count = 1, column = 0;
	struct str text;
	struct csv csv;
	bool head = true;

	if (!path)
		return true;
	if (!read_text(m, path, &text, err))
		return false;
	csv = csv_open(text);
	while (count) {
		if (!csv_row(&csv, arena, &cells, &count, err))
			return false;
		if (count && head)
			column = number_column(arena, cells, count);
		else if (column < count && cells[column].len &&
			!has_sheet(m, cells[column]))
			report_add(&m->cli->report, FINDING_NO_SHEET, path,
				csv.line, 0, STR_ARG(cells[column]));
		head = false;
	}
	return true;
}

/* ---- writing ---- */

static bool put(struct marking *m, const char *english, const char *vietnamese,
	struct str bytes, struct error *err)
{
	struct str language = m->exam->blueprint->language;
	const char *name = str_starts(language, "vi") ? vietnamese : english;

	json_append_str(m->cli->arena, m->written, str_from(name));
	return file_set_add(m->files, name, bytes, err);
}

static bool put_pdf(struct marking *m, bool pupils, const char *english,
	const char *vietnamese, struct error *err)
{
	struct str bytes;

	return marks_print(&m->grading, pupils, m->cli->arena, &bytes, err) &&
		put(m, english, vietnamese, bytes, err);
}

/* A page for each of so many would be a book nobody prints. */
static bool put_files(struct marking *m, struct error *err)
{
	struct arena *arena = m->cli->arena;

	return put(m, "marks.csv", "bang-diem.csv",
		       marks_csv(arena, &m->grading), err) &&
		put(m, "items.csv", "chi-tiet.csv",
			marks_matrix(arena, &m->grading), err) &&
		put_pdf(m, false, "class.pdf", "tong-hop.pdf", err) &&
		(!m->grading.count || m->grading.count > PUPILS_PRINTED ||
			put_pdf(m, true, "pupils.pdf", "tung-bai.pdf", err));
}

static bool write_out(struct marking *m, struct error *err)
{
	if (!file_set_begin(m->cli->arena, m->folder, &m->files, err))
		return false;
	if (put_files(m, err))
		return file_set_commit(m->files, err);
	file_set_abort(m->files);
	return false;
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
		json_add_number(arena, one, "points",
			(double)m->grading.scores[i].points / POINT);
		json_add_number(arena, one, "mark",
			(double)m->grading.marks[i] / POINT);
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
	struct scorer *scorer;
	const char *path;

	if (!input_exam(cli, cli->operands[0], &m->exam, &path, err) ||
		!read_sheets(m, err) || !check_class(m, err) ||
		!scorer_new(cli->arena, m->exam, read_bonus(cli), &scorer, err))
		return false;
	m->grading = grade_sheets(cli->arena, scorer, m->exam, &m->sheets,
		m->scale, m->step, &cli->report);
	return write_out(m, err);
}

static enum exit_code run(struct cli *cli)
{
	struct marking m = {.cli = cli,
		.folder = cli_text(cli, "output", NULL),
		.written = json_array(cli->arena)};
	struct error err = {0};

	if (!m.folder)
		return cli_usage(
			cli, "%s", _("say where the marks go: -o FOLDER"));
	if (!read_thousandths(cli, "scale", 0, &m.scale) ||
		!read_thousandths(cli, "round", 10, &m.step))
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
		"Reads answers from tables (CSV, TSV) and marks them by the "
		"exam's own keys, every code by its own. A table has a row for "
		"each person, with columns for the number (SBD, id), the name, "
		"the code (Mã đề, code) and one for each question, whose heads "
		"are numbers: 1, Câu 1, II.1, 13a; or a row for each answer, "
		"with columns for the number, the code, the question and the "
		"answer.\n"
		"\n"
		"The folder gets the marks as a table, the share of points of "
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
