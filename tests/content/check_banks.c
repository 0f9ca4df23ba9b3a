#include "tests/content/check.h"

/* A line for each bank of templates. */
const struct checked_bank checked_banks[] = {
	{NULL, NULL},
};
