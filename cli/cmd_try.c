#include "banks/native.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/terminal_question.h"
#include "engine/model/sink.h"
#include "engine/store/store_question.h"
#include "generators/template.h"
#include "render/documents.h"

#include <math.h>

/* dethi try: what a template makes. */

static const struct flag flags[] = {
	{"count", 'n', FLAG_NUMBER, N_("N"), N_("so many variants (else 3)"), 1,
		200},
	{"first", 0, FLAG_NUMBER, N_("N"),
		N_("the number of the first; the same number gives the same "
		   "variant (else 1)"),
		1, 1000000000},
	{"output", 'o', FLAG_TEXT, N_("FILE"),
		N_("a contact sheet as well: a .pdf with all of them and their "
		   "solutions"),
		0, 0},
	{"no-key", 0, FLAG_SWITCH, NULL, N_("hide answers and solutions"), 0,
		0},
	{0},
};

enum { WAYS_LIMIT = 20000 };

struct trying {
	struct cli *cli;
	struct bank_header header;
	const struct question *templates;
	size_t template_count;
	struct question *variants;
	size_t count, capacity;
	struct json *json;
};

/* ---- the templates ---- */

static bool from_file(struct trying *t, const char *path, struct error *err)
{
	struct cli *cli = t->cli;
	struct bundle bundle;
	struct sink sink = bundle_sink(cli->arena, &bundle);
	struct question *kept;
	size_t count = 0;
	struct str text;

	if (!file_read(cli->arena, path, FILE_LIMIT, &text, err) ||
		!native_read(cli->arena, path, text, &sink, &cli->report, err))
		return false;
	t->header = bundle.header;
	kept = NEW_ARRAY(cli->arena, bundle.question_count, struct question);
	for (size_t i = 0; i < bundle.question_count; i++)
		if (question_is_template(&bundle.questions[i]))
			kept[count++] = bundle.questions[i];
	t->templates = kept;
	t->template_count = count;
	return count || cli->report.levels[REPORT_ERROR] ||
		fail(err, ERROR_NOTFOUND,
			_("no question of %s has parameters: there is no "
			  "template in it"),
			path);
}

static bool from_bank(struct trying *t, struct error *err)
{
	struct cli *cli = t->cli;
	struct question *q =
		NEW_ARRAY(cli->arena, cli->operand_count, struct question);

	if (!cli_open(cli, STORE_READ, err) ||
		!store_get_header(cli->store, cli->arena, &t->header, err))
		return false;
	for (size_t i = 0; i < cli->operand_count; i++) {
		if (!store_get_question(cli->store, cli->arena,
			    str_from(cli->operands[i]), 0, &q[i], err))
			return false;
		if (!question_is_template(&q[i]))
			return fail(err, ERROR_INVALID,
				_("question '%s' has no parameters: it is not "
				  "a template"),
				cli->operands[i]);
	}
	t->templates = q;
	t->template_count = cli->operand_count;
	return true;
}

static bool is_file(const char *operand)
{
	struct str name = str_from(operand);

	return str_ends(name, ".yaml") || str_ends(name, ".yml") ||
		str_find(name, "/", 0) != SIZE_MAX;
}

static char point_of(const struct trying *t)
{
	return t->header.language.len && !str_starts(t->header.language, "vi")
		? '.'
		: ',';
}

/* ---- what they make ---- */

static void say_count(
	struct trying *t, const struct question *q, size_t count, bool more)
{
	struct cli *cli = t->cli;

	json_add_long(cli->arena, t->json, "variants", (long)count);
	json_add_bool(cli->arena, t->json, "more", more);
	if (more)
		cli_say(cli, _("%.*s: more than %zu different questions\n"),
			STR_ARG(q->id), count);
	else
		cli_say(cli,
			i18n_plural("%.*s: %zu different question\n",
				"%.*s: %zu different questions\n", count),
			STR_ARG(q->id), count);
}

static bool try_one(
	struct trying *t, const struct question *q, struct error *err)
{
	struct cli *cli = t->cli;
	long first = cli_number(cli, "first", 1);
	long wanted = cli_number(cli, "count", 3);
	const struct template *template;
	size_t count;
	bool more;

	if (!template_compile(cli->arena, q, point_of(t), &template, err) ||
		!template_count(
			cli->arena, template, WAYS_LIMIT, &count, &more, err))
		return false;
	say_count(t, q, count, more);
	for (long i = 0; i < wanted; i++)
		if (!template_variant(cli->arena, template,
			    (uint64_t)(first + i),
			    PUSH(cli->arena, t->variants, t->count,
				    t->capacity),
			    err))
			return false;
	return true;
}

static void show_variants(struct trying *t, size_t from)
{
	struct cli *cli = t->cli;
	struct terminal terminal =
		terminal_new(cli->arena, cli->width, cli->color);
	struct json *list = json_array(cli->arena);

	for (size_t i = from; i < t->count; i++) {
		struct question_view view = {.question = &t->variants[i],
			.keys = !cli_flag(cli, "no-key")};

		terminal_blank(&terminal);
		terminal_question(&terminal, &view);
		json_append(
			list, question_to_json(cli->arena, &t->variants[i]));
	}
	json_add(cli->arena, t->json, "questions", list);
	if (!cli->json)
		cli_write(cli, buf_str(&terminal.out));
}

/* ---- the contact sheet ---- */

/* An exam of one form that has them all, part by part of a type. */
static struct exam contact_exam(struct trying *t)
{
	struct arena *arena = t->cli->arena;
	struct blueprint *blueprint = NEW(arena, struct blueprint);
	struct part *parts = NEW_ARRAY(arena, TYPE_COUNT, struct part);
	struct item *items = NEW_ARRAY(arena, t->count, struct item);
	struct form *form = NEW(arena, struct form);
	size_t count = 0, part_count = 0;

	blueprint->title = STR("dethi try");
	blueprint->language =
		t->header.language.len ? t->header.language : STR("vi");
	blueprint->heading = STR("plain");
	blueprint->forms.count = 1;
	for (int type = 0; type < TYPE_COUNT; type++) {
		long number = 0;

		for (size_t i = 0; i < t->count; i++) {
			const struct question *q = &t->variants[i];

			if (q->type != (enum question_type)type)
				continue;
			items[count++] = (struct item){.part = part_count,
				.number = ++number,
				.question = i,
				.points = q->points ? q->points : POINT,
				.key = question_key(arena, q, NULL,
					str_starts(blueprint->language, "vi")
						? "vi"
						: "en")};
		}
		if (!number)
			continue;
		parts[part_count] = (struct part){.has_type = true,
			.type = (enum question_type)type,
			.renumber = true};
		parts[part_count].name =
			str_format(arena, "%zu", part_count + 1);
		part_count++;
	}
	blueprint->parts = parts;
	blueprint->part_count = part_count;
	*form = (struct form){.code = STR("1"),
		.items = items,
		.item_count = count,
		.expected = NAN};
	return (struct exam){.blueprint = blueprint,
		.questions = t->variants,
		.question_count = t->count,
		.forms = form,
		.form_count = 1};
}

static bool put_sheet(
	void *ctx, struct str name, struct str bytes, struct error *err)
{
	struct trying *t = ctx;

	(void)name;
	return file_write(cli_text(t->cli, "output", NULL), bytes, err);
}

static bool contact_sheet(struct trying *t, struct error *err)
{
	struct exam exam = contact_exam(t);
	const struct document_sink sink = {t, put_sheet};

	exam.id = exam_identity(t->cli->arena, &exam);
	return documents_print(&exam, 1u << DOCUMENT_SOLUTION, STR(""), &sink,
		&t->cli->report, err);
}

/* ---- the command ---- */

static bool try_all(struct trying *t, struct error *err)
{
	struct cli *cli = t->cli;

	for (size_t i = 0; i < t->template_count; i++) {
		const struct question *q = &t->templates[i];
		size_t from = t->count;

		t->json = json_object(cli->arena);
		json_add_str(cli->arena, t->json, "template", q->id);
		template_check(q, point_of(t),
			is_file(cli->operands[0]) ? cli->operands[0]
						  : cli->bank,
			&cli->report);
		if (!cli->report.levels[REPORT_ERROR] && !try_one(t, q, err))
			return false;
		show_variants(t, from);
		cli_print(cli, t->json);
	}
	return true;
}

static enum exit_code run(struct cli *cli)
{
	struct trying t = {.cli = cli};
	const char *output = cli_text(cli, "output", NULL);
	bool file = is_file(cli->operands[0]);
	struct error err = {0};

	if (file && cli->operand_count > 1)
		return cli_usage(cli, "%s", _("one file at a time is tried"));
	if (output && !str_ends(str_from(output), ".pdf"))
		return cli_usage(cli, "%s", _("the contact sheet is a .pdf"));
	if (!(file ? from_file(&t, cli->operands[0], &err)
		   : from_bank(&t, &err)) ||
		!try_all(&t, &err) ||
		(output && t.count && !contact_sheet(&t, &err))) {
		cli_findings(cli);
		return cli_fail(cli, &err);
	}
	cli_findings(cli);
	return cli->report.levels[REPORT_ERROR] ? EXIT_REFUSED : EXIT_DONE;
}

const struct command command_try = {
	.name = "try",
	.operands = N_("ID…|FILE"),
	.summary = N_("see what a question template makes"),
	.description = N_(
		"A question with parameters is a template: every exam gets "
		"another variant of it. This shows some of them, with their "
		"answers and solutions, and says how many different ones there "
		"are; a template that cannot be read, or fails on some values, "
		"is refused with its place and those values.\n"
		"\n"
		"Templates are named by their id in the bank, or by the file "
		"that holds them, which need not be imported."),
	.examples =
		(const struct example[]){
			{"dethi try toan-mau.yaml",
				N_("three variants of each template of the "
				   "file")},
			{"dethi try -n 20 -o mau.pdf toan10.t-001",
				N_("twenty of one in the bank, on a sheet "
				   "too")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
