#ifndef BANKS_REXAMS_H
#define BANKS_REXAMS_H

#include "banks/format.h"

/* Exercises of R/exams, in Markdown (.Rmd) and in LaTeX (.Rnw): a question and
 * a solution, lists of answers, and metadata (extype, exsolution…). R code is
 * never run: an exercise whose texts or solution it makes is named and left
 * out, a chunk that shows nothing is told and left out. Only read. */
extern const struct format format_rexams;

#endif
