#ifndef ENGINE_MODEL_FIGURE_KEYS_H
#define ENGINE_MODEL_FIGURE_KEYS_H

#include "engine/model/figure.h"

/* What each kind of figure may say, as tables. For the model's own files and
 * for tests. */
enum key_type {
	KEY_TEXT,       /* any text */
	KEY_NUMBER,     /* see figure_number */
	KEY_FLAG,       /* true, false */
	KEY_WORD,       /* one of words */
	KEY_EXPRESSION, /* in x: base/algebra */
	KEY_LENGTH,     /* "6", "6cm", "50%" */
	KEY_PAIR,       /* two numbers */
	KEY_NUMBERS,
	KEY_TEXTS,
	KEY_FORMS,  /* a list of texts that are read: "x = 1", "(0; 2]" */
	KEY_WORDS,  /* a list of texts, or a text of words */
	KEY_MAP,    /* names with values, by the table */
	KEY_MAPS,   /* a list of those; a text (or a list, where it cannot be
		       a text) stands for one with the first key alone */
	KEY_ANY,    /* looked at by the kind itself */
	KEY_POINTS, /* the same, with numbers in it */
};

struct figure_key {
	const char *name;
	enum key_type type;
	bool needed;
	const char *const *words;     /* NULL-terminated */
	const struct figure_key *sub; /* ends with a NULL name */
};

extern const struct figure_key *const figure_keys[FIGURE_KINDS];

/* Where a label may stand: "above"… NULL-terminated. */
extern const char *const figure_places[];

/* Inside the check: a fault at a value. */
bool figure_fault(struct error *err, const struct figure_value *at,
	const char *format, ...) __attribute__((format(printf, 3, 4)));

/* What the keys alone do not show, by kind; the keys have been looked at. */
MUST bool figure_sound(const struct figure *figure, struct error *err);

#endif
