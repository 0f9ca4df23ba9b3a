#ifndef BANKS_CAU_KEY_H
#define BANKS_CAU_KEY_H

#include "base/str.h"

/* Keys as typed after "Đáp án:" or in a table of keys. */

/* "B", "A, C", "AC", "b", "là B.", "đáp án B vì…": the options' bits of count;
 * 0 when it names none. rest is what follows the letters. */
uint32_t cau_key_letters(
	struct arena *arena, struct str key, size_t count, struct str *rest);

/* "ĐSĐS", "Đ, S, Đ, S", "a) Đúng; b) Sai…", "a-Đ b-S", "TFTF": whether it says
 * exactly count of them. */
bool cau_key_truths(
	struct arena *arena, struct str key, size_t count, bool *truths);

/* "Đúng", "Sai vì…", "Đ.", "F" at the beginning, a word of its own: 1 true, 0
 * false, -1 neither. */
int cau_key_truth(struct arena *arena, struct str text);

/* Pairs of a table's line: "1.A 2.C", "1-A | 2-B", "Câu 3: 12,5", "1: a) Đ b)
 * S c) Đ d) S", for each of which put is called; false when the line has
 * anything else. */
bool cau_key_pairs(struct arena *arena, struct str line,
	void (*put)(void *ctx, long number, struct str key), void *ctx);

#endif
