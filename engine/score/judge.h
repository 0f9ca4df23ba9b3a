#ifndef ENGINE_SCORE_JUDGE_H
#define ENGINE_SCORE_JUDGE_H

#include "base/regex.h"
#include "engine/score/score.h"

/* One answer against one question; inside engine/score/ only. */

/* A part of the points: num of den, den > 0; below 0 it costs some. */
struct share {
	long num, den;
	enum mark_kind odd; /* MARK_ODD, MARK_OPEN, or MARK_WRONG when fine */
};

#define SHARE_NONE ((struct share){0, 1, MARK_WRONG})
#define SHARE_ALL ((struct share){1, 1, MARK_WRONG})
#define SHARE_ODD ((struct share){0, 1, MARK_ODD})
#define SHARE_OPEN ((struct share){0, 1, MARK_OPEN})

/* Credits are thousandths as people write them: 333 is meant as a third. A
 * credit in CREDIT_WHOLE-ths: the fraction with a denominator up to 12 that it
 * is the rounding of, else itself. */
enum { CREDIT_WHOLE = 693000 };
long credit_exact(long credit);
/* Of a sum of exact credits: between none and all. */
struct share share_of_credits(long sum);

/* The accepted texts of a question, then of its gaps, made ready. */
struct question_keys {
	struct str *normal; /* as answer_normal() */
	const struct regex **patterns;
	const struct str *options; /* answer_words() of each, as written */
	bool bonus, cancelled;
};
MUST bool question_keys_make(struct arena *arena, const struct question *q,
	struct question_keys *keys, struct error *err);

struct judging {
	struct arena *arena;
	const struct part *part;
	const struct item *item;
	const struct question *q;
	const struct question_keys *keys;
	struct str answer; /* trimmed, not empty */
};

struct share judge_answer(const struct judging *judging);

/* The author's option that is taken; SIZE_MAX: none, or several. */
size_t option_taken(const struct judging *judging);

/* Of numbers and texts; the accepted ones are keys[first] and after. */
struct share judge_numeric(const struct judging *judging);
struct share judge_text(const struct judging *judging, struct str answer,
	const struct accepted *accepted, size_t count, size_t first);

/* Capitals and blanks do not matter; marks do. */
struct str answer_normal(struct arena *arena, struct str text);

/* A text as the platforms that show questions give it back: without blanks,
 * signs of formulas and of emphasis, in small letters. */
struct str answer_words(struct arena *arena, struct str text);
/* The options that are answered by their words, "; " between several: bits by
 * printed place; false when one is none of them, or could be two. */
bool answer_by_words(const struct judging *judging, uint32_t *bits);
/* "Na -> natri; K -> kali": each pair the same; false when it is not so. */
bool match_by_words(const struct judging *judging, struct share *out);

/* "B", "a, C", "AC", "A/C": bits by printed place; false when one is none. */
bool answer_letters(struct str answer, size_t count, uint32_t *bits);
/* "Đ S - S", "TFFT", "1001": 1 true, 0 false, -1 nothing; how many there are,
 * SIZE_MAX when one is none of them or there are more than so many. */
size_t answer_truths(
	struct arena *arena, struct str answer, int *truths, size_t most);

#endif
