#include "render/quiz.h"

#include "base/base64.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/json.h"
#include "render/heading.h"
#include "render/part_heading.h"
#include "render/quiz_parts.h"
#include "render/screen.h"

static const char script[] =
#include "render/html/quiz.js.h"
	;

static const char style[] =
#include "render/html/quiz.css.h"
	;

struct quiz {
	struct html h;
	struct arena *arena;
	const struct exam *exam;
	const struct quiz_options *options;
	const struct form *forms; /* those in the file */
	size_t form_count;
	/* Of each question, the item that it is shown as; NULL: on no form. */
	const struct item **first;
	struct screen *screen;
	bool failed;
	struct error error;
};

static struct str language_of(const struct quiz *z)
{
	return z->exam->blueprint->language;
}

/* ---- what is in it ---- */

static bool choose_forms(struct quiz *z, struct error *err)
{
	const struct exam *exam = z->exam;

	z->forms = exam->forms;
	z->form_count = exam->form_count;
	if (!z->options->code.len)
		return true;
	z->forms = exam_form(exam, z->options->code);
	z->form_count = 1;
	return z->forms ||
		fail(err, ERROR_NOTFOUND,
			_("no form of the exam has the code '%.*s'"),
			STR_ARG(z->options->code));
}

static void find_first(struct quiz *z)
{
	z->first = NEW_ARRAY(
		z->arena, z->exam->question_count, const struct item *);
	for (size_t f = 0; f < z->form_count; f++)
		for (size_t i = 0; i < z->forms[f].item_count; i++) {
			const struct item *item = &z->forms[f].items[i];

			if (!z->first[item->question])
				z->first[item->question] = item;
		}
}

/* Where it goes, without the path: for the policy. */
static bool find_origin(struct str url, struct str *origin, struct error *err)
{
	size_t start = str_starts(url, "https://") ? 8
		: str_starts(url, "http://")       ? 7
						   : 0;
	size_t end = start;

	while (end < url.len && !strchr("/?#", url.ptr[end]))
		end++;
	*origin = str_sub(url, 0, end);
	for (size_t i = start; i < url.len; i++)
		if (url.ptr[i] <= ' ' || strchr("\"'<>;,\\@", url.ptr[i]))
			start = end;
	return (start && end > start) ||
		fail(err, ERROR_INVALID,
			_("'%.*s' is no http or https address"), STR_ARG(url));
}

/* ---- questions and passages ---- */

static const struct media *with_bytes(
	const struct quiz *z, const struct media *media, size_t count)
{
	struct media *all = NEW_ARRAY(z->arena, count, struct media);

	for (size_t i = 0; i < count; i++) {
		const struct media *kept = exam_media(z->exam, media[i].hash);

		all[i] = media[i];
		all[i].bytes = kept ? kept->bytes : STR("");
	}
	return all;
}

/* The first that cannot be drawn is kept. */
static void show_figures(struct quiz *z, struct str id,
	const struct figure *figures, size_t count)
{
	struct error why;

	if (z->failed ||
		screen_figures(z->screen, language_of(z), figures, count,
			&z->h.figures, &why))
		return;
	z->failed = true;
	fail(&z->error, why.code, "%.*s: %s", STR_ARG(id), why.text);
}

static void put_question(struct quiz *z, size_t index)
{
	const struct item *item = z->first[index];
	struct shown shown = shown_of(z->arena, z->exam, item);

	z->h.media = with_bytes(z, shown.media, shown.media_count);
	z->h.media_count = shown.media_count;
	show_figures(z, shown.id, shown.figures, shown.figure_count);
	quiz_question(&z->h, language_of(z), index, &shown);
	if (z->options->mode == QUIZ_PRACTICE)
		quiz_explained(&z->h, index, &z->exam->questions[index], item);
}

static void put_passage(struct quiz *z, size_t index)
{
	const struct stimulus *s = &z->exam->stimuli[index];

	z->h.media = with_bytes(z, s->media, s->media_count);
	z->h.media_count = s->media_count;
	show_figures(z, s->id, s->figures, s->figure_count);
	html_format(&z->h,
		"<section class=\"passage\" id=\"p%zu\" hidden>"
		"<p class=\"range\"></p>",
		index);
	if (s->print_title && s->title.len) {
		html_raw(&z->h, "<h3>");
		html_inline(&z->h, s->title);
		html_raw(&z->h, "</h3>");
	}
	html_markup(&z->h, s->text);
	if (s->print_source && s->source.len) {
		html_raw(&z->h, "<p class=\"source\">");
		html_inline(&z->h, s->source);
		html_raw(&z->h, "</p>");
	}
	html_raw(&z->h, "</section>\n");
}

/* Above the parts of each form: they name the numbers of its questions. */
static void put_headings(struct quiz *z, size_t f)
{
	const struct form *form = &z->forms[f];

	for (size_t i = 0; i < form->item_count;) {
		struct part_range range = part_range_at(form, i);
		struct str text =
			part_heading(z->arena, z->exam, form, range, STR(""));

		if (text.len) {
			html_format(&z->h,
				"<h2 class=\"part\" id=\"h%zu.%zu\" hidden>", f,
				form->items[i].part);
			html_inline(&z->h, text);
			html_raw(&z->h, "</h2>\n");
		}
		i = range.end;
	}
}

/* As a text, so that the page is there before a hundred questions have been
 * read; the script makes elements of it at the start. No text of a file can end
 * it: each "<" of those is an entity. */
static void put_content(struct quiz *z)
{
	html_raw(&z->h, "<script type=\"text/html\" id=\"content\">\n");
	for (size_t f = 0; f < z->form_count; f++)
		put_headings(z, f);
	for (size_t i = 0; i < z->exam->stimulus_count; i++)
		put_passage(z, i);
	for (size_t i = 0; i < z->exam->question_count; i++)
		if (z->first[i])
			put_question(z, i);
	html_raw(&z->h, "</script>\n");
}

/* ---- what the script works with ---- */

/* Printed place → the place it is shown at in the file. */
static struct json *order_of(const struct quiz *z, const struct item *item)
{
	const struct item *first = z->first[item->question];
	struct json *list = json_array(z->arena);

	for (size_t i = 0; i < item->order_count; i++)
		for (size_t k = 0; k < first->order_count; k++)
			if (first->order[k] == item->order[i])
				json_append_long(z->arena, list, (long)k);
	return list;
}

static struct json *item_json(const struct quiz *z, const struct item *item)
{
	struct json *json = json_object(z->arena);

	json_add_long(z->arena, json, "q", (long)item->question);
	json_add_long(z->arena, json, "part", (long)item->part);
	json_add_long(z->arena, json, "number", item->number);
	json_add_long(z->arena, json, "points", item->points);
	if (item->order_count)
		json_add(z->arena, json, "order", order_of(z, item));
	return json;
}

static struct json *forms_json(const struct quiz *z)
{
	struct json *list = json_array(z->arena);

	for (size_t f = 0; f < z->form_count; f++) {
		struct json *form = json_object(z->arena);
		struct json *items = json_array(z->arena);

		for (size_t i = 0; i < z->forms[f].item_count; i++)
			json_append(items, item_json(z, &z->forms[f].items[i]));
		json_add_str(z->arena, form, "code", z->forms[f].code);
		json_add_long(z->arena, form, "points", z->forms[f].points);
		json_add(z->arena, form, "items", items);
		json_append(list, form);
	}
	return list;
}

static long stimulus_index(const struct quiz *z, struct str id)
{
	for (size_t i = 0; id.len && i < z->exam->stimulus_count; i++)
		if (str_equal(z->exam->stimuli[i].id, id))
			return (long)i;
	return -1;
}

static struct json *questions_json(const struct quiz *z)
{
	struct json *list = json_array(z->arena);

	for (size_t i = 0; i < z->exam->question_count; i++) {
		const struct question *q = &z->exam->questions[i];
		struct json *one = json_object(z->arena);

		json_append(list, one);
		if (!z->first[i])
			continue;
		json_add_str(z->arena, one, "type",
			str_from(question_type_name(q->type)));
		json_add_long(z->arena, one, "passage",
			stimulus_index(z, q->stimulus));
		if (z->options->mode == QUIZ_PRACTICE)
			json_add(z->arena, one, "key",
				quiz_key(z->arena, q, z->first[i]));
	}
	return list;
}

static struct json *parts_json(const struct quiz *z)
{
	const struct blueprint *b = z->exam->blueprint;
	struct json *list = json_array(z->arena);

	for (size_t p = 0; p < b->part_count; p++) {
		struct json *part = json_object(z->arena);
		struct json *steps = json_array(z->arena);

		json_add_str(z->arena, part, "name", b->parts[p].name);
		json_add_bool(z->arena, part, "restart", b->parts[p].renumber);
		for (size_t i = 0; i < b->parts[p].scoring.step_count; i++)
			json_append_long(
				z->arena, steps, b->parts[p].scoring.steps[i]);
		if (z->options->mode == QUIZ_PRACTICE)
			json_add(z->arena, part, "steps", steps);
		json_append(list, part);
	}
	return list;
}

static struct str data_json(const struct quiz *z)
{
	const struct blueprint *b = z->exam->blueprint;
	const struct quiz_options *o = z->options;
	struct json *json = json_object(z->arena);

	json_add_str(z->arena, json, "exam", z->exam->id);
	json_add_str(z->arena, json, "title", heading_title(b));
	json_add_str(z->arena, json, "language", b->language);
	json_add_long(z->arena, json, "minutes", b->minutes);
	json_add_bool(z->arena, json, "practice", o->mode == QUIZ_PRACTICE);
	json_add_bool(z->arena, json, "tickets", o->tickets);
	json_add_bool(z->arena, json, "oneByOne", o->one_by_one);
	json_add_bool(z->arena, json, "shuffle", b->shuffle.questions);
	json_add_str(z->arena, json, "post", o->post_to);
	json_add(z->arena, json, "parts", parts_json(z));
	json_add(z->arena, json, "questions", questions_json(z));
	json_add(z->arena, json, "forms", forms_json(z));
	return json_print(z->arena, json, false);
}

/* In a script element only "<" can end it. */
static void put_data(struct quiz *z)
{
	struct str json = data_json(z);

	html_raw(&z->h, "<script type=\"application/json\" id=\"data\">");
	for (size_t i = 0; i < json.len; i++)
		if (json.ptr[i] == '<')
			html_raw(&z->h, "\\u003c");
		else
			buf_char(&z->h.out, json.ptr[i]);
	html_raw(&z->h, "</script>\n");
}

/* ---- the page ---- */

static struct str source_hash(struct arena *arena, const char *source)
{
	unsigned char hash[32];

	hash_bytes(str_from(source), hash);
	return base64_encode(arena, (struct str){(char *)hash, 32});
}

/* Style attributes are those of formulas; none comes from a file. */
static void put_policy(struct quiz *z, struct str origin)
{
	html_format(&z->h,
		"<meta http-equiv=\"Content-Security-Policy\" content=\""
		"default-src 'none'; img-src data:; script-src 'sha256-%.*s'; "
		"style-src 'sha256-%.*s'; style-src-attr 'unsafe-inline'; "
		"base-uri 'none'; form-action 'none'",
		STR_ARG(source_hash(z->arena, script)),
		STR_ARG(source_hash(z->arena, style)));
	if (origin.len) {
		html_raw(&z->h, "; connect-src ");
		html_text(&z->h, origin);
	}
	html_raw(&z->h, "\">\n");
}

static void put_head(struct quiz *z, struct str origin)
{
	html_raw(&z->h, "<!DOCTYPE html>\n<html lang=\"");
	html_text(&z->h, language_of(z));
	html_raw(&z->h, "\">\n<head>\n<meta charset=\"utf-8\">\n");
	put_policy(z, origin);
	html_raw(&z->h,
		"<meta name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n"
		"<meta name=\"referrer\" content=\"no-referrer\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<title>");
	html_text(&z->h, heading_title(z->exam->blueprint));
	html_raw(&z->h, "</title>\n<style>");
	html_raw(&z->h, style);
	html_raw(&z->h, "</style>\n</head>\n");
}

static void put_line(struct quiz *z, const char *class, struct str text)
{
	if (!text.len)
		return;
	html_format(&z->h, "<p class=\"%s\">", class);
	html_text(&z->h, text);
	html_raw(&z->h, "</p>\n");
}

static void put_body(struct quiz *z)
{
	const struct blueprint *b = z->exam->blueprint;

	html_raw(&z->h,
		"<body>\n<header id=\"bar\"></header>\n<main id=\"main\">\n"
		"<section id=\"start\">\n");
	put_line(z, "school", b->school.department);
	put_line(z, "school", b->school.name);
	html_raw(&z->h, "<h1>");
	html_text(&z->h, heading_title(b));
	html_raw(&z->h, "</h1>\n");
	put_line(z, "subject", b->subject_name);
	html_raw(&z->h, "<noscript><p>");
	html_text(&z->h, phrase(language_of(z), PHRASE_QUIZ_NO_SCRIPT));
	html_raw(&z->h,
		"</p></noscript>\n</section>\n"
		"<section id=\"end\" hidden></section>\n"
		"<section id=\"paper\" hidden></section>\n</main>\n"
		"<nav id=\"foot\" hidden></nav>\n"
		"<div id=\"aloud\" role=\"status\" aria-live=\"polite\">"
		"</div>\n");
	put_content(z);
	put_data(z);
	html_raw(&z->h, "<script>");
	html_raw(&z->h, script);
	html_raw(&z->h, "</script>\n</body>\n</html>\n");
}

bool quiz_print(struct arena *arena, const struct exam *exam,
	const struct quiz_options *options, struct str *out, struct error *err)
{
	struct quiz z = {.arena = arena, .exam = exam, .options = options};
	struct str origin = STR("");

	z.h.out.arena = arena;
	z.h.language = str_cstr(arena, exam->blueprint->language);
	if (!choose_forms(&z, err) ||
		(options->post_to.len &&
			!find_origin(options->post_to, &origin, err)))
		return false;
	find_first(&z);
	z.screen = screen_new(arena);
	put_head(&z, origin);
	put_body(&z);
	screen_free(z.screen);
	if (z.failed) {
		*err = z.error;
		return false;
	}
	*out = buf_str(&z.h.out);
	return true;
}
