#include "engine/model/doubts.h"

#include "base/i18n.h"
#include "base/markup/markup.h"

/* The texts of one question or passage while they are looked through. */
struct doubter {
	struct arena *arena; /* NULL until it is needed */
	struct report *report;
	const char *file;
	struct str id;
	unsigned line, column;
	const struct media *media;
	size_t media_count;
	const struct figure *figures;
	size_t figure_count;
};

/* ---- the same twice ---- */

/* More are not compared each with each. */
enum { COMPARED_MOST = 64 };

/* Texts of one kind, taken together. */
struct same {
	struct str texts[COMPARED_MOST];
	size_t count;
};

static void add_same(struct same *same, struct str text)
{
	if (same->count < COMPARED_MOST)
		same->texts[same->count++] = str_trim(text);
}

/* noun: N_(), looked up when there is something to say. */
static void judge_same(
	struct doubter *d, const struct same *same, const char *noun)
{
	for (size_t i = 1; i < same->count; i++)
		for (size_t k = 0; k < i; k++) {
			if (!str_equal(same->texts[i], same->texts[k]))
				continue;
			report_add(d->report, FINDING_SAME_TWICE, d->file,
				d->line, d->column, STR_ARG(d->id), _(noun),
				STR_ARG(same->texts[i]));
			return;
		}
}

static void doubt_options(
	struct doubter *d, const struct option *options, size_t count)
{
	struct same same;

	same.count = 0;
	for (size_t i = 0; i < count; i++)
		add_same(&same, options[i].text);
	judge_same(d, &same, N_("options"));
}

static void doubt_statements(struct doubter *d, const struct question *q)
{
	struct same same;

	same.count = 0;
	for (size_t i = 0; i < q->statement_count; i++)
		add_same(&same, q->statements[i].text);
	judge_same(d, &same, N_("statements"));
}

static void doubt_items(struct doubter *d, const struct question *q)
{
	struct same same;

	same.count = 0;
	for (size_t i = 0; i < q->item_count; i++)
		add_same(&same, q->items[i]);
	judge_same(d, &same, N_("items"));
}

static void doubt_pairs(struct doubter *d, const struct question *q)
{
	struct same left, right;

	left.count = right.count = 0;
	for (size_t i = 0; i < q->pair_count; i++) {
		add_same(&left, q->pairs[i].left);
		add_same(&right, q->pairs[i].right);
	}
	for (size_t i = 0; i < q->distractor_count; i++)
		add_same(&right, q->distractors[i]);
	judge_same(d, &left, N_("left sides"));
	judge_same(d, &right, N_("right sides"));
}

/* ---- pictures ---- */

static bool is_named(const struct doubter *d, struct str name)
{
	for (size_t i = 0; i < d->media_count; i++)
		if (str_equal(d->media[i].name, name))
			return true;
	return figure_find(d->figures, d->figure_count, name) != NULL;
}

static void walk(struct doubter *d, const struct markup *node)
{
	for (; node; node = node->next) {
		if (node->kind == MARKUP_IMAGE && !is_named(d, node->url))
			report_add(d->report, FINDING_NO_PICTURE, d->file,
				d->line, d->column, STR_ARG(d->id),
				STR_ARG(node->url));
		walk(d, node->child);
	}
}

static void look(void *ctx, struct str text)
{
	struct doubter *d = ctx;

	/* Most texts have none. */
	if (!text.len || !memchr(text.ptr, '!', text.len))
		return;
	if (!d->arena)
		d->arena = arena_new();
	walk(d, markup_parse(d->arena, text));
}

void question_doubts(
	const struct question *q, const char *file, struct report *report)
{
	struct doubter d = {.report = report,
		.file = file,
		.id = q->id,
		.line = q->line,
		.column = q->column,
		.media = q->media,
		.media_count = q->media_count,
		.figures = q->figures,
		.figure_count = q->figure_count};
	struct text_visitor visitor = {&d, look};

	doubt_options(&d, q->options, q->option_count);
	doubt_statements(&d, q);
	doubt_items(&d, q);
	doubt_pairs(&d, q);
	for (size_t i = 0; i < q->gap_count; i++)
		doubt_options(&d, q->gaps[i].options, q->gaps[i].option_count);
	question_texts(q, &visitor);
	question_teacher_texts(q, &visitor);
	arena_free(d.arena);
}

void stimulus_doubts(
	const struct stimulus *s, const char *file, struct report *report)
{
	struct doubter d = {.report = report,
		.file = file,
		.id = s->id,
		.line = s->line,
		.column = s->column,
		.media = s->media,
		.media_count = s->media_count,
		.figures = s->figures,
		.figure_count = s->figure_count};

	look(&d, s->text);
	arena_free(d.arena);
}
