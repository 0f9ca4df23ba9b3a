#include "base/markup/html.h"

/* Whether a text is HTML, before it is read as such. */

/* Those people write texts in; what has no end tag, or may go without. */
static const char *const usual[] = {"b", "strong", "i", "em", "u", "s", "sub",
	"sup", "span", "font", "div", "center", "a", "code", "pre", "tt", "ul",
	"ol", "table", "thead", "tbody", "h1", "h2", "h3", "h4", "h5", "h6",
	"blockquote", "small", "big", "strike", "del", "ins", "math", "script",
	"style", "iframe", "video", "audio", "object", "figure", NULL};
static const char *const endless[] = {"p", "br", "img", "hr", "li", "td", "tr",
	"th", "dd", "dt", "col", "wbr", "input", NULL};

static bool is_listed(struct str name, const char *const *list)
{
	for (; *list; list++)
		if (str_is(name, *list))
			return true;
	return false;
}

/* The name of the tag that begins at `at`, in small letters. */
static struct str tag_at(struct str text, size_t at, char name[16])
{
	size_t n = 0;

	for (at++; at < text.len && n < 15; at++) {
		char c = text.ptr[at];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && n)))
			break;
		name[n++] = c;
	}
	name[n] = 0;
	if (at >= text.len || !strchr(" \t\r\n/>", text.ptr[at]))
		n = 0;
	return (struct str){name, n};
}

static bool is_closed(struct str text, size_t at, struct str name)
{
	char found[16];

	while ((at = str_find(text, "</", at)) != SIZE_MAX) {
		at++;
		if (str_equal(tag_at(text, at, found), name))
			return true;
	}
	return false;
}

static bool is_entity(struct str text, size_t at)
{
	struct str near = str_sub(text, at + 1, 10);
	size_t end = str_find(near, ";", 0);

	for (size_t i = 0; end != SIZE_MAX && i < end; i++) {
		char c = near.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || (c == '#' && !i)))
			return false;
	}
	return end != SIZE_MAX && end > 1;
}

bool html_is_likely(struct str text)
{
	bool likely = false;
	char name[16];

	for (size_t at = 0; at < text.len; at++) {
		struct str tag;

		if (text.ptr[at] == '&' && is_entity(text, at))
			likely = true;
		if (text.ptr[at] != '<' || at + 1 == text.len ||
			strchr(" \t\n=<0123456789-/!", text.ptr[at + 1]))
			continue;
		tag = tag_at(text, at, name);
		if (!is_listed(tag, endless) &&
			!(is_listed(tag, usual) && is_closed(text, at, tag)))
			return false;
		likely = true;
	}
	return likely;
}
