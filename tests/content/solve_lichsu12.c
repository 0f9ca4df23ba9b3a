/* SPDX-License-Identifier: MIT
 * Answers to banks/data/lichsu12.yaml: years and days, counted. nC_NNN
 * answers lichsu12.C-NNN. */
#include "tests/content/solve.h"

#include <stddef.h>

/* The thirteenth congress, five years after each one before it. */
static double n4_010(void)
{
	int congress = 6, year = 1986;

	while (congress < 13) {
		congress++;
		year += 5;
	}
	return year;
}

static double n6_014(void)
{
	int year = 1890, age = 0, abroad = 0;

	for (; age < 21; age++)
		year++;
	for (; abroad < 30; abroad++)
		year++;
	return year;
}

const struct solve solve_lichsu12[] = {
	{"lichsu12.4-010", n4_010, NULL, NULL},
	{"lichsu12.6-014", n6_014, NULL, NULL},
	{NULL, NULL, NULL, NULL},
};
