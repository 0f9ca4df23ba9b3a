#ifndef BASE_MATH_XML_H
#define BASE_MATH_XML_H

#include "base/str.h"

/* Text as it stands in XML, in an element or between quotes; what XML cannot
 * hold (controls) is left out. */
void xml_text(struct buf *out, struct str text);
void xml_code(struct buf *out, uint32_t code);

#endif
