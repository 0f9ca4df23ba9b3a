/* Pictures: what is decoded is as large as it says; a JPEG that is passed on
 * is one itself, and passed on unchanged. A PNG is also tried with its sums put
 * right, or nothing behind them would ever be reached. */
#include <zlib.h>

#include "base/image.h"

#include "tests/fuzz/driver.h"

static void check_image(struct arena *arena, const struct image *image)
{
	size_t pixels = (size_t)image->width * image->height;
	struct image again;
	struct error err;

	if (!pixels || pixels > IMAGE_PIXELS || !image->colors ||
		image->colors > 4 || image->info.orientation < 1 ||
		image->info.orientation > 8)
		abort();
	if (image->alpha.len && image->alpha.len != pixels)
		abort();
	if (!image->jpeg.len) {
		if (image->pixels.len != pixels * image->colors)
			abort();
		return;
	}
	if (image->pixels.len ||
		!image_decode(arena, image->jpeg, &again, &err) ||
		!str_equal(again.jpeg, image->jpeg))
		abort();
}

static void try_image(struct arena *arena, struct str bytes)
{
	struct image_info info;
	struct image image;
	struct error err;

	if (image_decode(arena, bytes, &image, &err)) {
		check_image(arena, &image);
		if (!image_probe(bytes, &info, &err) ||
			info.width != image.info.width)
			abort();
	} else if (!err.text[0]) {
		abort();
	}
}

static size_t four(const unsigned char *at)
{
	return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 |
		at[3];
}

static void put_sums(unsigned char *bytes, size_t size)
{
	for (size_t at = 8; at + 12 <= size;) {
		size_t len = four(bytes + at);
		unsigned long sum;

		if (len > size - at - 12)
			return;
		sum = crc32(0, bytes + at + 4, (uInt)len + 4);
		at += 8 + len;
		for (int i = 0; i < 4; i++)
			bytes[at++] = (unsigned char)(sum >> (24 - 8 * i));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str bytes = {(const char *)data, size};

	try_image(arena, bytes);
	if (image_kind(bytes) == IMAGE_PNG) {
		unsigned char *copy = arena_copy(arena, data, size);

		put_sums(copy, size);
		try_image(arena, (struct str){(char *)copy, size});
	}
	arena_free(arena);
	return 0;
}
