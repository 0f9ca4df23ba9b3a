#include "base/encoding.h"
#include "base/file.h"
#include "base/sheet.h"
#include "cli/analysis_text.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/marking.h"
#include "engine/measure.h"
#include "render/analysis_page.h"
#include "render/analysis_print.h"

/* dethi analyse: what the answers say of the questions. */

static const struct flag flags[] = {
	{"key", 0, FLAG_TEXT, N_("LETTERS"),
		N_("the right option of each item, as ABDC, when the table "
		   "holds letters; with an exam, corrected keys as 'dethi "
		   "grade' takes them"),
		0, 0},
	{"model", 0, FLAG_TEXT, N_("MODEL"),
		N_("rasch, 2pl or 3pl, estimated beside the classical "
		   "figures; else none"),
		0, 0},
	{"anchors", 0, FLAG_TEXT, N_("FILE"),
		N_("items known on another scale, to which the model's "
		   "figures are brought: a table with the columns item, a, b "
		   "(and c), or 'bank' for what the bank knows of the exam's "
		   "questions"),
		0, 0},
	{"link", 0, FLAG_TEXT, N_("METHOD"),
		N_("how: stocking-lord (else), haebara or mean-sigma"), 0, 0},
	{"group", 0, FLAG_TEXT, N_("COLUMN"),
		N_("a column with two groups, for items that treat them "
		   "unlike (Mantel-Haenszel); of an exam, its two classes"),
		0, 0},
	{"missing", 0, FLAG_TEXT, N_("HOW"),
		N_("what becomes of a table's missing answers: skip (they say "
		   "nothing of their item; else), wrong (scored 0), or drop "
		   "(people who have any are left out)"),
		0, 0},
	{"map", 0, FLAG_TEXT, N_("PAIRS"),
		N_("what the heads of an exam's answers mean, with commas "
		   "between: 'SBD=Candidate no.,1=First item'"),
		0, 0},
	{"save", 0, FLAG_SWITCH, NULL,
		N_("keep what was measured in the bank, as statistics of the "
		   "exam's questions"),
		0, 0},
	{"output", 'o', FLAG_TEXT, N_("FILE"),
		N_("a report with plots as an .html or .pdf file, or the "
		   "figures of the items as a .csv file"),
		0, 0},
	{0},
};

/* The model asked for; false after a usage fault. */
static bool read_model(struct cli *cli, bool *wanted, enum irt_model *model,
	enum exit_code *code)
{
	const char *name = cli_text(cli, "model", NULL);

	*wanted = name != NULL;
	*model = IRT_2PL;
	if (!name || !strcmp(name, "2pl"))
		return true;
	if (!strcmp(name, "rasch")) {
		*model = IRT_RASCH;
		return true;
	}
	if (!strcmp(name, "3pl")) {
		*model = IRT_3PL;
		return true;
	}
	*code = cli_usage(cli,
		_("--model cannot be '%s'; it is rasch, 2pl or 3pl"), name);
	return false;
}

struct analysing {
	struct marking m; /* of an exam */
	struct analysis s;
	bool bare; /* a table, without an exam */
};

/* ---- what is analysed ---- */

/* "e" and 12 hexadecimal digits. */
static bool is_exam_id(const char *operand)
{
	size_t digits = strspn(operand + 1, "0123456789abcdef");

	return operand[0] == 'e' && digits == 12 && !operand[13];
}

/* A file of an exam begins as JSON does. */
static bool is_exam(struct cli *cli, const char *operand, struct str *text,
	struct error *err)
{
	struct str head;

	*text = STR("");
	if (file_is_folder(operand) ||
		(is_exam_id(operand) && !file_exists(operand)))
		return true;
	if (!file_read(cli->arena, operand, FILE_LIMIT, text, err))
		return false;
	head = str_trim(str_sub(*text, 0, 200));
	return str_starts(head, "{");
}

/* --missing, as read_flags has seen that it is one of these. */
static enum missing missing_wanted(const struct cli *cli)
{
	const char *name = cli_text(cli, "missing", "skip");

	return !strcmp(name, "wrong")   ? MISSING_WRONG
		: !strcmp(name, "drop") ? MISSING_DROP
					: MISSING_SKIP;
}

static bool read_table(struct analysing *a, struct str text, struct error *err)
{
	struct cli *cli = a->m.cli;
	struct answers *answers = NEW(cli->arena, struct answers);
	struct str found;

	a->bare = true;
	if (sheet_recognise(text) &&
		!sheet_to_csv(cli->arena, cli->operands[0], text, &text, err))
		return false;
	if (!encoding_to_utf8(cli->arena, text, STR(""), &text, &found, err) ||
		!answers_read(cli->arena, cli->operands[0], text,
			str_from(cli_text(cli, "key", NULL)),
			cli_text(cli, "group", NULL), answers, err))
		return false;
	*answers = answers_settle(cli->arena, answers, missing_wanted(cli));
	a->s.answers = answers;
	return answers->people ||
		fail(err, ERROR_INVALID, "%s",
			_("everyone lacks some answer: nobody is left"));
}

static const struct str *classes_of(const struct analysing *a)
{
	const struct grading *g = &a->m.grading;
	struct str *classes = NEW_ARRAY(a->m.cli->arena, g->count, struct str);

	for (size_t i = 0; i < g->count; i++)
		classes[i] = g->sheets[i].class;
	return classes;
}

/* What the bank has kept, or the files given, as it would be marked. */
static bool read_exam(struct analysing *a, struct error *err)
{
	struct cli *cli = a->m.cli;
	struct answers *answers = NEW(cli->arena, struct answers);
	struct grade_rules rules;
	const char *path;

	if (!input_exam(cli, cli->operands[0], &a->m.exam, &path, err))
		return false;
	if (cli->operand_count > 1) {
		if (!marking_sheets(&a->m, 1, err))
			return false;
	} else {
		if (!cli->store && !cli_open(cli, STORE_READ, err))
			return false;
		if (!grade_recall(cli->store, cli->arena, a->m.exam,
			    &a->m.sheets, &rules, err))
			return false;
		marking_recalled(&a->m, &rules);
	}
	if (!marking_keys(&a->m, err) || !marking_grade(&a->m, err))
		return false;
	measure_answers(cli->arena, &a->m.grading, answers, &a->s.about);
	if (cli_text(cli, "group", NULL))
		answers->groups = classes_of(a);
	a->s.answers = answers;
	return (answers->people && answers->items) ||
		fail(err, ERROR_INVALID, "%s",
			_("no answer of the exam has been marked"));
}

static bool read_input(struct analysing *a, struct error *err)
{
	struct cli *cli = a->m.cli;
	struct str text;

	if (cli_flag(cli, "save") && !cli_open(cli, STORE_WRITE, err))
		return false;
	err->code = ERROR_NONE;
	if (is_exam(cli, cli->operands[0], &text, err))
		return read_exam(a, err);
	if (err->code)
		return false;
	if (cli->operand_count > 1 || cli_flag(cli, "save"))
		return fail_at(err, ERROR_INVALID, cli->operands[0], 0, 0, "%s",
			_("this is no exam: a bare table is analysed alone, "
			  "and names no questions of the bank to save"));
	return read_table(a, text, err);
}

/* The two groups, the first of the table first. */
static bool find_groups(struct analysis *s, struct error *err)
{
	const struct answers *a = s->answers;

	s->first = a->groups[0];
	for (size_t p = 0; p < a->people; p++) {
		struct str group = a->groups[p];

		if (!group.len || str_equal(group, s->first))
			continue;
		if (!s->second.len)
			s->second = group;
		if (!str_equal(group, s->second))
			return fail(err, ERROR_INVALID,
				_("the column of groups has more than two: "
				  "'%.*s', '%.*s', '%.*s'"),
				STR_ARG(s->first), STR_ARG(s->second),
				STR_ARG(group));
	}
	return (s->first.len && s->second.len) ||
		fail(err, ERROR_INVALID,
			_("there are not two groups: is the name of the column "
			  "right?"));
}

/* The exam's title, or the name of the table. */
static struct str title_of(const struct analysing *a)
{
	struct cli *cli = a->m.cli;
	const char *slash;

	if (!a->bare)
		return str_format(cli->arena, _("Item analysis: %.*s"),
			STR_ARG(a->m.exam->blueprint->title));
	slash = strrchr(cli->operands[0], '/');
	return str_format(cli->arena, _("Item analysis: %s"),
		slash ? slash + 1 : cli->operands[0]);
}

static bool write_file(const struct analysing *a, struct error *err)
{
	struct cli *cli = a->m.cli;
	const char *path = cli_text(cli, "output", NULL);
	const char *language = i18n_language();
	struct str name = str_from(path), bytes;

	if (!path)
		return true;
	if (str_ends(name, ".html"))
		bytes = analysis_page(cli->arena, &a->s, title_of(a), language);
	else if (!str_ends(name, ".pdf"))
		bytes = analysis_csv(cli->arena, &a->s);
	else if (!analysis_print(&a->s, a->bare ? NULL : a->m.exam->blueprint,
			 title_of(a), language, cli->arena, &bytes, err))
		return false;
	return file_write(path, bytes, err);
}

/* The statistics and the report: both or neither. */
static bool finish(const struct analysing *a, struct error *err)
{
	struct cli *cli = a->m.cli;

	if (!cli_flag(cli, "save"))
		return write_file(a, err);
	if (!store_begin(cli->store, err))
		return false;
	if (measure_keep(
		    cli->store, cli->arena, a->m.exam, &a->s, cli->now, err) &&
		write_file(a, err))
		return store_commit(cli->store, err);
	store_rollback(cli->store);
	return false;
}

/* ---- the bank's scale ---- */

static enum link_method link_wanted(const struct cli *cli)
{
	const char *name = cli_text(cli, "link", "stocking-lord");

	return !strcmp(name, "haebara")       ? LINK_HAEBARA
		: !strcmp(name, "mean-sigma") ? LINK_MEAN_SIGMA
					      : LINK_STOCKING_LORD;
}

static bool find_anchors(struct analysing *a, const char *path,
	const struct anchor **out, struct error *err)
{
	struct cli *cli = a->m.cli;
	struct str text, found;

	if (strcmp(path, "bank") != 0)
		return file_read(cli->arena, path, FILE_LIMIT, &text, err) &&
			encoding_to_utf8(cli->arena, text, STR(""), &text,
				&found, err) &&
			anchors_read(
				cli->arena, path, text, a->s.answers, out, err);
	if (a->bare)
		return fail(err, ERROR_INVALID, "%s",
			_("the bank knows nothing of a bare table's items: "
			  "give a file with --anchors"));
	return cli_open(cli, STORE_READ, err) &&
		measure_anchors(
			cli->store, cli->arena, a->m.exam, &a->s, out, err);
}

static bool link_scales(struct analysing *a, struct error *err)
{
	struct arena *arena = a->m.cli->arena;
	const char *path = cli_text(a->m.cli, "anchors", NULL);
	struct link *link = NEW(arena, struct link);
	struct irt_fit *linked = NEW(arena, struct irt_fit);
	struct analysis *s = &a->s;

	if (!path || !s->fit)
		return true;
	if (!find_anchors(a, path, &s->anchors, err) ||
		!link_find(s->fit, s->answers->items, s->anchors,
			link_wanted(a->m.cli), link, err))
		return false;
	*linked = link_apply(
		arena, s->fit, s->answers->items, s->answers->people, link);
	s->link = link;
	s->fit = linked;
	return true;
}

static bool analyse(struct analysing *a, bool wanted, enum irt_model model,
	struct error *err)
{
	struct arena *arena = a->m.cli->arena;
	struct analysis *s = &a->s;
	struct irt_fit *fit = NEW(arena, struct irt_fit);

	if (!read_input(a, err))
		return false;
	analysis_classical(arena, s);
	if (wanted) {
		*fit = irt_estimate(arena, s->answers, model);
		s->fit = fit;
	}
	if (!link_scales(a, err))
		return false;
	if (s->answers->groups) {
		if (!find_groups(s, err))
			return false;
		s->dif =
			mantel_haenszel(arena, s->answers, s->first, s->second);
	}
	return finish(a, err);
}

/* ---- the command ---- */

static bool read_link(struct cli *cli, enum exit_code *code)
{
	const char *name = cli_text(cli, "link", "stocking-lord");

	if (cli_text(cli, "anchors", NULL) && !cli_text(cli, "model", NULL)) {
		*code = cli_usage(cli, "%s",
			_("--anchors needs a --model, whose figures it brings "
			  "to the other scale"));
		return false;
	}
	if (!strcmp(name, "stocking-lord") || !strcmp(name, "haebara") ||
		!strcmp(name, "mean-sigma"))
		return true;
	*code = cli_usage(cli,
		_("--link cannot be '%s'; it is stocking-lord, haebara or "
		  "mean-sigma"),
		name);
	return false;
}

static bool read_missing(struct cli *cli, enum exit_code *code)
{
	const char *name = cli_text(cli, "missing", "skip");

	if (!strcmp(name, "skip") || !strcmp(name, "wrong") ||
		!strcmp(name, "drop"))
		return true;
	*code = cli_usage(cli,
		_("--missing cannot be '%s'; it is skip, wrong or drop"), name);
	return false;
}

static void say_all(const struct analysing *a)
{
	struct cli *cli = a->m.cli;

	if (cli->json) {
		cli_print(cli, analysis_json(cli->arena, &a->s));
		return;
	}
	analysis_say(cli, &a->s);
	if (cli_flag(cli, "save"))
		cli_say(cli, "%s\n",
			_("Kept in the bank as statistics of these questions; "
			  "the same exam saved again takes its place."));
}

static enum exit_code run(struct cli *cli)
{
	struct analysing a = {.m = {.cli = cli, .step = 10}};
	struct error err = {0};
	enum irt_model model;
	enum exit_code code;
	bool wanted;

	if (!read_model(cli, &wanted, &model, &code) ||
		!read_missing(cli, &code) || !read_link(cli, &code))
		return code;
	if (!analyse(&a, wanted, model, &err)) {
		cli_findings(cli);
		return cli_fail(cli, &err);
	}
	cli_findings(cli);
	say_all(&a);
	return EXIT_DONE;
}

const struct command command_analyse = {
	.name = "analyse",
	.operands = N_("EXAM|TABLE [FILE…]"),
	.summary = N_("say from the answers how good the questions are"),
	.description = N_(
		"Of an exam, takes the answers that 'dethi grade --save' put "
		"into the bank, or the files of answers given after it. Each "
		"question is one item whatever the code, and its options are "
		"lettered as their author did. --save keeps what was measured "
		"as statistics of the questions' versions: 'dethi show' shows "
		"them, 'dethi search' finds by them. The same exam saved again "
		"takes the place of what was kept of it.\n"
		"\n"
		"Or reads a bare table of people by items (CSV, TSV) from "
		"anywhere: scores, or letters with --key; empty cells are "
		"missing, a long table (person, item, answer) is read too.\n"
		"\n"
		"Shown are reliability, and for each item the share that gets "
		"it right, how well it tells strong people from weak (the "
		"correlation with the rest of the test, and the best 27 % less "
		"the worst), what reliability would be without it, and in "
		"words what looks wrong: a key that more strong people did not "
		"choose, options nobody takes. With --model, parameters of "
		"item response theory by marginal maximum likelihood."),
	.examples =
		(const struct example[]){
			{"dethi analyse de/exam.json --save",
				N_("what the bank has kept of an exam, and "
				   "back to its questions")},
			{"dethi analyse de/exam.json 12A1.csv 12A2.csv",
				N_("an exam and its answers, without a bank")},
			{"dethi analyse answers.csv --key ABDCA --model 2pl",
				N_("a table of letters, with a model")},
			{"dethi analyse de/exam.json -o bao-cao.html",
				N_("a report for the committee")},
			{"dethi analyse de/exam.json --model 2pl --anchors "
			 "bank --save",
				N_("on the scale of the bank, by what it knows "
				   "already")},
			{"dethi analyse scored.csv --group sex -o items.csv",
				N_("whether items treat two groups unlike")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
