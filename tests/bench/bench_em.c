/* bench_em FILE: the two-parameter model by marginal maximum likelihood as a
 * textbook writes it (Bock and Aitkin 1981): 61 nodes, plain loops in double
 * precision, no packing, no acceleration, no standard errors, until no
 * parameter changes by 0.0001. The file is a table of 0 and 1 with a row of
 * heads and a column of ids. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NODES = 61, ITEMS_MOST = 500, CYCLES_MOST = 200 };

static double a[ITEMS_MOST], d[ITEMS_MOST], theta[NODES], prior[NODES];
static double yes[ITEMS_MOST][NODES], no[ITEMS_MOST][NODES];
static double right[ITEMS_MOST][NODES], all[NODES];
static size_t people, items;
static unsigned char *answers;

static void read_table(const char *path)
{
	FILE *file = fopen(path, "r");
	size_t capacity = 0;
	char line[4096];

	if (!file || !fgets(line, sizeof line, file))
		exit(1);
	for (const char *c = line; *c; c++)
		items += *c == ',';
	while (fgets(line, sizeof line, file)) {
		const char *c = strchr(line, ',');

		if ((people + 1) * items > capacity) {
			capacity = 2 * capacity + 1000 * items;
			answers = realloc(answers, capacity);
			if (!answers)
				exit(1);
		}
		for (size_t k = 0; c && k < items; k++, c += 2)
			answers[people * items + k] = c[1] == '1';
		people++;
	}
	fclose(file);
}

static double expect(void)
{
	double sum = 0;

	memset(right, 0, sizeof right);
	memset(all, 0, sizeof all);
	for (size_t k = 0; k < items; k++)
		for (int q = 0; q < NODES; q++) {
			double p = 1 / (1 + exp(-(d[k] + a[k] * theta[q])));

			yes[k][q] = log(p);
			no[k][q] = log(1 - p);
		}
	for (size_t n = 0; n < people; n++) {
		const unsigned char *x = answers + n * items;
		double post[NODES], total = 0;

		for (int q = 0; q < NODES; q++)
			post[q] = log(prior[q]);
		for (size_t k = 0; k < items; k++)
			for (int q = 0; q < NODES; q++)
				post[q] += x[k] ? yes[k][q] : no[k][q];
		for (int q = 0; q < NODES; q++)
			total += post[q] = exp(post[q]);
		for (int q = 0; q < NODES; q++)
			all[q] += post[q] /= total;
		for (size_t k = 0; k < items; k++)
			for (int q = 0; x[k] && q < NODES; q++)
				right[k][q] += post[q];
		sum += log(total);
	}
	return sum;
}

/* Newton's steps for an item; by how much it changed. */
static double maximise(size_t k)
{
	double before_a = a[k], before_d = d[k];

	for (int step = 0; step < 10; step++) {
		double ga = 0, gd = 0, aa = 0, ad = 0, dd = 0, det;

		for (int q = 0; q < NODES; q++) {
			double p = 1 / (1 + exp(-(d[k] + a[k] * theta[q])));
			double e = right[k][q] - all[q] * p;
			double w = all[q] * p * (1 - p);

			gd += e;
			ga += e * theta[q];
			dd += w;
			ad += w * theta[q];
			aa += w * theta[q] * theta[q];
		}
		det = aa * dd - ad * ad;
		a[k] += (dd * ga - ad * gd) / det;
		d[k] += (aa * gd - ad * ga) / det;
	}
	return fmax(fabs(a[k] - before_a), fabs(d[k] - before_d));
}

int main(int argc, char **argv)
{
	double sum = 0, changed = 1, likelihood = 0;

	if (argc != 2)
		return 2;
	read_table(argv[1]);
	for (int q = 0; q < NODES; q++) {
		theta[q] = -6 + 12.0 * q / (NODES - 1);
		sum += prior[q] = exp(-theta[q] * theta[q] / 2);
	}
	for (int q = 0; q < NODES; q++)
		prior[q] /= sum;
	for (size_t k = 0; k < items; k++)
		a[k] = 0.9;
	for (int cycle = 0; cycle < CYCLES_MOST && changed > 1e-4; cycle++) {
		likelihood = expect();
		changed = 0;
		for (size_t k = 0; k < items; k++)
			changed = fmax(changed, maximise(k));
	}
	printf("%.5f\n", likelihood);
	return 0;
}
