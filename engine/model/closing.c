#include "engine/model/closing.h"

#include "base/utf8.h"

/* A text is recognised word by word, folded ("Tất cả" is "tat ca"): all its
 * words must belong to the talk about options, and some must carry it. */
enum word {
	WORD_OTHER,   /* not of that talk */
	WORD_FILL,    /* joins, counts: "the", "đều", "hai" */
	WORD_NOUN,    /* what options are: "answers", "phương án" */
	WORD_POINTER, /* "above", "trên" */
	WORD_TRUTH,   /* "correct", "sai" */
	WORD_ALL,     /* "all", "tất cả", "cả" */
	WORD_NO,      /* "none", "không" */
	WORD_WHICH,   /* "nào", "of": what a no is said of */
	WORD_BEYOND,  /* "khác": another answer */
	WORD_LETTER,
	WORD_KINDS
};

enum { TEXT_MOST = 120, LETTERS = 6 };

static const struct {
	const char *text;
	enum word word;
} words[] = {
	{"tat ca", WORD_ALL},
	{"ca", WORD_ALL},
	{"all", WORD_ALL},
	{"both", WORD_ALL},
	{"khong", WORD_NO},
	{"none", WORD_NO},
	{"neither", WORD_NO},
	{"no", WORD_NO},
	{"khac", WORD_BEYOND},
	{"another", WORD_BEYOND},
	{"other", WORD_BEYOND},
	{"dap an", WORD_NOUN},
	{"dap so", WORD_NOUN},
	{"phuong an", WORD_NOUN},
	{"lua chon", WORD_NOUN},
	{"khang dinh", WORD_NOUN},
	{"phat bieu", WORD_NOUN},
	{"menh de", WORD_NOUN},
	{"ket qua", WORD_NOUN},
	{"cau tra loi", WORD_NOUN},
	{"cau", WORD_NOUN},
	{"dieu", WORD_NOUN},
	{"y", WORD_NOUN},
	{"answer", WORD_NOUN},
	{"answers", WORD_NOUN},
	{"option", WORD_NOUN},
	{"options", WORD_NOUN},
	{"choice", WORD_NOUN},
	{"choices", WORD_NOUN},
	{"statement", WORD_NOUN},
	{"statements", WORD_NOUN},
	{"tren", WORD_POINTER},
	{"above", WORD_POINTER},
	{"these", WORD_POINTER},
	{"listed", WORD_POINTER},
	{"dung", WORD_TRUTH},
	{"sai", WORD_TRUTH},
	{"chinh xac", WORD_TRUTH},
	{"correct", WORD_TRUTH},
	{"incorrect", WORD_TRUTH},
	{"right", WORD_TRUTH},
	{"wrong", WORD_TRUTH},
	{"true", WORD_TRUTH},
	{"false", WORD_TRUTH},
	{"va", WORD_FILL},
	{"lan", WORD_FILL},
	{"hoac", WORD_FILL},
	{"cac", WORD_FILL},
	{"nhung", WORD_FILL},
	{"deu", WORD_FILL},
	{"la", WORD_FILL},
	{"o", WORD_FILL},
	{"neu", WORD_FILL},
	{"day", WORD_FILL},
	{"co", WORD_FILL},
	{"nao", WORD_WHICH},
	{"mot", WORD_FILL},
	{"chi", WORD_FILL},
	{"trong", WORD_FILL},
	{"hai", WORD_FILL},
	{"ba", WORD_FILL},
	{"bon", WORD_FILL},
	{"1", WORD_FILL},
	{"2", WORD_FILL},
	{"3", WORD_FILL},
	{"4", WORD_FILL},
	{"of", WORD_WHICH},
	{"the", WORD_FILL},
	{"them", WORD_FILL},
	{"are", WORD_FILL},
	{"is", WORD_FILL},
	{"and", WORD_FILL},
	{"or", WORD_FILL},
	{"nor", WORD_FILL},
	{"only", WORD_FILL},
	{"two", WORD_FILL},
	{"three", WORD_FILL},
	{"four", WORD_FILL},
};

struct reading {
	size_t count[WORD_KINDS];
	uint32_t letters;
};

/* The text as its words with one space between, marks and case kept. */
static struct str spaced(struct arena *arena, struct str text)
{
	struct buf buf = {.arena = arena};
	bool gap = false;

	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);

		if (!utf8_in_word(code) && !(code >= '0' && code <= '9')) {
			gap = true;
			continue;
		}
		if (gap && buf.len)
			buf_char(&buf, ' ');
		gap = false;
		utf8_put(&buf, code);
	}
	return buf_str(&buf);
}

/* The longest word or phrase of the table that the folded text begins with;
 * its length, 0 when there is none. */
static size_t longest(struct str folded, enum word *word)
{
	size_t best = 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i].text);

		if (len > best && str_starts(folded, words[i].text) &&
			(len == folded.len || folded.ptr[len] == ' ')) {
			best = len;
			*word = words[i].word;
		}
	}
	return best;
}

/* A capital letter alone. Vietnamese has no such word. */
static bool is_letter(struct str text, uint32_t *letters)
{
	if (!text.len || text.ptr[0] < 'A' || text.ptr[0] >= 'A' + LETTERS ||
		(text.len > 1 && text.ptr[1] != ' '))
		return false;
	*letters |= UINT32_C(1) << (text.ptr[0] - 'A');
	return true;
}

static struct str skip_words(struct str text, size_t count)
{
	struct str word;

	while (count-- > 0)
		str_cut(&text, ' ', &word);
	return text;
}

static size_t count_words(struct str text)
{
	size_t count = 1;

	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == ' ';
	return count;
}

/* Text and its folded form go word by word alike. False at a word that does
 * not belong. */
static bool read_words(struct str text, struct str folded, struct reading *r)
{
	while (text.len) {
		enum word word = WORD_OTHER;
		size_t len = 1;

		if (is_letter(text, &r->letters))
			word = WORD_LETTER;
		else
			len = longest(folded, &word);
		if (!len)
			return false;
		len = count_words(str_sub(folded, 0, len));
		text = skip_words(text, len);
		folded = skip_words(folded, len);
		r->count[word]++;
	}
	return true;
}

static size_t bits(uint32_t mask)
{
	size_t count = 0;

	for (; mask; mask &= mask - 1)
		count++;
	return count;
}

/* "Không đúng" and "không có kết quả" may well be answers themselves. */
static bool denies_others(const size_t *n)
{
	return n[WORD_NO] &&
		(n[WORD_POINTER] || (n[WORD_NOUN] && n[WORD_WHICH]) ||
			(n[WORD_TRUTH] &&
				(n[WORD_FILL] || n[WORD_NOUN] ||
					n[WORD_WHICH])));
}

static struct closing judge(const struct reading *r)
{
	const size_t *n = r->count;
	bool says = n[WORD_NOUN] || n[WORD_POINTER] || n[WORD_TRUTH];

	if (bits(r->letters) > 1 || (r->letters && says))
		return (struct closing){CLOSING_LETTERS, r->letters};
	if (!r->letters &&
		((n[WORD_ALL] && says) || denies_others(n) ||
			(n[WORD_BEYOND] && n[WORD_NOUN])))
		return (struct closing){.kind = CLOSING_OTHERS};
	return (struct closing){0};
}

/* Letters within formulas are not options. */
static bool has_math(struct str text)
{
	return str_find(text, "$", 0) != SIZE_MAX;
}

struct closing closing_of(struct arena *arena, struct str text)
{
	struct arena_mark start = arena_mark(arena);
	struct reading reading = {0};
	struct closing closing = {0};
	struct str plain;

	if (text.len > TEXT_MOST || has_math(text))
		return closing;
	plain = spaced(arena, text);
	if (read_words(plain, utf8_fold(arena, plain), &reading))
		closing = judge(&reading);
	arena_release(arena, start);
	return closing;
}

static bool letters_make_sense(
	const struct closing *closings, size_t count, size_t i)
{
	uint32_t letters = closings[i].letters;

	if (letters >> count)
		return false;
	for (size_t k = 0; k < count; k++)
		if (letters >> k & 1 &&
			(k == i || closings[k].kind == CLOSING_LETTERS))
			return false;
	return true;
}

void question_closings(
	struct arena *arena, const struct question *q, struct closing out[])
{
	bool sense = true;

	for (size_t i = 0; i < q->option_count; i++)
		out[i] = closing_of(arena, q->options[i].text);
	for (size_t i = 0; i < q->option_count; i++)
		if (out[i].kind == CLOSING_LETTERS)
			sense = sense &&
				letters_make_sense(out, q->option_count, i);
	for (size_t i = 0; i < q->option_count; i++)
		if (out[i].kind == CLOSING_LETTERS && !sense)
			out[i] = (struct closing){0};
}
