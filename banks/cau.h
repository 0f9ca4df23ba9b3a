#ifndef BANKS_CAU_H
#define BANKS_CAU_H

#include "banks/format.h"

/* Questions as Vietnamese teachers type them, copied out of Word as text:
 *
 *	Câu 1. [NB] Số nào là số nguyên tố?
 *	A. 4	*B. 7	C. 9	D. 15
 *	Lời giải
 *	7 chỉ chia hết cho 1 và 7.
 *
 * "Bài 1:", "Question 1." and options "A)" too, several on a line with a tab or
 * two blanks between or A to D in a row. Statements are a) b) c) d). The key is
 * a star before an option (# keeps it in its place), "Đáp án: B", "Chọn B",
 *"ĐSĐS", "Đáp số: 7",
 * "<key=7>", or a table at the end ("1.A 2.C", after a line ĐÁP ÁN), part by
 * part where the paper has parts. A passage "Read the following … from 31 to
 * 35" becomes a stimulus. Only read. */
extern const struct format format_cau;

#endif
