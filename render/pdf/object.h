#ifndef RENDER_PDF_OBJECT_H
#define RENDER_PDF_OBJECT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* The objects of one PDF file, through libharu: it keeps, numbers and writes
 * them, we print what is inside a dictionary. Objects are never freed singly.
 * libharu's errors are sticky, so only object_save can fail. Private to
 * render/pdf; the only file that knows hpdf.h is object.c. */
struct object_file;
struct object;

/* The arena must live as long as the file. */
struct object_file *object_file_new(struct arena *arena);
void object_file_free(struct object_file *file); /* NULL is allowed */
struct arena *object_arena(const struct object_file *file);

/* An indirect dictionary, empty until object_set. */
struct object *object_new(struct object_file *file);

/* The entries of a dictionary as they are written, "/Type/Font/…"; not of a
 * page. Borrowed until the file is saved. */
void object_set(
	struct object_file *file, struct object *object, struct str entries);

/* A stream. The bytes are compressed already when deflated says so, else they
 * are written as they are; borrowed until the file is saved. */
struct object *object_stream(struct object_file *file, struct str entries,
	struct str bytes, bool deflated);

/* For "12 0 R". */
unsigned object_number(const struct object *object);

/* A page, the last so far, in points; then what is on it: deflated content,
 * shared resources, its index in the parent tree. */
struct object *object_page(struct object_file *file, float width, float height);
void object_page_set(struct object_file *file, struct object *page,
	struct str content, struct object *resources, unsigned parents);

/* The catalog and the document information are there from the start. */
struct object *object_catalog(struct object_file *file);
struct object *object_info(struct object_file *file);

/* All of it: dictionaries packed into object streams, an xref stream, an /ID
 * from the content. */
MUST bool object_save(
	struct object_file *file, struct str *out, struct error *err);

/* What several files print alike. */
void put_number(struct buf *buf, double value);   /* to 0.01 */
void put_hex(struct buf *buf, unsigned value);    /* four digits */
void put_utf16(struct buf *buf, struct str text); /* hexadecimal, no mark */
void put_text(struct buf *buf, struct str text);  /* a text string (…) */
/* zlib's format, in the arena: quickly what is printed anew for every paper,
 * well what is the same in all, as pictures are. */
struct str deflate_fast(struct arena *arena, struct str bytes);
struct str deflate_well(struct arena *arena, struct str bytes);

#endif
