#include "render/type/display.h"

#include "tests/setting.h"

static void a_dump_says_everything(void)
{
	struct face *face = fonts_face(fonts, FACE_BOLD);
	const struct glyph glyphs[] = {
		{40, 10, 20.25f, 0, 3}, {41, 17.5f, 20.25f, 3, 1}};
	const struct step steps[] = {{.kind = STEP_MOVE, .x = 1, .y = 2},
		{.kind = STEP_LINE, .x = 3.5f, .y = 2},
		{STEP_CURVE, 5, 6, 1, 2, 3, 4}, {.kind = STEP_CLOSE}};
	const struct op ops[] = {
		{.kind = OP_TAG_BEGIN, .role = TAG_ARTIFACT},
		{.kind = OP_RECT, .x = 1, .y = 2.25f, .w = 3, .h = 4},
		{.kind = OP_STROKE,
			.x = -0.126f,
			.y = 0,
			.w = 1e-4f,
			.h = 1,
			.width = 0.5f,
			.color = {1, 0.5f, 0}},
		{.kind = OP_LINE, .w = 9, .width = 0.25f},
		{.kind = OP_TAG_END},
		{.kind = OP_TAG_BEGIN,
			.role = TAG_P,
			.tag = 7,
			.alt = STR("a \"b\"\n"),
			.language = STR("vi")},
		{.kind = OP_GLYPHS,
			.face = face,
			.size = 12,
			.glyphs = glyphs,
			.glyph_count = 2,
			.text = STR("ề\\")},
		{.kind = OP_IMAGE, .w = 5, .h = 6, .image = STR("beef")},
		{.kind = OP_AREA, .x = 1, .w = 5, .h = 6},
		{.kind = OP_PATH,
			.width = 0.5f,
			.dash = 3,
			.gap = 1.5f,
			.steps = steps,
			.step_count = 4},
		{.kind = OP_PATH,
			.filled = true,
			.color = {1, 1, 1},
			.steps = steps,
			.step_count = 2},
		{.kind = OP_TAG_END, .tag = 7},
	};
	const struct page page = {595.276f, 841.89f, ops, 12};
	const struct bookmark mark = {STR("Phần \"I\""), 0, 12.5f, 1};
	const struct display display = {.title = STR("Đề"),
		.language = STR("vi"),
		.pages = &page,
		.page_count = 1,
		.bookmarks = &mark,
		.bookmark_count = 1};

	CHECK_STR(display_dump(arena, &display),
		"title \"Đề\"\n"
		"language vi\n"
		"bookmark 1 page 1 12.5 \"Phần \\\"I\\\"\"\n"
		"page 1 595.28 841.89\n"
		"  begin artifact\n"
		"    rect 1 2.25 3 4\n"
		"    stroke -0.13 0 0 1 thick 0.5 #ff8000\n"
		"    line 0 0 9 0 thick 0.25\n"
		"  end\n"
		"  begin p 7 lang vi \"a \\\"b\\\"\\n\"\n"
		"    text 10 20.25 17.5 texgyretermes-bold 12 \"ề\\\\\"\n"
		"    image 0 0 5 6 \"beef\"\n"
		"    area 1 0 5 6\n"
		"    draw thick 0.5 dash 3 1.5 M 1 2 L 3.5 2 C 1 2 3 4 5 "
		"6 Z\n"
		"    fill #ffffff M 1 2 L 3.5 2\n"
		"  end\n");
}

/* Elements open and close in each other on every page, whatever the blocks
 * were, and each has one role. */
static void tags_are_nested(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	enum tag_role roles[2000] = {0};
	struct display display;

	for (unsigned i = 0; i < 30; i++) {
		galley_tag_begin(g, TAG_PART, STR("Câu"));
		galley_item(g, WORDS(TEXT(STR("1. "), LOOK_BOLD)), 0,
			WORDS(TEXT(setting_words(60, i), LOOK_UNDERLINE)));
		galley_item(g, WORDS(TEXT(STR("2. "), 0)), 0,
			WORDS(TEXT(setting_words(6, i), LOOK_BOX)));
		galley_tag_end(g);
	}
	display = setting_finish(g, NULL);
	for (size_t p = 0; p < display.page_count; p++) {
		unsigned open[16], depth = 0;
		const struct page *page = &display.pages[p];

		for (size_t i = 0; i < page->op_count; i++) {
			const struct op *op = &page->ops[i];

			if (op->kind == OP_TAG_END && CHECK(depth > 0))
				depth--;
			if (op->kind != OP_TAG_BEGIN)
				continue;
			/* Nothing but text is inside, or beside, an artifact.
			 */
			CHECK(op->role != TAG_ARTIFACT || depth == 0);
			open[depth++] = op->tag;
			if (op->role == TAG_ARTIFACT)
				continue;
			CHECK(op->tag < 2000);
			CHECK(!roles[op->tag] || roles[op->tag] == op->role);
			roles[op->tag] = op->role;
			CHECK(depth < 2 || open[depth - 2] < op->tag);
		}
		CHECK(depth == 0);
	}
	CHECK(display.page_count > 1);
}

int main(void)
{
	if (!setting_begin())
		return 0;
	TEST(a_dump_says_everything);
	TEST(tags_are_nested);
	setting_end();
	return check_result();
}
