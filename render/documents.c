#include "render/documents.h"

#include "base/i18n.h"
#include "render/guide.h"
#include "render/key.h"
#include "render/paper.h"

/* One run of documents_print. */
struct printing {
	struct arena *arena; /* of the press */
	struct press *press;
	const struct exam *exam;
	unsigned kinds;
	struct str code;
	const struct document_sink *sink;
	struct report *report;
};

#define KIND(document) (1U << (document))

const struct document_set document_sets[] = {
	{"paper", KIND(DOCUMENT_PAPER) | KIND(DOCUMENT_PAPERS)},
	{"key", KIND(DOCUMENT_KEY) | KIND(DOCUMENT_KEY_CSV)},
	{"solutions", KIND(DOCUMENT_SOLUTION)},
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
	};
	const char *name =
		names[document][str_starts(blueprint->language, "vi")];

	if (document == DOCUMENT_PAPER)
		return str_format(arena, "%s%.*s.pdf", name, STR_ARG(code));
	return str_from(name);
}

size_t documents_count(const struct exam *exam, unsigned kinds)
{
	size_t count = kinds & KIND(DOCUMENT_PAPER) ? exam->form_count : 0;

	for (unsigned k = DOCUMENT_PAPER + 1; k < DOCUMENT_KINDS; k++)
		count += kinds >> k & 1;
	return count;
}

static bool put(struct printing *p, struct arena *arena, enum document document,
	struct str code, struct str bytes, struct error *err)
{
	struct str name =
		document_name(arena, p->exam->blueprint, document, code);

	return p->sink->put(p->sink->ctx, name, bytes, err);
}

static bool print_paper(struct printing *p, struct papers *papers, size_t form,
	struct error *err)
{
	struct arena *arena = arena_new();
	struct str bytes;
	bool worked = papers_print(papers, form, arena, &bytes, err) &&
		put(p, arena, DOCUMENT_PAPER, p->exam->forms[form].code, bytes,
			err);

	arena_free(arena);
	return worked;
}

static bool print_forms(
	struct printing *p, struct papers *papers, struct error *err)
{
	for (size_t i = 0; i < p->exam->form_count; i++) {
		if (p->code.len && !str_equal(p->code, p->exam->forms[i].code))
			continue;
		if (!print_paper(p, papers, i, err))
			return false;
	}
	return true;
}

static bool print_all_forms(
	struct printing *p, struct papers *papers, struct error *err)
{
	struct arena *arena = arena_new();
	struct str bytes;
	bool worked = papers_print_all(papers, arena, &bytes, err) &&
		put(p, arena, DOCUMENT_PAPERS, STR(""), bytes, err);

	arena_free(arena);
	return worked;
}

/* All papers are set even when one is wanted, for they share their fonts and
 * must come out as they did before. */
static bool print_papers(struct printing *p, struct error *err)
{
	struct papers *papers;
	bool worked = true;

	if (!(p->kinds & (KIND(DOCUMENT_PAPER) | KIND(DOCUMENT_PAPERS))))
		return true;
	if (!papers_set(p->arena, p->press, p->exam, p->report, &papers, err))
		return false;
	if (p->kinds & KIND(DOCUMENT_PAPER))
		worked = print_forms(p, papers, err);
	if (worked && p->kinds & KIND(DOCUMENT_PAPERS))
		worked = print_all_forms(p, papers, err);
	papers_free(papers);
	return worked;
}

static bool make_key(struct printing *p, struct arena *arena, struct str *bytes,
	struct error *err)
{
	return key_print(p->press, p->exam, arena, bytes, err);
}

static bool make_key_csv(struct printing *p, struct arena *arena,
	struct str *bytes, struct error *err)
{
	(void)err;
	*bytes = key_csv(arena, p->exam);
	return true;
}

static bool make_guide(struct printing *p, struct arena *arena,
	struct str *bytes, struct error *err)
{
	return guide_print(p->press, p->exam, arena, p->report, bytes, err);
}

/* What there is one of for all forms. */
static bool print_others(struct printing *p, struct error *err)
{
	static const struct {
		enum document document;
		bool (*make)(struct printing *p, struct arena *arena,
			struct str *bytes, struct error *err);
	} others[] = {
		{DOCUMENT_KEY, make_key},
		{DOCUMENT_KEY_CSV, make_key_csv},
		{DOCUMENT_SOLUTION, make_guide},
	};
	bool worked = true;

	for (size_t i = 0; worked && i < sizeof others / sizeof *others; i++) {
		struct arena *arena;
		struct str bytes;

		if (!(p->kinds & KIND(others[i].document)))
			continue;
		arena = arena_new();
		worked = others[i].make(p, arena, &bytes, err) &&
			put(p, arena, others[i].document, STR(""), bytes, err);
		arena_free(arena);
	}
	return worked;
}

static bool check_code(const struct printing *p, struct error *err)
{
	if (!p->code.len || exam_form(p->exam, p->code))
		return true;
	return fail(err, ERROR_NOTFOUND, _("no form has the code '%.*s'"),
		STR_ARG(p->code));
}

bool documents_print(const struct exam *exam, unsigned kinds, struct str code,
	const struct document_sink *sink, struct report *report,
	struct error *err)
{
	struct style style = style_default();
	struct printing p = {.arena = arena_new(),
		.exam = exam,
		.kinds = kinds,
		.code = code,
		.sink = sink,
		.report = report};
	bool worked = check_code(&p, err) &&
		press_open(p.arena, &style, &p.press, err) &&
		print_papers(&p, err) && print_others(&p, err);

	press_close(p.press);
	arena_free(p.arena);
	return worked;
}
