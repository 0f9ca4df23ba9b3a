#include "render/guide_question.h"

#include "render/phrases.h"

struct answer {
	struct galley *g;
	struct arena *arena;
	struct str language;
	const struct question *q;
	const struct item *item;
};

static struct str say(const struct answer *a, enum phrase id)
{
	return phrase(a->language, id);
}

static const struct markup *tree_of(const struct answer *a, struct str text)
{
	return markup_parse(a->arena, text);
}

static size_t at_place(const struct answer *a, size_t place)
{
	return place < a->item->order_count ? a->item->order[place] : place;
}

/* ---- a line of spans ---- */

struct line_of {
	const struct answer *a;
	struct span *spans;
	size_t count, capacity;
};

static void add(struct line_of *line, struct span span)
{
	*PUSH(line->a->arena, line->spans, line->count, line->capacity) = span;
}

static struct line_of line_begin(const struct answer *a)
{
	struct line_of line = {.a = a};

	add(&line, TEXT(say(a, PHRASE_ANSWER), LOOK_BOLD));
	add(&line, TEXT(STR(" "), 0));
	return line;
}

static void line_end(const struct line_of *line)
{
	galley_paragraph(line->a->g, (struct words){line->spans, line->count},
		ALIGN_LEFT);
}

/* "label text" */
static void add_pair(struct line_of *line, struct str label, struct str text)
{
	add(line, TEXT(label, LOOK_BOLD));
	add(line, MARKUP(tree_of(line->a, text), 0));
}

static void add_semicolon(struct line_of *line, bool first)
{
	if (!first)
		add(line, TEXT(STR("; "), 0));
}

/* ---- by type ---- */

static void answer_options(const struct answer *a)
{
	struct line_of line = line_begin(a);
	bool first = true;

	for (size_t i = 0; i < a->q->option_count; i++) {
		const struct option *o = &a->q->options[at_place(a, i)];

		if (!o->right)
			continue;
		add_semicolon(&line, first);
		first = false;
		add_pair(&line, str_format(a->arena, "%c. ", option_letter(i)),
			o->text);
	}
	line_end(&line);
}

static struct str truth_text(const struct answer *a, bool truth)
{
	return say(a, truth ? PHRASE_TRUE : PHRASE_FALSE);
}

static void answer_truefalse(const struct answer *a)
{
	struct line_of line = line_begin(a);

	add(&line, TEXT(truth_text(a, a->q->truth), LOOK_BOLD));
	line_end(&line);
}

static void answer_statements(const struct answer *a)
{
	struct line_of line = line_begin(a);

	for (size_t i = 0; i < a->q->statement_count; i++) {
		add_semicolon(&line, !i);
		add(&line,
			TEXT(str_format(a->arena, "%c)\xc2\xa0%.*s",
				     'a' + (int)i,
				     STR_ARG(truth_text(a,
					     a->q->statements[at_place(a, i)]
						     .key))),
				LOOK_BOLD));
	}
	line_end(&line);
}

/* A pattern is shown as it is written. */
static void add_accepted(
	struct line_of *line, const struct accepted *accepted, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		add_semicolon(line, !i);
		if (accepted[i].pattern)
			add(line, TEXT(accepted[i].text, LOOK_MONO));
		else
			add(line,
				MARKUP(tree_of(line->a, accepted[i].text), 0));
	}
}

static void answer_short(const struct answer *a)
{
	struct line_of line = line_begin(a);

	add_accepted(&line, a->q->accepted, a->q->accepted_count);
	line_end(&line);
}

/* With a minus, not a hyphen. */
static struct str decimal_text(const struct answer *a, struct decimal d)
{
	char point = str_starts(a->language, "vi") ? ',' : '.';
	struct str text = decimal_format(a->arena, d, point);

	if (!str_starts(text, "-"))
		return text;
	return str_format(a->arena, "\xe2\x88\x92%.*s",
		STR_ARG(str_sub(text, 1, text.len)));
}

/* A share is said in per cent: 0.05 → "5 %". */
static struct str tolerance_text(
	const struct answer *a, const struct number *number)
{
	struct decimal d = number->tolerance;

	if (!number->relative)
		return str_format(
			a->arena, "±%.*s", STR_ARG(decimal_text(a, d)));
	for (int i = 0; i < 2; i++)
		if (d.places)
			d.places--;
		else
			d.units *= 10;
	return str_format(
		a->arena, "±%.*s\xc2\xa0%%", STR_ARG(decimal_text(a, d)));
}

static void add_number(struct line_of *line, const struct number *number)
{
	const struct answer *a = line->a;

	add(line, TEXT(decimal_text(a, number->value), LOOK_BOLD));
	if (a->q->unit.len)
		add(line,
			TEXT(str_format(a->arena, "\xc2\xa0%.*s",
				     STR_ARG(a->q->unit)),
				0));
	if (number->tolerance.units)
		add(line,
			TEXT(str_format(a->arena, " %.*s",
				     STR_ARG(FILL(a->arena,
					     say(a, PHRASE_TOLERANCE),
					     {"tolerance",
						     tolerance_text(
							     a, number)}))),
				0));
}

static void answer_numeric(const struct answer *a)
{
	struct line_of line = line_begin(a);

	for (size_t i = 0; i < a->q->number_count; i++) {
		add_semicolon(&line, !i);
		add_number(&line, &a->q->numbers[i]);
	}
	line_end(&line);
}

/* The letters of this form: "1-c 2-a". */
static void answer_key(const struct answer *a)
{
	struct line_of line = line_begin(a);

	add(&line, TEXT(a->item->key, LOOK_BOLD));
	line_end(&line);
}

static void add_right_option(struct line_of *line, const struct gap *gap)
{
	for (size_t i = 0; i < gap->option_count; i++)
		if (gap->options[i].right)
			add_pair(line,
				str_format(line->a->arena, "%c. ",
					option_letter(i)),
				gap->options[i].text);
}

static void answer_cloze(const struct answer *a)
{
	struct line_of line = line_begin(a);

	for (size_t i = 0; i < a->q->gap_count; i++) {
		const struct gap *gap = &a->q->gaps[i];

		add_semicolon(&line, !i);
		add(&line,
			TEXT(str_format(a->arena, "(%zu)\xc2\xa0", i + 1),
				LOOK_BOLD));
		if (gap->option_count)
			add_right_option(&line, gap);
		else
			add_accepted(&line, gap->accepted, gap->accepted_count);
	}
	line_end(&line);
}

static struct words cell_text(
	const struct answer *a, struct str text, unsigned look)
{
	struct span *span = NEW(a->arena, struct span);

	*span = TEXT(text, look);
	return (struct words){span, 1};
}

static struct table_row rubric_row(
	const struct answer *a, struct words left, long points, unsigned look)
{
	struct table_cell *cells = NEW_ARRAY(a->arena, 2, struct table_cell);

	cells[0].words = left;
	cells[1].words =
		cell_text(a, points_text(a->arena, a->language, points), look);
	return (struct table_row){cells, 2, false};
}

static struct table_row rubric_head(const struct answer *a)
{
	struct table_cell *cells = NEW_ARRAY(a->arena, 2, struct table_cell);

	cells[0].words = cell_text(a, say(a, PHRASE_CRITERION), LOOK_BOLD);
	cells[0].align = ALIGN_CENTER;
	cells[1].words =
		cell_text(a, say(a, PHRASE_CRITERION_POINTS), LOOK_BOLD);
	return (struct table_row){cells, 2, true};
}

/* Criteria with their points, and the sum. */
static void answer_essay(const struct answer *a)
{
	const struct table_column columns[] = {
		{0, ALIGN_LEFT}, {48, ALIGN_CENTER}};
	size_t count = a->q->rubric_count;
	struct table_row *rows =
		NEW_ARRAY(a->arena, count + 2, struct table_row);
	struct table table = {.columns = columns,
		.column_count = 2,
		.rows = rows,
		.row_count = count + 2,
		.wide = true};
	long sum = 0;

	if (!count)
		return;
	rows[0] = rubric_head(a);
	for (size_t i = 0; i < count; i++) {
		struct span *span = NEW(a->arena, struct span);

		*span = MARKUP(tree_of(a, a->q->rubric[i].text), 0);
		rows[i + 1] = rubric_row(
			a, (struct words){span, 1}, a->q->rubric[i].points, 0);
		sum += a->q->rubric[i].points;
	}
	rows[count + 1] = rubric_row(a,
		cell_text(a, say(a, PHRASE_CRITERION_SUM), LOOK_BOLD), sum,
		LOOK_BOLD);
	galley_table(a->g, &table);
}

typedef void set_answer(const struct answer *a);

static set_answer *const answers[] = {
	[TYPE_CHOICE] = answer_options,
	[TYPE_MULTIPLE] = answer_options,
	[TYPE_TRUEFALSE] = answer_truefalse,
	[TYPE_STATEMENTS] = answer_statements,
	[TYPE_SHORT] = answer_short,
	[TYPE_NUMERIC] = answer_numeric,
	[TYPE_MATCH] = answer_key,
	[TYPE_ORDER] = answer_key,
	[TYPE_CLOZE] = answer_cloze,
	[TYPE_ESSAY] = answer_essay,
};

_Static_assert(sizeof answers / sizeof *answers == TYPE_COUNT,
	"every type has its answer");

void guide_answer(struct galley *g, const struct answering *answering,
	const struct question *question, const struct item *item)
{
	const struct answer a = {
		g, answering->arena, answering->language, question, item};

	answers[question->type](&a);
}

void guide_solution(struct galley *g, const struct answering *answering,
	const struct question *question)
{
	struct str label = phrase(answering->language, PHRASE_SOLUTION);

	if (question->solution.len)
		galley_paragraph(g,
			WORDS(TEXT(label, LOOK_BOLD | LOOK_ITALIC),
				TEXT(STR(" "), 0),
				MARKUP(markup_parse(answering->arena,
					       question->solution),
					0)),
			ALIGN_NONE);
}
