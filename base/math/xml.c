#include "base/math/xml.h"
#include "base/utf8.h"

void xml_code(struct buf *out, uint32_t code)
{
	switch (code) {
	case '&':
		buf_text(out, "&amp;");
		break;
	case '<':
		buf_text(out, "&lt;");
		break;
	case '>':
		buf_text(out, "&gt;");
		break;
	case '"':
		buf_text(out, "&quot;");
		break;
	default:
		if (code >= ' ' && code != 0xFFFE && code != 0xFFFF)
			utf8_put(out, code);
		else if (code == '\t' || code == '\n')
			buf_char(out, ' ');
	}
}

void xml_text(struct buf *out, struct str text)
{
	size_t offset = 0;

	while (offset < text.len)
		xml_code(out, utf8_next(text, &offset));
}
