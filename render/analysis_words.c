#include "render/analysis_words.h"

#include <math.h>

#include "base/i18n.h"

struct str analysis_figure(
	struct arena *arena, const char *language, double value, int places)
{
	struct str digits;
	char *point;

	if (isnan(value))
		return STR("–");
	if (isinf(value))
		return value < 0 ? STR("−∞") : STR("∞");
	if (fabs(value) < 0.5 * pow(10, -places))
		value = 0;
	digits = str_format(
		arena, "%s%.*f", value < 0 ? "−" : "", places, fabs(value));
	point = memchr(digits.ptr, '.', digits.len);
	if (point && *language == 'v')
		*point = ',';
	return digits;
}

static const char *reliability_words(double alpha)
{
	if (isnan(alpha))
		return _("How reliable the test is cannot be said.");
	if (alpha >= 0.9)
		return _("The test is very reliable.");
	if (alpha >= 0.8)
		return _("The test is reliable.");
	if (alpha >= 0.7)
		return _("The test is reliable enough for a class, hardly for "
			 "deciding about a person.");
	return _("The test is not reliable: marks would come out much "
		 "otherwise with other questions.");
}

struct str analysis_verdict(struct arena *arena, const struct analysis *s)
{
	struct buf out = {.arena = arena};
	size_t doubtful = 0, claimed, off;

	for (size_t i = 0; i < s->test.items; i++)
		doubtful += item_words(arena, &s->test.item[i]).len ? 1 : 0;
	claims_count(s, &claimed, &off);
	buf_text(&out, reliability_words(s->test.alpha));
	buf_char(&out, ' ');
	if (doubtful)
		buf_format(&out,
			i18n_plural("Something is to be said of %zu item.",
				"Something is to be said of %zu items.",
				doubtful),
			doubtful);
	else
		buf_text(&out, _("No item is doubtful."));
	if (!claimed)
		return buf_str(&out);
	buf_char(&out, ' ');
	buf_format(&out,
		i18n_plural("Of %zu question whose difficulty its author "
			    "estimated, %zu came out otherwise.",
			"Of %zu questions whose difficulty their author "
			"estimated, %zu came out otherwise.",
			claimed),
		claimed, off);
	return buf_str(&out);
}

struct str analysis_summary(
	struct arena *arena, const char *language, const struct analysis *s)
{
	const struct test_figures *t = &s->test;

	return str_format(arena,
		_("%zu people, %zu items. Mean %s, standard deviation %s. "
		  "Reliability (alpha) %s, 95 %% interval %s to %s; standard "
		  "error of measurement %s."),
		t->people, t->items,
		analysis_figure(arena, language, t->mean, 2).ptr,
		analysis_figure(arena, language, t->deviation, 2).ptr,
		analysis_figure(arena, language, t->alpha, 3).ptr,
		analysis_figure(arena, language, t->alpha_low, 3).ptr,
		analysis_figure(arena, language, t->alpha_high, 3).ptr,
		analysis_figure(arena, language, t->error, 2).ptr);
}

static void add(struct buf *out, struct str words)
{
	if (words.len)
		buf_format(out, "%s%.*s", out->len ? "; " : "", STR_ARG(words));
}

struct str analysis_notes(
	struct arena *arena, const struct analysis *s, size_t item)
{
	struct buf out = {.arena = arena};

	add(&out, item_words(arena, &s->test.item[item]));
	if (s->about)
		add(&out,
			claim_words(arena, s->about[item].claimed,
				&s->test.item[item]));
	add(&out, drift_words(arena, s, item));
	if (s->times)
		add(&out,
			times_words(arena, &s->times[item],
				s->about ? s->about[item].planned : 0));
	return buf_str(&out);
}
