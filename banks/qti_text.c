#include "banks/filebase.h"
#include "banks/qti_parts.h"
#include "base/i18n.h"
#include "base/markup/html.h"
#include "base/utf8.h"

/* Bodies as HTML, and that as Markdown: what is asked stands in it as a gap, or
 * is noted and left out. */

/* What no converter touches. */
#define GAP "QTIGAP"

static void put_node(
	struct qti_item *item, struct buf *out, const struct xml_node *node);

static void put_children(
	struct qti_item *item, struct buf *out, const struct xml_node *node)
{
	if (!node->child)
		html_escape(out, node->text);
	for (const struct xml_node *c = node->child; c; c = c->next)
		put_node(item, out, c);
}

static bool ends_with(const char *name, const char *end)
{
	size_t len = strlen(name), tail = strlen(end);

	return len > tail && !strcmp(name + len - tail, end);
}

static bool is_interaction(const struct xml_node *node)
{
	return ends_with(node->name, "Interaction") ||
		ends_with(node->name, "-interaction");
}

static void note_gap(struct qti_item *item, struct buf *out,
	const struct xml_node *node, const struct xml_node **nodes)
{
	if (item->gaps == QTI_INTERACTIONS)
		return;
	nodes[item->gaps++] = node;
	buf_format(out, GAP "%zu" GAP, item->gaps);
}

static void note_interaction(
	struct qti_item *item, struct buf *out, const struct xml_node *node)
{
	const struct xml_node *prompt = qti_child(node, "prompt");

	if (qti_is(node, "endAttemptInteraction") ||
		item->interaction_count == QTI_INTERACTIONS)
		return;
	item->interactions[item->interaction_count++] = node;
	if (qti_is(node, "textEntryInteraction") ||
		qti_is(node, "inlineChoiceInteraction")) {
		note_gap(item, out, node, item->gap_nodes);
		return;
	}
	if (prompt) {
		buf_text(out, "<div>");
		put_children(item, out, prompt);
		buf_text(out, "</div>");
	}
	/* Its text with the gaps is part of what is asked. */
	for (const struct xml_node *c = node->child;
		qti_is(node, "gapMatchInteraction") && c; c = c->next)
		if (!qti_is(c, "prompt") && !qti_is(c, "gapText") &&
			!qti_is(c, "gapImg"))
			put_node(item, out, c);
}

/* For pupils, or for who marks. */
static void put_rubric(
	struct qti_item *item, struct buf *out, const struct xml_node *node)
{
	struct str view = qti_attribute(node, "view");

	if (node == item->fields)
		return;
	if (!view.len || str_find(view, "candidate", 0) != SIZE_MAX)
		put_children(item, out, node);
	else
		put_children(item, &item->solution, node);
}

static bool is_one_of(const struct xml_node *node, const char *const *names)
{
	for (size_t i = 0; names[i]; i++)
		if (qti_is(node, names[i]))
			return true;
	return false;
}

static void put_attributes(struct buf *out, const struct xml_node *node)
{
	static const char *const kept[] = {"src", "alt", "href", "width",
		"height", "colspan", "rowspan", "start", "display", "encoding",
		"mathvariant", "open", "close", "separators", "data", "type",
		"align", "class", "style", NULL};

	for (const struct xml_attribute *a = node->attributes; a; a = a->next)
		for (size_t i = 0; kept[i]; i++)
			if (!strcmp(a->name, kept[i])) {
				buf_format(out, " %s=\"", kept[i]);
				html_escape(out, a->value);
				buf_char(out, '"');
			}
}

static void put_element(
	struct qti_item *item, struct buf *out, const struct xml_node *node)
{
	static const char *const empty[] = {"img", "br", "hr", "col", NULL};

	buf_format(out, "<%s", node->name);
	put_attributes(out, node);
	buf_char(out, '>');
	if (is_one_of(node, empty))
		return;
	put_children(item, out, node);
	buf_format(out, "</%s>", node->name);
}

static void put_node(
	struct qti_item *item, struct buf *out, const struct xml_node *node)
{
	static const char *const dropped[] = {
		"prompt", "stylesheet", "infoControl", "catalogInfo", NULL};
	static const char *const told[] = {"feedbackBlock", "feedbackInline",
		"templateBlock", "templateInline", "printedVariable", NULL};
	static const char *const open[] = {
		"itemBody", "contentBody", "stimulusBody", NULL};

	if (!*node->name)
		html_escape(out, node->text);
	else if (is_interaction(node))
		note_interaction(item, out, node);
	else if (qti_is(node, "gap"))
		note_gap(item, out, node, item->gap_nodes);
	else if (qti_is(node, "rubricBlock"))
		put_rubric(item, out, node);
	else if (node == item->feedback || node == item->passage)
		return;
	else if (is_one_of(node, told))
		foreign_loss(item->f, "<%s>", node->name);
	else if (is_one_of(node, open))
		put_children(item, out, node);
	else if (!is_one_of(node, dropped))
		put_element(item, out, node);
}

static struct str picture(void *ctx, struct str address)
{
	struct qti_item *item = ctx;

	return str_starts(address, "data:")
		? STR("")
		: filebase_path(item->f->arena, address);
}

static void tell(void *ctx, const char *what)
{
	struct qti_item *item = ctx;

	foreign_loss(item->f, "%s", what);
}

/* Gaps of a cloze as {{1}}; of a short answer a line to write on. */
static struct str with_gaps(struct qti_item *item, struct str text)
{
	size_t at, from = 0, len = strlen(GAP);
	struct buf out = {.arena = item->f->arena};

	while ((at = str_find(text, GAP, from)) != SIZE_MAX) {
		size_t end = str_find(text, GAP, at + len);

		if (end == SIZE_MAX)
			break;
		buf_add(&out, str_sub(text, from, at - from));
		if (item->inlined)
			buf_format(&out, "{{%.*s}}",
				STR_ARG(str_sub(
					text, at + len, end - at - len)));
		else
			buf_text(&out, " ____ ");
		from = end + len;
	}
	buf_add(&out, str_sub(text, from, text.len));
	return str_trim(buf_str(&out));
}

static struct str to_markdown(struct qti_item *item, struct buf *html)
{
	const struct html_reading reading = {
		.ctx = item, .picture = picture, .loss = tell};

	return with_gaps(item,
		markup_from_html(item->f->arena,
			utf8_nfc(item->f->arena, buf_str(html)), &reading));
}

struct str qti_text(struct qti_item *item, const struct xml_node *node)
{
	struct buf html = {.arena = item->f->arena};

	if (!node)
		return STR("");
	put_children(item, &html, node);
	return to_markdown(item, &html);
}

struct str qti_plain(struct qti_item *item, const struct xml_node *node)
{
	return utf8_nfc(item->f->arena, qti_words(item->f->arena, node));
}
