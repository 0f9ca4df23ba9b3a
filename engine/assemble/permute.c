#include "engine/assemble/permute.h"

/* "{,}" is how TeX is told of a decimal comma. */
static struct str plain_number(struct arena *arena, struct str text)
{
	struct buf buf = {.arena = arena};

	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_sub(text, i, text.len);

		if (str_starts(rest, "{,}")) {
			buf_char(&buf, ',');
			i += 2;
		} else {
			buf_char(&buf, text.ptr[i]);
		}
	}
	return buf_str(&buf);
}

bool permute_number(struct arena *arena, struct str text, struct decimal *out)
{
	text = str_trim(text);
	if (text.len > 40)
		return false;
	if (text.len > 2 && text.ptr[0] == '$' && text.ptr[text.len - 1] == '$')
		text = str_trim(str_sub(text, 1, text.len - 2));
	if (str_ends(text, "."))
		text.len--;
	return decimal_parse(plain_number(arena, text), out);
}

static bool has_pinned(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].pinned)
			return true;
	return false;
}

/* Each place a class of its own: nothing moves. */
static void fix_all(struct permutable *p)
{
	for (size_t i = 0; i < p->count; i++)
		p->class_of[i] = i;
}

static bool names_letters(const struct permutable *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->closings[i].kind == CLOSING_LETTERS)
			return true;
	return false;
}

/* Moves what speaks of all the others behind the rest, in its order. Where
 * letters are named, or the author pinned something, all places are meant. */
static void bring_last(struct permutable *p)
{
	size_t at = 0;

	if (names_letters(p) || has_pinned(p->question))
		return;
	for (size_t i = 0; i < p->count; i++)
		if (p->closings[i].kind != CLOSING_OTHERS)
			p->base[at++] = i;
	for (size_t i = 0; i < p->count; i++)
		if (p->closings[i].kind == CLOSING_OTHERS)
			p->base[at++] = i;
}

/* The values of the options that speak of no others, by option; false when they
 * are not all numbers. */
static bool read_numbers(struct arena *arena, const struct permutable *p,
	struct decimal *numbers)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->closings[i].kind == CLOSING_NONE &&
			!permute_number(arena, p->question->options[i].text,
				&numbers[i]))
			return false;
	return true;
}

/* Those that speak of all the others stand last already. */
static bool sort_numbers(struct arena *arena, struct permutable *p)
{
	struct decimal *numbers = NEW_ARRAY(arena, p->count, struct decimal);
	size_t count = 0;

	if (has_pinned(p->question) || names_letters(p) ||
		!read_numbers(arena, p, numbers))
		return false;
	while (count < p->count &&
		p->closings[p->base[count]].kind == CLOSING_NONE)
		count++;
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0 &&
			decimal_compare(numbers[p->base[k]],
				numbers[p->base[k - 1]]) < 0;
			k--) {
			size_t option = p->base[k];

			p->base[k] = p->base[k - 1];
			p->base[k - 1] = option;
		}
	fix_all(p);
	p->sorted = true;
	return true;
}

/* Options k and m are named by the same ones. */
static bool named_alike(const struct permutable *p, size_t k, size_t m)
{
	for (size_t i = 0; i < p->count; i++)
		if ((p->closings[i].letters >> k & 1) !=
			(p->closings[i].letters >> m & 1))
			return false;
	return true;
}

/* Something else is said of it than of another option: "A đúng, B sai". */
static bool is_held(const struct permutable *p, size_t option)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->closings[i].letters >> option & 1 &&
			!p->closings[i].alike)
			return true;
	return false;
}

static bool moves(const struct permutable *p, size_t option)
{
	return p->closings[option].kind == CLOSING_NONE &&
		!p->question->options[option].pinned && !is_held(p, option);
}

/* The class is numbered by its first place. */
static void class_options(struct permutable *p)
{
	fix_all(p);
	for (size_t i = 0; i < p->count; i++)
		for (size_t k = 0; k < i; k++)
			if (moves(p, p->base[i]) && moves(p, p->base[k]) &&
				named_alike(p, p->base[i], p->base[k])) {
				p->class_of[i] = p->class_of[k];
				break;
			}
}

static void permute_options(struct arena *arena, struct permutable *p,
	const struct shuffle *shuffle)
{
	p->closings = NEW_ARRAY(arena, p->count, struct closing);
	if (!shuffle->options) {
		fix_all(p);
		return;
	}
	question_closings(arena, p->question, p->closings);
	bring_last(p);
	if (!shuffle->sort_numbers || !sort_numbers(arena, p))
		class_options(p);
}

static bool has_options(const struct question *q)
{
	return q->type == TYPE_CHOICE || q->type == TYPE_MULTIPLE;
}

void permutable_of(struct arena *arena, const struct question *q,
	const struct shuffle *shuffle, struct permutable *out)
{
	size_t count = question_places(q);

	*out = (struct permutable){.question = q, .count = count};
	out->base = NEW_ARRAY(arena, count, size_t);
	out->class_of = NEW_ARRAY(arena, count, size_t);
	for (size_t i = 0; i < count; i++)
		out->base[i] = i;
	if (q->fixed || (q->type == TYPE_STATEMENTS && !shuffle->statements))
		fix_all(out);
	else if (has_options(q))
		permute_options(arena, out, shuffle);
}

static size_t right_place(const struct permutable *p, const size_t *order)
{
	size_t place = 0;

	while (place < p->count && !p->question->options[order[place]].right)
		place++;
	return place;
}

uint32_t permutable_letters(const struct permutable *p)
{
	size_t right = right_place(p, p->base);
	uint32_t letters = 0;

	for (size_t i = 0; i < p->count && i < 32; i++)
		if (p->class_of[i] == p->class_of[right])
			letters |= UINT32_C(1) << i;
	return letters;
}

/* Fisher and Yates within each class. */
static void draw_once(
	const struct permutable *p, struct rng *rng, size_t *order)
{
	for (size_t i = 0; i < p->count; i++) {
		size_t seen = 0, with = i, swap;

		order[i] = p->base[i];
		for (size_t k = 0; k <= i; k++)
			if (p->class_of[k] == p->class_of[i] &&
				rng_below(rng, ++seen) == 0)
				with = k;
		swap = order[i];
		order[i] = order[with];
		order[with] = swap;
	}
}

static bool as_written(const size_t *order, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (order[i] != i)
			return false;
	return true;
}

void permutable_draw(const struct permutable *p, struct rng *rng, size_t *order)
{
	enum question_type type = p->question->type;
	bool tells = (type == TYPE_MATCH || type == TYPE_ORDER) &&
		!p->question->fixed && p->count > 1;

	do
		draw_once(p, rng, order);
	while (tells && as_written(order, p->count));
}

void permutable_put_right(
	const struct permutable *p, size_t *order, size_t place)
{
	size_t from = right_place(p, order);
	size_t option = order[from];

	order[from] = order[place];
	order[place] = option;
}
