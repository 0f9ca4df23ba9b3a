#include <math.h>

#include "render/type/emit.h"
#include "render/type/galley_parts.h"
#include "render/type/pagebreak.h"

/* The last step: slabs → pages. */
struct binder {
	struct galley *g;
	struct emitter emitter;
	struct page *pages;
	size_t page_count, page_capacity;
	struct bookmark *bookmarks;
	size_t bookmark_count, bookmark_capacity;
};

static float text_height(const struct style *style)
{
	return style->page_height - style->margin_top - style->margin_bottom;
}

static void put_bookmarks(struct binder *b, const struct slab *slab, float y)
{
	for (const struct mark *m = slab->marks; m; m = m->next)
		*PUSH(b->g->work.arena, b->bookmarks, b->bookmark_count,
			b->bookmark_capacity) = (struct bookmark){
			.title = m->title,
			.page = b->page_count,
			.y = y,
			.level = m->level,
		};
}

/* How much of each gap's slack fills the column: all or nothing, for a column
 * that stays short looks better with even gaps. */
static float stretch_of(const struct column *column, float height, bool last)
{
	float room = height - column->used;

	if (last || room <= 0 || column->slack < room)
		return 0;
	return room / column->slack;
}

static void put_slabs(struct binder *b, const struct slab *slabs, size_t first,
	size_t end, float x, float y, float stretch)
{
	const struct slab *top = &slabs[first];

	for (size_t i = 0; i < top->head_count; i++) {
		emit_slab(&b->emitter, &top->head[i], x, y, true);
		y += top->head[i].height;
	}
	for (size_t i = first; i < end; i++) {
		put_bookmarks(b, &slabs[i], y);
		emit_slab(&b->emitter, &slabs[i], x, y, false);
		y += slabs[i].height + stretch * slabs[i].slack;
	}
}

/* ---- running lines ---- */

static struct str fill_in(
	struct binder *b, struct str text, size_t page, size_t pages)
{
	struct buf out = {.arena = b->g->work.arena};

	for (size_t i = 0; i < text.len;) {
		struct str rest = str_sub(text, i, text.len);

		if (str_starts(rest, "{page}")) {
			buf_format(&out, "%zu", page);
			i += 6;
		} else if (str_starts(rest, "{pages}")) {
			buf_format(&out, "%zu", pages);
			i += 7;
		} else {
			buf_char(&out, text.ptr[i++]);
		}
	}
	return buf_str(&out);
}

static void put_running(struct binder *b, const struct running *running,
	float y, float rule_y, size_t pages)
{
	struct galley *g = b->g;
	const struct style *style = &g->work.style;
	float width =
		style->page_width - style->margin_left - style->margin_right;
	const struct str texts[] = {
		running->left, running->center, running->right};
	bool any = false;

	if (running->after_first && !b->page_count)
		return;
	for (int i = 0; i < 3; i++) {
		struct str text =
			fill_in(b, texts[i], b->page_count + 1, pages);
		const struct box *box;

		if (!texts[i].len)
			continue;
		any = true;
		box = galley_pack(g, WORDS(TEXT(text, running->look)), g->tag);
		emit_box(&b->emitter, box,
			style->margin_left +
				(width - box->width) * (float)i / 2,
			y, true);
	}
	if (any && running->rule)
		emit_rule(&b->emitter, style->margin_left, rule_y, width,
			style->rule);
}

static void end_page(struct binder *b, size_t pages)
{
	struct galley *g = b->g;
	const struct style *style = &g->work.style;
	float top = style->header_drop;
	float bottom = style->page_height - style->footer_rise;

	put_running(b, &g->header, top, top + 0.4f * style->size, pages);
	put_running(b, &g->footer, bottom, bottom - style->size, pages);
	*PUSH(g->work.arena, b->pages, b->page_count, b->page_capacity) =
		emit_page(&b->emitter, style->page_width, style->page_height);
}

/* ---- columns ---- */

/* On which page, and in which column of it, each column of the text comes:
 * after a forced break on a new page. */
static size_t place_columns(const struct column *columns, size_t count,
	size_t across, size_t *slots)
{
	size_t slot = 0;

	for (size_t i = 0; i < count; i++, slot++) {
		if (columns[i].forced)
			slot = (slot + across - 1) / across * across;
		slots[i] = slot;
	}
	return slot ? (slot - 1) / across + 1 : 1;
}

/* The height of the head over the columns of the first page. */
static float head_height(struct galley *g)
{
	const struct style *style = &g->work.style;

	if (!g->head)
		return 0;
	flow_keep_groups(g->head, text_height(style));
	return flow_height(g->head, 0, g->head->count) +
		2 * style->paragraph_gap;
}

struct layout {
	const struct column *columns;
	size_t count;
	size_t *slots;
	size_t across, pages;
	float head;   /* height */
	float column; /* width */
};

static struct layout lay_out(struct galley *g)
{
	const struct style *style = &g->work.style;
	struct arena *arena = g->work.arena;
	struct layout l = {.head = head_height(g)};
	float full = text_height(style);
	float *heights;

	l.across = g->head ? (size_t)style->columns : 1;
	l.column = g->flow->width;
	heights = NEW_ARRAY(arena, l.across + 1, float);
	for (size_t i = 0; i < l.across; i++)
		heights[i] = full - l.head;
	heights[l.across] = full;
	flow_keep_groups(g->flow, full);
	l.columns = break_pages(arena, g->flow->slabs, g->flow->count, heights,
		l.head > 0 ? l.across + 1 : 1, &l.count);
	if (l.head <= 0)
		heights[0] = full;
	l.slots = NEW_ARRAY(arena, l.count, size_t);
	l.pages = place_columns(l.columns, l.count, l.across, l.slots);
	for (size_t i = 0; i < l.count; i++)
		g->work.notes.overfull += l.columns[i].overfull;
	return l;
}

static void put_column(struct binder *b, const struct layout *l, size_t i)
{
	const struct style *style = &b->g->work.style;
	const struct column *column = &l->columns[i];
	float head = b->page_count ? 0 : l->head;
	float step = l->column + style->column_gap;
	bool last = i + 1 == l->count || l->columns[i + 1].forced;

	put_slabs(b, b->g->flow->slabs, column->first, column->end,
		style->margin_left + step * (float)(l->slots[i] % l->across),
		style->margin_top + head,
		stretch_of(column, text_height(style) - head, last));
}

static void put_pages(struct binder *b, const struct layout *l)
{
	struct galley *g = b->g;
	const struct style *style = &g->work.style;
	size_t i = 0;

	if (g->head && g->head->count)
		put_slabs(b, g->head->slabs, 0, g->head->count,
			style->margin_left, style->margin_top, 0);
	for (size_t page = 0; page < l->pages; page++) {
		for (; i < l->count && l->slots[i] / l->across == page; i++)
			put_column(b, l, i);
		end_page(b, l->pages);
	}
}

bool galley_finish(struct galley *g, struct display *out,
	struct galley_notes *notes, struct error *err)
{
	struct binder b = {.g = g, .emitter = {.work = &g->work}};
	struct layout layout;

	while (g->container)
		galley_split_end(g);
	layout = lay_out(g);
	b.emitter.pages = str_format(g->work.arena, "%02zu", layout.pages);
	put_pages(&b, &layout);
	if (g->work.failed)
		return fail(err, g->work.error.code, "%s", g->work.error.text);
	if (notes)
		*notes = g->work.notes;
	*out = (struct display){
		.title = g->info.title,
		.author = g->info.author,
		.language = g->info.language,
		.subject = g->info.subject,
		.pages = b.pages,
		.page_count = b.page_count,
		.bookmarks = b.bookmarks,
		.bookmark_count = b.bookmark_count,
	};
	return true;
}
