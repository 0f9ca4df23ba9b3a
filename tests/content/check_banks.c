#include "tests/content/check.h"

extern const struct check_template check_en[];
extern const struct check_template check_hoahoc[];
extern const struct check_template check_tienganh[];
extern const struct check_template check_toan[];
extern const struct check_template check_vatli[];

/* A line for each bank of templates. */
const struct checked_bank checked_banks[] = {
	{"mau-hoahoc", check_hoahoc},
	{"mau-tienganh", check_tienganh},
	{"mau-toan", check_toan},
	{"mau-vatli", check_vatli},
	{"templates-en", check_en},
	{NULL, NULL},
};
