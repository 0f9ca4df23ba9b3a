#include "banks/cau.h"

#include "banks/foreign.h"
#include "banks/ladder.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { OPTIONS = 26, QUESTIONS_MOST = 20000 };

/* A question as it is gathered; all are kept until the key table is read. */
struct asked {
	unsigned line;
	long number;
	struct buf stem, solution;
	struct buf options[OPTIONS];
	size_t count;
	bool statements;
	struct str key;  /* "B", "ĐSĐS", "7"; "" not found yet */
	uint32_t marked; /* options with a star */
	bool in_solution;
	struct ladder code;
};

struct reader {
	struct foreign f;
	struct asked *asked;
	size_t count, capacity;
	bool keys; /* lines of the key table */
	unsigned line;
};

/* ---- words at the beginning of a line ---- */

/* Whether it begins so, whatever the marks and capitals; the rest. */
static bool begins(struct arena *arena, struct str line, const char *word,
	struct str *rest)
{
	size_t at = 0, len = strlen(word), letters = 0;
	struct str folded;

	while (at < line.len && letters < len) {
		(void)utf8_next(line, &at);
		letters++;
	}
	folded = utf8_fold(arena, str_sub(line, 0, at));
	*rest = str_sub(line, at, line.len);
	return str_is(folded, word);
}

/* "Câu 12." → 12; the rest of the line. 0 when it is none. */
static long question_start(
	struct arena *arena, struct str line, struct str *rest)
{
	static const char *const words[] = {
		"cau hoi", "cau", "bai", "question", NULL};
	long number = 0;
	size_t at = 0;

	for (size_t i = 0; words[i]; i++) {
		if (!begins(arena, line, words[i], rest))
			continue;
		*rest = str_trim(*rest);
		while (at < rest->len && at < 6 && rest->ptr[at] >= '0' &&
			rest->ptr[at] <= '9')
			number = number * 10 + (rest->ptr[at++] - '0');
		if (!at || at >= rest->len || !strchr(".:)", rest->ptr[at]))
			return 0;
		*rest = str_trim(str_sub(*rest, at + 1, rest->len));
		return number;
	}
	return 0;
}

static bool has_word(struct arena *arena, struct str line,
	const char *const *words, struct str *rest)
{
	for (; *words; words++)
		if (begins(arena, line, *words, rest)) {
			struct str after = str_trim(*rest);

			if (after.len && !strchr(".:)", after.ptr[0]) &&
				rest->len == after.len)
				continue;
			*rest = after.len && strchr(".:)", after.ptr[0])
				? str_trim(str_sub(after, 1, after.len))
				: after;
			return true;
		}
	return false;
}

static const char *const solution_words[] = {"loi giai", "huong dan giai",
	"giai thich", "huong dan", "giai", "explanation", "solution", NULL};
static const char *const key_words[] = {"dap an dung", "dap an", "dap so",
	"tra loi", "dap", "chon", "answer", "key", NULL};

/* ---- options ---- */

/* "A.", "b)", "*C.", "#D)" at `at`: its index, and where its text begins. */
static size_t label_at(
	struct str line, size_t at, bool small, bool *marked, size_t *text)
{
	char first = small ? 'a' : 'A', c;

	*marked = at < line.len && (line.ptr[at] == '*' || line.ptr[at] == '#');
	at += *marked;
	if (at + 1 >= line.len || !strchr(small ? ")" : ".)", line.ptr[at + 1]))
		return SIZE_MAX;
	c = line.ptr[at];
	if (c < first || c >= first + OPTIONS)
		return SIZE_MAX;
	*text = at + 2;
	return (size_t)(c - first);
}

/* The next label that goes on from `expected` in the line: after white space.
 */
static size_t next_label(
	struct str line, size_t from, size_t expected, bool small)
{
	for (size_t at = from; at < line.len; at++) {
		bool marked;
		size_t text;

		if (at && !strchr(" \t", line.ptr[at - 1]))
			continue;
		if (label_at(line, at, small, &marked, &text) == expected)
			return at;
	}
	return SIZE_MAX;
}

/* A line of options, or one that begins one; false when it is no such line. */
static bool read_options(struct asked *q, struct str line, bool small)
{
	size_t at = 0, text = 0;
	bool marked;

	if (label_at(line, 0, small, &marked, &text) != q->count ||
		(q->count && q->statements != small))
		return false;
	q->statements = small;
	while (at != SIZE_MAX && q->count < OPTIONS) {
		size_t next;

		label_at(line, at, small, &marked, &text);
		next = next_label(line, text, q->count + 1, small);
		if (marked)
			q->marked |= UINT32_C(1) << q->count;
		buf_add(&q->options[q->count++],
			str_trim(str_sub(line, text,
				next == SIZE_MAX ? line.len : next - text)));
		at = next;
	}
	return true;
}

/* ---- lines ---- */

static struct asked *begin_question(struct reader *r, long number)
{
	struct asked *q = PUSH(r->f.keep, r->asked, r->count, r->capacity);

	*q = (struct asked){.line = r->line,
		.number = number,
		.stem.arena = r->f.keep,
		.solution.arena = r->f.keep};
	for (size_t i = 0; i < OPTIONS; i++)
		q->options[i].arena = r->f.keep;
	return q;
}

static void add_line(struct buf *buf, struct str line)
{
	if (!line.len && !buf->len)
		return;
	if (buf->len)
		buf_char(buf, '\n');
	buf_add(buf, line);
}

/* "[NB]", "[2D1H3-6]" at the beginning. */
static struct str take_code(struct asked *q, struct str text)
{
	struct ladder code;
	size_t end;

	while (str_starts(text, "[")) {
		end = str_find(text, "]", 0);
		if (end == SIZE_MAX || end > 20 ||
			!ladder_read(str_sub(text, 1, end - 1), &code))
			break;
		if (code.level)
			q->code.level = code.level;
		if (code.grade) {
			q->code.grade = code.grade;
			q->code.code = code.code;
		}
		text = str_trim(str_sub(text, end + 1, text.len));
	}
	return text;
}

/* "<key=7>" anywhere. */
static struct str take_key_mark(struct asked *q, struct str text)
{
	size_t at = str_find(text, "<key=", 0);
	size_t end = at == SIZE_MAX ? SIZE_MAX : str_find(text, ">", at);

	if (end == SIZE_MAX)
		return text;
	q->key = str_trim(str_sub(text, at + 5, end - at - 5));
	return str_trim(str_sub(text, 0, at));
}

/* In a solution only the short words that name a letter are keys. */
static bool read_key(struct reader *r, struct asked *q, struct str line)
{
	struct str rest;

	if (!has_word(r->f.arena, line, key_words, &rest) || !rest.len ||
		q->key.len)
		return false;
	if (rest.ptr[rest.len - 1] == '.')
		rest.len--;
	if (q->in_solution && rest.len > 8)
		return false;
	q->key = str_copy(r->f.keep, rest);
	return true;
}

static bool is_key_heading(struct reader *r, struct str line)
{
	static const char *const words[] = {
		"bang dap an", "dap an", "answer key", "answers", NULL};
	struct str rest;

	return has_word(r->f.arena, line, words, &rest) && !rest.len;
}

static void read_table_line(struct reader *r, struct str line)
{
	size_t at = 0;

	while (at < line.len) {
		size_t digits = at, end;
		struct str key;
		long number = 0;

		while (digits < line.len && line.ptr[digits] >= '0' &&
			line.ptr[digits] <= '9' && digits - at < 6)
			number = number * 10 + (line.ptr[digits++] - '0');
		if (digits == at) {
			at++;
			continue;
		}
		while (digits < line.len && strchr(" .:-)\t", line.ptr[digits]))
			digits++;
		end = digits;
		while (end < line.len && !strchr(" \t;,|", line.ptr[end]))
			end++;
		key = str_sub(line, digits, end - digits);
		for (size_t i = 0; key.len && i < r->count; i++)
			if (r->asked[i].number == number &&
				!r->asked[i].key.len && !r->asked[i].marked) {
				r->asked[i].key = str_copy(r->f.keep, key);
				break;
			}
		at = end;
	}
}

static void read_part(struct reader *r, struct asked *q, struct str line)
{
	struct str rest;

	line = take_key_mark(q, line);
	if (!q->in_solution &&
		(read_options(q, line, false) || read_options(q, line, true)))
		return;
	if (read_key(r, q, line))
		return;
	if (has_word(r->f.arena, line, solution_words, &rest)) {
		q->in_solution = true;
		add_line(&q->solution, rest);
	} else if (q->in_solution) {
		add_line(&q->solution, line);
	} else if (q->count) {
		add_line(&q->options[q->count - 1], line);
	} else {
		add_line(&q->stem, line);
	}
}

/* "PHẦN II. …" is the paper's, not a question's. */
static bool is_part_heading(struct reader *r, struct str line)
{
	struct str rest;

	return begins(r->f.arena, line, "phan ", &rest) && rest.len &&
		strchr("IV1234", rest.ptr[0]);
}

static void read_line(struct reader *r, struct str line)
{
	struct str rest;
	long number;

	line = str_trim(line);
	number = question_start(r->f.arena, line, &rest);
	if (number && r->count < QUESTIONS_MOST) {
		struct asked *q = begin_question(r, number);

		r->keys = false;
		read_part(r, q, take_code(q, rest));
	} else if (is_key_heading(r, line)) {
		r->keys = true;
	} else if (r->keys) {
		read_table_line(r, line);
	} else if (r->count && !is_part_heading(r, line)) {
		read_part(r, &r->asked[r->count - 1], line);
	}
}

/* ---- questions ---- */

static struct str text_of(struct reader *r, struct buf *buf)
{
	return foreign_markdown(&r->f, buf_str(buf), FOREIGN_PLAIN);
}

static uint32_t right_of(const struct asked *q)
{
	uint32_t bits = 0;

	if (q->marked)
		return q->marked;
	for (size_t i = 0; i < q->key.len; i++) {
		char c = q->key.ptr[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c >= 'A' && c < 'A' + (char)q->count)
			bits |= UINT32_C(1) << (c - 'A');
		else if (!strchr(" ,;&+", c))
			return 0;
	}
	return bits;
}

static bool make_options(struct reader *r, struct asked *a, struct question *q)
{
	struct option *options = NEW_ARRAY(r->f.arena, a->count, struct option);
	uint32_t right = right_of(a);

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
			.right = right >> i & 1};
	q->options = options;
	q->option_count = a->count;
	return true;
}

/* "ĐSĐS", with or without anything between; or stars before the true ones. */
static bool truths_of(
	struct reader *r, const struct asked *a, bool truths[OPTIONS])
{
	struct str key = utf8_fold(r->f.arena, a->key);
	size_t n = 0;

	for (size_t i = 0; i < a->count; i++)
		truths[i] = a->marked >> i & 1;
	if (!key.len)
		return a->marked != 0;
	for (size_t i = 0; i < key.len && n < OPTIONS; i++)
		if (key.ptr[i] == 'd' || key.ptr[i] == 't')
			truths[n++] = true;
		else if (key.ptr[i] == 's' || key.ptr[i] == 'f')
			truths[n++] = false;
	return n == a->count;
}

static bool make_statements(
	struct reader *r, struct asked *a, struct question *q)
{
	struct statement *statements =
		NEW_ARRAY(r->f.arena, a->count, struct statement);
	bool truths[OPTIONS];

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

/* A number, a text, or an essay when nothing is said. */
static bool make_open(struct reader *r, struct asked *a, struct question *q)
{
	struct number *number = NEW(r->f.arena, struct number);
	struct accepted *accepted = NEW(r->f.arena, struct accepted);

	q->type = TYPE_ESSAY;
	if (!a->key.len)
		return true;
	number->credit = accepted->credit = POINT;
	if (decimal_parse(a->key, &number->value)) {
		q->type = TYPE_NUMERIC;
		q->numbers = number;
		q->number_count = 1;
		return true;
	}
	q->type = TYPE_SHORT;
	accepted->text = utf8_nfc(r->f.arena, a->key);
	q->accepted = accepted;
	q->accepted_count = 1;
	return true;
}

static bool put_question(struct reader *r, struct asked *a, struct error *err)
{
	struct question q = question_empty();
	bool made;

	r->f.line = a->line;
	q.stem = text_of(r, &a->stem);
	q.solution = text_of(r, &a->solution);
	made = !a->count        ? make_open(r, a, &q)
		: a->statements ? make_statements(r, a, &q)
				: make_options(r, a, &q);
	return !made ||
		(ladder_apply(&r->f, &q, &a->code, err) &&
			foreign_put(&r->f, &q, err));
}

static bool put_all(struct reader *r, struct error *err)
{
	for (size_t i = 0; i < r->count; i++) {
		struct arena_mark mark = arena_mark(r->f.arena);

		if (!put_question(r, &r->asked[i], err))
			return false;
		arena_release(r->f.arena, mark);
	}
	return true;
}

static bool cau_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct reader r = {.f = {.arena = arena_new(),
				   .keep = arena,
				   .file = file,
				   .report = report,
				   .sink = sink,
				   .column = 1}};
	struct str line;
	bool worked;

	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_sub(text, 3, text.len);
	text = utf8_nfc(arena, text);
	while (str_cut(&text, '\n', &line)) {
		struct arena_mark mark = arena_mark(r.f.arena);

		r.line++;
		read_line(&r, line);
		arena_release(r.f.arena, mark);
	}
	worked = put_all(&r, err);
	arena_free(r.f.arena);
	return worked;
}

/* Numbered questions; options or keys make it certain. */
static int recognise(struct str text)
{
	struct arena *arena = arena_new();
	struct str line, rest;
	size_t questions = 0, options = 0;

	text = str_sub(text, 0, 64 * 1024);
	if (utf8_invalid(text) != SIZE_MAX)
		text = str_sub(text, 0, utf8_invalid(text));
	while (str_cut(&text, '\n', &line)) {
		bool marked;
		size_t at;

		line = str_trim(line);
		questions += question_start(arena, line, &rest) > 0;
		options += label_at(line, 0, false, &marked, &at) == 0 ||
			label_at(line, 0, true, &marked, &at) == 0;
	}
	arena_free(arena);
	if (!questions)
		return 0;
	return options ? 85 : 30;
}

static const char *const endings[] = {NULL};

const struct format format_cau = {
	.name = "cau",
	.label = N_("typed text (Câu 1. … A. … B. …)"),
	.endings = endings,
	.recognise = recognise,
	.read = cau_read,
};
