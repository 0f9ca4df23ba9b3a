#ifndef ENGINE_ASSEMBLE_CHECK_LIMITS_H
#define ENGINE_ASSEMBLE_CHECK_LIMITS_H

#include "engine/assemble/check.h"
#include "engine/assemble/plan.h"

/* What check_blueprint() says of rules over the whole form, of balance: and of
 * forms that overlap. */
struct limits_check {
	struct arena *arena, *scratch;
	const struct plan *plan;
	struct rule_check *rules;
	size_t rule_count, rule_capacity;
	struct shortfall *shortfalls;
	size_t shortfall_count, shortfall_capacity;
	struct str *warnings;
	size_t warning_count, warning_capacity;
};

/* Bounds that no form can keep, whatever is drawn, are shortfalls; questions
 * that do not say what is added up are warned of. With trial, which is for when
 * nothing else stands in the way, forms are drawn: that none was found is a
 * shortfall too, and their numbers stand with the rules. */
void check_limits(struct limits_check *c, bool trial);

#endif
