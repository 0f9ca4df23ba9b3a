#include "render/type/picture.h"

#include <math.h>

#include "render/pdf/pdf.h"
#include "render/type/galley.h"
#include "tests/check.h"
#include "tests/pictures.h"
#include "tests/tools.h"

/* Pictures on pages: how large and where they are set, and that readers of the
 * PDF show them as they are. */
static struct arena *arena;
static struct fonts *fonts;

static const struct picture *picture_of(struct str file)
{
	struct picture *picture = NEW(arena, struct picture);
	struct error err = {0};

	picture->hash = str_format(arena, "hash-%zu", file.len);
	CHECK_OK(image_decode(arena, file, &picture->image, &err), err);
	return picture;
}

static const struct picture *png_of(unsigned width, unsigned height)
{
	return picture_of(picture_png(arena,
		&(struct picture_setting){.width = width, .height = height}));
}

/* ---- on pages ---- */

static struct picture_name names[] = {
	{{"icon", 4}, NULL},
	{{"small", 5}, NULL},
	{{"wide", 4}, NULL},
	{{"tall", 4}, NULL},
	{{"fine", 4}, NULL},
};

enum { NAMES = sizeof names / sizeof *names };

static void make_names(void)
{
	struct picture_setting fine = {.width = 300, .height = 150, .dpi = 300};

	names[0].picture = png_of(20, 16);
	names[1].picture = png_of(96, 192);
	names[2].picture = png_of(2000, 200);
	names[3].picture = png_of(100, 3000);
	names[4].picture = picture_of(picture_png(arena, &fine));
}

static struct galley *begin(const struct style *style)
{
	const struct galley_info info = {.language = STR("vi")};
	struct galley *g =
		galley_new(arena, typesetter_new(arena, fonts), style, &info);

	galley_pictures(g, (struct picture_names){names, NAMES});
	return g;
}

static const struct op *ops[16];
static size_t op_count;
static struct galley_notes notes;

/* Gathers the pictures shown. */
static void end(struct galley *g)
{
	struct display *display = NEW(arena, struct display);
	struct error err = {0};

	op_count = 0;
	notes = (struct galley_notes){0};
	if (!CHECK_OK(galley_finish(g, display, &notes, &err), err))
		return;
	for (size_t p = 0; p < display->page_count; p++)
		for (size_t i = 0; i < display->pages[p].op_count; i++)
			if (display->pages[p].ops[i].kind == OP_IMAGE &&
				op_count < 16)
				ops[op_count++] = &display->pages[p].ops[i];
}

static void set(const char *text, const struct style *style)
{
	struct galley *g = begin(style);

	galley_paragraph(g,
		WORDS(TEXT(STR("Câu 1. "), LOOK_BOLD),
			MARKUP(markup_parse(arena, str_from(text)), 0)),
		ALIGN_NONE);
	end(g);
}

static bool about(float got, double want)
{
	if (fabs((double)got - want) < 0.1)
		return true;
	printf("# got %.2f, want %.2f\n", (double)got, want);
	return false;
}

static const double a4 = 595.276, side = 51, room = 595.276 - 2 * 51;

static void sizes_are_the_files(void)
{
	struct style style = style_default(), large = style;

	set("x\n\n![](small)", &style);
	if (CHECK(op_count == 1))
		CHECK(about(ops[0]->w, 72) && about(ops[0]->h, 144));
	set("x\n\n![](fine)", &style);
	if (CHECK(op_count == 1))
		CHECK(about(ops[0]->w, 72) && about(ops[0]->h, 36));
	style_set_size(&large, 18);
	set("x\n\n![](fine)", &large);
	if (CHECK(op_count == 1))
		CHECK(about(ops[0]->w, 108) && about(ops[0]->h, 54));
}

static void shrunk_to_the_column(void)
{
	struct style style = style_default(), two = style;
	double half;

	set("x\n\n![](wide)", &style);
	if (CHECK(op_count == 1))
		CHECK(about(ops[0]->w, room) && about(ops[0]->h, room / 10));
	CHECK(!notes.overfull && !notes.images);
	set("x\n\n![](tall)", &style);
	half = (841.89 - 45 - 54) / 2;
	if (CHECK(op_count == 1))
		CHECK(about(ops[0]->h, half) && about(ops[0]->w, half / 30));
	two.columns = 2;
	set("- một\n- ![](wide)", &two);
	if (CHECK(op_count == 1))
		CHECK((double)(ops[0]->x + ops[0]->w) <= a4 - side + 0.1);
}

static void as_wide_as_the_text_says(void)
{
	struct style style = style_default();
	double half = (841.89 - 45 - 54) / 2; /* of the page, that high */

	set("x\n\n![](small){width=50%}", &style);
	if (CHECK(op_count == 1))
		CHECK(about(ops[0]->h, half) && about(ops[0]->w, half / 2));
	set("x\n\n![](fine){width=20%}", &style);
	if (CHECK(op_count == 1))
		CHECK(about(ops[0]->w, room / 5));
}

static void where_they_stand(void)
{
	struct style style = style_default();

	/* In the middle, alone or high; among the words when small. */
	set("x\n\n![](small)", &style);
	CHECK(op_count == 1 && about(ops[0]->x, (a4 - 72) / 2));
	set("trước ![](small) sau", &style);
	CHECK(op_count == 1 && about(ops[0]->x, (a4 - 72) / 2));
	set("![](small)", &style);
	CHECK(op_count == 1 && about(ops[0]->x, (a4 - 72) / 2));
	set("![](small) ![](fine)", &style);
	CHECK(op_count == 2 && about(ops[0]->y, ops[1]->y) &&
		ops[0]->x < ops[1]->x);
	set("![](icon) sau", &style);
	CHECK(op_count == 1 && ops[0]->x < 110 && about(ops[0]->w, 15));
}

static void missing_ones_are_counted(void)
{
	struct style style = style_default();

	set("![một](x) ![](small) ![hai](y)", &style);
	CHECK(op_count == 1 && notes.images == 2);
}

static struct labelled option(const char *label, const char *text)
{
	struct span *spans = NEW_ARRAY(arena, 2, struct span);

	spans[0] = TEXT(str_from(label), LOOK_BOLD);
	spans[1] = MARKUP(markup_parse(arena, str_from(text)), 0);
	return (struct labelled){{spans, 1}, {spans + 1, 1}};
}

static void options_stand_side_by_side(void)
{
	struct style style = style_default();
	const char *const texts[] = {"![](fine)", "![](wide)"};
	const size_t columns[] = {4, 2};

	for (int k = 0; k < 2; k++) {
		struct galley *g = begin(&style);
		struct labelled all[4];

		for (int i = 0; i < 4; i++)
			all[i] = option("A. ", texts[k]);
		CHECK(galley_fit(g, all, 4) == columns[k]);
		galley_options(g, all, 4);
		end(g);
		CHECK(op_count == 4 && !notes.overfull);
		CHECK(about(ops[0]->y, ops[1]->y) && ops[0]->x < ops[1]->x);
		CHECK(ops[0]->x + ops[0]->w < ops[1]->x);
	}
}

/* ---- in a PDF ---- */

enum { CELL = 60, ACROSS = 6, PAGE = CELL * ACROSS };

static struct op placed[40];
static size_t placed_count;

static void place(const struct picture *picture)
{
	struct op *op = &placed[placed_count];

	*op = (struct op){.kind = OP_IMAGE,
		.picture = picture,
		.w = CELL - 10,
		.h = CELL - 10};
	op->x = (float)(placed_count % ACROSS * CELL + 5);
	op->y = (float)(placed_count / ACROSS * CELL + 5);
	placed_count++;
}

static struct str print(const struct page *pages, size_t count)
{
	struct display display = {.pages = pages, .page_count = count};
	const struct display *displays[] = {&display};
	struct pdf_writer *writer = pdf_writer_new(arena);
	struct error err = {0};
	struct str out = {0};

	pdf_writer_add(writer, &display);
	CHECK_OK(pdf_print(writer, arena, displays, 1, STR("x"), &out, &err),
		err);
	return out;
}

/* What a reader shows of the operation at these shares of its width and
 * height: red, green or blue. */
static unsigned shown(
	struct str ppm, const struct op *op, double fx, double fy, int color)
{
	size_t head = str_find(ppm, "255\n", 0) + 4;
	size_t x = (size_t)((double)op->x + (double)op->w * fx);
	size_t y = (size_t)((double)op->y + (double)op->h * fy);
	size_t at = head + 3 * (y * PAGE + x) + (size_t)color;

	return at < ppm.len ? (unsigned char)ppm.ptr[at] : 999;
}

static bool near(unsigned got, double want, double by)
{
	if (fabs(got - want) <= by)
		return true;
	printf("# got %u, want %.0f\n", got, want);
	return false;
}

static struct str draw(void)
{
	const struct page page = {PAGE, PAGE, placed, placed_count};
	struct error err = {0};
	struct str ppm = {0};
	char path[300];
	int status;

	tools_write("p.pdf", print(&page, 1));
	tools_run(arena, &status, "pdftoppm -r 72 -singlefile p.pdf p");
	CHECK(!status);
	snprintf(path, sizeof path, "%s/p.ppm", tools_folder);
	CHECK_OK(file_read(arena, path, FILE_LIMIT, &ppm, &err), err);
	return ppm;
}

/* Where in the file's pixels the shown place comes from, as Exif says. */
static void stored(unsigned turn, double x, double y, double *u, double *v)
{
	const double xs[9] = {x, x, 1 - x, 1 - x, x, y, y, 1 - y, 1 - y};
	const double ys[9] = {y, y, y, 1 - y, 1 - y, x, 1 - x, 1 - x, x};

	*u = xs[turn];
	*v = ys[turn];
}

static void turned_upright(void)
{
	struct str ppm;

	if (!tools_have(arena, "pdftoppm"))
		return;
	placed_count = 0;
	for (unsigned turn = 0; turn <= 8; turn++)
		place(picture_of(picture_jpeg(arena,
			&(struct picture_setting){.width = 80,
				.height = 80,
				.orientation = turn})));
	ppm = draw();
	for (unsigned turn = 0; turn <= 8; turn++)
		for (int corner = 0; corner < 4; corner++) {
			double x = corner & 1 ? 0.8 : 0.2, u;
			double y = corner & 2 ? 0.9 : 0.1, v;
			const struct op *op = &placed[turn];

			stored(turn, x, y, &u, &v);
			CHECK(near(shown(ppm, op, x, y, 0), u * 255, 14));
			CHECK(near(shown(ppm, op, x, y, 1), v * 255, 14));
		}
}

static const struct picture_setting kinds[] = {
	{.type = PNG_COLOR_TYPE_RGB},
	{.type = PNG_COLOR_TYPE_RGB, .depth = 16, .interlaced = true},
	{.type = PNG_COLOR_TYPE_RGB_ALPHA},
	{.type = PNG_COLOR_TYPE_GRAY, .depth = 16},
	{.type = PNG_COLOR_TYPE_GRAY_ALPHA},
	{.colors = 1},
	{.colors = 3, .progressive = true},
	{.colors = 3, .arithmetic = true},
};

enum { KINDS = sizeof kinds / sizeof *kinds, FIRST_JPEG = 5 };

static void shown_as_they_are(void)
{
	struct str ppm;

	if (!tools_have(arena, "pdftoppm"))
		return;
	placed_count = 0;
	for (size_t i = 0; i < KINDS; i++) {
		struct picture_setting s = kinds[i];

		s.width = s.height = 100;
		place(picture_of(i < FIRST_JPEG ? picture_png(arena, &s)
						: picture_jpeg(arena, &s)));
	}
	ppm = draw();
	for (size_t i = 0; i < KINDS; i++) {
		bool grey = i == 3 || i == 4 || i == 5;
		bool alpha = kinds[i].type & PNG_COLOR_MASK_ALPHA;

		CHECK(near(shown(ppm, &placed[i], 0.8, 0.2, 0), 204, 9));
		CHECK(near(shown(ppm, &placed[i], 0.8, 0.2, 1), grey ? 204 : 51,
			9));
		/* Paper is seen through the left half. */
		CHECK(near(shown(ppm, &placed[i], 0.2, 0.2, 0),
			alpha ? 255 : 51, 9));
	}
}

/* Of a drawing of few colours, and of CMYK as Adobe's programs write it. */
static void few_colors_and_inks(void)
{
	struct picture_setting few = {.width = 64,
		.height = 64,
		.type = PNG_COLOR_TYPE_PALETTE,
		.depth = 2};
	struct picture_setting inks = {.width = 64, .height = 64, .colors = 4};
	struct str ppm;

	if (!tools_have(arena, "pdftoppm"))
		return;
	placed_count = 0;
	few.width = 4;
	place(picture_of(picture_png(arena, &few)));
	place(picture_of(picture_jpeg(arena, &inks)));
	ppm = draw();
	CHECK(near(shown(ppm, &placed[0], 0.1, 0.5, 1), 255, 1));
	CHECK(near(shown(ppm, &placed[0], 0.9, 0.5, 0), 45, 1));
	CHECK(near(shown(ppm, &placed[0], 0.9, 0.5, 1), 210, 1));
	/* 0 is full ink there: the right has no cyan, but black. */
	CHECK(shown(ppm, &placed[1], 0.95, 0.9, 0) >
		shown(ppm, &placed[1], 0.05, 0.9, 0));
}

/* On three pages, twice on one of them: one object. */
static void kept_once(void)
{
	const struct picture *picture = png_of(30, 20);
	struct op both[2];
	const struct page pages[] = {{PAGE, PAGE, both, 2},
		{PAGE, PAGE, both + 1, 1}, {PAGE, PAGE, both, 1}};
	struct str pdf;
	size_t at = 0, count = 0;
	int status;

	placed_count = 0;
	place(picture);
	place(picture);
	memcpy(both, placed, sizeof both);
	pdf = print(pages, 3);
	while ((at = str_find(pdf, "/Subtype/Image", at)) != SIZE_MAX) {
		at++;
		count++;
	}
	CHECK(count == 1);
	tools_write("k.pdf", pdf);
	if (tools_have(arena, "qpdf"))
		CHECK(str_find(tools_run(arena, &status, "qpdf --check k.pdf"),
			      "No syntax", 0) != SIZE_MAX);
}

/* Read aloud by what it shows, with its place. */
static void told_to_those_who_cannot_see(void)
{
	struct style style = style_default();
	struct galley *g = begin(&style);
	struct display display;
	struct error err = {0};
	struct str text;
	int status;

	galley_paragraph(g,
		WORDS(MARKUP(markup_parse(arena,
				     STR("Cho ![Đồ thị hàm số](small) và "
					 "![](icon).")),
			0)),
		ALIGN_NONE);
	if (!CHECK_OK(galley_finish(g, &display, &notes, &err), err))
		return;
	text = display_dump(arena, &display);
	CHECK(str_find(text, " \"Đồ thị hàm số\"", 0) != SIZE_MAX);
	CHECK(str_find(text, " \"icon\"", 0) != SIZE_MAX);
	if (!tools_have(arena, "pdfinfo"))
		return;
	tools_write("t.pdf", print(display.pages, display.page_count));
	text = tools_run(arena, &status, "pdfinfo -struct t.pdf");
	CHECK(str_find(text, "Figure", 0) != SIZE_MAX);
	CHECK(str_find(text, "/BBox", 0) != SIZE_MAX);
}

int main(void)
{
	struct error err = {0};

	arena = arena_new();
	tools_begin();
	if (!fonts_open(arena, "termes", &fonts, &err)) {
		printf("skip - %s\n", err.text);
		return 0;
	}
	make_names();
	TEST(sizes_are_the_files);
	TEST(shrunk_to_the_column);
	TEST(as_wide_as_the_text_says);
	TEST(where_they_stand);
	TEST(missing_ones_are_counted);
	TEST(options_stand_side_by_side);
	TEST(turned_upright);
	TEST(shown_as_they_are);
	TEST(few_colors_and_inks);
	TEST(kept_once);
	TEST(told_to_those_who_cannot_see);
	fonts_close(fonts);
	tools_end();
	arena_free(arena);
	return check_result();
}
