#include "engine/model/variant.h"

struct str variant_template(struct str id)
{
	size_t at = str_find(id, "~", 0);

	return at == SIZE_MAX ? id : str_sub(id, 0, at);
}
