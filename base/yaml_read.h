#ifndef BASE_YAML_READ_H
#define BASE_YAML_READ_H

#include "base/yaml.h"

/* What yaml.c and yaml_visit.c share: libyaml's events, made into nodes. Not
 * for others, who read base/yaml.h. */
enum yaml_event {
	YAML_AT_START, /* before the first node */
	YAML_AT_ALIAS,
	YAML_AT_SCALAR,
	YAML_AT_SEQUENCE,
	YAML_AT_MAPPING,
	YAML_AT_CLOSE, /* of a sequence or mapping */
	YAML_AT_END,   /* of the document, or it has none */
};

enum {
	YAML_DEPTH = 64,
	YAML_COPIES = 10000,
	YAML_ANCHORS = 10000,
	YAML_NODES = 1000000
};

/* Names and where they stood: anchors with their nodes, keys without. */
struct yaml_names {
	struct yaml_name *slots;
	size_t count;
	size_t capacity; /* 0 or a power of two */
};

struct yaml_name {
	struct str name; /* ptr NULL: free */
	const struct yaml_node *node;
	unsigned line;
	unsigned height; /* of the node: 1 for a scalar */
};

/* The slot of a name: its own, or a free one; who fills it counts it. */
struct yaml_name *yaml_names_at(
	struct arena *arena, struct yaml_names *names, struct str name);

struct yaml_reader {
	struct arena *arena; /* what anchors and aliases outlive nodes in */
	const char *name;
	struct str text; /* valid UTF-8, no BOM, no control characters */
	size_t work;     /* bytes gone through, over all starts */

	/* The current event. */
	enum yaml_event event;
	unsigned line; /* from 1 */
	unsigned column;
	bool flow; /* a sequence or mapping in [ ] or { } */
	bool tagged;
	unsigned last_line; /* where it ends */

	/* A fault of the text's sense, the first in a node. */
	enum finding finding;
	struct error fault;

	struct yaml_names anchors;
	size_t anchored; /* nodes and bytes kept for anchors */
	size_t nodes;    /* in this node, without those made by aliases */
	size_t copies;   /* nodes made by aliases in this node */
	size_t all_copies;
	const struct yaml_node **stack; /* items of open collections */
	size_t stack_count, stack_capacity;
	struct arena *scratch; /* the stack's */

	struct {
		unsigned line;
		size_t offset;
	} cursor; /* the last line asked for */
	struct yaml_libyaml *libyaml;
};

/* Checks the encoding: ERROR_SYNTAX at the first byte that is not UTF-8. The
 * reader is closed by yaml_reader_close also when this fails. text's control
 * characters are the caller's business: yaml_control finds them. */
MUST bool yaml_reader_open(struct yaml_reader *reader, struct arena *arena,
	const char *name, struct str text, struct error *err);
void yaml_reader_close(struct yaml_reader *reader);

/* Offset of the first character at or after from that YAML does not allow, or
 * SIZE_MAX; *len becomes its bytes. */
size_t yaml_control(struct str text, size_t from, size_t *len);

/* Begins at the line that starts at offset, as if these lines stood before it:
 * prefix (whole lines, or ""). */
void yaml_reader_start(struct yaml_reader *reader, size_t offset, unsigned line,
	const char *prefix);

/* Moves to the next event; false at a syntax error, after which only another
 * start helps. */
MUST bool yaml_reader_next(struct yaml_reader *reader, struct error *err);

/* Reads the node that begins at the current event and stands depth deep, and
 * moves to its last event. False at a syntax error. A fault of sense is put
 * into reader->fault (its code is ERROR_NONE otherwise), and *out is then not
 * to be used. */
MUST bool yaml_reader_node(struct yaml_reader *reader, struct arena *arena,
	unsigned depth, const struct yaml_node **out, struct error *err);

/* Offset where a line begins, lines as libyaml counts them; the text's length
 * when there are fewer. */
size_t yaml_reader_line(struct yaml_reader *reader, unsigned line);
/* Offset after the line that begins at offset. */
size_t yaml_line_end(struct str text, size_t offset);

#endif
