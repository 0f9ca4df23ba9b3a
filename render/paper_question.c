#include "render/paper_question.h"

#include <math.h>

#include "base/i18n.h"
#include "render/phrases.h"
#include "render/type/paragraph.h"

/* Everything here sees struct shown only. */

static struct str say(const struct asking *a, enum phrase id)
{
	return phrase(a->language, id);
}

static const struct markup *tree_of(const struct asking *a, struct str text)
{
	return markup_parse(a->arena, text);
}

/* A tree of one block. */
static const struct markup *alone(
	const struct asking *a, const struct markup *block)
{
	struct markup *all = NEW(a->arena, struct markup);
	struct markup *copy = arena_copy(a->arena, block, sizeof *block);

	copy->next = NULL;
	all->kind = MARKUP_DOCUMENT;
	all->child = copy;
	return all;
}

/* One span of markup, in the arena. */
static struct words body_of(const struct asking *a, struct str text)
{
	struct span *span = NEW(a->arena, struct span);

	*span = MARKUP(tree_of(a, text), 0);
	return (struct words){span, 1};
}

static struct words text_words(
	const struct asking *a, struct str text, unsigned look)
{
	struct span *span = NEW(a->arena, struct span);

	*span = TEXT(text, look);
	return (struct words){span, 1};
}

/* "A. ", "(a) ": as the theme has it. */
static struct words label_of(
	const struct asking *a, const struct letter_label *label, size_t i)
{
	return text_words(a,
		str_format(a->arena, "%.*s%c%.*s ", STR_ARG(label->before),
			label->first + (int)i, STR_ARG(label->after)),
		LOOK_BOLD | LOOK_LABEL);
}

static const struct labelled *label_all(const struct asking *a,
	const struct str *texts, size_t count, const struct letter_label *label)
{
	struct labelled *all = NEW_ARRAY(a->arena, count, struct labelled);

	for (size_t i = 0; i < count; i++)
		all[i] = (struct labelled){
			label_of(a, label, i), body_of(a, texts[i])};
	return all;
}

/* ---- by type ---- */

static void set_options(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	galley_options(g,
		label_all(a, q->choices, q->choice_count, &a->theme->option),
		q->choice_count);
}

/* "□ Đúng  □ Sai" */
static void set_truefalse(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	struct labelled both[2];

	(void)q;
	for (int i = 0; i < 2; i++)
		both[i] = (struct labelled){text_words(a, STR("□ "), 0),
			text_words(
				a, say(a, i ? PHRASE_FALSE : PHRASE_TRUE), 0)};
	galley_columns(g, both, 2, 4);
}

static struct table_cell head_cell(const struct asking *a, struct str text)
{
	return (struct table_cell){
		.words = text_words(a, text, LOOK_BOLD), .align = ALIGN_CENTER};
}

static struct table_cell labelled_cell(
	const struct asking *a, struct words label, struct str text)
{
	struct span *spans = NEW_ARRAY(a->arena, 2, struct span);

	spans[0] = label.spans[0];
	spans[1] = MARKUP(tree_of(a, text), 0);
	return (struct table_cell){.words = {spans, 2}};
}

/* A row for each statement with a box for true and one for false. */
static void set_statement_table(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	const struct table_column columns[] = {
		{0, ALIGN_LEFT}, {48, ALIGN_CENTER}, {48, ALIGN_CENTER}};
	struct table_cell(*cells)[3] =
		arena_array(a->arena, q->choice_count + 1, sizeof *cells);
	struct table_row *rows =
		NEW_ARRAY(a->arena, q->choice_count + 1, struct table_row);
	struct table table = {.columns = columns,
		.column_count = 3,
		.rows = rows,
		.row_count = q->choice_count + 1,
		.wide = true};

	cells[0][1] = head_cell(a, say(a, PHRASE_TRUE));
	cells[0][2] = head_cell(a, say(a, PHRASE_FALSE));
	rows[0] = (struct table_row){cells[0], 3, true};
	for (size_t i = 0; i < q->choice_count; i++) {
		cells[i + 1][0] = labelled_cell(
			a, label_of(a, &a->theme->statement, i), q->choices[i]);
		cells[i + 1][1].words = text_words(a, STR("□"), 0);
		cells[i + 1][2].words = text_words(a, STR("□"), 0);
		rows[i + 1] = (struct table_row){cells[i + 1], 3, false};
	}
	galley_table(g, &table);
}

static void set_statements(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	if (a->blanks)
		set_statement_table(g, a, q);
	else
		galley_columns(g,
			label_all(a, q->choices, q->choice_count,
				&a->theme->statement),
			q->choice_count, 1);
}

/* On one line with its label, also in a narrow column. */
static void set_blank(
	struct galley *g, const struct asking *a, float width, struct str after)
{
	float room = galley_width(g) -
		galley_measure(g,
			WORDS(TEXT(say(a, PHRASE_WRITE), LOOK_ITALIC),
				TEXT(STR("   "), 0), TEXT(after, 0))) -
		galley_leading(g);

	width = fmaxf(30, fminf(width, room));
	galley_paragraph(g,
		WORDS(TEXT(say(a, PHRASE_WRITE), LOOK_ITALIC),
			TEXT(STR(" "), 0), DOTS(width), TEXT(STR(" "), 0),
			TEXT(after, 0)),
		ALIGN_LEFT);
}

static void set_short(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	if (a->blanks)
		set_blank(g, a, q->type == TYPE_NUMERIC ? 120 : 240, q->unit);
}

static void set_order(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	galley_options(g,
		label_all(a, q->choices, q->choice_count, &a->theme->statement),
		q->choice_count);
	set_short(g, a, q);
}

/* "1 – …… 2 – ……" */
static void set_match_blanks(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	size_t count = 3 * q->left_count;
	struct span *spans = NEW_ARRAY(a->arena, count, struct span);

	for (size_t i = 0; i < q->left_count; i++) {
		spans[3 * i] = TEXT(
			str_format(a->arena, "%zu\xc2\xa0–\xc2\xa0", i + 1), 0);
		spans[3 * i + 1] = DOTS(30);
		spans[3 * i + 2] = TEXT(STR("   "), 0);
	}
	galley_paragraph(g, (struct words){spans, count}, ALIGN_LEFT);
}

/* What is written into the blanks: small letters. */
static const struct letter_label match_label = {{"", 0}, {".", 1}, 'a'};

static struct table_row match_row(
	const struct asking *a, const struct shown *q, size_t i)
{
	struct table_cell *cells = NEW_ARRAY(a->arena, 2, struct table_cell);

	if (i < q->left_count)
		cells[0] = labelled_cell(a,
			text_words(a, str_format(a->arena, "%zu. ", i + 1),
				LOOK_BOLD),
			q->lefts[i]);
	if (i < q->choice_count)
		cells[1] = labelled_cell(
			a, label_of(a, &match_label, i), q->choices[i]);
	return (struct table_row){cells, 2, false};
}

static void set_match(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	const struct table_column columns[] = {
		{0, ALIGN_LEFT}, {0, ALIGN_LEFT}};
	size_t count = q->left_count > q->choice_count ? q->left_count
						       : q->choice_count;
	const struct table_cell head[] = {head_cell(a, say(a, PHRASE_COLUMN_A)),
		head_cell(a, say(a, PHRASE_COLUMN_B))};
	struct table_row *rows =
		NEW_ARRAY(a->arena, count + 1, struct table_row);
	struct table table = {.columns = columns,
		.column_count = 2,
		.rows = rows,
		.row_count = count + 1,
		.align = ALIGN_CENTER};

	rows[0] = (struct table_row){head, 2, true};
	for (size_t i = 0; i < count; i++)
		rows[i + 1] = match_row(a, q, i);
	galley_space(g, 2);
	galley_table(g, &table);
	if (a->blanks)
		set_match_blanks(g, a, q);
}

/* "(2)" and beside it the options of that gap. */
static void set_gap(struct galley *g, const struct asking *a,
	const struct shown_gap *gap, size_t number)
{
	struct words label = text_words(
		a, str_format(a->arena, "(%zu) ", number), LOOK_BOLD);
	float indent = galley_measure(g, label);
	float width = galley_width(g);

	galley_split_begin(g, (const float[]){indent, width - indent}, 2, 0);
	galley_paragraph(g, label, ALIGN_LEFT);
	galley_split_next(g);
	galley_options(g,
		label_all(
			a, gap->options, gap->option_count, &a->theme->option),
		gap->option_count);
	galley_split_end(g);
}

static void set_cloze(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	for (size_t i = 0; i < q->gap_count; i++)
		if (q->gaps[i].option_count)
			set_gap(g, a, &q->gaps[i], i + 1);
}

/* About three lines a point, for handwriting. */
static void set_essay(
	struct galley *g, const struct asking *a, const struct shown *q)
{
	long lines = 3 * q->points / POINT;

	if (!a->blanks)
		return;
	if (lines < 4)
		lines = 4;
	galley_answer_lines(g, lines > 25 ? 25 : (int)lines);
}

typedef void set_body(
	struct galley *g, const struct asking *a, const struct shown *q);

static set_body *const bodies[] = {
	[TYPE_CHOICE] = set_options,
	[TYPE_MULTIPLE] = set_options,
	[TYPE_TRUEFALSE] = set_truefalse,
	[TYPE_STATEMENTS] = set_statements,
	[TYPE_SHORT] = set_short,
	[TYPE_NUMERIC] = set_short,
	[TYPE_MATCH] = set_match,
	[TYPE_ORDER] = set_order,
	[TYPE_CLOZE] = set_cloze,
	[TYPE_ESSAY] = set_essay,
};

_Static_assert(sizeof bodies / sizeof *bodies == TYPE_COUNT,
	"every type can be printed");

/* ---- a question ---- */

static struct span spaced(
	const struct asking *a, struct str text, unsigned look)
{
	return TEXT(str_format(a->arena, "%.*s ", STR_ARG(text)), look);
}

static struct span in_brackets(const struct asking *a, struct str text)
{
	return TEXT(
		str_format(a->arena, "(%.*s) ", STR_ARG(text)), LOOK_ITALIC);
}

static void set_stem(struct galley *g, const struct asking *a,
	const struct shown *q, struct ask ask, const struct markup *tree)
{
	struct str label = ask.label;
	struct span spans[4];
	size_t count = 0;

	if (!label.len)
		label = FILL(a->arena,
			a->theme->question.len ? a->theme->question
					       : say(a, PHRASE_QUESTION),
			{"n", number_text(a->arena, q->number)});
	spans[count++] = spaced(a, label, LOOK_BOLD | LOOK_LABEL);
	if (ask.points)
		spans[count++] = in_brackets(
			a, points_phrase(a->arena, a->language, q->points));
	if (ask.hint)
		spans[count++] =
			in_brackets(a, phrase_hint(a->language, q->type));
	spans[count++] = MARKUP(tree, 0);
	galley_paragraph(g, (struct words){spans, count}, ALIGN_NONE);
}

/* ---- a picture beside its question ---- */

/* At most this share of the line, and so much must be left for the text. */
static const float widest_beside = 0.4f, least_text = 190, beside_gap = 14;

/* The only picture of a stem when it is a paragraph of its own, or NULL. */
static const struct markup *lone_picture(const struct markup *tree)
{
	const struct markup *found = NULL;

	for (const struct markup *n = tree->child; n; n = n->next) {
		if (n->kind != MARKUP_PARAGRAPH || !markup_is_pictures(n))
			continue;
		if (found || n->child->kind != MARKUP_IMAGE || n->child->next)
			return NULL;
		found = n;
	}
	return found;
}

/* Its width, 0 when it stands below. */
static float beside_width(
	struct galley *g, const struct asking *a, const struct markup *picture)
{
	float room = galley_width(g), width;

	if (!a->beside || !picture)
		return 0;
	width = galley_picture_width(g, picture->child);
	if (width > widest_beside * room ||
		room - width - beside_gap < least_text)
		return 0;
	return width;
}

static const struct markup *without(const struct asking *a,
	const struct markup *tree, const struct markup *block)
{
	struct markup *copy = arena_copy(a->arena, tree, sizeof *tree);
	const struct markup **end = &copy->child;

	for (const struct markup *n = tree->child; n; n = n->next) {
		struct markup *kept;

		if (n == block)
			continue;
		*end = kept = arena_copy(a->arena, n, sizeof *n);
		end = (const struct markup **)&kept->next;
	}
	*end = NULL;
	return copy;
}

/* What is written on goes over the whole line. */
static bool stays_beside(const struct shown *q)
{
	return q->type != TYPE_ESSAY && q->type != TYPE_MATCH;
}

static void set_question(struct galley *g, const struct asking *a,
	const struct shown *q, struct ask ask)
{
	const struct markup *tree = tree_of(a, q->stem);
	const struct markup *picture = lone_picture(tree);
	float width = beside_width(g, a, picture);
	float left = galley_width(g) - width - beside_gap;

	if (width <= 0) {
		set_stem(g, a, q, ask, tree);
		bodies[q->type](g, a, q);
		return;
	}
	galley_split_begin(g, (const float[]){left, width}, 2, beside_gap);
	set_stem(g, a, q, ask, without(a, tree, picture));
	if (stays_beside(q))
		bodies[q->type](g, a, q);
	galley_split_next(g);
	galley_paragraph(g, WORDS(MARKUP(alone(a, picture), 0)), ALIGN_RIGHT);
	galley_split_end(g);
	if (!stays_beside(q))
		bodies[q->type](g, a, q);
}

void paper_question(struct galley *g, const struct asking *asking,
	const struct shown *question, struct ask ask)
{
	galley_context(g,
		str_format(asking->arena, _("question %.*s"),
			STR_ARG(question->id)));
	album_show(asking->album, asking->arena, g, asking->language,
		question->media, question->media_count, question->figures,
		question->figure_count);
	galley_space(g, 0.3f * galley_leading(g));
	galley_keep_begin(g);
	set_question(g, asking, question, ask);
	galley_keep_end(g);
}

/* ---- a passage ---- */

/* A first paragraph that is emphasised as a whole tells what to do. */
static bool has_instruction(const struct markup *tree)
{
	const struct markup *first = tree->child;

	if (!first || first->kind != MARKUP_PARAGRAPH || !first->child)
		return false;
	return !first->child->next &&
		(first->child->kind == MARKUP_EMPHASIS ||
			first->child->kind == MARKUP_STRONG);
}

static struct str range_text(const struct asking *a, enum phrase several,
	enum phrase one, long first, long last)
{
	return FILL(a->arena, say(a, first == last ? one : several),
		{"first", number_text(a->arena, first)},
		{"last", number_text(a->arena, last)});
}

static void set_passage_title(
	struct galley *g, const struct asking *a, const struct stimulus *s)
{
	if (!s->print_title || !s->title.len)
		return;
	galley_paragraph(g, WORDS(MARKUP(tree_of(a, s->title), LOOK_BOLD)),
		ALIGN_CENTER);
	galley_stay(g);
}

/* "(Theo …)", as under a text that was taken from somewhere. */
static void set_passage_source(
	struct galley *g, const struct asking *a, const struct stimulus *s)
{
	bool bracketed = str_starts(s->source, "(");

	if (!s->print_source || !s->source.len)
		return;
	galley_stay(g);
	galley_paragraph(g,
		WORDS(TEXT(bracketed ? STR("") : STR("("), LOOK_ITALIC),
			MARKUP(tree_of(a, s->source), LOOK_ITALIC),
			TEXT(bracketed ? STR("") : STR(")"), LOOK_ITALIC)),
		ALIGN_RIGHT);
}

static void set_passage_text(struct galley *g, const struct asking *a,
	const struct markup *tree, const struct stimulus *s)
{
	set_passage_title(g, a, s);
	if (s->numbered)
		galley_number_begin(g);
	galley_paragraph(g, WORDS(MARKUP(tree, 0)), ALIGN_NONE);
	if (s->numbered)
		galley_number_end(g, s->numbered);
	set_passage_source(g, a, s);
}

/* A passage that says itself what to do gets the numbers before that. */
static void set_passage(struct galley *g, const struct asking *a,
	const struct stimulus *s, long first, long last)
{
	const struct markup *tree = tree_of(a, s->text);
	struct str label;

	if (has_instruction(tree)) {
		label = range_text(a, PHRASE_PASSAGE_LABEL,
			PHRASE_PASSAGE_LABEL_ONE, first, last);
		galley_paragraph(g,
			WORDS(TEXT(label, LOOK_BOLD), TEXT(STR(" "), 0),
				MARKUP(alone(a, tree->child), 0)),
			ALIGN_NONE);
		tree = without(a, tree, tree->child);
	} else {
		label = range_text(
			a, PHRASE_RANGE, PHRASE_RANGE_ONE, first, last);
		label = FILL(
			a->arena, say(a, PHRASE_PASSAGE), {"range", label});
		galley_paragraph(g, WORDS(TEXT(label, LOOK_BOLD | LOOK_ITALIC)),
			ALIGN_NONE);
	}
	galley_stay(g);
	set_passage_text(g, a, tree, s);
}

void paper_passage(struct galley *g, const struct asking *asking,
	const struct stimulus *stimulus, long first, long last)
{
	album_show(asking->album, asking->arena, g, asking->language,
		stimulus->media, stimulus->media_count, stimulus->figures,
		stimulus->figure_count);
	galley_space(g, 0.5f * galley_leading(g));
	galley_prefer_begin(g);
	set_passage(g, asking, stimulus, first, last);
	galley_keep_end(g);
}
