#include "engine/assemble/check.h"

#include "base/rng.h"
#include "tests/ways.h"

/* What the check offers is done to the blueprint, and every way to fill it is
 * tried: it must then be met, and not by less of the same. */
#ifdef __SANITIZE_ADDRESS__
enum { PLANS = 300 };
#else
enum { PLANS = 3000 };
#endif
enum { RULES = 4, CANDIDATES = 10 };

/* A blueprint that can be changed and written again. */
struct draft {
	struct draft_row {
		const char *filter, *stimulus;
		long counts[3]; /* know, apply, any */
		unsigned line;
	} rows[3];
	size_t row_count;
	struct draft_rule {
		bool with, out;
		unsigned ids[2];
		unsigned line;
	} rules[RULES];
	size_t rule_count;
	unsigned forms;
	bool same;
};

static bool has_rules(const struct draft *d)
{
	for (size_t i = 0; i < d->rule_count; i++)
		if (!d->rules[i].out)
			return true;
	return false;
}

/* A line for each row and rule, noted in the draft. */
static const char *write_draft(struct draft *d)
{
	struct buf buf = {.arena = arena};
	unsigned line = 5;

	buf_format(&buf,
		"forms: {count: %u, questions: %s}\n"
		"parts:\n  - name: I\n    take:\n",
		d->forms, d->same ? "same" : "different");
	for (size_t i = 0; i < d->row_count; i++) {
		struct draft_row *row = &d->rows[i];

		row->line = line++;
		buf_format(&buf,
			"      - {%s, know: %ld, apply: %ld, any: %ld, "
			"stimulus: %s}\n",
			row->filter, row->counts[0], row->counts[1],
			row->counts[2], row->stimulus);
	}
	if (has_rules(d)) {
		buf_text(&buf, "rules:\n");
		line++;
	}
	for (size_t i = 0; i < d->rule_count; i++) {
		struct draft_rule *rule = &d->rules[i];

		if (rule->out)
			continue;
		rule->line = line++;
		if (rule->with)
			buf_format(&buf, "  - {with: q%03u}\n", rule->ids[0]);
		else
			buf_format(&buf, "  - {apart: [q%03u, q%03u]}\n",
				rule->ids[0], rule->ids[1]);
	}
	return buf_str(&buf).ptr;
}

static size_t pick_of(struct rng *rng, size_t count)
{
	return (size_t)rng_below(rng, count);
}

static void random_pool(struct rng *rng)
{
	static const char *const names[] = {"p", "r", "s"};

	begin();
	pool_put(&p, 5, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 5, TYPE_CHOICE, "b", LEVEL_KNOW, "t", NULL);
	for (size_t i = 0; i < CANDIDATES; i++) {
		struct candidate *c = &p.candidates[i];
		size_t s = pick_of(rng, 6);

		if (pick_of(rng, 3) == 0)
			c->level = LEVEL_APPLY;
		if (pick_of(rng, 3) == 0) {
			c->tags = p.candidates[5].tags;
			c->tag_count = i < 5;
		}
		if (s < 3)
			c->stimulus = 1 +
				pool_name(p.stimuli, &p.pool.stimulus_count,
					str_from(names[s]));
	}
	if (pick_of(rng, 2))
		pool_enemies(&p, (uint32_t)pick_of(rng, 5),
			5 + (uint32_t)pick_of(rng, 5));
}

static struct draft_row random_row(struct rng *rng)
{
	static const char *const filters[] = {
		"topic: a", "topic: b", "tag: t", "type: choice"};
	static const char *const modes[] = {"whole", "whole", "any", "none"};

	return (struct draft_row){.filter = filters[pick_of(rng, 4)],
		.stimulus = modes[pick_of(rng, 4)],
		.counts = {1 + (long)pick_of(rng, 2), pick_of(rng, 4) == 0,
			2 * (pick_of(rng, 3) == 0)}};
}

/* A passage that with: brings to several forms would be hard to try here. */
static void random_draft(struct rng *rng, struct draft *d)
{
	*d = (struct draft){.forms = 1 + (unsigned)pick_of(rng, 3),
		.same = pick_of(rng, 3) == 0};
	d->row_count = 1 + pick_of(rng, 3);
	for (size_t i = 0; i < d->row_count; i++)
		d->rows[i] = random_row(rng);
	for (size_t i = pick_of(rng, 3); i > 0; i--)
		d->rules[d->rule_count++] = (struct draft_rule){
			.ids = {(unsigned)pick_of(rng, 5),
				5 + (unsigned)pick_of(rng, 5)}};
	for (size_t i = pick_of(rng, 3); i > 0; i--) {
		unsigned id = (unsigned)pick_of(rng, CANDIDATES);

		if (d->same || !p.candidates[id].stimulus)
			d->rules[d->rule_count++] =
				(struct draft_rule){.with = true, .ids = {id}};
	}
}

static bool can_be_met(struct draft *d)
{
	const struct blueprint *b = blueprint_read(arena, write_draft(d));
	struct span rows[ROWS];
	uint32_t shared = 0;

	for (size_t i = 0; i < d->rule_count; i++)
		if (d->rules[i].with && !d->rules[i].out)
			shared |= UINT32_C(1) << d->rules[i].ids[0];
	list_ways(b, rows, find_rows(b, rows));
	return have_forms(d->same ? 1 : d->forms, 0, 0, shared);
}

static struct draft_row *row_at(struct draft *d, unsigned line)
{
	for (size_t i = 0; i < d->row_count; i++)
		if (d->rows[i].line == line)
			return &d->rows[i];
	CHECK(false); /* no such line */
	return &d->rows[0];
}

/* Which of the counts a cell's words mean. */
static long *count_at(struct draft_row *row, const char *words, size_t len)
{
	struct str text = {words, len};

	if (str_find(text, "· know", 0) != SIZE_MAX)
		return &row->counts[0];
	return &row->counts[str_find(text, "· apply", 0) != SIZE_MAX ? 1 : 2];
}

static void do_several(struct draft *d, const char *text)
{
	while (text) {
		const char *end = strstr(text, "): ");
		unsigned line;
		long to, from, *count;

		if (!CHECK(end && sscanf(text, " line %u", &line) == 1 &&
			    sscanf(end, "): %ld instead of %ld", &to, &from) ==
				    2))
			return;
		count = count_at(row_at(d, line), text, (size_t)(end - text));
		CHECK(*count == from && to < from);
		*count = to;
		text = strstr(end, ", line");
		text = text ? text + 1 : NULL;
	}
}

static void do_stimulus(struct draft *d, const char *text)
{
	char *end;

	do {
		row_at(d, (unsigned)strtoul(text, &end, 10))->stimulus = "any";
		text = end + 1;
	} while (*end == ',');
}

/* Does what is offered. Of a single count: which, and one step back. */
static void do_offer(
	struct draft *d, const char *text, long **count, long *less)
{
	unsigned line;
	long to, from;
	char rest[4];

	if (sscanf(text, "line %u: ask for none of%1[:]", &line, rest) == 2) {
		*count = count_at(row_at(d, line), text, strlen(text));
		*less = **count > 1;
		**count = 0;
	} else if (sscanf(text, "line %u: ask for %ld instead of %ld", &line,
			   &to, &from) == 3) {
		*count = count_at(row_at(d, line), text, strlen(text));
		CHECK(**count == from && to != from);
		*less = to < from ? to + 1 : to - 1;
		*less = *less == from ? to : *less;
		**count = to;
	} else if (!strncmp(text, "ask for less", 12)) {
		do_several(d, strchr(text, ':') + 1);
	} else if (!strncmp(text, "line", 4)) {
		do_stimulus(d, text + strcspn(text, "0123456789"));
	} else if (sscanf(text, "take out the rule on line %u", &line) == 1) {
		for (size_t i = 0; i < d->rule_count; i++)
			d->rules[i].out |= d->rules[i].line == line;
	} else if (sscanf(text, "make %u form%1[s]", &line, rest) == 2) {
		d->forms = line;
	} else {
		CHECK(!strncmp(text, "let all forms hold", 18));
		d->same = true;
	}
}

/* None of several counts need go down so far. */
static void check_least(const struct draft *before, const struct draft *after)
{
	for (size_t i = 0; i < after->row_count; i++)
		for (size_t k = 0; k < 3; k++) {
			struct draft d = *after;

			if (d.rows[i].counts[k] == before->rows[i].counts[k])
				continue;
			d.rows[i].counts[k]++;
			CHECK(!can_be_met(&d));
		}
}

/* What is partial may leave other lines to be mended. */
static void check_offer(
	const struct draft *before, const char *text, bool mends)
{
	struct draft d = *before;
	long *count = NULL, less = 0, done;

	do_offer(&d, text, &count, &less);
	CHECK(can_be_met(&d) || !mends);
	if (!strncmp(text, "ask for less", 12))
		check_least(before, &d);
	if (!count)
		return;
	done = *count;
	*count = less;
	CHECK(less == done || !can_be_met(&d));
}

static bool adds(const struct relaxation *offer)
{
	return str_starts(offer->text, "add to the bank");
}

static size_t check_offers(
	const struct draft *draft, const struct shortfall *shortfall)
{
	size_t offers = 0;

	for (size_t i = 0; i < shortfall->relaxation_count; i++) {
		const struct relaxation *offer = &shortfall->relaxations[i];

		if (adds(offer))
			continue;
		check_offer(
			draft, str_cstr(arena, offer->text), !offer->partial);
		offers++;
		if (check_failed) {
			printf("# %.*s\n", STR_ARG(offer->text));
			return offers;
		}
	}
	return offers;
}

/* Of several shortfalls, or when there are partial offers only. */
static size_t check_together(
	const struct draft *draft, const struct check *check)
{
	struct draft d = *draft;
	long *count, less;

	if (!check->together)
		return 0;
	do_offer(&d, str_cstr(arena, check->together->text), &count, &less);
	if (!CHECK(can_be_met(&d)))
		printf("# %.*s\n", STR_ARG(check->together->text));
	return 1;
}

static void offers_mend_and_are_the_smallest(void)
{
	size_t shortfalls = 0, helped = 0, several = 0, together = 0;

	for (uint64_t seed = 0; seed < PLANS && !check_failed; seed++) {
		struct rng rng = rng_stream(seed, "relax", 0);
		struct draft draft;
		struct check check;
		const char *text;

		random_pool(&rng);
		random_draft(&rng, &draft);
		text = write_draft(&draft);
		check_blueprint(
			arena, blueprint_read(arena, text), &p.pool, &check);
		several += check.shortfall_count > 1;
		together += check_together(&draft, &check);
		if (check.shortfall_count != 1)
			continue;
		shortfalls++;
		helped += check_offers(&draft, &check.shortfalls[0]) > 0;
		if (check_failed)
			printf("# seed %d: %.*s\n%s", (int)seed,
				STR_ARG(check.shortfalls[0].text), text);
	}
	CHECK(shortfalls > PLANS / 10 && helped > shortfalls * 7 / 10);
	CHECK(several > PLANS / 20 && together > several / 20);
	if (check_failed)
		printf("# %zu shortfalls, %zu helped; %zu several, %zu "
		       "together\n",
			shortfalls, helped, several, together);
}

int main(void)
{
	TEST(offers_mend_and_are_the_smallest);
	arena_free(arena);
	return check_result();
}
