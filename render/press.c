#include "render/press.h"

#include "render/pdf/pdf.h"

bool press_open(struct arena *arena, const struct style *style,
	struct press **out, struct error *err)
{
	struct press *press = NEW(arena, struct press);
	struct theme usual = theme_default();

	press->arena = arena;
	press->style = *style;
	press->theme = arena_copy(arena, &usual, sizeof usual);
	if (!fonts_open(arena, style->family, &press->fonts, err))
		return false;
	press->setter = typesetter_new(arena, press->fonts);
	press->album = album_new(arena);
	*out = press;
	return true;
}

void press_close(struct press *press)
{
	if (!press)
		return;
	for (size_t i = 1; i < CREW_MOST; i++)
		if (press->others[i])
			arena_free(press->others[i]->arena);
	fonts_close(press->fonts);
}

struct press *press_for(struct press *press, size_t worker)
{
	struct press **other = &press->others[worker];

	if (!worker)
		return press;
	if (!*other) {
		struct arena *arena = arena_new();

		*other = NEW(arena, struct press);
		(*other)->arena = arena;
		(*other)->fonts = press->fonts;
		(*other)->setter = typesetter_new(arena, press->fonts);
		(*other)->album = press->album;
	}
	(*other)->style = press->style; /* they may have changed */
	(*other)->theme = press->theme;
	return *other;
}

bool press_print(struct arena *arena, const struct display *display,
	struct str *out, struct error *err)
{
	struct arena *work = arena_new();
	struct pdf_writer *writer = pdf_writer_new(work);
	bool worked;

	pdf_writer_add(writer, display);
	worked =
		pdf_print(writer, arena, &display, 1, display->title, out, err);
	pdf_writer_free(writer);
	arena_free(work);
	return worked;
}

void press_report(struct report *report, struct str document,
	const struct galley_notes *notes)
{
	const char *file;

	if (!report)
		return;
	file = str_cstr(report->arena, document);
	if (notes->formulas && !report->findings[FINDING_FORMULA])
		report_add(report, FINDING_FORMULA, file, 0, 0, notes->formulas,
			STR_ARG(notes->fault));
	if (notes->images && !report->findings[FINDING_IMAGE_FRAME])
		report_add(
			report, FINDING_IMAGE_FRAME, file, 0, 0, notes->images);
	if (notes->overfull)
		report_add(
			report, FINDING_OVERFULL, file, 0, 0, notes->overfull);
}
