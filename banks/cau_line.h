#ifndef BANKS_CAU_LINE_H
#define BANKS_CAU_LINE_H

#include "banks/ladder.h"

/* What a line of a typed paper is, by its first words: those are compared
 * without marks and capitals. Lines come trimmed and in NFC. */

/* What the questions of a part are, where its heading says so. */
enum cau_part { CAU_ANY, CAU_CHOICE, CAU_STATEMENTS, CAU_SHORT, CAU_ESSAY };

/* Whether the line begins with the word ("huong dan"); what follows it. */
bool cau_begins(struct arena *arena, struct str line, const char *word,
	struct str *rest);

/* Whether it begins with one of the words (NULL ends them) and the word ends
 * there; what follows it and a ".", ":" or ")". */
bool cau_has_word(struct arena *arena, struct str line,
	const char *const *words, struct str *rest);

/* "Câu 12.", "Câu 1 (NB):", "Bài 05)", "Câu 3 (0,25 điểm).", "Question 4:
 * [2D1H3-6]", "Câu 7" alone; rest is what follows. */
struct cau_start {
	long number;
	struct ladder code;
	long points; /* thousandths; 0 not said */
	struct str rest;
};
bool cau_start(struct arena *arena, struct str line, struct cau_start *out);

/* "PHẦN II. …", "B. TỰ LUẬN (3 điểm)", "SECTION A". */
struct cau_heading {
	int number; /* 0 when it has none */
	enum cau_part kind;
};
bool cau_heading(struct arena *arena, struct str line, struct cau_heading *out);

/* What a paper has between its questions: lines of dots, page numbers; *end
 * after "HẾT". */
bool cau_furniture(struct arena *arena, struct str line, bool *end);

/* "Read the following passage … from 31 to 35", "Đọc đoạn trích sau và trả lời
 * câu 3 và câu 4": before the questions from–to; 0 when no range is said, in
 * English only. */
struct cau_range {
	long from, to;
};
bool cau_instruction(
	struct arena *arena, struct str line, struct cau_range *out);
/* "from 31 to 35", "câu 3 và câu 4" anywhere in the line. */
bool cau_range(struct arena *arena, struct str line, struct cau_range *out);

enum { CAU_OPTIONS = 26 };

/* "A.", "b)", "*C.", "#D)" at `at`: its index (SIZE_MAX none), whether a star
 * or a # stands before it, and where its text begins. */
struct cau_label {
	bool star, pinned;
	size_t text;
};
size_t cau_label_at(
	struct str line, size_t at, bool small, struct cau_label *out);
/* The next label that goes on from `expected` in the line: after a blank. */
size_t cau_label_next(
	struct str line, size_t from, size_t expected, bool small);
/* Where options begin on the line of a stem: "Đơn vị là A. m  B. kg  C. s". */
size_t cau_options_within(struct str line);

#endif
