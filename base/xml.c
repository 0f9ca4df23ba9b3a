#include "base/xml.h"

#include <libxml/xmlreader.h>

#include "base/i18n.h"

enum { DEPTH_MOST = 100, TEXT_MOST = 64 * 1024 * 1024 };

struct xml {
	xmlTextReaderPtr reader;
	const char *file;
	char fault[200];
	unsigned fault_line;
};

/* The first fault is told; those after it follow from it. */
static void note_fault(void *ctx, xmlErrorPtr fault)
{
	struct xml *xml = ctx;
	size_t len;

	if (xml->fault[0] || fault->level < XML_ERR_ERROR || !fault->message)
		return;
	snprintf(xml->fault, sizeof xml->fault, "%s", fault->message);
	len = strlen(xml->fault);
	while (len && xml->fault[len - 1] == '\n')
		xml->fault[--len] = 0;
	xml->fault_line = (unsigned)fault->line;
}

struct xml *xml_open(struct arena *arena, const char *file, struct str text)
{
	struct xml *xml = NEW(arena, struct xml);

	xml->file = file;
	xml->reader = xmlReaderForMemory(text.ptr ? text.ptr : "",
		(int)text.len, NULL, "UTF-8",
		XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_HUGE);
	if (xml->reader)
		xmlTextReaderSetStructuredErrorHandler(
			xml->reader, (xmlStructuredErrorFunc)note_fault, xml);
	return xml;
}

void xml_close(struct xml *xml)
{
	xmlFreeTextReader(xml->reader);
}

static bool broken(const struct xml *xml, struct error *err)
{
	return fail_at(err, ERROR_SYNTAX, xml->file, xml->fault_line, 0, "%s",
		xml->fault[0] ? xml->fault : _("this is no sound XML"));
}

static unsigned line_of(const struct xml *xml)
{
	return (unsigned)xmlTextReaderGetParserLineNumber(xml->reader);
}

/* ---- copying ---- */

static struct str copy_text(struct arena *arena, const xmlChar *text)
{
	return str_copy(arena, str_from((const char *)text));
}

static const struct xml_attribute *copy_attributes(
	struct arena *arena, xmlNode *from)
{
	struct xml_attribute *first = NULL;

	for (xmlAttr *a = from->properties; a; a = a->next) {
		struct xml_attribute *to = NEW(arena, struct xml_attribute);
		xmlChar *value =
			xmlNodeListGetString(from->doc, a->children, 1);

		to->name = copy_text(arena, a->name).ptr;
		to->value = value ? copy_text(arena, value) : STR("");
		xmlFree(value);
		to->next = first;
		first = to;
	}
	return first;
}

static bool is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE ||
		node->type == XML_CDATA_SECTION_NODE;
}

static struct xml_node *piece_of(struct arena *arena, const xmlNode *from)
{
	struct xml_node *piece = NEW(arena, struct xml_node);

	piece->name = "";
	piece->text = copy_text(arena, from->content);
	piece->line = (unsigned)xmlGetLineNo(from);
	return piece;
}

/* An element without other elements needs no pieces: its text is all. */
static struct xml_node *copy_node(struct arena *arena, xmlNode *from, int depth)
{
	struct xml_node *to = NEW(arena, struct xml_node);
	const struct xml_node **end = &to->child;
	struct buf text = {.arena = arena};
	bool mixed = xmlFirstElementChild(from) != NULL;

	to->name = copy_text(arena, from->name).ptr;
	to->attributes = copy_attributes(arena, from);
	to->line = (unsigned)xmlGetLineNo(from);
	for (xmlNode *c = from->children; c; c = c->next) {
		if (is_text(c) && text.len < TEXT_MOST)
			buf_text(&text, (const char *)c->content);
		if (is_text(c) && mixed && c->content && *c->content)
			*end = piece_of(arena, c);
		else if (c->type == XML_ELEMENT_NODE && depth < DEPTH_MOST)
			*end = copy_node(arena, c, depth + 1);
		else
			continue;
		end = (const struct xml_node **)&(*end)->next;
	}
	to->text = buf_str(&text);
	return to;
}

/* ---- reading ---- */

static bool is_wanted(struct xml *xml, const char *name)
{
	return xmlTextReaderNodeType(xml->reader) == XML_READER_TYPE_ELEMENT &&
		!xmlStrcmp(xmlTextReaderConstLocalName(xml->reader),
			(const xmlChar *)name);
}

bool xml_next(struct xml *xml, struct arena *arena, const char *name,
	const struct xml_node **node, struct error *err)
{
	*node = NULL;
	if (!xml->reader)
		return broken(xml, err);
	for (;;) {
		int more = xmlTextReaderRead(xml->reader);
		xmlNode *whole;

		if (more < 0)
			return broken(xml, err);
		if (!more)
			return true;
		if (xmlTextReaderNodeType(xml->reader) ==
			XML_READER_TYPE_DOCUMENT_TYPE)
			return fail_at(err, ERROR_DENIED, xml->file,
				line_of(xml), 0,
				_("a document type is refused: it could name "
				  "other files"));
		if (xmlTextReaderDepth(xml->reader) > DEPTH_MOST)
			return fail_at(err, ERROR_DENIED, xml->file,
				line_of(xml), 0,
				_("elements are nested too deeply"));
		if (!is_wanted(xml, name))
			continue;
		whole = xmlTextReaderExpand(xml->reader);
		if (!whole)
			return broken(xml, err);
		*node = copy_node(arena, whole, 0);
		return true;
	}
}

struct str xml_root(struct arena *arena, struct str text)
{
	struct xml *xml;
	struct str root = {0};

	if (!str_starts(str_trim(text), "<"))
		return root;
	xml = xml_open(arena, "", text);
	while (xml->reader && !root.len && xmlTextReaderRead(xml->reader) == 1)
		if (xmlTextReaderNodeType(xml->reader) ==
			XML_READER_TYPE_ELEMENT)
			root = copy_text(arena,
				xmlTextReaderConstLocalName(xml->reader));
	xml_close(xml);
	return root;
}

/* ---- looking ---- */

const struct xml_node *node_child(const struct xml_node *node, const char *name)
{
	const struct xml_node *c = node ? node->child : NULL;

	while (c && strcmp(c->name, name))
		c = c->next;
	return c;
}

struct str node_text(const struct xml_node *node, const char *name)
{
	const struct xml_node *child = node_child(node, name);

	return child ? str_trim(child->text) : STR("");
}

struct str node_attribute(const struct xml_node *node, const char *name)
{
	for (const struct xml_attribute *a = node ? node->attributes : NULL; a;
		a = a->next)
		if (!strcmp(a->name, name))
			return a->value;
	return STR("");
}
