#include "render/type/style.h"

#include "base/i18n.h"

static const struct paper {
	const char *name;
	float width, height;
} papers[] = {
	{"a4", 595.276f, 841.89f},
	{"a5", 419.528f, 595.276f},
	{"letter", 612, 792},
};

enum { PAPERS = sizeof papers / sizeof *papers };

struct style style_default(void)
{
	return (struct style){
		.family = "termes",
		.page_width = papers[0].width,
		.page_height = papers[0].height,
		.margin_top = 45,
		.margin_right = 51,
		.margin_bottom = 54,
		.margin_left = 51,
		.columns = 1,
		.column_gap = 18,
		.footer_rise = 32,
		.header_drop = 32,
		.size = 12,
		.small = 10.0f / 12,
		.large = 14.0f / 12,
		.mono = 0.86f,
		.leading = 1.26f,
		.word_space = 1,
		.justify = true,
		.beside = true,
		.paragraph_gap = 3,
		.paragraph_slack = 3,
		.indent = 18,
		.option_gap = 10,
		.rule = 0.5f,
		.padding = 4,
		.ink = {0, 0, 0},
		.label = {0, 0, 0},
		.muted = {0.35f, 0.35f, 0.35f},
		.line = {0, 0, 0},
		.source = {0.13f, 0.23f, 0.42f},
		.source_tint = {0.92f, 0.94f, 0.97f},
	};
}

static bool fold_is(struct str s, const char *name)
{
	size_t i = 0;

	for (; i < s.len && name[i]; i++)
		if ((s.ptr[i] | 32) != name[i])
			return false;
	return i == s.len && !name[i];
}

static bool unknown_paper(struct str name, struct error *err)
{
	return fail(err, ERROR_NOTFOUND,
		_("no paper size '%.*s': the known ones are a4, a5 and letter, "
		  "each also with -landscape"),
		STR_ARG(name));
}

bool style_set_paper(struct style *style, struct str name, struct error *err)
{
	static const char turned[] = "-landscape";
	size_t tail = sizeof turned - 1;
	bool landscape = name.len > tail &&
		fold_is(str_sub(name, name.len - tail, tail), turned);
	struct str size = name;

	if (landscape)
		size.len -= tail;
	for (size_t i = 0; i < PAPERS; i++) {
		const struct paper *paper = &papers[i];

		if (!fold_is(size, paper->name))
			continue;
		style->page_width = landscape ? paper->height : paper->width;
		style->page_height = landscape ? paper->width : paper->height;
		return true;
	}
	return unknown_paper(name, err);
}

void style_set_size(struct style *style, float size)
{
	float scale = size / style->size;

	style->size = size;
	style->column_gap *= scale;
	style->paragraph_gap *= scale;
	style->paragraph_slack *= scale;
	style->indent *= scale;
	style->option_gap *= scale;
	style->padding *= scale;
}
