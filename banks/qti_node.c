#include <ctype.h>

#include "banks/qti_parts.h"

/* "qti-choice-interaction" and "choiceInteraction" are the same name. */
static bool same_name(const char *name, const char *camel)
{
	if (!strncmp(name, "qti-", 4))
		name += 4;
	for (; *name && *camel; camel++) {
		while (*name == '-')
			name++;
		if (tolower((unsigned char)*name) !=
			tolower((unsigned char)*camel))
			return false;
		name++;
	}
	return !*name && !*camel;
}

bool qti_is(const struct xml_node *node, const char *name)
{
	return same_name(node->name, name);
}

struct str qti_attribute(const struct xml_node *node, const char *name)
{
	for (const struct xml_attribute *a = node ? node->attributes : NULL; a;
		a = a->next)
		if (same_name(a->name, name))
			return str_trim(a->value);
	return STR("");
}

const struct xml_node *qti_next(const struct xml_node *node,
	const struct xml_node *after, const char *name)
{
	const struct xml_node *c = after ? after->next
		: node                   ? node->child
					 : NULL;

	while (c && !qti_is(c, name))
		c = c->next;
	return c;
}

const struct xml_node *qti_child(const struct xml_node *node, const char *name)
{
	return qti_next(node, NULL, name);
}

const struct xml_node *qti_below(const struct xml_node *node, const char *name)
{
	for (const struct xml_node *c = node ? node->child : NULL; c;
		c = c->next) {
		const struct xml_node *found =
			qti_is(c, name) ? c : qti_below(c, name);

		if (found)
			return found;
	}
	return NULL;
}

static void add_words(struct buf *out, const struct xml_node *node)
{
	if (!node->child)
		buf_add(out, node->text);
	for (const struct xml_node *c = node->child; c; c = c->next)
		add_words(out, c);
}

struct str qti_words(struct arena *arena, const struct xml_node *node)
{
	struct buf out = {.arena = arena};

	add_words(&out, node);
	return str_trim(buf_str(&out));
}
