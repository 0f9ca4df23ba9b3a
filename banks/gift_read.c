#include "banks/foreign.h"
#include "banks/gift.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { PARTS_MOST = 4096, PATH_MOST = 64, SEVERAL = 2 };

/* A file as it is read: block by block, which blank lines end. */
struct gift {
	struct foreign f;
	struct str text;
	size_t at;
	unsigned line; /* of text at `at` */
	struct str id; /* from a comment, for what comes next */
	struct str *tags;
	size_t tag_count, tag_capacity;
	enum foreign_text format; /* of the question at hand */
};

/* ---- escapes ---- */

/* The first of marks at or after from that no backslash precedes. */
static size_t find_mark(struct str s, const char *marks, size_t from)
{
	char first = marks[0], second = marks[1] ? marks[1] : first;
	const char *others = marks[1] ? marks + 2 : "";

	for (size_t i = from; i < s.len; i++) {
		char c = s.ptr[i];

		if (c == '\\' && i + 1 < s.len)
			i++;
		else if (c == first || c == second ||
			(*others && c && strchr(others, c)))
			return i;
	}
	return SIZE_MAX;
}

static struct str before(struct str s, size_t at)
{
	return str_sub(s, 0, at);
}

static struct str after(struct str s, size_t at)
{
	return str_sub(s, at, s.len);
}

/* What \ stands before is meant as it is; \n is a line end, one of the file is
 * not but in Markdown: people break long lines. */
static struct str unescape(struct gift *g, struct str s)
{
	struct buf out = {.arena = g->f.arena};

	if (!s.len ||
		(!memchr(s.ptr, '\\', s.len) && !memchr(s.ptr, '\n', s.len)))
		return s;
	for (size_t i = 0; i < s.len; i++) {
		char next = i + 1 < s.len ? s.ptr[i + 1] : 0;

		if (s.ptr[i] == '\\' && next == 'n') {
			buf_char(&out, '\n');
			i++;
		} else if (s.ptr[i] == '\\' && next &&
			strchr("~=#{}:\\", next)) {
			buf_char(&out, next);
			i++;
		} else if (s.ptr[i] == '\n' && g->format != FOREIGN_MARKDOWN) {
			buf_char(&out, ' ');
		} else {
			buf_char(&out, s.ptr[i]);
		}
	}
	return buf_str(&out);
}

/* "[html]" at the beginning says how the text is written. */
static enum foreign_text take_format(struct str *s, enum foreign_text otherwise)
{
	static const struct {
		const char *name;
		enum foreign_text format;
	} marks[] = {{"[html]", FOREIGN_HTML}, {"[moodle]", FOREIGN_AUTO},
		{"[plain]", FOREIGN_PLAIN}, {"[markdown]", FOREIGN_MARKDOWN}};

	*s = str_trim(*s);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(*s, marks[i].name)) {
			*s = str_trim(after(*s, strlen(marks[i].name)));
			return marks[i].format;
		}
	return otherwise;
}

static struct str markdown(struct gift *g, struct str s)
{
	enum foreign_text format = take_format(&s, g->format);

	return foreign_markdown(&g->f, unescape(g, s), format);
}

static struct str plain(struct gift *g, struct str s)
{
	enum foreign_text format = take_format(&s, g->format);

	return foreign_plain(&g->f, unescape(g, s), format);
}

/* ---- answers ---- */

/* One answer: "=%50%text#feedback". */
struct answer {
	char sign; /* '=', '~' or 0 */
	bool weighted;
	long weight; /* thousandths */
	struct str text, feedback;
};

/* "%33.333%": a share of a hundred, rounded to thousandths of it all. */
static void take_weight(struct gift *g, struct answer *answer)
{
	struct str text = answer->text, number;
	size_t end;
	double percent;

	if (!str_starts(text, "%"))
		return;
	end = str_find(text, "%", 1);
	if (end == SIZE_MAX)
		return;
	number = str_trim(str_sub(text, 1, end - 1));
	if (!str_to_double(number, &percent))
		return;
	if (percent < -100 || percent > 100) {
		foreign_fault(&g->f, _("a weight of %.*s %% is more than all"),
			STR_ARG(number));
		percent = 0;
	}
	answer->weighted = true;
	answer->weight = (long)(percent * 10 + (percent < 0 ? -0.5 : 0.5));
	answer->text = str_trim(after(text, end + 1));
}

static struct answer answer_of(struct gift *g, struct str text)
{
	struct answer answer = {.text = str_trim(text)};
	size_t end;

	if (answer.text.len && strchr("=~", answer.text.ptr[0])) {
		answer.sign = answer.text.ptr[0];
		answer.text = str_trim(after(answer.text, 1));
	}
	answer.weight = answer.sign == '~' ? 0 : POINT;
	take_weight(g, &answer);
	end = find_mark(answer.text, "#", 0);
	if (end != SIZE_MAX) {
		answer.feedback = str_trim(after(answer.text, end + 1));
		answer.text = str_trim(before(answer.text, end));
	}
	/* "=#ff0000" can only be meant as an answer. */
	if (!answer.text.len && answer.sign && end == 0) {
		answer.text = str_trim(str_sub(text, 0, text.len));
		answer.text = str_trim(after(answer.text, 1));
		answer.feedback = STR("");
	}
	return answer;
}

struct answers {
	struct answer *v;
	size_t count, capacity;
};

/* Cut at the signs. */
static struct answers answers_of(struct gift *g, struct str inside)
{
	struct answers answers = {0};
	size_t at = find_mark(inside, "=~", 0);

	if (at == SIZE_MAX || str_trim(before(inside, at)).len) {
		*PUSH(g->f.arena, answers.v, answers.count, answers.capacity) =
			answer_of(g, before(inside, at));
	}
	while (at < inside.len && answers.count < PARTS_MOST) {
		size_t end = find_mark(inside, "=~", at + 1);

		struct answer answer = answer_of(g,
			str_sub(inside, at,
				end == SIZE_MAX ? inside.len : end - at));

		/* "=~%50%a": the sign that counts is the second. */
		if (answer.text.len || end != at + 1)
			*PUSH(g->f.arena, answers.v, answers.count,
				answers.capacity) = answer;
		at = end;
	}
	return answers;
}

/* ---- types ---- */

static struct str feedback_of(struct gift *g, const struct answer *answer)
{
	return answer->feedback.len ? markdown(g, answer->feedback) : STR("");
}

static size_t count_full(const struct answers *answers)
{
	size_t full = 0;

	for (size_t i = 0; i < answers->count; i++)
		full += answers->v[i].weight == POINT;
	return full;
}

static void tell_credit(struct gift *g, const struct answer *answer, size_t i)
{
	if (answer->weight && answer->weight != POINT)
		foreign_loss(&g->f,
			_("the %ld.%ld %% that option %c is worth, for one "
			  "option is right here"),
			answer->weight / 10, labs(answer->weight % 10),
			option_letter(i % 26));
}

/* The right ones share the mark equally, and each wrong one takes as much back:
 * as when nothing is said. */
static bool is_usual(const struct option *options, size_t count)
{
	long right = 0;

	for (size_t i = 0; i < count; i++)
		right += options[i].right;
	for (size_t i = 0; right && i < count; i++)
		if (options[i].credit !=
			(options[i].right ? POINT : -POINT) / right)
			return false;
	return right > 0;
}

/* Without "=", right options share the mark; several "=" are each enough. */
static void read_options(
	struct gift *g, struct question *q, const struct answers *answers)
{
	struct option *options =
		NEW_ARRAY(g->f.arena, answers->count, struct option);
	bool shared = true, several;

	for (size_t i = 0; i < answers->count; i++)
		shared = shared && answers->v[i].sign != '=';
	several = shared || count_full(answers) >= SEVERAL;
	q->type = several ? TYPE_MULTIPLE : TYPE_CHOICE;
	for (size_t i = 0; i < answers->count; i++) {
		const struct answer *answer = &answers->v[i];

		options[i] = (struct option){.text = markdown(g, answer->text),
			.feedback = feedback_of(g, answer),
			.right = several ? answer->weight > 0
					 : answer->weight == POINT,
			.credit = several ? answer->weight : 0};
		if (!several)
			tell_credit(g, answer, i);
	}
	if (several && !shared)
		q->partial = STR("any");
	if (several && is_usual(options, answers->count))
		for (size_t i = 0; i < answers->count; i++)
			options[i].credit = 0;
	q->options = options;
	q->option_count = answers->count;
}

/* A star stands for anything; all else is meant as it is. */
static struct str pattern_of(struct gift *g, struct str text)
{
	struct buf out = {.arena = g->f.arena};

	buf_text(&out, "/^");
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '*') {
			buf_text(&out, ".*");
			continue;
		}
		if (strchr("\\^$.|?+()[]{}/", text.ptr[i]))
			buf_char(&out, '\\');
		buf_char(&out, text.ptr[i]);
	}
	buf_text(&out, "$/i");
	return buf_str(&out);
}

static void read_short(
	struct gift *g, struct question *q, const struct answers *answers)
{
	struct accepted *accepted =
		NEW_ARRAY(g->f.arena, answers->count, struct accepted);

	q->type = TYPE_SHORT;
	for (size_t i = 0; i < answers->count; i++) {
		const struct answer *answer = &answers->v[i];
		struct str text = plain(g, answer->text);
		bool pattern = str_find(text, "*", 0) != SIZE_MAX;

		accepted[i] = (struct accepted){
			.text = pattern ? pattern_of(g, text) : text,
			.pattern = pattern,
			.feedback = feedback_of(g, answer),
			.credit = answer->weight};
	}
	q->accepted = accepted;
	q->accepted_count = answers->count;
}

/* "1822:2", "3.1..3.2" */
static bool number_of(struct str text, struct number *number)
{
	size_t dots = str_find(text, "..", 0), colon = str_find(text, ":", 0);
	struct decimal low, high;

	if (dots != SIZE_MAX) {
		if (!decimal_parse(str_trim(before(text, dots)), &low) ||
			!decimal_parse(str_trim(after(text, dots + 2)), &high))
			return false;
		return decimal_middle(
			low, high, &number->value, &number->tolerance);
	}
	if (!decimal_parse(str_trim(before(text, colon)), &number->value))
		return false;
	return colon == SIZE_MAX ||
		decimal_parse(
			str_trim(after(text, colon + 1)), &number->tolerance);
}

static void add_number(struct gift *g, struct question *q,
	struct number *numbers, const struct answer *answer)
{
	struct number number = {.credit = answer->weight};
	struct str text = unescape(g, answer->text);

	if (answer->feedback.len)
		foreign_loss(&g->f, _("feedback to the number %.*s: %.*s"),
			STR_ARG(text), STR_ARG(feedback_of(g, answer)));
	if (!text.len || str_is(text, "*") || !answer->weight)
		return;
	if (number_of(text, &number))
		numbers[q->number_count++] = number;
	else
		foreign_fault(&g->f, _("'%.*s' is no number"), STR_ARG(text));
}

static void read_numbers(struct gift *g, struct question *q, struct str inside)
{
	struct answers answers = answers_of(g, str_trim(after(inside, 1)));
	struct number *numbers =
		NEW_ARRAY(g->f.arena, answers.count, struct number);

	q->type = TYPE_NUMERIC;
	for (size_t i = 0; i < answers.count; i++)
		add_number(g, q, numbers, &answers.v[i]);
	q->numbers = numbers;
}

static void read_pairs(
	struct gift *g, struct question *q, const struct answers *answers)
{
	struct pair *pairs = NEW_ARRAY(g->f.arena, answers->count, struct pair);
	struct str *distractors =
		NEW_ARRAY(g->f.arena, answers->count, struct str);

	q->type = TYPE_MATCH;
	for (size_t i = 0; i < answers->count; i++) {
		struct str text = answers->v[i].text, left;
		size_t arrow = str_find(text, "->", 0);

		if (arrow == SIZE_MAX) {
			foreign_fault(
				&g->f, _("'%.*s' has no '->'"), STR_ARG(text));
			continue;
		}
		left = markdown(g, before(text, arrow));
		if (left.len)
			pairs[q->pair_count++] = (struct pair){
				left, markdown(g, after(text, arrow + 2))};
		else
			distractors[q->distractor_count++] =
				markdown(g, after(text, arrow + 2));
	}
	q->pairs = pairs;
	q->distractors = distractors;
}

static bool is_truth(struct str inside, bool *truth)
{
	struct str word = str_trim(before(inside, find_mark(inside, "#", 0)));

	*truth = str_is(word, "T") || str_is(word, "TRUE");
	return *truth || str_is(word, "F") || str_is(word, "FALSE");
}

/* "#when wrong#when right": the model has one for both. */
static void read_truth(struct gift *g, struct question *q, struct str inside)
{
	size_t first = find_mark(inside, "#", 0), second;
	struct str wrong, right = {0};

	q->type = TYPE_TRUEFALSE;
	if (first == SIZE_MAX)
		return;
	second = find_mark(inside, "#", first + 1);
	wrong = str_trim(str_sub(inside, first + 1,
		second == SIZE_MAX ? inside.len : second - first - 1));
	if (second != SIZE_MAX)
		right = str_trim(after(inside, second + 1));
	if (wrong.len && !q->feedback.len)
		q->feedback = markdown(g, wrong);
	else if (wrong.len)
		foreign_loss(&g->f, _("feedback to a wrong answer: %.*s"),
			STR_ARG(markdown(g, wrong)));
	if (right.len)
		foreign_loss(&g->f, _("feedback to a right answer: %.*s"),
			STR_ARG(markdown(g, right)));
}

/* The ordering plugin: ">4 ALL VERTICAL …", then an item on each line. */
static void read_order(struct gift *g, struct question *q, struct str inside)
{
	struct str *items = NULL, line;
	size_t capacity = 0;

	q->type = TYPE_ORDER;
	str_cut(&inside, '\n', &line);
	while (str_cut(&inside, '\n', &line))
		if (str_trim(line).len && q->item_count < PARTS_MOST)
			*PUSH(g->f.arena, items, q->item_count, capacity) =
				markdown(g, line);
	q->items = items;
}

/* As Moodle tells them apart. */
static void read_answers(struct gift *g, struct question *q, struct str inside)
{
	struct answers answers;
	size_t general = str_find(inside, "####", 0);

	if (general != SIZE_MAX)
		q->feedback = markdown(g, after(inside, general + 4));
	inside = str_trim(before(inside, general));
	if (!inside.len) {
		q->type = TYPE_ESSAY;
	} else if (inside.ptr[0] == '>') {
		read_order(g, q, inside);
	} else if (inside.ptr[0] == '#') {
		read_numbers(g, q, inside);
	} else if (is_truth(inside, &q->truth)) {
		read_truth(g, q, inside);
	} else {
		answers = answers_of(g, inside);
		if (find_mark(inside, "~", 0) != SIZE_MAX)
			read_options(g, q, &answers);
		else if (find_mark(inside, "=", 0) != SIZE_MAX &&
			str_find(inside, "->", 0) != SIZE_MAX)
			read_pairs(g, q, &answers);
		else
			read_short(g, q, &answers);
	}
}

/* ---- a block ---- */

static bool read_category(struct gift *g, struct str path, struct error *err)
{
	struct str parts[PATH_MOST], part, id = g->id;
	size_t count = 0;

	g->id = STR("");
	while (count < PATH_MOST && str_cut(&path, '/', &part)) {
		part = str_trim(part);
		/* "//" is a slash in a name. */
		if (!part.len || (str_starts(part, "$") && !count) ||
			(str_is(part, "top") && !count))
			continue;
		parts[count++] = part;
	}
	return foreign_topic(&g->f, parts, count, id, err);
}

/* The title is kept as the source, but for our own, which is the id. */
static void take_title(struct gift *g, struct question *q, struct str *block)
{
	struct str title;
	size_t end = 2;

	if (!str_starts(*block, "::"))
		return;
	do
		end = str_find(*block, "::", end);
	while (end != SIZE_MAX && block->ptr[end - 1] == '\\' && ++end);
	if (end == SIZE_MAX)
		return;
	title = utf8_nfc(
		g->f.arena, unescape(g, str_trim(str_sub(*block, 2, end - 2))));
	if (!str_equal(title, q->id))
		q->source = title;
	*block = str_trim(after(*block, end + 2));
}

/* Of tags a backslash stands before what would end them. */
static struct str tag_of(struct gift *g, struct str tag)
{
	struct buf out = {.arena = g->f.arena};

	for (size_t i = 0; i < tag.len; i++) {
		if (tag.ptr[i] == '\\' && i + 1 < tag.len)
			i++;
		buf_char(&out, tag.ptr[i]);
	}
	return buf_str(&out);
}

static void take_comments(struct gift *g, struct question *q)
{
	for (size_t i = 0; i < g->tag_count; i++)
		foreign_set_tag(
			&g->f, q, utf8_nfc(g->f.arena, tag_of(g, g->tags[i])));
	g->tag_count = 0;
	if (g->id.len && question_id_sound(g->id))
		q->id = g->id;
	else if (g->id.len)
		foreign_loss(&g->f, _("the id '%.*s'"), STR_ARG(g->id));
	g->id = STR("");
}

/* What stands after the braces leaves a blank where they were. */
static struct str stem_of(struct gift *g, struct str head, struct str tail)
{
	struct str stem, rest;

	if (!str_trim(tail).len)
		return foreign_markdown(&g->f, unescape(g, head), g->format);
	stem = foreign_markdown(&g->f, unescape(g, head), g->format);
	rest = foreign_markdown(&g->f, unescape(g, tail), g->format);
	if (str_find(head, "_____", 0) != SIZE_MAX)
		return str_format(
			g->f.arena, "%.*s %.*s", STR_ARG(stem), STR_ARG(rest));
	return str_trim(str_format(g->f.arena, "%.*s _____%s%.*s",
		STR_ARG(stem), strchr(".,;:?!)", rest.ptr[0]) ? "" : " ",
		STR_ARG(rest)));
}

/* Text without answers stands between questions there; here it has no place
 * but in a passage of its own, which nothing belongs to. */
static void tell_description(struct gift *g, struct str text)
{
	struct str words = foreign_plain(&g->f, unescape(g, text), g->format);

	foreign_loss(&g->f, _("a text without a question: %.*s"),
		STR_ARG(str_sub(words, 0, 80)));
}

static bool read_question(struct gift *g, struct str block, struct error *err)
{
	struct question q = question_empty();
	size_t faults = g->f.report->levels[REPORT_ERROR], open, close;

	take_comments(g, &q);
	take_title(g, &q, &block);
	g->format = take_format(&block, FOREIGN_AUTO);
	open = find_mark(block, "{", 0);
	if (open == SIZE_MAX) {
		tell_description(g, block);
		return true;
	}
	close = find_mark(block, "}", open + 1);
	if (close == SIZE_MAX) {
		foreign_fault(&g->f,
			_("the brace of the answers is not "
			  "closed"));
		return true;
	}
	q.stem = stem_of(g, before(block, open), after(block, close + 1));
	read_answers(g, &q, str_sub(block, open + 1, close - open - 1));
	if (g->f.report->levels[REPORT_ERROR] > faults)
		return true;
	return foreign_put(&g->f, &q, err);
}

/* "[id:x]" and "[tag:y]", as many as there are. */
static void read_comment(struct gift *g, struct str line)
{
	size_t at = 0;

	while ((at = str_find(line, "[", at)) != SIZE_MAX) {
		size_t end = find_mark(line, "]", at);
		struct str inside;

		if (end == SIZE_MAX)
			return;
		inside = str_sub(line, at + 1, end - at - 1);
		if (str_starts(inside, "id:"))
			g->id = str_trim(after(inside, 3));
		else if (str_starts(inside, "tag:") &&
			g->tag_count < PARTS_MOST)
			*PUSH(g->f.keep, g->tags, g->tag_count,
				g->tag_capacity) = str_trim(after(inside, 4));
		at = end;
	}
}

/* ---- the file ---- */

static bool next_line(struct gift *g, struct str *line)
{
	struct str rest = after(g->text, g->at);

	if (g->at >= g->text.len)
		return false;
	str_cut(&rest, '\n', line);
	g->at += line->len + 1;
	g->line++;
	if (line->len && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

/* A brace that was opened and not closed: a blank line within answers, which
 * people write though Moodle ends the question there. */
static bool is_open(struct str block)
{
	size_t open = find_mark(block, "{", 0);

	return open != SIZE_MAX && find_mark(block, "}", open) == SIZE_MAX;
}

static bool closes_later(const struct gift *g)
{
	struct str rest = str_sub(g->text, g->at, 64 * 1024);
	size_t open = find_mark(rest, "{", 0), close = find_mark(rest, "}", 0);

	return close < open;
}

/* Lines until a blank one; comments and categories are taken on the way. */
static bool read_block(struct gift *g, struct error *err)
{
	struct buf block = {.arena = g->f.arena};
	struct str line;

	while (next_line(g, &line)) {
		struct str bare = str_trim(line);

		if (!block.len) {
			g->f.line = g->line;
			g->f.column = 1;
		}
		if (!bare.len && block.len &&
			!(is_open(buf_str(&block)) && closes_later(g)))
			break;
		if (str_starts(bare, "//")) {
			read_comment(g, bare);
		} else if (str_starts(bare, "$CATEGORY:")) {
			if (!read_category(g, after(bare, 10), err))
				return false;
		} else if (bare.len || block.len) {
			buf_add(&block, line);
			buf_char(&block, '\n');
		}
	}
	return !block.len || read_question(g, str_trim(buf_str(&block)), err);
}

static bool read_all(struct gift *g, struct error *err)
{
	while (g->at < g->text.len) {
		struct arena_mark mark = arena_mark(g->f.arena);

		if (!read_block(g, err))
			return false;
		arena_release(g->f.arena, mark);
	}
	return true;
}

bool gift_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct gift g = {.f = {.arena = arena_new(),
				 .keep = arena,
				 .file = file,
				 .report = report,
				 .sink = sink},
		.text = text};
	bool worked;

	if (str_starts(text, "\xef\xbb\xbf"))
		g.text = after(text, 3);
	worked = read_all(&g, err);
	arena_free(g.f.arena);
	return worked;
}
