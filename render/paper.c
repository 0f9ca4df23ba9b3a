#include "render/paper.h"

#include "base/i18n.h"
#include "render/heading.h"
#include "render/paper_question.h"
#include "render/part_heading.h"
#include "render/pdf/pdf.h"
#include "render/phrases.h"

struct papers {
	struct arena *arena; /* of all but the struct: printing adds to it */
	struct arena *arenas[CREW_MOST]; /* the displays, by who set them */
	struct str title;                /* of the file of all */
	struct pdf_writer *writer;
	const struct display **displays;
	size_t count;
};

/* One form while it is set; the arena goes when it is done. */
struct setting {
	struct arena *arena;
	struct galley *g;
	const struct exam *exam;
	const struct form *form;
	struct asking asking;
};

static struct str language_of(const struct setting *s)
{
	return s->exam->blueprint->language;
}

/* ---- parts ---- */

static void set_part_heading(
	struct setting *s, const struct part *part, struct part_range range)
{
	struct str label = s->asking.theme->part;
	struct str name = FILL(s->arena,
		label.len ? label : phrase(language_of(s), PHRASE_PART),
		{"name", part->name});

	struct str text =
		part_heading(s->arena, s->exam, s->form, range, label);

	if (!text.len)
		return;
	galley_context(s->g, name);
	if (part->name.len)
		galley_bookmark(s->g, 0, name);
	galley_heading(s->g, 2,
		WORDS(MARKUP(markup_parse(s->arena, text), LOOK_LABEL)));
}

/* What the part's heading says of choosing and writing holds for these. */
static bool is_told(const struct part *part, enum question_type type)
{
	if (type == TYPE_ESSAY || type == TYPE_TRUEFALSE)
		return true;
	if (!part->has_type)
		return type == TYPE_CHOICE;
	if (type == TYPE_NUMERIC || type == TYPE_SHORT)
		return part->type == TYPE_NUMERIC || part->type == TYPE_SHORT;
	return part->type == type;
}

/* Points are said where a pupil cannot know them from the part. */
static struct ask ask_of(const struct part *part, const struct shown *q)
{
	return (struct ask){
		.hint = !is_told(part, q->type),
		.points = q->points &&
			(q->type == TYPE_ESSAY || q->points != part->points),
	};
}

/* ---- questions ---- */

static struct str passage_of(const struct setting *s, size_t i)
{
	const struct item *item = &s->form->items[i];

	return s->exam->questions[item->question].stimulus;
}

/* The end of the questions that follow one passage. */
static size_t passage_end(const struct setting *s, size_t i, size_t end)
{
	struct str passage = passage_of(s, i);
	size_t k = i + 1;

	while (k < end && passage.len && str_equal(passage_of(s, k), passage))
		k++;
	return k;
}

static void set_item(struct setting *s, const struct part *part, size_t i)
{
	struct shown shown = shown_of(s->arena, s->exam, &s->form->items[i]);

	paper_question(s->g, &s->asking, &shown, ask_of(part, &shown));
}

/* The last question stays with the end of the paper, lest that be a page of
 * its own: the group is closed there. */
static void begin_last(struct setting *s, size_t i)
{
	if (i + 1 == s->form->item_count)
		galley_keep_begin(s->g);
}

/* A passage had better stay with its first question. */
static void set_passage(
	struct setting *s, const struct part *part, size_t i, size_t end)
{
	const struct stimulus *stimulus =
		exam_stimulus(s->exam, passage_of(s, i));

	galley_prefer_begin(s->g);
	if (stimulus) {
		galley_context(s->g,
			str_format(s->arena, _("passage %.*s"),
				STR_ARG(stimulus->id)));
		paper_passage(s->g, &s->asking, stimulus,
			s->form->items[i].number,
			s->form->items[end - 1].number);
	}
	set_item(s, part, i);
	galley_keep_end(s->g);
	while (++i < end) {
		begin_last(s, i);
		set_item(s, part, i);
	}
}

static void set_part(
	struct setting *s, const struct part *part, struct part_range range)
{
	galley_tag_begin(s->g, TAG_PART, STR(""));
	set_part_heading(s, part, range);
	for (size_t i = range.first; i < range.end;) {
		size_t end = passage_end(s, i, range.end);

		begin_last(s, i);
		if (passage_of(s, i).len)
			set_passage(s, part, i, end);
		else
			set_item(s, part, i);
		i = end;
	}
	galley_tag_end(s->g);
}

static void set_parts(struct setting *s)
{
	const struct form *form = s->form;

	for (size_t i = 0; i < form->item_count;) {
		size_t part = form->items[i].part;
		struct part_range range = part_range_at(form, i);

		set_part(s, &s->exam->blueprint->parts[part], range);
		i = range.end;
	}
}

/* ---- the end ---- */

static void set_end(struct setting *s)
{
	struct str end = phrase(language_of(s), PHRASE_END);
	struct str notes = phrase(language_of(s), PHRASE_END_NOTES), note;

	galley_keep_begin(s->g);
	galley_space(s->g, 8);
	galley_paragraph(s->g,
		WORDS(TEXT(str_format(s->arena, "------ %.*s ------",
				   STR_ARG(end)),
			LOOK_BOLD)),
		ALIGN_CENTER);
	while (heading_is_official(s->exam->blueprint) &&
		str_cut(&notes, '\n', &note))
		if (note.len)
			galley_paragraph(s->g,
				WORDS(TEXT(note, LOOK_ITALIC | LOOK_SMALL)),
				ALIGN_LEFT);
	galley_keep_end(s->g);
	if (s->form->item_count)
		galley_keep_end(s->g); /* of begin_last */
}

/* ---- papers ---- */

static bool set_form(struct arena *arena, struct press *press,
	const struct exam *exam, const struct form *form,
	struct display *display, struct galley_notes *notes, struct error *err)
{
	const struct blueprint *b = exam->blueprint;
	struct str code = FILL(
		arena, phrase(b->language, PHRASE_CODE), {"code", form->code});
	struct galley_info info = heading_info(arena, b, code);
	struct setting s = {
		.arena = arena,
		.g = galley_new(arena, press->setter, &press->style, &info),
		.exam = exam,
		.form = form,
		.asking = {.arena = arena,
			.language = b->language,
			.album = press->album,
			.theme = press->theme,
			.beside = press->style.beside,
			.blanks = b->answers.len ? str_is(b->answers, "paper")
						 : !heading_is_official(b)},
	};

	heading_foot(s.g, arena, b, form->code);
	heading_paper(s.g, arena, press->theme, b, form->code, form->points);
	galley_body(s.g);
	set_parts(&s);
	set_end(&s);
	return galley_finish(s.g, display, notes, err);
}

/* All forms while a crew sets them. */
struct composing {
	struct papers *papers;
	struct press *press;
	const struct exam *exam;
	struct galley_notes *notes; /* of each form */
	struct fault {
		size_t form;
		struct error error;
	} faults[CREW_MOST]; /* the first one of each worker */
};

static void keep_form(struct composing *c, size_t worker, size_t form,
	const struct display *display, const struct galley_notes *notes)
{
	struct arena **arena = &c->papers->arenas[worker];

	if (!*arena)
		*arena = arena_new();
	c->papers->displays[form] = display_copy(*arena, display);
	c->notes[form] = *notes;
	c->notes[form].fault = str_copy(*arena, notes->fault);
}

static void compose(void *ctx, size_t worker, size_t form)
{
	struct composing *c = ctx;
	struct fault *fault = &c->faults[worker];
	struct arena *arena = arena_new();
	struct galley_notes notes = {0};
	struct display display;

	if (fault->error.code == ERROR_NONE)
		fault->form = form;
	if (fault->error.code == ERROR_NONE &&
		set_form(arena, press_for(c->press, worker), c->exam,
			&c->exam->forms[form], &display, &notes, &fault->error))
		keep_form(c, worker, form, &display, &notes);
	arena_free(arena);
}

/* That of the first form that has one, whoever set it. */
static bool any_fault(const struct composing *c, struct error *err)
{
	const struct fault *first = NULL;

	for (size_t i = 0; i < CREW_MOST; i++) {
		const struct fault *fault = &c->faults[i];

		if (fault->error.code != ERROR_NONE &&
			(!first || fault->form < first->form))
			first = fault;
	}
	if (first && err)
		*err = first->error;
	return first != NULL;
}

static size_t most(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* What the worst form has. */
static struct galley_notes notes_most(const struct composing *c)
{
	struct galley_notes notes = {0};

	for (size_t i = 0; i < c->papers->count; i++) {
		const struct galley_notes *more = &c->notes[i];

		if (more->formulas > notes.formulas)
			notes.fault = more->fault;
		notes.formulas = most(notes.formulas, more->formulas);
		notes.images = most(notes.images, more->images);
		notes.overfull = most(notes.overfull, more->overfull);
	}
	return notes;
}

/* The subsets come out the same whoever set the forms: they are added in
 * order. */
static bool set_forms(
	struct composing *c, struct report *report, struct error *err)
{
	struct papers *papers = c->papers;
	struct galley_notes notes;

	crew_run(papers->count, compose, c);
	if (any_fault(c, err))
		return false;
	for (size_t i = 0; i < papers->count; i++)
		pdf_writer_add(papers->writer, papers->displays[i]);
	notes = notes_most(c);
	press_report(report, c->exam->blueprint->file, &notes);
	return pdf_writer_ready(papers->writer, err);
}

static struct papers *papers_new(struct arena *arena, const struct exam *exam)
{
	struct papers *papers = NEW(arena, struct papers);

	papers->arena = arena_new();
	papers->writer = pdf_writer_new(papers->arena);
	papers->count = exam->form_count;
	papers->displays =
		NEW_ARRAY(papers->arena, papers->count, const struct display *);
	papers->title = str_format(papers->arena, "%.*s – %.*s",
		STR_ARG(heading_title(exam->blueprint)),
		STR_ARG(phrase(exam->blueprint->language, PHRASE_ALL_FORMS)));
	return papers;
}

bool papers_set(struct arena *arena, struct press *press,
	const struct exam *exam, struct report *report, struct papers **out,
	struct error *err)
{
	struct papers *papers = papers_new(arena, exam);
	struct composing *c = NEW(papers->arena, struct composing);

	c->papers = papers;
	c->press = press;
	c->exam = exam;
	c->notes = NEW_ARRAY(papers->arena, papers->count, struct galley_notes);
	if (!album_add(press->album, exam, err) || !set_forms(c, report, err)) {
		papers_free(papers);
		return false;
	}
	*out = papers;
	return true;
}

void papers_free(struct papers *papers)
{
	if (!papers)
		return;
	pdf_writer_free(papers->writer);
	for (size_t i = 0; i < CREW_MOST; i++)
		arena_free(papers->arenas[i]);
	arena_free(papers->arena);
}

bool papers_print(struct papers *papers, size_t form, struct arena *arena,
	struct str *out, struct error *err)
{
	if (form >= papers->count)
		return fail(err, ERROR_NOTFOUND, _("no such form"));
	return pdf_print(papers->writer, arena, &papers->displays[form], 1,
		papers->displays[form]->title, out, err);
}

bool papers_print_all(struct papers *papers, struct arena *arena,
	struct str *out, struct error *err)
{
	return pdf_print(papers->writer, arena, papers->displays, papers->count,
		papers->title, out, err);
}

const struct display *papers_display(const struct papers *papers, size_t form)
{
	return form < papers->count ? papers->displays[form] : NULL;
}
