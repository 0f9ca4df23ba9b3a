#include "engine/import.h"

#include "base/i18n.h"
#include "engine/import_queue.h"
#include "engine/model/doubts.h"
#include "engine/model/formulas.h"
#include "engine/store/rows.h"
#include "engine/store/store_event.h"

enum noun { NOUN_TOPIC, NOUN_STIMULUS, NOUN_QUESTION, NOUNS };

/* Where something stood. */
struct origin {
	const char *file;
	unsigned line, column;
};

/* Something that named what was not there yet, with its loose references
 * numbered from first to before last. */
struct suspect {
	struct origin at;
	enum noun noun;
	struct str id;
	enum put_result result;
	size_t first, last;
	bool gone;  /* left out meanwhile */
	bool draft; /* and new */
};

struct import {
	struct arena *arena;
	struct store *store; /* not while the queue writes */
	struct import_queue *queue;
	struct report *report;
	long long now;
	struct import_counts counts;
	size_t skipped; /* by earlier users of the report */
	size_t lost;    /* likewise */
	size_t faults;  /* likewise */
	struct buf files;
	struct rows seen[NOUNS]; /* ids: index in origins, from 1 */
	struct origin *origins;
	size_t origin_count, origin_capacity;
	struct suspect *suspects; /* in the order of their references */
	size_t suspect_count, suspect_capacity;
};

/* One file of an import: what its sink's functions are given. */
struct source {
	struct import *import;
	const char *file;
};

static void leave_out(struct import *import, struct report *report,
	const struct origin *at, struct str id)
{
	report_add(report, FINDING_SKIPPED, at->file, at->line, at->column,
		str_cstr(import->arena, id));
}

/* True when the id was there before, which is a finding; a topic or passage
 * of an earlier file is not: files of one bank share them. */
static bool is_twice(struct import *import, enum noun noun, struct str id,
	const struct origin *at)
{
	struct rows_entry *entry = rows_find(&import->seen[noun], id);
	const struct origin *first;
	const char *name;

	if (!entry) {
		*PUSH(import->arena, import->origins, import->origin_count,
			import->origin_capacity) = *at;
		rows_add(&import->seen[noun], id,
			(long long)import->origin_count);
		return false;
	}
	first = &import->origins[entry->row - 1];
	name = str_cstr(import->arena, id);
	if (first->file == at->file)
		report_add(import->report, FINDING_DUPLICATE_ID, at->file,
			at->line, at->column, name, first->line);
	else if (noun == NOUN_QUESTION)
		report_add(import->report, FINDING_DUPLICATE_ID_ELSEWHERE,
			at->file, at->line, at->column, name, first->file,
			first->line);
	return first->file == at->file || noun == NOUN_QUESTION;
}

/* Remembers who left references loose. */
static void note_loose(struct import *import, struct suspect suspect)
{
	if (suspect.last == suspect.first)
		return;
	suspect.id = str_copy(import->arena, suspect.id);
	*PUSH(import->arena, import->suspects, import->suspect_count,
		import->suspect_capacity) = suspect;
}

static bool import_header(
	void *ctx, const struct bank_header *header, struct error *err)
{
	struct source *source = ctx;
	struct store *store = source->import->store;
	struct arena_mark mark;
	struct bank_header old;
	enum put_result result;
	bool worked;

	/* Before the mark: what is settled stays. */
	if (!import_queue_drain(source->import->queue, err))
		return false;
	mark = arena_mark(source->import->arena);
	worked = store_get_header(store, source->import->arena, &old, err);
	if (worked && (!old.title.len || str_equal(old.title, header->title)))
		worked = store_put_header(store, header, &result, err);
	arena_release(source->import->arena, mark);
	return worked;
}

/* What the bank refuses for what it says is a fault of the file; anything
 * else ends the import. */
static bool refuse(struct import *import, struct report *report,
	const struct origin *at, struct str id, const struct error *fault,
	struct error *err)
{
	if (fault->code != ERROR_INVALID) {
		*err = *fault;
		return false;
	}
	report_add(report, FINDING_REFUSED, at->file, at->line, at->column,
		str_cstr(import->arena, id), fault->text);
	return true;
}

static bool import_topic(
	void *ctx, const struct topic *topic, struct error *err)
{
	struct source *source = ctx;
	struct import *import = source->import;
	struct suspect put = {.at = {source->file, topic->line, topic->column},
		.noun = NOUN_TOPIC,
		.id = topic->id};
	struct error fault;

	if (is_twice(import, NOUN_TOPIC, topic->id, &put.at))
		return true;
	if (!import_queue_drain(import->queue, err))
		return false;
	put.first = store_loose(import->store);
	if (!store_put_topic(import->store, topic, &put.result, &fault))
		return refuse(import, import->report, &put.at, topic->id,
			&fault, err);
	put.last = store_loose(import->store);
	import->counts.topics[put.result]++;
	note_loose(import, put);
	return true;
}

static bool import_stimulus(
	void *ctx, const struct stimulus *stimulus, struct error *err)
{
	struct source *source = ctx;
	struct import *import = source->import;
	struct suspect put = {
		.at = {source->file, stimulus->line, stimulus->column},
		.noun = NOUN_STIMULUS,
		.id = stimulus->id};
	struct error fault;

	if (is_twice(import, NOUN_STIMULUS, stimulus->id, &put.at))
		return true;
	if (!import_queue_drain(import->queue, err))
		return false;
	put.first = store_loose(import->store);
	if (!store_put_stimulus(import->store, stimulus, &put.result, &fault))
		return refuse(import, import->report, &put.at, stimulus->id,
			&fault, err);
	put.last = store_loose(import->store);
	import->counts.stimuli[put.result]++;
	if (put.result != PUT_SAME) {
		stimulus_doubts(stimulus, source->file, import->report);
		stimulus_formulas(stimulus, source->file, import->report);
	}
	note_loose(import, put);
	return true;
}

static bool import_question(
	void *ctx, const struct question *q, struct error *err)
{
	struct source *source = ctx;
	struct import *import = source->import;
	struct origin at = {source->file, q->line, q->column};

	if (is_twice(import, NOUN_QUESTION, q->id, &at)) {
		leave_out(import, import->report, &at, q->id);
		return true;
	}
	return import_queue_add(import->queue, q, source->file, err);
}

/* What became of a question. */
static bool settle_question(
	void *ctx, struct written *written, struct error *err)
{
	struct import *import = ctx;
	const struct question *q = &written->q;
	struct suspect put = {.at = {written->file, q->line, q->column},
		.noun = NOUN_QUESTION,
		.id = q->id,
		.result = written->result,
		.first = written->first,
		.last = written->last};

	if (written->error) {
		if (!refuse(import, &written->found, &put.at, q->id,
			    written->error, err))
			return false;
		leave_out(import, &written->found, &put.at, q->id);
		return true;
	}
	put.draft = put.result == PUT_NEW && q->status == STATUS_DRAFT;
	import->counts.questions[put.result]++;
	import->counts.drafts += put.draft;
	note_loose(import, put);
	return true;
}

bool import_begin(struct arena *arena, struct store *store,
	struct report *report, long long now, struct import **out,
	struct error *err)
{
	struct import *import;

	if (!store_begin(store, err))
		return false;
	import = NEW(arena, struct import);
	import->arena = arena;
	import->store = store;
	import->queue = import_queue_new(
		arena, store, report, now, import, settle_question);
	import->report = report;
	import->now = now;
	import->skipped = report->findings[FINDING_SKIPPED];
	import->lost = report->lost;
	import->faults = report->levels[REPORT_ERROR];
	import->files.arena = arena;
	for (int i = 0; i < NOUNS; i++)
		import->seen[i].arena = arena;
	*out = import;
	return true;
}

struct sink import_sink(struct import *import, const char *file)
{
	struct source *source = NEW(import->arena, struct source);

	source->import = import;
	source->file = str_cstr(import->arena, str_from(file));
	buf_format(&import->files, import->files.len ? ", %s" : "%s", file);
	return (struct sink){source, import_header, import_topic,
		import_stimulus, import_question};
}

/* Every loose reference belongs to somebody. */
static struct suspect *suspect_of(const struct import *import, size_t number)
{
	size_t low = 0, high = import->suspect_count;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (import->suspects[middle].first <= number)
			low = middle;
		else
			high = middle;
	}
	return &import->suspects[low];
}

static const char *noun_label(const char *noun)
{
	static const struct {
		const char *noun, *label;
	} labels[] = {
		{"topic", N_("topic")},
		{"outcome", N_("outcome")},
		{"stimulus", N_("passage")},
		{"media", N_("media")},
	};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (!strcmp(noun, labels[i].noun))
			return _(labels[i].label);
	return noun;
}

static bool take_out(
	struct import *import, struct suspect *suspect, struct error *err)
{
	if (suspect->gone)
		return true;
	suspect->gone = true;
	import->counts.questions[suspect->result]--;
	import->counts.drafts -= suspect->draft;
	leave_out(import, import->report, &suspect->at, suspect->id);
	return store_unput_question(import->store, suspect->id, err);
}

/* A question that may not come on one form with another may come first. */
static bool settle_one(struct import *import, const struct dangling *dangling,
	struct error *err)
{
	struct suspect *suspect = suspect_of(import, dangling->number);
	const struct origin *at = &suspect->at;
	const char *missing = str_cstr(import->arena, dangling->missing);

	if (!strcmp(dangling->noun, "question")) {
		report_add(import->report, FINDING_UNKNOWN_ENEMY, at->file,
			at->line, at->column, missing);
		return true;
	}
	report_add(import->report, FINDING_UNKNOWN_REFERENCE, at->file,
		at->line, at->column, noun_label(dangling->noun), missing);
	return suspect->noun != NOUN_QUESTION || take_out(import, suspect, err);
}

static bool settle(struct import *import, struct error *err)
{
	struct dangling *dangling;
	size_t count;

	if (!store_dangling(
		    import->store, import->arena, &dangling, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!settle_one(import, &dangling[i], err))
			return false;
	return true;
}

static bool anything_read(const struct import_counts *counts)
{
	size_t sum = 0;

	for (int i = 0; i < PUT_RESULTS; i++)
		sum += counts->questions[i] + counts->topics[i] +
			counts->stimuli[i];
	return sum > 0;
}

static bool judge(const struct import *import, bool strict, struct error *err)
{
	size_t faults = import->report->levels[REPORT_ERROR] - import->faults;

	if (faults && strict)
		return fail(err, ERROR_INVALID,
			i18n_plural("%zu fault was found: nothing is imported",
				"%zu faults were found: nothing is imported",
				faults),
			faults);
	if (faults && !anything_read(&import->counts))
		return fail(err, ERROR_INVALID,
			_("nothing could be read: nothing is imported"));
	return true;
}

/* What a commit would refuse is found by a trial as well. */
static bool try_out(struct import *import, struct error *err)
{
	struct topic *topics;
	size_t count;

	if (!store_topics(import->store, import->arena, &topics, &count, err))
		return false;
	store_rollback(import->store);
	return true;
}

bool import_end(struct import *import, bool dry_run, bool strict,
	struct import_counts *out, struct error *err)
{
	bool worked = import_queue_drain(import->queue, err) &&
		settle(import, err) && judge(import, strict, err) &&
		(dry_run ? try_out(import, err)
			 : store_name_event(import->store, "import",
				   buf_str(&import->files), import->now, err) &&
					store_commit(import->store, err));

	import->counts.skipped = import->report->findings[FINDING_SKIPPED] -
		import->skipped + import->report->lost - import->lost;
	*out = import->counts;
	import_queue_end(import->queue);
	if (!worked)
		store_rollback(import->store);
	return worked;
}

void import_abort(struct import *import)
{
	if (!import)
		return;
	import_queue_end(import->queue);
	store_rollback(import->store);
}
