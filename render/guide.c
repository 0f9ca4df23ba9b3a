#include "render/guide.h"

#include "base/i18n.h"
#include "render/guide_question.h"
#include "render/heading.h"
#include "render/key.h"
#include "render/paper_question.h"
#include "render/phrases.h"

/* Where a question stands on a form. */
struct place_on {
	const struct form *form;
	const struct item *item;
	const struct place_on *next;
};

struct guide {
	struct galley *g;
	struct arena *arena;
	const struct exam *exam;
	struct asking asking;
	struct answering answering;
	const struct place_on **places; /* by question, in order of forms */
	bool *done;                     /* by question */
	bool *read;                     /* by stimulus */
};

static struct str say(const struct guide *guide, enum phrase id)
{
	return phrase(guide->answering.language, id);
}

static struct str points_of(const struct guide *guide, long points)
{
	return points_phrase(guide->arena, guide->answering.language, points);
}

/* ---- where questions stand ---- */

static void find_places(struct guide *guide)
{
	const struct exam *exam = guide->exam;

	guide->places = NEW_ARRAY(
		guide->arena, exam->question_count, const struct place_on *);
	for (size_t f = exam->form_count; f-- > 0;)
		for (size_t i = 0; i < exam->forms[f].item_count; i++) {
			const struct item *item = &exam->forms[f].items[i];
			struct place_on *place =
				NEW(guide->arena, struct place_on);

			*place = (struct place_on){&exam->forms[f], item,
				guide->places[item->question]};
			guide->places[item->question] = place;
		}
}

static struct str level_text(const struct guide *guide, enum level level)
{
	static const enum phrase names[LEVEL_COUNT] = {
		[LEVEL_KNOW] = PHRASE_LEVEL_KNOW,
		[LEVEL_UNDERSTAND] = PHRASE_LEVEL_UNDERSTAND,
		[LEVEL_APPLY] = PHRASE_LEVEL_APPLY,
		[LEVEL_EXTEND] = PHRASE_LEVEL_EXTEND,
	};

	return level == LEVEL_NONE ? STR("") : say(guide, names[level]);
}

static void put_place(
	struct guide *guide, struct buf *out, const struct place_on *place)
{
	struct arena *arena = guide->arena;

	buf_add(out,
		FILL(arena, say(guide, PHRASE_PLACE),
			{"code", place->form->code},
			{"n", number_text(arena, place->item->number)}));
	if (guide->exam->questions[place->item->question].type == TYPE_ESSAY)
		return;
	buf_text(out, "\xc2\xa0–\xc2\xa0");
	buf_add(out, key_printed(arena, guide->exam, place->item));
}

/* "Nhận biết. Mã đề: 101: câu 3 – B; 102: câu 7 – D" */
static void set_places(struct guide *guide, const struct question *q,
	const struct place_on *place)
{
	struct buf out = {.arena = guide->arena};

	buf_add(&out, level_text(guide, q->level));
	if (guide->exam->form_count > 1) {
		if (out.len)
			buf_text(&out, ". ");
		buf_add(&out, say(guide, PHRASE_PLACES));
		buf_char(&out, ' ');
		for (; place; place = place->next) {
			put_place(guide, &out, place);
			buf_text(&out, place->next ? "; " : ".");
		}
	}
	if (out.len)
		galley_paragraph(guide->g,
			WORDS(TEXT(buf_str(&out), LOOK_SMALL | LOOK_MUTED)),
			ALIGN_LEFT);
}

/* ---- questions ---- */

static void set_passage(struct guide *guide, const struct question *q,
	const struct form *form, const struct item *item)
{
	const struct stimulus *stimulus =
		exam_stimulus(guide->exam, q->stimulus);
	const struct item *end = form->items + form->item_count;
	const struct item *last = item;

	if (!stimulus || guide->read[stimulus - guide->exam->stimuli])
		return;
	guide->read[stimulus - guide->exam->stimuli] = true;
	while (last + 1 < end && last[1].part == item->part &&
		str_equal(guide->exam->questions[last[1].question].stimulus,
			q->stimulus))
		last++;
	galley_context(guide->g,
		str_format(guide->arena, _("passage %.*s"),
			STR_ARG(stimulus->id)));
	paper_passage(
		guide->g, &guide->asking, stimulus, item->number, last->number);
}

static void set_question(
	struct guide *guide, const struct form *form, const struct item *item)
{
	const struct exam *exam = guide->exam;
	const struct question *q = &exam->questions[item->question];
	struct shown shown = shown_of(guide->arena, exam, item);
	struct ask ask = {.points = shown.points > 0};

	if (form != exam->forms)
		ask.label = FILL(guide->arena, say(guide, PHRASE_OTHER_FORM),
			{"n", number_text(guide->arena, item->number)},
			{"code", form->code});
	galley_space(guide->g, 4);
	set_passage(guide, q, form, item);
	galley_keep_begin(guide->g);
	paper_question(guide->g, &guide->asking, &shown, ask);
	guide_answer(guide->g, &guide->answering, q, item);
	set_places(guide, q, guide->places[item->question]);
	galley_keep_end(guide->g);
}

/* ---- parts ---- */

/* How many questions of the part the form has, and their points. */
static long part_points(const struct form *form, size_t part, long *count)
{
	long points = 0;

	*count = 0;
	for (size_t i = 0; i < form->item_count; i++)
		if (form->items[i].part == part) {
			points += form->items[i].points;
			++*count;
		}
	return points;
}

static struct table_cell step_cell(
	struct guide *guide, struct str text, unsigned look)
{
	struct span *span = NEW(guide->arena, struct span);

	*span = TEXT(text, look);
	return (struct table_cell){.words = {span, 1}};
}

/* What 0, 1, 2… right statements earn. */
static void set_steps(struct guide *guide, const struct part *part)
{
	struct str language = guide->answering.language;
	size_t count = part->scoring.step_count + 1;
	struct table_column *columns =
		NEW_ARRAY(guide->arena, count, struct table_column);
	struct table_cell *head =
		NEW_ARRAY(guide->arena, count, struct table_cell);
	struct table_cell *cells =
		NEW_ARRAY(guide->arena, count, struct table_cell);
	const struct table_row rows[] = {
		{head, count, true}, {cells, count, false}};
	struct table table = {.columns = columns,
		.column_count = count,
		.rows = rows,
		.row_count = 2,
		.look = LOOK_SMALL};
	long points = part->points ? part->points : POINT;

	head[0] = step_cell(guide, say(guide, PHRASE_STEPS), LOOK_BOLD);
	cells[0] = step_cell(
		guide, say(guide, PHRASE_CRITERION_POINTS), LOOK_BOLD);
	for (size_t i = 1; i < count; i++) {
		columns[i] = (struct table_column){40, ALIGN_CENTER};
		head[i] = step_cell(guide,
			number_text(guide->arena, (long)i - 1), LOOK_BOLD);
		cells[i] = step_cell(guide,
			points_text(guide->arena, language,
				part->scoring.steps[i - 1] * points / POINT),
			0);
	}
	galley_table(guide->g, &table);
}

static void set_scoring(
	struct guide *guide, const struct part *part, size_t index)
{
	struct arena *arena = guide->arena;
	struct buf out = {.arena = arena};
	long count, points = part_points(guide->exam->forms, index, &count);

	buf_add(&out,
		FILL(arena, say(guide, PHRASE_PART_POINTS),
			{"count", number_text(arena, count)},
			{"points", points_of(guide, points)}));
	if (part->points && !part->scoring.step_count &&
		part->type != TYPE_ESSAY) {
		buf_char(&out, ' ');
		buf_add(&out,
			FILL(arena, say(guide, PHRASE_EACH),
				{"points", points_of(guide, part->points)}));
	}
	if (part->scoring.wrong) {
		buf_char(&out, ' ');
		buf_add(&out,
			FILL(arena, say(guide, PHRASE_WRONG_COSTS),
				{"points",
					points_of(
						guide, -part->scoring.wrong)}));
	}
	if (part->instead_of.len) {
		buf_char(&out, ' ');
		buf_add(&out,
			FILL(arena, say(guide, PHRASE_INSTEAD),
				{"other", part->instead_of}));
	}
	galley_paragraph(guide->g, WORDS(TEXT(buf_str(&out), 0)), ALIGN_LEFT);
	if (part->scoring.step_count)
		set_steps(guide, part);
}

/* The part's heading stays with its first question. */
static void set_part_heading(struct guide *guide, size_t index)
{
	const struct part *part = &guide->exam->blueprint->parts[index];
	struct str name = FILL(
		guide->arena, say(guide, PHRASE_PART), {"name", part->name});

	galley_bookmark(guide->g, 0, name);
	galley_heading(guide->g, 1, WORDS(TEXT(name, 0)));
	set_scoring(guide, part, index);
}

static void set_part(struct guide *guide, size_t index)
{
	const struct exam *exam = guide->exam;
	bool first = true;

	galley_tag_begin(guide->g, TAG_PART, STR(""));
	galley_keep_begin(guide->g);
	set_part_heading(guide, index);
	for (size_t f = 0; f < exam->form_count; f++)
		for (size_t i = 0; i < exam->forms[f].item_count; i++) {
			const struct item *item = &exam->forms[f].items[i];

			if (item->part != index || guide->done[item->question])
				continue;
			guide->done[item->question] = true;
			set_question(guide, &exam->forms[f], item);
			if (first)
				galley_keep_end(guide->g);
			first = false;
			guide_solution(guide->g, &guide->answering,
				&exam->questions[item->question]);
		}
	if (first)
		galley_keep_end(guide->g);
	galley_tag_end(guide->g);
}

/* ---- the guide ---- */

static bool set_guide(struct press *press, const struct exam *exam,
	struct arena *work, struct display *display, struct galley_notes *notes,
	struct error *err)
{
	const struct blueprint *b = exam->blueprint;
	struct str title = phrase(b->language, PHRASE_GUIDE_TITLE);
	struct galley_info info = heading_info(work, b, title);
	struct guide guide = {
		.g = galley_new(work, press->setter, &press->style, &info),
		.arena = work,
		.exam = exam,
		.asking = {.arena = work,
			.language = b->language,
			.album = press->album,
			.theme = press->theme,
			.beside = press->style.beside},
		.answering = {work, b->language},
		.done = NEW_ARRAY(work, exam->question_count, bool),
		.read = NEW_ARRAY(work, exam->stimulus_count, bool),
	};

	find_places(&guide);
	heading_foot(guide.g, work, b, STR(""));
	heading_teacher(guide.g, work, press->theme, b, title);
	if (exam->form_count && exam->forms->points)
		galley_paragraph(guide.g,
			WORDS(TEXT(
				FILL(work, say(&guide, PHRASE_TOTAL),
					{"points",
						points_of(&guide,
							exam->forms->points)}),
				0)),
			ALIGN_LEFT);
	galley_body(guide.g);
	for (size_t i = 0; i < b->part_count; i++)
		set_part(&guide, i);
	return galley_finish(guide.g, display, notes, err);
}

bool guide_print(struct press *press, const struct exam *exam,
	struct arena *arena, struct report *report, struct str *out,
	struct error *err)
{
	struct arena *work = arena_new(), *kept = arena_new();
	struct galley_notes notes = {0};
	const struct display *copy;
	struct display display;
	bool worked = album_add(press->album, exam, err) &&
		set_guide(press, exam, work, &display, &notes, err);

	if (worked) {
		press_report(report, exam->blueprint->file, &notes);
		copy = display_copy(kept, &display);
	}
	/* What it took to set it is more than what is printed. */
	arena_free(work);
	worked = worked && press_print(arena, copy, out, err);
	arena_free(kept);
	return worked;
}
