#include "base/base64.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
			     "wxyz0123456789+/";

struct str base64_encode(struct arena *arena, struct str bytes)
{
	const unsigned char *in = (const unsigned char *)bytes.ptr;
	struct buf out = {.arena = arena};

	buf_reserve(&out, (bytes.len + 2) / 3 * 4 + 1);
	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t left = bytes.len - i;
		unsigned value = (unsigned)in[i] << 16;

		if (left > 1)
			value |= (unsigned)in[i + 1] << 8;
		if (left > 2)
			value |= in[i + 2];
		buf_char(&out, digits[value >> 18]);
		buf_char(&out, digits[value >> 12 & 63]);
		buf_char(&out, left > 1 ? digits[value >> 6 & 63] : '=');
		buf_char(&out, left > 2 ? digits[value & 63] : '=');
	}
	return buf_str(&out);
}

static int digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool base64_decode(struct arena *arena, struct str text, struct str *out)
{
	char *bytes = arena_alloc(arena, text.len / 4 * 3 + 3);
	unsigned value = 0;
	size_t used = 0;
	int bits = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == ' ' || c == '\n' || c == '\t' || c == '=')
			continue;
		if (digit(c) < 0)
			return false;
		value = (value << 6 | (unsigned)digit(c)) & 0xffffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[used++] = (char)(value >> bits & 0xff);
		}
	}
	*out = (struct str){bytes, used};
	return true;
}
