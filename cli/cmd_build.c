#include <math.h>
#include <sys/random.h>
#include <time.h>

#include "base/file.h"
#include "base/file_set.h"
#include "base/hash.h"
#include "cli/check_text.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "engine/aims.h"
#include "engine/build.h"
#include "engine/check_bank.h"
#include "engine/fairness.h"
#include "engine/store/store_event.h"
#include "engine/store/store_exam.h"
#include "generators/template.h"
#include "render/documents.h"

/* dethi build: from a blueprint to printed papers and keys. */

static const struct flag flags[] = {
	{"output", 'o', FLAG_TEXT, N_("FOLDER"),
		N_("where the papers go; it is made when it is not there"), 0,
		0},
	{"seed", 0, FLAG_NUMBER, "N",
		N_("the number that decides the draw: the same seed gives the "
		   "same papers; else one is chosen and told"),
		0, 999999999999999999},
	{"forms", 0, FLAG_NUMBER, "N",
		N_("how many codes, instead of what the blueprint says"), 1,
		BLUEPRINT_FORM_LIMIT},
	{"time", 0, FLAG_NUMBER, N_("SECONDS"),
		N_("how long to look for what aim: asks at most; else the work "
		   "is bounded, so that a seed always gives the same papers"),
		1, 86400},
	{"theme", 0, FLAG_TEXT, N_("FILE"),
		N_("how the papers look: a file of yours, or official or "
		   "international"),
		0, 0},
	{0},
};

/* One build; documents go aside, and into place when all are there. */
struct building {
	struct cli *cli;
	const char *folder;
	struct blueprint blueprint;
	const struct exam *exam;
	struct file_set *files;
	struct exam_document *documents;
	size_t count, capacity;
	struct progress *progress;
};

/* Six digits, which can be typed again. */
static long chosen_seed(void)
{
	unsigned number;

	if (getrandom(&number, sizeof number, 0) != sizeof number)
		number = 0;
	return 1 + (long)(number % 999999);
}

static bool put_file(
	void *ctx, struct str name, struct str bytes, struct error *err)
{
	struct building *b = ctx;
	struct arena *arena = b->cli->arena;

	if (!file_set_add(b->files, str_cstr(arena, name), bytes, err))
		return false;
	*PUSH(arena, b->documents, b->count, b->capacity) =
		(struct exam_document){
			str_copy(arena, name), hash_hex(arena, bytes)};
	progress_at(b->progress, b->count);
	return true;
}

static bool print_files(struct building *b, struct error *err)
{
	const struct document_set *all = document_set_find(STR("all"));
	struct document_sink sink = {b, put_file};
	bool worked;

	b->progress = progress_begin(b->cli, _("Printing"),
		documents_count(b->exam, all->kinds) + 1);
	worked = documents_print(b->exam, all->kinds, STR(""), &sink,
			 &b->cli->report, err) &&
		put_file(b, STR("exam.json"),
			exam_to_json(b->cli->arena, b->exam), err);
	progress_end(b->progress);
	return worked;
}

/* The bank keeps the exam before the papers appear: papers whose exam nobody
 * knows would be worse than an exam whose papers can be printed again. */
static bool keep(struct building *b, struct error *err)
{
	struct store *store = b->cli->store;

	if (store_begin(store, err) &&
		store_name_event(
			store, "build", b->exam->id, b->cli->now, err) &&
		store_put_exam(store, b->exam, b->documents, b->count,
			b->cli->now, err) &&
		store_commit(store, err))
		return true;
	store_rollback(store);
	return false;
}

static bool write_out(struct building *b, struct error *err)
{
	if (!file_set_begin(b->cli->arena, b->folder, &b->files, err))
		return false;
	if (!print_files(b, err) || !file_set_sync(b->files, err) ||
		!keep(b, err)) {
		file_set_abort(b->files);
		return false;
	}
	if (file_set_commit(b->files, err))
		return true;
	cli_note(b->cli,
		_("dethi: error: the bank holds the exam %.*s now; dethi "
		  "render %.*s --what all -o FOLDER prints it elsewhere\n"),
		STR_ARG(b->exam->id), STR_ARG(b->exam->id));
	return false;
}

/* ---- what is said ---- */

/* Everything that is short, and not only the first. */
static enum exit_code fail_short(struct building *b, const struct error *err)
{
	struct cli *cli = b->cli;
	struct error ignored;
	struct check check;

	if (cli->json ||
		!check_bank(cli->arena, cli->store, &b->blueprint, &check,
			&ignored) ||
		!check.shortfall_count)
		return cli_fail(cli, err);
	cli_note(cli,
		_("dethi: error: the bank cannot meet this blueprint; nothing "
		  "was written\n%s"),
		check_shortfalls_text(cli->arena, &b->blueprint, &check).ptr);
	return EXIT_REFUSED;
}

/* A paper of an exam that lay here before would be handed out with these. */
static void warn_stale(struct building *b, struct str old)
{
	struct arena *arena = b->cli->arena;
	const struct exam *before;
	struct error ignored;

	if (!old.len ||
		!exam_from_json(arena, "exam.json", old, &before, &ignored))
		return;
	for (size_t i = 0; i < before->form_count; i++) {
		struct str name = document_name(arena, before->blueprint,
			DOCUMENT_PAPER, before->forms[i].code);
		bool written = false;

		for (size_t k = 0; k < b->count; k++)
			written = written ||
				str_equal(name, b->documents[k].name);
		if (!written)
			report_add(&b->cli->report, FINDING_STALE_PAPER,
				file_join(arena, b->folder, name.ptr), 0, 0,
				STR_ARG(before->id));
	}
}

static struct str old_exam(struct building *b)
{
	struct arena *arena = b->cli->arena;
	const char *path = file_join(arena, b->folder, "exam.json");
	struct error ignored;
	struct str text;

	if (!file_exists(path) ||
		!file_read(arena, path, FILE_LIMIT, &text, &ignored))
		return STR("");
	return text;
}

static void print_json(struct building *b)
{
	struct arena *arena = b->cli->arena;
	struct json *json = json_object(arena);
	struct json *codes = json_array(arena), *files = json_array(arena);
	struct json *notes = json_array(arena);

	for (size_t i = 0; i < b->exam->form_count; i++)
		json_append_str(arena, codes, b->exam->forms[i].code);
	for (size_t i = 0; i < b->count; i++)
		json_append_str(arena, files, b->documents[i].name);
	for (size_t i = 0; i < b->exam->note_count; i++)
		json_append_str(arena, notes, b->exam->notes[i]);
	json_add_str(arena, json, "exam", b->exam->id);
	json_add_long(arena, json, "seed", (long)b->exam->seed);
	json_add_str(arena, json, "folder", str_from(b->folder));
	json_add(arena, json, "codes", codes);
	json_add(arena, json, "files", files);
	if (b->exam->aim_count)
		json_add(arena, json, "aims", exam_aims_json(arena, b->exam));
	json_add(arena, json, "notes", notes);
	json_add(arena, json, "findings", cli_findings_json(b->cli));
	cli_print(b->cli, json);
}

/* Whether it matters who gets which; of one form there is nothing to say. */
static void say_fairness(struct building *b)
{
	static const char *const sentences[] = {
		[FAIRNESS_ONE] = NULL,
		[FAIRNESS_SAME] =
			N_("Fair: all forms have the same questions."),
		[FAIRNESS_ALIKE] = N_("Fair: expected scores are at most %s "
				      "points apart."),
		[FAIRNESS_NEAR] = N_("Nearly fair: %s points less are expected "
				     "of form %.*s than of form %.*s."),
		[FAIRNESS_UNEQUAL] = N_("Not fair: %s points less are expected "
					"of form %.*s than of form %.*s; put "
					"balance: into the blueprint."),
		[FAIRNESS_UNKNOWN] = N_("Whether the forms are equally hard is "
					"not known: some questions do not say "
					"their difficulty."),
	};
	struct fairness f = fairness_of(b->cli->arena, b->exam);
	char apart[I18N_NUMBER];

	if (!sentences[f.verdict])
		return;
	i18n_number(isnan(f.apart) ? 0 : round(f.apart * 100) / 100, apart);
	cli_say(b->cli, _(sentences[f.verdict]), apart,
		STR_ARG(f.forms[f.hardest].form->code),
		STR_ARG(f.forms[f.easiest].form->code));
	cli_say(b->cli, "\n");
}

static void say_done(struct building *b)
{
	struct cli *cli = b->cli;
	size_t forms = b->exam->form_count;

	cli_say(cli,
		i18n_plural("Built %zu paper in %s (exam %.*s, seed %ld):\n",
			"Built %zu papers in %s (exam %.*s, seed %ld):\n",
			forms),
		forms, b->folder, STR_ARG(b->exam->id), (long)b->exam->seed);
	for (size_t i = 0; i < b->count; i++) {
		if (forms > 12 && i == 3)
			cli_say(cli, "  …\n");
		if (forms <= 12 || i < 3 || i + 6 > b->count)
			cli_say(cli, "  %.*s\n", STR_ARG(b->documents[i].name));
	}
	for (size_t i = 0; i < b->exam->aim_count; i++)
		cli_say(cli, _("Aim, %s\n"),
			aim_sentence(cli->arena, &b->exam->blueprint->aims[i],
				&b->exam->aims[i])
				.ptr);
	for (size_t i = 0; i < b->exam->note_count; i++)
		cli_say(cli, _("Note: %.*s\n"), STR_ARG(b->exam->notes[i]));
	say_fairness(b);
}

/* ---- the command ---- */

/* Of a moment on the clock: for the search, which knows of none. */
static bool is_past(void *ctx)
{
	const struct timespec *end = ctx;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > end->tv_sec ||
		(now.tv_sec == end->tv_sec && now.tv_nsec >= end->tv_nsec);
}

static struct deadline deadline_after(long seconds, struct timespec *end)
{
	if (!seconds)
		return (struct deadline){0};
	clock_gettime(CLOCK_MONOTONIC, end);
	end->tv_sec += seconds;
	return (struct deadline){is_past, end};
}

static bool set_forms(struct building *b, enum exit_code *code)
{
	struct forms *forms = &b->blueprint.forms;
	long count = cli_number(b->cli, "forms", forms->count);

	if (forms->codes && count > forms->count) {
		*code = cli_usage(b->cli,
			_("the blueprint names only %ld codes, so --forms "
			  "cannot be %ld"),
			forms->count, count);
		return false;
	}
	forms->count = count;
	return true;
}

static enum exit_code build(struct building *b)
{
	struct cli *cli = b->cli;
	struct str old = old_exam(b);
	uint64_t seed = (uint64_t)cli_number(cli, "seed", chosen_seed());
	struct variant_source variants;
	struct timespec end;
	struct deadline deadline =
		deadline_after(cli_number(cli, "time", 0), &end);
	struct error err;

	if (!cli_open(cli, STORE_WRITE, &err))
		return cli_fail(cli, &err);
	variants = template_source(
		str_starts(b->blueprint.language, "vi") ? ',' : '.');
	if (!build_exam_until(cli->arena, cli->store, &b->blueprint, &variants,
		    seed, deadline, &b->exam, &err))
		return err.code == ERROR_UNSAT ? fail_short(b, &err)
					       : cli_fail(cli, &err);
	if (!write_out(b, &err)) {
		cli_findings(cli);
		return cli_fail(cli, &err);
	}
	warn_stale(b, old);
	cli_findings(cli);
	print_json(b);
	say_done(b);
	return EXIT_DONE;
}

static enum exit_code run(struct cli *cli)
{
	struct building b = {.cli = cli};
	enum exit_code code;
	struct error err;

	b.folder = cli_text(cli, "output", NULL);
	if (!b.folder || !*b.folder)
		return cli_usage(
			cli, "%s", _("say with -o FOLDER where the papers go"));
	if (!input_blueprint(cli, cli->operands[0], &b.blueprint, &code) ||
		!set_forms(&b, &code))
		return code;
	if (!input_theme(cli, &b.blueprint, &b.blueprint.theme_text, &err))
		return cli_fail(cli, &err);
	return build(&b);
}

const struct command command_build = {
	.name = "build",
	.operands = N_("BLUEPRINT -o FOLDER"),
	.summary = N_("draw questions and print papers, keys, guide"),
	.description = N_(
		"Draws questions from the bank as the blueprint says, sets "
		"their order and that of their options for every code, and "
		"writes into the folder: a paper for each code, one file with "
		"all of them, the key table (PDF and CSV), the marking guide "
		"with worked solutions, and exam.json, from which everything "
		"can be printed again.\n"
		"\n"
		"The bank remembers the exam and which questions it used. The "
		"files appear all together or not at all; what else is in the "
		"folder stays."),
	.examples =
		(const struct example[]){
			{"dethi build kiem-tra.yaml -o de",
				N_("papers and keys in the folder de")},
			{"dethi build kiem-tra.yaml -o de --seed 2026",
				N_("the same papers each time")},
			{"dethi build kiem-tra.yaml -o de --forms 24",
				N_("in 24 codes")},
			{"dethi build kiem-tra.yaml -o de --theme "
			 "international",
				N_("in another look")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = 1,
	.run = run,
};
