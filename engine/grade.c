#include "engine/grade.h"

#include "base/i18n.h"
#include "base/json.h"
#include "engine/store/store_marks.h"

static struct str rules_text(
	struct arena *arena, const struct grade_rules *rules)
{
	struct json *json = json_object(arena);

	json_add_long(arena, json, "scale", rules->scale);
	json_add_long(arena, json, "step", rules->step);
	json_add(arena, json, "corrections",
		corrections_to_json(
			arena, rules->corrections, rules->correction_count));
	return json_print(arena, json, false);
}

static const long *points_of(
	struct arena *arena, const struct score *score, size_t count)
{
	long *points = NEW_ARRAY(arena, count, long);

	for (size_t i = 0; i < count; i++)
		points[i] = score->marks[i].points;
	return points;
}

bool grade_keep(struct store *store, struct arena *arena,
	const struct grading *g, const struct grade_rules *rules, long long now,
	struct error *err)
{
	struct kept_response *kept =
		NEW_ARRAY(arena, g->count, struct kept_response);

	for (size_t i = 0; i < g->count; i++) {
		const struct sheet *sheet = &g->sheets[i];

		kept[i] = (struct kept_response){.person = sheet->person,
			.name = sheet->name,
			.class = sheet->class,
			.form = sheet->form,
			.answers = sheet->answers,
			.seconds = sheet->seconds,
			.source = str_format(
				arena, "%s:%u", sheet->file, sheet->line),
			.points = points_of(arena, &g->scores[i],
				g->exam->forms[sheet->form].item_count)};
	}
	return store_put_marks(store, g->exam, kept, g->count,
		rules_text(arena, rules), now, err);
}

static bool read_rules(struct arena *arena, struct str text,
	struct grade_rules *out, struct error *err)
{
	struct json *json;
	struct correction *corrections;

	if (!json_parse(arena, "scoring", text, &json, err) ||
		!corrections_from_json(arena, json_get(json, "corrections"),
			&corrections, &out->correction_count, err))
		return false;
	out->corrections = corrections;
	out->scale = json_long(json_get(json, "scale"), 0);
	out->step = json_long(json_get(json, "step"), 10);
	return true;
}

bool grade_recall(struct store *store, struct arena *arena,
	const struct exam *exam, struct sheets *sheets,
	struct grade_rules *rules, struct error *err)
{
	struct kept_response *kept;
	struct str text;
	size_t count;

	if (!store_get_marks(store, arena, exam, &kept, &count, &text, err))
		return false;
	if (!text.len || !count)
		return fail(err, ERROR_NOTFOUND,
			_("the bank has no marks of exam '%.*s'; 'dethi grade "
			  "--save' keeps them"),
			STR_ARG(exam->id));
	for (size_t i = 0; i < count; i++) {
		struct sheet *sheet = sheets_add(arena, sheets, kept[i].person);

		if (!sheet)
			continue;
		sheet->name = kept[i].name;
		sheet->class = kept[i].class;
		sheet->form = kept[i].form;
		sheet->answers = kept[i].answers;
		sheet->seconds = kept[i].seconds;
		sheet->file = str_cstr(arena, kept[i].source);
	}
	return read_rules(arena, text, rules, err);
}
