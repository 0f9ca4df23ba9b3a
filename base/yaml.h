#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/report.h"
#include "base/str.h"

/* YAML as people write it, libyaml behind the door: one document, mappings,
 * sequences, scalars, anchors and aliases; tags are refused, so are depth over
 * 64, aliases that make more than 10,000 nodes of copies, a million nodes in
 * one document (or item, where items are read one by one), and a key given
 * twice in one mapping. Text is made NFC. */
enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

/* A mapping's items alternate: key, value, key, value. */
struct yaml_node {
	enum yaml_kind kind;
	bool plain;      /* a scalar without quotes or block sign */
	unsigned line;   /* from 1 */
	unsigned column; /* from 1, in characters */
	unsigned size;   /* nodes in it, itself included, aliases expanded */
	struct str text; /* of a scalar */
	const struct yaml_node *const *items;
	size_t count; /* items; for a mapping twice its entries */
};

/* Reads a whole document; *out is NULL when it holds none. Stops at the first
 * error, ERROR_SYNTAX, INVALID or DENIED with line and column. */
MUST bool yaml_parse(struct arena *arena, const char *name, struct str text,
	const struct yaml_node **out, struct error *err);

/* Reads a document whose root is a mapping, entry by entry, without holding
 * all of it. For an entry whose value is a sequence and for which
 * each(ctx, key) says true, item() gets its items one at a time and what it
 * was given is freed afterwards (unless it defined an anchor); for any other
 * entry, entry() gets key and value, which stay. A syntax error is reported,
 * and reading goes on with the next item of that sequence where one can be
 * told from the indentation; duplicate keys and tags are reported and the item
 * they stand in is skipped. item() and entry() return false to stop at once
 * (then so does this, with false and whatever they put in err).
 * False with err only then, or when the root is no mapping. */
struct yaml_visitor {
	void *ctx;
	bool (*each)(void *ctx, struct str key);
	bool (*item)(void *ctx, struct str key, const struct yaml_node *item,
		struct error *err);
	bool (*entry)(void *ctx, const struct yaml_node *key,
		const struct yaml_node *value, struct error *err);
};
MUST bool yaml_visit(struct arena *arena, const char *name, struct str text,
	const struct yaml_visitor *visitor, struct report *report,
	struct error *err);

/* NULL when not a mapping or no such key. */
const struct yaml_node *yaml_get(
	const struct yaml_node *mapping, const char *key);
/* "a mapping", "a list", "a text", "a number"…, translated, for messages. */
const char *yaml_describe(const struct yaml_node *node);
/* For messages that quote it: a scalar's text, the beginning of a long one,
 * anything else described. */
const char *yaml_quote(struct arena *arena, const struct yaml_node *node);

/* Scalars by the YAML 1.2 core schema; a quoted one is a text and nothing
 * else. False when the node is not that. */
bool yaml_is_null(const struct yaml_node *node); /* NULL, plain ~ null "" */
bool yaml_bool(const struct yaml_node *node, bool *out); /* true false */
bool yaml_long(const struct yaml_node *node, long *out);
bool yaml_double(const struct yaml_node *node, double *out);
/* Also a quoted one with a decimal comma. */
bool yaml_decimal(const struct yaml_node *node, struct decimal *out);

/* Writing, in the style of DESIGN.md §4: a scalar that reads back as the same
 * text, quoted or as a | block (indent spaces deep) only where needed. */
void yaml_put_scalar(struct buf *buf, struct str text, unsigned indent);
/* Inside [ ] or { }: never a block. */
void yaml_put_flow(struct buf *buf, struct str text);

#endif
