#include "engine/model/closing.h"

#include "base/utf8.h"

/* A text is recognised word by word, folded ("Tất cả" is "tat ca"): all its
 * words must belong to the talk about options, and some must carry it. */
enum word {
	WORD_OTHER,   /* not of that talk */
	WORD_FILL,    /* joins, counts: "the", "hai" */
	WORD_CARRY,   /* of letters only: "đều", "chỉ" */
	WORD_BUT,     /* what makes a difference between them: "còn", "not" */
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

enum { TEXT_MOST = 120, LETTERS_MOST = 240, LETTERS = 6, OTHERS_MOST = 4 };

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
	{"ket luan", WORD_NOUN, NULL},
	{"nhan dinh", WORD_NOUN, NULL},
	{"nhan xet", WORD_NOUN, NULL},
	{"y kien", WORD_NOUN, NULL},
	{"va", WORD_FILL, "và"},
	{"lan", WORD_FILL, "lẫn"},
	{"hoac", WORD_FILL, NULL},
	{"hoan toan", WORD_FILL, NULL},
	{"cac", WORD_FILL, "các"},
	{"nhung", WORD_FILL, "những"},
	{"deu", WORD_CARRY, "đều"},
	{"la", WORD_FILL, "là"},
	{"o", WORD_FILL, "ở"},
	{"neu", WORD_FILL, "nêu"},
	{"day", WORD_FILL, "đây"},
	{"co", WORD_FILL, "có"},
	{"nao", WORD_WHICH, "nào"},
	{"mot", WORD_FILL, "một"},
	{"chi", WORD_CARRY, "chỉ"},
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
	{"either", WORD_CARRY, NULL},
	{"nor", WORD_FILL, NULL},
	{"only", WORD_CARRY, NULL},
	{"two", WORD_FILL, NULL},
	{"three", WORD_FILL, NULL},
	{"four", WORD_FILL, NULL},
	{"seems", WORD_FILL, NULL},
	{"con", WORD_BUT, "còn"},
	{"nhung", WORD_BUT, "nhưng"},
	{"chu", WORD_BUT, "chứ"},
	{"phai", WORD_BUT, "phải"},
	{"tru", WORD_BUT, "trừ"},
	{"ngoai", WORD_BUT, "ngoài"},
	{"vi", WORD_BUT, "vì"},
	{"thi", WORD_BUT, "thì"},
	{"neu", WORD_BUT, "nếu"},
	{"but", WORD_BUT, NULL},
	{"not", WORD_BUT, NULL},
	{"while", WORD_BUT, NULL},
	{"except", WORD_BUT, NULL},
	{"because", WORD_BUT, NULL},
	{"if", WORD_BUT, NULL},
	{"then", WORD_BUT, NULL},
};

struct reading {
	size_t count[WORD_KINDS];
	uint32_t letters, small; /* as "A" or "(a)", and as "a" */
	uint32_t things;   /* of letters: "vitamin A", "điểm A và B" */
	uint32_t articles; /* "A friend" */
	bool thing;        /* the words before are such */
	enum word first,
		last; /* last: but for what is said of it, "đều đúng" */
};

static bool in_word(struct str text, size_t at)
{
	return at < text.len &&
		(utf8_in_word((unsigned char)text.ptr[at]) ||
			(unsigned char)text.ptr[at] >= 0x80 ||
			(text.ptr[at] >= '0' && text.ptr[at] <= '9'));
}

/* "(a)" and "b)" name a letter as "A" does. */
static bool is_bracketed(struct str text, size_t at)
{
	size_t before = at && text.ptr[at - 1] == '(' ? at - 1 : at;

	return text.ptr[at] >= 'a' && text.ptr[at] < 'a' + LETTERS &&
		at + 1 < text.len && text.ptr[at + 1] == ')' &&
		!(before && in_word(text, before - 1));
}

/* The text as its words with one space between, marks and case kept. */
static struct str spaced(struct arena *arena, struct str text)
{
	struct buf buf = {.arena = arena};
	bool gap = false;

	for (size_t at = 0; at < text.len;) {
		bool bracketed = is_bracketed(text, at);
		uint32_t code = utf8_next(text, &at);

		if (!utf8_in_word(code) && !(code >= '0' && code <= '9')) {
			gap = true;
			continue;
		}
		if (gap && buf.len)
			buf_char(&buf, ' ');
		gap = false;
		utf8_put(&buf, bracketed ? code - 'a' + 'A' : code);
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

/* A letter from this one on, alone. */
static bool is_letter(struct str text, char first, uint32_t *letter)
{
	if (!text.len || text.ptr[0] < first ||
		text.ptr[0] >= first + LETTERS ||
		(text.len > 1 && text.ptr[1] != ' '))
		return false;
	*letter = UINT32_C(1) << (text.ptr[0] - first);
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
	if (word != WORD_FILL && word != WORD_CARRY && word != WORD_TRUTH)
		r->last = word;
	if (word != WORD_FILL && word != WORD_LETTER)
		r->thing = word == WORD_OTHER;
}

static bool is_ascii_word(struct str text)
{
	size_t at = 0;

	for (; at < text.len && text.ptr[at] != ' '; at++)
		if ((unsigned char)text.ptr[at] >= 0x80)
			return false;
	return at > 1;
}

/* "A friend", "a right answer": what follows is an English thing. */
static bool is_article(struct spelling t)
{
	static const char *const between[] = {"right", "wrong", "true", "false",
		"correct", "incorrect", "only"};
	static const char *const nouns[] = {
		"answer", "choice", "option", "statement"};
	enum word word = WORD_OTHER;

	t.text = skip_words(t.text, 1);
	t.lower = skip_words(t.lower, 1);
	t.folded = skip_words(t.folded, 1);
	for (size_t i = 0; i < sizeof between / sizeof *between; i++)
		if (begins(t.lower, between[i])) {
			t.lower = skip_words(t.lower, 1);
			t.folded = skip_words(t.folded, 1);
			break;
		}
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
		if (begins(t.lower, nouns[i]))
			return true;
	return is_ascii_word(t.lower) && !longest(&t, &word);
}

static enum word note_letter(struct spelling t, struct reading *r)
{
	bool article = str_starts(t.folded, "a") && is_article(t);
	uint32_t letter;

	if (is_letter(t.text, 'A', &letter)) {
		r->letters |= letter;
		r->things |= r->thing ? letter : 0;
		r->articles |= article ? letter : 0;
		return WORD_LETTER;
	}
	if (!article && is_letter(t.text, 'a', &letter)) {
		r->small |= letter;
		return WORD_LETTER;
	}
	return WORD_OTHER;
}

static void read_words(struct spelling t, struct reading *r)
{
	while (t.text.len) {
		enum word word = note_letter(t, r);
		size_t count = 1;

		if (word != WORD_LETTER)
			count = count_words(
				str_sub(t.folded, 0, longest(&t, &word)));
		t.text = skip_words(t.text, count);
		t.lower = skip_words(t.lower, count);
		t.folded = skip_words(t.folded, count);
		note(r, word);
	}
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
				(n[WORD_FILL] || n[WORD_CARRY] ||
					n[WORD_NOUN] || n[WORD_WHICH])));
}

/* Words that do not belong may only come after an "all", and few: "cả ba yếu tố
 * trên". */
static struct closing judge_others(const struct reading *r)
{
	const size_t *n = r->count;
	bool says = n[WORD_NOUN] || n[WORD_POINTER] || n[WORD_TRUTH];
	size_t strange = n[WORD_OTHER] + n[WORD_BUT];
	bool others;

	if (strange)
		others = r->first == WORD_ALL && strange <= OTHERS_MOST &&
			r->last == WORD_POINTER;
	else
		others = (n[WORD_ALL] && says) || denies_others(n) ||
			(n[WORD_NOUN] && n[WORD_POINTER] && n[WORD_TRUTH]) ||
			(n[WORD_BEYOND] && n[WORD_NOUN]);
	return (struct closing){.kind = others ? CLOSING_OTHERS : CLOSING_NONE};
}

/* Says of the letters what is said of options. */
static bool is_carried(const size_t *n)
{
	return n[WORD_ALL] || n[WORD_NO] || n[WORD_TRUTH] || n[WORD_CARRY] ||
		n[WORD_BUT];
}

/* When in doubt they are options: a wrong paper is worse than options that
 * might have moved. */
static struct closing judge_letters(const struct reading *r, bool formula)
{
	const size_t *n = r->count;
	bool says = is_carried(n) || n[WORD_NOUN] || n[WORD_POINTER];
	uint32_t letters = r->letters | (says ? r->small : 0);

	if (n[WORD_OTHER] || formula) {
		letters = is_carried(n) ? r->letters : 0;
		letters &= n[WORD_TRUTH] ? UINT32_MAX : ~r->things;
		letters &= bits(letters) > 1 ? UINT32_MAX : ~r->articles;
		says = letters;
	}
	if (!letters || (!says && bits(letters) == 1))
		return (struct closing){0};
	return (struct closing){.kind = CLOSING_LETTERS,
		.letters = letters,
		.alike = !n[WORD_OTHER] && !n[WORD_BUT] && !formula &&
			n[WORD_TRUTH] < 2,
		.sure = says};
}

/* Letters within formulas are not options. */
static struct str without_formulas(struct arena *arena, struct str text)
{
	struct buf buf = {.arena = arena};
	bool inside = false;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '$') {
			buf_char(&buf, ' ');
			inside = !inside;
		} else if (!inside) {
			buf_char(&buf, text.ptr[i]);
		}
	}
	return buf_str(&buf);
}

struct closing closing_of(struct arena *arena, struct str text)
{
	bool formula = str_find(text, "$", 0) != SIZE_MAX;
	struct arena_mark start = arena_mark(arena);
	struct closing closing = {0};
	struct reading reading = {0};
	struct spelling t;

	if (text.len > LETTERS_MOST)
		return closing;
	t.text = utf8_nfc(arena, without_formulas(arena, text));
	t.text = spaced(arena, t.text);
	t.lower = utf8_lower(arena, t.text);
	t.folded = utf8_fold(arena, t.text);
	t.bare = str_equal(t.lower, t.folded);
	read_words(t, &reading);
	if (reading.count[WORD_LETTER])
		closing = judge_letters(&reading, formula);
	else if (!formula && text.len <= TEXT_MOST)
		closing = judge_others(&reading);
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
		if (out[i].kind == CLOSING_LETTERS &&
			!letters_make_sense(out, q->option_count, i))
			sense = out[i].alike = false;
	for (size_t i = 0; i < q->option_count; i++)
		if (out[i].kind == CLOSING_LETTERS &&
			(out[i].letters >> q->option_count ||
				(!sense && !out[i].sure)))
			out[i] = (struct closing){0};
}
