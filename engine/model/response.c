#include "engine/model/response.h"

#include "base/hash.h"
#include "base/i18n.h"
#include "base/utf8.h"

bool response_recognise(struct str text)
{
	struct str head = str_trim(str_sub(text, 0, 200));

	if (str_starts(head, "\xef\xbb\xbf"))
		head = str_sub(head, 3, head.len);
	return str_starts(str_trim(head), "{") &&
		str_find(head, "\"dethi\"", 0) != SIZE_MAX &&
		str_find(head, "\"response\"", 0) != SIZE_MAX;
}

static bool no_response(const char *name, struct error *err)
{
	return fail_at(err, ERROR_INVALID, name, 0, 0, "%s",
		_("this is no answer file of a quiz, or was changed"));
}

static bool read_texts(const struct json *json, struct response *out)
{
	const struct {
		const char *key;
		struct str *text;
	} texts[] = {
		{"exam", &out->exam},
		{"code", &out->code},
		{"person", &out->person},
		{"name", &out->name},
		{"class", &out->class},
		{"started", &out->started},
		{"finished", &out->finished},
		{"mac", &out->mac},
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		*texts[i].text = json_str(json_get(json, texts[i].key));
		if (texts[i].text->len > 1000)
			return false;
	}
	return out->exam.len > 0;
}

static bool read_lists(
	struct arena *arena, const struct json *json, struct response *out)
{
	const struct json *answers = json_get(json, "answers");
	const struct json *seconds = json_get(json, "seconds");
	size_t count = json_count(answers), n = 0;
	struct str *texts = NEW_ARRAY(arena, count, struct str);
	long *times = NEW_ARRAY(arena, count, long);

	if (count > RESPONSE_ANSWERS || json_count(seconds) != count)
		return false;
	for (const struct json *a = json_first(answers),
			       *s = json_first(seconds);
		a && s; a = json_next(a), s = json_next(s)) {
		texts[n] = json_str(a);
		times[n] = json_long(s, -1);
		if (texts[n].len > RESPONSE_TEXT || times[n] < 0)
			return false;
		n++;
	}
	out->answers = texts;
	out->seconds = times;
	out->answer_count = n;
	return n == count;
}

bool response_from_json(struct arena *arena, const char *name, struct str text,
	struct response *out, struct error *err)
{
	struct json *json;

	*out = (struct response){.answer_count = 0};
	if (text.len > RESPONSE_LIMIT)
		return fail_at(err, ERROR_DENIED, name, 0, 0, "%s",
			_("an answer file of more than 4 MB is refused"));
	if (!json_parse(arena, name, text, &json, err))
		return false;
	return (str_is(json_str(json_get(json, "dethi")), "response") &&
		       json_long(json_get(json, "version"), 0) == 1 &&
		       read_texts(json, out) && read_lists(arena, json, out)) ||
		no_response(name, err);
}

static void put_field(struct buf *out, struct str field)
{
	buf_long(out, (long)field.len);
	buf_char(out, ':');
	buf_add(out, field);
	buf_char(out, ',');
}

static struct str signed_text(struct arena *arena, const struct response *r)
{
	const struct str fields[] = {STR("dethi response 1"), r->exam, r->code,
		r->person, r->name, r->class, r->started, r->finished};
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		put_field(&out, fields[i]);
	for (size_t i = 0; i < r->answer_count; i++)
		put_field(&out, r->answers[i]);
	for (size_t i = 0; i < r->answer_count; i++)
		put_field(&out, str_format(arena, "%ld", r->seconds[i]));
	return buf_str(&out);
}

bool response_is_signed(
	struct arena *arena, const struct response *response, struct str ticket)
{
	return response->mac.len &&
		str_equal(response->mac,
			hash_hmac_hex(
				arena, ticket, signed_text(arena, response)));
}
