#include "render/pdf/structure.h"

/* Deeper than anything typesetting makes; more is of the element above. */
enum { DEPTH = 64 };

/* A child: an element, or a stretch of content on a page. */
struct kid {
	struct kid *next;
	struct element *element;
	unsigned page; /* object number */
	unsigned mark;
};

struct element {
	struct element *next; /* of all */
	enum tag_role role;
	struct element *parent;
	struct str alt, language, title;
	struct kid *first, **last;
	unsigned page; /* of its first content; 0 none */
	bool placed;
	double box[4]; /* of a picture: left, bottom, right, top */
	struct object *object;
};

struct page_marks {
	struct element **owners; /* by mark */
	size_t count, capacity;
};

struct structure {
	struct object_file *file;
	struct arena *arena;
	bool several;
	struct element *elements, **last; /* in the order they came */
	struct element *root;             /* Document */
	struct element *document;         /* this display's */
	struct element **tags;            /* of this display, by number */
	size_t tag_count;
	struct element *stack[DEPTH]; /* NULL: an artifact */
	size_t depth;
	unsigned page;
	struct page_marks *pages;
	size_t page_count, page_capacity;
};

static const char *const role_names[] = {
	[TAG_ARTIFACT] = "Artifact",
	[TAG_DOCUMENT] = "Document",
	[TAG_PART] = "Part",
	[TAG_H1] = "H1",
	[TAG_H2] = "H2",
	[TAG_P] = "P",
	[TAG_LIST] = "L",
	[TAG_ITEM] = "LI",
	[TAG_LABEL] = "Lbl",
	[TAG_BODY] = "LBody",
	[TAG_TABLE] = "Table",
	[TAG_ROW] = "TR",
	[TAG_HEADER] = "TH",
	[TAG_CELL] = "TD",
	[TAG_FORMULA] = "Formula",
	[TAG_FIGURE] = "Figure",
	[TAG_CODE] = "Code",
	[TAG_SPAN] = "Span",
};
_Static_assert(sizeof role_names / sizeof *role_names == TAG_ROLES,
	"a PDF name for each role");

static void add_kid(
	struct structure *s, struct element *parent, const struct kid *kid)
{
	struct kid *new = NEW(s->arena, struct kid);

	*new = *kid;
	*parent->last = new;
	parent->last = &new->next;
}

static struct element *element_new(
	struct structure *s, enum tag_role role, struct element *parent)
{
	struct element *e = NEW(s->arena, struct element);

	e->role = role;
	e->parent = parent;
	e->last = &e->first;
	if (parent)
		add_kid(s, parent, &(struct kid){.element = e});
	*s->last = e;
	s->last = &e->next;
	return e;
}

struct structure *structure_new(struct object_file *file, bool several)
{
	struct structure *s = NEW(object_arena(file), struct structure);

	s->file = file;
	s->arena = object_arena(file);
	s->several = several;
	s->last = &s->elements;
	s->root = element_new(s, TAG_DOCUMENT, NULL);
	return s;
}

void structure_display(struct structure *s, const struct display *display)
{
	s->document = s->root;
	if (s->several) {
		s->document = element_new(s, TAG_PART, s->root);
		s->document->title = display->title;
	}
	s->document->language = display->language;
	s->tags = NULL;
	s->tag_count = 0;
	s->depth = 0;
}

void structure_page(struct structure *s, const struct object *page)
{
	s->depth = 0;
	s->page = object_number(page);
	*PUSH(s->arena, s->pages, s->page_count, s->page_capacity) =
		(struct page_marks){NULL, 0, 0};
}

static struct element *element_of(struct structure *s, const struct op *op)
{
	struct element *parent =
		s->depth ? s->stack[s->depth - 1] : s->document;
	struct element *e;

	while (s->tag_count <= op->tag) {
		size_t count = s->tag_count ? s->tag_count * 2 : 256;
		struct element **tags =
			NEW_ARRAY(s->arena, count, struct element *);

		if (s->tag_count)
			memcpy(tags, s->tags, s->tag_count * sizeof *tags);
		s->tags = tags;
		s->tag_count = count;
	}
	if (s->tags[op->tag])
		return s->tags[op->tag];
	e = op->role == TAG_DOCUMENT && parent == s->document
		? s->document
		: element_new(s, op->role, parent);
	e->alt = op->alt;
	if (op->language.len)
		e->language = op->language;
	return s->tags[op->tag] = e;
}

static struct element *current(const struct structure *s)
{
	if (!s->depth)
		return NULL;
	return s->stack[s->depth < DEPTH ? s->depth - 1 : DEPTH - 1];
}

const struct element *structure_current(const struct structure *s)
{
	return current(s);
}

void structure_begin(struct structure *s, const struct op *op)
{
	bool artifact =
		op->role == TAG_ARTIFACT || (s->depth && !structure_current(s));

	if (s->depth < DEPTH)
		s->stack[s->depth] = artifact ? NULL : element_of(s, op);
	s->depth++;
}

void structure_place(struct structure *s, const struct op *op, double height)
{
	struct element *e = current(s);
	double x = op->x, top = height - (double)op->y;

	if (!e || e->role != TAG_FIGURE)
		return;
	e->placed = true;
	e->box[0] = x;
	e->box[1] = top - (double)op->h;
	e->box[2] = x + (double)op->w;
	e->box[3] = top;
}

void structure_end(struct structure *s)
{
	if (s->depth)
		s->depth--;
}

unsigned structure_mark(struct structure *s)
{
	struct page_marks *page = &s->pages[s->page_count - 1];
	struct element *e = current(s);
	unsigned mark = (unsigned)page->count;

	*PUSH(s->arena, page->owners, page->count, page->capacity) = e;
	if (!e->page)
		e->page = s->page;
	add_kid(s, e, &(struct kid){.page = s->page, .mark = mark});
	return mark;
}

const char *structure_role(
	const struct structure *s, const struct element *element)
{
	return role_names[element == s->document ? TAG_DOCUMENT
						 : element->role];
}

/* ---- printing ----
 *
 * Most objects of a paper are elements, so they are not printed by printf. */

static void put_reference(struct buf *out, unsigned number)
{
	buf_long(out, (long)number);
	buf_add(out, STR(" 0 R"));
}

static void put_kid(
	struct buf *out, const struct element *e, const struct kid *kid)
{
	if (kid->element) {
		put_reference(out, object_number(kid->element->object));
	} else if (kid->page == e->page) {
		buf_long(out, (long)kid->mark);
	} else {
		buf_add(out, STR("<</Type/MCR/Pg "));
		put_reference(out, kid->page);
		buf_add(out, STR("/MCID "));
		buf_long(out, (long)kid->mark);
		buf_add(out, STR(">>"));
	}
}

static void put_kids(struct buf *out, const struct element *e)
{
	bool one = e->first && !e->first->next;

	if (!e->first)
		return;
	buf_text(out, one ? "/K " : "/K[");
	for (const struct kid *kid = e->first; kid; kid = kid->next) {
		put_kid(out, e, kid);
		if (kid->next)
			buf_char(out, ' ');
	}
	if (!one)
		buf_char(out, ']');
}

static void put_string(struct buf *out, const char *key, struct str text)
{
	if (!text.len)
		return;
	buf_text(out, key);
	put_text(out, text);
}

/* Required of pictures (§14.8.5.4.3). */
static void put_place(struct buf *out, const struct element *e)
{
	buf_text(out, "/A<</O/Layout/BBox[");
	for (int i = 0; i < 4; i++) {
		put_number(out, e->box[i]);
		buf_char(out, i < 3 ? ' ' : ']');
	}
	buf_text(out, ">>");
}

static struct str print_element(
	struct buf *scratch, const struct element *e, unsigned root)
{
	scratch->len = 0;
	buf_add(scratch, STR("/S/"));
	buf_text(scratch, role_names[e->role]);
	buf_add(scratch, STR("/P "));
	put_reference(
		scratch, e->parent ? object_number(e->parent->object) : root);
	if (e->page) {
		buf_add(scratch, STR("/Pg "));
		put_reference(scratch, e->page);
	}
	put_kids(scratch, e);
	put_string(scratch, "/T", e->title);
	put_string(scratch, "/Alt", e->alt);
	put_string(scratch, "/Lang", e->language);
	if (e->placed)
		put_place(scratch, e);
	if (e->role == TAG_HEADER)
		buf_text(scratch, "/A<</O/Table/Scope/Column>>");
	return buf_str(scratch);
}

/* From a page's marks back to the elements. */
static struct str print_parents(const struct structure *s)
{
	struct buf out = {.arena = s->arena};

	buf_text(&out, "/Nums[");
	for (size_t i = 0; i < s->page_count; i++) {
		buf_long(&out, (long)i);
		buf_char(&out, '[');
		for (size_t k = 0; k < s->pages[i].count; k++) {
			put_reference(&out,
				object_number(s->pages[i].owners[k]->object));
			buf_char(&out, ' ');
		}
		buf_char(&out, ']');
	}
	buf_char(&out, ']');
	return buf_str(&out);
}

struct object *structure_finish(struct structure *s)
{
	struct object *root = object_new(s->file);
	struct object *parents = object_new(s->file);
	struct buf scratch = {.arena = s->arena};

	for (struct element *e = s->elements; e; e = e->next)
		e->object = object_new(s->file);
	for (struct element *e = s->elements; e; e = e->next)
		object_set(s->file, e->object,
			str_copy(s->arena,
				print_element(
					&scratch, e, object_number(root))));
	object_set(s->file, parents, print_parents(s));
	object_set(s->file, root,
		str_format(s->arena,
			"/Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R"
			"/ParentTreeNextKey %zu",
			object_number(s->root->object), object_number(parents),
			s->page_count));
	return root;
}
