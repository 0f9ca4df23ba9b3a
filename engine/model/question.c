#include "engine/model/question.h"

#include <assert.h>
#include <math.h>

#include "base/i18n.h"
#include "base/utf8.h"

const char *const question_type_names[] = {
	[TYPE_CHOICE] = "choice",
	[TYPE_MULTIPLE] = "multiple",
	[TYPE_TRUEFALSE] = "truefalse",
	[TYPE_STATEMENTS] = "statements",
	[TYPE_SHORT] = "short",
	[TYPE_NUMERIC] = "numeric",
	[TYPE_MATCH] = "match",
	[TYPE_ORDER] = "order",
	[TYPE_CLOZE] = "cloze",
	[TYPE_ESSAY] = "essay",
	[TYPE_COUNT] = NULL,
};

static const char *const type_labels[] = {
	[TYPE_CHOICE] = N_("choice"),
	[TYPE_MULTIPLE] = N_("several right"),
	[TYPE_TRUEFALSE] = N_("true/false"),
	[TYPE_STATEMENTS] = N_("true/false statements"),
	[TYPE_SHORT] = N_("short answer"),
	[TYPE_NUMERIC] = N_("number"),
	[TYPE_MATCH] = N_("matching"),
	[TYPE_ORDER] = N_("ordering"),
	[TYPE_CLOZE] = N_("gap-fill"),
	[TYPE_ESSAY] = N_("essay"),
};
static_assert(sizeof type_labels / sizeof *type_labels == TYPE_COUNT,
	"a label for every type");

/* Names without LEVEL_NONE's empty one, for suggestions. */
const char *const level_names[] = {
	"know", "understand", "apply", "extend", NULL};

static const char *const level_labels[] = {
	[LEVEL_NONE] = N_("no level"),
	[LEVEL_KNOW] = N_("know"),
	[LEVEL_UNDERSTAND] = N_("understand"),
	[LEVEL_APPLY] = N_("apply"),
	[LEVEL_EXTEND] = N_("extend"),
};
static_assert(sizeof level_labels / sizeof *level_labels == LEVEL_COUNT,
	"a label for every level");

const char *const status_names[] = {
	[STATUS_DRAFT] = "draft",
	[STATUS_REVIEW] = "review",
	[STATUS_APPROVED] = "approved",
	[STATUS_RETIRED] = "retired",
	[STATUS_COUNT] = NULL,
};

static const char *const status_labels[] = {
	[STATUS_DRAFT] = N_("draft"),
	[STATUS_REVIEW] = N_("in review"),
	[STATUS_APPROVED] = N_("approved"),
	[STATUS_RETIRED] = N_("retired"),
};
static_assert(sizeof status_labels / sizeof *status_labels == STATUS_COUNT,
	"a label for every status");

const char *question_type_name(enum question_type type)
{
	return question_type_names[type];
}

const char *level_name(enum level level)
{
	return level == LEVEL_NONE ? "" : level_names[level - 1];
}

const char *status_name(enum status status)
{
	return status_names[status];
}

const char *question_type_label(enum question_type type)
{
	return _(type_labels[type]);
}

const char *level_label(enum level level)
{
	return _(level_labels[level]);
}

const char *status_label(enum status status)
{
	return _(status_labels[status]);
}

static bool find_name(struct str s, const char *const *names, int *out)
{
	for (int i = 0; names[i]; i++)
		if (str_is(s, names[i])) {
			*out = i;
			return true;
		}
	return false;
}

bool question_type_parse(struct str s, enum question_type *out)
{
	int found;

	if (!find_name(s, question_type_names, &found))
		return false;
	*out = (enum question_type)found;
	return true;
}

bool status_parse(struct str s, enum status *out)
{
	int found;

	if (!find_name(s, status_names, &found))
		return false;
	*out = (enum status)found;
	return true;
}

/* Other spellings, folded. */
static bool level_alias(struct str folded, enum level *out)
{
	static const struct {
		const char *name;
		enum level level;
	} aliases[] = {
		{"know", LEVEL_KNOW},
		{"nhan biet", LEVEL_KNOW},
		{"biet", LEVEL_KNOW},
		{"nb", LEVEL_KNOW},
		{"n", LEVEL_KNOW},
		{"1", LEVEL_KNOW},
		{"understand", LEVEL_UNDERSTAND},
		{"thong hieu", LEVEL_UNDERSTAND},
		{"hieu", LEVEL_UNDERSTAND},
		{"th", LEVEL_UNDERSTAND},
		{"h", LEVEL_UNDERSTAND},
		{"2", LEVEL_UNDERSTAND},
		{"apply", LEVEL_APPLY},
		{"van dung", LEVEL_APPLY},
		{"vd", LEVEL_APPLY},
		{"v", LEVEL_APPLY},
		{"3", LEVEL_APPLY},
		{"extend", LEVEL_EXTEND},
		{"van dung cao", LEVEL_EXTEND},
		{"vdc", LEVEL_EXTEND},
		{"c", LEVEL_EXTEND},
		{"4", LEVEL_EXTEND},
	};

	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (str_is(folded, aliases[i].name)) {
			*out = aliases[i].level;
			return true;
		}
	return false;
}

bool level_parse(struct str s, enum level *out)
{
	struct arena *arena;
	bool known;
	int found;

	if (find_name(s, level_names, &found)) {
		*out = (enum level)(found + 1);
		return true;
	}
	if (s.len > 40 || utf8_invalid(s) != SIZE_MAX)
		return false;
	arena = arena_new();
	known = level_alias(utf8_fold(arena, str_trim(s)), out);
	arena_free(arena);
	return known;
}

struct question question_empty(void)
{
	struct question q = {.difficulty = NAN, .facility = NAN};

	return q;
}

char option_letter(size_t i)
{
	assert(i < 26);
	return (char)('A' + i);
}

size_t question_places(const struct question *q)
{
	switch (q->type) {
	case TYPE_CHOICE:
	case TYPE_MULTIPLE:
		return q->option_count;
	case TYPE_STATEMENTS:
		return q->statement_count;
	case TYPE_MATCH:
		return q->pair_count + q->distractor_count;
	case TYPE_ORDER:
		return q->item_count;
	default:
		return 0;
	}
}

bool question_id_sound(struct str s)
{
	static const char marks[] = "._-";
	size_t at = 0;

	if (!s.len || s.len > 100)
		return false;
	while (at < s.len) {
		uint32_t code = utf8_next(s, &at);
		bool ascii_word = (code >= '0' && code <= '9') ||
			(code >= 'A' && code <= 'Z') ||
			(code >= 'a' && code <= 'z');

		if (code < 0x80 ? !ascii_word && !strchr(marks, (int)code)
				: utf8_is_hidden(code))
			return false;
	}
	return true;
}

bool question_is_template(const struct question *q)
{
	return q->parameter_count > 0;
}
