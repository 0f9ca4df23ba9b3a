#include "tests/content/check.h"

extern const struct check_template check_vatli[];

/* A line for each bank of templates. */
const struct checked_bank checked_banks[] = {
	{"mau-vatli", check_vatli},
	{NULL, NULL},
};
