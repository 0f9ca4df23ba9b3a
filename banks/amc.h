#ifndef BANKS_AMC_H
#define BANKS_AMC_H

#include "banks/format.h"

/* AMC-TXT, the plain text of auto-multiple-choice:
 *
 *	* One is right.
 *	+ this
 *	- not that
 *
 * "**" where several may be, "*<lines=4>" an essay; options in brackets and
 * scoring in braces behind the star or the sign; "*(" to "*)" a group, whose
 * title becomes a topic and whose text a passage. LaTeX in [[…]] is read as in
 * other LaTeX. Files that one includes are not looked for. Only read. */
extern const struct format format_amc;

#endif
