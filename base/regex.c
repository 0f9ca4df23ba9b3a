#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/i18n.h"
#include "base/utf8.h"

enum {
	CALLS = 100000,       /* of PCRE2's matcher, over all starts */
	CALLS_A_START = 1000, /* but at least so many at each start */
	DEPTH = 1000,
	HEAP = 8 * 1024,           /* KiB */
	COMPILED_LIMIT = 64 * 1024 /* bytes */
};

struct regex {
	const pcre2_code *code;
	bool anchored;
};

/* A pattern in its parts; its body begins at start. */
struct parts {
	struct str body;
	size_t start;
	uint32_t options;
};

static uint32_t flag_option(char flag)
{
	switch (flag) {
	case 'i':
		return PCRE2_CASELESS;
	case 'x':
		return PCRE2_EXTENDED;
	case 's':
		return PCRE2_DOTALL;
	default:
		return 0;
	}
}

static bool take_apart(struct str text, struct parts *out)
{
	size_t end = text.len;
	uint32_t options = 0;

	if (!str_starts(text, "/"))
		return false;
	while (end > 0 && text.ptr[end - 1] != '/') {
		uint32_t option = flag_option(text.ptr[--end]);

		if (!option)
			return false;
		options |= option;
	}
	if (end < 3) /* no body between the slashes */
		return false;
	*out = (struct parts){str_sub(text, 1, end - 2), 1, options};
	return true;
}

bool regex_is_pattern(struct str text)
{
	return take_apart(text, &(struct parts){.start = 0});
}

/* The faults people make; PCRE2's own words are English only. */
static const char *fault_text(int code)
{
	switch (code) {
	case PCRE2_ERROR_END_BACKSLASH:
		return _("a backslash cannot stand at the end of a pattern");
	case PCRE2_ERROR_MISSING_SQUARE_BRACKET:
		return _("the pattern has a [ without its ]");
	case PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS:
		return _("the pattern has a ( without its )");
	case PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS:
		return _("the pattern has a ) without its (");
	case PCRE2_ERROR_QUANTIFIER_INVALID:
		return _("nothing stands before this repeat sign of the "
			 "pattern");
	case PCRE2_ERROR_CLASS_RANGE_ORDER:
		return _("this range in the pattern is out of order");
	case PCRE2_ERROR_BACKSLASH_C_CALLER_DISABLED:
		return _("\\C is not allowed in patterns");
	default:
		return NULL;
	}
}

static bool bad_pattern(
	struct str pattern, size_t offset, int code, struct error *err)
{
	const char *text = fault_text(code);
	unsigned line, column;
	PCRE2_UCHAR words[160];

	utf8_position(pattern, offset, &line, &column);
	if (text)
		return fail_at(err, ERROR_SYNTAX, "", line, column, "%s", text);
	pcre2_get_error_message(code, words, sizeof words);
	return fail_at(err, ERROR_SYNTAX, "", line, column,
		_("the pattern cannot be read: %s"), (const char *)words);
}

static void *take(size_t size, void *arena)
{
	return arena_alloc(arena, size);
}

static void give_back(void *block, void *arena)
{
	(void)block;
	(void)arena;
}

static pcre2_code *compile(struct arena *arena, const struct parts *parts,
	int *code, size_t *offset)
{
	pcre2_general_context *memory =
		pcre2_general_context_create(take, give_back, arena);
	pcre2_compile_context *limits = pcre2_compile_context_create(memory);

	pcre2_set_parens_nest_limit(limits, 50);
	return pcre2_compile((PCRE2_SPTR)parts->body.ptr, parts->body.len,
		parts->options | PCRE2_UTF | PCRE2_UCP |
			PCRE2_NEVER_BACKSLASH_C,
		code, offset, limits);
}

static bool is_anchored(const pcre2_code *code)
{
	uint32_t options = 0;

	pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options);
	return options & PCRE2_ANCHORED;
}

static bool too_large(const pcre2_code *code)
{
	size_t size = SIZE_MAX;

	pcre2_pattern_info(code, PCRE2_INFO_SIZE, &size);
	return size > COMPILED_LIMIT;
}

bool regex_compile(struct arena *arena, struct str pattern,
	const struct regex **out, struct error *err)
{
	struct parts parts = {.body = pattern};
	struct regex *regex = NEW(arena, struct regex);
	size_t offset = 0;
	int code = 0;
	pcre2_code *compiled;

	if (pattern.len > REGEX_PATTERN_LIMIT)
		return fail(err, ERROR_DENIED,
			_("the pattern is longer than %d bytes"),
			REGEX_PATTERN_LIMIT);
	take_apart(pattern, &parts);
	if (!parts.body.ptr)
		parts.body = STR("");
	compiled = compile(arena, &parts, &code, &offset);
	if (!compiled)
		return bad_pattern(pattern, parts.start + offset, code, err);
	if (too_large(compiled))
		return fail(err, ERROR_DENIED,
			_("the pattern repeats too much to be tried"));
	regex->code = compiled;
	regex->anchored = is_anchored(compiled);
	*out = regex;
	return true;
}

/* PCRE2 counts its calls anew at each place where a match may start. */
static uint32_t calls_allowed(const struct regex *regex, size_t starts)
{
	size_t calls = regex->anchored ? CALLS : CALLS / (starts + 1);

	return (uint32_t)(calls > CALLS_A_START ? calls : CALLS_A_START);
}

enum regex_result regex_match(const struct regex *regex, struct str subject)
{
	pcre2_match_data *data;
	pcre2_match_context *limits;
	int found = PCRE2_ERROR_NOMEMORY;

	if (subject.len > REGEX_SUBJECT_LIMIT)
		return REGEX_TOO_HARD;
	data = pcre2_match_data_create(1, NULL);
	limits = pcre2_match_context_create(NULL);
	if (data && limits) {
		pcre2_set_match_limit(
			limits, calls_allowed(regex, subject.len));
		pcre2_set_depth_limit(limits, DEPTH);
		pcre2_set_heap_limit(limits, HEAP);
		found = pcre2_match(regex->code,
			(PCRE2_SPTR)(subject.len ? subject.ptr : ""),
			subject.len, 0, 0, data, limits);
	}
	pcre2_match_context_free(limits);
	pcre2_match_data_free(data);
	if (found >= 0)
		return REGEX_YES;
	return found == PCRE2_ERROR_NOMATCH ? REGEX_NO : REGEX_TOO_HARD;
}
