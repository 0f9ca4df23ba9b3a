#include "banks/extest.h"

#include "banks/foreign.h"
#include "banks/ladder.h"
#include "banks/latex.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { OPTIONS = 8, DRAWINGS = 20 };

struct reader {
	struct foreign f;
	struct media drawings[DRAWINGS];
	size_t drawing_count;
};

/* ---- text ---- */

static struct str put_drawing(void *ctx, struct str source)
{
	struct reader *r = ctx;
	bool drawn = str_starts(source, "\\begin");
	struct media *media;

	if (!drawn) {
		foreign_loss(
			&r->f, _("the picture file '%.*s'"), STR_ARG(source));
		return STR("");
	}
	foreign_loss(&r->f, _("a drawing, but for its TikZ source"));
	if (r->drawing_count == DRAWINGS)
		return STR("");
	media = &r->drawings[r->drawing_count++];
	*media = (struct media){.name = str_format(r->f.arena, "hinh-%zu.tikz",
					r->drawing_count),
		.hash = hash_hex(r->f.arena, source),
		.mime = STR("text/x-tikz"),
		.bytes = source};
	return media->name;
}

static void tell_loss(void *ctx, struct str what)
{
	struct reader *r = ctx;

	foreign_loss(&r->f, _("the command %.*s"), STR_ARG(what));
}

static struct str markdown(struct reader *r, struct str tex)
{
	const struct latex_reading reading = {
		.ctx = r, .picture = put_drawing, .loss = tell_loss};

	return utf8_nfc(
		r->f.arena, latex_to_markdown(r->f.arena, tex, &reading));
}

/* ---- parts ---- */

/* Where the command stands as a whole word; past it, or SIZE_MAX. */
static size_t find_command(struct str tex, const char *name, size_t *begin)
{
	size_t at = 0, len = strlen(name);

	while ((at = str_find(tex, name, at)) != SIZE_MAX) {
		char after = at + len < tex.len ? tex.ptr[at + len] : ' ';

		*begin = at;
		at += len;
		if (!((after >= 'a' && after <= 'z') ||
			    (after >= 'A' && after <= 'Z')))
			return at;
	}
	return SIZE_MAX;
}

/* "\True b": the text, and that it is. */
static struct str take_true(struct str tex, bool *right)
{
	struct str bare = str_trim(tex);

	*right = str_starts(bare, "\\True");
	return *right ? str_sub(bare, 5, bare.len) : bare;
}

/* The groups after a command, [..] before them passed over; *end is past them.
 */
static size_t groups_after(
	struct str tex, size_t at, struct str groups[OPTIONS], size_t *end)
{
	struct str option;
	size_t count = 0;

	(void)latex_group(tex, &at, '[', &option);
	while (count < OPTIONS && latex_group(tex, &at, '{', &groups[count]))
		count++;
	*end = at;
	return count;
}

static bool make_choice(struct reader *r, struct question *q,
	const struct str *groups, size_t count)
{
	struct option *options = NEW_ARRAY(r->f.arena, count, struct option);
	size_t right = 0;

	for (size_t i = 0; i < count; i++) {
		struct str text = take_true(groups[i], &options[i].right);

		options[i].text = markdown(r, text);
		right += options[i].right;
	}
	q->type = right > 1 ? TYPE_MULTIPLE : TYPE_CHOICE;
	q->options = options;
	q->option_count = count;
	if (!right)
		foreign_fault(&r->f,
			_("none of the options is marked with \\True: the key "
			  "is missing"));
	return right > 0;
}

static bool make_statements(struct reader *r, struct question *q,
	const struct str *groups, size_t count)
{
	struct statement *statements =
		NEW_ARRAY(r->f.arena, count, struct statement);

	for (size_t i = 0; i < count; i++)
		statements[i].text =
			markdown(r, take_true(groups[i], &statements[i].key));
	q->type = TYPE_STATEMENTS;
	q->statements = statements;
	q->statement_count = count;
	return true;
}

/* "$14{,}1$" */
static struct str bare_answer(struct arena *arena, struct str tex)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < tex.len; i++)
		if (!strchr("${} ", tex.ptr[i]))
			buf_char(&out, tex.ptr[i]);
	return buf_str(&out);
}

static bool make_short(struct reader *r, struct question *q, struct str answer)
{
	struct number *number = NEW(r->f.arena, struct number);
	struct accepted *accepted = NEW(r->f.arena, struct accepted);

	number->credit = accepted->credit = POINT;
	if (decimal_parse(bare_answer(r->f.arena, answer), &number->value)) {
		q->type = TYPE_NUMERIC;
		q->numbers = number;
		q->number_count = 1;
		return true;
	}
	q->type = TYPE_SHORT;
	accepted->text = foreign_plain(&r->f, answer, FOREIGN_PLAIN);
	q->accepted = accepted;
	q->accepted_count = 1;
	return true;
}

struct answers {
	const char *command;
	bool statements;
};

static const struct answers commands[] = {
	{"\\choiceTFt", true},
	{"\\choiceTFn", true},
	{"\\choiceTF", true},
	{"\\choicefive", false},
	{"\\choice", false},
};

/* The command and its groups are cut out of the body. */
static bool take_answers(struct reader *r, struct question *q, struct str *body)
{
	struct str groups[OPTIONS];
	size_t begin, end, at;

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		size_t count;

		at = find_command(*body, commands[i].command, &begin);
		if (at == SIZE_MAX)
			continue;
		count = groups_after(*body, at, groups, &end);
		*body = str_format(r->f.arena, "%.*s %.*s",
			STR_ARG(str_sub(*body, 0, begin)),
			STR_ARG(str_sub(*body, end, body->len)));
		return commands[i].statements
			? make_statements(r, q, groups, count)
			: make_choice(r, q, groups, count);
	}
	at = find_command(*body, "\\shortans", &begin);
	if (at == SIZE_MAX || !groups_after(*body, at, groups, &end)) {
		q->type = TYPE_ESSAY;
		return true;
	}
	*body = str_format(r->f.arena, "%.*s %.*s",
		STR_ARG(str_sub(*body, 0, begin)),
		STR_ARG(str_sub(*body, end, body->len)));
	return make_short(r, q, groups[0]);
}

static void take_solution(
	struct reader *r, struct question *q, struct str *body)
{
	size_t begin, end, at = find_command(*body, "\\loigiai", &begin);
	struct str inside;

	if (at == SIZE_MAX)
		return;
	end = at;
	if (!latex_group(*body, &end, '{', &inside))
		return;
	q->solution = markdown(r, inside);
	*body = str_format(r->f.arena, "%.*s %.*s",
		STR_ARG(str_sub(*body, 0, begin)),
		STR_ARG(str_sub(*body, end, body->len)));
}

/* "%[source]%[2D1H1-1]" after \begin{ex}: the first code counts. */
static struct ladder take_codes(
	struct reader *r, struct question *q, struct str line)
{
	struct ladder first = {0};
	size_t at = 0;
	bool found = false;

	while ((at = str_find(line, "%[", at)) != SIZE_MAX) {
		struct str inside;
		struct ladder code;
		size_t start =
			at + 1 + str_starts(str_sub(line, at + 1, 2), "[[");
		size_t end = str_find(line, "]", start);

		at = end == SIZE_MAX ? line.len : end;
		inside = str_sub(line, start + 1, at - start - 1);
		if (!ladder_read(inside, &code)) {
			if (!q->source.len && str_trim(inside).len)
				q->source =
					utf8_nfc(r->f.arena, str_trim(inside));
			continue;
		}
		if (found) {
			foreign_loss(&r->f, _("a second code, %.*s"),
				STR_ARG(inside));
			continue;
		}
		found = true;
		first = code;
	}
	return first;
}

static bool read_question(struct reader *r, struct str body, struct error *err)
{
	struct question q = question_empty();
	size_t line_end = str_find(body, "\n", 0);
	struct ladder code;
	bool made;

	r->drawing_count = 0;
	code = take_codes(r, &q, str_sub(body, 0, line_end));
	body = latex_without_comments(r->f.arena, body);
	take_solution(r, &q, &body);
	made = take_answers(r, &q, &body);
	q.stem = markdown(r, body);
	q.media = r->drawings;
	q.media_count = r->drawing_count;
	return !made ||
		(ladder_apply(&r->f, &q, &code, err) &&
			foreign_put(&r->f, &q, err));
}

/* ---- the file ---- */

static const char *const environments[] = {"ex", "bt", "vd", NULL};

/* The next \begin of a question's environment, and which. */
static size_t next_question(struct str tex, size_t at, const char **name)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; environments[i]; i++) {
		char mark[16];
		size_t found;

		snprintf(mark, sizeof mark, "\\begin{%s}", environments[i]);
		found = str_find(tex, mark, at);
		if (found < best) {
			best = found;
			*name = environments[i];
		}
	}
	return best;
}

static unsigned count_lines(struct str tex, size_t from, size_t to)
{
	unsigned lines = 0;

	for (size_t i = from; i < to && i < tex.len; i++)
		lines += tex.ptr[i] == '\n';
	return lines;
}

static bool read_all(struct reader *r, struct str tex, struct error *err)
{
	const char *name = NULL;
	size_t at = 0, from = 0;

	r->f.line = 1;
	while ((at = next_question(tex, at, &name)) != SIZE_MAX) {
		struct arena_mark mark = arena_mark(r->f.arena);
		size_t start = at + strlen("\\begin{}") + strlen(name), end;
		char close[16];

		r->f.line += count_lines(tex, from, at);
		from = at;
		snprintf(close, sizeof close, "\\end{%s}", name);
		end = str_find(tex, close, start);
		if (end == SIZE_MAX) {
			foreign_fault(&r->f, _("\\begin{%s} without \\end{%s}"),
				name, name);
			return true;
		}
		if (!read_question(r, str_sub(tex, start, end - start), err))
			return false;
		at = end;
		arena_release(r->f.arena, mark);
	}
	return true;
}

static bool extest_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct reader r = {.f = {.arena = arena_new(),
				   .keep = arena,
				   .file = file,
				   .report = report,
				   .sink = sink,
				   .column = 1}};
	bool worked = read_all(&r, text, err);

	arena_free(r.f.arena);
	return worked;
}

static int recognise(struct str text)
{
	const char *name;

	text = str_sub(text, 0, 1024 * 1024);
	if (next_question(text, 0, &name) == SIZE_MAX)
		return 0;
	return str_find(text, "\\choice", 0) != SIZE_MAX ||
			str_find(text, "\\loigiai", 0) != SIZE_MAX ||
			str_find(text, "\\shortans", 0) != SIZE_MAX
		? 95
		: 50;
}

static const char *const endings[] = {".tex", NULL};

const struct format format_extest = {
	.name = "extest",
	.label = N_("LaTeX with ex_test"),
	.endings = endings,
	.recognise = recognise,
	.read = extest_read,
};
