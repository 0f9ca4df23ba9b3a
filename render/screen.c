#include "render/screen.h"

#include "render/figure/figure.h"

struct screen {
	struct arena *arena;
	struct style style;
	struct fonts *fonts;
	struct typesetter *setter;
};

struct screen *screen_new(struct arena *arena)
{
	struct screen *screen = NEW(arena, struct screen);

	screen->arena = arena;
	screen->style = style_default();
	return screen;
}

void screen_free(struct screen *screen)
{
	if (screen)
		fonts_close(screen->fonts);
}

static bool load(struct screen *screen, struct error *err)
{
	if (screen->setter)
		return true;
	if (!fonts_open(
		    screen->arena, screen->style.family, &screen->fonts, err))
		return false;
	screen->setter = typesetter_new(screen->arena, screen->fonts);
	return true;
}

/* A column of 40 em, as wide as a page's text. */
bool screen_figures(struct screen *screen, struct str language,
	const struct figure *figures, size_t count, struct picture_names *out,
	struct error *err)
{
	struct figure_setting setting = {screen->arena, NULL, &screen->style,
		language, 40 * screen->style.size};

	*out = (struct picture_names){NULL, 0};
	if (!count)
		return true;
	if (!load(screen, err))
		return false;
	setting.setter = screen->setter;
	return figure_pictures(&setting, figures, count, *out, out, err);
}
