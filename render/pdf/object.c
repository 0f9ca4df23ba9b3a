#include "render/pdf/object.h"

#include <assert.h>
#include <hpdf.h>
#include <math.h>
#include <zlib.h>

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
};

/* What an object of ours is to libharu: a dictionary, its attr the entries. */
struct object {
	struct _HPDF_Dict_Rec dict;
};

static void *alloc_or_abort(HPDF_UINT size)
{
	void *block = malloc(size ? size : 1);

	if (!block)
		abort();
	return block;
}

static HPDF_Dict dict_of(struct object *object)
{
	return (HPDF_Dict)(void *)object;
}

static struct object *object_of(HPDF_Dict dict)
{
	return (struct object *)(void *)dict;
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
	const struct str *entries = dict->attr;

	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)entries->ptr,
		(HPDF_UINT)entries->len);
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

struct object *object_new(struct object_file *file)
{
	HPDF_Dict dict = HPDF_Dict_New(file->doc->mmgr);

	HPDF_Xref_Add(file->doc->xref, dict);
	return object_of(dict);
}

void object_set(
	struct object_file *file, struct object *object, struct str entries)
{
	struct str *kept = NEW(file->arena, struct str);

	*kept = entries;
	dict_of(object)->attr = kept;
	dict_of(object)->write_fn = write_entries;
}

struct object *object_stream(struct object_file *file, struct str entries,
	struct str bytes, bool deflated)
{
	HPDF_Dict dict = HPDF_DictStream_New(file->doc->mmgr, file->doc->xref);
	struct buf all = {.arena = file->arena};

	if (deflated)
		buf_text(&all, "/Filter/FlateDecode");
	buf_add(&all, entries);
	object_set(file, object_of(dict), buf_str(&all));
	HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)bytes.ptr,
		(HPDF_UINT)bytes.len);
	return object_of(dict);
}

unsigned object_number(const struct object *object)
{
	return object->dict.header.obj_id & NUMBER_MASK;
}

struct object *object_page(struct object_file *file, float width, float height)
{
	HPDF_Page page = HPDF_AddPage(file->doc);

	HPDF_Page_SetWidth(page, width);
	HPDF_Page_SetHeight(page, height);
	return object_of(page);
}

void object_page_set(struct object_file *file, struct object *page,
	struct str content, struct object *resources, unsigned parents)
{
	HPDF_Dict dict = dict_of(page);
	HPDF_PageAttr attr = dict->attr;

	object_set(file, object_of(attr->contents), STR("/Filter/FlateDecode"));
	attr->contents->filter = HPDF_STREAM_FILTER_NONE;
	HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)content.ptr,
		(HPDF_UINT)content.len);
	HPDF_Dict_Add(dict, "Resources", dict_of(resources));
	HPDF_Dict_AddNumber(dict, "StructParents", (HPDF_INT32)parents);
	HPDF_Dict_AddName(dict, "Tabs", "S");
}

struct object *object_catalog(struct object_file *file)
{
	return object_of(file->doc->catalog);
}

struct object *object_info(struct object_file *file)
{
	return object_of(file->doc->info);
}

/* Levels of deflating: 4 gives a tenth more bytes than the usual 6, in a third
 * of the time; 1 another tenth, in half of that, which is right for structure:
 * it comes anew in every file. */
enum { DEFLATE_FAST = 1, DEFLATE_WELL = 4 };

static struct str deflate_at(struct arena *arena, struct str bytes, int level)
{
	uLongf size = compressBound(bytes.len);
	struct arena *scratch = arena_new();
	Bytef *out = arena_alloc(scratch, size);
	struct str z;

	if (compress2(out, &size, (const Bytef *)bytes.ptr, bytes.len, level) !=
		Z_OK)
		abort(); /* only for want of memory */
	z = str_copy(arena, (struct str){(const char *)out, size});
	arena_free(scratch);
	return z;
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
	HPDF_Xref xref;
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

static void *object_at(const struct saver *s, size_t number)
{
	HPDF_XrefEntry entry = HPDF_Xref_GetEntry(s->xref, (HPDF_UINT)number);

	return entry && entry->entry_typ == HPDF_IN_USE_ENTRY ? entry->obj
							      : NULL;
}

/* Only dictionaries without a stream may be packed; the numbers that are
 * streams' lengths are known too late. */
static bool is_packed(const struct saver *s, size_t number)
{
	HPDF_Dict dict = object_at(s, number);

	return dict &&
		(dict->header.obj_class & HPDF_OCLASS_ANY) ==
		HPDF_OCLASS_DICT &&
		!dict->stream;
}

static bool is_number(const struct saver *s, size_t number)
{
	HPDF_Number object = object_at(s, number);

	return object &&
		(object->header.obj_class & HPDF_OCLASS_ANY) ==
		HPDF_OCLASS_NUMBER;
}

static void write_value(struct saver *s, size_t number, struct buf *target)
{
	s->target = target;
	HPDF_Obj_WriteValue(object_at(s, number), s->to, NULL);
}

static void write_plain(struct saver *s, size_t number)
{
	s->rows[number] = (struct xref_row){.kind = 1, .where = s->out.len};
	put_long(&s->out, (long)number);
	buf_add(&s->out, STR(" 0 obj\n"));
	write_value(s, number, &s->out);
	buf_text(&s->out, "\nendobj\n");
}

/* Deflates in the arena, which the caller may then let go. */
static void write_stream(struct saver *s, struct arena *arena, size_t number,
	struct str entries, struct str bytes)
{
	struct str z = deflate_at(arena, bytes, DEFLATE_FAST);

	s->rows[number] = (struct xref_row){.kind = 1, .where = s->out.len};
	buf_format(&s->out,
		"%zu 0 obj\n<<%.*s/Filter/FlateDecode/Length %zu>>stream\n",
		number, STR_ARG(entries), z.len);
	buf_add(&s->out, z);
	buf_text(&s->out, "\nendstream\nendobj\n");
}

/* Packs from *next on into the object stream of that number. */
static void write_pack(struct saver *s, size_t *next, size_t end, size_t number)
{
	struct arena *arena = arena_new();
	struct buf index = {.arena = arena}, objects = {.arena = arena};
	unsigned packed = 0;

	for (; *next < end && packed < PACK; ++*next) {
		if (!is_packed(s, *next))
			continue;
		s->rows[*next] = (struct xref_row){2, number, packed++};
		put_long(&index, (long)*next);
		buf_char(&index, ' ');
		put_long(&index, (long)objects.len);
		buf_char(&index, ' ');
		write_value(s, *next, &objects);
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
		if (object_at(s, i) && !is_packed(s, i) && !is_number(s, i))
			write_plain(s, i);
	for (size_t i = 1; i < end; i++)
		if (is_number(s, i))
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
	struct saver s = {.arena = file->arena, .xref = doc->xref};
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

/* Half of a paper is numbers, so not by printf. */
void put_long(struct buf *buf, long value)
{
	char digits[24];
	size_t at = sizeof digits;
	unsigned long left = (unsigned long)labs(value);

	do
		digits[--at] = (char)('0' + left % 10);
	while (left /= 10);
	if (value < 0)
		digits[--at] = '-';
	buf_add(buf, (struct str){digits + at, sizeof digits - at});
}

void put_number(struct buf *buf, double value)
{
	long n = lround(value * 100);
	long part = labs(n) % 100;

	if (n < 0 && n > -100)
		buf_char(buf, '-');
	put_long(buf, n / 100);
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

void put_text(struct buf *buf, struct str text)
{
	buf_text(buf, "<FEFF");
	put_utf16(buf, text);
	buf_char(buf, '>');
}

struct str deflate_bytes(struct arena *arena, struct str bytes)
{
	return deflate_at(arena, bytes, DEFLATE_WELL);
}
