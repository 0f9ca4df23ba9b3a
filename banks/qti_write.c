#include "banks/package.h"
#include "banks/qti_write_parts.h"

#include <math.h>

#include "base/archive_write.h"
#include "base/i18n.h"
#include "base/markup/html.h"
#include "base/math/math.h"

/* ---- names of 2.1 and 3.0 ---- */

/* "simpleChoice" as "qti-simple-choice", "maxChoices" as "max-choices". */
static void put_kebab(struct buf *out, const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (name[i] >= 'A' && name[i] <= 'Z')
			buf_format(out, "-%c", name[i] - 'A' + 'a');
		else
			buf_char(out, name[i]);
	}
}

static bool is_html(const char *name, size_t length)
{
	static const char *const names[] = {
		"p", "div", "img", "span", "br", "h2", "ul", "li", NULL};

	for (size_t i = 0; names[i]; i++)
		if (strlen(names[i]) == length &&
			!strncmp(names[i], name, length))
			return true;
	return false;
}

static size_t name_length(const char *s)
{
	size_t n = 0;

	while ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z') ||
		(s[n] >= '0' && s[n] <= '9'))
		n++;
	return n;
}

/* In a tag: attributes up to its end. */
static const char *put_attributes(struct buf *out, const char *s)
{
	while (*s && *s != '>') {
		size_t n = name_length(s);

		if (n && s[n] == '=' && s[n + 1] == '"') {
			const char *end = strchr(s + n + 2, '"');

			put_kebab(out, s, n);
			buf_add(out,
				(struct str){s + n, (size_t)(end + 1 - s) - n});
			s = end + 1;
		} else {
			buf_char(out, *s++);
		}
	}
	return s;
}

static void put_three(struct buf *out, const char *s)
{
	while (*s) {
		size_t n;

		buf_char(out, *s);
		if (*s++ != '<')
			continue;
		if (*s == '/')
			buf_char(out, *s++);
		n = name_length(s);
		if (n && !is_html(s, n))
			buf_text(out, "qti-");
		put_kebab(out, s, n);
		s = put_attributes(out, s + n);
	}
}

void qti_put(struct qti_writer *w, const char *format, ...)
{
	struct buf text = {.arena = w->arena};
	va_list args;

	va_start(args, format);
	buf_vformat(&text, format, args);
	va_end(args);
	if (w->three)
		put_three(&w->out, buf_str(&text).ptr);
	else
		buf_add(&w->out, buf_str(&text));
}

struct str qti_escaped(struct qti_writer *w, struct str text)
{
	struct buf out = {.arena = w->arena};

	html_escape(&out, text);
	return buf_str(&out);
}

/* ---- texts ---- */

/* MathML with the TeX that it came from, for who reads it again. */
static void put_formula(
	void *ctx, struct buf *out, struct str tex, bool display)
{
	struct qti_writer *w = ctx;
	const struct math_options options = {.decimal_comma = w->vietnamese};
	struct str math = math_to_mathml(w->arena,
		math_parse(w->arena, tex, &options, NULL), display, STR(""));
	size_t open = str_find(math, ">", 0);

	if (open == SIZE_MAX || !str_ends(math, "</math>")) {
		html_escape(out, tex);
		return;
	}
	buf_text(out, "<math");
	buf_add(out, str_sub(math, strlen("<math"), open - strlen("<math")));
	buf_text(out, "><semantics><mrow>");
	buf_add(out,
		str_sub(math, open + 1,
			math.len - open - 1 - strlen("</math>")));
	buf_text(out, "</mrow><annotation encoding=\"application/x-tex\">");
	html_escape(out, tex);
	buf_text(out, "</annotation></semantics></math>");
}

/* The gap's interaction goes where the text is. */
static void put_gap(void *ctx, struct buf *out, int number)
{
	struct qti_writer *w = ctx;
	struct buf item = w->out;

	w->out = (struct buf){.arena = w->arena};
	if (number > 0 && (size_t)number <= w->q->gap_count)
		qti_put_gap(w, (size_t)number - 1);
	buf_add(out, buf_str(&w->out));
	w->out = item;
}

/* QTI has no style: its shared vocabulary names the side that a cell leans to.
 * Quotes in texts are escaped, so only attributes look so. */
static void put_aligned(struct buf *out, struct str html)
{
	static const char style[] = " style=\"text-align: ";
	size_t at, from = 0;

	while ((at = str_find(html, style, from)) != SIZE_MAX) {
		buf_add(out, str_sub(html, from, at - from));
		buf_text(out, " class=\"qti-align-");
		from = at + sizeof style - 1;
	}
	buf_add(out, str_sub(html, from, html.len));
}

void qti_put_text(struct qti_writer *w, struct str markdown)
{
	const struct html_writing writing = {
		.ctx = w, .formula = put_formula, .gap = put_gap};
	struct buf html = {.arena = w->arena};

	markup_to_html(&html, markup_parse(w->arena, markdown), &writing);
	put_aligned(&w->out, buf_str(&html));
}

/* ---- what QTI has no place for ---- */

static void put_field(struct qti_writer *w, struct str field)
{
	qti_put(w, "<p>%.*s</p>", STR_ARG(qti_escaped(w, field)));
}

static void put_fields(struct qti_writer *w, const struct topic *topic)
{
	const struct question *q = w->q;
	struct arena *a = w->arena;
	size_t count;
	const struct str *tags = foreign_tags(a, q, &count);

	qti_put(w, "<rubricBlock view=\"author\" class=\"dethi-fields\">");
	if (w->three)
		qti_put(w, "<contentBody>");
	put_field(
		w, str_format(a, "dethi-type:%s", question_type_name(q->type)));
	put_field(w, str_format(a, "dethi-status:%s", status_name(q->status)));
	for (size_t i = 0; i < count; i++)
		put_field(w, tags[i]);
	if (topic)
		put_field(w,
			str_format(a, "dethi-topic:%.*s|%.*s",
				STR_ARG(topic->id), STR_ARG(topic->name)));
	if (w->stimulus)
		put_field(w,
			str_format(a, "dethi-stimulus:%.*s|%.*s",
				STR_ARG(w->stimulus->id),
				STR_ARG(w->stimulus->title)));
	if (q->partial.len)
		put_field(w,
			str_format(
				a, "dethi-partial:%.*s", STR_ARG(q->partial)));
	if (q->unit.len)
		put_field(
			w, str_format(a, "dethi-unit:%.*s", STR_ARG(q->unit)));
	if (q->author.len)
		put_field(w,
			str_format(a, "dethi-author:%.*s", STR_ARG(q->author)));
	if (q->license.len)
		put_field(w,
			str_format(
				a, "dethi-license:%.*s", STR_ARG(q->license)));
	if (!isnan(q->difficulty))
		put_field(w,
			str_format(a, "dethi-difficulty:%.6g", q->difficulty));
	if (q->fixed)
		put_field(w, STR("dethi-fixed:true"));
	if (q->type == TYPE_MULTIPLE && !qti_own_credits(q))
		put_field(w, STR("dethi-shares:equal"));
	if (q->seconds)
		put_field(w, str_format(a, "dethi-seconds:%ld", q->seconds));
	if (w->three)
		qti_put(w, "</contentBody>");
	qti_put(w, "</rubricBlock>\n");
}

/* ---- an item ---- */

static void put_modal(struct qti_writer *w, const char *id, struct str text)
{
	if (!text.len)
		return;
	qti_put(w,
		"<modalFeedback outcomeIdentifier=\"FEEDBACK\" "
		"identifier=\"%s\" showHide=\"show\">",
		id);
	if (w->three)
		qti_put(w, "<contentBody>");
	buf_text(&w->out, "<div>");
	qti_put_text(w, text);
	buf_text(&w->out, "</div>");
	if (w->three)
		qti_put(w, "</contentBody>");
	qti_put(w, "</modalFeedback>\n");
}

static void put_root(struct qti_writer *w)
{
	const struct question *q = w->q;
	struct str title = q->source.len ? q->source : q->id;

	buf_text(&w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	if (w->three)
		buf_format(&w->out,
			"<qti-assessment-item "
			"xmlns=\"http://www.imsglobal.org/xsd/"
			"imsqtiasi_v3p0\" identifier=\"%.*s\" title=\"%.*s\" "
			"adaptive=\"false\" time-dependent=\"false\" "
			"xml:lang=\"%s\">\n",
			STR_ARG(qti_escaped(w, q->id)),
			STR_ARG(qti_escaped(w, title)),
			w->vietnamese ? "vi" : "en");
	else
		buf_format(&w->out,
			"<assessmentItem "
			"xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" "
			"identifier=\"%.*s\" title=\"%.*s\" adaptive=\"false\" "
			"timeDependent=\"false\" xml:lang=\"%s\">\n",
			STR_ARG(qti_escaped(w, q->id)),
			STR_ARG(qti_escaped(w, title)),
			w->vietnamese ? "vi" : "en");
}

/* What several questions share stands in each: importers take items apart. */
static void put_passage(struct qti_writer *w)
{
	if (!w->stimulus)
		return;
	buf_text(&w->out, "<div class=\"" QTI_PASSAGE "\">");
	qti_put_text(w, w->stimulus->text);
	buf_text(&w->out, "</div>\n");
}

static void put_item(struct qti_writer *w, const struct topic *topic)
{
	const struct question *q = w->q;

	put_root(w);
	qti_put_declarations(w);
	qti_put(w, "<itemBody>\n");
	put_passage(w);
	buf_text(&w->out, "<div>");
	qti_put_text(w, q->stem);
	buf_text(&w->out, "</div>\n");
	qti_put_interaction(w);
	put_fields(w, topic);
	qti_put(w, "</itemBody>\n");
	qti_put_processing(w);
	put_modal(w, "SOLUTION", q->solution);
	put_modal(w, "GENERAL", q->feedback);
	qti_put(w, "</assessmentItem>\n");
}

/* ---- the package ---- */

struct package_writer {
	struct arena *arena;
	const struct bundle *bundle;
	bool three;
	struct archive_entry *entries;
	size_t count, capacity;
	struct buf resources, dependencies;
	struct str *references; /* of each question, in the test; "" none */
};

static void add_entry(
	struct package_writer *p, struct str name, struct str bytes)
{
	*PUSH(p->arena, p->entries, p->count, p->capacity) =
		(struct archive_entry){name, bytes};
}

static const struct topic *topic_of(
	const struct package_writer *p, const struct question *q)
{
	for (size_t i = 0; i < p->bundle->topic_count; i++)
		if (str_equal(p->bundle->topics[i].id, q->topic))
			return &p->bundle->topics[i];
	return NULL;
}

static const struct stimulus *stimulus_of(
	const struct package_writer *p, const struct question *q)
{
	for (size_t i = 0; q->stimulus.len && i < p->bundle->stimulus_count;
		i++)
		if (str_equal(p->bundle->stimuli[i].id, q->stimulus))
			return &p->bundle->stimuli[i];
	return NULL;
}

/* An XML name: identifiers may not begin with a digit. */
static struct str item_name(struct arena *arena, struct str id)
{
	return str_format(arena, "i-%.*s", STR_ARG(id));
}

static bool plain_name(struct str name)
{
	return foreign_path_sound(name) && !str_is(name, "item.xml");
}

/* Into the item's folder, but for what the first `known` of its own pictures
 * are already. */
static void add_media(struct package_writer *p, struct qti_writer *w,
	const struct media *media, size_t count, size_t known)
{
	const struct question *q = w->q;

	for (size_t i = 0; i < count; i++) {
		const struct media *m = &media[i];
		bool twice = false;

		for (size_t k = 0; k < known; k++)
			twice |= str_equal(q->media[k].name, m->name);
		if (twice)
			continue;
		if (!plain_name(m->name) || !m->bytes.len) {
			foreign_tell_media(w->report, q->id, m->name);
			continue;
		}
		add_entry(p,
			str_format(p->arena, "%.*s/%.*s", STR_ARG(q->id),
				STR_ARG(m->name)),
			m->bytes);
		buf_format(&p->resources, "<file href=\"%.*s/%.*s\"/>",
			STR_ARG(qti_escaped(w, q->id)),
			STR_ARG(qti_escaped(w, m->name)));
	}
}

static void add_question(
	struct package_writer *p, size_t index, struct report *report)
{
	const struct question *q = &p->bundle->questions[index];
	struct arena *a = p->arena;
	struct qti_writer w = {.arena = a,
		.out = {.arena = a},
		.three = p->three,
		.vietnamese = !p->bundle->header.language.len ||
			str_starts(p->bundle->header.language, "vi"),
		.q = q,
		.stimulus = stimulus_of(p, q),
		.report = report};
	struct str id = qti_escaped(&w, q->id);
	struct str name = qti_escaped(&w, item_name(a, q->id));

	qti_tell_lost(&w);
	put_item(&w, topic_of(p, q));
	add_entry(p, str_format(a, "%.*s/item.xml", STR_ARG(q->id)),
		buf_str(&w.out));
	buf_format(&p->resources,
		"<resource identifier=\"%.*s\" type=\"%s\" "
		"href=\"%.*s/item.xml\"><file href=\"%.*s/item.xml\"/>",
		STR_ARG(name),
		p->three ? "imsqti_item_xmlv3p0" : "imsqti_item_xmlv2p1",
		STR_ARG(id), STR_ARG(id));
	add_media(p, &w, q->media, q->media_count, 0);
	if (w.stimulus)
		add_media(p, &w, w.stimulus->media, w.stimulus->media_count,
			q->media_count);
	buf_text(&p->resources, "</resource>\n");
	buf_format(&p->dependencies, "<dependency identifierref=\"%.*s\"/>",
		STR_ARG(name));
	w.out = (struct buf){.arena = a};
	qti_put(&w,
		"<assessmentItemRef identifier=\"%.*s\" "
		"href=\"%.*s/item.xml\"/>",
		STR_ARG(name), STR_ARG(id));
	buf_char(&w.out, '\n');
	p->references[index] = buf_str(&w.out);
}

static void put_section(struct qti_writer *w, size_t number, struct str title,
	const struct str *references, size_t count)
{
	qti_put(w,
		"<assessmentSection identifier=\"section-%zu\" "
		"title=\"%.*s\" visible=\"true\">\n",
		number, STR_ARG(qti_escaped(w, title)));
	for (size_t i = 0; i < count; i++)
		buf_add(&w->out, references[i]);
	qti_put(w, "</assessmentSection>\n");
}

/* One for each part of an exam, or one for all. */
static void put_sections(
	struct package_writer *p, struct qti_writer *w, struct str title)
{
	const struct bundle *b = p->bundle;
	size_t at = 0;

	if (!b->part_count)
		put_section(w, 1, title, p->references, b->question_count);
	for (size_t i = 0; i < b->part_count; i++) {
		put_section(w, i + 1, b->parts[i].title, p->references + at,
			b->parts[i].count);
		at += b->parts[i].count;
	}
}

static void add_test(struct package_writer *p)
{
	struct qti_writer w = {.arena = p->arena,
		.out = {.arena = p->arena},
		.three = p->three};
	struct str title = p->bundle->header.title.len ? p->bundle->header.title
						       : STR("dethi");

	buf_format(&w.out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s "
		"xmlns=\"http://www.imsglobal.org/xsd/%s\" identifier=\"test\" "
		"title=\"%.*s\">\n",
		p->three ? "qti-assessment-test" : "assessmentTest",
		p->three ? "imsqtiasi_v3p0" : "imsqti_v2p1",
		STR_ARG(qti_escaped(&w, title)));
	qti_put(&w,
		"<testPart identifier=\"part\" navigationMode=\"nonlinear\" "
		"submissionMode=\"simultaneous\">\n");
	put_sections(p, &w, title);
	qti_put(&w, "</testPart>\n</assessmentTest>\n");
	add_entry(p, STR("test.xml"), buf_str(&w.out));
}

static void add_manifest(struct package_writer *p)
{
	struct buf out = {.arena = p->arena};
	const char *space = p->three
		? "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
		: "http://www.imsglobal.org/xsd/imscp_v1p1";

	buf_format(&out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<manifest xmlns=\"%s\" identifier=\"dethi\">\n<metadata>"
		"<schema>%s</schema><schemaversion>%s</schemaversion>"
		"</metadata>\n<organizations/>\n<resources>\n"
		"<resource identifier=\"test\" type=\"%s\" href=\"test.xml\">"
		"<file href=\"test.xml\"/>%.*s</resource>\n%.*s</resources>\n"
		"</manifest>\n",
		space, p->three ? "QTI Package" : "IMS Content",
		p->three ? "3.0.0" : "1.1",
		p->three ? "imsqti_test_xmlv3p0" : "imsqti_test_xmlv2p1",
		STR_ARG(buf_str(&p->dependencies)),
		STR_ARG(buf_str(&p->resources)));
	add_entry(p, STR("imsmanifest.xml"), buf_str(&out));
}

static bool write_package(struct arena *arena, const struct bundle *bundle,
	const struct format *format, bool three, struct buf *out,
	struct report *report, struct error *err)
{
	struct package_writer p = {.arena = arena,
		.bundle = bundle,
		.three = three,
		.resources = {.arena = arena},
		.references =
			NEW_ARRAY(arena, bundle->question_count, struct str),
		.dependencies = {.arena = arena}};
	struct str bytes;

	for (size_t i = 0; i < bundle->question_count; i++)
		if (foreign_may_write(report, &bundle->questions[i], format))
			add_question(&p, i, report);
	add_test(&p);
	add_manifest(&p);
	if (!archive_write(arena, p.entries, p.count, &bytes, err))
		return false;
	buf_add(out, bytes);
	return true;
}

static bool write21(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err)
{
	return write_package(
		arena, bundle, &format_qti21, false, out, report, err);
}

static bool write3(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err)
{
	return write_package(
		arena, bundle, &format_qti3, true, out, report, err);
}

static int recognise(struct str text)
{
	(void)text;
	return 0; /* read as packages */
}

static const char *const endings[] = {".zip", NULL};
static const char *const no_endings[] = {NULL};

static const char *const fields[] = {"subject", "grade", "topic", "level",
	"tags", "solution", "feedback", "option feedback", "pinned", "fixed",
	"partial", "points", "seconds", "difficulty", "author", "source",
	"license", "media", "unit", "stimulus", NULL};

enum { ALL_TYPES = (1 << TYPE_COUNT) - 1 };

const struct format format_qti3 = {
	.name = "qti3",
	.label = N_("QTI 3.0 content package (zip)"),
	.endings = endings,
	.binary = true,
	.recognise = recognise,
	.read = package_read,
	.types = ALL_TYPES,
	.fields = fields,
	.write = write3,
};

const struct format format_qti21 = {
	.name = "qti21",
	.label = N_("QTI 2.1 content package (zip)"),
	.endings = no_endings,
	.binary = true,
	.recognise = recognise,
	.read = package_read,
	.types = ALL_TYPES,
	.fields = fields,
	.write = write21,
};
