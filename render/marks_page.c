#include "engine/score/item_name.h"
#include "render/html/html.h"
#include "render/key.h"
#include "render/marks.h"
#include "render/marks_parts.h"

static const char style[] =
#include "render/html/pupil.css.h"
	;

struct pupil {
	struct html h;
	struct arena *arena;
	const struct grading *g;
	const struct sheet *sheet;
	const struct score *score;
	const struct form *form;
	struct str language;
};

static struct str say(const struct pupil *p, enum phrase which)
{
	return phrase(p->language, which);
}

static void element(struct pupil *p, const char *tag, struct str text)
{
	html_format(&p->h, "<%s>", tag);
	html_text(&p->h, text);
	html_format(&p->h, "</%s>", tag);
}

static struct str points(const struct pupil *p, long thousandths)
{
	return points_text(p->arena, p->language, thousandths);
}

/* ---- the table ---- */

static void put_answers(struct pupil *p)
{
	static const enum phrase heads[] = {PHRASE_MARKS_QUESTION,
		PHRASE_MARKS_ANSWER, PHRASE_MARKS_KEY, PHRASE_MARKS_MARK};
	static const char *const classes[] = {
		[MARK_BLANK] = "wrong",
		[MARK_WRONG] = "wrong",
		[MARK_PARTLY] = "partly",
		[MARK_RIGHT] = "right",
		[MARK_ODD] = "wrong",
		[MARK_OPEN] = "open",
		[MARK_CANCELLED] = "open",
	};

	html_raw(&p->h, "<table><tr>");
	for (size_t i = 0; i < 4; i++)
		element(p, "th", say(p, heads[i]));
	html_raw(&p->h, "</tr>\n");
	for (size_t k = 0; k < p->form->item_count; k++) {
		const struct item *item = &p->form->items[k];
		const struct mark *mark = &p->score->marks[k];

		html_format(&p->h, "<tr class=\"%s\">", classes[mark->kind]);
		element(p, "td", item_label(p->arena, p->g->exam, item));
		element(p, "td", str_sub(p->sheet->answers[k], 0, 200));
		element(p, "td", key_printed(p->arena, p->g->exam, item));
		html_format(&p->h, "<td>%s ", marks_sign(mark->kind));
		html_text(&p->h, points(p, mark->points));
		html_raw(&p->h, "</td></tr>\n");
	}
	html_raw(&p->h, "</table>\n");
}

static void put_topics(struct pupil *p, size_t i)
{
	struct topic_sum *sums;
	size_t count = marks_topics(p->arena, p->g, i, &sums);

	if (!count)
		return;
	element(p, "h2", say(p, PHRASE_MARKS_TOPICS));
	html_raw(&p->h, "<ul>\n");
	for (size_t k = 0; k < count; k++)
		element(p, "li",
			FILL(p->arena, say(p, PHRASE_MARKS_TOPIC),
				{"topic", sums[k].name},
				{"got", points(p, sums[k].got)},
				{"most", points(p, sums[k].most)}));
	html_raw(&p->h, "</ul>\n");
}

/* ---- what was not right ---- */

/* The question's pictures with their bytes. */
static void take_media(struct pupil *p, const struct media *media, size_t count)
{
	struct media *all = NEW_ARRAY(p->arena, count, struct media);

	for (size_t i = 0; i < count; i++) {
		const struct media *kept =
			exam_media(p->g->exam, media[i].hash);

		all[i] = media[i];
		if (kept)
			all[i].bytes = kept->bytes;
	}
	p->h.media = all;
	p->h.media_count = count;
}

static size_t at_place(const struct item *item, size_t place)
{
	return item->order ? item->order[place] : place;
}

/* As on the paper; the right ones are marked. */
static void put_options(
	struct pupil *p, const struct question *q, const struct item *item)
{
	html_raw(&p->h, "<ol class=\"options\">\n");
	for (size_t i = 0; i < q->option_count; i++) {
		const struct option *o = &q->options[at_place(item, i)];

		html_raw(&p->h, o->right ? "<li class=\"key\">" : "<li>");
		html_inline(&p->h, o->text);
		html_raw(&p->h, "</li>\n");
	}
	html_raw(&p->h, "</ol>\n");
}

static void put_statements(
	struct pupil *p, const struct question *q, const struct item *item)
{
	html_raw(&p->h, "<ol class=\"statements\">\n");
	for (size_t i = 0; i < q->statement_count; i++) {
		const struct statement *s = &q->statements[at_place(item, i)];

		html_raw(&p->h, "<li>");
		html_inline(&p->h, s->text);
		html_raw(&p->h, " <b>");
		html_text(&p->h, say(p, s->key ? PHRASE_TRUE : PHRASE_FALSE));
		html_raw(&p->h, "</b></li>\n");
	}
	html_raw(&p->h, "</ol>\n");
}

static void put_key(struct pupil *p, size_t k)
{
	const struct item *item = &p->form->items[k];

	html_raw(&p->h, "<p class=\"answers\">");
	html_text(&p->h, say(p, PHRASE_MARKS_ANSWER));
	html_raw(&p->h, ": <b>");
	html_text(&p->h, str_sub(p->sheet->answers[k], 0, 200));
	html_raw(&p->h, "</b> · ");
	html_text(&p->h, say(p, PHRASE_MARKS_KEY));
	html_raw(&p->h, ": <b>");
	html_text(&p->h, key_printed(p->arena, p->g->exam, item));
	html_raw(&p->h, "</b></p>\n");
}

static void put_question(struct pupil *p, size_t k)
{
	const struct item *item = &p->form->items[k];
	const struct question *q = &p->g->exam->questions[item->question];
	const struct stimulus *s = exam_stimulus(p->g->exam, q->stimulus);

	html_raw(&p->h, "<section>");
	element(p, "h3",
		FILL(p->arena, say(p, PHRASE_MARKS_QUESTION_OF),
			{"number", item_label(p->arena, p->g->exam, item)}));
	if (s) {
		take_media(p, s->media, s->media_count);
		html_raw(&p->h, "<blockquote>");
		html_markup(&p->h, s->text);
		html_raw(&p->h, "</blockquote>\n");
	}
	take_media(p, q->media, q->media_count);
	html_markup(&p->h, q->stem);
	if (q->option_count)
		put_options(p, q, item);
	if (q->statement_count)
		put_statements(p, q, item);
	put_key(p, k);
	if (q->solution.len) {
		html_raw(&p->h, "<div class=\"solution\">");
		html_markup(&p->h, q->solution);
		html_raw(&p->h, "</div>");
	}
	html_raw(&p->h, "</section>\n");
}

static void put_solutions(struct pupil *p)
{
	bool first = true;

	for (size_t k = 0; k < p->form->item_count; k++) {
		enum mark_kind kind = p->score->marks[k].kind;

		if (kind == MARK_RIGHT || kind == MARK_CANCELLED)
			continue;
		if (first)
			element(p, "h2", say(p, PHRASE_MARKS_SOLUTIONS));
		first = false;
		put_question(p, k);
	}
}

/* ---- the page ---- */

static void put_head(struct pupil *p, struct str title)
{
	html_format(&p->h,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta "
		"charset=\"utf-8\">\n<meta "
		"http-equiv=\"Content-Security-Policy\" content=\"default-src "
		"'none'; img-src data:; style-src 'unsafe-inline'\">\n<meta "
		"name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n",
		p->h.language);
	element(p, "title", title);
	html_raw(&p->h, "\n<style>");
	html_raw(&p->h, style);
	html_raw(&p->h, "</style>\n</head>\n<body>\n");
	element(p, "h1", title);
}

static void put_facts(struct pupil *p, size_t i)
{
	html_raw(&p->h, "<p>");
	html_text(&p->h, p->g->exam->blueprint->title);
	html_raw(&p->h, " · ");
	html_text(&p->h, say(p, PHRASE_MARKS_PERSON));
	html_raw(&p->h, " ");
	html_text(&p->h, p->sheet->person);
	html_raw(&p->h, " · ");
	html_text(&p->h,
		FILL(p->arena, say(p, PHRASE_CODE), {"code", p->form->code}));
	html_raw(&p->h, "</p>\n<p class=\"mark\">");
	html_text(&p->h, say(p, PHRASE_MARKS_MARK));
	html_raw(&p->h, ": <b>");
	html_text(&p->h, points(p, p->g->marks[i]));
	html_raw(&p->h, "</b></p>\n");
}

struct str marks_page(
	struct arena *arena, const struct grading *grading, size_t i)
{
	const struct sheet *sheet = &grading->sheets[i];
	struct pupil p = {.arena = arena,
		.g = grading,
		.sheet = sheet,
		.score = &grading->scores[i],
		.form = &grading->exam->forms[sheet->form],
		.language = grading->exam->blueprint->language};
	struct str name = sheet->name.len ? sheet->name : sheet->person;

	p.h.out.arena = arena;
	p.h.language = str_starts(p.language, "vi") ? "vi" : "en";
	put_head(&p, FILL(arena, say(&p, PHRASE_MARKS_PUPIL), {"name", name}));
	put_facts(&p, i);
	put_answers(&p);
	put_topics(&p, i);
	put_solutions(&p);
	html_raw(&p.h, "</body>\n</html>\n");
	return buf_str(&p.h.out);
}
