#include "render/album.h"

#include "base/i18n.h"
#include "render/figure/figure.h"

struct album {
	struct arena *arena;
	struct picture **pictures;
	size_t count, capacity;
};

struct album *album_new(struct arena *arena)
{
	struct album *album = NEW(arena, struct album);

	album->arena = arena;
	return album;
}

static const struct picture *find(const struct album *album, struct str hash)
{
	for (size_t i = 0; i < album->count; i++)
		if (str_equal(album->pictures[i]->hash, hash))
			return album->pictures[i];
	return NULL;
}

/* The name of the media with that hash, or NULL. */
static const struct str *name_in(
	const struct media *media, size_t count, struct str hash)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(media[i].hash, hash))
			return &media[i].name;
	return NULL;
}

/* Says whose picture it is, by its first use. */
static bool refuse(const struct exam *exam, struct str hash,
	const struct error *why, struct error *err)
{
	const struct str *name;

	for (size_t i = 0; i < exam->question_count; i++) {
		const struct question *q = &exam->questions[i];

		name = name_in(q->media, q->media_count, hash);
		if (name)
			return fail(err, why->code,
				_("question '%.*s', picture '%.*s': %s"),
				STR_ARG(q->id), STR_ARG(*name), why->text);
	}
	for (size_t i = 0; i < exam->stimulus_count; i++) {
		const struct stimulus *s = &exam->stimuli[i];

		name = name_in(s->media, s->media_count, hash);
		if (name)
			return fail(err, why->code,
				_("passage '%.*s', picture '%.*s': %s"),
				STR_ARG(s->id), STR_ARG(*name), why->text);
	}
	return fail(err, why->code, _("picture %.*s: %s"), STR_ARG(hash),
		why->text);
}

static bool add(
	struct album *album, const struct media *media, struct error *err)
{
	struct picture *picture = NEW(album->arena, struct picture);

	picture->hash = str_copy(album->arena, media->hash);
	if (!image_decode(album->arena, media->bytes, &picture->image, err))
		return false;
	*PUSH(album->arena, album->pictures, album->count, album->capacity) =
		picture;
	return true;
}

bool album_add(struct album *album, const struct exam *exam, struct error *err)
{
	for (size_t i = 0; i < exam->media_count; i++) {
		const struct media *media = &exam->media[i];
		struct error why;

		if (image_is_gif(media->bytes))
			continue;
		if (!find(album, media->hash) && !add(album, media, &why))
			return refuse(exam, media->hash, &why, err);
	}
	return true;
}

struct picture_names album_names(const struct album *album, struct arena *arena,
	const struct media *media, size_t count)
{
	struct picture_name *names =
		NEW_ARRAY(arena, count, struct picture_name);
	size_t found = 0;

	for (size_t i = 0; album && i < count; i++) {
		const struct picture *picture = find(album, media[i].hash);

		if (picture)
			names[found++] =
				(struct picture_name){media[i].name, picture};
	}
	return (struct picture_names){names, found};
}

void album_show(const struct album *album, struct arena *arena,
	struct galley *g, struct str language, const struct media *media,
	size_t media_count, const struct figure *figures, size_t figure_count)
{
	struct figure_setting setting = {arena, galley_setter(g),
		galley_style(g), language, galley_width(g)};
	struct picture_names names =
		album_names(album, arena, media, media_count);
	struct error why;

	if (!figure_pictures(
		    &setting, figures, figure_count, names, &names, &why))
		galley_fault(g, &why);
	galley_pictures(g, names);
}
