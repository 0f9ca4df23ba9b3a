#include <math.h>

#include "base/utf8.h"
#include "render/type/paragraph.h"

/* What stands in a text without being text: formulas and pictures. */

/* Penalties of breaks inside TeX. */
enum { AT_SPACE_IN_SOURCE = 100, IN_SOURCE = 400 };

/* Long sources may break after these. */
static bool breaks_source(char c)
{
	return c == '=' || c == '+' || c == '-' || c == ',' || c == ';' ||
		c == '<' || c == '>' || c == '&' || c == '}';
}

static void push_source(
	struct paragraph *p, struct str tex, const struct ink *ink)
{
	size_t start = 0, i;

	for (i = 0; i < tex.len; i++) {
		bool space = paragraph_is_space(tex.ptr[i]);
		bool more =
			i + 1 < tex.len && !paragraph_is_space(tex.ptr[i + 1]);

		if (!space &&
			!(breaks_source(tex.ptr[i]) && more &&
				i + 1 - start > 3) &&
			i - start < PARAGRAPH_WORD)
			continue;
		if (!space &&
			(i + 1 == tex.len || (tex.ptr[i + 1] & 0xC0) == 0x80))
			continue;
		if (i + !space > start) {
			paragraph_box(p,
				box_text(p->work, ink,
					str_sub(tex, start,
						i + !space - start)));
			paragraph_penalty(p,
				space ? AT_SPACE_IN_SOURCE : IN_SOURCE, false);
		}
		if (space)
			paragraph_space(p, ink);
		start = i + 1;
	}
	if (start < tex.len)
		paragraph_box(p,
			box_text(p->work, ink, str_sub(tex, start, tex.len)));
}

void paragraph_formula(
	struct paragraph *p, struct str tex, unsigned look, bool display)
{
	struct work *work = p->work;
	const struct tag *tag = tag_new(work, p->tag, TAG_FORMULA, tex);
	struct ink *ink = (struct ink *)ink_of(work, tag,
		(look & (LOOK_SMALL | LOOK_LARGE)) | LOOK_MONO, DECOR_TINT);

	ink->color = work->style.source;
	work->notes.formulas++;
	if (display && p->count > p->line)
		paragraph_break(p);
	if (display) {
		paragraph_box(p, box_empty(work, NULL, 0));
		paragraph_fill(p, NULL);
	}
	paragraph_box(p, box_empty(work, ink, 0.15f * ink->size));
	paragraph_penalty(p, PENALTY_NEVER, false);
	push_source(p, str_trim(tex), ink);
	paragraph_penalty(p, PENALTY_NEVER, false);
	paragraph_box(p, box_empty(work, ink, 0.15f * ink->size));
	if (display) {
		paragraph_fill(p, NULL);
		paragraph_break(p);
	}
}

static struct str shorten(struct arena *arena, struct str text, size_t most)
{
	size_t offset = 0;

	for (size_t n = 0; n < most; n++) {
		if (offset >= text.len)
			return text;
		utf8_next(text, &offset);
	}
	return str_format(arena, "%.*s…", (int)offset, text.ptr);
}

const struct box *box_picture(struct work *work, const struct tag *parent,
	struct str name, struct str alt)
{
	const struct tag *tag =
		tag_new(work, parent, TAG_FIGURE, alt.len ? alt : name);
	const struct ink *ink = ink_of(work, tag, LOOK_SMALL | LOOK_MUTED, 0);
	struct str texts[2] = {name, alt};
	const struct box *lines[2];
	struct box *group = box_group(work, 3);
	float size = ink->size, width = 8 * size;

	work->notes.images++;
	for (int i = 0; i < 2; i++) {
		struct paragraph line = {.work = work, .tag = tag};

		paragraph_text(&line, shorten(work->arena, texts[i], 60), ink);
		lines[i] = paragraph_pack(&line);
		width = fmaxf(width, lines[i]->width + 2 * size);
	}
	group->width = width;
	group->height = 3.4f * size;
	group->depth = 1.2f * size;
	box_add(group, 0, 0,
		box_frame(work, ink, width, group->height, group->depth));
	box_add(group, (width - lines[0]->width) / 2, -1.6f * size, lines[0]);
	box_add(group, (width - lines[1]->width) / 2, -0.2f * size, lines[1]);
	return group;
}
