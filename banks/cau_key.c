#include "banks/cau_key.h"

#include "banks/cau_line.h"
#include "base/utf8.h"

/* ---- letters ---- */

static size_t token_end(struct str s, size_t at, const char *ends)
{
	while (at < s.len && !strchr(ends, s.ptr[at]))
		at++;
	return at;
}

/* One small letter or any number of capitals, all of options. */
static uint32_t letters_of(struct str token, size_t count)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < token.len; i++) {
		char c = token.ptr[i];

		if (token.len == 1 && c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c < 'A' || (size_t)(c - 'A') >= count)
			return 0;
		bits |= UINT32_C(1) << (c - 'A');
	}
	return bits;
}

uint32_t cau_key_letters(
	struct arena *arena, struct str key, size_t count, struct str *rest)
{
	static const char *const before[] = {"dap", "an", "phuong", "dung",
		"la", "chon", "cau", "option", "is", NULL};
	static const char *const breaks = " \t,;&+.):/";
	uint32_t bits = 0;
	size_t at = 0, end = 0;

	while (at < key.len) {
		struct str token, folded;
		uint32_t more;
		bool passed = false;

		if (strchr(breaks, key.ptr[at])) {
			at++;
			continue;
		}
		token = str_sub(key, at, token_end(key, at, breaks) - at);
		more = letters_of(token, count);
		if (more) {
			bits |= more;
			end = at + token.len;
			if (end < key.len && strchr(".):", key.ptr[end]))
				break;
			at = end;
			continue;
		}
		folded = utf8_fold(arena, token);
		for (size_t i = 0; !bits && before[i]; i++)
			passed |= str_is(folded, before[i]);
		if (!passed &&
			!(bits &&
				(str_is(folded, "va") ||
					str_is(folded, "and"))))
			break;
		at += token.len;
	}
	*rest = str_sub(key, end, key.len);
	while (rest->len && strchr(breaks, rest->ptr[0]))
		*rest = str_sub(*rest, 1, rest->len);
	return bits;
}

/* ---- truths ---- */

static bool is_letter(uint32_t code)
{
	return utf8_in_word(code) && !(code >= '0' && code <= '9');
}

/* The next word from at, which goes behind it; "" at the end. */
static struct str next_word(struct str s, size_t *at)
{
	size_t start = *at, end;

	while (start < s.len) {
		end = start;
		if (is_letter(utf8_next(s, &end)))
			break;
		start = end;
	}
	for (end = *at = start; end < s.len; *at = end)
		if (!is_letter(utf8_next(s, &end)))
			break;
	return str_sub(s, start, *at - start);
}

static int truth_of_word(struct arena *arena, struct str word)
{
	struct str folded = utf8_fold(arena, word);

	if (str_is(folded, "dung") || str_is(folded, "true") ||
		str_is(word, "Đ") || str_is(word, "đ") || str_is(word, "D") ||
		str_is(word, "T"))
		return 1;
	if (str_is(folded, "sai") || str_is(folded, "false") ||
		str_is(word, "S") || str_is(word, "s") || str_is(word, "F"))
		return 0;
	return -1;
}

int cau_key_truth(struct arena *arena, struct str text)
{
	size_t at = 0;

	return truth_of_word(arena, next_word(text, &at));
}

/* "ĐSĐS", "DSSD", "TFFT": one for each letter. */
static bool compact(struct str word, size_t count, bool *truths, size_t *n)
{
	for (size_t at = 0; at < word.len;) {
		uint32_t code = utf8_lower_code(utf8_next(word, &at));
		bool truth = code == 0x111 || code == 'd' || code == 't';

		if (*n == count || (!truth && code != 's' && code != 'f'))
			return false;
		truths[(*n)++] = truth;
	}
	return true;
}

/* "a" of "a) Đúng", where it is statement n's turn. */
static bool is_label(struct str s, struct str word, size_t end, size_t n)
{
	return word.len == 1 && word.ptr[0] == (char)('a' + n) && end < s.len &&
		strchr(").:-= \t", s.ptr[end]);
}

bool cau_key_truths(
	struct arena *arena, struct str key, size_t count, bool *truths)
{
	size_t at = 0, n = 0;

	for (;;) {
		struct str word = next_word(key, &at);
		int truth = truth_of_word(arena, word);

		if (!word.len)
			return n == count;
		if (is_label(key, word, at, n))
			continue;
		if (truth >= 0) {
			if (n == count)
				return false;
			truths[n++] = truth;
		} else if (!compact(word, count, truths, &n)) {
			return false;
		}
	}
}

/* ---- tables ---- */

/* Where the pair that begins at `at` may end: before the next number with a
 * separator, at a blank or a bar. A key with "a)" goes to the next "Câu". */
static size_t key_end(struct str line, size_t at)
{
	size_t end = at, next;

	if (at + 1 < line.len && line.ptr[at] == 'a' &&
		strchr(").:-", line.ptr[at + 1])) {
		while (end < line.len && line.ptr[end] != '|' &&
			!(line.ptr[end] >= '0' && line.ptr[end] <= '9'))
			end++;
		next = str_find(str_sub(line, at, end - at), "C\u00e2u", 0);
		return next == SIZE_MAX ? end : at + next;
	}
	while (end < line.len && !strchr(" \t;|", line.ptr[end]) &&
		!(line.ptr[end] == ',' &&
			(end + 1 == line.len ||
				strchr(" \t", line.ptr[end + 1]))))
		end++;
	return end;
}

bool cau_key_pairs(struct arena *arena, struct str line,
	void (*put)(void *ctx, long number, struct str key), void *ctx)
{
	size_t at = 0;

	while (at < line.len) {
		struct str rest = str_sub(line, at, line.len), word;
		size_t digits = at, end;
		long number = 0;

		if (strchr(" \t;,|", line.ptr[at])) {
			at++;
			continue;
		}
		if (cau_begins(arena, rest, "cau ", &word) ||
			cau_begins(arena, rest, "question ", &word)) {
			at = line.len - word.len;
			continue;
		}
		while (digits < line.len && line.ptr[digits] >= '0' &&
			line.ptr[digits] <= '9' && digits - at < 6)
			number = number * 10 + (line.ptr[digits++] - '0');
		if (digits == at)
			return false;
		while (digits < line.len && strchr(" .:)\t", line.ptr[digits]))
			digits++;
		if (digits + 1 < line.len && line.ptr[digits] == '-' &&
			!(line.ptr[digits + 1] >= '0' &&
				line.ptr[digits + 1] <= '9'))
			digits++;
		while (digits < line.len && strchr(" \t", line.ptr[digits]))
			digits++;
		end = key_end(line, digits);
		if (end > digits)
			put(ctx, number, str_sub(line, digits, end - digits));
		at = end;
	}
	return true;
}
