#include <math.h>

#include "engine/analyse/classical.h"

/* The F distribution by the incomplete beta function, whose continued fraction
 * is evaluated by Lentz's method (Abramowitz and Stegun 26.5.8 and 26.6.2). */

enum { TERMS = 500, HALVINGS = 200 };

static double fraction(double a, double b, double x)
{
	double tiny = 1e-300, c = 1, d = 1 - (a + b) * x / (a + 1), h;

	d = 1 / (fabs(d) < tiny ? tiny : d);
	h = d;
	for (int m = 1; m <= TERMS; m++) {
		double k = m, step;
		double even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k));
		double odd = -(a + k) * (a + b + k) * x /
			((a + 2 * k) * (a + 2 * k + 1));

		d = 1 + even * d;
		c = 1 + even / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		h *= d * c;
		d = 1 + odd * d;
		c = 1 + odd / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		step = d * c;
		h *= step;
		if (fabs(step - 1) < 1e-15)
			break;
	}
	return h;
}

/* I_x(a, b) */
static double beta_share(double a, double b, double x)
{
	double front;

	if (x <= 0 || x >= 1)
		return x >= 1;
	front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) +
		b * log1p(-x));
	return x < (a + 1) / (a + b + 2)
		? front * fraction(a, b, x) / a
		: 1 - front * fraction(b, a, 1 - x) / b;
}

double f_quantile(double p, double d1, double d2)
{
	double low = 0, high = 1;

	while (beta_share(d1 / 2, d2 / 2, d1 * high / (d1 * high + d2)) < p &&
		high < 1e12)
		high *= 2;
	for (int i = 0; i < HALVINGS; i++) {
		double middle = (low + high) / 2;

		if (beta_share(d1 / 2, d2 / 2,
			    d1 * middle / (d1 * middle + d2)) < p)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}
