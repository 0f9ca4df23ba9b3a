#ifndef ENGINE_MODEL_BLUEPRINT_READER_H
#define ENGINE_MODEL_BLUEPRINT_READER_H

#include "base/yaml.h"
#include "engine/model/blueprint.h"

/* How blueprint*.c read YAML mappings: each mapping has a table of the keys it
 * may hold, so that a fault in one never hides a fault in the next. */

enum {
	BLUEPRINT_COUNT_LIMIT = 500, /* questions of a form */
	BLUEPRINT_LIST_LIMIT = 1000, /* of anything else */
	BLUEPRINT_QUERY_LIMIT = 64,  /* bits of candidate.queries */
};

struct reader {
	struct arena *arena;
	const char *file;
	struct report *report;
	struct blueprint *blueprint;
	bool preset;             /* the text being read is a preset's */
	const struct part *base; /* the preset's parts, to be merged by name */
	size_t base_count;
	size_t query_count; /* cells with a query so far */
};

/* A key of a mapping. read() puts the value at offset of what into points to,
 * or reports. Tables end with a NULL name, whose other(), if any, may take a
 * key that the table does not name (true when it did). */
struct key {
	const char *name;
	void (*read)(struct reader *r, const struct key *key,
		const struct yaml_node *value, void *into);
	size_t offset;
	long min, max;
	const char *const *names; /* for read_name: NULL-terminated */
	bool own;                 /* not in a preset */
	bool (*other)(struct reader *r, const struct yaml_node *key,
		const struct yaml_node *value, void *into);
};

#define KEY(struct_, field_, reader_, ...)                                     \
	{                                                                      \
		.name = #field_, .read = (reader_),                            \
		.offset = offsetof(struct struct_, field_), __VA_ARGS__        \
	}

/* False when node is no mapping; unknown keys are reported. */
bool blueprint_mapping(struct reader *r, const char *what,
	const struct yaml_node *node, const struct key *keys, void *into);

/* Readers for the table; the field's type stands behind each. */
void read_text(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into); /* struct str */
void read_long(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into); /* long, min–max */
void read_bool(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into); /* bool */
void read_name(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into); /* struct str, of names */
void read_points(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into); /* long, thousandths */

/* The parts with their rows of take:, into a struct blueprint. */
void read_parts(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into);
void read_rules(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into);
void read_balance(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into);
void read_aims(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into);
/* information: on its own is the last of the aims. */
void read_information_aim(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into);
void read_exposure(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into);

/* One text or a list of texts; each once. False when reported. */
bool texts_of(struct reader *r, const char *name, const struct yaml_node *node,
	const struct str **out, size_t *count);
/* A number with at most three decimals, in thousandths. */
bool thousandths_of(struct reader *r, const char *name,
	const struct yaml_node *node, long min, long max, long *out);
/* The index in names (NULL-terminated); false when reported. */
bool name_of(struct reader *r, const char *name, const struct yaml_node *node,
	const char *const *names, size_t *index);
/* A question type; *has is set when it is one. */
void type_of(struct reader *r, const char *name, const struct yaml_node *node,
	bool *has, enum question_type *type);
/* True when it is a list of at most BLUEPRINT_LIST_LIMIT items. */
bool list_of(struct reader *r, const char *name, const struct yaml_node *node);

/* "A, B or C", for messages. */
const char *any_of(struct arena *arena, const char *const *names);
void blueprint_wrong_type(struct reader *r, const char *name,
	const struct yaml_node *node, const char *wanted);
void blueprint_bad_value(struct reader *r, const char *name,
	const struct yaml_node *node, const char *expected);
void out_of_range(struct reader *r, const char *name,
	const struct yaml_node *node, long min, long max);
struct place place_of(const struct yaml_node *node);

#endif
