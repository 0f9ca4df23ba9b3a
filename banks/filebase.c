#include "banks/filebase.h"

#include <string.h>

#include "base/percent.h"

/* A dollar, or its escape; how long, 0 none. */
static size_t dollar_at(struct str s)
{
	return str_starts(s, "$") ? 1 : str_starts(s, "%24") ? 3 : 0;
}

/* "IMS-CC-FILEBASE" whatever its lines, capitals apart; how long, 0 none. */
static size_t name_at(struct str s)
{
	static const char letters[] = "IMSCCFILEBASE";
	size_t at = 0;

	for (size_t i = 0; i + 1 < sizeof letters; i++) {
		while (at && at < s.len && strchr("-_", s.ptr[at]))
			at++;
		if (at == s.len || (s.ptr[at] & ~32) != letters[i])
			return 0;
		at++;
	}
	return at;
}

static size_t token_at(struct str s)
{
	size_t first = dollar_at(s), name, last;

	if (!first)
		return 0;
	name = name_at(str_sub(s, first, s.len));
	last = dollar_at(str_sub(s, first + name, s.len));
	return name && last ? first + name + last : 0;
}

bool filebase_has(struct str address)
{
	return token_at(address) > 0;
}

struct str filebase_path(struct arena *arena, struct str address)
{
	size_t token = token_at(address), query;

	if (!token)
		return address;
	address = str_sub(address, token, address.len);
	while (str_starts(address, "/"))
		address = str_sub(address, 1, address.len);
	query = str_find(address, "?", 0);
	if (query != SIZE_MAX)
		address = str_sub(address, 0, query);
	return percent_decode(arena, address);
}
