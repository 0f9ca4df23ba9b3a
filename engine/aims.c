#include "engine/aims.h"

#include <math.h>

#include "base/i18n.h"
#include "engine/assemble/goal.h"

/* Four digits that matter: nobody reads more of an information. */
static const char *value_text(struct arena *arena, double value)
{
	char number[I18N_NUMBER];
	double scale = 1;

	while (fabs(value) * scale < 1000 && scale < 1e6)
		scale *= 10;
	value = round(value * scale) / scale;
	return str_copy(arena, str_from(i18n_number(value, number))).ptr;
}

/* In percent, of a share. */
static const char *percent_text(struct arena *arena, double share)
{
	char number[I18N_NUMBER];
	double percent = ceil(share * 10000 - 1e-6) / 100;

	return str_copy(arena, str_from(i18n_number(percent, number))).ptr;
}

static const char *reached_text(const struct aim *aim)
{
	if (aim->what == AIM_LEAST_USED || aim->what == AIM_NEWEST)
		return _("%s in all");
	switch (aim->want) {
	case AIM_TARGET:
		return _("at most %s from the target");
	case AIM_MOST:
		return aim->what == AIM_INFORMATION && !aim->together
			? _("%s where there is least")
			: _("%s at least");
	case AIM_LEAST:
		return _("%s at most");
	case AIM_ALIKE:
		break;
	}
	return _("forms are at most %s apart");
}

static struct str proof_text(
	struct arena *arena, const struct aim *aim, const struct aim_outcome *o)
{
	bool near = aim->want == AIM_TARGET || aim->want == AIM_ALIKE;

	if (o->best)
		return str_from(_("Proved: no forms are better."));
	if (near && o->enough)
		return str_from(_("That is as near as was asked for."));
	if (!o->bounded)
		return str_from(
			_("Nothing is proved of how much better forms could "
			  "be."));
	if (near)
		return str_format(arena,
			_("Nearer was not found; proved is only that no forms "
			  "are nearer than %s."),
			value_text(arena, o->bound));
	return str_format(arena,
		_("Proved: no forms do better than %s, so at most %s %% are "
		  "missing."),
		value_text(arena, o->bound), percent_text(arena, o->gap));
}

struct str aim_sentence(
	struct arena *arena, const struct aim *aim, const struct aim_outcome *o)
{
	struct buf out = {.arena = arena};

	buf_format(&out, _("line %u: %s: "), aim->at.line,
		aim_text(arena, aim).ptr);
	buf_format(&out, reached_text(aim), value_text(arena, o->value));
	buf_text(&out, ". ");
	buf_add(&out, proof_text(arena, aim, o));
	if (o->late && !o->best && !o->enough) {
		buf_char(&out, ' ');
		buf_text(&out,
			_("Time ended the search; another run may end "
			  "elsewhere."));
	}
	return buf_str(&out);
}
