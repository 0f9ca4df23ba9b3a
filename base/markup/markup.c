#include "base/markup/markup.h"

#include <md4c.h>

#include "base/markup/entity.h"
#include "base/markup/prepare.h"
#include "base/utf8.h"

enum {
	DEPTH = 32,
	NODES = 100000,
	COLUMNS = 64,
	URL_LIMIT = 2000, /* bytes */
	GAP_DIGITS = 3,
	WIDTH_TEXT = 14 /* "{width=100%}" and some more */
};

/* A node that is open, and where its next child is hung. */
struct open {
	struct markup *node;
	const struct markup **tail;
};

/* The walk along md4c's calls. */
struct walk {
	struct arena *arena;
	struct prepared prepared;
	struct open open[DEPTH + 1];
	size_t depth;
	/* Deeper levels, which are not kept. */
	size_t skipped_blocks;
	size_t skipped_spans;
	size_t images; /* nested in one another; only the text counts */
	size_t nodes;
	bool head;              /* in a table's head */
	struct markup *picture; /* nothing came after it yet; NULL none */
	struct buf text;
};

static struct markup *hang(struct walk *w, enum markup_kind kind)
{
	struct open *top = &w->open[w->depth];
	struct markup *node = NEW(w->arena, struct markup);

	node->kind = kind;
	node->start = -1;
	*top->tail = node;
	top->tail = &node->next;
	w->nodes++;
	w->picture = NULL;
	return node;
}

static struct str take_text(struct walk *w)
{
	struct str text = w->text.len ? buf_str(&w->text) : STR("");

	w->text = (struct buf){.arena = w->arena};
	return utf8_nfc(w->arena, text);
}

/* What was gathered becomes a node. */
static void flush(struct walk *w)
{
	struct str text;

	if (!w->text.len)
		return;
	text = take_text(w);
	hang(w, MARKUP_TEXT)->text = text;
}

static bool is_block(enum markup_kind kind)
{
	return kind < MARKUP_TEXT;
}

static bool is_skipping(const struct walk *w)
{
	return w->skipped_blocks || w->skipped_spans;
}

static void skip(struct walk *w, enum markup_kind kind)
{
	if (!is_block(kind)) {
		w->skipped_spans++;
		return;
	}
	/* What was in blocks of their own must not run together. */
	if (w->text.len)
		buf_char(&w->text, ' ');
	w->skipped_blocks++;
}

static struct markup *push(struct walk *w, enum markup_kind kind)
{
	struct markup *node;

	if (is_skipping(w) || w->depth == DEPTH) {
		skip(w, kind);
		return NULL;
	}
	flush(w);
	node = hang(w, kind);
	w->depth++;
	w->open[w->depth] = (struct open){node, &node->child};
	return node;
}

static void pop(struct walk *w)
{
	struct markup *node = w->open[w->depth].node;

	if (node->kind == MARKUP_CODE || node->kind == MARKUP_CODE_BLOCK)
		node->text = take_text(w);
	else
		flush(w);
	if (node->kind == MARKUP_CODE_BLOCK && str_ends(node->text, "\n"))
		node->text.len--;
	w->depth--;
}

/* md4c sometimes leaves a span it never entered, or the other way round, when
 * one of its marks stands in an address. */
static void pop_span(struct walk *w, enum markup_kind kind)
{
	size_t depth = w->depth;

	if (w->skipped_spans) {
		w->skipped_spans--;
		return;
	}
	while (!is_block(w->open[depth].node->kind) &&
		w->open[depth].node->kind != kind)
		depth--;
	if (w->open[depth].node->kind == kind)
		while (w->depth >= depth)
			pop(w);
}

static void pop_block(struct walk *w)
{
	w->images = 0;
	w->skipped_spans = 0;
	if (w->skipped_blocks) {
		w->skipped_blocks--;
		return;
	}
	while (!is_block(w->open[w->depth].node->kind))
		pop(w);
	pop(w);
}

/* ---- text ---- */

static void put_formula(struct walk *w, const struct formula *formula)
{
	struct markup *node;

	if (w->images) {
		buf_add(&w->text, formula->tex);
		return;
	}
	flush(w);
	node = hang(w, formula->display ? MARKUP_DISPLAY : MARKUP_MATH);
	node->text = formula->tex;
}

/* "{{12}}" at *at: its number, moving past it, or 0. */
static int take_gap(struct str chunk, size_t *at)
{
	struct str inner;
	size_t end;
	long number;

	if (!str_starts(str_sub(chunk, *at, 2), "{{"))
		return 0;
	end = str_find(str_sub(chunk, *at, GAP_DIGITS + 4), "}}", 0);
	if (end == SIZE_MAX)
		return 0;
	inner = str_sub(chunk, *at + 2, end - 2);
	if (!inner.len || inner.ptr[0] < '0' || inner.ptr[0] > '9' ||
		!str_to_long(inner, &number) || number < 1)
		return 0;
	*at += end + 2;
	return (int)number;
}

/* "{width=50%}" right after a picture, moving past it. */
static bool take_width(struct walk *w, struct str chunk, size_t *at)
{
	static const char head[] = "{width=";
	struct str rest = str_sub(chunk, *at, WIDTH_TEXT);
	size_t end = str_find(rest, "%}", 0);
	long percent;

	if (!w->picture || w->text.len || !str_starts(rest, head) ||
		end == SIZE_MAX)
		return false;
	rest = str_sub(rest, sizeof head - 1, end - (sizeof head - 1));
	if (!str_to_long(rest, &percent) || percent < 1 || percent > 100)
		return false;
	w->picture->level = (int)percent;
	w->picture = NULL;
	*at += end + 2;
	return true;
}

static void put_gap(struct walk *w, int number)
{
	if (w->images) {
		buf_text(&w->text, "…");
		return;
	}
	flush(w);
	hang(w, MARKUP_GAP)->level = number;
}

static bool is_guard(char c)
{
	return c == GUARD || c == INDENT;
}

/* How many bytes from `at` on are neither tickets, gaps nor guards. */
static size_t run_of_text(struct str chunk, size_t at)
{
	size_t end = at;

	while (end < chunk.len && chunk.ptr[end] != '$' &&
		chunk.ptr[end] != '{' && !is_guard(chunk.ptr[end]))
		end++;
	return end - at;
}

/* Text as it will be shown: formulas and gaps in their own nodes. */
static void put_text(struct walk *w, struct str chunk)
{
	for (size_t at = 0; at < chunk.len;) {
		const struct formula *formula;
		size_t run = run_of_text(chunk, at);
		int gap;

		if (run) {
			buf_add(&w->text, str_sub(chunk, at, run));
			at += run;
		} else if ((formula = markup_ticket(&w->prepared, chunk, &at)))
			put_formula(w, formula);
		else if ((gap = take_gap(chunk, &at)))
			put_gap(w, gap);
		else if (is_guard(chunk.ptr[at]))
			at++;
		else if (!take_width(w, chunk, &at))
			buf_char(&w->text, chunk.ptr[at++]);
	}
}

/* Code and addresses: formulas as they were written. */
static void put_source(struct walk *w, struct buf *out, struct str chunk)
{
	for (size_t at = 0; at < chunk.len;) {
		const struct formula *formula =
			markup_ticket(&w->prepared, chunk, &at);

		if (formula)
			buf_add(out, formula->source);
		else if (is_guard(chunk.ptr[at]))
			at++;
		else
			buf_char(out, chunk.ptr[at++]);
	}
}

static void hard_break(struct walk *w)
{
	if (w->images || is_skipping(w)) {
		buf_char(&w->text, ' ');
		return;
	}
	flush(w);
	hang(w, MARKUP_BREAK);
}

/* md4c minds only negative answers at every depth; they end the walk. */
static int too_many(const struct walk *w)
{
	return w->nodes > NODES ? -1 : 0;
}

static int on_text(
	MD_TEXTTYPE type, const MD_CHAR *ptr, MD_SIZE size, void *ctx)
{
	struct walk *w = ctx;
	struct str chunk = {ptr, size};

	switch (type) {
	case MD_TEXT_BR:
		hard_break(w);
		break;
	case MD_TEXT_SOFTBR:
		buf_char(&w->text, ' ');
		break;
	case MD_TEXT_ENTITY:
		entity_put(&w->text, chunk);
		break;
	case MD_TEXT_CODE:
		put_source(w, &w->text, chunk);
		break;
	default:
		put_text(w, chunk);
		break;
	}
	return too_many(w);
}

/* ---- blocks ---- */

static enum markup_align align_of(MD_ALIGN align)
{
	switch (align) {
	case MD_ALIGN_LEFT:
		return ALIGN_LEFT;
	case MD_ALIGN_CENTER:
		return ALIGN_CENTER;
	case MD_ALIGN_RIGHT:
		return ALIGN_RIGHT;
	default:
		return ALIGN_NONE;
	}
}

static const enum markup_kind block_kinds[] = {
	[MD_BLOCK_DOC] = MARKUP_DOCUMENT,
	[MD_BLOCK_QUOTE] = MARKUP_QUOTE,
	[MD_BLOCK_UL] = MARKUP_LIST,
	[MD_BLOCK_OL] = MARKUP_LIST,
	[MD_BLOCK_LI] = MARKUP_ITEM,
	[MD_BLOCK_HR] = MARKUP_RULE,
	[MD_BLOCK_H] = MARKUP_HEADING,
	[MD_BLOCK_CODE] = MARKUP_CODE_BLOCK,
	[MD_BLOCK_HTML] = MARKUP_PARAGRAPH,
	[MD_BLOCK_P] = MARKUP_PARAGRAPH,
	[MD_BLOCK_TABLE] = MARKUP_TABLE,
	[MD_BLOCK_TR] = MARKUP_ROW,
	[MD_BLOCK_TH] = MARKUP_CELL,
	[MD_BLOCK_TD] = MARKUP_CELL,
};

/* Without a node of their own: the document is there already. */
static bool is_passed_over(MD_BLOCKTYPE type)
{
	return type == MD_BLOCK_DOC || type == MD_BLOCK_THEAD ||
		type == MD_BLOCK_TBODY;
}

static void describe(struct walk *w, struct markup *node, MD_BLOCKTYPE type,
	const void *detail)
{
	switch (type) {
	case MD_BLOCK_OL:
		node->start = (int)((const MD_BLOCK_OL_DETAIL *)detail)->start;
		break;
	case MD_BLOCK_H:
		node->level = (int)((const MD_BLOCK_H_DETAIL *)detail)->level;
		break;
	case MD_BLOCK_TABLE:
		node->columns =
			(int)((const MD_BLOCK_TABLE_DETAIL *)detail)->col_count;
		break;
	case MD_BLOCK_TR:
		node->level = w->head;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		node->align =
			align_of(((const MD_BLOCK_TD_DETAIL *)detail)->align);
		break;
	default:
		break;
	}
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct walk *w = ctx;
	struct markup *node;

	if (type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
		w->head = type == MD_BLOCK_THEAD;
	if (is_passed_over(type))
		return 0;
	if (type == MD_BLOCK_TABLE &&
		((const MD_BLOCK_TABLE_DETAIL *)detail)->col_count > COLUMNS)
		return -1;
	node = push(w, block_kinds[type]);
	if (node)
		describe(w, node, type, detail);
	return too_many(w);
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct walk *w = ctx;

	(void)detail;
	if (is_passed_over(type))
		flush(w);
	else
		pop_block(w);
	return too_many(w);
}

/* ---- spans ---- */

/* An address with escapes and entities resolved; empty when it is too long. */
static struct str address(struct walk *w, const MD_ATTRIBUTE *attribute)
{
	struct buf out = {.arena = w->arena};

	if (attribute->size > URL_LIMIT)
		return STR("");
	for (size_t i = 0; attribute->substr_offsets[i] < attribute->size;
		i++) {
		size_t from = attribute->substr_offsets[i];
		struct str part = {attribute->text + from,
			attribute->substr_offsets[i + 1] - from};

		if (attribute->substr_types[i] == MD_TEXT_ENTITY)
			entity_put(&out, part);
		else
			put_source(w, &out, part);
	}
	return utf8_nfc(w->arena, buf_str(&out));
}

static bool has_scheme(struct str url, const char *scheme)
{
	size_t len = strlen(scheme);

	if (url.len < len)
		return false;
	for (size_t i = 0; i < len; i++) {
		char c = url.ptr[i];

		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != scheme[i])
			return false;
	}
	return true;
}

static bool is_allowed(struct str url)
{
	return has_scheme(url, "http://") || has_scheme(url, "https://") ||
		has_scheme(url, "mailto:");
}

/* A link that leads nowhere allowed leaves its words alone. */
static void enter_link(struct walk *w, const MD_SPAN_A_DETAIL *detail)
{
	struct str url = address(w, &detail->href);
	struct markup *node = is_allowed(url) ? push(w, MARKUP_LINK) : NULL;

	if (node)
		node->url = url;
}

static void leave_link(struct walk *w, const MD_SPAN_A_DETAIL *detail)
{
	if (is_allowed(address(w, &detail->href)))
		pop_span(w, MARKUP_LINK);
}

static void enter_image(struct walk *w)
{
	if (!w->images++)
		flush(w);
}

static void leave_image(struct walk *w, const MD_SPAN_IMG_DETAIL *detail)
{
	struct str alternative;
	struct markup *node;

	if (!w->images || --w->images)
		return;
	alternative = take_text(w);
	node = hang(w, MARKUP_IMAGE);
	node->text = alternative;
	node->url = address(w, &detail->src);
	w->picture = node;
}

static const enum markup_kind span_kinds[] = {
	[MD_SPAN_EM] = MARKUP_EMPHASIS,
	[MD_SPAN_STRONG] = MARKUP_STRONG,
	[MD_SPAN_CODE] = MARKUP_CODE,
	[MD_SPAN_DEL] = MARKUP_STRIKE,
	[MD_SPAN_U] = MARKUP_UNDERLINE,
};

static int on_enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct walk *w = ctx;

	if (type == MD_SPAN_IMG)
		enter_image(w);
	else if (w->images)
		return 0;
	else if (type == MD_SPAN_A)
		enter_link(w, detail);
	else
		push(w, span_kinds[type]);
	return too_many(w);
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct walk *w = ctx;

	if (type == MD_SPAN_IMG)
		leave_image(w, detail);
	else if (w->images)
		return 0;
	else if (type == MD_SPAN_A)
		leave_link(w, detail);
	else
		pop_span(w, span_kinds[type]);
	return too_many(w);
}

/* ---- the tree ---- */

static struct markup *new_document(struct walk *w)
{
	struct markup *document = NEW(w->arena, struct markup);

	document->kind = MARKUP_DOCUMENT;
	w->depth = 0;
	w->open[0] = (struct open){document, &document->child};
	return document;
}

static struct markup *only_child(
	struct arena *arena, struct markup *parent, enum markup_kind kind)
{
	struct markup *node = NEW(arena, struct markup);

	node->kind = kind;
	node->start = -1;
	parent->child = node;
	return node;
}

/* In one paragraph: text that is too long or too much for a tree, and text
 * that has none. */
static const struct markup *as_it_is(struct arena *arena, struct str text)
{
	struct markup *document = NEW(arena, struct markup), *paragraph;

	document->kind = MARKUP_DOCUMENT;
	paragraph = only_child(arena, document, MARKUP_PARAGRAPH);
	only_child(arena, paragraph, MARKUP_TEXT)->text =
		markup_without_controls(arena, text);
	return document;
}

/* A line without any byte that could be a mark, as most options are, need not
 * be looked at by md4c. */
static bool is_bare(struct str text)
{
	static const bool marks['{'] = {
		['\\'] = true,
		['`'] = true,
		['*'] = true,
		['_'] = true,
		['$'] = true,
		['<'] = true,
		['>'] = true,
		['&'] = true,
		['['] = true,
		[']'] = true,
		['!'] = true,
	};

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		/* { | } ~ and what no text holds are the others. */
		if (c < ' ' || c >= 0xf8 ||
			(c < 0x80 && (c >= '{' || marks[c])))
			return false;
	}
	return text.len && text.ptr[0] != ' ' && text.ptr[text.len - 1] != ' ';
}

/* Bytes by which md4c finds more than words in a line. */
static bool may_mark(unsigned char c)
{
	static const bool marks[0x80] = {
		['\\'] = true,
		['`'] = true,
		['*'] = true,
		['_'] = true,
		['<'] = true,
		['&'] = true,
		['['] = true,
		[']'] = true,
		['|'] = true,
		['~'] = true,
		[0x7f] = true,
	};

	return c < 0x80 && (c < ' ' || marks[c]);
}

/* The prepared text is a line of words, formulas and gaps, as most texts are
 * that are not bare. */
static bool is_simple(struct str prepared)
{
	if (!prepared.len || prepared.ptr[0] != INDENT)
		return false;
	for (size_t i = 1; i < prepared.len; i++)
		if (may_mark((unsigned char)prepared.ptr[i]))
			return false;
	return true;
}

/* What md4c would make of it. */
static int read_simple(struct walk *w)
{
	push(w, MARKUP_PARAGRAPH);
	put_text(w, w->prepared.text);
	pop(w);
	return too_many(w);
}

static int read_markdown(struct walk *w)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH |
			MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = on_enter_block,
		.leave_block = on_leave_block,
		.enter_span = on_enter_span,
		.leave_span = on_leave_span,
		.text = on_text,
	};

	return md_parse(w->prepared.text.ptr, (MD_SIZE)w->prepared.text.len,
		&parser, w);
}

static const struct markup *parse(struct arena *arena, struct str text)
{
	struct walk w = {.arena = arena, .text = {.arena = arena}};
	const struct markup *document = new_document(&w);

	w.prepared = markup_prepare(arena, text);
	if (is_simple(w.prepared.text) ? read_simple(&w) : read_markdown(&w))
		return as_it_is(arena, text);
	return document;
}

/* At each bracket that may begin a link, md4c looks for its line from the
 * first one on. */
static bool is_too_much(struct str text)
{
	size_t brackets = 0, lines = 0;

	if (text.len > MARKUP_LIMIT)
		return true;
	for (size_t i = 0; i < text.len; i++) {
		brackets += text.ptr[i] == '[';
		lines += text.ptr[i] == '\n' || text.ptr[i] == '\r';
	}
	return brackets * lines > MARKUP_LINKS;
}

const struct markup *markup_parse(struct arena *arena, struct str text)
{
	if (is_too_much(text))
		return as_it_is(arena, text);
	if (is_bare(text))
		return as_it_is(arena, utf8_nfc(arena, text));
	return parse(arena, text);
}
