#include "engine/model/query.h"

#include <math.h>

#include "base/decimal.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* What a person types is short; what is longer was not typed. */
enum { TEXT_LIMIT = 4096, WORD_LIMIT = 100, VALUE_LIMIT = 200 };

struct parser {
	struct arena *arena;
	struct str text;
	size_t at;
	struct query_word *words;
	size_t word_count, word_capacity;
	struct query_filter *filters;
	size_t filter_count, filter_capacity;
	size_t value_count; /* of all filters */
};

static const char *const field_names[QUERY_FIELDS + 1] = {
	[QUERY_SUBJECT] = "subject",
	[QUERY_GRADE] = "grade",
	[QUERY_TOPIC] = "topic",
	[QUERY_LEVEL] = "level",
	[QUERY_TYPE] = "type",
	[QUERY_TAG] = "tag",
	[QUERY_STATUS] = "status",
	[QUERY_ID] = "id",
	[QUERY_OUTCOME] = "outcome",
	[QUERY_STIMULUS] = "stimulus",
	[QUERY_FACILITY] = "facility",
	[QUERY_DISCRIMINATION] = "discrimination",
};

static unsigned column_of(const struct parser *p, size_t offset)
{
	unsigned line, column;

	utf8_position(p->text, offset, &line, &column);
	return column;
}

#define FAIL(p, offset, code, ...)                                             \
	fail_at(err, code, "", 1, column_of(p, offset), __VA_ARGS__)

static char peek(const struct parser *p)
{
	return p->at < p->text.len ? p->text.ptr[p->at] : 0;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Up to white space, a quote, or one of stops. */
static struct str read_bare(struct parser *p, const char *stops)
{
	size_t start = p->at;
	char c;

	while ((c = peek(p)) && !is_space(c) && c != '"' && !strchr(stops, c))
		p->at++;
	return str_sub(p->text, start, p->at - start);
}

/* From the quote at p->at to after the one that closes it. */
static bool read_quoted(struct parser *p, struct str *out, struct error *err)
{
	size_t start = p->at + 1;
	size_t end = str_find(p->text, "\"", start);

	if (end == SIZE_MAX)
		return FAIL(p, p->at, ERROR_SYNTAX,
			_("the quote that begins here is not closed"));
	*out = str_sub(p->text, start, end - start);
	p->at = end + 1;
	return true;
}

static bool parse_grade(struct str value, struct str *out)
{
	long grade;

	*out = value;
	return str_to_long(value, &grade) && grade >= 1 && grade <= 12 &&
		value.ptr[0] >= '1' && value.ptr[0] <= '9';
}

static bool parse_level(struct str value, struct str *out)
{
	enum level level;

	if (!level_parse(value, &level))
		return false;
	*out = str_from(level_name(level));
	return true;
}

static bool parse_type(struct str value, struct str *out)
{
	enum question_type type;

	if (!question_type_parse(value, &type))
		return false;
	*out = str_from(question_type_name(type));
	return true;
}

static bool parse_status(struct str value, struct str *out)
{
	enum status status;

	if (!status_parse(value, &status))
		return false;
	*out = str_from(status_name(status));
	return true;
}

/* "0.3", "30%" */
static bool read_share(struct str text, double *out)
{
	bool percent = str_ends(text, "%");
	struct decimal number;

	text.len -= percent;
	if (!decimal_parse(text, &number))
		return false;
	*out = decimal_value(number) / (percent ? 100 : 1);
	return true;
}

bool query_range(struct str value, struct query_range *out)
{
	size_t dots = str_find(value, "..", 0);

	*out = (struct query_range){.low = -INFINITY, .high = INFINITY};
	if (str_is(value, "none")) {
		out->none = true;
		return true;
	}
	if (dots != SIZE_MAX)
		return read_share(str_sub(value, 0, dots), &out->low) &&
			read_share(str_sub(value, dots + 2, value.len),
				&out->high);
	out->open = true;
	if (str_starts(value, "<"))
		return read_share(str_sub(value, 1, value.len), &out->high);
	return str_starts(value, ">") &&
		read_share(str_sub(value, 1, value.len), &out->low);
}

static bool parse_range(struct str value, struct str *out)
{
	struct query_range range;

	*out = value;
	return query_range(value, &range);
}

/* Filters whose values are a closed list. */
static const struct {
	bool (*parse)(struct str value, struct str *out);
	const char *expected;
	const char *const *names;
} closed[QUERY_FIELDS] = {
	[QUERY_GRADE] = {parse_grade, N_("a number from 1 to 12"), NULL},
	[QUERY_LEVEL] = {parse_level, N_("know, understand, apply or extend"),
		level_names},
	[QUERY_TYPE] = {parse_type,
		N_("choice, multiple, truefalse, statements, short, numeric, "
		   "match, order, cloze or essay"),
		question_type_names},
	[QUERY_STATUS] = {parse_status,
		N_("draft, review, approved or retired"), status_names},
	[QUERY_FACILITY] = {parse_range,
		N_("a range as <0.3, >60%, 0.2..0.4, or none"), NULL},
	[QUERY_DISCRIMINATION] = {parse_range,
		N_("a range as <0.3, >60%, 0.2..0.4, or none"), NULL},
};

static bool settle_value(struct parser *p, enum query_field field, size_t start,
	struct str value, struct str *out, struct error *err)
{
	const char *near;

	*out = value;
	if (!value.len)
		return FAIL(p, start, ERROR_INVALID,
			_("'%s:' needs a value after the colon"),
			field_names[field]);
	if (!closed[field].parse || closed[field].parse(value, out))
		return true;
	near = closed[field].names ? str_nearest(value, closed[field].names)
				   : NULL;
	if (near)
		return FAIL(p, start, ERROR_INVALID,
			_("'%s' cannot be '%.*s'; did you mean '%s'?"),
			field_names[field], STR_ARG(value), near);
	return FAIL(p, start, ERROR_INVALID,
		_("'%s' cannot be '%.*s'; expected %s"), field_names[field],
		STR_ARG(value), _(closed[field].expected));
}

/* The values after the colon, separated by commas. */
static bool parse_values(
	struct parser *p, struct query_filter *filter, struct error *err)
{
	struct str *values = NULL;
	size_t capacity = 0;

	do {
		size_t start = p->at += filter->count > 0;
		struct str value;

		if (peek(p) == '"') {
			if (!read_quoted(p, &value, err))
				return false;
		} else {
			value = read_bare(p, ",");
		}
		if (++p->value_count > VALUE_LIMIT)
			return FAIL(p, start, ERROR_DENIED,
				_("a search has at most %d values"),
				VALUE_LIMIT);
		if (!settle_value(p, filter->field, start, value,
			    PUSH(p->arena, values, filter->count, capacity),
			    err))
			return false;
	} while (peek(p) == ',');
	filter->values = values;
	return true;
}

static bool find_field(struct str name, enum query_field *out)
{
	for (int i = 0; i < QUERY_FIELDS; i++) {
		if (str_is(name, field_names[i])) {
			*out = (enum query_field)i;
			return true;
		}
	}
	return false;
}

/* The ASCII letters before a colon at p->at; empty when it is none. */
static struct str filter_name(const struct parser *p)
{
	size_t end = p->at;

	while (end < p->text.len && ((p->text.ptr[end] | 32) >= 'a') &&
		((p->text.ptr[end] | 32) <= 'z'))
		end++;
	if (end == p->text.len || p->text.ptr[end] != ':')
		return (struct str){0};
	return str_sub(p->text, p->at, end - p->at);
}

static bool add_word(struct parser *p, size_t start, struct str text,
	bool phrase, bool not, struct error *err)
{
	struct query_word word = {.text = text, .phrase = phrase, .not = not };

	if (peek(p) == '*' && phrase) {
		word.prefix = true;
		p->at++;
	}
	while (!phrase && str_ends(word.text, "*")) {
		word.prefix = true;
		word.text.len--;
	}
	if (!word.text.len)
		return true;
	if (p->word_count == WORD_LIMIT)
		return FAIL(p, start, ERROR_DENIED,
			_("a search has at most %d words"), WORD_LIMIT);
	*PUSH(p->arena, p->words, p->word_count, p->word_capacity) = word;
	return true;
}

static bool parse_filter(struct parser *p, struct str name,
	enum query_field field, bool not, struct error *err)
{
	struct query_filter filter = {.field = field, .not = not };

	p->at += name.len + 1;
	if (!parse_values(p, &filter, err))
		return false;
	*PUSH(p->arena, p->filters, p->filter_count, p->filter_capacity) =
		filter;
	return true;
}

static bool parse_piece(struct parser *p, struct error *err)
{
	size_t start = p->at;
	bool not = peek(p) == '-';
	enum query_field field;
	struct str name, text;
	const char *near;

	p->at += not ;
	if (peek(p) == '"')
		return read_quoted(p, &text, err) &&
			add_word(p, start, text, true, not, err);
	name = filter_name(p);
	if (find_field(name, &field))
		return parse_filter(p, name, field, not, err);
	near = name.len ? str_nearest(name, field_names) : NULL;
	if (near)
		return FAIL(p, p->at, ERROR_NOTFOUND,
			_("there is no filter '%.*s:'; did you mean '%s:'? To "
			  "search for these words, put them in quotes"),
			STR_ARG(name), near);
	return add_word(p, start, read_bare(p, ""), false, not, err);
}

/* NFC, with the quotes that telephones write made plain ones. */
static bool normalise(struct parser *p, struct str text, struct error *err)
{
	static const char *const quotes[] = {"“", "”", "„"};
	struct buf buf = {.arena = p->arena};
	size_t invalid = utf8_invalid(text);

	if (text.len > TEXT_LIMIT)
		return fail(err, ERROR_DENIED,
			_("a search has at most %d bytes"), TEXT_LIMIT);
	if (invalid != SIZE_MAX)
		return fail_at(err, ERROR_SYNTAX, "", 1, (unsigned)invalid + 1,
			_("the search is not UTF-8 text"));
	text = utf8_nfc(p->arena, text);
	for (size_t i = 0; i < text.len;) {
		size_t q = 0;

		while (q < 3 && !str_starts(str_sub(text, i, 3), quotes[q]))
			q++;
		buf_char(&buf, q < 3 ? '"' : text.ptr[i]);
		i += q < 3 ? 3 : 1;
	}
	p->text = buf_str(&buf);
	return true;
}

bool query_parse(struct arena *arena, struct str text, struct query *out,
	struct error *err)
{
	struct parser p = {.arena = arena};

	if (!normalise(&p, text, err))
		return false;
	while (p.at < p.text.len) {
		if (is_space(p.text.ptr[p.at]))
			p.at++;
		else if (!parse_piece(&p, err))
			return false;
	}
	*out = (struct query){p.words, p.word_count, p.filters, p.filter_count};
	return true;
}
