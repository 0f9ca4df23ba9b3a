#ifndef ENGINE_MODEL_FIGURE_H
#define ENGINE_MODEL_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"

/* A figure that is described and not given as a picture: a function's graph, a
 * table of variation, a triangle, a circuit. Texts place it as they place a
 * picture, ![…](name). It is kept as it was written, a tree of texts; how it
 * is drawn is render/figure's business. doc/bank-file.md tells what each kind
 * may say. */
enum figure_kind {
	FIGURE_GRAPH,     /* coordinate axes, functions, points */
	FIGURE_VARIATION, /* bảng biến thiên */
	FIGURE_SIGNS,     /* bảng xét dấu */
	FIGURE_LINE,      /* a number line */
	FIGURE_PLANE,     /* points, segments, circles, angles */
	FIGURE_CIRCUIT,
	FIGURE_BAR,
	FIGURE_PIE,
	FIGURE_BOX,
	FIGURE_HISTOGRAM,
	FIGURE_KINDS
};

enum figure_value_kind { VALUE_TEXT, VALUE_LIST, VALUE_MAP };

/* A text, a list of values or names with values. */
struct figure_value {
	enum figure_value_kind kind;
	struct str name; /* within names with values */
	struct str text;
	const struct figure_value *items;
	size_t count;
	unsigned line, column; /* in its file, for messages; else 0 */
};

struct figure {
	struct str name;
	enum figure_kind kind;
	struct figure_value keys; /* VALUE_MAP: all but name and kind */
	unsigned line, column;
};

/* "graph", "variation"… */
extern const char *const figure_kind_names[]; /* NULL-terminated */
bool figure_kind_parse(struct str s, enum figure_kind *out);

/* At most so many to a question, values to a figure, bytes to a text of it,
 * levels of lists. */
enum {
	FIGURES_MOST = 20,
	FIGURE_VALUES = 4000,
	FIGURE_TEXT = 4000,
	FIGURE_DEPTH = 12
};

/* ---- reading values; each may be given NULL ---- */

/* NULL when there is none of that name. */
const struct figure_value *figure_get(
	const struct figure_value *map, const char *name);
/* Of a text, else empty. */
struct str figure_text(const struct figure_value *value);
bool figure_flag(const struct figure_value *value); /* the text "true" */
/* "2", "-0,5", "−1.5", "3/4", "2sqrt(3)", "pi/2": a number, or what is worked
 * out to one (base/algebra). */
bool figure_number(struct str text, double *out);
double figure_number_or(const struct figure_value *value, double otherwise);
/* A list of exactly two numbers. */
bool figure_pair(const struct figure_value *value, double out[2]);
/* A list as it stands, or a text as a list of its words: "+ 0 -". */
const struct figure_value *figure_words(
	struct arena *arena, const struct figure_value *value, size_t *count);

/* ---- whole figures ---- */

/* Whether the keys are those of the kind, needed ones are there, and what they
 * say fits: ERROR_INVALID or DENIED with line and column where known. With
 * {expressions} where numbers stand (a template that is not filled in yet),
 * only the keys are looked at. */
MUST bool figure_check(const struct figure *figure, struct error *err);
/* The same of a list, and that no two have one name. */
MUST bool figures_check(
	const struct figure *figures, size_t count, struct error *err);

/* The figure with each text, also of its labels, replaced by what the function
 * makes of it, in the arena; names stay. The function gets the text's line and
 * column, and returns false after filling err to stop. */
struct figure_mapper {
	void *ctx;
	bool (*text)(void *ctx, const struct figure_value *value,
		struct str *out, struct error *err);
};
MUST bool figure_map(struct arena *arena, const struct figure *figure,
	const struct figure_mapper *mapper, struct figure *out,
	struct error *err);

/* A copy that shares nothing. */
struct figure figure_copy(struct arena *arena, const struct figure *figure);

/* {"name": …, "kind": …, its keys in their order}, all texts. Reading refuses
 * with ERROR_INVALID what could not have been written. */
struct json *figure_to_json(struct arena *arena, const struct figure *figure);
MUST bool figure_from_json(struct arena *arena, const struct json *json,
	struct figure *out, struct error *err);

/* NULL when there is none of that name. */
const struct figure *figure_find(
	const struct figure *figures, size_t count, struct str name);

#endif
