#include "base/i18n.h"
#include "base/rng.h"
#include "base/utf8.h"
#include "cli/terminal_markup.h"
#include "cli/terminal_question.h"
#include "tests/all_types.h"

static struct arena *arena;

static struct terminal terminal(unsigned width)
{
	return terminal_new(arena, width, false);
}

static struct str put(unsigned width, const char *text)
{
	struct terminal t = terminal(width);

	terminal_text(&t, 0, str_from(text));
	return buf_str(&t.out);
}

static struct str markup(unsigned width, const char *text)
{
	struct terminal t = terminal(width);

	terminal_markup(&t, 0, str_from(text));
	return buf_str(&t.out);
}

static void check_narrow(struct str out, unsigned width)
{
	struct str line;

	while (str_cut(&out, '\n', &line))
		if (!CHECK(utf8_width(line) <= width))
			printf("# %zu columns: %.*s\n", utf8_width(line),
				STR_ARG(line));
}

static void wraps_at_spaces(void)
{
	CHECK_STR(put(10, "one two three four"), "one two\nthree four\n");
	CHECK_STR(put(10, "  one \t two\n three  "), "one two\nthree\n");
	CHECK_STR(put(10, "0123456789"), "0123456789\n");
	CHECK_STR(put(10, "0123456789 a"), "0123456789\na\n");
	CHECK_STR(put(10, "a 0123456789abc d"), "a\n0123456789\nabc d\n");
	CHECK_STR(put(10, "a\n\n\nb"), "a\n\n\nb\n");
}

/* Marks take no columns, whether composed or not. */
static void counts_vietnamese(void)
{
	CHECK_STR(put(12, "đạo hàm nguyên hàm"), "đạo hàm\nnguyên hàm\n");
	CHECK_STR(put(12, "nghiệm phường"), "nghiệm\nphường\n");
	CHECK_STR(put(13, "nghiệm phường"), "nghiệm phường\n");
	CHECK_STR(put(13,
			  "nghie\xcc\xa3\xcc\x82m phu\xcc\x9bo\xcc\x9b\xcc\x80"
			  "ng"),
		"nghie\xcc\xa3\xcc\x82m phu\xcc\x9bo\xcc\x9b\xcc\x80ng\n");
	/* A mark never begins a line. */
	CHECK_STR(put(10,
			  "aaaaaaaaae\xcc\x81"
			  "b"),
		"aaaaaaaaae\xcc\x81\nb\n");
}

static void counts_wide_characters(void)
{
	CHECK_STR(put(10, "已知函数图像"), "已知函数图\n像\n");
	CHECK_STR(put(11, "已知函数图像"), "已知函数图\n像\n");
	CHECK_STR(put(10, "已知函数图。像"), "已知函数\n图。像\n");
	CHECK_STR(put(10, "abc已知函数x"), "abc已知函\n数x\n");
}

/* The characters that are not white space, and are shown. */
static struct str ink_of(struct str text)
{
	struct buf ink = {.arena = arena};

	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);

		if (code > ' ' && terminal_shows(code))
			utf8_put(&ink, code);
	}
	return buf_str(&ink);
}

static struct str any_text(struct rng *rng)
{
	static const char *const pieces[] = {"a", "ệ", "e\xcc\xa3\xcc\x82", " ",
		"  ", "\n", "\t", "函", "数", "。", "（", "$x^2$", "\x1b[1m",
		"\xc2\xa0", "\xcc\x81", "\xe2\x80\xae", "longer-word", "😀"};
	struct buf text = {.arena = arena};

	for (uint64_t i = rng_below(rng, 40); i; i--)
		buf_text(&text,
			pieces[rng_below(rng, sizeof pieces / sizeof *pieces)]);
	return buf_str(&text);
}

/* Whatever the text and the width, nothing is lost and nothing sticks out. */
static void any_text_fits(void)
{
	struct rng rng = rng_stream(1, "terminal", 0);

	for (int i = 0; i < 3000; i++) {
		struct arena_mark mark = arena_mark(arena);
		unsigned width = 10 + (unsigned)rng_below(&rng, 20);
		struct str text = any_text(&rng);
		struct terminal t = terminal(width);

		if (i % 2)
			terminal_text(&t, 0, text);
		else
			terminal_code(&t, 0, text);
		check_narrow(buf_str(&t.out), width);
		CHECK_STR(ink_of(buf_str(&t.out)), ink_of(text).ptr);
		arena_release(arena, mark);
	}
}

static void cuts_lines(void)
{
	struct terminal t = terminal(10);
	struct terminal_words words =
		terminal_word(arena, 0, STR("one two three four five"));

	terminal_put_lines(&t, &words, 1);
	CHECK_STR(buf_str(&t.out), "one two…\n");
	t = terminal(10);
	words = terminal_word(arena, 0, STR("0123456789 a"));
	terminal_put_lines(&t, &words, 1);
	CHECK_STR(buf_str(&t.out), "012345678…\n");
	t = terminal(10);
	words = terminal_word(arena, 0, STR("0123456789"));
	terminal_put_lines(&t, &words, 1);
	CHECK_STR(buf_str(&t.out), "0123456789\n");
}

static void hangs(void)
{
	struct terminal t = terminal(16);

	terminal_hang(&t, 3, 0, STR("A."));
	terminal_hang(&t, 2, 0, STR("•"));
	terminal_text(&t, 0, STR("một hai ba bốn"));
	terminal_unhang(&t, 2);
	terminal_text(&t, 0, STR("năm"));
	terminal_unhang(&t, 3);
	terminal_hang(&t, 3, 0, STR("Label"));
	terminal_text(&t, 0, STR("one two three"));
	terminal_unhang(&t, 3);
	terminal_hang(&t, 3, 0, STR("B."));
	terminal_unhang(&t, 3);
	CHECK_STR(buf_str(&t.out),
		"A. • một hai ba\n     bốn\n   năm\n"
		"Label one two\n   three\nB.\n");
}

static void lists(void)
{
	CHECK_STR(markup(20,
			  "intro\n\n- một hai ba bốn năm\n- sáu\n"
			  "  1. one\n  2. two three four five\n"),
		"intro\n\n• một hai ba bốn năm\n• sáu\n"
		"  1. one\n  2. two three four\n     five\n");
	CHECK_STR(markup(20, "x\n\n9. a\n10. b"), "x\n\n 9. a\n10. b\n");
}

static void blocks(void)
{
	CHECK_STR(markup(20, "a\n\n$$x^2$$\n\nb"), "a\n\n    $$x^2$$\n\nb\n");
	CHECK_STR(markup(20, "a\n\n```\nx  y\n  z\n```"),
		"a\n\n    x  y\n      z\n");
	CHECK_STR(markup(20, "see ![hình](a.png) {{2}}"),
		"see [picture: a.png]\n(hình) [2]\n");
}

static void code_keeps_its_spaces(void)
{
	struct terminal t = terminal(20);

	terminal_code(
		&t, 0, STR("a  b\n\tc\nab\td\n\n  0123456789 123456789\n"));
	CHECK_STR(buf_str(&t.out),
		"a  b\n        c\nab      d\n\n  0123456789 1234567\n89\n");
}

static void tables(void)
{
	const char *table = "| x | y |\n|---|--:|\n| một | 12 |\n| 2 | $a|b$ |";

	CHECK_STR(markup(40, table),
		"┌─────┬───────┐\n"
		"│ x   │     y │\n"
		"├─────┼───────┤\n"
		"│ một │    12 │\n"
		"│ 2   │ $a|b$ │\n"
		"└─────┴───────┘\n");
	/* Blanks go first, then texts are broken. */
	CHECK_STR(markup(12, table),
		"┌───┬─────┐\n"
		"│x  │    y│\n"
		"├───┼─────┤\n"
		"│một│   12│\n"
		"│2  │$a|b$│\n"
		"└───┴─────┘\n");
}

static void tables_too_wide(void)
{
	struct buf wide = {.arena = arena};
	struct str out;

	check_narrow(markup(30,
			     "| a | b |\n|---|---|\n| một hai ba bốn năm sáu "
			     "| bảy tám chín mười mười một mười hai |"),
		30);
	for (int row = 0; row < 3; row++) {
		for (int i = 0; i < 40; i++)
			buf_text(&wide, row == 1 ? "|---" : "| ô số ");
		buf_text(&wide, "|\n");
	}
	out = markup(30, buf_str(&wide).ptr);
	check_narrow(out, 30);
	CHECK(str_find(out, "ô số", 0) != SIZE_MAX);
}

/* Prose gives way before a long word is cut. */
static void words_stay_whole(void)
{
	CHECK_STR(markup(30,
			  "| a | b |\n|---|---|\n| một hai ba bốn năm sáu "
			  "| a-word-of-20-letters |"),
		"┌───────┬────────────────────┐\n"
		"│a      │b                   │\n"
		"├───────┼────────────────────┤\n"
		"│một hai│a-word-of-20-letters│\n"
		"│ba bốn │                    │\n"
		"│năm sáu│                    │\n"
		"└───────┴────────────────────┘\n");
}

static void columns(void)
{
	struct terminal_words cells[4], notes[2];
	struct terminal_table table = {
		.cells = cells, .rows = 2, .columns = 2, .notes = notes};
	struct terminal t = terminal(20);

	cells[0] = terminal_word(arena, 0, STR("a"));
	cells[1] = terminal_word(arena, 0, STR("one"));
	cells[2] = terminal_word(arena, 0, STR("bb"));
	cells[3] = terminal_word(arena, 0, STR(""));
	notes[0] = terminal_word(arena, 0, STR("a note too long for it"));
	notes[1] = terminal_word(arena, 0, STR("short"));
	terminal_table(&t, &table);
	CHECK_STR(buf_str(&t.out),
		"a   one\n    a note too long…\nbb\n    short\n");
}

/* Nothing in a text commands the terminal or turns it around. */
static void texts_are_tame(void)
{
	struct str out = put(40,
		"a\x1b[31mb\x07\xc2\x9b"
		"c\xe2\x80\xae"
		"d\xe2\x81\xa6"
		"e\x7f\rf");

	CHECK_STR(out, "a[31mbcde f\n");
}

static void looks(void)
{
	struct terminal t = terminal_new(arena, 20, true);
	struct terminal_words words = {.arena = arena};

	terminal_add(&words, TERMINAL_BOLD | TERMINAL_RIGHT, STR("a b"));
	terminal_add(&words, 0, STR("c"));
	terminal_put(&t, &words);
	CHECK_STR(buf_str(&t.out), "\x1b[0;1;32ma b\x1b[0mc\n");
	/* Each line closes what it opens. */
	t = terminal_new(arena, 10, true);
	terminal_text(&t, TERMINAL_BOLD, STR("one two three"));
	CHECK_STR(buf_str(&t.out),
		"\x1b[0;1mone two\x1b[0m\n\x1b[0;1mthree\x1b[0m\n");
}

/* ---- questions ---- */

static struct str show(
	const struct question *q, unsigned width, bool color, bool keys)
{
	struct terminal t = terminal_new(arena, width, color);
	struct question_view view = {.question = q, .keys = keys};

	terminal_question(&t, &view);
	return buf_str(&t.out);
}

static void every_type(void (*check)(const struct question *q))
{
	const struct all_types wishes = {
		.language = "vi", .heading = "official", .forms = 1};
	const struct exam *exam = all_exam(arena, &wishes);

	for (size_t i = 0; i < exam->question_count; i++)
		check(&exam->questions[i]);
}

static void check_fits(const struct question *q)
{
	for (unsigned width = 30; width <= 130; width += 10)
		check_narrow(show(q, width, false, true), width);
	/* Even where nothing can fit. */
	CHECK(show(q, 1, true, true).len > 0);
}

static void questions_fit(void)
{
	every_type(check_fits);
}

/* "Yêu cầu cần đạt" is longer than any name in English. */
static void details_stand_in_a_column(void)
{
	const struct question q = {.stem = STR("Câu"),
		.subject = STR("toan"),
		.outcome = STR("toan12.1.a"),
		.difficulty = 0.7};
	char folder[4096];
	struct str out;

	snprintf(folder, sizeof folder, "%s/share/locale",
		getenv("BUILD") ? getenv("BUILD") : "build");
	i18n_init("vi", folder);
	out = show(&q, 80, false, true);
	i18n_init("en", folder);
	CHECK(str_find(out, "Môn               toan\n", 0) != SIZE_MAX);
	CHECK(str_find(out, "Yêu cầu cần đạt   toan12.1.a\n", 0) != SIZE_MAX);
	CHECK(str_find(out, "Dự kiến làm đúng  70%\n", 0) != SIZE_MAX);
}

static void check_plain(const struct question *q)
{
	struct str plain = show(q, 80, false, true);
	struct str color = show(q, 80, true, true);

	CHECK(str_find(plain, "\x1b", 0) == SIZE_MAX);
	CHECK(str_find(color, "\x1b[0;1m", 0) != SIZE_MAX);
}

static void no_colour_no_codes(void)
{
	every_type(check_plain);
}

/* What only teachers may know is marked in the texts themselves. */
static void check_hidden(const struct question *q)
{
	struct str shown = show(q, 80, false, false);

	CHECK(str_find(shown, SECRET, 0) == SIZE_MAX);
	CHECK(str_find(shown, "918273", 0) == SIZE_MAX);
	CHECK(str_find(shown, "✓", 0) == SIZE_MAX);
	CHECK(str_find(show(q, 80, false, true), SECRET "solution", 0) !=
		SIZE_MAX);
}

static void keys_can_be_hidden(void)
{
	every_type(check_hidden);
}

/* Notes stand behind what they are about, and only where there is one. */
static void statements_say_their_level(void)
{
	const struct statement statements[] = {
		{.text = STR("one"), .level = LEVEL_APPLY, .key = true},
		{.text = STR("two")},
	};
	struct question q = question_empty();
	struct str out;

	q.type = TYPE_STATEMENTS;
	q.id = STR("q");
	q.stem = STR("stem");
	q.statements = statements;
	q.statement_count = 2;
	out = show(&q, 80, false, true);
	CHECK(str_find(out, "\nT a) one (apply)\nF b) two\n", 0) != SIZE_MAX);
	out = show(&q, 80, false, false);
	CHECK(str_find(out, "\n  a) one\n  b) two\n", 0) != SIZE_MAX);
}

/* Other keys of the same question: nothing shown without keys tells. */
static void hidden_keys_do_not_tell(void)
{
	struct all_types wishes = {
		.language = "vi", .heading = "official", .forms = 1};
	const struct exam *one = all_exam(arena, &wishes), *other;

	wishes.other_keys = true;
	other = all_exam(arena, &wishes);
	for (size_t i = 0; i < one->question_count; i++) {
		struct str a = show(&one->questions[i], 80, false, false);
		struct str b = show(&other->questions[i], 80, false, false);

		CHECK_STR(a, str_cstr(arena, b));
	}
}

int main(void)
{
	arena = arena_new();
	TEST(wraps_at_spaces);
	TEST(counts_vietnamese);
	TEST(counts_wide_characters);
	TEST(any_text_fits);
	TEST(cuts_lines);
	TEST(hangs);
	TEST(lists);
	TEST(blocks);
	TEST(code_keeps_its_spaces);
	TEST(tables);
	TEST(tables_too_wide);
	TEST(words_stay_whole);
	TEST(columns);
	TEST(texts_are_tame);
	TEST(looks);
	TEST(questions_fit);
	TEST(details_stand_in_a_column);
	TEST(no_colour_no_codes);
	TEST(keys_can_be_hidden);
	TEST(statements_say_their_level);
	TEST(hidden_keys_do_not_tell);
	arena_free(arena);
	return check_result();
}
