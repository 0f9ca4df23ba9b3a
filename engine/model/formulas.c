#include "engine/model/formulas.h"

#include "base/markup/markup.h"
#include "base/math/math.h"

enum { TOLD_MOST = 3, SHOWN_MOST = 60 };

/* The texts of one question while they are looked through. */
struct looker {
	struct arena *arena;
	struct report *report;
	const char *file;
	struct str id;
	unsigned line, column;
	size_t told;
};

/* At most SHOWN_MOST bytes of a formula, and whole characters. */
static struct str shorten(struct arena *arena, struct str tex)
{
	size_t end = SHOWN_MOST;

	if (tex.len <= end)
		return tex;
	while (end && ((unsigned char)tex.ptr[end] & 0xC0) == 0x80)
		end--;
	return str_format(arena, "%.*s…", (int)end, tex.ptr);
}

static void judge(struct looker *l, struct str tex)
{
	struct math_faults faults = {.arena = l->arena};
	struct math_options options = {.decimal_comma = true};

	math_parse(l->arena, tex, &options, &faults);
	if (faults.count && l->told++ < TOLD_MOST)
		report_add(l->report, FINDING_FORMULA_FAULT, l->file, l->line,
			l->column, STR_ARG(l->id),
			STR_ARG(shorten(l->arena, tex)),
			STR_ARG(faults.v[0].text));
}

static void walk(struct looker *l, const struct markup *node)
{
	for (; node; node = node->next) {
		if (node->kind == MARKUP_MATH || node->kind == MARKUP_DISPLAY)
			judge(l, node->text);
		walk(l, node->child);
	}
}

static void look(void *ctx, struct str text)
{
	struct looker *l = ctx;

	/* Most texts have none. */
	if (!text.len || !memchr(text.ptr, '$', text.len))
		return;
	if (!l->arena)
		l->arena = arena_new();
	walk(l, markup_parse(l->arena, text));
}

/* Labels that have formulas in them. */
static void look_value(struct looker *l, const struct figure_value *value)
{
	look(l, value->text);
	for (size_t i = 0; i < value->count; i++)
		look_value(l, &value->items[i]);
}

static void look_figures(
	struct looker *l, const struct figure *figures, size_t count)
{
	for (size_t i = 0; i < count; i++)
		look_value(l, &figures[i].keys);
}

void question_formulas(
	const struct question *q, const char *file, struct report *report)
{
	struct looker l = {.report = report,
		.file = file,
		.id = q->id,
		.line = q->line,
		.column = q->column};
	struct text_visitor visitor = {&l, look};

	question_texts(q, &visitor);
	question_teacher_texts(q, &visitor);
	look_figures(&l, q->figures, q->figure_count);
	arena_free(l.arena);
}

void stimulus_formulas(
	const struct stimulus *s, const char *file, struct report *report)
{
	struct looker l = {.report = report,
		.file = file,
		.id = s->id,
		.line = s->line,
		.column = s->column};

	look(&l, s->text);
	look_figures(&l, s->figures, s->figure_count);
	arena_free(l.arena);
}
