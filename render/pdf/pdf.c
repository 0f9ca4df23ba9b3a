#include "render/pdf/pdf.h"

#include <pthread.h>

#include "base/i18n.h"
#include "render/pdf/content.h"
#include "render/pdf/object.h"
#include "render/pdf/outline.h"
#include "render/pdf/structure.h"
#include "render/pdf/subset.h"
#include "render/pdf/xobject.h"

/* The pages' content, deflated, from when it was first printed: the file of all
 * papers has the same pages as the files of each. A display is printed by one
 * thread at a time. */
struct printed {
	const struct display *display;
	struct str *pages;
};

struct pdf_writer {
	struct arena *arena;
	pthread_mutex_t lock; /* of the arena, while files are printed */
	struct subset_list fonts;
	struct xobject_list pictures;
	bool made; /* the subsets; nothing can be added any more */
	struct printed *printed;
	size_t printed_count, printed_capacity;
};

/* One file while it is printed; its arena goes with it. */
struct printer {
	struct pdf_writer *writer;
	struct arena *arena;
	struct object_file *file;
	struct structure *structure;
	struct outline *outline;
	struct object *resources;
	unsigned page_count; /* of the file */
};

struct pdf_writer *pdf_writer_new(struct arena *arena)
{
	struct pdf_writer *writer = NEW(arena, struct pdf_writer);

	writer->arena = arena;
	pthread_mutex_init(&writer->lock, NULL);
	return writer;
}

/* All else is in the arena; the subsets keep nothing of HarfBuzz's. */
void pdf_writer_free(struct pdf_writer *writer)
{
	if (writer)
		pthread_mutex_destroy(&writer->lock);
}

/* ---- counting glyphs ---- */

static struct subset *subset_of(
	struct pdf_writer *writer, const struct face *face)
{
	struct subset_list *list = &writer->fonts;
	size_t i = subset_index(list, face);

	if (i == list->count)
		*PUSH(writer->arena, list->subsets, list->count,
			list->capacity) = subset_new(writer->arena, face);
	return list->subsets[i];
}

static void add_glyphs(struct pdf_writer *writer, const struct op *op)
{
	struct subset *subset = subset_of(writer, op->face);

	for (size_t i = 0; i < op->glyph_count; i++) {
		const struct glyph *g = &op->glyphs[i];
		bool alone = i + 1 == op->glyph_count || g[1].len;

		subset_add(subset, g->id,
			alone ? str_sub(op->text, g->text, g->len) : STR(""));
	}
}

static void add_op(struct pdf_writer *writer, const struct op *op)
{
	if (op->kind == OP_GLYPHS)
		add_glyphs(writer, op);
	else if (op->kind == OP_IMAGE)
		xobject_add(writer->arena, &writer->pictures, op->picture);
}

void pdf_writer_add(struct pdf_writer *writer, const struct display *display)
{
	*PUSH(writer->arena, writer->printed, writer->printed_count,
		writer->printed_capacity) = (struct printed){display,
		NEW_ARRAY(writer->arena, display->page_count, struct str)};
	for (size_t p = 0; p < display->page_count; p++) {
		const struct page *page = &display->pages[p];

		for (size_t i = 0; i < page->op_count; i++)
			add_op(writer, &page->ops[i]);
	}
}

/* ---- pages ---- */

/* Where the display's pages are kept; NULL when it was not added. */
static struct str *find_printed(
	const struct pdf_writer *writer, const struct display *display)
{
	for (size_t i = 0; i < writer->printed_count; i++)
		if (writer->printed[i].display == display)
			return writer->printed[i].pages;
	return NULL;
}

static struct str keep_content(struct pdf_writer *writer, struct str content)
{
	struct str kept;

	pthread_mutex_lock(&writer->lock);
	kept = str_copy(writer->arena, content);
	pthread_mutex_unlock(&writer->lock);
	return kept;
}

static struct str print_content(struct printer *p, const struct page *page)
{
	struct arena *scratch = arena_new();
	struct str content, kept;

	content_print(scratch, page, &p->writer->fonts, &p->writer->pictures,
		p->structure, &content);
	kept = keep_content(p->writer, deflate_fast(scratch, content));
	arena_free(scratch);
	return kept;
}

/* content: as printed before, or to be filled. */
static struct object *print_page(
	struct printer *p, const struct page *page, struct str *content)
{
	struct object *object = object_page(p->file, page->width, page->height);

	structure_page(p->structure, object);
	if (content->ptr)
		content_again(page, p->structure);
	else
		*content = print_content(p, page);
	object_page_set(
		p->file, object, *content, p->resources, p->page_count++);
	return object;
}

static void add_bookmarks(struct printer *p, const struct display *display,
	struct object *const *pages, bool several)
{
	if (several && display->page_count)
		outline_add(p->outline, 0, display->title, pages[0],
			display->pages[0].height);
	for (size_t i = 0; i < display->bookmark_count; i++) {
		const struct bookmark *b = &display->bookmarks[i];

		if (b->page < display->page_count)
			outline_add(p->outline, b->level + several, b->title,
				pages[b->page],
				(double)(display->pages[b->page].height -
					b->y));
	}
}

static void print_display(
	struct printer *p, const struct display *display, bool several)
{
	struct object **pages =
		NEW_ARRAY(p->arena, display->page_count, struct object *);
	struct str *contents = find_printed(p->writer, display);

	if (!contents)
		contents = NEW_ARRAY(p->arena, display->page_count, struct str);
	structure_display(p->structure, display);
	for (size_t i = 0; i < display->page_count; i++)
		pages[i] = print_page(p, &display->pages[i], &contents[i]);
	add_bookmarks(p, display, pages, several);
}

/* ---- what the whole file says ---- */

struct shown_by {
	bool *fonts, *pictures; /* by number */
};

static struct shown_by find_shown(
	struct printer *p, const struct display *const *displays, size_t count)
{
	const struct pdf_writer *w = p->writer;
	struct shown_by shown = {NEW_ARRAY(p->arena, w->fonts.count, bool),
		NEW_ARRAY(p->arena, w->pictures.count, bool)};

	for (size_t d = 0; d < count; d++)
		for (size_t k = 0; k < displays[d]->page_count; k++) {
			const struct page *page = &displays[d]->pages[k];

			for (size_t i = 0; i < page->op_count; i++) {
				const struct op *op = &page->ops[i];

				if (op->kind == OP_GLYPHS)
					shown.fonts[subset_index(
						&w->fonts, op->face)] = true;
				if (op->kind == OP_IMAGE)
					shown.pictures[xobject_index(
						&w->pictures, op->picture)] =
						true;
			}
		}
	return shown;
}

static void embed_pictures(
	struct printer *p, const struct shown_by *shown, struct buf *out)
{
	const struct xobject_list *pictures = &p->writer->pictures;

	if (!pictures->count)
		return;
	buf_text(out, "/XObject<<");
	for (size_t i = 0; i < pictures->count; i++)
		if (shown->pictures[i])
			buf_format(out, "/I%zu %u 0 R", i,
				object_number(xobject_embed(
					&pictures->objects[i], p->file)));
	buf_text(out, ">>");
}

/* Fonts and pictures: only those that one of the pages shows. */
static void embed_shared(
	struct printer *p, const struct display *const *displays, size_t count)
{
	const struct subset_list *fonts = &p->writer->fonts;
	struct shown_by shown = find_shown(p, displays, count);
	struct buf out = {.arena = p->arena};

	buf_text(&out, "/Font<<");
	for (size_t i = 0; i < fonts->count; i++)
		if (shown.fonts[i])
			buf_format(&out, "/F%zu %u 0 R", i,
				object_number(subset_embed(
					fonts->subsets[i], p->file)));
	buf_text(&out, ">>");
	embed_pictures(p, &shown, &out);
	object_set(p->file, p->resources, buf_str(&out));
}

static void put_xml(
	struct buf *out, const char *before, struct str text, const char *after)
{
	if (!text.len)
		return;
	buf_text(out, before);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '&')
			buf_text(out, "&amp;");
		else if (c == '<')
			buf_text(out, "&lt;");
		else if (c == '>')
			buf_text(out, "&gt;");
		else if (str_starts(str_sub(text, i, 3), "\xEF\xBF\xBE") ||
			str_starts(str_sub(text, i, 3), "\xEF\xBF\xBF"))
			i += 2; /* U+FFFE, U+FFFF: not for XML */
		else
			buf_char(out, c < ' ' ? ' ' : (char)c);
	}
	buf_text(out, after);
}

static struct object *embed_metadata(
	struct printer *p, struct str title, const struct display *first)
{
	struct buf out = {.arena = p->arena};

	buf_text(&out,
		"<?xpacket begin=\"\xEF\xBB\xBF\" "
		"id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/"
		"22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\"\n"
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
		" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
		" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
		"<pdfuaid:part>1</pdfuaid:part>\n");
	put_xml(&out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
		title, "</rdf:li></rdf:Alt></dc:title>\n");
	put_xml(&out, "<dc:creator><rdf:Seq><rdf:li>", first->author,
		"</rdf:li></rdf:Seq></dc:creator>\n");
	put_xml(&out,
		"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
		first->subject, "</rdf:li></rdf:Alt></dc:description>\n");
	put_xml(&out, "<dc:language><rdf:Bag><rdf:li>", first->language,
		"</rdf:li></rdf:Bag></dc:language>\n");
	buf_text(&out,
		"<xmp:CreatorTool>Dethi</xmp:CreatorTool>\n"
		"<pdf:Producer>Dethi</pdf:Producer>\n"
		"</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
		"<?xpacket end=\"r\"?>");
	return object_stream(p->file, STR("/Type/Metadata/Subtype/XML"),
		buf_str(&out), false);
}

static void put_info(struct buf *out, const char *key, struct str text)
{
	if (!text.len)
		return;
	buf_text(out, key);
	put_text(out, text);
}

/* No dates and no version: the same displays give the same bytes. */
static void set_info(
	struct printer *p, struct str title, const struct display *first)
{
	struct buf out = {.arena = p->arena};

	put_info(&out, "/Title", title);
	put_info(&out, "/Author", first->author);
	put_info(&out, "/Subject", first->subject);
	buf_text(&out, "/Creator(Dethi)/Producer(Dethi)");
	object_set(p->file, object_info(p->file), buf_str(&out));
}

static void set_catalog(
	struct printer *p, struct str title, const struct display *first)
{
	struct object *outline = outline_finish(p->outline);
	struct buf out = {.arena = p->arena};

	buf_format(&out, "/StructTreeRoot %u 0 R/MarkInfo<</Marked true>>",
		object_number(structure_finish(p->structure)));
	buf_text(&out, "/ViewerPreferences<</DisplayDocTitle true>>/Lang");
	put_text(&out, first->language.len ? first->language : STR("vi"));
	buf_format(&out, "/Metadata %u 0 R",
		object_number(embed_metadata(p, title, first)));
	if (outline)
		buf_format(&out, "/Outlines %u 0 R", object_number(outline));
	object_set(p->file, object_catalog(p->file), buf_str(&out));
}

static bool print_all(struct printer *p, const struct display *const *displays,
	size_t count, struct str title, struct str *out, struct error *err)
{
	bool several = count > 1;

	p->file = object_file_new(p->arena);
	p->structure = structure_new(p->file, several);
	p->outline = outline_new(p->file);
	p->resources = object_new(p->file);
	for (size_t i = 0; i < count; i++)
		print_display(p, displays[i], several);
	embed_shared(p, displays, count);
	set_info(p, title, displays[0]);
	set_catalog(p, title, displays[0]);
	return object_save(p->file, out, err);
}

bool pdf_writer_ready(struct pdf_writer *writer, struct error *err)
{
	if (writer->made)
		return true;
	for (size_t i = 0; i < writer->fonts.count; i++)
		if (!subset_make(writer->fonts.subsets[i], err))
			return false;
	writer->made = true; /* before threads come: they only read it */
	return true;
}

bool pdf_print(struct pdf_writer *writer, struct arena *arena,
	const struct display *const *displays, size_t count, struct str title,
	struct str *out, struct error *err)
{
	struct printer p = {.writer = writer};
	struct str bytes;
	size_t pages = 0;
	bool worked;

	for (size_t i = 0; i < count; i++)
		pages += displays[i]->page_count;
	if (!pages)
		return fail(err, ERROR_INVALID, _("nothing to print"));
	if (!pdf_writer_ready(writer, err))
		return false;
	p.arena = arena_new();
	worked = print_all(&p, displays, count, title, &bytes, err);
	if (worked)
		*out = str_copy(arena, bytes);
	object_file_free(p.file);
	arena_free(p.arena);
	return worked;
}
