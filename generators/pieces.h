#ifndef GENERATORS_PIECES_H
#define GENERATORS_PIECES_H

#include "base/algebra/expression.h"
#include "base/algebra/show.h"

/* A text of a template, cut where values go in.
 *
 * Outside formulas {expression} is a value. In a formula the braces that TeX
 * takes as arguments - after \frac, \sqrt and their like, after ^ and _ - stay
 * TeX's, and a value in them has braces of its own: \frac{{a}}{{b}}, x^{{n}};
 * other braces there hold values: $ {a}x + {b} $. {=expression} is a value
 * everywhere, also in code, where nothing else is. \{ is a brace, {{1}} a gap.
 * After a colon stands how the value is written: {x : .2}. */

enum piece_place {
	PIECE_LITERAL,
	PIECE_TEXT, /* running text: a formula is put between dollars */
	PIECE_MATH,
	PIECE_WORDS, /* \text{…} of a formula */
	PIECE_CODE,
	PIECE_ANSWER, /* what pupils write: -3 and 1/2 as they are typed */
	PIECE_SOURCE  /* of figures: numbers and functions as programs read
			 them */
};

struct piece {
	enum piece_place place;
	bool argument;   /* the braces are TeX's as well: kept */
	struct str text; /* literal */
	const struct expression *expression;
	struct show show;
	unsigned column; /* of the opening brace, within the text */
};

struct pieces {
	const struct piece *list;
	size_t count;
	bool constant; /* one literal at most */
};

/* Cuts it; place is PIECE_TEXT, PIECE_ANSWER or PIECE_SOURCE. ERROR_SYNTAX or
 * NOTFOUND with the column within the text. A TeX argument that is nothing but
 * a known name, as in \frac{a}{2}, is an error too: nobody means that letter.
 */
MUST bool pieces_cut(struct arena *arena, struct str text,
	enum piece_place place, char point, const struct str *known,
	size_t known_count, struct pieces *out, struct error *err);

/* The text with its values; check c->failed, whose column is then that of the
 * value within the text. */
struct str pieces_fill(struct algebra *c, const struct pieces *pieces,
	const struct scope *scope);

/* The value, when the text is nothing but one (between dollars or not); else
 * NULL. */
const struct value *pieces_value(struct algebra *c, const struct pieces *pieces,
	const struct scope *scope);

#endif
