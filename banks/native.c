#include "banks/native.h"

#include "base/i18n.h"

/* A line of the text begins with this key. */
static bool has_key(struct str text, const char *key)
{
	size_t at = 0;

	while ((at = str_find(text, key, at)) != SIZE_MAX) {
		if (!at || text.ptr[at - 1] == '\n')
			return true;
		at++;
	}
	return false;
}

static int recognise(struct str text)
{
	static const char *const keys[] = {
		"questions:", "topics:", "stimuli:", "bank:", "defaults:"};
	int certainty = 0;

	text = str_sub(text, 0, 1024 * 1024);
	/* Editors of Windows begin a file with the byte order mark. */
	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_sub(text, 3, text.len);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (has_key(text, keys[i]))
			certainty += i ? 20 : 60;
	return certainty > 100 ? 100 : certainty;
}

static const char *const endings[] = {".yaml", ".yml", NULL};

const struct format format_native = {
	.name = "native",
	.label = N_("Dethi bank file (YAML)"),
	.endings = endings,
	.recognise = recognise,
	.read = native_read,
	.types = (1U << TYPE_COUNT) - 1,
	.write = native_write,
};
