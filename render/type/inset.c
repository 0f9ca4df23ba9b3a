#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "render/type/formula.h"
#include "render/type/paragraph.h"
#include "render/type/reading.h"

/* What stands in a text without being text: formulas, and frames for pictures
 * that are missing. */

/* White space above and below a displayed formula, ems. */
static const float around_display = 0.4f;

static struct reading read_noting(struct work *work, struct str tex)
{
	struct reading reading =
		reading_of(work->readings, work->arena, tex, work->language);

	if (reading.fault.len && !work->notes.formulas++)
		work->notes.fault = str_format(work->arena, "%.*s%s%.*s",
			STR_ARG(work->context), work->context.len ? ": " : "",
			STR_ARG(reading.fault));
	return reading;
}

static void push_pieces(struct paragraph *p, const struct ink *ink,
	const struct formula_piece *pieces, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		paragraph_box(p, pieces[i].box);
		paragraph_penalty(p, pieces[i].penalty, false);
		if (pieces[i].space > 0)
			paragraph_fixed(
				p, box_empty(p->work, ink, pieces[i].space));
	}
}

/* As high and deep as a display wants its line to be. */
static const struct box *display_strut(struct work *work, const struct ink *ink,
	const struct formula_piece *pieces, size_t count)
{
	struct box *strut = box_new(work, BOX_EMPTY, ink);
	float more = around_display * ink->size;

	strut->height = strut_height(work, ink->size);
	strut->depth = strut_depth(work, ink->size);
	for (size_t i = 0; i < count; i++) {
		strut->height = fmaxf(strut->height, pieces[i].box->height);
		strut->depth = fmaxf(strut->depth, pieces[i].box->depth);
	}
	strut->height += more;
	strut->depth += more;
	return strut;
}

void paragraph_formula(
	struct paragraph *p, struct str tex, unsigned look, bool display)
{
	struct work *work = p->work;
	struct reading reading = read_noting(work, str_trim(tex));
	const struct tag *tag =
		tag_new(work, p->tag, TAG_FORMULA, reading.speech);
	const struct ink *ink = ink_of(
		work, tag, look & (LOOK_SMALL | LOOK_LARGE | LOOK_MUTED), 0);
	const struct formula_piece *pieces;
	size_t count =
		formula_pieces(work, ink, reading.math, display, &pieces);

	if (display && p->count > p->line)
		paragraph_break(p);
	if (display) {
		paragraph_box(p, display_strut(work, ink, pieces, count));
		paragraph_fill(p, NULL);
	}
	push_pieces(p, ink, pieces, count);
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

/* A text face has it; that of symbols has other letters' shapes. */
static bool fits(struct work *work, const struct ink *ink, struct str text)
{
	const struct run *run = shape(work->shaper, ink->role, text, false);

	return !run->missing && run->pieces[0].face->role != FACE_SYMBOLS;
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
	if (!*plain || fits(work, ink, str_sub(text, 0, *len)))
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

const struct box *box_missing(struct work *work, const struct tag *parent,
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
