#include "base/i18n.h"
#include "engine/assemble/assemble.h"
#include "engine/assemble/keys.h"
#include "engine/assemble/permute.h"
#include "engine/assemble/points.h"

enum { NAMED_MOST = 8, ORDERS_MOST = 30 };

/* Things that one note names, at most so many of them. */
struct naming {
	struct buf names;
	size_t count;
	bool more;
};

struct arranger {
	struct arena *arena;
	struct exam *exam;
	const struct blueprint *blueprint;
	const struct pool *pool;
	const struct draw *draw;
	const size_t *question_of;      /* of the form at hand, by candidate */
	struct permutable *permutables; /* by question */
	/* Of the form at hand. */
	struct rng order_rng, option_rng, key_rng;
	struct item *items;
	size_t item_count;
	struct str code;
	struct naming uneven, runs, totals;
};

static void name(struct naming *naming, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void name(struct naming *naming, const char *format, ...)
{
	va_list args;

	if (naming->count++ >= NAMED_MOST) {
		naming->more = true;
		return;
	}
	if (naming->count > 1)
		buf_text(&naming->names, ", ");
	va_start(args, format);
	buf_vformat(&naming->names, format, args);
	va_end(args);
}

static struct str named(struct naming *naming)
{
	if (naming->more)
		buf_text(&naming->names, "…");
	return buf_str(&naming->names);
}

/* A question to be printed: the k-th of the draw. */
struct entry {
	size_t candidate, k;
	size_t block; /* questions of one passage share it */
	size_t rank;  /* of the block */
	size_t drawn; /* place in the draw's order */
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->drawn < y->drawn ? -1 : x->drawn > y->drawn;
}

static const struct candidate *candidate_of(
	const struct arranger *a, const struct entry *entry)
{
	return &a->pool->candidates[entry->candidate];
}

/* Within its passage a question stands where the passage has it. */
static void order_passages(
	struct arranger *a, struct entry *entries, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0; k--) {
			struct entry swap = entries[k];

			if (entries[k - 1].block != swap.block ||
				candidate_of(a, &entries[k - 1])->place <=
					candidate_of(a, &swap)->place)
				break;
			entries[k] = entries[k - 1];
			entries[k - 1] = swap;
		}
}

static size_t number_blocks(
	struct arranger *a, struct entry *entries, size_t count)
{
	size_t *block_of =
		NEW_ARRAY(a->arena, a->pool->stimulus_count + 1, size_t);
	size_t blocks = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t stimulus = candidate_of(a, &entries[i])->stimulus;

		if (!stimulus)
			entries[i].block = blocks++;
		else if (block_of[stimulus])
			entries[i].block = block_of[stimulus] - 1;
		else
			entries[i].block = (block_of[stimulus] = ++blocks) - 1;
	}
	return blocks;
}

/* Blocks in random order, or as drawn. */
static void order_entries(
	struct arranger *a, struct entry *entries, size_t count)
{
	size_t blocks = number_blocks(a, entries, count);
	size_t *ranks = NEW_ARRAY(a->arena, blocks, size_t);

	for (size_t i = 0; i < blocks; i++)
		ranks[i] = i;
	if (a->blueprint->shuffle.questions)
		rng_shuffle(&a->order_rng, ranks, blocks);
	for (size_t i = 0; i < count; i++)
		entries[i].rank = ranks[entries[i].block];
	if (count)
		qsort(entries, count, sizeof *entries, compare_entries);
	order_passages(a, entries, count);
}

static size_t part_entries(
	struct arranger *a, size_t form, size_t part, struct entry *entries)
{
	size_t count = 0;

	for (size_t k = 0; k < a->draw->count; k++)
		if (a->draw->part[k] == part) {
			entries[count] = (struct entry){
				.candidate = a->draw->chosen[form][k],
				.k = k,
				.drawn = count};
			count++;
		}
	return count;
}

static const struct question *question_of(
	const struct arranger *a, const struct item *item)
{
	return &a->exam->questions[item->question];
}

/* Letters are settled first, where it is asked; then any permutation with the
 * right option there. */
static bool keys_are_settled(const struct arranger *a, const struct question *q)
{
	return q->type == TYPE_CHOICE && a->blueprint->shuffle.options &&
		a->blueprint->shuffle.keys == KEYS_EVEN;
}

static size_t settle_letters(struct arranger *a, const struct item *items,
	size_t count, struct key_slot *slots)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (keys_are_settled(a, question_of(a, &items[i])))
			slots[n++].letters = permutable_letters(
				&a->permutables[items[i].question]);
	keys_settle(a->arena, &a->key_rng, slots, n);
	return n;
}

static void name_faults(struct arranger *a, const struct part *part,
	const struct key_slot *slots, size_t count)
{
	if (keys_spread(slots, count) > 1)
		name(&a->uneven, "%.*s (%.*s)", STR_ARG(part->name),
			STR_ARG(a->code));
	if (keys_runs(slots, count))
		name(&a->runs, "%.*s (%.*s)", STR_ARG(part->name),
			STR_ARG(a->code));
}

/* Without shuffling, what must move moves alike on every form. */
static struct rng side_rng(const struct arranger *a, const struct question *q)
{
	return rng_stream(a->exam->seed, "sides", str_hash(q->id));
}

static bool is_identity(const size_t *order, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (order[i] != i)
			return false;
	return true;
}

static void settle_order(
	struct arranger *a, struct item *item, const struct key_slot *slot)
{
	const struct question *q = question_of(a, item);
	const struct permutable *p = &a->permutables[item->question];
	struct rng side = side_rng(a, q);
	size_t *order = NEW_ARRAY(a->arena, p->count, size_t);

	permutable_draw(p,
		a->blueprint->shuffle.options || q->type == TYPE_STATEMENTS
			? &a->option_rng
			: &side,
		order);
	if (slot)
		permutable_put_right(p, order, slot->letter);
	if (!is_identity(order, p->count)) {
		item->order = order;
		item->order_count = p->count;
	}
	item->key = question_key(a->arena, q, item->order,
		str_cstr(a->arena, a->blueprint->language));
}

static void settle_options(struct arranger *a, struct item *items, size_t count,
	const struct key_slot *slots)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		bool settled = keys_are_settled(a, question_of(a, &items[i]));

		settle_order(a, &items[i], settled ? &slots[n] : NULL);
		n += settled;
	}
}

static void fill_items(struct arranger *a, size_t p,
	const struct entry *entries, struct item *items, size_t count)
{
	const struct part *part = &a->blueprint->parts[p];

	for (size_t i = 0; i < count; i++) {
		items[i] = (struct item){.part = p,
			.question = a->question_of[entries[i].candidate]};
		items[i].points = points_of(part,
			&part->cells[a->draw->cell[entries[i].k]],
			question_of(a, &items[i]));
	}
}

/* An order in which questions whose options may not move stand three in a row
 * with one key is thrown away, so that all others stay equally likely. */
static size_t settle_questions(struct arranger *a, size_t p,
	struct entry *entries, struct item *items, size_t count,
	struct key_slot *slots)
{
	size_t tries = a->blueprint->shuffle.questions ? ORDERS_MOST : 1;
	size_t keys;

	do {
		order_entries(a, entries, count);
		fill_items(a, p, entries, items, count);
		keys = settle_letters(a, items, count, slots);
	} while (--tries && keys_runs(slots, keys) &&
		!keys_must_run(slots, keys));
	return keys;
}

/* Part by part; number is the last printed one. */
static void arrange_part(
	struct arranger *a, size_t form, size_t p, long *number)
{
	const struct part *part = &a->blueprint->parts[p];
	struct entry *entries =
		NEW_ARRAY(a->arena, a->draw->count, struct entry);
	size_t count = part_entries(a, form, p, entries), keys;
	struct key_slot *slots = NEW_ARRAY(a->arena, count, struct key_slot);
	struct item *items = a->items + a->item_count;

	keys = settle_questions(a, p, entries, items, count, slots);
	name_faults(a, part, slots, keys);
	if (part->renumber)
		*number = 0;
	for (size_t i = 0; i < count; i++)
		items[i].number = ++*number;
	points_share(part, items, count);
	if (part->total &&
		points_of_part(a->arena, part, items, count) != part->total)
		name(&a->totals, "%.*s (%.*s)", STR_ARG(part->name),
			STR_ARG(a->code));
	settle_options(a, items, count, slots);
	a->item_count += count;
}

static void arrange_form(struct arranger *a, size_t f, struct form *form)
{
	uint64_t seed = a->exam->seed;
	long number = 0;

	a->order_rng = rng_stream(seed, "order", f);
	a->option_rng = rng_stream(seed, "options", f);
	a->key_rng = rng_stream(seed, "keys", f);
	a->items = NEW_ARRAY(a->arena, a->draw->count, struct item);
	a->item_count = 0;
	a->code = blueprint_code(a->arena, &a->blueprint->forms, f);
	for (size_t p = 0; p < a->blueprint->part_count; p++)
		arrange_part(a, f, p, &number);
	*form = (struct form){.code = a->code,
		.items = a->items,
		.item_count = a->item_count};
	points_sum(a->arena, a->exam, form);
}

static void find_permutables(struct arranger *a)
{
	size_t count = a->exam->question_count;

	a->permutables = NEW_ARRAY(a->arena, count, struct permutable);
	for (size_t i = 0; i < count; i++)
		permutable_of(a->arena, &a->exam->questions[i],
			&a->blueprint->shuffle, &a->permutables[i]);
}

/* "toan12.1-003 D" for each option of that kind. */
static void name_closings(
	struct arranger *a, enum closing_kind kind, struct naming *naming)
{
	for (size_t i = 0; i < a->exam->question_count; i++) {
		const struct permutable *p = &a->permutables[i];

		for (size_t k = 0; p->closings && k < p->count; k++)
			if (p->closings[k].kind == kind)
				name(naming, "%.*s %c",
					STR_ARG(p->question->id),
					option_letter(k));
	}
}

static void name_without_points(struct arranger *a, struct naming *naming)
{
	bool *named_already =
		NEW_ARRAY(a->arena, a->exam->question_count, bool);

	for (size_t f = 0; f < a->exam->form_count; f++)
		for (size_t i = 0; i < a->exam->forms[f].item_count; i++) {
			const struct item *item = &a->exam->forms[f].items[i];

			if (item->points || named_already[item->question])
				continue;
			named_already[item->question] = true;
			name(naming, "%.*s", STR_ARG(question_of(a, item)->id));
		}
}

static void name_unequal(struct arranger *a, struct naming *naming)
{
	for (size_t f = 1; f < a->exam->form_count; f++)
		if (a->exam->forms[f].points != a->exam->forms[0].points)
			name(naming, "%.*s", STR_ARG(a->exam->forms[f].code));
}

static void add_note(struct arranger *a, const char *format,
	struct naming *naming, struct str *notes, size_t *count)
{
	struct str names = named(naming);

	if (naming->count)
		notes[(*count)++] = str_format(
			a->arena, "%s: %.*s", format, STR_ARG(names));
}

static void write_notes(struct arranger *a)
{
	struct naming last = {.names = {.arena = a->arena}};
	struct naming letters = last, worthless = last, unequal = last;
	size_t count = a->draw->note_count;
	struct str *notes = NEW_ARRAY(a->arena, count + 7, struct str);

	if (count)
		memcpy(notes, a->draw->notes, count * sizeof *notes);
	name_closings(a, CLOSING_OTHERS, &last);
	name_closings(a, CLOSING_LETTERS, &letters);
	name_without_points(a, &worthless);
	name_unequal(a, &unequal);
	add_note(a,
		_("these options speak of all the others and are kept last"),
		&last, notes, &count);
	add_note(a,
		_("these options name others by letter, so those keep their "
		  "letters, or trade them where the same is said of each"),
		&letters, notes, &count);
	add_note(a,
		_("the key letters could not be made even, because too many "
		  "options may not move; parts and codes"),
		&a->uneven, notes, &count);
	add_note(a,
		_("the same key letter stands three times in a row, because "
		  "too many options may not move; parts and codes"),
		&a->runs, notes, &count);
	add_note(a,
		_("these questions have no points: neither they nor the "
		  "blueprint say how many"),
		&worthless, notes, &count);
	add_note(a,
		_("these parts do not give the points that the blueprint says, "
		  "for their questions have points of their own; parts and "
		  "codes"),
		&a->totals, notes, &count);
	add_note(a,
		_("these forms give other points than the first, for their "
		  "questions have points of their own; codes"),
		&unequal, notes, &count);
	a->exam->notes = notes;
	a->exam->note_count = count;
}

void arrange_forms(struct arena *arena, struct exam *exam,
	const struct pool *pool, const struct draw *draw,
	const size_t *question_of, size_t stride)
{
	struct form *forms = NEW_ARRAY(arena, draw->form_count, struct form);
	struct arranger a = {.arena = arena,
		.exam = exam,
		.blueprint = exam->blueprint,
		.pool = pool,
		.draw = draw,
		.uneven = {.names = {.arena = arena}},
		.runs = {.names = {.arena = arena}},
		.totals = {.names = {.arena = arena}}};

	find_permutables(&a);
	for (size_t f = 0; f < draw->form_count; f++) {
		a.question_of = question_of + f * stride;
		arrange_form(&a, f, &forms[f]);
	}
	exam->forms = forms;
	exam->form_count = draw->form_count;
	write_notes(&a);
}
