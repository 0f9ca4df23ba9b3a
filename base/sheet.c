#include "base/sheet.h"

#include "base/archive.h"
#include "base/i18n.h"
#include "base/xml.h"

struct reader {
	struct arena *arena;
	const char *file;
	struct archive *archive;
	struct str *shared;
	size_t shared_count, shared_capacity;
	bool *dates; /* by style of cells: whether its numbers are dates */
	size_t style_count;
	bool from_1904;
	struct buf out;
};

bool sheet_recognise(struct str bytes)
{
	return archive_recognise(bytes) &&
		str_find(bytes, "xl/workbook.xml", 0) != SIZE_MAX;
}

static bool read_entry(
	struct reader *r, const char *name, struct str *text, struct error *err)
{
	size_t index = archive_find(r->archive, str_from(name));

	*text = STR("");
	return index == SIZE_MAX ||
		archive_read(r->archive, r->arena, index, text, err);
}

/* ---- shared texts ---- */

/* All text below it, but how it is read aloud (rPh). */
static void gather_text(struct buf *out, const struct xml_node *node)
{
	for (const struct xml_node *c = node->child; c; c = c->next) {
		if (!strcmp(c->name, "t"))
			buf_add(out, c->text);
		else if (strcmp(c->name, "rPh") != 0)
			gather_text(out, c);
	}
}

static bool read_shared(struct reader *r, struct error *err)
{
	const struct xml_node *node;
	struct str text;
	struct xml *xml;
	bool worked;

	if (!read_entry(r, "xl/sharedStrings.xml", &text, err))
		return false;
	if (!text.len)
		return true;
	xml = xml_open(r->arena, r->file, text);
	while ((worked = xml_next(xml, r->arena, "si", &node, err)) && node) {
		struct buf all = {.arena = r->arena};

		gather_text(&all, node);
		*PUSH(r->arena, r->shared, r->shared_count,
			r->shared_capacity) = buf_str(&all);
	}
	xml_close(xml);
	return worked;
}

/* ---- which sheet ---- */

static bool find_node(struct reader *r, const char *entry, const char *name,
	const char *attribute, struct str wanted, const struct xml_node **out,
	struct error *err)
{
	struct str text;
	struct xml *xml;
	bool worked;

	*out = NULL;
	if (!read_entry(r, entry, &text, err))
		return false;
	if (!text.len)
		return true;
	xml = xml_open(r->arena, r->file, text);
	while ((worked = xml_next(xml, r->arena, name, out, err)) && *out &&
		attribute &&
		!str_equal(node_attribute(*out, attribute), wanted))
		;
	xml_close(xml);
	return worked;
}

/* The entry of the first sheet, as the workbook names it. */
static bool find_sheet(struct reader *r, const char **entry, struct error *err)
{
	const struct xml_node *sheet, *relation;
	struct str id, target;

	*entry = "xl/worksheets/sheet1.xml";
	if (!find_node(
		    r, "xl/workbook.xml", "sheet", NULL, STR(""), &sheet, err))
		return false;
	if (!sheet)
		return true;
	id = node_attribute(sheet, "id");
	if (!id.len)
		id = node_attribute(sheet, "r:id");
	if (!find_node(r, "xl/_rels/workbook.xml.rels", "Relationship", "Id",
		    id, &relation, err))
		return false;
	if (!id.len || !relation)
		return true;
	target = node_attribute(relation, "Target");
	if (str_starts(target, "/"))
		*entry = str_cstr(r->arena, str_sub(target, 1, target.len));
	else
		*entry = str_format(r->arena, "xl/%.*s", STR_ARG(target)).ptr;
	return true;
}

/* ---- dates ---- */

/* "dd/mm/yyyy" is one, "0.00", "[Red]0" and "\"day\"0" are none. */
static bool is_date_code(struct str code)
{
	bool quoted = false, bracket = false;

	for (size_t i = 0; i < code.len; i++) {
		char c = code.ptr[i];

		if (c == '"')
			quoted = !quoted;
		else if (c == '[' || c == ']')
			bracket = c == '[';
		else if (c == '\\')
			i++;
		else if (!quoted && !bracket && strchr("ydYD", c))
			return true;
	}
	return false;
}

/* What is numbered below 164 the standard says (ECMA-376-1, 18.8.30); 27 to 36
 * and 50 to 58 are dates of East Asia. */
static bool is_date(const struct xml_node *formats, struct str id)
{
	long number;

	if (!str_to_long(id, &number))
		return false;
	for (const struct xml_node *f = formats ? formats->child : NULL; f;
		f = f->next)
		if (str_equal(node_attribute(f, "numFmtId"), id))
			return is_date_code(node_attribute(f, "formatCode"));
	return (number >= 14 && number <= 17) || number == 22 ||
		(number >= 27 && number <= 36) ||
		(number >= 50 && number <= 58);
}

static bool read_styles(struct reader *r, struct error *err)
{
	const struct xml_node *formats, *styles, *about;
	size_t n = 0;

	if (!find_node(r, "xl/styles.xml", "numFmts", NULL, STR(""), &formats,
		    err) ||
		!find_node(r, "xl/styles.xml", "cellXfs", NULL, STR(""),
			&styles, err) ||
		!find_node(r, "xl/workbook.xml", "workbookPr", NULL, STR(""),
			&about, err))
		return false;
	r->from_1904 = about &&
		(str_is(node_attribute(about, "date1904"), "1") ||
			str_is(node_attribute(about, "date1904"), "true"));
	for (const struct xml_node *s = styles ? styles->child : NULL; s;
		s = s->next)
		n++;
	r->dates = NEW_ARRAY(r->arena, n, bool);
	for (const struct xml_node *s = styles ? styles->child : NULL; s;
		s = s->next)
		r->dates[r->style_count++] =
			is_date(formats, node_attribute(s, "numFmtId"));
	return true;
}

/* Days since 30 December 1899 (1 January 1904) as "2026-11-27", with the time
 * of day when there is one. */
static bool date_text(const struct reader *r, struct arena *arena,
	struct str value, struct str *out)
{
	double days = strtod(str_cstr(arena, value), NULL);
	long whole, z, era, day, year, month, minutes;

	if (!(days >= 1 && days < 2958466))
		return false;
	whole = (long)days;
	minutes = (long)((days - (double)whole) * 1440 + 0.5);
	/* Civil from days (Howard Hinnant), from 1 March of the year 0. */
	z = whole + (r->from_1904 ? 1462 : 0) - 25569 + 719468;
	era = z / 146097;
	day = z - era * 146097;
	year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	day -= 365 * year + year / 4 - year / 100;
	month = (5 * day + 2) / 153;
	day -= (153 * month + 2) / 5 - 1;
	month += month < 10 ? 3 : -9;
	year += era * 400 + (month <= 2);
	*out = minutes > 0 && minutes < 1440
		? str_format(arena, "%04ld-%02ld-%02ld %02ld:%02ld", year,
			  month, day, minutes / 60, minutes % 60)
		: str_format(arena, "%04ld-%02ld-%02ld", year, month, day);
	return true;
}

static bool is_dated(const struct reader *r, const struct xml_node *cell)
{
	long style;

	return str_to_long(node_attribute(cell, "s"), &style) && style >= 0 &&
		(size_t)style < r->style_count && r->dates[style];
}

/* ---- cells ---- */

/* "BC12": 54; SIZE_MAX when it is none. */
static size_t column_of(struct str place)
{
	size_t column = 0, i = 0;

	for (; i < place.len && place.ptr[i] >= 'A' && place.ptr[i] <= 'Z' &&
		column < SHEET_COLUMNS_MOST;
		i++)
		column = 26 * column + (size_t)(place.ptr[i] - 'A') + 1;
	return i ? column - 1 : SIZE_MAX;
}

/* 0.1 is kept as 0.10000000000000001. */
static struct str number_text(struct arena *arena, struct str text)
{
	char *end;
	double value = strtod(str_cstr(arena, text), &end);

	return text.len && !*end ? str_format(arena, "%.15g", value) : text;
}

static struct str cell_text(
	const struct reader *r, struct arena *arena, const struct xml_node *c)
{
	struct str type = node_attribute(c, "t"), value = node_text(c, "v");
	struct str date;
	long index;

	if (str_is(type, "s"))
		return str_to_long(value, &index) && index >= 0 &&
				(size_t)index < r->shared_count
			? r->shared[index]
			: STR("");
	if (str_is(type, "inlineStr")) {
		struct buf all = {.arena = arena};

		gather_text(&all, c);
		for (const struct xml_node *i = c->child; i; i = i->next)
			if (!strcmp(i->name, "is") && !all.len)
				gather_text(&all, i);
		return buf_str(&all);
	}
	if (str_is(type, "e"))
		return STR("");
	if ((!type.len || str_is(type, "n")) && value.len && is_dated(r, c) &&
		date_text(r, arena, value, &date))
		return date;
	return !type.len || str_is(type, "n") ? number_text(arena, value)
					      : value;
}

static void put_cell(struct buf *out, struct str text)
{
	buf_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			buf_char(out, '"');
		buf_char(out, text.ptr[i]);
	}
	buf_char(out, '"');
}

static bool put_row(struct reader *r, struct arena *arena,
	const struct xml_node *row, struct error *err)
{
	size_t at = 0, next = 0;

	for (const struct xml_node *c = row->child; c; c = c->next) {
		size_t column;

		if (strcmp(c->name, "c") != 0)
			continue;
		column = column_of(node_attribute(c, "r"));
		column = column == SIZE_MAX || column < next ? next : column;
		next = column + 1;
		if (column >= SHEET_COLUMNS_MOST)
			return fail_at(err, ERROR_DENIED, r->file, 0, 0,
				_("the sheet has more than %d columns"),
				SHEET_COLUMNS_MOST);
		for (; at < column; at++)
			buf_char(&r->out, ',');
		put_cell(&r->out, cell_text(r, arena, c));
	}
	if (next)
		buf_char(&r->out, '\n');
	return r->out.len <= SHEET_BYTES_MOST ||
		fail_at(err, ERROR_DENIED, r->file, 0, 0, "%s",
			_("the sheet is larger than 256 MB as a table"));
}

static bool read_rows(struct reader *r, struct error *err)
{
	struct arena *scratch = arena_new();
	const struct xml_node *row;
	const char *entry;
	struct str text;
	struct xml *xml;
	bool worked =
		find_sheet(r, &entry, err) && read_entry(r, entry, &text, err);

	if (worked && !text.len)
		worked = fail_at(err, ERROR_SYNTAX, r->file, 0, 0, "%s",
			_("the workbook has no sheet"));
	if (!worked) {
		arena_free(scratch);
		return false;
	}
	xml = xml_open(r->arena, r->file, text);
	for (;;) {
		struct arena_mark mark = arena_mark(scratch);

		worked = xml_next(xml, scratch, "row", &row, err) &&
			(!row || put_row(r, scratch, row, err));
		arena_release(scratch, mark);
		if (!worked || !row)
			break;
	}
	xml_close(xml);
	arena_free(scratch);
	return worked;
}

bool sheet_to_csv(struct arena *arena, const char *file, struct str bytes,
	struct str *csv, struct error *err)
{
	struct reader r = {.arena = arena, .file = file, .out.arena = arena};
	bool worked;

	if (!archive_open(arena, file, bytes, &r.archive, err))
		return false;
	worked = read_shared(&r, err) && read_styles(&r, err) &&
		read_rows(&r, err);
	archive_close(r.archive);
	*csv = buf_str(&r.out);
	return worked;
}
