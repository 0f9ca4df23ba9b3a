#include "base/yaml_read.h"

#include <stdint.h>
#include <yaml.h>

#include "base/i18n.h"
#include "base/utf8.h"

/* libyaml's time is quadratic in the depth of [ and {, and it reads ahead, so
 * it gets the text in morsels, and none when it is too deep. */
enum { MORSEL = 1024 };

struct yaml_libyaml {
	yaml_parser_t parser;
	yaml_event_t event;
	bool begun;
	const char *prefix;
	size_t at;     /* next byte of the text to hand over */
	unsigned line; /* what libyaml calls line 0 */
	bool too_deep;
};

/* An error position when the text is not even UTF-8. */
static bool not_text(
	const struct yaml_reader *r, size_t offset, struct error *err)
{
	unsigned line, column;
	const char *text = _("the file is not UTF-8 text from here on; save it "
			     "as UTF-8");

	if (str_starts(r->text, "\xff\xfe") || str_starts(r->text, "\xfe\xff"))
		text = _("the file is UTF-16; save it as UTF-8");
	else if (!r->text.ptr[offset])
		text = _("the file holds a zero byte: it is not a text file, "
			 "or it is UTF-16; save it as UTF-8");
	utf8_position(r->text, offset, &line, &column);
	return fail_at(err, ERROR_SYNTAX, r->name, line, column, "%s", text);
}

/* %TAG has no use without tags, and libyaml compares each with each. */
static bool check_directives(const struct yaml_reader *r, struct error *err)
{
	size_t at = 0;
	unsigned line, column;

	while ((at = str_find(r->text, "%TAG", at)) != SIZE_MAX) {
		if (!at || r->text.ptr[at - 1] == '\n') {
			utf8_position(r->text, at, &line, &column);
			return fail_at(err, ERROR_DENIED, r->name, line, column,
				_("a line cannot begin with %%TAG"));
		}
		at++;
	}
	return true;
}

bool yaml_reader_open(struct yaml_reader *r, struct arena *arena,
	const char *name, struct str text, struct error *err)
{
	size_t invalid;

	*r = (struct yaml_reader){.arena = arena, .name = name, .text = text};
	r->cursor.line = 1;
	r->scratch = arena_new();
	r->libyaml = NEW(r->scratch, struct yaml_libyaml);
	if (str_starts(text, "\xef\xbb\xbf"))
		r->text = str_sub(text, 3, text.len);
	invalid = utf8_invalid(r->text);
	if (invalid != SIZE_MAX)
		return not_text(r, invalid, err);
	return check_directives(r, err);
}

static void stop(struct yaml_libyaml *l)
{
	if (!l->begun)
		return;
	yaml_event_delete(&l->event);
	yaml_parser_delete(&l->parser);
	l->begun = false;
}

void yaml_reader_close(struct yaml_reader *r)
{
	stop(r->libyaml);
	arena_free(r->scratch);
}

/* Most bytes begin no character in question. */
static bool is_common(unsigned char c)
{
	return c >= ' ' && c != 0x7f && c != 0xc2 && c != 0xef;
}

size_t yaml_control(struct str text, size_t from, size_t *len)
{
	const unsigned char *p = (const unsigned char *)text.ptr;

	for (size_t i = from; i < text.len; i++) {
		if (is_common(p[i]))
			continue;
		*len = 1;
		if (p[i] < ' ' && p[i] != '\t' && p[i] != '\n' && p[i] != '\r')
			return i;
		if (p[i] == 0x7f)
			return i;
		*len = 2;
		if (p[i] == 0xc2 && p[i + 1] < 0xa0 && p[i + 1] != 0x85)
			return i;
		*len = 3;
		if (p[i] == 0xef && p[i + 1] == 0xbb && p[i + 2] == 0xbf)
			return i;
		if (p[i] == 0xef && p[i + 1] == 0xbf && p[i + 2] >= 0xbe)
			return i;
	}
	return SIZE_MAX;
}

/* Bytes of the line break at offset, 0 when there is none (YAML 1.1, 5.4). */
static size_t line_break(struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.ptr + at;
	size_t left = text.len - at;

	switch (p[0]) {
	case '\n':
		return 1;
	case '\r':
		return left > 1 && p[1] == '\n' ? 2 : 1;
	case 0xc2:
		return left > 1 && p[1] == 0x85 ? 2 : 0;
	case 0xe2:
		return left > 2 && p[1] == 0x80 && (p[2] & 0xfe) == 0xa8 ? 3
									 : 0;
	default:
		return 0;
	}
}

size_t yaml_line_end(struct str text, size_t at)
{
	for (; at < text.len; at++) {
		size_t len = line_break(text, at);

		if (len)
			return at + len;
	}
	return at;
}

size_t yaml_reader_line(struct yaml_reader *r, unsigned line)
{
	size_t from;

	if (line < r->cursor.line) {
		r->cursor.line = 1;
		r->cursor.offset = 0;
	}
	from = r->cursor.offset;
	while (r->cursor.line < line && r->cursor.offset < r->text.len) {
		r->cursor.offset = yaml_line_end(r->text, r->cursor.offset);
		r->cursor.line++;
	}
	r->work += r->cursor.offset - from;
	return r->cursor.offset;
}

static int hand_over(
	void *ctx, unsigned char *out, size_t size, size_t *written)
{
	struct yaml_reader *r = ctx;
	struct yaml_libyaml *l = r->libyaml;
	struct str rest =
		str_sub(r->text, l->at, size < MORSEL ? size : MORSEL);

	if (*l->prefix) {
		rest = str_sub(str_from(l->prefix), 0, size);
		l->prefix += rest.len;
	} else {
		l->at += rest.len;
		r->work += rest.len;
	}
	if (rest.len)
		memcpy(out, rest.ptr, rest.len);
	*written = rest.len;
	l->too_deep = l->parser.flow_level > YAML_DEPTH;
	return !l->too_deep;
}

static unsigned count_lines(const char *text)
{
	unsigned lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

void yaml_reader_start(
	struct yaml_reader *r, size_t offset, unsigned line, const char *prefix)
{
	struct yaml_libyaml *l = r->libyaml;

	stop(l);
	*l = (struct yaml_libyaml){.begun = true,
		.prefix = prefix,
		.at = offset,
		.line = line - count_lines(prefix)};
	if (!yaml_parser_initialize(&l->parser))
		abort(); /* out of memory, as in an arena */
	yaml_parser_set_encoding(&l->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&l->parser, hand_over, r);
	r->event = YAML_AT_START;
	r->stack_count = 0;
}

/* libyaml speaks to programmers. Its problems in a teacher's words; the first
 * that fits both problem and character counts. */
static const struct sentence {
	const char *problem;
	const char *characters; /* "" any */
	const char *text;
} sentences[] = {
	{"found character that cannot start any token", "\t",
		N_("a tab stands where spaces must indent the line; use "
		   "spaces")},
	{"found character that cannot start any token", "",
		N_("a text cannot begin with this character; put the text "
		   "between quotes")},
	{"found a tab character", "",
		N_("a tab stands where spaces must indent the line; use "
		   "spaces")},
	{"could not find expected ':'", "", N_("a ':' or a quote is missing")},
	{"mapping values are not allowed", "",
		N_("a ':' stands where none can: put a text that holds ': ' "
		   "between quotes, and indent the line as its neighbours")},
	{"block sequence entries are not allowed", "",
		N_("a list item '- ' must begin a line of its own, indented as "
		   "the items before it")},
	{"mapping keys are not allowed", "",
		N_("a '? ' stands where none can; put the text between "
		   "quotes")},
	{"found unexpected end of stream", "",
		N_("the quote that opens here is never closed")},
	{"found unexpected document indicator", "",
		N_("the quote that opens here is not closed before a line "
		   "'---' or '...'")},
	{"found unknown escape character", "",
		N_("inside \"…\" a backslash begins an escape, and this is "
		   "none; use '…' for a text with backslashes")},
	{"did not find expected hexdecimal number", "",
		N_("inside \"…\" a backslash begins an escape, and this is "
		   "none; use '…' for a text with backslashes")},
	{"found invalid Unicode character escape code", "",
		N_("inside \"…\" a backslash begins an escape, and this is "
		   "none; use '…' for a text with backslashes")},
	{"did not find expected comment or line break", "",
		N_("the text of a '|' or '>' block must begin on the next "
		   "line")},
	{"found an indentation indicator equal to 0", "",
		N_("the text of a '|' or '>' block must begin on the next "
		   "line")},
	{"did not find expected alphabetic or numeric", "",
		N_("'&' and '*' begin the name of an anchor; put a text that "
		   "begins with them between quotes")},
	{"did not find expected '-' indicator", "",
		N_("the line is not indented as the list items before it, or a "
		   "quote is missing")},
	{"did not find expected key", "",
		N_("the line is not indented as the keys before it, or a quote "
		   "is missing or one too many")},
	{"did not find expected ',' or ']'", "",
		N_("a ',' or the closing ']' of a list is missing, or a quote "
		   "around a text")},
	{"did not find expected ',' or '}'", "",
		N_("a ',' or the closing '}' is missing, or a quote around a "
		   "text")},
	{"did not find expected node content", "",
		N_("a value is missing or begins with a character that needs "
		   "quotes around the text")},
	{"did not find expected <document start>", "",
		N_("the line is not indented as the first ones, or does not "
		   "belong here")},
	{"found undefined tag handle", "",
		N_("a text that begins with '!' needs quotes")},
	{"did not find expected tag URI", "",
		N_("a text that begins with '!' needs quotes")},
	{"did not find expected whitespace or line break", "",
		N_("a text that begins with '!' needs quotes")},
	{"found unexpected ':'", "",
		N_("a text that holds ':' inside [ ] or { } needs quotes")},
	{"", "%", N_("a text cannot begin with '%'; put it between quotes")},
	{"", "", N_("this is not YAML")},
};

static const char *explain(const char *problem, char at)
{
	const struct sentence *s = sentences;

	while (!str_starts(str_from(problem), s->problem) ||
		(s->characters[0] && s->characters[0] != at))
		s++;
	return _(s->text);
}

/* An unclosed quote and a key without its ':' are best shown where they begin,
 * which is the context. */
static yaml_mark_t place_of(const yaml_parser_t *parser)
{
	struct str context = str_from(parser->context);
	struct str problem = str_from(parser->problem);
	bool begins = (str_is(context, "while scanning a quoted scalar") &&
			      str_starts(problem, "found unexpected")) ||
		str_is(context, "while scanning a simple key");

	return begins ? parser->context_mark : parser->problem_mark;
}

static bool too_deep(const struct yaml_reader *r, unsigned line,
	unsigned column, struct error *err)
{
	return fail_at(err, ERROR_DENIED, r->name, line, column,
		_("lists and mappings are nested more than %d deep"),
		YAML_DEPTH);
}

static char character_at(struct yaml_reader *r, unsigned line, unsigned column)
{
	size_t at = yaml_reader_line(r, line);

	while (--column && at < r->text.len)
		utf8_next(r->text, &at);
	return at < r->text.len ? r->text.ptr[at] : 0;
}

static bool syntax_error(struct yaml_reader *r, struct error *err)
{
	const yaml_parser_t *parser = &r->libyaml->parser;
	const char *problem = parser->problem ? parser->problem : "";
	yaml_mark_t mark = place_of(parser);
	unsigned line, column = (unsigned)mark.column + 1;

	if (parser->error == YAML_MEMORY_ERROR)
		abort(); /* as in an arena */
	if (r->libyaml->too_deep || parser->error == YAML_READER_ERROR)
		mark = parser->mark;
	line = r->libyaml->line + (unsigned)mark.line;
	if (r->libyaml->too_deep)
		return too_deep(r, line, column, err);
	return fail_at(err, ERROR_SYNTAX, r->name, line, column,
		_("%s (YAML: %s)"),
		explain(problem, character_at(r, line, column)), problem);
}

static const struct {
	enum yaml_event event;
	bool passed; /* goes by unseen */
} events[] = {
	[YAML_NO_EVENT] = {YAML_AT_END, false},
	[YAML_STREAM_START_EVENT] = {YAML_AT_START, true},
	[YAML_DOCUMENT_START_EVENT] = {YAML_AT_START, true},
	[YAML_DOCUMENT_END_EVENT] = {YAML_AT_END, false},
	[YAML_STREAM_END_EVENT] = {YAML_AT_END, false},
	[YAML_ALIAS_EVENT] = {YAML_AT_ALIAS, false},
	[YAML_SCALAR_EVENT] = {YAML_AT_SCALAR, false},
	[YAML_SEQUENCE_START_EVENT] = {YAML_AT_SEQUENCE, false},
	[YAML_SEQUENCE_END_EVENT] = {YAML_AT_CLOSE, false},
	[YAML_MAPPING_START_EVENT] = {YAML_AT_MAPPING, false},
	[YAML_MAPPING_END_EVENT] = {YAML_AT_CLOSE, false},
};

static bool is_flow(const yaml_event_t *event)
{
	if (event->type == YAML_SEQUENCE_START_EVENT)
		return event->data.sequence_start.style ==
			YAML_FLOW_SEQUENCE_STYLE;
	return event->type == YAML_MAPPING_START_EVENT &&
		event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
}

static const char *view(const yaml_char_t *chars)
{
	return (const char *)(uintptr_t)chars;
}

static const char *anchor_of(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return view(event->data.scalar.anchor);
	case YAML_SEQUENCE_START_EVENT:
		return view(event->data.sequence_start.anchor);
	case YAML_MAPPING_START_EVENT:
		return view(event->data.mapping_start.anchor);
	default:
		return NULL;
	}
}

static bool is_tagged(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return event->data.scalar.tag;
	case YAML_SEQUENCE_START_EVENT:
		return event->data.sequence_start.tag;
	case YAML_MAPPING_START_EVENT:
		return event->data.mapping_start.tag;
	default:
		return false;
	}
}

bool yaml_reader_next(struct yaml_reader *r, struct error *err)
{
	struct yaml_libyaml *l = r->libyaml;
	yaml_event_t *event = &l->event;

	do {
		yaml_event_delete(event);
		if (!yaml_parser_parse(&l->parser, event))
			return syntax_error(r, err);
	} while (events[event->type].passed);
	r->event = events[event->type].event;
	r->line = l->line + (unsigned)event->start_mark.line;
	r->column = (unsigned)event->start_mark.column + 1;
	r->last_line = l->line + (unsigned)event->end_mark.line;
	r->flow = is_flow(event);
	r->tagged = is_tagged(event);
	return true;
}

static bool same_name(const struct yaml_name *slot, struct str name)
{
	return !slot->name.ptr || str_equal(slot->name, name);
}

static struct yaml_name *find_slot(struct yaml_names *names, struct str name)
{
	size_t at = (size_t)str_hash(name) & (names->capacity - 1);

	while (!same_name(&names->slots[at], name))
		at = (at + 1) & (names->capacity - 1);
	return &names->slots[at];
}

struct yaml_name *yaml_names_at(
	struct arena *arena, struct yaml_names *names, struct str name)
{
	struct yaml_names old = *names;

	if (2 * names->count >= names->capacity) {
		names->capacity = old.capacity ? 2 * old.capacity : 16;
		names->slots =
			NEW_ARRAY(arena, names->capacity, struct yaml_name);
		for (size_t i = 0; i < old.capacity; i++)
			if (old.slots[i].name.ptr)
				*find_slot(names, old.slots[i].name) =
					old.slots[i];
	}
	return find_slot(names, name);
}

/* Notes the first fault of the node being read, and lets it go on to its end,
 * so that what comes after can be read. */
static bool first_fault(struct yaml_reader *r, enum finding finding)
{
	if (r->fault.code)
		return false;
	r->finding = finding;
	return true;
}

static void fault_here(
	struct yaml_reader *r, enum error_code code, const char *text)
{
	if (first_fault(r, FINDING_OTHER))
		fail_at(&r->fault, code, r->name, r->line, r->column, "%s",
			text);
}

static void fault_depth(struct yaml_reader *r)
{
	if (first_fault(r, FINDING_OTHER))
		too_deep(r, r->line, r->column, &r->fault);
}

/* A copy that lasts as long as anchors do; what it takes is counted, since
 * anchors inside anchors copy again. */
static const struct yaml_node *keep(
	struct yaml_reader *r, const struct yaml_node *node)
{
	struct yaml_node *copy = NEW(r->arena, struct yaml_node);
	const struct yaml_node **items;

	*copy = *node;
	copy->text = str_copy(r->arena, node->text);
	r->anchored += sizeof *copy + node->text.len;
	if (!node->count)
		return copy;
	items = NEW_ARRAY(r->arena, node->count, const struct yaml_node *);
	for (size_t i = 0; i < node->count; i++)
		items[i] = keep(r, node->items[i]);
	copy->items = items;
	return copy;
}

static size_t weight(const struct yaml_node *node)
{
	size_t bytes = sizeof *node + node->text.len;

	for (size_t i = 0; i < node->count; i++)
		bytes += weight(node->items[i]);
	return bytes;
}

static void set_anchor(struct yaml_reader *r, struct arena *arena,
	const char *name, const struct yaml_node *node, unsigned height)
{
	struct yaml_name *slot;

	if (r->fault.code)
		return;
	if (node->size > YAML_COPIES || r->anchors.count >= YAML_ANCHORS ||
		(arena != r->arena &&
			r->anchored + weight(node) > r->text.len + 65536)) {
		fault_here(r, ERROR_DENIED,
			_("the anchors (&) hold too much to be repeated"));
		return;
	}
	slot = yaml_names_at(r->scratch, &r->anchors, str_from(name));
	r->anchors.count += !slot->name.ptr;
	slot->name = str_copy(r->scratch, str_from(name));
	slot->node = arena == r->arena ? node : keep(r, node);
	slot->line = node->line;
	slot->height = height;
}

static const struct yaml_node empty = {.plain = true, .size = 1};

static const struct yaml_node *read_alias(
	struct yaml_reader *r, unsigned depth, unsigned *height)
{
	const char *name = view(r->libyaml->event.data.alias.anchor);
	const struct yaml_name *slot =
		yaml_names_at(r->scratch, &r->anchors, str_from(name));

	if (!slot->name.ptr) {
		if (first_fault(r, FINDING_OTHER))
			fail_at(&r->fault, ERROR_INVALID, r->name, r->line,
				r->column,
				_("'*%s' repeats an anchor '&%s' that does not "
				  "stand before it; a text that begins with "
				  "'*' needs quotes"),
				name, name);
		return &empty;
	}
	r->copies += slot->node->size;
	r->all_copies += slot->node->size;
	if (r->copies > YAML_COPIES ||
		r->all_copies > YAML_COPIES + r->text.len) {
		fault_here(r, ERROR_DENIED,
			_("aliases (*) repeat more than can be meant"));
		return &empty;
	}
	if (depth + slot->height - 1 > YAML_DEPTH)
		fault_depth(r);
	*height = slot->height;
	return slot->node;
}

static struct yaml_node *new_node(
	struct yaml_reader *r, struct arena *arena, enum yaml_kind kind)
{
	struct yaml_node *node = NEW(arena, struct yaml_node);

	node->kind = kind;
	node->line = r->line;
	node->column = r->column;
	node->size = 1;
	return node;
}

static struct yaml_node *read_scalar(struct yaml_reader *r, struct arena *arena)
{
	const yaml_event_t *event = &r->libyaml->event;
	struct str text = {
		view(event->data.scalar.value), event->data.scalar.length};
	struct str nfc;
	struct yaml_node *node = new_node(r, arena, YAML_SCALAR);

	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	if (memchr(text.ptr, 0, text.len)) { /* "\0" */
		fault_here(r, ERROR_INVALID,
			_("the character \\0 is not allowed"));
		return node;
	}
	nfc = utf8_nfc(arena, text);
	node->text = nfc.ptr == text.ptr ? str_copy(arena, text) : nfc;
	return node;
}

struct entry {
	struct str key;
	size_t place;
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = str_compare(x->key, y->key);

	return order ? order : (x->place > y->place) - (x->place < y->place);
}

static void fault_duplicate(struct yaml_reader *r,
	const struct yaml_node *first, const struct yaml_node *again)
{
	if (first_fault(r, FINDING_DUPLICATE_KEY))
		fail_at(&r->fault, ERROR_INVALID, r->name, again->line,
			again->column,
			_("'%s' is given twice; first on line %u"),
			again->text.ptr, first->line);
}

/* The few keys of most mappings are compared each with each. */
static void check_few(
	struct yaml_reader *r, const struct yaml_node *const *items, size_t n)
{
	for (size_t i = 2; i < n; i += 2)
		for (size_t j = 0; j < i; j += 2)
			if (str_equal(items[i]->text, items[j]->text)) {
				fault_duplicate(r, items[j], items[i]);
				return;
			}
}

static void check_many(
	struct yaml_reader *r, const struct yaml_node *const *items, size_t n)
{
	struct arena_mark mark = arena_mark(r->scratch);
	struct entry *entries = NEW_ARRAY(r->scratch, n / 2, struct entry);
	size_t first = SIZE_MAX, again = SIZE_MAX;

	for (size_t i = 0; i < n / 2; i++)
		entries[i] = (struct entry){items[2 * i]->text, 2 * i};
	qsort(entries, n / 2, sizeof *entries, compare_entries);
	for (size_t i = 1; i < n / 2; i++)
		if (str_equal(entries[i - 1].key, entries[i].key) &&
			entries[i].place < again) {
			first = entries[i - 1].place;
			again = entries[i].place;
		}
	if (again != SIZE_MAX)
		fault_duplicate(r, items[first], items[again]);
	arena_release(r->scratch, mark);
}

static void check_keys(
	struct yaml_reader *r, const struct yaml_node *const *items, size_t n)
{
	for (size_t i = 0; i < n; i += 2)
		if (items[i]->kind != YAML_SCALAR &&
			first_fault(r, FINDING_OTHER))
			fail_at(&r->fault, ERROR_INVALID, r->name,
				items[i]->line, items[i]->column,
				_("a key must be a text, not %s"),
				yaml_describe(items[i]));
	if (n <= 32)
		check_few(r, items, n);
	else
		check_many(r, items, n);
}

static bool read_node(struct yaml_reader *r, struct arena *arena,
	unsigned depth, const struct yaml_node **out, unsigned *height,
	struct error *err);

/* Goes past a node that is not wanted. */
static bool skip(
	struct yaml_reader *r, const struct yaml_node **out, struct error *err)
{
	size_t level = 0;

	*out = &empty;
	for (;;) {
		if (r->event == YAML_AT_CLOSE)
			level--;
		else if (r->event == YAML_AT_SEQUENCE ||
			r->event == YAML_AT_MAPPING)
			level++;
		if (!level)
			return true;
		if (!yaml_reader_next(r, err))
			return false;
	}
}

static bool read_nothing(
	struct yaml_reader *r, const struct yaml_node **out, struct error *err)
{
	fault_here(r, ERROR_DENIED,
		_("there are more than a million values in one piece"));
	return skip(r, out, err);
}

static bool read_items(struct yaml_reader *r, struct arena *arena,
	unsigned depth, struct yaml_node *node, unsigned *height,
	struct error *err)
{
	size_t base = r->stack_count;
	unsigned deepest = 0;

	for (;;) {
		const struct yaml_node *child = NULL;
		unsigned under = 1;

		if (!yaml_reader_next(r, err))
			return false;
		if (r->event == YAML_AT_CLOSE)
			break;
		if (!read_node(r, arena, depth + 1, &child, &under, err))
			return false;
		node->size += child->size;
		deepest = under > deepest ? under : deepest;
		if (!r->fault.code)
			*PUSH(r->scratch, r->stack, r->stack_count,
				r->stack_capacity) = child;
	}
	node->count = r->stack_count - base;
	node->items = arena_copy(
		arena, r->stack + base, node->count * sizeof *node->items);
	r->stack_count = base;
	*height = deepest + 1;
	if (node->kind == YAML_MAPPING && !r->fault.code)
		check_keys(r, node->items, node->count);
	return true;
}

static bool read_node(struct yaml_reader *r, struct arena *arena,
	unsigned depth, const struct yaml_node **out, unsigned *height,
	struct error *err)
{
	struct yaml_node *node;
	const char *anchor;
	struct str name = {NULL, 0};

	if (++r->nodes > YAML_NODES)
		return read_nothing(r, out, err);
	if (r->event == YAML_AT_ALIAS) {
		*out = read_alias(r, depth, height);
		return true;
	}
	anchor = anchor_of(&r->libyaml->event);
	if (r->tagged)
		fault_here(r, ERROR_DENIED,
			_("tags such as '!!str' are not used in these files; a "
			  "text that begins with '!' needs quotes"));
	if (anchor)
		name = str_copy(r->scratch, str_from(anchor));
	if (r->event == YAML_AT_SCALAR) {
		node = read_scalar(r, arena);
	} else if (depth > YAML_DEPTH) {
		fault_depth(r);
		return skip(r, out, err);
	} else {
		node = new_node(r, arena,
			r->event == YAML_AT_MAPPING ? YAML_MAPPING
						    : YAML_SEQUENCE);
		if (!read_items(r, arena, depth, node, height, err))
			return false;
	}
	if (name.ptr)
		set_anchor(r, arena, name.ptr, node, *height);
	*out = node;
	return true;
}

bool yaml_reader_node(struct yaml_reader *r, struct arena *arena,
	unsigned depth, const struct yaml_node **out, struct error *err)
{
	unsigned height = 1;

	r->nodes = 0;
	r->copies = 0;
	r->fault.code = ERROR_NONE;
	return read_node(r, arena, depth, out, &height, err);
}
