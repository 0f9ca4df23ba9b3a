#include "render/xlsx/book.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/utf8.h"

struct book {
	struct arena *arena;
	const char *path; /* it is written to a file and read back */
	lxw_workbook *workbook;
	lxw_worksheet *sheet;
	lxw_format *looks[BOOK_LOOKS];
	lxw_error fault; /* the first */
};

static void note(struct book *book, lxw_error fault)
{
	if (!book->fault && fault != LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
		book->fault = fault;
}

static bool make_file(struct book *book, struct error *err)
{
	const char *folder = getenv("TMPDIR");
	char *path = (char *)str_format(book->arena, "%s/dethi-XXXXXX",
		folder && *folder ? folder : "/tmp")
			     .ptr;
	int file = mkstemp(path);

	if (file < 0)
		return fail(err, ERROR_IO, _("no file can be made in %s"),
			folder && *folder ? folder : "/tmp");
	close(file);
	book->path = path;
	return true;
}

bool book_open(struct arena *arena, struct str title, struct book **out,
	struct error *err)
{
	struct book *book = NEW(arena, struct book);
	/* No clock: the same book has the same bytes. */
	lxw_doc_properties properties = {
		.title = (char *)str_cstr(arena, title), .created = 946684800};

	book->arena = arena;
	if (!make_file(book, err))
		return false;
	book->workbook = workbook_new(book->path);
	if (!book->workbook) {
		unlink(book->path);
		return fail(err, ERROR_IO, _("no file can be made in %s"),
			book->path);
	}
	note(book, workbook_set_properties(book->workbook, &properties));
	book->looks[BOOK_HEAD] = workbook_add_format(book->workbook);
	format_set_bold(book->looks[BOOK_HEAD]);
	format_set_text_wrap(book->looks[BOOK_HEAD]);
	book->looks[BOOK_MARK] = workbook_add_format(book->workbook);
	format_set_num_format(book->looks[BOOK_MARK], "0.00");
	book->looks[BOOK_PERCENT] = workbook_add_format(book->workbook);
	format_set_num_format(book->looks[BOOK_PERCENT], "0%");
	*out = book;
	return true;
}

void book_sheet(struct book *book, struct str name)
{
	struct buf out = {.arena = book->arena};
	size_t offset = 0;

	for (size_t n = 0; n < 31 && offset < name.len; n++) {
		size_t start = offset;

		utf8_next(name, &offset);
		if (!strchr("[]:*?/\\'", name.ptr[start]))
			buf_add(&out, str_sub(name, start, offset - start));
	}
	book->sheet = workbook_add_worksheet(
		book->workbook, out.len ? buf_str(&out).ptr : NULL);
	if (!book->sheet) {
		note(book, LXW_ERROR_SHEETNAME_ALREADY_USED);
		return;
	}
	worksheet_freeze_panes(book->sheet, 1, 0);
}

static bool is_inside(const struct book *book, size_t row, size_t column)
{
	return book->sheet && row < BOOK_ROWS_MOST && column < 16384;
}

void book_width(struct book *book, size_t column, double letters)
{
	if (is_inside(book, 0, column))
		note(book,
			worksheet_set_column(book->sheet, (lxw_col_t)column,
				(lxw_col_t)column, letters, NULL));
}

/* A spreadsheet's cell holds so many characters; a byte is at most one. */
void book_text(struct book *book, size_t row, size_t column, struct str text,
	enum book_look look)
{
	size_t len = text.len < BOOK_TEXT_MOST ? text.len : BOOK_TEXT_MOST;

	while (len < text.len && len && (text.ptr[len] & 0xc0) == 0x80)
		len--;
	if (is_inside(book, row, column))
		note(book,
			worksheet_write_string(book->sheet, (lxw_row_t)row,
				(lxw_col_t)column,
				str_cstr(book->arena, str_sub(text, 0, len)),
				book->looks[look]));
}

void book_number(struct book *book, size_t row, size_t column, double number,
	enum book_look look)
{
	if (is_inside(book, row, column))
		note(book,
			worksheet_write_number(book->sheet, (lxw_row_t)row,
				(lxw_col_t)column, number, book->looks[look]));
}

void book_formula(struct book *book, size_t row, size_t column,
	struct str formula, double value, enum book_look look)
{
	if (is_inside(book, row, column))
		note(book,
			worksheet_write_formula_num(book->sheet, (lxw_row_t)row,
				(lxw_col_t)column,
				str_cstr(book->arena, formula),
				book->looks[look], value));
}

bool book_finish(struct book *book, struct str *bytes, struct error *err)
{
	lxw_error fault = workbook_close(book->workbook);
	bool worked;

	note(book, fault);
	worked = book->fault
		? fail(err, ERROR_IO, _("a workbook cannot be made: %s"),
			  lxw_strerror(book->fault))
		: file_read(book->arena, book->path, FILE_LIMIT, bytes, err);
	unlink(book->path);
	return worked;
}
