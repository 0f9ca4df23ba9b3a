#include "render/analysis_page.h"

#include <math.h>

#include "base/i18n.h"
#include "render/analysis_words.h"
#include "render/html/html.h"

static const char style[] =
#include "render/html/analysis.css.h"
	;

struct page {
	struct html h;
	struct arena *arena;
	const struct analysis *s;
	const size_t *group; /* of people, for trace lines */
};

static const char *figure(const struct page *p, double value, int places)
{
	return analysis_figure(p->arena, p->h.language, value, places).ptr;
}

static void text(struct page *p, const char *words)
{
	html_text(&p->h, str_from(words));
}

static void element(struct page *p, const char *tag, const char *words)
{
	html_format(&p->h, "<%s>", tag);
	text(p, words);
	html_format(&p->h, "</%s>\n", tag);
}

static void put_verdict(struct page *p)
{
	html_raw(&p->h, "<p class=\"verdict\">");
	html_text(&p->h, analysis_verdict(p->arena, p->s));
	html_raw(&p->h, "</p>\n<p>");
	html_text(&p->h, analysis_summary(p->arena, p->h.language, p->s));
	html_raw(&p->h, "</p>\n");
}

/* ---- the spread of totals ---- */

enum { WIDE = 400, HIGH = 160, LEFT = 34, BASE = 140 };

static void put_histogram(struct page *p)
{
	struct spread spread = spread_of(p->s);
	double width = (double)(WIDE - LEFT) / (double)spread.spans;

	element(p, "h2", _("Totals"));
	html_format(&p->h,
		"<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDE,
		HIGH);
	text(p, _("How many people have each total"));
	html_raw(&p->h, "\">");
	for (size_t i = 0; i < spread.spans; i++) {
		double high =
			120.0 * (double)spread.counts[i] / (double)spread.most;

		html_format(&p->h,
			"<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" "
			"width=\"%.1f\" height=\"%.1f\"/>",
			LEFT + width * (double)i + 1, BASE - high, width - 2,
			high);
	}
	html_format(&p->h,
		"<path class=\"axis\" d=\"M%d 15V%dH%d\"/>"
		"<text x=\"2\" y=\"24\">%zu</text>"
		"<text x=\"%d\" y=\"155\">0</text>"
		"<text x=\"%d\" y=\"155\" text-anchor=\"end\">%s</text>"
		"</svg>\n",
		LEFT, BASE, WIDE, spread.most, LEFT, WIDE,
		figure(p, spread.best,
			floor(spread.best) < spread.best ? 2 : 0));
}

/* ---- the table ---- */

static void put_head(struct page *p)
{
	const char *const heads[] = {_("item"), _("facility"), _("discr."),
		_("27 %"), _("α without"), _("blank")};

	html_raw(&p->h, "<div class=\"table\"><table>\n<tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		element(p, "th", heads[i]);
	if (p->s->times)
		element(p, "th", _("time"));
	if (p->s->fit)
		html_raw(&p->h, "<th>a</th><th>b</th><th>c</th>");
	if (p->s->dif)
		element(p, "th", _("DIF"));
	element(p, "th", _("note"));
	html_raw(&p->h, "</tr>\n");
}

static void put_row(struct page *p, size_t i)
{
	const struct item_figures *f = &p->s->test.item[i];

	html_format(&p->h, "<tr><td><a href=\"#i%zu\">", i);
	html_text(&p->h, p->s->answers->names[i]);
	html_raw(&p->h, "</a></td>");
	element(p, "td", figure(p, f->facility, 3));
	element(p, "td", figure(p, f->rest_r, 3));
	element(p, "td", figure(p, f->upper_lower, 3));
	element(p, "td", figure(p, f->alpha_without, 3));
	html_format(&p->h, "<td>%zu</td>",
		p->s->answers->blank ? f->omitted : f->missing);
	if (p->s->times)
		element(p, "td",
			times_clock(p->arena, p->s->times[i].median).ptr);
	if (p->s->fit) {
		const struct irt_item *item = &p->s->fit->items[i];

		element(p, "td", figure(p, item->a, 2));
		element(p, "td", figure(p, item->b, 2));
		element(p, "td", figure(p, item->c, 2));
	}
	if (p->s->dif)
		html_format(&p->h, "<td>%s %c</td>",
			figure(p, p->s->dif[i].delta, 2), p->s->dif[i].class);
	html_raw(&p->h, "<td class=\"bad\">");
	html_text(&p->h, analysis_notes(p->arena, p->s, i));
	html_raw(&p->h, "</td></tr>\n");
}

static void put_table(struct page *p)
{
	element(p, "h2", _("Items"));
	put_head(p);
	for (size_t i = 0; i < p->s->test.items; i++)
		put_row(p, i);
	html_raw(&p->h, "</table></div>\n");
}

/* ---- information ---- */

static void put_information(struct page *p)
{
	double most = 1e-9;

	if (!p->s->fit || !p->s->fit->used)
		return;
	for (int k = -40; k <= 40; k++)
		most = fmax(most,
			irt_information(
				p->s->fit, p->s->answers->items, k / 10.0));
	element(p, "h2", _("Where the test tells people apart best"));
	html_format(&p->h,
		"<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDE,
		HIGH);
	text(p, _("Information of the test by ability"));
	html_raw(&p->h, "\"><path class=\"line\" d=\"");
	for (int k = -40; k <= 40; k++)
		html_format(&p->h, "%c%.1f %.1f", k > -40 ? 'L' : 'M',
			LEFT + (WIDE - LEFT) * (k + 40) / 80.0,
			BASE -
				120 *
					irt_information(p->s->fit,
						p->s->answers->items,
						k / 10.0) /
					most);
	html_format(&p->h,
		"\"/><path class=\"axis\" d=\"M%d 15V%dH%d\"/>"
		"<text x=\"2\" y=\"24\">%s</text>"
		"<text x=\"%d\" y=\"155\">−4</text><text x=\"%d\" "
		"y=\"155\" text-anchor=\"middle\">0</text>"
		"<text x=\"%d\" y=\"155\" text-anchor=\"end\">4</text></svg>\n",
		LEFT, BASE, WIDE, figure(p, most, 1), LEFT, (WIDE + LEFT) / 2,
		WIDE);
}

/* ---- cards ---- */

static double x_of(double share)
{
	return 24 + 200 * share;
}

static double y_of(double share)
{
	return 104 - 92 * share;
}

/* One line through the five groups, with its letter at the end. */
static void put_trace(struct page *p, size_t item, char letter, bool key)
{
	double shares[TRACE_GROUPS], last = NAN;
	bool begun = false;

	item_trace(p->s->answers, p->group, item, letter, shares);
	html_format(&p->h, "<path class=\"line %s\" d=\"",
		key              ? "key"
			: letter ? "other"
				 : "");
	for (size_t g = 0; g < TRACE_GROUPS; g++) {
		if (isnan(shares[g]))
			continue;
		html_format(&p->h, "%c%.1f %.1f", begun ? 'L' : 'M',
			x_of((double)g / (TRACE_GROUPS - 1)), y_of(shares[g]));
		begun = true;
		last = shares[g];
	}
	html_raw(&p->h, begun ? "\"/>" : "M0 0\"/>");
	if (letter && !isnan(last))
		html_format(&p->h, "<text x=\"228\" y=\"%.1f\">%c</text>",
			y_of(last) + 3, letter);
}

/* The model's chance, at the abilities that the groups' middles have. */
static void put_curve(struct page *p, size_t item)
{
	static const double middles[TRACE_GROUPS] = {
		-1.2816, -0.5244, 0, 0.5244, 1.2816};
	const struct irt_item *i;

	if (!p->s->fit || !p->s->fit->items[item].used)
		return;
	i = &p->s->fit->items[item];
	html_raw(&p->h, "<path class=\"curve\" d=\"");
	for (size_t g = 0; g < TRACE_GROUPS; g++) {
		double known = 1 / (1 + exp(-(i->d + i->a * middles[g])));

		html_format(&p->h, "%c%.1f %.1f", g ? 'L' : 'M',
			x_of((double)g / (TRACE_GROUPS - 1)),
			y_of(i->c + (1 - i->c) * known));
	}
	html_raw(&p->h, "\"/>");
}

static void put_plot(struct page *p, size_t item)
{
	const struct item_figures *f = &p->s->test.item[item];

	html_raw(&p->h,
		"<svg viewBox=\"0 0 244 122\" role=\"img\" "
		"aria-label=\"");
	text(p, _("How the weakest to the strongest fifth answered"));
	html_raw(&p->h,
		"\"><path class=\"axis\" d=\"M24 12V104H224\"/>"
		"<text x=\"0\" y=\"16\">100</text>"
		"<text x=\"12\" y=\"106\">0</text><text x=\"24\" y=\"118\">");
	text(p, _("weakest"));
	html_raw(&p->h,
		"</text><text x=\"224\" y=\"118\" "
		"text-anchor=\"end\">");
	text(p, _("strongest"));
	html_raw(&p->h, "</text>");
	put_curve(p, item);
	for (size_t k = 0; k < f->option_count; k++)
		if (f->options[k].count || f->options[k].key)
			put_trace(p, item, f->options[k].letter,
				f->options[k].key);
	if (!f->option_count)
		put_trace(p, item, 0, false);
	html_raw(&p->h, "</svg>\n");
}

static void put_about(struct page *p, size_t item)
{
	const struct item_about *about = &p->s->about[item];

	html_raw(&p->h, "<p class=\"title\">");
	if (about->stem.len)
		html_inline(&p->h, about->stem);
	else
		html_text(&p->h, about->title);
	html_raw(&p->h, "</p>");
}

static void put_card(struct page *p, size_t item)
{
	const struct item_figures *f = &p->s->test.item[item];
	struct str words = analysis_notes(p->arena, p->s, item);

	html_format(&p->h, "<section class=\"card\" id=\"i%zu\"><h3>", item);
	html_text(&p->h, p->s->answers->names[item]);
	html_raw(&p->h, "</h3>");
	if (p->s->about)
		put_about(p, item);
	html_raw(&p->h, "<p>");
	text(p,
		str_format(p->arena, _("facility %s, discrimination %s"),
			figure(p, f->facility, 2), figure(p, f->rest_r, 2))
			.ptr);
	html_raw(&p->h, "</p>");
	if (words.len) {
		html_raw(&p->h, "<p class=\"bad\">");
		html_text(&p->h, words);
		html_raw(&p->h, "</p>");
	}
	put_plot(p, item);
	if (f->option_count) {
		html_raw(&p->h, "<p>");
		for (size_t k = 0; k < f->option_count; k++)
			html_format(&p->h, "%s%s%c %.0f %%%s", k ? " · " : "",
				f->options[k].key ? "<b>" : "",
				f->options[k].letter, 100 * f->options[k].share,
				f->options[k].key ? "</b>" : "");
		html_raw(&p->h, "</p>");
	}
	html_raw(&p->h, "</section>\n");
}

struct str analysis_page(struct arena *arena, const struct analysis *s,
	struct str title, const char *language)
{
	struct page p = {.arena = arena, .s = s};

	p.h.out.arena = arena;
	p.h.language = language;
	p.group = trace_groups(arena, s->answers, s->test.totals);
	html_format(&p.h,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta "
		"charset=\"utf-8\">\n<meta "
		"http-equiv=\"Content-Security-Policy\" content=\"default-src "
		"'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" "
		"content=\"width=device-width, initial-scale=1\">\n<title>",
		language);
	html_text(&p.h, title);
	html_raw(&p.h, "</title>\n<style>");
	html_raw(&p.h, style);
	html_raw(&p.h, "</style>\n</head>\n<body>\n<h1>");
	html_text(&p.h, title);
	html_raw(&p.h, "</h1>\n");
	put_verdict(&p);
	put_histogram(&p);
	put_table(&p);
	put_information(&p);
	element(&p, "h2", _("Item by item"));
	html_raw(&p.h, "<div class=\"cards\">\n");
	for (size_t i = 0; i < s->test.items; i++)
		put_card(&p, i);
	html_raw(&p.h, "</div>\n</body>\n</html>\n");
	return buf_str(&p.h.out);
}
