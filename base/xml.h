#ifndef BASE_XML_H
#define BASE_XML_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* XML, one element of a kind after another, so that a file of any length needs
 * the memory of one. libxml2's reader stands behind the door. Files are
 * hostile: nothing is fetched, a document type is refused (and with it every
 * entity of its own), elements are nested at most 100 deep, text of one is at
 * most 64 MB. */
struct xml;

/* Of the arena; closed by xml_close, also when reading failed. */
struct xml *xml_open(struct arena *arena, const char *file, struct str text);
void xml_close(struct xml *xml);

/* An element with what is in it, until the next call. Among its children are
 * its pieces of text, without a name, where they stand. */
struct xml_node {
	const char *name; /* without its prefix; "" a piece of text */
	struct str text;  /* its own, without that of elements in it */
	const struct xml_attribute {
		const char *name;
		struct str value;
		struct xml_attribute *next;
	} * attributes;
	const struct xml_node *child, *next;
	unsigned line;
};

/* The next element of that name, anywhere; *node is NULL at the end. It lives
 * in the arena given here. ERROR_SYNTAX or ERROR_DENIED with file and line. */
MUST bool xml_next(struct xml *xml, struct arena *arena, const char *name,
	const struct xml_node **node, struct error *err);

/* The name of the root; "" when it is no XML. */
struct str xml_root(struct arena *arena, struct str text);

/* The first child of that name, or NULL; its text, or "". */
const struct xml_node *node_child(
	const struct xml_node *node, const char *name);
struct str node_text(const struct xml_node *node, const char *name);
/* "" when it has none. */
struct str node_attribute(const struct xml_node *node, const char *name);

#endif
