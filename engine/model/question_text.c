#include <assert.h>

#include "base/markup/markup.h"
#include "engine/model/question.h"

/* ---- every text ---- */

static void visit_options(const struct text_visitor *v,
	const struct option *options, size_t count)
{
	for (size_t i = 0; i < count; i++)
		v->text(v->ctx, options[i].text);
}

static void visit_accepted(const struct text_visitor *v,
	const struct accepted *accepted, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!accepted[i].pattern)
			v->text(v->ctx, accepted[i].text);
}

static void visit_texts(
	const struct text_visitor *v, const struct str *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		v->text(v->ctx, texts[i]);
}

static void visit_gap(const struct text_visitor *v, const struct gap *gap)
{
	visit_options(v, gap->options, gap->option_count);
	visit_accepted(v, gap->accepted, gap->accepted_count);
}

void question_texts(const struct question *q, const struct text_visitor *v)
{
	v->text(v->ctx, q->stem);
	visit_options(v, q->options, q->option_count);
	for (size_t i = 0; i < q->statement_count; i++)
		v->text(v->ctx, q->statements[i].text);
	visit_accepted(v, q->accepted, q->accepted_count);
	for (size_t i = 0; i < q->pair_count; i++) {
		v->text(v->ctx, q->pairs[i].left);
		v->text(v->ctx, q->pairs[i].right);
	}
	visit_texts(v, q->distractors, q->distractor_count);
	visit_texts(v, q->items, q->item_count);
	for (size_t i = 0; i < q->gap_count; i++)
		visit_gap(v, &q->gaps[i]);
}

static void visit_feedback(const struct text_visitor *v,
	const struct option *options, size_t count)
{
	for (size_t i = 0; i < count; i++)
		v->text(v->ctx, options[i].feedback);
}

void question_teacher_texts(
	const struct question *q, const struct text_visitor *v)
{
	v->text(v->ctx, q->solution);
	v->text(v->ctx, q->feedback);
	visit_feedback(v, q->options, q->option_count);
	for (size_t i = 0; i < q->statement_count; i++)
		v->text(v->ctx, q->statements[i].feedback);
	for (size_t i = 0; i < q->accepted_count; i++)
		v->text(v->ctx, q->accepted[i].feedback);
	for (size_t i = 0; i < q->gap_count; i++)
		visit_feedback(v, q->gaps[i].options, q->gaps[i].option_count);
	for (size_t i = 0; i < q->rubric_count; i++)
		v->text(v->ctx, q->rubric[i].text);
}

static void add_plain(void *ctx, struct str text)
{
	struct buf *buf = ctx;

	if (!text.len)
		return;
	if (buf->len)
		buf_char(buf, '\n');
	buf_add(buf, markup_plain(buf->arena, markup_parse(buf->arena, text)));
}

struct str question_plain(struct arena *arena, const struct question *q)
{
	struct buf buf = {.arena = arena};
	struct text_visitor visitor = {&buf, add_plain};

	buf_reserve(&buf, 2 * q->stem.len);
	question_texts(q, &visitor);
	return buf_str(&buf);
}

/* ---- keys ---- */

/* How a key is being written. */
struct key_writer {
	struct buf buf;
	const struct question *q;
	const size_t *order;
	bool vietnamese;
};

static size_t at_place(const struct key_writer *w, size_t place)
{
	return w->order ? w->order[place] : place;
}

static void separate(struct key_writer *w, const char *separator)
{
	if (w->buf.len)
		buf_text(&w->buf, separator);
}

static void key_letters(struct key_writer *w)
{
	for (size_t i = 0; i < w->q->option_count; i++) {
		if (!w->q->options[at_place(w, i)].right)
			continue;
		separate(w, ", ");
		buf_char(&w->buf, option_letter(i));
	}
}

static void truth(struct key_writer *w, bool value)
{
	if (w->vietnamese)
		buf_text(&w->buf, value ? "Đ" : "S");
	else
		buf_text(&w->buf, value ? "T" : "F");
}

static void key_truefalse(struct key_writer *w)
{
	truth(w, w->q->truth);
}

static void key_statements(struct key_writer *w)
{
	for (size_t i = 0; i < w->q->statement_count; i++) {
		separate(w, " ");
		truth(w, w->q->statements[at_place(w, i)].key);
	}
}

static void put_accepted(
	struct key_writer *w, const struct accepted *accepted, size_t count)
{
	size_t start = w->buf.len;

	for (size_t i = 0; i < count; i++) {
		if (accepted[i].pattern && count > 1)
			continue;
		if (w->buf.len > start)
			buf_text(&w->buf, " | ");
		buf_add(&w->buf, accepted[i].text);
	}
	if (w->buf.len == start && count)
		buf_add(&w->buf, accepted[0].text);
}

static void key_short(struct key_writer *w)
{
	put_accepted(w, w->q->accepted, w->q->accepted_count);
}

static void key_numeric(struct key_writer *w)
{
	char point = w->vietnamese ? ',' : '.';

	for (size_t i = 0; i < w->q->number_count; i++) {
		separate(w, " | ");
		buf_add(&w->buf,
			decimal_format(
				w->buf.arena, w->q->numbers[i].value, point));
	}
}

/* "1-c 2-a": the left sides keep their order, the right sides are shuffled. */
static void key_match(struct key_writer *w)
{
	size_t rights = w->q->pair_count + w->q->distractor_count;

	for (size_t left = 0; left < w->q->pair_count; left++)
		for (size_t place = 0; place < rights; place++) {
			if (at_place(w, place) != left)
				continue;
			separate(w, " ");
			buf_format(
				&w->buf, "%zu-%c", left + 1, 'a' + (int)place);
		}
}

/* The printed letters in the right order: "c a b". */
static void key_order(struct key_writer *w)
{
	for (size_t item = 0; item < w->q->item_count; item++)
		for (size_t place = 0; place < w->q->item_count; place++) {
			if (at_place(w, place) != item)
				continue;
			separate(w, " ");
			buf_char(&w->buf, (char)('a' + (int)place));
		}
}

static void key_cloze(struct key_writer *w)
{
	for (size_t i = 0; i < w->q->gap_count; i++) {
		const struct gap *gap = &w->q->gaps[i];

		separate(w, "; ");
		buf_format(&w->buf, "(%zu) ", i + 1);
		for (size_t k = 0; k < gap->option_count; k++)
			if (gap->options[k].right)
				buf_char(&w->buf, option_letter(k));
		put_accepted(w, gap->accepted, gap->accepted_count);
	}
}

static void key_essay(struct key_writer *w)
{
	buf_text(&w->buf, "–");
}

struct str question_key(struct arena *arena, const struct question *q,
	const size_t *order, const char *language)
{
	static void (*const writers[])(struct key_writer *) = {
		[TYPE_CHOICE] = key_letters,
		[TYPE_MULTIPLE] = key_letters,
		[TYPE_TRUEFALSE] = key_truefalse,
		[TYPE_STATEMENTS] = key_statements,
		[TYPE_SHORT] = key_short,
		[TYPE_NUMERIC] = key_numeric,
		[TYPE_MATCH] = key_match,
		[TYPE_ORDER] = key_order,
		[TYPE_CLOZE] = key_cloze,
		[TYPE_ESSAY] = key_essay,
	};
	static_assert(sizeof writers / sizeof *writers == TYPE_COUNT,
		"every type has a key");
	struct key_writer writer = {
		{.arena = arena}, q, order, !strncmp(language, "vi", 2)};

	writers[q->type](&writer);
	return buf_str(&writer.buf);
}
