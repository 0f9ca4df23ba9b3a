#include "render/pdf/outline.h"

enum { LEVELS = 8 };

struct entry {
	struct entry *parent, *previous, *next, *first, *last;
	struct entry *after; /* in the order they came */
	struct str title;
	unsigned page;
	double top;
	size_t below; /* entries under it, at any depth */
	struct object *object;
};

struct outline {
	struct object_file *file;
	struct entry root;
	struct entry *open[LEVELS]; /* open[k] takes children of level k */
	int depth;
	struct entry *newest;
};

struct outline *outline_new(struct object_file *file)
{
	struct outline *outline = NEW(object_arena(file), struct outline);

	outline->file = file;
	outline->open[0] = outline->newest = &outline->root;
	return outline;
}

void outline_add(struct outline *outline, int level, struct str title,
	const struct object *page, double top)
{
	struct entry *e = NEW(object_arena(outline->file), struct entry);

	if (level > outline->depth)
		level = outline->depth;
	if (level < 0)
		level = 0;
	*e = (struct entry){.title = title, .page = object_number(page)};
	e->top = top;
	e->parent = outline->open[level];
	e->previous = e->parent->last;
	if (e->previous)
		e->previous->next = e;
	else
		e->parent->first = e;
	e->parent->last = e;
	for (struct entry *above = e->parent; above; above = above->parent)
		above->below++;
	outline->depth = level + 1 < LEVELS ? level + 1 : level;
	if (level + 1 < LEVELS)
		outline->open[level + 1] = e;
	outline->newest = outline->newest->after = e;
}

static void put_link(
	struct buf *out, const char *key, const struct entry *entry)
{
	if (entry)
		buf_format(out, "%s %u 0 R", key, object_number(entry->object));
}

static struct str print_entry(
	const struct outline *outline, const struct entry *e)
{
	struct buf out = {.arena = object_arena(outline->file)};

	buf_text(&out, "/Title");
	put_text(&out, e->title);
	buf_format(&out, "/Dest[%u 0 R/XYZ null ", e->page);
	put_number(&out, e->top);
	buf_text(&out, " null]");
	put_link(&out, "/Parent", e->parent);
	put_link(&out, "/Prev", e->previous);
	put_link(&out, "/Next", e->next);
	put_link(&out, "/First", e->first);
	put_link(&out, "/Last", e->last);
	if (e->below)
		buf_format(&out, "/Count %zu", e->below);
	return buf_str(&out);
}

struct object *outline_finish(struct outline *outline)
{
	struct entry *root = &outline->root;
	struct buf out = {.arena = object_arena(outline->file)};

	if (!root->first)
		return NULL;
	for (struct entry *e = root; e; e = e->after)
		e->object = object_new(outline->file);
	for (struct entry *e = root->after; e; e = e->after)
		object_set(outline->file, e->object, print_entry(outline, e));
	buf_text(&out, "/Type/Outlines");
	put_link(&out, "/First", root->first);
	put_link(&out, "/Last", root->last);
	buf_format(&out, "/Count %zu", root->below);
	object_set(outline->file, root->object, buf_str(&out));
	return root->object;
}
