#ifndef BANKS_PACKAGE_H
#define BANKS_PACKAGE_H

#include "banks/format.h"

/* Content packages: a zip file with question files of other formats in it, and
 * the pictures that they show. */
extern const struct format format_package;

/* Its reader, for formats that are written as packages. */
bool package_read(struct arena *arena, const char *file, struct str bytes,
	const struct sink *sink, struct report *report, struct error *err);

#endif
