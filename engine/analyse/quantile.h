#ifndef ENGINE_ANALYSE_QUANTILE_H
#define ENGINE_ANALYSE_QUANTILE_H

/* The value that a variable of F's distribution is below with probability p. */
double f_quantile(double p, double d1, double d2);

/* The probability that a variable of the chi-square distribution is above x:
 * the incomplete gamma function by its series or its continued fraction
 * (Abramowitz and Stegun 6.5.29, 6.5.31, 26.4.19). */
double chi_square_above(double x, double df);

#endif
