#ifndef BANKS_NATIVE_FIELDS_H
#define BANKS_NATIVE_FIELDS_H

#include <stdint.h>

#include "base/report.h"
#include "base/yaml.h"
#include "engine/model/sink.h"

/* How mappings of the native bank file become structs: a table of fields for
 * each, and a reader for each kind of field. Private to banks/native_*.c. */

/* Fields that can only be understood together, kept until all are seen. */
struct raw_fields {
	const struct yaml_node *key;
	const struct yaml_node *keys;
	const struct yaml_node *tolerance;
	const struct yaml_node *fixed;
	const struct yaml_node *feedback;
};

struct native_reader {
	struct arena *arena;
	const char *file;
	const struct sink *sink;
	struct report *report;
	const struct yaml_node *defaults; /* NULL: none */
	struct raw_fields raw;
	size_t questions; /* seen so far */
	bool any_type;    /* reading defaults: every field belongs */
	const struct math_macros *macros; /* of the header; NULL: none */
	uint64_t faulty; /* defaults that are, bits by question_fields */
	bool inherits;   /* the question needs one of those */
};

/* A field being read. */
struct slot {
	struct native_reader *r;
	const char *name;
	const struct yaml_node *key;
	const struct yaml_node *value;
	void *target; /* base + the field's offset */
	void *base;
};

struct field {
	const char *name;
	void (*read)(struct slot *slot);
	size_t offset;
	unsigned types; /* bits of the question types it belongs to; 0: all */
};

extern const struct field question_fields[];

/* Reads node's entries into base by the table, then those of defaults that
 * node lacks (NULL: none). Faults are reported; false when node is not a
 * mapping at all. */
bool read_mapping(struct native_reader *r, const struct yaml_node *node,
	const struct field *fields, void *base,
	const struct yaml_node *defaults);

/* The default of that name of a question's field; NULL when there is none or
 * it was reported. */
const struct yaml_node *sound_default(
	const struct native_reader *r, const char *name);

/* The type, which decides about the other fields; false when unknown, which is
 * reported, or not said. */
bool read_type(struct native_reader *r, const struct yaml_node *node,
	struct question *q);

/* Puts key, keys, tolerance, fixed, feedback and a cloze's gaps in their
 * places; faults are reported. */
void native_settle(struct native_reader *r, const struct yaml_node *node,
	struct question *q);

/* The header's macros; and all formulas of a node with them replaced. */
void field_macros(struct slot *slot);
void native_expand(struct native_reader *r, const struct yaml_node *node);

/* "{a > b}": what stands between the braces; false when it is not so written.
 */
bool braced_formula(const struct yaml_node *value, struct str *out);

/* Nothing of it but its text is worth writing. */
bool native_plain_accepted(const struct accepted *a);
/* Thousandths as a decimal without trailing zeros. */
struct str native_thousandths(struct arena *arena, long value);
/* The stem, of a cloze with its gaps written in. */
struct str native_stem_text(struct arena *arena, const struct question *q);
/* "{a > b}" of "a > b". */
struct str braced(struct arena *arena, struct str formula);
/* Writes parameters, conditions and 'choose'. */
void native_put_template(
	struct buf *out, unsigned indent, const struct question *q);

/* What makes a question a template: native_template.c. */
void field_parameters(struct slot *slot);
void field_require(struct slot *slot);

void field_text(struct slot *slot);
void field_id(struct slot *slot);
void field_grade(struct slot *slot);
void field_outcomes(struct slot *slot);
void field_stimulus_media(struct slot *slot);
void field_stimulus_figures(struct slot *slot);
void field_stimulus_print(struct slot *slot);
void field_line_numbers(struct slot *slot);
void field_options(struct slot *slot);
void field_level(struct slot *slot);
void field_points(struct slot *slot);
void field_bool(struct slot *slot);
void field_choose(struct slot *slot);

/* Lists that several places share: of options, of accepted answers. */
bool read_options(struct native_reader *r, const char *name,
	const struct yaml_node *list, const struct option **out, size_t *count);
bool read_accepted(struct native_reader *r, const char *name,
	const struct yaml_node *list, const struct accepted **out,
	size_t *count);
/* Sets right by a letter, or by a list of letters. */
bool settle_letters(struct native_reader *r, const char *name,
	const struct yaml_node *key, struct option *options, size_t count);
bool read_media(struct native_reader *r, const struct yaml_node *list,
	const struct media **out, size_t *count);
bool read_figures(struct native_reader *r, const struct yaml_node *list,
	const struct figure **out, size_t *count);
/* Writes them, "figures:" so many spaces from the left. */
void put_figures(struct buf *out, unsigned indent, const struct figure *figures,
	size_t count);
/* Replaces {{…}} in a cloze's stem by {{1}}… and fills gaps. */
bool read_gaps(struct native_reader *r, const struct yaml_node *node,
	struct question *q);

/* Findings at a node. warn_of_commas: a list such as [1,5], where 1,5 may be
 * meant. */
void warn_of_commas(struct native_reader *r, const struct yaml_node *list);
void unknown_key(struct native_reader *r, const struct yaml_node *key,
	const char *const *known);
void wrong_type(struct native_reader *r, const struct yaml_node *key,
	const char *wanted, const struct yaml_node *got);
void bad_value(struct native_reader *r, const char *name,
	const struct yaml_node *value, const char *expected);
void missing(struct native_reader *r, const struct yaml_node *node,
	const char *noun, const char *key);

#endif
