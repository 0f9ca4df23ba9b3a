#include "engine/analyse/analysis.h"

#include <math.h>

#include "base/i18n.h"

static void add_sentence(struct buf *out, struct str text)
{
	if (out->len)
		buf_text(out, "; ");
	buf_add(out, text);
}

static void add_dead(
	struct buf *out, struct arena *arena, const struct item_figures *f)
{
	struct buf letters = {.arena = arena};

	for (size_t k = 0; k < f->option_count; k++)
		if (!f->options[k].key && f->options[k].share < 0.02)
			buf_format(&letters, "%s%c", letters.len ? ", " : "",
				f->options[k].letter);
	add_sentence(out,
		str_format(arena, _("hardly anyone chose %s"),
			buf_str(&letters).ptr));
}

struct str item_words(struct arena *arena, const struct item_figures *f)
{
	static const struct {
		unsigned flag;
		const char *text;
	} words[] = {
		{FLAG_CONSTANT, N_("everyone has the same score")},
		{FLAG_NEGATIVE, N_("stronger people do worse: check the key")},
		{FLAG_WEAK, N_("hardly tells strong people from weak")},
		{FLAG_HARD, N_("very hard")},
		{FLAG_EASY, N_("very easy")},
	};
	struct buf out = {.arena = arena};

	if (f->flags & FLAG_KEY_DOUBTFUL)
		add_sentence(&out,
			str_format(arena,
				_("more strong people chose %c: check the key"),
				f->rival));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (f->flags & words[i].flag &&
			!(words[i].flag == FLAG_NEGATIVE &&
				f->flags & FLAG_KEY_DOUBTFUL))
			add_sentence(&out, str_from(_(words[i].text)));
	if (f->flags & FLAG_DEAD_OPTION)
		add_dead(&out, arena, f);
	return buf_str(&out);
}

struct str drift_words(
	struct arena *arena, const struct analysis *s, size_t item)
{
	double now, before;

	if (!s->link || !s->anchors[item].known || !s->fit->items[item].used)
		return STR("");
	now = s->fit->items[item].b;
	before = s->anchors[item].b;
	if (!(fabs(now - before) >= 0.5))
		return STR("");
	return str_format(arena,
		now < before ? _("easier than when the bank's scale was made: "
				 "b %.2f, was %.2f")
			     : _("harder than when the bank's scale was made: "
				 "b %.2f, was %.2f"),
		now, before);
}

/* Below 0: harder than claimed; above: easier; 0: as claimed, or not known. */
static int claim_sign(double claimed, const struct item_figures *f)
{
	double n = (double)(f->answered + f->omitted);
	double apart = f->facility - claimed;
	double chance = 1.96 * sqrt(f->facility * (1 - f->facility) / n);

	if (isnan(apart) || !(fabs(apart) >= 0.1) || fabs(apart) <= chance)
		return 0;
	return apart < 0 ? -1 : 1;
}

struct str claim_words(
	struct arena *arena, double claimed, const struct item_figures *f)
{
	int sign = claim_sign(claimed, f);

	if (!sign)
		return STR("");
	if (sign < 0)
		return str_format(arena,
			_("harder than its author thought: %.0f %% expected, "
			  "%.0f %% got it right"),
			100 * claimed, 100 * f->facility);
	return str_format(arena,
		_("easier than its author thought: %.0f %% expected, %.0f %% "
		  "got it right"),
		100 * claimed, 100 * f->facility);
}

void claims_count(const struct analysis *s, size_t *claimed, size_t *off)
{
	*claimed = *off = 0;
	for (size_t i = 0; s->about && i < s->answers->items; i++) {
		double wanted = s->about[i].claimed;

		*claimed += isnan(wanted) ? 0 : 1;
		*off += claim_sign(wanted, &s->test.item[i]) ? 1 : 0;
	}
}
