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

static enum exit_code run(struct cli *cli)
{
	struct blueprint blueprint;
	enum exit_code code;
	struct error err;
	struct check check;

	if (!input_blueprint(cli, cli->operands[0], &blueprint, &code))
		return code;
	if (!cli_open(cli, STORE_READ, &err) ||
		!check_bank(cli->arena, cli->store, &blueprint, &check, &err))
		return cli_fail(cli, &err);
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
		   "code 1 then. Nothing is changed."),
	.examples =
		(const struct example[]){
			{"dethi check kiem-tra.yaml",
				N_("what the blueprint wants and what there "
				   "is")},
			{"dethi -b toan12.db check kiem-tra.yaml",
				N_("the same with the bank toan12.db")},
			{0},
		},
	.least = 1,
	.most = 1,
	.run = run,
};
