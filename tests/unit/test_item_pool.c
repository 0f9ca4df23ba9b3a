/* The item pool and specification that TestDesign (an R package) publishes, in
 * the folder CORPUS: the most information at -1 and 1 together is 26.48995147,
 * as three other solvers say. */

#include <math.h>
#include <time.h>

#include "base/csv.h"
#include "base/file.h"
#include "engine/assemble/bound.h"
#include "engine/assemble/branch.h"
#include "tests/pools.h"

enum { ITEMS = 1000, RULES = 40, COLUMNS = 8 };

static const double published = 26.48995147;

static struct arena *arena;

struct table {
	struct str cells[ITEMS][COLUMNS];
	struct str heads[COLUMNS];
	size_t count, columns;
};

static struct table attributes, items, rules;

static bool read_table(const char *folder, const char *name, struct table *t)
{
	struct error err;
	struct str text;
	struct csv csv;
	const struct str *cells;
	size_t count;

	if (!CHECK_OK(file_read(arena, file_join(arena, folder, name),
			      FILE_LIMIT, &text, &err),
		    err))
		return false;
	csv = csv_open(text);
	*t = (struct table){0};
	for (bool head = true;; head = false) {
		if (!CHECK_OK(csv_row(&csv, arena, &cells, &count, &err), err))
			return false;
		if (!count || t->count == ITEMS)
			return true;
		for (size_t i = 0; i < count && i < COLUMNS; i++)
			(head ? t->heads : t->cells[t->count])[i] = cells[i];
		t->columns = head ? count : t->columns;
		t->count += !head;
	}
}

static struct str cell(const struct table *t, size_t row, const char *head)
{
	for (size_t i = 0; i < t->columns && i < COLUMNS; i++)
		if (str_is(t->heads[i], head))
			return t->cells[row][i];
	return STR("");
}

static double number(const struct table *t, size_t row, const char *head)
{
	double value = NAN;

	(void)str_to_double(cell(t, row, head), &value);
	return value;
}

/* ---- conditions: "STANDARD %in% c(2, 4) & DOK >= 3" ---- */

static struct str unquoted(struct str s)
{
	s = str_trim(s);
	if (s.len > 1 && s.ptr[0] == '"')
		s = str_sub(s, 1, s.len - 2);
	return s;
}

static bool is_among(struct str value, struct str list)
{
	struct str one;

	list = str_trim(list);
	if (str_starts(list, "c("))
		list = str_sub(list, 2, list.len - 3);
	while (str_cut(&list, ',', &one))
		if (str_equal(value, unquoted(one)))
			return true;
	return false;
}

static bool holds(struct str term, size_t row)
{
	static const char *const signs[] = {" %in% ", " == ", " >= ", " < "};

	for (size_t i = 0; i < 4; i++) {
		size_t at = str_find(term, signs[i], 0), skip;
		struct str name, value, wanted;
		double a = NAN, b = NAN;

		if (at == SIZE_MAX)
			continue;
		skip = at + strlen(signs[i]);
		name = str_trim(str_sub(term, 0, at));
		wanted = str_sub(term, skip, term.len - skip);
		value = cell(&attributes, row, str_cstr(arena, name));
		if (i < 2)
			return is_among(value, wanted);
		(void)str_to_double(value, &a);
		(void)str_to_double(str_trim(wanted), &b);
		return i == 2 ? a >= b : a < b;
	}
	CHECK(false);
	return false;
}

static bool fits(struct str condition, size_t row)
{
	struct str term;

	while (str_cut(&condition, '&', &term))
		if (!holds(term, row))
			return false;
	return true;
}

/* ---- the bank and the blueprint ---- */

static struct candidate candidates[ITEMS];
static size_t item_of[ITEMS]; /* by candidate */
static struct str tags[RULES];
static const struct str no_topic[] = {STR("t")};
static const uint32_t no_parent[] = {0};
static const struct str stimuli[] = {STR("s")};

static bool is_left_out(size_t row)
{
	for (size_t r = 0; r < rules.count; r++)
		if (str_is(cell(&rules, r, "TYPE"), "Exclude") &&
			fits(cell(&rules, r, "CONDITION"), row))
			return true;
	return false;
}

static void put_tags(struct candidate *c, size_t row)
{
	uint32_t *list = NEW_ARRAY(arena, rules.count, uint32_t);

	for (size_t r = 0; r < rules.count; r++) {
		struct str condition = cell(&rules, r, "CONDITION");

		if (str_is(cell(&rules, r, "TYPE"), "Number") &&
			condition.len && fits(condition, row))
			list[c->tag_count++] = (uint32_t)r;
		if (str_is(cell(&rules, r, "TYPE"), "AllOrNone") &&
			fits(condition, row))
			c->stimulus = 1;
	}
	c->tags = list;
}

static struct pool make_pool(void)
{
	size_t count = 0;

	for (size_t i = 0; i < attributes.count; i++) {
		struct candidate *c = &candidates[count];

		if (is_left_out(i))
			continue;
		*c = (struct candidate){.id = cell(&attributes, i, "ID"),
			.level = LEVEL_KNOW,
			.status = STATUS_APPROVED,
			.difficulty = NAN};
		put_tags(c, i);
		item_of[count++] = i;
	}
	for (size_t r = 0; r < rules.count; r++)
		tags[r] = str_format(arena, "r%zu", r);
	return (struct pool){.candidates = candidates,
		.count = count,
		.topics = no_topic,
		.topic_parent = no_parent,
		.topic_count = 1,
		.stimuli = stimuli,
		.stimulus_count = 1,
		.tags = tags,
		.tag_count = rules.count};
}

/* The ids of a condition: "ID %in% c("a", "b")". */
static void add_ids(struct buf *out, const char *rule, struct str condition)
{
	size_t at = str_find(condition, "(", 0) + 1;

	buf_format(out, "  - {%s: [%.*s]}\n", rule,
		(int)(condition.len - at - 1), condition.ptr + at);
}

static struct str make_blueprint(void)
{
	struct buf out = {.arena = arena};

	buf_text(&out,
		"parts: [{name: I, points: 1, take: [{any: 30}]}]\nrules:\n");
	for (size_t r = 0; r < rules.count; r++) {
		struct str type = cell(&rules, r, "TYPE");
		struct str condition = cell(&rules, r, "CONDITION");

		if (str_is(type, "Number") && condition.len)
			buf_format(&out,
				"  - {count: {tag: r%zu}, between: [%g, %g]}\n",
				r, number(&rules, r, "LB"),
				number(&rules, r, "UB"));
		else if (str_is(type, "Enemy"))
			add_ids(&out, "apart", condition);
		else if (str_is(type, "Include"))
			add_ids(&out, "with", condition);
	}
	buf_text(&out,
		"aim: {information: {at: [-1, 1], together: true}, within: "
		"0}\n");
	return buf_str(&out);
}

/* ---- information, of the generalized partial credit model too ---- */

/* a^2 times the variance of the score (Muraki 1993, eq. 8). */
static double partial_credit(size_t row, double theta)
{
	static const char *const steps[] = {"PAR2", "PAR3", "PAR4"};
	double a = number(&items, row, "PAR1"), exponent = 0, sum = 1;
	double mean = 0, square = 0;

	for (size_t k = 0; k < 3; k++) {
		double b = number(&items, row, steps[k]), share;

		if (isnan(b))
			break;
		exponent += a * (theta - b);
		share = exp(exponent);
		sum += share;
		mean += share * (double)(k + 1);
		square += share * (double)((k + 1) * (k + 1));
	}
	mean /= sum;
	return a * a * (square / sum - mean * mean);
}

static double information(size_t row, double theta)
{
	double a = number(&items, row, "PAR1"), b = number(&items, row, "PAR2");
	double c = number(&items, row, "PAR3"), share;

	if (str_is(cell(&items, row, "MODEL"), "GPC"))
		return partial_credit(row, theta);
	share = 1 / (1 + exp(-a * (theta - b)));
	return a * a * share * share * (1 - c) * (1 - share) /
		(c + (1 - c) * share);
}

static double *information_of(const struct program *program)
{
	double *values = NEW_ARRAY(arena, program->unit_count, double);

	for (size_t u = 0; u < program->unit_count; u++)
		for (size_t i = 0; i < program->units[u].size; i++) {
			size_t row = item_of[program->units[u].members[i]];

			values[u] += 1e6 *
				(information(row, -1) + information(row, 1));
		}
	return values;
}

static void published_optimum(void)
{
	const char *folder = file_join(
		arena, getenv("CORPUS"), "assembly/testdesign-science");
	struct pool pool;
	const struct blueprint *b;
	struct plan plan;
	struct limits limits;
	struct program program;
	struct goal goal;
	struct bound bound;
	struct branched best;
	clock_t start;

	if (!read_table(folder, "itemattrib_science_1000.csv", &attributes) ||
		!read_table(folder, "itempool_science_1000.csv", &items) ||
		!read_table(folder, "constraints_science_1000.csv", &rules))
		return;
	CHECK(attributes.count == 1000 && items.count == 1000);
	CHECK(rules.count == 36);
	pool = make_pool();
	b = blueprint_read(arena, make_blueprint().ptr);
	plan_make(arena, b, &pool, (struct plan_options){0}, &plan);
	CHECK(!plan.fault_count && plan.with_count == 2);
	start = clock();
	limits_make(arena, &plan, &limits);
	program_make(arena, &plan, &limits, 1, &program);
	goal_make(arena, &program, b->aims, NULL, &goal);
	goal.values = information_of(&program);
	if (!CHECK(bound_find(arena, &program, &goal, &bound) == BOUND_FOUND))
		return;
	branch(arena, &program, &goal,
		(struct branching){.cost = INFINITY,
			.bound = bound.cost,
			.reduced = bound.reduced,
			.nodes = 10000,
			.enough = -INFINITY},
		&best);
	printf("# %.8f, bound %.8f, %zu nodes, %.3f s\n", -best.cost,
		-best.bound, best.nodes,
		(double)(clock() - start) / CLOCKS_PER_SEC);
	CHECK(best.found && best.proved);
	CHECK(fabs(-best.cost - published) < 5e-9);
}

int main(void)
{
	const char *corpus = getenv("CORPUS");

	if (!corpus || !*corpus) {
		puts("skip - item pool: make check CORPUS=FOLDER reads a "
		     "published one");
		return 0;
	}
	arena = arena_new();
	TEST(published_optimum);
	arena_free(arena);
	return check_result();
}
