#include "banks/cau.h"

#include "banks/cau_key.h"
#include "banks/cau_parts.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { QUESTIONS_MOST = 20000 };

static const char *const solution_words[] = {"loi giai", "huong dan giai",
	"bai giai", "explanation", "solution", NULL};
/* Only with a colon or alone: they begin sentences, as "Giải phương trình". */
static const char *const solution_titles[] = {
	"giai thich", "huong dan", "giai", NULL};
static const char *const key_words[] = {"dap an dung", "dap an", "dap so",
	"tra loi", "dap", "answer", "key", NULL};
/* Before the letter of an option only. */
static const char *const choice_words[] = {
	"chon", "vay chon", "=> chon", "ta chon", "\xe2\x87\x92 chon", NULL};

/* ---- lines of a question ---- */

static bool is_solution(struct cau_reader *r, struct str line, struct str *rest)
{
	struct arena *arena = r->f.arena;

	if (cau_has_word(arena, line, solution_words, rest))
		return true;
	for (size_t i = 0; solution_titles[i]; i++)
		if (cau_begins(arena, line, solution_titles[i], rest) &&
			(!rest->len || strchr(".:", rest->ptr[0])))
			return cau_has_word(arena, line, solution_titles, rest);
	return false;
}

/* A line of options, or one that begins one; false when it is no such line. */
static bool read_options(struct cau_asked *q, struct str line, bool small)
{
	struct cau_label label;
	size_t at = 0;

	if (cau_label_at(line, 0, small, &label) != q->count ||
		(q->count && q->statements != small))
		return false;
	q->statements = small;
	while (at != SIZE_MAX && q->count < CAU_OPTIONS) {
		size_t next;

		cau_label_at(line, at, small, &label);
		next = cau_label_next(line, label.text, q->count + 1, small);
		if (label.star)
			q->marked |= UINT32_C(1) << q->count;
		if (label.pinned)
			q->pinned |= UINT32_C(1) << q->count;
		buf_add(&q->options[q->count++],
			str_trim(str_sub(line, label.text,
				next == SIZE_MAX ? line.len
						 : next - label.text)));
		at = next;
	}
	return true;
}

static void add_line(struct buf *buf, struct str line)
{
	if (!line.len && !buf->len)
		return;
	if (buf->len)
		buf_char(buf, '\n');
	buf_add(buf, line);
}

/* "<key=7>" anywhere. */
static struct str take_key_mark(struct cau_asked *q, struct str text)
{
	size_t at = str_find(text, "<key=", 0);
	size_t end = at == SIZE_MAX ? SIZE_MAX : str_find(text, ">", at);

	if (end == SIZE_MAX)
		return text;
	q->key = str_trim(str_sub(text, at + 5, end - at - 5));
	return str_trim(str_sub(text, 0, at));
}

/* A key that the question can have; in a solution an open question's must be
 * short, for "Đáp án" begins sentences there. What follows a letter belongs to
 * the solution. */
static bool set_key(struct cau_reader *r, struct cau_asked *q, struct str text)
{
	struct arena *arena = r->f.arena;
	bool truths[CAU_OPTIONS];
	struct str rest = {0}, key = text;

	if (key.len && key.ptr[key.len - 1] == '.')
		key.len--;
	if (q->key.len || !key.len)
		return false;
	if (q->count && q->statements) {
		if (!cau_key_truths(arena, key, q->count, truths))
			return false;
	} else if (q->count) {
		if (!cau_key_letters(arena, text, q->count, &rest))
			return false;
		key = str_trim(str_sub(text, 0, text.len - rest.len));
	} else if (q->in_solution && key.len > 40) {
		return false;
	}
	q->key = str_copy(r->f.keep, key);
	if (rest.len)
		add_line(&q->solution, rest);
	return true;
}

static bool read_key(struct cau_reader *r, struct cau_asked *q, struct str line)
{
	struct str rest;

	if (cau_has_word(r->f.arena, line, key_words, &rest))
		return set_key(r, q, rest);
	return q->count && !q->statements &&
		cau_has_word(r->f.arena, line, choice_words, &rest) &&
		set_key(r, q, rest);
}

static void read_part(
	struct cau_reader *r, struct cau_asked *q, struct str line)
{
	bool essay = r->parts[q->part].kind == CAU_ESSAY;
	struct str rest;

	line = take_key_mark(q, line);
	if (!q->in_solution && !essay) {
		size_t within = q->count ? SIZE_MAX : cau_options_within(line);

		if (read_options(q, line, false) || read_options(q, line, true))
			return;
		if (within != SIZE_MAX) {
			add_line(&q->stem, str_trim(str_sub(line, 0, within)));
			(void)read_options(
				q, str_sub(line, within, line.len), false);
			return;
		}
	}
	if (read_key(r, q, line))
		return;
	if (is_solution(r, line, &rest)) {
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

static void begin_question(struct cau_reader *r, const struct cau_start *start)
{
	struct cau_asked *q = PUSH(r->f.keep, r->asked, r->count, r->capacity);
	const struct cau_passage *last =
		r->passage_count ? &r->passages[r->passage_count - 1] : NULL;

	*q = (struct cau_asked){.line = r->line,
		.number = start->number,
		.points = start->points,
		.code = start->code,
		.part = r->part_count - 1,
		.stem.arena = r->f.keep,
		.solution.arena = r->f.keep};
	q->code.code = str_copy(r->f.keep, q->code.code);
	for (size_t i = 0; i < CAU_OPTIONS; i++)
		q->options[i].arena = r->f.keep;
	if (last &&
		(!last->range.to ||
			(start->number >= last->range.from &&
				start->number <= last->range.to)))
		q->passage = r->passage_count;
	r->at = AT_QUESTION;
	read_part(r, q, start->rest);
}

/* ---- the table of keys ---- */

static bool is_key_heading(struct cau_reader *r, struct str line)
{
	static const char *const words[] = {
		"dap an", "answer keys", "answer key", "answers", NULL};
	static const char *const titles[] = {"bang dap an", "dap an va ",
		"dap an chi tiet", "huong dan cham", "loi giai chi tiet", NULL};
	struct str rest;

	for (size_t i = 0; titles[i]; i++)
		if (cau_begins(r->f.arena, line, titles[i], &rest))
			return line.len < 120;
	return cau_has_word(r->f.arena, line, words, &rest) && !rest.len;
}

static struct cau_asked *unanswered(struct cau_reader *r, long number)
{
	for (size_t i = 0; i < r->count; i++) {
		struct cau_asked *q = &r->asked[i];

		if (q->number == number && !q->key.len && !q->marked &&
			(r->key_part == SIZE_MAX || q->part == r->key_part)) {
			r->answered = i + 1;
			return q;
		}
	}
	return NULL;
}

static void put_key(void *ctx, long number, struct str key)
{
	struct cau_reader *r = ctx;
	struct cau_asked *q = unanswered(r, number);

	r->tabled = true;
	if (q)
		q->key = str_copy(r->f.keep, str_trim(key));
}

/* "Câu 1 2 3": the head of a table, whose row of keys comes below. */
static bool read_columns(struct cau_reader *r, struct str line)
{
	struct str rest, word;

	if (!cau_begins(r->f.arena, line, "cau", &rest))
		return false;
	r->column_count = 0;
	while (rest.len) {
		size_t end = 0;

		while (end < rest.len && !strchr(" \t|", rest.ptr[end]))
			end++;
		word = str_sub(rest, 0, end);
		rest = str_sub(rest, end + 1, rest.len);
		for (size_t i = 0; i < word.len; i++)
			if (word.ptr[i] < '0' || word.ptr[i] > '9')
				return false;
		if (word.len)
			*PUSH(r->f.keep, r->columns, r->column_count,
				r->column_capacity) = str_copy(r->f.keep, word);
	}
	return r->column_count > 1;
}

static bool read_row(struct cau_reader *r, struct str line)
{
	static const char *const words[] = {
		"dap an", "d/a", "da", "chon", "key", NULL};
	struct str rest;
	size_t column = 0;

	if (!r->column_count || !cau_has_word(r->f.arena, line, words, &rest))
		return false;
	while (rest.len && column < r->column_count) {
		size_t end = 0;
		long number;

		while (end < rest.len && !strchr(" \t|", rest.ptr[end]))
			end++;
		if (end && str_to_long(r->columns[column++], &number))
			put_key(r, number, str_sub(rest, 0, end));
		rest = str_sub(rest, end + 1, rest.len);
	}
	r->column_count = 0;
	return true;
}

/* Below "Đáp án" alone: the last question's own key or solution. */
static struct cau_asked *keyed_last(struct cau_reader *r)
{
	if (r->answered)
		return &r->asked[r->answered - 1];
	return r->tabled || !r->count ? NULL : &r->asked[r->count - 1];
}

/* "1. A", "2-B", "3C": not a number that is a key itself. */
static bool is_paired(struct str line)
{
	size_t at = 0, letter;

	while (at < line.len && line.ptr[at] >= '0' && line.ptr[at] <= '9')
		at++;
	letter = at;
	while (letter < line.len && strchr(" .:)-", line.ptr[letter]))
		letter++;
	return at && letter < line.len &&
		(str_find(str_sub(line, at, letter - at), " ", 0) != 0) &&
		(line.ptr[letter] < '0' || line.ptr[letter] > '9');
}

static void read_key_line(struct cau_reader *r, struct str line)
{
	struct cau_asked *q = keyed_last(r);
	struct str rest;

	if (read_columns(r, line) || read_row(r, line))
		return;
	if (q && is_solution(r, line, &rest)) {
		q->in_solution = true;
		add_line(&q->solution, rest);
	} else if (q && q->in_solution) {
		add_line(&q->solution, line);
	} else if (q && !r->tabled && !is_paired(line) && set_key(r, q, line)) {
		r->at = AT_QUESTION;
	} else if (!cau_key_pairs(r->f.arena, line, put_key, r) && line.len) {
		r->skipped++;
	}
}

/* "Câu 3: B" below the heading of keys is a key of question 3, not another. */
static bool is_key_of(struct cau_reader *r, const struct cau_start *start)
{
	struct cau_asked *q = unanswered(r, start->number);
	struct str rest = start->rest;

	if (!q)
		return false;
	r->tabled = true;
	q->in_solution = !rest.len && !q->count;
	if (!rest.len)
		return true;
	if (set_key(r, q, rest))
		return true;
	if (cau_has_word(r->f.arena, rest, key_words, &rest) ||
		cau_has_word(r->f.arena, rest, choice_words, &rest))
		(void)set_key(r, q, rest);
	else {
		q->in_solution = true;
		add_line(&q->solution, rest);
	}
	return true;
}

/* ---- headings and passages ---- */

static void begin_part(struct cau_reader *r, const struct cau_heading *heading)
{
	if (r->at == AT_KEYS)
		for (size_t i = 1; i < r->part_count; i++)
			if (r->parts[i].number == heading->number &&
				heading->number) {
				r->key_part = i;
				r->answered = 0;
				r->tabled = true;
				return;
			}
	r->at = AT_FURNITURE;
	*PUSH(r->f.keep, r->parts, r->part_count, r->part_capacity) = *heading;
	r->skipped++;
}

static void begin_passage(
	struct cau_reader *r, struct str line, struct cau_range range)
{
	struct cau_passage *p = PUSH(
		r->f.keep, r->passages, r->passage_count, r->passage_capacity);

	*p = (struct cau_passage){.line = r->line,
		.instruction = str_copy(r->f.keep, line),
		.text.arena = r->f.keep,
		.range = range};
	r->at = AT_PASSAGE;
}

/* Where an instruction for the questions to come may stand: not within a
 * question, whose stem may begin with the same words. */
static bool may_instruct(const struct cau_reader *r)
{
	const struct cau_asked *q = r->count ? &r->asked[r->count - 1] : NULL;

	return r->at == AT_FURNITURE || r->at == AT_PASSAGE ||
		(r->at == AT_QUESTION && q &&
			(q->count || q->key.len || q->solution.len));
}

static void read_passage_line(struct cau_reader *r, struct str line)
{
	struct cau_passage *p = &r->passages[r->passage_count - 1];

	/* The instruction may go on, and say its questions there. */
	if (!p->range.to && !p->text.len && line.len &&
		cau_range(r->f.arena, line, &p->range)) {
		p->instruction = str_format(r->f.keep, "%.*s %.*s",
			STR_ARG(p->instruction), STR_ARG(line));
		return;
	}
	add_line(&p->text, line);
}

static void read_line(struct cau_reader *r, struct str line)
{
	struct cau_start start;
	struct cau_heading heading;
	struct cau_range range;
	bool ends;

	line = str_trim(line);
	if (cau_furniture(r->f.arena, line, &ends)) {
		if (ends && r->at != AT_KEYS)
			r->at = AT_FURNITURE;
	} else if (cau_start(r->f.arena, line, &start) &&
		r->count < QUESTIONS_MOST) {
		if (r->at != AT_KEYS || !is_key_of(r, &start))
			begin_question(r, &start);
	} else if (cau_heading(r->f.arena, line, &heading)) {
		begin_part(r, &heading);
	} else if (is_key_heading(r, line) && (r->count || r->at == AT_KEYS)) {
		r->tabled = r->at != AT_QUESTION;
		r->at = AT_KEYS;
		r->key_part = SIZE_MAX;
		r->answered = 0;
	} else if (r->at == AT_KEYS) {
		read_key_line(r, line);
	} else if (may_instruct(r) &&
		cau_instruction(r->f.arena, line, &range)) {
		begin_passage(r, line, range);
	} else if (r->at == AT_PASSAGE) {
		read_passage_line(r, line);
	} else if (r->at == AT_QUESTION) {
		read_part(r, &r->asked[r->count - 1], line);
	} else if (line.len) {
		if (!r->skipped++)
			r->skipped_line = r->line;
	}
}

static bool put_all(struct cau_reader *r, struct error *err)
{
	for (size_t i = 0; i < r->count; i++) {
		struct arena_mark mark = arena_mark(r->f.arena);

		if (!cau_put(r, &r->asked[i], err))
			return false;
		arena_release(r->f.arena, mark);
	}
	return true;
}

/* Word's no-break spaces are blanks. */
static struct str plain_blanks(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};

	if (str_find(text, "\u00a0", 0) == SIZE_MAX)
		return text;
	for (size_t i = 0; i < text.len; i++)
		if (str_starts(str_sub(text, i, 2), "\u00a0")) {
			buf_char(&out, ' ');
			i++;
		} else {
			buf_char(&out, text.ptr[i]);
		}
	return buf_str(&out);
}

static bool cau_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct cau_reader r = {.f = {.arena = arena_new(),
				       .keep = arena,
				       .file = file,
				       .report = report,
				       .sink = sink,
				       .column = 1}};
	struct str line;
	bool worked;

	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_sub(text, 3, text.len);
	text = plain_blanks(arena, utf8_nfc(arena, text));
	*PUSH(arena, r.parts, r.part_count, r.part_capacity) =
		(struct cau_heading){0};
	while (str_cut(&text, '\n', &line)) {
		struct arena_mark mark = arena_mark(r.f.arena);

		r.line++;
		read_line(&r, line);
		arena_release(r.f.arena, mark);
	}
	worked = put_all(&r, err);
	if (r.skipped)
		report_add(report, FINDING_BESIDE, file, r.skipped_line, 1,
			r.skipped);
	arena_free(r.f.arena);
	return worked;
}

/* Numbered questions; options or keys make it certain. */
static int recognise(struct str text)
{
	struct arena *arena = arena_new();
	struct cau_start start;
	struct cau_label label;
	struct str line;
	size_t questions = 0, options = 0;

	text = str_sub(text, 0, 64 * 1024);
	if (utf8_invalid(text) != SIZE_MAX)
		text = str_sub(text, 0, utf8_invalid(text));
	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		questions += cau_start(arena, line, &start);
		options += cau_label_at(line, 0, false, &label) == 0 ||
			cau_label_at(line, 0, true, &label) == 0;
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
