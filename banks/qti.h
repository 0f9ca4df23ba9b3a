#ifndef BANKS_QTI_H
#define BANKS_QTI_H

#include "banks/format.h"

/* QTI 2.1, 2.2 and 3.0 items of 1EdTech (formerly IMS): one vocabulary, written
 * in camel case in the first two ("choiceInteraction") and with dashes in the
 * third ("qti-choice-interaction"). */
extern const struct format format_qti;

#endif
