#include <math.h>

#include "base/utf8.h"
#include "render/pdf/pdf.h"
#include "render/type/shape.h"
#include "tests/check.h"
#include "tests/tools.h"

/* Every Vietnamese letter in every face, as a reader of the printed page sees
 * it: a PDF is turned into pictures by another program and the pictures are
 * compared. Text that can be copied proves nothing here: letters have come out
 * without their accents while their text was right. */
static struct arena *arena;

enum {
	DPI = 216,
	CELL = 28, /* points; a whole number of pixels */
	SIDE = CELL * DPI / 72,
	ACROSS = 14,
	DOWN = 12,
	ACCENTED = 134,
	BASES = 14,   /* a d e i o u y, and their capitals */
	DISTINCT = 5, /* pixels, at least, in which two letters differ */
	CELLS = ACCENTED + BASES + 1,
};

static const float size = 14;
static const float baseline = 20;

/* The last cell shows the face's .notdef. */
static struct str letters[CELLS];
static size_t base_of[ACCENTED]; /* the cell of the letter without marks */

/* ---- the letters ---- */

static void add_letter(size_t *count, struct str base, uint32_t a, uint32_t b)
{
	struct buf buf = {.arena = arena};

	buf_add(&buf, base);
	if (a)
		utf8_put(&buf, a);
	if (b)
		utf8_put(&buf, b);
	letters[(*count)++] = utf8_nfc(arena, buf_str(&buf));
}

/* One base letter with its own marks, each with every tone. */
static void add_vowel(size_t *count, struct str base, const uint32_t *marks)
{
	static const uint32_t tones[] = {0, 0x300, 0x301, 0x303, 0x309, 0x323};

	for (size_t m = 0; m == 0 || marks[m - 1]; m++)
		for (size_t t = 0; t < 6; t++)
			if (m || t)
				add_letter(count, base, m ? marks[m - 1] : 0,
					tones[t]);
}

static void list_letters(void)
{
	static const char bases[] = "adeiouyADEIOUY";
	static const uint32_t marks[][3] = {{0x306, 0x302, 0}, {0}, {0x302, 0},
		{0}, {0x302, 0x31B, 0}, {0x31B, 0}, {0}};
	size_t count = 0, from;

	for (size_t i = 0; i < BASES; i++) {
		struct str base = str_copy(arena, (struct str){&bases[i], 1});

		from = count;
		if (base.ptr[0] == 'd')
			letters[count++] = STR("đ");
		else if (base.ptr[0] == 'D')
			letters[count++] = STR("Đ");
		else
			add_vowel(&count, base, marks[i % 7]);
		for (; from < count; from++)
			base_of[from] = ACCENTED + i;
		letters[ACCENTED + i] = base;
	}
	CHECK(count == ACCENTED);
}

/* ---- the page ---- */

static float cell_x(size_t i)
{
	return (float)(i % ACROSS * CELL);
}

static float cell_y(size_t i)
{
	return (float)(i / ACROSS * CELL);
}

static struct op letter_op(struct shaper *shaper, enum face_role role, size_t i)
{
	struct face *face = fonts_face(shaper_fonts(shaper), role);
	struct glyph *glyph = NEW(arena, struct glyph);
	struct op op = {.kind = OP_GLYPHS,
		.face = face,
		.size = size,
		.glyphs = glyph,
		.glyph_count = 1,
		.text = letters[i]};

	if (letters[i].len) {
		const struct run *run = shape(shaper, role, letters[i], false);

		CHECK(run->glyph_count == 1 && run->pieces[0].face == face);
		glyph->id = run->glyphs[0].id;
		glyph->len = (uint16_t)letters[i].len;
	}
	glyph->x = cell_x(i) + 5;
	glyph->y = cell_y(i) + baseline;
	return op;
}

static struct page face_page(struct shaper *shaper, enum face_role role)
{
	struct op *ops = NEW_ARRAY(arena, CELLS, struct op);

	for (size_t i = 0; i < CELLS; i++)
		ops[i] = letter_op(shaper, role, i);
	return (struct page){ACROSS * CELL, DOWN * CELL, ops, CELLS};
}

static void print_faces(struct fonts *fonts)
{
	struct shaper *shaper = shaper_new(arena, fonts);
	struct page *pages = NEW_ARRAY(arena, FACE_MONO + 1, struct page);
	struct display display = {.pages = pages, .page_count = FACE_MONO + 1};
	const struct display *displays[] = {&display};
	struct pdf_writer *writer = pdf_writer_new(arena);
	struct error err = {0};
	struct str out = STR("");

	for (int role = FACE_REGULAR; role <= FACE_MONO; role++)
		pages[role] = face_page(shaper, (enum face_role)role);
	pdf_writer_add(writer, &display);
	CHECK_OK(pdf_print(writer, arena, displays, 1, STR("Chữ"), &out, &err),
		err);
	pdf_writer_free(writer);
	tools_write("faces.pdf", out);
}

/* ---- the picture ---- */

struct picture {
	long width, height;
	const unsigned char *grey;
};

/* "P5 width height 255" and a byte for each pixel. */
static bool read_pgm(struct str bytes, struct picture *out)
{
	long depth = 0;
	long *numbers[] = {&out->width, &out->height, &depth};
	size_t at = 2;

	if (!str_starts(bytes, "P5"))
		return false;
	for (int i = 0; i < 3; i++) {
		while (at < bytes.len && bytes.ptr[at] <= ' ')
			at++;
		*numbers[i] = 0;
		while (at < bytes.len && bytes.ptr[at] > ' ')
			*numbers[i] = *numbers[i] * 10 + bytes.ptr[at++] - '0';
	}
	out->grey = (const unsigned char *)bytes.ptr + at + 1;
	return depth == 255 &&
		bytes.len == at + 1 + (size_t)(out->width * out->height);
}

static const unsigned char *cell_row(
	const struct picture *picture, size_t cell, int y)
{
	size_t x = cell % ACROSS * SIDE;
	size_t top = cell / ACROSS * SIDE + (size_t)y;

	return picture->grey + top * (size_t)picture->width + x;
}

/* Pixels in which two cells clearly differ, as far as it matters. */
static int difference(const struct picture *picture, size_t a, size_t b)
{
	int count = 0;

	for (int y = 0; y < SIDE && count < DISTINCT; y++) {
		const unsigned char *left = cell_row(picture, a, y);
		const unsigned char *right = cell_row(picture, b, y);

		for (int x = 0; x < SIDE; x++)
			count += abs(left[x] - right[x]) > 100;
	}
	return count;
}

/* Dark pixels; *edge counts those at the cell's edge. */
static int ink(const struct picture *picture, size_t cell, int *edge)
{
	int count = 0;

	*edge = 0;
	for (int y = 0; y < SIDE; y++) {
		const unsigned char *row = cell_row(picture, cell, y);

		for (int x = 0; x < SIDE; x++) {
			bool at_edge =
				!x || !y || x == SIDE - 1 || y == SIDE - 1;

			count += row[x] < 128;
			*edge += at_edge && row[x] < 250;
		}
	}
	return count;
}

/* An accented letter has the ink of its base, or more: only the dot of i goes.
 */
static void check_letters(const struct picture *p, const char *face)
{
	int edge;

	for (size_t i = 0; i < CELLS - 1; i++) {
		if (!CHECK(ink(p, i, &edge) > 20) || !CHECK(edge == 0))
			printf("# %.*s in %s\n", STR_ARG(letters[i]), face);
		for (size_t k = i + 1; k < CELLS; k++)
			if (!CHECK(difference(p, i, k) >= DISTINCT))
				printf("# %.*s is like '%.*s' in %s\n",
					STR_ARG(letters[i]),
					STR_ARG(letters[k]), face);
	}
	for (size_t i = 0; i < ACCENTED; i++)
		if (!CHECK(ink(p, i, &edge) > ink(p, base_of[i], &edge) - 20))
			printf("# %.*s has less ink than its base in %s\n",
				STR_ARG(letters[i]), face);
}

static void look_at_faces(const struct fonts *fonts)
{
	int status;

	tools_run(arena, &status, "pdftoppm -gray -r %d faces.pdf face", DPI);
	CHECK(!status);
	for (int role = FACE_REGULAR; role <= FACE_MONO; role++) {
		struct picture picture;
		struct str bytes =
			tools_run(arena, &status, "cat face-%d.pgm", role + 1);

		if (CHECK(read_pgm(bytes, &picture)) &&
			CHECK(picture.width == ACROSS * SIDE) &&
			CHECK(picture.height == DOWN * SIDE))
			check_letters(&picture,
				fonts_face(fonts, (enum face_role)role)->name);
	}
}

/* And the text is right too, five times. */
static void read_faces(void)
{
	int status;
	struct str text = tools_run(arena, &status, "pdftotext faces.pdf -");

	for (size_t i = 0; i < CELLS - 1; i++) {
		size_t at = 0, seen = 0;

		while ((at = str_find(text, letters[i].ptr, at)) != SIZE_MAX) {
			at++;
			seen++;
		}
		if (!CHECK(seen >= FACE_MONO + 1))
			printf("# %.*s read %zu times\n", STR_ARG(letters[i]),
				seen);
	}
}

static void family(const char *name)
{
	struct fonts *fonts;
	struct error err = {0};

	if (!CHECK_OK(fonts_open(arena, name, &fonts, &err), err))
		return;
	print_faces(fonts);
	look_at_faces(fonts);
	read_faces();
	fonts_close(fonts);
}

static void every_letter_in_termes(void)
{
	family("termes");
}

static void every_letter_in_modern(void)
{
	family("modern");
}

static void every_letter_in_liberation(void)
{
	family("liberation");
}

int main(void)
{
	arena = arena_new();
	tools_begin();
	list_letters();
	if (tools_have(arena, "pdftoppm")) {
		TEST(every_letter_in_termes);
		TEST(every_letter_in_modern);
		TEST(every_letter_in_liberation);
	}
	if (getenv("KEEP"))
		printf("# %s\n", tools_folder);
	else
		tools_end();
	arena_free(arena);
	return check_result();
}
