#include "base/csv.h"

#include "base/decimal.h"
#include "base/i18n.h"

struct csv csv_open(struct str text)
{
	static const char separators[] = "\t;,";
	size_t counts[sizeof separators] = {0}, best = 0;
	bool quoted = false;

	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_sub(text, 3, text.len);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		const char *found;

		quoted = quoted != (c == '"');
		if (!quoted && (c == '\n' || c == '\r') && i)
			break;
		found = !quoted && c ? strchr(separators, c) : NULL;
		if (found)
			counts[found - separators]++;
	}
	for (size_t k = 1; k < sizeof separators - 1; k++)
		if (counts[k] > counts[best])
			best = k;
	return (struct csv){.text = text,
		.separator = counts[best] ? separators[best] : 0,
		.next_line = 1};
}

static bool ends_line(const struct csv *csv)
{
	return csv->at >= csv->text.len || csv->text.ptr[csv->at] == '\n' ||
		csv->text.ptr[csv->at] == '\r';
}

static void pass_line_end(struct csv *csv)
{
	if (csv->at < csv->text.len && csv->text.ptr[csv->at] == '\r')
		csv->at++;
	if (csv->at < csv->text.len && csv->text.ptr[csv->at] == '\n')
		csv->at++;
	csv->next_line++;
}

static void pass_blanks(struct csv *csv)
{
	while (csv->at < csv->text.len && csv->text.ptr[csv->at] == ' ')
		csv->at++;
}

static bool fault(const struct csv *csv, struct error *err, const char *text)
{
	return fail_at(err, ERROR_SYNTAX, "", csv->line, 0, "%s", text);
}

static bool read_quoted(struct csv *csv, struct arena *arena, struct str *cell,
	struct error *err)
{
	struct buf out = {.arena = arena};

	for (csv->at++; csv->at < csv->text.len; csv->at++) {
		char c = csv->text.ptr[csv->at];
		bool doubled = csv->at + 1 < csv->text.len &&
			csv->text.ptr[csv->at + 1] == '"';

		csv->next_line += c == '\n';
		if (c == '"' && !doubled)
			break;
		csv->at += c == '"';
		buf_char(&out, c);
		if (out.len > CSV_CELL_LIMIT)
			return fail_at(err, ERROR_DENIED, "", csv->line, 0,
				_("a cell is longer than a megabyte"));
	}
	if (csv->at >= csv->text.len)
		return fault(csv, err, _("a quotation mark is not closed"));
	csv->at++;
	pass_blanks(csv);
	if (!ends_line(csv) && csv->text.ptr[csv->at] != csv->separator)
		return fault(csv, err,
			_("there is text after a closed quotation mark"));
	*cell = buf_str(&out);
	return true;
}

static bool read_cell(struct csv *csv, struct arena *arena, struct str *cell,
	struct error *err)
{
	size_t start;

	pass_blanks(csv);
	start = csv->at;
	if (start < csv->text.len && csv->text.ptr[start] == '"')
		return read_quoted(csv, arena, cell, err);
	while (!ends_line(csv) && csv->text.ptr[csv->at] != csv->separator)
		csv->at++;
	*cell = str_trim(str_sub(csv->text, start, csv->at - start));
	return cell->len <= CSV_CELL_LIMIT ||
		fail_at(err, ERROR_DENIED, "", csv->line, 0,
			_("a cell is longer than a megabyte"));
}

static bool read_row(struct csv *csv, struct arena *arena, struct str **cells,
	size_t *count, struct error *err)
{
	size_t capacity = 0;

	for (;;) {
		struct str cell;

		if (*count == CSV_CELLS_MOST)
			return fail_at(err, ERROR_DENIED, "", csv->line, 0,
				_("a row has more than %d cells"),
				CSV_CELLS_MOST);
		if (!read_cell(csv, arena, &cell, err))
			return false;
		*PUSH(arena, *cells, *count, capacity) = cell;
		if (ends_line(csv))
			break;
		csv->at++;
	}
	pass_line_end(csv);
	return true;
}

static bool is_blank(const struct str *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (cells[i].len)
			return false;
	return true;
}

bool csv_row(struct csv *csv, struct arena *arena, const struct str **cells,
	size_t *count, struct error *err)
{
	*cells = NULL;
	*count = 0;
	while (csv->at < csv->text.len) {
		struct str *row = NULL;

		*count = 0;
		csv->line = csv->next_line;
		if (!read_row(csv, arena, &row, count, err))
			return false;
		*cells = row;
		if (!is_blank(row, *count))
			return true;
	}
	*count = 0;
	return true;
}

/* ---- writing ---- */

static bool is_formula(struct str text)
{
	struct decimal number;
	size_t i = 0;

	while (i < text.len && text.ptr[i] == ' ')
		i++;
	while (str_starts(str_sub(text, i, 2), "\xc2\xa0"))
		i += 2;
	if (i == text.len || !strchr("=+-@\t\r\n", text.ptr[i]))
		return false;
	return !decimal_parse(text, &number);
}

static bool needs_quotes(struct str text, char separator)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr(",;\"\r\n\t", text.ptr[i]) ||
			text.ptr[i] == separator)
			return true;
	return text.len &&
		(text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ');
}

void csv_put(struct buf *out, struct str cell, char separator)
{
	bool quoted = needs_quotes(cell, separator);

	if (quoted)
		buf_char(out, '"');
	if (is_formula(cell))
		buf_char(out, '\'');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.ptr[i] == '"')
			buf_char(out, '"');
		buf_char(out, cell.ptr[i]);
	}
	if (quoted)
		buf_char(out, '"');
}
