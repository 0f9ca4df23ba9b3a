#include "engine/analyse/quantile.h"

#include <math.h>

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

/* P(a, x) by its series. */
static double gamma_series(double a, double x)
{
	double term = 1 / a, sum = term;

	for (int n = 1; n < TERMS * 10 && fabs(term) > 1e-16 * fabs(sum); n++) {
		term *= x / (a + n);
		sum += term;
	}
	return sum * exp(-x + a * log(x) - lgamma(a));
}

/* Q(a, x) by its continued fraction. */
static double gamma_fraction(double a, double x)
{
	double tiny = 1e-300, b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;

	for (int n = 1; n < TERMS * 10; n++) {
		double k = -n * (n - a), step;

		b += 2;
		d = k * d + b;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = b + k / c;
		c = fabs(c) < tiny ? tiny : c;
		step = d * c;
		h *= step;
		if (fabs(step - 1) < 1e-15)
			break;
	}
	return h * exp(-x + a * log(x) - lgamma(a));
}

double chi_square_above(double x, double df)
{
	double a = df / 2, half = x / 2;

	if (!(x > 0))
		return 1;
	return half < a + 1 ? 1 - gamma_series(a, half)
			    : gamma_fraction(a, half);
}
