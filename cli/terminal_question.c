#include "cli/terminal_question.h"

#include <math.h>

#include "base/collate.h"
#include "base/i18n.h"
#include "base/markup/markup.h"
#include "base/utf8.h"
#include "cli/terminal_markup.h"
#include "engine/analyse/times.h"

struct view {
	struct terminal *t;
	struct arena *arena;
	const struct question *q;
	bool keys;
	char point; /* of decimals: ',' or '.' */
};

/* ---- small texts ---- */

/* Thousandths: 250 is "0,25". */
static struct str thousandths(const struct view *v, long value)
{
	struct decimal d = {value, 3};

	while (d.places && d.units % 10 == 0) {
		d.units /= 10;
		d.places--;
	}
	return decimal_format(v->arena, d, v->point);
}

static struct str points_text(const struct view *v, long points)
{
	if (points == POINT)
		return str_from(_("1 point"));
	return str_format(
		v->arena, _("%.*s points"), STR_ARG(thousandths(v, points)));
}

/* The share of the points it earns, when that is not what is usual: "50 %". */
static struct str credit_text(const struct view *v, long credit, long usual)
{
	if (credit == usual)
		return STR("");
	return str_format(v->arena, "%.*s\xc2\xa0%%",
		STR_ARG(thousandths(v, credit * 100)));
}

/* With spaces at which no line ends. */
static struct str unbroken(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == ' ')
			buf_text(&out, "\xc2\xa0");
		else
			buf_char(&out, text.ptr[i]);
	return buf_str(&out);
}

/* " (note)" */
static void add_note(
	const struct view *v, struct terminal_words *words, struct str note)
{
	if (note.len)
		terminal_add(words, TERMINAL_DIM,
			str_format(v->arena, " (%.*s)",
				STR_ARG(unbroken(v->arena, note))));
}

/* A text with a note behind it, or below when it has several blocks. */
static void put_noted(
	const struct view *v, unsigned look, struct str text, struct str note)
{
	struct terminal_words words = {.arena = v->arena};

	if (markup_is_inline(markup_parse(v->arena, text))) {
		terminal_add_markup(&words, look, text);
		add_note(v, &words, note);
		terminal_put(v->t, &words);
		return;
	}
	terminal_markup(v->t, look, text);
	if (note.len)
		terminal_text(v->t, TERMINAL_DIM, note);
}

static struct str truth_letter(bool truth)
{
	bool vietnamese = !strcmp(i18n_language(), "vi");

	if (vietnamese)
		return truth ? STR("Đ") : STR("S");
	return truth ? STR("T") : STR("F");
}

static void put_feedback(const struct view *v, struct str feedback)
{
	if (!feedback.len || !v->keys)
		return;
	terminal_hang(v->t, 2, TERMINAL_DIM, STR("→"));
	terminal_markup(v->t, TERMINAL_DIM, feedback);
	terminal_unhang(v->t, 2);
}

/* "Answer: …", what follows standing below the first word of it. */
static void put_answer(const struct view *v, struct terminal_words *words)
{
	struct str label = str_from(_("Answer:"));
	unsigned columns = (unsigned)utf8_width(label) + 1;

	if (!v->keys)
		*words = terminal_word(
			v->arena, TERMINAL_DIM, STR("__________"));
	terminal_hang(v->t, columns, TERMINAL_BOLD, label);
	terminal_put(v->t, words);
	terminal_unhang(v->t, columns);
}

/* ---- by type ---- */

static void put_option(
	const struct view *v, const struct option *option, size_t i)
{
	bool right = option->right && v->keys;
	unsigned look = right ? TERMINAL_RIGHT | TERMINAL_BOLD : 0;

	terminal_hang(v->t, 5, look,
		str_format(v->arena, "%s %c.", right ? "✓" : " ",
			option_letter(i)));
	put_noted(v, look, option->text,
		v->keys ? credit_text(v, option->credit, 0) : STR(""));
	put_feedback(v, option->feedback);
	terminal_unhang(v->t, 5);
}

static void put_options(const struct view *v)
{
	for (size_t i = 0; i < v->q->option_count; i++)
		put_option(v, &v->q->options[i], i);
}

static void put_truth(const struct view *v)
{
	struct str told = str_from(v->q->truth ? _("True") : _("False"));
	struct terminal_words words =
		terminal_word(v->arena, TERMINAL_RIGHT | TERMINAL_BOLD,
			v->q->truth_when.len ? v->q->truth_when : told);

	put_answer(v, &words);
}

static void put_statement(
	const struct view *v, const struct statement *statement, size_t i)
{
	unsigned look = TERMINAL_BOLD |
		(statement->key ? TERMINAL_RIGHT : TERMINAL_WRONG);
	struct str mark = v->keys ? truth_letter(statement->key) : STR(" ");

	if (v->keys && statement->key_when.len)
		mark = STR("?");

	terminal_hang(v->t, 5, v->keys ? look : 0,
		str_format(v->arena, "%.*s %c)", STR_ARG(mark), 'a' + (int)i));
	put_noted(v, 0, statement->text,
		v->keys && statement->level
			? str_from(level_label(statement->level))
			: STR(""));
	if (v->keys && statement->key_when.len)
		terminal_text(v->t, TERMINAL_CODE, statement->key_when);
	put_feedback(v, statement->feedback);
	terminal_unhang(v->t, 5);
}

static void put_statements(const struct view *v)
{
	for (size_t i = 0; i < v->q->statement_count; i++)
		put_statement(v, &v->q->statements[i], i);
}

/* Texts in a row, patterns each on a line. */
static void add_accepted(const struct view *v, struct terminal_words *words,
	const struct accepted *accepted, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i && accepted[i].pattern)
			terminal_add(words, 0, STR("\n"));
		else if (i)
			terminal_add(words, TERMINAL_DIM, STR(" | "));
		if (accepted[i].pattern)
			terminal_add(words, TERMINAL_CODE, accepted[i].text);
		else
			terminal_add_markup(words,
				TERMINAL_RIGHT | TERMINAL_BOLD,
				accepted[i].text);
		add_note(v, words, credit_text(v, accepted[i].credit, POINT));
	}
}

static void put_accepted_feedback(
	const struct view *v, const struct accepted *accepted, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (accepted[i].feedback.len)
			put_feedback(v,
				str_format(v->arena, "%.*s: %.*s",
					STR_ARG(accepted[i].text),
					STR_ARG(accepted[i].feedback)));
}

static void put_short(const struct view *v)
{
	struct terminal_words words = {.arena = v->arena};

	add_accepted(v, &words, v->q->accepted, v->q->accepted_count);
	put_answer(v, &words);
	put_accepted_feedback(v, v->q->accepted, v->q->accepted_count);
}

static void add_tolerance(const struct view *v, struct terminal_words *words,
	const struct number *number)
{
	struct decimal d = number->tolerance;

	if (!d.units)
		return;
	/* A share is said in per cent. */
	for (int i = 0; i < 2 && number->relative; i++)
		if (d.places)
			d.places--;
		else
			d.units *= 10;
	terminal_add(words, 0,
		str_format(v->arena, " ± %.*s%s",
			STR_ARG(decimal_format(v->arena, d, v->point)),
			number->relative ? "\xc2\xa0%" : ""));
}

static void put_numbers(const struct view *v)
{
	struct terminal_words words = {.arena = v->arena};

	for (size_t i = 0; i < v->q->number_count; i++) {
		const struct number *number = &v->q->numbers[i];

		if (i)
			terminal_add(&words, TERMINAL_DIM, STR(" | "));
		terminal_add(&words, TERMINAL_RIGHT | TERMINAL_BOLD,
			number->value_formula.len
				? number->value_formula
				: decimal_format(
					  v->arena, number->value, v->point));
		add_tolerance(v, &words, number);
		add_note(v, &words, credit_text(v, number->credit, POINT));
	}
	if (v->q->unit.len) {
		terminal_add(&words, 0, STR(" "));
		terminal_add_markup(&words, 0, v->q->unit);
	}
	put_answer(v, &words);
}

static int by_collation(const void *a, const void *b)
{
	const struct str *left = a, *right = b;

	return collate(*left, *right);
}

/* Sorted, so that the order tells nothing. */
static void put_sorted(
	const struct view *v, struct str *texts, size_t count, bool letters)
{
	qsort(texts, count, sizeof *texts, by_collation);
	for (size_t i = 0; i < count; i++) {
		terminal_hang(v->t, 5, 0,
			letters && i < 26
				? str_format(v->arena, "  %c)", 'a' + (int)i)
				: STR("  •"));
		terminal_markup(v->t, 0, texts[i]);
		terminal_unhang(v->t, 5);
	}
}

static void put_numbered(const struct view *v, size_t i, struct str text)
{
	terminal_hang(v->t, 5, 0, str_format(v->arena, "%3zu.", i + 1));
	terminal_markup(v->t, 0, text);
	terminal_unhang(v->t, 5);
}

static void put_pairs_apart(const struct view *v)
{
	size_t pairs = v->q->pair_count, others = v->q->distractor_count;
	struct str *rights = NEW_ARRAY(v->arena, pairs + others, struct str);

	for (size_t i = 0; i < pairs; i++) {
		put_numbered(v, i, v->q->pairs[i].left);
		rights[i] = v->q->pairs[i].right;
	}
	for (size_t i = 0; i < others; i++)
		rights[pairs + i] = v->q->distractors[i];
	terminal_blank(v->t);
	put_sorted(v, rights, pairs + others, true);
}

/* Left and right sides in two columns. */
static void put_pairs(const struct view *v)
{
	size_t rows = v->q->pair_count + v->q->distractor_count;
	struct terminal_words *cells =
		NEW_ARRAY(v->arena, 3 * rows, struct terminal_words);
	const struct terminal_table table = {
		.cells = cells, .rows = rows, .columns = 3};

	if (!v->keys) {
		put_pairs_apart(v);
		return;
	}
	for (size_t i = 0; i < 3 * rows; i++)
		cells[i].arena = v->arena;
	for (size_t i = 0; i < rows; i++) {
		bool pair = i < v->q->pair_count;

		if (pair)
			terminal_add_markup(
				&cells[3 * i], 0, v->q->pairs[i].left);
		terminal_add(&cells[3 * i + 1], TERMINAL_DIM,
			pair ? STR("→") : STR("✗"));
		terminal_add_markup(&cells[3 * i + 2],
			pair ? TERMINAL_RIGHT : 0,
			pair ? v->q->pairs[i].right
			     : v->q->distractors[i - v->q->pair_count]);
	}
	v->t->indent += 2;
	terminal_table(v->t, &table);
	v->t->indent -= 2;
}

static void put_items(const struct view *v)
{
	struct str *items = NEW_ARRAY(v->arena, v->q->item_count, struct str);

	for (size_t i = 0; i < v->q->item_count; i++) {
		items[i] = v->q->items[i];
		if (v->keys)
			put_numbered(v, i, items[i]);
	}
	if (!v->keys)
		put_sorted(v, items, v->q->item_count, false);
}

static void add_gap_options(const struct view *v, struct terminal_words *words,
	const struct gap *gap)
{
	for (size_t i = 0; i < gap->option_count; i++) {
		bool right = gap->options[i].right && v->keys;
		unsigned look = right ? TERMINAL_RIGHT | TERMINAL_BOLD : 0;

		if (i)
			terminal_add(words, TERMINAL_DIM, STR(" | "));
		terminal_add(words, look,
			str_format(v->arena, "%s%c.\xc2\xa0",
				right ? "✓\xc2\xa0" : "", option_letter(i)));
		terminal_add_markup(words, look, gap->options[i].text);
	}
}

static void put_gaps(const struct view *v)
{
	for (size_t i = 0; i < v->q->gap_count; i++) {
		const struct gap *gap = &v->q->gaps[i];
		struct terminal_words words = {.arena = v->arena};

		terminal_hang(v->t, 5, TERMINAL_BOLD,
			str_format(v->arena, "[%zu]", i + 1));
		add_gap_options(v, &words, gap);
		if (v->keys)
			add_accepted(
				v, &words, gap->accepted, gap->accepted_count);
		else if (!gap->option_count)
			terminal_add(&words, TERMINAL_DIM, STR("__________"));
		terminal_put(v->t, &words);
		terminal_unhang(v->t, 5);
	}
}

static void put_rubric(const struct view *v)
{
	static const enum terminal_align aligns[] = {
		TERMINAL_LEFT, TERMINAL_TO_RIGHT};
	size_t count = v->q->rubric_count;
	struct terminal_words *cells =
		NEW_ARRAY(v->arena, 2 * count + 2, struct terminal_words);
	const struct terminal_table table = {.cells = cells,
		.rows = count + 1,
		.columns = 2,
		.head = 1,
		.aligns = aligns,
		.box = true};

	if (!count || !v->keys)
		return;
	cells[0] = terminal_word(
		v->arena, TERMINAL_BOLD, str_from(_("What is marked")));
	cells[1] =
		terminal_word(v->arena, TERMINAL_BOLD, str_from(_("Points")));
	for (size_t i = 0; i < count; i++) {
		cells[2 * i + 2].arena = v->arena;
		terminal_add_markup(&cells[2 * i + 2], 0, v->q->rubric[i].text);
		cells[2 * i + 3] = terminal_word(
			v->arena, 0, thousandths(v, v->q->rubric[i].points));
	}
	terminal_table(v->t, &table);
}

static void put_parts(const struct view *v)
{
	static void (*const put[])(const struct view *) = {
		[TYPE_CHOICE] = put_options,
		[TYPE_MULTIPLE] = put_options,
		[TYPE_TRUEFALSE] = put_truth,
		[TYPE_STATEMENTS] = put_statements,
		[TYPE_SHORT] = put_short,
		[TYPE_NUMERIC] = put_numbers,
		[TYPE_MATCH] = put_pairs,
		[TYPE_ORDER] = put_items,
		[TYPE_CLOZE] = put_gaps,
		[TYPE_ESSAY] = put_rubric,
	};

	_Static_assert(sizeof put / sizeof *put == TYPE_COUNT,
		"every type has its looks");
	terminal_blank(v->t);
	put[v->q->type](v);
}

/* ---- around it ---- */

static void add_fact(struct terminal_words *words, struct str text)
{
	if (!text.len)
		return;
	terminal_add(words, TERMINAL_DIM, STR("\xc2\xa0· "));
	terminal_add(words, 0, unbroken(words->arena, text));
}

/* "toan12.1-001 v2 · choice · …" */
static void put_head(const struct view *v)
{
	const struct question *q = v->q;
	struct terminal_words words = {.arena = v->arena};

	terminal_add(&words, TERMINAL_BOLD, q->id);
	if (v->keys)
		terminal_add(&words, TERMINAL_DIM,
			str_format(v->arena, " v%u", q->version));
	add_fact(&words, str_from(question_type_label(q->type)));
	if (q->level)
		add_fact(&words, str_from(level_label(q->level)));
	if (q->points)
		add_fact(&words, points_text(v, q->points));
	if (v->keys)
		add_fact(&words, str_from(status_label(q->status)));
	terminal_put(v->t, &words);
	terminal_rule(v->t);
}

static void put_stimulus(const struct view *v, const struct stimulus *s)
{
	terminal_hang(v->t, 2, TERMINAL_DIM, STR(""));
	if (s->title.len) {
		terminal_markup(v->t, TERMINAL_BOLD, s->title);
		terminal_blank(v->t);
	}
	terminal_markup(v->t, 0, s->text);
	if (s->source.len)
		terminal_text(v->t, TERMINAL_DIM, s->source);
	terminal_unhang(v->t, 2);
	terminal_blank(v->t);
}

static void put_section(
	const struct view *v, const char *title, struct str text)
{
	if (!text.len || !v->keys)
		return;
	terminal_blank(v->t);
	terminal_text(v->t, TERMINAL_BOLD, str_from(title));
	terminal_hang(v->t, 2, 0, STR(""));
	terminal_markup(v->t, 0, text);
	terminal_unhang(v->t, 2);
}

/* ---- details ---- */

enum detail {
	DETAIL_SUBJECT,
	DETAIL_TOPIC,
	DETAIL_OUTCOME,
	DETAIL_TAGS,
	DETAIL_EXPECTED,
	DETAIL_MEASURED,
	DETAIL_EXAM,
	DETAIL_TIME,
	DETAIL_PASSAGE,
	DETAIL_ENEMIES,
	DETAIL_ORDER,
	DETAIL_MEDIA,
	DETAIL_AUTHOR,
	DETAIL_SOURCE,
	DETAIL_LICENSE,
	DETAILS
};

static const char *const detail_names[DETAILS] = {
	[DETAIL_SUBJECT] = N_("Subject"),
	[DETAIL_TOPIC] = N_("Topic"),
	[DETAIL_OUTCOME] = N_("Outcome"),
	[DETAIL_TAGS] = N_("Tags"),
	[DETAIL_EXPECTED] = N_("Expected right"),
	[DETAIL_MEASURED] = N_("Found right"),
	[DETAIL_EXAM] = N_("In exam"),
	[DETAIL_TIME] = N_("Time"),
	[DETAIL_PASSAGE] = N_("Passage"),
	[DETAIL_ENEMIES] = N_("Never with"),
	[DETAIL_ORDER] = N_("Order"),
	[DETAIL_MEDIA] = N_("Pictures"),
	[DETAIL_AUTHOR] = N_("Author"),
	[DETAIL_SOURCE] = N_("Source"),
	[DETAIL_LICENSE] = N_("Licence"),
};

/* All stand in one column, as wide as the language asks for. */
static unsigned detail_columns(void)
{
	size_t widest = 0;

	for (size_t i = 0; i < DETAILS; i++) {
		size_t width = utf8_width(str_from(_(detail_names[i])));

		widest = width > widest ? width : widest;
	}
	return (unsigned)widest + 2;
}

static void put_detail(
	const struct view *v, enum detail detail, struct str text)
{
	unsigned columns = detail_columns();

	if (!text.len)
		return;
	terminal_hang(
		v->t, columns, TERMINAL_DIM, str_from(_(detail_names[detail])));
	terminal_text(v->t, 0, text);
	terminal_unhang(v->t, columns);
}

static struct str join(
	struct arena *arena, const struct str *texts, size_t count)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < count; i++)
		buf_format(&out, "%s%.*s", i ? ", " : "", STR_ARG(texts[i]));
	return buf_str(&out);
}

/* "name (id)" */
static struct str named(struct arena *arena, struct str id, struct str name)
{
	if (!id.len || !name.len)
		return id;
	return str_format(arena, "%.*s (%.*s)", STR_ARG(name), STR_ARG(id));
}

/* Of the students, those who answer right. */
static struct str share_text(const struct view *v, double share)
{
	if (isnan(share))
		return STR("");
	return str_format(v->arena, "%.*s%%",
		STR_ARG(thousandths(v, lround(share * 100000))));
}

static struct str media_text(const struct view *v)
{
	struct buf out = {.arena = v->arena};

	for (size_t i = 0; i < v->q->media_count; i++)
		buf_format(&out, "%s%.*s", i ? ", " : "",
			STR_ARG(v->q->media[i].name));
	return buf_str(&out);
}

static struct str subject_text(const struct view *v)
{
	if (!v->q->grade)
		return v->q->subject;
	return str_format(v->arena, _("%.*s, grade %d"), STR_ARG(v->q->subject),
		v->q->grade);
}

/* Hundredths, with the language's mark: "0,42", "-0,05". */
static struct str hundredths(const struct view *v, double value)
{
	long n = lround(fabs(value) * 100);

	return str_format(v->arena, "%s%ld%c%02ld", value < 0 && n ? "−" : "",
		n / 100, v->point, n % 100);
}

/* "63.2% of 120 students; discrimination 0.41; a 1.20, b −0.35" */
static struct str measured_text(
	const struct view *v, const struct question_statistics *s)
{
	struct buf out = {.arena = v->arena};

	buf_format(&out,
		i18n_plural("%.*s of %zu student", "%.*s of %zu students",
			s->people),
		STR_ARG(share_text(v, round(s->facility * 1000) / 1000)),
		s->people);
	if (!isnan(s->discrimination))
		buf_format(&out, _("; discrimination %.*s"),
			STR_ARG(hundredths(v, s->discrimination)));
	if (!isnan(s->a) && !isnan(s->b))
		buf_format(&out, _("; a %.*s, b %.*s"),
			STR_ARG(hundredths(v, s->a)),
			STR_ARG(hundredths(v, s->b)));
	if (!isnan(s->seconds))
		buf_format(&out, _("; half took %s or more"),
			times_clock(v->arena, s->seconds).ptr);
	return buf_str(&out);
}

static void put_measured(const struct view *v, const struct question_view *view)
{
	for (size_t i = 0; i < view->statistics_count; i++) {
		const struct question_statistics *s = &view->statistics[i];

		if (!s->exam.len)
			put_detail(v, DETAIL_MEASURED, measured_text(v, s));
		else
			put_detail(v, DETAIL_EXAM,
				str_format(v->arena, "%.*s (%.*s): %.*s",
					STR_ARG(s->title), STR_ARG(s->exam),
					STR_ARG(measured_text(v, s))));
	}
}

static void put_details(const struct view *v, const struct question_view *view)
{
	const struct question *q = v->q;

	terminal_blank(v->t);
	put_detail(v, DETAIL_SUBJECT, subject_text(v));
	put_detail(v, DETAIL_TOPIC,
		named(v->arena, q->topic,
			view->topic ? view->topic->name : STR("")));
	put_detail(v, DETAIL_OUTCOME,
		named(v->arena, q->outcome,
			view->outcome ? view->outcome->text : STR("")));
	put_detail(v, DETAIL_TAGS, join(v->arena, q->tags, q->tag_count));
	put_detail(v, DETAIL_EXPECTED, share_text(v, q->difficulty));
	put_measured(v, view);
	if (q->seconds)
		put_detail(v, DETAIL_TIME,
			str_format(v->arena, _("%ld seconds"), q->seconds));
	put_detail(v, DETAIL_PASSAGE, q->stimulus);
	put_detail(
		v, DETAIL_ENEMIES, join(v->arena, q->enemies, q->enemy_count));
	if (q->fixed)
		put_detail(v, DETAIL_ORDER, str_from(_("stays as it is")));
	put_detail(v, DETAIL_MEDIA, media_text(v));
	put_detail(v, DETAIL_AUTHOR, q->author);
	put_detail(v, DETAIL_SOURCE, q->source);
	put_detail(v, DETAIL_LICENSE, q->license);
}

void terminal_question(struct terminal *t, const struct question_view *view)
{
	const struct view v = {t, t->out.arena, view->question, view->keys,
		!strcmp(i18n_language(), "vi") ? ',' : '.'};

	put_head(&v);
	if (view->stimulus && view->stimulus_above) {
		terminal_text(t, TERMINAL_DIM,
			str_from(_("(The passage is the one above.)")));
		terminal_blank(t);
	} else if (view->stimulus) {
		put_stimulus(&v, view->stimulus);
	}
	terminal_markup(t, 0, v.q->stem);
	put_parts(&v);
	put_section(&v, _("Solution"), v.q->solution);
	put_section(&v, _("Feedback"), v.q->feedback);
	if (view->keys)
		put_details(&v, view);
}
