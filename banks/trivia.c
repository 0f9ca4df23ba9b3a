#include "banks/trivia.h"

#include "banks/foreign.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { OPTIONS_MOST = 26 };

struct trivia {
	struct foreign f;
	struct buf stem, answer;
	struct buf
		*into; /* lines to come belong to it; NULL between questions */
	struct str options[OPTIONS_MOST];
	size_t count;
	unsigned line; /* where the question begins; 0 none has */
};

static void begin(struct trivia *t, unsigned line)
{
	t->stem = (struct buf){.arena = t->f.arena};
	t->answer = (struct buf){.arena = t->f.arena};
	t->into = line ? &t->stem : NULL;
	t->count = 0;
	t->line = line;
}

/* The same words: blanks and capitals apart. */
static struct str words(struct arena *arena, struct str text)
{
	struct str lower = utf8_lower(arena, utf8_nfc(arena, text));
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < lower.len; i++)
		if (!strchr(" \t\r\n", lower.ptr[i]))
			buf_char(&out, lower.ptr[i]);
	return buf_str(&out);
}

static size_t right_of(struct trivia *t)
{
	struct str answer = words(t->f.arena, buf_str(&t->answer));

	for (size_t i = 0; i < t->count; i++)
		if (str_equal(words(t->f.arena, t->options[i]), answer))
			return i;
	return SIZE_MAX;
}

/* Two options, true and false. */
static bool is_truth(const struct trivia *t)
{
	return t->count == 2 &&
		str_is(words(t->f.arena, t->options[0]), "true") &&
		str_is(words(t->f.arena, t->options[1]), "false");
}

static struct question question_of(struct trivia *t, size_t right)
{
	struct question q = question_empty();
	struct option *options = NEW_ARRAY(t->f.arena, t->count, struct option);

	q.stem = foreign_markdown(
		&t->f, str_trim(buf_str(&t->stem)), FOREIGN_PLAIN);
	q.type = is_truth(t) ? TYPE_TRUEFALSE : TYPE_CHOICE;
	q.truth = right == 0;
	if (q.type == TYPE_TRUEFALSE)
		return q;
	for (size_t i = 0; i < t->count; i++)
		options[i] =
			(struct option){.text = foreign_markdown(&t->f,
						t->options[i], FOREIGN_PLAIN),
				.right = i == right};
	q.options = options;
	q.option_count = t->count;
	return q;
}

static bool end_question(struct trivia *t, struct error *err)
{
	size_t right = right_of(t);
	struct question q;

	if (!t->line)
		return true;
	t->f.line = t->line;
	if (!t->count) {
		foreign_fault(&t->f, _("a text without options"));
		return true;
	}
	if (right == SIZE_MAX) {
		foreign_fault(&t->f,
			_("the answer '%.*s' is none of the "
			  "options"),
			STR_ARG(str_sub(str_trim(buf_str(&t->answer)), 0, 40)));
		return true;
	}
	q = question_of(t, right);
	return foreign_put(&t->f, &q, err);
}

/* "C text", the next letter in turn. */
static bool is_option(const struct trivia *t, struct str line)
{
	return t->into && t->answer.len && line.len > 1 &&
		t->count < OPTIONS_MOST &&
		line.ptr[0] == 'A' + (char)t->count && line.ptr[1] == ' ';
}

static void add(struct trivia *t, struct str line)
{
	if (!t->into || !line.len)
		return;
	if (t->count) {
		t->options[t->count - 1] = str_format(t->f.arena, "%.*s %.*s",
			STR_ARG(t->options[t->count - 1]), STR_ARG(line));
		return;
	}
	if (t->into->len)
		buf_char(t->into, '\n');
	buf_add(t->into, line);
}

static bool read_line(
	struct trivia *t, struct str line, unsigned number, struct error *err)
{
	line = str_trim(line);
	if (str_starts(line, "#Q")) {
		if (!end_question(t, err))
			return false;
		begin(t, number);
		add(t, str_trim(str_sub(line, 2, line.len)));
	} else if (t->into == &t->stem && str_starts(line, "^")) {
		t->into = &t->answer;
		add(t, str_trim(str_sub(line, 1, line.len)));
	} else if (is_option(t, line)) {
		t->options[t->count++] = str_trim(str_sub(line, 2, line.len));
	} else {
		add(t, line);
	}
	return true;
}

static bool read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct trivia t = {.f = {.arena = arena_new(),
				   .keep = arena,
				   .file = file,
				   .report = report,
				   .sink = sink,
				   .column = 1}};
	unsigned number = 0;
	bool worked = true;
	struct str line;

	begin(&t, 0);
	while (worked && str_cut(&text, '\n', &line))
		worked = read_line(&t, line, ++number, err);
	worked = worked && end_question(&t, err);
	arena_free(t.f.arena);
	return worked;
}

/* A line "#Q …" and after it one "^ …". */
static int recognise(struct str text)
{
	struct str head = str_sub(text, 0, 16 * 1024);
	size_t at = str_starts(str_trim(head), "#Q ")
		? 0
		: str_find(head, "\n#Q ", 0);

	return at != SIZE_MAX && str_find(head, "\n^ ", at) != SIZE_MAX ? 90
									: 0;
}

static const char *const endings[] = {NULL};

const struct format format_trivia = {
	.name = "trivia",
	.label = N_("trivia text (#Q, ^, A, B)"),
	.endings = endings,
	.recognise = recognise,
	.read = read,
};
