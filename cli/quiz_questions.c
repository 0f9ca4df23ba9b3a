#include "cli/quiz_questions.h"

#include "engine/model/variant.h"
#include "render/phrases.h"

static const struct media *with_bytes(struct arena *arena,
	const struct exam *exam, const struct media *media, size_t count)
{
	struct media *all = NEW_ARRAY(arena, count, struct media);

	for (size_t i = 0; i < count; i++) {
		const struct media *kept = exam_media(exam, media[i].hash);

		all[i] = media[i];
		if (kept)
			all[i].bytes = kept->bytes;
	}
	return all;
}

/* Options as they are printed; the learning platform may move them again. */
static struct question as_printed(
	struct arena *arena, const struct exam *exam, const struct item *item)
{
	struct question q = exam->questions[item->question];
	struct option *options =
		NEW_ARRAY(arena, q.option_count, struct option);

	q.media = with_bytes(arena, exam, q.media, q.media_count);
	/* "t12~3" is no id that others know. */
	if (q.variant)
		q.id = str_format(arena, "%.*s-%ld",
			STR_ARG(variant_template(q.id)), q.variant);
	q.variant = 0;
	q.points = item->points;
	for (size_t i = 0; i < q.option_count; i++)
		options[i] = q.options[item->order ? item->order[i] : i];
	q.options = options;
	return q;
}

struct gathered {
	struct question *questions;
	size_t count;
	bool *done; /* each once, as the first form has it; NULL: all of a form
		     */
};

static void take_part(struct arena *arena, const struct exam *exam,
	const struct form *form, size_t part, struct gathered *out)
{
	for (size_t i = 0; i < form->item_count; i++) {
		struct item item = form->items[i];

		if (item.part != part ||
			(out->done && out->done[item.question]))
			continue;
		if (out->done) {
			out->done[item.question] = true;
			item.order = NULL;
		}
		out->questions[out->count++] = as_printed(arena, exam, &item);
	}
}

static struct str title_of(
	struct arena *arena, const struct exam *exam, const struct part *part)
{
	return FILL(arena, phrase(exam->blueprint->language, PHRASE_PART),
		{"name", part->name});
}

/* 0.1, 0.25, 0.5, 1 for one to four right statements, and what is taken off for
 * wrong answers, belong to the exam: no file of questions has a place for them.
 */
static void tell_scoring(struct cli *cli, const struct exam *exam,
	const struct part *part, const struct question *questions, size_t count)
{
	bool steps = false;

	for (size_t i = 0; i < count && part->scoring.step_count; i++)
		steps |= questions[i].type == TYPE_STATEMENTS;
	if (steps)
		report_add(&cli->report, FINDING_NOT_WRITTEN, NULL, 0, 0,
			STR_ARG(exam->id),
			str_format(cli->arena, "scoring.steps (%.*s)",
				STR_ARG(part->name))
				.ptr);
	if (part->scoring.wrong)
		report_add(&cli->report, FINDING_NOT_WRITTEN, NULL, 0, 0,
			STR_ARG(exam->id),
			str_format(cli->arena, "scoring.wrong (%.*s)",
				STR_ARG(part->name))
				.ptr);
}

/* Part by part: of one form, or with NULL of all of them. */
static void gather(struct cli *cli, const struct exam *exam,
	const struct form *form, struct bundle *bundle)
{
	struct arena *arena = cli->arena;
	const struct blueprint *b = exam->blueprint;
	size_t room = form && form->item_count > exam->question_count
		? form->item_count
		: exam->question_count;
	struct bundle_part *parts =
		NEW_ARRAY(arena, b->part_count, struct bundle_part);
	struct gathered all = {
		.questions = NEW_ARRAY(arena, room, struct question),
		.done = form ? NULL
			     : NEW_ARRAY(arena, exam->question_count, bool)};

	for (size_t i = 0; i < b->part_count; i++) {
		size_t before = all.count;

		for (size_t f = 0; f < (form ? 1 : exam->form_count); f++)
			take_part(arena, exam, form ? form : &exam->forms[f], i,
				&all);
		if (all.count > before)
			parts[bundle->part_count++] = (struct bundle_part){
				title_of(arena, exam, &b->parts[i]),
				all.count - before};
		tell_scoring(cli, exam, &b->parts[i], all.questions + before,
			all.count - before);
	}
	bundle->parts = parts;
	bundle->questions = all.questions;
	bundle->question_count = all.count;
	/* An exam that is not parted has one without a name. */
	if (bundle->part_count == 1)
		bundle->part_count = 0;
}

bool quiz_questions(struct cli *cli, const struct exam *exam, struct str code,
	const struct format *format, struct str *out, struct error *err)
{
	struct arena *arena = cli->arena;
	const struct form *form = code.len ? exam_form(exam, code) : NULL;
	struct bundle bundle = {.header.title = exam->blueprint->title,
		.header.language = exam->blueprint->language,
		.topics = exam->topics,
		.topic_count = exam->topic_count,
		.stimuli = exam->stimuli,
		.stimulus_count = exam->stimulus_count};
	struct buf bytes = {.arena = arena};

	if (code.len && !form)
		return fail(err, ERROR_NOTFOUND,
			_("no form of the exam has the code '%.*s'"),
			STR_ARG(code));
	gather(cli, exam, form, &bundle);
	if (!format->write(arena, &bundle, &bytes, &cli->report, err))
		return false;
	*out = buf_str(&bytes);
	return true;
}
