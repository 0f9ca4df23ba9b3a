#include "base/utf8.h"
#include "engine/score/judge.h"

/* Numbers and texts, and what is accepted of them. */

static bool is_near(struct decimal answer, const struct number *number)
{
	return decimal_within(
		answer, number->value, number->tolerance, number->relative);
}

/* Without the unit, and without spaces between thousands. */
static bool number_of(const struct judging *j, struct decimal *out)
{
	struct buf digits = {.arena = j->arena};
	struct str text = j->answer;

	if (j->q->unit.len && text.len > j->q->unit.len &&
		str_equal(str_sub(text, text.len - j->q->unit.len, text.len),
			j->q->unit))
		text = str_trim(str_sub(text, 0, text.len - j->q->unit.len));
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != ' ')
			buf_char(&digits, text.ptr[i]);
	return decimal_parse(buf_str(&digits), out);
}

static struct share best_of(long credit)
{
	return share_of_credits(credit_exact(credit));
}

struct share judge_numeric(const struct judging *j)
{
	struct decimal answer;
	long best = 0;

	if (!number_of(j, &answer))
		return SHARE_ODD;
	for (size_t i = 0; i < j->q->number_count; i++)
		if (is_near(answer, &j->q->numbers[i]) &&
			j->q->numbers[i].credit > best)
			best = j->q->numbers[i].credit;
	return best_of(best);
}

struct str answer_normal(struct arena *arena, struct str text)
{
	struct str lower = utf8_lower(arena, utf8_nfc(arena, text));
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < lower.len; i++)
		if (!strchr(" \t\r\n", lower.ptr[i]))
			buf_char(&out, lower.ptr[i]);
		else if (out.len && out.ptr[out.len - 1] != ' ')
			buf_char(&out, ' ');
	return str_trim(buf_str(&out));
}

struct share judge_text(const struct judging *j, struct str answer,
	const struct accepted *accepted, size_t count, size_t first)
{
	struct str text = answer_normal(j->arena, answer);
	bool hard = false;
	long best = 0;

	for (size_t i = 0; i < count; i++) {
		const struct regex *pattern = j->keys->patterns[first + i];
		enum regex_result result = pattern
			? regex_match(pattern, answer)
			: str_equal(j->keys->normal[first + i], text)
			? REGEX_YES
			: REGEX_NO;

		hard = hard || result == REGEX_TOO_HARD;
		if (result == REGEX_YES && accepted[i].credit > best)
			best = accepted[i].credit;
	}
	return hard && best < POINT ? SHARE_OPEN : best_of(best);
}

static bool add_accepted(struct arena *arena, struct question_keys *keys,
	size_t at, const struct accepted *accepted, struct error *err)
{
	if (accepted->pattern)
		return regex_compile(
			arena, accepted->text, &keys->patterns[at], err);
	keys->normal[at] = answer_normal(arena, accepted->text);
	return true;
}

static const struct str *option_words(
	struct arena *arena, const struct question *q)
{
	struct str *words = NEW_ARRAY(arena, q->option_count, struct str);

	for (size_t i = 0; i < q->option_count; i++)
		words[i] = answer_words(arena, q->options[i].text);
	return words;
}

bool question_keys_make(struct arena *arena, const struct question *q,
	struct question_keys *keys, struct error *err)
{
	size_t count = q->accepted_count, at = 0;

	for (size_t i = 0; i < q->gap_count; i++)
		count += q->gaps[i].accepted_count;
	keys->options = option_words(arena, q);
	keys->normal = NEW_ARRAY(arena, count, struct str);
	keys->patterns = NEW_ARRAY(arena, count, const struct regex *);
	for (size_t i = 0; i < q->accepted_count; i++)
		if (!add_accepted(arena, keys, at++, &q->accepted[i], err))
			return false;
	for (size_t i = 0; i < q->gap_count; i++)
		for (size_t k = 0; k < q->gaps[i].accepted_count; k++)
			if (!add_accepted(arena, keys, at++,
				    &q->gaps[i].accepted[k], err))
				return false;
	return true;
}
