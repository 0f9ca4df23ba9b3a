#include "cli/export_variants.h"

#include "generators/template.h"

struct variants {
	struct cli *cli;
	struct question *list;
	size_t count, capacity;
	char point;
};

static bool add_variants(struct variants *v, const struct question *template,
	long each, struct error *err)
{
	struct arena *arena = v->cli->arena;
	const struct template *t;

	if (!template_compile(arena, template, v->point, &t, err))
		return false;
	for (long i = 1; i <= each; i++) {
		struct question *q =
			PUSH(arena, v->list, v->count, v->capacity);

		if (!template_variant(arena, t, (uint64_t)i, q, err))
			return false;
		q->id = str_format(arena, "%.*s-%ld", STR_ARG(template->id), i);
		q->variant = 0;
	}
	return true;
}

bool export_variants(
	struct cli *cli, struct bundle *bundle, long each, struct error *err)
{
	struct variants v = {.cli = cli, .point = ','};

	if (bundle->header.language.len &&
		!str_starts(bundle->header.language, "vi"))
		v.point = '.';
	for (size_t i = 0; i < bundle->question_count; i++) {
		const struct question *q = &bundle->questions[i];

		if (!question_is_template(q))
			*PUSH(cli->arena, v.list, v.count, v.capacity) = *q;
		else if (!add_variants(&v, q, each, err))
			return false;
	}
	bundle->questions = v.list;
	bundle->question_count = v.count;
	return true;
}
