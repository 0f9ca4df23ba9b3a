#include "render/analysis_print.h"

#include "base/i18n.h"
#include "render/analysis_plots.h"
#include "render/analysis_words.h"
#include "render/press.h"

struct printing {
	struct galley *g;
	struct arena *arena;
	const struct analysis *s;
	const char *language;
	const size_t *group;
};

static void heading(const struct printing *p, const char *text)
{
	galley_bookmark(p->g, 0, str_from(text));
	galley_heading(p->g, 2, WORDS(TEXT(str_from(text), LOOK_BOLD)));
}

static void paragraph(const struct printing *p, struct str text, unsigned look)
{
	galley_paragraph(p->g, WORDS(TEXT(text, look)), ALIGN_LEFT);
}

/* ---- the table ---- */

struct filling {
	struct arena *arena;
	struct table_cell *cells;
	size_t count;
};

static void put(struct filling *f, struct str text, unsigned look)
{
	struct span *span = NEW(f->arena, struct span);

	*span = TEXT(text, look);
	f->cells[f->count++] = (struct table_cell){.words = {span, 1}};
}

static void put_figure(
	const struct printing *p, struct filling *f, double value, int places)
{
	put(f, analysis_figure(p->arena, p->language, value, places), 0);
}

enum { COLUMNS_MOST = 12 };

static struct filling filling_new(const struct printing *p)
{
	return (struct filling){p->arena,
		NEW_ARRAY(p->arena, COLUMNS_MOST, struct table_cell), 0};
}

static struct filling head_row(const struct printing *p)
{
	const char *const heads[] = {_("item"), _("facility"), _("discr."),
		_("27 %"), _("α without"), _("blank")};
	struct filling f = filling_new(p);

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		put(&f, str_from(heads[i]), LOOK_BOLD);
	if (p->s->times)
		put(&f, str_from(_("time")), LOOK_BOLD);
	if (p->s->fit) {
		put(&f, STR("a"), LOOK_BOLD | LOOK_ITALIC);
		put(&f, STR("b"), LOOK_BOLD | LOOK_ITALIC);
	}
	if (p->s->fit && p->s->fit->model == IRT_3PL)
		put(&f, STR("c"), LOOK_BOLD | LOOK_ITALIC);
	if (p->s->dif)
		put(&f, str_from(_("DIF")), LOOK_BOLD);
	return f;
}

static struct filling item_row(const struct printing *p, size_t i)
{
	const struct item_figures *item = &p->s->test.item[i];
	struct filling f = filling_new(p);

	put(&f, p->s->answers->names[i], item->flags ? LOOK_BOLD : 0);
	put_figure(p, &f, item->facility, 2);
	put_figure(p, &f, item->rest_r, 2);
	put_figure(p, &f, item->upper_lower, 2);
	put_figure(p, &f, item->alpha_without, 2);
	put(&f,
		str_format(p->arena, "%zu",
			p->s->answers->blank ? item->omitted : item->missing),
		0);
	if (p->s->times)
		put(&f, times_clock(p->arena, p->s->times[i].median), 0);
	if (p->s->fit) {
		put_figure(p, &f, p->s->fit->items[i].a, 2);
		put_figure(p, &f, p->s->fit->items[i].b, 2);
	}
	if (p->s->fit && p->s->fit->model == IRT_3PL)
		put_figure(p, &f, p->s->fit->items[i].c, 2);
	if (p->s->dif)
		put(&f,
			str_format(p->arena, "%s %c",
				analysis_figure(p->arena, p->language,
					p->s->dif[i].delta, 2)
					.ptr,
				p->s->dif[i].class),
			0);
	return f;
}

static void set_table(const struct printing *p)
{
	size_t items = p->s->test.items;
	struct table_row *rows =
		NEW_ARRAY(p->arena, items + 1, struct table_row);
	struct table_column columns[COLUMNS_MOST] = {{0}};
	struct filling head = head_row(p);
	struct table table = {.columns = columns,
		.column_count = head.count,
		.rows = rows,
		.row_count = items + 1,
		.rules = RULES_HEAD,
		.align = ALIGN_CENTER,
		.look = LOOK_SMALL};

	for (size_t i = 0; i < head.count; i++)
		columns[i].align = i ? ALIGN_RIGHT : ALIGN_LEFT;
	rows[0] = (struct table_row){head.cells, head.count, true};
	for (size_t i = 0; i < items; i++) {
		struct filling f = item_row(p, i);

		rows[i + 1] = (struct table_row){f.cells, f.count, false};
	}
	heading(p, _("Items"));
	galley_table(p->g, &table);
}

/* ---- items ---- */

static void set_name(const struct printing *p, size_t i)
{
	struct str name = p->s->answers->names[i];
	const struct item_about *about;

	if (!p->s->about) {
		paragraph(p, name, LOOK_BOLD);
		return;
	}
	about = &p->s->about[i];
	galley_paragraph(p->g,
		WORDS(TEXT(str_format(p->arena, "%.*s  ", STR_ARG(name)),
			      LOOK_BOLD),
			about->stem.len
				? MARKUP(markup_parse(p->arena, about->stem),
					  LOOK_SMALL)
				: TEXT(about->title, LOOK_SMALL)),
		ALIGN_LEFT);
}

static void set_card(const struct printing *p, size_t i)
{
	const struct item_figures *f = &p->s->test.item[i];
	struct str notes = analysis_notes(p->arena, p->s, i);
	float width = galley_width(p->g);
	struct drawing plot;

	set_name(p, i);
	paragraph(p,
		str_format(p->arena, _("facility %s, discrimination %s"),
			analysis_figure(p->arena, p->language, f->facility, 2)
				.ptr,
			analysis_figure(p->arena, p->language, f->rest_r, 2)
				.ptr),
		LOOK_SMALL);
	if (notes.len)
		paragraph(p, notes, LOOK_SMALL | LOOK_ITALIC);
	plot = plot_item(p->arena, p->language, p->s, p->group, i,
		width < 300 ? width : 300, 92);
	galley_drawing(p->g, &plot, ALIGN_LEFT);
}

/* Two beside each other. */
static void set_cards(const struct printing *p)
{
	static const float shares[] = {1, 1};

	for (size_t i = 0; i < p->s->test.items; i += 2) {
		galley_keep_begin(p->g);
		galley_split_begin(p->g, shares, 2, 18);
		set_card(p, i);
		galley_split_next(p->g);
		if (i + 1 < p->s->test.items)
			set_card(p, i + 1);
		galley_split_end(p->g);
		galley_keep_end(p->g);
		galley_space(p->g, 8);
	}
}

static void set_plots(const struct printing *p)
{
	float width = galley_width(p->g);
	struct drawing plot =
		plot_spread(p->arena, p->language, p->s, 0.8f * width, 160);

	galley_keep_begin(p->g);
	heading(p, _("Totals"));
	galley_drawing(p->g, &plot, ALIGN_CENTER);
	galley_keep_end(p->g);
	if (!p->s->fit || !p->s->fit->used)
		return;
	plot = plot_information(p->arena, p->language, p->s, 0.8f * width, 160);
	galley_keep_begin(p->g);
	heading(p, _("Where the test tells people apart best"));
	galley_drawing(p->g, &plot, ALIGN_CENTER);
	galley_keep_end(p->g);
}

/* ---- the document ---- */

static void set_report(const struct printing *p, struct str title)
{
	static const struct running foot = {
		.center = {"{page}/{pages}", 14}, .look = LOOK_SMALL};

	galley_footer(p->g, &foot);
	galley_heading(p->g, 1, WORDS(TEXT(title, 0)));
	paragraph(p, analysis_verdict(p->arena, p->s), LOOK_BOLD);
	paragraph(p, analysis_summary(p->arena, p->language, p->s), 0);
	set_plots(p);
	set_table(p);
	heading(p, _("Item by item"));
	set_cards(p);
}

static bool print(struct press *press, struct printing *p, struct str title,
	struct arena *arena, struct str *out, struct error *err)
{
	const struct galley_info info = {
		.title = title, .language = str_from(p->language)};
	struct style style = press->style;
	struct display display;

	style.columns = 1;
	style_set_size(&style, 10.5f);
	p->g = galley_new(p->arena, press->setter, &style, &info);
	p->group = trace_groups(p->arena, p->s->answers, p->s->test.totals);
	set_report(p, title);
	return galley_finish(p->g, &display, NULL, err) &&
		press_print(arena, &display, out, err);
}

bool analysis_print(const struct analysis *analysis,
	const struct blueprint *blueprint, struct str title,
	const char *language, struct arena *arena, struct str *out,
	struct error *err)
{
	struct arena *work = arena_new();
	struct printing p = {
		.arena = work, .s = analysis, .language = language};
	struct press *press = NULL;
	struct theme theme;
	bool worked = theme_read(work, "theme",
			      blueprint ? blueprint->theme_text : STR(""),
			      &theme, err) &&
		press_open(work, &theme.style, &press, err);

	if (worked) {
		press->theme = &theme;
		worked = print(press, &p, title, arena, out, err);
	}
	press_close(press);
	arena_free(work);
	return worked;
}
