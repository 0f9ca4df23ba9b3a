/* A bank file or blueprint: read whole, read entry by entry with recovery, and
 * every text written and read back, the input itself too. */
#include "base/utf8.h"
#include "base/yaml.h"
#include "tests/fuzz/driver.h"

static void check_same(const struct yaml_node *node, struct str text)
{
	if (!node || node->kind != YAML_SCALAR || !str_equal(node->text, text))
		abort();
}

static const struct yaml_node *read_back(struct arena *arena, struct buf *out)
{
	const struct yaml_node *node = NULL;

	if (!yaml_parse(arena, "f", buf_str(out), &node, NULL))
		abort();
	return yaml_get(node, "k");
}

static void write_text(struct str text)
{
	struct arena *arena = arena_new();
	struct buf block = {.arena = arena}, flow = {.arena = arena};
	const struct yaml_node *list;

	buf_text(&block, "k: ");
	yaml_put_scalar(&block, text, 2);
	buf_char(&block, '\n');
	check_same(read_back(arena, &block), text);
	buf_text(&flow, "k: [");
	yaml_put_flow(&flow, text);
	buf_text(&flow, "]\n");
	list = read_back(arena, &flow);
	if (!list || list->count != 1)
		abort();
	check_same(list->items[0], text);
	arena_free(arena);
}

static void walk(const struct yaml_node *node)
{
	struct decimal decimal;
	double number;
	long integer;

	yaml_describe(node);
	yaml_double(node, &number);
	yaml_long(node, &integer);
	yaml_decimal(node, &decimal);
	if (node->kind == YAML_SCALAR)
		write_text(node->text);
	for (size_t i = 0; i < node->count; i++)
		walk(node->items[i]);
}

static bool each(void *ctx, struct str key)
{
	(void)ctx;
	return !str_is(key, "bank");
}

static bool item(void *ctx, struct str key, const struct yaml_node *node,
	struct error *err)
{
	(void)ctx;
	(void)err;
	if (utf8_invalid(key) != SIZE_MAX || !node->size)
		abort();
	yaml_describe(node);
	return true;
}

static bool entry(void *ctx, const struct yaml_node *key,
	const struct yaml_node *value, struct error *err)
{
	(void)ctx;
	(void)err;
	if (key->kind != YAML_SCALAR)
		abort();
	yaml_describe(value);
	return true;
}

static void visit(struct arena *arena, struct str text)
{
	const struct yaml_visitor visitor = {NULL, each, item, entry};
	struct report report = {.arena = arena};
	struct error err;

	if (!yaml_visit(arena, "f", text, &visitor, &report, &err) &&
		!err.text[0])
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str text = {(const char *)data, size};
	const struct yaml_node *node;
	struct error err;

	if (yaml_parse(arena, "f", text, &node, &err)) {
		if (node)
			walk(node);
	} else if (!err.code || !err.text[0]) {
		abort();
	}
	visit(arena, text);
	if (utf8_invalid(text) == SIZE_MAX && utf8_is_nfc(text))
		write_text(text);
	arena_free(arena);
	return 0;
}
