/* A formula as a teacher reads it aloud. A list of pieces is laid flat first,
 * groups opened, brackets paired; then it is read from left to right. What is
 * more than one word gets an end ("hết căn"), what is one needs none, so the
 * words say where everything belongs. */
#include "base/math/speech.h"
#include "base/utf8.h"

/* ---- what is written ---- */

static bool ends_with_pause(const struct speech *s)
{
	return s->out.len && memchr(",;:", s->out.ptr[s->out.len - 1], 3);
}

void speech_say_str(struct speech *s, struct str word)
{
	word = str_trim(word);
	if (!word.len)
		return;
	if (!memchr(",;.:!?", word.ptr[0], 6)) {
		if (s->out.len)
			buf_char(&s->out, ' ');
	} else if (word.len == 1 && ends_with_pause(s)) {
		s->out.len--;
	}
	buf_add(&s->out, word);
}

void speech_say(struct speech *s, const char *word)
{
	speech_say_str(s, str_from(word));
}

void speech_say_phrase(struct speech *s, enum phrase phrase)
{
	speech_say(s, speech_words_of(phrase, s->language));
}

void speech_pause(struct speech *s)
{
	if (s->out.len && !ends_with_pause(s) &&
		s->out.ptr[s->out.len - 1] != '.')
		buf_char(&s->out, ',');
}

/* A number's point or comma as the language has it; "12.000" is thousands in
 * Vietnamese, "12,000" in English. */
struct str speech_localised(struct speech *s, struct str text)
{
	char have = s->language == SPEECH_VI ? '.' : ',';
	const char *mark = memchr(text.ptr, have, text.len);
	size_t before, after;
	char *copy;

	if (!mark)
		return text;
	before = (size_t)(mark - text.ptr);
	after = text.len - before - 1;
	if (memchr(mark + 1, have, after) ||
		(after == 3 && !(before == 1 && text.ptr[0] == '0')))
		return text;
	copy = arena_copy(s->arena, text.ptr, text.len);
	copy[before] = have == '.' ? ',' : '.';
	return (struct str){copy, text.len};
}

/* ---- a list ---- */

/* ^{235}_{92}U: said after the symbol. */
static bool is_isotope(const struct items *list, size_t i)
{
	const struct item *item = &list->v[i];

	return item->scripts && item->scripts->sup &&
		speech_is_blank(item->node) &&
		speech_is_number(item->scripts->sup) && i + 1 < list->count &&
		(list->v[i + 1].node->kind == MATH_TEXT ||
			speech_is_letter(list->v[i + 1].node));
}

static size_t say_isotope(struct speech *s, const struct items *list, size_t i)
{
	const struct math *numbers = list->v[i].scripts;
	const struct item *symbol = &list->v[i + 1];

	speech_say_node(s, symbol->node);
	speech_say_phrase(s, SAY_MASS);
	speech_say_node(s, numbers->sup);
	if (numbers->sub) {
		speech_say_phrase(s, SAY_ATOMIC);
		speech_say_node(s, numbers->sub);
	}
	speech_say_scripts(s, list, symbol);
	return 2;
}

static void say_struck(struct speech *s, const struct item *item)
{
	if (item->class == CLASS_REL) {
		speech_say_phrase(s, SAY_NOT);
		speech_say_node(s, item->node->base);
		return;
	}
	speech_say_phrase(s, SAY_STRUCK);
	speech_say_node(s, item->node->base);
	if (!speech_is_simple(item->node->base))
		speech_say_phrase(s, SAY_END_STRUCK);
}

/* Its source, as letters and digits. */
static void say_error(struct speech *s, struct str text)
{
	struct buf out = {.arena = s->arena};

	for (size_t i = 0; i < text.len; i++)
		buf_char(&out,
			memchr("\\{}$^_&~", text.ptr[i], 8) ? ' '
							    : text.ptr[i]);
	speech_say_phrase(s, SAY_NOT_UNDERSTOOD);
	speech_say_str(s, buf_str(&out));
}

static void say_text(struct speech *s, struct str text)
{
	struct buf out = {.arena = s->arena};
	size_t offset = 0;

	while (offset < text.len) {
		uint32_t code = utf8_next(text, &offset);

		if (code == 0xA0 || (code >= 0x2000 && code <= 0x200B) ||
			code < ' ')
			code = ' ';
		if (code != ' ' || !out.len || out.ptr[out.len - 1] != ' ')
			utf8_put(&out, code);
	}
	speech_say_str(s, buf_str(&out));
}

/* A group with scripts of its own: {a+b}^2. */
static void say_group(
	struct speech *s, const struct items *list, const struct item *item)
{
	bool long_one = item->node->child && item->node->child->next;

	speech_say_list(s, item->node->child);
	if (item->scripts && item->scripts->sup && long_one) {
		speech_pause(s);
		speech_say_phrase(s, SAY_ALL);
	}
	speech_say_scripts(s, list, item);
}

static bool is_mixed(const struct items *list, size_t i)
{
	return i && list->v[i - 1].node->kind == MATH_NUMBER &&
		!list->v[i - 1].scripts;
}

static bool say_framed(struct speech *s, const struct math *node)
{
	if (node->kind != MATH_BOX)
		return false;
	speech_say_phrase(s, SAY_BOX);
	speech_say_node(s, node->base);
	if (!speech_is_simple(node->base))
		speech_say_phrase(s, SAY_END_BOX);
	return true;
}

static void say_kind(struct speech *s, struct items *list, size_t i)
{
	const struct item *item = &list->v[i];
	const struct math *node = item->node;

	switch (node->kind) {
	case MATH_TEXT:
		say_text(s, node->text);
		break;
	case MATH_FRACTION:
		speech_say_fraction(s, node, is_mixed(list, i));
		break;
	case MATH_ROOT:
		speech_say_root(s, node);
		break;
	case MATH_ACCENT:
		speech_say_accent(s, node);
		break;
	case MATH_LINE:
		speech_say_line(s, node);
		break;
	case MATH_STACK:
		speech_say_stack(s, node);
		return;
	case MATH_BRACE:
	case MATH_PHANTOM:
		speech_say_node(s, node->base);
		break;
	case MATH_ARROW:
		speech_say_arrow(s, list, node);
		break;
	case MATH_FENCE:
		speech_say_fence(s, node);
		break;
	case MATH_TABLE:
		speech_say_table(s, node);
		break;
	case MATH_STRIKE:
		say_struck(s, item);
		break;
	case MATH_MIDDLE:
	case MATH_BIG:
		speech_say_bracket(s, node->code);
		break;
	case MATH_ERROR:
		say_error(s, node->text);
		break;
	default:
		say_framed(s, node);
	}
	speech_say_scripts(s, list, item);
}

/* Says the piece at i, and how many pieces were said. */
static size_t say_item(struct speech *s, struct items *list, size_t i)
{
	const struct item *item = &list->v[i];
	size_t unit;

	if (item->role == ROLE_OPEN) {
		speech_say_open(s, list, i);
	} else if (item->role == ROLE_CLOSE) {
		speech_say_close(s, list, i);
	} else if (item->role == ROLE_BAR) {
		speech_say_bar(s, list, i);
	} else if (item->instead) {
		speech_say(s, item->instead);
	} else if (is_isotope(list, i)) {
		return say_isotope(s, list, i);
	} else if ((unit = speech_say_unit(s, list, i))) {
		return unit;
	} else if (item->node->kind == MATH_ATOM) {
		if (!speech_large(item->code, s->language) ||
			item->class != CLASS_OP)
			return speech_say_atom(s, list, i);
		speech_say_large(s, item);
	} else if (item->node->kind == MATH_NUMBER) {
		speech_say_number(s, list, i);
	} else if (item->node->kind == MATH_OPERATOR) {
		speech_say_operator(s, list, i);
	} else if (item->node->kind == MATH_ROW) {
		say_group(s, list, item);
	} else {
		say_kind(s, list, i);
	}
	return 1;
}

static void say_items(struct speech *s, struct items *list)
{
	speech_pair(list);
	for (size_t i = 0; i < list->count;)
		i += say_item(s, list, i);
}

void speech_say_list(struct speech *s, const struct math *node)
{
	struct items list = {.arena = s->arena};

	speech_lay_list(&list, node);
	say_items(s, &list);
}

/* One node, whatever comes after it in its list. */
void speech_say_node(struct speech *s, const struct math *node)
{
	struct items list = {.arena = s->arena};

	speech_lay(&list, node);
	say_items(s, &list);
}

struct str math_to_speech(
	struct arena *arena, const struct math *math, const char *language)
{
	struct speech s = {.arena = arena,
		.out = {.arena = arena},
		.language = str_is(str_from(language), "vi") ? SPEECH_VI
							     : SPEECH_EN};

	speech_say_node(&s, math);
	while (s.out.len && memchr(", ;:", s.out.ptr[s.out.len - 1], 4))
		s.out.len--;
	if (!s.out.len)
		speech_say_phrase(&s, SAY_BLANK);
	return buf_str(&s.out);
}
