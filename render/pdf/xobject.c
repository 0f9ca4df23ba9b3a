#include "render/pdf/xobject.h"

#include <string.h>

size_t xobject_index(
	const struct xobject_list *list, const struct picture *picture)
{
	size_t i = 0;

	while (i < list->count && list->objects[i].picture != picture)
		i++;
	return i;
}

/* ---- few colours ----
 *
 * Drawings have few, and take a third of the room with a number for each. */

enum { COLORS = 256, SLOTS = 1024 };

struct palette {
	uint64_t slots[SLOTS]; /* colour + 1 in the upper bits, number */
	unsigned count;
	struct buf colors, numbers;
};

static uint32_t color_at(struct str pixels, size_t i)
{
	const unsigned char *c = (const unsigned char *)pixels.ptr + 3 * i;

	return (uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2];
}

/* False when there are too many. */
static bool number_color(struct palette *p, uint32_t color)
{
	size_t slot = (color * 2654435761U >> 16) % SLOTS;

	while (p->slots[slot] && p->slots[slot] >> 8 != color + 1)
		slot = (slot + 1) % SLOTS;
	if (!p->slots[slot]) {
		if (p->count == COLORS)
			return false;
		p->slots[slot] = (uint64_t)(color + 1) << 8 | p->count++;
		buf_char(&p->colors, (char)(color >> 16));
		buf_char(&p->colors, (char)(color >> 8));
		buf_char(&p->colors, (char)color);
	}
	buf_char(&p->numbers, (char)(p->slots[slot] & 0xFF));
	return true;
}

static bool number_colors(struct palette *p, const struct image *image)
{
	size_t pixels = (size_t)image->width * image->height;

	if (image->colors != 3)
		return false;
	for (size_t i = 0; i < pixels; i++)
		if (!number_color(p, color_at(image->pixels, i)))
			return false;
	return true;
}

/* ---- the object ---- */

static void put_size(struct buf *out, const struct image *image)
{
	buf_format(out,
		"/Type/XObject/Subtype/Image/Width %u/Height %u"
		"/BitsPerComponent 8",
		image->width, image->height);
}

static void put_space(struct buf *out, unsigned colors)
{
	static const char *const spaces[] = {
		[1] = "/DeviceGray", [3] = "/DeviceRGB", [4] = "/DeviceCMYK"};

	buf_format(out, "/ColorSpace%s", spaces[colors]);
}

static void put_indexed(struct buf *out, const struct palette *p)
{
	buf_format(out, "/ColorSpace[/Indexed/DeviceRGB %u<", p->count - 1);
	for (size_t i = 0; i < p->colors.len; i++)
		buf_format(out, "%02X", (unsigned char)p->colors.ptr[i]);
	buf_text(out, ">]");
}

static void make_pixels(
	struct arena *arena, struct xobject *x, struct buf *entries)
{
	const struct image *image = &x->picture->image;
	struct arena *scratch = arena_new();
	struct palette *palette = NEW(scratch, struct palette);

	palette->colors.arena = palette->numbers.arena = scratch;
	if (number_colors(palette, image)) {
		put_indexed(entries, palette);
		x->bytes = deflate_well(arena, buf_str(&palette->numbers));
	} else {
		put_space(entries, image->colors);
		x->bytes = deflate_well(arena, image->pixels);
	}
	x->deflated = true;
	arena_free(scratch);
}

static void make_jpeg(struct xobject *x, struct buf *entries)
{
	const struct image *image = &x->picture->image;

	put_space(entries, image->colors);
	buf_format(entries,
		"/Filter/DCTDecode/DecodeParms<</ColorTransform %d>>",
		image->ycc);
	x->bytes = image->jpeg;
}

void xobject_add(struct arena *arena, struct xobject_list *list,
	const struct picture *picture)
{
	const struct image *image = &picture->image;
	struct buf entries = {.arena = arena};
	struct xobject *x;

	if (xobject_index(list, picture) < list->count)
		return;
	x = &PUSH(arena, list->objects, list->count, list->capacity)[0];
	*x = (struct xobject){.picture = picture};
	put_size(&entries, image);
	if (image->jpeg.len)
		make_jpeg(x, &entries);
	else
		make_pixels(arena, x, &entries);
	if (image->inverted)
		buf_text(&entries, "/Decode[1 0 1 0 1 0 1 0]");
	if (image->alpha.len)
		x->mask = deflate_well(arena, image->alpha);
	x->entries = buf_str(&entries);
}

static struct object *embed_mask(
	const struct xobject *x, struct object_file *file)
{
	struct buf entries = {.arena = object_arena(file)};

	put_size(&entries, &x->picture->image);
	put_space(&entries, 1);
	return object_stream(file, buf_str(&entries), x->mask, true);
}

struct object *xobject_embed(
	const struct xobject *xobject, struct object_file *file)
{
	struct buf entries = {.arena = object_arena(file)};

	buf_add(&entries, xobject->entries);
	if (xobject->mask.len)
		buf_format(&entries, "/SMask %u 0 R",
			object_number(embed_mask(xobject, file)));
	return object_stream(
		file, buf_str(&entries), xobject->bytes, xobject->deflated);
}

/* ---- showing ---- */

/* Where the unit square's corners go, by orientation: the factors of width and
 * height in a b c d e f. An upright picture is "w 0 0 h x y". */
static const signed char turns[9][6] = {
	[1] = {1, 0, 0, 1, 0, 0},
	[2] = {-1, 0, 0, 1, 1, 0},
	[3] = {-1, 0, 0, -1, 1, 1},
	[4] = {1, 0, 0, -1, 0, 1},
	[5] = {0, -1, -1, 0, 1, 1},
	[6] = {0, -1, 1, 0, 0, 1},
	[7] = {0, 1, 1, 0, 0, 0},
	[8] = {0, 1, -1, 0, 1, 0},
};

void xobject_show(
	struct buf *out, size_t index, const struct op *op, double height)
{
	const signed char *turn =
		turns[op->picture->image.info.orientation % 9];
	double w = op->w, h = op->h;
	double matrix[6] = {turn[0] * w, turn[1] * h, turn[2] * w, turn[3] * h,
		op->x + turn[4] * w, height - op->y - h + turn[5] * h};

	buf_text(out, "q ");
	for (int i = 0; i < 6; i++) {
		put_number(out, matrix[i]);
		buf_char(out, ' ');
	}
	buf_text(out, "cm /I");
	buf_long(out, (long)index);
	buf_text(out, " Do Q\n");
}
