#ifndef BANKS_QTI_WRITE_H
#define BANKS_QTI_WRITE_H

#include "banks/format.h"

/* The class of the passage that is put before what is asked. */
#define QTI_PASSAGE "dethi-passage"

/* QTI content packages: a manifest, a test, an item and its pictures in a
 * folder for each question. Formulas are MathML with their TeX beside it; what
 * QTI has no place for (subject, level, topic…) stands in a rubric for authors,
 * which the reader knows again. */
extern const struct format format_qti21;
extern const struct format format_qti3;

#endif
