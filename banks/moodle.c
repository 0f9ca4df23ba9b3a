#include "banks/moodle.h"

#include "base/i18n.h"
#include "base/xml.h"

static int recognise(struct str text)
{
	struct arena *arena;
	int certainty;

	if (!str_starts(str_trim(str_sub(text, 0, 1024)), "<") &&
		!str_starts(text, "\xef\xbb\xbf"))
		return 0;
	if (str_find(str_sub(text, 0, 64 * 1024), "<quiz", 0) == SIZE_MAX)
		return 0;
	arena = arena_new();
	certainty = str_is(xml_root(arena, text), "quiz") ? 95 : 40;
	arena_free(arena);
	return certainty;
}

static const char *const fields[] = {"subject", "grade", "topic", "level",
	"tags", "solution", "option feedback", "fixed", "points", "source",
	"media", "unit", "stimulus", NULL};

static const char *const endings[] = {".xml", NULL};

const struct format format_moodle = {
	.name = "moodle",
	.label = N_("Moodle XML"),
	.endings = endings,
	.recognise = recognise,
	.read = moodle_read,
	.types = 1U << TYPE_CHOICE | 1U << TYPE_MULTIPLE |
		1U << TYPE_TRUEFALSE | 1U << TYPE_SHORT | 1U << TYPE_NUMERIC |
		1U << TYPE_MATCH | 1U << TYPE_ORDER | 1U << TYPE_ESSAY |
		1U << TYPE_CLOZE | 1U << TYPE_STATEMENTS,
	.fields = fields,
	.write = moodle_write,
};
