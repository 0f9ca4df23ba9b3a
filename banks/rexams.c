#include "banks/rexams_parts.h"

#include "banks/rexams.h"
#include "base/i18n.h"
#include "base/utf8.h"

struct str rexams_field(const struct rexams *x, const char *name)
{
	for (size_t i = 0; i < x->field_count; i++)
		if (str_is(x->fields[i].name, name))
			return x->fields[i].value;
	return STR("");
}

/* ---- solutions ---- */

/* "01001": which of the items are right. */
static bool read_bits(struct str text, bool *right, size_t count)
{
	if (text.len != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (text.ptr[i] != '0' && text.ptr[i] != '1')
			return false;
		right[i] = text.ptr[i] == '1';
	}
	return true;
}

static bool fault_of_solution(struct rexams *x, const char *name)
{
	foreign_fault(x->f, _("exsolution '%.*s' does not suit %s"),
		STR_ARG(rexams_field(x, "exsolution")), name);
	return false;
}

static bool make_options(struct rexams *x, struct question *q, bool several)
{
	struct option *options =
		NEW_ARRAY(x->f->arena, x->item_count, struct option);
	bool right[REXAMS_ITEMS];

	if (!read_bits(rexams_field(x, "exsolution"), right, x->item_count))
		return fault_of_solution(x, several ? "mchoice" : "schoice");
	for (size_t i = 0; i < x->item_count; i++) {
		options[i] =
			(struct option){.text = x->items[i], .right = right[i]};
		if (x->comment_count == x->item_count)
			options[i].feedback = x->comments[i];
	}
	q->type = several ? TYPE_MULTIPLE : TYPE_CHOICE;
	q->options = options;
	q->option_count = x->item_count;
	return true;
}

static bool make_number(struct rexams *x, struct question *q)
{
	struct number *number = NEW(x->f->arena, struct number);
	struct str tolerance = rexams_field(x, "extol");

	if (!decimal_parse(rexams_field(x, "exsolution"), &number->value))
		return fault_of_solution(x, "num");
	if (tolerance.len &&
		(!decimal_parse(tolerance, &number->tolerance) ||
			number->tolerance.units < 0)) {
		foreign_loss(x->f, _("the tolerance %.*s"), STR_ARG(tolerance));
		number->tolerance = (struct decimal){0};
	}
	number->credit = POINT;
	q->type = TYPE_NUMERIC;
	q->numbers = number;
	q->number_count = 1;
	return true;
}

static bool make_text(struct rexams *x, struct question *q)
{
	struct accepted *accepted = NEW(x->f->arena, struct accepted);
	struct str kind = rexams_field(x, "exstringtype");

	q->type = TYPE_ESSAY;
	if (str_find(kind, "essay", 0) != SIZE_MAX ||
		str_find(kind, "file", 0) != SIZE_MAX)
		return true;
	accepted->text = rexams_field(x, "exsolution");
	accepted->credit = POINT;
	if (!accepted->text.len || str_is(accepted->text, "nil"))
		return true;
	q->type = TYPE_SHORT;
	q->accepted = accepted;
	q->accepted_count = 1;
	return true;
}

/* ---- several parts in one ---- */

enum { PARTS_MOST = 100 };

struct part {
	struct str type, solution, label;
	struct gap gap;
};

static size_t cut_parts(struct str list, struct str *out)
{
	struct str one;
	size_t n = 0;

	while (n < PARTS_MOST && str_cut(&list, '|', &one))
		out[n++] = str_trim(one);
	return n;
}

static bool is_choice(const struct part *p)
{
	return str_is(p->type, "schoice");
}

/* The items of a choice are its options; of others one is its label, where the
 * list has one for each. */
static bool take_items(struct rexams *x, struct part *parts, size_t count)
{
	size_t choices = 0, singles = 0, at = 0;
	bool labels;

	for (size_t i = 0; i < count; i++)
		if (is_choice(&parts[i]))
			choices += parts[i].solution.len;
		else
			singles++;
	labels = x->item_count == choices + singles;
	if (!labels && x->item_count != choices)
		return fault_of_solution(x, "cloze");
	for (size_t i = 0; i < count; i++) {
		size_t n = parts[i].solution.len;
		struct option *options;
		bool right[REXAMS_ITEMS];

		if (!is_choice(&parts[i])) {
			if (labels)
				parts[i].label = x->items[at++];
			continue;
		}
		if (n > REXAMS_ITEMS || !read_bits(parts[i].solution, right, n))
			return fault_of_solution(x, "cloze");
		options = NEW_ARRAY(x->f->arena, n, struct option);
		for (size_t k = 0; k < n; k++)
			options[k] = (struct option){
				.text = x->items[at++], .right = right[k]};
		parts[i].gap.options = options;
		parts[i].gap.option_count = n;
	}
	return true;
}

static bool make_gap(struct rexams *x, struct part *p, bool tolerance)
{
	struct accepted *accepted = NEW(x->f->arena, struct accepted);

	if (is_choice(p))
		return true;
	if (!str_is(p->type, "num") && !str_is(p->type, "string")) {
		foreign_fault(x->f, _("no question of ours asks by %s"),
			str_cstr(x->f->arena,
				str_format(x->f->arena, "cloze: %.*s",
					STR_ARG(p->type))));
		return false;
	}
	if (tolerance && str_is(p->type, "num"))
		foreign_loss(x->f, _("the tolerance %.*s"),
			STR_ARG(rexams_field(x, "extol")));
	accepted->text = p->solution;
	accepted->credit = POINT;
	p->gap.accepted = accepted;
	p->gap.accepted_count = 1;
	return true;
}

/* "##ANSWER2##" is where gap 2 goes; gaps without such a place are lines below.
 */
static struct str stem_of(struct rexams *x, struct part *parts, size_t count)
{
	struct buf out = {.arena = x->f->arena};
	bool placed[PARTS_MOST] = {false};
	struct str text = x->question;

	for (size_t at = 0; at < text.len;) {
		struct str rest = str_sub(text, at, 16), digits;
		size_t end = str_starts(rest, "##ANSWER")
			? str_find(rest, "##", 8)
			: SIZE_MAX;
		long number;

		if (end != SIZE_MAX) {
			digits = str_sub(rest, 8, end - 8);
			if (str_to_long(digits, &number) && number >= 1 &&
				(size_t)number <= count &&
				!placed[number - 1]) {
				placed[number - 1] = true;
				buf_format(&out, "{{%ld}}", number);
				at += end + 2;
				continue;
			}
		}
		buf_char(&out, text.ptr[at++]);
	}
	for (size_t i = 0; i < count; i++)
		if (!placed[i])
			buf_format(&out, "\n\n%c) %.*s%s{{%zu}}",
				(char)('a' + i % 26), STR_ARG(parts[i].label),
				parts[i].label.len ? " " : "", i + 1);
	return str_trim(buf_str(&out));
}

static bool make_cloze(struct rexams *x, struct question *q)
{
	struct str types[PARTS_MOST], solutions[PARTS_MOST];
	size_t count = cut_parts(rexams_field(x, "exclozetype"), types);
	struct part *parts = NEW_ARRAY(x->f->arena, count, struct part);
	struct gap *gaps = NEW_ARRAY(x->f->arena, count, struct gap);
	bool tolerance = false;

	if (cut_parts(rexams_field(x, "exsolution"), solutions) != count)
		return fault_of_solution(x, "cloze");
	for (size_t i = 0; i < rexams_field(x, "extol").len; i++)
		tolerance |= strchr("0.|, ", rexams_field(x, "extol").ptr[i]) ==
			NULL;
	for (size_t i = 0; i < count; i++)
		parts[i] = (struct part){
			.type = types[i], .solution = solutions[i]};
	if (!take_items(x, parts, count))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!make_gap(x, &parts[i], tolerance))
			return false;
		gaps[i] = parts[i].gap;
	}
	q->type = TYPE_CLOZE;
	q->stem = stem_of(x, parts, count);
	q->gaps = gaps;
	q->gap_count = count;
	return true;
}

/* ---- fields ---- */

static void take_shuffle(struct rexams *x, struct question *q)
{
	struct str shuffle = rexams_field(x, "exshuffle");
	long number;

	if (str_is(shuffle, "FALSE"))
		q->fixed = true;
	else if (str_to_long(shuffle, &number) && number > 0 &&
		(size_t)number < q->option_count)
		foreign_loss(
			x->f, _("that %ld of the options are shown"), number);
}

static void take_points(struct rexams *x, struct question *q)
{
	struct decimal points;

	if (!decimal_parse(rexams_field(x, "expoints"), &points) ||
		points.units <= 0 || points.places > 3 ||
		points.units > 1000000)
		return;
	for (; points.places < 3; points.places++)
		points.units *= 10;
	q->points = (long)points.units;
}

static void tell_others(struct rexams *x)
{
	static const char *const known[] = {"extype", "exsolution", "exname",
		"extitle", "exshuffle", "extol", "expoints", "exsection",
		"exclozetype", "exstringtype", "extags", "exauthor", NULL};

	for (size_t i = 0; i < x->field_count; i++) {
		bool found = false;

		for (size_t k = 0; known[k]; k++)
			found |= str_is(x->fields[i].name, known[k]);
		if (!found)
			foreign_loss(x->f, "%.*s", STR_ARG(x->fields[i].name));
	}
}

static void take_fields(struct rexams *x, struct question *q)
{
	struct str name = rexams_field(x, "exname"), tags, one;

	if (question_id_sound(name))
		q->id = name;
	q->source = rexams_field(x, "extitle");
	if (!q->source.len && !q->id.len)
		q->source = name;
	q->author = rexams_field(x, "exauthor");
	tags = rexams_field(x, "extags");
	while (str_cut(&tags, ',', &one))
		if (str_trim(one).len)
			foreign_set_tag(x->f, q, str_trim(one));
	take_shuffle(x, q);
	take_points(x, q);
	tell_others(x);
}

bool rexams_question(struct rexams *x, struct question *q)
{
	struct str type = rexams_field(x, "extype");
	bool made;

	q->stem = x->question;
	q->solution = x->solution;
	if (str_is(type, "schoice") || str_is(type, "mchoice"))
		made = make_options(x, q, str_is(type, "mchoice"));
	else if (str_is(type, "num"))
		made = make_number(x, q);
	else if (str_is(type, "string"))
		made = make_text(x, q);
	else if (str_is(type, "cloze"))
		made = make_cloze(x, q);
	else {
		foreign_fault(x->f, _("no question of ours asks by %s"),
			str_cstr(x->f->arena, type));
		return false;
	}
	if (made)
		take_fields(x, q);
	return made;
}

/* ---- a file ---- */

static bool take_section(struct rexams *x, struct error *err)
{
	struct str section = rexams_field(x, "exsection"), path[20], one;
	size_t n = 0;

	while (n < 20 && str_cut(&section, '/', &one))
		if (str_trim(one).len)
			path[n++] = str_trim(one);
	return !n || foreign_topic(x->f, path, n, STR(""), err);
}

static bool rexams_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct foreign f = {.arena = arena,
		.keep = arena,
		.file = file,
		.report = report,
		.sink = sink,
		.line = 1,
		.column = 1};
	struct rexams *x = NEW(arena, struct rexams);
	struct question q = question_empty();

	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_sub(text, 3, text.len);
	x->f = &f;
	rexams_split(x, utf8_nfc(arena, text));
	if (x->dynamic) {
		foreign_fault(&f, "%s",
			_("R makes this exercise, and R is not run: bring in "
			  "what exams2moodle or exams2qti21 made of it"));
		return true;
	}
	if (x->code)
		foreign_loss(&f, "%s", _("a chunk of R"));
	return !rexams_question(x, &q) ||
		(take_section(x, err) && foreign_put(&f, &q, err));
}

static int recognise(struct str text)
{
	text = str_sub(text, 0, 256 * 1024);
	if (str_find(text, "extype", 0) == SIZE_MAX ||
		str_find(text, "exsolution", 0) == SIZE_MAX)
		return 0;
	if (str_find(text, "\\extype{", 0) != SIZE_MAX &&
		str_find(text, "\\begin{question}", 0) != SIZE_MAX)
		return 97;
	return str_find(text, "extype:", 0) != SIZE_MAX &&
			str_find(text, "Question\n==", 0) != SIZE_MAX
		? 97
		: 0;
}

static const char *const endings[] = {NULL};

const struct format format_rexams = {
	.name = "rexams",
	.label = N_("R/exams exercises (Rmd, Rnw) without R code"),
	.endings = endings,
	.recognise = recognise,
	.read = rexams_read,
};
