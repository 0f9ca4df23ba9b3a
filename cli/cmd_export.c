#include "banks/format.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/export_variants.h"
#include "cli/media.h"
#include "cli/query_words.h"
#include "engine/store/rows.h"
#include "engine/store/store_question.h"
#include "engine/store/store_search.h"

/* dethi export: questions of the bank into a file. */

struct gathering {
	struct cli *cli;
	struct bundle bundle;
	struct question *questions;
	size_t capacity;
	struct rows topics, stimuli, outcomes; /* ids that questions name */
	struct progress *progress;
};

static void want(struct rows *rows, struct str id)
{
	if (id.len && !rows_find(rows, id))
		rows_add(rows, id, 1);
}

static bool take_question(
	void *ctx, const struct question *q, struct error *err)
{
	struct gathering *g = ctx;
	struct arena *arena = g->cli->arena;
	struct question *copy = PUSH(
		arena, g->questions, g->bundle.question_count, g->capacity);

	*copy = question_copy(arena, q);
	want(&g->topics, q->topic);
	want(&g->stimuli, q->stimulus);
	want(&g->outcomes, q->outcome);
	for (size_t i = 0; i < q->statement_count; i++)
		want(&g->outcomes, q->statements[i].outcome);
	progress_at(g->progress, g->bundle.question_count);
	return media_load(
		g->cli, copy->media, copy->media_count, &copy->media, err);
}

static bool names_outcome(const struct gathering *g, const struct topic *topic)
{
	for (size_t i = 0; i < topic->outcome_count; i++)
		if (rows_find(&g->outcomes, topic->outcomes[i].id))
			return true;
	return false;
}

/* Whole topics, for one that came back without an outcome would lose its
 * order; and those above, until none is added. */
static void want_topics(
	struct gathering *g, const struct topic *topics, size_t count)
{
	size_t before;

	for (size_t i = 0; i < count; i++)
		if (names_outcome(g, &topics[i]))
			want(&g->topics, topics[i].id);
	do {
		before = g->topics.count;
		for (size_t i = 0; i < count; i++)
			if (rows_find(&g->topics, topics[i].id))
				want(&g->topics, topics[i].parent);
	} while (g->topics.count > before);
}

static bool gather_topics(struct gathering *g, bool all, struct error *err)
{
	struct topic *topics;
	size_t count, kept = 0;

	if (!store_topics(g->cli->store, g->cli->arena, &topics, &count, err))
		return false;
	want_topics(g, topics, count);
	for (size_t i = 0; i < count; i++)
		if (all || rows_find(&g->topics, topics[i].id))
			topics[kept++] = topics[i];
	g->bundle.topics = topics;
	g->bundle.topic_count = kept;
	return true;
}

static bool gather_stimuli(struct gathering *g, bool all, struct error *err)
{
	struct stimulus *stimuli;
	size_t count, kept = 0;

	if (!store_stimuli(g->cli->store, g->cli->arena, &stimuli, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct stimulus *s = &stimuli[i];

		if (!all && !rows_find(&g->stimuli, s->id))
			continue;
		if (!media_load(
			    g->cli, s->media, s->media_count, &s->media, err))
			return false;
		stimuli[kept++] = *s;
	}
	g->bundle.stimuli = stimuli;
	g->bundle.stimulus_count = kept;
	return true;
}

static bool gather_questions(
	struct gathering *g, const struct query *query, struct error *err)
{
	size_t total;
	bool worked;

	if (!store_count(g->cli->store, &total, err))
		return false;
	g->progress = progress_begin(g->cli, _("Exporting"), total);
	worked = store_each_question(
		g->cli->store, query, take_question, g, err);
	progress_end(g->progress);
	g->bundle.questions = g->questions;
	return worked;
}

/* Questions first: if somebody imports meanwhile, what they name is there. */
static bool gather(struct gathering *g, const struct query *query, bool all,
	struct error *err)
{
	return gather_questions(g, query, err) && gather_topics(g, all, err) &&
		gather_stimuli(g, all, err) &&
		store_get_header(
			g->cli->store, g->cli->arena, &g->bundle.header, err);
}

/* ---- the file ---- */

/* "native (.yaml, .yml)" for each that can be written. */
static const char *writable_formats(struct arena *arena)
{
	struct buf names = {.arena = arena};

	for (size_t i = 0; formats[i]; i++) {
		if (!formats[i]->write)
			continue;
		buf_format(&names, "%s%s", names.len ? ", " : "",
			formats[i]->name);
		for (size_t k = 0; formats[i]->endings[k]; k++)
			buf_format(&names, "%s%s", k ? ", " : " (",
				formats[i]->endings[k]);
		if (formats[i]->endings[0])
			buf_char(&names, ')');
	}
	return buf_str(&names).ptr;
}

static bool choose_format(struct cli *cli, const char *path,
	const struct format **out, struct error *err)
{
	const char *name = cli_text(cli, "format", NULL);

	*out = name                 ? format_by_name(str_from(name))
		: strcmp(path, "-") ? format_by_ending(path)
				    : formats[0];
	if (*out && (*out)->write)
		return true;
	if (name)
		return fail(err, ERROR_NOTFOUND,
			_("no format '%s' can be written; there is: %s"), name,
			writable_formats(cli->arena));
	return fail(err, ERROR_NOTFOUND,
		_("the ending of '%s' is that of no format; there is: %s; or "
		  "say --format NAME"),
		path, writable_formats(cli->arena));
}

static bool put_out(
	struct cli *cli, const char *path, struct str bytes, struct error *err)
{
	if (strcmp(path, "-"))
		return file_write(path, bytes, err);
	cli_write(cli, bytes);
	return true;
}

static bool write_bundle(struct cli *cli, const struct format *format,
	const struct bundle *bundle, const char *path, struct error *err)
{
	struct buf bytes = {.arena = cli->arena};
	bool worked =
		format->write(cli->arena, bundle, &bytes, &cli->report, err);

	cli_findings(cli);
	return worked && put_out(cli, path, buf_str(&bytes), err);
}

/* ---- what became of it ---- */

static void say_done(struct cli *cli, const struct format *format,
	const struct bundle *bundle, const char *path)
{
	struct arena *arena = cli->arena;
	struct json *json = json_object(arena);
	size_t count = bundle->question_count;

	json_add_str(arena, json, "file", str_from(path));
	json_add_str(arena, json, "format", str_from(format->name));
	json_add_long(arena, json, "questions", (long)count);
	json_add_long(arena, json, "topics", (long)bundle->topic_count);
	json_add_long(arena, json, "stimuli", (long)bundle->stimulus_count);
	json_add(arena, json, "findings", cli_findings_json(cli));
	cli_print(cli, json);
	if (strcmp(path, "-"))
		cli_say(cli,
			i18n_plural("%s: %zu question.\n",
				"%s: %zu questions.\n", count),
			path, count);
}

static bool export_to(struct cli *cli, const char *path, struct error *err)
{
	struct arena *arena = cli->arena;
	struct gathering g = {.cli = cli,
		.topics.arena = arena,
		.stimuli.arena = arena,
		.outcomes.arena = arena};
	const struct format *format = NULL;
	struct query query;
	struct str words;
	long variants;
	bool all;

	if (!query_of(cli, &words, &query, err) ||
		!choose_format(cli, path, &format, err) ||
		!cli_open(cli, STORE_READ, err))
		return false;
	all = !words.len;
	if (!gather(&g, &query, all, err))
		return false;
	if (!all && !g.bundle.question_count)
		return fail(err, ERROR_NOTFOUND,
			_("no question fits '%.*s': nothing is written"),
			STR_ARG(words));
	variants = cli_number(cli, "variants", format == formats[0] ? 0 : 1);
	if (variants && !export_variants(cli, &g.bundle, variants, err))
		return false;
	if (!write_bundle(cli, format, &g.bundle, path, err))
		return false;
	say_done(cli, format, &g.bundle, path);
	return true;
}

static enum exit_code run(struct cli *cli)
{
	const char *path = cli_text(cli, "output", NULL);
	struct error err = {0};

	if (!path)
		return cli_usage(cli,
			_("where to? Name a file with -o FILE, or -o - for "
			  "standard output"));
	if (cli->json && !strcmp(path, "-"))
		return cli_usage(cli,
			_("-o - and --json would both print on standard "
			  "output"));
	return export_to(cli, path, &err) ? EXIT_DONE : cli_fail(cli, &err);
}

const struct command command_export = {
	.name = "export",
	.operands = N_("[WORDS…] -o FILE"),
	.summary = N_("write questions of the bank to a file"),
	.description = N_(
		"Writes the whole bank, or the questions that the words and "
		"filters find as in dethi search, to a file that dethi import "
		"reads. Topics and passages come along as far as the questions "
		"need them, pictures are inside the file. Importing what was "
		"exported gives the same questions.\n"
		"\n"
		"The file appears whole or not at all; one of that name is "
		"replaced. -o - is standard output. The file's ending says "
		"which format it is written in."),
	.examples =
		(const struct example[]){
			{"dethi export -o bank.yaml", N_("everything")},
			{"dethi export topic:toan12.1 level:apply -o part.yaml",
				N_("the questions of one topic and level")},
			{"dethi export status:draft -o - | less",
				N_("read all drafts")},
			{0},
		},
	.flags =
		(const struct flag[]){
			{"output", 'o', FLAG_TEXT, N_("FILE"),
				N_("the file to write"), 0, 0},
			{"format", 0, FLAG_TEXT, N_("NAME"),
				N_("its format; else the ending says it"), 0,
				0},
			{"variants", 0, FLAG_NUMBER, N_("N"),
				N_("so many variants of each calculated "
				   "question, as ordinary ones (else 1, and in "
				   "a bank file the template itself)"),
				1, 1000},
			QUERY_FLAGS,
			{0},
		},
	.most = SIZE_MAX,
	.words = true,
	.run = run,
};
