#ifndef BASE_ALGEBRA_COLLECTION_H
#define BASE_ALGEBRA_COLLECTION_H

#include "base/algebra/value.h"

/* Lists, sets, ranges and intervals. Private to base/algebra. */

/* The items of a list, a set or a range, one by one; a failure for others. */
const struct value *collection_list(struct algebra *c, const struct value *v);
/* Sorted by value_compare (numbers, texts) or by tree, repetitions left out. */
const struct value *collection_set(
	struct algebra *c, const struct value *const *items, size_t count);
/* How many numbers a range has; 0 when it is empty. */
size_t collection_range_count(struct algebra *c, const struct value *range);
/* The i-th of them, before exceptions. */
const struct value *collection_range_item(
	struct algebra *c, const struct value *range, size_t i);
bool collection_contains(
	struct algebra *c, const struct value *all, const struct value *item);
/* An interval; empty ones become the empty set, [a; a] the set {a}. */
const struct value *collection_interval(struct algebra *c,
	const struct value *from, const struct value *to, bool open_left,
	bool open_right);
const struct value *collection_union(
	struct algebra *c, const struct value *a, const struct value *b);
const struct value *collection_intersection(
	struct algebra *c, const struct value *a, const struct value *b);
/* What is in a and not in b. */
const struct value *collection_difference(
	struct algebra *c, const struct value *a, const struct value *b);

#endif
