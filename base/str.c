#include "base/str.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct str str_from(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

struct str str_copy(struct arena *arena, struct str s)
{
	return (struct str){arena_copy(arena, s.ptr, s.len), s.len};
}

const char *str_cstr(struct arena *arena, struct str s)
{
	return str_copy(arena, s).ptr;
}

struct str str_format(struct arena *arena, const char *format, ...)
{
	struct buf buf = {.arena = arena};
	va_list args;

	va_start(args, format);
	buf_vformat(&buf, format, args);
	va_end(args);
	return buf_str(&buf);
}

bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

bool str_is(struct str s, const char *text)
{
	return str_equal(s, str_from(text));
}

int str_compare(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, const char *prefix)
{
	return str_is(str_sub(s, 0, strlen(prefix)), prefix);
}

bool str_ends(struct str s, const char *suffix)
{
	size_t len = strlen(suffix);

	return s.len >= len && str_is(str_sub(s, s.len - len, len), suffix);
}

struct str str_sub(struct str s, size_t offset, size_t len)
{
	if (offset > s.len)
		offset = s.len;
	if (len > s.len - offset)
		len = s.len - offset;
	return (struct str){s.ptr ? s.ptr + offset : NULL, len};
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.len && is_space(s.ptr[0]))
		s = str_sub(s, 1, s.len);
	while (s.len && is_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

size_t str_find(struct str s, const char *needle, size_t from)
{
	size_t len = strlen(needle);
	const char *at;

	if (from > s.len || len > s.len - from)
		return SIZE_MAX;
	if (!len)
		return from;
	while (s.len - from >= len) {
		at = memchr(s.ptr + from, needle[0], s.len - from - len + 1);
		if (!at)
			break;
		from = (size_t)(at - s.ptr);
		if (!memcmp(at, needle, len))
			return from;
		from++;
	}
	return SIZE_MAX;
}

bool str_cut(struct str *rest, char separator, struct str *piece)
{
	const char *at;

	if (!rest->ptr)
		return false;
	at = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;
	if (at) {
		*piece = str_sub(*rest, 0, (size_t)(at - rest->ptr));
		*rest = str_sub(*rest, piece->len + 1, rest->len);
	} else {
		*piece = *rest;
		*rest = (struct str){NULL, 0};
	}
	return true;
}

uint64_t str_hash(struct str s)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ (unsigned char)s.ptr[i]) * 1099511628211u;
	return hash;
}

/* The whole of s in a small NUL-terminated buffer, for strtol and strtod. */
static bool number_text(struct str s, char text[64])
{
	if (!s.len || s.len > 63 || is_space(s.ptr[0]))
		return false;
	memcpy(text, s.ptr, s.len);
	text[s.len] = 0;
	return strlen(text) == s.len;
}

bool str_to_long(struct str s, long *out)
{
	char text[64], *end;
	long value;

	if (!number_text(s, text))
		return false;
	errno = 0;
	value = strtol(text, &end, 10);
	if (*end || errno)
		return false;
	*out = value;
	return true;
}

bool str_to_double(struct str s, double *out)
{
	char text[64], *end;
	double value;

	if (!number_text(s, text) || strspn(text, "+-.0123456789eE") != s.len)
		return false;
	value = strtod(text, &end);
	if (*end || !isfinite(value))
		return false;
	*out = value;
	return true;
}

enum { NAME_MAX_LEN = 40 };

/* Damerau–Levenshtein with adjacent swaps (optimal string alignment). */
static unsigned edit_distance(struct str a, struct str b)
{
	unsigned d[NAME_MAX_LEN + 1][NAME_MAX_LEN + 1];

	for (unsigned i = 0; i <= a.len; i++)
		d[i][0] = i;
	for (unsigned j = 0; j <= b.len; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= a.len; i++)
		for (size_t j = 1; j <= b.len; j++) {
			unsigned cost = a.ptr[i - 1] != b.ptr[j - 1];
			unsigned best = d[i - 1][j - 1] + cost;

			if (d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
				a.ptr[i - 2] == b.ptr[j - 1] &&
				d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	return d[a.len][b.len];
}

const char *str_nearest(struct str s, const char *const *names)
{
	const char *nearest = NULL;
	size_t best = s.len / 3 + 1;

	if (s.len > NAME_MAX_LEN)
		return NULL;
	for (; *names; names++) {
		struct str name = str_from(*names);
		size_t distance;

		/* The lengths alone are that far apart. */
		if (name.len > NAME_MAX_LEN || name.len > s.len + best ||
			s.len > name.len + best)
			continue;
		distance = edit_distance(s, name);
		if (distance < best || (!nearest && distance == best)) {
			best = distance;
			nearest = *names;
		}
	}
	return nearest;
}

void buf_reserve(struct buf *buf, size_t more)
{
	size_t capacity = buf->capacity ? buf->capacity : 64;
	char *ptr;

	if (buf->ptr && buf->capacity - buf->len > more)
		return;
	while (capacity - buf->len <= more)
		capacity *= 2;
	if (buf->ptr &&
		arena_extend(buf->arena, buf->ptr, buf->capacity, capacity)) {
		buf->capacity = capacity;
		return;
	}
	ptr = arena_bytes(buf->arena, capacity);
	if (buf->len)
		memcpy(ptr, buf->ptr, buf->len);
	buf->ptr = ptr;
	buf->capacity = capacity;
}

void buf_add(struct buf *buf, struct str s)
{
	if (!buf->ptr || buf->capacity - buf->len <= s.len)
		buf_reserve(buf, s.len);
	if (s.len)
		memcpy(buf->ptr + buf->len, s.ptr, s.len);
	buf->len += s.len;
	buf->ptr[buf->len] = 0;
}

void buf_text(struct buf *buf, const char *text)
{
	buf_add(buf, str_from(text));
}

/* Half of a paper and of an exam are numbers, so not by printf. */
void buf_long(struct buf *buf, long value)
{
	char digits[24];
	size_t at = sizeof digits;
	unsigned long left =
		value < 0 ? 0 - (unsigned long)value : (unsigned long)value;

	do
		digits[--at] = (char)('0' + left % 10);
	while (left /= 10);
	if (value < 0)
		digits[--at] = '-';
	buf_add(buf, (struct str){digits + at, sizeof digits - at});
}

void buf_format(struct buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vformat(buf, format, args);
	va_end(args);
}

void buf_vformat(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		return;
	buf_reserve(buf, (size_t)len);
	vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, args);
	buf->len += (size_t)len;
}

struct str buf_str(struct buf *buf)
{
	buf_reserve(buf, 0);
	buf->ptr[buf->len] = 0;
	return (struct str){buf->ptr, buf->len};
}
