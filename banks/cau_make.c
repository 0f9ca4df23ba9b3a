#include "banks/cau_key.h"
#include "banks/cau_parts.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* ---- questions ---- */

static struct str text_of(struct cau_reader *r, struct buf *buf)
{
	return foreign_markdown(&r->f, buf_str(buf), FOREIGN_PLAIN);
}

static bool make_options(
	struct cau_reader *r, struct cau_asked *a, struct question *q)
{
	struct option *options = NEW_ARRAY(r->f.arena, a->count, struct option);
	struct str rest;
	uint32_t right = a->marked
		? a->marked
		: cau_key_letters(r->f.arena, a->key, a->count, &rest);

	if (!right) {
		foreign_fault(&r->f,
			_("question %ld has no key: put * before the right "
			  "option, or a line 'Đáp án: B'"),
			a->number);
		return false;
	}
	q->type = right & (right - 1) ? TYPE_MULTIPLE : TYPE_CHOICE;
	for (size_t i = 0; i < a->count; i++)
		options[i] = (struct option){.text = text_of(r, &a->options[i]),
			.right = right >> i & 1,
			.pinned = a->pinned >> i & 1};
	q->options = options;
	q->option_count = a->count;
	return true;
}

/* "a) Đúng vì…" on lines of the solution. */
static bool truths_of_solution(
	struct cau_reader *r, const struct cau_asked *a, bool *truths)
{
	struct str rest =
		str_sub((struct str){a->solution.ptr, a->solution.len}, 0,
			a->solution.len);
	struct str line;
	size_t n = 0;

	while (n < a->count && str_cut(&rest, '\n', &line)) {
		struct cau_label label;
		int truth;

		line = str_trim(line);
		if (cau_label_at(line, 0, true, &label) != n)
			continue;
		truth = cau_key_truth(
			r->f.arena, str_sub(line, label.text, line.len));
		if (truth < 0)
			return false;
		truths[n++] = truth;
	}
	return n == a->count;
}

/* "Áp suất tăng. (Đ)" at the end of every statement, which lose it. */
static bool truths_of_ends(
	struct cau_reader *r, struct cau_asked *a, bool *truths)
{
	size_t cuts[CAU_OPTIONS];

	for (size_t i = 0; i < a->count; i++) {
		struct str text = str_trim(buf_str(&a->options[i]));
		size_t at = text.len, word;
		int truth;

		if (at < 3 || !strchr(")]", text.ptr[at - 1]))
			return false;
		while (at-- > 0 && !strchr("([", text.ptr[at]))
			;
		word = text.len - at;
		truth = at == SIZE_MAX || word > 12
			? -1
			: cau_key_truth(r->f.arena, str_sub(text, at, word));
		if (truth < 0)
			return false;
		truths[i] = truth;
		cuts[i] = at;
	}
	for (size_t i = 0; i < a->count; i++)
		a->options[i].len = cuts[i];
	return true;
}

static bool truths_of(struct cau_reader *r, struct cau_asked *a, bool *truths)
{
	if (a->key.len)
		return cau_key_truths(r->f.arena, a->key, a->count, truths);
	for (size_t i = 0; i < a->count; i++)
		truths[i] = a->marked >> i & 1;
	return a->marked || truths_of_ends(r, a, truths) ||
		truths_of_solution(r, a, truths);
}

static bool make_statements(
	struct cau_reader *r, struct cau_asked *a, struct question *q)
{
	struct statement *statements =
		NEW_ARRAY(r->f.arena, a->count, struct statement);
	bool truths[CAU_OPTIONS];

	if (!truths_of(r, a, truths)) {
		foreign_fault(&r->f,
			_("question %ld has no key: put * before each true "
			  "statement, or a line 'Đáp án: ĐSĐS'"),
			a->number);
		return false;
	}
	q->type = TYPE_STATEMENTS;
	for (size_t i = 0; i < a->count; i++)
		statements[i] = (struct statement){
			.text = text_of(r, &a->options[i]), .key = truths[i]};
	q->statements = statements;
	q->statement_count = a->count;
	return true;
}

/* "12,5", or "12,5 cm" with a unit of one word. */
static bool read_number(struct str key, struct decimal *value, struct str *unit)
{
	size_t blank = str_find(key, " ", 0);

	*unit = STR("");
	if (decimal_parse(key, value))
		return true;
	if (blank == SIZE_MAX || !decimal_parse(str_sub(key, 0, blank), value))
		return false;
	*unit = str_trim(str_sub(key, blank, key.len));
	for (size_t i = 0; i < unit->len; i++)
		if (strchr(" 0123456789=;,", unit->ptr[i]) && i < 1)
			return false;
	return unit->len && unit->len <= 12 &&
		str_find(*unit, " ", 0) == SIZE_MAX;
}

/* A number, a text, or an essay when nothing is said. */
static bool make_open(
	struct cau_reader *r, struct cau_asked *a, struct question *q)
{
	struct number *number = NEW(r->f.arena, struct number);
	struct accepted *accepted = NEW(r->f.arena, struct accepted);

	q->type = TYPE_ESSAY;
	if (!a->key.len && r->parts[a->part].kind == CAU_SHORT) {
		foreign_fault(&r->f,
			_("question %ld has no key: put a line 'Đáp án: 7' "
			  "below it"),
			a->number);
		return false;
	}
	if (!a->key.len || r->parts[a->part].kind == CAU_ESSAY) {
		if (a->key.len && !q->solution.len)
			q->solution = utf8_nfc(r->f.arena, a->key);
		return true;
	}
	number->credit = accepted->credit = POINT;
	if (read_number(a->key, &number->value, &q->unit)) {
		q->type = TYPE_NUMERIC;
		q->numbers = number;
		q->number_count = 1;
		return true;
	}
	q->unit = STR("");
	q->type = TYPE_SHORT;
	accepted->text = utf8_nfc(r->f.arena, a->key);
	q->accepted = accepted;
	q->accepted_count = 1;
	return true;
}

/* What was read as statements is an essay's a) and b) when the paper gives it
 * points or a solution of its own, and nothing says what is true. */
static bool is_essay(struct cau_reader *r, struct cau_asked *a)
{
	bool truths[CAU_OPTIONS];

	return a->count && a->statements && !a->key.len && !a->marked &&
		r->parts[a->part].kind != CAU_STATEMENTS &&
		(a->points || a->solution.len) &&
		!truths_of_ends(r, a, truths) &&
		!truths_of_solution(r, a, truths);
}

static void to_essay(struct cau_asked *a)
{
	for (size_t i = 0; i < a->count; i++) {
		const char label[] = {(char)('a' + i), ')', ' ', '\0'};

		buf_char(&a->stem, '\n');
		buf_text(&a->stem, label);
		buf_add(&a->stem, buf_str(&a->options[i]));
	}
	a->count = 0;
}

/* ---- into the sink ---- */

/* A passage becomes a stimulus; an instruction alone, the stem of questions
 * that have none, or that cannot be understood without it. */
static bool put_passage(struct cau_reader *r, const struct cau_asked *a,
	struct question *q, struct error *err)
{
	static const char *const needed[] = {"closest", "opposite",
		"underlined", "pronunc", "stress", "mistake", "error",
		"arrange", NULL};
	struct cau_passage *p =
		a->passage ? &r->passages[a->passage - 1] : NULL;
	struct stimulus s = {.line = a->line, .column = 1};
	bool needs = !q->stem.len;

	if (!p)
		return true;
	if (!str_trim(buf_str(&p->text)).len || !p->range.to) {
		struct str text =
			foreign_markdown(&r->f, p->instruction, FOREIGN_PLAIN);

		for (size_t i = 0; needed[i]; i++)
			needs |= str_find(utf8_lower(r->f.arena, text),
					 needed[i], 0) != SIZE_MAX;
		if (needs)
			q->stem = q->stem.len
				? str_format(r->f.arena, "%.*s\n\n%.*s",
					  STR_ARG(text), STR_ARG(q->stem))
				: text;
		return true;
	}
	if (!p->id.len) {
		s.line = p->line;
		s.text = str_format(r->f.arena, "%.*s\n\n%.*s",
			STR_ARG(foreign_markdown(
				&r->f, p->instruction, FOREIGN_PLAIN)),
			STR_ARG(text_of(r, &p->text)));
		s.id = str_format(r->f.arena, "p-%.12s",
			hash_hex(r->f.arena, s.text).ptr);
		if (!r->f.sink->stimulus(r->f.sink->ctx, &s, err))
			return false;
		p->id = str_copy(r->f.keep, s.id);
	}
	q->stimulus = p->id;
	return true;
}

bool cau_put(struct cau_reader *r, struct cau_asked *a, struct error *err)
{
	struct question q = question_empty();
	bool made;

	r->f.line = a->line;
	if (is_essay(r, a))
		to_essay(a);
	q.stem = text_of(r, &a->stem);
	q.solution = text_of(r, &a->solution);
	q.points = a->points;
	made = !a->count        ? make_open(r, a, &q)
		: a->statements ? make_statements(r, a, &q)
				: make_options(r, a, &q);
	return !made ||
		(put_passage(r, a, &q, err) &&
			ladder_apply(&r->f, &q, &a->code, err) &&
			foreign_put(&r->f, &q, err));
}
