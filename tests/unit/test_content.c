/* The banks we ship: what a teacher may rely on, and their keys against
 * programs that answer the questions knowing nothing of the keys. */
#include "tests/content/drawings.h"
#include "tests/content/solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "banks/native.h"
#include "base/base64.h"
#include "base/file.h"
#include "base/image.h"
#include "base/markup/markup.h"
#include "tests/samples.h"

#define BIT(type) (1u << (type))

enum {
	LEAST = 60, /* questions of a bank */
	SCHOOL = BIT(TYPE_CHOICE) | BIT(TYPE_STATEMENTS),
	SCIENCE = SCHOOL | BIT(TYPE_NUMERIC),
};

static const struct {
	const char *name;
	unsigned types; /* it must have */
	const struct solve *solve;
} banks[] = {
	{"toan12", SCIENCE, solve_toan12},
	{"vatli12", SCIENCE, solve_vatli12},
	{"toan6", SCIENCE, solve_toan6},
	{"lichsu12", SCHOOL, solve_lichsu12},
	{"tienganh12", SCHOOL, solve_tienganh12},
};
enum { BANKS = sizeof banks / sizeof *banks };

static struct arena *arena;
static struct bundle bundles[BANKS];

/* A failure names its question. */
static void fault(const struct question *q, const char *what)
{
	printf("# %.*s, line %u: %s\n", STR_ARG(q->id), q->line, what);
	check_failed = true;
}

static void load(size_t bank)
{
	struct sink sink = bundle_sink(arena, &bundles[bank]);
	struct report report = {.arena = arena};
	struct error err = {0};
	struct str text;
	const char *path =
		str_format(arena, "banks/data/%s.yaml", banks[bank].name).ptr;

	if (!CHECK_OK(file_read(arena, path, FILE_LIMIT, &text, &err), err) ||
		!CHECK_OK(native_read(arena, path, text, &sink, &report, &err),
			err))
		exit(1);
	CHECK(!report.count);
	for (size_t i = 0; i < report.count; i++)
		printf("# %s\n", report_line(arena, &report.entries[i]).ptr);
}

static void read_without_findings(void)
{
	for (size_t i = 0; i < BANKS; i++)
		load(i);
}

/* ---- what each bank holds ---- */

static void enough_of_each(void)
{
	for (size_t b = 0; b < BANKS; b++) {
		const struct bundle *bank = &bundles[b];
		unsigned types = 0, levels = 0;

		for (size_t i = 0; i < bank->question_count; i++) {
			types |= BIT(bank->questions[i].type);
			levels |= BIT(bank->questions[i].level);
		}
		CHECK(bank->question_count >= LEAST);
		CHECK((types & banks[b].types) == banks[b].types);
		CHECK(levels == (BIT(LEVEL_COUNT) - 1 - BIT(LEVEL_NONE)));
		CHECK(bank->header.title.len && bank->header.license.len);
	}
}

/* Every question of every bank. */
static void each(
	void (*judge)(const struct bundle *bank, const struct question *q))
{
	for (size_t b = 0; b < BANKS; b++)
		for (size_t i = 0; i < bundles[b].question_count; i++)
			judge(&bundles[b], &bundles[b].questions[i]);
}

static void judge_fields(const struct bundle *bank, const struct question *q)
{
	const struct question *first = bank->questions;

	if (!str_trim(q->solution).len)
		fault(q, "no solution");
	if (!q->author.len || !q->license.len)
		fault(q, "no author or licence");
	if (q->status != STATUS_APPROVED)
		fault(q, "not approved");
	if (!str_equal(q->subject, first->subject) ||
		q->grade != first->grade || !q->grade)
		fault(q, "another subject or grade");
	if (q->type == TYPE_STATEMENTS && q->statement_count != 4)
		fault(q, "a block has four statements");
	if (q->type == TYPE_CHOICE && q->option_count != 4)
		fault(q, "a choice has four options");
}

static void every_field_is_there(void)
{
	each(judge_fields);
}

static bool same_text(struct str a, struct str b)
{
	return str_equal(markup_plain(arena, markup_parse(arena, a)),
		markup_plain(arena, markup_parse(arena, b)));
}

static void judge_differences(
	const struct bundle *bank, const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		for (size_t k = 0; k < i; k++)
			if (same_text(q->options[i].text, q->options[k].text))
				fault(q, "two options are the same");
	for (size_t i = 0; i < q->statement_count; i++)
		for (size_t k = 0; k < i; k++)
			if (same_text(q->statements[i].text,
				    q->statements[k].text))
				fault(q, "two statements are the same");
	for (const struct question *p = bank->questions; p < q; p++) {
		if (str_equal(p->id, q->id))
			fault(q, "its id is used twice");
		if (q->type == TYPE_NUMERIC && same_text(p->stem, q->stem))
			fault(q, "asked twice");
	}
}

static void nothing_stands_twice(void)
{
	each(judge_differences);
}

/* ---- references ---- */

static const struct topic *find_topic(const struct bundle *bank, struct str id)
{
	for (size_t i = 0; i < bank->topic_count; i++)
		if (str_equal(bank->topics[i].id, id))
			return &bank->topics[i];
	return NULL;
}

static const struct outcome *find_outcome(
	const struct topic *topic, struct str id)
{
	for (size_t i = 0; topic && i < topic->outcome_count; i++)
		if (str_equal(topic->outcomes[i].id, id))
			return &topic->outcomes[i];
	return NULL;
}

static bool has_stimulus(const struct bundle *bank, struct str id)
{
	for (size_t i = 0; i < bank->stimulus_count; i++)
		if (str_equal(bank->stimuli[i].id, id))
			return true;
	return false;
}

static bool has_question(const struct bundle *bank, struct str id)
{
	for (size_t i = 0; i < bank->question_count; i++)
		if (str_equal(bank->questions[i].id, id))
			return true;
	return false;
}

static void judge_references(
	const struct bundle *bank, const struct question *q)
{
	const struct topic *topic = find_topic(bank, q->topic);

	if (!topic)
		fault(q, "no such topic");
	if (!find_outcome(topic, q->outcome))
		fault(q, "no such outcome in its topic");
	if (q->stimulus.len && !has_stimulus(bank, q->stimulus))
		fault(q, "no such passage");
	for (size_t i = 0; i < q->enemy_count; i++)
		if (!has_question(bank, q->enemies[i]))
			fault(q, "no such enemy");
	for (size_t i = 0; i < q->statement_count; i++)
		if (q->statements[i].outcome.len &&
			!find_outcome(topic, q->statements[i].outcome))
			fault(q, "no such outcome of a statement");
}

static void every_reference_is_right(void)
{
	each(judge_references);
}

/* Nothing is declared for nothing. */
static void everything_is_used(void)
{
	for (size_t b = 0; b < BANKS; b++) {
		const struct bundle *bank = &bundles[b];

		for (size_t t = 0; t < bank->topic_count; t++) {
			size_t uses = 0;

			for (size_t i = 0; i < bank->question_count; i++)
				uses += str_starts(bank->questions[i].topic,
					bank->topics[t].id.ptr);
			CHECK(uses && bank->topics[t].outcome_count);
		}
		for (size_t s = 0; s < bank->stimulus_count; s++) {
			size_t uses = 0;

			for (size_t i = 0; i < bank->question_count; i++)
				uses += str_equal(bank->questions[i].stimulus,
					bank->stimuli[s].id);
			CHECK(uses >= 2);
		}
	}
}

/* ---- formulas ---- */

/* Dollars without a backslash, outside code. */
static size_t dollars(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '\\')
			i++;
		else
			count += text.ptr[i] == '$';
	return count;
}

static bool balanced(struct str tex)
{
	long depth = 0;

	for (size_t i = 0; i < tex.len && depth >= 0; i++)
		if (tex.ptr[i] == '\\')
			i++;
		else
			depth += (tex.ptr[i] == '{') - (tex.ptr[i] == '}');
	return !depth;
}

static size_t count_word(struct str tex, const char *word)
{
	size_t count = 0, at = 0;

	while ((at = str_find(tex, word, at)) != SIZE_MAX) {
		count++;
		at += strlen(word);
	}
	return count;
}

/* "\left" begins "\leftarrow" too. */
static bool pairs_up(struct str tex)
{
	return balanced(tex) &&
		count_word(tex, "\\left") - count_word(tex, "\\leftarrow") -
			count_word(tex, "\\leftrightarrow") ==
		count_word(tex, "\\right") - count_word(tex, "\\rightarrow") -
			count_word(tex, "\\rightleftharpoons") &&
		count_word(tex, "\\begin{") == count_word(tex, "\\end{");
}

/* Every dollar is one of a formula's, and every formula is whole. */
static bool walk(const struct markup *m, bool *whole)
{
	bool dollar = false;

	for (; m; m = m->next) {
		if (m->kind == MARKUP_MATH || m->kind == MARKUP_DISPLAY)
			*whole = *whole && pairs_up(m->text) &&
				str_trim(m->text).len;
		else
			dollar |= str_find(m->text, "$", 0) != SIZE_MAX;
		dollar |= walk(m->child, whole);
	}
	return dollar;
}

static bool formulas_are_whole(struct str text)
{
	bool whole = true;
	/* \$ is a price. */
	bool prices = str_find(text, "\\$", 0) != SIZE_MAX;
	bool loose = walk(markup_parse(arena, text), &whole);

	return whole && dollars(text) % 2 == 0 && loose == prices;
}

static void judge_text(const struct question *q, struct str text)
{
	if (!formulas_are_whole(text)) {
		fault(q, "a formula that is not whole:");
		printf("# %.*s\n", STR_ARG(text));
	}
}

static void judge_formulas(const struct bundle *bank, const struct question *q)
{
	(void)bank;
	judge_text(q, q->stem);
	judge_text(q, q->solution);
	judge_text(q, q->feedback);
	for (size_t i = 0; i < q->option_count; i++) {
		judge_text(q, q->options[i].text);
		judge_text(q, q->options[i].feedback);
	}
	for (size_t i = 0; i < q->statement_count; i++) {
		judge_text(q, q->statements[i].text);
		judge_text(q, q->statements[i].feedback);
	}
	for (size_t i = 0; i < q->pair_count; i++) {
		judge_text(q, q->pairs[i].left);
		judge_text(q, q->pairs[i].right);
	}
	for (size_t i = 0; i < q->distractor_count; i++)
		judge_text(q, q->distractors[i]);
	for (size_t i = 0; i < q->item_count; i++)
		judge_text(q, q->items[i]);
	for (size_t i = 0; i < q->rubric_count; i++)
		judge_text(q, q->rubric[i].text);
}

static void every_formula_is_whole(void)
{
	each(judge_formulas);
}

static void broken_formulas_are_seen(void)
{
	CHECK(formulas_are_whole(STR("$x^{2}$ và $$\\frac{1}{2}$$")));
	CHECK(formulas_are_whole(STR("$\\left(0;1\\right]$, \\$5")));
	CHECK(!formulas_are_whole(STR("$x^2")));
	CHECK(!formulas_are_whole(STR("$x^{2$")));
	CHECK(!formulas_are_whole(STR("$x^2 $")));
	CHECK(!formulas_are_whole(STR("$\\left(0;1$")));
	CHECK(!formulas_are_whole(STR("$x$ 5$, $y$")));
}

/* ---- written and read again ---- */

static void banks_go_round(void)
{
	for (size_t b = 0; b < BANKS; b++) {
		struct report report = {.arena = arena};
		struct buf out = {.arena = arena}, again = {.arena = arena};
		struct error err = {0};
		struct bundle got;
		struct sink sink = bundle_sink(arena, &got);

		CHECK_OK(native_write(arena, &bundles[b], &out, &report, &err),
			err);
		CHECK_OK(native_read(arena, "f", buf_str(&out), &sink, &report,
				 &err),
			err);
		CHECK_OK(native_write(arena, &got, &again, &report, &err), err);
		CHECK(!report.count &&
			str_equal(buf_str(&out), buf_str(&again)));
		CHECK(got.topic_count == bundles[b].topic_count &&
			got.stimulus_count == bundles[b].stimulus_count &&
			got.question_count == bundles[b].question_count);
		for (size_t i = 0; i < got.question_count; i++)
			check_same_question(arena, &got.questions[i],
				&bundles[b].questions[i]);
	}
}

/* ---- keys ---- */

/* The key as solve's truth() gives it. */
static unsigned truth_of(const struct question *q)
{
	unsigned truth = q->type == TYPE_TRUEFALSE && q->truth;

	for (size_t i = 0; i < q->statement_count; i++)
		truth |= (unsigned)q->statements[i].key << i;
	for (size_t i = 0; i < q->option_count; i++)
		truth |= (unsigned)q->options[i].right << i;
	return truth;
}

/* Does the answer of the program agree with the key? Its number is the key
 * itself, not only within the key's tolerance. */
static bool agrees(const struct solve *solve, const struct question *q)
{
	double value;
	char letter;

	switch (q->type) {
	case TYPE_NUMERIC:
		value = decimal_value(q->numbers[0].value);
		return solve->number &&
			fabs(solve->number() - value) <
			1e-9 + 1e-9 * fabs(value);
	case TYPE_CHOICE:
		letter = solve->letter ? solve->letter() : 0;
		return letter >= 'A' &&
			(size_t)(letter - 'A') < q->option_count &&
			q->options[letter - 'A'].right;
	case TYPE_STATEMENTS:
	case TYPE_MULTIPLE:
	case TYPE_TRUEFALSE:
		return solve->truth && solve->truth() == truth_of(q);
	default:
		return false;
	}
}

static const struct solve *find_solve(const struct solve *solve, struct str id)
{
	for (; solve->id; solve++)
		if (str_is(id, solve->id))
			return solve;
	return NULL;
}

static void programs_find_the_keys(void)
{
	for (size_t b = 0; b < BANKS; b++)
		for (size_t i = 0; i < bundles[b].question_count; i++) {
			const struct question *q = &bundles[b].questions[i];
			const struct solve *solve =
				find_solve(banks[b].solve, q->id);

			if (solve && !agrees(solve, q))
				fault(q, "a program answers otherwise");
			if (!solve && q->type == TYPE_NUMERIC)
				fault(q, "no program checks the number");
			if (q->type == TYPE_NUMERIC && q->number_count != 1)
				fault(q, "more than one number");
		}
}

/* Keys that no program can find, as they were proof-read: whoever changes one
 * in the bank changes it here too (UPDATE=1 writes the file anew; read what
 * changed before you commit it). */
static const char *const proofread = "tests/content/keys.txt";

static struct str keys_without_program(void)
{
	struct buf out = {.arena = arena};

	for (size_t b = 0; b < BANKS; b++)
		for (size_t i = 0; i < bundles[b].question_count; i++) {
			const struct question *q = &bundles[b].questions[i];
			struct str key = question_key(arena, q, NULL, "vi");

			if (q->type != TYPE_ESSAY && q->type != TYPE_MATCH &&
				q->type != TYPE_ORDER &&
				!find_solve(banks[b].solve, q->id))
				buf_format(&out, "%.*s %.*s\n", STR_ARG(q->id),
					STR_ARG(key));
		}
	return buf_str(&out);
}

static void other_keys_are_as_proofread(void)
{
	struct str got = keys_without_program(), kept = STR(""), a, b;
	struct error err = {0};

	if (getenv("UPDATE"))
		CHECK_OK(file_write(proofread, got, &err), err);
	CHECK_OK(file_read(arena, proofread, FILE_LIMIT, &kept, &err), err);
	if (CHECK(str_equal(got, kept)))
		return;
	while (str_cut(&got, '\n', &a) && str_cut(&kept, '\n', &b))
		if (!str_equal(a, b)) {
			printf("# the bank has '%.*s', %s '%.*s'\n", STR_ARG(a),
				proofread, STR_ARG(b));
			break;
		}
}

/* A key of a sheet: four cells, "-" only in the first. */
static void numbers_fit_the_sheet(void)
{
	for (size_t b = 0; b < BANKS; b++)
		for (size_t i = 0; i < bundles[b].question_count; i++) {
			const struct question *q = &bundles[b].questions[i];
			struct str key;
			size_t comma;

			if (q->type != TYPE_NUMERIC)
				continue;
			key = question_key(arena, q, NULL, "vi");
			comma = str_find(key, ",", 0);
			if (key.len > 4 ||
				(comma != SIZE_MAX && comma != 1 && comma != 2))
				fault(q, "its number does not fit the sheet");
		}
}

static void every_program_has_its_question(void)
{
	for (size_t b = 0; b < BANKS; b++)
		for (const struct solve *s = banks[b].solve; s->id; s++)
			if (!CHECK(has_question(&bundles[b], str_from(s->id))))
				printf("# %s\n", s->id);
}

/* The question with another key; the next option, one statement, one unit of
 * the last place. */
static struct question with_other_key(const struct question *q)
{
	struct question other = question_copy(arena, q);
	struct option *options = (struct option *)other.options;
	size_t right = 0;

	switch (q->type) {
	case TYPE_NUMERIC:
		((struct number *)other.numbers)->value.units++;
		break;
	case TYPE_CHOICE:
		while (!options[right].right)
			right++;
		options[right].right = false;
		options[(right + 1) % other.option_count].right = true;
		break;
	case TYPE_MULTIPLE:
		options[1].right ^= true;
		break;
	case TYPE_TRUEFALSE:
		other.truth = !other.truth;
		break;
	default:
		((struct statement *)other.statements)[1].key ^= true;
	}
	return other;
}

static void other_keys_are_seen(void)
{
	for (size_t b = 0; b < BANKS; b++)
		for (size_t i = 0; i < bundles[b].question_count; i++) {
			const struct question *q = &bundles[b].questions[i];
			const struct solve *solve =
				find_solve(banks[b].solve, q->id);
			struct question other;

			if (!solve)
				continue;
			other = with_other_key(q);
			if (agrees(solve, &other))
				fault(q, "another key passes, too");
		}
}

static const struct question *find_question(const char *id)
{
	for (size_t b = 0; b < BANKS; b++)
		for (size_t i = 0; i < bundles[b].question_count; i++)
			if (str_is(bundles[b].questions[i].id, id))
				return &bundles[b].questions[i];
	return NULL;
}

/* To the last pixel but for how numbers are rounded elsewhere. */
static bool is_drawn(const struct question *q, const struct canvas *canvas)
{
	struct image image;
	struct error err;

	if (!q || q->media_count != 1 || q->media->bytes.len > 20000 ||
		!image_decode(arena, q->media->bytes, &image, &err) ||
		image.width != canvas->width ||
		image.height != canvas->height || image.colors != 1)
		return false;
	for (size_t i = 0; i < image.pixels.len; i++)
		if (abs((unsigned char)image.pixels.ptr[i] - canvas->grey[i]) >
			17)
			return false;
	return true;
}

static void pictures_are_drawn(void)
{
	for (const struct drawing *d = drawings; d->id; d++) {
		struct canvas canvas = drawing_canvas(arena, d);

		if (getenv("UPDATE"))
			printf("# %s: %s\n", d->id,
				base64_encode(
					arena, drawing_png(arena, &canvas))
					.ptr);
		CHECK(is_drawn(find_question(d->id), &canvas));
	}
}

int main(void)
{
	arena = arena_new();
	TEST(read_without_findings);
	TEST(enough_of_each);
	TEST(every_field_is_there);
	TEST(nothing_stands_twice);
	TEST(every_reference_is_right);
	TEST(everything_is_used);
	TEST(every_formula_is_whole);
	TEST(broken_formulas_are_seen);
	TEST(banks_go_round);
	TEST(programs_find_the_keys);
	TEST(other_keys_are_as_proofread);
	TEST(numbers_fit_the_sheet);
	TEST(every_program_has_its_question);
	TEST(other_keys_are_seen);
	TEST(pictures_are_drawn);
	arena_free(arena);
	return check_result();
}
