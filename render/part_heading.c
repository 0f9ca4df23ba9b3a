#include "render/part_heading.h"

#include "render/phrases.h"

struct heading {
	struct arena *arena;
	struct str language;
	const struct form *form;
	const struct part *part;
	struct part_range range;
	struct str label;
};

struct part_range part_range_at(const struct form *form, size_t first)
{
	struct part_range range = {first, first};

	while (range.end < form->item_count &&
		form->items[range.end].part == form->items[first].part)
		range.end++;
	return range;
}

static struct str range_text(const struct heading *h)
{
	long first = h->form->items[h->range.first].number;
	long last = h->form->items[h->range.end - 1].number;

	return FILL(h->arena,
		phrase(h->language,
			first == last ? PHRASE_RANGE_ONE : PHRASE_RANGE),
		{"first", number_text(h->arena, first)},
		{"last", number_text(h->arena, last)});
}

/* "**PHẦN {name}. …" with the theme's word for a part. */
static struct str with_label(const struct heading *h, struct str text)
{
	size_t at = str_find(text, "{name}", 0);

	if (!h->label.len || at == SIZE_MAX || !str_starts(text, "**"))
		return text;
	return str_format(h->arena, "**%.*s%.*s", STR_ARG(h->label),
		STR_ARG(str_sub(text, at + 6, text.len)));
}

/* What such a part usually says. */
static struct str usual(const struct heading *h)
{
	const struct part *part = h->part;
	struct str text = with_label(h,
		phrase_part(
			h->language, part->has_type ? part->type : TYPE_COUNT));

	if (!part->answer ||
		part->answer >= (long)(h->range.end - h->range.first))
		return str_format(h->arena, "%.*s ", STR_ARG(text));
	return str_format(h->arena, "%.*s %.*s", STR_ARG(text),
		STR_ARG(phrase(h->language, PHRASE_CHOOSE_PART)));
}

struct str part_heading(struct arena *arena, const struct exam *exam,
	const struct form *form, struct part_range range, struct str label)
{
	const struct blueprint *b = exam->blueprint;
	const struct item *items = form->items;
	struct heading h = {arena, b->language, form,
		&b->parts[items[range.first].part], range, label};
	struct str text = h.part->heading;

	if (!h.part->name.len && !text.len && b->part_count == 1)
		return STR("");
	return FILL(arena, text.len ? text : usual(&h), {"name", h.part->name},
		{"range", range_text(&h)},
		{"count", number_text(arena, (long)(range.end - range.first))},
		{"answer", number_text(arena, h.part->answer)},
		{"first", number_text(arena, items[range.first].number)},
		{"last", number_text(arena, items[range.end - 1].number)});
}
