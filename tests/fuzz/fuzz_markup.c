/* The text of a question: any of it is some tree, not too deep and not too
 * large, whose words are UTF-8. */
#include "base/markup/markup.h"

#include "base/utf8.h"
#include "tests/fuzz/driver.h"

static size_t check(const struct markup *node, int depth)
{
	size_t bytes = node->text.len + node->url.len;

	if (depth > 34 || node->kind >= MARKUP_KINDS ||
		utf8_invalid(node->text) != SIZE_MAX ||
		utf8_invalid(node->url) != SIZE_MAX)
		abort();
	for (node = node->child; node; node = node->next)
		bytes += check(node, depth + 1);
	return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str text = {(const char *)data, size};
	const struct markup *tree;

	if (utf8_invalid(text) == SIZE_MAX) {
		tree = markup_parse(arena, text);
		if (check(tree, 0) > 3 * size + 16)
			abort();
		if (utf8_invalid(markup_plain(arena, tree)) != SIZE_MAX)
			abort();
		markup_is_inline(tree);
	}
	arena_free(arena);
	return 0;
}
