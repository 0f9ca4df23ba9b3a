#include "render/fairness.h"

#include "render/heading.h"
#include "render/phrases.h"

static struct table_cell cell(
	struct arena *arena, struct str text, unsigned look)
{
	struct span *span = NEW(arena, struct span);

	*span = TEXT(text, look);
	return (struct table_cell){.words = {span, 1}};
}

static struct table_row row_of(
	struct arena *arena, const struct fairness_block *block, size_t row)
{
	struct table_cell *cells =
		NEW_ARRAY(arena, block->columns, struct table_cell);

	for (size_t i = 0; i < block->columns; i++)
		cells[i] = cell(arena, block->cells[row * block->columns + i],
			row ? 0 : LOOK_BOLD);
	return (struct table_row){cells, block->columns, !row};
}

static void set_table(struct galley *g, struct arena *arena,
	const struct fairness_block *block)
{
	struct table_column *columns =
		NEW_ARRAY(arena, block->columns, struct table_column);
	struct table_row *rows =
		NEW_ARRAY(arena, block->rows, struct table_row);
	struct table table = {.columns = columns,
		.column_count = block->columns,
		.rows = rows,
		.row_count = block->rows,
		.align = ALIGN_CENTER};

	for (size_t i = 0; i < block->columns; i++)
		columns[i].align = ALIGN_CENTER;
	if (block->left)
		columns[0].align = ALIGN_LEFT;
	for (size_t i = 0; i < block->rows; i++)
		rows[i] = row_of(arena, block, i);
	galley_table(g, &table);
	galley_space(g, 6);
}

static void paragraph(struct galley *g, struct str text, unsigned look)
{
	galley_paragraph(g, WORDS(TEXT(text, look)), ALIGN_NONE);
}

static void set_block(struct galley *g, struct arena *arena,
	const struct fairness_block *block)
{
	switch (block->kind) {
	case FAIRNESS_VERDICT:
		paragraph(g, block->text, LOOK_BOLD);
		break;
	case FAIRNESS_TEXT:
		paragraph(g, block->text, 0);
		break;
	case FAIRNESS_TITLE:
		paragraph(g, block->text, 0);
		galley_stay(g);
		break;
	case FAIRNESS_NOTE:
		paragraph(g, block->text, LOOK_SMALL);
		break;
	case FAIRNESS_HEADING:
		galley_bookmark(g, 0, block->text);
		galley_heading(g, 1, WORDS(TEXT(block->text, 0)));
		break;
	case FAIRNESS_TABLE:
		set_table(g, arena, block);
		break;
	}
}

static bool print(struct press *press, const struct exam *exam,
	struct arena *work, struct arena *arena, struct str *out,
	struct error *err)
{
	const struct blueprint *b = exam->blueprint;
	struct str title = phrase(b->language, PHRASE_FAIR_TITLE);
	struct galley_info info = heading_info(work, b, title);
	struct fairness_words words = fairness_words(work, exam);
	struct style style = press->style;
	struct display display;
	struct galley *g;

	style.columns = 1;
	g = galley_new(work, press->setter, &style, &info);
	heading_foot(g, work, b, STR(""));
	heading_teacher(g, work, press->theme, b, title);
	for (size_t i = 0; i < words.count; i++)
		set_block(g, work, &words.blocks[i]);
	return galley_finish(g, &display, NULL, err) &&
		press_print(arena, &display, out, err);
}

bool fairness_print(struct press *press, const struct exam *exam,
	struct arena *arena, struct str *out, struct error *err)
{
	struct arena *work = arena_new();
	bool worked = print(press, exam, work, arena, out, err);

	arena_free(work);
	return worked;
}
