#include "engine/analyse/analysis.h"

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
