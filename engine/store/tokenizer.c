#include "engine/store/tokenizer.h"

#include <sqlite3.h>

#include "base/i18n.h"
#include "base/utf8.h"

/* A longer word is searched by its beginning. */
enum { TOKEN_LIMIT = 64 * 4 };

/* Letters of Latin with their marks are looked up; words with others go
 * through base/utf8, which is slower. */
enum {
	LATIN = 0x250,
	MARKS = 0x300,
	MARKS_END = 0x370,
	VIETNAMESE = 0x1e00,
	VIETNAMESE_END = 0x1f00,
	LETTERS = LATIN + (MARKS_END - MARKS) + (VIETNAMESE_END - VIETNAMESE)
};

struct letter {
	uint16_t lower;
	uint16_t fold; /* 0: nothing is left */
};

struct tokenizer {
	struct letter letters[LETTERS];
	struct arena *arena;
};

struct word {
	char folded[TOKEN_LIMIT + 8];
	size_t folded_len;
	char marked[TOKEN_LIMIT + 8];
	size_t marked_len;
	size_t start, end;
	bool foreign; /* holds a letter that has no place in the table */
};

/* What stands between words; all else of Unicode is part of one. */
static bool is_separator(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x80, 0xa9},
		{0xab, 0xb1},
		{0xb4, 0xb4},
		{0xb6, 0xb8},
		{0xbb, 0xbb},
		{0xbf, 0xbf},
		{0xd7, 0xd7},
		{0xf7, 0xf7},
		{0x2c2, 0x2df},
		{0x2000, 0x206f},
		{0x20a0, 0x20cf},
		{0x2190, 0x245f},
		{0x2500, 0x2bff},
		{0x2e00, 0x2e7f},
		{0x3000, 0x3004},
		{0x3007, 0x3020},
		{0x30fb, 0x30fb},
		{0xe000, 0xf8ff},
		{0xfd3e, 0xfd3f},
		{0xfe10, 0xfe6f},
		{0xfeff, 0xff0f},
		{0xff1a, 0xff20},
		{0xff3b, 0xff40},
		{0xff5b, 0xff65},
		{0xffe0, 0xffff},
		{0x1f000, 0x1faff},
		{0xe0000, 0x10ffff},
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (code <= ranges[i].last)
			return code >= ranges[i].first;
	return false;
}

static bool is_word_byte(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z');
}

/* The letter's place in the table, or LETTERS. */
static size_t letter_index(uint32_t code)
{
	if (code < LATIN)
		return code;
	if (code >= MARKS && code < MARKS_END)
		return code - MARKS + LATIN;
	if (code >= VIETNAMESE && code < VIETNAMESE_END)
		return code - VIETNAMESE + LATIN + MARKS_END - MARKS;
	return LETTERS;
}

/* The only code point of s, or 0. */
static uint16_t only_code(struct str s)
{
	size_t offset = 0;

	return s.len ? (uint16_t)utf8_next(s, &offset) : 0;
}

static void fill_letter(struct tokenizer *tokenizer, uint32_t code)
{
	struct arena_mark mark = arena_mark(tokenizer->arena);
	struct letter *letter = &tokenizer->letters[letter_index(code)];
	struct buf text = {.arena = tokenizer->arena};

	utf8_put(&text, code);
	letter->lower = only_code(utf8_lower(text.arena, buf_str(&text)));
	letter->fold = only_code(utf8_fold(text.arena, buf_str(&text)));
	arena_release(tokenizer->arena, mark);
}

struct tokenizer *tokenizer_new(void)
{
	struct arena *arena = arena_new();
	struct tokenizer *tokenizer = NEW(arena, struct tokenizer);

	tokenizer->arena = arena;
	for (uint32_t code = 1; code < LATIN; code++)
		fill_letter(tokenizer, code);
	for (uint32_t code = MARKS; code < MARKS_END; code++)
		fill_letter(tokenizer, code);
	for (uint32_t code = VIETNAMESE; code < VIETNAMESE_END; code++)
		fill_letter(tokenizer, code);
	return tokenizer;
}

void tokenizer_free(struct tokenizer *tokenizer)
{
	if (!tokenizer)
		return;
	arena_free(tokenizer->arena); /* which holds the tokenizer itself */
}

/* code is at most U+FFFF. */
static inline void put(char *bytes, size_t *len, uint32_t code)
{
	if (*len >= TOKEN_LIMIT || !code)
		return;
	if (code < 0x80) {
		bytes[(*len)++] = (char)code;
		return;
	}
	if (code < 0x800) {
		bytes[(*len)++] = (char)(0xc0 | code >> 6);
	} else {
		bytes[(*len)++] = (char)(0xe0 | code >> 12);
		bytes[(*len)++] = (char)(0x80 | (code >> 6 & 0x3f));
	}
	bytes[(*len)++] = (char)(0x80 | (code & 0x3f));
}

static void add_letter(
	const struct tokenizer *tokenizer, struct word *word, uint32_t code)
{
	size_t index = letter_index(code);

	if (index == LETTERS) {
		word->foreign = true;
		return;
	}
	put(word->folded, &word->folded_len, tokenizer->letters[index].fold);
	put(word->marked, &word->marked_len, tokenizer->letters[index].lower);
}

static size_t clip(char *bytes, struct str s)
{
	size_t len = s.len;

	if (len > TOKEN_LIMIT)
		for (len = TOKEN_LIMIT;
			((unsigned char)s.ptr[len] & 0xc0) == 0x80;)
			len--;
	if (len)
		memcpy(bytes, s.ptr, len);
	return len;
}

/* Greek, Cyrillic, Chinese … */
static void finish_foreign(
	const struct tokenizer *tokenizer, struct word *word, struct str text)
{
	struct arena_mark mark = arena_mark(tokenizer->arena);
	struct str s = str_sub(text, word->start, word->end - word->start);

	word->folded_len = clip(word->folded, utf8_fold(tokenizer->arena, s));
	word->marked_len = clip(word->marked, utf8_lower(tokenizer->arena, s));
	arena_release(tokenizer->arena, mark);
}

/* The tone does not stand on the last letter, but perhaps on the one before;
 * the last is a, e or y. */
static bool is_unsettled(const struct word *word)
{
	const char *end = word->marked + word->marked_len;
	size_t len = word->folded_len;

	if (word->marked_len < 3 || !strchr("aey", end[-1]))
		return false;
	return (unsigned char)end[-2] >= 0x80 &&
		end[-1] == word->folded[len - 1];
}

/* hòa and hoà are one word: utf8_same settles where the tone stands. */
static void settle_tone(const struct tokenizer *tokenizer, struct word *word)
{
	struct str folded = {word->folded, word->folded_len};
	struct arena_mark mark;

	if (!is_unsettled(word) ||
		!(str_ends(folded, "oa") || str_ends(folded, "oe") ||
			str_ends(folded, "uy")))
		return;
	mark = arena_mark(tokenizer->arena);
	word->marked_len = clip(word->marked,
		utf8_same(tokenizer->arena,
			(struct str){word->marked, word->marked_len}));
	arena_release(tokenizer->arena, mark);
}

/* The code point at *at of text that may hold anything. */
static uint32_t next_code(struct str text, size_t *at)
{
	unsigned char first = (unsigned char)text.ptr[*at];
	size_t more = first < 0xc0 ? 0
		: first < 0xe0     ? 1
		: first < 0xf0     ? 2
				   : 3;
	uint32_t code = more ? first & (0x3fu >> more) : first;

	(*at)++;
	for (; more && *at < text.len; more--, (*at)++)
		code = code << 6 | ((unsigned char)text.ptr[*at] & 0x3f);
	return code;
}

/* The bytes need no clearing. */
static void begin_word(struct word *word, size_t start)
{
	word->folded_len = word->marked_len = 0;
	word->start = start;
	word->end = 0;
	word->foreign = false;
}

/* Reads the next word at or after *at. */
static bool next_word(const struct tokenizer *tokenizer, struct str text,
	size_t *at, struct word *word)
{
	size_t i = *at;

	begin_word(word, text.len);
	while (i < text.len) {
		size_t before = i;
		unsigned char c = (unsigned char)text.ptr[i];
		uint32_t code = c;
		bool part;

		if (c < 0x80) {
			part = is_word_byte(c);
			i++;
		} else {
			code = next_code(text, &i);
			part = !is_separator(code);
		}
		if (!part && word->start < text.len) {
			i = before;
			break;
		}
		if (!part)
			continue;
		if (word->start == text.len)
			word->start = before;
		add_letter(tokenizer, word, code);
		word->end = i;
	}
	*at = i;
	if (word->start == text.len)
		return false;
	if (word->foreign)
		finish_foreign(tokenizer, word, text);
	else
		settle_tone(tokenizer, word);
	return true;
}

static bool has_marks(const struct word *word)
{
	return word->folded_len != word->marked_len ||
		memcmp(word->folded, word->marked, word->folded_len);
}

typedef int (*token_fn)(void *, int, const char *, int, int, int);

/* Of a document both forms; a query names the one it wants. */
static int emit(void *ctx, int flags, const struct word *word, token_fn each)
{
	int start = (int)word->start, end = (int)word->end, code;

	if (flags & FTS5_TOKENIZE_QUERY)
		return each(ctx, 0, word->marked, (int)word->marked_len, start,
			end);
	code = each(ctx, 0, word->folded, (int)word->folded_len, start, end);
	if (code != SQLITE_OK || !has_marks(word))
		return code;
	return each(ctx, FTS5_TOKEN_COLOCATED, word->marked,
		(int)word->marked_len, start, end);
}

static int fts_tokenize(Fts5Tokenizer *self, void *ctx, int flags,
	const char *bytes, int len, token_fn each)
{
	struct str text = {bytes, bytes && len > 0 ? (size_t)len : 0};
	size_t at = 0;
	struct word word;
	int code = SQLITE_OK;

	while (code == SQLITE_OK &&
		next_word((struct tokenizer *)self, text, &at, &word))
		code = emit(ctx, flags, &word, each);
	return code;
}

static int fts_create(
	void *ctx, const char **args, int count, Fts5Tokenizer **out)
{
	(void)ctx;
	(void)args;
	(void)count;
	*out = (Fts5Tokenizer *)tokenizer_new();
	return SQLITE_OK;
}

static void fts_delete(Fts5Tokenizer *self)
{
	tokenizer_free((struct tokenizer *)self);
}

static fts5_api *find_api(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) ==
		SQLITE_OK) {
		sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(stmt);
	}
	sqlite3_finalize(stmt);
	return api;
}

bool tokenizer_register(sqlite3 *db, struct error *err)
{
	fts5_tokenizer methods = {fts_create, fts_delete, fts_tokenize};
	fts5_api *api = find_api(db);

	if (!api ||
		api->xCreateTokenizer(api, "dethi", NULL, &methods, NULL) !=
			SQLITE_OK)
		return fail(err, ERROR_IO,
			_("the SQLite of this machine has no full text search "
			  "(FTS5)"));
	return true;
}

void tokenizer_split(const struct tokenizer *tokenizer, struct arena *arena,
	struct str text, struct tokens *out)
{
	size_t at = 0;
	struct word word;

	*out = (struct tokens){0};
	while (next_word(tokenizer, text, &at, &word)) {
		struct str folded = {word.folded, word.folded_len};
		struct str marked = {word.marked, word.marked_len};

		*PUSH(arena, out->v, out->count, out->capacity) =
			(struct token){str_copy(arena, folded),
				str_copy(arena, marked), word.start, word.end};
	}
}
