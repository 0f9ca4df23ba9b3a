#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* JSON values (cJSON behind the door); all of a value lives in one arena. */
struct json;

/* Depth at most 64, size at most FILE_LIMIT and ten million tokens, else
 * ERROR_DENIED. ERROR_SYNTAX with line and
 * column; name is the file's, for the error. Duplicate keys are refused. */
MUST bool json_parse(struct arena *arena, const char *name, struct str text,
	struct json **out, struct error *err);

/* Reading: each answers with the fallback when the value is missing or of
 * another type, so json may be NULL. Borrowed strings. */
const struct json *json_get(const struct json *object, const char *key);
struct str json_str(const struct json *json); /* else empty */
double json_number(const struct json *json, double otherwise);
long json_long(const struct json *json, long otherwise); /* exact integers */
bool json_bool(const struct json *json, bool otherwise);
bool json_is_null(const struct json *json); /* also when json is NULL */
size_t json_count(const struct json *json); /* of an array or object */
const struct json *json_first(const struct json *json); /* element, member */
const struct json *json_next(const struct json *json);
struct str json_key(const struct json *json); /* of a member */

/* Writing. Adding hands the value over. Keys must be literals or live as long
 * as the arena. */
struct json *json_object(struct arena *arena);
struct json *json_array(struct arena *arena);
void json_add(struct arena *arena, struct json *object, const char *key,
	struct json *value);
void json_add_str(struct arena *arena, struct json *object, const char *key,
	struct str value);
void json_add_number(struct arena *arena, struct json *object, const char *key,
	double value); /* shortest that reads back the same */
void json_add_long(
	struct arena *arena, struct json *object, const char *key, long value);
void json_add_bool(
	struct arena *arena, struct json *object, const char *key, bool value);
void json_append(struct json *array, struct json *value);
void json_append_str(struct arena *arena, struct json *array, struct str value);
void json_append_long(struct arena *arena, struct json *array, long value);

/* One line without spaces, or indented by two spaces with a final newline.
 * Members keep the order they were added in; bytes depend on nothing else. */
struct str json_print(
	struct arena *arena, const struct json *json, bool indented);

#endif
