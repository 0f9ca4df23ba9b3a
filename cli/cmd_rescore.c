#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/marking.h"

/* dethi rescore: marks again, with keys that were wrong put right. */

enum { CHANGES_SHOWN = 50 };

static const struct flag flags[] = {
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
	{"scale", 0, FLAG_TEXT, N_("N"),
		N_("the best mark, as 10 or 100; else as it was"), 0, 0},
	{"round", 0, FLAG_TEXT, N_("STEP"),
		N_("marks are multiples of it, rounded half up; else as it "
		   "was"),
		0, 0},
	{"commit", 0, FLAG_SWITCH, NULL,
		N_("keep the new marks in the bank; else they are only shown"),
		0, 0},
	{"output", 'o', FLAG_TEXT, N_("FOLDER"),
		N_("also write the new marks there, as 'dethi grade' does"), 0,
		0},
	{"pages", 0, FLAG_SWITCH, NULL,
		N_("also a web page for each pupil, with the questions that "
		   "were not right and their solutions"),
		0, 0},
	{"solutions", 0, FLAG_SWITCH, NULL,
		N_("the pupils' pages have the solutions of what was not "
		   "right"),
		0, 0},
	{0},
};

struct rescoring {
	struct marking m;
	struct grading before;
	size_t up, down;
};

/* ---- what changes ---- */

static bool changed(const struct rescoring *r, size_t i)
{
	return r->before.marks[i] != r->m.grading.marks[i];
}

static void count_changes(struct rescoring *r)
{
	for (size_t i = 0; i < r->m.grading.count; i++) {
		r->up += r->m.grading.marks[i] > r->before.marks[i];
		r->down += r->m.grading.marks[i] < r->before.marks[i];
	}
}

static void print_json(struct rescoring *r)
{
	struct arena *arena = r->m.cli->arena;
	struct json *json = json_object(arena), *list = json_array(arena);

	for (size_t i = 0; i < r->m.grading.count; i++) {
		const struct sheet *sheet = &r->m.grading.sheets[i];
		struct json *one = json_object(arena);

		if (!changed(r, i))
			continue;
		json_add_str(arena, one, "person", sheet->person);
		json_add_str(arena, one, "name", sheet->name);
		json_add_str(
			arena, one, "code", r->m.exam->forms[sheet->form].code);
		marking_add_points(&r->m, one, "before", r->before.marks[i]);
		marking_add_points(&r->m, one, "after", r->m.grading.marks[i]);
		json_append(list, one);
	}
	json_add_str(arena, json, "exam", r->m.exam->id);
	json_add_long(arena, json, "sheets", (long)r->m.grading.count);
	json_add_bool(arena, json, "committed", cli_flag(r->m.cli, "commit"));
	json_add(arena, json, "changes", list);
	if (r->m.written)
		json_add(arena, json, "files", r->m.written);
	cli_print(r->m.cli, json);
}

static const char *mark_text(char *out, long thousandths)
{
	return i18n_number((double)(thousandths / 10) / 100, out);
}

static void say_change(const struct rescoring *r, size_t i)
{
	const struct sheet *sheet = &r->m.grading.sheets[i];
	char before[I18N_NUMBER], after[I18N_NUMBER];

	cli_say(r->m.cli, _("%.*s %.*s (form %.*s): %s, was %s\n"),
		STR_ARG(sheet->person), STR_ARG(sheet->name),
		STR_ARG(r->m.exam->forms[sheet->form].code),
		mark_text(after, r->m.grading.marks[i]),
		mark_text(before, r->before.marks[i]));
}

static void say_changes(const struct rescoring *r)
{
	size_t total = r->up + r->down, shown = 0;

	for (size_t i = 0; i < r->m.grading.count && shown < CHANGES_SHOWN; i++)
		if (changed(r, i)) {
			say_change(r, i);
			shown++;
		}
	if (total > shown)
		cli_say(r->m.cli,
			i18n_plural("and %zu more\n", "and %zu more\n",
				total - shown),
			total - shown);
	cli_say(r->m.cli,
		i18n_plural("Of %zu sheet, %zu would rise and %zu fall.\n",
			"Of %zu sheets, %zu rise and %zu fall.\n",
			r->m.grading.count),
		r->m.grading.count, r->up, r->down);
	cli_say(r->m.cli, "%s\n",
		cli_flag(r->m.cli, "commit")
			? _("The new marks are kept; the old ones stay in the "
			    "bank's records.")
			: _("Nothing has been changed yet: with --commit the "
			    "new marks are kept."));
}

/* ---- the command ---- */

/* The marks as they are: what was corrected before stays corrected. */
static bool recall(struct rescoring *r, struct error *err)
{
	struct cli *cli = r->m.cli;
	struct grade_rules rules;

	if (!grade_recall(cli->store, cli->arena, r->m.exam, &r->m.sheets,
		    &rules, err))
		return false;
	marking_recalled(&r->m, &rules);
	if (!marking_grade(&r->m, err))
		return false;
	r->before = r->m.grading;
	return true;
}

static bool rescore(struct rescoring *r, struct error *err)
{
	struct cli *cli = r->m.cli;
	bool commit = cli_flag(cli, "commit");
	const char *path;

	if (!cli_open(cli, commit ? STORE_WRITE : STORE_READ, err) ||
		!input_exam(cli, cli->operands[0], &r->m.exam, &path, err) ||
		!recall(r, err))
		return false;
	if (!marking_scale(&r->m))
		return fail(err, ERROR_INVALID, "%s",
			_("--scale and --round take a number from 0.001 to "
			  "1000"));
	if (!marking_corrections(&r->m, err))
		return false;
	cli->report.count = 0;
	if (!marking_grade(&r->m, err))
		return false;
	count_changes(r);
	return marking_write(&r->m, commit, err);
}

static enum exit_code run(struct cli *cli)
{
	struct rescoring r = {
		.m = {.cli = cli, .folder = cli_text(cli, "output", NULL)}};
	struct error err = {0};

	if (!rescore(&r, &err))
		return cli_fail(cli, &err);
	cli_findings(cli);
	print_json(&r);
	if (!cli->json)
		say_changes(&r);
	return EXIT_DONE;
}

const struct command command_rescore = {
	.name = "rescore",
	.operands = N_("EXAM"),
	.summary = N_("mark again with corrected keys"),
	.description = N_(
		"Takes the answers that 'dethi grade --save' put into the "
		"bank, marks them again with what is corrected now and was "
		"corrected before, and shows every mark that changes, across "
		"all codes. Nothing changes in the bank until --commit is "
		"given; then the new marks stand beside the old ones, and the "
		"bank's log says when."),
	.examples =
		(const struct example[]){
			{"dethi rescore de/exam.json --key 101:17=C",
				N_("whose mark would change?")},
			{"dethi rescore de/exam.json --key 101:17=C --commit "
			 "-o diem-moi",
				N_("keep it, and print the new marks")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = 1,
	.run = run,
};
