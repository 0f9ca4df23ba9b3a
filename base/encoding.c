#include "base/encoding.h"

#include <errno.h>
#include <iconv.h>

#include "base/i18n.h"
#include "base/utf8.h"

enum { GROWTH = 4, LOOK_AT = 64 * 1024 };

/* False with ERROR_NOTFOUND or ERROR_SYNTAX. */
static bool convert(struct arena *arena, struct str text, const char *from,
	struct str *out, struct error *err)
{
	size_t left = text.len, room = text.len * GROWTH + 16;
	char *in = (char *)text.ptr, *to = arena_alloc(arena, room);
	iconv_t cd = iconv_open("UTF-8", from);
	struct str whole = {to, 0};
	size_t done;

	if (cd == (iconv_t)-1)
		return fail(err, ERROR_NOTFOUND, _("no encoding '%s' is known"),
			from);
	done = iconv(cd, &in, &left, &to, &room);
	iconv_close(cd);
	if (done == (size_t)-1)
		return fail(err, ERROR_SYNTAX,
			_("this is not %s: it goes wrong at byte %zu"), from,
			text.len - left + 1);
	whole.len = (size_t)(to - whole.ptr);
	*out = whole;
	return true;
}

/* Letters of western texts leave every other byte zero. */
static const char *wide_name(struct str text)
{
	size_t zeros[2] = {0, 0}, len = text.len < LOOK_AT ? text.len : LOOK_AT;

	if (str_starts(text, "\xff\xfe") || str_starts(text, "\xfe\xff"))
		return "UTF-16";
	for (size_t i = 0; i + 1 < len; i++)
		zeros[i % 2] += !text.ptr[i];
	if (zeros[1] * 4 > len && zeros[0] * 16 < len)
		return "UTF-16LE";
	return zeros[0] * 4 > len && zeros[1] * 16 < len ? "UTF-16BE" : NULL;
}

/* Mostly Han: then it was not by chance that the bytes made sense. */
static bool is_chinese(struct str utf8)
{
	size_t han = 0, other = 0, at = 0;

	while (at < utf8.len && at < LOOK_AT) {
		uint32_t code = utf8_next(utf8, &at);

		han += code >= 0x4e00 && code < 0xa000;
		other += code >= 0x80 && !(code >= 0x4e00 && code < 0xa000) &&
			!(code >= 0x3000 && code < 0x3100) &&
			!(code >= 0xff00 && code < 0xfff0);
	}
	return han > 4 * other + 2;
}

/* Of a text, and not of a picture or a program. */
static bool has_controls(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ' &&
			!strchr("\t\n\r\f\x1a", text.ptr[i]))
			return true;
	return memchr(text.ptr ? text.ptr : "", 0, text.len) != NULL;
}

static bool is_ascii_letter(unsigned char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* TCVN3 has its letters where windows-1252 has signs ("®¹o hµm"): in a text of
 * words they stand beside letters. Quotation marks («») do so anyway. */
static bool is_tcvn3(struct str text)
{
	size_t high = 0, within = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		bool beside = (i &&
				      is_ascii_letter((
					      unsigned char)text.ptr[i - 1])) ||
			(i + 1 < text.len &&
				is_ascii_letter(
					(unsigned char)text.ptr[i + 1]));

		high += c >= 0x80;
		within += beside && c >= 0xa8 && c <= 0xbe && c != 0xab &&
			c != 0xbb && c != 0xb0;
	}
	return high >= 4 && within * 4 >= high;
}

/* Files put together from several: lines in UTF-8 beside others. */
static bool has_utf8_lines(struct str text)
{
	struct str line;

	while (str_cut(&text, '\n', &line)) {
		bool ascii = true;

		for (size_t i = 0; i < line.len && ascii; i++)
			ascii = (unsigned char)line.ptr[i] < 0x80;
		if (!ascii && utf8_invalid(line) == SIZE_MAX)
			return true;
	}
	return false;
}

static bool convert_lines(struct arena *arena, struct str text, struct str *out,
	struct error *err)
{
	struct buf all = {.arena = arena};
	struct str line, converted;
	bool more = false;

	while (str_cut(&text, '\n', &line)) {
		if (more)
			buf_char(&all, '\n');
		more = true;
		if (utf8_invalid(line) == SIZE_MAX)
			buf_add(&all, line);
		else if (convert(arena, line, "WINDOWS-1252", &converted, err))
			buf_add(&all, converted);
		else
			return false;
	}
	*out = buf_str(&all);
	return true;
}

static bool guess(struct arena *arena, struct str text, struct str *out,
	struct str *found, struct error *err)
{
	const char *wide = wide_name(text);

	if (wide) {
		*found = str_from(wide);
		return convert(arena, text, wide, out, err);
	}
	if (has_controls(text))
		return fail(err, ERROR_SYNTAX, _("this is no text"));
	*found = STR("GB18030");
	if (convert(arena, text, "GB18030", out, err) && is_chinese(*out))
		return true;
	if (has_utf8_lines(text)) {
		*found = STR("UTF-8 and windows-1252");
		return convert_lines(arena, text, out, err);
	}
	*found = STR("TCVN3");
	if (is_tcvn3(text) && convert(arena, text, "TCVN5712-1", out, err))
		return true;
	*found = STR("windows-1252");
	return convert(arena, text, "WINDOWS-1252", out, err);
}

bool encoding_to_utf8(struct arena *arena, struct str text, struct str name,
	struct str *out, struct str *found, struct error *err)
{
	*found = name;
	if (name.len)
		return convert(arena, text, str_cstr(arena, name), out, err);
	*out = text;
	if (!wide_name(text) && utf8_invalid(text) == SIZE_MAX)
		return true;
	return guess(arena, text, out, found, err);
}
