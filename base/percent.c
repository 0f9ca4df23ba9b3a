#include "base/percent.h"

#include <string.h>

#include "base/utf8.h"

struct str percent_encode(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || (c && strchr("-._~/", c)))
			buf_char(&out, c);
		else
			buf_format(&out, "%%%02X", (unsigned char)c);
	}
	return buf_str(&out);
}

static int digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c
		? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c)
		: NULL;

	return at ? (int)(at - digits) : -1;
}

struct str percent_decode(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len; i++) {
		bool whole = text.ptr[i] == '%' && i + 2 < text.len;
		int high = whole ? digit(text.ptr[i + 1]) : -1;
		int low = whole ? digit(text.ptr[i + 2]) : -1;

		if (high < 0 || low < 0 || !(high | low)) {
			buf_char(&out, text.ptr[i]);
			continue;
		}
		buf_char(&out, (char)(high * 16 + low));
		i += 2;
	}
	return utf8_invalid(buf_str(&out)) == SIZE_MAX ? buf_str(&out) : text;
}
