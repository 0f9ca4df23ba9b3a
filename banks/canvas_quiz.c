#include "banks/canvas_quiz_parts.h"

#include <math.h>

#include "banks/package.h"
#include "base/archive_write.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/markup/html.h"
#include "base/percent.h"

/* ---- texts ---- */

void canvas_quiz_put(struct canvas_quiz_writer *w, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vformat(&w->out, format, args);
	va_end(args);
}

struct str canvas_quiz_escaped(struct canvas_quiz_writer *w, struct str text)
{
	struct buf out = {.arena = w->arena};

	html_escape(&out, text);
	return buf_str(&out);
}

/* Canvas draws the picture from the TeX in its address, encoded twice. */
static void put_formula(
	void *ctx, struct buf *out, struct str tex, bool display)
{
	struct canvas_quiz_writer *w = ctx;
	struct str escaped = canvas_quiz_escaped(w, tex);
	struct str address =
		percent_encode(w->arena, percent_encode(w->arena, tex));

	buf_format(out,
		"<img class=\"equation_image\"%s title=\"%.*s\" "
		"src=\"/equation_images/%.*s\" alt=\"LaTeX: %.*s\" "
		"data-equation-content=\"%.*s\" />",
		display ? " style=\"display: block; margin: auto;\"" : "",
		STR_ARG(escaped), STR_ARG(address), STR_ARG(escaped),
		STR_ARG(escaped));
}

static void put_picture(void *ctx, struct buf *out, struct str name)
{
	struct canvas_quiz_writer *w = ctx;

	buf_format(out, "%%24IMS-CC-FILEBASE%%24/images/%.*s/%.*s",
		STR_ARG(percent_encode(w->arena, w->q->id)),
		STR_ARG(percent_encode(w->arena, name)));
}

static void put_gap(void *ctx, struct buf *out, int number)
{
	const struct canvas_quiz_writer *w = ctx;

	buf_format(out, "[%s%d]", w->gap, number);
}

static void put_material(
	struct canvas_quiz_writer *w, const char *type, struct str text)
{
	canvas_quiz_put(w,
		"<material>\n<mattext texttype=\"text/%s\">%.*s</mattext>\n"
		"</material>\n",
		type, STR_ARG(canvas_quiz_escaped(w, text)));
}

void canvas_quiz_put_html(struct canvas_quiz_writer *w, struct str markdown)
{
	const struct html_writing writing = {.ctx = w,
		.formula = put_formula,
		.gap = put_gap,
		.picture = put_picture};
	struct buf html = {.arena = w->arena};

	buf_text(&html, "<div>");
	markup_to_html(&html, markup_parse(w->arena, markdown), &writing);
	buf_text(&html, "</div>");
	put_material(w, "html", buf_str(&html));
}

static bool has_picture(const struct markup *node)
{
	for (const struct markup *c = node->child; c; c = c->next)
		if (c->kind == MARKUP_IMAGE || has_picture(c))
			return true;
	return false;
}

/* Words on one line, formulas as TeX between \( and \). */
static void put_line(struct buf *out, const struct markup *node)
{
	bool math = node->kind == MARKUP_MATH || node->kind == MARKUP_DISPLAY;

	if (math)
		buf_format(out, "\\(%.*s\\)", STR_ARG(node->text));
	else
		buf_add(out, node->text);
	if (node->kind == MARKUP_BREAK)
		buf_char(out, ' ');
	for (const struct markup *c = node->child; c; c = c->next) {
		if (c->kind < MARKUP_TEXT && out->len)
			buf_char(out, ' ');
		put_line(out, c);
	}
}

/* Where Canvas shows no HTML. Pictures go there all the same: its importer then
 * puts that side on the left. */
void canvas_quiz_put_plain(struct canvas_quiz_writer *w, struct str markdown)
{
	const struct markup *tree = markup_parse(w->arena, markdown);
	struct buf line = {.arena = w->arena};

	if (has_picture(tree)) {
		canvas_quiz_put_html(w, markdown);
		return;
	}
	put_line(&line, tree);
	put_material(w, "plain", str_trim(buf_str(&line)));
}

void canvas_quiz_put_words(struct canvas_quiz_writer *w, struct str words)
{
	put_material(w, "plain", words);
}

/* ---- metadata ---- */

static void put_field(
	struct canvas_quiz_writer *w, const char *label, struct str s)
{
	if (s.len)
		canvas_quiz_put(w,
			"<qtimetadatafield>\n<fieldlabel>%s</fieldlabel>\n"
			"<fieldentry>%.*s</fieldentry>\n</qtimetadatafield>\n",
			label, STR_ARG(canvas_quiz_escaped(w, s)));
}

static void put_credits(struct canvas_quiz_writer *w)
{
	const struct question *q = w->q;
	struct buf list = {.arena = w->arena};
	bool any = false;

	for (size_t i = 0; i < q->option_count; i++) {
		buf_format(&list, "%s%ld", i ? "," : "", q->options[i].credit);
		any |= q->options[i].credit != 0;
	}
	if (any && q->type == TYPE_MULTIPLE)
		put_field(w, "dethi-credits", buf_str(&list));
}

static void put_own_fields(
	struct canvas_quiz_writer *w, const struct topic *topic)
{
	const struct question *q = w->q;
	struct arena *a = w->arena;
	size_t count;
	const struct str *tags = foreign_tags(a, q, &count);

	put_field(w, "dethi-type", str_from(question_type_name(q->type)));
	put_field(w, "dethi-status", str_from(status_name(q->status)));
	for (size_t i = 0; i < count; i++)
		put_field(w, "dethi-tag", tags[i]);
	if (topic)
		put_field(w, "dethi-topic",
			str_format(a, "%.*s|%.*s", STR_ARG(topic->id),
				STR_ARG(topic->name)));
	put_field(w, "dethi-stimulus", q->stimulus);
	put_field(w, "dethi-partial", q->partial);
	put_field(w, "dethi-unit", q->unit);
	put_field(w, "dethi-author", q->author);
	put_field(w, "dethi-license", q->license);
	put_credits(w);
	if (!isnan(q->difficulty))
		put_field(w, "dethi-difficulty",
			str_format(a, "%.6g", q->difficulty));
	if (q->fixed)
		put_field(w, "dethi-fixed", STR("true"));
	if (q->seconds)
		put_field(w, "dethi-seconds", str_format(a, "%ld", q->seconds));
}

/* "0.25", "1" */
static struct str points_words(struct canvas_quiz_writer *w, long points)
{
	struct decimal d = {points, 3};

	for (; d.places && d.units % 10 == 0; d.places--)
		d.units /= 10;
	return decimal_format(w->arena, d, '.');
}

static void put_metadata(
	struct canvas_quiz_writer *w, const struct topic *topic)
{
	long points = w->q->points ? w->q->points : POINT;

	canvas_quiz_put(w, "<itemmetadata>\n<qtimetadata>\n");
	put_field(w, "question_type", str_from(canvas_quiz_type(w->q)));
	put_field(w, "points_possible", points_words(w, points));
	put_own_fields(w, topic);
	canvas_quiz_put(w, "</qtimetadata>\n</itemmetadata>\n");
}

/* ---- items ---- */

static void put_feedback(
	struct canvas_quiz_writer *w, const char *name, struct str text)
{
	if (!text.len)
		return;
	canvas_quiz_put(w, "<itemfeedback ident=\"%s\">\n<flow_mat>\n", name);
	canvas_quiz_put_html(w, text);
	canvas_quiz_put(w, "</flow_mat>\n</itemfeedback>\n");
}

static void put_item(struct canvas_quiz_writer *w, const struct topic *topic)
{
	const struct question *q = w->q;
	struct str title = q->source.len ? q->source : q->id;

	canvas_quiz_put(w, "<item ident=\"%.*s\" title=\"%.*s\">\n",
		STR_ARG(canvas_quiz_escaped(w, q->id)),
		STR_ARG(canvas_quiz_escaped(w, title)));
	put_metadata(w, topic);
	canvas_quiz_put_asked(w);
	put_feedback(w, "general_fb", q->feedback);
	/* Whatever was answered, the solution is shown. */
	put_feedback(w, "correct_fb", q->solution);
	put_feedback(w, "general_incorrect_fb", q->solution);
	for (size_t i = 0; i < q->option_count; i++)
		put_feedback(w, str_format(w->arena, "%zu_fb", 1000 + i).ptr,
			q->options[i].feedback);
	canvas_quiz_put(w, "</item>\n");
}

/* ---- what Canvas cannot do ---- */

static void tell(struct canvas_quiz_writer *w, const char *what, bool there)
{
	if (there)
		report_add(w->report, FINDING_NOT_WRITTEN, NULL, 0, 0,
			STR_ARG(w->q->id), what);
}

static bool is_part(long credit)
{
	return credit > 0 && credit < POINT;
}

/* Points of several answers are kept in the file, but not counted so. */
static bool has_own_rule(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].credit)
			return true;
	return q->partial.len && !str_is(q->partial, "right-minus-wrong");
}

static void tell_lost(struct canvas_quiz_writer *w)
{
	const struct question *q = w->q;
	bool patterns = false, feedback = false, credits = false;
	bool gaps = false, dropdowns = false, statements = false;
	bool parts = false;

	for (size_t i = 0; i < q->accepted_count; i++) {
		patterns |= q->accepted[i].pattern;
		feedback |= q->accepted[i].feedback.len > 0;
		credits |= q->accepted[i].credit <= 0;
		parts |= is_part(q->accepted[i].credit);
	}
	for (size_t i = 0; i < q->number_count; i++) {
		credits |= q->numbers[i].credit <= 0;
		parts |= is_part(q->numbers[i].credit);
	}
	for (size_t i = 0; i < q->gap_count; i++) {
		const struct gap *gap = &q->gaps[i];

		gaps |= gap->points != 0;
		dropdowns |= gap->option_count > 0 &&
			str_is(str_from(canvas_quiz_type(q)),
				"fill_in_multiple_blanks_question");
		for (size_t k = 0; k < gap->option_count; k++)
			gaps |= gap->options[k].feedback.len ||
				gap->options[k].pinned ||
				gap->options[k].credit;
		for (size_t k = 0; k < gap->accepted_count; k++) {
			patterns |= gap->accepted[k].pattern;
			gaps |= gap->accepted[k].feedback.len ||
				gap->accepted[k].credit != POINT;
		}
	}
	for (size_t i = 0; i < q->statement_count; i++)
		statements |= q->statements[i].feedback.len ||
			q->statements[i].outcome.len || q->statements[i].level;
	tell(w, "pattern", patterns);
	tell(w, "feedback of answers", feedback);
	tell(w, "answers worth nothing or less", credits);
	tell(w, "answers worth a part: Canvas gives them all", parts);
	tell(w, "partial: Canvas takes wrong options off right ones",
		q->type == TYPE_MULTIPLE && has_own_rule(q));
	tell(w, "points and feedback of gaps", gaps);
	tell(w, "options of gaps beside written ones", dropdowns);
	tell(w, "level, outcome and feedback of statements", statements);
}

/* ---- the package ---- */

struct package {
	struct canvas_quiz_writer w;
	const struct bundle *bundle;
	struct archive_entry *entries;
	size_t count, capacity;
	struct buf resources;
	struct str ident; /* of the quiz, and its folder */
};

static void add_entry(struct package *p, struct str name, struct str bytes)
{
	*PUSH(p->w.arena, p->entries, p->count, p->capacity) =
		(struct archive_entry){name, bytes};
}

static void add_pictures(struct package *p, struct str owner,
	const struct media *media, size_t count)
{
	struct arena *a = p->w.arena;

	for (size_t i = 0; i < count; i++) {
		struct str path = str_format(a, "images/%.*s/%.*s",
			STR_ARG(owner), STR_ARG(media[i].name));
		struct str href = canvas_quiz_escaped(&p->w, path);

		if (!foreign_path_sound(media[i].name) || !media[i].bytes.len) {
			foreign_tell_media(p->w.report, owner, media[i].name);
			continue;
		}
		add_entry(p, path, media[i].bytes);
		buf_format(&p->resources,
			"<resource identifier=\"m%.24s\" type=\"webcontent\" "
			"href=\"%.*s\">\n<file href=\"%.*s\"/>\n</resource>\n",
			hash_hex(a, path).ptr, STR_ARG(href), STR_ARG(href));
	}
}

static const struct topic *topic_of(
	const struct bundle *bundle, const struct question *q)
{
	for (size_t i = 0; i < bundle->topic_count; i++)
		if (str_equal(bundle->topics[i].id, q->topic))
			return &bundle->topics[i];
	return NULL;
}

/* Before the first question that belongs to it. */
static void put_stimulus(struct package *p, const struct stimulus *s)
{
	struct canvas_quiz_writer *w = &p->w;
	struct question owner = {.id = s->id};
	struct str title = s->title.len ? s->title : s->id;

	w->q = &owner;
	canvas_quiz_put(w, "<item ident=\"%.*s\" title=\"%.*s\">\n",
		STR_ARG(canvas_quiz_escaped(w, s->id)),
		STR_ARG(canvas_quiz_escaped(w, title)));
	canvas_quiz_put(w, "<itemmetadata>\n<qtimetadata>\n");
	put_field(w, "question_type", STR("text_only_question"));
	put_field(w, "points_possible", STR("0"));
	put_field(w, "dethi-type", STR("stimulus"));
	canvas_quiz_put(w, "</qtimetadata>\n</itemmetadata>\n<presentation>\n");
	canvas_quiz_put_html(w, s->text);
	canvas_quiz_put(w, "</presentation>\n</item>\n");
	add_pictures(p, s->id, s->media, s->media_count);
}

static void put_stimulus_of(
	struct package *p, const struct question *q, bool *put)
{
	for (size_t i = 0; q->stimulus.len && i < p->bundle->stimulus_count;
		i++)
		if (str_equal(p->bundle->stimuli[i].id, q->stimulus) &&
			!put[i]) {
			put[i] = true;
			put_stimulus(p, &p->bundle->stimuli[i]);
		}
}

static void put_questions(
	struct package *p, size_t from, size_t count, bool *put)
{
	struct canvas_quiz_writer *w = &p->w;

	for (size_t i = from; i < from + count; i++) {
		const struct question *q = &p->bundle->questions[i];

		if (!foreign_may_write(w->report, q, &format_canvas))
			continue;
		put_stimulus_of(p, q, put);
		w->q = q;
		tell_lost(w);
		put_item(w, topic_of(p->bundle, q));
		add_pictures(p, q->id, q->media, q->media_count);
	}
}

static void add_quiz(struct package *p)
{
	struct canvas_quiz_writer *w = &p->w;
	const struct bundle *bundle = p->bundle;
	bool *put = NEW_ARRAY(w->arena, bundle->stimulus_count, bool);
	struct str title = canvas_quiz_escaped(w,
		bundle->header.title.len ? bundle->header.title : STR("Dethi"));

	canvas_quiz_put(w,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<questestinterop xmlns=\"http://www.imsglobal.org/xsd/"
		"ims_qtiasiv1p2\">\n<assessment ident=\"%.*s\" "
		"title=\"%.*s\">\n"
		"<qtimetadata>\n<qtimetadatafield>\n"
		"<fieldlabel>cc_maxattempts</fieldlabel>\n"
		"<fieldentry>1</fieldentry>\n</qtimetadatafield>\n"
		"</qtimetadata>\n<section ident=\"root_section\">\n",
		STR_ARG(p->ident), STR_ARG(title));
	if (!bundle->part_count)
		put_questions(p, 0, bundle->question_count, put);
	for (size_t i = 0, at = 0; i < bundle->part_count; i++) {
		canvas_quiz_put(w,
			"<section ident=\"section-%zu\" title=\"%.*s\">\n",
			i + 1,
			STR_ARG(canvas_quiz_escaped(
				w, bundle->parts[i].title)));
		put_questions(p, at, bundle->parts[i].count, put);
		canvas_quiz_put(w, "</section>\n");
		at += bundle->parts[i].count;
	}
	canvas_quiz_put(w, "</section>\n</assessment>\n</questestinterop>\n");
	add_entry(p,
		str_format(w->arena, "%.*s/%.*s.xml", STR_ARG(p->ident),
			STR_ARG(p->ident)),
		buf_str(&w->out));
}

static long points_of(const struct bundle *bundle)
{
	long sum = 0;

	for (size_t i = 0; i < bundle->question_count; i++)
		sum += bundle->questions[i].points ? bundle->questions[i].points
						   : POINT;
	return sum;
}

/* Canvas moves the options of all questions or of none. */
static bool may_shuffle(const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->question_count; i++) {
		const struct question *q = &bundle->questions[i];

		if (q->fixed)
			return false;
		for (size_t k = 0; k < q->option_count; k++)
			if (q->options[k].pinned)
				return false;
	}
	return true;
}

/* In the order of the bank. */
static void add_meta(struct package *p)
{
	struct canvas_quiz_writer *w = &p->w;
	struct str title = canvas_quiz_escaped(w,
		p->bundle->header.title.len ? p->bundle->header.title
					    : STR("Dethi"));

	w->out = (struct buf){.arena = w->arena};
	canvas_quiz_put(w,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<quiz identifier=\"%.*s\" "
		"xmlns=\"http://canvas.instructure.com"
		"/xsd/cccv1p0\">\n<title>%.*s</title>\n"
		"<description></description>\n"
		"<shuffle_answers>%s</shuffle_answers>\n"
		"<scoring_policy>keep_highest</scoring_policy>\n"
		"<hide_results></hide_results>\n"
		"<quiz_type>assignment</quiz_type>\n"
		"<points_possible>%.*s</points_possible>\n"
		"<show_correct_answers>true</show_correct_answers>\n"
		"<anonymous_submissions>false</anonymous_submissions>\n"
		"<could_be_locked>false</could_be_locked>\n"
		"<allowed_attempts>1</allowed_attempts>\n"
		"<one_question_at_a_time>false</one_question_at_a_time>\n"
		"<cant_go_back>false</cant_go_back>\n"
		"<available>false</available>\n</quiz>\n",
		STR_ARG(p->ident), STR_ARG(title),
		may_shuffle(p->bundle) ? "true" : "false",
		STR_ARG(points_words(w, points_of(p->bundle))));
	add_entry(p,
		str_format(w->arena, "%.*s/assessment_meta.xml",
			STR_ARG(p->ident)),
		buf_str(&w->out));
}

static void add_manifest(struct package *p)
{
	struct buf out = {.arena = p->w.arena};
	struct str i = p->ident;

	buf_format(&out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<manifest identifier=\"m-%.*s\" xmlns=\"http://"
		"www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1\">\n<metadata>\n"
		"<schema>IMS Content</schema>\n"
		"<schemaversion>1.1.3</schemaversion>\n</metadata>\n"
		"<organizations/>\n<resources>\n"
		"<resource identifier=\"%.*s\" type=\"imsqti_xmlv1p2\">\n"
		"<file href=\"%.*s/%.*s.xml\"/>\n"
		"<dependency identifierref=\"meta-%.*s\"/>\n</resource>\n"
		"<resource identifier=\"meta-%.*s\" type=\"associatedcontent/"
		"imscc_xmlv1p1/learning-application-resource\" "
		"href=\"%.*s/assessment_meta.xml\">\n"
		"<file href=\"%.*s/assessment_meta.xml\"/>\n</resource>\n"
		"%.*s</resources>\n</manifest>\n",
		STR_ARG(i), STR_ARG(i), STR_ARG(i), STR_ARG(i), STR_ARG(i),
		STR_ARG(i), STR_ARG(i), STR_ARG(i),
		STR_ARG(buf_str(&p->resources)));
	add_entry(p, STR("imsmanifest.xml"), buf_str(&out));
}

/* The same questions give the same quiz, which Canvas then brings up to date.
 */
static struct str ident_of(struct arena *arena, const struct bundle *bundle)
{
	struct buf all = {.arena = arena};

	buf_add(&all, bundle->header.title);
	for (size_t i = 0; i < bundle->question_count; i++)
		buf_format(&all, "|%.*s", STR_ARG(bundle->questions[i].id));
	return str_format(arena, "g%.32s", hash_hex(arena, buf_str(&all)).ptr);
}

static bool write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err)
{
	struct package p = {
		.w = {.arena = arena,
			.out = {.arena = arena},
			.gap = "gap",
			.vietnamese = !bundle->header.language.len ||
				str_starts(bundle->header.language, "vi"),
			.report = report},
		.bundle = bundle,
		.resources = {.arena = arena},
		.ident = ident_of(arena, bundle)};
	struct str bytes;

	add_quiz(&p);
	add_meta(&p);
	add_manifest(&p);
	if (!archive_write(arena, p.entries, p.count, &bytes, err))
		return false;
	buf_add(out, bytes);
	return true;
}

static int recognise(struct str text)
{
	(void)text;
	return 0; /* read as packages */
}

static const char *const no_endings[] = {NULL};

static const char *const fields[] = {"subject", "grade", "topic", "level",
	"tags", "solution", "feedback", "option feedback", "pinned", "fixed",
	"partial", "points", "seconds", "difficulty", "author", "source",
	"license", "media", "unit", "stimulus", NULL};

enum { ALL_TYPES = (1 << TYPE_COUNT) - 1 };

const struct format format_canvas = {
	.name = "canvas",
	.label = N_("Canvas quiz package (QTI 1.2, zip)"),
	.endings = no_endings,
	.binary = true,
	.recognise = recognise,
	.read = package_read,
	.types = ALL_TYPES,
	.fields = fields,
	.write = write,
};
