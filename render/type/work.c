#include "render/type/work.h"

#include "base/i18n.h"
#include "base/utf8.h"

/* The share of the leading above the baseline. */
static const float above = 0.74f;

const struct tag *tag_new(struct work *work, const struct tag *parent,
	enum tag_role role, struct str alt)
{
	struct tag *tag = NEW(work->arena, struct tag);

	tag->parent = parent;
	tag->role = role;
	tag->number = ++work->last_tag;
	tag->depth = parent ? parent->depth + 1 : 0;
	tag->alt = alt;
	return tag;
}

static enum face_role role_of(unsigned look)
{
	if (look & LOOK_MONO)
		return FACE_MONO;
	if (look & LOOK_BOLD)
		return look & LOOK_ITALIC ? FACE_BOLD_ITALIC : FACE_BOLD;
	return look & LOOK_ITALIC ? FACE_ITALIC : FACE_REGULAR;
}

static float size_of(const struct style *style, unsigned look)
{
	float size = style->size;

	if (look & LOOK_SMALL)
		size *= style->small;
	if (look & LOOK_LARGE)
		size *= style->large;
	if (look & LOOK_MONO)
		size *= style->mono;
	return size;
}

static struct ink *ink_new(
	struct work *work, const struct tag *tag, unsigned look, unsigned decor)
{
	const struct style *style = &work->style;
	struct ink *ink = NEW(work->arena, struct ink);

	ink->tag = tag;
	ink->look = look;
	ink->decor = decor;
	if (look & LOOK_UNDERLINE)
		ink->decor |= DECOR_UNDERLINE;
	if (look & LOOK_STRIKE)
		ink->decor |= DECOR_STRIKE;
	ink->role = role_of(look);
	ink->size = size_of(style, look);
	ink->color = look & LOOK_MUTED ? style->muted
		: look & LOOK_LABEL    ? style->label
				       : style->ink;
	ink->ground = style->source_tint;
	ink->letter_space = style->letter_space * ink->size;
	ink->space = shape(work->shaper, ink->role, STR(" "), false);
	ink->space_width = ink->space->width * ink->size * style->word_space +
		ink->letter_space;
	ink->space_box = (struct box){
		.kind = BOX_SPACE,
		.width = ink->space_width,
		.ink = ink,
		.run = ink->space,
	};
	return ink;
}

const struct ink *ink_of(
	struct work *work, const struct tag *tag, unsigned look, unsigned decor)
{
	look &= ~(unsigned)LOOK_BOX;
	/* Text goes on as it was: look at the latest first, and not far. */
	for (size_t n = 0; n < work->ink_count && n < 8; n++) {
		struct ink *ink = work->inks[work->ink_count - 1 - n];

		if (ink->tag == tag && ink->look == look &&
			(ink->decor & DECOR_TINT) == (decor & DECOR_TINT))
			return ink;
	}
	*PUSH(work->arena, work->inks, work->ink_count, work->ink_capacity) =
		ink_new(work, tag, look, decor);
	return work->inks[work->ink_count - 1];
}

/* The start of a word that may be long, for a message: hidden characters,
 * which may steer a terminal, as U+FFFD. */
static struct str word_start(struct arena *arena, struct str word)
{
	struct buf out = {.arena = arena};

	for (size_t at = 0; at < word.len && out.len < 60;) {
		uint32_t code = utf8_next(word, &at);

		utf8_put(&out, utf8_is_hidden(code) ? 0xFFFD : code);
	}
	return buf_str(&out);
}

static void no_glyph(struct work *work, const struct run *run)
{
	struct str context = work->context;
	struct str word = word_start(work->arena, run->text);

	if (work->failed)
		return;
	work->failed = true;
	if (context.len)
		fail(&work->error, ERROR_INVALID,
			_("%.*s: no font has the character U+%04X, in '%.*s'"),
			STR_ARG(context), run->missing, STR_ARG(word));
	else
		fail(&work->error, ERROR_INVALID,
			_("no font has the character U+%04X, in '%.*s'"),
			run->missing, STR_ARG(word));
}

const struct box *box_text(
	struct work *work, const struct ink *ink, struct str text)
{
	struct box *box = NEW(work->arena, struct box);
	const struct run *run =
		shape(work->shaper, ink->role, text, ink->letter_space > 0);

	if (run->missing)
		no_glyph(work, run);
	box->kind = BOX_RUN;
	box->ink = ink;
	box->run = run;
	box->width = run->width * ink->size +
		ink->letter_space * (float)run->letters;
	box->height = run->height * ink->size;
	box->depth = run->depth * ink->size;
	return box;
}

float strut_height(const struct work *work, float size)
{
	return size * work->style.leading * above;
}

float strut_depth(const struct work *work, float size)
{
	return size * work->style.leading * (1 - above);
}
