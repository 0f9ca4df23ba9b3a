#include "base/image_parts.h"

#include "base/i18n.h"

typedef bool image_reader(struct arena *arena, struct str bytes,
	struct image_info *info, struct image *image, struct error *err);

static const struct {
	const char *magic;
	image_reader *read;
} kinds[] = {
	[IMAGE_OTHER] = {"", NULL},
	[IMAGE_PNG] = {"\x89PNG\r\n\x1a\n", image_png},
	[IMAGE_JPEG] = {"\xff\xd8\xff", image_jpeg},
};

bool image_is_gif(struct str bytes)
{
	const unsigned char *b = (const unsigned char *)bytes.ptr;
	unsigned long width, height;

	if (bytes.len < 14 ||
		(!str_starts(bytes, "GIF87a") && !str_starts(bytes, "GIF89a")))
		return false;
	width = b[6] + 256UL * b[7];
	height = b[8] + 256UL * b[9];
	return width && height && width <= IMAGE_SIDE && height <= IMAGE_SIDE &&
		width * height <= IMAGE_PIXELS;
}

enum image_kind image_kind(struct str bytes)
{
	if (str_starts(bytes, kinds[IMAGE_PNG].magic))
		return IMAGE_PNG;
	return str_starts(bytes, kinds[IMAGE_JPEG].magic) ? IMAGE_JPEG
							  : IMAGE_OTHER;
}

bool image_limits(unsigned long long width, unsigned long long height,
	unsigned channels, struct error *err)
{
	if (!width || !height)
		return fail(err, ERROR_INVALID, _("it has no width or height"));
	if (width > IMAGE_SIDE || height > IMAGE_SIDE ||
		width * height > IMAGE_PIXELS ||
		width * height * channels > IMAGE_BYTES)
		return fail(err, ERROR_DENIED,
			_("it is too large, %llu × %llu pixels: 3000 on the "
			  "longer side are enough for any paper"),
			width, height);
	return true;
}

bool image_damaged(struct error *err, const char *why)
{
	return fail(err, ERROR_INVALID,
		_("the picture is damaged or not complete (%s)"), why);
}

float image_dpi(double dpi)
{
	return dpi >= 20 && dpi <= 4800 ? (float)dpi : 0;
}

static bool read_any(struct arena *arena, struct str bytes,
	struct image_info *info, struct image *image, struct error *err)
{
	enum image_kind kind = image_kind(bytes);

	*info = (struct image_info){.kind = kind, .orientation = 1};
	if (kind == IMAGE_OTHER)
		return fail(err, ERROR_INVALID,
			_("it is not a PNG or JPEG picture"));
	return kinds[kind].read(arena, bytes, info, image, err);
}

/* Whoever asks only for the size need not know of memory. */
bool image_probe(struct str bytes, struct image_info *out, struct error *err)
{
	struct arena *arena = arena_new();
	bool worked = read_any(arena, bytes, out, NULL, err);

	arena_free(arena);
	return worked;
}

bool image_decode(struct arena *arena, struct str bytes, struct image *out,
	struct error *err)
{
	*out = (struct image){0};
	return read_any(arena, bytes, &out->info, out, err);
}
