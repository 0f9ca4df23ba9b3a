#include "base/json.h"

#include <cJSON.h>
#include <float.h>
#include <math.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* struct json is cJSON's struct under another name. A number keeps its text in
 * valuestring when a double would not hold it exactly. cJSON takes its memory
 * from the arena of the parse that is going on in this thread, and gives
 * nothing back. */
enum { DEPTH = 64, TOKENS = 10000000 };

static _Thread_local struct arena *parsing;

static cJSON *node_of(const struct json *json)
{
	return (cJSON *)(uintptr_t)json;
}

static struct json *json_of(cJSON *node)
{
	return (struct json *)node;
}

static void *take(size_t size)
{
	return arena_alloc(parsing, size);
}

static void give_back(void *block)
{
	(void)block;
}

/* cJSON is forgiving where the standard (RFC 8259) is not: in numbers, control
 * characters and what surrounds them; and it cannot say where a key stands. So
 * the text is read in tokens, once before cJSON for form, and once along its
 * tree for places. */
enum token { END, MARK, STRING, NUMBER_TOKEN, WORD };

struct scanner {
	const char *name;
	struct str text;
	size_t at;    /* after the token */
	size_t start; /* of the token */
	size_t depth;
	size_t tokens;
};

static bool wrong(const struct scanner *scan, size_t offset, struct error *err,
	const char *what)
{
	unsigned line, column;

	utf8_position(scan->text, offset, &line, &column);
	return fail_at(err, ERROR_SYNTAX, scan->name, line, column, "%s", what);
}

static unsigned char peek(const struct scanner *scan)
{
	return scan->at < scan->text.len
		? (unsigned char)scan->text.ptr[scan->at]
		: 0;
}

static bool scan_string(struct scanner *scan, struct error *err)
{
	unsigned char c;

	scan->at++;
	while ((c = peek(scan)) != '"') {
		if (scan->at >= scan->text.len)
			return wrong(scan, scan->start, err,
				_("the text that begins here has no closing "
				  "quote"));
		if (c < ' ')
			return wrong(scan, scan->at, err,
				_("a line end, tab or control character inside "
				  "a text must be written \\n, \\t or "
				  "\\u001f"));
		if (c == '\\' &&
			str_starts(str_sub(scan->text, scan->at, 6), "\\u0000"))
			return wrong(scan, scan->at, err,
				_("the character \\u0000 is not allowed"));
		scan->at += c == '\\' ? 2 : 1;
	}
	scan->at++;
	return true;
}

static size_t scan_digits(struct scanner *scan)
{
	size_t start = scan->at;

	while (peek(scan) >= '0' && peek(scan) <= '9')
		scan->at++;
	return scan->at - start;
}

/* -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static bool scan_number(struct scanner *scan, struct error *err)
{
	double value;
	bool well;
	size_t digits;

	scan->at += peek(scan) == '-';
	well = peek(scan) != '0';
	digits = scan_digits(scan);
	well = digits == 1 || (digits && well);
	if (peek(scan) == '.') {
		scan->at++;
		well = scan_digits(scan) && well;
	}
	if (peek(scan) == 'e' || peek(scan) == 'E') {
		scan->at++;
		scan->at += peek(scan) == '+' || peek(scan) == '-';
		well = scan_digits(scan) && well;
	}
	if (!well ||
		!str_to_double(str_sub(scan->text, scan->start,
				       scan->at - scan->start),
			&value))
		return wrong(scan, scan->start, err,
			_("this is not a number as JSON writes it, or it is "
			  "too large"));
	return true;
}

static enum token classify(unsigned char c)
{
	if (strchr("[]{},:", c))
		return MARK;
	if (c == '"')
		return STRING;
	return c == '-' || (c >= '0' && c <= '9') ? NUMBER_TOKEN : WORD;
}

static bool scan_mark(struct scanner *scan, struct error *err)
{
	unsigned char c = peek(scan);

	scan->at++;
	if (c == '[' || c == '{')
		scan->depth++;
	else if ((c == ']' || c == '}') && scan->depth)
		scan->depth--;
	if (scan->depth <= DEPTH)
		return true;
	wrong(scan, scan->start, err,
		_("lists and objects are nested more than 64 deep"));
	if (err)
		err->code = ERROR_DENIED;
	return false;
}

static bool scan_token(
	struct scanner *scan, enum token *token, struct error *err)
{
	while (peek(scan) && strchr(" \t\r\n", peek(scan)))
		scan->at++;
	scan->start = scan->at;
	if (scan->at >= scan->text.len) {
		*token = END;
		return true;
	}
	*token = classify(peek(scan));
	switch (*token) {
	case STRING:
		return scan_string(scan, err);
	case NUMBER_TOKEN:
		return scan_number(scan, err);
	case MARK:
		return scan_mark(scan, err);
	default:
		while (peek(scan) >= 'a' && peek(scan) <= 'z')
			scan->at++;
		return scan->at > scan->start ||
			wrong(scan, scan->start, err,
				_("this character cannot stand here"));
	}
}

static bool check_tokens(struct scanner scan, struct error *err)
{
	size_t invalid = utf8_invalid(scan.text);
	enum token token;

	if (invalid != SIZE_MAX)
		return wrong(&scan, invalid, err, _("the text is not UTF-8"));
	do {
		if (!scan_token(&scan, &token, err))
			return false;
		if (token != END && ++scan.tokens > TOKENS)
			return fail_at(err, ERROR_DENIED, scan.name, 0, 0,
				_("the text holds more than %d values and "
				  "marks"),
				TOKENS);
	} while (token != END);
	return true;
}

/* Moves to the next string or number. check_tokens has seen them all. */
static size_t scan_value(struct scanner *scan)
{
	enum token token;

	while (scan_token(scan, &token, NULL) && token != END)
		if (token == STRING || token == NUMBER_TOKEN)
			break;
	return scan->start;
}

struct member {
	struct str key;
	size_t offset;
};

static int compare_members(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order = str_compare(x->key, y->key);

	return order ? order
		     : (x->offset > y->offset) - (x->offset < y->offset);
}

static bool check_keys(const struct scanner *scan, struct member *members,
	size_t count, struct error *err)
{
	if (count < 2)
		return true;
	qsort(members, count, sizeof *members, compare_members);
	for (size_t i = 1; i < count; i++) {
		unsigned line, column, first, unused;

		if (!str_equal(members[i - 1].key, members[i].key))
			continue;
		utf8_position(
			scan->text, members[i - 1].offset, &first, &unused);
		utf8_position(scan->text, members[i].offset, &line, &column);
		return fail_at(err, ERROR_SYNTAX, scan->name, line, column,
			_("'%s' is given twice; first on line %u"),
			members[i].key.ptr, first);
	}
	return true;
}

/* Integers beyond 2^53 keep their digits. */
static void keep_number(
	struct arena *arena, const struct scanner *scan, cJSON *node)
{
	struct str text =
		str_sub(scan->text, scan->start, scan->at - scan->start);
	long value;

	if (fabs(node->valuedouble) >= 0x1p53 && str_to_long(text, &value))
		node->valuestring = arena_copy(arena, text.ptr, text.len);
}

/* Along the tree and the text together; recursion is at most DEPTH deep. */
static bool settle(struct arena *arena, struct arena *scratch,
	struct scanner *scan, cJSON *node, struct error *err)
{
	struct member *members = NULL;
	size_t count = 0, capacity = 0;

	if (cJSON_IsString(node) || cJSON_IsNumber(node))
		scan_value(scan);
	if (cJSON_IsNumber(node))
		keep_number(arena, scan, node);
	for (cJSON *child = node->child; child; child = child->next) {
		if (child->string)
			*PUSH(scratch, members, count, capacity) =
				(struct member){str_from(child->string),
					scan_value(scan)};
		if (!settle(arena, scratch, scan, child, err))
			return false;
	}
	return check_keys(scan, members, count, err);
}

static cJSON *run_cjson(struct arena *arena, struct str text, size_t *end)
{
	cJSON_Hooks hooks = {take, give_back};
	struct str copy = str_copy(arena, text);
	const char *stop = copy.ptr;
	cJSON *root;

	cJSON_InitHooks(&hooks);
	parsing = arena;
	root = cJSON_ParseWithLengthOpts(copy.ptr, copy.len + 1, &stop, true);
	*end = (size_t)(stop - copy.ptr);
	return root;
}

bool json_parse(struct arena *arena, const char *name, struct str text,
	struct json **out, struct error *err)
{
	struct scanner scan = {.name = name, .text = text};
	struct arena *scratch;
	size_t end;
	cJSON *root;
	bool worked;

	if (text.len > FILE_LIMIT)
		return fail_at(err, ERROR_DENIED, name, 0, 0,
			_("the text is larger than %d MiB"),
			FILE_LIMIT / 1024 / 1024);
	if (str_starts(text, "\xef\xbb\xbf"))
		scan.text = str_sub(text, 3, text.len);
	if (!check_tokens(scan, err))
		return false;
	root = run_cjson(arena, scan.text, &end);
	if (!root)
		return wrong(&scan, end, err,
			end >= scan.text.len
				? _("the text ends too early")
				: _("a value, a comma, a colon or a closing "
				    "bracket is missing or wrong here"));
	scratch = arena_new();
	worked = settle(arena, scratch, &scan, root, err);
	arena_free(scratch);
	if (worked)
		*out = json_of(root);
	return worked;
}

const struct json *json_get(const struct json *object, const char *key)
{
	return json_of(cJSON_GetObjectItemCaseSensitive(node_of(object), key));
}

struct str json_str(const struct json *json)
{
	return cJSON_IsString(node_of(json))
		? str_from(node_of(json)->valuestring)
		: (struct str){NULL, 0};
}

double json_number(const struct json *json, double otherwise)
{
	return cJSON_IsNumber(node_of(json)) ? node_of(json)->valuedouble
					     : otherwise;
}

long json_long(const struct json *json, long otherwise)
{
	const cJSON *node = node_of(json);
	long value;

	if (!cJSON_IsNumber(node))
		return otherwise;
	if (node->valuestring)
		return str_to_long(str_from(node->valuestring), &value)
			? value
			: otherwise;
	if (!(fabs(node->valuedouble) < 0x1p53) ||
		floor(node->valuedouble) < node->valuedouble)
		return otherwise;
	return (long)node->valuedouble;
}

bool json_bool(const struct json *json, bool otherwise)
{
	return cJSON_IsBool(node_of(json)) ? cJSON_IsTrue(node_of(json))
					   : otherwise;
}

bool json_is_null(const struct json *json)
{
	return !json || cJSON_IsNull(node_of(json));
}

size_t json_count(const struct json *json)
{
	size_t count = 0;

	for (json = json_first(json); json; json = json_next(json))
		count++;
	return count;
}

const struct json *json_first(const struct json *json)
{
	return json ? json_of(node_of(json)->child) : NULL;
}

const struct json *json_next(const struct json *json)
{
	return json ? json_of(node_of(json)->next) : NULL;
}

struct str json_key(const struct json *json)
{
	return str_from(json ? node_of(json)->string : NULL);
}

static cJSON *new_node(struct arena *arena, int type)
{
	cJSON *node = NEW(arena, cJSON);

	node->type = type;
	return node;
}

static cJSON *new_str(struct arena *arena, struct str value)
{
	cJSON *node = new_node(arena, cJSON_String);

	node->valuestring = arena_copy(arena, value.ptr, value.len);
	return node;
}

static cJSON *new_long(struct arena *arena, long value)
{
	cJSON *node = new_node(arena, cJSON_Number);
	struct buf text = {.arena = arena};

	node->valuedouble = (double)value;
	buf_long(&text, value);
	node->valuestring = text.ptr;
	return node;
}

struct json *json_object(struct arena *arena)
{
	return json_of(new_node(arena, cJSON_Object));
}

struct json *json_array(struct arena *arena)
{
	return json_of(new_node(arena, cJSON_Array));
}

void json_add(struct arena *arena, struct json *object, const char *key,
	struct json *value)
{
	cJSON *node = value ? node_of(value) : new_node(arena, cJSON_NULL);

	cJSON_AddItemToObjectCS(node_of(object), key, node);
}

void json_add_str(struct arena *arena, struct json *object, const char *key,
	struct str value)
{
	json_add(arena, object, key, json_of(new_str(arena, value)));
}

void json_add_number(
	struct arena *arena, struct json *object, const char *key, double value)
{
	cJSON *node =
		new_node(arena, isfinite(value) ? cJSON_Number : cJSON_NULL);

	node->valuedouble = value;
	json_add(arena, object, key, json_of(node));
}

void json_add_long(
	struct arena *arena, struct json *object, const char *key, long value)
{
	json_add(arena, object, key, json_of(new_long(arena, value)));
}

void json_add_bool(
	struct arena *arena, struct json *object, const char *key, bool value)
{
	json_add(arena, object, key,
		json_of(new_node(arena, value ? cJSON_True : cJSON_False)));
}

void json_append(struct json *array, struct json *value)
{
	cJSON_AddItemToArray(node_of(array), node_of(value));
}

void json_append_str(struct arena *arena, struct json *array, struct str value)
{
	json_append(array, json_of(new_str(arena, value)));
}

void json_append_long(struct arena *arena, struct json *array, long value)
{
	json_append(array, json_of(new_long(arena, value)));
}

/* cJSON prints numbers with at most 17 digits but compares loosely, and
 * indents with tabs; both matter to bytes that must be the same for ever. */
static void print_number(struct buf *out, double value)
{
	/* Fifteen digits are the shortest, if enough, but for numbers so small
	 * that they hold fewer. */
	int digits = fabs(value) < DBL_MIN ? 1 : 15;
	char text[32];

	do
		snprintf(text, sizeof text, "%.*g", digits, value);
	while (strtod(text, NULL) != value && digits++ < 17);
	buf_text(out, text);
}

static void print_escaped(struct buf *out, char c)
{
	static const char letters[] = "b\bf\fn\nr\rt\t\"\"\\\\";

	for (const char *p = letters; *p; p += 2)
		if (p[1] == c) {
			buf_char(out, '\\');
			buf_char(out, p[0]);
			return;
		}
	buf_format(out, "\\u%04x", (unsigned)c);
}

/* How many bytes need no escape. */
static size_t bare_length(const char *text)
{
	size_t len = 0;

	while ((unsigned char)text[len] >= ' ' && text[len] != '"' &&
		text[len] != '\\')
		len++;
	return len;
}

static void print_string(struct buf *out, const char *text)
{
	buf_char(out, '"');
	while (text && *text) {
		size_t run = bare_length(text);

		buf_add(out, (struct str){text, run});
		text += run;
		if (*text)
			print_escaped(out, *text++);
	}
	buf_char(out, '"');
}

static void print_break(struct buf *out, unsigned depth, bool indented)
{
	if (!indented)
		return;
	buf_char(out, '\n');
	for (unsigned i = 0; i < depth; i++)
		buf_text(out, "  ");
}

static void print_value(
	struct buf *out, const cJSON *node, unsigned depth, bool indented);

static void print_children(struct buf *out, const cJSON *node, unsigned depth,
	bool indented, const char *marks)
{
	buf_char(out, marks[0]);
	for (const cJSON *child = node->child; child; child = child->next) {
		print_break(out, depth + 1, indented);
		if (cJSON_IsObject(node)) {
			print_string(out, child->string);
			buf_text(out, indented ? ": " : ":");
		}
		print_value(out, child, depth + 1, indented);
		if (child->next)
			buf_char(out, ',');
	}
	if (node->child)
		print_break(out, depth, indented);
	buf_char(out, marks[1]);
}

static void print_value(
	struct buf *out, const cJSON *node, unsigned depth, bool indented)
{
	if (cJSON_IsObject(node))
		print_children(out, node, depth, indented, "{}");
	else if (cJSON_IsArray(node))
		print_children(out, node, depth, indented, "[]");
	else if (cJSON_IsString(node))
		print_string(out, node->valuestring);
	else if (cJSON_IsNumber(node) && node->valuestring)
		buf_text(out, node->valuestring);
	else if (cJSON_IsNumber(node))
		print_number(out, node->valuedouble);
	else if (cJSON_IsBool(node))
		buf_text(out, cJSON_IsTrue(node) ? "true" : "false");
	else
		buf_text(out, "null");
}

struct str json_print(
	struct arena *arena, const struct json *json, bool indented)
{
	struct buf out = {.arena = arena};

	buf_reserve(&out, 1000);
	print_value(&out, node_of(json), 0, indented);
	if (indented)
		buf_char(&out, '\n');
	return buf_str(&out);
}
