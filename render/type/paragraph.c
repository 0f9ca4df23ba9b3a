#include "render/type/paragraph.h"

#include <math.h>

#include "base/utf8.h"

/* Penalties of breaks inside what is written without spaces. */
enum { AFTER_HYPHEN = 50, AFTER_SLASH = 300, INSIDE_LONG = 2000 };
/* And before what closes a sentence but stands apart: " …", " ?". */
enum { BEFORE_CLOSING = PENALTY_DEAR };
/* And between a number and its unit. */
enum { BEFORE_UNIT = 300 };
/* And before a short word that would be all of the last line. */
enum { BEFORE_SHORT = 300 };

static struct line_item *push(struct paragraph *p, enum item_kind kind)
{
	struct line_item *item =
		&PUSH(p->work->arena, p->items, p->count, p->capacity)[0];

	*item = (struct line_item){.kind = kind};
	return item;
}

void paragraph_penalty(struct paragraph *p, int penalty, bool flagged)
{
	struct line_item *item = push(p, ITEM_PENALTY);

	item->penalty = penalty;
	item->flagged = flagged;
}

void paragraph_box(struct paragraph *p, const struct box *box)
{
	struct line_item *item = push(p, ITEM_BOX);

	item->box = box;
	item->width = box->width;
}

static bool ends_with_space(const struct paragraph *p)
{
	const struct line_item *last;

	if (!p->count)
		return false;
	last = &p->items[p->count - 1];
	return last->kind == ITEM_GLUE && last->fill <= 0;
}

/* The space between words: half as much more, or a third less (Knuth). */
void paragraph_space(struct paragraph *p, const struct ink *ink)
{
	struct line_item *glue;

	if (p->count == p->line || ends_with_space(p))
		return;
	glue = push(p, ITEM_GLUE);
	glue->box = &ink->space_box;
	glue->width = ink->space_width;
	glue->stretch = ink->space_width / 2;
	glue->shrink = ink->space_width / 3;
}

/* A space that lines break at for this penalty only. */
static void push_hard_space(
	struct paragraph *p, const struct ink *ink, int penalty)
{
	struct line_item *glue;

	paragraph_penalty(p, penalty, false);
	glue = push(p, ITEM_GLUE);
	glue->box = &ink->space_box;
	glue->width = ink->space_width;
	glue->stretch = ink->space_width / 2;
	glue->shrink = ink->space_width / 3;
}

void paragraph_fixed(struct paragraph *p, const struct box *box)
{
	struct line_item *glue = push(p, ITEM_GLUE);

	glue->box = box;
	glue->width = box->width;
}

/* Glue that takes its share of the rest of the line. */
void paragraph_fill(struct paragraph *p, const struct box *box)
{
	struct line_item *glue;

	paragraph_penalty(p, PENALTY_NEVER, false);
	glue = push(p, ITEM_GLUE);
	glue->fill = 1;
	glue->box = box;
	p->filled = true;
}

void paragraph_break(struct paragraph *p)
{
	if (!p->filled)
		paragraph_fill(p, NULL);
	paragraph_penalty(p, PENALTY_ALWAYS, false);
	p->filled = false;
	p->line = p->count;
}

bool paragraph_is_empty(const struct paragraph *p)
{
	return !p->count;
}

/* ---- text ---- */

bool paragraph_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
		c == '\v';
}

static bool starts_at(struct str s, size_t i, const char *what, size_t len)
{
	return s.len - i >= len && !memcmp(s.ptr + i, what, len);
}

static bool is_letter(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80);
}

/* Letters on both sides, two at least: "nam/nữ", not "(km/h)" or "2026-27". */
static bool between_words(
	struct str word, size_t start, size_t at, size_t after)
{
	const char *c = word.ptr;

	if (at < start + 2 || after + 2 > word.len)
		return false;
	return is_letter(c[at - 1]) && is_letter(c[at - 2]) &&
		is_letter(c[after]) && is_letter(c[after + 1]);
}

/* Where the part of a word that begins at start ends, and the penalty of
 * breaking there. */
static size_t part_end(struct str word, size_t start, int *penalty)
{
	for (size_t i = start; i < word.len; i++) {
		size_t after = i + 1;

		*penalty = AFTER_HYPHEN;
		if (word.ptr[i] == '/')
			*penalty = AFTER_SLASH;
		else if (starts_at(word, i, "\xe2\x80\x93", 3) ||
			starts_at(word, i, "\xe2\x80\x94", 3))
			after = i + 3;
		else if (word.ptr[i] != '-')
			after = 0;
		if (after && between_words(word, start, i, after))
			return after;
	}
	return word.len;
}

/* Before a letter, not before a mark that sits on one. */
static size_t cut_long(struct str word, size_t start, size_t end)
{
	size_t cut = start + PARAGRAPH_WORD;

	if (end - start <= PARAGRAPH_WORD)
		return end;
	while (cut > start + PARAGRAPH_WORD / 2 &&
		((word.ptr[cut] & 0xC0) == 0x80 ||
			(unsigned char)word.ptr[cut] == 0xCC ||
			(unsigned char)word.ptr[cut] == 0xCD))
		cut--;
	while ((word.ptr[cut] & 0xC0) == 0x80)
		cut++;
	return cut < end ? cut : end;
}

/* A word without spaces, in parts between which a line may break. */
static void push_word(
	struct paragraph *p, struct str word, const struct ink *ink)
{
	size_t start = 0;

	while (start < word.len) {
		int penalty = 0;
		/* No further than a part can be, for the sake of long words. */
		struct str near = str_sub(word, 0, start + PARAGRAPH_WORD + 8);
		size_t end = part_end(near, start, &penalty);
		size_t cut = cut_long(word, start, end);

		paragraph_box(p,
			box_text(p->work, ink,
				str_sub(word, start, cut - start)));
		if (cut < end)
			paragraph_penalty(p, INSIDE_LONG, false);
		else if (end < word.len)
			paragraph_penalty(p, penalty, penalty == AFTER_HYPHEN);
		start = cut;
	}
}

/* The same with superscripts that no font has; these are rare. */
static void push_scripts(
	struct paragraph *p, struct str word, const struct ink *ink)
{
	size_t start = 0, i = 0, len;

	while (i < word.len) {
		const struct box *box = box_script(
			p->work, ink, str_sub(word, i, word.len - i), &len);

		if (!box) {
			i++;
			continue;
		}
		push_word(p, str_sub(word, start, i - start), ink);
		paragraph_box(p, box);
		start = i += len;
	}
	push_word(p, str_sub(word, start, word.len - start), ink);
}

/* Nothing but marks that end something: no line should begin so (UAX #14,
 * rule LB13). */
static bool is_closing(struct str word)
{
	static const char *const wide[] = {"\xe2\x80\xa6", "\xe2\x80\x9d",
		"\xe2\x80\x99", "\xc2\xbb", NULL};
	size_t at = 0;

	while (at < word.len) {
		size_t len = strchr("!?.,:;)]}%", word.ptr[at]) ? 1 : 0;

		for (size_t k = 0; !len && wide[k]; k++)
			if (word.ptr[at] == *wide[k] &&
				starts_at(word, at, wide[k], strlen(wide[k])))
				len = strlen(wide[k]);
		if (!len)
			return false;
		at += len;
	}
	return true;
}

static bool is_unit(struct str word)
{
	static const char *const units[] = {"m", "cm", "mm", "dm", "km", "nm",
		"g", "kg", "mg", "s", "h", "ha", "l", "ml", "L", "mL", "J",
		"kJ", "N", "W", "kW", "V", "kV", "A", "Pa", "K", "mol", "eV",
		"MeV", "Hz", "T", "Wb", "rad", "m²", "cm²", "dm²", "km²", "m³",
		"cm³", "dm³", "m/s", "m/s²", "km/h", "°C", "Ω", "%", "đ", "USD",
		"VND", NULL};

	while (word.len && strchr(".,;:?!)", word.ptr[word.len - 1]))
		word.len--;
	for (size_t i = 0; word.len && units[i]; i++)
		if (str_is(word, units[i]))
			return true;
	return false;
}

/* A number and the space after it are what was set last. */
static bool after_number(const struct paragraph *p)
{
	const struct box *box;

	if (p->count < 2 || !ends_with_space(p))
		return false;
	box = p->items[p->count - 2].box;
	return box && box->kind == BOX_RUN && box->run->text.len &&
		strchr("0123456789",
			box->run->text.ptr[box->run->text.len - 1]);
}

/* The space that was set last becomes one that lines do not like to end at. */
static void bind(struct paragraph *p, const struct ink *ink, int penalty)
{
	if (!ends_with_space(p))
		return;
	p->count--;
	push_hard_space(p, ink, penalty);
}

void paragraph_text(struct paragraph *p, struct str text, const struct ink *ink)
{
	size_t i = 0, start;
	struct str word;

	while (i < text.len) {
		if (paragraph_is_space(text.ptr[i])) {
			paragraph_space(p, ink);
			i++;
			continue;
		}
		if (starts_at(text, i, "\xc2\xa0", 2)) {
			push_hard_space(p, ink, PENALTY_NEVER);
			i += 2;
			continue;
		}
		for (start = i;
			i < text.len && !paragraph_is_space(text.ptr[i]) &&
			!starts_at(text, i, "\xc2\xa0", 2);
			i++)
			;
		word = str_sub(text, start, i - start);
		if (is_closing(word))
			bind(p, ink, BEFORE_CLOSING);
		else if (after_number(p) && is_unit(word))
			bind(p, ink, BEFORE_UNIT);
		push_scripts(p, word, ink);
	}
}

/* ---- packing and measuring ---- */

/* A picture may be shrunk, but not to nothing. */
static const float least_picture = 0.4f;

static float least_width(const struct line_item *item)
{
	if (item->kind == ITEM_BOX && item->box->kind == BOX_IMAGE)
		return item->width * least_picture;
	return item->width;
}

float paragraph_measure(const struct paragraph *p, float *narrowest)
{
	float width = 0, part = 0, most = 0;
	bool broken = false;

	for (size_t i = 0; i < p->count; i++) {
		const struct line_item *item = &p->items[i];

		if (item->kind != ITEM_PENALTY) {
			width += item->width;
			part += least_width(item);
		}
		if (item->kind == ITEM_GLUE && i &&
			p->items[i - 1].kind == ITEM_BOX)
			part = 0;
		if (item->kind == ITEM_PENALTY && item->penalty < PENALTY_NEVER)
			part = 0;
		if (item->kind == ITEM_PENALTY &&
			item->penalty <= PENALTY_ALWAYS && i + 1 < p->count)
			broken = true;
		most = fmaxf(most, part);
	}
	if (narrowest)
		*narrowest = most;
	return broken ? INFINITY : width;
}

const struct box *paragraph_pack(const struct paragraph *p)
{
	struct work *work = p->work;
	struct box *group = box_group(work, p->count);

	for (size_t i = 0; i < p->count; i++) {
		const struct line_item *item = &p->items[i];
		const struct box *box = item->box;

		if (item->kind == ITEM_PENALTY)
			continue;
		if (box) {
			box_add(group, group->width, 0, box);
			group->height = fmaxf(group->height, box->height);
			group->depth = fmaxf(group->depth, box->depth);
		}
		group->width += item->width;
	}
	return group;
}

/* ---- the end ---- */

/* The first letter of a run that begins more than room points after a glyph. */
static size_t piece_end(const struct box *box, size_t start, float room)
{
	const struct run_glyph *glyphs = box->run->glyphs;
	float limit = glyphs[start].x + room / box->ink->size;
	size_t i = start + 1;

	while (i < box->run->glyph_count &&
		(!glyphs[i].len || glyphs[i].x <= limit))
		i++;
	return i;
}

/* A word wider than the line becomes small pieces, between which lines may
 * break: a 16th of a line, so that there are not too many ways of breaking a
 * text without spaces. */
static void split_word(struct paragraph *p, const struct box *box, float width)
{
	const struct run *run = box->run;
	size_t start = 0, end;

	for (; start < run->glyph_count; start = end) {
		size_t from = run->glyphs[start].text, to = run->text.len;

		end = piece_end(box, start, width / 16);
		if (end < run->glyph_count)
			to = run->glyphs[end].text;
		if (start)
			paragraph_penalty(p, INSIDE_LONG, false);
		paragraph_box(p,
			box_text(p->work, box->ink,
				str_sub(run->text, from, to - from)));
	}
}

/* By more than rounding, for a table's column is as wide as its widest word. */
static bool too_wide(const struct line_item *item, float width)
{
	return item->kind == ITEM_BOX && item->box->kind == BOX_RUN &&
		item->width > width + 0.01f;
}

static void split_wide(struct paragraph *p, float width)
{
	const struct line_item *old = p->items;
	size_t count = p->count, first = 0;

	while (first < count && !too_wide(&old[first], width))
		first++;
	if (first == count)
		return;
	p->items = NULL;
	p->count = p->capacity = 0;
	for (size_t i = 0; i < count; i++)
		if (too_wide(&old[i], width))
			split_word(p, old[i].box, width);
		else
			*push(p, old[i].kind) = old[i];
}

/* The space before a last word of less than three ems; 0 none. */
static size_t short_end(const struct paragraph *p)
{
	float width = 0;

	for (size_t i = p->count; i-- > p->line + 1;) {
		const struct line_item *item = &p->items[i];

		if (item->kind == ITEM_GLUE)
			return item->fill <= 0 &&
					p->items[i - 1].kind == ITEM_BOX
				? i
				: 0;
		width += item->width;
		if (item->kind != ITEM_BOX || !item->box->ink ||
			width > 3 * item->box->ink->size)
			return 0;
	}
	return 0;
}

/* "… bằng / là": better one line less, when the others give way. */
static void avoid_short_end(struct paragraph *p)
{
	size_t at = short_end(p);

	if (!at)
		return;
	push(p, ITEM_PENALTY);
	memmove(&p->items[at + 1], &p->items[at],
		(p->count - 1 - at) * sizeof *p->items);
	p->items[at] = (struct line_item){
		.kind = ITEM_PENALTY, .penalty = BEFORE_SHORT};
}

static void shrink_pictures(struct paragraph *p, float width)
{
	for (size_t i = 0; i < p->count; i++) {
		struct line_item *item = &p->items[i];

		if (item->kind != ITEM_BOX || item->box->kind != BOX_IMAGE ||
			item->width <= width)
			continue;
		item->box = box_shrunk(p->work, item->box, width);
		item->width = width;
	}
}

void paragraph_finish(struct paragraph *p, float width)
{
	/* A space at the end is not part of the line. */
	if (p->count > p->line && ends_with_space(p))
		p->count--;
	avoid_short_end(p);
	if (p->count > p->line || !p->count)
		paragraph_break(p);
	shrink_pictures(p, width);
	split_wide(p, width);
}
