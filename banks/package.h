#ifndef BANKS_PACKAGE_H
#define BANKS_PACKAGE_H

#include "banks/format.h"

/* Content packages: a zip file with question files of other formats in it, and
 * the pictures that they show. */
extern const struct format format_package;

#endif
