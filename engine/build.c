#include "engine/build.h"

#include "base/i18n.h"
#include "base/image.h"
#include "base/rng.h"
#include "engine/assemble/assemble.h"
#include "engine/store/store_pool.h"
#include "engine/store/store_question.h"

struct builder {
	struct arena *arena;
	struct arena *scratch; /* the pool and the draw */
	struct store *store;
	struct pool pool;
	struct draw draw;
	struct exam *exam;
	struct question *questions;
	struct stimulus *stimuli;
	struct media *media;
	size_t media_count, media_capacity, media_bytes;
	const struct variant_source *variants;
	size_t *question_of;    /* by form and candidate */
	size_t count, capacity; /* of questions */
	struct deadline deadline;
};

/* Of all pictures of an exam, so that its file can be read again. */
enum { MEDIA_LIMIT = 100 * 1024 * 1024 };

static void mark_used(const struct builder *b, uint8_t *used)
{
	for (size_t f = 0; f < b->draw.form_count; f++)
		for (size_t k = 0; k < b->draw.count; k++)
			used[b->draw.chosen[f][k]] = 1;
}

static bool stands_on(const struct builder *b, size_t candidate, size_t form)
{
	for (size_t k = 0; k < b->draw.count; k++)
		if (b->draw.chosen[form][k] == candidate)
			return true;
	return false;
}

static void give_form(
	struct builder *b, size_t form, size_t candidate, size_t question)
{
	b->question_of[form * b->pool.count + candidate] = question;
}

/* What a variant says, whatever it is called. */
static struct str content_hash(struct builder *b, const struct question *q)
{
	struct arena *own = arena_new();
	struct question nameless = *q;
	struct str hash;

	nameless.id = STR("");
	nameless.variant = 0;
	hash = str_copy(b->scratch, question_hash(own, &nameless));
	arena_free(own);
	return hash;
}

/* The variant from `first` on that says the same as the last; or the last. */
static size_t twin(const struct str *hashes, size_t count)
{
	for (size_t k = 0; k + 1 < count; k++)
		if (str_equal(hashes[k], hashes[count - 1]))
			return k;
	return count - 1;
}

enum { VARIANT_NUMBERS = 1000000, VARIANT_TRIES = 20 };

/* Another variant than those of this template from `first` on, if there is one:
 * a template that has fewer variants than forms gives some of them twice, under
 * one name. */
static bool add_variant(struct builder *b, const struct question *template,
	size_t first, struct str *hashes, struct rng *rng, size_t *place,
	struct error *err)
{
	struct question *q =
		PUSH(b->arena, b->questions, b->count, b->capacity);
	size_t made = b->count - first, like;

	for (int i = 0; i < VARIANT_TRIES; i++) {
		uint64_t number = 1 + rng_below(rng, VARIANT_NUMBERS);

		if (!b->variants->make(
			    b->variants, b->arena, template, number, q, err))
			return false;
		hashes[made - 1] = content_hash(b, q);
		like = twin(hashes, made);
		if (like == made - 1)
			break;
	}
	if (like != made - 1)
		b->count--;
	*place = first + like;
	return true;
}

static bool load_variants(struct builder *b, const struct question *template,
	size_t candidate, struct error *err)
{
	struct rng rng =
		rng_stream(b->exam->seed, "variants", str_hash(template->id));
	bool each = b->exam->blueprint->variants != VARIANTS_SAME;
	size_t first = b->count, place = first;
	struct str *hashes =
		NEW_ARRAY(b->scratch, b->draw.form_count, struct str);

	if (!b->variants)
		return fail(err, ERROR_INVALID,
			_("question '%.*s' is a template, of which no variants "
			  "can be made here"),
			STR_ARG(template->id));
	for (size_t f = 0; f < b->draw.form_count; f++) {
		if (!stands_on(b, candidate, f))
			continue;
		if (each || b->count == first) {
			if (!add_variant(b, template, first, hashes, &rng,
				    &place, err))
				return false;
		}
		give_form(b, f, candidate, place);
	}
	return true;
}

static bool load_question(struct builder *b, size_t i, struct error *err)
{
	struct question q;

	if (!store_get_question(
		    b->store, b->arena, b->pool.candidates[i].id, 0, &q, err))
		return false;
	if (question_is_template(&q)) {
		const struct question *template =
			arena_copy(b->arena, &q, sizeof q);

		return load_variants(b, template, i, err);
	}
	for (size_t f = 0; f < b->draw.form_count; f++)
		give_form(b, f, i, b->count);
	*PUSH(b->arena, b->questions, b->count, b->capacity) = q;
	return true;
}

/* In the pool's order, which is that of their ids. */
static bool load_questions(struct builder *b, struct error *err)
{
	uint8_t *used = NEW_ARRAY(b->scratch, b->pool.count, uint8_t);

	mark_used(b, used);
	b->question_of = NEW_ARRAY(
		b->scratch, b->pool.count * b->draw.form_count, size_t);
	for (size_t i = 0; i < b->pool.count; i++)
		if (used[i] && !load_question(b, i, err))
			return false;
	b->exam->questions = b->questions;
	b->exam->question_count = b->count;
	return true;
}

/* Each once, in the order of their first question. */
static bool load_stimuli(struct builder *b, struct error *err)
{
	size_t count = 0, capacity = 0;

	for (size_t i = 0; i < b->exam->question_count; i++) {
		struct str id = b->exam->questions[i].stimulus;

		if (!id.len || exam_stimulus(b->exam, id))
			continue;
		if (!store_get_stimulus(b->store, b->arena, id,
			    PUSH(b->arena, b->stimuli, count, capacity), err))
			return false;
		b->exam->stimuli = b->stimuli;
		b->exam->stimulus_count = count;
	}
	return true;
}

/* Sounds and other things that no paper can show are left out. */
static bool load_one(
	struct builder *b, const struct media *media, struct error *err)
{
	struct media loaded = *media;

	if (exam_media(b->exam, media->hash) ||
		str_starts(media->mime, "audio/") ||
		str_starts(media->mime, "video/"))
		return true;
	if (!store_get_media(
		    b->store, b->arena, media->hash, &loaded.bytes, err))
		return false;
	/* A quiz shows a GIF, a paper says that it cannot. */
	if (image_kind(loaded.bytes) == IMAGE_OTHER &&
		!image_is_gif(loaded.bytes))
		return true;
	b->media_bytes += loaded.bytes.len;
	if (b->media_bytes > MEDIA_LIMIT)
		return fail(err, ERROR_DENIED,
			_("the pictures of this exam are larger than 100 MB "
			  "together: make some of them smaller"));
	*PUSH(b->arena, b->media, b->media_count, b->media_capacity) = loaded;
	b->exam->media = b->media;
	b->exam->media_count = b->media_count;
	return true;
}

static bool load_list(struct builder *b, const struct media *media,
	size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!load_one(b, &media[i], err))
			return false;
	return true;
}

/* Each once, in the order of questions and then of passages. */
static bool load_media(struct builder *b, struct error *err)
{
	const struct exam *exam = b->exam;

	for (size_t i = 0; i < exam->question_count; i++)
		if (!load_list(b, exam->questions[i].media,
			    exam->questions[i].media_count, err))
			return false;
	for (size_t i = 0; i < exam->stimulus_count; i++)
		if (!load_list(b, exam->stimuli[i].media,
			    exam->stimuli[i].media_count, err))
			return false;
	return true;
}

/* The questions' topics and all above them, as the pool knows the tree. */
static void mark_topics(const struct builder *b, uint8_t *wanted)
{
	for (size_t i = 0; i < b->exam->question_count; i++) {
		size_t at = pool_topic(&b->pool, b->exam->questions[i].topic);

		while (at < b->pool.topic_count && !wanted[at]) {
			wanted[at] = 1;
			at = b->pool.topic_parent[at];
		}
	}
}

static bool load_topics(struct builder *b, struct error *err)
{
	uint8_t *wanted = NEW_ARRAY(b->scratch, b->pool.topic_count, uint8_t);
	struct topic *all, *topics;
	size_t count, kept = 0;

	if (!store_topics(b->store, b->scratch, &all, &count, err))
		return false;
	mark_topics(b, wanted);
	topics = NEW_ARRAY(b->arena, count, struct topic);
	for (size_t i = 0; i < count; i++) {
		size_t at = pool_topic(&b->pool, all[i].id);

		if (at < b->pool.topic_count && wanted[at])
			topics[kept++] = topic_copy(b->arena, &all[i]);
	}
	b->exam->topics = topics;
	b->exam->topic_count = kept;
	return true;
}

static bool draw_and_load(struct builder *b, struct error *err)
{
	return store_pool(b->store, b->scratch, b->exam->blueprint, &b->pool,
		       err) &&
		draw_forms_until(b->scratch, b->exam->blueprint, &b->pool,
			b->exam->seed, b->deadline, &b->draw, err) &&
		load_questions(b, err) && load_stimuli(b, err) &&
		load_media(b, err) && load_topics(b, err);
}

/* The questions loaded are those of the pool, though another process may
 * import meanwhile. */
static bool build(struct builder *b, struct error *err)
{
	struct exam *exam = b->exam;
	bool loaded;

	if (!store_hold(b->store, err))
		return false;
	loaded = draw_and_load(b, err);
	store_release(b->store);
	if (!loaded)
		return false;
	arrange_forms(b->arena, exam, &b->pool, &b->draw, b->question_of,
		b->pool.count);
	exam->aims = arena_copy(
		b->arena, b->draw.aims, b->draw.aim_count * sizeof *exam->aims);
	exam->aim_count = b->draw.aim_count;
	exam->id = exam_identity(b->arena, exam);
	return true;
}

/* Notes of the draw live in scratch. */
static void keep_notes(struct builder *b)
{
	struct str *notes =
		NEW_ARRAY(b->arena, b->exam->note_count, struct str);

	for (size_t i = 0; i < b->exam->note_count; i++)
		notes[i] = str_copy(b->arena, b->exam->notes[i]);
	b->exam->notes = notes;
}

bool build_exam(struct arena *arena, struct store *store,
	const struct blueprint *blueprint,
	const struct variant_source *variants, uint64_t seed,
	const struct exam **out, struct error *err)
{
	return build_exam_until(arena, store, blueprint, variants, seed,
		(struct deadline){0}, out, err);
}

bool build_exam_until(struct arena *arena, struct store *store,
	const struct blueprint *blueprint,
	const struct variant_source *variants, uint64_t seed,
	struct deadline deadline, const struct exam **out, struct error *err)
{
	struct builder b = {.arena = arena,
		.variants = variants,
		.deadline = deadline,
		.scratch = arena_new(),
		.store = store,
		.exam = NEW(arena, struct exam)};
	bool built;

	*b.exam = (struct exam){.blueprint = blueprint, .seed = seed};
	built = build(&b, err);
	if (built) {
		keep_notes(&b);
		*out = b.exam;
	}
	arena_free(b.scratch);
	return built;
}
