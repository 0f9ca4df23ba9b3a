#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* PCRE2 in UTF mode; \w, \d and flag i know all of Unicode. Patterns come from
 * banks and subjects from students, so the matcher stops at 100,000 calls
 * (1,000 at each start, if that is more) and at depth 1,000: about a
 * millisecond for the answers people give. No callouts, no \C. */
enum {
	REGEX_PATTERN_LIMIT = 1000, /* bytes */
	REGEX_SUBJECT_LIMIT = 1000, /* bytes; longer ones are too hard */
};
struct regex;

enum regex_result { REGEX_NO, REGEX_YES, REGEX_TOO_HARD };

/* The pattern as accepted answers write it: "/body/flags" with flags i, x, s,
 * or the body alone. ERROR_SYNTAX at the column in the pattern; ERROR_DENIED
 * when the pattern or what it compiles to is too large. It lives in the
 * arena. pattern must be valid UTF-8. */
MUST bool regex_compile(struct arena *arena, struct str pattern,
	const struct regex **out, struct error *err);

/* Searches anywhere in subject; anchor with ^ and $. TOO_HARD, when a limit is
 * reached, means that a person must look at the answer. */
enum regex_result regex_match(const struct regex *regex, struct str subject);

/* True when text has the form /body/flags. */
bool regex_is_pattern(struct str text);

#endif
