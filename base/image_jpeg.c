#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "base/i18n.h"
#include "base/image_parts.h"

/* Everything that is changed after setjmp is in here, not in registers. */
struct reader {
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	struct jpeg_decompress_struct jpeg;
	jmp_buf back;
	struct arena *arena;
	struct image_info *info;
	struct image *image;
	bool refused; /* err says why */
	struct error *err;
	char why[JMSG_LENGTH_MAX];
};

/* Each scan of a progressive picture goes over all of it. */
enum { SCANS = 200 };

static struct reader *reader_of(j_common_ptr jpeg)
{
	return jpeg->client_data;
}

static void on_error(j_common_ptr jpeg)
{
	struct reader *r = reader_of(jpeg);

	r->errors.format_message(jpeg, r->why);
	longjmp(r->back, 1);
}

/* What libjpeg only warns of, it shows as grey areas. */
static void on_message(j_common_ptr jpeg, int level)
{
	if (level < 0)
		on_error(jpeg);
}

static void on_progress(j_common_ptr jpeg)
{
	struct reader *r = reader_of(jpeg);

	if (r->jpeg.input_scan_number <= SCANS)
		return;
	snprintf(r->why, sizeof r->why, "too many scans");
	longjmp(r->back, 1);
}

static void on_output(j_common_ptr jpeg)
{
	(void)jpeg;
}

/* ---- the head ---- */

static void read_density(struct reader *r)
{
	const struct jpeg_decompress_struct *jpeg = &r->jpeg;
	double unit = jpeg->density_unit == 1 ? 1
		: jpeg->density_unit == 2     ? 2.54
					      : 0;

	if (!jpeg->saw_JFIF_marker)
		return;
	r->info->dpi_x = image_dpi(jpeg->X_density * unit);
	r->info->dpi_y = image_dpi(jpeg->Y_density * unit);
}

static void read_orientation(struct reader *r)
{
	for (jpeg_saved_marker_ptr m = r->jpeg.marker_list; m; m = m->next) {
		struct str block = {
			(const char *)m->data, (size_t)m->data_length};

		if (m->marker == JPEG_APP0 + 1 && str_starts(block, "Exif")) {
			r->info->orientation = image_exif_orientation(block);
			return;
		}
	}
}

static void read_head(struct reader *r)
{
	struct image_info *info = r->info;

	jpeg_save_markers(&r->jpeg, JPEG_APP0 + 1, 0xFFFF);
	jpeg_read_header(&r->jpeg, TRUE);
	r->refused = !image_limits(r->jpeg.image_width, r->jpeg.image_height,
		(unsigned)r->jpeg.num_components, r->err);
	if (r->refused)
		longjmp(r->back, 1);
	info->width = r->jpeg.image_width;
	info->height = r->jpeg.image_height;
	read_density(r);
	read_orientation(r);
	if (info->orientation > 4) {
		float dpi = info->dpi_x;

		info->width = r->jpeg.image_height;
		info->height = r->jpeg.image_width;
		info->dpi_x = info->dpi_y;
		info->dpi_y = dpi;
	}
}

/* ---- pixels ---- */

static bool set_colors(struct reader *r)
{
	J_COLOR_SPACE space = r->jpeg.jpeg_color_space;

	r->image->ycc = space == JCS_YCbCr || space == JCS_YCCK;
	switch (space) {
	case JCS_GRAYSCALE:
		r->jpeg.out_color_space = JCS_GRAYSCALE;
		r->image->colors = 1;
		return true;
	case JCS_RGB:
	case JCS_YCbCr:
		r->jpeg.out_color_space = JCS_RGB;
		r->image->colors = 3;
		return true;
	case JCS_CMYK:
	case JCS_YCCK:
		r->jpeg.out_color_space = JCS_CMYK;
		r->image->colors = 4;
		r->image->inverted = r->jpeg.saw_Adobe_marker;
		return true;
	default:
		return false;
	}
}

/* Readers of PDF know Huffman's code, not the arithmetic one. Those are only
 * gone through, one row after the other in the same place. */
static void read_pixels(struct reader *r)
{
	bool passed_on = !r->jpeg.arith_code;
	size_t row, step;
	unsigned char *rows;

	if (!set_colors(r)) {
		snprintf(r->why, sizeof r->why, "unknown kind of colours");
		longjmp(r->back, 1);
	}
	r->image->width = r->jpeg.image_width;
	r->image->height = r->jpeg.image_height;
	r->jpeg.do_fancy_upsampling = !passed_on;
	jpeg_start_decompress(&r->jpeg);
	row = (size_t)r->jpeg.output_width * r->image->colors;
	step = passed_on ? 0 : row;
	rows = arena_alloc(
		r->arena, passed_on ? row : row * r->jpeg.output_height);
	while (r->jpeg.output_scanline < r->jpeg.output_height) {
		JSAMPROW at = rows + r->jpeg.output_scanline * step;

		jpeg_read_scanlines(&r->jpeg, &at, 1);
	}
	jpeg_finish_decompress(&r->jpeg);
	if (!passed_on)
		r->image->pixels =
			(struct str){(char *)rows, row * r->jpeg.output_height};
}

static bool read_all(struct reader *r, struct str bytes)
{
	if (setjmp(r->back))
		return r->refused ? false : image_damaged(r->err, r->why);
	jpeg_create_decompress(&r->jpeg);
	r->jpeg.progress = &r->progress;
	jpeg_mem_src(&r->jpeg, (const unsigned char *)bytes.ptr,
		(unsigned long)bytes.len);
	read_head(r);
	if (r->image)
		read_pixels(r);
	return true;
}

bool image_jpeg(struct arena *arena, struct str bytes, struct image_info *info,
	struct image *image, struct error *err)
{
	struct reader *r = NEW(arena, struct reader);
	bool worked;

	r->arena = arena;
	r->info = info;
	r->image = image;
	r->err = err;
	r->jpeg.err = jpeg_std_error(&r->errors);
	r->jpeg.client_data = r;
	r->errors.error_exit = on_error;
	r->errors.emit_message = on_message;
	r->errors.output_message = on_output;
	r->progress.progress_monitor = on_progress;
	worked = read_all(r, bytes);
	jpeg_destroy_decompress(&r->jpeg);
	if (!worked || !image || image->pixels.len)
		return worked;
	return image_jpeg_bare(arena, bytes, &image->jpeg) ||
		image_damaged(err, "markers");
}
