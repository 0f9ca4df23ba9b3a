#include <math.h>

#include "banks/foreign.h"
#include "banks/table_parts.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { LIST_MOST = 100 };

/* A table as it is read, and the row at hand. */
struct table_reader {
	struct foreign f;
	const struct field_map *map;
	size_t map_count;
	enum column *columns; /* by place */
	size_t column_count;
	enum foreign_text kind; /* of its texts */
	bool own;               /* written by table_write */
	bool record;            /* of another format than a table */
	struct str cells[COLUMN_COUNT];
	struct str options[TABLE_OPTIONS];
	size_t option_count;
};

static struct str markdown(struct table_reader *r, struct str text)
{
	return foreign_markdown(&r->f, text, r->kind);
}

static struct str cell(const struct table_reader *r, enum column column)
{
	return r->cells[column];
}

static void fault(
	struct table_reader *r, enum column column, const char *expected)
{
	foreign_fault(&r->f, _("'%s' cannot be '%.*s'; expected %s"),
		column_name(column), STR_ARG(str_sub(cell(r, column), 0, 60)),
		expected);
}

/* ---- options ---- */

/* In one cell: a line each, or between bars; letters before them go. */
static void split_options(struct table_reader *r)
{
	struct str all = cell(r, COLUMN_OPTIONS), one;
	char between =
		memchr(all.ptr ? all.ptr : "", '\n', all.len) ? '\n' : '|';

	while (str_cut(&all, between, &one) &&
		r->option_count < TABLE_OPTIONS) {
		one = str_trim(one);
		if (one.len > 2 &&
			one.ptr[0] == (char)('A' + r->option_count) &&
			strchr(".):", one.ptr[1]))
			one = str_trim(str_sub(one, 2, one.len));
		if (one.len)
			r->options[r->option_count++] = one;
	}
}

static void find_options(struct table_reader *r)
{
	r->option_count = 0;
	for (size_t i = 0; i < TABLE_OPTIONS; i++)
		if (r->cells[COLUMN_OPTION + i].len)
			r->options[r->option_count++] =
				r->cells[COLUMN_OPTION + i];
	if (!r->option_count && cell(r, COLUMN_OPTIONS).len)
		split_options(r);
}

/* ---- keys ---- */

static bool is_truth(struct str text, bool *truth)
{
	static const char *const yes[] = {
		"d", "t", "dung", "true", "yes", "co", "1", NULL};
	static const char *const no[] = {
		"s", "f", "sai", "false", "no", "khong", "0", NULL};

	for (size_t i = 0; yes[i]; i++)
		if (str_is(text, yes[i]))
			return *truth = true;
	*truth = false;
	for (size_t i = 0; no[i]; i++)
		if (str_is(text, no[i]))
			return true;
	return false;
}

/* "ĐSĐS", "T F T F", "Đúng, Sai, …": one for each; else 0. */
static size_t truths_of(
	struct table_reader *r, struct str key, bool truths[TABLE_OPTIONS])
{
	struct str folded = utf8_fold(r->f.arena, key);
	struct buf word = {.arena = r->f.arena};
	bool single = true;
	size_t n = 0;

	for (size_t i = 0; i < folded.len; i++)
		single = single && strchr("dstf ,;-|", folded.ptr[i]);
	for (size_t i = 0; i <= folded.len && n < TABLE_OPTIONS; i++) {
		char c = i < folded.len ? folded.ptr[i] : ' ';
		bool ends = strchr(" ,;-|", c) != NULL;

		if (!ends)
			buf_char(&word, c);
		if (!word.len || (!ends && !single))
			continue;
		if (!is_truth(buf_str(&word), &truths[n++]))
			return 0;
		word.len = 0;
	}
	return n;
}

/* "B", "A, C", "AC", "2", or an option's own words: bits; 0 when none. */
static uint32_t rights_of(struct table_reader *r, struct str key)
{
	uint32_t bits = 0;
	long number;

	for (size_t i = 0; i < r->option_count; i++)
		if (str_equal(r->options[i], key))
			return UINT32_C(1) << i;
	if (str_to_long(key, &number) && number >= 1 &&
		(size_t)number <= r->option_count)
		return UINT32_C(1) << (number - 1);
	for (size_t i = 0; i < key.len; i++) {
		char c = key.ptr[i];
		size_t option = SIZE_MAX;

		if (c >= 'A' && c <= 'Z')
			option = (size_t)(c - 'A');
		else if (c >= 'a' && c <= 'z')
			option = (size_t)(c - 'a');
		else if (strchr(" ,;&/+.", c))
			continue;
		if (option >= r->option_count)
			return 0;
		bits |= UINT32_C(1) << option;
	}
	return bits;
}

static bool is_single(uint32_t bits)
{
	return bits && !(bits & (bits - 1));
}

/* ---- types ---- */

static bool read_options(
	struct table_reader *r, struct question *q, struct str key)
{
	struct option *options =
		NEW_ARRAY(r->f.arena, r->option_count, struct option);
	uint32_t rights = rights_of(r, key);

	if (!rights) {
		fault(r, COLUMN_KEY,
			_("the letter of a right option, or its words"));
		return false;
	}
	for (size_t i = 0; i < r->option_count; i++)
		options[i] = (struct option){.text = markdown(r, r->options[i]),
			.right = rights >> i & 1};
	q->options = options;
	q->option_count = r->option_count;
	return true;
}

static bool read_statements(
	struct table_reader *r, struct question *q, struct str key)
{
	struct statement *statements =
		NEW_ARRAY(r->f.arena, r->option_count, struct statement);
	bool truths[TABLE_OPTIONS];

	if (truths_of(r, key, truths) != r->option_count) {
		fault(r, COLUMN_KEY,
			_("Đ or S (T or F) for each statement, as ĐSĐS"));
		return false;
	}
	for (size_t i = 0; i < r->option_count; i++)
		statements[i] = (struct statement){
			.text = markdown(r, r->options[i]), .key = truths[i]};
	q->statements = statements;
	q->statement_count = r->option_count;
	return true;
}

/* "0.17", "0,17 | 0,2" */
static bool read_numbers(
	struct table_reader *r, struct question *q, struct str key)
{
	struct number *numbers =
		NEW_ARRAY(r->f.arena, LIST_MOST, struct number);
	struct str tolerance = cell(r, COLUMN_TOLERANCE), one;
	bool relative = str_ends(tolerance, "%");
	struct decimal allowed = {0, 0};

	if (relative)
		tolerance = str_trim(str_sub(tolerance, 0, tolerance.len - 1));
	if (tolerance.len && !decimal_parse(tolerance, &allowed)) {
		fault(r, COLUMN_TOLERANCE, _("a number"));
		return false;
	}
	if (relative)
		allowed.places += 2;
	while (str_cut(&key, '|', &one) && q->number_count < LIST_MOST) {
		struct number *number = &numbers[q->number_count++];

		*number = (struct number){.tolerance = allowed,
			.relative = relative,
			.credit = POINT};
		if (decimal_parse(str_trim(one), &number->value))
			continue;
		fault(r, COLUMN_KEY, _("a number"));
		return false;
	}
	q->numbers = numbers;
	return true;
}

static bool read_short(
	struct table_reader *r, struct question *q, struct str key)
{
	struct accepted *accepted =
		NEW_ARRAY(r->f.arena, LIST_MOST, struct accepted);
	struct str one;

	while (str_cut(&key, '|', &one) && q->accepted_count < LIST_MOST) {
		one = str_trim(one);
		accepted[q->accepted_count++] = (struct accepted){
			.text = utf8_nfc(r->f.arena, one),
			.pattern = one.len > 2 && one.ptr[0] == '/' && r->own,
			.credit = POINT};
	}
	q->accepted = accepted;
	return true;
}

static bool read_truth(
	struct table_reader *r, struct question *q, struct str key)
{
	if (is_truth(utf8_fold(r->f.arena, key), &q->truth))
		return true;
	fault(r, COLUMN_KEY, _("true or false"));
	return false;
}

/* "Na -> natri" in each option's column; "-> sắt" is a distractor. */
static bool read_match(
	struct table_reader *r, struct question *q, struct str key)
{
	struct pair *pairs = NEW_ARRAY(r->f.arena, TABLE_OPTIONS, struct pair);
	struct str *others = NEW_ARRAY(r->f.arena, TABLE_OPTIONS, struct str);

	(void)key;
	for (size_t i = 0; i < r->option_count; i++) {
		struct str text = r->options[i], left, right;
		size_t arrow = str_find(text, "->", 0);

		if (arrow == SIZE_MAX) {
			foreign_fault(
				&r->f, _("'%.*s' has no '->'"), STR_ARG(text));
			return false;
		}
		left = markdown(r, str_sub(text, 0, arrow));
		right = markdown(r, str_sub(text, arrow + 2, text.len));
		if (left.len)
			pairs[q->pair_count++] = (struct pair){left, right};
		else
			others[q->distractor_count++] = right;
	}
	q->pairs = pairs;
	q->distractors = others;
	return true;
}

static bool read_order(
	struct table_reader *r, struct question *q, struct str key)
{
	struct str *items = NEW_ARRAY(r->f.arena, TABLE_OPTIONS, struct str);

	(void)key;
	for (size_t i = 0; i < r->option_count; i++)
		items[i] = markdown(r, r->options[i]);
	q->items = items;
	q->item_count = r->option_count;
	return true;
}

static bool read_nothing(
	struct table_reader *r, struct question *q, struct str key)
{
	(void)q;
	if (key.len)
		foreign_loss(&r->f, _("the key of an essay: %.*s"),
			STR_ARG(str_sub(key, 0, 80)));
	return true;
}

static bool (*const readers[TYPE_COUNT])(
	struct table_reader *r, struct question *q, struct str key) = {
	[TYPE_CHOICE] = read_options,
	[TYPE_MULTIPLE] = read_options,
	[TYPE_TRUEFALSE] = read_truth,
	[TYPE_STATEMENTS] = read_statements,
	[TYPE_SHORT] = read_short,
	[TYPE_NUMERIC] = read_numbers,
	[TYPE_MATCH] = read_match,
	[TYPE_ORDER] = read_order,
	[TYPE_ESSAY] = read_nothing,
};

/* The type that options and key speak for. */
static enum question_type type_by_content(
	struct table_reader *r, struct str key)
{
	bool truths[TABLE_OPTIONS], truth;
	struct decimal number;
	uint32_t rights;

	if (r->option_count) {
		rights = rights_of(r, key);
		if (!rights && truths_of(r, key, truths) == r->option_count)
			return TYPE_STATEMENTS;
		return !rights || is_single(rights) ? TYPE_CHOICE
						    : TYPE_MULTIPLE;
	}
	if (!key.len)
		return TYPE_ESSAY;
	if (decimal_parse(key, &number))
		return TYPE_NUMERIC;
	return is_truth(utf8_fold(r->f.arena, key), &truth) ? TYPE_TRUEFALSE
							    : TYPE_SHORT;
}

/* What people call types, folded. */
static bool type_of_words(
	struct table_reader *r, struct str words, enum question_type *type)
{
	static const struct {
		const char *text;
		enum question_type type;
	} names[] = {
		{"trac nghiem", TYPE_CHOICE},
		{"nhieu lua chon", TYPE_CHOICE},
		{"multiple choice", TYPE_CHOICE},
		{"mc", TYPE_CHOICE},
		{"mcq", TYPE_CHOICE},
		{"nhieu dap an", TYPE_MULTIPLE},
		{"multiple answer", TYPE_MULTIPLE},
		{"multiple response", TYPE_MULTIPLE},
		{"dung sai", TYPE_STATEMENTS},
		{"dung/sai", TYPE_STATEMENTS},
		{"true/false", TYPE_TRUEFALSE},
		{"tf", TYPE_TRUEFALSE},
		{"tra loi ngan", TYPE_SHORT},
		{"short answer", TYPE_SHORT},
		{"dien khuyet", TYPE_SHORT},
		{"so", TYPE_NUMERIC},
		{"number", TYPE_NUMERIC},
		{"ghep doi", TYPE_MATCH},
		{"ghep noi", TYPE_MATCH},
		{"matching", TYPE_MATCH},
		{"sap xep", TYPE_ORDER},
		{"ordering", TYPE_ORDER},
		{"tu luan", TYPE_ESSAY},
	};
	struct str folded = utf8_fold(r->f.arena, words);

	if (question_type_parse(folded, type))
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(folded, names[i].text)) {
			*type = names[i].type;
			return true;
		}
	return false;
}

/* "Trả lời ngắn" whose key is a number is one; "Đúng/Sai" without statements
 * is a single truth. */
static enum question_type settle_type(
	struct table_reader *r, enum question_type type, struct str key)
{
	struct decimal number;

	if (r->own)
		return type;
	if (type == TYPE_SHORT && decimal_parse(key, &number))
		return TYPE_NUMERIC;
	if (type == TYPE_STATEMENTS && !r->option_count)
		return TYPE_TRUEFALSE;
	if (type == TYPE_CHOICE && r->option_count)
		return type_by_content(r, key);
	return type;
}

static bool find_type(
	struct table_reader *r, struct question *q, struct str key)
{
	struct str words = cell(r, COLUMN_TYPE);

	if (!words.len)
		q->type = type_by_content(r, key);
	else if (type_of_words(r, words, &q->type))
		q->type = settle_type(r, q->type, key);
	else
		fault(r, COLUMN_TYPE, _("a type of question"));
	if (readers[q->type])
		return true;
	foreign_fault(&r->f, _("a table cannot hold questions of type %s"),
		question_type_name(q->type));
	return false;
}

/* ---- fields ---- */

static void read_numbers_of(struct table_reader *r, struct question *q)
{
	long number;

	if (cell(r, COLUMN_GRADE).len) {
		if (str_to_long(cell(r, COLUMN_GRADE), &number) &&
			number >= 1 && number <= 12)
			q->grade = (int)number;
		else
			fault(r, COLUMN_GRADE, _("1 to 12"));
	}
	if (cell(r, COLUMN_SECONDS).len) {
		if (str_to_long(cell(r, COLUMN_SECONDS), &number) &&
			number >= 0 && number <= 86400)
			q->seconds = number;
		else
			fault(r, COLUMN_SECONDS, _("a number of seconds"));
	}
}

static void read_decimals(struct table_reader *r, struct question *q)
{
	struct str points = cell(r, COLUMN_POINTS);
	struct str difficulty = cell(r, COLUMN_DIFFICULTY);
	struct decimal d;

	if (points.len) {
		if (decimal_parse(points, &d) && decimal_value(d) >= 0 &&
			decimal_value(d) <= 1000)
			q->points = lround(decimal_value(d) * POINT);
		else
			fault(r, COLUMN_POINTS, _("a number of points"));
	}
	if (!difficulty.len)
		return;
	if (decimal_parse(difficulty, &d) && decimal_value(d) >= 0 &&
		decimal_value(d) <= 1)
		q->difficulty = decimal_value(d);
	else
		fault(r, COLUMN_DIFFICULTY,
			_("the share that gets it right, 0 to 1"));
}

static void read_words(struct table_reader *r, struct question *q)
{
	struct str tags = cell(r, COLUMN_TAGS), tag;

	q->subject = utf8_nfc(r->f.arena, cell(r, COLUMN_SUBJECT));
	q->outcome = utf8_nfc(r->f.arena, cell(r, COLUMN_OUTCOME));
	q->unit = utf8_nfc(r->f.arena, cell(r, COLUMN_UNIT));
	q->source = utf8_nfc(r->f.arena, cell(r, COLUMN_SOURCE));
	q->author = utf8_nfc(r->f.arena, cell(r, COLUMN_AUTHOR));
	q->license = utf8_nfc(r->f.arena, cell(r, COLUMN_LICENSE));
	q->solution = markdown(r, cell(r, COLUMN_SOLUTION));
	q->feedback = markdown(r, cell(r, COLUMN_FEEDBACK));
	while (str_cut(&tags, r->own ? ';' : ',', &tag))
		if (str_trim(tag).len)
			foreign_set_tag(
				&r->f, q, utf8_nfc(r->f.arena, str_trim(tag)));
	if (cell(r, COLUMN_LEVEL).len &&
		!level_parse(cell(r, COLUMN_LEVEL), &q->level)) {
		/* Others count theirs otherwise. */
		if (r->record)
			foreign_loss(&r->f, _("the level '%.*s'"),
				STR_ARG(str_sub(cell(r, COLUMN_LEVEL), 0, 60)));
		else
			fault(r, COLUMN_LEVEL,
				_("know, understand, apply or extend"));
	}
	if (cell(r, COLUMN_STATUS).len &&
		!status_parse(cell(r, COLUMN_STATUS), &q->status))
		fault(r, COLUMN_STATUS,
			_("draft, review, approved or retired"));
}

/* An id of the bank as it is, else a name that becomes one. */
static bool find_topic(
	struct table_reader *r, struct question *q, struct error *err)
{
	struct str topic = utf8_nfc(r->f.arena, cell(r, COLUMN_TOPIC));

	r->f.topic = STR("");
	if (!topic.len)
		return true;
	if (r->own ||
		(question_id_sound(topic) &&
			memchr(topic.ptr, '.', topic.len))) {
		q->topic = topic;
		return true;
	}
	return foreign_topic(&r->f, &topic, 1, STR(""), err);
}

static bool read_question(struct table_reader *r, struct error *err)
{
	struct question q = question_empty();
	size_t faults = r->f.report->levels[REPORT_ERROR];
	struct str key = cell(r, COLUMN_KEY);

	q.id = cell(r, COLUMN_ID);
	if (q.id.len && !question_id_sound(q.id)) {
		foreign_loss(&r->f, _("the id '%.*s'"), STR_ARG(q.id));
		q.id = STR("");
	}
	q.id = str_copy(r->f.arena, q.id);
	find_options(r);
	q.stem = markdown(r, cell(r, COLUMN_STEM));
	read_numbers_of(r, &q);
	read_decimals(r, &q);
	read_words(r, &q);
	if (!find_topic(r, &q, err))
		return false;
	if (!find_type(r, &q, key) || !readers[q.type](r, &q, key) ||
		r->f.report->levels[REPORT_ERROR] > faults)
		return true;
	return foreign_put(&r->f, &q, err);
}

/* ---- the table ---- */

static bool has_column(const struct table_reader *r, enum column column)
{
	for (size_t i = 0; i < r->column_count; i++)
		if (r->columns[i] == column)
			return true;
	return false;
}

static struct str mapped(
	const struct field_map *map, size_t count, struct str head)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(map[i].theirs, str_trim(head)))
			return map[i].ours;
	return head;
}

static bool read_head(
	struct table_reader *r, const struct str *cells, size_t count)
{
	r->columns = NEW_ARRAY(r->f.keep, count, enum column);
	r->column_count = count;
	for (size_t i = 0; i < count; i++) {
		r->columns[i] = column_of(
			r->f.arena, mapped(r->map, r->map_count, cells[i]));
		if (!r->columns[i] && cells[i].len)
			foreign_loss(&r->f, _("the column '%.*s'"),
				STR_ARG(str_sub(cells[i], 0, 60)));
		r->own = r->own || str_is(cells[i], "stem");
	}
	r->own = r->own && has_column(r, COLUMN_TYPE);
	r->kind = r->own ? FOREIGN_MARKDOWN : FOREIGN_AUTO;
	if (has_column(r, COLUMN_STEM))
		return true;
	foreign_fault(&r->f, _("no column is called 'question' or 'Câu hỏi'"));
	return false;
}

/* csv_put's apostrophe before what a spreadsheet would run. */
static struct str without_guard(const struct table_reader *r, struct str cell)
{
	return r->own && cell.len > 1 && cell.ptr[0] == '\'' &&
			strchr("=+-@\t\r\n", cell.ptr[1])
		? str_sub(cell, 1, cell.len)
		: cell;
}

static void take_cells(
	struct table_reader *r, const struct str *cells, size_t count)
{
	memset(r->cells, 0, sizeof r->cells);
	for (size_t i = 0; i < count && i < r->column_count; i++)
		if (r->columns[i] && !r->cells[r->columns[i]].len)
			r->cells[r->columns[i]] = without_guard(r, cells[i]);
}

static bool read_rows(
	struct table_reader *r, struct csv *csv, struct error *err)
{
	const struct str *cells;
	size_t count;
	bool head = true, more = true;

	while (more) {
		struct arena_mark mark = arena_mark(r->f.arena);

		if (!csv_row(csv, r->f.arena, &cells, &count, err))
			return fail_at(err, err->code, r->f.file, err->line, 0,
				"%s",
				str_cstr(r->f.arena, str_from(err->text)));
		r->f.line = csv->line;
		more = count > 0;
		if (more && head && !read_head(r, cells, count))
			return true;
		take_cells(r, cells, count);
		if (more && !head && !read_question(r, err))
			return false;
		head = false;
		arena_release(r->f.arena, mark);
	}
	return true;
}

bool table_read_mapped(struct arena *arena, const char *file, struct str text,
	const struct field_map *map, size_t map_count, const struct sink *sink,
	struct report *report, struct error *err)
{
	struct table_reader *r = table_reader_new(arena, file, sink, report);
	struct csv csv = csv_open(text);
	bool worked;

	r->map = map;
	r->map_count = map_count;
	worked = read_rows(r, &csv, err);
	table_reader_end(r);
	return worked;
}

bool table_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	return table_read_mapped(arena, file, text, NULL, 0, sink, report, err);
}

/* ---- records of other formats ---- */

struct table_reader *table_reader_new(struct arena *keep, const char *file,
	const struct sink *sink, struct report *report)
{
	struct table_reader *r = NEW(keep, struct table_reader);

	r->f = (struct foreign){.arena = arena_new(),
		.keep = keep,
		.file = file,
		.report = report,
		.sink = sink,
		.column = 1};
	r->kind = FOREIGN_AUTO;
	return r;
}

void table_reader_end(struct table_reader *r)
{
	arena_free(r->f.arena);
}

bool table_reader_put(struct table_reader *r, unsigned line,
	const struct str *cells, struct error *err)
{
	struct arena_mark mark = arena_mark(r->f.arena);
	bool worked = true;

	r->f.line = line;
	r->record = true;
	memcpy(r->cells, cells, sizeof r->cells);
	if (cells[COLUMN_STEM].len)
		worked = read_question(r, err);
	else
		foreign_fault(&r->f, _("the record has no question"));
	arena_release(r->f.arena, mark);
	return worked;
}
