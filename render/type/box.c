#include "render/type/box.h"

#include "render/type/work.h"

struct box *box_new(
	struct work *work, enum box_kind kind, const struct ink *ink)
{
	struct box *box = NEW(work->arena, struct box);

	box->kind = kind;
	box->ink = ink;
	return box;
}

const struct box *box_empty(
	struct work *work, const struct ink *ink, float width)
{
	struct box *box = NEW(work->arena, struct box);

	box->ink = ink;
	box->width = width;
	return box;
}

const struct box *box_frame(struct work *work, const struct ink *ink,
	float width, float height, float depth)
{
	struct box *box = NEW(work->arena, struct box);

	*box = (struct box){
		.kind = BOX_FRAME,
		.width = width,
		.height = height,
		.depth = depth,
		.ink = ink,
		.thick = work->style.rule,
	};
	return box;
}

struct box *box_group(struct work *work, size_t most)
{
	struct box *box = NEW(work->arena, struct box);

	box->kind = BOX_GROUP;
	box->children = NEW_ARRAY(work->arena, most, struct box_child);
	return box;
}

void box_add(struct box *group, float x, float y, const struct box *box)
{
	struct box_child *child = (struct box_child *)group->children;

	child[group->child_count++] = (struct box_child){x, y, box};
}
