#ifndef ENGINE_ANALYSE_IRT_H
#define ENGINE_ANALYSE_IRT_H

#include "engine/analyse/answers.h"

/* Item response theory for scores of 0 and 1: logit P = a θ + d, abilities
 * standard normal. Estimated by marginal maximum likelihood with the EM
 * algorithm (Bock and Aitkin 1981) over 61 equal steps from -6 to 6, hastened
 * by SQUAREM (Varadhan and Roland 2008). Missing answers say nothing. Items
 * with scores between 0 and the best one, or all the same, are left out; what
 * is below 0 is wrong too. */
enum irt_model {
	IRT_RASCH, /* one a for all items */
	IRT_2PL,
	IRT_3PL, /* P = c + (1 - c) / (1 + exp(-(a θ + d))), Birnbaum 1968,
		    with priors on a and c (irt_parts.h): the mode of the
		    posterior, of which the log likelihood is given */
};

struct irt_item {
	bool used;
	double a, d, b; /* b = -d / a */
	double c;       /* guessing; 0 but for the 3PL */
	/* From the sum of outer products of the people's gradients (Berndt and
	 * others 1974); with over 400 parameters from each item's own block of
	 * it, which is a little small; NAN when singular. */
	double a_se, d_se, c_se;
	/* S-X2 of Orlando and Thissen (2000), of people without missing
	 * answers, neighbouring scores taken together until one is expected in
	 * each cell; NAN with over 200 items. A small fit_p: it does not fit.
	 */
	double fit;
	size_t fit_df;
	double fit_p;
};

struct irt_fit {
	enum irt_model model;
	const struct irt_item *items;
	size_t used;
	double log_likelihood;
	double aic, bic;
	unsigned cycles;
	bool converged;
	/* By person: mean and standard deviation of the ability's posterior
	 * (EAP, Bock and Mislevy 1982). */
	const double *ability, *ability_sd;
};

struct irt_fit irt_estimate(
	struct arena *arena, const struct answers *a, enum irt_model model);

/* Abilities by maximum likelihood, by person, from -6 to 6, which people with
 * all right or all wrong have; of the 3PL the top that is reached from the mean
 * of the posterior. NAN without answers. */
const double *irt_most_likely(struct arena *arena, const struct answers *a,
	const struct irt_fit *fit);

/* Fisher's information of the test at an ability. */
double irt_information(const struct irt_fit *fit, size_t items, double theta);

#endif
