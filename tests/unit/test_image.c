#include "base/image.h"

#include <stdlib.h>

#include "base/file.h"
#include "tests/check.h"
#include "tests/pictures.h"

static struct arena *arena;

static bool near(unsigned got, unsigned want, unsigned by)
{
	return got <= want + by && want <= got + by;
}

static unsigned pixel(const struct image *i, unsigned x, unsigned y, unsigned c)
{
	size_t at = ((size_t)y * i->width + x) * i->colors + c;

	return at < i->pixels.len ? (unsigned char)i->pixels.ptr[at] : 999;
}

static unsigned alpha(const struct image *i, unsigned x, unsigned y)
{
	size_t at = (size_t)y * i->width + x;

	return at < i->alpha.len ? (unsigned char)i->alpha.ptr[at] : 999;
}

static struct image decode(struct str bytes)
{
	struct image image = {0};
	struct error err = {0};

	CHECK_OK(image_decode(arena, bytes, &image, &err), err);
	return image;
}

/* Both must refuse it; gives decode's text. */
static struct str refuse(struct str bytes, enum error_code code)
{
	struct image image;
	struct error err = {0};

	CHECK(!image_decode(arena, bytes, &image, &err));
	CHECK(err.code == code);
	return str_copy(arena, str_from(err.text));
}

/* ---- PNG ---- */

static void is_shown(const struct picture_setting *s)
{
	struct image i = decode(picture_png(arena, s));
	bool grey = s->type == PNG_COLOR_TYPE_GRAY ||
		s->type == PNG_COLOR_TYPE_GRAY_ALPHA;
	unsigned rough = s->depth && s->depth < 8 ? 255u >> s->depth : 0;

	CHECK(i.info.kind == IMAGE_PNG && i.info.orientation == 1);
	CHECK(i.width == s->width && i.height == s->height);
	CHECK(i.colors == (grey ? 1 : 3));
	CHECK(i.pixels.len == (size_t)i.width * i.height * i.colors);
	for (unsigned y = 0; y < i.height; y++)
		for (unsigned x = 0; x < i.width; x++) {
			unsigned c = (x + y) % i.colors;

			if (!near(pixel(&i, x, y, c),
				    picture_value(x, y, i.width, i.height, c),
				    rough)) {
				CHECK(false); /* a pixel */
				return;
			}
		}
	CHECK(!!i.alpha.len == !!(s->type & PNG_COLOR_MASK_ALPHA));
	if (i.alpha.len)
		CHECK(alpha(&i, 0, 1) == 0 && alpha(&i, i.width - 1, 1) == 255);
}

static void png_of_every_kind(void)
{
	static const struct {
		int type, depth;
	} kinds[] = {
		{PNG_COLOR_TYPE_GRAY, 1},
		{PNG_COLOR_TYPE_GRAY, 2},
		{PNG_COLOR_TYPE_GRAY, 4},
		{PNG_COLOR_TYPE_GRAY, 8},
		{PNG_COLOR_TYPE_GRAY, 16},
		{PNG_COLOR_TYPE_GRAY_ALPHA, 8},
		{PNG_COLOR_TYPE_GRAY_ALPHA, 16},
		{PNG_COLOR_TYPE_RGB, 8},
		{PNG_COLOR_TYPE_RGB, 16},
		{PNG_COLOR_TYPE_RGB_ALPHA, 8},
		{PNG_COLOR_TYPE_RGB_ALPHA, 16},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (int way = 0; way < 2; way++)
			is_shown(&(struct picture_setting){
				.width = 23,
				.height = 11,
				.type = kinds[i].type,
				.depth = kinds[i].depth,
				.interlaced = way,
			});
}

static void png_with_a_palette(void)
{
	for (int depth = 1; depth <= 8; depth *= 2) {
		struct picture_setting s = {.width = 20,
			.height = 3,
			.type = PNG_COLOR_TYPE_PALETTE,
			.depth = depth,
			.clear = true};
		struct image i = decode(picture_png(arena, &s));

		CHECK(i.colors == 3 && pixel(&i, 1, 2, 0) == 15 &&
			pixel(&i, 1, 2, 1) == 240 && pixel(&i, 1, 2, 2) == 40);
		CHECK(alpha(&i, 0, 0) == 0 && alpha(&i, 1, 0) == 255);
		s.clear = false;
		CHECK(!decode(picture_png(arena, &s)).alpha.len);
	}
}

static void sizes_are_known(void)
{
	struct picture_setting s = {.width = 300, .height = 100, .dpi = 150};
	struct image_info info;
	struct error err = {0};

	CHECK_OK(image_probe(picture_png(arena, &s), &info, &err), err);
	CHECK(info.kind == IMAGE_PNG && info.width == 300 &&
		info.height == 100 && near((unsigned)info.dpi_x, 150, 1));
	CHECK_OK(image_probe(picture_jpeg(arena, &s), &info, &err), err);
	CHECK(info.kind == IMAGE_JPEG && info.width == 300 &&
		info.height == 100 && info.dpi_y == 150);
	s.dpi = 0;
	CHECK_OK(image_probe(picture_png(arena, &s), &info, &err), err);
	CHECK(info.dpi_x == 0 && info.dpi_y == 0);
	s.dpi = 3; /* nobody means that */
	CHECK_OK(image_probe(picture_jpeg(arena, &s), &info, &err), err);
	CHECK(info.dpi_x == 0);
}

/* ---- JPEG ---- */

static void jpeg_is_passed_on(void)
{
	for (int colors = 1; colors <= 4; colors += colors == 1 ? 2 : 1)
		for (int way = 0; way < 2; way++) {
			struct picture_setting s = {.width = 40,
				.height = 30,
				.colors = colors,
				.progressive = way};
			struct str file = picture_jpeg(arena, &s);
			struct image i = decode(file), again;

			CHECK(i.jpeg.len && !i.pixels.len && !i.alpha.len);
			CHECK(i.colors == (unsigned)colors);
			CHECK(i.ycc == (colors == 3));
			CHECK(i.inverted == (colors == 4));
			/* It is the same picture and nothing else. */
			CHECK(str_find(file, "at home", 0) != SIZE_MAX);
			CHECK(str_find(i.jpeg, "at home", 0) == SIZE_MAX);
			again = decode(i.jpeg);
			CHECK(str_equal(again.jpeg, i.jpeg));
		}
}

static void jpeg_of_arithmetic_code_is_decoded(void)
{
	struct picture_setting s = {
		.width = 40, .height = 30, .arithmetic = true};
	struct image i = decode(picture_jpeg(arena, &s));

	CHECK(!i.jpeg.len && i.pixels.len == 40 * 30 * 3);
	CHECK(near(pixel(&i, 39, 0, 0), 255, 8) &&
		near(pixel(&i, 39, 0, 1), 0, 8) &&
		near(pixel(&i, 0, 29, 1), 255, 8));
}

static void exif_turns(void)
{
	for (unsigned o = 0; o <= 9; o++) {
		struct picture_setting s = {.width = 40,
			.height = 30,
			.orientation = o,
			.dpi = 100};
		struct image i = decode(picture_jpeg(arena, &s));
		bool turned = o >= 5 && o <= 8;

		CHECK(i.info.orientation == (o >= 1 && o <= 8 ? o : 1));
		CHECK(i.info.width == (turned ? 30 : 40) &&
			i.info.height == (turned ? 40 : 30));
		CHECK(i.width == 40 && i.height == 30);
		CHECK(str_find(i.jpeg, "Exif", 0) == SIZE_MAX);
	}
}

/* What follows the end (a second picture, a whole archive) is not printed. */
static void nothing_hides_behind_the_end(void)
{
	struct picture_setting s = {.width = 40, .height = 30};
	struct buf file = {.arena = arena};

	buf_add(&file, picture_jpeg(arena, &s));
	buf_text(&file, "PK\3\4 something else");
	CHECK(str_find(decode(buf_str(&file)).jpeg, "PK\3\4", 0) == SIZE_MAX);
}

/* ---- hostile ones ---- */

/* Cut short anywhere, it is refused: not one row is shown as grey. */
static void cut_short(void)
{
	struct picture_setting s = {.width = 64, .height = 48};
	struct str files[] = {picture_png(arena, &s), picture_jpeg(arena, &s)};

	for (int k = 0; k < 2; k++)
		for (size_t len = 1; len < files[k].len;
			len += len < 700 ? 1 : 13) {
			struct image image;
			struct error err = {0};

			if (image_decode(arena, str_sub(files[k], 0, len),
				    &image, &err) ||
				err.code != ERROR_INVALID) {
				printf("# %d of %zu\n", k, len);
				CHECK(false); /* refused */
				return;
			}
		}
	s.progressive = true;
	files[1] = picture_jpeg(arena, &s);
	refuse(str_sub(files[1], 0, files[1].len - 40), ERROR_INVALID);
}

static void put_four(char *at, unsigned long value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (char)(value >> (24 - 8 * i));
}

/* Said to be so large: refused from the head, with no more memory than that. */
static void too_large(void)
{
	struct picture_setting s = {.width = 8, .height = 8};
	struct str png = picture_png(arena, &s), text;
	struct image_info info;
	struct error err = {0};
	char *bytes = (char *)png.ptr;
	size_t before;

	put_four(bytes + 16, 30000);
	put_four(bytes + 20, 30000);
	before = arena_size(arena);
	text = refuse(png, ERROR_DENIED);
	CHECK(str_find(text, "30000 × 30000", 0) != SIZE_MAX);
	CHECK(arena_size(arena) - before < 64 * 1024);
	CHECK(!image_probe(str_sub(png, 0, 40), &info, &err) &&
		err.code == ERROR_DENIED);
	put_four(bytes + 16, 16385);
	put_four(bytes + 20, 1);
	refuse(png, ERROR_DENIED);
	put_four(bytes + 16, 8000);
	put_four(bytes + 20, 8000);
	refuse(png, ERROR_DENIED);
	put_four(bytes + 16, 0xFFFFFFFF);
	refuse(png, ERROR_DENIED);
	put_four(bytes + 16, 0);
	refuse(png, ERROR_INVALID);
}

static void too_large_jpeg(void)
{
	struct picture_setting s = {.width = 8, .height = 8};
	struct str file = picture_jpeg(arena, &s);
	size_t at = str_find(file, "\xff\xc0", 0);

	if (!CHECK(at != SIZE_MAX))
		return;
	memcpy((char *)file.ptr + at + 5, "\x75\x30\x75\x30", 4);
	refuse(file, ERROR_DENIED);
}

/* 6000 × 5000 of RGB and alpha are 120 MB, though the file has only some
 * kilobytes. */
static void bomb(void)
{
	struct picture_setting s = {.width = 6000,
		.height = 5000,
		.type = PNG_COLOR_TYPE_RGB_ALPHA};
	struct str file = picture_png(arena, &s);
	size_t before = arena_size(arena);

	refuse(file, ERROR_DENIED);
	CHECK(arena_size(arena) - before < 1024 * 1024);
}

static void wrong_sums(void)
{
	struct picture_setting s = {.width = 30, .height = 20};
	struct str png = picture_png(arena, &s);
	size_t at = str_find(png, "IDAT", 0);

	((char *)png.ptr)[at + 30] ^= 1;
	refuse(png, ERROR_INVALID);
	((char *)png.ptr)[at + 30] ^= 1;
	decode(png);
	((char *)png.ptr)[29] ^= 1; /* of IHDR */
	refuse(png, ERROR_INVALID);
}

static void something_else(void)
{
	refuse(STR(""), ERROR_INVALID);
	refuse(STR("GIF89a"), ERROR_INVALID);
	refuse(STR("<svg onload='alert(1)'/>"), ERROR_INVALID);
	refuse(STR("\x89PNG\r\n\x1a\n"), ERROR_INVALID);
	refuse(STR("\xff\xd8\xff"), ERROR_INVALID);
	CHECK(image_kind(STR("\x89PNG\r\n")) == IMAGE_OTHER);
}

int main(void)
{
	arena = arena_new();
	TEST(png_of_every_kind);
	TEST(png_with_a_palette);
	TEST(sizes_are_known);
	TEST(jpeg_is_passed_on);
	TEST(jpeg_of_arithmetic_code_is_decoded);
	TEST(exif_turns);
	TEST(nothing_hides_behind_the_end);
	TEST(cut_short);
	TEST(too_large);
	TEST(too_large_jpeg);
	TEST(bomb);
	TEST(wrong_sums);
	TEST(something_else);
	arena_free(arena);
	return check_result();
}
