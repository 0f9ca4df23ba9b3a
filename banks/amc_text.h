#ifndef BANKS_AMC_TEXT_H
#define BANKS_AMC_TEXT_H

#include "banks/foreign.h"

struct amc_text {
	struct foreign *f;
	bool latex; /* "LaTeX: 1": all texts are LaTeX */
};

/* A text with AMC-TXT's marks as our Markdown: [_italic_], [*bold*], [|code|],
 * [= title =], [verbatim]…[/verbatim], [[LaTeX]]; !picture.png! is told, for
 * the file is not at hand. */
struct str amc_markdown(const struct amc_text *t, struct str text);

#endif
