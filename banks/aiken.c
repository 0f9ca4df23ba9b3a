#include "banks/aiken.h"

#include "banks/foreign.h"
#include "base/i18n.h"
#include "base/markup/markup.h"

enum { OPTIONS_MOST = 26 };

struct aiken {
	struct foreign f;
	struct buf stem;
	struct str options[OPTIONS_MOST];
	size_t count;
	unsigned line; /* where the question begins */
};

/* "A) text", "b. text": the text, and the letter's number; else SIZE_MAX. */
static size_t option_of(struct str line, struct str *text)
{
	char letter = line.len > 1 ? line.ptr[0] : 0;

	if (letter >= 'a' && letter <= 'z')
		letter = (char)(letter - 'a' + 'A');
	if (letter < 'A' || letter > 'Z' ||
		(line.ptr[1] != ')' && line.ptr[1] != '.'))
		return SIZE_MAX;
	*text = str_trim(str_sub(line, 2, line.len));
	return (size_t)(letter - 'A');
}

static bool is_answer(struct str line)
{
	return str_starts(line, "ANSWER:") || str_starts(line, "Answer:");
}

static void begin(struct aiken *a)
{
	a->stem = (struct buf){.arena = a->f.arena};
	a->count = 0;
	a->line = 0;
}

static struct question question_of(struct aiken *a, size_t right)
{
	struct question q = question_empty();
	struct option *options = NEW_ARRAY(a->f.arena, a->count, struct option);

	q.type = TYPE_CHOICE;
	q.stem = foreign_markdown(
		&a->f, str_trim(buf_str(&a->stem)), FOREIGN_PLAIN);
	for (size_t i = 0; i < a->count; i++)
		options[i] =
			(struct option){.text = foreign_markdown(&a->f,
						a->options[i], FOREIGN_PLAIN),
				.right = i == right};
	q.options = options;
	q.option_count = a->count;
	return q;
}

static bool end_question(struct aiken *a, struct str line, struct error *err)
{
	struct str letter = str_trim(str_sub(line, 7, line.len));
	size_t right = SIZE_MAX;
	struct question q;

	if (letter.len == 1) {
		right = (size_t)(letter.ptr[0] - 'A');
		if (letter.ptr[0] >= 'a')
			right = (size_t)(letter.ptr[0] - 'a');
	}
	if (!a->count || !a->stem.len) {
		foreign_fault(&a->f, _("an answer without a question"));
		return true;
	}
	if (right >= a->count) {
		foreign_fault(&a->f,
			_("the answer '%.*s' is none of the "
			  "options"),
			STR_ARG(str_sub(letter, 0, 40)));
		return true;
	}
	a->f.line = a->line;
	q = question_of(a, right);
	return foreign_put(&a->f, &q, err);
}

/* Left without an answer. */
static void abandon(struct aiken *a)
{
	if (!a->count)
		return;
	a->f.line = a->line;
	foreign_fault(&a->f, _("the question has no line 'ANSWER:'"));
}

/* A line of a question: options follow in their order. */
static void add_line(struct aiken *a, struct str line, unsigned number)
{
	struct str text;
	size_t option = option_of(line, &text);

	if (option == a->count && a->stem.len && a->count < OPTIONS_MOST) {
		a->options[a->count++] = text;
		return;
	}
	if (a->count) {
		abandon(a);
		begin(a);
	}
	if (!a->line)
		a->line = number;
	if (a->stem.len)
		buf_char(&a->stem, '\n');
	buf_add(&a->stem, line);
}

static bool read_line(
	struct aiken *a, struct str line, unsigned number, struct error *err)
{
	bool worked = true;

	line = str_trim(line);
	a->f.line = number;
	if (is_answer(line)) {
		worked = end_question(a, line, err);
		begin(a);
	} else if (!line.len && !a->count) {
		/* A question of several paragraphs is none here. */
		if (a->stem.len)
			foreign_fault(&a->f, _("a text without options"));
		begin(a);
	} else if (line.len) {
		add_line(a, line, number);
	}
	return worked;
}

bool aiken_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct aiken a = {.f = {.arena = arena,
				  .keep = arena,
				  .file = file,
				  .report = report,
				  .sink = sink,
				  .column = 1}};
	unsigned number = 0;
	struct str line;

	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_sub(text, 3, text.len);
	begin(&a);
	while (str_cut(&text, '\n', &line))
		if (!read_line(&a, line, ++number, err))
			return false;
	abandon(&a);
	return true;
}

/* ---- writing ---- */

/* The words on one line; formulas keep their dollars. */
static void put_words(struct buf *out, const struct markup *node)
{
	for (; node; node = node->next) {
		if (node->kind == MARKUP_MATH || node->kind == MARKUP_DISPLAY)
			buf_format(out, "$%.*s$", STR_ARG(node->text));
		else if (node->kind == MARKUP_BREAK)
			buf_char(out, ' ');
		else
			buf_add(out, node->text);
		put_words(out, node->child);
		if (node->kind < MARKUP_TEXT && node->next)
			buf_char(out, ' ');
	}
}

static struct str words_of(struct arena *arena, struct str markdown)
{
	struct buf words = {.arena = arena};

	put_words(&words, markup_parse(arena, markdown)->child);
	for (size_t i = 0; i < words.len; i++)
		if (words.ptr[i] == '\n')
			words.ptr[i] = ' ';
	return str_trim(buf_str(&words));
}

static void write_question(
	struct arena *arena, const struct question *q, struct buf *out)
{
	size_t right = 0;

	buf_format(out, "%.*s\n", STR_ARG(words_of(arena, q->stem)));
	for (size_t i = 0; i < q->option_count; i++) {
		buf_format(out, "%c) %.*s\n", option_letter(i),
			STR_ARG(words_of(arena, q->options[i].text)));
		right = q->options[i].right ? i : right;
	}
	buf_format(out, "ANSWER: %c\n\n", option_letter(right));
}

bool aiken_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err)
{
	(void)err;
	for (size_t i = 0; i < bundle->question_count; i++) {
		const struct question *q = &bundle->questions[i];

		if (foreign_may_write(report, q, &format_aiken))
			write_question(arena, q, out);
	}
	return true;
}

/* An option, then an answer. */
static int recognise(struct str text)
{
	struct str line, option;
	bool options = false;

	text = str_sub(text, 0, 64 * 1024);
	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (is_answer(line) && options)
			return 80;
		options = option_of(line, &option) != SIZE_MAX ||
			(options && !line.len);
	}
	return 0;
}

static const char *const fields[] = {NULL};

static const char *const endings[] = {".aiken", ".aiken.txt", NULL};

const struct format format_aiken = {
	.name = "aiken",
	.label = N_("Aiken (plain text)"),
	.endings = endings,
	.recognise = recognise,
	.read = aiken_read,
	.types = 1U << TYPE_CHOICE,
	.fields = fields,
	.write = aiken_write,
};
