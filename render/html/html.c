#include "render/html/html.h"

#include "base/base64.h"
#include "base/image.h"
#include "base/math/math.h"
#include "render/html/svg.h"

static void put_children(struct html *h, const struct markup *node);
static void put_inlines(struct html *h, const struct markup *node);

void html_raw(struct html *h, const char *text)
{
	buf_text(&h->out, text);
}

void html_format(struct html *h, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vformat(&h->out, format, args);
	va_end(args);
}

void html_text(struct html *h, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		switch (text.ptr[i]) {
		case '&':
			html_raw(h, "&amp;");
			break;
		case '<':
			html_raw(h, "&lt;");
			break;
		case '>':
			html_raw(h, "&gt;");
			break;
		case '"':
			html_raw(h, "&quot;");
			break;
		case '\'':
			html_raw(h, "&#39;");
			break;
		default:
			buf_char(&h->out, text.ptr[i]);
		}
}

/* ---- within a line ---- */

static void put_formula(struct html *h, struct str tex, bool display)
{
	struct math_options options = {.decimal_comma = *h->language == 'v'};
	const struct math *math =
		math_parse(h->out.arena, str_trim(tex), &options, NULL);

	html_raw(h, display ? "<div class=\"formula\">" : "");
	buf_add(&h->out,
		math_to_mathml(h->out.arena, math, display,
			math_to_speech(h->out.arena, math, h->language)));
	html_raw(h, display ? "</div>" : "");
}

static const struct media *find_media(const struct html *h, struct str name)
{
	for (size_t i = 0; i < h->media_count; i++)
		if (str_equal(h->media[i].name, name))
			return &h->media[i];
	return NULL;
}

/* Only what cannot run: an SVG may hold scripts. */
static const char *picture_type(struct str bytes)
{
	if (str_starts(bytes, "\x89PNG\r\n"))
		return "image/png";
	if (image_is_gif(bytes))
		return "image/gif";
	return str_starts(bytes, "\xff\xd8\xff") ? "image/jpeg" : NULL;
}

/* Figures on a screen are drawn for text of this size. */
static const float drawn_for = 12;

static void put_picture(struct html *h, const struct markup *node)
{
	const struct media *media = find_media(h, node->url);
	const char *type = media ? picture_type(media->bytes) : NULL;
	const struct picture *figure = picture_find(h->figures, node->url);

	if (figure && figure->sketch) {
		svg_sketch(h, figure->sketch, drawn_for, node->text);
		return;
	}

	if (!type) {
		html_raw(h, "<em class=\"missing\">[");
		html_text(h, node->text.len ? node->text : node->url);
		html_raw(h, "]</em>");
		return;
	}
	html_format(h, "<img alt=\"");
	html_text(h, node->text);
	html_raw(h, "\"");
	if (node->level)
		html_format(h, " class=\"w%d\"", (node->level + 9) / 10 * 10);
	html_format(h, " src=\"data:%s;base64,", type);
	buf_add(&h->out, base64_encode(h->out.arena, media->bytes));
	html_raw(h, "\">");
}

static void put_link(struct html *h, const struct markup *node)
{
	html_raw(h, "<a rel=\"noreferrer noopener\" target=\"_blank\" href=\"");
	html_text(h, node->url);
	html_raw(h, "\">");
	put_children(h, node);
	html_raw(h, "</a>");
}

static void put_gap(struct html *h, const struct markup *node)
{
	if (h->gap)
		h->gap(h, node->level, h->ctx);
	else
		html_raw(h, "<span class=\"blank\"></span>");
}

static const char *const tags[MARKUP_KINDS] = {
	[MARKUP_PARAGRAPH] = "p",
	[MARKUP_ITEM] = "li",
	[MARKUP_QUOTE] = "blockquote",
	[MARKUP_EMPHASIS] = "em",
	[MARKUP_STRONG] = "strong",
	[MARKUP_STRIKE] = "s",
	[MARKUP_UNDERLINE] = "u",
	[MARKUP_CODE] = "code",
};

static void put_tagged(struct html *h, const struct markup *node)
{
	html_format(h, "<%s>", tags[node->kind]);
	html_text(h, node->text);
	put_children(h, node);
	html_format(h, "</%s>", tags[node->kind]);
}

/* ---- blocks ---- */

static void put_list(struct html *h, const struct markup *node)
{
	if (node->start < 0)
		html_raw(h, "<ul>");
	else
		html_format(h, "<ol start=\"%d\">", node->start);
	put_children(h, node);
	html_raw(h, node->start < 0 ? "</ul>" : "</ol>");
}

static void put_cells(struct html *h, const struct markup *row)
{
	static const char *const aligns[] = {
		[ALIGN_NONE] = "",
		[ALIGN_LEFT] = " class=\"to-left\"",
		[ALIGN_CENTER] = " class=\"to-center\"",
		[ALIGN_RIGHT] = " class=\"to-right\"",
	};
	const char *tag = row->level ? "th" : "td";

	html_raw(h, "<tr>");
	for (const struct markup *c = row->child; c; c = c->next) {
		html_format(h, "<%s%s>", tag, aligns[c->align]);
		put_children(h, c);
		html_format(h, "</%s>", tag);
	}
	html_raw(h, "</tr>");
}

/* A wide one scrolls by itself. */
static void put_table(struct html *h, const struct markup *node)
{
	html_raw(h, "<div class=\"table\" tabindex=\"0\"><table>");
	for (const struct markup *row = node->child; row; row = row->next)
		put_cells(h, row);
	html_raw(h, "</table></div>");
}

static void put_code(struct html *h, const struct markup *node)
{
	html_raw(h, "<pre tabindex=\"0\"><code>");
	html_text(h, node->text);
	html_raw(h, "</code></pre>");
}

static void put_node(struct html *h, const struct markup *node)
{
	switch (node->kind) {
	case MARKUP_MATH:
	case MARKUP_DISPLAY:
		put_formula(h, node->text, node->kind == MARKUP_DISPLAY);
		break;
	case MARKUP_LINK:
		put_link(h, node);
		break;
	case MARKUP_IMAGE:
		put_picture(h, node);
		break;
	case MARKUP_BREAK:
		html_raw(h, "<br>");
		break;
	case MARKUP_GAP:
		put_gap(h, node);
		break;
	case MARKUP_RULE:
		html_raw(h, "<hr>");
		break;
	case MARKUP_HEADING:
		html_raw(h, "<p class=\"heading\">");
		put_children(h, node);
		html_raw(h, "</p>");
		break;
	case MARKUP_LIST:
		put_list(h, node);
		break;
	case MARKUP_CODE_BLOCK:
		put_code(h, node);
		break;
	case MARKUP_TABLE:
		put_table(h, node);
		break;
	default:
		if (tags[node->kind]) {
			put_tagged(h, node);
			break;
		}
		html_text(h, node->text);
		put_children(h, node);
	}
}

static void put_children(struct html *h, const struct markup *node)
{
	for (const struct markup *i = node->child; i; i = i->next)
		put_node(h, i);
}

void html_markup(struct html *h, struct str text)
{
	put_children(h, markup_parse(h->out.arena, text));
}

/* Of blocks their inlines, with a break between. */
static void put_inlines(struct html *h, const struct markup *node)
{
	for (const struct markup *i = node->child; i; i = i->next) {
		if (i->kind >= MARKUP_TEXT || i->kind == MARKUP_TABLE ||
			i->kind == MARKUP_CODE_BLOCK || i->kind == MARKUP_LIST)
			put_node(h, i);
		else
			put_inlines(h, i);
		if (i->kind < MARKUP_TEXT && i->next)
			html_raw(h, "<br>");
	}
}

void html_inline(struct html *h, struct str text)
{
	put_inlines(h, markup_parse(h->out.arena, text));
}
