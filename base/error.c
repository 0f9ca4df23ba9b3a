#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Without the half of a character that the cut may have left. */
static void store(char *out, char *text)
{
	size_t len = strlen(text);
	size_t invalid = utf8_invalid((struct str){text, len});

	if (invalid != SIZE_MAX && len - invalid < 4)
		text[invalid] = 0;
	memcpy(out, text, strlen(text) + 1);
}

static void fill(struct error *err, enum error_code code, const char *file,
	unsigned line, unsigned column, const char *format, va_list args)
{
	char text[sizeof err->text];
	char name[sizeof err->file];

	/* file and args may point into err itself. */
	vsnprintf(text, sizeof text, format, args);
	snprintf(name, sizeof name, "%s", file ? file : "");
	store(err->file, name);
	store(err->text, text);
	err->code = code;
	err->line = line;
	err->column = column;
}

bool fail(struct error *err, enum error_code code, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	fill(err, code, "", 0, 0, format, args);
	va_end(args);
	return false;
}

bool fail_at(struct error *err, enum error_code code, const char *file,
	unsigned line, unsigned column, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	fill(err, code, file, line, column, format, args);
	va_end(args);
	return false;
}

int error_format(const struct error *err, char *out, unsigned long size)
{
	if (!err->file[0])
		return snprintf(out, size, "%s", err->text);
	if (!err->line)
		return snprintf(out, size, "%s: %s", err->file, err->text);
	if (!err->column)
		return snprintf(out, size, "%s:%u: %s", err->file, err->line,
			err->text);
	return snprintf(out, size, "%s:%u:%u: %s", err->file, err->line,
		err->column, err->text);
}
