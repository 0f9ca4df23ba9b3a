#include "banks/latex.h"

static size_t end_of_line(struct str tex, size_t at)
{
	while (at < tex.len && tex.ptr[at] != '\n')
		at++;
	return at;
}

size_t latex_group_end(struct str tex, size_t at, char open)
{
	char close = open == '[' ? ']' : '}';
	int depth = 0, braces = 0;

	for (; at < tex.len; at++) {
		char c = tex.ptr[at];

		if (c == '\\')
			at++;
		else if (c == '%')
			at = end_of_line(tex, at);
		else if (c == open && !(open == '[' && braces))
			depth++;
		else if (c == close && !(open == '[' && braces) && !--depth)
			return at + 1;
		else if (open == '[' && c == '{')
			braces++;
		else if (open == '[' && c == '}' && braces)
			braces--;
	}
	return SIZE_MAX;
}

bool latex_group(struct str tex, size_t *at, char open, struct str *inside)
{
	size_t start = *at, end;

	while (start < tex.len && strchr(" \t\r\n", tex.ptr[start]))
		start++;
	if (start >= tex.len || tex.ptr[start] != open)
		return false;
	end = latex_group_end(tex, start, open);
	if (end == SIZE_MAX)
		return false;
	*inside = str_sub(tex, start + 1, end - start - 2);
	*at = end;
	return true;
}

struct str latex_without_comments(struct arena *arena, struct str tex)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < tex.len; i++) {
		if (tex.ptr[i] == '%')
			i = end_of_line(tex, i);
		if (i < tex.len)
			buf_char(&out, tex.ptr[i]);
		if (i + 1 < tex.len && tex.ptr[i] == '\\')
			buf_char(&out, tex.ptr[++i]);
	}
	return buf_str(&out);
}
