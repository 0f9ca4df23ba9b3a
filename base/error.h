#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

/* The result of a function that can fail: true when it worked. */
#define MUST __attribute__((warn_unused_result))

/* What a caller branches on; the text says the rest. */
enum error_code {
	ERROR_NONE,
	ERROR_SYNTAX,   /* not a file of the format at all */
	ERROR_INVALID,  /* well-formed, but says something impossible */
	ERROR_NOTFOUND, /* names a thing that does not exist */
	ERROR_UNSAT,    /* a blueprint the bank cannot meet */
	ERROR_DENIED,   /* refused: protection, limits, newer schema */
	ERROR_IO,       /* the machine failed: disk, memory map, lock */
};

/* Filled by the function that fails and touched by nobody else. Lines and
 * columns count from 1, columns in characters; 0 means not known. What does
 * not fit is cut off. */
struct error {
	enum error_code code;
	char file[256];
	unsigned line;
	unsigned column;
	char text[1024];
};

/* Both fill *err (which may be NULL) and return false, so that a failure is
 * one line: return fail(err, ERROR_NOTFOUND, _("no topic '%s'"), name); */
bool fail(struct error *err, enum error_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool fail_at(struct error *err, enum error_code code, const char *file,
	unsigned line, unsigned column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* "file:line:col: text", leaving out what is not known. Returns its length
 * as snprintf does. */
int error_format(const struct error *err, char *out, unsigned long size);

#endif
