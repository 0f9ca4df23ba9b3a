#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "render/type/paragraph.h"

/* What stands in a text without being text: formulas and pictures. */

/* Penalties of breaks inside TeX, and for each brace around. */
enum { AT_SPACE_IN_SOURCE = 100, IN_SOURCE = 400, IN_BRACES = 300 };

/* Where a source is cut: struct source as it is read from the left. */
struct source {
	struct str tex;
	size_t start; /* of the piece that is not yet set */
	int depth;    /* of braces */
};

static char source_at(const struct source *s, size_t i)
{
	return i < s->tex.len ? s->tex.ptr[i] : '\0';
}

/* A sign of its own: not "-" in "(-1", not "," in "\," or "{,}". */
static bool is_operator(const struct source *s, size_t i)
{
	return !strchr("{([^_=<>,;&\\ ", s->tex.ptr[i - 1]) &&
		strchr("=+-,;<>&", s->tex.ptr[i]);
}

/* Long sources may break after operators and groups, and never before what
 * belongs to these. */
static bool breaks_source(const struct source *s, size_t i)
{
	char next = source_at(s, i + 1);

	if (i < 3 || !next || strchr("^_',.;)]}=<>&", next))
		return false;
	return is_operator(s, i) ||
		(s->tex.ptr[i] == '}' && s->tex.ptr[i - 1] != ',' &&
			next != '{' && !s->depth);
}

static int source_penalty(const struct source *s, int least)
{
	int depth = s->depth < 4 ? s->depth : 4;

	return least + depth * IN_BRACES;
}

/* What may be long without any place to break is cut between letters. */
static bool is_full(const struct source *s, size_t i)
{
	return i + 1 - s->start >= PARAGRAPH_WORD &&
		(source_at(s, i + 1) & 0xC0) != 0x80;
}

static void push_piece(struct paragraph *p, struct source *s, size_t end,
	const struct ink *ink)
{
	if (end > s->start)
		paragraph_box(p,
			box_text(p->work, ink,
				str_sub(s->tex, s->start, end - s->start)));
	s->start = end;
}

/* Not stretched: that would be one more thing to misread. */
static void push_source_space(
	struct paragraph *p, struct source *s, size_t i, const struct ink *ink)
{
	const struct box *space = &ink->space_box;

	push_piece(p, s, i, ink);
	s->start = i + 1;
	if (paragraph_is_space(source_at(s, i + 1)))
		return;
	paragraph_penalty(p, source_penalty(s, AT_SPACE_IN_SOURCE), false);
	paragraph_fixed(p, space);
}

static void push_source(
	struct paragraph *p, struct str tex, const struct ink *ink)
{
	struct source s = {.tex = tex};

	for (size_t i = 0; i < tex.len; i++) {
		s.depth += (tex.ptr[i] == '{') - (tex.ptr[i] == '}');
		if (paragraph_is_space(tex.ptr[i])) {
			push_source_space(p, &s, i, ink);
			continue;
		}
		if (!is_full(&s, i) && !breaks_source(&s, i))
			continue;
		push_piece(p, &s, i + 1, ink);
		if (i + 1 < tex.len)
			paragraph_penalty(
				p, source_penalty(&s, IN_SOURCE), false);
	}
	push_piece(p, &s, tex.len, ink);
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

/* ---- superscripts and subscripts that are characters ---- */

enum { SCRIPT_FIRST = 0x2070, SCRIPT_LAST = 0x209C, SCRIPT_SUB = 0x2080 };

static const float script_size = 0.68f, script_rise = 0.36f,
		   script_drop = 0.14f; /* ems */

/* What each of them is; "" not assigned. */
static const char *const scripts[SCRIPT_LAST - SCRIPT_FIRST + 1] = {"0", "i",
	"", "", "4", "5", "6", "7", "8", "9", "+", "\xe2\x88\x92", "=", "(",
	")", "n", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "+",
	"\xe2\x88\x92", "=", "(", ")", "", "a", "e", "o", "x", "\xc9\x99", "h",
	"k", "l", "m", "n", "p", "s", "t"};

static const struct box *raise(
	struct work *work, const struct ink *ink, struct str text, float rise)
{
	struct ink *small = arena_copy(work->arena, ink, sizeof *ink);
	struct box *group = box_group(work, 1);
	const struct box *box;

	small->size *= script_size;
	small->decor = 0;
	box = box_text(work, small, text);
	box_add(group, 0, -rise, box);
	group->width = box->width;
	group->height = fmaxf(0, box->height + rise);
	group->depth = fmaxf(0, box->depth - rise);
	return group;
}

const struct box *box_script(
	struct work *work, const struct ink *ink, struct str text, size_t *len)
{
	const char *plain;
	uint32_t code;

	*len = 0;
	if (text.len < 3 || text.ptr[0] != '\xe2')
		return NULL;
	code = utf8_next(text, len);
	if (code < SCRIPT_FIRST || code > SCRIPT_LAST)
		return NULL;
	plain = scripts[code - SCRIPT_FIRST];
	if (!*plain ||
		!shape(work->shaper, ink->role, str_sub(text, 0, *len), false)
			 ->missing)
		return NULL;
	return raise(work, ink, str_from(plain),
		ink->size * (code < SCRIPT_SUB ? script_rise : -script_drop));
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
