#include "banks/qti1.h"

#include <math.h>

#include "banks/filebase.h"
#include "banks/qti1_parts.h"
#include "base/i18n.h"
#include "base/markup/html.h"
#include "base/percent.h"
#include "base/utf8.h"

/* ---- nodes ---- */

const struct xml_node *qti1_below(const struct xml_node *node, const char *name)
{
	for (const struct xml_node *c = node ? node->child : NULL; c;
		c = c->next) {
		const struct xml_node *found =
			strcmp(c->name, name) ? qti1_below(c, name) : c;

		if (found)
			return found;
	}
	return NULL;
}

/* Canvas says qtimetadatafield, with a label and an entry. */
static struct str field_in(const struct xml_node *node, const char *label)
{
	struct str found = STR("");

	for (const struct xml_node *c = node ? node->child : NULL;
		c && !found.len; c = c->next)
		found = strcmp(c->name, "qtimetadatafield") ? field_in(c, label)
			: str_is(node_text(c, "fieldlabel"), label)
			? node_text(c, "fieldentry")
			: found;
	return found;
}

struct str qti1_field(const struct xml_node *item, const char *label)
{
	return field_in(node_child(item, "itemmetadata"), label);
}

/* ---- texts ---- */

/* Within a package: what Canvas and Common Cartridge write before the path, and
 * the folder of the question's own pictures. */
static struct str picture(void *ctx, struct str address)
{
	struct foreign *f = ctx;
	struct str path = filebase_path(f->arena, address);

	if (str_starts(address, "data:"))
		return STR("");
	if (!filebase_has(address))
		return str_starts(address, "http:") ||
				str_starts(address, "https:")
			? address
			: percent_decode(f->arena, address);
	if (f->pictures.len &&
		str_starts(path, str_cstr(f->arena, f->pictures)))
		path = str_sub(path, f->pictures.len, path.len);
	return path;
}

static void tell(void *ctx, const char *what)
{
	foreign_loss(ctx, "%s", what);
}

static void put_picture(struct buf *out, const struct xml_node *node)
{
	buf_text(out, "<img src=\"");
	html_escape(out, node_attribute(node, "uri"));
	buf_text(out, "\" alt=\"\">");
}

static bool is_response(const struct xml_node *node)
{
	return !strncmp(node->name, "response_", 9) &&
		strcmp(node->name, "response_label") != 0;
}

/* Canvas says truly what is plain; others say so of anything. */
static bool is_plain(const struct foreign *f, const struct xml_node *text)
{
	return f->plain &&
		str_is(node_attribute(text, "texttype"), "text/plain");
}

/* Tags that stand in the text as elements, not escaped as Canvas does. */
static void put_elements(struct buf *out, const struct xml_node *node)
{
	if (!node->child)
		html_escape(out, node->text);
	for (const struct xml_node *c = node->child; c; c = c->next) {
		if (!*c->name) {
			html_escape(out, c->text);
			continue;
		}
		buf_format(out, "<%s", c->name);
		for (const struct xml_attribute *a = c->attributes; a;
			a = a->next) {
			buf_format(out, " %s=\"", a->name);
			html_escape(out, a->value);
			buf_char(out, '"');
		}
		buf_char(out, '>');
		put_elements(out, c);
		if (strcmp(c->name, "img") && strcmp(c->name, "br") &&
			strcmp(c->name, "hr"))
			buf_format(out, "</%s>", c->name);
	}
}

static bool has_elements(const struct xml_node *node)
{
	for (const struct xml_node *c = node->child; c; c = c->next)
		if (*c->name)
			return true;
	return false;
}

/* Material within, one after the other, as HTML. */
static void put_material(
	const struct foreign *f, struct buf *out, const struct xml_node *node)
{
	for (const struct xml_node *c = node->child; c; c = c->next) {
		bool html = str_find(node_attribute(c, "texttype"), "html",
				    0) != SIZE_MAX;

		if (!strcmp(c->name, "mattext")) {
			buf_text(out, "<div>");
			if (has_elements(c))
				put_elements(out, c);
			else if (html ||
				(!is_plain(f, c) && html_is_likely(c->text)))
				buf_add(out, c->text);
			else
				html_escape(out, c->text);
			buf_text(out, "</div>");
		} else if (!strcmp(c->name, "matimage")) {
			put_picture(out, c);
		} else if (!is_response(c)) {
			put_material(f, out, c);
		}
	}
}

static struct str to_markdown(struct foreign *f, struct str html)
{
	const struct html_reading reading = {
		.ctx = f, .picture = picture, .loss = tell};

	return str_trim(
		markup_from_html(f->arena, utf8_nfc(f->arena, html), &reading));
}

struct str qti1_text(struct foreign *f, const struct xml_node *node)
{
	struct buf html = {.arena = f->arena};

	if (!node)
		return STR("");
	put_material(f, &html, node);
	return to_markdown(f, buf_str(&html));
}

struct str qti1_plain(struct foreign *f, const struct xml_node *node)
{
	struct buf html = {.arena = f->arena};

	if (!node)
		return STR("");
	put_material(f, &html, node);
	return str_trim(foreign_plain(f, buf_str(&html), FOREIGN_HTML));
}

/* "response_color" answers "[color]". */
static struct str gap_name(struct arena *arena, const struct xml_node *response)
{
	struct str id = node_attribute(response, "ident");

	if (str_starts(id, "response_"))
		id = str_sub(id, 9, id.len);
	return str_format(arena, "[%.*s]", STR_ARG(id));
}

static size_t gap_at(const struct qti1_item *item, struct str rest, size_t *len)
{
	for (size_t i = 0; i < item->response_count; i++) {
		struct str name = gap_name(item->f->arena, item->responses[i]);

		*len = name.len;
		if (name.len > 2 &&
			str_starts(rest, str_cstr(item->f->arena, name)))
			return i;
	}
	return SIZE_MAX;
}

struct str qti1_gaps(struct qti1_item *item, size_t *count, size_t *which)
{
	struct arena *arena = item->f->arena;
	struct buf html = {.arena = arena}, marked = {.arena = arena};
	struct buf out = {.arena = arena};
	struct str text;

	*count = 0;
	put_material(item->f, &html, node_child(item->root, "presentation"));
	text = buf_str(&html);
	for (size_t at = 0; at < text.len; at++) {
		size_t len,
			i = text.ptr[at] == '['
			? gap_at(item, str_sub(text, at, text.len), &len)
			: SIZE_MAX;

		if (i == SIZE_MAX || *count == QTI1_RESPONSES) {
			buf_char(&marked, text.ptr[at]);
			continue;
		}
		which[(*count)++] = i;
		buf_format(&marked, "QTIGAP%zuQTIGAP", *count);
		at += len - 1;
	}
	text = to_markdown(item->f, buf_str(&marked));
	for (size_t at = 0; at < text.len;) {
		struct str rest = str_sub(text, at, text.len);
		size_t end = str_starts(rest, "QTIGAP")
			? str_find(rest, "QTIGAP", 6)
			: SIZE_MAX;

		if (end == SIZE_MAX) {
			buf_char(&out, text.ptr[at++]);
			continue;
		}
		buf_format(
			&out, "{{%.*s}}", STR_ARG(str_sub(rest, 6, end - 6)));
		at += end + 6;
	}
	return buf_str(&out);
}

/* ---- an item ---- */

/* What was left blank in the editor: material with nothing in it. */
static bool is_blank(const struct xml_node *node)
{
	for (const struct xml_node *c = node->child; c; c = c->next)
		if (str_trim(c->text).len ||
			(*c->name && strcmp(c->name, "mattext") &&
				strcmp(c->name, "material") &&
				strncmp(c->name, "flow", 4)) ||
			!is_blank(c))
			return false;
	return true;
}

/* Copies, linked one after the other; *end is where the next goes. Blank ones
 * are no answers. */
static const struct xml_node **add_labels(struct foreign *f,
	const struct xml_node *node, const struct xml_node **end)
{
	struct arena *arena = f->arena;

	for (const struct xml_node *c = node->child; c; c = c->next) {
		struct xml_node *label;

		if (strcmp(c->name, "response_label")) {
			end = add_labels(f, c, end);
			continue;
		}
		if (node_child(c, "material") && is_blank(c)) {
			foreign_loss(
				f, "%s", _("an answer with nothing in it"));
			continue;
		}
		label = arena_copy(arena, c, sizeof *c);
		label->next = NULL;
		*end = label;
		end = &label->next;
	}
	return end;
}

static void find_responses(struct qti1_item *item, const struct xml_node *node)
{
	for (const struct xml_node *c = node ? node->child : NULL; c;
		c = c->next)
		if (!is_response(c))
			find_responses(item, c);
		else if (item->response_count < QTI1_RESPONSES) {
			size_t i = item->response_count++;

			item->responses[i] = c;
			(void)add_labels(item->f, c, &item->labels[i]);
		}
}

static void tell_feedback(
	struct qti1_item *item, const char *format, struct str text)
{
	if (text.len)
		foreign_loss(item->f, format, STR_ARG(text));
}

/* What is said whether the answer is right or wrong is the solution. */
static void take_feedback(struct qti1_item *item, struct question *q)
{
	struct str right = {0}, wrong = {0};

	for (const struct xml_node *c = item->root->child; c; c = c->next) {
		struct str id = node_attribute(c, "ident"), text;

		if (strcmp(c->name, "itemfeedback"))
			continue;
		text = qti1_text(item->f, c);
		if (str_is(id, "general_fb") && text.len)
			q->feedback = text;
		else if (str_is(id, "correct_fb"))
			right = text;
		else if (str_is(id, "general_incorrect_fb"))
			wrong = text;
		else if (str_find(id, "solution", 0) != SIZE_MAX)
			q->solution = text;
	}
	if (right.len && str_equal(right, wrong) && !q->solution.len) {
		q->solution = right;
		return;
	}
	tell_feedback(item, _("feedback to a right answer: %.*s"), right);
	tell_feedback(item, _("feedback to a wrong answer: %.*s"), wrong);
}

static void take_identity(struct qti1_item *item, struct question *q)
{
	struct str id = node_attribute(item->root, "ident");
	struct str title =
		utf8_nfc(item->f->arena, node_attribute(item->root, "title"));
	struct str points = qti1_field(item->root, "points_possible");
	double value;

	if (question_id_sound(id))
		q->id = id;
	else if (id.len)
		foreign_loss(item->f, _("the id '%.*s'"), STR_ARG(id));
	if (!str_equal(title, q->id))
		q->source = title;
	/* One point is what Canvas says of every question. */
	if (str_to_double(points, &value) && value > 0 && value <= 1000)
		q->points = lround(value * POINT) == POINT
			? 0
			: lround(value * POINT);
}

static bool read_item(
	struct foreign *f, const struct xml_node *root, struct error *err)
{
	struct qti1_item *item = NEW(f->arena, struct qti1_item);
	const struct xml_node *asked = node_child(root, "presentation");
	struct question q = question_empty();
	size_t faults = f->report->levels[REPORT_ERROR];

	f->line = root->line;
	item->f = f;
	item->root = root;
	f->pictures = str_format(f->arena, "images/%.*s/",
		STR_ARG(node_attribute(root, "ident")));
	item->type = qti1_field(root, "question_type");
	f->plain = str_ends(item->type, "_question");
	if (!item->type.len)
		item->type = qti1_field(root, "cc_profile");
	find_responses(item, asked);
	qti1_read_conditions(item);
	take_identity(item, &q);
	q.stem = qti1_text(f, asked);
	if (qti1_is_stimulus(item))
		return qti1_put_stimulus(item, q.stem, q.source, err);
	if (!q.stem.len) {
		q.stem = foreign_markdown(f, q.source, FOREIGN_PLAIN);
		q.source = STR("");
	}
	if (!qti1_question(item, &q))
		return true;
	take_feedback(item, &q);
	f->topic = STR("");
	if (!qti1_take_fields(item, &q, err))
		return false;
	return f->report->levels[REPORT_ERROR] > faults ||
		foreign_put(f, &q, err);
}

/* ---- a file ---- */

static int recognise(struct str text)
{
	struct arena *arena;
	int certainty;

	if (str_find(str_sub(text, 0, 64 * 1024), "<questestinterop", 0) ==
		SIZE_MAX)
		return 0;
	arena = arena_new();
	certainty = str_is(xml_root(arena, text), "questestinterop") ? 95 : 0;
	arena_free(arena);
	return certainty;
}

static bool read_all(struct foreign *f, struct xml *xml, struct error *err)
{
	for (;;) {
		struct arena_mark mark = arena_mark(f->arena);
		const struct xml_node *node;

		if (!xml_next(xml, f->arena, "item", &node, err))
			return false;
		if (!node)
			return true;
		if (!read_item(f, node, err))
			return false;
		arena_release(f->arena, mark);
	}
}

static bool read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct foreign f = {.arena = arena_new(),
		.keep = arena,
		.file = file,
		.report = report,
		.sink = sink,
		.column = 1};
	struct xml *xml = xml_open(arena, file, text);
	bool worked = read_all(&f, xml, err);

	xml_close(xml);
	arena_free(f.arena);
	return worked;
}

static const char *const endings[] = {NULL};

const struct format format_qti1 = {
	.name = "qti12",
	.label = N_("QTI 1.2 (XML), as Canvas exports it"),
	.endings = endings,
	.recognise = recognise,
	.read = read,
};
