#ifndef BASE_COLLATE_H
#define BASE_COLLATE_H

#include "base/str.h"

/* Vietnamese order: letters a ă â b c d đ e ê … o ô ơ … u ư …; then tones
 * ngang, huyền, hỏi, ngã, sắc, nặng; then lower before upper case; digits by
 * value ("Bài 2" before "Bài 10"); then by bytes, so that 0 means equal. <0, 0,
 * >0. */
int collate(struct str a, struct str b);

/* People: by given name (the last word), then by the rest. */
int collate_names(struct str a, struct str b);

#endif
