#include "engine/score/correction.h"

#include "base/i18n.h"
#include "engine/score/item_name.h"
#include "engine/score/judge.h"

static const char *const kind_names[] = {"key", "also", "bonus", "cancel"};

/* ---- which question ---- */

static bool no_form(const struct exam *exam, struct str text, struct error *err)
{
	return fail(err, ERROR_INVALID,
		_("'%.*s' is another question on each code: say of which, as "
		  "%.*s:%.*s"),
		STR_ARG(text), STR_ARG(exam->forms[0].code), STR_ARG(text));
}

/* item NULL: it was named by its id. */
static bool find_question(struct arena *arena, const struct exam *exam,
	struct str text, const struct question **q, const struct item **item,
	struct error *err)
{
	size_t at = exam_question(exam, text);
	const struct form *form = exam->forms;
	struct item_name name;
	struct str code = STR("");

	*item = NULL;
	if (at != SIZE_MAX) {
		*q = &exam->questions[at];
		return true;
	}
	if (str_find(text, ":", 0) != SIZE_MAX) {
		(void)str_cut(&text, ':', &code);
		form = exam_form(exam, str_trim(code));
		if (!form)
			return fail(err, ERROR_NOTFOUND,
				_("no form of the exam has the code '%.*s'"),
				STR_ARG(code));
		text = str_trim(text);
	}
	at = item_name_read(arena, text, &name) ? item_named(exam, form, &name)
						: SIZE_MAX;
	if (at == SIZE_MAX)
		return fail(err, ERROR_NOTFOUND,
			_("the exam has no question '%.*s'"), STR_ARG(text));
	if (exam->form_count > 1 && !code.len)
		return no_form(exam, text, err);
	*item = &form->items[at];
	*q = &exam->questions[(*item)->question];
	return true;
}

bool correction_question(struct arena *arena, const struct exam *exam,
	struct str text, struct str *id, struct error *err)
{
	const struct question *q;
	const struct item *item;

	if (!find_question(arena, exam, str_trim(text), &q, &item, err))
		return false;
	*id = q->id;
	return true;
}

/* ---- keys as people write them ---- */

static bool no_key(const struct question *q, struct str key, struct error *err)
{
	return fail(err, ERROR_INVALID,
		_("'%.*s' is no key of question '%.*s' (%s)"), STR_ARG(key),
		STR_ARG(q->id), question_type_label(q->type));
}

static size_t author_place(const struct item *item, size_t printed)
{
	return item && item->order ? item->order[printed] : printed;
}

static bool turn_letters(struct arena *arena, const struct question *q,
	const struct item *item, struct str *key, struct error *err)
{
	struct buf out = {.arena = arena};
	uint32_t bits, turned = 0;

	if (!answer_letters(*key, q->option_count, &bits))
		return no_key(q, *key, err);
	for (size_t i = 0; i < q->option_count; i++)
		if (bits >> i & 1)
			turned |= UINT32_C(1) << author_place(item, i);
	for (size_t i = 0; i < q->option_count; i++)
		if (turned >> i & 1)
			buf_char(&out, option_letter(i));
	*key = buf_str(&out);
	return true;
}

static bool turn_truths(struct arena *arena, const struct question *q,
	const struct item *item, struct str *key, struct error *err)
{
	size_t count = q->type == TYPE_TRUEFALSE ? 1 : q->statement_count;
	int *truths = NEW_ARRAY(arena, count, int);
	char *turned = NEW_ARRAY(arena, count + 1, char);

	if (answer_truths(arena, *key, truths, count) != count)
		return no_key(q, *key, err);
	for (size_t i = 0; i < count; i++) {
		if (truths[i] < 0)
			return no_key(q, *key, err);
		turned[author_place(item, i)] = truths[i] ? 'T' : 'F';
	}
	*key = str_from(turned);
	return true;
}

static bool read_number(struct str text, struct decimal *out)
{
	return decimal_parse(str_trim(text), out);
}

static bool check_numbers(
	const struct question *q, struct str key, struct error *err)
{
	struct str rest = key, one;
	struct decimal d;

	while (str_cut(&rest, '|', &one))
		if (!read_number(one, &d))
			return no_key(q, key, err);
	return true;
}

static bool turn_key(struct arena *arena, const struct question *q,
	const struct item *item, struct str *key, struct error *err)
{
	*key = str_copy(arena, str_trim(*key));
	if (!key->len)
		return no_key(q, *key, err);
	switch (q->type) {
	case TYPE_CHOICE:
	case TYPE_MULTIPLE:
		return turn_letters(arena, q, item, key, err);
	case TYPE_TRUEFALSE:
	case TYPE_STATEMENTS:
		return turn_truths(arena, q, item, key, err);
	case TYPE_NUMERIC:
		return check_numbers(q, *key, err);
	case TYPE_SHORT:
		return true;
	default:
		return fail(err, ERROR_INVALID,
			_("question '%.*s' (%s) has no key that can be given "
			  "so; it can be cancelled, or its points given to "
			  "all"),
			STR_ARG(q->id), question_type_label(q->type));
	}
}

bool correction_parse(struct arena *arena, const struct exam *exam,
	struct str text, struct correction *out, struct error *err)
{
	const struct question *q;
	const struct item *item;
	struct str name;

	if (str_find(text, "=", 0) == SIZE_MAX)
		return fail(err, ERROR_INVALID,
			_("'%.*s' is no corrected key: write 101:17=C, or the "
			  "question's id in place of 101:17"),
			STR_ARG(text));
	(void)str_cut(&text, '=', &name);
	out->kind = str_ends(name, "+") ? CORRECTION_ALSO : CORRECTION_KEY;
	if (out->kind == CORRECTION_ALSO)
		name.len--;
	if (!find_question(arena, exam, str_trim(name), &q, &item, err))
		return false;
	if (out->kind == CORRECTION_ALSO &&
		(q->type == TYPE_TRUEFALSE || q->type == TYPE_STATEMENTS))
		return no_key(q, text, err);
	out->question = q->id;
	out->key = text;
	return turn_key(arena, q, item, &out->key, err);
}

/* ---- the corrected exam ---- */

static void set_options(
	struct arena *arena, struct question *q, const struct correction *c)
{
	struct option *options =
		NEW_ARRAY(arena, q->option_count, struct option);
	uint32_t bits = 0;

	(void)answer_letters(c->key, q->option_count, &bits);
	for (size_t i = 0; i < q->option_count; i++) {
		bool right = bits >> i & 1;

		options[i] = q->options[i];
		options[i].right = right ||
			(c->kind == CORRECTION_ALSO && options[i].right);
		/* Credits were those of the old key. */
		options[i].credit = 0;
	}
	q->options = options;
}

static void set_truths(
	struct arena *arena, struct question *q, const struct correction *c)
{
	struct statement *statements =
		NEW_ARRAY(arena, q->statement_count, struct statement);

	if (q->type == TYPE_TRUEFALSE) {
		q->truth = c->key.ptr[0] == 'T';
		return;
	}
	for (size_t i = 0; i < q->statement_count; i++) {
		statements[i] = q->statements[i];
		statements[i].key = c->key.ptr[i] == 'T';
	}
	q->statements = statements;
}

static size_t count_pieces(struct str text)
{
	struct str one;
	size_t n = 0;

	while (str_cut(&text, '|', &one))
		n++;
	return n;
}

static void set_numbers(
	struct arena *arena, struct question *q, const struct correction *c)
{
	size_t kept = c->kind == CORRECTION_ALSO ? q->number_count : 0, n = 0;
	struct number *numbers =
		NEW_ARRAY(arena, kept + count_pieces(c->key), struct number);
	struct str rest = c->key, one;

	for (; n < kept; n++)
		numbers[n] = q->numbers[n];
	while (str_cut(&rest, '|', &one)) {
		numbers[n] = q->numbers[0];
		numbers[n].credit = POINT;
		if (read_number(one, &numbers[n].value))
			n++;
	}
	q->numbers = numbers;
	q->number_count = n;
}

static void set_accepted(
	struct arena *arena, struct question *q, const struct correction *c)
{
	size_t kept = c->kind == CORRECTION_ALSO ? q->accepted_count : 0, n = 0;
	struct accepted *accepted =
		NEW_ARRAY(arena, kept + count_pieces(c->key), struct accepted);
	struct str rest = c->key, one;

	for (; n < kept; n++)
		accepted[n] = q->accepted[n];
	while (str_cut(&rest, '|', &one))
		accepted[n++] = (struct accepted){
			.text = str_trim(one), .credit = POINT};
	q->accepted = accepted;
	q->accepted_count = n;
}

static void (*const setters[TYPE_COUNT])(
	struct arena *arena, struct question *q, const struct correction *c) = {
	[TYPE_CHOICE] = set_options,
	[TYPE_MULTIPLE] = set_options,
	[TYPE_TRUEFALSE] = set_truths,
	[TYPE_STATEMENTS] = set_truths,
	[TYPE_NUMERIC] = set_numbers,
	[TYPE_SHORT] = set_accepted,
};

/* Items whose question was corrected get its key anew. */
static const struct form *rekey(struct arena *arena, const struct exam *exam,
	const struct question *questions, const bool *changed)
{
	struct form *forms = NEW_ARRAY(arena, exam->form_count, struct form);
	const char *language = str_cstr(arena, exam->blueprint->language);

	for (size_t f = 0; f < exam->form_count; f++) {
		size_t count = exam->forms[f].item_count;
		struct item *items = NEW_ARRAY(arena, count, struct item);

		for (size_t i = 0; i < count; i++) {
			items[i] = exam->forms[f].items[i];
			if (changed[items[i].question])
				items[i].key = question_key(arena,
					&questions[items[i].question],
					items[i].order, language);
		}
		forms[f] = exam->forms[f];
		forms[f].items = items;
	}
	return forms;
}

bool exam_correct(struct arena *arena, const struct exam *exam,
	const struct correction *corrections, size_t count,
	const struct exam **out, struct error *err)
{
	struct question *questions;
	struct exam *corrected;
	bool *changed;

	*out = exam;
	if (!count)
		return true;
	questions = NEW_ARRAY(arena, exam->question_count, struct question);
	changed = NEW_ARRAY(arena, exam->question_count, bool);
	for (size_t i = 0; i < exam->question_count; i++)
		questions[i] = exam->questions[i];
	for (size_t i = 0; i < count; i++) {
		const struct correction *c = &corrections[i];
		size_t at = exam_question(exam, c->question);
		struct str key = c->key;

		if (at == SIZE_MAX)
			return fail(err, ERROR_NOTFOUND,
				_("the exam has no question '%.*s'"),
				STR_ARG(c->question));
		if (c->kind == CORRECTION_BONUS || c->kind == CORRECTION_CANCEL)
			continue;
		if (!turn_key(arena, &questions[at], NULL, &key, err))
			return false;
		setters[questions[at].type](arena, &questions[at], c);
		changed[at] = true;
	}
	corrected = NEW(arena, struct exam);
	*corrected = *exam;
	corrected->questions = questions;
	corrected->forms = rekey(arena, exam, questions, changed);
	*out = corrected;
	return true;
}

/* ---- JSON ---- */

struct json *corrections_to_json(
	struct arena *arena, const struct correction *corrections, size_t count)
{
	struct json *list = json_array(arena);

	for (size_t i = 0; i < count; i++) {
		struct json *one = json_object(arena);

		json_add_str(arena, one, "question", corrections[i].question);
		json_add_str(arena, one, "kind",
			str_from(kind_names[corrections[i].kind]));
		if (corrections[i].key.len)
			json_add_str(arena, one, "key", corrections[i].key);
		json_append(list, one);
	}
	return list;
}

static bool read_kind(struct str name, enum correction_kind *kind)
{
	for (int k = CORRECTION_KEY; k <= CORRECTION_CANCEL; k++)
		if (str_is(name, kind_names[k])) {
			*kind = (enum correction_kind)k;
			return true;
		}
	return false;
}

bool corrections_from_json(struct arena *arena, const struct json *json,
	struct correction **out, size_t *count, struct error *err)
{
	struct correction *list =
		NEW_ARRAY(arena, json_count(json), struct correction);

	*count = 0;
	for (const struct json *one = json_first(json); one;
		one = json_next(one)) {
		struct correction *c = &list[(*count)++];

		c->question = json_str(json_get(one, "question"));
		c->key = json_str(json_get(one, "key"));
		if (!c->question.len ||
			!read_kind(json_str(json_get(one, "kind")), &c->kind))
			return fail(err, ERROR_INVALID,
				_("the bank's scoring rules cannot be read"));
	}
	*out = list;
	return true;
}
