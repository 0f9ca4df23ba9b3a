#ifndef GENERATORS_TEMPLATE_PARTS_H
#define GENERATORS_TEMPLATE_PARTS_H

#include "generators/pieces.h"
#include "generators/template.h"

/* Private to generators/template*.c. */

/* One thing a parameter may be: an expression, or a text as it stands. */
struct choice {
	const struct expression *expression; /* NULL: the text */
	struct str text;
};

struct compiled_parameter {
	const struct parameter *source;
	struct choice *choices; /* one, for an expression */
	size_t choice_count;
	bool listed; /* a choice is drawn; else the expression's value */
};

struct condition {
	const struct expression *expression;
	struct str text;
	size_t after; /* holds as soon as so many parameters are known */
};

/* A text or formula of the question, with its place in words. */
struct compiled_text {
	struct pieces pieces;
	const char *noun; /* N_("the stem") */
	size_t number;    /* of an option…, from 1; 0 */
};

struct compiled_formula {
	const struct expression *expression; /* NULL: none */
	const char *noun;
	size_t number;
};

struct template
{
	const struct question *q;
	char point;
	struct str *names;
	struct compiled_parameter *parameters;
	struct condition *conditions;
	/* In the order of template_walk. */
	struct compiled_text *texts;
	size_t text_count, text_capacity;
	struct compiled_formula *formulas;
	size_t formula_count, formula_capacity;
};

/* Goes through every text and formula of a template's question, always in the
 * same order; parts of the question are its own already. A function returns
 * false to stop. */
enum formula_kind {
	FORMULA_TRUTH, /* target: bool */
	FORMULA_NUMBER /* target: struct decimal, of a struct number */
};
struct template_walk {
	void *ctx;
	struct arena *arena; /* for figures */
	bool (*text)(
		void *ctx, struct str *text, const char *noun, size_t number);
	bool (*formula)(void *ctx, struct str *formula, void *target,
		enum formula_kind kind, const char *noun, size_t number,
		const struct number *of);
};
/* The noun of texts that figures are made of. */
extern const char template_figure[];
/* The noun of answers as pupils write them. */
extern const char template_answer[];
bool template_walk(struct question *q, const struct template_walk *walk);
/* Copies of all lists that the walk changes. */
void template_own(struct arena *arena, struct question *q);

/* ---- drawing ---- */

/* Where chance comes from: a stream of random numbers, or a path through all
 * that could be drawn. */
struct chance {
	struct rng *rng; /* NULL: the path */
	struct decision {
		size_t chosen, among;
	} * path;
	size_t count, capacity; /* decisions of the path */
	size_t at;              /* next one */
	bool reals;             /* a real number was drawn */
	struct arena *arena;
};

/* One draw of the parameters. */
struct sample {
	struct algebra calc;
	const struct value **values;
	size_t known;
	const struct condition *broken; /* the first that does not hold */
};

/* Draws all parameters; false when a condition does not hold (broken) or an
 * expression fails (calc.failed; err is filled). */
bool template_draw(struct arena *arena, const struct template *template,
	struct chance *chance, struct sample *out, struct error *err);
/* "a = 3, b = 0" of the parameters known so far. */
struct str template_values(struct arena *arena, const struct template *template,
	const struct sample *sample);
/* The question of a sample; false when two options coincide (err->code is
 * ERROR_NONE: draw again) or something fails. */
bool template_fill(struct arena *arena, const struct template *template,
	struct sample *sample, struct question *out, struct error *err);

#endif
