#include "base/encoding.h"
#include "base/file.h"
#include "cli/analysis_text.h"
#include "cli/commands.h"
#include "render/analysis_page.h"

/* dethi analyse: what the answers say of the questions. */

static const struct flag flags[] = {
	{"key", 0, FLAG_TEXT, N_("LETTERS"),
		N_("the right option of each item, as ABDC, when the table "
		   "holds letters"),
		0, 0},
	{"model", 0, FLAG_TEXT, N_("MODEL"),
		N_("rasch, 2pl or 3pl, estimated beside the classical "
		   "figures; else none"),
		0, 0},
	{"group", 0, FLAG_TEXT, N_("COLUMN"),
		N_("a column with two groups, for items that treat them "
		   "unlike (Mantel-Haenszel)"),
		0, 0},
	{"output", 'o', FLAG_TEXT, N_("FILE"),
		N_("a report with plots as an .html file, or the figures of "
		   "the items as a .csv file"),
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

static bool read_table(struct cli *cli, struct answers *out, struct error *err)
{
	const char *path = cli->operands[0];
	struct str text, found;

	return file_read(cli->arena, path, FILE_LIMIT, &text, err) &&
		encoding_to_utf8(
			cli->arena, text, STR(""), &text, &found, err) &&
		answers_read(cli->arena, path, text,
			str_from(cli_text(cli, "key", NULL)),
			cli_text(cli, "group", NULL), out, err);
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

static bool write_file(
	struct cli *cli, const struct analysis *s, struct error *err)
{
	const char *path = cli_text(cli, "output", NULL);

	struct str title = str_format(
		cli->arena, _("Item analysis: %s"), cli->operands[0]);
	bool page = path && str_ends(str_from(path), ".html");

	return !path ||
		file_write(path,
			page ? analysis_page(
				       cli->arena, s, title, i18n_language())
			     : analysis_csv(cli->arena, s),
			err);
}

static bool analyse(struct cli *cli, bool wanted, enum irt_model model,
	struct analysis *s, struct error *err)
{
	struct answers *answers = NEW(cli->arena, struct answers);
	struct irt_fit *fit = NEW(cli->arena, struct irt_fit);

	if (!read_table(cli, answers, err))
		return false;
	s->answers = answers;
	s->test = classical(cli->arena, answers);
	if (wanted) {
		*fit = irt_estimate(cli->arena, answers, model);
		s->fit = fit;
	}
	if (answers->groups) {
		if (!find_groups(s, err))
			return false;
		s->dif = mantel_haenszel(
			cli->arena, answers, s->first, s->second);
	}
	return write_file(cli, s, err);
}

static enum exit_code run(struct cli *cli)
{
	struct analysis s = {0};
	struct error err = {0};
	enum irt_model model;
	enum exit_code code;
	bool wanted;

	if (!read_model(cli, &wanted, &model, &code))
		return code;
	if (!analyse(cli, wanted, model, &s, &err))
		return cli_fail(cli, &err);
	cli_print(cli, analysis_json(cli->arena, &s));
	if (!cli->json)
		analysis_say(cli, &s);
	return EXIT_DONE;
}

const struct command command_analyse = {
	.name = "analyse",
	.operands = N_("FILE"),
	.summary = N_("say from the answers how good the questions are"),
	.description = N_(
		"Reads a bare table of people by items (CSV, TSV) from "
		"anywhere: scores from 0 to 1, or letters with --key; empty "
		"cells are missing. dethi grade writes such a table, "
		"items.csv, in which each question of an exam is one item "
		"whatever the code.\n"
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
			{"dethi analyse diem/chi-tiet.csv",
				N_("what dethi grade wrote")},
			{"dethi analyse answers.csv --key ABDCA --model 2pl",
				N_("a table of letters, with a model")},
			{"dethi analyse diem/chi-tiet.csv -o bao-cao.html",
				N_("a report for the committee")},
			{"dethi analyse scored.csv --group sex -o items.csv",
				N_("whether items treat two groups unlike")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = 1,
	.run = run,
};
