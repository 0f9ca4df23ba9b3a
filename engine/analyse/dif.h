#ifndef ENGINE_ANALYSE_DIF_H
#define ENGINE_ANALYSE_DIF_H

#include "engine/analyse/answers.h"

/* Mantel-Haenszel (1959): whether people of two groups with the same total
 * (of the shares of the items, rounded to a whole one) do unlike on an item.
 * delta is -2.35 ln(odds ratio)
 * (Holland and Thayer 1988): negative where the second group (the focal one)
 * does worse; infinite when one group has all right or all wrong. Its standard
 * error is that of Robins, Breslow and Greenland (1986), in Phillips and
 * Holland (1987). chi_square has one degree of freedom, with continuity
 * correction. Classes are those of ETS (Zieky 1993): 'C' when |delta| is at
 * least 1.5 and beyond 1 by a one-sided test at 5 %, 'A' when it is below 1 or
 * not different from 0, else 'B'. */
struct dif {
	double odds, delta, error, chi_square;
	char class;
};

/* By item; first and second are names among answers->groups. */
const struct dif *mantel_haenszel(struct arena *arena, const struct answers *a,
	struct str first, struct str second);

#endif
