#include <limits.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "base/yaml_read.h"

/* Each run of libyaml ends at the first syntax error. Then the text is looked
 * through for a line where reading can go on, and the next run starts there,
 * below a line that makes it a list in a mapping again. */
enum {
	RUNS = 1000,      /* as many errors tell enough */
	WORK = 8,         /* times the text may be gone through, in all */
	ROOT_COLUMN = 40, /* no file is indented more */
};

enum outcome { DONE, STOPPED, BROKEN };

/* The list whose items are wanted one by one. */
struct list {
	struct str key;
	bool wanted;
	unsigned column; /* of its dashes, from 1; 0 not known */
};

struct visit {
	struct yaml_reader reader;
	const struct yaml_visitor *visitor;
	struct report *report;
	struct arena *items; /* of one item, emptied after it */
	struct yaml_names keys;
	struct error *err;
	struct error broken; /* a syntax error */
	struct error last;   /* the one before */

	/* Where reading stands, for going on after an error. */
	unsigned root; /* column of the root's keys; 0: in { } */
	struct list list;
	unsigned line; /* of the last key or item begun */
	unsigned item; /* the line of the item being read, or 0 */
	bool resumed;  /* a run begins inside the list */
	unsigned runs;

	struct str original; /* with its control characters */
	struct {
		size_t offset;    /* of the next one, or SIZE_MAX */
		size_t line_end;  /* of the line looked at */
		unsigned line;    /* its number */
		size_t counted;   /* bytes up to here are … */
		unsigned columns; /* … so many characters of that line */
	} control;
	bool blemished; /* the node read last holds one */
};

/* Control characters do not stop the reading: they are reported where they
 * stand, made '_' in a copy, and spoil only the item around them. */
static struct str without_controls(
	struct arena *arena, struct str text, size_t first)
{
	size_t len, at = first;
	char *copy;

	if (at == SIZE_MAX)
		return text;
	copy = arena_copy(arena, text.ptr, text.len);
	while ((at = yaml_control(text, at, &len)) != SIZE_MAX) {
		memset(copy + at, '_', len);
		at += len;
	}
	return (struct str){copy, text.len};
}

static void report_control(struct visit *v)
{
	size_t len, at = v->control.offset;

	while (v->control.line_end <= at) {
		v->control.counted = v->control.line_end;
		v->control.columns = 0;
		v->control.line++;
		v->control.line_end =
			yaml_line_end(v->original, v->control.counted);
	}
	v->control.columns += (unsigned)utf8_length(str_sub(
		v->original, v->control.counted, at - v->control.counted));
	v->control.counted = at;
	report_add(v->report, FINDING_SYNTAX, v->reader.name, v->control.line,
		v->control.columns + 1,
		_("a control character stands here; delete it"));
	v->control.offset = yaml_control(v->original, at + 1, &len);
}

/* Reports those in the lines before `line`. */
static void report_controls(struct visit *v, unsigned line)
{
	size_t end;

	v->blemished = false;
	if (v->control.offset == SIZE_MAX)
		return;
	end = yaml_reader_line(&v->reader, line);
	while (v->control.offset < end) {
		report_control(v);
		v->blemished = true;
	}
}

/* Reads the node at the current event; *out is NULL when it makes no sense,
 * which is then reported. */
static bool read_node(struct visit *v, struct arena *arena, unsigned depth,
	const struct yaml_node **out)
{
	struct yaml_reader *r = &v->reader;

	report_controls(v, r->line);
	if (!yaml_reader_node(r, arena, depth, out, &v->broken))
		return false;
	report_controls(v, r->last_line + 1);
	if (r->fault.code)
		report_error(v->report, r->finding, &r->fault);
	if (r->fault.code || v->blemished) {
		v->report->lost += v->item > 0;
		*out = NULL;
	}
	return true;
}

static enum outcome read_items(struct visit *v)
{
	struct yaml_reader *r = &v->reader;
	struct arena_mark mark = arena_mark(v->items);
	struct str key = v->list.key;

	for (;;) {
		const struct yaml_node *item = NULL;

		if (!yaml_reader_next(r, &v->broken))
			return BROKEN;
		if (r->event == YAML_AT_CLOSE)
			return DONE;
		v->line = r->line;
		v->item = r->line;
		if (!read_node(v, v->items, 3, &item))
			return BROKEN;
		v->item = 0;
		if (item &&
			!v->visitor->item(v->visitor->ctx, key, item, v->err))
			return STOPPED;
		arena_release(v->items, mark);
	}
}

static bool is_new_key(struct visit *v, const struct yaml_node *key)
{
	struct yaml_reader *r = &v->reader;
	struct yaml_name *slot;

	if (!key)
		return false;
	if (key->kind != YAML_SCALAR) {
		report_add(v->report, FINDING_OTHER, r->name, key->line,
			key->column, _("a key of the file must be a text"));
		return false;
	}
	slot = yaml_names_at(r->scratch, &v->keys, key->text);
	if (slot->name.ptr) {
		report_add(v->report, FINDING_DUPLICATE_KEY, r->name, key->line,
			key->column, key->text.ptr, slot->line);
		return false;
	}
	*slot = (struct yaml_name){.name = key->text, .line = key->line};
	v->keys.count++;
	return true;
}

static void report_tag(struct visit *v)
{
	if (v->reader.tagged)
		report_add(v->report, FINDING_OTHER, v->reader.name,
			v->reader.line, v->reader.column,
			_("tags such as '!!str' are not used in these files"));
}

static enum outcome read_list(struct visit *v)
{
	report_tag(v);
	if (v->reader.flow)
		v->list.wanted = false; /* no dashes to go on from */
	else
		v->list.column = v->reader.column;
	return read_items(v);
}

/* From the key at the current event to the end of its value. */
static enum outcome read_entry(struct visit *v)
{
	struct yaml_reader *r = &v->reader;
	const struct yaml_visitor *visitor = v->visitor;
	const struct yaml_node *key = NULL, *value = NULL;
	struct list before = v->list;
	bool new;

	v->line = r->line;
	if (!read_node(v, r->arena, 2, &key))
		return BROKEN;
	new = is_new_key(v, key);
	v->list = (struct list){.wanted = false};
	if (new)
		v->list = (struct list){.key = key->text,
			.wanted = visitor->each(visitor->ctx, key->text)};
	if (!yaml_reader_next(r, &v->broken))
		return BROKEN;
	if (r->event == YAML_AT_SEQUENCE && v->list.wanted)
		return read_list(v);
	/* After a line that lost its indentation the list may go on. */
	v->list.wanted = false;
	if (r->event == YAML_AT_SCALAR)
		v->list = before;
	if (!read_node(v, r->arena, 2, &value))
		return BROKEN;
	if (!new || !value)
		return DONE;
	return visitor->entry(visitor->ctx, key, value, v->err) ? DONE
								: STOPPED;
}

static enum outcome read_root(struct visit *v)
{
	for (;;) {
		enum outcome outcome;

		if (!yaml_reader_next(&v->reader, &v->broken))
			return BROKEN;
		if (v->reader.event == YAML_AT_CLOSE)
			return DONE;
		outcome = read_entry(v);
		if (outcome != DONE)
			return outcome;
	}
}

/* To the list's start, past the lines put before it. */
static enum outcome read_rest_of_list(struct visit *v)
{
	do
		if (!yaml_reader_next(&v->reader, &v->broken))
			return BROKEN;
	while (v->reader.event != YAML_AT_SEQUENCE &&
		v->reader.event != YAML_AT_END);
	return v->reader.event == YAML_AT_END ? DONE : read_items(v);
}

static enum outcome read_end(struct visit *v)
{
	struct yaml_reader *r = &v->reader;

	if (!yaml_reader_next(r, &v->broken) ||
		!yaml_reader_next(r, &v->broken))
		return BROKEN;
	if (r->event != YAML_AT_END)
		report_add(v->report, FINDING_OTHER, r->name, r->line,
			r->column,
			_("a second document begins here; it is not read"));
	return DONE;
}

static enum outcome read_root_start(struct visit *v)
{
	struct yaml_reader *r = &v->reader;

	if (!yaml_reader_next(r, &v->broken))
		return BROKEN;
	if (r->event == YAML_AT_END) {
		fail_at(v->err, ERROR_INVALID, r->name, 0, 0,
			_("the file is empty"));
		return STOPPED;
	}
	if (r->event != YAML_AT_MAPPING) {
		fail_at(v->err, ERROR_INVALID, r->name, r->line, r->column,
			_("the file must begin with a key, such as "
			  "'questions:'"));
		return STOPPED;
	}
	report_tag(v);
	if (!v->root && !r->flow && r->column <= ROOT_COLUMN)
		v->root = r->column;
	return DONE;
}

static enum outcome run(struct visit *v)
{
	enum outcome outcome =
		v->resumed ? read_rest_of_list(v) : read_root_start(v);

	if (outcome == DONE)
		outcome = read_root(v);
	return outcome == DONE ? read_end(v) : outcome;
}

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* What a line, without its indentation, may be for going on. */
enum line_kind { LINE_OTHER, LINE_ITEM, LINE_KEY, LINE_WORD };

static enum line_kind line_kind(struct str line)
{
	size_t word = 0;
	char next;

	line = str_trim(line);
	if (str_is(line, "-") || str_starts(line, "- "))
		return LINE_ITEM;
	while (word < line.len && is_word_char(line.ptr[word]))
		word++;
	if (!word || line.ptr[0] == '-')
		return LINE_OTHER;
	if (word == line.len)
		return LINE_WORD;
	next = word + 1 < line.len ? line.ptr[word + 1] : ' ';
	return line.ptr[word] == ':' && next == ' ' ? LINE_KEY : LINE_OTHER;
}

/* Lines that are put before the list's next item, to make it one again. */
static const char *list_prefix(const struct visit *v)
{
	static const char prefix[] = "          "
				     "          "
				     "          "
				     "          k:\n";

	return prefix + ROOT_COLUMN - (v->root - 1);
}

static bool resume(struct visit *v, size_t at, unsigned line, bool in_list)
{
	v->resumed = in_list;
	v->line = line;
	yaml_reader_start(&v->reader, at, line, in_list ? list_prefix(v) : "");
	return true;
}

/* Looks for a line to go on from, and starts there. */
static bool find_resumption(struct visit *v)
{
	struct yaml_reader *r = &v->reader;
	unsigned line = v->line + 1;
	size_t at, end;

	for (; (at = yaml_reader_line(r, line)) < r->text.len; line++) {
		struct str rest;
		enum line_kind kind;
		unsigned column = 1;

		end = yaml_line_end(r->text, at);
		rest = str_sub(r->text, at, end - at);
		while (column <= rest.len && rest.ptr[column - 1] == ' ')
			column++;
		kind = line_kind(str_sub(rest, column - 1, rest.len));
		if (kind == LINE_ITEM && v->list.wanted && !v->list.column &&
			column >= v->root)
			v->list.column = column;
		if (kind == LINE_ITEM && v->list.wanted &&
			column == v->list.column)
			return resume(v, at, line, true);
		if (kind == LINE_KEY && column == v->root)
			return resume(v, at, line, false);
		if (kind == LINE_WORD && column == v->root)
			v->list.wanted = false; /* a key without its ':' */
	}
	return false;
}

/* Says what is lost by it; an error met again where reading went on is the
 * same one. */
static void report_broken(struct visit *v)
{
	struct error *e = &v->broken;

	if (e->line == v->last.line && e->column == v->last.column)
		return;
	v->last = *e;
	v->report->lost += v->item > 0;
	if (v->item)
		fail_at(e, e->code, v->reader.name, e->line, e->column,
			_("%s; the item that begins on line %u is left out"),
			v->last.text, v->item);
	report_error(v->report, FINDING_SYNTAX, e);
}

/* Reports the syntax error; true when reading can go on. */
static bool recover(struct visit *v)
{
	struct yaml_reader *r = &v->reader;

	report_broken(v);
	v->item = 0;
	if (!v->root)
		return false;
	if (++v->runs >= RUNS || r->work / WORK > r->text.len + 8192) {
		report_add(v->report, FINDING_SYNTAX, r->name, v->broken.line,
			0,
			_("there are too many errors; the rest is not read"));
		return false;
	}
	return find_resumption(v);
}

static enum outcome run_all(struct visit *v)
{
	enum outcome outcome;

	v->root = 0;
	v->line = 0;
	yaml_reader_start(&v->reader, 0, 1, "");
	do
		outcome = run(v);
	while (outcome == BROKEN && recover(v));
	return outcome;
}

bool yaml_visit(struct arena *arena, const char *name, struct str text,
	const struct yaml_visitor *visitor, struct report *report,
	struct error *err)
{
	struct visit v = {.visitor = visitor, .report = report, .err = err};
	struct yaml_reader *r = &v.reader;
	enum outcome outcome = STOPPED;
	size_t len;

	if (yaml_reader_open(r, arena, name, text, err)) {
		v.items = arena_new();
		arena_alloc(v.items, 1); /* so that it keeps its first block */
		v.original = r->text;
		v.control.line = 1;
		v.control.line_end = yaml_line_end(r->text, 0);
		v.control.offset = yaml_control(r->text, 0, &len);
		r->text =
			without_controls(r->scratch, r->text, v.control.offset);
		outcome = run_all(&v);
		report_controls(&v, UINT_MAX);
		arena_free(v.items);
	}
	yaml_reader_close(r);
	return outcome != STOPPED;
}
