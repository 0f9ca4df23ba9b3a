#ifndef BANKS_TRIVIA_H
#define BANKS_TRIVIA_H

#include "banks/format.h"

/* Trivia as collections of them are kept: "#Q" and the question, "^" and the
 * right answer, then the options, each behind its letter and a blank. Read
 * only. */
extern const struct format format_trivia;

#endif
