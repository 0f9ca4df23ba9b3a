#include "render/pdf/object.h"

#include <assert.h>
#include <hpdf.h>
#include <libdeflate.h>
#include <math.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* Raw operators and own font objects reach below libharu's documented calls,
 * into structures that another release may shape otherwise. */
_Static_assert(HPDF_VERSION_ID >= 20300 && HPDF_VERSION_ID < 20400,
	"render/pdf is written for libharu 2.3");

/* Objects of one object stream: enough to compress well, few enough for a
 * reader that wants only one of them. */
enum { PACK = 1000, NUMBER_MASK = 0x00FFFFFF };

struct object_file {
	struct arena *arena;
	HPDF_Doc doc;
	struct object **objects; /* ours, by number; NULL: libharu's */
	size_t count, capacity;
};

/* Libharu numbers all objects, and keeps and writes those that it makes itself:
 * pages, the catalog; what we add comes after its own entries. Of ours it holds
 * a placeholder for the number, no more, for a tagged paper has a thousand. */
struct object {
	unsigned number;
	void *held; /* libharu's object: a dictionary of its own making … */
	bool ours;  /* … or a placeholder */
	struct str entries;
	bool stream, deflated;
	struct str bytes;
};

static void *alloc_or_abort(HPDF_UINT size)
{
	void *block = malloc(size ? size : 1);

	if (!block)
		abort();
	return block;
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
	const struct object *object = dict->attr;

	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)object->entries.ptr,
		(HPDF_UINT)object->entries.len);
}

/* Never NULL: memory does not run out (alloc_or_abort). libharu stamps its
 * own version on the file; the same exam must give the same bytes with the
 * next one. */
struct object_file *object_file_new(struct arena *arena)
{
	struct object_file *file = NEW(arena, struct object_file);

	file->arena = arena;
	file->doc = HPDF_NewEx(NULL, alloc_or_abort, free, 0, NULL);
	assert(file->doc && file->doc->info);
	HPDF_Dict_RemoveElement(file->doc->info, "Producer");
	return file;
}

void object_file_free(struct object_file *file)
{
	if (file)
		HPDF_Free(file->doc);
}

struct arena *object_arena(const struct object_file *file)
{
	return file->arena;
}

static unsigned number_of(const HPDF_Obj_Header *header)
{
	return header->obj_id & NUMBER_MASK;
}

static struct object *object_of(struct object_file *file, HPDF_Dict dict)
{
	struct object *object = NEW(file->arena, struct object);

	object->number = number_of(&dict->header);
	object->held = dict;
	return object;
}

struct object *object_new(struct object_file *file)
{
	struct object *object = NEW(file->arena, struct object);
	HPDF_Null null = HPDF_Null_New(file->doc->mmgr);

	HPDF_Xref_Add(file->doc->xref, null);
	object->number = number_of(&null->header);
	object->held = null;
	object->ours = true;
	while (file->count <= object->number)
		*PUSH(file->arena, file->objects, file->count, file->capacity) =
			NULL;
	return file->objects[object->number] = object;
}

void object_set(
	struct object_file *file, struct object *object, struct str entries)
{
	HPDF_Dict dict = object->held;

	(void)file;
	object->entries = entries;
	if (object->ours)
		return;
	dict->attr = object;
	dict->write_fn = write_entries;
}

struct object *object_stream(struct object_file *file, struct str entries,
	struct str bytes, bool deflated)
{
	struct object *object = object_new(file);

	object->entries = entries;
	object->stream = true;
	object->bytes = bytes;
	object->deflated = deflated;
	return object;
}

unsigned object_number(const struct object *object)
{
	return object->number;
}

struct object *object_page(struct object_file *file, float width, float height)
{
	HPDF_Page page = HPDF_AddPage(file->doc);

	HPDF_Page_SetWidth(page, width);
	HPDF_Page_SetHeight(page, height);
	return object_of(file, page);
}

void object_page_set(struct object_file *file, struct object *page,
	struct str content, struct object *resources, unsigned parents)
{
	HPDF_Dict dict = page->held;
	HPDF_PageAttr attr = dict->attr;

	object_set(file, object_of(file, attr->contents),
		STR("/Filter/FlateDecode"));
	attr->contents->filter = HPDF_STREAM_FILTER_NONE;
	HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)content.ptr,
		(HPDF_UINT)content.len);
	HPDF_Dict_Add(dict, "Resources", resources->held);
	HPDF_Dict_AddNumber(dict, "StructParents", (HPDF_INT32)parents);
	HPDF_Dict_AddName(dict, "Tabs", "S");
}

struct object *object_catalog(struct object_file *file)
{
	return object_of(file, file->doc->catalog);
}

struct object *object_info(struct object_file *file)
{
	return object_of(file, file->doc->info);
}

static struct str deflate_at(struct arena *arena, struct str bytes, int level)
{
	struct libdeflate_compressor *z = libdeflate_alloc_compressor(level);
	struct arena *scratch;
	struct str deflated;
	size_t room;
	char *out;

	if (!z)
		abort(); /* only for want of memory */
	scratch = arena_new();
	room = libdeflate_zlib_compress_bound(z, bytes.len);
	out = arena_alloc(scratch, room);
	deflated = (struct str){out,
		libdeflate_zlib_compress(z, bytes.ptr, bytes.len, out, room)};
	deflated = str_copy(arena, deflated);
	arena_free(scratch);
	libdeflate_free_compressor(z);
	return deflated;
}

/* Of the levels from 1 to 12, the first gives a tenth more bytes than the
 * sixth in a third of the time. */
struct str deflate_fast(struct arena *arena, struct str bytes)
{
	return deflate_at(arena, bytes, 1);
}

struct str deflate_well(struct arena *arena, struct str bytes)
{
	return deflate_at(arena, bytes, 6);
}

/* ---- saving ----
 *
 * libharu knows only plain objects and xref tables, with which the structure
 * of one tagged paper takes over 100 kB. So we walk its table: streams are
 * written one by one, everything else is packed into object streams, and an
 * xref stream (PDF 1.7, §7.5.7–8) ends the file. */

struct xref_row {
	unsigned kind; /* 1: at a byte offset; 2: in an object stream */
	size_t where;  /* the offset, or the object stream's number */
	unsigned index;
};

struct saver {
	struct arena *arena;
	const struct object_file *file;
	struct buf out;
	struct xref_row *rows;
	size_t count;   /* rows, of which 0 is not an object */
	HPDF_Stream to; /* libharu writes into … */
	struct buf *target;
};

static HPDF_STATUS to_target(
	HPDF_Stream stream, const HPDF_BYTE *ptr, HPDF_UINT size)
{
	struct saver *s = stream->attr;

	buf_add(s->target, (struct str){(const char *)ptr, size});
	return HPDF_OK;
}

static const struct object *ours_at(const struct saver *s, size_t number)
{
	return number < s->file->count ? s->file->objects[number] : NULL;
}

static void *held_at(const struct saver *s, size_t number)
{
	HPDF_XrefEntry entry =
		HPDF_Xref_GetEntry(s->file->doc->xref, (HPDF_UINT)number);

	return entry && entry->entry_typ == HPDF_IN_USE_ENTRY ? entry->obj
							      : NULL;
}

/* When an object is written: streams and what else stands by itself; then the
 * numbers that are lengths of libharu's streams, which are known only now; then
 * the dictionaries that are packed. */
enum turn { TURN_NEVER, TURN_PLAIN, TURN_NUMBER, TURN_PACKED };

static enum turn turn_of(const struct saver *s, size_t number)
{
	const struct object *ours = ours_at(s, number);
	HPDF_Dict held = ours ? NULL : held_at(s, number);

	if (ours)
		return ours->stream ? TURN_PLAIN : TURN_PACKED;
	if (!held)
		return TURN_NEVER;
	switch (held->header.obj_class & HPDF_OCLASS_ANY) {
	case HPDF_OCLASS_DICT:
		return held->stream ? TURN_PLAIN : TURN_PACKED;
	case HPDF_OCLASS_NUMBER:
		return TURN_NUMBER;
	default:
		return TURN_PLAIN;
	}
}

static void put_object(struct buf *out, const struct object *object)
{
	buf_add(out, STR("<<"));
	if (object->deflated)
		buf_add(out, STR("/Filter/FlateDecode"));
	buf_add(out, object->entries);
	if (object->stream) {
		buf_add(out, STR("/Length "));
		buf_long(out, (long)object->bytes.len);
	}
	buf_add(out, STR(">>"));
	if (object->stream) {
		buf_add(out, STR("stream\n"));
		buf_add(out, object->bytes);
		buf_add(out, STR("\nendstream"));
	}
}

static void put_value(struct saver *s, size_t number, struct buf *target)
{
	const struct object *ours = ours_at(s, number);

	s->target = target;
	if (ours)
		put_object(target, ours);
	else
		HPDF_Obj_WriteValue(held_at(s, number), s->to, NULL);
}

static void begin_plain(struct saver *s, size_t number)
{
	s->rows[number] = (struct xref_row){.kind = 1, .where = s->out.len};
	buf_long(&s->out, (long)number);
	buf_add(&s->out, STR(" 0 obj\n"));
}

static void end_plain(struct saver *s)
{
	buf_add(&s->out, STR("\nendobj\n"));
}

static void write_plain(struct saver *s, size_t number)
{
	begin_plain(s, number);
	put_value(s, number, &s->out);
	end_plain(s);
}

/* A stream that no page refers to. Deflates in the arena, which the caller may
 * then let go. */
static void write_stream(struct saver *s, struct arena *arena, size_t number,
	struct str entries, struct str bytes)
{
	struct object object = {.entries = entries,
		.stream = true,
		.deflated = true,
		.bytes = deflate_fast(arena, bytes)};

	begin_plain(s, number);
	put_object(&s->out, &object);
	end_plain(s);
}

/* Packs from *next on into the object stream of that number. */
static void write_pack(struct saver *s, size_t *next, size_t end, size_t number)
{
	struct arena *arena = arena_new();
	struct buf index = {.arena = arena}, objects = {.arena = arena};
	unsigned packed = 0;

	for (; *next < end && packed < PACK; ++*next) {
		if (turn_of(s, *next) != TURN_PACKED)
			continue;
		s->rows[*next] = (struct xref_row){2, number, packed++};
		buf_long(&index, (long)*next);
		buf_char(&index, ' ');
		buf_long(&index, (long)objects.len);
		buf_char(&index, ' ');
		put_value(s, *next, &objects);
		buf_char(&objects, '\n');
	}
	buf_add(&index, buf_str(&objects));
	write_stream(s, arena, number,
		str_format(arena, "/Type/ObjStm/N %u/First %zu", packed,
			index.len - objects.len),
		buf_str(&index));
	arena_free(arena);
}

/* Rows of 1 + 4 + 2 bytes, each less the one above (PNG's Up predictor). */
enum { ROW = 7 };

static struct str xref_rows(const struct saver *s)
{
	struct buf out = {.arena = s->arena};
	unsigned char above[ROW] = {0}, row[ROW];

	buf_reserve(&out, s->count * (ROW + 1));
	for (size_t i = 0; i < s->count; i++) {
		const struct xref_row *r = &s->rows[i];

		row[0] = (unsigned char)r->kind;
		for (int b = 0; b < 4; b++)
			row[1 + b] = (unsigned char)(r->where >> (24 - 8 * b));
		row[5] = (unsigned char)(r->index >> 8);
		row[6] = (unsigned char)r->index;
		buf_char(&out, 2);
		for (int b = 0; b < ROW; b++)
			buf_char(&out, (char)(row[b] - above[b]));
		memcpy(above, row, ROW);
	}
	return buf_str(&out);
}

static struct str trailer(const struct saver *s, HPDF_Doc doc)
{
	struct str hash =
		hash_hex(s->arena, (struct str){s->out.ptr, s->out.len});

	return str_format(s->arena,
		"/Type/XRef/Size %zu/Root %u 0 R/Info %u 0 R"
		"/ID[<%.32s><%.32s>]/W[1 4 2]"
		"/DecodeParms<</Predictor 12/Columns 7>>",
		s->count, doc->catalog->header.obj_id & NUMBER_MASK,
		doc->info->header.obj_id & NUMBER_MASK, hash.ptr, hash.ptr);
}

static void write_all(struct saver *s, HPDF_Doc doc, size_t end)
{
	size_t number = end, start, next = 1;

	buf_text(&s->out, "%PDF-1.7\n%\xB5\xED\xE1\xBB\n");
	for (size_t i = 1; i < end; i++)
		if (turn_of(s, i) == TURN_PLAIN)
			write_plain(s, i);
	for (size_t i = 1; i < end; i++)
		if (turn_of(s, i) == TURN_NUMBER)
			write_plain(s, i);
	while (next < end)
		write_pack(s, &next, end, number++);
	start = s->out.len;
	s->rows[number] = (struct xref_row){.kind = 1, .where = start};
	s->count = number + 1;
	write_stream(s, s->arena, number, trailer(s, doc), xref_rows(s));
	buf_format(&s->out, "startxref\n%zu\n%%%%EOF\n", start);
}

bool object_save(struct object_file *file, struct str *out, struct error *err)
{
	HPDF_Doc doc = file->doc;
	size_t end = doc->xref->entries->count;
	struct saver s = {.arena = file->arena, .file = file};
	HPDF_STATUS status = HPDF_GetError(doc);

	s.out.arena = file->arena;
	s.rows = NEW_ARRAY(file->arena, end + end / PACK + 3, struct xref_row);
	s.to = HPDF_CallbackWriter_New(doc->mmgr, to_target, &s);
	if (status == HPDF_OK)
		write_all(&s, doc, end);
	HPDF_Stream_Free(s.to);
	if (status == HPDF_OK)
		status = HPDF_GetError(doc);
	if (status != HPDF_OK)
		return fail(err, ERROR_INVALID,
			_("the PDF could not be made (libharu error %#lx)"),
			(unsigned long)status);
	*out = buf_str(&s.out);
	return true;
}

/* ---- printing ---- */

void put_number(struct buf *buf, double value)
{
	long n = lround(value * 100);
	long part = labs(n) % 100;

	if (n < 0 && n > -100)
		buf_char(buf, '-');
	buf_long(buf, n / 100);
	if (!part)
		return;
	buf_char(buf, '.');
	buf_char(buf, (char)('0' + part / 10));
	if (part % 10)
		buf_char(buf, (char)('0' + part % 10));
}

void put_hex(struct buf *buf, unsigned value)
{
	static const char digits[] = "0123456789ABCDEF";
	char text[4];

	for (int i = 0; i < 4; i++)
		text[i] = digits[value >> (12 - 4 * i) & 15];
	buf_add(buf, (struct str){text, sizeof text});
}

void put_utf16(struct buf *buf, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);

		if (code >= 0x10000) {
			put_hex(buf, 0xD800 | (code - 0x10000) >> 10);
			code = 0xDC00 | ((code - 0x10000) & 0x3FF);
		}
		put_hex(buf, code);
	}
}

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < ' ' || text.ptr[i] > '~')
			return false;
	return true;
}

/* A byte of a string in parentheses (PDF 1.7, §7.3.4.2). */
static void put_byte(struct buf *buf, unsigned byte)
{
	if (byte == '(' || byte == ')' || byte == '\\')
		buf_char(buf, '\\');
	if (byte == '\r')
		buf_add(buf, STR("\\r")); /* else read as a line feed */
	else
		buf_char(buf, (char)byte);
}

static void put_unit(struct buf *buf, unsigned unit)
{
	put_byte(buf, unit >> 8);
	put_byte(buf, unit & 0xFF);
}

/* Most of a paper's structure is such strings, so not in hexadecimal. */
void put_text(struct buf *buf, struct str text)
{
	bool ascii = is_ascii(text);

	buf_add(buf, ascii ? STR("(") : STR("(\xFE\xFF"));
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);

		if (ascii) {
			put_byte(buf, code);
			continue;
		}
		if (code >= 0x10000) {
			put_unit(buf, 0xD800 | (code - 0x10000) >> 10);
			code = 0xDC00 | ((code - 0x10000) & 0x3FF);
		}
		put_unit(buf, code);
	}
	buf_char(buf, ')');
}
