#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* A borrowed view of bytes, UTF-8 NFC unless said otherwise. ptr may be NULL
 * only when len is 0; there need not be a NUL after it. Pass by value. */
struct str {
	const char *ptr;
	size_t len;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* For printf: "%.*s", STR_ARG(s) */
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

struct str str_from(const char *text); /* NULL gives the empty str */
struct str str_copy(struct arena *arena, struct str s);  /* NUL-terminated */
const char *str_cstr(struct arena *arena, struct str s); /* a NUL copy */
struct str str_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

bool str_equal(struct str a, struct str b);
bool str_is(struct str s, const char *text);
int str_compare(struct str a, struct str b); /* by bytes, <0 0 >0 */
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);

/* The part from offset, at most len bytes; both clipped to s. */
struct str str_sub(struct str s, size_t offset, size_t len);
/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/* Offset of the first occurrence at or after from, or SIZE_MAX. */
size_t str_find(struct str s, const char *needle, size_t from);
/* Cuts the next piece off *rest up to separator; false when none is left,
 * which is when rest->ptr is NULL. "a,,b" gives "a", "", "b". */
bool str_cut(struct str *rest, char separator, struct str *piece);
uint64_t str_hash(struct str s); /* FNV-1a, for tables only */

/* Both at most 63 characters. Whole-string decimal integers; false when not one
 * or out of range. */
bool str_to_long(struct str s, long *out);
/* Whole-string number with a decimal point, finite, in the C locale. */
bool str_to_double(struct str s, double *out);

/* The name nearest to s by edit distance (insert, delete, replace, swap), if
 * it is close enough to be a slip of the hand; else NULL. names ends with
 * NULL. */
const char *str_nearest(struct str s, const char *const *names);

/* Text that grows in an arena. { .arena = a } is an empty one. */
struct buf {
	struct arena *arena;
	char *ptr;
	size_t len;
	size_t capacity;
};

/* Makes room for more bytes at once, where their number is known. */
void buf_reserve(struct buf *buf, size_t more);
void buf_add(struct buf *buf, struct str s);
void buf_text(struct buf *buf, const char *text);
static inline void buf_char(struct buf *buf, char c)
{
	if (!buf->ptr || buf->capacity - buf->len < 2)
		buf_reserve(buf, 1);
	buf->ptr[buf->len++] = c;
	buf->ptr[buf->len] = 0;
}
void buf_long(struct buf *buf, long value); /* in decimal digits */
void buf_format(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buf_vformat(struct buf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
/* The text so far; valid until the next change. NUL-terminated. */
struct str buf_str(struct buf *buf);

#endif
