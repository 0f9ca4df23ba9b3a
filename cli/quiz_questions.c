#include "cli/quiz_questions.h"

#include "engine/model/variant.h"

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

static size_t questions_of(struct arena *arena, const struct exam *exam,
	const struct form *form, struct question *out)
{
	for (size_t i = 0; i < form->item_count; i++)
		out[i] = as_printed(arena, exam, &form->items[i]);
	return form->item_count;
}

/* Each once, with the points of the first form that has it. */
static size_t all_questions(
	struct arena *arena, const struct exam *exam, struct question *out)
{
	bool *done = NEW_ARRAY(arena, exam->question_count, bool);
	size_t count = 0;

	for (size_t f = 0; f < exam->form_count; f++)
		for (size_t i = 0; i < exam->forms[f].item_count; i++) {
			struct item item = exam->forms[f].items[i];

			if (done[item.question])
				continue;
			done[item.question] = true;
			item.order = NULL;
			out[count++] = as_printed(arena, exam, &item);
		}
	return count;
}

bool quiz_questions(struct cli *cli, const struct exam *exam, struct str code,
	const struct format *format, struct str *out, struct error *err)
{
	struct arena *arena = cli->arena;
	const struct form *form = code.len ? exam_form(exam, code) : NULL;
	size_t room = exam->question_count;
	struct question *questions;
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
	if (form && form->item_count > room)
		room = form->item_count;
	questions = NEW_ARRAY(arena, room, struct question);
	bundle.questions = questions;
	bundle.question_count = form
		? questions_of(arena, exam, form, questions)
		: all_questions(arena, exam, questions);
	if (!format->write(arena, &bundle, &bytes, &cli->report, err))
		return false;
	*out = buf_str(&bytes);
	return true;
}
