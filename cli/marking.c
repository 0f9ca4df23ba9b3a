#include "cli/marking.h"

#include "base/decimal.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/file_set.h"
#include "base/sheet.h"
#include "engine/score/response_sheet.h"
#include "render/marks.h"

/* ---- the command line ---- */

/* Thousandths, from 1 to 1000 points. */
static bool read_thousandths(struct cli *cli, const char *name, long *out)
{
	const char *text = cli_text(cli, name, NULL);
	struct decimal d;

	if (!text)
		return true;
	if (!decimal_parse(str_from(text), &d) || d.places > 3)
		return false;
	for (; d.places < 3 && d.units < 1000000000; d.places++)
		d.units *= 10;
	*out = (long)d.units;
	return d.units >= 1 && d.units <= 1000 * POINT;
}

bool marking_scale(struct marking *m)
{
	return read_thousandths(m->cli, "scale", &m->scale) &&
		read_thousandths(m->cli, "round", &m->step);
}

static struct correction *add(struct marking *m)
{
	return PUSH(m->cli->arena, m->corrections, m->correction_count,
		m->correction_capacity);
}

/* A list of questions, with commas between. */
static bool read_questions(struct marking *m, const char *flag,
	enum correction_kind kind, struct error *err)
{
	struct str rest = str_from(cli_text(m->cli, flag, NULL)), text;

	while (rest.len && str_cut(&rest, ',', &text)) {
		struct correction c = {.kind = kind};

		if (!str_trim(text).len)
			continue;
		if (!correction_question(
			    m->cli->arena, m->exam, text, &c.question, err))
			return false;
		*add(m) = c;
	}
	return true;
}

bool marking_keys(struct marking *m, struct error *err)
{
	struct str rest = str_from(cli_text(m->cli, "key", NULL)), text;

	while (rest.len && str_cut(&rest, ';', &text)) {
		struct correction c;

		if (!str_trim(text).len)
			continue;
		if (!correction_parse(m->cli->arena, m->exam, text, &c, err))
			return false;
		*add(m) = c;
	}
	return true;
}

void marking_recalled(struct marking *m, const struct grade_rules *rules)
{
	m->scale = rules->scale;
	m->step = rules->step;
	for (size_t i = 0; i < rules->correction_count; i++)
		*add(m) = rules->corrections[i];
}

bool marking_corrections(struct marking *m, struct error *err)
{
	return marking_keys(m, err) &&
		read_questions(m, "bonus", CORRECTION_BONUS, err) &&
		read_questions(m, "cancel", CORRECTION_CANCEL, err);
}

static bool read_map(struct marking *m, struct error *err)
{
	struct arena *arena = m->cli->arena;
	struct str rest = str_from(cli_text(m->cli, "map", NULL)), pair;
	struct column_name *map = NULL;
	size_t count = 0, capacity = 0;

	while (rest.len && str_cut(&rest, ',', &pair)) {
		struct str theirs = pair, ours;

		if (str_find(pair, "=", 0) == SIZE_MAX)
			return fail(err, ERROR_INVALID,
				_("--map takes pairs as 'SBD=Candidate no.': "
				  "'%.*s' is none"),
				STR_ARG(pair));
		(void)str_cut(&theirs, '=', &ours);
		*PUSH(arena, map, count, capacity) =
			(struct column_name){str_trim(ours), str_trim(theirs)};
	}
	m->sheets.map = map;
	m->sheets.map_count = count;
	return true;
}

bool marking_text(struct marking *m, const char *path, struct str *text,
	struct error *err)
{
	struct arena *arena = m->cli->arena;
	struct str found;

	if (!file_read(arena, path, FILE_LIMIT, text, err))
		return false;
	if (sheet_recognise(*text))
		return sheet_to_csv(arena, path, *text, text, err);
	if (!encoding_to_utf8(arena, *text, STR(""), text, &found, err))
		return false;
	if (found.len)
		report_add(&m->cli->report, FINDING_RECODED, path, 0, 0,
			str_cstr(arena, found));
	return true;
}

/* A table, or what a quiz handed in. */
static bool read_one(
	struct marking *m, const char *path, struct str text, struct error *err)
{
	struct cli *cli = m->cli;
	struct response response;

	if (!response_recognise(text))
		return sheets_read(cli->arena, m->exam, path, text, &m->sheets,
			&cli->report, err);
	if (!response_from_json(cli->arena, path, text, &response, err))
		return false;
	sheets_add_response(
		cli->arena, m->exam, path, &response, &m->sheets, &cli->report);
	return true;
}

bool marking_sheets(struct marking *m, size_t first, struct error *err)
{
	struct cli *cli = m->cli;

	if (!read_map(m, err))
		return false;
	for (size_t i = first; i < cli->operand_count; i++) {
		const char *path = cli->operands[i];
		struct str text;

		if (!marking_text(m, path, &text, err) ||
			!read_one(m, path, text, err))
			return false;
	}
	return true;
}

bool marking_grade(struct marking *m, struct error *err)
{
	struct scorer *scorer;

	if (!scorer_new(m->cli->arena, m->exam, m->corrections,
		    m->correction_count, &scorer, err))
		return false;
	m->grading = grade_sheets(m->cli->arena, scorer, &m->sheets, m->scale,
		m->step, &m->cli->report);
	return true;
}

/* ---- writing ---- */

struct output {
	struct marking *m;
	struct file_set *files;
};

static bool put(struct output *o, const char *english, const char *vietnamese,
	struct str bytes, struct error *err)
{
	struct marking *m = o->m;
	struct str language = m->exam->blueprint->language;
	const char *name = str_starts(language, "vi") ? vietnamese : english;

	json_append_str(m->cli->arena, m->written, str_from(name));
	return file_set_add(o->files, name, bytes, err);
}

static bool put_pdf(struct output *o, enum marks_pages pages,
	const char *english, const char *vietnamese, struct error *err)
{
	struct str bytes;

	return marks_print(
		       &o->m->grading, pages, o->m->cli->arena, &bytes, err) &&
		put(o, english, vietnamese, bytes, err);
}

static bool put_book(struct output *o, struct error *err)
{
	struct str bytes;

	return marks_workbook(&o->m->grading, o->m->cli->arena, &bytes, err) &&
		put(o, "marks.xlsx", "bang-diem.xlsx", bytes, err);
}

/* Letters and digits of the number, so that no name leads elsewhere; two that
 * come to the same are told apart by their place. */
static const char *page_name(const struct output *o, size_t i)
{
	struct arena *arena = o->m->cli->arena;
	struct str person = o->m->grading.sheets[i].person;
	struct buf name = {.arena = arena};

	for (size_t k = 0; k < person.len && name.len < 40; k++) {
		char c = person.ptr[k];

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			(c >= 'A' && c <= 'Z') || c == '-')
			buf_char(&name, c);
		else
			buf_char(&name, '_');
	}
	return str_format(
		arena, "%.*s-%zu.html", STR_ARG(buf_str(&name)), i + 1)
		.ptr;
}

static bool put_pages(struct output *o, struct error *err)
{
	struct marking *m = o->m;
	bool vietnamese = str_starts(m->exam->blueprint->language, "vi");

	for (size_t i = 0; i < m->grading.count; i++) {
		struct arena *arena = arena_new();
		const char *name = file_join(m->cli->arena,
			vietnamese ? "tung-em" : "pupils", page_name(o, i));
		bool worked = file_set_add(
			o->files, name, marks_page(arena, &m->grading, i), err);

		json_append_str(m->cli->arena, m->written, str_from(name));
		arena_free(arena);
		if (!worked)
			return false;
	}
	return true;
}

/* A page for each of so many would be a book nobody prints. */
static bool put_files(struct output *o, struct error *err)
{
	struct marking *m = o->m;
	struct arena *arena = m->cli->arena;
	enum marks_pages pages =
		cli_flag(m->cli, "solutions") ? MARKS_SOLUTIONS : MARKS_PUPILS;

	return put(o, "marks.csv", "bang-diem.csv",
		       marks_csv(arena, &m->grading), err) &&
		put(o, "items.csv", "chi-tiet.csv",
			marks_matrix(arena, &m->grading), err) &&
		put_pdf(o, MARKS_CLASS, "class.pdf", "tong-hop.pdf", err) &&
		(!m->grading.count || m->grading.count > MARKS_LISTED ||
			(put_pdf(o, pages, "pupils.pdf", "tung-bai.pdf", err) &&
				put_book(o, err))) &&
		(!cli_flag(m->cli, "pages") || put_pages(o, err));
}

/* The workbook alone. */
static bool write_book(struct marking *m, struct error *err)
{
	struct str bytes;

	json_append_str(m->cli->arena, m->written, str_from(m->folder));
	return marks_workbook(&m->grading, m->cli->arena, &bytes, err) &&
		file_write(m->folder, bytes, err);
}

static bool write_files(struct marking *m, struct error *err)
{
	struct output output = {.m = m};

	if (!m->folder)
		return true;
	m->written = json_array(m->cli->arena);
	if (str_ends(str_from(m->folder), ".xlsx"))
		return write_book(m, err);
	if (!file_set_begin(m->cli->arena, m->folder, &output.files, err))
		return false;
	if (put_files(&output, err))
		return file_set_commit(output.files, err);
	file_set_abort(output.files);
	return false;
}

bool marking_write(struct marking *m, bool keep, struct error *err)
{
	struct cli *cli = m->cli;
	struct grade_rules rules = {
		m->scale, m->step, m->corrections, m->correction_count};

	if (!keep)
		return write_files(m, err);
	if (!store_begin(cli->store, err))
		return false;
	if (grade_keep(cli->store, cli->arena, &m->grading, &rules, cli->now,
		    err) &&
		write_files(m, err))
		return store_commit(cli->store, err);
	store_rollback(cli->store);
	return false;
}

void marking_add_points(struct marking *m, struct json *json, const char *name,
	long thousandths)
{
	json_add_number(m->cli->arena, json, name, (double)thousandths / POINT);
}
