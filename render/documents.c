#include "render/documents.h"

#include "base/i18n.h"
#include "render/fairness.h"
#include "render/guide.h"
#include "render/key.h"
#include "render/paper.h"
#include "render/theme.h"

/* One run of documents_print. Its arena is not for those who make documents.
 */
struct printing {
	struct arena *arena;
	struct press *press;
	const struct exam *exam;
	unsigned kinds;
	struct str code;
	const struct document_sink *sink;
	struct report *report;
	struct papers *papers; /* NULL: none are wanted */
};

#define KIND(document) (1U << (document))

const struct document_set document_sets[] = {
	{"paper", KIND(DOCUMENT_PAPER) | KIND(DOCUMENT_PAPERS)},
	{"key", KIND(DOCUMENT_KEY) | KIND(DOCUMENT_KEY_CSV)},
	{"solutions", KIND(DOCUMENT_SOLUTION)},
	{"fairness", KIND(DOCUMENT_FAIRNESS)},
	{"all", KIND(DOCUMENT_KINDS) - 1},
	{0},
};

const struct document_set *document_set_find(struct str name)
{
	for (size_t i = 0; document_sets[i].name; i++)
		if (str_is(name, document_sets[i].name))
			return &document_sets[i];
	return NULL;
}

struct str document_name(struct arena *arena, const struct blueprint *blueprint,
	enum document document, struct str code)
{
	static const char *const names[DOCUMENT_KINDS][2] = {
		[DOCUMENT_PAPER] = {"paper-", "de-"},
		[DOCUMENT_PAPERS] = {"all-papers.pdf", "tat-ca-ma-de.pdf"},
		[DOCUMENT_KEY] = {"key.pdf", "dap-an.pdf"},
		[DOCUMENT_KEY_CSV] = {"key.csv", "dap-an.csv"},
		[DOCUMENT_SOLUTION] = {"guide.pdf", "huong-dan-cham.pdf"},
		[DOCUMENT_FAIRNESS] = {"fairness.pdf", "can-bang.pdf"},
	};
	const char *name =
		names[document][str_starts(blueprint->language, "vi")];

	if (document == DOCUMENT_PAPER)
		return str_format(arena, "%s%.*s.pdf", name, STR_ARG(code));
	return str_from(name);
}

/* One form alone is only compared when that is asked for. */
static unsigned wanted_of(const struct exam *exam, unsigned kinds)
{
	return exam->form_count < 2 && kinds != KIND(DOCUMENT_FAIRNESS)
		? kinds & ~KIND(DOCUMENT_FAIRNESS)
		: kinds;
}

size_t documents_count(const struct exam *exam, unsigned kinds)
{
	size_t count = kinds & KIND(DOCUMENT_PAPER) ? exam->form_count : 0;

	kinds = wanted_of(exam, kinds);
	for (unsigned k = DOCUMENT_PAPER + 1; k < DOCUMENT_KINDS; k++)
		count += kinds >> k & 1;
	return count;
}

/* A document to be made. Its bytes are in an arena of its own, for many are
 * made at once. */
struct job {
	struct printing *printing;
	enum document document;
	size_t form; /* DOCUMENT_PAPER */
	struct arena *arena;
	struct str bytes;
	bool worked;
	struct error error;
};

static bool make_paper(struct job *job, struct press *press, struct error *err)
{
	(void)press;
	return papers_print(
		job->printing->papers, job->form, job->arena, &job->bytes, err);
}

static bool make_papers(struct job *job, struct press *press, struct error *err)
{
	(void)press;
	return papers_print_all(
		job->printing->papers, job->arena, &job->bytes, err);
}

static bool make_key(struct job *job, struct press *press, struct error *err)
{
	return key_print(
		press, job->printing->exam, job->arena, &job->bytes, err);
}

static bool make_key_csv(
	struct job *job, struct press *press, struct error *err)
{
	(void)press;
	(void)err;
	job->bytes = key_csv(job->arena, job->printing->exam);
	return true;
}

/* The only one of those made at once that reports. */
static bool make_guide(struct job *job, struct press *press, struct error *err)
{
	const struct printing *p = job->printing;

	return guide_print(
		press, p->exam, job->arena, p->report, &job->bytes, err);
}

static bool make_fairness(
	struct job *job, struct press *press, struct error *err)
{
	return fairness_print(
		press, job->printing->exam, job->arena, &job->bytes, err);
}

static void make(void *ctx, size_t worker, size_t i)
{
	static bool (*const makers[DOCUMENT_KINDS])(
		struct job * job, struct press * press, struct error * err) = {
		[DOCUMENT_PAPER] = make_paper,
		[DOCUMENT_PAPERS] = make_papers,
		[DOCUMENT_KEY] = make_key,
		[DOCUMENT_KEY_CSV] = make_key_csv,
		[DOCUMENT_SOLUTION] = make_guide,
		[DOCUMENT_FAIRNESS] = make_fairness,
	};
	struct job *job = (struct job *)ctx + i;
	struct press *press = press_for(job->printing->press, worker);

	job->arena = arena_new();
	job->worked = makers[job->document](job, press, &job->error);
}

static struct str code_of(const struct job *job)
{
	return job->document == DOCUMENT_PAPER
		? job->printing->exam->forms[job->form].code
		: STR("");
}

static bool put(const struct job *job, struct error *err)
{
	const struct printing *p = job->printing;

	if (!job->worked) {
		if (err)
			*err = job->error;
		return false;
	}
	return p->sink->put(p->sink->ctx,
		document_name(job->arena, p->exam->blueprint, job->document,
			code_of(job)),
		job->bytes, err);
}

/* All are made at once, then put in their order. */
static bool print_jobs(struct job *jobs, size_t count, struct error *err)
{
	bool worked = true;

	crew_run(count, make, jobs);
	for (size_t i = 0; i < count; i++) {
		worked = worked && put(&jobs[i], err);
		arena_free(jobs[i].arena);
	}
	return worked;
}

/* So many papers are held at once. */
enum { BATCH = 4 * CREW_MOST };

static bool print_forms(struct printing *p, struct error *err)
{
	struct job *jobs = NEW_ARRAY(p->arena, BATCH, struct job);
	size_t count = 0;

	for (size_t i = 0; i < p->exam->form_count; i++) {
		if (p->code.len && !str_equal(p->code, p->exam->forms[i].code))
			continue;
		jobs[count++] = (struct job){
			.printing = p, .document = DOCUMENT_PAPER, .form = i};
		if (count < BATCH)
			continue;
		if (!print_jobs(jobs, count, err))
			return false;
		count = 0;
	}
	return print_jobs(jobs, count, err);
}

/* What there is one of for all forms. */
static bool print_others(struct printing *p, struct error *err)
{
	struct job *jobs = NEW_ARRAY(p->arena, DOCUMENT_KINDS, struct job);
	size_t count = 0;

	for (enum document k = DOCUMENT_PAPER + 1; k < DOCUMENT_KINDS; k++)
		if (p->kinds & KIND(k))
			jobs[count++] =
				(struct job){.printing = p, .document = k};
	return print_jobs(jobs, count, err);
}

/* All papers are set even when one is wanted, for they share their fonts and
 * must come out as they did before. */
static bool set_papers(struct printing *p, struct error *err)
{
	if (!(p->kinds & (KIND(DOCUMENT_PAPER) | KIND(DOCUMENT_PAPERS))))
		return true;
	return papers_set(
		p->arena, p->press, p->exam, p->report, &p->papers, err);
}

/* Before documents are made at once, for these only read the album. */
static bool decode_pictures(struct printing *p, struct error *err)
{
	unsigned without = KIND(DOCUMENT_KEY) | KIND(DOCUMENT_KEY_CSV) |
		KIND(DOCUMENT_FAIRNESS);

	return !(p->kinds & ~without) ||
		album_add(p->press->album, p->exam, err);
}

static bool print_all(struct printing *p, struct error *err)
{
	return decode_pictures(p, err) && set_papers(p, err) &&
		(!(p->kinds & KIND(DOCUMENT_PAPER)) || print_forms(p, err)) &&
		print_others(p, err);
}

static bool check_code(const struct printing *p, struct error *err)
{
	if (!p->code.len || exam_form(p->exam, p->code))
		return true;
	return fail(err, ERROR_NOTFOUND, _("no form has the code '%.*s'"),
		STR_ARG(p->code));
}

/* As the exam's theme says; its heading goes before the blueprint's. */
static bool open_press(
	struct printing *p, const struct exam *exam, struct error *err)
{
	struct exam *own = arena_copy(p->arena, exam, sizeof *exam);
	struct blueprint *blueprint =
		arena_copy(p->arena, exam->blueprint, sizeof *exam->blueprint);
	struct theme theme;

	if (!theme_read(p->arena, "theme", blueprint->theme_text, &theme, err))
		return false;
	if (theme.heading.len)
		blueprint->heading = theme.heading;
	own->blueprint = blueprint;
	p->exam = own;
	if (!press_open(p->arena, &theme.style, &p->press, err))
		return false;
	p->press->theme = arena_copy(p->arena, &theme, sizeof theme);
	return true;
}

bool documents_print(const struct exam *exam, unsigned kinds, struct str code,
	const struct document_sink *sink, struct report *report,
	struct error *err)
{
	struct printing p = {.arena = arena_new(),
		.kinds = wanted_of(exam, kinds),
		.code = code,
		.sink = sink,
		.report = report};
	bool worked = open_press(&p, exam, err) && check_code(&p, err) &&
		print_all(&p, err);

	papers_free(p.papers);
	press_close(p.press);
	arena_free(p.arena);
	return worked;
}
