#include "base/algebra/expression_parts.h"

/* Functions by name. */

static const struct function *const tables[] = {functions_number,
	functions_algebra, functions_list, functions_set, functions_statistics,
	functions_chance, functions_words};

enum { TABLES = sizeof tables / sizeof *tables, FUNCTIONS_MOST = 256 };

const struct function *function_find(struct str name, const char **nearest)
{
	const char *names[FUNCTIONS_MOST];
	size_t count = 0;

	for (size_t t = 0; t < TABLES; t++)
		for (const struct function *f = tables[t]; f->name; f++) {
			if (str_is(name, f->name))
				return f;
			if (count + 2 < FUNCTIONS_MOST)
				names[count++] = f->name;
		}
	names[count++] = "if";
	names[count] = NULL;
	if (nearest)
		*nearest = str_nearest(name, names);
	return NULL;
}
