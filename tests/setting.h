#ifndef TESTS_SETTING_H
#define TESTS_SETTING_H

#include "render/type/galley.h"
#include "tests/check.h"

/* What tests of typesetting share: a galley in a minute, and the text of a
 * display list as it came to stand. */
static struct arena *arena;
static struct fonts *fonts;
static struct typesetter *setter;

/* False, and says why, without the fonts. */
static inline bool setting_begin(void)
{
	struct error err = {0};

	arena = arena_new();
	if (!fonts_open(arena, "termes", &fonts, &err)) {
		printf("skip - %s\n", err.text);
		return false;
	}
	setter = typesetter_new(arena, fonts);
	return true;
}

static inline void setting_end(void)
{
	fonts_close(fonts);
	arena_free(arena);
}

static inline struct galley *setting_galley(const struct style *style)
{
	static const struct galley_info info = {
		{"Đề", 5}, {"", 0}, {"", 0}, {"vi", 2}};

	return galley_new(arena, setter, style, &info);
}

static inline struct display setting_finish(
	struct galley *g, struct galley_notes *notes)
{
	struct display display = {.page_count = 0};
	struct error err = {0};

	CHECK_OK(galley_finish(g, &display, notes, &err), err);
	return display;
}

/* Text in one place, in the order in which it is read. */
struct shown {
	size_t page;
	float x, end, y, size; /* y: the baseline */
	struct str text;
	struct face *face;
	bool artifact;
	enum tag_role role; /* of the innermost element … */
	unsigned tag;       /* … its number … */
	unsigned part;      /* … and that of the part around it; 0 none */
};

struct shown_list {
	struct shown *v;
	size_t count, capacity;
};

struct shown_tags {
	const struct op *ops[256];
	size_t count;
};

static inline struct shown setting_place(
	const struct op *op, const struct shown_tags *tags, size_t page)
{
	const struct glyph *first = op->glyphs;
	const struct glyph *last = first + op->glyph_count - 1;
	/* A space at the end is not seen. */
	bool space = str_is(str_sub(op->text, last->text, last->len), " ");
	struct shown shown = {.page = page,
		.x = first->x,
		.end = last->x +
			(space ? 0
			       : face_advance(op->face, last->id) * op->size),
		.y = first->y,
		.size = op->size,
		.text = op->text,
		.face = op->face};

	for (size_t i = 0; i < tags->count; i++) {
		shown.role = tags->ops[i]->role;
		shown.tag = tags->ops[i]->tag;
		shown.artifact |= shown.role == TAG_ARTIFACT;
		if (shown.role == TAG_PART)
			shown.part = shown.tag;
	}
	return shown;
}

static inline struct shown_list setting_shown(const struct display *display)
{
	struct shown_list list = {.v = NULL};

	for (size_t p = 0; p < display->page_count; p++) {
		const struct page *page = &display->pages[p];
		struct shown_tags tags = {.count = 0};

		for (size_t i = 0; i < page->op_count; i++) {
			const struct op *op = &page->ops[i];

			if (op->kind == OP_TAG_BEGIN)
				tags.ops[tags.count++] = op;
			else if (op->kind == OP_TAG_END)
				tags.count--;
			else if (op->kind == OP_GLYPHS && op->glyph_count)
				*PUSH(arena, list.v, list.count,
					list.capacity) =
					setting_place(op, &tags, p);
		}
		CHECK(tags.count == 0);
	}
	return list;
}

/* Without artifacts. */
static inline struct str setting_text(const struct display *display)
{
	struct shown_list list = setting_shown(display);
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < list.count; i++)
		if (!list.v[i].artifact)
			buf_add(&out, list.v[i].text);
	return buf_str(&out);
}

static inline struct str setting_unspaced(struct str text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != ' ' && text.ptr[i] != '\n')
			buf_char(&out, text.ptr[i]);
	return buf_str(&out);
}

/* Nothing stands outside the margins. */
static inline void setting_inside(
	const struct display *display, const struct style *style)
{
	struct shown_list list = setting_shown(display);
	float right = style->page_width - style->margin_right;
	float bottom = style->page_height - style->margin_bottom;

	for (size_t i = 0; i < list.count; i++) {
		const struct shown *s = &list.v[i];

		if (s->artifact)
			continue;
		if (!CHECK(s->x >= style->margin_left - 0.1f) ||
			!CHECK(s->end <= right + 0.1f) ||
			!CHECK(s->y >= style->margin_top) ||
			!CHECK(s->y <= bottom + 0.1f)) {
			printf("# '%.*s' at %g–%g, %g\n", STR_ARG(s->text),
				(double)s->x, (double)s->end, (double)s->y);
			return;
		}
	}
}

/* Words of a language that nobody speaks, but of its lengths. */
static inline struct str setting_words(size_t count, unsigned seed)
{
	static const char *const words[] = {"một", "đường", "thẳng", "a",
		"nghiêng", "là", "trường", "ở", "phương", "trình", "và",
		"khoảng", "độ", "huỳnh", "tỉ"};
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < count; i++) {
		seed = seed * 1103515245u + 12345u;
		buf_text(&out, i ? " " : "");
		buf_text(&out, words[(seed >> 16) % 15]);
	}
	return buf_str(&out);
}

#endif
