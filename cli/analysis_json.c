#include <math.h>

#include "base/csv.h"
#include "cli/analysis_text.h"
#include "render/analysis_words.h"

/* An item analysis for programs. */

/* ---- JSON ---- */

static void add_figure(
	struct arena *arena, struct json *json, const char *name, double value)
{
	if (!isnan(value) && !isinf(value))
		json_add_number(arena, json, name, value);
}

static struct json *options_json(
	struct arena *arena, const struct item_figures *f)
{
	struct json *list = json_array(arena);

	for (size_t k = 0; k < f->option_count; k++) {
		const struct option_figures *o = &f->options[k];
		struct json *json = json_object(arena);

		json_add_str(
			arena, json, "option", (struct str){&o->letter, 1});
		json_add_bool(arena, json, "key", o->key);
		json_add_long(arena, json, "count", (long)o->count);
		add_figure(arena, json, "share", o->share);
		add_figure(arena, json, "discrimination", o->discrimination);
		add_figure(arena, json, "upper", o->upper);
		add_figure(arena, json, "lower", o->lower);
		json_append(list, json);
	}
	return list;
}

static void add_about(struct arena *arena, struct json *json,
	const struct analysis *s, size_t i)
{
	if (!s->about)
		return;
	json_add_str(arena, json, "title", s->about[i].title);
	json_add_long(arena, json, "version", (long)s->about[i].version);
	add_figure(arena, json, "claimed", s->about[i].claimed);
	json_add_str(arena, json, "claim",
		claim_words(arena, s->about[i].claimed, &s->test.item[i]));
}

static struct json *times_json(struct arena *arena, const struct analysis *s,
	const struct item_times *t, size_t i)
{
	struct json *json = json_object(arena);

	json_add_long(arena, json, "people", (long)t->people);
	add_figure(arena, json, "mean", t->mean);
	add_figure(arena, json, "median", t->median);
	add_figure(arena, json, "lowerQuartile", t->quartile[0]);
	add_figure(arena, json, "upperQuartile", t->quartile[1]);
	add_figure(arena, json, "rapid", t->rapid);
	if (s->about && s->about[i].planned)
		json_add_long(arena, json, "planned", s->about[i].planned);
	json_add_str(arena, json, "note",
		times_words(arena, t, s->about ? s->about[i].planned : 0));
	return json;
}

/* Under the names of Moodle's report. */
static void add_quiz(
	struct arena *arena, struct json *json, const struct quiz_figures *q)
{
	add_figure(arena, json, "randomGuess", q->guess);
	add_figure(arena, json, "intendedWeight", q->intended);
	add_figure(arena, json, "effectiveWeight", q->effective);
	add_figure(arena, json, "discriminationIndex", q->discrimination);
	add_figure(arena, json, "discriminativeEfficiency", q->efficiency);
}

static struct json *item_json(
	struct arena *arena, const struct analysis *s, size_t i)
{
	const struct item_figures *f = &s->test.item[i];
	struct json *json = json_object(arena);

	json_add_str(arena, json, "item", s->answers->names[i]);
	add_about(arena, json, s, i);
	json_add_long(arena, json, "answered", (long)f->answered);
	json_add_long(arena, json, "missing", (long)f->missing);
	if (s->answers->blank)
		json_add_long(arena, json, "omitted", (long)f->omitted);
	add_figure(arena, json, "mean", f->mean);
	add_figure(arena, json, "best", (double)s->answers->most[i]);
	add_figure(arena, json, "facility", f->facility);
	add_figure(arena, json, "sd", f->deviation);
	add_figure(arena, json, "itemTotal", f->total_r);
	add_figure(arena, json, "itemRest", f->rest_r);
	add_figure(arena, json, "upperLower", f->upper_lower);
	add_figure(arena, json, "alphaWithout", f->alpha_without);
	add_quiz(arena, json, &s->quiz[i]);
	if (s->times)
		json_add(arena, json, "time",
			times_json(arena, s, &s->times[i], i));
	json_add_str(arena, json, "note", item_words(arena, f));
	if (f->option_count)
		json_add(arena, json, "options", options_json(arena, f));
	if (s->fit && s->fit->items[i].used) {
		const struct irt_item *item = &s->fit->items[i];

		add_figure(arena, json, "a", item->a);
		add_figure(arena, json, "d", item->d);
		add_figure(arena, json, "b", item->b);
		add_figure(arena, json, "aSE", item->a_se);
		add_figure(arena, json, "dSE", item->d_se);
		if (s->fit->model == IRT_3PL) {
			add_figure(arena, json, "c", item->c);
			add_figure(arena, json, "cSE", item->c_se);
		}
		add_figure(arena, json, "sx2", item->fit);
		if (item->fit_df)
			json_add_long(arena, json, "sx2df", (long)item->fit_df);
		add_figure(arena, json, "sx2p", item->fit_p);
	}
	if (s->dif) {
		add_figure(arena, json, "difDelta", s->dif[i].delta);
		add_figure(arena, json, "difDeltaSE", s->dif[i].error);
		add_figure(arena, json, "difChiSquare", s->dif[i].chi_square);
		json_add_str(arena, json, "difClass",
			(struct str){&s->dif[i].class, 1});
	}
	return json;
}

static struct json *link_json(struct arena *arena, const struct link *link)
{
	struct json *json = json_object(arena);

	json_add_str(
		arena, json, "method", str_from(analysis_link(link->method)));
	json_add_long(arena, json, "anchors", (long)link->anchors);
	json_add_number(arena, json, "slope", link->slope);
	json_add_number(arena, json, "intercept", link->intercept);
	add_figure(arena, json, "loss", link->loss);
	return json;
}

static struct json *fit_json(struct arena *arena, const struct analysis *s)
{
	const struct irt_fit *fit = s->fit;
	struct json *json = json_object(arena);
	struct json *information = json_array(arena);

	json_add_str(arena, json, "model",
		fit->model == IRT_RASCH         ? STR("rasch")
			: fit->model == IRT_2PL ? STR("2pl")
						: STR("3pl"));
	json_add_long(arena, json, "items", (long)fit->used);
	add_figure(arena, json, "logLikelihood", fit->log_likelihood);
	add_figure(arena, json, "aic", fit->aic);
	add_figure(arena, json, "bic", fit->bic);
	json_add_bool(arena, json, "converged", fit->converged);
	for (int t = -4; t <= 4; t++) {
		struct json *at = json_object(arena);

		json_add_number(arena, at, "ability", t);
		json_add_number(arena, at, "information",
			irt_information(fit, s->answers->items, t));
		json_append(information, at);
	}
	json_add(arena, json, "information", information);
	if (s->link)
		json_add(arena, json, "link", link_json(arena, s->link));
	return json;
}

static struct json *people_json(struct arena *arena, const struct analysis *s)
{
	struct json *list = json_array(arena);
	const double *likely = irt_most_likely(arena, s->answers, s->fit);

	for (size_t p = 0; p < s->answers->people; p++) {
		struct json *json = json_object(arena);

		if (s->answers->ids[p].len)
			json_add_str(arena, json, "id", s->answers->ids[p]);
		add_figure(arena, json, "total", s->test.totals[p]);
		add_figure(arena, json, "eap", s->fit->ability[p]);
		add_figure(arena, json, "eapSD", s->fit->ability_sd[p]);
		add_figure(arena, json, "ml", likely[p]);
		json_append(list, json);
	}
	return list;
}

/* The same of the people who lack no answer, when some do. */
static void add_complete(
	struct arena *arena, struct json *json, const struct analysis *s)
{
	struct json *complete = json_object(arena);
	struct answers whole;
	struct test_figures t;

	if (s->answers->forms || s->answers->blank)
		return;
	whole = answers_settle(arena, s->answers, MISSING_DROP);
	if (whole.people == s->answers->people)
		return;
	json_add_long(arena, complete, "people", (long)whole.people);
	if (whole.people) {
		t = classical(arena, &whole);
		add_figure(arena, complete, "mean", t.mean);
		add_figure(arena, complete, "sd", t.deviation);
		add_figure(arena, complete, "alpha", t.alpha);
		add_figure(arena, complete, "sem", t.error);
	}
	json_add(arena, json, "complete", complete);
}

struct json *analysis_json(struct arena *arena, const struct analysis *s)
{
	const struct test_figures *t = &s->test;
	struct json *json = json_object(arena), *items = json_array(arena);

	json_add_long(arena, json, "people", (long)t->people);
	json_add_long(arena, json, "items", (long)t->items);
	add_figure(arena, json, "mean", t->mean);
	add_figure(arena, json, "sd", t->deviation);
	add_figure(arena, json, "skewness", t->skewness);
	add_figure(arena, json, "kurtosis", t->kurtosis);
	add_figure(arena, json, "q1", t->quartile[0]);
	add_figure(arena, json, "median", t->quartile[1]);
	add_figure(arena, json, "q3", t->quartile[2]);
	add_figure(arena, json, "min", t->least);
	add_figure(arena, json, "max", t->most);
	add_figure(arena, json, "alpha", t->alpha);
	add_figure(arena, json, "alphaLow", t->alpha_low);
	add_figure(arena, json, "alphaHigh", t->alpha_high);
	add_figure(arena, json, "sem", t->error);
	add_figure(arena, json, "splitHalf", t->split_half);
	add_figure(arena, json, "spearmanBrown", t->spearman_brown);
	add_complete(arena, json, s);
	if (s->fit)
		json_add(arena, json, "irt", fit_json(arena, s));
	for (size_t i = 0; i < t->items; i++)
		json_append(items, item_json(arena, s, i));
	json_add(arena, json, "item", items);
	if (s->fit && s->fit->used)
		json_add(arena, json, "person", people_json(arena, s));
	return json;
}

/* ---- CSV ---- */

static void put(struct buf *out, struct str cell)
{
	buf_char(out, ',');
	csv_put(out, cell, ',');
}

static void put_figure(struct buf *out, double value)
{
	buf_char(out, ',');
	if (isinf(value))
		buf_text(out, value < 0 ? "-Inf" : "Inf");
	else if (!isnan(value))
		buf_format(out, "%.6f", value);
}

struct str analysis_csv(struct arena *arena, const struct analysis *s)
{
	struct buf out = {.arena = arena};

	buf_text(&out,
		"item,answered,missing,facility,sd,item_total,item_rest,"
		"upper_lower,alpha_without,a,a_se,d,d_se,b,c,sx2,sx2_p,dif_"
		"delta,dif_class,note,mean,best,title,claimed,random_guess,"
		"intended_weight,effective_weight,discrimination_index,"
		"discriminative_efficiency,median_seconds,planned_seconds\n");
	for (size_t i = 0; i < s->answers->items; i++) {
		const struct item_figures *f = &s->test.item[i];

		csv_put(&out, s->answers->names[i], ',');
		buf_format(
			&out, ",%zu,%zu", f->answered, analysis_blanks(s, i));
		put_figure(&out, f->facility);
		put_figure(&out, f->deviation);
		put_figure(&out, f->total_r);
		put_figure(&out, f->rest_r);
		put_figure(&out, f->upper_lower);
		put_figure(&out, f->alpha_without);
		put_figure(&out, s->fit ? s->fit->items[i].a : NAN);
		put_figure(&out, s->fit ? s->fit->items[i].a_se : NAN);
		put_figure(&out, s->fit ? s->fit->items[i].d : NAN);
		put_figure(&out, s->fit ? s->fit->items[i].d_se : NAN);
		put_figure(&out, s->fit ? s->fit->items[i].b : NAN);
		put_figure(&out, s->fit ? s->fit->items[i].c : NAN);
		put_figure(&out, s->fit ? s->fit->items[i].fit : NAN);
		put_figure(&out, s->fit ? s->fit->items[i].fit_p : NAN);
		put_figure(&out, s->dif ? s->dif[i].delta : NAN);
		put(&out, s->dif ? (struct str){&s->dif[i].class, 1} : STR(""));
		put(&out, analysis_notes(arena, s, i));
		put_figure(&out, f->mean);
		put_figure(&out, (double)s->answers->most[i]);
		put(&out, s->about ? s->about[i].title : STR(""));
		put_figure(&out, s->about ? s->about[i].claimed : NAN);
		put_figure(&out, s->quiz[i].guess);
		put_figure(&out, s->quiz[i].intended);
		put_figure(&out, s->quiz[i].effective);
		put_figure(&out, s->quiz[i].discrimination);
		put_figure(&out, s->quiz[i].efficiency);
		put_figure(&out, s->times ? s->times[i].median : NAN);
		put_figure(&out,
			s->about && s->about[i].planned
				? (double)s->about[i].planned
				: NAN);
		buf_char(&out, '\n');
	}
	return buf_str(&out);
}
