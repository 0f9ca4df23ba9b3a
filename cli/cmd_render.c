#include "base/file.h"
#include "base/file_set.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "render/documents.h"
#include "render/fairness_page.h"

/* dethi render: documents of an exam that was built, printed again. */

static const struct flag flags[] = {
	{"output", 'o', FLAG_TEXT, N_("FILE|FOLDER"),
		N_("a .pdf or .csv file for one document, or a folder for all "
		   "of the kind under their own names"),
		0, 0},
	{"what", 0, FLAG_TEXT, N_("WHAT"),
		N_("paper (the default), key, solutions (the marking guide), "
		   "fairness (how alike the forms are) or all"),
		0, 0},
	{"code", 0, FLAG_TEXT, N_("CODE"), N_("only the paper of that code"), 0,
		0},
	{"theme", 0, FLAG_TEXT, N_("FILE"),
		N_("another look: a file of yours, or official or "
		   "international"),
		0, 0},
	{0},
};

/* Documents that are planned, so that asking for one is not called a slip of
 * the hand. */
static const char *const not_yet[] = {"sheet", "matrix", "spec", NULL};

struct rendering {
	struct cli *cli;
	const char *output;
	unsigned kinds;
	struct str code;
	bool one; /* output is a file */
	struct file_set *files;
	struct json *written;
	struct progress *progress;
	size_t done;
};

static void note_written(struct rendering *r, const char *path)
{
	r->done++;
	progress_at(r->progress, r->done);
	json_append_str(r->cli->arena, r->written, str_from(path));
}

static bool put_in_folder(
	void *ctx, struct str name, struct str bytes, struct error *err)
{
	struct rendering *r = ctx;
	const char *file = str_cstr(r->cli->arena, name);

	if (!file_set_add(r->files, file, bytes, err))
		return false;
	note_written(r, file_join(r->cli->arena, r->output, file));
	return true;
}

static bool put_file(
	void *ctx, struct str name, struct str bytes, struct error *err)
{
	struct rendering *r = ctx;

	(void)name;
	if (!strcmp(r->output, "-")) {
		cli_write(r->cli, bytes);
		return true;
	}
	if (!file_write(r->output, bytes, err))
		return false;
	note_written(r, r->output);
	return true;
}

/* The fairness report, to be read without a PDF reader. */
static bool is_words(const struct rendering *r)
{
	struct str output = str_from(r->output);

	return r->kinds == 1U << DOCUMENT_FAIRNESS &&
		(str_ends(output, ".html") || str_ends(output, ".txt"));
}

static bool render_words(
	struct rendering *r, const struct exam *exam, struct error *err)
{
	struct arena *arena = r->cli->arena;
	bool page = str_ends(str_from(r->output), ".html"), worked;

	r->progress = progress_begin(r->cli, _("Printing"), 1);
	worked = put_file(r, STR(""),
		page ? fairness_page(arena, exam) : fairness_text(arena, exam),
		err);
	progress_end(r->progress);
	return worked;
}

static bool render(
	struct rendering *r, const struct exam *exam, struct error *err)
{
	struct document_sink sink = {r, r->one ? put_file : put_in_folder};
	bool worked;

	if (is_words(r))
		return render_words(r, exam, err);
	if (!r->one &&
		!file_set_begin(r->cli->arena, r->output, &r->files, err))
		return false;
	r->progress = progress_begin(
		r->cli, _("Printing"), documents_count(exam, r->kinds));
	worked = documents_print(
		exam, r->kinds, r->code, &sink, &r->cli->report, err);
	progress_end(r->progress);
	if (worked && r->files)
		return file_set_commit(r->files, err);
	file_set_abort(r->files);
	return worked;
}

/* ---- the command line ---- */

static bool is_planned(const char *what)
{
	for (size_t i = 0; not_yet[i]; i++)
		if (!strcmp(what, not_yet[i]))
			return true;
	return false;
}

static const struct document_set *chosen_set(
	struct cli *cli, enum exit_code *code)
{
	const char *what = cli_text(cli, "what", "paper");
	const struct document_set *set = document_set_find(str_from(what));
	struct error err = {0};

	if (set)
		return set;
	if (is_planned(what))
		fail(&err, ERROR_NOTFOUND,
			_("--what %s is not yet supported by this release"),
			what);
	else
		fail(&err, ERROR_NOTFOUND,
			_("--what cannot be '%s'; it is paper, key, solutions, "
			  "fairness or all"),
			what);
	*code = cli_fail(cli, &err);
	return NULL;
}

/* Of a set's kinds, the one that a single file is to hold; 0: none. */
static unsigned kind_for(unsigned kinds, const char *output, bool code)
{
	bool csv = str_ends(str_from(output), ".csv");
	enum document document;

	if (csv)
		document = DOCUMENT_KEY_CSV;
	else if (kinds & 1U << DOCUMENT_PAPER)
		document = code ? DOCUMENT_PAPER : DOCUMENT_PAPERS;
	else if (kinds & 1U << DOCUMENT_KEY)
		document = DOCUMENT_KEY;
	else if (kinds & 1U << DOCUMENT_SOLUTION)
		document = DOCUMENT_SOLUTION;
	else
		document = DOCUMENT_FAIRNESS;
	return kinds & 1U << document;
}

static bool read_line(struct rendering *r, enum exit_code *code)
{
	struct cli *cli = r->cli;
	const struct document_set *set = chosen_set(cli, code);
	struct str output;

	if (!set)
		return false;
	r->output = cli_text(cli, "output", "");
	r->code = str_from(cli_text(cli, "code", NULL));
	output = str_from(r->output);
	r->one = str_is(output, "-") || str_ends(output, ".pdf") ||
		str_ends(output, ".csv");
	r->kinds = set->kinds;
	if (!output.len) {
		*code = cli_usage(cli, "%s",
			_("say with -o FILE or -o FOLDER where it goes"));
		return false;
	}
	if (is_words(r)) {
		r->one = true;
		return true;
	}
	if (r->one)
		r->kinds = kind_for(set->kinds, r->output, r->code.len > 0);
	else if (r->code.len)
		r->kinds &= ~(1U << DOCUMENT_PAPERS);
	if (r->one && (!r->kinds || !strcmp(set->name, "all"))) {
		*code = cli_usage(cli, _("--what %s does not fit into %s"),
			set->name, r->output);
		return false;
	}
	return true;
}

/* Only for this printing: the exam stays as it is. */
static bool set_theme(
	struct cli *cli, const struct exam **exam, struct error *err)
{
	struct exam *own = arena_copy(cli->arena, *exam, sizeof **exam);
	struct blueprint *blueprint =
		arena_copy(cli->arena, own->blueprint, sizeof *own->blueprint);
	struct str text;

	if (!input_theme(cli, NULL, &text, err))
		return false;
	if (!cli_text(cli, "theme", NULL))
		return true;
	blueprint->theme_text = text;
	own->blueprint = blueprint;
	*exam = own;
	return true;
}

static enum exit_code run(struct cli *cli)
{
	struct rendering r = {.cli = cli, .written = json_array(cli->arena)};
	struct json *json = json_object(cli->arena);
	const struct exam *exam;
	const char *path;
	enum exit_code code;
	struct error err;

	if (!read_line(&r, &code))
		return code;
	if (!input_exam(cli, cli->operands[0], &exam, &path, &err) ||
		!set_theme(cli, &exam, &err) || !render(&r, exam, &err))
		return cli_fail(cli, &err);
	cli_findings(cli);
	if (!strcmp(r.output, "-"))
		return EXIT_DONE;
	json_add_str(cli->arena, json, "exam", exam->id);
	json_add(cli->arena, json, "files", r.written);
	json_add(cli->arena, json, "findings", cli_findings_json(cli));
	cli_print(cli, json);
	cli_say(cli,
		i18n_plural("%zu file of exam %.*s is in %s.\n",
			"%zu files of exam %.*s are in %s.\n", r.done),
		r.done, STR_ARG(exam->id), r.output);
	return EXIT_DONE;
}

const struct command command_render = {
	.name = "render",
	.operands = N_("EXAM -o FILE|FOLDER"),
	.summary = N_("print documents of an exam again"),
	.description = N_(
		"EXAM is an exam's id in the bank or the exam.json that dethi "
		"build wrote; with exam.json no bank is needed. What is "
		"printed is the same, byte for byte, as when the exam was "
		"built, unless --theme asks for another look.\n"
		"\n"
		"With a file after -o one document is written: the paper of "
		"--code, or all papers one after the other, the key as PDF or "
		"CSV, or the marking guide; how alike the forms are also as "
		".html or .txt."),
	.examples =
		(const struct example[]){
			{"dethi render de/exam.json --what key -o dap-an.csv",
				N_("the key table for a spreadsheet")},
			{"dethi render de/exam.json --code 101 -o de-101.pdf",
				N_("one paper")},
			{"dethi render de/exam.json --what fairness -o "
			 "can-bang.html",
				N_("how alike the forms are, for a browser")},
			{"dethi render de/exam.json --what all -o again",
				N_("everything, in the folder again")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = 1,
	.run = run,
};
