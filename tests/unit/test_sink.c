#include "engine/model/sink.h"

#include "tests/samples.h"

static struct arena *arena;
static struct error err;

/* What the sink was given is gone by the time the bundle is looked at. */
static void bundles_keep_copies(void)
{
	static const struct outcome outcomes[] = {
		{SAMPLE_TEXT("t.a"), LEVEL_APPLY, SAMPLE_TEXT("Nêu được")}};
	const struct question *all = samples(arena);
	struct arena *passing = arena_new();
	struct bundle bundle;
	struct sink sink = bundle_sink(arena, &bundle);

	for (size_t i = 0; i < SAMPLES; i++) {
		struct question q = question_copy(passing, &all[i]);
		struct topic topic = {.id = str_copy(passing, all[i].id),
			.name = str_copy(passing, STR("Hàm số")),
			.outcomes =
				arena_copy(passing, outcomes, sizeof outcomes),
			.outcome_count = 1};
		struct stimulus s = {.id = str_copy(passing, all[i].id),
			.text = str_copy(passing, STR("Đoạn văn")),
			.media = q.media,
			.media_count = q.media_count};
		struct bank_header header = {
			.title = str_copy(passing, all[i].id),
			.language = str_copy(passing, STR("vi")),
			.license = str_copy(passing, STR("CC0")),
			.author = str_copy(passing, STR("A")),
			.description = str_copy(passing, STR("B"))};

		CHECK_OK(sink.header(sink.ctx, &header, &err), err);
		CHECK_OK(sink.topic(sink.ctx, &topic, &err), err);
		CHECK_OK(sink.stimulus(sink.ctx, &s, &err), err);
		CHECK_OK(sink.question(sink.ctx, &q, &err), err);
		memset((char *)header.author.ptr, 'x', 1);
	}
	arena_free(passing);
	if (!CHECK(bundle.question_count == SAMPLES &&
		    bundle.topic_count == SAMPLES &&
		    bundle.stimulus_count == SAMPLES))
		return;
	CHECK(str_equal(bundle.header.title, all[SAMPLES - 1].id));
	CHECK_STR(bundle.header.language, "vi");
	CHECK_STR(bundle.header.license, "CC0");
	CHECK_STR(bundle.header.author, "A");
	CHECK_STR(bundle.header.description, "B");
	for (size_t i = 0; i < SAMPLES; i++) {
		check_same_question(arena, &all[i], &bundle.questions[i]);
		CHECK(str_equal(bundle.topics[i].id, all[i].id));
		CHECK_STR(bundle.topics[i].outcomes[0].text, "Nêu được");
		CHECK_STR(bundle.stimuli[i].text, "Đoạn văn");
		CHECK(bundle.stimuli[i].media_count == all[i].media_count);
	}
}

static void a_new_bundle_is_empty(void)
{
	struct bundle bundle;

	memset(&bundle, 0xff, sizeof bundle);
	bundle_sink(arena, &bundle);
	CHECK(!bundle.question_count && !bundle.topic_count &&
		!bundle.stimulus_count && !bundle.header.title.len);
}

int main(void)
{
	arena = arena_new();
	TEST(bundles_keep_copies);
	TEST(a_new_bundle_is_empty);
	arena_free(arena);
	return check_result();
}
