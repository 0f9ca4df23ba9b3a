#ifndef BANKS_CANVAS_QUIZ_H
#define BANKS_CANVAS_QUIZ_H

#include "banks/format.h"

/* A quiz for Canvas: a package of QTI 1.2 in the form that Canvas exports, with
 * its question types, its metadata and its pictures of formulas. What Canvas
 * has no place for (subject, level, topic…) are metadata fields of each item
 * under names of ours, which Canvas passes over and the reader knows again. An
 * order is asked as a match with the places, statements as a text with a choice
 * of true and false behind each; a passage is a text without a question before
 * those that belong to it. */
extern const struct format format_canvas;

#endif
