#include "engine/check_bank.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "engine/store/store_pool.h"
#include "engine/store/store_search.h"

struct hinter {
	struct arena *arena; /* for what is kept */
	struct arena *scratch;
	struct store *store;
	const struct blueprint *blueprint;
	const struct pool *pool;
	struct shortfall *shortfalls;
	size_t count;
};

/* What a hint says of so many questions. */
struct reason {
	enum status status; /* they have; STATUS_COUNT: it is not that */
	struct str subject; /* or this subject */
	struct str grade;   /* or this grade */
	bool used;          /* or were used */
};

static unsigned query_number(
	const struct blueprint *blueprint, const struct cell_at *at)
{
	unsigned number = 0;

	for (size_t p = 0; p <= at->part; p++)
		for (size_t i = 0; i < blueprint->parts[p].cell_count; i++) {
			if (p == at->part && i == at->cell)
				return number;
			number +=
				blueprint->parts[p].cells[i].query_text.len > 0;
		}
	return number;
}

static bool fits_one(const struct hinter *h, const struct pool *pool,
	const struct candidate *candidate, const struct shortfall *shortfall)
{
	for (size_t i = 0; i < shortfall->cell_count; i++) {
		const struct cell_at *at = &shortfall->cells[i];
		const struct part *part = &h->blueprint->parts[at->part];

		if (pool_fits(pool, candidate, part, &part->cells[at->cell],
			    query_number(h->blueprint, at)))
			return true;
	}
	return false;
}

/* Of another pool, those that the first does not hold. */
static size_t count_more(const struct hinter *h, const struct pool *pool,
	const struct shortfall *shortfall)
{
	size_t count = 0;

	for (size_t i = 0; i < pool->count; i++) {
		const struct candidate *c = &pool->candidates[i];

		count += fits_one(h, pool, c, shortfall) &&
			!pool_find(h->pool, c->id);
	}
	return count;
}

static const char *status_text(enum status status, size_t count)
{
	switch (status) {
	case STATUS_DRAFT:
		return i18n_plural(
			"%zu more fits but is a draft: approve it, or add "
			"draft to status:",
			"%zu more fit but are drafts: approve them, or add "
			"draft to status:",
			count);
	case STATUS_REVIEW:
		return i18n_plural(
			"%zu more fits but is in review: approve it, or add "
			"review to status:",
			"%zu more fit but are in review: approve them, or add "
			"review to status:",
			count);
	case STATUS_RETIRED:
		return i18n_plural("%zu more fits but is retired",
			"%zu more fit but are retired", count);
	case STATUS_APPROVED:
	case STATUS_COUNT:
		break;
	}
	return i18n_plural(
		"%zu more fits but is approved: add approved to status:",
		"%zu more fit but are approved: add approved to status:",
		count);
}

static struct str reason_text(
	const struct hinter *h, const struct reason *reason, size_t count)
{
	if (reason->status != STATUS_COUNT)
		return str_format(
			h->arena, status_text(reason->status, count), count);
	if (reason->used)
		return str_format(h->arena,
			i18n_plural("%zu more fits but was used, and exposure: "
				    "leaves it out",
				"%zu more fit but were used, and exposure: "
				"leaves them out",
				count),
			count);
	if (reason->subject.len)
		return str_format(h->arena,
			i18n_plural("%zu more fits but has the subject '%.*s'; "
				    "the blueprint asks for '%.*s'",
				"%zu more fit but have the subject '%.*s'; "
				"the blueprint asks for '%.*s'",
				count),
			count, STR_ARG(reason->subject),
			STR_ARG(h->blueprint->subject));
	return str_format(h->arena,
		i18n_plural("%zu more fits but is of grade %.*s; the blueprint "
			    "asks for grade %d",
			"%zu more fit but are of grade %.*s; the blueprint "
			"asks for grade %d",
			count),
		count, STR_ARG(reason->grade), h->blueprint->grade);
}

static void add_hint(
	struct hinter *h, struct shortfall *shortfall, struct str text)
{
	struct str *hints =
		NEW_ARRAY(h->arena, shortfall->hint_count + 1, struct str);

	for (size_t i = 0; i < shortfall->hint_count; i++)
		hints[i] = shortfall->hints[i];
	hints[shortfall->hint_count++] = text;
	shortfall->hints = hints;
}

/* What the blueprint would have with one thing changed. */
static bool try_blueprint(struct hinter *h, const struct blueprint *changed,
	const struct reason *reason, struct error *err)
{
	struct arena_mark mark = arena_mark(h->scratch);
	struct pool pool;

	if (!store_pool(h->store, h->scratch, changed, &pool, err))
		return false;
	for (size_t i = 0; i < h->count; i++) {
		size_t more = count_more(h, &pool, &h->shortfalls[i]);

		if (more)
			add_hint(h, &h->shortfalls[i],
				reason_text(h, reason, more));
	}
	arena_release(h->scratch, mark);
	return true;
}

static bool has_status(const struct blueprint *blueprint, enum status status)
{
	for (size_t i = 0; i < blueprint->status_count; i++)
		if (blueprint->status[i] == status)
			return true;
	return false;
}

static bool try_statuses(struct hinter *h, struct error *err)
{
	for (enum status s = STATUS_DRAFT; s < STATUS_COUNT; s++) {
		struct blueprint changed = *h->blueprint;
		struct reason reason = {.status = s};

		changed.status = &s;
		changed.status_count = 1;
		if (!has_status(h->blueprint, s) &&
			!try_blueprint(h, &changed, &reason, err))
			return false;
	}
	return true;
}

static bool try_used(struct hinter *h, struct error *err)
{
	struct blueprint changed = *h->blueprint;
	struct reason reason = {.status = STATUS_COUNT, .used = true};

	if (!changed.exposure.at.line)
		return true;
	changed.exposure = (struct exposure){0};
	return try_blueprint(h, &changed, &reason, err);
}

/* "Lịch sử" and "lichsu" are one subject. */
static bool is_spelled_alike(
	struct arena *arena, struct str left, struct str right)
{
	const struct str names[] = {
		utf8_fold(arena, left), utf8_fold(arena, right)};
	struct buf bare[2] = {{.arena = arena}, {.arena = arena}};

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < names[k].len; i++)
			if (!strchr(" -_", names[k].ptr[i]))
				buf_char(&bare[k], names[k].ptr[i]);
	return str_equal(buf_str(&bare[0]), buf_str(&bare[1]));
}

static const enum status every_status[] = {
	STATUS_DRAFT, STATUS_REVIEW, STATUS_APPROVED};

static struct blueprint of_every_status(const struct blueprint *blueprint)
{
	struct blueprint changed = *blueprint;

	changed.status = every_status;
	changed.status_count = sizeof every_status / sizeof *every_status;
	return changed;
}

static bool try_subjects(struct hinter *h, bool all, struct error *err)
{
	struct blueprint changed = of_every_status(h->blueprint);
	struct str *subjects;
	size_t count;

	if (!h->blueprint->subject.len)
		return true;
	if (!store_values(h->store, h->scratch, QUERY_SUBJECT, &subjects,
		    &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct reason reason = {
			.status = STATUS_COUNT, .subject = subjects[i]};

		changed.subject = subjects[i];
		if (!str_equal(subjects[i], h->blueprint->subject) &&
			(all ||
				is_spelled_alike(h->scratch, subjects[i],
					h->blueprint->subject)) &&
			!try_blueprint(h, &changed, &reason, err))
			return false;
	}
	return true;
}

static bool try_grades(struct hinter *h, struct error *err)
{
	struct blueprint changed = of_every_status(h->blueprint);
	struct str *grades;
	size_t count;

	if (!h->blueprint->grade)
		return true;
	if (!store_values(
		    h->store, h->scratch, QUERY_GRADE, &grades, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct reason reason = {
			.status = STATUS_COUNT, .grade = grades[i]};
		long grade;

		if (!str_to_long(grades[i], &grade) ||
			grade == h->blueprint->grade)
			continue;
		changed.grade = (int)grade;
		if (!try_blueprint(h, &changed, &reason, err))
			return false;
	}
	return true;
}

/* Whether the bank has anything of the blueprint's subject and grade. */
static bool has_any(struct hinter *h, bool *any, struct error *err)
{
	struct blueprint changed = of_every_status(h->blueprint);
	struct pool pool;

	changed.part_count = 0;
	changed.rule_count = 0;
	if (!store_pool(h->store, h->scratch, &changed, &pool, err))
		return false;
	*any = pool.count > 0;
	return true;
}

static bool is_counted(const struct check *check)
{
	for (size_t i = 0; i < check->shortfall_count; i++)
		if (check->shortfalls[i].cell_count)
			return true;
	return false;
}

static bool add_hints(struct hinter *h, struct check *check, struct error *err)
{
	bool any;

	h->count = check->shortfall_count;
	h->shortfalls = NEW_ARRAY(h->arena, h->count, struct shortfall);
	memcpy(h->shortfalls, check->shortfalls,
		h->count * sizeof *h->shortfalls);
	check->shortfalls = h->shortfalls;
	return try_used(h, err) && try_statuses(h, err) &&
		has_any(h, &any, err) && try_subjects(h, !any, err) &&
		(any || try_grades(h, err));
}

static bool check_held(struct hinter *h, struct check *out, struct error *err)
{
	struct pool pool;

	if (!store_pool(h->store, h->scratch, h->blueprint, &pool, err))
		return false;
	h->pool = &pool;
	check_blueprint(h->arena, h->blueprint, &pool, out);
	return !is_counted(out) || add_hints(h, out, err);
}

bool check_bank(struct arena *arena, struct store *store,
	const struct blueprint *blueprint, struct check *out, struct error *err)
{
	struct hinter hinter = {.arena = arena,
		.scratch = arena_new(),
		.store = store,
		.blueprint = blueprint};
	bool worked = store_hold(store, err);

	if (worked) {
		worked = check_held(&hinter, out, err);
		store_release(store);
	}
	arena_free(hinter.scratch);
	return worked;
}
