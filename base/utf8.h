#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Offset of the first byte that is not well-formed UTF-8 (overlong forms,
 * surrogates and NUL are not), or SIZE_MAX when all of it is. */
size_t utf8_invalid(struct str s);

/* The code point at *offset, which moves past it. s must be valid. */
uint32_t utf8_next(struct str s, size_t *offset);
void utf8_put(struct buf *buf, uint32_t code);
size_t utf8_length(struct str s); /* in code points */
size_t utf8_width(struct str s);  /* in terminal columns */

/* Line and column, from 1, of a byte offset; columns in code points. */
void utf8_position(
	struct str s, size_t offset, unsigned *line, unsigned *column);

/* NFC (Unicode TR15). Returns s itself, uncopied, when already so (the
 * common case is decided by a quick scan). s must be valid. */
struct str utf8_nfc(struct arena *arena, struct str s);
bool utf8_is_nfc(struct str s);
/* The canonical decomposition of one code point, 1 to 4 of them. */
size_t utf8_decompose(uint32_t code, uint32_t out[4]);

/* The search key: lower case, no combining marks, đ → d:
 * "Đạo hàm" → "dao ham". Not for showing: Hangul comes apart. s must be valid,
 * as in the two below. */
struct str utf8_fold(struct arena *arena, struct str s);
struct str utf8_lower(struct arena *arena, struct str s);
uint32_t utf8_lower_code(uint32_t code);
/* The first letter in upper case, as at the start of a sentence. */
struct str utf8_capital(struct arena *arena, struct str s);

/* The duplicate key: lower case with marks (and đ) kept, the tone moved to one
 * place (hòa = hoà), white space runs made one space, trimmed, characters
 * nobody sees left out. */
struct str utf8_same(struct arena *arena, struct str s);

/* A letter, or a mark on one. */
bool utf8_in_word(uint32_t code);

/* A character that must not stand in an id or a name: control, bidi
 * override, zero-width, or a separator other than the space. */
bool utf8_is_hidden(uint32_t code);

#endif
