#include "generators/template_parts.h"

#include "base/hash.h"
#include "base/i18n.h"
#include "base/rng.h"
#include "engine/model/doubts.h"
#include "engine/model/formulas.h"

enum {
	TRIES = 1000,
	WAYS_MOST = 20000 /* gone through when chance finds nothing */
};

/* ---- all ways to draw ---- */

/* The next path after this one; false at the end. */
static bool next_path(struct chance *chance)
{
	while (chance->count) {
		struct decision *last = &chance->path[chance->count - 1];

		if (++last->chosen < last->among)
			return true;
		chance->count--;
	}
	return false;
}

/* Calls found for each sample that makes a question, until it says true. A
 * failure that is more than a draw that does not fit ends it. */
struct ways {
	size_t seen;
	bool whole; /* all were gone through */
	bool failed;
};

static struct ways all_ways(struct arena *arena, const struct template *t,
	size_t limit, bool (*found)(void *ctx, const struct question *q),
	void *ctx, struct error *err)
{
	struct arena *own = arena_new();
	struct chance chance = {.arena = arena};
	struct ways ways = {0};
	struct error fault = {0};

	do {
		struct arena_mark start = arena_mark(own);
		struct sample sample;
		struct question q;
		bool made;

		chance.at = 0;
		fault = (struct error){0};
		made = template_draw(own, t, &chance, &sample, &fault) &&
			template_fill(own, t, &sample, &q, &fault);
		if (!made && fault.code)
			ways.failed = true;
		else if (made && found(ctx, &q))
			break;
		ways.seen++;
		arena_release(own, start);
	} while (!ways.failed && ways.seen < limit && next_path(&chance));
	ways.whole = !ways.failed && !chance.count && !chance.reals;
	if (ways.failed && err)
		*err = fault;
	arena_free(own);
	return ways;
}

/* ---- counting ---- */

struct counter {
	struct arena *arena;
	uint64_t *slots; /* hashes; 0 is free */
	size_t size, count;
};

static bool count_one(void *ctx, const struct question *q)
{
	struct counter *counter = ctx;
	struct arena *scratch = arena_new();
	uint64_t hash = str_hash(question_hash(scratch, q)) | 1;
	size_t at = (size_t)(hash >> 1) % counter->size;

	arena_free(scratch);
	while (counter->slots[at] && counter->slots[at] != hash)
		at = (at + 1) % counter->size;
	if (!counter->slots[at]) {
		counter->slots[at] = hash;
		counter->count++;
	}
	return false;
}

bool template_count(struct arena *arena, const struct template *t, size_t limit,
	size_t *count, bool *more, struct error *err)
{
	struct counter counter = {.arena = arena, .size = limit * 2 + 1};
	struct ways ways;

	counter.slots = NEW_ARRAY(arena, counter.size, uint64_t);
	ways = all_ways(arena, t, limit, count_one, &counter, err);
	*count = counter.count;
	*more = !ways.whole;
	return !ways.failed;
}

/* ---- one ---- */

static void name_variant(struct arena *arena, const struct template *t,
	uint64_t number, struct question *out)
{
	out->variant = (long)(number & INT64_MAX);
	if (!out->variant)
		out->variant = 1;
	out->id =
		str_format(arena, "%.*s~%ld", STR_ARG(t->q->id), out->variant);
}

static bool none(struct arena *arena, const struct template *t,
	const struct sample *last, struct error *err)
{
	const struct question *q = t->q;
	struct str values = template_values(arena, t, last);

	if (last->broken)
		return fail_at(err, ERROR_INVALID, NULL, q->line, q->column,
			_("the conditions hold for no values that were drawn; "
			  "last, '%.*s' did not (where %.*s)"),
			STR_ARG(last->broken->text), STR_ARG(values));
	return fail_at(err, ERROR_INVALID, NULL, q->line, q->column,
		_("two options (or pairs, items, statements) always come out "
		  "the same (last where %.*s)"),
		STR_ARG(values));
}

struct keeper {
	struct arena *arena;
	struct question *out;
};

static bool keep_one(void *ctx, const struct question *q)
{
	struct keeper *keeper = ctx;

	*keeper->out = question_copy(keeper->arena, q);
	return true;
}

/* By chance, up to TRIES times; false with ERROR_NONE when nothing fits. */
static bool try_number(struct arena *arena, const struct template *t,
	uint64_t number, struct sample *sample, struct question *out,
	struct error *err)
{
	struct rng rng = rng_stream(number, "variant", 0);
	struct chance chance = {.rng = &rng, .arena = arena};

	for (int i = 0; i < TRIES; i++) {
		struct arena_mark start = arena_mark(arena);

		*err = (struct error){0};
		if (template_draw(arena, t, &chance, sample, err) &&
			template_fill(arena, t, sample, out, err))
			return true;
		if (err->code)
			return false;
		if (i + 1 < TRIES)
			arena_release(arena, start);
	}
	return false;
}

bool template_variant(struct arena *arena, const struct template *t,
	uint64_t number, struct question *out, struct error *err)
{
	struct error fault;
	struct sample sample;
	struct keeper keeper = {arena, out};
	struct ways ways;

	if (try_number(arena, t, number, &sample, out, &fault)) {
		name_variant(arena, t, number, out);
		return true;
	}
	if (fault.code) {
		if (err)
			*err = fault;
		return false;
	}
	/* Rare ones are looked for in order. */
	out->variant = 0;
	out->id = STR("");
	ways = all_ways(arena, t, WAYS_MOST, keep_one, &keeper, &fault);
	if (ways.failed || !out->id.len) {
		if (ways.failed && err)
			*err = fault;
		return ways.failed ? false : none(arena, t, &sample, err);
	}
	name_variant(arena, t, number, out);
	return true;
}

bool template_drawn(struct arena *arena, const struct template *t,
	uint64_t number, struct drawn *out, struct error *err)
{
	struct error fault;
	struct sample sample;
	struct question q;

	if (!try_number(arena, t, number, &sample, &q, &fault))
		return fail(err, ERROR_NOTFOUND, "%s", fault.text);
	*out = (struct drawn){t->names, sample.values, sample.known};
	return true;
}

/* ---- when it comes in ---- */

enum { CHECKED = 50 };

void template_check(const struct question *q, char point, const char *file,
	struct report *report)
{
	struct arena *arena = arena_new();
	const struct template *t;
	struct error err = {0};
	struct question variant;
	bool fine = template_compile(arena, q, point, &t, &err);

	for (uint64_t i = 1; fine && i <= CHECKED; i++) {
		fine = template_variant(arena, t, i, &variant, &err);
		if (!fine || i > 3)
			continue;
		variant.line = q->line;
		variant.column = q->column;
		question_doubts(&variant, file, report);
		question_formulas(&variant, file, report);
	}
	if (!fine)
		report_add(report, FINDING_BAD_TEMPLATE, file,
			err.line ? err.line : q->line,
			err.line ? err.column : q->column,
			q->id.len ? str_cstr(arena, q->id) : "?", err.text);
	arena_free(arena);
}

/* ---- for engine/ ---- */

static bool make(const struct variant_source *source, struct arena *arena,
	const struct question *template, uint64_t number, struct question *out,
	struct error *err)
{
	struct arena *own = arena_new();
	const struct template *t;
	struct error fault = {0};
	struct question q;
	bool made =
		template_compile(own, template, source->point, &t, &fault) &&
		template_variant(own, t, number, &q, &fault);

	/* Drawing leaves much behind: only the question is kept. */
	if (made)
		*out = question_copy(arena, &q);
	arena_free(own);
	return made ||
		fail(err, ERROR_INVALID, _("question '%.*s': %s"),
			STR_ARG(template->id), fault.text);
}

struct variant_source template_source(char point)
{
	return (struct variant_source){point, make};
}
