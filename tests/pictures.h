#ifndef TESTS_PICTURES_H
#define TESTS_PICTURES_H

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/str.h"

/* Pictures made by other people's libraries, so that none need be shipped. */

/* Something to recognise: red grows to the right, green downwards; alpha, when
 * there is one, is 0 in the left half. Of grey, the red. */
static inline unsigned picture_value(
	unsigned x, unsigned y, unsigned width, unsigned height, unsigned c)
{
	switch (c) {
	case 0:
		return x * 255 / (width > 1 ? width - 1 : 1);
	case 1:
		return y * 255 / (height > 1 ? height - 1 : 1);
	case 2:
		return 128;
	default:
		return x < width / 2 ? 0 : 255;
	}
}

struct picture_setting {
	unsigned width, height;
	int type;  /* PNG_COLOR_TYPE_… */
	int depth; /* 0 is 8 */
	bool interlaced;
	bool clear;   /* palette: its entry 0 is transparent */
	unsigned dpi; /* 0 not said */
	/* of JPEG */
	int colors; /* 1, 3, 4; 0 is 3 */
	bool progressive, arithmetic;
	unsigned orientation; /* 0 not said */
};

static inline void picture_add(png_structp png, png_bytep bytes, size_t size)
{
	buf_add(png_get_io_ptr(png), (struct str){(char *)bytes, size});
}

static inline void picture_flush(png_structp png)
{
	(void)png;
}

/* A row of samples, packed as the depth wants it; of a palette, the number of
 * the column. */
static inline void picture_row(const struct picture_setting *s, unsigned y,
	unsigned channels, unsigned char *row)
{
	unsigned depth = s->depth ? (unsigned)s->depth : 8;
	bool alpha = channels == 2 || channels == 4;

	memset(row, 0, (size_t)s->width * channels * 2 + 8);
	for (unsigned x = 0; x < s->width; x++)
		for (unsigned c = 0; c < channels; c++) {
			unsigned which = alpha && c + 1 == channels ? 3 : c;
			unsigned v =
				picture_value(x, y, s->width, s->height, which);
			size_t bit = ((size_t)x * channels + c) * depth;

			if (s->type == PNG_COLOR_TYPE_PALETTE)
				v = x % (depth < 4 ? 1U << depth : 16);
			else if (depth < 8)
				v >>= 8 - depth;
			if (depth == 16)
				row[bit / 8] = row[bit / 8 + 1] =
					(unsigned char)v;
			else
				row[bit / 8] |= (unsigned char)(v
					<< (8 - depth - bit % 8));
		}
}

static inline void picture_palette(
	const struct picture_setting *s, png_structp png, png_infop info)
{
	int depth = s->depth ? s->depth : 8,
	    count = depth < 4 ? 1 << depth : 16;
	png_color colors[16];
	png_byte clear = 0;

	for (int i = 0; i < count; i++)
		colors[i] = (png_color){
			(png_byte)(i * 15), (png_byte)(255 - i * 15), 40};
	png_set_PLTE(png, info, colors, count);
	if (s->clear)
		png_set_tRNS(png, info, &clear, 1, NULL);
}

static inline struct str picture_png(
	struct arena *arena, const struct picture_setting *s)
{
	png_structp png = png_create_write_struct(
		PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	struct buf *out = NEW(arena, struct buf);
	unsigned char *row;
	int passes;

	out->arena = arena;
	png_set_write_fn(png, out, picture_add, picture_flush);
	png_set_IHDR(png, info, s->width, s->height, s->depth ? s->depth : 8,
		s->type, s->interlaced, 0, 0);
	if (s->type == PNG_COLOR_TYPE_PALETTE)
		picture_palette(s, png, info);
	if (s->dpi)
		png_set_pHYs(png, info, (png_uint_32)(s->dpi / 0.0254),
			(png_uint_32)(s->dpi / 0.0254), PNG_RESOLUTION_METER);
	png_write_info(png, info);
	passes = png_set_interlace_handling(png);
	row = arena_alloc(arena, (size_t)s->width * 8 + 8);
	for (int pass = 0; pass < passes; pass++)
		for (unsigned y = 0; y < s->height; y++) {
			picture_row(s, y, png_get_channels(png, info), row);
			png_write_row(png, row);
		}
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	return buf_str(out);
}

/* An Exif block with the orientation and nothing else. */
static inline void picture_exif(j_compress_ptr jpeg, unsigned orientation)
{
	unsigned char block[] = "Exif\0\0MM\0*\0\0\0\10\0\1"
				"\1\22\0\3\0\0\0\1\0\0\0\0\0\0\0\0";

	block[6 + 8 + 2 + 9] = (unsigned char)orientation;
	jpeg_write_marker(jpeg, JPEG_APP0 + 1, block, sizeof block - 1);
}

static inline struct str picture_jpeg(
	struct arena *arena, const struct picture_setting *s)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	int colors = s->colors ? s->colors : 3;
	unsigned char *bytes = NULL, *row;
	unsigned long size = 0;
	struct str out;

	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &size);
	jpeg.image_width = s->width;
	jpeg.image_height = s->height;
	jpeg.input_components = colors;
	jpeg.in_color_space = colors == 1 ? JCS_GRAYSCALE
		: colors == 3             ? JCS_RGB
					  : JCS_CMYK;
	jpeg_set_defaults(&jpeg);
	jpeg_set_quality(&jpeg, 95, TRUE);
	jpeg.arith_code = s->arithmetic;
	if (s->dpi) {
		jpeg.density_unit = 1;
		jpeg.X_density = jpeg.Y_density = (UINT16)s->dpi;
	}
	if (s->progressive)
		jpeg_simple_progression(&jpeg);
	jpeg_start_compress(&jpeg, TRUE);
	if (s->orientation)
		picture_exif(&jpeg, s->orientation);
	jpeg_write_marker(&jpeg, JPEG_COM, (const JOCTET *)"at home", 7);
	row = arena_alloc(arena, (size_t)s->width * 4);
	for (unsigned y = 0; y < s->height; y++) {
		JSAMPROW at = row;

		for (unsigned x = 0; x < s->width; x++)
			for (int c = 0; c < colors; c++)
				row[(int)x * colors + c] =
					(unsigned char)picture_value(x, y,
						s->width, s->height,
						(unsigned)c % 3);
		jpeg_write_scanlines(&jpeg, &at, 1);
	}
	jpeg_finish_compress(&jpeg);
	out = str_copy(arena, (struct str){(char *)bytes, size});
	jpeg_destroy_compress(&jpeg);
	free(bytes);
	return out;
}

#endif
