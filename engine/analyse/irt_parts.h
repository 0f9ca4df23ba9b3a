#ifndef ENGINE_ANALYSE_IRT_PARTS_H
#define ENGINE_ANALYSE_IRT_PARTS_H

#include "engine/analyse/irt.h"

/* What the files of irt_estimate share, for them only. */

enum { IRT_NODES = 61, IRT_BYTE = 256 };

/* People with the same answers are one row. */
struct irt_row {
	const uint8_t *bits; /* right answers, then which there are */
	double weight;
};

struct fast;

struct fit {
	struct arena *arena;
	enum irt_model model;
	size_t items;  /* used */
	size_t *which; /* of the table's items */
	size_t groups; /* bytes of a row */
	struct irt_row *rows;
	size_t row_count;
	size_t *row_of;                            /* by person */
	double theta[IRT_NODES], prior[IRT_NODES]; /* log */
	double *a, *d, *g;       /* g: logit of the guessing, 3PL only */
	double *table;           /* [group][byte][node] log likelihoods */
	double *sums;            /* the same for posteriors */
	double *right, *missing; /* [item][node] expected counts */
	double nodes[IRT_NODES];
	struct fast *fast; /* while it is in use; or NULL */
};

/* Bits of a group of the row that stand for items. */
uint8_t irt_whole(const struct fit *f, size_t group);
/* log Q, and log P - log Q, at an ability. */
double irt_log_wrong(const struct fit *f, size_t k, double theta);
double irt_log_odds(const struct fit *f, size_t k, double theta);

/* Chance of being right on item k at an ability, and the guessing in it. */
double irt_chance(const struct fit *f, size_t k, double theta);
double irt_guessing(const struct fit *f, size_t k);

/* The posterior of a row over the nodes; its log likelihood. */
double irt_posterior(
	const struct fit *f, const struct irt_row *row, double *post);

/* Priors of the 3PL: Beta(5, 17) on the guessing, a normal one with standard
 * deviation 0.5 on log a (those of BILOG-MG, Zimowski and others 1996). Slopes
 * of their logarithms and the information they add. */
struct irt_prior {
	double log, slope, information;
};
struct irt_prior irt_prior_a(double a);
struct irt_prior irt_prior_g(double g); /* by the logit */

/* Tables of log likelihoods for irt_posterior, of the parameters as they are.
 */
void irt_fill(struct fit *f);

/* Log likelihood, abilities and standard errors. */
void irt_finish(struct fit *f, const struct answers *a, struct irt_item *items,
	struct irt_fit *out);
void irt_find_fit(
	struct fit *f, const struct answers *a, struct irt_item *items);

#endif
