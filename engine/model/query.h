#ifndef ENGINE_MODEL_QUERY_H
#define ENGINE_MODEL_QUERY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "engine/model/question.h"

/* A search as people type it:
 *   đạo hàm "cực trị" hàm* -nghiệm level:apply topic:toan12.1 tag:"thực tế"
 * Words must all occur; a quoted phrase in that order; a star means any
 * ending; a minus before a word, phrase or filter means not. A filter's
 * values separated by commas are alternatives: level:apply,extend. */
enum query_field {
	QUERY_SUBJECT,
	QUERY_GRADE,
	QUERY_TOPIC, /* and all below it */
	QUERY_LEVEL,
	QUERY_TYPE,
	QUERY_TAG,
	QUERY_STATUS,
	QUERY_ID, /* a star at the end means any ending */
	QUERY_OUTCOME,
	QUERY_STIMULUS,
	QUERY_FACILITY, /* as measured; a range, see query_range */
	QUERY_DISCRIMINATION,
	QUERY_FIELDS
};

struct query_word {
	struct str text; /* one word, or a phrase of several */
	bool phrase;
	bool prefix;
	bool not ;
};

/* Levels, types and statuses are given by their canonical names. */
struct query_filter {
	enum query_field field;
	bool not ;
	const struct str *values;
	size_t count; /* at least 1 */
};

struct query {
	const struct query_word *words;
	size_t word_count;
	const struct query_filter *filters;
	size_t filter_count;
};

/* Unknown filters are ERROR_NOTFOUND with the nearest known one; a bad value
 * ERROR_INVALID; an open quote ERROR_SYNTAX; each at the column. Text with no
 * known "name:" before the colon, such as "12:30", is words. */
/* "<0.3", ">60%", "0.2..0.4" (ends included), or "none": never measured. */
struct query_range {
	bool none;
	double low, high; /* infinite where it has no end */
	bool open;        /* the ends are left out */
};
bool query_range(struct str value, struct query_range *out);

MUST bool query_parse(struct arena *arena, struct str text, struct query *out,
	struct error *err);

#endif
