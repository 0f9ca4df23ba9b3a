#include "render/type/galley.h"

#include <math.h>
#include <string.h>

#include "render/type/emit.h"
#include "render/type/galley_parts.h"
#include "render/type/pagebreak.h"

struct typesetter *typesetter_new(struct arena *arena, struct fonts *fonts)
{
	struct typesetter *setter = NEW(arena, struct typesetter);

	setter->shaper = shaper_new(arena, fonts);
	setter->readings = readings_new(arena);
	return setter;
}

static float text_width(const struct style *style)
{
	return style->page_width - style->margin_left - style->margin_right;
}

static float column_width(const struct style *style)
{
	float gaps = style->column_gap * (float)(style->columns - 1);

	return (text_width(style) - gaps) / (float)style->columns;
}

struct galley *galley_new(struct arena *arena, struct typesetter *setter,
	const struct style *style, const struct galley_info *info)
{
	struct galley *g = NEW(arena, struct galley);
	struct tag *root;

	g->work.arena = arena;
	g->work.shaper = setter->shaper;
	g->work.readings = setter->readings;
	g->setter = setter;
	g->work.style = *style;
	g->work.language = str_starts(info->language, "vi") ? "vi" : "en";
	g->info = *info;
	root = (struct tag *)tag_new(
		&g->work, NULL, TAG_DOCUMENT, (struct str){NULL, 0});
	root->language = info->language;
	g->tag = root;
	g->flow = flow_new(&g->work, text_width(style));
	return g;
}

void galley_context(struct galley *g, struct str name)
{
	g->work.context = name;
}

void galley_pictures(struct galley *g, struct picture_names names)
{
	g->work.pictures = names;
}

struct typesetter *galley_setter(const struct galley *g)
{
	return g->setter;
}

const struct style *galley_style(const struct galley *g)
{
	return &g->work.style;
}

void galley_fault(struct galley *g, const struct error *why)
{
	if (g->work.failed)
		return;
	g->work.failed = true;
	fail(&g->work.error, why->code, "%.*s%s%s", STR_ARG(g->work.context),
		g->work.context.len ? ": " : "", why->text);
}

void galley_body(struct galley *g)
{
	const struct style *style = &g->work.style;

	if (style->columns < 2 || g->head || g->container)
		return;
	g->head = g->flow;
	g->list = NULL;
	g->flow = flow_new(&g->work, column_width(style));
}

float galley_room(const struct galley *g)
{
	return g->flow->width - g->flow->left;
}

float galley_width(const struct galley *g)
{
	return galley_room(g);
}

float galley_leading(const struct galley *g)
{
	return g->work.style.leading * g->work.style.size;
}

float galley_picture_width(struct galley *g, const struct markup *image)
{
	return picture_width(&g->work, image);
}

const struct ink *galley_ink(struct galley *g, unsigned look)
{
	return ink_of(&g->work, g->tag, look, 0);
}

/* ---- measuring ---- */

static bool has_blocks(const struct markup *tree)
{
	if (!tree || tree->kind != MARKUP_DOCUMENT || !tree->child)
		return false;
	return tree->child->kind != MARKUP_PARAGRAPH || tree->child->next;
}

float galley_extent(
	struct galley *g, struct words words, unsigned look, float *narrowest)
{
	struct galley_notes notes = g->work.notes;
	unsigned last_tag = g->work.last_tag;
	struct paragraph p = {.work = &g->work, .tag = g->tag, .look = look};
	float width;

	paragraph_words(&p, words);
	width = paragraph_measure(&p, narrowest);
	/* Measuring leaves no trace. */
	g->work.notes = notes;
	g->work.last_tag = last_tag;
	for (size_t i = 0; i < words.count; i++)
		if (words.spans[i].kind == SPAN_MARKUP &&
			has_blocks(words.spans[i].markup))
			return INFINITY;
	return width;
}

float galley_measure(struct galley *g, struct words words)
{
	return galley_extent(g, words, 0, NULL);
}

/* ---- blocks ---- */

void galley_block(struct galley *g)
{
	const struct style *style = &g->work.style;

	g->list = NULL;
	if (g->flow->count)
		flow_gap(g->flow, style->paragraph_gap, style->paragraph_slack,
			true);
}

void galley_block_apart(struct galley *g)
{
	const struct style *style = &g->work.style;

	g->list = NULL;
	if (g->flow->count)
		flow_gap(g->flow, 2 * style->paragraph_gap,
			style->paragraph_slack, true);
}

/* What sets the distance of lines: large when any word is, small when all
 * are. */
static const struct ink *strut_ink(struct galley *g, const struct paragraph *p)
{
	return ink_of(&g->work, p->tag,
		(p->any & LOOK_LARGE) | (p->all & LOOK_SMALL), 0);
}

/* The paragraph is only opened when there is something on it, for a label may
 * stand before a table. */
void galley_set(struct galley *g, struct words words, unsigned look,
	enum markup_align align, const struct tag *tag)
{
	struct paragraph p = {.work = &g->work, .tag = tag, .look = look};
	const struct span *last;
	const struct markup *tree, *rest;

	paragraph_words(&p, words);
	if (!paragraph_is_empty(&p)) {
		paragraph_finish(&p, galley_room(g));
		flow_lines(g->flow, &p, align == ALIGN_NONE ? g->align : align,
			strut_ink(g, &p));
	}
	if (!words.count)
		return;
	last = &words.spans[words.count - 1];
	if (last->kind != SPAN_MARKUP || !has_blocks(last->markup))
		return;
	tree = last->markup;
	rest = tree->child;
	if (rest->kind == MARKUP_PARAGRAPH)
		rest = rest->next;
	if (!paragraph_is_empty(&p)) {
		galley_block(g);
		g->flow->glued = galley_heads(tree->child);
	}
	galley_blocks(g, rest, look | last->look);
}

void galley_paragraph(
	struct galley *g, struct words words, enum markup_align align)
{
	galley_block(g);
	galley_set(g, words, 0, align,
		tag_new(&g->work, g->tag, TAG_P, (struct str){NULL, 0}));
}

void galley_heading(struct galley *g, int level, struct words words)
{
	enum tag_role role = level <= 1 ? TAG_H1 : TAG_H2;
	float gap = g->work.style.paragraph_gap * (level <= 1 ? 2.5f : 1.5f);

	g->list = NULL;
	if (g->flow->count)
		flow_gap(g->flow, gap, gap, true);
	flow_group_begin(g->flow);
	galley_set(g, words, level <= 1 ? LOOK_BOLD : 0, ALIGN_LEFT,
		tag_new(&g->work, g->tag, role, (struct str){NULL, 0}));
	flow_group_end(g->flow);
	g->flow->glued = true;
}

const struct box *galley_pack(
	struct galley *g, struct words words, const struct tag *tag)
{
	struct paragraph p = {.work = &g->work, .tag = tag};

	paragraph_words(&p, words);
	return paragraph_pack(&p);
}

void galley_label(struct galley *g, const struct box *label, float x,
	size_t start, const struct tag *tag)
{
	struct flow *flow = g->flow;
	struct slab *slab;
	struct piece *piece;

	while (start < flow->count && flow->slabs[start].gap)
		start++;
	if (start == flow->count) {
		float size = g->work.style.size;

		flow_slab(flow,
			strut_height(&g->work, size) +
				strut_depth(&g->work, size))
			->baseline = strut_height(&g->work, size);
	}
	slab = &flow->slabs[start];
	slab_piece(&g->work, slab, PIECE_BOX);
	/* It is read first. */
	memmove(slab->pieces + 1, slab->pieces,
		(slab->piece_count - 1) * sizeof *slab->pieces);
	piece = &slab->pieces[0];
	*piece = (struct piece){
		.kind = PIECE_BOX,
		.x = x,
		.y = slab->baseline,
		.box = label,
		.tag = tag,
	};
	if (piece->y <= 0)
		piece->y = strut_height(&g->work, g->work.style.size);
}

static const struct tag *child_tag(
	struct galley *g, const struct tag *parent, enum tag_role role)
{
	return tag_new(&g->work, parent, role, (struct str){NULL, 0});
}

void galley_item(
	struct galley *g, struct words label, float indent, struct words body)
{
	const struct tag *outer = g->tag, *list = g->list, *item, *mark;
	const struct box *box;
	struct flow *flow = g->flow;
	float left = flow->left;
	size_t start;

	galley_block(g);
	if (!list)
		list = child_tag(g, outer, TAG_LIST);
	item = child_tag(g, list, TAG_ITEM);
	mark = child_tag(g, item, TAG_LABEL);
	box = galley_pack(g, label, mark);
	start = flow->count;
	flow->left += fmaxf(indent, box->width);
	g->tag = child_tag(g, item, TAG_BODY);
	galley_set(g, body, 0, ALIGN_NONE, g->tag);
	galley_label(g, box, left, start, mark);
	flow->left = left;
	g->tag = outer;
	g->list = list;
}

void galley_space(struct galley *g, float points)
{
	flow_gap(g->flow, points, 0, false);
}

static float aligned(float room, float width, enum markup_align align)
{
	if (align == ALIGN_CENTER)
		return (room - width) / 2;
	return align == ALIGN_RIGHT ? room - width : 0;
}

void galley_rule(struct galley *g, float width, enum markup_align align)
{
	const struct style *style = &g->work.style;
	struct piece *piece;
	struct slab *slab;

	if (width <= 0)
		width = galley_room(g);
	slab = flow_slab(g->flow, 2 * style->rule + 4);
	piece = slab_piece(&g->work, slab, PIECE_RULE);
	piece->x = g->flow->left + aligned(galley_room(g), width, align);
	piece->y = slab->height / 2;
	piece->w = width;
	piece->thick = style->rule;
	piece->color = style->line;
}

void galley_answer_lines(struct galley *g, int count)
{
	const struct ink *ink = galley_ink(g, 0);
	float height = fmaxf(1.8f * ink->size, 22);

	galley_block(g);
	for (int i = 0; i < count; i++) {
		struct piece *piece;
		struct slab *slab;

		/* No line is alone on a page, or without its question. */
		g->flow->glued = i < 2 || i + 1 == count;
		slab = flow_slab(g->flow, height);
		piece = slab_piece(&g->work, slab, PIECE_DOTS);
		piece->x = g->flow->left;
		piece->y = slab->baseline = height * 0.8f;
		piece->w = galley_room(g);
		piece->ink = ink;
	}
}

/* Room for three digits and some white, in ems. */
static const float margin_of_numbers = 2.2f;

void galley_number_begin(struct galley *g)
{
	g->numbered = g->flow->count;
	g->flow->left += margin_of_numbers * g->work.style.size;
}

static bool is_line(const struct slab *slab)
{
	for (size_t i = 0; i < slab->piece_count; i++)
		if (slab->pieces[i].kind == PIECE_LINE)
			return true;
	return false;
}

static void number_slab(struct galley *g, struct slab *slab, float x, long n)
{
	struct words words = WORDS(TEXT(
		str_format(g->work.arena, "%ld", n), LOOK_SMALL | LOOK_MUTED));
	const struct box *box = galley_pack(g, words, NULL);
	struct piece *piece = slab_piece(&g->work, slab, PIECE_BOX);

	piece->x = x;
	piece->y = slab->baseline;
	piece->box = box;
}

void galley_number_end(struct galley *g, long every)
{
	struct flow *flow = g->flow;
	long line = 0;

	flow->left -= margin_of_numbers * g->work.style.size;
	for (size_t i = g->numbered; every > 0 && i < flow->count; i++) {
		struct slab *slab = &flow->slabs[i];

		if (!slab->gap && is_line(slab) && ++line % every == 0)
			number_slab(g, slab, flow->left, line);
	}
}

void galley_page_break(struct galley *g)
{
	if (!g->container && g->flow->count)
		g->flow->breaks = true;
}

void galley_keep_begin(struct galley *g)
{
	flow_group_begin(g->flow);
}

void galley_prefer_begin(struct galley *g)
{
	flow_group_begin(g->flow);
	flow_group_soften(g->flow);
}

void galley_stay(struct galley *g)
{
	g->flow->glued = true;
}

void galley_keep_end(struct galley *g)
{
	flow_group_end(g->flow);
}

void galley_indent(struct galley *g, float points)
{
	g->flow->left += points;
}

/* ---- running lines, structure ---- */

void galley_header(struct galley *g, const struct running *running)
{
	g->header = *running;
}

void galley_footer(struct galley *g, const struct running *running)
{
	g->footer = *running;
}

void galley_bookmark(struct galley *g, int level, struct str title)
{
	struct mark **end = &g->flow->marks;
	struct mark *mark = NEW(g->work.arena, struct mark);

	mark->title = title;
	mark->level = level;
	while (*end)
		end = &(*end)->next;
	*end = mark;
}

void galley_tag_begin(struct galley *g, enum tag_role role, struct str alt)
{
	g->tag = tag_new(&g->work, g->tag, role, alt);
	g->list = NULL;
}

void galley_tag_end(struct galley *g)
{
	if (g->tag->parent)
		g->tag = g->tag->parent;
	g->list = NULL;
}
