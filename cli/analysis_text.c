#include "cli/analysis_text.h"

#include <math.h>

#include "base/utf8.h"
#include "render/analysis_words.h"

/* ---- the terminal ---- */

static void pad_left(struct buf *out, struct str text, size_t width)
{
	for (size_t used = utf8_width(text); used < width; used++)
		buf_char(out, ' ');
	buf_add(out, text);
}

static struct str figure(struct arena *arena, double value, int places)
{
	if (isnan(value))
		return str_from("–");
	if (isinf(value))
		return str_from(value < 0 ? "-∞" : "∞");
	/* No negative zero. */
	if (fabs(value) < 0.5 * pow(10, -places))
		value = 0;
	return str_format(arena, "%.*f", places, value);
}

static void say_test(struct cli *cli, const struct test_figures *t)
{
	struct arena *arena = cli->arena;

	cli_say(cli, _("%zu people, %zu items\n"), t->people, t->items);
	cli_say(cli, _("  total: mean %s, standard deviation %s, %s to %s\n"),
		figure(arena, t->mean, 3).ptr,
		figure(arena, t->deviation, 3).ptr,
		figure(arena, t->least, 2).ptr, figure(arena, t->most, 2).ptr);
	cli_say(cli,
		_("  reliability (alpha) %s, 95 %% interval %s to %s; standard "
		  "error of measurement %s\n"),
		figure(arena, t->alpha, 3).ptr,
		figure(arena, t->alpha_low, 3).ptr,
		figure(arena, t->alpha_high, 3).ptr,
		figure(arena, t->error, 3).ptr);
}

static size_t name_width(const struct answers *a)
{
	size_t width = 5;

	for (size_t i = 0; i < a->items; i++)
		if (utf8_width(a->names[i]) > width)
			width = utf8_width(a->names[i]);
	return width;
}

size_t analysis_blanks(const struct analysis *s, size_t i)
{
	const struct item_figures *f = &s->test.item[i];

	return s->answers->blank ? f->omitted : f->missing;
}

static void say_item(
	struct cli *cli, const struct analysis *s, size_t i, size_t width)
{
	struct arena *arena = cli->arena;
	const struct item_figures *f = &s->test.item[i];
	struct buf line = {.arena = arena};
	struct str words = analysis_notes(arena, s, i);

	pad_left(&line, s->answers->names[i], width);
	pad_left(&line, figure(arena, f->facility, 3), 9);
	pad_left(&line, figure(arena, f->rest_r, 3), 9);
	pad_left(&line, figure(arena, f->upper_lower, 3), 9);
	pad_left(&line, figure(arena, f->alpha_without, 3), 9);
	pad_left(&line, str_format(arena, "%zu", analysis_blanks(s, i)), 7);
	if (s->times)
		pad_left(&line, times_clock(arena, s->times[i].median), 8);
	if (s->fit) {
		pad_left(&line, figure(arena, s->fit->items[i].a, 3), 8);
		pad_left(&line, figure(arena, s->fit->items[i].b, 3), 8);
		if (s->fit->model == IRT_3PL)
			pad_left(
				&line, figure(arena, s->fit->items[i].c, 3), 8);
		pad_left(&line, figure(arena, s->fit->items[i].fit_p, 3), 8);
	}
	if (s->dif)
		pad_left(&line,
			str_format(arena, "%s %c",
				figure(arena, s->dif[i].delta, 2).ptr,
				s->dif[i].class),
			9);
	cli_say(cli, "  %.*s%s%.*s\n", STR_ARG(buf_str(&line)),
		words.len ? "  " : "", STR_ARG(words));
}

static void say_items(struct cli *cli, const struct analysis *s)
{
	size_t width = name_width(s->answers);
	struct buf head = {.arena = cli->arena};

	pad_left(&head, str_from(_("item")), width);
	pad_left(&head, str_from(_("facility")), 9);
	pad_left(&head, str_from(_("discr.")), 9);
	pad_left(&head, str_from(_("27 %")), 9);
	pad_left(&head, str_from(_("α without")), 9);
	pad_left(&head, str_from(_("blank")), 7);
	if (s->times)
		pad_left(&head, str_from(_("time")), 8);
	if (s->fit) {
		pad_left(&head, str_from("a"), 8);
		pad_left(&head, str_from("b"), 8);
		if (s->fit->model == IRT_3PL)
			pad_left(&head, str_from("c"), 8);
		pad_left(&head, str_from(_("fit p")), 8);
	}
	if (s->dif)
		pad_left(&head, str_from(_("DIF")), 9);
	cli_say(cli, "  %.*s\n", STR_ARG(buf_str(&head)));
	for (size_t i = 0; i < s->answers->items; i++)
		say_item(cli, s, i, width);
}

static void say_claims(struct cli *cli, const struct analysis *s)
{
	size_t claimed, off;

	claims_count(s, &claimed, &off);
	if (!claimed)
		return;
	cli_say(cli,
		i18n_plural("Of %zu question whose difficulty its author "
			    "estimated, %zu came out otherwise.\n",
			"Of %zu questions whose difficulty their author "
			"estimated, %zu came out otherwise.\n",
			claimed),
		claimed, off);
}

/* Columns that were taken for something else, and what was. */
static void say_reading(struct cli *cli, const struct answers *a)
{
	struct buf names = {.arena = cli->arena};

	for (size_t i = 0; i < a->ignored_count; i++)
		buf_format(&names, "%s%.*s", i ? ", " : "",
			STR_ARG(a->ignored[i]));
	if (names.len)
		cli_say(cli, _("  not taken for answers: %s\n"),
			buf_str(&names).ptr);
	if (a->nines)
		cli_say(cli, "%s\n",
			_("  9 is taken for a missing answer, for all others "
			  "are 0 and 1"));
}

static const char *model_name(enum irt_model model)
{
	static const char *const names[] = {
		[IRT_RASCH] = "Rasch", [IRT_2PL] = "2PL", [IRT_3PL] = "3PL"};

	return names[model];
}

const char *analysis_link(enum link_method method)
{
	static const char *const names[] = {[LINK_MEAN_SIGMA] = "mean-sigma",
		[LINK_HAEBARA] = "haebara",
		[LINK_STOCKING_LORD] = "stocking-lord"};

	return names[method];
}

static void say_link(struct cli *cli, const struct link *link)
{
	if (link)
		cli_say(cli,
			i18n_plural("On the bank's scale by %zu common item "
				    "(%s): ability × %.4f %+.4f\n",
				"On the bank's scale by %zu common items "
				"(%s): ability × %.4f %+.4f\n",
				link->anchors),
			link->anchors, analysis_link(link->method), link->slope,
			link->intercept);
}

static void say_fit(struct cli *cli, const struct irt_fit *fit)
{
	cli_say(cli,
		_("%s: log-likelihood %.5f, AIC %.2f, BIC %.2f, %u cycles\n"),
		model_name(fit->model), fit->log_likelihood, fit->aic, fit->bic,
		fit->cycles);
	if (!fit->converged)
		cli_say(cli, "%s\n",
			_("The estimates have not settled; take them with "
			  "care."));
}

void analysis_say(struct cli *cli, const struct analysis *s)
{
	say_test(cli, &s->test);
	say_reading(cli, s->answers);
	if (s->fit)
		say_fit(cli, s->fit);
	say_link(cli, s->link);
	cli_say(cli, "\n");
	say_items(cli, s);
	say_claims(cli, s);
	if (s->dif)
		cli_say(cli,
			_("DIF: below 0 where %.*s do worse than %.*s of the "
			  "same total; A negligible, B, C large\n"),
			STR_ARG(s->second), STR_ARG(s->first));
}
