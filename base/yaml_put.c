#include "base/utf8.h"
#include "base/yaml.h"

/* What a plain scalar would be taken for, here or by a YAML 1.1 reader. */
static const char *const meant[] = {
	"~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", NULL};

/* ASCII only: the words above are. */
static bool same_letters(struct str s, const char *word)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word[i])
			return false;
	}
	return !word[s.len];
}

/* Numbers, dates, times, versions: to be quoted, since they are texts here. */
static bool looks_numeric(struct str s)
{
	bool digit = false;

	if (str_starts(s, "0x") || str_starts(s, "0o"))
		return true;
	for (size_t i = 0; i < s.len; i++) {
		if (!strchr("0123456789+-.,:_/eETZ", s.ptr[i]))
			return false;
		digit |= s.ptr[i] >= '0' && s.ptr[i] <= '9';
	}
	return digit && strchr("0123456789+-.", s.ptr[0]);
}

static bool is_meant(struct str s)
{
	for (size_t i = 0; meant[i]; i++)
		if (s.len == strlen(meant[i]) && same_letters(s, meant[i]))
			return true;
	return looks_numeric(s);
}

/* Such a character makes a file look otherwise than it is. */
static bool turns_direction(uint32_t code)
{
	return code == 0x61c || code == 0x200e || code == 0x200f ||
		(code >= 0x202a && code <= 0x202e) ||
		(code >= 0x2066 && code <= 0x2069);
}

/* A character that only an escape in "…" brings through libyaml unharmed, or
 * that nobody would see. */
static bool needs_escape(uint32_t code)
{
	return (code < ' ' && code != '\n') || (code >= 0x7f && code < 0xa0) ||
		code == 0x2028 || code == 0x2029 || code == 0xfeff ||
		(code & 0xfffe) == 0xfffe || turns_direction(code);
}

struct shape {
	bool escapes; /* holds such characters, tabs too */
	bool lines;   /* holds line ends */
};

static struct shape shape_of(struct str s)
{
	struct shape shape = {false, false};

	for (size_t at = 0; at < s.len;) {
		uint32_t code = utf8_next(s, &at);

		shape.lines |= code == '\n';
		shape.escapes |= needs_escape(code) && code != '\t';
	}
	return shape;
}

static bool can_be_plain(struct str s, bool flow)
{
	if (!s.len || strchr(" -?:,[]{}#&*!|>'\"%@`=<", s.ptr[0]) ||
		s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == ':' ||
		str_starts(s, "..."))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (c == '\t' || (flow && strchr(",[]{}:#?", c)))
			return false;
		if (c == ':' && s.ptr[i + 1] == ' ')
			return false;
		if (c == '#' && s.ptr[i - 1] == ' ')
			return false;
	}
	return !is_meant(s);
}

static void put_single(struct buf *buf, struct str s)
{
	buf_char(buf, '\'');
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\'')
			buf_char(buf, '\'');
		buf_char(buf, s.ptr[i]);
	}
	buf_char(buf, '\'');
}

static void put_escape(struct buf *buf, uint32_t code)
{
	static const char letters[] = "n\nt\tr\r\"\"\\\\";

	for (const char *p = letters; *p; p += 2)
		if ((uint32_t)p[1] == code) {
			buf_char(buf, '\\');
			buf_char(buf, p[0]);
			return;
		}
	buf_format(buf, code > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)code);
}

static void put_double(struct buf *buf, struct str s)
{
	buf_char(buf, '"');
	for (size_t at = 0; at < s.len;) {
		uint32_t code = utf8_next(s, &at);

		if (code == '\n' || code == '"' || code == '\\' ||
			needs_escape(code))
			put_escape(buf, code);
		else
			utf8_put(buf, code);
	}
	buf_char(buf, '"');
}

void yaml_put_flow(struct buf *buf, struct str text)
{
	struct shape shape = shape_of(text);

	if (shape.lines || shape.escapes || str_find(text, "\t", 0) != SIZE_MAX)
		put_double(buf, text);
	else if (can_be_plain(text, true))
		buf_add(buf, text);
	else
		put_single(buf, text);
}

/* |- without a line end at the end, | with one, |+ with more. The caller ends
 * the line, so the last line end is left out. */
static void put_block(struct buf *buf, struct str text, unsigned indent)
{
	struct str rest = text, line;
	bool ends = str_ends(text, "\n");

	buf_text(buf, !ends ? "|-" : str_ends(text, "\n\n") ? "|+" : "|");
	if (ends)
		rest.len--;
	while (str_cut(&rest, '\n', &line)) {
		buf_char(buf, '\n');
		for (unsigned i = 0; line.len && i < indent; i++)
			buf_char(buf, ' ');
		buf_add(buf, line);
	}
}

void yaml_put_scalar(struct buf *buf, struct str text, unsigned indent)
{
	struct shape shape = shape_of(text);

	/* A block that begins with a blank would need its depth written, from
	 * a column that is not known here. */
	if (shape.lines && !shape.escapes && indent &&
		!strchr(" \t\n", text.ptr[0]))
		put_block(buf, text, indent);
	else if (shape.lines || shape.escapes ||
		str_find(text, "\t", 0) != SIZE_MAX)
		put_double(buf, text);
	else if (can_be_plain(text, false))
		buf_add(buf, text);
	else
		put_single(buf, text);
}
