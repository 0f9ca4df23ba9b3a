#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#define ONES 0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* Eight bytes that are all ASCII and not NUL. */
static bool plain_word(const char *ptr)
{
	uint64_t word;

	memcpy(&word, ptr, sizeof word);
	return !((word | ((word - ONES) & ~word)) & HIGHS);
}

static bool continues(struct str s, size_t offset)
{
	return offset < s.len && ((unsigned char)s.ptr[offset] & 0xc0) == 0x80;
}

/* Bytes of the well-formed character at offset (Unicode 15, table 3-7), or 0
 * when there is none. */
static size_t well_formed(struct str s, size_t offset)
{
	unsigned char lead = (unsigned char)s.ptr[offset];
	unsigned char second =
		offset + 1 < s.len ? (unsigned char)s.ptr[offset + 1] : 0;

	if (lead < 0x80)
		return lead != 0;
	if (lead < 0xc2 || lead > 0xf4 || !continues(s, offset + 1))
		return 0;
	if (lead < 0xe0)
		return 2;
	if (!continues(s, offset + 2) || (lead == 0xe0 && second < 0xa0) ||
		(lead == 0xed && second > 0x9f))
		return 0;
	if (lead < 0xf0)
		return 3;
	if (!continues(s, offset + 3) || (lead == 0xf0 && second < 0x90) ||
		(lead == 0xf4 && second > 0x8f))
		return 0;
	return 4;
}

size_t utf8_invalid(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t len;

		if (s.len - at >= 8 && plain_word(s.ptr + at)) {
			at += 8;
			continue;
		}
		len = well_formed(s, at);
		if (!len)
			return at;
		at += len;
	}
	return SIZE_MAX;
}

uint32_t utf8_next(struct str s, size_t *offset)
{
	const unsigned char *p = (const unsigned char *)s.ptr + *offset;

	if (p[0] < 0x80) {
		*offset += 1;
		return p[0];
	}
	if (p[0] < 0xe0) {
		*offset += 2;
		return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	}
	if (p[0] < 0xf0) {
		*offset += 3;
		return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 |
			(p[2] & 0x3fu);
	}
	*offset += 4;
	return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 |
		(p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
}

void utf8_put(struct buf *buf, uint32_t code)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t len;

	if (code < 0x80) {
		buf_char(buf, (char)code);
		return;
	}
	len = utf8proc_encode_char((utf8proc_int32_t)code, bytes);
	buf_add(buf, (struct str){(const char *)bytes, (size_t)len});
}

size_t utf8_length(struct str s)
{
	size_t length = 0;

	for (size_t i = 0; i < s.len; i++)
		length += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
	return length;
}

size_t utf8_width(struct str s)
{
	size_t width = 0;

	for (size_t at = 0; at < s.len;) {
		uint32_t code = utf8_next(s, &at);

		if (code < 0x80)
			width += code >= ' ' && code != 0x7f;
		else
			width += (size_t)utf8proc_charwidth(
				(utf8proc_int32_t)code);
	}
	return width;
}

void utf8_position(
	struct str s, size_t offset, unsigned *line, unsigned *column)
{
	size_t start = 0;
	unsigned lines = 1;

	if (offset > s.len)
		offset = s.len;
	while (start < offset) {
		const char *end = memchr(s.ptr + start, '\n', offset - start);

		if (!end)
			break;
		start = (size_t)(end - s.ptr) + 1;
		lines++;
	}
	*line = lines;
	*column = (unsigned)utf8_length(str_sub(s, start, offset - start)) + 1;
}

/* Ranges of starters that are their own NFC and never join what stands before
 * them (NFC_Quick_Check = Yes, combining class 0), so that text can be cut
 * before each. Most text is made of these; the rest asks the tables. */
static const struct {
	uint32_t first, last;
} settled[] = {
	{0x0000, 0x02ff},   /* Latin */
	{0x0391, 0x0482},   /* Greek letters, Cyrillic */
	{0x11a7, 0x11a7},   /* lost after a syllable in utf8proc 2.8 */
	{0x1e00, 0x1eff},   /* Vietnamese and other precomposed Latin */
	{0x2010, 0x2027},   /* dashes, quotes, dots */
	{0x2030, 0x205e},   /* per mille, primes */
	{0x2070, 0x20cf},   /* superscripts, currency */
	{0x2153, 0x2328},   /* fractions, arrows, mathematics */
	{0x232b, 0x2adb},   /* boxes, shapes, mathematics */
	{0x3041, 0x3098},   /* Hiragana */
	{0x30a1, 0x30fe},   /* Katakana */
	{0x3400, 0x9fff},   /* Han */
	{0xac00, 0xd7a3},   /* Hangul */
	{0x1d400, 0x1d7ff}, /* mathematical letters */
	{0x1f000, 0x1faff}, /* emoji */
};

static bool is_settled(uint32_t code)
{
	for (size_t i = 0; i < sizeof settled / sizeof *settled; i++)
		if (code <= settled[i].last)
			return code >= settled[i].first;
	return false;
}

/* Offset of the first character at or after from that is not settled. *cut
 * becomes where the last settled one before it begins. */
static size_t unsettled(struct str s, size_t from, size_t *cut)
{
	size_t at = from;

	while (at < s.len) {
		unsigned char lead = (unsigned char)s.ptr[at];
		size_t start = at;

		if (s.len - at >= 8 && plain_word(s.ptr + at)) {
			at += 8;
			*cut = at - 1;
			continue;
		}
		if (lead < 0x80)
			at += 1;
		else if (lead < 0xcc) /* up to U+02FF */
			at += 2;
		else if (lead == 0xe1 && (unsigned char)s.ptr[at + 1] >= 0xb8 &&
			(unsigned char)s.ptr[at + 1] <= 0xbb) /* U+1E00–1EFF */
			at += 3;
		else if (!is_settled(utf8_next(s, &at)))
			return start;
		*cut = start;
	}
	return at;
}

struct mark {
	utf8proc_int32_t code;
	uint32_t order; /* combining class, then place */
};

static int compare_marks(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

static int combining_class(utf8proc_int32_t code)
{
	return utf8proc_get_property(code)->combining_class;
}

/* Sorts the marks codes[0..count) by class, keeping equals in place. utf8proc
 * does this too, but in quadratic time on a long run. */
static void sort_marks(
	struct arena *scratch, utf8proc_int32_t *codes, size_t count)
{
	struct mark *marks = NEW_ARRAY(scratch, count, struct mark);

	for (size_t i = 0; i < count; i++) {
		marks[i].code = codes[i];
		marks[i].order = (uint32_t)combining_class(codes[i]) << 24 |
			(uint32_t)(i & 0xffffff);
	}
	qsort(marks, count, sizeof *marks, compare_marks);
	for (size_t i = 0; i < count; i++)
		codes[i] = marks[i].code;
}

/* The canonical ordering algorithm (Unicode 15, D109). */
static void order_marks(
	struct arena *scratch, utf8proc_int32_t *codes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t start = i;
		bool sorted = true;
		int last = 0, class;

		for (; i < count && (class = combining_class(codes[i])); i++) {
			sorted &= last <= class;
			last = class;
		}
		if (!sorted)
			sort_marks(scratch, codes + start, i - start);
	}
}

size_t utf8_decompose(uint32_t code, uint32_t out[4])
{
	utf8proc_int32_t parts[4];
	int boundary = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code,
		parts, 4, UTF8PROC_DECOMPOSE, &boundary);

	if (count < 1 || count > 4) {
		out[0] = code;
		return 1;
	}
	for (utf8proc_ssize_t i = 0; i < count; i++)
		out[i] = (uint32_t)parts[i];
	return (size_t)count;
}

/* The longest piece that is put in order as one, in bytes. Text with more
 * marks than this in a row is nobody's language. */
enum { PIECE = 1 << 20 };

/* Appends the NFC of piece, which begins with a starter or the text. */
static void compose_piece(
	struct arena *scratch, struct str piece, struct buf *out)
{
	/* A character decomposes to at most two code points a byte. */
	utf8proc_int32_t *codes =
		NEW_ARRAY(scratch, 2 * piece.len + 4, utf8proc_int32_t);
	utf8proc_ssize_t kept;
	size_t count = 0;

	for (size_t at = 0; at < piece.len;) {
		uint32_t parts[4];
		size_t n = utf8_decompose(utf8_next(piece, &at), parts);

		for (size_t i = 0; i < n; i++)
			codes[count++] = (utf8proc_int32_t)parts[i];
	}
	order_marks(scratch, codes, count);
	kept = utf8proc_normalize_utf32(codes, (utf8proc_ssize_t)count,
		UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	for (utf8proc_ssize_t i = 0; i < kept; i++)
		utf8_put(out, (uint32_t)codes[i]);
}

/* Where the piece that holds an unsettled character at `at` ends: before the
 * next settled one. */
static size_t piece_end(struct str s, size_t start, size_t at)
{
	while (at < s.len && at - start < PIECE) {
		size_t next = at;

		if (is_settled(utf8_next(s, &next)))
			break;
		at = next;
	}
	return at;
}

/* Appends the NFC of s to out; with out NULL only looks. True when s was NFC
 * already. */
static bool normalize(struct str s, struct buf *out)
{
	struct arena *scratch = arena_new();
	struct arena_mark mark = arena_mark(scratch);
	bool same = true;
	size_t done = 0, at = 0, cut = 0;

	while (at < s.len && (same || out)) {
		struct buf buf = {.arena = scratch};
		size_t start, end;
		struct str piece, composed;

		at = unsettled(s, at, &cut);
		start = cut > done ? cut : done;
		end = piece_end(s, start, at);
		piece = str_sub(s, start, end - start);
		compose_piece(scratch, piece, &buf);
		composed = buf_str(&buf);
		if (!str_equal(composed, piece)) {
			same = false;
			if (out) {
				buf_add(out, str_sub(s, done, start - done));
				buf_add(out, composed);
			}
			done = end;
		}
		at = end;
		cut = end;
		arena_release(scratch, mark);
	}
	if (out && !same)
		buf_add(out, str_sub(s, done, s.len));
	arena_free(scratch);
	return same;
}

struct str utf8_nfc(struct arena *arena, struct str s)
{
	struct buf buf = {.arena = arena};
	size_t cut = 0;

	if (unsettled(s, 0, &cut) == s.len || normalize(s, NULL))
		return s;
	normalize(s, &buf);
	return buf_str(&buf);
}

bool utf8_is_nfc(struct str s)
{
	size_t cut = 0;

	return unsettled(s, 0, &cut) == s.len || normalize(s, NULL);
}

/* The letters below a Vietnamese (or French) one, from U+00C0 and U+1EA0:
 * what most of the text is made of, without asking the tables. '.' is not
 * here. */
static const char below_c0[] =
	"aaaaaa.ceeeeiiiidnooooo..uuuuy..aaaaaa.ceeeeiiiidnooooo..uuuuy.y";
static const char below_1ea0[] =
	"aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiii"
	"oooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";

static char letter_below(uint32_t code)
{
	if (code >= 0xc0 && code <= 0xff)
		return below_c0[code - 0xc0];
	if (code >= 0x1ea0 && code <= 0x1ef9)
		return below_1ea0[code - 0x1ea0];
	if (code == 0x110 || code == 0x111)
		return 'd';
	if (code == 0x1a0 || code == 0x1a1)
		return 'o';
	if (code == 0x1af || code == 0x1b0)
		return 'u';
	if (code == 0x102 || code == 0x103)
		return 'a';
	return '.';
}

static bool is_mark(uint32_t code)
{
	utf8proc_category_t category =
		utf8proc_category((utf8proc_int32_t)code);

	return category == UTF8PROC_CATEGORY_MN ||
		category == UTF8PROC_CATEGORY_ME;
}

uint32_t utf8_lower_code(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code + 32 : code;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

static void fold_code(struct buf *buf, uint32_t code)
{
	uint32_t parts[4];
	size_t count = utf8_decompose(code, parts);

	for (size_t i = 0; i < count; i++) {
		char below = letter_below(parts[i]);

		if (below != '.')
			buf_char(buf, below);
		else if (!is_mark(parts[i]))
			utf8_put(buf, utf8_lower_code(parts[i]));
	}
}

struct str utf8_fold(struct arena *arena, struct str s)
{
	struct buf buf = {.arena = arena};

	buf_reserve(&buf, s.len);
	for (size_t at = 0; at < s.len;) {
		uint32_t code = utf8_next(s, &at);
		char below;

		if (code < 0x80)
			buf_char(&buf, (char)utf8_lower_code(code));
		else if ((below = letter_below(code)) != '.')
			buf_char(&buf, below);
		else
			fold_code(&buf, code);
	}
	return buf_str(&buf);
}

struct str utf8_lower(struct arena *arena, struct str s)
{
	struct buf buf = {.arena = arena};

	buf_reserve(&buf, s.len);
	for (size_t at = 0; at < s.len;)
		utf8_put(&buf, utf8_lower_code(utf8_next(s, &at)));
	return buf_str(&buf);
}

struct str utf8_capital(struct arena *arena, struct str s)
{
	struct buf buf = {.arena = arena};
	size_t at = 0;
	uint32_t first;

	if (!s.len)
		return s;
	first = utf8_next(s, &at);
	utf8_put(&buf, (uint32_t)utf8proc_toupper((utf8proc_int32_t)first));
	buf_add(&buf, str_sub(s, at, s.len - at));
	return buf_str(&buf);
}

/* The open vowel pairs oa, oe and uy carry their tone on the first letter in
 * the old spelling (hòa) and on the second in the new one (hoà): the same
 * word. Rows are the tones. */
static const uint32_t toned[][5] = {
	{0xf2, 0xf9, 0xe0, 0xe8, 0x1ef3},         /* ò ù à è ỳ */
	{0x1ecf, 0x1ee7, 0x1ea3, 0x1ebb, 0x1ef7}, /* ỏ ủ ả ẻ ỷ */
	{0xf5, 0x169, 0xe3, 0x1ebd, 0x1ef9},      /* õ ũ ã ẽ ỹ */
	{0xf3, 0xfa, 0xe1, 0xe9, 0xfd},           /* ó ú á é ý */
	{0x1ecd, 0x1ee5, 0x1ea1, 0x1eb9, 0x1ef5}, /* ọ ụ ạ ẹ ỵ */
};

/* Moves the tone of an open pair to its second letter. */
static void move_tone(uint32_t *first, uint32_t *second)
{
	for (size_t i = 0; i < sizeof toned / sizeof *toned; i++) {
		const uint32_t *row = toned[i];

		if (*first == row[0] && (*second == 'a' || *second == 'e')) {
			*first = 'o';
			*second = *second == 'a' ? row[2] : row[3];
			return;
		}
		if (*first == row[1] && *second == 'y') {
			*first = 'u';
			*second = row[4];
			return;
		}
	}
}

static bool is_space(uint32_t code)
{
	if (code < 0x80)
		return code == ' ' || (code >= '\t' && code <= '\r');
	return utf8proc_category((utf8proc_int32_t)code) ==
		UTF8PROC_CATEGORY_ZS;
}

bool utf8_in_word(uint32_t code)
{
	utf8proc_category_t category =
		utf8proc_category((utf8proc_int32_t)code);

	return category >= UTF8PROC_CATEGORY_LU &&
		category <= UTF8PROC_CATEGORY_ME;
}

/* Lower case, white space as spaces and without what cannot be seen, in NFC.
 * Marks join only then: T̈ has no letter of its own, ẗ has, and something unseen
 * may have stood between. */
static struct str seen(struct arena *arena, struct str s)
{
	struct buf buf = {.arena = arena};

	buf_reserve(&buf, s.len);
	for (size_t at = 0; at < s.len;) {
		uint32_t code = utf8_next(s, &at);

		if (is_space(code))
			buf_char(&buf, ' ');
		else if (code < 0x80 ? code > ' ' : !utf8_is_hidden(code))
			utf8_put(&buf, utf8_lower_code(code));
	}
	return utf8_nfc(arena, str_trim(buf_str(&buf)));
}

static uint32_t next_or_end(struct str s, size_t *at)
{
	return *at < s.len ? utf8_next(s, at) : 0;
}

struct str utf8_same(struct arena *arena, struct str s)
{
	struct buf buf = {.arena = arena};
	struct str text = seen(arena, s);
	size_t at = 0;
	uint32_t code = next_or_end(text, &at);
	uint32_t after;

	for (; code; code = after) {
		after = next_or_end(text, &at);
		if (code == ' ' && after == ' ')
			continue;
		if (after == 'a' || after == 'e' || after == 'y') {
			size_t ahead = at;

			if (!utf8_in_word(next_or_end(text, &ahead)))
				move_tone(&code, &after);
		}
		utf8_put(&buf, code);
	}
	return buf_str(&buf);
}

bool utf8_is_hidden(uint32_t code)
{
	const utf8proc_property_t *property;

	if (code < 0x80)
		return code < ' ' || code == 0x7f;
	property = utf8proc_get_property((utf8proc_int32_t)code);
	switch (property->category) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return property->ignorable;
	}
}
