#include "base/math/symbols.h"

enum { SYMBOL_ALIAS = 0 };

#define ROW(name, code, class, flags)                                          \
	{name, code, sizeof name - 1, CLASS_##class, flags},
#define CODED(name, code, class, flags)
static const struct math_symbol by_name[] = {
#include "base/math/symbols.txt.h"
};
#undef ROW
#undef CODED

#define ROW(name, code, class, flags)
#define CODED(name, code, class, flags)                                        \
	{name, code, sizeof name - 1, CLASS_##class, flags},
static const struct math_symbol by_code[] = {
#include "base/math/symbols.txt.h"
};

enum {
	NAMES = sizeof by_name / sizeof *by_name,
	CODES = sizeof by_code / sizeof *by_code
};

static int compare_name(struct str name, const struct math_symbol *symbol)
{
	size_t len = name.len < symbol->length ? name.len : symbol->length;
	int order = len ? memcmp(name.ptr, symbol->name, len) : 0;

	return order ? order : (int)name.len - (int)symbol->length;
}

const struct math_symbol *math_symbol_named(struct str name)
{
	size_t low = 0, high = NAMES;

	if (name.len > UINT8_MAX)
		return NULL;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare_name(name, &by_name[middle]);

		if (!order)
			return &by_name[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct math_symbol *math_symbol_coded(uint32_t code)
{
	size_t low = 0, high = CODES;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (by_code[middle].code == code)
			return &by_code[middle];
		if (code < by_code[middle].code)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct math_symbol *math_symbols(size_t *count)
{
	*count = NAMES;
	return by_name;
}
