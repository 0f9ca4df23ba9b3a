#include "render/heading.h"

#include <math.h>
#include <string.h>

#include "render/phrases.h"

/* What the functions below all need. */
struct head {
	struct galley *g;
	struct arena *arena;
	const struct theme *theme;
	const struct blueprint *blueprint;
	struct str language;
};

static struct head head_of(struct galley *g, struct arena *arena,
	const struct theme *theme, const struct blueprint *blueprint)
{
	return (struct head){g, arena, theme, blueprint, blueprint->language};
}

bool heading_is_official(const struct blueprint *blueprint)
{
	return !str_is(blueprint->heading, "plain");
}

struct str heading_title(const struct blueprint *blueprint)
{
	return blueprint->school.exam.len ? blueprint->school.exam
					  : blueprint->title;
}

static struct str subject_name(const struct blueprint *b)
{
	return phrase_subject(b->language,
		b->subject_name.len ? b->subject_name : b->subject);
}

static struct str say(const struct head *h, enum phrase id)
{
	return phrase(h->language, id);
}

static struct str grade_text(const struct head *h)
{
	return number_text(h->arena, h->blueprint->grade);
}

/* ---- spans as they come ---- */

enum { LINE_SPANS = 24 };

/* A paragraph's words, put together from what the blueprint says. */
struct lines {
	struct span spans[LINE_SPANS];
	size_t count;
};

static void add(struct lines *lines, struct span span)
{
	if (lines->count < LINE_SPANS)
		lines->spans[lines->count++] = span;
}

static void add_line(struct lines *lines, struct str text, unsigned look)
{
	if (!text.len)
		return;
	if (lines->count)
		add(lines, BREAK);
	add(lines, TEXT(text, look));
}

static void set_lines(
	struct galley *g, const struct lines *lines, enum markup_align align)
{
	if (lines->count)
		galley_paragraph(
			g, (struct words){lines->spans, lines->count}, align);
}

/* ---- the logo ---- */

/* What no picture of a question can be called. */
#define LOGO STR("\x7flogo")

static void set_logo(const struct head *h, enum markup_align align)
{
	struct picture_name *name;
	struct markup *image, *paragraph, *document;

	if (!h->theme->logo)
		return;
	name = NEW(h->arena, struct picture_name);
	*name = (struct picture_name){LOGO, h->theme->logo};
	galley_pictures(h->g, (struct picture_names){name, 1});
	image = NEW(h->arena, struct markup);
	paragraph = NEW(h->arena, struct markup);
	document = NEW(h->arena, struct markup);
	*image = (struct markup){
		.kind = MARKUP_IMAGE, .url = LOGO, .text = say(h, PHRASE_LOGO)};
	*paragraph = (struct markup){.kind = MARKUP_PARAGRAPH, .child = image};
	*document =
		(struct markup){.kind = MARKUP_DOCUMENT, .child = paragraph};
	galley_paragraph(h->g, WORDS(MARKUP(document, 0)), align);
}

/* ---- official ---- */

/* Either what the blueprint says, or room to write it. */
static void school_line(
	struct lines *lines, struct str text, struct str label, unsigned look)
{
	if (lines->count)
		add(lines, BREAK);
	if (text.len) {
		add(lines, TEXT(text, look));
		return;
	}
	add(lines, TEXT(label, look));
	add(lines, TEXT(STR(" "), look));
	add(lines, DOTS(70));
}

static void pages_line(const struct head *h)
{
	struct str text = say(h, PHRASE_PAGES);
	size_t at = str_find(text, "{pages}", 0);

	galley_paragraph(h->g,
		WORDS(TEXT(str_sub(text, 0, at), LOOK_ITALIC),
			PAGES(LOOK_ITALIC),
			TEXT(str_sub(text, at + 7, text.len), LOOK_ITALIC)),
		ALIGN_CENTER);
}

static struct lines school_lines(const struct head *h)
{
	const struct school *school = &h->blueprint->school;
	struct lines lines = {.count = 0};

	school_line(&lines, school->department, say(h, PHRASE_DEPARTMENT), 0);
	school_line(&lines, school->name, say(h, PHRASE_SCHOOL), LOOK_BOLD);
	return lines;
}

static void official_left(
	const struct head *h, const struct lines *lines, bool paper)
{
	set_lines(h->g, lines, ALIGN_CENTER);
	galley_rule(h->g, 80, ALIGN_CENTER);
	if (paper)
		pages_line(h);
}

static struct str subject_line(const struct head *h)
{
	const struct blueprint *b = h->blueprint;

	if (!subject_name(b).len)
		return b->grade ? FILL(h->arena, say(h, PHRASE_GRADE),
					  {"grade", grade_text(h)})
				: STR("");
	return FILL(h->arena,
		say(h, b->grade ? PHRASE_SUBJECT_GRADE : PHRASE_SUBJECT),
		{"subject", subject_name(b)}, {"grade", grade_text(h)});
}

static struct str time_text(const struct head *h, enum phrase id)
{
	if (h->blueprint->minutes <= 0)
		return STR("");
	return FILL(h->arena, say(h, id),
		{"minutes", number_text(h->arena, h->blueprint->minutes)});
}

static struct str year_line(const struct head *h)
{
	if (!h->blueprint->school.year.len)
		return STR("");
	return FILL(h->arena, say(h, PHRASE_YEAR),
		{"year", h->blueprint->school.year});
}

static struct lines exam_lines(
	const struct head *h, struct str title, bool paper)
{
	struct lines lines = {.count = 0};
	struct str time = time_text(h, PHRASE_TIME);

	add_line(&lines, title, LOOK_BOLD);
	add_line(&lines, heading_title(h->blueprint), LOOK_BOLD);
	add_line(&lines, year_line(h), LOOK_BOLD);
	add_line(&lines, subject_line(h), LOOK_BOLD);
	if (h->blueprint->date.len)
		add_line(&lines,
			str_format(h->arena, "%.*s %.*s",
				STR_ARG(say(h, PHRASE_DATE)),
				STR_ARG(h->blueprint->date)),
			0);
	if (paper && time.len) {
		add_line(&lines, time, 0);
		add_line(&lines, say(h, PHRASE_TIME_NOTE), LOOK_ITALIC);
	}
	return lines;
}

/* Of the widest line. */
static float lines_width(struct galley *g, const struct lines *lines)
{
	float widest = 0, width = 0;

	for (size_t i = 0; i < lines->count; i++) {
		if (lines->spans[i].kind == SPAN_BREAK) {
			width = 0;
			continue;
		}
		width += galley_measure(g, WORDS(lines->spans[i]));
		widest = fmaxf(widest, width);
	}
	return widest;
}

/* The left side's share of the line: 42 of 100, and up to 52 when its lines
 * are long and the right side's are not. */
static float left_share(
	const struct head *h, const struct lines *left, float room, float right)
{
	float wanted = lines_width(h->g, left) / room;
	float free = 1 - right / room;

	return fmaxf(0.42f, fminf(fminf(wanted, free), 0.52f));
}

static struct str code_text(const struct head *h, struct str code)
{
	return FILL(h->arena, say(h, PHRASE_CODE), {"code", code});
}

static void official(const struct head *h, struct str title, bool paper)
{
	const float gap = 10;
	struct lines left = school_lines(h),
		     right = exam_lines(h, title, paper);
	float share = left_share(
		h, &left, galley_width(h->g) - gap, lines_width(h->g, &right));

	galley_split_begin(h->g, (const float[]){share, 1 - share}, 2, gap);
	set_logo(h, ALIGN_CENTER);
	official_left(h, &left, paper);
	galley_split_next(h->g);
	set_lines(h->g, &right, ALIGN_CENTER);
	galley_split_end(h->g);
}

/* ---- lines of a school's own ---- */

/* What a line may name. */
struct fact {
	const char *name;
	struct str value;
};

enum { FACTS = 10 };

struct facts {
	struct fact v[FACTS];
	size_t count;
};

static void know(struct facts *facts, const char *name, struct str value)
{
	facts->v[facts->count++] = (struct fact){name, value};
}

static struct facts facts_of(const struct head *h, struct str code, long points)
{
	const struct blueprint *b = h->blueprint;
	struct facts facts = {.count = 0};

	know(&facts, "department", b->school.department);
	know(&facts, "school", b->school.name);
	know(&facts, "exam", heading_title(b));
	know(&facts, "subject", subject_name(b));
	know(&facts, "grade", b->grade ? grade_text(h) : STR(""));
	know(&facts, "minutes",
		b->minutes > 0 ? number_text(h->arena, b->minutes) : STR(""));
	know(&facts, "year", b->school.year);
	know(&facts, "date", b->date);
	know(&facts, "code", code);
	know(&facts, "points",
		points ? points_phrase(h->arena, h->language, points)
		       : STR(""));
	return facts;
}

static const struct fact *fact_at(
	const struct facts *facts, struct str text, size_t at, size_t *end)
{
	*end = str_find(text, "}", at);
	if (*end == SIZE_MAX)
		return NULL;
	for (size_t i = 0; i < facts->count; i++)
		if (str_is(str_sub(text, at + 1, *end - at - 1),
			    facts->v[i].name))
			return &facts->v[i];
	return NULL;
}

/* False when the line names what is not said. */
static bool fill_line(struct arena *arena, const struct facts *facts,
	struct str line, struct str *out)
{
	struct buf filled = {.arena = arena};
	size_t end;

	for (size_t at = 0; at < line.len; at++) {
		const struct fact *fact = line.ptr[at] == '{'
			? fact_at(facts, line, at, &end)
			: NULL;

		if (!fact) {
			buf_char(&filled, line.ptr[at]);
			continue;
		}
		if (!fact->value.len)
			return false;
		buf_add(&filled, fact->value);
		at = end;
	}
	*out = buf_str(&filled);
	return true;
}

/* "**bold**", "*italic*": the look of the whole line. */
static unsigned take_look(struct str *line)
{
	static const struct {
		const char *mark;
		unsigned look;
	} marks[] = {{"***", LOOK_BOLD | LOOK_ITALIC}, {"**", LOOK_BOLD},
		{"*", LOOK_ITALIC}};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t len = strlen(marks[i].mark);

		if (line->len <= 2 * len || !str_starts(*line, marks[i].mark) ||
			!str_ends(*line, marks[i].mark))
			continue;
		*line = str_sub(*line, len, line->len - 2 * len);
		return marks[i].look;
	}
	return 0;
}

static void own_line(
	const struct head *h, const struct facts *facts, struct str line)
{
	unsigned look = take_look(&line);
	struct str text;
	size_t at;

	if (!fill_line(h->arena, facts, line, &text))
		return;
	at = str_find(text, "{pages}", 0);
	if (str_is(text, "---"))
		galley_rule(h->g, 80, ALIGN_CENTER);
	else if (at == SIZE_MAX)
		galley_paragraph(h->g, WORDS(TEXT(text, look)), ALIGN_CENTER);
	else
		galley_paragraph(h->g,
			WORDS(TEXT(str_sub(text, 0, at), look), PAGES(look),
				TEXT(str_sub(text, at + 7, text.len), look)),
			ALIGN_CENTER);
}

static void own_head(
	const struct head *h, struct str title, struct str code, long points)
{
	struct facts facts = facts_of(h, code, points);
	const struct theme *theme = h->theme;

	galley_split_begin(h->g, (const float[]){1, 1}, 2, 10);
	set_logo(h, ALIGN_CENTER);
	for (size_t i = 0; i < theme->left.count; i++)
		own_line(h, &facts, theme->left.v[i]);
	galley_split_next(h->g);
	if (title.len)
		galley_paragraph(
			h->g, WORDS(TEXT(title, LOOK_BOLD)), ALIGN_CENTER);
	for (size_t i = 0; i < theme->right.count; i++)
		own_line(h, &facts, theme->right.v[i]);
	galley_split_end(h->g);
}

static struct str before_blank(const struct head *h, enum phrase id)
{
	return str_format(h->arena, "%.*s ", STR_ARG(say(h, id)));
}

/* Room for a name, in line heights; points. */
enum { NAME_ROOM = 9, NUMBER_BLANK = 100, CODE_GAP = 14 };

/* On two lines where one leaves no room to write a name. */
static void official_names(const struct head *h, struct str code)
{
	struct span name[] = {TEXT(before_blank(h, PHRASE_NAME), 0), DOTS(0)};
	struct span rest[] = {TEXT(before_blank(h, PHRASE_NUMBER), 0),
		DOTS(NUMBER_BLANK), SPACE(CODE_GAP),
		TEXT(code_text(h, code), LOOK_BOLD | LOOK_BOX)};
	float taken = galley_measure(h->g, WORDS(name[0])) +
		galley_measure(h->g, (struct words){rest, 4});
	float least = NAME_ROOM * galley_leading(h->g);

	galley_space(h->g, 6);
	if (galley_width(h->g) - taken < least) {
		rest[1] = DOTS(0);
		galley_paragraph(h->g, (struct words){name, 2}, ALIGN_LEFT);
		galley_paragraph(h->g, (struct words){rest, 4}, ALIGN_LEFT);
	} else {
		galley_paragraph(h->g,
			WORDS(name[0], name[1], TEXT(STR(" "), 0), rest[0],
				rest[1], rest[2], rest[3]),
			ALIGN_LEFT);
	}
	galley_space(h->g, 4);
}

/* ---- plain ---- */

static void add_fact(struct buf *out, struct str fact)
{
	if (!fact.len)
		return;
	if (out->len)
		buf_text(out, " · ");
	buf_add(out, fact);
}

static void plain_facts(const struct head *h, long points, bool paper)
{
	const struct blueprint *b = h->blueprint;
	struct buf facts = {.arena = h->arena};

	add_fact(&facts, subject_name(b));
	if (b->grade)
		add_fact(&facts,
			FILL(h->arena, say(h, PHRASE_GRADE),
				{"grade", grade_text(h)}));
	if (paper)
		add_fact(&facts, time_text(h, PHRASE_TIME_SHORT));
	if (points)
		add_fact(&facts, points_phrase(h->arena, h->language, points));
	add_fact(&facts, b->date);
	if (facts.len)
		galley_paragraph(h->g, WORDS(TEXT(buf_str(&facts), LOOK_MUTED)),
			ALIGN_LEFT);
}

static void plain_school(const struct head *h)
{
	const struct school *school = &h->blueprint->school;
	struct buf out = {.arena = h->arena};

	add_fact(&out, school->department);
	add_fact(&out, school->name);
	add_fact(&out, year_line(h));
	if (out.len)
		galley_paragraph(h->g, WORDS(TEXT(buf_str(&out), LOOK_MUTED)),
			ALIGN_LEFT);
}

static void plain_names(const struct head *h)
{
	galley_space(h->g, 6);
	galley_paragraph(h->g,
		WORDS(TEXT(before_blank(h, PHRASE_NAME), 0), DOTS(0),
			TEXT(STR(" "), 0),
			TEXT(before_blank(h, PHRASE_CLASS), 0), DOTS(70),
			TEXT(STR(" "), 0),
			TEXT(before_blank(h, PHRASE_DATE), 0), DOTS(80)),
		ALIGN_LEFT);
}

static void plain_end(const struct head *h)
{
	galley_space(h->g, 2);
	galley_rule(h->g, 0, ALIGN_LEFT);
}

/* ---- both ---- */

void heading_paper(struct galley *g, struct arena *arena,
	const struct theme *theme, const struct blueprint *blueprint,
	struct str code, long points)
{
	struct head h = head_of(g, arena, theme, blueprint);

	if (heading_is_official(blueprint)) {
		if (theme->own_heading)
			own_head(&h, STR(""), code, points);
		else
			official(&h, STR(""), true);
		official_names(&h, code);
		return;
	}
	set_logo(&h, ALIGN_LEFT);
	plain_school(&h);
	galley_paragraph(g,
		WORDS(TEXT(heading_title(blueprint),
			      LOOK_BOLD | LOOK_LARGE | LOOK_LABEL),
			SPACE(0),
			TEXT(code_text(&h, code), LOOK_BOLD | LOOK_BOX)),
		ALIGN_LEFT);
	plain_facts(&h, points, true);
	plain_names(&h);
	plain_end(&h);
}

void heading_teacher(struct galley *g, struct arena *arena,
	const struct theme *theme, const struct blueprint *blueprint,
	struct str title)
{
	struct head h = head_of(g, arena, theme, blueprint);

	if (heading_is_official(blueprint)) {
		if (theme->own_heading)
			own_head(&h, title, STR(""), 0);
		else
			official(&h, title, false);
		galley_space(g, 10);
		return;
	}
	set_logo(&h, ALIGN_LEFT);
	plain_school(&h);
	galley_paragraph(g,
		WORDS(TEXT(heading_title(blueprint),
			      LOOK_BOLD | LOOK_LARGE | LOOK_LABEL),
			BREAK, TEXT(title, LOOK_BOLD)),
		ALIGN_LEFT);
	plain_facts(&h, 0, false);
	plain_end(&h);
}

struct galley_info heading_info(
	struct arena *arena, const struct blueprint *blueprint, struct str what)
{
	return (struct galley_info){
		.title = str_format(arena, "%.*s – %.*s",
			STR_ARG(heading_title(blueprint)), STR_ARG(what)),
		.author = blueprint->school.name,
		.subject = subject_name(blueprint),
		.language = blueprint->language,
	};
}

void heading_foot(struct galley *g, struct arena *arena,
	const struct blueprint *blueprint, struct str code)
{
	struct running foot = {.look = LOOK_SMALL};

	foot.right = phrase(
		blueprint->language, code.len ? PHRASE_FOOT : PHRASE_COUNT);
	foot.right = FILL(arena, foot.right, {"code", code});
	galley_footer(g, &foot);
}
