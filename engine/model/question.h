#ifndef ENGINE_MODEL_QUESTION_H
#define ENGINE_MODEL_QUESTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "engine/model/figure.h"

/* The nouns of a bank: plain values in an arena, never freed singly. Every
 * text is UTF-8 NFC; stems, options, solutions and the like are Markdown with
 * TeX math (base/markup). */

enum question_type {
	TYPE_CHOICE,   /* one option is right */
	TYPE_MULTIPLE, /* several options are right */
	TYPE_TRUEFALSE,
	TYPE_STATEMENTS, /* 2–6 true/false statements under one stem */
	TYPE_SHORT,      /* a text */
	TYPE_NUMERIC,
	TYPE_MATCH,
	TYPE_ORDER,
	TYPE_CLOZE, /* gaps in the stem */
	TYPE_ESSAY,
	TYPE_COUNT
};

/* Nhận biết, thông hiểu, vận dụng, vận dụng cao. */
enum level {
	LEVEL_NONE, /* not said */
	LEVEL_KNOW,
	LEVEL_UNDERSTAND,
	LEVEL_APPLY,
	LEVEL_EXTEND,
	LEVEL_COUNT
};

enum status {
	STATUS_DRAFT,
	STATUS_REVIEW,
	STATUS_APPROVED,
	STATUS_RETIRED,
	STATUS_COUNT
};

/* The names in files: "choice", "know", "approved". */
const char *question_type_name(enum question_type type);
const char *level_name(enum level level); /* "" for LEVEL_NONE */
const char *status_name(enum status status);
/* The names people read, translated: "Trắc nghiệm", "Nhận biết". */
const char *question_type_label(enum question_type type);
const char *level_label(enum level level);
const char *status_label(enum status status);

bool question_type_parse(struct str s, enum question_type *out);
/* Also the Vietnamese names with or without marks, NB TH VD VDC, N H V C, 1–4;
 * any case. */
bool level_parse(struct str s, enum level *out);
bool status_parse(struct str s, enum status *out);

/* NULL-terminated, for messages that suggest. */
extern const char *const question_type_names[];
extern const char *const level_names[];
extern const char *const status_names[];

/* Points are exact: thousandths of a point. */
enum { POINT = 1000 };

struct option {
	struct str text;
	struct str feedback;
	bool right;
	bool pinned; /* keeps its place when options are shuffled */
	long credit; /* thousandths of the question's points; multiple only */
	struct str misconception; /* what leads there: "forgot the sign" */
	struct str right_when;    /* of a template: a condition */
};

struct statement {
	struct str text;
	struct str feedback;
	struct str outcome;
	enum level level;
	bool key;
	struct str key_when; /* of a template: a condition */
};

/* A text, or a PCRE2 pattern written /…/flags, that a short answer or a gap
 * accepts, for credit thousandths of the points (1000 unless said). */
struct accepted {
	struct str text;
	struct str feedback;
	bool pattern;
	long credit;
};

struct number {
	struct decimal value;
	struct decimal tolerance; /* >= 0 */
	bool relative;            /* tolerance is a share of the value */
	long credit;
	/* Of a template: expressions instead of the above; or "". */
	struct str value_formula, tolerance_formula;
};

struct pair {
	struct str left;
	struct str right;
};

/* A gap of a cloze: options when there are any, else accepted texts. */
struct gap {
	const struct option *options;
	size_t option_count;
	const struct accepted *accepted;
	size_t accepted_count;
	long points; /* 0: an equal share */
};

struct criterion {
	struct str text;
	long points;
};

/* A picture or sound a text refers to by name, ![…](name). */
struct media {
	struct str name;
	struct str hash; /* SHA-256, hexadecimal */
	struct str mime;
	struct str bytes; /* empty when not loaded */
};

/* A parameter of a template: an expression (what it is drawn from, or what
 * follows from those before), a list of choices, or a table of which one row is
 * drawn: choices row by row. The language is base/algebra/expression.h's. */
struct parameter {
	struct str name;
	struct str text;
	const struct str *choices;
	size_t choice_count;
	const struct str *columns; /* of a table */
	size_t column_count;
	unsigned line, column; /* in its file, else 0 */
};

/* Item response theory: logit P = a (θ − b), with guessing c (Birnbaum 1968,
 * "Some latent trait models"). */
struct irt {
	bool known;
	double a, b, c;
};

struct question {
	struct str id;
	unsigned version; /* from 1; 0 before it is in a bank */
	enum question_type type;
	struct str subject;
	bool subject_guessed; /* by a reader: what a person says goes before */
	int grade;            /* 1–12; 0 not said */
	struct str topic;
	enum level level;
	struct str outcome;
	const struct str *tags;
	size_t tag_count;
	struct str stem; /* a cloze has {{1}}, {{2}}… where its gaps are */
	struct str solution;
	struct str feedback; /* general */

	/* By type; unused ones are empty. */
	const struct option *options; /* choice, multiple */
	size_t option_count;
	bool truth;            /* truefalse: the key */
	struct str truth_when; /* of a template: a condition */
	const struct statement *statements;
	size_t statement_count;
	const struct accepted *accepted; /* short */
	size_t accepted_count;
	const struct number *numbers; /* numeric */
	size_t number_count;
	struct str unit;          /* numeric */
	const struct pair *pairs; /* match */
	size_t pair_count;
	const struct str *distractors; /* match: rights without a left */
	size_t distractor_count;
	const struct str *items; /* order: in the right order */
	size_t item_count;
	const struct gap *gaps; /* cloze */
	size_t gap_count;
	const struct criterion *rubric; /* essay */
	size_t rubric_count;

	bool fixed;         /* no option, statement, pair or item is moved */
	struct str partial; /* name of a partial credit rule; "" the default */
	long points;        /* thousandths; 0 not said */
	long seconds;       /* expected; 0 not said */
	double difficulty;  /* expected share of right answers 0–1; NAN */
	double facility;    /* measured, 0–1; NAN when never measured */
	struct irt irt;
	struct str stimulus;       /* id of the shared passage; "" none */
	const struct str *enemies; /* ids */
	size_t enemy_count;
	enum status status;
	struct str author;
	struct str source;
	struct str license;
	const struct media *media;
	size_t media_count;
	const struct figure *figures;
	size_t figure_count;

	/* With parameters it is a template: its texts hold {expressions}, and
	 * generators/ makes variants of it. */
	const struct parameter *parameters;
	size_t parameter_count;
	const struct str *require; /* conditions on them */
	size_t require_count;
	long choose;  /* so many of its options are shown; 0 all */
	long variant; /* of a variant: its number, from 1; 0 none */

	unsigned line; /* where it stood in its file, for messages; else 0 */
	unsigned column;
};

struct outcome {
	struct str id;
	enum level level;
	struct str text;
};

/* A node of the topic tree; its parent is named, or is the longest known id
 * of which its own is the continuation after a point. */
struct topic {
	struct str id;
	struct str name;
	struct str parent; /* "" at the top */
	struct str subject;
	int grade;
	const struct outcome *outcomes;
	size_t outcome_count;
	unsigned line, column;
};

struct stimulus {
	struct str id;
	struct str title;
	struct str text;
	struct str source;
	bool print_title, print_source; /* above and below the text */
	long numbered; /* every so many lines get their number in the margin;
			  0 none */
	const struct media *media;
	size_t media_count;
	const struct figure *figures;
	size_t figure_count;
	unsigned line, column;
};

/* What a question file says of itself. */
struct bank_header {
	struct str title;
	struct str language; /* "vi" */
	struct str license;
	struct str author;
	struct str description;
};

/* An empty question: unknown numbers are NAN, status draft. */
struct question question_empty(void);

/* An id: letters and digits of any script, and . - _, at most 100 bytes. */
bool question_id_sound(struct str id);

bool question_is_template(const struct question *q);

/* How many things are permuted on a form: options, statements, items, right
 * sides of a match; 0 for types without any. */
size_t question_places(const struct question *q);

/* The letter of option i: 'A'…; of statement i: 'a'…. i < 26. */
char option_letter(size_t i);

/* Everything but version, line, column and measured statistics, as JSON with
 * a fixed member order: what exam.json, the bank's columns for the parts, and
 * --json hold. question_from_json reads what question_to_json wrote, and
 * refuses with ERROR_INVALID what it could not have written. Media bytes are
 * not included, only name, hash and mime. */
struct json *question_to_json(struct arena *arena, const struct question *q);
MUST bool question_from_json(struct arena *arena, const struct json *json,
	struct question *out, struct error *err);
struct json *stimulus_to_json(struct arena *arena, const struct stimulus *s);
MUST bool stimulus_from_json(struct arena *arena, const struct json *json,
	struct stimulus *out, struct error *err);
struct json *topic_to_json(struct arena *arena, const struct topic *topic);
MUST bool topic_from_json(struct arena *arena, const struct json *json,
	struct topic *out, struct error *err);

/* SHA-256 in hexadecimal of question_to_json printed on one line: two
 * questions are the same when this is. */
struct str question_hash(struct arena *arena, const struct question *q);
struct str stimulus_hash(struct arena *arena, const struct stimulus *s);

/* Deep copies (media bytes apart): nothing is shared with the source. */
struct question question_copy(struct arena *arena, const struct question *q);
struct stimulus stimulus_copy(struct arena *arena, const struct stimulus *s);
struct topic topic_copy(struct arena *arena, const struct topic *topic);

/* Checks what no single field shows: the right number of options, a key for
 * each, gaps that match the stem, points of the rubric… At most 26 options,
 * answers to match or items, 6 statements, 100 gaps, numbers, criteria, tags or
 * media, 20 figures, 1000 accepted answers or enemies. ERROR_INVALID;
 * ERROR_DENIED for a text that is too long. */
enum { QUESTION_TEXT_LIMIT = 1024 * 1024 }; /* bytes of any of its texts */
MUST bool question_check(const struct question *q, struct error *err);

/* Every Markdown text of a question that pupils read, in the order of the
 * paper; and those that only teachers do: solution, feedback, rubric. Empty
 * ones come too; patterns do not. */
struct text_visitor {
	void *ctx;
	void (*text)(void *ctx, struct str text);
};
void question_texts(const struct question *q, const struct text_visitor *v);
void question_teacher_texts(
	const struct question *q, const struct text_visitor *v);

/* Its words alone (stem, options, statements, …), for search. */
struct str question_plain(struct arena *arena, const struct question *q);

/* The key as people write it: "B", "A, C", "Đ S S Đ" (lang vi) or "T F F T",
 * "0,17", "1-c 2-a". order maps printed place → option, statement, item index;
 * NULL is the author's order. */
struct str question_key(struct arena *arena, const struct question *q,
	const size_t *order, const char *language);

#endif
