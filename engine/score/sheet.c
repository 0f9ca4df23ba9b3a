#include "engine/score/sheet.h"

#include "base/csv.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "engine/score/heads.h"

struct reader {
	struct arena *arena; /* of the sheets */
	struct arena *scratch;
	const struct exam *exam;
	const char *file;
	struct report *report;
	struct sheets *sheets;
	struct heads heads;
	unsigned line;
	char (*letters)[2]; /* of every byte, a text */
};

static bool check_heads(const struct reader *r, struct error *err)
{
	if (!r->heads.tall && !heads_have(&r->heads, ROLE_ANSWERS))
		return fail_at(err, ERROR_SYNTAX, r->file, 1, 0,
			_("no column holds answers: their heads are numbers, "
			  "as 1, Câu 1 or II.1"));
	if (!heads_have(&r->heads, ROLE_CODE) && r->exam->form_count > 1)
		return fail_at(err, ERROR_SYNTAX, r->file, 1, 0,
			_("no column is called 'code' or 'Mã đề', and the exam "
			  "has several forms"));
	return true;
}

/* SIZE_MAX: the form has none. */
static size_t item_of(const struct reader *r, const struct form *form,
	const struct heading *h)
{
	if (r->heads.restarts && !h->item.part.len)
		return h->order < form->item_count ? h->order : SIZE_MAX;
	return item_named(r->exam, form, &h->item);
}

/* Most answers are: they need not each be kept. */
static struct str one_letter(struct reader *r, char c)
{
	unsigned char at = (unsigned char)c;

	r->letters[at][0] = c;
	return (struct str){r->letters[at], 1};
}

/* One statement's answer, or one marker's mark, joins those before it. */
static void set_answer(struct reader *r, struct str *answers, size_t item,
	const struct item_name *name, struct str text)
{
	struct buf out = {.arena = r->arena};

	if (name->marker > 0 && answers[item].len) {
		buf_add(&out, answers[item]);
		buf_text(&out, text.len ? " / " : "");
		buf_add(&out, text);
		answers[item] = buf_str(&out);
		return;
	}
	if (name->letter < 0) {
		answers[item] = text.len == 1 ? one_letter(r, text.ptr[0])
					      : str_copy(r->arena, text);
		return;
	}
	buf_add(&out, answers[item]);
	while (out.len < (size_t)name->letter)
		buf_char(&out, '-');
	text = utf8_fold(r->scratch, text);
	buf_char(&out, text.len ? text.ptr[0] : '-');
	answers[item] = buf_str(&out);
}

/* ---- rows ---- */

static void tell(struct reader *r, enum finding finding, struct str what)
{
	report_add(r->report, finding, r->file, r->line, 0, STR_ARG(what));
}

/* "101" and "0101" of a spreadsheet that drops zeros. */
static bool same_code(struct str code, struct str given)
{
	while (code.len > given.len && code.ptr[0] == '0')
		code = str_sub(code, 1, code.len);
	return str_equal(code, given);
}

static bool find_form(struct reader *r, struct str code, size_t *form)
{
	*form = 0;
	if (!code.len && r->exam->form_count == 1)
		return true;
	for (size_t i = 0; i < r->exam->form_count; i++)
		if (same_code(r->exam->forms[i].code, code)) {
			*form = i;
			return true;
		}
	return false;
}

struct row {
	const struct str *cells;
	size_t count;
	struct str person;
	struct str code;
};

static void reject(
	struct reader *r, const struct row *row, enum unmarked_why why)
{
	tell(r,
		why == UNMARKED_CODE ? FINDING_NO_SUCH_CODE
				     : FINDING_PERSON_TWICE,
		why == UNMARKED_CODE ? row->code : row->person);
	*PUSH(r->arena, r->sheets->unmarked, r->sheets->unmarked_count,
		r->sheets->unmarked_capacity) = (struct unmarked){
		.person = str_copy(r->arena, row->person),
		.name = heads_name(r->arena, &r->heads, row->cells, row->count),
		.class = str_copy(r->arena,
			heads_cell(
				&r->heads, ROLE_CLASS, row->cells, row->count)),
		.code = str_copy(r->arena, row->code),
		.why = why};
}

static void fill_sheet(struct reader *r, struct sheet *sheet,
	const struct row *row, size_t form)
{
	sheet->name = heads_name(r->arena, &r->heads, row->cells, row->count);
	sheet->class = str_copy(r->arena,
		heads_cell(&r->heads, ROLE_CLASS, row->cells, row->count));
	sheet->form = form;
	sheet->file = r->file;
	sheet->line = r->line;
	sheet->answers = NEW_ARRAY(
		r->arena, r->exam->forms[form].item_count, struct str);
}

/* Who has no number has a name, or the line. */
static struct str person_of(struct reader *r, const struct row *row)
{
	struct str person =
		heads_cell(&r->heads, ROLE_PERSON, row->cells, row->count);

	if (!person.len)
		person = heads_name(
			r->scratch, &r->heads, row->cells, row->count);
	return person.len ? person
			  : str_format(r->scratch, "%s:%u", r->file, r->line);
}

static bool is_essay(
	const struct reader *r, const struct form *form, size_t item)
{
	return r->exam->questions[form->items[item].question].type ==
		TYPE_ESSAY;
}

/* A row of nothing but marks of essays that the sheet has none of. */
static bool only_essays(
	struct reader *r, const struct row *row, const struct sheet *sheet)
{
	const struct form *form = &r->exam->forms[sheet->form];
	size_t marks = 0;

	if (row->code.len && !same_code(form->code, row->code))
		return false;
	for (size_t i = 0; i < row->count && i < r->heads.count; i++) {
		size_t item;

		if (r->heads.v[i].role != ROLE_ANSWERS || !row->cells[i].len)
			continue;
		item = item_of(r, form, &r->heads.v[i]);
		if (item == SIZE_MAX || !is_essay(r, form, item) ||
			sheet->answers[item].len)
			return false;
		marks++;
	}
	return marks > 0;
}

static void fill_answers(
	struct reader *r, struct sheet *sheet, const struct row *row)
{
	const struct form *form = &r->exam->forms[sheet->form];

	for (size_t i = 0; i < row->count && i < r->heads.count; i++) {
		const struct heading *h = &r->heads.v[i];
		struct str cell = row->cells[i];
		size_t item;

		if (h->role != ROLE_ANSWERS ||
			(!cell.len && h->item.letter < 0))
			continue;
		item = item_of(r, form, h);
		if (item != SIZE_MAX)
			set_answer(r, (struct str *)sheet->answers, item,
				&h->item, cell);
		else if (cell.len)
			tell(r, FINDING_NO_SUCH_ITEM, cell);
	}
}

static void read_wide(struct reader *r, const struct row *row)
{
	struct sheet *there = sheets_find(r->sheets, row->person, true);
	struct sheet *sheet;
	size_t f;

	if (there && only_essays(r, row, there)) {
		fill_answers(r, there, row);
		return;
	}
	if (!find_form(r, row->code, &f)) {
		reject(r, row, UNMARKED_CODE);
		return;
	}
	sheet = sheets_add(r->arena, r->sheets, row->person);
	if (!sheet) {
		reject(r, row, UNMARKED_TWICE);
		return;
	}
	fill_sheet(r, sheet, row, f);
	fill_answers(r, sheet, row);
}

static void read_tall(struct reader *r, const struct row *row)
{
	struct str item =
		heads_cell(&r->heads, ROLE_ITEM, row->cells, row->count);
	struct sheet *sheet;
	struct item_name name;
	size_t f, at;

	if (!find_form(r, row->code, &f)) {
		reject(r, row, UNMARKED_CODE);
		return;
	}
	sheet = sheets_add(r->arena, r->sheets, row->person);
	if (sheet)
		fill_sheet(r, sheet, row, f);
	else
		sheet = sheets_find(r->sheets, row->person, false);
	at = sheet->form == f && item_name_read(r->scratch, item, &name)
		? item_named(r->exam, &r->exam->forms[f], &name)
		: SIZE_MAX;
	if (at == SIZE_MAX) {
		tell(r, FINDING_NO_SUCH_ITEM, item);
		return;
	}
	if (sheet->answers[at].len && name.letter < 0 &&
		!is_essay(r, &r->exam->forms[f], at)) {
		report_add(r->report, FINDING_ANSWERED_TWICE, r->file, r->line,
			0, STR_ARG(row->person), STR_ARG(item));
		return;
	}
	/* A second row of an essay is a second marker's. */
	if (name.letter < 0 && !name.marker)
		name.marker = 1;
	set_answer(r, (struct str *)sheet->answers, at, &name,
		heads_cell(&r->heads, ROLE_ANSWER, row->cells, row->count));
}

static void read_row(struct reader *r, const struct str *cells, size_t count)
{
	struct row row = {.cells = cells, .count = count};

	row.person = person_of(r, &row);
	row.code = heads_cell(&r->heads, ROLE_CODE, cells, count);
	r->sheets->rows++;
	if (r->heads.tall)
		read_tall(r, &row);
	else
		read_wide(r, &row);
}

static bool read_rows(struct reader *r, struct csv *csv, struct error *err)
{
	const struct str *cells;
	size_t count = 1;

	while (count) {
		struct arena_mark mark = arena_mark(r->scratch);

		if (!csv_row(csv, r->scratch, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", r->file);
			return false;
		}
		r->line = csv->line;
		if (count && r->sheets->count == SHEETS_MOST)
			return fail_at(err, ERROR_DENIED, r->file, r->line, 0,
				_("more than a million sheets are refused"));
		if (count && r->heads.count) {
			read_row(r, cells, count);
		} else if (count) {
			r->heads = heads_read(r->arena, r->sheets->map,
				r->sheets->map_count, cells, count);
			if (!check_heads(r, err))
				return false;
		}
		arena_release(r->scratch, mark);
	}
	return true;
}

bool sheets_read(struct arena *arena, const struct exam *exam, const char *file,
	struct str text, struct sheets *sheets, struct report *report,
	struct error *err)
{
	struct reader r = {.arena = arena,
		.scratch = arena_new(),
		.exam = exam,
		.file = file,
		.report = report,
		.sheets = sheets,
		.letters = arena_alloc(arena, 256 * sizeof *r.letters)};
	struct csv csv = csv_open(text);
	bool worked = read_rows(&r, &csv, err);

	arena_free(r.scratch);
	return worked;
}
