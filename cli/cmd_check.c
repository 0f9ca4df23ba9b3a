#include "base/file.h"
#include "cli/check_text.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "engine/check_bank.h"

/* dethi check: can the bank meet a blueprint, and if not, why not. */

static struct str codes_text(
	struct arena *arena, const struct blueprint *blueprint)
{
	struct buf out = {.arena = arena};
	size_t count = (size_t)blueprint->forms.count;

	for (size_t i = 0; i < count; i++) {
		struct str code = blueprint_code(arena, &blueprint->forms, i);

		if (i >= 6 && i + 1 < count) {
			buf_text(&out, i == 6 ? ", …" : "");
			continue;
		}
		buf_format(&out, "%s%.*s", i ? ", " : "", STR_ARG(code));
	}
	return buf_str(&out);
}

/* "Đề kiểm tra: 22 questions, 10 points, 90 minutes; codes 101, 102" */
static void say_title(struct cli *cli, const struct blueprint *blueprint)
{
	struct buf out = {.arena = cli->arena};
	long count = blueprint_count(blueprint);
	long points = blueprint_points(blueprint);
	char number[I18N_NUMBER];

	buf_format(&out, "%.*s: ",
		STR_ARG(blueprint->title.len ? blueprint->title
					     : blueprint->file));
	buf_format(&out,
		i18n_plural(
			"%ld question", "%ld questions", (unsigned long)count),
		count);
	if (points) {
		buf_text(&out, ", ");
		buf_format(&out, _("%s points"),
			i18n_number((double)points / POINT, number));
	}
	if (blueprint->minutes) {
		buf_text(&out, ", ");
		buf_format(&out, _("%ld minutes"), blueprint->minutes);
	}
	buf_text(&out, "; ");
	buf_format(&out, _("codes: %s"), codes_text(cli->arena, blueprint).ptr);
	cli_say(cli, "%s\n\n", buf_str(&out).ptr);
}

static void say_check(struct cli *cli, const struct blueprint *blueprint,
	const struct check *check)
{
	say_title(cli, blueprint);
	cli_say(cli, "%s", check_cells_text(cli->arena, blueprint, check).ptr);
	cli_say(cli, "%s", check_rules_text(cli->arena, check).ptr);
	for (size_t i = 0; i < check->warning_count; i++)
		cli_say(cli, _("Note: %.*s\n"), STR_ARG(check->warnings[i]));
	if (check->shortfall_count)
		cli_say(cli, _("The bank cannot meet this blueprint:\n%s"),
			check_shortfalls_text(cli->arena, blueprint, check)
				.ptr);
	else
		cli_say(cli, "%s", _("The bank can meet this blueprint.\n"));
}

static const struct flag flags[] = {
	{"apply", 0, FLAG_NUMBER, "N",
		N_("make change N of those offered, in a copy of the "
		   "blueprint"),
		1, 9999},
	{"output", 'o', FLAG_TEXT, N_("FILE"),
		N_("where the copy goes, with --apply"), 0, 0},
	{0},
};

static enum exit_code fail_number(
	struct cli *cli, const struct check *check, size_t number)
{
	if (!check->shortfall_count)
		return cli_usage(cli, "%s",
			_("the bank can meet this blueprint as it is, so "
			  "there is no change to apply"));
	return cli_usage(cli,
		_("no change of those offered has the number %zu"), number);
}

/* Whether the copy can be met now; other shortages may remain. */
static void say_copy(struct cli *cli, const char *path,
	const struct relaxation *change, bool met)
{
	struct json *json = json_object(cli->arena);

	json_add_str(cli->arena, json, "file", str_from(path));
	json_add_str(cli->arena, json, "text", change->text);
	json_add_bool(cli->arena, json, "feasible", met);
	cli_print(cli, json);
	cli_say(cli, _("Wrote %s: %.*s\n"), path, STR_ARG(change->text));
	cli_say(cli, "%s",
		met ? _("The bank can meet this blueprint.\n")
		    : _("Other shortages remain; check the copy, too.\n"));
}

/* The copy is read and checked before it is written. */
static enum exit_code write_copy(struct cli *cli, const char *path,
	const struct blueprint *blueprint, const struct relaxation *change)
{
	struct blueprint copy;
	struct check check;
	struct error err;
	struct str text;

	if (!blueprint_edit(cli->arena, blueprint, change->edits,
		    change->edit_count, &text, &err))
		return cli_fail(cli, &err);
	if (!input_blueprint_text(cli, path, text, &copy)) {
		(void)fail(&err, ERROR_DENIED,
			_("this change must be made by hand: the blueprint "
			  "would not be sound with it"));
		return cli_fail(cli, &err);
	}
	if (!check_bank(cli->arena, cli->store, &copy, &check, &err) ||
		!file_write(path, text, &err))
		return cli_fail(cli, &err);
	say_copy(cli, path, change, !check.shortfall_count);
	return EXIT_DONE;
}

static enum exit_code apply(struct cli *cli, const struct blueprint *blueprint,
	const struct check *check)
{
	size_t number = (size_t)cli_number(cli, "apply", 0);
	const struct relaxation *change = check_change(check, number);
	const char *path = cli_text(cli, "output", NULL);

	if (!change)
		return fail_number(cli, check, number);
	return write_copy(cli, path, blueprint, change);
}

static bool output_is_said(struct cli *cli, enum exit_code *code)
{
	const char *path = cli_text(cli, "output", NULL);

	if (!cli_number(cli, "apply", 0) == !path && (!path || *path))
		return true;
	*code = cli_usage(cli, "%s",
		_("--apply N and -o FILE go together: which change, and where "
		  "the changed copy goes"));
	return false;
}

static enum exit_code run(struct cli *cli)
{
	struct blueprint blueprint;
	enum exit_code code;
	struct error err;
	struct check check;

	if (!output_is_said(cli, &code) ||
		!input_blueprint(cli, cli->operands[0], &blueprint, &code))
		return code;
	if (!cli_open(cli, STORE_READ, &err) ||
		!check_bank(cli->arena, cli->store, &blueprint, &check, &err))
		return cli_fail(cli, &err);
	if (cli_number(cli, "apply", 0))
		return apply(cli, &blueprint, &check);
	cli_print(cli, check_json(cli->arena, &blueprint, &check));
	say_check(cli, &blueprint, &check);
	return check.shortfall_count ? EXIT_REFUSED : EXIT_DONE;
}

const struct command command_check = {
	.name = "check",
	.operands = N_("BLUEPRINT"),
	.summary = N_("say whether the bank can meet a blueprint"),
	.description =
		N_("Shows for every row of the blueprint how many questions it "
		   "wants and how many of them the bank has.\n"
		   "\n"
		   "When they are not enough, it says where, why, and what are "
		   "the smallest changes that would mend it; it ends with exit "
		   "code 1 then. Nothing is changed.\n"
		   "\n"
		   "A change that has a number can be made: --apply N -o FILE "
		   "writes a copy of the blueprint with it, comments and "
		   "layout as they are."),
	.examples =
		(const struct example[]){
			{"dethi check kiem-tra.yaml",
				N_("what the blueprint wants and what there "
				   "is")},
			{"dethi -b toan12.db check kiem-tra.yaml",
				N_("the same with the bank toan12.db")},
			{"dethi check kiem-tra.yaml --apply 1 -o moi.yaml",
				N_("a copy in which the first change offered "
				   "is made")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = 1,
	.run = run,
};
