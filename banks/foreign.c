#include "banks/foreign.h"

#include <math.h>
#include <stdarg.h>

#include "base/i18n.h"
#include "base/markup/escape.h"
#include "base/markup/html.h"
#include "base/utf8.h"

enum { SLUG_MOST = 60, PATH_MOST = 64 };

/* ---- findings ---- */

void foreign_loss(struct foreign *f, const char *format, ...)
{
	struct buf text = {.arena = f->arena};
	va_list args;

	va_start(args, format);
	buf_vformat(&text, format, args);
	va_end(args);
	report_add(f->report, FINDING_LOSS, f->file, f->line, f->column,
		buf_str(&text).ptr);
}

void foreign_fault(struct foreign *f, const char *format, ...)
{
	struct buf text = {.arena = f->arena};
	va_list args;

	va_start(args, format);
	buf_vformat(&text, format, args);
	va_end(args);
	report_add(f->report, FINDING_SYNTAX, f->file, f->line, f->column,
		buf_str(&text).ptr);
}

/* ---- texts ---- */

static void tell_loss(void *ctx, const char *what)
{
	foreign_loss(ctx, "%s", what);
}

static struct str from_html(struct foreign *f, struct str text)
{
	const struct html_reading reading = {.ctx = f, .loss = tell_loss};

	return markup_from_html(f->arena, text, &reading);
}

/* "<a>", and nothing else. */
static bool is_tag(struct str text)
{
	return text.len > 2 && text.len < 40 && text.ptr[0] == '<' &&
		str_find(text, ">", 0) == text.len - 1 &&
		!str_starts(text, "<p") && !str_starts(text, "<br");
}

struct str foreign_markdown(
	struct foreign *f, struct str text, enum foreign_text kind)
{
	struct str nfc = utf8_nfc(f->arena, str_trim(text));
	struct str text_of_html = {0};

	if (kind == FOREIGN_MARKDOWN)
		return nfc;

	if (kind == FOREIGN_HTML ||
		(kind == FOREIGN_AUTO && html_is_likely(nfc)))
		text_of_html = from_html(f, nfc);
	/* Tags alone are what is meant, as in "Which tag is a link?" */
	if (text_of_html.len || (kind == FOREIGN_HTML && !is_tag(nfc)))
		return text_of_html;
	return markup_escape(f->arena, nfc, true);
}

struct str foreign_plain(
	struct foreign *f, struct str text, enum foreign_text kind)
{
	struct str nfc = utf8_nfc(f->arena, str_trim(text));
	struct buf out = {.arena = f->arena};

	if (kind == FOREIGN_HTML ||
		(kind == FOREIGN_AUTO && html_is_likely(nfc)))
		nfc = markup_plain(
			f->arena, markup_parse(f->arena, from_html(f, nfc)));
	for (size_t i = 0; i < nfc.len; i++) {
		bool white = strchr(" \t\r\n", nfc.ptr[i]) != NULL;

		if (!white)
			buf_char(&out, nfc.ptr[i]);
		else if (out.len && out.ptr[out.len - 1] != ' ')
			buf_char(&out, ' ');
	}
	return str_trim(buf_str(&out));
}

/* ---- topics ---- */

struct str foreign_slug(struct arena *arena, struct str text)
{
	struct str folded = utf8_fold(arena, text);
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < folded.len && out.len < SLUG_MOST; i++) {
		char c = folded.ptr[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '.' || c == '_';

		if (word)
			buf_char(&out, c);
		else if (out.len && out.ptr[out.len - 1] != '-')
			buf_char(&out, '-');
	}
	while (out.len && strchr("-.", out.ptr[out.len - 1]))
		out.len--;
	if (out.len)
		return buf_str(&out);
	return str_format(arena, "t-%08x", (unsigned)str_hash(text));
}

static const struct foreign_branch *branch_of(
	const struct foreign *f, struct str path)
{
	for (size_t i = f->branch_count; i-- > 0;)
		if (str_equal(f->branches[i].path, path))
			return &f->branches[i];
	return NULL;
}

static struct str child_id(
	struct foreign *f, struct str parent, struct str name)
{
	struct str own = foreign_slug(f->arena, name);

	if (!parent.len)
		return own;
	return str_sub(str_format(f->arena, "%.*s.%.*s", STR_ARG(parent),
			       STR_ARG(own)),
		0, 100);
}

bool foreign_topic(struct foreign *f, const struct str *path, size_t count,
	struct str id, struct error *err)
{
	struct buf way = {.arena = f->arena};
	struct str parent = {0};

	for (size_t i = 0; i < count && i < PATH_MOST; i++) {
		const struct foreign_branch *branch;
		struct topic topic = {.line = f->line,
			.column = f->column,
			.parent = parent,
			.name = utf8_nfc(f->arena, path[i])};

		buf_format(&way, "/%.*s", STR_ARG(path[i]));
		branch = branch_of(f, buf_str(&way));
		parent = branch ? branch->id
			: i + 1 == count && id.len
			? id
			: child_id(f, parent, path[i]);
		if (branch)
			continue;
		topic.id = parent;
		if (!f->sink->topic(f->sink->ctx, &topic, err))
			return false;
		*PUSH(f->keep, f->branches, f->branch_count,
			f->branch_capacity) = (struct foreign_branch){
			str_copy(f->keep, buf_str(&way)),
			str_copy(f->keep, parent)};
	}
	f->topic = str_copy(f->keep, parent);
	return true;
}

/* ---- tags ---- */

static bool set_field(struct question *q, struct str name, struct str value)
{
	struct decimal points;
	long number;

	if (str_is(name, "level"))
		return level_parse(value, &q->level);
	if (str_is(name, "subject")) {
		q->subject = value;
		return true;
	}
	if (str_is(name, "grade") && str_to_long(value, &number) &&
		number > 0 && number <= 12) {
		q->grade = (int)number;
		return true;
	}
	if (!str_is(name, "points") || !decimal_parse(value, &points) ||
		points.places > 3 || points.units < 0 || points.units > 1000000)
		return false;
	for (; points.places < 3; points.places++)
		points.units *= 10;
	q->points = (long)points.units;
	return true;
}

void foreign_set_tag(struct foreign *f, struct question *q, struct str tag)
{
	struct str *tags, rest = tag, name;

	if (str_cut(&rest, ':', &name) && rest.ptr && set_field(q, name, rest))
		return;
	for (size_t i = 0; i < q->tag_count; i++)
		if (str_equal(q->tags[i], tag))
			return;
	tags = NEW_ARRAY(f->arena, q->tag_count + 1, struct str);
	for (size_t i = 0; i < q->tag_count; i++)
		tags[i] = q->tags[i];
	tags[q->tag_count++] = tag;
	q->tags = tags;
}

const struct str *foreign_tags(
	struct arena *arena, const struct question *q, size_t *count)
{
	struct str *tags = NEW_ARRAY(arena, q->tag_count + 4, struct str);
	size_t n = 0;

	if (q->level)
		tags[n++] = str_format(arena, "level:%s", level_name(q->level));
	if (q->grade)
		tags[n++] = str_format(arena, "grade:%d", q->grade);
	if (q->subject.len)
		tags[n++] =
			str_format(arena, "subject:%.*s", STR_ARG(q->subject));
	if (q->points)
		tags[n++] = str_format(arena, "points:%ld.%03ld",
			q->points / POINT, q->points % POINT);
	for (size_t i = 0; i < q->tag_count; i++)
		tags[n++] = q->tags[i];
	*count = n;
	return tags;
}

/* ---- questions ---- */

/* The line of a question with that hash before this one, or 0. A table of
 * hashes with open addressing, at most half full. */
static unsigned seen_before(struct foreign *f, uint64_t hash, unsigned line)
{
	size_t at;

	if (f->seen_count * 2 >= f->seen_size) {
		struct foreign_seen *old = f->seen;
		size_t size = f->seen_size;

		f->seen_size = size ? 2 * size : 256;
		f->seen = NEW_ARRAY(f->keep, f->seen_size, struct foreign_seen);
		f->seen_count = 0;
		for (size_t i = 0; i < size; i++)
			if (old[i].line)
				(void)seen_before(f, old[i].hash, old[i].line);
	}
	at = hash % f->seen_size;
	for (; f->seen[at].line; at = (at + 1) % f->seen_size)
		if (f->seen[at].hash == hash)
			return f->seen[at].line;
	f->seen[at] = (struct foreign_seen){hash, line};
	f->seen_count++;
	return 0;
}

/* The same file gives the same id again. */
static void make_id(struct foreign *f, struct question *q)
{
	q->id = STR("q");
	q->id = str_format(f->arena, "q-%.12s", question_hash(f->arena, q).ptr);
}

bool foreign_put(struct foreign *f, struct question *q, struct error *err)
{
	struct error fault = {0};

	q->line = f->line;
	q->column = f->column;
	if (!q->topic.len)
		q->topic = f->topic;
	if (!q->id.len) {
		unsigned first;

		make_id(f, q);
		first = seen_before(f, str_hash(q->id), f->line);
		if (first) {
			report_add(f->report, FINDING_SAME_QUESTION, f->file,
				f->line, f->column, first);
			return true;
		}
	}
	if (question_check(q, &fault))
		return f->sink->question(f->sink->ctx, q, err);
	report_add(f->report, FINDING_BAD_QUESTION, f->file, f->line, f->column,
		str_cstr(f->arena, q->id), fault.text);
	report_add(f->report, FINDING_SKIPPED, f->file, f->line, f->column,
		str_cstr(f->arena, q->id));
	return true;
}

/* ---- what a writer cannot hold ---- */

struct field {
	const char *name;
	bool there;
};

static bool has_option_feedback(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].feedback.len)
			return true;
	for (size_t i = 0; i < q->accepted_count; i++)
		if (q->accepted[i].feedback.len)
			return true;
	return false;
}

static bool has_pinned(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].pinned)
			return true;
	return false;
}

static bool has_misconception(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].misconception.len)
			return true;
	return false;
}

static void tell_lost(struct report *report, const struct question *q,
	const struct format *format)
{
	const struct field fields[] = {
		{"subject", q->subject.len},
		{"grade", q->grade},
		{"topic", q->topic.len},
		{"level", q->level},
		{"outcome", q->outcome.len},
		{"tags", q->tag_count},
		{"solution", q->solution.len},
		{"feedback", q->feedback.len},
		{"option feedback", has_option_feedback(q)},
		{"misconception", has_misconception(q)},
		{"pinned", has_pinned(q)},
		{"fixed", q->fixed},
		{"partial", q->partial.len && !str_is(q->partial, "any")},
		{"points", q->points},
		{"seconds", q->seconds},
		{"difficulty", !isnan(q->difficulty)},
		{"irt", q->irt.known},
		{"stimulus", q->stimulus.len},
		{"enemies", q->enemy_count},
		{"author", q->author.len},
		{"source", q->source.len},
		{"license", q->license.len},
		{"media", q->media_count},
		{"figures", q->figure_count},
		{"unit", q->unit.len},
		{"rubric", q->rubric_count},
	};
	struct buf lost = {.arena = report->arena};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].there && !format_holds(format, fields[i].name))
			buf_format(&lost, "%s%s", lost.len ? ", " : "",
				fields[i].name);
	if (lost.len)
		report_add(report, FINDING_NOT_WRITTEN, NULL, 0, 0,
			STR_ARG(q->id), buf_str(&lost).ptr);
}

bool foreign_path_sound(struct str path)
{
	struct str one;

	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)path.ptr[i] < ' ' || path.ptr[i] == '\\')
			return false;
	while (str_cut(&path, '/', &one))
		if (!one.len || str_is(one, ".") || str_is(one, ".."))
			return false;
	return true;
}

void foreign_tell_media(
	struct report *report, struct str id, struct str picture)
{
	report_add(report, FINDING_NOT_WRITTEN, NULL, 0, 0, STR_ARG(id),
		str_cstr(report->arena, picture));
}

bool foreign_may_write(struct report *report, const struct question *q,
	const struct format *format)
{
	if (format->types >> q->type & 1) {
		tell_lost(report, q, format);
		return true;
	}
	report_add(report, FINDING_NOT_THIS_TYPE, NULL, 0, 0, STR_ARG(q->id),
		question_type_label(q->type));
	return false;
}
