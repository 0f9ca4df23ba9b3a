#ifndef BASE_MARKUP_ENTITY_H
#define BASE_MARKUP_ENTITY_H

#include "base/str.h"

/* Appends what "&name;", "&#12;" or "&#x1f;" stands for: a space for a control
 * character, U+FFFD for what is no character, itself for a name that is not
 * of HTML 4. */
void entity_put(struct buf *out, struct str entity);

#endif
