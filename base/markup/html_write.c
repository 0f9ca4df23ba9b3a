#include "base/markup/html.h"

/* The document tree as HTML. */

struct writer {
	struct buf *out;
	const struct html_writing *writing;
};

void html_escape(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		switch (text.ptr[i]) {
		case '&':
			buf_text(out, "&amp;");
			break;
		case '<':
			buf_text(out, "&lt;");
			break;
		case '>':
			buf_text(out, "&gt;");
			break;
		case '"':
			buf_text(out, "&quot;");
			break;
		default:
			buf_char(out, text.ptr[i]);
		}
}

static void write_all(const struct writer *w, const struct markup *first);

static void element(
	const struct writer *w, const char *name, const struct markup *node)
{
	buf_format(w->out, "<%s>", name);
	write_all(w, node->child);
	buf_format(w->out, "</%s>", name);
}

static void write_formula(const struct writer *w, const struct markup *node)
{
	bool display = node->kind == MARKUP_DISPLAY;

	if (w->writing->formula) {
		w->writing->formula(
			w->writing->ctx, w->out, node->text, display);
		return;
	}
	buf_text(w->out, display ? "\\[" : "\\(");
	html_escape(w->out, node->text);
	buf_text(w->out, display ? "\\]" : "\\)");
}

static void write_image(const struct writer *w, const struct markup *node)
{
	buf_text(w->out, "<img src=\"");
	if (w->writing->picture)
		w->writing->picture(w->writing->ctx, w->out, node->url);
	else
		html_escape(w->out, node->url);
	buf_text(w->out, "\" alt=\"");
	html_escape(w->out, node->text);
	buf_char(w->out, '"');
	if (node->level)
		buf_format(w->out, " width=\"%d%%\"", node->level);
	buf_text(w->out, "/>");
}

static void write_link(const struct writer *w, const struct markup *node)
{
	buf_text(w->out, "<a href=\"");
	html_escape(w->out, node->url);
	buf_text(w->out, "\">");
	write_all(w, node->child);
	buf_text(w->out, "</a>");
}

static void write_list(const struct writer *w, const struct markup *node)
{
	if (node->start < 0) {
		element(w, "ul", node);
		return;
	}
	if (node->start == 1)
		buf_text(w->out, "<ol>");
	else
		buf_format(w->out, "<ol start=\"%d\">", node->start);
	write_all(w, node->child);
	buf_text(w->out, "</ol>");
}

static void write_cell(
	const struct writer *w, const struct markup *cell, const char *name)
{
	static const char *const aligns[] = {[ALIGN_NONE] = NULL,
		[ALIGN_LEFT] = "left",
		[ALIGN_CENTER] = "center",
		[ALIGN_RIGHT] = "right"};

	buf_format(w->out, "<%s", name);
	if (aligns[cell->align])
		buf_format(w->out, " style=\"text-align: %s\"",
			aligns[cell->align]);
	buf_char(w->out, '>');
	write_all(w, cell->child);
	buf_format(w->out, "</%s>", name);
}

static bool is_empty_row(const struct markup *row)
{
	for (const struct markup *cell = row->child; cell; cell = cell->next)
		if (cell->child)
			return false;
	return true;
}

/* A head without words is only there because Markdown wants one. */
static void write_table(const struct writer *w, const struct markup *table)
{
	buf_text(w->out, "<table>");
	for (const struct markup *row = table->child; row; row = row->next) {
		if (row->level && is_empty_row(row))
			continue;
		buf_text(w->out, "<tr>");
		for (const struct markup *c = row->child; c; c = c->next)
			write_cell(w, c, row->level ? "th" : "td");
		buf_text(w->out, "</tr>");
	}
	buf_text(w->out, "</table>");
}

static void write_code_block(const struct writer *w, const struct markup *node)
{
	buf_text(w->out, "<pre><code>");
	html_escape(w->out, node->text);
	buf_text(w->out, "</code></pre>");
}

static void write_code(const struct writer *w, const struct markup *node)
{
	buf_text(w->out, "<code>");
	html_escape(w->out, node->text);
	buf_text(w->out, "</code>");
}

static void write_gap(const struct writer *w, const struct markup *node)
{
	if (w->writing->gap)
		w->writing->gap(w->writing->ctx, w->out, node->level);
	else
		buf_text(w->out, "\xe2\x80\xa6");
}

static void write_heading(const struct writer *w, const struct markup *node)
{
	const char name[3] = {'h', (char)('0' + node->level), 0};

	element(w, name, node);
}

static void write_node(const struct writer *w, const struct markup *node)
{
	static const char *const plain[MARKUP_KINDS] = {
		[MARKUP_PARAGRAPH] = "p",
		[MARKUP_ITEM] = "li",
		[MARKUP_QUOTE] = "blockquote",
		[MARKUP_EMPHASIS] = "em",
		[MARKUP_STRONG] = "strong",
		[MARKUP_STRIKE] = "s",
		[MARKUP_UNDERLINE] = "u",
	};
	static void (*const special[MARKUP_KINDS])(
		const struct writer *w, const struct markup *node) = {
		[MARKUP_HEADING] = write_heading,
		[MARKUP_LIST] = write_list,
		[MARKUP_CODE_BLOCK] = write_code_block,
		[MARKUP_TABLE] = write_table,
		[MARKUP_CODE] = write_code,
		[MARKUP_MATH] = write_formula,
		[MARKUP_DISPLAY] = write_formula,
		[MARKUP_LINK] = write_link,
		[MARKUP_IMAGE] = write_image,
		[MARKUP_GAP] = write_gap,
	};

	if (plain[node->kind])
		element(w, plain[node->kind], node);
	else if (special[node->kind])
		special[node->kind](w, node);
	else if (node->kind == MARKUP_TEXT)
		html_escape(w->out, node->text);
	else if (node->kind == MARKUP_BREAK)
		buf_text(w->out, "<br/>");
	else if (node->kind == MARKUP_RULE)
		buf_text(w->out, "<hr/>");
	else
		write_all(w, node->child);
}

static void write_all(const struct writer *w, const struct markup *first)
{
	for (; first; first = first->next)
		write_node(w, first);
}

void markup_to_html(struct buf *out, const struct markup *tree,
	const struct html_writing *writing)
{
	const struct writer w = {out, writing};
	const struct markup *only = tree->child;

	if (only && !only->next && only->kind == MARKUP_PARAGRAPH)
		write_all(&w, only->child);
	else
		write_all(&w, tree->child);
}
