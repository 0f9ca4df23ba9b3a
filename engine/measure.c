#include "engine/measure.h"

#include <math.h>

#include "base/json.h"
#include "base/utf8.h"
#include "engine/store/store_statistics.h"

enum { TITLE_WIDTH = 70 };

struct measuring {
	struct arena *arena;
	const struct grading *g;
	size_t *item_of; /* by question of the exam; SIZE_MAX none */
	size_t *question_of;
	size_t items;
	float *scores, *most;
	char *letters;
	bool *blank;
	float *seconds;
	uint32_t *rights;
	uint8_t *option_counts;
};

static const struct form *form_of(const struct grading *g, size_t sheet)
{
	return &g->exam->forms[g->sheets[sheet].form];
}

/* Questions that somebody had and that count. */
static void find_items(struct measuring *m)
{
	const struct grading *g = m->g;
	bool *had = NEW_ARRAY(m->arena, g->exam->question_count, bool);

	m->item_of = NEW_ARRAY(m->arena, g->exam->question_count, size_t);
	m->question_of = NEW_ARRAY(m->arena, g->exam->question_count, size_t);
	for (size_t s = 0; s < g->count; s++)
		for (size_t i = 0; i < form_of(g, s)->item_count; i++)
			if (g->scores[s].marks[i].kind != MARK_CANCELLED)
				had[form_of(g, s)->items[i].question] = true;
	for (size_t q = 0; q < g->exam->question_count; q++) {
		m->item_of[q] = had[q] ? m->items : SIZE_MAX;
		if (had[q])
			m->question_of[m->items++] = q;
	}
}

/* ---- answers ---- */

static void put_mark(struct measuring *m, size_t sheet, size_t place)
{
	const struct item *item = &form_of(m->g, sheet)->items[place];
	const struct mark *mark = &m->g->scores[sheet].marks[place];
	size_t i = m->item_of[item->question];
	size_t at = sheet * m->items + i, option;

	if (i == SIZE_MAX || mark->kind == MARK_CANCELLED ||
		mark->kind == MARK_OPEN)
		return;
	m->scores[at] = (float)mark->points / POINT;
	m->blank[at] = mark->kind == MARK_BLANK;
	if (m->seconds && m->g->sheets[sheet].seconds)
		m->seconds[at] = (float)m->g->sheets[sheet].seconds[place];
	if ((float)item->points / POINT > m->most[i])
		m->most[i] = (float)item->points / POINT;
	option = score_taken(m->arena, m->g->scorer, item,
		m->g->sheets[sheet].answers[place]);
	if (option != SIZE_MAX)
		m->letters[at] = (char)('A' + (int)option);
}

static void find_options(struct measuring *m, size_t i)
{
	const struct question *q = &m->g->exam->questions[m->question_of[i]];

	if (q->type != TYPE_CHOICE)
		return;
	m->option_counts[i] = (uint8_t)q->option_count;
	for (size_t k = 0; k < q->option_count; k++)
		if (q->options[k].right)
			m->rights[i] |= UINT32_C(1) << k;
}

static bool any_times(const struct grading *g)
{
	for (size_t s = 0; s < g->count; s++)
		if (g->sheets[s].seconds)
			return true;
	return false;
}

static void put_answers(struct measuring *m)
{
	size_t cells = m->g->count * m->items;

	m->scores = NEW_ARRAY(m->arena, cells, float);
	m->letters = NEW_ARRAY(m->arena, cells, char);
	m->blank = NEW_ARRAY(m->arena, cells, bool);
	if (any_times(m->g))
		m->seconds = NEW_ARRAY(m->arena, cells, float);
	m->most = NEW_ARRAY(m->arena, m->items, float);
	m->rights = NEW_ARRAY(m->arena, m->items, uint32_t);
	m->option_counts = NEW_ARRAY(m->arena, m->items, uint8_t);
	for (size_t at = 0; at < cells; at++)
		m->scores[at] = NAN;
	for (size_t i = 0; i < m->items; i++)
		find_options(m, i);
	for (size_t s = 0; s < m->g->count; s++)
		for (size_t i = 0; i < form_of(m->g, s)->item_count; i++)
			put_mark(m, s, i);
	for (size_t i = 0; i < m->items; i++)
		if (m->most[i] <= 0)
			m->most[i] = 1;
}

/* ---- forms ---- */

static size_t asked(
	const struct measuring *m, const struct form *form, bool *out)
{
	size_t n = 0;

	memset(out, 0, m->items * sizeof *out);
	for (size_t i = 0; i < form->item_count; i++) {
		size_t item = m->item_of[form->items[i].question];

		if (item != SIZE_MAX) {
			n += !out[item];
			out[item] = true;
		}
	}
	return n;
}

/* Whether some form that was sat lacks a question that counts. */
static bool forms_differ(const struct measuring *m)
{
	bool *seen = NEW_ARRAY(m->arena, m->items, bool);
	bool *done = NEW_ARRAY(m->arena, m->g->exam->form_count, bool);

	for (size_t s = 0; s < m->g->count; s++) {
		size_t f = m->g->sheets[s].form;

		if (done[f])
			continue;
		done[f] = true;
		if (asked(m, &m->g->exam->forms[f], seen) < m->items)
			return true;
	}
	return false;
}

static const size_t *forms_of(const struct measuring *m)
{
	size_t *forms = NEW_ARRAY(m->arena, m->g->count, size_t);

	for (size_t s = 0; s < m->g->count; s++)
		forms[s] = m->g->sheets[s].form;
	return forms;
}

/* ---- names ---- */

static struct str title_of(struct arena *arena, const struct question *q)
{
	struct question stem = question_empty();
	struct str text;
	size_t end = 0, width = 0;

	stem.type = TYPE_ESSAY;
	stem.stem = q->stem;
	text = str_trim(question_plain(arena, &stem));
	while (end < text.len && width < TITLE_WIDTH) {
		if (text.ptr[end] == '\n')
			break;
		end++;
		while (end < text.len && (text.ptr[end] & 0xc0) == 0x80)
			end++;
		width++;
	}
	if (end == text.len)
		return text;
	return str_format(
		arena, "%.*s…", STR_ARG(str_trim(str_sub(text, 0, end))));
}

/* The first paragraph's beginning, up to a blank outside formulas; what holds
 * a picture or a table has none. */
static struct str stem_of(const struct question *q)
{
	struct str text = str_trim(q->stem);
	size_t end = 0, width = 0;
	bool math = false;

	if (str_find(text, "![", 0) != SIZE_MAX ||
		str_find(text, "|", 0) != SIZE_MAX ||
		str_find(text, "$$", 0) != SIZE_MAX)
		return STR("");
	for (; end < text.len; end++) {
		char c = text.ptr[end];

		if (c == '\\' && end + 1 < text.len) {
			end++;
			continue;
		}
		math = math != (c == '$');
		width += !math && (c & 0xc0) != 0x80;
		if (!math && (c == '\n' || (width > TITLE_WIDTH && c == ' ')))
			break;
	}
	return math ? STR("") : str_sub(text, 0, end);
}

/* The share of its points that a blind guess earns on average; NAN: there is
 * nothing to guess among, or several may be taken. */
static double guess_of(const struct question *q)
{
	double right = 0, answers = (double)q->pair_count;

	if (q->type == TYPE_TRUEFALSE || q->type == TYPE_STATEMENTS)
		return 0.5;
	if (q->type == TYPE_MATCH)
		return 1 / (answers + (double)q->distractor_count);
	if (q->type != TYPE_CHOICE)
		return NAN;
	for (size_t k = 0; k < q->option_count; k++)
		right += q->options[k].right;
	return right / (double)q->option_count;
}

static const struct item_about *describe(const struct measuring *m)
{
	struct item_about *about =
		NEW_ARRAY(m->arena, m->items, struct item_about);

	for (size_t i = 0; i < m->items; i++) {
		const struct question *q =
			&m->g->exam->questions[m->question_of[i]];

		about[i] = (struct item_about){.title = title_of(m->arena, q),
			.stem = stem_of(q),
			.version = q->version,
			.claimed = q->difficulty,
			.planned = q->seconds,
			.guess = guess_of(q),
			.bank = {q->irt.known, q->irt.a, q->irt.b, q->irt.c}};
	}
	return about;
}

void measure_answers(struct arena *arena, const struct grading *grading,
	struct answers *out, const struct item_about **about)
{
	struct measuring m = {.arena = arena, .g = grading};
	struct str *names, *ids;
	bool differ;

	find_items(&m);
	put_answers(&m);
	names = NEW_ARRAY(arena, m.items, struct str);
	ids = NEW_ARRAY(arena, grading->count, struct str);
	for (size_t i = 0; i < m.items; i++)
		names[i] = grading->exam->questions[m.question_of[i]].id;
	for (size_t s = 0; s < grading->count; s++)
		ids[s] = grading->sheets[s].person;
	differ = forms_differ(&m);
	*out = (struct answers){.people = grading->count,
		.items = m.items,
		.names = names,
		.ids = ids,
		.scores = m.scores,
		.most = m.most,
		.letters = m.letters,
		.first = 'A',
		.rights = m.rights,
		.option_counts = m.option_counts,
		.blank = m.blank,
		.seconds = m.seconds,
		.forms = differ ? forms_of(&m) : NULL,
		.form_count = differ ? grading->exam->form_count : 0};
	*about = describe(&m);
}

/* ---- the bank ---- */

static void add_figure(
	struct arena *arena, struct json *json, const char *name, double value)
{
	if (isfinite(value))
		json_add_number(arena, json, name, value);
}

/* What is kept beside the main figures. */
static struct str details_of(
	struct arena *arena, const struct analysis *s, size_t i)
{
	const struct item_figures *f = &s->test.item[i];
	struct json *json = json_object(arena), *options = json_object(arena);

	add_figure(arena, json, "upperLower", f->upper_lower);
	json_add_long(arena, json, "omitted", (long)f->omitted);
	for (size_t k = 0; k < f->option_count; k++)
		add_figure(arena, options,
			str_format(arena, "%c", f->options[k].letter).ptr,
			f->options[k].share);
	if (f->option_count)
		json_add(arena, json, "options", options);
	if (s->times && s->times[i].people) {
		json_add_long(arena, json, "timed", (long)s->times[i].people);
		add_figure(arena, json, "medianSeconds", s->times[i].median);
	}
	if (s->fit && s->fit->items[i].used) {
		add_figure(arena, json, "aSE", s->fit->items[i].a_se);
		add_figure(arena, json, "dSE", s->fit->items[i].d_se);
		add_figure(arena, json, "fitP", s->fit->items[i].fit_p);
	}
	return json_print(arena, json, false);
}

/* From the newest other exam that has them. */
static void take_measured(const struct question_statistics *v, size_t count,
	struct str exam, struct anchor *out)
{
	for (size_t i = 0; i < count && !out->known; i++) {
		if (!v[i].exam.len || str_equal(v[i].exam, exam) ||
			!(v[i].a > 0) || isnan(v[i].b))
			continue;
		*out = (struct anchor){
			true, v[i].a, v[i].b, isnan(v[i].c) ? 0 : v[i].c};
	}
}

bool measure_anchors(struct store *store, struct arena *arena,
	const struct exam *exam, const struct analysis *s,
	const struct anchor **out, struct error *err)
{
	struct anchor *anchors =
		NEW_ARRAY(arena, s->answers->items, struct anchor);

	for (size_t i = 0; i < s->answers->items; i++) {
		struct question_statistics *v;
		size_t count;

		anchors[i] = s->about[i].bank;
		if (anchors[i].known || !store)
			continue;
		if (!store_get_statistics(store, arena, s->answers->names[i],
			    s->about[i].version, &v, &count, err))
			return false;
		take_measured(v, count, exam->id, &anchors[i]);
	}
	*out = anchors;
	return true;
}

bool measure_keep(struct store *store, struct arena *arena,
	const struct exam *exam, const struct analysis *s, long long now,
	struct error *err)
{
	struct question_statistics *v =
		NEW_ARRAY(arena, s->answers->items, struct question_statistics);
	size_t count = 0;

	for (size_t i = 0; i < s->answers->items; i++) {
		const struct item_figures *f = &s->test.item[i];
		bool used = s->fit && s->fit->items[i].used;

		if (!(f->answered + f->omitted))
			continue;
		v[count++] = (struct question_statistics){
			.question = s->answers->names[i],
			.version = s->about[i].version,
			.people = f->answered + f->omitted,
			.facility = f->facility,
			.discrimination = f->rest_r,
			.a = used ? s->fit->items[i].a : NAN,
			.b = used ? s->fit->items[i].b : NAN,
			.c = used ? s->fit->items[i].c : NAN,
			.details = details_of(arena, s, i)};
	}
	return store_put_statistics(store, exam->id, v, count, now, err);
}
