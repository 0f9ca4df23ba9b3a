#include "base/markup/html.h"

#include <libxml/HTMLparser.h>

#include "base/i18n.h"
#include "base/markup/emphasis.h"
#include "base/markup/escape.h"
#include "base/math/mathml_read.h"
#include "base/percent.h"
#include "base/utf8.h"

enum {
	HTML_LIMIT = 1024 * 1024,
	DEPTH_MOST = 100,
	COLUMNS_MOST = 64,
};

struct reader {
	struct arena *arena;
	const struct html_reading *reading;
	int depth;
};

static void lose(const struct reader *r, const char *what)
{
	if (r->reading->loss)
		r->reading->loss(r->reading->ctx, what);
}

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
		!xmlStrcmp(node->name, (const xmlChar *)name);
}

static bool is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names; names++)
		if (is_named(node, *names))
			return true;
	return false;
}

static struct str attribute(
	const struct reader *r, xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	struct str text;

	if (!value)
		return STR("");
	text = str_copy(r->arena, str_from((const char *)value));
	xmlFree(value);
	return text;
}

/* All text below it. */
static void add_content(struct buf *out, const xmlNode *node, int depth)
{
	if (depth > DEPTH_MOST)
		return;
	for (; node; node = node->next)
		if (node->type == XML_TEXT_NODE ||
			node->type == XML_CDATA_SECTION_NODE)
			buf_text(out, (const char *)node->content);
		else
			add_content(out, node->children, depth + 1);
}

static struct str content_of(const struct reader *r, const xmlNode *node)
{
	struct buf out = {.arena = r->arena};

	add_content(&out, node->children, 0);
	return buf_str(&out);
}

/* ---- what there is ---- */

static const char *const blocks[] = {"p", "div", "section", "article", "center",
	"header", "footer", "main", "address", "figure", "figcaption", "dl",
	"dt", "dd", "form", "fieldset", "h1", "h2", "h3", "h4", "h5", "h6",
	"ul", "ol", "menu", "dir", "blockquote", "pre", "table", "hr", "body",
	"html", NULL};

/* Not shown; with what is said of it, or NULL for nothing. */
static const struct gone {
	const char *name, *what;
} gone[] = {
	{"style", NULL},
	{"head", NULL},
	{"title", NULL},
	{"meta", NULL},
	{"link", NULL},
	{"script", N_("a script")},
	{"noscript", NULL},
	{"iframe", "<iframe>"},
	{"object", "<object>"},
	{"embed", "<embed>"},
	{"applet", "<applet>"},
	{"video", "<video>"},
	{"audio", "<audio>"},
	{"canvas", "<canvas>"},
	{"svg", "<svg>"},
	{"input", N_("a form field")},
	{"select", N_("a form field")},
	{"textarea", N_("a form field")},
	{"button", N_("a form field")},
	{"map", "<map>"},
};

static bool is_gone(const struct reader *r, const xmlNode *node)
{
	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
		if (is_named(node, gone[i].name)) {
			if (gone[i].what)
				lose(r, _(gone[i].what));
			return true;
		}
	return node->type != XML_ELEMENT_NODE && node->type != XML_TEXT_NODE &&
		node->type != XML_CDATA_SECTION_NODE;
}

/* ---- inline ---- */

static void put_inline(struct reader *r, struct buf *out, xmlNode *node);

static void put_children(struct reader *r, struct buf *out, xmlNode *node)
{
	if (++r->depth <= DEPTH_MOST)
		for (xmlNode *c = node->children; c; c = c->next)
			put_inline(r, out, c);
	r->depth--;
}

/* White space is one blank; no-break spaces stay. */
static void put_text(struct buf *out, struct str text)
{
	struct buf plain = {.arena = out->arena};
	bool white = out->len && out->ptr[out->len - 1] == ' ';

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c != ' ' && c != '\t' && c != '\r' && c != '\n' &&
			c != '\f') {
			if ((unsigned char)c >= ' ' && c != 0x7f)
				buf_char(&plain, c);
			white = false;
		} else if (!white) {
			buf_char(&plain, ' ');
			white = true;
		}
	}
	escape_inline(out, buf_str(&plain));
}

/* White at the ends stands outside the marks. */
static void put_marked(
	struct reader *r, struct buf *out, xmlNode *node, char open, char close)
{
	struct buf inner = {.arena = r->arena};
	struct str text, bare;
	size_t before;

	put_children(r, &inner, node);
	text = buf_str(&inner);
	bare = str_trim(text);
	before = bare.len ? (size_t)(bare.ptr - text.ptr) : 0;
	if (before)
		buf_char(out, ' ');
	if (bare.len) {
		buf_char(out, open);
		buf_add(out, bare);
		buf_char(out, close);
	}
	if (bare.len && before + bare.len < text.len)
		buf_char(out, ' ');
}

/* "x_{2}" as a formula; letters upright. */
static void put_script(
	struct reader *r, struct buf *out, xmlNode *node, char mark)
{
	struct str text = str_trim(content_of(r, node));
	bool plain = text.len > 0;

	if (!text.len)
		return;
	for (size_t i = 0; i < text.len; i++)
		plain = plain && strchr("0123456789+-=(),. ", text.ptr[i]);
	if (text.len > 200 || strpbrk(text.ptr, "$\\{}#%&_^~")) {
		lose(r, mark == '^' ? "<sup>" : "<sub>");
		put_text(out, text);
		return;
	}
	buf_format(out, plain ? "$%c{%.*s}$" : "$%c{\\text{%.*s}}$", mark,
		STR_ARG(text));
}

static void put_link(struct reader *r, struct buf *out, xmlNode *node)
{
	struct str url = attribute(r, node, "href");
	struct buf inner = {.arena = r->arena};
	struct str text;

	put_children(r, &inner, node);
	text = str_trim(buf_str(&inner));
	if ((str_starts(url, "http://") || str_starts(url, "https://") ||
		    str_starts(url, "mailto:")) &&
		!strpbrk(url.ptr, " <>()\n\\") && text.len)
		buf_format(out, "[%.*s](%.*s)", STR_ARG(text), STR_ARG(url));
	else
		buf_add(out, text);
}

/* Between dollars: on one line, and without a dollar of its own. */
static bool can_stand(struct reader *r, struct str *tex)
{
	struct buf line = {.arena = r->arena};

	for (size_t i = 0; i < tex->len; i++)
		buf_char(&line,
			strchr("\r\n\t", tex->ptr[i]) ? ' ' : tex->ptr[i]);
	*tex = str_trim(buf_str(&line));
	return tex->len && !memchr(tex->ptr, '$', tex->len);
}

/* Whether one of the classes is the name, or begins with it and a dash. */
static bool has_class(struct str classes, const char *name)
{
	struct str one;

	while (str_cut(&classes, ' ', &one))
		if (str_is(one, name) ||
			(str_starts(one, name) && one.ptr[strlen(name)] == '-'))
			return true;
	return false;
}

/* Pictures that stand for a formula and say which: Canvas' equation_image,
 * Wikipedia's and WordPress' of class latex or tex, CodeCogs' addresses. */
static bool put_equation(struct reader *r, struct buf *out, xmlNode *node)
{
	static const char *const classes[] = {
		"equation_image", "latex", "tex", "mwe-math", NULL};
	struct str tex = attribute(r, node, "data-equation-content");
	struct str class = attribute(r, node, "class");
	struct str address = attribute(r, node, "src");
	size_t at = str_find(address, "latex.codecogs.com/", 0);
	bool known = false;

	if (!tex.len && at != SIZE_MAX) {
		at = str_find(address, "?", at);
		if (at != SIZE_MAX)
			tex = percent_decode(r->arena,
				str_sub(address, at + 1, address.len));
	}
	for (size_t i = 0; classes[i] && !tex.len; i++)
		known |= has_class(class, classes[i]);
	if (known) {
		tex = attribute(r, node, "alt");
		if (str_starts(tex, "LaTeX:"))
			tex = str_sub(tex, 6, tex.len);
		else if (has_class(class, "equation_image"))
			tex = attribute(r, node, "title");
	}
	if (!can_stand(r, &tex))
		return false;
	buf_format(out,
		str_find(attribute(r, node, "style"), "block", 0) != SIZE_MAX
			? "$$%.*s$$"
			: "$%.*s$",
		STR_ARG(tex));
	return true;
}

static void put_image(struct reader *r, struct buf *out, xmlNode *node)
{
	struct str address = attribute(r, node, "src");
	struct str alt = attribute(r, node, "alt"), name = address;
	struct buf words = {.arena = r->arena};

	if (put_equation(r, out, node))
		return;
	if (r->reading->picture)
		name = r->reading->picture(r->reading->ctx, address);
	if (!name.len)
		return;
	put_text(&words, str_trim(alt));
	if (strpbrk(name.ptr, " ()<>\\"))
		buf_format(out, "![%.*s](<%.*s>)", STR_ARG(buf_str(&words)),
			STR_ARG(name));
	else
		buf_format(out, "![%.*s](%.*s)", STR_ARG(buf_str(&words)),
			STR_ARG(name));
}

/* ---- formulas ---- */

static const struct xml_attribute *formula_attributes(
	const struct reader *r, xmlNode *from)
{
	struct xml_attribute *first = NULL;

	for (xmlAttr *a = from->properties; a; a = a->next) {
		struct xml_attribute *to = NEW(r->arena, struct xml_attribute);

		to->name = (const char *)a->name;
		to->value = attribute(r, from, to->name);
		to->next = first;
		first = to;
	}
	return first;
}

/* Of HTML's tree, as the reader of MathML wants it; names without a prefix. */
static struct xml_node *formula_node(
	const struct reader *r, xmlNode *from, int depth)
{
	struct xml_node *to = NEW(r->arena, struct xml_node);
	const struct xml_node **end = &to->child;
	const char *colon = strchr((const char *)from->name, ':');

	to->name = colon ? colon + 1 : (const char *)from->name;
	to->attributes = formula_attributes(r, from);
	to->text = content_of(r, from);
	for (xmlNode *c = from->children; c && depth < DEPTH_MOST;
		c = c->next) {
		if (c->type != XML_ELEMENT_NODE)
			continue;
		*end = formula_node(r, c, depth + 1);
		end = (const struct xml_node **)&(*end)->next;
	}
	return to;
}

static void put_mathml(struct reader *r, struct buf *out, xmlNode *node)
{
	struct str tex, words = attribute(r, node, "alttext");
	bool display = str_is(attribute(r, node, "display"), "block");

	if (!mathml_to_tex(r->arena, formula_node(r, node, 0), &tex) ||
		!can_stand(r, &tex))
		tex = words;
	if (can_stand(r, &tex)) {
		buf_format(out, display ? "$$%.*s$$" : "$%.*s$", STR_ARG(tex));
		return;
	}
	lose(r, _("a formula in MathML, but for its letters"));
	put_text(out, content_of(r, node));
}

static void put_code(struct reader *r, struct buf *out, xmlNode *node)
{
	struct str text = str_trim(content_of(r, node));
	const char *fence = str_find(text, "`", 0) == SIZE_MAX ? "`" : "``";

	if (text.len && str_find(text, "\n", 0) == SIZE_MAX &&
		str_find(text, "``", 0) == SIZE_MAX)
		buf_format(out, "%s%s%.*s%s%s", fence, fence[1] ? " " : "",
			STR_ARG(text), fence[1] ? " " : "", fence);
	else
		put_text(out, text);
}

static void put_element(struct reader *r, struct buf *out, xmlNode *node)
{
	static const char *const strong[] = {"b", "strong", "u", "ins", NULL};
	static const char *const em[] = {"i", "em", "cite", "var", "dfn", NULL};

	if (is_one_of(node, strong))
		put_marked(r, out, node, STRONG_OPEN, STRONG_CLOSE);
	else if (is_one_of(node, em))
		put_marked(r, out, node, EM_OPEN, EM_CLOSE);
	else if (is_named(node, "br"))
		buf_text(out, "\\\n");
	else if (is_named(node, "img"))
		put_image(r, out, node);
	else if (is_named(node, "sub") || is_named(node, "sup"))
		put_script(r, out, node, is_named(node, "sup") ? '^' : '_');
	else if (is_named(node, "a"))
		put_link(r, out, node);
	else if (is_named(node, "math") || is_named(node, "m:math"))
		put_mathml(r, out, node);
	else if (is_named(node, "code") || is_named(node, "tt") ||
		is_named(node, "kbd") || is_named(node, "samp"))
		put_code(r, out, node);
	else
		put_children(r, out, node);
}

static void put_inline(struct reader *r, struct buf *out, xmlNode *node)
{
	if (is_gone(r, node))
		return;
	if (node->type != XML_ELEMENT_NODE)
		put_text(out, str_from((const char *)node->content));
	else
		put_element(r, out, node);
}

/* ---- blocks ---- */

static void put_blocks(struct reader *r, struct buf *out, xmlNode *first);

static void put_block(struct buf *out, struct str block)
{
	if (!block.len)
		return;
	if (out->len)
		buf_text(out, "\n\n");
	buf_add(out, block);
}

/* Without blank lines and breaks at its ends. */
static struct str trim_lines(struct str text)
{
	for (;;) {
		text = str_trim(text);
		if (str_starts(text, "\\\n"))
			text = str_sub(text, 2, text.len);
		else if (text.len && text.ptr[text.len - 1] == '\\' &&
			!(text.len > 1 && text.ptr[text.len - 2] == '\\'))
			text = str_sub(text, 0, text.len - 1);
		else
			return text;
	}
}

static struct str paragraph(struct reader *r, struct buf *run)
{
	struct str text = trim_lines(emphasis_settle(r->arena, buf_str(run)));
	struct buf out = {.arena = r->arena};
	struct str line;
	bool first = true;

	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (!first)
			buf_char(&out, '\n');
		/* Two breaks are a gap; a paragraph cannot hold one. */
		buf_add(&out, str_is(line, "\\") ? STR("") : line);
		first = false;
	}
	run->len = 0;
	return buf_str(&out);
}

/* Each line but the first after so many blanks. */
static void put_indented(struct buf *out, struct str text, const char *indent)
{
	for (size_t i = 0; i < text.len; i++) {
		buf_char(out, text.ptr[i]);
		if (text.ptr[i] == '\n' && i + 1 < text.len &&
			text.ptr[i + 1] != '\n')
			buf_text(out, indent);
	}
}

static struct str blocks_of(struct reader *r, xmlNode *node)
{
	struct buf out = {.arena = r->arena};

	if (++r->depth <= DEPTH_MOST)
		put_blocks(r, &out, node->children);
	r->depth--;
	return buf_str(&out);
}

static struct str list_of(struct reader *r, xmlNode *node)
{
	bool ordered = is_named(node, "ol");
	struct buf out = {.arena = r->arena};
	long number = 1;

	if (ordered)
		str_to_long(attribute(r, node, "start"), &number);
	for (xmlNode *item = node->children; item; item = item->next) {
		struct str body;

		if (!is_named(item, "li"))
			continue;
		body = blocks_of(r, item);
		if (out.len)
			buf_char(&out, '\n');
		if (ordered)
			buf_format(&out, "%ld. ", number++ % 1000000000);
		else
			buf_text(&out, "- ");
		put_indented(&out, body, ordered ? "   " : "  ");
	}
	return buf_str(&out);
}

static struct str quote_of(struct reader *r, xmlNode *node)
{
	struct str body = blocks_of(r, node), line;
	struct buf out = {.arena = r->arena};

	while (str_cut(&body, '\n', &line)) {
		buf_text(&out, out.len ? "\n> " : "> ");
		buf_add(&out, line);
	}
	return buf_str(&out);
}

static struct str code_of(struct reader *r, xmlNode *node)
{
	struct str text = content_of(r, node);
	size_t start = 0, end = text.len;

	while (start < end && text.ptr[start] == '\n')
		start++;
	while (end > start && strchr(" \t\r\n", text.ptr[end - 1]))
		end--;
	text = str_sub(text, start, end - start);
	return str_format(r->arena, "```\n%.*s\n```", STR_ARG(text));
}

/* ---- tables ---- */

struct grid {
	xmlNode **cells; /* row by row, COLUMNS_MOST each */
	size_t *counts;
	size_t rows, capacity, count_capacity;
	size_t columns;
	bool head;
};

static void add_row(struct reader *r, struct grid *grid, xmlNode *row)
{
	size_t at = grid->rows, n = 0;
	xmlNode **cells = NEW_ARRAY(r->arena, COLUMNS_MOST, xmlNode *);

	for (xmlNode *c = row->children; c; c = c->next) {
		if (!is_named(c, "td") && !is_named(c, "th"))
			continue;
		if (n == COLUMNS_MOST) {
			lose(r, _("columns of a wide table"));
			break;
		}
		grid->head = grid->head || (!at && is_named(c, "th"));
		if (attribute(r, c, "rowspan").len ||
			attribute(r, c, "colspan").len)
			lose(r, _("cells of a table that are joined"));
		cells[n++] = c;
	}
	if (!n)
		return;
	*PUSH(r->arena, grid->counts, at, grid->count_capacity) = n;
	for (size_t i = 0; i < COLUMNS_MOST; i++) {
		size_t index = grid->rows * COLUMNS_MOST + i;

		*PUSH(r->arena, grid->cells, index, grid->capacity) = cells[i];
	}
	grid->rows++;
	grid->columns = n > grid->columns ? n : grid->columns;
}

static void find_rows(struct reader *r, struct grid *grid, xmlNode *node)
{
	static const char *const groups[] = {"thead", "tbody", "tfoot", NULL};

	for (xmlNode *c = node->children; c; c = c->next)
		if (is_named(c, "tr"))
			add_row(r, grid, c);
		else if (is_one_of(c, groups))
			find_rows(r, grid, c);
}

/* A cell is one line. */
static struct str cell_of(struct reader *r, xmlNode *cell)
{
	struct str text = cell ? blocks_of(r, cell) : STR("");
	struct buf out = {.arena = r->arena};

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '\n' && i && text.ptr[i - 1] == '\\')
			out.ptr[out.len - 1] = ' ';
		else
			buf_char(&out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
	return buf_str(&out);
}

static void put_row(
	struct reader *r, struct buf *out, const struct grid *grid, size_t row)
{
	buf_char(out, '|');
	for (size_t i = 0; i < grid->columns; i++) {
		xmlNode *cell = row < grid->rows && i < grid->counts[row]
			? grid->cells[row * COLUMNS_MOST + i]
			: NULL;

		buf_format(out, " %.*s |", STR_ARG(cell_of(r, cell)));
	}
}

/* The style of the cell at its head, QTI's class for it, or "align" of older
 * pages. */
static const char *rule_of(struct reader *r, xmlNode *cell)
{
	static const struct {
		const char *style, *class, *align, *rule;
	} rules[] = {{"text-align:left", "qti-align-left", "left", ":---|"},
		{"text-align:center", "qti-align-center", "center", ":---:|"},
		{"text-align:right", "qti-align-right", "right", "---:|"}};
	struct str style = attribute(r, cell, "style");
	struct str align = attribute(r, cell, "align");
	struct str class = attribute(r, cell, "class");
	struct buf packed = {.arena = r->arena};

	for (size_t i = 0; i < style.len; i++)
		if (style.ptr[i] != ' ')
			buf_char(&packed, style.ptr[i]);
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (str_is(align, rules[i].align) ||
			has_class(class, rules[i].class) ||
			str_find(buf_str(&packed), rules[i].style, 0) !=
				SIZE_MAX)
			return rules[i].rule;
	return "---|";
}

static struct str table_of(struct reader *r, xmlNode *node)
{
	struct grid grid = {0};
	struct buf out = {.arena = r->arena};

	find_rows(r, &grid, node);
	if (!grid.rows)
		return blocks_of(r, node);
	put_row(r, &out, &grid, grid.head ? 0 : SIZE_MAX);
	buf_text(&out, "\n|");
	for (size_t i = 0; i < grid.columns; i++)
		buf_text(&out,
			i < grid.counts[0] ? rule_of(r, grid.cells[i])
					   : "---|");
	for (size_t row = grid.head; row < grid.rows; row++) {
		buf_char(&out, '\n');
		put_row(r, &out, &grid, row);
	}
	return buf_str(&out);
}

/* ---- all of it ---- */

static struct str heading_of(struct reader *r, xmlNode *node)
{
	struct buf run = {.arena = r->arena};
	struct str text;

	put_children(r, &run, node);
	text = paragraph(r, &run);
	if (!text.len || str_find(text, "\n", 0) != SIZE_MAX)
		return text;
	return str_format(r->arena, "%.*s %.*s", node->name[1] - '0', "######",
		STR_ARG(text));
}

static struct str block_of(struct reader *r, xmlNode *node)
{
	static const char *const lists[] = {"ul", "ol", "menu", "dir", NULL};

	if (is_one_of(node, lists))
		return list_of(r, node);
	if (is_named(node, "blockquote"))
		return quote_of(r, node);
	if (is_named(node, "pre"))
		return code_of(r, node);
	if (is_named(node, "table"))
		return table_of(r, node);
	if (is_named(node, "hr"))
		return STR("---");
	if (node->name[0] == 'h' && node->name[1] >= '1' &&
		node->name[1] <= '6' && !node->name[2])
		return heading_of(r, node);
	return blocks_of(r, node);
}

/* Whether blocks lie below an inline element, as in <b><p>…</p></b>. */
static bool holds_blocks(const xmlNode *node, int depth)
{
	for (const xmlNode *c = node->children; c && depth < DEPTH_MOST;
		c = c->next)
		if (is_one_of(c, blocks) || holds_blocks(c, depth + 1))
			return true;
	return false;
}

static void put_blocks(struct reader *r, struct buf *out, xmlNode *first)
{
	struct buf run = {.arena = r->arena};

	for (xmlNode *node = first; node; node = node->next) {
		bool block = is_one_of(node, blocks);

		if (is_gone(r, node))
			continue;
		if (!block && !holds_blocks(node, 0)) {
			put_inline(r, &run, node);
			continue;
		}
		put_block(out, paragraph(r, &run));
		put_block(out, block ? block_of(r, node) : blocks_of(r, node));
	}
	put_block(out, paragraph(r, &run));
}

static struct str convert(struct reader *r, htmlDocPtr doc)
{
	struct buf out = {.arena = r->arena};

	put_blocks(r, &out, xmlDocGetRootElement(doc));
	return escape_settle(r->arena, buf_str(&out));
}

/* A text without tags and entities, or paragraphs of such texts: what most
 * texts of other programs are. False: it is something else. */
static bool convert_simple(
	struct reader *r, struct str html, struct str *result)
{
	struct buf out = {.arena = r->arena}, run = {.arena = r->arena};
	struct str rest = str_trim(html);

	if (memchr(html.ptr ? html.ptr : "", '&', html.len) ||
		utf8_invalid(html) != SIZE_MAX)
		return false;
	while (rest.len) {
		bool tagged = str_starts(rest, "<p>");
		size_t end;

		if (tagged)
			rest = str_sub(rest, 3, rest.len);
		end = str_find(rest, "<", 0);
		if (end != SIZE_MAX &&
			(!tagged || !str_starts(str_sub(rest, end, 4), "</p>")))
			return false;
		put_text(&run,
			str_trim(str_sub(
				rest, 0, end == SIZE_MAX ? rest.len : end)));
		put_block(&out, str_trim(buf_str(&run)));
		run.len = 0;
		rest = end == SIZE_MAX
			? STR("")
			: str_trim(str_sub(rest, end + 4, rest.len));
	}
	*result = escape_settle(r->arena, buf_str(&out));
	return true;
}

struct str markup_from_html(struct arena *arena, struct str html,
	const struct html_reading *reading)
{
	static const struct html_reading none;
	struct reader r = {
		.arena = arena, .reading = reading ? reading : &none};
	struct str text = str_sub(html, 0, HTML_LIMIT), whole;
	htmlDocPtr doc;
	struct str out;

	if (html.len > HTML_LIMIT)
		lose(&r, _("what is beyond a megabyte of text"));
	if (convert_simple(&r, text, &out))
		return out;
	/* One root, whatever the fragment begins with. */
	whole = str_format(arena, "<div>%.*s</div>", STR_ARG(text));
	doc = htmlReadMemory(whole.ptr, (int)whole.len, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED);
	if (!doc)
		return markup_escape(arena, text, true);
	out = convert(&r, doc);
	xmlFreeDoc(doc);
	return out;
}
