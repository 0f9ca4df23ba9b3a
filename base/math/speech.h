#ifndef BASE_MATH_SPEECH_H
#define BASE_MATH_SPEECH_H

#include "base/math/math.h"

/* What the files of math_to_speech share, for them only. */

/* ---- words: speech_words.c, speech_units.c ---- */

enum speech_language { SPEECH_VI, SPEECH_EN, SPEECH_LANGUAGES };

/* What is said between the pieces of a formula. An empty word is not said. */
enum phrase {
	SAY_OPEN,
	SAY_CLOSE,
	SAY_OPEN_SQUARE,
	SAY_CLOSE_SQUARE,
	SAY_OPEN_BRACE,
	SAY_CLOSE_BRACE,
	SAY_SET,
	SAY_END_SET,
	SAY_SUCH_THAT,
	SAY_GIVEN,
	SAY_DIVIDES,
	SAY_BAR,
	SAY_EVALUATED_AT,
	SAY_EVALUATED_FROM,
	SAY_ABSOLUTE,
	SAY_END_ABSOLUTE,
	SAY_LENGTH,
	SAY_END_LENGTH,
	SAY_FLOOR,
	SAY_END_FLOOR,
	SAY_CEILING,
	SAY_END_CEILING,
	SAY_OPEN_ANGLE,
	SAY_CLOSE_ANGLE,
	SAY_CLOSED_INTERVAL,
	SAY_OPEN_INTERVAL,
	SAY_LEFT_CLOSED,
	SAY_RIGHT_CLOSED,
	SAY_COORDINATES,
	SAY_OF,
	SAY_OF_OPEN,
	SAY_FROM,
	SAY_TO,
	SAY_WHEN,
	SAY_OVER_SET,
	SAY_WITH,
	SAY_BASE,
	SAY_SQUARED,
	SAY_CUBED,
	SAY_POWER,
	SAY_END_POWER,
	SAY_ALL,
	SAY_SUB,
	SAY_SUB_NUMBER,
	SAY_END_SUB,
	SAY_PRIME,
	SAY_PRIME_2,
	SAY_PRIME_3,
	SAY_PRIME_4,
	SAY_MINUTES,
	SAY_SECONDS,
	SAY_DEGREES,
	SAY_STAR,
	SAY_FROM_RIGHT,
	SAY_FROM_LEFT,
	SAY_DERIVATIVE,
	SAY_CHARGE,
	SAY_MASS,
	SAY_ATOMIC,
	SAY_COMBINATION,
	SAY_ARRANGEMENT,
	SAY_NEGATIVE,
	SAY_MINUS,
	SAY_MINUS_SIGN,
	SAY_PLUS,
	SAY_POSITIVE,
	SAY_OVER,
	SAY_PARTS,
	SAY_FRACTION,
	SAY_DENOMINATOR,
	SAY_END_FRACTION,
	SAY_AND,
	SAY_SQUARE_ROOT,
	SAY_CUBE_ROOT,
	SAY_ROOT,
	SAY_ROOT_OF,
	SAY_END_ROOT,
	SAY_DIVIDED,
	SAY_COLON,
	SAY_PARALLEL,
	SAY_INTO,
	SAY_CONGRUENT,
	SAY_MODULO,
	SAY_SIMILAR,
	SAY_NOT,
	SAY_STRUCK,
	SAY_END_STRUCK,
	SAY_BOX,
	SAY_END_BOX,
	SAY_LINE_OVER,
	SAY_END_LINE,
	SAY_BARRED,
	SAY_UNDERLINED,
	SAY_ANTIDERIVATIVE,
	SAY_YIELDS,
	SAY_REVERSIBLE,
	SAY_CONDITION,
	SAY_END_CONDITION,
	SAY_ARROW,
	SAY_GAS,
	SAY_FALLS,
	SAY_HYDRATE,
	SAY_SINGLE_BOND,
	SAY_DOUBLE_BOND,
	SAY_TRIPLE_BOND,
	SAY_ABOVE,
	SAY_BELOW,
	SAY_END_NOTE,
	SAY_MATRIX,
	SAY_DETERMINANT,
	SAY_TABLE,
	SAY_SYSTEM,
	SAY_CASES,
	SAY_EITHER,
	SAY_END_MATRIX,
	SAY_END_DETERMINANT,
	SAY_END_TABLE,
	SAY_END_SYSTEM,
	SAY_END_CASES,
	SAY_END_EITHER,
	SAY_ROWS,
	SAY_COLUMNS,
	SAY_ROW,
	SAY_BLANK,
	SAY_IF,
	SAY_OR,
	SAY_SET_OF,
	SAY_NOT_UNDERSTOOD,
	SAY_PHRASES
};

const char *speech_words_of(enum phrase phrase, enum speech_language language);

/* A symbol or Greek letter; NULL when its character says it. */
const char *speech_symbol(uint32_t code, enum speech_language language);

/* An accent's words before and after its base; stretchy ones may differ. */
struct speech_accent {
	uint32_t code;
	const char *before[SPEECH_LANGUAGES], *after[SPEECH_LANGUAGES];
};
const struct speech_accent *speech_accent(uint32_t code);

/* \sin, \max: its words, and whether "of" comes before what it is taken of. */
struct speech_operator {
	const char *name;
	const char *words[SPEECH_LANGUAGES];
	bool of;
};
const struct speech_operator *speech_operator(struct str name);

/* ∑ and its kind. */
const char *speech_large(uint32_t code, enum speech_language language);

/* "m/s^2" as words; false when it is not a unit of measure. In source, "."
 * stands between factors, "^" before a power. */
bool speech_unit(struct buf *out, struct str source, bool plural,
	enum speech_language language);

bool speech_is_element(struct str s); /* a chemical element's symbol */
/* "aq" in brackets: "dung dịch"; NULL when it is not a state. */
const char *speech_state(struct str s, enum speech_language language);

/* ---- a list of pieces, laid flat: speech_lay.c ---- */

enum role { ROLE_PLAIN, ROLE_OPEN, ROLE_CLOSE, ROLE_BAR };

struct item {
	const struct math *node;    /* without its scripts */
	const struct math *scripts; /* MATH_SCRIPTS or MATH_STACK, or NULL */
	uint32_t code;
	enum math_class class;
	enum role role;
	size_t match;        /* its partner, or SIZE_MAX */
	size_t separators;   /* of an opening one: ; and , between */
	size_t separator;    /* the last of them */
	bool infinite;       /* likewise: there is an ∞ */
	bool spaced;         /* there is room before it */
	bool thin;           /* just thin room */
	const char *instead; /* said in its place, NULL: what it is */
};

struct items {
	struct arena *arena;
	struct item *v;
	size_t count, capacity;
	bool spaced, thin; /* before the next */
	/* There is a formula of chemistry, a "mod", a triangle, a colon. */
	bool chemical, modular, triangles, mapping;
};

/* Groups are opened; one node, or a list of them. */
void speech_lay(struct items *list, const struct math *node);
void speech_lay_list(struct items *list, const struct math *node);
/* Once all are laid: brackets find their partners. */
void speech_pair(struct items *list);

/* The node itself when it is the last of its list, else NULL. */
const struct math *speech_only(const struct math *child);
/* A group, a colour or a style of one is that one. */
const struct math *speech_unwrap(const struct math *node);
/* The table that is all a fence holds, or NULL. */
const struct math *speech_fenced_table(const struct math *node);
bool speech_is_blank(const struct math *node);
bool speech_is_atom(const struct math *node, uint32_t code);
bool speech_is_letter(const struct math *node);
bool speech_is_minus(const struct math *node); /* a sign, not between two */
bool speech_is_prime(const struct math *node);
bool speech_is_degree(const struct math *sup);
bool speech_is_word(const struct math *node);   /* a letter, a number, text */
bool speech_is_number(const struct math *node); /* −2, 12 000 */
bool speech_is_named(const struct math *node);  /* A', x₁ */
bool speech_is_name(const struct math *node);   /* letters: AB, A'C' */
/* So short that no end needs to be said; as an exponent. */
bool speech_is_simple(const struct math *node);
bool speech_is_exponent(const struct math *node);
bool speech_is_charge(const struct math *sup); /* 2−, + */
bool speech_is_whole(const struct math *node); /* a whole number */

/* ---- saying: speech.c ---- */

struct speech {
	struct arena *arena;
	struct buf out;
	enum speech_language language;
	bool limit; /* within the limit of \lim */
};

/* One more word, after a blank unless it is punctuation. */
void speech_say(struct speech *s, const char *word);
void speech_say_str(struct speech *s, struct str word);
void speech_say_phrase(struct speech *s, enum phrase phrase);
void speech_pause(struct speech *s);
/* A number with the language's decimal mark. */
struct str speech_localised(struct speech *s, struct str text);
/* One node, whatever comes after it in its list; or a list. */
void speech_say_node(struct speech *s, const struct math *node);
void speech_say_list(struct speech *s, const struct math *node);

/* ---- speech_script.c ---- */

void speech_say_scripts(
	struct speech *s, const struct items *list, const struct item *item);
void speech_say_large(struct speech *s, const struct item *item);
void speech_say_operator(struct speech *s, const struct items *list, size_t i);

/* ---- speech_number.c ---- */

void speech_say_number(struct speech *s, const struct items *list, size_t i);
/* How many pieces from i are a unit of measure and were said, or 0. */
size_t speech_say_unit(struct speech *s, const struct items *list, size_t i);

/* ---- speech_built.c ---- */

/* mixed: a number comes right before. */
void speech_say_fraction(struct speech *s, const struct math *node, bool mixed);
/* Combinations or arrangements of some out of so many. */
void speech_say_chosen(struct speech *s, enum phrase phrase,
	const struct math *of, const struct math *some);
void speech_say_root(struct speech *s, const struct math *node);
void speech_say_accent(struct speech *s, const struct math *node);
void speech_say_line(struct speech *s, const struct math *node);
void speech_say_stack(struct speech *s, const struct math *node);
void speech_say_arrow(
	struct speech *s, const struct items *list, const struct math *node);

/* ---- speech_table.c ---- */

void speech_say_table(struct speech *s, const struct math *table);
void speech_say_fence(struct speech *s, const struct math *fence);

/* ---- speech_bracket.c ---- */

void speech_say_bracket(struct speech *s, uint32_t code);
void speech_say_open(struct speech *s, struct items *list, size_t i);
void speech_say_close(struct speech *s, const struct items *list, size_t i);
void speech_say_bar(struct speech *s, const struct items *list, size_t i);
/* What stands in the brackets is one simple piece. */
bool speech_holds_one(const struct items *list, size_t open);

/* ---- speech_sign.c ---- */

/* How many pieces were said. */
size_t speech_say_atom(struct speech *s, struct items *list, size_t i);

#endif
