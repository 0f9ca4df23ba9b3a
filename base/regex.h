#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* PCRE2 in UTF mode, with limits that keep the worst pattern under about a
 * millisecond (match limit 100,000, depth 1,000; patterns of at most 1,000
 * bytes; subjects of at most 10,000). No callouts, no \C. */
struct regex;

enum regex_result { REGEX_NO, REGEX_YES, REGEX_TOO_HARD };

/* The pattern as accepted answers write it: "/body/flags" with flags i, x, s,
 * or the body alone. ERROR_SYNTAX at the column in the pattern. It lives in
 * the arena. */
MUST bool regex_compile(struct arena *arena, struct str pattern,
	const struct regex **out, struct error *err);

/* Searches anywhere in subject; anchor with ^ and $. */
enum regex_result regex_match(const struct regex *regex, struct str subject);

/* True when text has the form /body/flags. */
bool regex_is_pattern(struct str text);

#endif
