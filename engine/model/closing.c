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

enum { TEXT_MOST = 120, LETTERS = 6, OTHERS_MOST = 4 };

/* Folded, and as it is written where another word is folded alike: "dùng" and
 * "cầu" are no talk about options, though "dung" and "cau" are. */
static const struct {
	const char *text;
	enum word word;
	const char *marked;
} words[] = {
	{"tat ca", WORD_ALL, NULL},
	{"ca", WORD_ALL, "cả"},
	{"all", WORD_ALL, NULL},
	{"all right", WORD_OTHER, NULL},
	{"above all", WORD_OTHER, NULL},
	{"any", WORD_ALL, NULL},
	{"both", WORD_ALL, NULL},
	{"khong", WORD_NO, "không"},
	{"none", WORD_NO, NULL},
	{"neither", WORD_NO, NULL},
	{"no", WORD_NO, NULL},
	{"khac", WORD_BEYOND, "khác"},
	{"another", WORD_BEYOND, NULL},
	{"other", WORD_BEYOND, NULL},
	{"dap an", WORD_NOUN, NULL},
	{"dap so", WORD_NOUN, NULL},
	{"phuong an", WORD_NOUN, NULL},
	{"lua chon", WORD_NOUN, NULL},
	{"khang dinh", WORD_NOUN, NULL},
	{"phat bieu", WORD_NOUN, NULL},
	{"menh de", WORD_NOUN, NULL},
	{"ket qua", WORD_NOUN, NULL},
	{"cau tra loi", WORD_NOUN, NULL},
	{"cau", WORD_NOUN, "câu"},
	{"dieu", WORD_NOUN, "điều"},
	{"y", WORD_NOUN, "ý"},
	{"answer", WORD_NOUN, NULL},
	{"answers", WORD_NOUN, NULL},
	{"option", WORD_NOUN, NULL},
	{"options", WORD_NOUN, NULL},
	{"choice", WORD_NOUN, NULL},
	{"choices", WORD_NOUN, NULL},
	{"statement", WORD_NOUN, NULL},
	{"statements", WORD_NOUN, NULL},
	{"tren", WORD_POINTER, "trên"},
	{"con lai", WORD_POINTER, "còn lại"},
	{"kia", WORD_POINTER, "kia"},
	{"above", WORD_POINTER, NULL},
	{"these", WORD_POINTER, NULL},
	{"listed", WORD_POINTER, NULL},
	{"dung", WORD_TRUTH, "đúng"},
	{"sai", WORD_TRUTH, NULL},
	{"chinh xac", WORD_TRUTH, NULL},
	{"correct", WORD_TRUTH, NULL},
	{"incorrect", WORD_TRUTH, NULL},
	{"right", WORD_TRUTH, NULL},
	{"wrong", WORD_TRUTH, NULL},
	{"true", WORD_TRUTH, NULL},
	{"false", WORD_TRUTH, NULL},
	{"va", WORD_FILL, "và"},
	{"lan", WORD_FILL, "lẫn"},
	{"hoac", WORD_FILL, NULL},
	{"cac", WORD_FILL, "các"},
	{"nhung", WORD_FILL, "những"},
	{"deu", WORD_FILL, "đều"},
	{"la", WORD_FILL, "là"},
	{"o", WORD_FILL, "ở"},
	{"neu", WORD_FILL, "nêu"},
	{"day", WORD_FILL, "đây"},
	{"co", WORD_FILL, "có"},
	{"nao", WORD_WHICH, "nào"},
	{"mot", WORD_FILL, "một"},
	{"chi", WORD_FILL, "chỉ"},
	{"trong", WORD_FILL, NULL},
	{"hai", WORD_FILL, NULL},
	{"ba", WORD_FILL, NULL},
	{"bon", WORD_FILL, "bốn"},
	{"1", WORD_FILL, NULL},
	{"2", WORD_FILL, NULL},
	{"3", WORD_FILL, NULL},
	{"4", WORD_FILL, NULL},
	{"of", WORD_WHICH, NULL},
	{"the", WORD_FILL, NULL},
	{"them", WORD_FILL, NULL},
	{"are", WORD_FILL, NULL},
	{"is", WORD_FILL, NULL},
	{"and", WORD_FILL, NULL},
	{"or", WORD_FILL, NULL},
	{"either", WORD_FILL, NULL},
	{"nor", WORD_FILL, NULL},
	{"only", WORD_FILL, NULL},
	{"two", WORD_FILL, NULL},
	{"three", WORD_FILL, NULL},
	{"four", WORD_FILL, NULL},
};

struct reading {
	size_t count[WORD_KINDS];
	uint32_t letters;
	enum word first,
		last; /* last: but for what is said of it, "đều đúng" */
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

/* The text begins with these words. */
static bool begins(struct str text, const char *with)
{
	size_t len = strlen(with);

	return str_starts(text, with) &&
		(len == text.len || text.ptr[len] == ' ');
}

/* A text and its other forms, which go word by word alike. */
struct spelling {
	struct str text, lower, folded;
	bool bare; /* the whole text was typed without marks */
};

/* The longest word or phrase of the table that the text begins with; its
 * length folded, 0 when there is none. Who types without marks does so in all
 * of the text. */
static size_t longest(const struct spelling *t, enum word *word)
{
	size_t best = 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *marked = words[i].marked;
		size_t len = strlen(words[i].text);

		if (len > best && begins(t->folded, words[i].text) &&
			(!marked || t->bare || begins(t->lower, marked))) {
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

static void note(struct reading *r, enum word word)
{
	if (r->count[word]++ == 0 && r->first == WORD_OTHER)
		r->first = word;
	if (word != WORD_FILL && word != WORD_TRUTH)
		r->last = word;
}

/* False at a word that does not belong; only after an "all" may there be some:
 * "cả ba yếu tố trên". */
static bool read_words(struct spelling t, struct reading *r)
{
	while (t.text.len) {
		enum word word = WORD_OTHER;
		size_t count = 1;

		if (is_letter(t.text, &r->letters))
			word = WORD_LETTER;
		else
			count = count_words(
				str_sub(t.folded, 0, longest(&t, &word)));
		if (word == WORD_OTHER &&
			(r->first != WORD_ALL ||
				r->count[WORD_OTHER] == OTHERS_MOST))
			return false;
		t.text = skip_words(t.text, count);
		t.lower = skip_words(t.lower, count);
		t.folded = skip_words(t.folded, count);
		note(r, word);
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

	if (n[WORD_OTHER])
		return (struct closing){
			.kind = !r->letters && r->last == WORD_POINTER
				? CLOSING_OTHERS
				: CLOSING_NONE};
	if (bits(r->letters) > 1 || (r->letters && says))
		return (struct closing){CLOSING_LETTERS, r->letters};
	if (!r->letters &&
		((n[WORD_ALL] && says) || denies_others(n) ||
			(n[WORD_NOUN] && n[WORD_POINTER] && n[WORD_TRUTH]) ||
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
	struct spelling t;

	if (text.len > TEXT_MOST || has_math(text))
		return closing;
	t.text = spaced(arena, utf8_nfc(arena, text));
	t.lower = utf8_lower(arena, t.text);
	t.folded = utf8_fold(arena, t.text);
	t.bare = str_equal(t.lower, t.folded);
	if (read_words(t, &reading))
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
