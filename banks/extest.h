#ifndef BANKS_EXTEST_H
#define BANKS_EXTEST_H

#include "banks/format.h"

/* LaTeX with the package ex_test, as Vietnamese mathematics teachers share it:
 *
 *	\begin{ex}%[source]%[2D1H1-1]
 *	 stem \choice{a}{\True b}{c}{d}
 *	 \loigiai{...}
 *	\end{ex}
 *
 * \choice, \choiceTF and its kin, \shortans; environments ex, bt, vd, with or
 * without \immini around. Drawings in TikZ are kept as media, shown as a frame.
 * Only read; nothing is run. */
extern const struct format format_extest;

#endif
