#include "banks/amc.h"

#include "banks/amc_text.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { OPTIONS_MOST = 26, GROUPS_MOST = 20 };

enum amc_kind { AMC_NONE, AMC_ONE, AMC_SEVERAL, AMC_OPEN };

struct group {
	struct str title;
	struct buf text; /* before its first question */
	struct str stimulus;
};

struct amc {
	struct foreign f;
	struct amc_text text;
	struct group groups[GROUPS_MOST];
	size_t group_count;
	enum amc_kind kind;
	unsigned asked_line; /* of the question at hand */
	struct str options, scoring;
	struct buf stem;
	struct buf answers[OPTIONS_MOST];
	bool right[OPTIONS_MOST];
	size_t count;
	struct buf *into; /* lines to come; NULL none */
	unsigned line, passed, passed_line;
	bool begun; /* the settings are over */
};

/* ---- options and scoring ---- */

/* "name=value" in a list with commas; "" when it is not there. */
static bool find_option(struct str list, const char *name, struct str *value)
{
	struct str one;

	while (str_cut(&list, ',', &one)) {
		struct str key;

		*value = one;
		(void)str_cut(value, '=', &key);
		if (str_is(str_trim(key), name)) {
			*value = str_trim(*value);
			return true;
		}
	}
	*value = STR("");
	return false;
}

/* The group in such signs at the beginning of the line, which goes behind. */
static struct str take_group(struct str *line, char open, char close)
{
	const char end[] = {close, '\0'};
	size_t at;
	struct str inside;

	if (!line->len || line->ptr[0] != open)
		return STR("");
	at = str_find(*line, end, 1);
	if (at == SIZE_MAX)
		return STR("");
	inside = str_sub(*line, 1, at - 1);
	*line = str_trim(str_sub(*line, at + 1, line->len));
	return inside;
}

/* "b=2,m=-1": b is what a right answer gives. */
static void take_scoring(struct amc *a, struct question *q)
{
	struct str value, list = a->scoring, one;
	struct decimal points;

	if (!list.len)
		return;
	if (find_option(list, "b", &value) && decimal_parse(value, &points) &&
		points.units > 0 && points.units < 1000000 &&
		points.places <= 3) {
		for (; points.places < 3; points.places++)
			points.units *= 10;
		q->points = (long)points.units;
	}
	while (str_cut(&list, ',', &one))
		if (!str_starts(str_trim(one), "b="))
			foreign_loss(
				&a->f, _("the scoring %.*s"), STR_ARG(one));
}

/* ---- a question ---- */

static struct question question_of(struct amc *a)
{
	struct question q = question_empty();
	struct option *options = NEW_ARRAY(a->f.arena, a->count, struct option);
	struct str value;

	q.stem = amc_markdown(&a->text, buf_str(&a->stem));
	for (size_t i = 0; i < a->count; i++)
		options[i] = (struct option){
			.text = amc_markdown(&a->text, buf_str(&a->answers[i])),
			.right = a->right[i]};
	q.type = a->kind == AMC_ONE   ? TYPE_CHOICE
		: a->kind == AMC_OPEN ? TYPE_ESSAY
				      : TYPE_MULTIPLE;
	if (a->kind != AMC_OPEN) {
		q.options = options;
		q.option_count = a->count;
	}
	q.fixed = find_option(a->options, "ordered", &value);
	if ((find_option(a->options, "id", &value) ||
		    find_option(a->options, "name", &value)) &&
		question_id_sound(value))
		q.id = value;
	if (find_option(a->options, "indicative", &value))
		foreign_loss(&a->f, "%s", _("that it does not count"));
	take_scoring(a, &q);
	return q;
}

static bool put_stimulus(struct amc *a, struct group *group, struct error *err)
{
	struct str text = str_trim(buf_str(&group->text));
	struct stimulus s = {.line = a->f.line, .column = 1};

	if (!text.len || group->stimulus.len)
		return true;
	s.text = amc_markdown(&a->text, text);
	s.id = str_format(
		a->f.keep, "p-%.12s", hash_hex(a->f.arena, s.text).ptr);
	group->stimulus = s.id;
	return a->f.sink->stimulus(a->f.sink->ctx, &s, err);
}

/* The titles of the groups it stands in are its topic; the innermost text is
 * its passage. */
static bool take_groups(struct amc *a, struct question *q, struct error *err)
{
	struct str path[GROUPS_MOST];
	size_t n = 0;

	for (size_t i = 0; i < a->group_count; i++) {
		if (a->groups[i].title.len)
			path[n++] = a->groups[i].title;
		if (!put_stimulus(a, &a->groups[i], err))
			return false;
		if (a->groups[i].stimulus.len)
			q->stimulus = a->groups[i].stimulus;
	}
	a->f.topic = STR("");
	return !n || foreign_topic(&a->f, path, n, STR(""), err);
}

static bool end_question(struct amc *a, struct error *err)
{
	enum amc_kind kind = a->kind;
	struct question q;
	size_t rights = 0;

	if (kind == AMC_NONE)
		return true;
	a->f.line = a->asked_line;
	q = question_of(a);
	for (size_t i = 0; i < a->count; i++)
		rights += a->right[i];
	a->kind = AMC_NONE;
	a->into = NULL;
	if (kind == AMC_ONE && rights != 1) {
		foreign_fault(&a->f, "%s",
			_("exactly one answer must have a + where the "
			  "question has one star"));
		return true;
	}
	return take_groups(a, &q, err) && foreign_put(&a->f, &q, err);
}

/* ---- lines ---- */

static void begin_question(struct amc *a, struct str line)
{
	size_t stars = 0;

	while (stars < line.len && line.ptr[stars] == '*')
		stars++;
	line = str_sub(line, stars, line.len);
	a->kind = stars > 1 ? AMC_SEVERAL : AMC_ONE;
	a->asked_line = a->line;
	a->options = a->scoring = STR("");
	a->count = 0;
	for (bool more = true; more;) {
		size_t before = line.len;
		struct str options = take_group(&line, '[', ']');

		if (options.len)
			a->options = str_copy(a->f.keep, options);
		else if (line.len && line.ptr[0] == '{')
			a->scoring = str_copy(
				a->f.keep, take_group(&line, '{', '}'));
		else if (line.len && line.ptr[0] == '<') {
			(void)take_group(&line, '<', '>');
			a->kind = AMC_OPEN;
		}
		more = line.len < before;
	}
	a->stem = (struct buf){.arena = a->f.keep};
	buf_add(&a->stem, str_trim(line));
	a->into = &a->stem;
}

static void begin_answer(struct amc *a, struct str line)
{
	bool right = line.ptr[0] == '+';
	struct str scoring;

	line = str_trim(str_sub(line, 1, line.len));
	/* "[O]" is a label for the marker's grid; "[[" begins LaTeX, "[_" and
	 * the like marks. */
	if (line.len > 1 && !strchr("[_*|=v", line.ptr[1]))
		(void)take_group(&line, '[', ']');
	scoring = take_group(&line, '{', '}');
	if (scoring.len) {
		a->f.line = a->line;
		foreign_loss(&a->f, _("the scoring %.*s"), STR_ARG(scoring));
	}
	/* Grades of an essay are the marker's, not the pupils'. */
	if (a->kind == AMC_OPEN) {
		a->into = NULL;
		return;
	}
	if (a->count == OPTIONS_MOST) {
		a->f.line = a->line;
		foreign_loss(&a->f, _("the answer %.*s"), STR_ARG(line));
		a->into = NULL;
		return;
	}
	a->right[a->count] = right;
	a->answers[a->count] = (struct buf){.arena = a->f.keep};
	buf_add(&a->answers[a->count], line);
	a->into = &a->answers[a->count++];
}

static void begin_group(struct amc *a, struct str line)
{
	struct str options, title;
	struct group *group;

	line = str_trim(str_sub(line, 2, line.len));
	options = take_group(&line, '[', ']');
	if (a->group_count == GROUPS_MOST) {
		a->f.line = a->line;
		foreign_loss(&a->f, "%s", _("a group in twenty others"));
		a->into = NULL;
		return;
	}
	group = &a->groups[a->group_count++];
	*group = (struct group){.text.arena = a->f.keep};
	if (!find_option(options, "title", &title))
		(void)find_option(options, "name", &title);
	group->title = utf8_nfc(a->f.keep, title);
	buf_add(&group->text, line);
	a->into = &group->text;
}

static void pass(struct amc *a)
{
	if (!a->passed++)
		a->passed_line = a->line;
}

/* "Title: …", before the questions. */
static bool read_setting(struct amc *a, struct str line)
{
	struct str key, value = line;

	if (a->begun || !str_cut(&value, ':', &key) || !value.ptr || !key.len ||
		str_find(key, " ", 0) != SIZE_MAX)
		return false;
	value = str_trim(value);
	if (str_is(key, "LaTeX"))
		a->text.latex = !str_is(value, "0");
	pass(a);
	return true;
}

static bool read_line(struct amc *a, struct str line, struct error *err)
{
	struct str bare = str_trim(line);

	if (str_starts(bare, "Include:") || str_starts(bare, "IncludeFile:")) {
		a->f.line = a->line;
		foreign_loss(&a->f, _("what it includes: %.*s"), STR_ARG(bare));
		return true;
	}
	if (str_starts(line, "#") || (!a->begun && read_setting(a, line)))
		return true;
	if (str_starts(line, "*")) {
		a->begun = true;
		if (!end_question(a, err))
			return false;
		if (str_starts(line, "*("))
			begin_group(a, line);
		else if (str_starts(line, "*)"))
			a->group_count -= a->group_count > 0;
		else
			begin_question(a, line);
		return true;
	}
	if (a->kind && (str_starts(line, "+") || str_starts(line, "-"))) {
		begin_answer(a, bare);
		return true;
	}
	if (a->into && (bare.len || a->into->len)) {
		buf_char(a->into, '\n');
		buf_add(a->into, bare);
	} else if (bare.len) {
		pass(a);
	}
	return true;
}

static bool read_all(struct amc *a, struct str text, struct error *err)
{
	struct str line;

	while (str_cut(&text, '\n', &line)) {
		a->line++;
		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
		if (!read_line(a, line, err))
			return false;
	}
	return end_question(a, err);
}

static bool amc_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct amc *a = NEW(arena, struct amc);
	bool worked;

	a->f = (struct foreign){.arena = arena,
		.keep = arena,
		.file = file,
		.report = report,
		.sink = sink,
		.column = 1};
	a->text.f = &a->f;
	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_sub(text, 3, text.len);
	worked = read_all(a, text, err);
	if (a->passed)
		report_add(report, FINDING_BESIDE, file, a->passed_line, 1,
			a->passed);
	return worked;
}

/* Stars with answers below them, and hardly anything else. */
static int recognise(struct str text)
{
	size_t questions = 0, answers = 0, rights = 0;
	struct str line;
	bool asked = false;

	text = str_sub(text, 0, 64 * 1024);
	while (str_cut(&text, '\n', &line)) {
		if (str_starts(line, "*") && line.len > 2 &&
			strchr(" \t[{<*", line.ptr[1])) {
			questions++;
			asked = true;
		} else if (asked && line.len > 1 && strchr("+-", line.ptr[0]) &&
			strchr(" \t[{", line.ptr[1])) {
			answers++;
			rights += line.ptr[0] == '+';
		}
	}
	if (!questions || !answers || !rights)
		return 0;
	return answers >= 2 * questions ? 80 : 50;
}

static const char *const endings[] = {NULL};

const struct format format_amc = {
	.name = "amc",
	.label = N_("AMC-TXT (auto-multiple-choice)"),
	.endings = endings,
	.recognise = recognise,
	.read = amc_read,
};
