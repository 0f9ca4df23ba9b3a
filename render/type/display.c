#include "render/type/display.h"

#include <math.h>

static const char *const role_names[] = {
	[TAG_ARTIFACT] = "artifact",
	[TAG_DOCUMENT] = "document",
	[TAG_PART] = "part",
	[TAG_H1] = "h1",
	[TAG_H2] = "h2",
	[TAG_P] = "p",
	[TAG_LIST] = "list",
	[TAG_ITEM] = "item",
	[TAG_LABEL] = "label",
	[TAG_BODY] = "body",
	[TAG_TABLE] = "table",
	[TAG_ROW] = "row",
	[TAG_HEADER] = "header",
	[TAG_CELL] = "cell",
	[TAG_FORMULA] = "formula",
	[TAG_FIGURE] = "figure",
	[TAG_CODE] = "code",
	[TAG_SPAN] = "span",
};
_Static_assert(sizeof role_names / sizeof *role_names == TAG_ROLES,
	"every role has a name");

/* Hundredths of a point, without the zeros at the end: 12 12.5 -0.25. */
static void put_number(struct buf *out, float value)
{
	long n = lround((double)value * 100);
	unsigned long whole = (unsigned long)labs(n) / 100;
	unsigned long rest = (unsigned long)labs(n) % 100;

	buf_format(out, n < 0 ? " -%lu" : " %lu", whole);
	if (rest % 10)
		buf_format(out, ".%02lu", rest);
	else if (rest)
		buf_format(out, ".%lu", rest / 10);
}

static void put_quoted(struct buf *out, struct str text)
{
	buf_text(out, " \"");
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '"' || c == '\\')
			buf_char(out, '\\');
		if (c == '\n')
			buf_text(out, "\\n");
		else
			buf_char(out, c);
	}
	buf_char(out, '"');
}

static void put_color(struct buf *out, struct color color)
{
	if (color.r == 0 && color.g == 0 && color.b == 0)
		return;
	buf_format(out, " #%02x%02x%02x", (unsigned)lroundf(color.r * 255),
		(unsigned)lroundf(color.g * 255),
		(unsigned)lroundf(color.b * 255));
}

/* Where it begins, and where the last glyph is: enough to see that text has
 * moved. */
static void put_glyphs(struct buf *out, const struct op *op)
{
	buf_text(out, "text");
	if (op->glyph_count) {
		put_number(out, op->glyphs[0].x);
		put_number(out, op->glyphs[0].y);
		put_number(out, op->glyphs[op->glyph_count - 1].x);
	}
	buf_format(out, " %s", op->face->name);
	put_number(out, op->size);
	put_color(out, op->color);
	put_quoted(out, op->text);
}

static void put_shape(struct buf *out, const char *name, const struct op *op)
{
	buf_text(out, name);
	put_number(out, op->x);
	put_number(out, op->y);
	put_number(out, op->w);
	put_number(out, op->h);
	if (op->kind == OP_STROKE || op->kind == OP_LINE) {
		buf_text(out, " thick");
		put_number(out, op->width);
	}
	put_color(out, op->color);
	if (op->kind == OP_IMAGE)
		put_quoted(out, op->image);
}

/* "M0 0 L5 5 C1 1 2 2 3 3 Z" */
static void put_path(struct buf *out, const struct op *op)
{
	static const char letters[] = {
		[STEP_MOVE] = 'M',
		[STEP_LINE] = 'L',
		[STEP_CURVE] = 'C',
		[STEP_CLOSE] = 'Z',
	};

	buf_text(out, op->filled ? "fill" : "draw");
	if (!op->filled) {
		buf_text(out, " thick");
		put_number(out, op->width);
	}
	if (op->dash > 0) {
		buf_text(out, " dash");
		put_number(out, op->dash);
		put_number(out, op->gap);
	}
	put_color(out, op->color);
	for (size_t i = 0; i < op->step_count; i++) {
		const struct step *s = &op->steps[i];

		buf_format(out, " %c", letters[s->kind]);
		if (s->kind == STEP_CURVE) {
			put_number(out, s->ax);
			put_number(out, s->ay);
			put_number(out, s->bx);
			put_number(out, s->by);
		}
		if (s->kind != STEP_CLOSE) {
			put_number(out, s->x);
			put_number(out, s->y);
		}
	}
}

static void put_tag(struct buf *out, const struct op *op)
{
	buf_format(out, "begin %s", role_names[op->role]);
	if (op->role != TAG_ARTIFACT)
		buf_format(out, " %u", op->tag);
	if (op->language.len)
		buf_format(out, " lang %.*s", STR_ARG(op->language));
	if (op->alt.len)
		put_quoted(out, op->alt);
}

static void put_op(struct buf *out, const struct op *op, int depth)
{
	static const char *const shapes[] = {
		[OP_RECT] = "rect",
		[OP_STROKE] = "stroke",
		[OP_LINE] = "line",
		[OP_IMAGE] = "image",
		[OP_AREA] = "area",
	};

	for (int i = 0; i < depth; i++)
		buf_text(out, "  ");
	if (op->kind == OP_GLYPHS)
		put_glyphs(out, op);
	else if (op->kind == OP_TAG_BEGIN)
		put_tag(out, op);
	else if (op->kind == OP_TAG_END)
		buf_text(out, "end");
	else if (op->kind == OP_PATH)
		put_path(out, op);
	else
		put_shape(out, shapes[op->kind], op);
	buf_char(out, '\n');
}

static void put_page(struct buf *out, const struct page *page, size_t number)
{
	int depth = 1;

	buf_format(out, "page %zu", number);
	put_number(out, page->width);
	put_number(out, page->height);
	buf_char(out, '\n');
	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];

		if (op->kind == OP_TAG_END && depth > 1)
			depth--;
		put_op(out, op, depth);
		depth += op->kind == OP_TAG_BEGIN;
	}
}

struct str display_dump(struct arena *arena, const struct display *display)
{
	struct buf out = {.arena = arena};

	buf_text(&out, "title");
	put_quoted(&out, display->title);
	buf_format(&out, "\nlanguage %.*s\n", STR_ARG(display->language));
	for (size_t i = 0; i < display->bookmark_count; i++) {
		const struct bookmark *mark = &display->bookmarks[i];

		buf_format(&out, "bookmark %d page %zu", mark->level,
			mark->page + 1);
		put_number(&out, mark->y);
		put_quoted(&out, mark->title);
		buf_char(&out, '\n');
	}
	for (size_t i = 0; i < display->page_count; i++)
		put_page(&out, &display->pages[i], i + 1);
	return buf_str(&out);
}

/* ---- copies ---- */

/* Most are empty. */
static struct str text_copy(struct arena *arena, struct str text)
{
	return text.len ? str_copy(arena, text) : STR("");
}

static struct op op_copy(struct arena *arena, const struct op *op)
{
	struct op copy = *op;

	switch (op->kind) {
	case OP_GLYPHS:
		copy.glyphs = arena_copy(arena, op->glyphs,
			op->glyph_count * sizeof *op->glyphs);
		copy.text = text_copy(arena, op->text);
		break;
	case OP_TAG_BEGIN:
		copy.alt = text_copy(arena, op->alt);
		copy.language = text_copy(arena, op->language);
		break;
	case OP_IMAGE:
		copy.image = text_copy(arena, op->image);
		break;
	case OP_PATH:
		copy.steps = arena_copy(
			arena, op->steps, op->step_count * sizeof *op->steps);
		break;
	case OP_AREA:
	case OP_RECT:
	case OP_STROKE:
	case OP_LINE:
	case OP_TAG_END:
		break;
	}
	return copy;
}

static struct page page_copy(struct arena *arena, const struct page *page)
{
	struct op *ops = NEW_ARRAY(arena, page->op_count, struct op);
	struct page copy = *page;

	for (size_t i = 0; i < page->op_count; i++)
		ops[i] = op_copy(arena, &page->ops[i]);
	copy.ops = ops;
	return copy;
}

const struct display *display_copy(
	struct arena *arena, const struct display *display)
{
	struct display *copy = NEW(arena, struct display);
	struct page *pages = NEW_ARRAY(arena, display->page_count, struct page);
	struct bookmark *bookmarks =
		NEW_ARRAY(arena, display->bookmark_count, struct bookmark);

	for (size_t i = 0; i < display->page_count; i++)
		pages[i] = page_copy(arena, &display->pages[i]);
	for (size_t i = 0; i < display->bookmark_count; i++) {
		bookmarks[i] = display->bookmarks[i];
		bookmarks[i].title = str_copy(arena, bookmarks[i].title);
	}
	*copy = (struct display){
		.title = str_copy(arena, display->title),
		.author = str_copy(arena, display->author),
		.language = str_copy(arena, display->language),
		.subject = str_copy(arena, display->subject),
		.pages = pages,
		.page_count = display->page_count,
		.bookmarks = bookmarks,
		.bookmark_count = display->bookmark_count,
	};
	return copy;
}
