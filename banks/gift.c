#include "banks/gift.h"

#include "base/i18n.h"

/* Lines that only GIFT has: "$CATEGORY:" and "::title::" at their beginning. */
static int sure_lines(struct str text)
{
	struct str line;
	int found = 0;

	while (found < 2 && str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		found += str_starts(line, "$CATEGORY:") ||
			(str_starts(line, "::") &&
				str_find(line, "::", 2) != SIZE_MAX);
	}
	return found;
}

/* Braces that hold what an answer begins with. */
static int answers(struct str text)
{
	int found = 0;
	size_t at = 0;

	while (found < 3 && (at = str_find(text, "{", at)) != SIZE_MAX) {
		struct str inside = str_trim(str_sub(text, at + 1, 40));
		bool escaped = at && text.ptr[at - 1] == '\\';

		at++;
		if (escaped || !inside.len)
			continue;
		if (strchr("=~#}>", inside.ptr[0]) ||
			str_starts(inside, "T}") || str_starts(inside, "F}") ||
			str_starts(inside, "TRUE") ||
			str_starts(inside, "FALSE"))
			found++;
	}
	return found;
}

/* A file of one question has little to be known by. */
static int recognise(struct str text)
{
	text = str_sub(text, 0, 64 * 1024);
	if (str_starts(str_trim(text), "<") || str_starts(str_trim(text), "["))
		return sure_lines(text) && answers(text) ? 50 : 0;
	if (sure_lines(text) && answers(text))
		return 90;
	return answers(text) ? 40 + 10 * answers(text)
			     : 30 * (sure_lines(text) > 0);
}

static const char *const fields[] = {"subject", "grade", "topic", "level",
	"tags", "points", "feedback", "option feedback", "source", NULL};

static const char *const endings[] = {".gift", ".gift.txt", NULL};

const struct format format_gift = {
	.name = "gift",
	.label = N_("GIFT (Moodle)"),
	.endings = endings,
	.recognise = recognise,
	.read = gift_read,
	.types = 1U << TYPE_CHOICE | 1U << TYPE_MULTIPLE |
		1U << TYPE_TRUEFALSE | 1U << TYPE_SHORT | 1U << TYPE_NUMERIC |
		1U << TYPE_MATCH | 1U << TYPE_ORDER | 1U << TYPE_ESSAY,
	.fields = fields,
	.write = gift_write,
};
