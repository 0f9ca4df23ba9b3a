#include "engine/store/rows.h"

/* The entry of the name, or the free slot where it belongs. */
static struct rows_entry *slot(const struct rows *rows, struct str name)
{
	size_t mask = rows->capacity - 1;
	size_t i = (size_t)str_hash(name) & mask;

	while (rows->entries[i].row && !str_equal(rows->entries[i].name, name))
		i = (i + 1) & mask;
	return &rows->entries[i];
}

struct rows_entry *rows_find(const struct rows *rows, struct str name)
{
	struct rows_entry *entry;

	if (!rows->capacity)
		return NULL;
	entry = slot(rows, name);
	return entry->row ? entry : NULL;
}

static void grow(struct rows *rows)
{
	struct rows old = *rows;

	rows->capacity = old.capacity ? old.capacity * 2 : 64;
	rows->entries =
		NEW_ARRAY(rows->arena, rows->capacity, struct rows_entry);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.entries[i].row)
			*slot(rows, old.entries[i].name) = old.entries[i];
}

struct rows_entry *rows_add(struct rows *rows, struct str name, long long row)
{
	struct rows_entry *entry;

	if (rows->count * 2 >= rows->capacity)
		grow(rows);
	entry = slot(rows, name);
	*entry = (struct rows_entry){
		.name = str_copy(rows->arena, name), .row = row};
	rows->count++;
	return entry;
}
