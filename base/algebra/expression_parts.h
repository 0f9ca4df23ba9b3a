#ifndef BASE_ALGEBRA_EXPRESSION_PARTS_H
#define BASE_ALGEBRA_EXPRESSION_PARTS_H

#include "base/algebra/expression.h"

/* The tree of an expression. Private to base/algebra. */

enum node_kind {
	NODE_NUMBER,
	NODE_TEXT,
	NODE_NAME,
	NODE_CALL,
	NODE_NEGATE,
	NODE_FACTORIAL,
	NODE_BINARY, /* op: + - * / ^ */
	NODE_COMPARE,
	NODE_IN,
	NODE_NOT,
	NODE_AND,
	NODE_OR,
	NODE_IF,
	NODE_LIST,
	NODE_SET,
	NODE_INTERVAL,
	NODE_RANGE, /* from, to, then step and except or NULL */
	NODE_INDEX,
	NODE_FIELD,
	NODE_EACH /* items: body, list, condition or NULL; text: the name */
};

struct function;

struct expression {
	enum node_kind kind;
	unsigned column;
	char op;
	bool open_left, open_right, is_equation;
	enum relation relation;
	struct str text;
	const struct value *value; /* of a number */
	const struct function *function;
	const struct expression **items;
	size_t count;
};

/* A function of the language. */
struct function {
	const char *name;
	int least, most; /* arguments; most -1: any number */
	const struct value *(*call)(struct algebra *c,
		const struct value *const *args, size_t count);
	bool draws; /* by chance */
};

/* The tables, each ended by a NULL name. */
extern const struct function functions_number[];
extern const struct function functions_algebra[];
extern const struct function functions_list[];
extern const struct function functions_set[];
extern const struct function functions_statistics[];
extern const struct function functions_chance[];
extern const struct function functions_words[];

/* NULL: there is none; *nearest is then the likeliest, or NULL. */
const struct function *function_find(struct str name, const char **nearest);

#endif
