#include "tests/content/drawings.h"

#include <math.h>
#include <png.h>
#include <string.h>

static const double pi = 3.14159265358979323846;
static const double dots = 200 / 25.4; /* to a millimetre */

/* ---- lines ---- */

/* From the middle of the ink, 1 inside and 0 outside. */
static void ink(struct canvas *c, unsigned x, unsigned y, double cover)
{
	unsigned char *at = &c->grey[(size_t)y * c->width + x];
	unsigned char grey = (unsigned char)lround(255 * (1 - cover));

	if (grey < *at)
		*at = grey;
}

static double away(
	double x, double y, double x0, double y0, double x1, double y1)
{
	double dx = x1 - x0, dy = y1 - y0, length = dx * dx + dy * dy;
	double t = length > 0 ? ((x - x0) * dx + (y - y0) * dy) / length : 0;

	t = fmin(1, fmax(0, t));
	return hypot(x - x0 - t * dx, y - y0 - t * dy);
}

static unsigned clip(double at, unsigned most)
{
	return at < 0 ? 0 : at > most ? most : (unsigned)at;
}

/* Millimetres from the lower left corner. */
static void line(
	struct canvas *c, double x0, double y0, double x1, double y1, double w)
{
	double h = c->height, half = w * dots / 2;

	x0 *= dots;
	x1 *= dots;
	y0 = h - y0 * dots;
	y1 = h - y1 * dots;
	for (unsigned y = clip(fmin(y0, y1) - half - 2, c->height);
		y < clip(fmax(y0, y1) + half + 2, c->height); y++)
		for (unsigned x = clip(fmin(x0, x1) - half - 2, c->width);
			x < clip(fmax(x0, x1) + half + 2, c->width); x++) {
			double d = away(x + 0.5, y + 0.5, x0, y0, x1, y1);

			ink(c, x, y, fmin(1, fmax(0, half + 0.5 - d)));
		}
}

static void dashed(struct canvas *c, double x0, double y0, double x1, double y1)
{
	double length = hypot(x1 - x0, y1 - y0);

	for (double at = 0; at < length; at += 2) {
		double a = at / length, b = fmin(1, (at + 1.1) / length);

		line(c, x0 + a * (x1 - x0), y0 + a * (y1 - y0),
			x0 + b * (x1 - x0), y0 + b * (y1 - y0), 0.18);
	}
}

static void arrow(struct canvas *c, double x0, double y0, double x1, double y1)
{
	double angle = atan2(y1 - y0, x1 - x0);

	line(c, x0, y0, x1, y1, 0.25);
	for (double side = -0.3; side <= 0.3; side += 0.05)
		line(c, x1, y1, x1 - 2.2 * cos(angle + side),
			y1 - 2.2 * sin(angle + side), 0.2);
}

static void arc(struct canvas *c, double x, double y, double rx, double ry,
	double from, double to, double w)
{
	double step = pi / 60;

	for (double a = from; a < to - 1e-9; a += step) {
		double b = fmin(a + step, to);

		line(c, x + rx * cos(a), y + ry * sin(a), x + rx * cos(b),
			y + ry * sin(b), w);
	}
}

static void dot(struct canvas *c, double x, double y)
{
	line(c, x, y, x, y, 1.1);
}

/* ---- letters ---- */

/* Strokes on a grid of sixths of a letter's width and ninths of its height;
 * "a" to "c" are below the line. */
static const struct {
	char name;
	const char *strokes;
} letters[] = {
	{'1', "17 39 30"},
	{'2', "07 28 39 49 58 67 66 55 00 60"},
	{'3', "08 19 49 58 67 66 55 24 55 64 62 51 40 10 01"},
	{'4', "50 59 03 63"},
	{'x', "06 60;66 00"},
	{'y', "06 30;66 1c"},
	{'V', "09 30 69"},
	{'T', "09 69;39 30"},
	{'-', "04 64"},
	{'0', ""},
	{'O', ""},
};

static double row(char c)
{
	return c >= 'a' ? 'a' - c - 1 : c - '0';
}

static void strokes(struct canvas *c, const char *s, double x, double y)
{
	const double w = 1.8 / 6, h = 2.7 / 9;

	for (; s[0] && s[1] && s[2]; s += 3)
		if (s[2] == ' ')
			line(c, x + w * (s[0] - '0'), y + h * row(s[1]),
				x + w * (s[3] - '0'), y + h * row(s[4]), 0.3);
}

static void letter(struct canvas *c, char name, double x, double y)
{
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (letters[i].name == name && letters[i].strokes[0])
			strokes(c, letters[i].strokes, x, y);
	if (name == '0' || name == 'O')
		arc(c, x + 0.9, y + 1.35, name == 'O' ? 1.15 : 0.9, 1.35, 0,
			2 * pi, 0.3);
}

static void write(struct canvas *c, const char *text, double x, double y)
{
	for (; *text; text++, x += 2.5)
		letter(c, *text, x, y);
}

/* ---- the pictures ---- */

static void axes(struct canvas *c, double x, double y, double right, double top,
	const char *names)
{
	const char across[] = {names[0], 0}, up[] = {names[1], 0};

	arrow(c, 1, y, right, y);
	arrow(c, x, 1, x, top);
	write(c, across, right - 2.5, y - 4.5);
	write(c, up, x + 1.8, top - 3);
}

/* y = x³ − 3x, 9 mm to a unit across and 7 upwards. */
static void cubic(struct canvas *c)
{
	double x0 = 26, y0 = 22;

	axes(c, x0, y0, 51, 43, "xy");
	for (double x = -2.15; x < 2.1499; x += 0.02) {
		double next = x + 0.02;

		line(c, x0 + 9 * x, y0 + 7 * x * (x * x - 3), x0 + 9 * next,
			y0 + 7 * next * (next * next - 3), 0.4);
	}
	dashed(c, x0 - 9, y0, x0 - 9, y0 + 14);
	dashed(c, x0 - 9, y0 + 14, x0, y0 + 14);
	dashed(c, x0 + 9, y0, x0 + 9, y0 - 14);
	dashed(c, x0 + 9, y0 - 14, x0, y0 - 14);
	write(c, "-1", x0 - 12.5, y0 - 4);
	write(c, "1", x0 + 8, y0 + 1.3);
	write(c, "2", x0 + 1.2, y0 + 12.8);
	write(c, "-2", x0 - 6, y0 - 15.2);
	write(c, "O", x0 - 3.3, y0 - 4);
}

/* 120 degrees, or the arrow would lie. */
static void angle(struct canvas *c)
{
	double x0 = 20, y0 = 6, open = 120 * pi / 180, reach = 24;
	double x1 = x0 + reach * cos(open), y1 = y0 + reach * sin(open);

	line(c, x0, y0, 46, y0, 0.35);
	line(c, x0, y0, x1, y1, 0.35);
	arc(c, x0, y0, 5, 5, 0, open, 0.25);
	dot(c, x0, y0);
	write(c, "O", x0 - 1, y0 - 4.5);
	write(c, "x", x1 - 3.5, y1 - 1.5);
	write(c, "y", 43.5, y0 + 1.8);
}

/* V against T: through the origin's direction, 3 litres at 300 kelvins. */
static void isobar(struct canvas *c)
{
	double x0 = 8, y0 = 7, x = x0 + 24, y = y0 + 18;

	axes(c, x0, y0, 49, 38, "TV");
	dashed(c, x0, y0, x0 + 8, y0 + 6);
	line(c, x0 + 8, y0 + 6, x0 + 36, y0 + 27, 0.4);
	dashed(c, x, y0, x, y);
	dashed(c, x0, y, x, y);
	dashed(c, x0 + 32, y0, x0 + 32, y0 + 24);
	dot(c, x, y);
	dot(c, x0 + 32, y0 + 24);
	write(c, "300", x - 4.5, y0 - 4);
	write(c, "400", x0 + 29.5, y0 - 4);
	write(c, "3", x0 - 3, y - 1.3);
	write(c, "O", x0 - 3.3, y0 - 4);
}

const struct drawing drawings[] = {
	{"toan12.1-021", cubic, 52, 44},
	{"toan6.8-008", angle, 48, 30},
	{"vatli12.2-019", isobar, 50, 40},
	{NULL, NULL, 0, 0},
};

struct canvas drawing_canvas(struct arena *arena, const struct drawing *drawing)
{
	struct canvas c = {.width = (unsigned)(drawing->width * dots),
		.height = (unsigned)(drawing->height * dots)};
	size_t size = (size_t)c.width * c.height;

	c.grey = arena_alloc(arena, size);
	memset(c.grey, 255, size);
	drawing->draw(&c);
	/* Sixteen greys are enough, and take half the room. */
	for (size_t i = 0; i < size; i++)
		c.grey[i] = (unsigned char)((c.grey[i] + 8) / 17 * 17);
	return c;
}

static void add(png_structp png, png_bytep bytes, size_t size)
{
	buf_add(png_get_io_ptr(png), (struct str){(char *)bytes, size});
}

static void flush(png_structp png)
{
	(void)png;
}

struct str drawing_png(struct arena *arena, const struct canvas *c)
{
	png_structp png = png_create_write_struct(
		PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	struct buf *out = NEW(arena, struct buf);
	unsigned char *packed = arena_alloc(arena, c->width / 2 + 1);

	out->arena = arena;
	png_set_write_fn(png, out, add, flush);
	png_set_compression_level(png, 9);
	png_set_IHDR(png, info, c->width, c->height, 4, PNG_COLOR_TYPE_GRAY, 0,
		0, 0);
	png_set_pHYs(png, info, 7874, 7874, PNG_RESOLUTION_METER);
	png_write_info(png, info);
	for (unsigned y = 0; y < c->height; y++) {
		memset(packed, 0, c->width / 2 + 1);
		for (unsigned x = 0; x < c->width; x++)
			packed[x / 2] |=
				(unsigned char)(c->grey[(size_t)y * c->width +
							x] /
						17
					<< (x % 2 ? 0 : 4));
		png_write_row(png, packed);
	}
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	return buf_str(out);
}
