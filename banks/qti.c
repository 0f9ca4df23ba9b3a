#include "banks/qti.h"

#include <math.h>

#include "banks/qti_parts.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* ---- an item ---- */

/* How many stand within lines of the body. */
static size_t count_inline(const struct xml_node *node)
{
	size_t count = 0;

	for (const struct xml_node *c = node->child; c; c = c->next) {
		if (qti_is(c, "textEntryInteraction") || qti_is(c, "gap"))
			count++;
		if (qti_is(c, "inlineChoiceInteraction"))
			count += 2;
		count += count_inline(c);
	}
	return count;
}

static void take_feedback(struct qti_item *item, struct question *q)
{
	const struct xml_node *m = NULL;
	struct buf all = {.arena = item->f->arena};

	while ((m = qti_next(item->root, m, "modalFeedback"))) {
		struct str text = qti_text(item, m);

		if (item->fields &&
			str_is(qti_attribute(m, "identifier"), "SOLUTION")) {
			q->solution = text;
			continue;
		}
		if (text.len && all.len)
			buf_text(&all, "\n\n");
		buf_add(&all, text);
	}
	q->feedback = buf_str(&all);
	if (all.len && !item->fields)
		foreign_loss(item->f,
			_("when feedback is shown; all of it stands together"));
}

/* The most that can be had, where the item says so. */
static long points_of(const struct qti_item *item)
{
	const struct xml_node *o = NULL;
	double value;

	while ((o = qti_next(item->root, o, "outcomeDeclaration"))) {
		struct str id = qti_attribute(o, "identifier");
		struct str most = qti_attribute(o, "normalMaximum");

		if (str_is(id, "SCORE") && str_to_double(most, &value) &&
			value > 0 && value <= 1000)
			return lround(value * POINT);
		if (str_is(id, "MAXSCORE") && qti_child(o, "defaultValue") &&
			str_to_double(qti_words(item->f->arena,
					      qti_child(o, "defaultValue")),
				&value) &&
			value > 0 && value <= 1000)
			return lround(value * POINT);
	}
	return 0;
}

static void take_identity(struct qti_item *item, struct question *q)
{
	struct str id = qti_attribute(item->root, "identifier");
	struct str title =
		utf8_nfc(item->f->arena, qti_attribute(item->root, "title"));

	if (question_id_sound(id))
		q->id = id;
	else if (id.len)
		foreign_loss(item->f, _("the id '%.*s'"), STR_ARG(id));
	if (!str_equal(title, q->id))
		q->source = title;
	q->points = points_of(item);
	/* One point is what most items say. */
	if (q->points == POINT)
		q->points = 0;
}

static bool is_generated(const struct qti_item *item)
{
	return qti_child(item->root, "templateDeclaration") &&
		qti_below(item->root, "printedVariable");
}

static bool read_item(
	struct foreign *f, const struct xml_node *root, struct error *err)
{
	struct qti_item *item = NEW(f->arena, struct qti_item);
	const struct xml_node *body = qti_child(root, "itemBody");
	struct question q = question_empty();
	size_t faults = f->report->levels[REPORT_ERROR];

	f->line = root->line;
	item->f = f;
	item->root = root;
	item->solution.arena = f->arena;
	if (!body || is_generated(item)) {
		foreign_fault(f, "%s",
			body ? _("an item made anew from a template each time "
				 "it is shown")
			     : _("an item without a body"));
		return true;
	}
	item->fields = qti_fields_in(body);
	if (item->fields)
		item->passage = qti_passage_in(body);
	item->inlined = count_inline(body) > 1 ||
		str_is(qti_field(item, "dethi-type"), "cloze") ||
		qti_below(body, "gapMatchInteraction") != NULL;
	qti_read_declarations(item);
	qti_read_rule(item);
	take_identity(item, &q);
	q.stem = qti_text(item, body);
	/* Nothing but what to choose from: the title is the question. */
	if (!q.stem.len) {
		q.stem = foreign_markdown(f, q.source, FOREIGN_PLAIN);
		q.source = STR("");
	}
	if (item->solution.len)
		q.solution = foreign_markdown(
			f, buf_str(&item->solution), FOREIGN_HTML);
	if (!qti_question(item, &q))
		return true;
	take_feedback(item, &q);
	if (!qti_take_fields(item, &q, err))
		return false;
	return f->report->levels[REPORT_ERROR] > faults ||
		foreign_put(f, &q, err);
}

/* ---- a file ---- */

static const char *const roots[] = {
	"assessmentItem", "qti-assessment-item", NULL};

static int recognise(struct str text)
{
	struct arena *arena;
	int certainty = 0;

	if (str_find(str_sub(text, 0, 64 * 1024), "ssessment", 0) == SIZE_MAX)
		return 0;
	arena = arena_new();
	for (size_t i = 0; roots[i]; i++)
		if (str_is(xml_root(arena, text), roots[i]))
			certainty = 95;
	arena_free(arena);
	return certainty;
}

static bool read_all(
	struct foreign *f, struct xml *xml, const char *name, struct error *err)
{
	for (;;) {
		struct arena_mark mark = arena_mark(f->arena);
		const struct xml_node *node;

		if (!xml_next(xml, f->arena, name, &node, err))
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
	struct str root = xml_root(f.arena, text);
	const char *name =
		str_is(root, "qti-assessment-item") ? roots[1] : roots[0];
	struct xml *xml = xml_open(arena, file, text);
	bool worked = read_all(&f, xml, name, err);

	xml_close(xml);
	arena_free(f.arena);
	return worked;
}

static const char *const endings[] = {NULL};

const struct format format_qti = {
	.name = "qti",
	.label = N_("QTI items 2.1, 2.2, 3.0 (XML)"),
	.endings = endings,
	.recognise = recognise,
	.read = read,
};
