#include <math.h>

#include "banks/native.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/media.h"
#include "cli/terminal_question.h"
#include "cli/terminal_template.h"
#include "engine/store/store_question.h"
#include "engine/store/store_statistics.h"

/* dethi show: a question as a person reads it. */

struct showing {
	struct cli *cli;
	struct question *questions;
	struct topic *topics;
	size_t topic_count;
};

/* All are read before the first is shown, so that one that is not there is
 * not noticed in the middle. */
static bool load_questions(struct showing *s, struct error *err)
{
	struct cli *cli = s->cli;
	unsigned version = (unsigned)cli_number(cli, "version", 0);

	s->questions =
		NEW_ARRAY(cli->arena, cli->operand_count, struct question);
	for (size_t i = 0; i < cli->operand_count; i++) {
		struct str id = str_from(cli->operands[i]);

		if (utf8_invalid(id) != SIZE_MAX)
			return fail(err, ERROR_NOTFOUND,
				_("an id is never of such bytes: '%s'"),
				cli->operands[i]);
		if (!store_get_question(cli->store, cli->arena,
			    utf8_nfc(cli->arena, id), version, &s->questions[i],
			    err))
			return false;
	}
	return true;
}

/* ---- for people ---- */

static const struct topic *topic_of(const struct showing *s, struct str id)
{
	for (size_t i = 0; i < s->topic_count; i++)
		if (str_equal(s->topics[i].id, id))
			return &s->topics[i];
	return NULL;
}

static const struct outcome *outcome_of(const struct showing *s, struct str id)
{
	for (size_t i = 0; i < s->topic_count; i++)
		for (size_t k = 0; k < s->topics[i].outcome_count; k++)
			if (str_equal(s->topics[i].outcomes[k].id, id))
				return &s->topics[i].outcomes[k];
	return NULL;
}

static bool load_statistics(
	const struct showing *s, struct question_view *view, struct error *err)
{
	struct question_statistics *found;

	if (!store_get_statistics(s->cli->store, s->cli->arena,
		    view->question->id,
		    (unsigned)cli_number(s->cli, "version", 0), &found,
		    &view->statistics_count, err))
		return false;
	view->statistics = found;
	return true;
}

static bool show_one(
	struct showing *s, struct terminal *t, size_t i, struct error *err)
{
	struct cli *cli = s->cli;
	const struct question *q = &s->questions[i];
	struct stimulus stimulus;
	struct question_view view = {
		.question = q,
		.topic = topic_of(s, q->topic),
		.outcome = outcome_of(s, q->outcome),
		.keys = !cli_flag(cli, "no-key"),
	};

	if (view.keys && !load_statistics(s, &view, err))
		return false;
	if (q->stimulus.len) {
		if (!store_get_stimulus(cli->store, cli->arena, q->stimulus,
			    &stimulus, err))
			return false;
		view.stimulus = &stimulus;
		view.stimulus_above = i &&
			str_equal(s->questions[i - 1].stimulus, q->stimulus);
	}
	terminal_question(t, &view);
	if (view.keys)
		terminal_template(t, q);
	return true;
}

static bool show_all(struct showing *s, struct error *err)
{
	struct cli *cli = s->cli;
	struct terminal t = terminal_new(cli->arena, cli->width, cli->color);

	if (!store_topics(
		    cli->store, cli->arena, &s->topics, &s->topic_count, err))
		return false;
	for (size_t i = 0; i < cli->operand_count; i++) {
		terminal_blank(&t);
		if (!show_one(s, &t, i, err))
			return false;
	}
	cli_write(cli, buf_str(&t.out));
	return true;
}

/* ---- for programs and editors ---- */

/* As a bank file, so that it can be brought back; what could command a
 * terminal is escaped in it. */
static bool print_yaml(const struct showing *s, struct error *err)
{
	struct buf out = {.arena = s->cli->arena};

	buf_text(&out, "questions:\n");
	for (size_t i = 0; i < s->cli->operand_count; i++) {
		struct question q = s->questions[i];

		if (!media_load(s->cli, q.media, q.media_count, &q.media, err))
			return false;
		native_write_question(&out, &q);
	}
	cli_write(s->cli, buf_str(&out));
	return true;
}

static void add_figure(
	struct arena *arena, struct json *json, const char *name, double value)
{
	if (isfinite(value))
		json_add_number(arena, json, name, value);
}

static struct json *statistics_json(
	struct arena *arena, const struct question_statistics *s)
{
	struct json *json = json_object(arena);

	if (s->exam.len)
		json_add_str(arena, json, "exam", s->exam);
	json_add_long(arena, json, "version", (long)s->version);
	json_add_long(arena, json, "people", (long)s->people);
	add_figure(arena, json, "facility", s->facility);
	add_figure(arena, json, "discrimination", s->discrimination);
	add_figure(arena, json, "a", s->a);
	add_figure(arena, json, "b", s->b);
	add_figure(arena, json, "c", s->c);
	add_figure(arena, json, "medianSeconds", s->seconds);
	return json;
}

static bool print_json(const struct showing *s, struct error *err)
{
	struct arena *arena = s->cli->arena;

	for (size_t i = 0; i < s->cli->operand_count; i++) {
		struct question_view view = {.question = &s->questions[i]};
		struct json *json = question_to_json(arena, view.question);
		struct json *list = json_array(arena);

		if (!load_statistics(s, &view, err))
			return false;
		for (size_t k = 0; k < view.statistics_count; k++)
			json_append(list,
				statistics_json(arena, &view.statistics[k]));
		json_add_long(arena, json, "version", view.question->version);
		if (view.statistics_count)
			json_add(arena, json, "measured", list);
		cli_print(s->cli, json);
	}
	return true;
}

static bool show(struct cli *cli, struct error *err)
{
	struct showing s = {.cli = cli};

	if (!cli_open(cli, STORE_READ, err) || !load_questions(&s, err))
		return false;
	if (cli->json)
		return print_json(&s, err);
	if (cli_flag(cli, "yaml"))
		return print_yaml(&s, err);
	return show_all(&s, err);
}

static enum exit_code run(struct cli *cli)
{
	struct error err = {0};

	if (cli_flag(cli, "no-key") && (cli->json || cli_flag(cli, "yaml")))
		return cli_usage(cli,
			_("--json and --yaml hold the key: --no-key cannot "
			  "stand with them"));
	return show(cli, &err) ? EXIT_DONE : cli_fail(cli, &err);
}

const struct command command_show = {
	.name = "show",
	.operands = N_("ID…"),
	.summary = N_("read questions in the terminal"),
	.description = N_(
		"Shows whole questions: the passage they belong to, the right "
		"answer marked with ✓ (statements with T or F), the solution, "
		"and what else the bank knows of them. Formulas are shown as "
		"their TeX source.\n"
		"\n"
		"An older version of a question can be seen as long as the "
		"bank exists."),
	.examples =
		(const struct example[]){
			{"dethi show toan12.1-001", N_("one question")},
			{"dethi show --no-key toan12.1-001 toan12.1-002",
				N_("two questions without their answers, for "
				   "the class to see")},
			{"dethi show --yaml toan12.1-001 > question.yaml",
				N_("to change it in an editor; bring it back "
				   "with dethi import")},
			{"dethi show --version 1 toan12.1-001",
				N_("as it was at first")},
			{0},
		},
	.flags =
		(const struct flag[]){
			{"no-key", 0, FLAG_SWITCH, NULL,
				N_("hide answers and solutions"), 0, 0},
			{"yaml", 0, FLAG_SWITCH, NULL,
				N_("print the question as it stands in a bank "
				   "file"),
				0, 0},
			{"version", 0, FLAG_NUMBER, N_("N"),
				N_("that version of the question; else the "
				   "latest"),
				1, 1000000000},
			{0},
		},
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
