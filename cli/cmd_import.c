#include "banks/format.h"
#include "banks/native.h"
#include "base/archive.h"
#include "base/encoding.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/import_door.h"
#include "cli/terminal.h"
#include "engine/import.h"

/* dethi import: question files into the bank. */

static size_t count_lines(struct str text)
{
	size_t lines = 0, at = 0;

	while ((at = str_find(text, "\n", at)) != SIZE_MAX) {
		lines++;
		at++;
	}
	return lines;
}

/* ---- reading ---- */

static const char *known_formats(struct arena *arena)
{
	struct buf names = {.arena = arena};

	for (size_t i = 0; formats[i]; i++)
		buf_format(&names, "%s%s", i ? ", " : "", formats[i]->name);
	return buf_str(&names).ptr;
}

/* The format that --format names, else what the content looks like, else what
 * the name says, so that a broken file of ours is told what is wrong. */
static bool choose_format(struct cli *cli, const char *file, struct str text,
	const struct format **out, struct error *err)
{
	const char *name = cli_text(cli, "format", NULL);

	if (name) {
		*out = format_by_name(str_from(name));
		return *out ||
			fail(err, ERROR_NOTFOUND,
				_("no format '%s'; there is: %s"), name,
				known_formats(cli->arena));
	}
	if (!str_trim(text).len)
		return fail_at(
			err, ERROR_SYNTAX, file, 0, 0, _("the file is empty"));
	*out = format_recognise(text);
	if (!*out)
		*out = format_by_ending(file);
	return *out ||
		fail_at(err, ERROR_SYNTAX, file, 0, 0,
			_("this is no question file that Dethi knows; if it "
			  "is one all the same, say which with --format"));
}

/* --map: "stem=prompt,options=choices". */
static bool read_map(struct cli *cli, const struct format *format,
	const struct field_map **out, size_t *count, struct error *err)
{
	struct str rest = str_from(cli_text(cli, "map", NULL)), pair;
	struct field_map *map = NULL;
	size_t capacity = 0;

	*count = 0;
	while (rest.len && str_cut(&rest, ',', &pair)) {
		struct str theirs = pair, ours;

		if (str_find(pair, "=", 0) == SIZE_MAX)
			return fail(err, ERROR_INVALID,
				_("--map takes pairs as 'stem=prompt': '%.*s' "
				  "is none"),
				STR_ARG(pair));
		(void)str_cut(&theirs, '=', &ours);
		*PUSH(cli->arena, map, *count, capacity) =
			(struct field_map){str_trim(ours), str_trim(theirs)};
	}
	*out = map;
	return !*count || format->read_mapped ||
		fail(err, ERROR_INVALID,
			_("--map is for tables and JSON, and this is %s"),
			_(format->label));
}

static bool read_text(struct cli *cli, struct arena *arena,
	struct import *import, struct import_door *door, const char *file,
	struct str text, struct error *err)
{
	const struct format *format = NULL;
	struct sink sink = import_door_sink(door);
	const struct field_map *map = NULL;
	size_t map_count = 0;
	bool worked;

	if (!choose_format(cli, file, text, &format, err) ||
		!read_map(cli, format, &map, &map_count, err))
		return false;
	door->inner = import_sink(import, file);
	door->file = file;
	door->report = &cli->report;
	door->point = ',';
	door->progress = progress_begin(cli, _("Importing"), count_lines(text));
	if (map_count)
		worked = format->read_mapped(arena, file, text, map, map_count,
			&sink, &cli->report, err);
	else
		worked = format->read(
			arena, file, text, &sink, &cli->report, err);
	progress_end(door->progress);
	return worked;
}

/* Our own format is UTF-8, and says itself where it is not; a package is no
 * text. */
static bool stays_as_it_is(struct cli *cli, struct str text)
{
	const char *name = cli_text(cli, "format", NULL);
	const struct format *format =
		name ? format_by_name(str_from(name)) : format_recognise(text);

	return format && (format == &format_native || format->binary);
}

/* Files of today are UTF-8; what another was read as is told. */
static bool decode(struct cli *cli, struct arena *arena, const char *file,
	struct str *text, struct error *err)
{
	struct str name = str_from(cli_text(cli, "encoding", NULL));
	struct str decoded, found;
	struct error fault;

	if (archive_recognise(*text) && stays_as_it_is(cli, *text))
		return true;
	if (!encoding_to_utf8(arena, *text, name, &decoded, &found, &fault)) {
		if (!name.len && stays_as_it_is(cli, *text))
			return true;
		return fault.code == ERROR_NOTFOUND
			? fail(err, fault.code, "%s", fault.text)
			: fail_at(err, fault.code, file, 0, 0, "%s",
				  fault.text);
	}
	if (found.len && !name.len) {
		if (stays_as_it_is(cli, decoded))
			return true;
		report_add(&cli->report, FINDING_RECODED, file, 0, 0,
			str_cstr(arena, found));
	}
	*text = decoded;
	return true;
}

/* A file's text and what is read from it are gone before the next. */
static bool import_file(struct cli *cli, struct import *import,
	struct import_door *door, const char *path, struct error *err)
{
	const char *name = strcmp(path, "-") ? path : _("standard input");
	struct arena *arena = arena_new();
	struct str text;
	bool worked = file_read(arena, path, FILE_LIMIT, &text, err) &&
		decode(cli, arena, name, &text, err) &&
		read_text(cli, arena, import, door, name, text, err);

	arena_free(arena);
	return worked;
}

static bool import_files(struct cli *cli, struct import_door *door,
	struct import_counts *counts, struct error *err)
{
	struct import *import;

	if (!import_begin(cli->arena, cli->store, &cli->report, cli->now,
		    &import, err))
		return false;
	for (size_t i = 0; i < cli->operand_count; i++)
		if (!import_file(cli, import, door, cli->operands[i], err)) {
			import_abort(import);
			return false;
		}
	return import_end(import, cli_flag(cli, "dry-run"),
		cli_flag(cli, "strict"), counts, err);
}

/* ---- what became of it ---- */

static struct json *results_json(struct arena *arena, const size_t counts[])
{
	struct json *json = json_object(arena);

	json_add_long(arena, json, "new", (long)counts[PUT_NEW]);
	json_add_long(arena, json, "changed", (long)counts[PUT_CHANGED]);
	json_add_long(arena, json, "same", (long)counts[PUT_SAME]);
	return json;
}

static struct json *outcome_json(
	struct cli *cli, const struct import_counts *counts, bool committed)
{
	struct arena *arena = cli->arena;
	struct json *json = json_object(arena);

	json_add_bool(arena, json, "committed", committed);
	json_add(arena, json, "questions",
		results_json(arena, counts->questions));
	json_add(arena, json, "topics", results_json(arena, counts->topics));
	json_add(arena, json, "stimuli", results_json(arena, counts->stimuli));
	json_add_long(arena, json, "drafts", (long)counts->drafts);
	json_add_long(arena, json, "skipped", (long)counts->skipped);
	json_add(arena, json, "findings", cli_findings_json(cli));
	return json;
}

static void add_cell(struct cli *cli, struct terminal_words *cell,
	unsigned look, struct str text)
{
	*cell = terminal_word(cli->arena, look, text);
}

static void add_row(struct cli *cli, struct terminal_words *cells,
	const char *noun, const size_t counts[])
{
	add_cell(cli, &cells[0], 0, str_from(noun));
	for (int i = 0; i < PUT_RESULTS; i++)
		add_cell(cli, &cells[i + 1],
			counts[i] && i != PUT_SAME ? TERMINAL_BOLD : 0,
			counts[i] ? str_format(cli->arena, "%zu", counts[i])
				  : STR("–"));
}

static void add_head(struct cli *cli, struct terminal_words *cells)
{
	const char *const heads[] = {
		"", _("new"), _("changed"), _("as before")};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		add_cell(cli, &cells[i], TERMINAL_DIM, str_from(heads[i]));
}

static size_t sum(const size_t counts[])
{
	return counts[PUT_NEW] + counts[PUT_CHANGED] + counts[PUT_SAME];
}

/* One line for each noun that the files hold. */
static void say_table(struct cli *cli, const struct import_counts *counts)
{
	static const enum terminal_align aligns[] = {TERMINAL_LEFT,
		TERMINAL_TO_RIGHT, TERMINAL_TO_RIGHT, TERMINAL_TO_RIGHT};
	const struct {
		const char *noun;
		const size_t *counts;
	} rows[] = {
		{_("questions"), counts->questions},
		{_("topics"), counts->topics},
		{_("passages"), counts->stimuli},
	};
	struct terminal_words cells[4 * 4];
	struct terminal_table table = {
		.cells = cells, .rows = 1, .columns = 4, .aligns = aligns};
	struct terminal t = terminal_new(cli->arena, cli->width, cli->color);

	add_head(cli, cells);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (sum(rows[i].counts))
			add_row(cli, &cells[4 * table.rows++], rows[i].noun,
				rows[i].counts);
	t.indent = 2;
	terminal_table(&t, &table);
	cli_write(cli, buf_str(&t.out));
}

static bool changes_nothing(const struct import_counts *counts)
{
	return sum(counts->questions) == counts->questions[PUT_SAME] &&
		sum(counts->topics) == counts->topics[PUT_SAME] &&
		sum(counts->stimuli) == counts->stimuli[PUT_SAME];
}

static void say_unchanged(struct cli *cli, size_t questions)
{
	if (questions)
		cli_say(cli,
			i18n_plural("Nothing changed: %zu question is in the "
				    "bank already.\n",
				"Nothing changed: all %zu questions are in "
				"the bank already.\n",
				questions),
			questions);
	else
		cli_say(cli, _("Nothing changed.\n"));
}

static void say_skipped(struct cli *cli, size_t skipped)
{
	if (skipped)
		cli_say(cli,
			i18n_plural("%zu question was left out, for the "
				    "reason given above.\n",
				"%zu questions were left out, for the "
				"reasons given above.\n",
				skipped),
			skipped);
}

/* Who does not write a status does not know that it is draft. */
static void say_drafts(struct cli *cli, size_t drafts)
{
	if (drafts)
		cli_say(cli,
			i18n_plural("%zu new question is a draft; papers take "
				    "approved ones only, unless the blueprint "
				    "says otherwise.\n",
				"%zu new questions are drafts; papers take "
				"approved ones only, unless the blueprint "
				"says otherwise.\n",
				drafts),
			drafts);
}

static void say_outcome(struct cli *cli, const struct import_counts *counts)
{
	bool trial = cli_flag(cli, "dry-run");

	if (changes_nothing(counts)) {
		say_unchanged(cli, counts->questions[PUT_SAME]);
	} else {
		if (!trial)
			cli_say(cli, _("Imported into %s:\n"), cli->bank);
		else
			cli_say(cli, _("Would be imported into %s:\n"),
				cli->bank);
		say_table(cli, counts);
	}
	say_drafts(cli, counts->drafts);
	say_skipped(cli, counts->skipped);
	if (trial)
		cli_say(cli, _("This was a trial: nothing is written.\n"));
}

/* What is wrong with a file as a whole reads as what is wrong in it does. */
static enum exit_code refuse_file(struct cli *cli, const struct error *err)
{
	if (cli->json)
		return cli_fail(cli, err);
	report_error(&cli->report, FINDING_SYNTAX, err);
	cli_findings(cli);
	return EXIT_REFUSED;
}

/* A refused import is still told in full, with "committed": false. */
static enum exit_code refuse(struct cli *cli,
	const struct import_counts *counts, const struct error *err)
{
	struct json *json, *fault;

	if (err->file[0] && err->code != ERROR_IO)
		return refuse_file(cli, err);
	cli_findings(cli);
	if (!cli->json || err->code != ERROR_INVALID)
		return cli_fail(cli, err);
	json = outcome_json(cli, counts, false);
	fault = json_object(cli->arena);
	json_add_str(cli->arena, fault, "code", STR("invalid"));
	json_add_str(cli->arena, fault, "text", str_from(err->text));
	json_add(cli->arena, json, "error", fault);
	cli_print(cli, json);
	return EXIT_REFUSED;
}

static enum exit_code run(struct cli *cli)
{
	struct import_counts counts = {0};
	struct import_door door;
	enum exit_code code;
	struct error err = {0};

	if (!import_door_open(cli, &door, &code))
		return code;
	if (!cli_open(cli, STORE_WRITE, &err))
		return cli_fail(cli, &err);
	if (!import_files(cli, &door, &counts, &err))
		return refuse(cli, &counts, &err);
	cli_findings(cli);
	cli_print(cli, outcome_json(cli, &counts, !cli_flag(cli, "dry-run")));
	if (!cli->json)
		say_outcome(cli, &counts);
	return EXIT_DONE;
}

const struct command command_import = {
	.name = "import",
	.operands = N_("FILE…"),
	.summary = N_("bring questions from files into the bank"),
	.description = N_(
		"Reads question files into the bank. A question whose id the "
		"bank knows gets a new version if it says something else now; "
		"the old version stays, for exams printed with it. Importing "
		"the same file again changes nothing.\n"
		"\n"
		"Everything wrong in a file is listed with its line and "
		"column. A question with a fault is left out and the others "
		"come in; with --strict none comes in unless all are sound. "
		"All files together are one step: a power cut or a full disk "
		"leaves the bank as it was.\n"
		"\n"
		"The file - is standard input."),
	.examples =
		(const struct example[]){
			{"dethi import toan12.yaml",
				N_("the questions of one file")},
			{"dethi import --dry-run *.yaml",
				N_("only see what is wrong in many files")},
			{"dethi import cu.gift --subject toan --grade 12 "
			 "--status approved",
				N_("questions from Moodle, which say neither")},
			{"dethi import --strict toan12.yaml",
				N_("all questions of the file or none")},
			{0},
		},
	.flags =
		(const struct flag[]){
			{"dry-run", 'n', FLAG_SWITCH, NULL,
				N_("say what would happen, change nothing"), 0,
				0},
			{"strict", 0, FLAG_SWITCH, NULL,
				N_("import nothing if anything is wrong"), 0,
				0},
			{"format", 0, FLAG_TEXT, N_("NAME"),
				N_("the files' format (dethi formats lists "
				   "them); else it is recognised by their "
				   "content"),
				0, 0},
			{"map", 0, FLAG_TEXT, N_("PAIRS"),
				N_("of a table or JSON: what its names mean, "
				   "with commas "
				   "between: "
				   "stem=prompt,options=choices,key=label"),
				0, 0},
			{"encoding", 0, FLAG_TEXT, N_("NAME"),
				N_("how the files' letters are written, when "
				   "it is not UTF-8: TCVN5712-1, "
				   "windows-1258, GB18030…; else it is "
				   "guessed"),
				0, 0},
			{"subject", 0, FLAG_TEXT, N_("ID"),
				N_("of questions that do not say theirs"), 0,
				0},
			{"grade", 0, FLAG_NUMBER, N_("N"),
				N_("of questions that do not say theirs"), 1,
				12},
			{"topic", 0, FLAG_TEXT, N_("ID"),
				N_("of questions that do not say theirs"), 0,
				0},
			{"status", 0, FLAG_TEXT, N_("STATUS"),
				N_("of questions that would be drafts: review "
				   "or approved"),
				0, 0},
			{0},
		},
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
