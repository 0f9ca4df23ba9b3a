#include "base/image_parts.h"

/* What stands in a JPEG around its pixels; no library is needed for it. */

enum marker {
	MARKER_RST0 = 0xD0,
	MARKER_SOI = 0xD8,
	MARKER_EOI = 0xD9,
	MARKER_SOS = 0xDA,
	MARKER_APP0 = 0xE0,
	MARKER_APP14 = 0xEE, /* Adobe's: says what the colours are */
	MARKER_APP15 = 0xEF,
	MARKER_COM = 0xFE
};

static unsigned byte_at(struct str bytes, size_t at)
{
	return at < bytes.len ? (unsigned char)bytes.ptr[at] : 0;
}

static bool is_needed(unsigned marker)
{
	if (marker == MARKER_APP14)
		return true;
	return marker != MARKER_COM &&
		(marker < MARKER_APP0 || marker > MARKER_APP15);
}

/* Where the next marker stands: 0xFF and neither 0 nor a restart. */
static size_t scan_end(struct str bytes, size_t at)
{
	for (; at + 1 < bytes.len; at++) {
		unsigned next = byte_at(bytes, at + 1);

		if (byte_at(bytes, at) == 0xFF && next && next != 0xFF &&
			(next < MARKER_RST0 || next > MARKER_RST0 + 7))
			break;
	}
	return at;
}

bool image_jpeg_bare(struct arena *arena, struct str bytes, struct str *out)
{
	struct buf bare = {.arena = arena};
	size_t at = 2;

	buf_reserve(&bare, bytes.len);
	buf_add(&bare, STR("\xff\xd8"));
	while (at + 3 < bytes.len) {
		unsigned marker = byte_at(bytes, at + 1);
		size_t end = at + 2 + (size_t)(byte_at(bytes, at + 2) << 8) +
			byte_at(bytes, at + 3);

		if (byte_at(bytes, at) != 0xFF)
			return false;
		if (marker == 0xFF) { /* filling */
			at++;
			continue;
		}
		if (marker == MARKER_EOI)
			break;
		if (end < at + 4 || end > bytes.len)
			return false;
		if (marker == MARKER_SOS)
			end = scan_end(bytes, end);
		if (is_needed(marker))
			buf_add(&bare, str_sub(bytes, at, end - at));
		at = end;
	}
	if (byte_at(bytes, at) != 0xFF || byte_at(bytes, at + 1) != MARKER_EOI)
		return false;
	buf_add(&bare, STR("\xff\xd9"));
	*out = buf_str(&bare);
	return true;
}

/* ---- Exif (JEITA CP-3451): a TIFF file behind "Exif\0\0" ---- */

enum { EXIF_HEAD = 6, EXIF_ENTRY = 12, EXIF_ORIENTATION = 0x0112 };

struct tiff {
	struct str bytes;
	bool little;
};

static unsigned two_at(const struct tiff *t, size_t at)
{
	unsigned a = byte_at(t->bytes, at), b = byte_at(t->bytes, at + 1);

	return t->little ? b << 8 | a : a << 8 | b;
}

static size_t four_at(const struct tiff *t, size_t at)
{
	size_t a = two_at(t, at), b = two_at(t, at + 2);

	return t->little ? b << 16 | a : a << 16 | b;
}

unsigned image_exif_orientation(struct str exif)
{
	struct tiff t = {str_sub(exif, EXIF_HEAD, exif.len), false};
	size_t at, count;

	if (t.bytes.len < 8)
		return 1;
	t.little = t.bytes.ptr[0] == 'I';
	at = four_at(&t, 4);
	count = two_at(&t, at);
	for (size_t i = 0; i < count && at < t.bytes.len; i++) {
		size_t entry = at + 2 + i * EXIF_ENTRY;

		if (two_at(&t, entry) == EXIF_ORIENTATION) {
			unsigned value = two_at(&t, entry + 8);

			return value >= 1 && value <= 8 ? value : 1;
		}
	}
	return 1;
}
