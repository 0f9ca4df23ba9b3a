#include <math.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/query_words.h"
#include "cli/terminal.h"
#include "engine/store/store_question.h"
#include "engine/store/store_search.h"

/* dethi search: which questions there are. */

enum { SHOWN = 20, NAMED_MOST = 12 };

/* ---- for programs ---- */

/* Without the marks around matches. */
static struct str unmarked(struct arena *arena, struct str excerpt)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < excerpt.len; i++)
		if (excerpt.ptr[i] != '\x02' && excerpt.ptr[i] != '\x03')
			buf_char(&out, excerpt.ptr[i]);
	return buf_str(&out);
}

static struct json *hit_json(struct arena *arena, const struct hit *hit)
{
	struct json *json = json_object(arena);

	json_add_str(arena, json, "id", hit->id);
	json_add_long(arena, json, "version", hit->version);
	json_add_str(
		arena, json, "type", str_from(question_type_name(hit->type)));
	json_add_str(arena, json, "level", str_from(level_name(hit->level)));
	json_add_str(arena, json, "status", str_from(status_name(hit->status)));
	json_add_str(arena, json, "topic", hit->topic);
	if (hit->people) {
		json_add_long(arena, json, "people", (long)hit->people);
		json_add_number(arena, json, "facility", hit->facility);
		if (!isnan(hit->discrimination))
			json_add_number(arena, json, "discrimination",
				hit->discrimination);
	}
	json_add_str(arena, json, "excerpt", unmarked(arena, hit->excerpt));
	return json;
}

static void print_hits(struct cli *cli, const struct hits *hits)
{
	struct json *json = json_object(cli->arena);
	struct json *list = json_array(cli->arena);

	json_add_long(cli->arena, json, "total", (long)hits->total);
	for (size_t i = 0; i < hits->count; i++)
		json_append(list, hit_json(cli->arena, &hits->hits[i]));
	json_add(cli->arena, json, "questions", list);
	cli_print(cli, json);
}

static void say_ids(struct cli *cli, const struct hits *hits)
{
	for (size_t i = 0; i < hits->count; i++)
		cli_say(cli, "%.*s\n", STR_ARG(hits->hits[i].id));
}

/* ---- for people ---- */

/* Matches stand between \x02 and \x03. */
static struct terminal_words excerpt_words(
	struct arena *arena, struct str excerpt)
{
	struct terminal_words words = {.arena = arena};
	unsigned look = 0;
	size_t start = 0;

	for (size_t i = 0; i <= excerpt.len; i++) {
		char c = i < excerpt.len ? excerpt.ptr[i] : '\x03';

		if (c != '\x02' && c != '\x03')
			continue;
		terminal_add(&words, look, str_sub(excerpt, start, i - start));
		start = i + 1;
		look = c == '\x02' ? TERMINAL_BOLD | TERMINAL_MATCH : 0;
	}
	return words;
}

/* " 63 % r 0.41 (n 120)" */
static struct str measured(struct arena *arena, const struct hit *hit)
{
	struct buf out = {.arena = arena};
	char number[I18N_NUMBER];

	buf_format(&out, _(" %.0f%% right"), 100 * hit->facility);
	if (!isnan(hit->discrimination))
		buf_format(&out, _(", discr. %s"),
			i18n_number(round(hit->discrimination * 100) / 100,
				number));
	buf_format(&out, " (n %zu)", hit->people);
	return buf_str(&out);
}

/* A line of the table; retired ones and drafts say so. */
static void heads_of(struct arena *arena, const struct hit *hit,
	struct terminal_words *cells)
{
	cells[0] = terminal_word(arena, TERMINAL_BOLD, hit->id);
	cells[1] = terminal_word(arena, 0, str_from(level_label(hit->level)));
	cells[2] = terminal_word(
		arena, 0, str_from(question_type_label(hit->type)));
	cells[3] = terminal_word(arena, TERMINAL_DIM, hit->topic);
	if (hit->people)
		terminal_add(&cells[3], 0, measured(arena, hit));
	if (hit->status != STATUS_APPROVED) {
		terminal_add(&cells[3], 0, STR(" "));
		terminal_add(&cells[3], TERMINAL_WRONG,
			str_format(arena, "(%s)", status_label(hit->status)));
	}
}

static void say_hits(struct cli *cli, const struct hits *hits)
{
	struct arena *arena = cli->arena;
	struct terminal t = terminal_new(arena, cli->width, cli->color);
	struct terminal_words *cells =
		NEW_ARRAY(arena, 4 * hits->count, struct terminal_words);
	struct terminal_words *excerpts =
		NEW_ARRAY(arena, hits->count, struct terminal_words);
	const struct terminal_table table = {.cells = cells,
		.rows = hits->count,
		.columns = 4,
		.notes = excerpts};

	for (size_t i = 0; i < hits->count; i++) {
		heads_of(arena, &hits->hits[i], &cells[4 * i]);
		excerpts[i] = excerpt_words(arena, hits->hits[i].excerpt);
	}
	terminal_table(&t, &table);
	cli_write(cli, buf_str(&t.out));
}

static void say_total(struct cli *cli, const struct hits *hits)
{
	if (hits->count < hits->total)
		cli_say(cli,
			i18n_plural("\n%zu of %zu question; all with -n 0\n",
				"\n%zu of %zu questions; all with -n 0\n",
				hits->total),
			hits->count, hits->total);
	else
		cli_say(cli,
			i18n_plural("\n%zu question\n", "\n%zu questions\n",
				hits->total),
			hits->total);
}

/* ---- when nothing is found ---- */

static const struct query_filter *filter_of(
	const struct query *query, enum query_field field)
{
	for (size_t i = 0; i < query->filter_count; i++)
		if (query->filters[i].field == field && !query->filters[i].not )
			return &query->filters[i];
	return NULL;
}

/* A topic that the bank does not know, and the one that may be meant. */
static bool hint_topic(
	struct cli *cli, const struct query_filter *filter, struct error *err)
{
	struct topic *topics;
	const char **ids, *near;
	const char *prefix =
		str_format(cli->arena, "%.*s.", STR_ARG(filter->values[0])).ptr;
	size_t count;

	if (!store_topics(cli->store, cli->arena, &topics, &count, err))
		return false;
	ids = NEW_ARRAY(cli->arena, count + 1, const char *);
	for (size_t i = 0; i < count; i++) {
		ids[i] = str_cstr(cli->arena, topics[i].id);
		if (str_equal(topics[i].id, filter->values[0]) ||
			str_starts(topics[i].id, prefix))
			return true;
	}
	near = str_nearest(filter->values[0], ids);
	if (near)
		cli_say(cli,
			_("There is no topic '%.*s'; did you mean '%s'?\n"),
			STR_ARG(filter->values[0]), near);
	else
		cli_say(cli, _("There is no topic '%.*s' in the bank.\n"),
			STR_ARG(filter->values[0]));
	return true;
}

/* Filters whose values are the bank's own. */
static const struct {
	enum query_field field;
	const char *text, *empty;
} named[] = {
	{QUERY_SUBJECT,
		N_("There is no subject '%.*s' in the bank; there are: %s\n"),
		N_("No question of the bank has a subject.\n")},
	{QUERY_GRADE,
		N_("There is no grade '%.*s' in the bank; there are: %s\n"),
		N_("No question of the bank has a grade.\n")},
	{QUERY_TAG, N_("There is no tag '%.*s' in the bank; there are: %s\n"),
		N_("No question of the bank has a tag.\n")},
	{QUERY_OUTCOME,
		N_("There is no outcome '%.*s' in the bank; there are: %s\n"),
		N_("No question of the bank has an outcome.\n")},
};

/* A tag may be typed without marks or capitals. */
static bool has_value(struct arena *arena, enum query_field field,
	const struct str *values, size_t count, struct str wanted)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(values[i], wanted) ||
			(field == QUERY_TAG &&
				str_equal(utf8_fold(arena, values[i]),
					utf8_lower(arena, wanted))))
			return true;
	return false;
}

static const char *list_values(
	struct arena *arena, const struct str *values, size_t count)
{
	struct buf list = {.arena = arena};

	for (size_t i = 0; i < count && i < NAMED_MOST; i++)
		buf_format(&list, "%s%.*s", i ? ", " : "", STR_ARG(values[i]));
	buf_text(&list, count > NAMED_MOST ? ", …" : "");
	return buf_str(&list).ptr;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static bool hint_values(struct cli *cli, size_t which,
	const struct query_filter *filter, struct error *err)
{
	struct str *values;
	size_t count;

	if (!store_values(cli->store, cli->arena, named[which].field, &values,
		    &count, err))
		return false;
	for (size_t i = 0; i < filter->count; i++)
		if (has_value(cli->arena, named[which].field, values, count,
			    filter->values[i]))
			return true;
	if (count)
		cli_say(cli, _(named[which].text), STR_ARG(filter->values[0]),
			list_values(cli->arena, values, count));
	else
		cli_say(cli, "%s", _(named[which].empty));
	return true;
}
#pragma GCC diagnostic pop

static bool hint_named(
	struct cli *cli, const struct query *query, struct error *err)
{
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		const struct query_filter *filter =
			filter_of(query, named[i].field);

		if (filter && !hint_values(cli, i, filter, err))
			return false;
	}
	return true;
}

static bool say_nothing_found(
	struct cli *cli, const struct query *query, struct error *err)
{
	const struct query_filter *topic = filter_of(query, QUERY_TOPIC);
	size_t all;

	if (!store_count(cli->store, &all, err))
		return false;
	if (!all) {
		cli_say(cli,
			_("The bank is still empty: bring questions in with "
			  "dethi import FILE.\n"));
		return true;
	}
	cli_say(cli,
		i18n_plural("Nothing found; the bank holds %zu question.\n",
			"Nothing found; the bank holds %zu questions.\n", all),
		all);
	if ((topic && !hint_topic(cli, topic, err)) ||
		!hint_named(cli, query, err))
		return false;
	if (query->word_count == 1 && !query->filter_count)
		cli_say(cli,
			_("Try the beginning of the word with a star, as "
			  "'hàm*'.\n"));
	else if (query->word_count + query->filter_count > 1)
		cli_say(cli,
			_("Every word and filter must fit: try fewer, or the "
			  "beginning of a word with a star, as 'hàm*'.\n"));
	return true;
}

static bool search(struct cli *cli, struct error *err)
{
	bool ids = cli_flag(cli, "ids");
	size_t limit = (size_t)cli_number(cli, "limit", ids ? 0 : SHOWN);
	struct query query;
	struct hits hits;

	if (!query_of(cli, NULL, &query, err) ||
		!cli_open(cli, STORE_READ, err) ||
		!store_search(
			cli->store, cli->arena, &query, limit, 0, &hits, err))
		return false;
	if (cli->json)
		print_hits(cli, &hits);
	else if (ids)
		say_ids(cli, &hits);
	else if (!hits.total)
		return say_nothing_found(cli, &query, err);
	else {
		say_hits(cli, &hits);
		say_total(cli, &hits);
	}
	return true;
}

static enum exit_code run(struct cli *cli)
{
	struct error err = {0};

	return search(cli, &err) ? EXIT_DONE : cli_fail(cli, &err);
}

const struct command command_search = {
	.name = "search",
	.operands = N_("[WORDS…]"),
	.summary = N_("find questions"),
	.description = N_(
		"Lists the questions that hold all the words, best ones first. "
		"Marks may be left out: dao ham finds đạo hàm; words typed "
		"with their marks come first. Without words every question is "
		"found.\n"
		"\n"
		"  \"cực trị\"         these words in a row (in quotes for the "
		"shell too)\n"
		"  hàm*              any word that begins so\n"
		"  -nghiệm           not with this word\n"
		"  level:apply       know, understand, apply, extend; also NB, "
		"TH, VD, VDC\n"
		"  topic:toan12.1    this topic and those below it\n"
		"  type:short,essay  one of these types\n"
		"  tag:\"thực tế\"     with this tag\n"
		"  -tag:khó          without it\n"
		"\n"
		"More filters: subject: grade: status: id: outcome: "
		"stimulus:\n"
		"\n"
		"What 'dethi analyse --save' measured is found too:\n"
		"\n"
		"  facility:<0.3            few got it right; also >60%, "
		"0.2..0.4, none\n"
		"  discrimination:<0.1      hardly tells strong from weak"),
	.examples =
		(const struct example[]){
			{"dethi search đạo hàm level:apply",
				N_("questions about derivatives, to be "
				   "applied")},
			{"dethi search '\"cực trị\"' -nghiệm",
				N_("with these two words in a row, and "
				   "without that one")},
			{"dethi search topic:toan12.1 type:statements -n 0",
				N_("all true/false questions of a topic")},
			{"dethi show $(dethi search --ids id:toan12.1-*)",
				N_("read what was found")},
			{0},
		},
	.flags =
		(const struct flag[]){
			{"limit", 'n', FLAG_NUMBER, N_("N"),
				N_("show so many at most, 0 all; 20 unless "
				   "said, and all with --ids"),
				0, 1000000000},
			{"ids", 0, FLAG_SWITCH, NULL,
				N_("only the questions' ids, one a line"), 0,
				0},
			QUERY_FLAGS,
			{0},
		},
	.most = SIZE_MAX,
	.words = true,
	.run = run,
};
