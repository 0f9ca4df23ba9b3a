#include "render/type/galley.h"

#include <math.h>

#include "tests/setting.h"

enum { MOST = 8 };

/* Cells of text, for one row. */
static struct table_row row_of(const char *const *texts, bool header)
{
	struct table_cell *cells = NEW_ARRAY(arena, MOST, struct table_cell);
	size_t n = 0;

	for (; texts[n]; n++) {
		struct span *span = NEW(arena, struct span);

		*span = TEXT(str_from(texts[n]), 0);
		cells[n].words = (struct words){span, 1};
	}
	return (struct table_row){cells, n, header};
}

static struct display set_table(
	const struct table *table, const struct style *style)
{
	struct galley *g = setting_galley(style);
	struct display display;

	galley_table(g, table);
	display = setting_finish(g, NULL);
	setting_inside(&display, style);
	return display;
}

static const struct shown *find(
	const struct shown_list *list, const char *text, size_t from)
{
	for (size_t i = from; i < list->count; i++)
		if (str_is(list->v[i].text, text))
			return &list->v[i];
	printf("# not found: %s\n", text);
	CHECK(false);
	return &list->v[0];
}

/* The x of upright rules that cross y, ascending. */
static size_t uprights(const struct page *page, float y, float *x)
{
	size_t n = 0;

	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];
		size_t k = n;
		bool known = false;

		if (op->kind != OP_LINE || op->h <= 0 || op->y > y ||
			op->y + op->h < y)
			continue;
		for (size_t j = 0; j < n; j++)
			known |= fabsf(x[j] - op->x) < 0.01f;
		if (known || n == MOST)
			continue;
		for (; k > 0 && x[k - 1] > op->x; k--)
			x[k] = x[k - 1];
		x[k] = op->x;
		n++;
	}
	return n;
}

static void cells_stand_between_their_rules(void)
{
	static const char *const first[] = {"một", "hai ba", "bốn", NULL};
	static const char *const second[] = {"x", "y z", "t", NULL};
	struct style style = style_default();
	const struct table_row rows[] = {
		row_of(first, true), row_of(second, false)};
	const struct table_column columns[MOST] = {
		{0, ALIGN_LEFT}, {100, ALIGN_CENTER}, {0, ALIGN_RIGHT}};
	const struct table table = {.columns = columns,
		.column_count = 3,
		.rows = rows,
		.row_count = 2};
	struct display display = set_table(&table, &style);
	struct shown_list list = setting_shown(&display);
	float x[MOST];

	CHECK(list.count == 6);
	for (size_t i = 0; i < list.count; i++) {
		const struct shown *s = &list.v[i];

		CHECK(uprights(&display.pages[0], s->y, x) == 4);
		CHECK(s->x >= x[i % 3] + 1 && s->end <= x[i % 3 + 1] - 1);
		CHECK(s->role == (i < 3 ? TAG_HEADER : TAG_CELL));
	}
	/* Each by its own alignment. */
	CHECK(fabsf(list.v[3].x - x[0] - style.padding) < 0.01f);
	CHECK(fabsf(list.v[4].x + list.v[4].end - x[1] - x[2]) < 0.02f);
	CHECK(fabsf(x[3] - list.v[5].end - style.padding) < 0.01f);
	CHECK(fabsf(x[2] - x[1] - 100) < 0.01f);
}

static void spans_over_columns_and_rows(void)
{
	static const char *const texts[] = {"tall", "wide", "a", "b", NULL};
	static const char *const more[] = {"c", "d", "e", NULL};
	struct style style = style_default();
	struct table_row all = row_of(texts, false);
	struct table_cell *cells = (struct table_cell *)all.cells;
	const struct table_row rows[] = {
		{cells, 2, false}, {cells + 2, 2, false}, row_of(more, false)};
	const struct table_column columns[3] = {{60, 0}, {60, 0}, {60, 0}};
	const struct table table = {.columns = columns,
		.column_count = 3,
		.rows = rows,
		.row_count = 3};
	struct display display;
	struct shown_list list;
	float x[MOST];

	cells[0].rows = 2;
	cells[1].columns = 2;
	cells[1].align = ALIGN_CENTER;
	display = set_table(&table, &style);
	list = setting_shown(&display);
	CHECK(uprights(&display.pages[0], find(&list, "wide", 0)->y, x) == 3);
	CHECK(uprights(&display.pages[0], find(&list, "a", 0)->y, x) == 4);
	CHECK(find(&list, "a", 0)->x > x[1]);
	CHECK(find(&list, "b", 0)->x > x[2]);
	CHECK(find(&list, "c", 0)->x < x[1]);
	CHECK(find(&list, "wide", 0)->x < x[2] &&
		find(&list, "wide", 0)->end > x[2]);
}

static void a_long_table_repeats_its_head(void)
{
	static const char *const head[] = {"Câu", "Đáp án", NULL};
	struct style style = style_default();
	struct table_row rows[121];
	const struct table_column columns[2] = {{50, 0}, {0, 0}};
	const struct table table = {.columns = columns,
		.column_count = 2,
		.rows = rows,
		.row_count = 121,
		.wide = true};
	struct display display;
	struct shown_list list;
	size_t heads = 0, artifacts = 0;

	rows[0] = row_of(head, true);
	for (int i = 1; i < 121; i++) {
		const char *texts[] = {str_format(arena, "%d", i).ptr,
			setting_words(5 + (size_t)i % 30, (unsigned)i).ptr,
			NULL};

		rows[i] = row_of(texts, false);
	}
	display = set_table(&table, &style);
	list = setting_shown(&display);
	for (size_t i = 0; i < list.count; i++) {
		if (!str_is(list.v[i].text, "Đáp án"))
			continue;
		heads++;
		artifacts += list.v[i].artifact;
		CHECK(list.v[i].y < style.margin_top + 20);
	}
	CHECK(display.page_count >= 4);
	CHECK(heads == display.page_count && artifacts == heads - 1);
	/* Rows are whole: a number and the last line beside it. */
	for (size_t i = 1; i < list.count; i++)
		if (list.v[i].role == TAG_CELL &&
			list.v[i - 1].tag == list.v[i].tag)
			CHECK(list.v[i].page == list.v[i - 1].page);
}

static void a_row_longer_than_a_page(void)
{
	struct style style = style_default();
	const char *const texts[] = {"1", setting_words(1500, 3).ptr, NULL};
	const struct table_row rows[] = {row_of(texts, false)};
	const struct table_column columns[2] = {{50, 0}, {0, 0}};
	const struct table table = {.columns = columns,
		.column_count = 2,
		.rows = rows,
		.row_count = 1};
	struct galley *g = setting_galley(&style);
	struct galley_notes notes;
	struct display display;

	galley_table(g, &table);
	display = setting_finish(g, &notes);
	setting_inside(&display, &style);
	CHECK(display.page_count >= 2 && notes.overfull == 0);
}

/* More columns than there is room for, long words, cells without end. */
static void tables_that_cannot_fit(void)
{
	static const char *const wide[] = {"đường", "nghiêng",
		"Anticonstitutionnellement", "x", "supercalifragilistic", "y",
		"z", "electroencephalographically", NULL};
	struct style style = style_default();
	const struct table_row rows[] = {row_of(wide, false)};
	struct table_column columns[MOST] = {{0, 0}};
	const struct table table = {.columns = columns,
		.column_count = MOST,
		.rows = rows,
		.row_count = 1};
	struct display display = set_table(&table, &style);
	struct buf want = {.arena = arena};

	for (size_t i = 0; i < MOST; i++)
		buf_text(&want, wide[i]);
	CHECK(setting_text(&display).len == buf_str(&want).len);
	for (size_t i = 0; i < MOST; i++)
		columns[i].width = 60;
	set_table(&table, &style);
}

static void odd_tables(void)
{
	static const char *const none[] = {NULL};
	static const char *const many[] = {"a", "b", "c", "d", NULL};
	struct style style = style_default();
	struct table_row rows[] = {
		row_of(many, true), row_of(none, false), row_of(many, false)};
	const char *many_words[] = {"", NULL, NULL};
	struct table_column columns[2] = {{0, 0}, {0, 0}};
	struct table table = {
		.columns = columns, .column_count = 2, .rows = rows};
	struct table_cell *cell = (struct table_cell *)rows[0].cells;
	struct display display;

	set_table(&table, &style);
	table.row_count = 3;
	display = set_table(&table, &style);
	CHECK_STR(setting_text(&display), "abab");
	cell->columns = 4000000000u;
	cell->rows = 4000000000u;
	set_table(&table, &style);
	table.column_count = 0;
	set_table(&table, &style);
	/* A column of no width beside one that wants too much. */
	style.padding = 0;
	table.column_count = 2;
	rows[0] = row_of(none, false);
	many_words[1] = setting_words(300, 1).ptr;
	rows[1] = row_of(many_words, false);
	table.row_count = 2;
	set_table(&table, &style);
}

/* A column that is as wide as its only word has room for it, however the
 * widths were rounded on the way. */
static void words_are_not_cut_by_rounding(void)
{
	static const char *const words[] = {"chiều", "hướng", "nghiêng",
		"thường", "Trường", "quyền", "những", "được", "khoảng", "nhiệt",
		"điện", "trường", "tượng", "chuyển"};
	enum { COUNT = sizeof words / sizeof *words };

	for (size_t i = 0; i < COUNT; i++)
		for (unsigned k = 0; k < COUNT; k++) {
			struct str text = str_format(arena,
				"| %s | %s |\n|---|---|\n| 1 | 2 |", words[i],
				words[k]);
			struct style style = style_default();
			struct galley *g = setting_galley(&style);
			struct display display;

			galley_paragraph(g,
				WORDS(MARKUP(markup_parse(arena, text), 0)),
				ALIGN_NONE);
			display = setting_finish(g, NULL);
			CHECK(str_find(setting_text(&display), words[i], 0) !=
				SIZE_MAX);
			CHECK(str_find(setting_text(&display), words[k], 0) !=
				SIZE_MAX);
		}
}

int main(void)
{
	if (!setting_begin())
		return 0;
	TEST(words_are_not_cut_by_rounding);
	TEST(cells_stand_between_their_rules);
	TEST(spans_over_columns_and_rows);
	TEST(a_long_table_repeats_its_head);
	TEST(a_row_longer_than_a_page);
	TEST(tables_that_cannot_fit);
	TEST(odd_tables);
	setting_end();
	return check_result();
}
