#ifndef BANKS_QTI1_H
#define BANKS_QTI1_H

#include "banks/format.h"

/* QTI 1.2 of IMS (2002), as Canvas, Common Cartridge and others export it:
 * items of one answer or several, with their conditions for points. */
extern const struct format format_qti1;

#endif
