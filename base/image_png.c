#include <png.h>
#include <string.h>

#include "base/image_parts.h"

/* Everything that is changed after setjmp is in here, not in registers. */
struct reader {
	struct arena *arena;
	struct str left; /* of the file */
	struct image_info *info;
	struct image *image;
	png_structp png;
	png_infop head;
	unsigned channels;
	unsigned char *rows; /* all of them, with alpha among the colours */
	bool refused;        /* err says why */
	struct error *err;
	char why[96];
};

static void on_error(png_structp png, png_const_charp text)
{
	struct reader *r = png_get_error_ptr(png);

	snprintf(r->why, sizeof r->why, "%s", text);
	png_longjmp(png, 1);
}

/* Of what is not the picture itself; the same in pixels is an error. */
static void on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void on_read(png_structp png, png_bytep out, size_t size)
{
	struct reader *r = png_get_io_ptr(png);

	if (size > r->left.len)
		png_error(png, "the end is missing");
	memcpy(out, r->left.ptr, size);
	r->left.ptr += size;
	r->left.len -= size;
}

static unsigned long number_at(struct str bytes, size_t at)
{
	const unsigned char *c = (const unsigned char *)bytes.ptr + at;

	return (unsigned long)c[0] << 24 | (unsigned long)c[1] << 16 |
		(unsigned long)c[2] << 8 | c[3];
}

/* By hand, before libpng sees anything. */
static bool check_head(struct str bytes, struct error *err)
{
	if (bytes.len < 33 || memcmp(bytes.ptr + 12, "IHDR", 4) != 0)
		return image_damaged(err, "no IHDR");
	return image_limits(number_at(bytes, 16), number_at(bytes, 20), 1, err);
}

/* Texts, profiles and the like are not even unpacked: they may hide bombs. */
static void pass_over(png_structp png)
{
	static const png_byte density[] = "pHYs";

	png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
	png_set_keep_unknown_chunks(
		png, PNG_HANDLE_CHUNK_AS_DEFAULT, density, 1);
	png_set_chunk_malloc_max(png, 1 << 20);
	png_set_user_limits(png, IMAGE_SIDE, IMAGE_SIDE);
}

static void read_head(struct reader *r)
{
	png_uint_32 x, y;
	int unit;

	png_read_info(r->png, r->head);
	r->info->width = png_get_image_width(r->png, r->head);
	r->info->height = png_get_image_height(r->png, r->head);
	if (png_get_pHYs(r->png, r->head, &x, &y, &unit) &&
		unit == PNG_RESOLUTION_METER) {
		r->info->dpi_x = image_dpi(x * 0.0254);
		r->info->dpi_y = image_dpi(y * 0.0254);
	}
}

/* To 8 bits a colour, grey or RGB, with or without alpha. */
static void read_pixels(struct reader *r)
{
	unsigned width = r->info->width, height = r->info->height;
	int passes;
	size_t row;

	png_set_expand(r->png);
	png_set_scale_16(r->png);
	passes = png_set_interlace_handling(r->png);
	png_read_update_info(r->png, r->head);
	r->channels = png_get_channels(r->png, r->head);
	row = png_get_rowbytes(r->png, r->head);
	if (row != (size_t)width * r->channels)
		png_error(r->png, "strange rows");
	r->refused = !image_limits(width, height, r->channels, r->err);
	if (r->refused)
		png_longjmp(r->png, 1);
	r->rows = arena_alloc(r->arena, row * height);
	for (int pass = 0; pass < passes; pass++)
		for (unsigned y = 0; y < height; y++)
			png_read_row(r->png, r->rows + y * row, NULL);
	png_read_end(r->png, NULL);
}

static bool read_all(struct reader *r)
{
	if (setjmp(png_jmpbuf(r->png)))
		return r->refused ? false : image_damaged(r->err, r->why);
	pass_over(r->png);
	read_head(r);
	if (r->image)
		read_pixels(r);
	return true;
}

/* ---- what was read, as it is needed ---- */

static bool is_grey(const unsigned char *c, size_t pixels, unsigned channels)
{
	for (; pixels; pixels--, c += channels)
		if (c[0] != c[1] || c[1] != c[2])
			return false;
	return true;
}

static bool is_opaque(const unsigned char *c, size_t pixels, unsigned channels)
{
	for (c += channels - 1; pixels; pixels--, c += channels)
		if (*c != 255)
			return false;
	return true;
}

/* One after the other: the first so many bytes of each pixel, from one of them
 * on. */
static struct str pick(struct arena *arena, const struct reader *r,
	size_t pixels, unsigned from, unsigned count)
{
	unsigned char *out = arena_alloc(arena, pixels * count);
	const unsigned char *in = r->rows + from;

	for (size_t i = 0; i < pixels; i++, in += r->channels)
		memcpy(out + i * count, in, count);
	return (struct str){(char *)out, pixels * count};
}

static void give_image(const struct reader *r, struct arena *arena)
{
	struct image *image = r->image;
	size_t pixels = (size_t)r->info->width * r->info->height;
	bool alpha = r->channels == 2 || r->channels == 4;

	image->width = r->info->width;
	image->height = r->info->height;
	image->colors = r->channels - alpha;
	if (image->colors == 3 && is_grey(r->rows, pixels, r->channels))
		image->colors = 1;
	image->pixels = pick(arena, r, pixels, 0, image->colors);
	if (alpha && !is_opaque(r->rows, pixels, r->channels))
		image->alpha = pick(arena, r, pixels, r->channels - 1, 1);
}

bool image_png(struct arena *arena, struct str bytes, struct image_info *info,
	struct image *image, struct error *err)
{
	struct reader r = {.arena = arena_new(),
		.left = bytes,
		.info = info,
		.image = image,
		.err = err};
	bool worked = check_head(bytes, err);

	if (worked) {
		r.png = png_create_read_struct(
			PNG_LIBPNG_VER_STRING, &r, on_error, on_warning);
		r.head = png_create_info_struct(r.png);
		png_set_read_fn(r.png, &r, on_read);
		worked = read_all(&r);
		png_destroy_read_struct(&r.png, &r.head, NULL);
	}
	if (worked && image)
		give_image(&r, arena);
	arena_free(r.arena);
	return worked;
}
