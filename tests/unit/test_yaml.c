#include "base/yaml.h"

#include <time.h>

#include "base/rng.h"
#include "base/utf8.h"
#include "tests/check.h"

static struct arena *arena;

static const struct yaml_node *parse(const char *text)
{
	struct error err = {0};
	const struct yaml_node *node = NULL;

	CHECK_OK(yaml_parse(arena, "f", str_from(text), &node, &err), err);
	return node;
}

static void reads_kinds(void)
{
	const struct yaml_node *root = parse(
		"# lời nói đầu\n"
		"a: văn bản\nb: [1, '2', \"3\"]\nc:\n  - x\n  - {k: v}\nd: |\n"
		"  một\n  hai\ne:\n");
	const struct yaml_node *b = yaml_get(root, "b");
	const struct yaml_node *c = yaml_get(root, "c");

	if (!CHECK(root && root->kind == YAML_MAPPING && root->count == 10))
		return;
	CHECK_STR(yaml_get(root, "a")->text, "văn bản");
	CHECK(yaml_get(root, "a")->line == 2 &&
		yaml_get(root, "a")->column == 4 && yaml_get(root, "a")->plain);
	CHECK(b->kind == YAML_SEQUENCE && b->count == 3 && b->size == 4);
	CHECK(b->items[0]->plain && !b->items[1]->plain && !b->items[2]->plain);
	CHECK_STR(yaml_get(c->items[1], "k")->text, "v");
	CHECK(c->items[1]->line == 6 && c->items[1]->column == 5);
	CHECK_STR(yaml_get(root, "d")->text, "một\nhai\n");
	CHECK(!yaml_get(root, "d")->plain);
	CHECK(yaml_is_null(yaml_get(root, "e")));
	CHECK(!yaml_get(root, "z") && !yaml_get(b, "z") &&
		!yaml_get(NULL, "z"));
	CHECK(root->size == 18);
}

static void reads_nothing(void)
{
	CHECK(!parse("") && !parse("\n # x\n") && !parse("---\n"));
	CHECK(!parse("\xef\xbb\xbf"));
	CHECK_STR(parse("\xef\xbb\xbfxin chào")->text, "xin chào");
	CHECK_STR(parse("''")->text, "");
}

static void text_is_nfc(void)
{
	CHECK_STR(parse("e\xcc\x82\xcc\x81")->text, "ế");
}

static void reads_scalars(void)
{
	const struct yaml_node *s = parse(
		"[12, -3, 0x1F, 0o17, 1.5, 1e3, true, FALSE, ~, '12', null, "
		"0.170, abc, 1.]");
	struct decimal d = {0};
	bool truth = true;
	long l = 0;
	double x = 0;

	CHECK(yaml_long(s->items[0], &l) && l == 12);
	CHECK(yaml_long(s->items[1], &l) && l == -3);
	CHECK(yaml_long(s->items[2], &l) && l == 31);
	CHECK(yaml_long(s->items[3], &l) && l == 15);
	CHECK(!yaml_long(s->items[4], &l) && !yaml_long(s->items[9], &l));
	CHECK(yaml_double(s->items[4], &x) && x == 1.5);
	CHECK(yaml_double(s->items[5], &x) && x == 1000);
	CHECK(!yaml_double(s->items[9], &x) && !yaml_double(s->items[12], &x));
	CHECK(yaml_bool(s->items[6], &truth) && truth);
	CHECK(yaml_bool(s->items[7], &truth) && !truth);
	CHECK(!yaml_bool(s->items[9], &truth) && !yaml_bool(s, &truth));
	CHECK(yaml_is_null(s->items[8]) && yaml_is_null(s->items[10]));
	CHECK(!yaml_is_null(s->items[9]));
	CHECK(yaml_decimal(s->items[11], &d) && d.units == 170 &&
		d.places == 3);
	CHECK(!yaml_decimal(s->items[9], &d));
	CHECK(str_is(str_from(yaml_describe(s->items[0])), "a number"));
	CHECK(str_is(str_from(yaml_describe(s->items[9])), "a text"));
	CHECK(str_is(str_from(yaml_describe(s->items[8])), "nothing"));
	CHECK(str_is(str_from(yaml_describe(s)), "a list"));
	CHECK(str_is(str_from(yaml_describe(parse("a: b"))), "a mapping"));
}

static void aliases(void)
{
	const struct yaml_node *root =
		parse("a: &x [1, 2]\nb: *x\nc: [*x, *x]\nd: &x 5\ne: *x\n");

	CHECK(yaml_get(root, "b")->count == 2);
	CHECK(yaml_get(root, "c")->size == 7);
	CHECK_STR(yaml_get(root, "e")->text, "5");
}

static void check_refused(const char *text, enum error_code code, unsigned line,
	unsigned column, const char *says)
{
	struct error err = {0};
	const struct yaml_node *node;
	bool as_wanted;

	CHECK(!yaml_parse(arena, "f", str_from(text), &node, &err));
	as_wanted = err.code == code && err.line == line &&
		err.column == column &&
		str_find(str_from(err.text), says, 0) != SIZE_MAX;
	if (!CHECK(as_wanted))
		printf("# %.60s\n# code %d, %u:%u: %s\n", text, err.code,
			err.line, err.column, err.text);
}

static void refuses_sense(void)
{
	check_refused("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", ERROR_INVALID, 5, 3,
		"'c' is given twice; first on line 3");
	check_refused("a: !!str x", ERROR_DENIED, 1, 4, "tags");
	check_refused("a: [!x y]", ERROR_DENIED, 1, 5, "tags");
	check_refused("- *a", ERROR_INVALID, 1, 3, "anchor");
	check_refused("a: &a [*a]", ERROR_INVALID, 1, 8, "anchor");
	check_refused("? [a]\n: b", ERROR_INVALID, 1, 3, "key must be a text");
	check_refused("a: 1\n---\nb: 2\n", ERROR_INVALID, 3, 1, "second");
	check_refused("a: \"x\\0y\"", ERROR_INVALID, 1, 4, "\\0");
}

static void many_duplicate_keys(void)
{
	struct buf buf = {.arena = arena};

	for (int i = 0; i < 1000; i++)
		buf_format(&buf, "k%d: 1\n", i);
	buf_text(&buf, "k7: 2\nk3: 1\n");
	check_refused(buf_str(&buf).ptr, ERROR_INVALID, 1001, 1,
		"'k7' is given twice; first on line 8");
}

static void refuses_encodings(void)
{
	struct error err = {0};
	const struct yaml_node *node;

	check_refused("a: đ\nb: đ\xff", ERROR_SYNTAX, 2, 5, "UTF-8");
	check_refused("\xff\xfe"
		      "a",
		ERROR_SYNTAX, 1, 1, "UTF-16");
	check_refused("a: đ \x02", ERROR_SYNTAX, 1, 6, "control");
	check_refused("a\n\xef\xbb\xbf", ERROR_SYNTAX, 2, 1, "control");
	CHECK(!yaml_parse(arena, "f", STR("a\0b"), &node, &err));
	CHECK(err.line == 1 && err.column == 2 &&
		str_find(str_from(err.text), "zero byte", 0) != SIZE_MAX);
}

static void explains_syntax(void)
{
	check_refused("a:\n\tb: 1\n", ERROR_SYNTAX, 2, 1, "tab");
	check_refused("a:\n  b: 1\n\tc: 2\n", ERROR_SYNTAX, 3, 1, "tab");
	check_refused("a: b: c\n", ERROR_SYNTAX, 1, 5, "between quotes");
	check_refused(
		"a: đ\nxyz\nb: 1\n", ERROR_SYNTAX, 2, 1, "':' or a quote");
	check_refused("a: 1\nb: 'x\nc: 2\n", ERROR_SYNTAX, 2, 4,
		"quote that opens here");
	check_refused("a: [1, 2\nb: 3\n", ERROR_SYNTAX, 2, 2, "]");
	check_refused("a: @x\n", ERROR_SYNTAX, 1, 4, "cannot begin");
	check_refused("a: %x\n", ERROR_SYNTAX, 1, 4, "cannot begin");
	check_refused("a: \"\\q\"\n", ERROR_SYNTAX, 1, 5, "backslash");
	check_refused("  a: 1\n b: 2\n", ERROR_SYNTAX, 2, 2, "indented");
	check_refused("a:\n  b: 1\n   c: 2\n", ERROR_SYNTAX, 3, 5, "indent");
	check_refused("%TAG ! x\n---\na", ERROR_DENIED, 1, 1, "%TAG");
}

static double seconds_since(clock_t start)
{
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Not a benchmark: these take a minute when the guard is missing. */
static void limits_depth(void)
{
	static const char *const openings[] = {"[", "{", "- ", "? ", "[{",
		"{a: ", "- [", "a: [", "[\n", "- - [a, "};
	clock_t start = clock();

	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		struct buf buf = {.arena = arena};
		struct error err = {0};
		const struct yaml_node *node;

		while (buf.len < 200000)
			buf_text(&buf, openings[i]);
		CHECK(!yaml_parse(arena, "f", buf_str(&buf), &node, &err));
		if (seconds_since(start) > 2)
			printf("# slow after %s\n", openings[i]);
		if (err.code != ERROR_DENIED)
			printf("# %s: %s\n", openings[i], err.text);
	}
	CHECK(seconds_since(start) < 5);
}

static void depth_is_exact(void)
{
	struct error err = {0};
	const struct yaml_node *node;
	char text[200];

	memset(text, '[', 64);
	memset(text + 64, ']', 64);
	CHECK_OK(yaml_parse(arena, "f", (struct str){text, 128}, &node, &err),
		err);
	memset(text, '[', 65);
	memset(text + 65, ']', 65);
	CHECK(!yaml_parse(arena, "f", (struct str){text, 130}, &node, &err));
	CHECK(err.code == ERROR_DENIED);
}

static void alias_bomb(void)
{
	struct buf buf = {.arena = arena};
	struct error err = {0};
	const struct yaml_node *node;

	buf_text(&buf, "a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
	for (int i = 1; i < 30; i++) {
		buf_format(&buf, "a%d: &a%d [", i, i);
		for (int j = 0; j < 9; j++)
			buf_format(&buf, "%s*a%d", j ? "," : "", i - 1);
		buf_text(&buf, "]\n");
	}
	CHECK(!yaml_parse(arena, "f", buf_str(&buf), &node, &err));
	CHECK(err.code == ERROR_DENIED);
	buf = (struct buf){.arena = arena};
	buf_text(&buf, "- &a0 [x]\n");
	for (int i = 1; i < 80; i++)
		buf_format(&buf, "- &a%d [*a%d]\n", i, i - 1);
	CHECK(!yaml_parse(arena, "f", buf_str(&buf), &node, &err));
	CHECK(err.code == ERROR_DENIED &&
		str_find(str_from(err.text), "deep", 0) != SIZE_MAX);
}

/* Collects what a visit gives as "key[item item] key=value". */
struct heard {
	struct buf buf;
	int stop_after; /* items; -1 never */
};

static void tell(struct buf *buf, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR) {
		buf_add(buf, node->text);
		return;
	}
	buf_char(buf, node->kind == YAML_MAPPING ? '{' : '(');
	for (size_t i = 0; i < node->count; i++) {
		buf_text(buf, i ? " " : "");
		tell(buf, node->items[i]);
	}
	buf_char(buf, node->kind == YAML_MAPPING ? '}' : ')');
}

static bool hear_each(void *ctx, struct str key)
{
	(void)ctx;
	return str_is(key, "questions") || str_is(key, "topics");
}

static bool hear_item(void *ctx, struct str key, const struct yaml_node *item,
	struct error *err)
{
	struct heard *heard = ctx;

	buf_format(&heard->buf, "%c%u:", key.ptr[0], item->line);
	tell(&heard->buf, item);
	buf_char(&heard->buf, ' ');
	if (heard->stop_after-- == 0)
		return fail(err, ERROR_INVALID, "stopped");
	return true;
}

static bool hear_entry(void *ctx, const struct yaml_node *key,
	const struct yaml_node *value, struct error *err)
{
	struct heard *heard = ctx;

	(void)err;
	buf_add(&heard->buf, key->text);
	buf_char(&heard->buf, '=');
	tell(&heard->buf, value);
	buf_char(&heard->buf, ' ');
	return true;
}

static const struct yaml_visitor *visitor_of(struct heard *heard)
{
	static struct yaml_visitor visitor;

	visitor =
		(struct yaml_visitor){heard, hear_each, hear_item, hear_entry};
	return &visitor;
}

/* What was heard, then the findings as "line:column". */
static void check_visit(
	const char *text, const char *wanted, const char *findings)
{
	struct heard heard = {{.arena = arena}, -1};
	struct report report = {.arena = arena};
	struct buf places = {.arena = arena};
	struct error err = {0};

	CHECK_OK(yaml_visit(arena, "f", str_from(text), visitor_of(&heard),
			 &report, &err),
		err);
	for (size_t i = 0; i < report.count; i++)
		buf_format(&places, "%u:%u ", report.entries[i].line,
			report.entries[i].column);
	CHECK_STR(buf_str(&heard.buf), wanted);
	CHECK_STR(buf_str(&places), findings);
	if (!str_is(buf_str(&places), findings))
		for (size_t i = 0; i < report.count; i++)
			printf("# %s\n",
				report_line(arena, &report.entries[i]).ptr);
}

static void visits(void)
{
	check_visit("bank: {title: x}\ntopics:\n- t1\n- t2\nquestions:\n"
		    "  - a: 1\n    b: 2\n  - c\nlast: 1\n",
		"bank={title x} t3:t1 t4:t2 q6:{a 1 b 2} q8:c last=1 ", "");
	check_visit("questions: [a, {b: c}]\nx: *y\nz: 1", "q1:a q1:{b c} z=1 ",
		"2:4 ");
	check_visit("questions: none\n", "questions=none ", "");
	check_visit("  questions:\n  - a\n  x: 1\n", "q2:a x=1 ", "");
	check_visit("{questions: [a], b: c}", "q1:a b=c ", "");
}

static void visits_past_faults(void)
{
	check_visit("questions:\n- {a: 1, a: 2}\n- b\n- !x c\n- d\n",
		"q3:b q5:d ", "2:10 4:3 ");
	check_visit("questions:\n- a\nquestions:\n- b\nx: 1\n", "q2:a x=1 ",
		"3:1 ");
	check_visit("questions:\n- &v [1, 2]\n- *v\n- [*v]\nw: *v\n",
		"q2:(1 2) q2:(1 2) q4:((1 2)) w=(1 2) ", "");
	check_visit("questions:\n- a\n---\nb: 1\n", "q2:a ", "4:1 ");
	check_visit("questions:\n- a\n- b \x02 c\n- d\nx: \x7f\ny: 1\n",
		"q2:a q4:d y=1 ", "3:5 5:4 ");
	check_visit("questions:\n- đ \x02 ơ \x02\n- b\n- \x03\n- c\n",
		"q3:b q5:c ", "2:5 2:9 4:3 ");
}

/* A million nodes in one item are refused, in many items they are not. */
static void limits_nodes(void)
{
	struct buf text = {.arena = arena};

	buf_text(&text, "questions:\n- a\n- [");
	for (int i = 0; i < 1000000; i++)
		buf_text(&text, i ? ",a" : "a");
	buf_text(&text, "]\n- b\n");
	check_visit(buf_str(&text).ptr, "q2:a q4:b ", "3:2000002 ");
}

static void visits_past_syntax(void)
{
	check_visit("questions:\n  - a\n  - b: c: d\n    e: f\n  - g\n",
		"q2:a q5:g ", "3:9 ");
	check_visit("questions:\n  - @a\n  - b\ntopics:\n  - t\n", "q3:b t5:t ",
		"2:5 ");
	check_visit("questions:\n- a: \"x\n- b: \"y\"\n- c: 1\n",
		"q3:{b y} q4:{c 1} ", "3:7 ");
	check_visit(
		"questions:\n  - a: [1, 2\n    b: 1\n  - c\ntopics:\n  - d\n",
		"q4:c t6:d ", "3:6 ");
	check_visit("questions:\n  - a\n  - b: 'x\ntopics:\n  - d\n",
		"q2:a t5:d ", "3:8 ");
	check_visit("bank: {x: 1\nquestions:\n  - a\n", "q3:a ", "2:10 ");
	check_visit(
		"bank: x\n\tquestions:\n  - a\nlast: 1\n", "last=1 ", "2:1 ");
}

static void visits_past_lost_indentation(void)
{
	check_visit("questions:\n  - a: 1\nb: 2\n    c: 3\n  - d: 1\nx: 1\n",
		"q2:{a 1} b=2 c q5:{d 1} x=1 ", "4:6 ");
	check_visit(
		"questions:\n  - a: 1\ntopics\n  - b\nx: 1\n", "x=1 ", "3:1 ");
}

static void visit_gives_up(void)
{
	struct heard heard = {{.arena = arena}, -1};
	struct report report = {.arena = arena};
	struct error err = {0};
	const struct yaml_visitor *visitor = visitor_of(&heard);

	CHECK(!yaml_visit(arena, "f", STR("- a\n"), visitor, &report, &err));
	CHECK(err.code == ERROR_INVALID && err.line == 1);
	CHECK(!yaml_visit(arena, "f", STR("# x\n"), visitor, &report, &err));
	CHECK(err.code == ERROR_INVALID);
	CHECK(!yaml_visit(arena, "f", STR("a: \xff"), visitor, &report, &err));
	CHECK(err.code == ERROR_SYNTAX && err.column == 4);
	heard.stop_after = 1;
	CHECK(!yaml_visit(arena, "f", STR("questions: [a, b, c]\n"), visitor,
		&report, &err));
	CHECK(str_is(str_from(err.text), "stopped"));
	CHECK_STR(buf_str(&heard.buf), "q1:a q1:b ");
	CHECK(report.count == 0);
}

/* A file in which every item is broken must not be read over and over. */
static void visits_hostile_files(void)
{
	static const char *const items[] = {"- \"\n", "- '\n", "- [\n", "- {\n",
		"- a: [[[\n", "- |\n", "-\n", "- &a [*a, *b]\n", "- @\n",
		"a: \"\n", "- ' \"\n", "\t", "- ? [", "- !x\n", "\x02",
		"- \x02\n"};
	clock_t start = clock();

	for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
		struct arena *own = arena_new();
		struct heard heard = {{.arena = own}, -1};
		struct report report = {.arena = own};
		struct buf buf = {.arena = own};
		struct error err = {0};

		buf_text(&buf, "questions:\n");
		while (buf.len < 100000)
			buf_text(&buf, items[i]);
		CHECK_OK(yaml_visit(own, "f", buf_str(&buf), visitor_of(&heard),
				 &report, &err),
			err);
		arena_free(own);
		if (seconds_since(start) > 2)
			printf("# slow after %s\n", items[i]);
	}
	CHECK(seconds_since(start) < 5);
}

static void visit_frees_items(void)
{
	struct heard heard = {{.arena = arena}, -1};
	struct report report = {.arena = arena};
	struct arena *own = arena_new();
	struct buf buf = {.arena = arena};
	struct error err = {0};

	buf_text(&buf, "questions:\n");
	for (int i = 0; i < 20000; i++)
		buf_text(&buf, "- {stem: một câu hỏi}\n");
	CHECK_OK(yaml_visit(own, "f", buf_str(&buf), visitor_of(&heard),
			 &report, &err),
		err);
	CHECK(arena_size(own) < 200000);
	arena_free(own);
}

static const char *const nasty[] = {" ", "  ", "\t", "\n", "\n\n", "#", " #",
	": ", ":", "- ", "-", "? ", "'", "\"", "\\", "\\n", "|", ">", "&a",
	"*a", "!", "%", "@", "`", "{", "}", "[", "]", ",", "~", "null", "true",
	"yes", "12", "0.5", "1,5", "0x1F", "1e3", "2024-01-01", "---", "...",
	"đạo hàm", "$x^2$", "{{1}}", "\xc2\xa0", "\xc2\x85", "\xe2\x80\xa8",
	"\r", "\x07", "\x7f", "\xef\xbb\xbf", "😀", "a", "B", "=", "<<",
	"\\frac{a}{b}"};

static struct str nasty_text(struct rng *rng)
{
	struct buf buf = {.arena = arena};
	size_t parts = rng_below(rng, 6);

	for (size_t i = 0; i < parts; i++)
		buf_text(&buf,
			nasty[rng_below(rng, sizeof nasty / sizeof *nasty)]);
	return utf8_nfc(arena, buf_str(&buf));
}

/* A text that was written unquoted must not be taken for something else. */
static void check_back(const struct yaml_node *got, struct str wanted)
{
	bool truth;
	double number;

	if (!CHECK(got && got->kind == YAML_SCALAR &&
		    str_equal(got->text, wanted)))
		printf("# wanted '%s', got '%s'\n", wanted.ptr,
			got ? got->text.ptr : "none");
	CHECK(got && !yaml_is_null(got) && !yaml_bool(got, &truth) &&
		!yaml_double(got, &number));
}

static void check_round_trip(struct str text)
{
	struct buf buf = {.arena = arena};
	struct error err = {0};
	const struct yaml_node *root = NULL;

	buf_text(&buf, "items:\n  - key: ");
	yaml_put_scalar(&buf, text, 6);
	buf_text(&buf, "\n    list:\n      - ");
	yaml_put_scalar(&buf, text, 8);
	buf_text(&buf, "\n      - end\n    flow: [");
	yaml_put_flow(&buf, text);
	buf_text(&buf, ", {k: ");
	yaml_put_flow(&buf, text);
	buf_text(&buf, "}]\nlast: x\n");
	if (!check_ok(yaml_parse(arena, "f", buf_str(&buf), &root, &err),
		    err.text, __FILE__, __LINE__)) {
		printf("# %s\n", buf_str(&buf).ptr);
		return;
	}
	root = yaml_get(root, "items")->items[0];
	check_back(yaml_get(root, "key"), text);
	check_back(yaml_get(root, "list")->items[0], text);
	CHECK_STR(yaml_get(root, "list")->items[1]->text, "end");
	check_back(yaml_get(root, "flow")->items[0], text);
	check_back(yaml_get(yaml_get(root, "flow")->items[1], "k"), text);
}

static void writes_what_it_reads(void)
{
	struct rng rng = rng_stream(1, "yaml", 0);

	for (size_t i = 0; i < sizeof nasty / sizeof *nasty; i++)
		check_round_trip(str_from(nasty[i]));
	for (int i = 0; i < 5000; i++) {
		struct arena_mark mark = arena_mark(arena);

		check_round_trip(nasty_text(&rng));
		arena_release(arena, mark);
	}
}

static void check_written(const char *text, const char *wanted)
{
	struct buf buf = {.arena = arena};

	yaml_put_scalar(&buf, str_from(text), 2);
	CHECK_STR(buf_str(&buf), wanted);
}

static void writes_plainly(void)
{
	check_written(
		"Hàm số $y=x^3$ nghịch biến?", "Hàm số $y=x^3$ nghịch biến?");
	check_written("Cho: a", "'Cho: a'");
	check_written("it's", "it's");
	check_written("12A1", "12A1");
	check_written("1945", "'1945'");
	check_written("", "''");
	check_written("a\nb\n", "|\n  a\n  b");
	check_written("a\n\nb", "|-\n  a\n\n  b");
	check_written("a\n\n", "|+\n  a\n");
	check_written("\ta", "\"\\ta\"");
	check_written("a\xe2\x80\xae"
		      "b\xe2\x81\xa6",
		"\"a\\u202eb\\u2066\"");
}

int main(void)
{
	arena = arena_new();
	TEST(reads_kinds);
	TEST(reads_nothing);
	TEST(text_is_nfc);
	TEST(reads_scalars);
	TEST(aliases);
	TEST(refuses_sense);
	TEST(many_duplicate_keys);
	TEST(refuses_encodings);
	TEST(explains_syntax);
	TEST(limits_depth);
	TEST(depth_is_exact);
	TEST(alias_bomb);
	TEST(visits);
	TEST(visits_past_faults);
	TEST(limits_nodes);
	TEST(visits_past_syntax);
	TEST(visits_past_lost_indentation);
	TEST(visit_gives_up);
	TEST(visits_hostile_files);
	TEST(visit_frees_items);
	TEST(writes_what_it_reads);
	TEST(writes_plainly);
	arena_free(arena);
	return check_result();
}
