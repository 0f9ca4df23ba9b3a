/* Spreadsheets, written and read: what a text begins with does not matter, and
 * formulas have their values. */

#include "base/archive_write.h"
#include "base/sheet.h"

#include <math.h>

#include "banks/format.h"
#include "base/csv.h"
#include "base/file.h"
#include "render/xlsx/book.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;

static struct str book_of(struct str title)
{
	struct book *book;
	struct str bytes = {0};

	if (!CHECK_OK(book_open(arena, title, &book, &err), err))
		exit(2);
	book_sheet(book, STR("Điểm/[1]: 'lớp'"));
	book_width(book, 0, 12);
	book_text(book, 0, 0, STR("SBD"), BOOK_HEAD);
	book_text(book, 0, 2, STR("=1+1"), BOOK_HEAD);
	book_text(book, 1, 0, STR("0007"), BOOK_PLAIN);
	book_number(book, 1, 1, 0.1, BOOK_MARK);
	book_formula(book, 1, 2, STR("=SUM(B2:B2)*3"), 0.3, BOOK_MARK);
	book_text(book, 3, 30, STR("a,\"b\"\n<c>&\x01"), BOOK_PLAIN);
	book_text(book, BOOK_ROWS_MOST, 0, STR("out"), BOOK_PLAIN);
	book_sheet(book, STR("second"));
	book_text(book, 0, 0, STR("not this"), BOOK_PLAIN);
	CHECK_OK(book_finish(book, &bytes, &err), err);
	return bytes;
}

static void there_and_back(void)
{
	struct str bytes = book_of(STR("x")), text;
	const struct str *cells;
	struct csv csv;
	size_t count;

	CHECK(sheet_recognise(bytes) && !sheet_recognise(STR("PK")));
	CHECK(str_equal(bytes, book_of(STR("x"))));
	if (!CHECK_OK(sheet_to_csv(arena, "f", bytes, &text, &err), err))
		return;
	csv = csv_open(text);
	CHECK(csv_row(&csv, arena, &cells, &count, &err) && count == 3);
	CHECK(str_is(cells[0], "SBD") && !cells[1].len &&
		str_is(cells[2], "=1+1"));
	CHECK(csv_row(&csv, arena, &cells, &count, &err) && count == 3);
	CHECK(str_is(cells[0], "0007") && str_is(cells[1], "0.1") &&
		str_is(cells[2], "0.3"));
	CHECK(csv_row(&csv, arena, &cells, &count, &err) && count == 31);
	CHECK(str_starts(cells[30], "a,\"b\"\n<c>&"));
	CHECK(csv_row(&csv, arena, &cells, &count, &err) && !count);
}

/* As other programs write them: the sheet by its relation, texts in pieces,
 * texts in the cell, truths, faults, a column too far. */
static void others(void)
{
	struct str bytes, text;

	if (!CHECK_OK(file_read(arena, "tests/fuzz/corpus/sheet/answers.xlsx",
			      100000, &bytes, &err),
		    err))
		return;
	CHECK_OK(sheet_to_csv(arena, "f", bytes, &text, &err), err);
	CHECK_STR(text,
		"\"SBD\",\"Mã đề\",\"Câu 1\",\"2\"\n"
		"\"0007\",\"101\",\"A\",\" B \"\n\"8\",\"102\",,\"A\"\n");
	if (!CHECK_OK(file_read(arena, "tests/fuzz/corpus/sheet/odd.xlsx",
			      100000, &bytes, &err),
		    err))
		return;
	CHECK(!sheet_to_csv(arena, "f", bytes, &text, &err));
	CHECK(err.code == ERROR_DENIED && strstr(err.text, "columns"));
	CHECK(!sheet_to_csv(
		arena, "f", str_sub(bytes, 0, bytes.len / 2), &text, &err));
}

/* Cells whose style is a date's; others keep their numbers. */
static void dates(void)
{
	const struct archive_entry entries[] = {
		{STR("xl/workbook.xml"),
			STR("<workbook><sheets><sheet name=\"a\"/></sheets>"
			    "</workbook>")},
		{STR("xl/styles.xml"),
			STR("<styleSheet><numFmts><numFmt numFmtId=\"164\" "
			    "formatCode=\"dd/mm/yyyy\"/><numFmt "
			    "numFmtId=\"165\" formatCode=\"[Red]0.0\"/>"
			    "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
			    "numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf "
			    "numFmtId=\"165\"/></cellXfs></styleSheet>")},
		{STR("xl/worksheets/sheet1.xml"),
			STR("<worksheet><sheetData><row><c s=\"0\"><v>45293"
			    "</v></c><c s=\"1\"><v>45293</v></c><c s=\"2\">"
			    "<v>36585.75</v></c><c s=\"3\"><v>45293</v></c>"
			    "<c s=\"1\"><v>-1</v></c><c s=\"9\"><v>7</v></c>"
			    "</row></sheetData></worksheet>")}};
	struct str bytes, text;

	CHECK_OK(archive_write(arena, entries, 3, &bytes, &err), err);
	if (CHECK_OK(sheet_to_csv(arena, "f", bytes, &text, &err), err))
		CHECK_STR(text,
			"\"45293\",\"2024-01-02\",\"2000-02-29 18:00\","
			"\"45293\",\"-1\",\"7\"\n");
}

/* A bank in a workbook is known by what is in it, and read as a table is. */
static void questions(void)
{
	static const char *const cells[3][4] = {{"Câu hỏi", "A", "B", "Đáp án"},
		{"1 + 1 = ?", "=2", "3", "A"}, {"2 + 2 = ?", "", "", "4"}};
	const struct format *format;
	struct report report = {.arena = arena};
	struct bundle bundle = {0};
	struct sink sink = bundle_sink(arena, &bundle);
	struct str bytes = {0};
	struct book *book;

	if (!CHECK_OK(book_open(arena, STR("x"), &book, &err), err))
		return;
	book_sheet(book, STR("Câu hỏi"));
	for (unsigned row = 0; row < 3; row++)
		for (unsigned i = 0; i < 4; i++)
			if (*cells[row][i])
				book_text(book, row, i, str_from(cells[row][i]),
					BOOK_PLAIN);
	CHECK_OK(book_finish(book, &bytes, &err), err);
	format = format_recognise(bytes);
	if (!CHECK(format && !strcmp(format->name, "xlsx")))
		return;
	CHECK_OK(format->read(arena, "f", bytes, &sink, &report, &err), err);
	CHECK(bundle.question_count == 2 && !report.count);
	CHECK(bundle.questions[0].type == TYPE_CHOICE &&
		str_is(bundle.questions[0].options[0].text, "=2") &&
		bundle.questions[0].options[0].right);
	CHECK(bundle.questions[1].type == TYPE_NUMERIC);
	CHECK(!format->read(arena, "f", str_sub(bytes, 0, bytes.len / 2), &sink,
		&report, &err));
}

int main(void)
{
	arena = arena_new();
	TEST(there_and_back);
	TEST(others);
	TEST(dates);
	TEST(questions);
	arena_free(arena);
	return check_result();
}
