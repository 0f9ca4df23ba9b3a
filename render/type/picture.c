#include "render/type/picture.h"

#include <math.h>

#include "render/type/paragraph.h"

static const float usual_dpi = 96;

const struct picture *picture_find(struct picture_names names, struct str name)
{
	for (size_t i = 0; i < names.count; i++)
		if (str_equal(names.names[i].name, name))
			return names.names[i].picture;
	return NULL;
}

void picture_size(const struct picture *picture, float *width, float *height)
{
	const struct image_info *info = &picture->image.info;
	float x = info->dpi_x > 0 ? info->dpi_x : info->dpi_y;
	float y = info->dpi_y > 0 ? info->dpi_y : info->dpi_x;

	if (picture->sketch) {
		*width = picture->sketch->width;
		*height = picture->sketch->height;
		return;
	}
	*width = (float)info->width * 72 / (x > 0 ? x : usual_dpi);
	*height = (float)info->height * 72 / (y > 0 ? y : usual_dpi);
}

/* ---- on a line ---- */

/* Lines that a picture among words may be high; a higher one has a line of its
 * own. */
static const float high = 2.5f;
/* The middle of small letters and where a capital ends, ems above the
 * baseline. */
static const float axis = 0.25f, capital = 0.68f;

static float most_high(const struct work *work)
{
	const struct style *style = &work->style;

	return (style->page_height - style->margin_top - style->margin_bottom) /
		2;
}

static float column(const struct work *work)
{
	const struct style *style = &work->style;
	float gaps = style->column_gap * (float)(style->columns - 1);
	float text = style->page_width - style->margin_left -
		style->margin_right - gaps;

	return text / (float)style->columns;
}

static void scale(struct box *box, float by)
{
	box->width *= by;
	box->height *= by;
}

/* percent: of the column, 0: its own width. It grows with the text, so that
 * what is written in it can be read in large print. */
static struct box *sized(
	struct work *work, const struct picture *picture, int percent)
{
	struct box *box = box_new(work, BOX_IMAGE, NULL);
	float room = column(work);

	box->picture = picture;
	picture_size(picture, &box->width, &box->height);
	if (percent > 0)
		scale(box, room * (float)percent / 100 / box->width);
	else if (!picture->sketch)
		scale(box, work->style.size / 12);
	if (box->width > room)
		scale(box, room / box->width);
	if (box->height > most_high(work))
		scale(box, most_high(work) / box->height);
	return box;
}

float picture_width(struct work *work, const struct markup *image)
{
	const struct picture *picture =
		picture_find(work->pictures, image->url);

	return picture ? sized(work, picture, image->level)->width : 0;
}

/* From a height above the baseline downwards. */
static void hang(struct box *box, float from)
{
	float whole = box->height + box->depth;

	box->height = fminf(from, whole);
	box->depth = whole - box->height;
}

static bool is_blank(struct str text)
{
	return !str_trim(text).len;
}

bool markup_is_pictures(const struct markup *around)
{
	bool any = false;

	for (const struct markup *n = around->child; n; n = n->next) {
		any |= n->kind == MARKUP_IMAGE;
		if (n->kind != MARKUP_IMAGE && n->kind != MARKUP_BREAK &&
			(n->kind != MARKUP_TEXT || !is_blank(n->text)))
			return false;
	}
	return any;
}

/* On a line of its own, in the middle. */
static void push_middle(struct paragraph *p, const struct ink *ink)
{
	if (p->count > p->line)
		paragraph_break(p);
	paragraph_box(p, box_empty(p->work, ink, 0));
	paragraph_fill(p, NULL);
}

static void end_middle(struct paragraph *p)
{
	paragraph_fill(p, NULL);
	paragraph_break(p);
}

static bool is_high(const struct work *work, const struct box *box, float size)
{
	return box->height + box->depth > high * size * work->style.leading;
}

/* What a figure shows can be told when nobody has. */
static struct str alternative(
	const struct markup *node, const struct picture *picture)
{
	if (node->text.len)
		return node->text;
	return picture && picture->sketch ? picture->sketch->alt : node->url;
}

void paragraph_picture(struct paragraph *p, const struct markup *node,
	unsigned look, bool alone)
{
	struct work *work = p->work;
	const struct picture *picture = picture_find(work->pictures, node->url);
	struct str alt = alternative(node, picture);
	struct box *box;
	float size;

	if (!picture) {
		paragraph_box(
			p, box_missing(work, p->tag, node->url, node->text));
		return;
	}
	box = sized(work, picture, node->level);
	box->ink =
		ink_of(work, tag_new(work, p->tag, TAG_FIGURE, alt), look, 0);
	size = box->ink->size;
	if (alone || is_high(work, box, size))
		hang(box, capital * size);
	else
		hang(box, box->height / 2 + axis * size);
	if (!alone && is_high(work, box, size)) {
		push_middle(p, box->ink);
		paragraph_box(p, box);
		end_middle(p);
	} else {
		paragraph_box(p, box);
	}
}

static bool any_high(struct work *work, const struct markup *node)
{
	for (node = node->child; node; node = node->next) {
		const struct picture *picture = node->kind == MARKUP_IMAGE
			? picture_find(work->pictures, node->url)
			: NULL;

		if (picture &&
			is_high(work, sized(work, picture, node->level),
				work->style.size))
			return true;
	}
	return false;
}

bool paragraph_pictures(
	struct paragraph *p, const struct markup *node, unsigned look)
{
	bool after = p->count > p->line && any_high(p->work, node);

	if (!markup_is_pictures(node))
		return false;
	if (after)
		push_middle(p, ink_of(p->work, p->tag, look, 0));
	for (node = node->child; node; node = node->next)
		if (node->kind == MARKUP_IMAGE)
			paragraph_picture(p, node, look, true);
		else if (node->kind == MARKUP_BREAK)
			paragraph_break(p);
		else
			paragraph_space(p, ink_of(p->work, p->tag, look, 0));
	if (after)
		end_middle(p);
	return true;
}

const struct box *box_shrunk(
	struct work *work, const struct box *box, float width)
{
	struct box *copy = arena_copy(work->arena, box, sizeof *box);

	copy->width = width;
	copy->depth = (box->height + box->depth) * width / box->width;
	copy->height = 0;
	hang(copy, box->height);
	return copy;
}
