/* TeX mathematics: any of it is some tree, not too deep, of valid text, with
 * an error to be seen only where a fault tells of it; the input's first line
 * is read as macros too. All that is made from a tree is valid text; what is
 * XML has as many ends as beginnings. */
#include "base/math/math.h"

#include "tests/fuzz/driver.h"
#include "tests/math_dump.h"

struct seen {
	size_t size; /* of the source */
	size_t errors;
	size_t nodes;
};

static void check_list(struct seen *seen, const struct math *node, int depth);

static void check_node(struct seen *seen, const struct math *node, int depth)
{
	if (depth > 5 * MATH_DEPTH || node->kind >= MATH_KINDS ||
		node->class >= CLASS_COUNT || node->variant >= VARIANT_COUNT ||
		node->offset > seen->size ||
		utf8_invalid(node->text) != SIZE_MAX)
		abort();
	if (node->code > 0x10ffff || node->left > 0x10ffff ||
		(node->kind == MATH_TABLE) != (node->columns != NULL))
		abort();
	if (node->columns && node->columns->count > MATH_COLUMNS)
		abort();
	seen->errors += node->kind == MATH_ERROR;
	seen->nodes++;
	check_list(seen, node->child, depth + 1);
	if (node->base)
		check_node(seen, node->base, depth + 1);
	if (node->sub)
		check_node(seen, node->sub, depth + 1);
	if (node->sup)
		check_node(seen, node->sup, depth + 1);
}

static void check_list(struct seen *seen, const struct math *node, int depth)
{
	for (; node; node = node->next)
		check_node(seen, node, depth);
}

static void check_xml(struct str xml)
{
	size_t depth = 0;

	if (utf8_invalid(xml) != SIZE_MAX)
		abort();
	for (size_t i = 0; i < xml.len; i++) {
		if (xml.ptr[i] == '<' && xml.ptr[i + 1] == '/') {
			if (!depth)
				abort();
			depth--;
		} else if (xml.ptr[i] == '<') {
			depth++;
		} else if (xml.ptr[i] == '/' && xml.ptr[i + 1] == '>') {
			depth--;
		}
	}
	if (depth)
		abort();
}

static void check_made(struct arena *arena, const struct math *tree)
{
	static const char *const languages[] = {"vi", "en"};

	for (size_t i = 0; i < 2; i++) {
		struct str said = math_to_speech(arena, tree, languages[i]);

		if (!said.len || utf8_invalid(said) != SIZE_MAX)
			abort();
	}
	check_xml(math_to_mathml(arena, tree, true, STR("")));
	check_xml(math_to_omml(arena, tree));
}

static void check(
	struct arena *arena, struct str tex, const struct math_options *options)
{
	struct math_faults faults = {.arena = arena};
	const struct math *tree = math_parse(arena, tex, options, &faults);
	struct seen seen = {.size = tex.len};

	check_node(&seen, tree, 0);
	if (seen.errors && !faults.count)
		abort();
	/* Some more are made after the limit, to close what is open. */
	if (seen.nodes > MATH_NODES + 10 * MATH_DEPTH)
		abort();
	for (size_t i = 0; i < faults.count; i++)
		if (faults.v[i].offset > tex.len ||
			utf8_invalid(faults.v[i].text) != SIZE_MAX)
			abort();
	math_dump(arena, tree);
	check_made(arena, tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str text = {(const char *)data, size}, macros = text;
	struct math_options options = {.decimal_comma = size % 2};

	if (utf8_invalid(text) == SIZE_MAX) {
		check(arena, text, &options);
		str_cut(&text, '\n', &macros);
		if (text.ptr) {
			options.macros = math_macros_parse(arena, macros, NULL);
			check(arena, text, &options);
		}
	}
	arena_free(arena);
	return 0;
}
