#include "render/quiz_parts.h"

/* The controls of each type. Everything here sees struct shown only. */

struct asked {
	struct html *h;
	struct str language;
	size_t index;
	const struct shown *shown;
};

static struct str say(const struct asked *a, enum phrase id)
{
	return phrase(a->language, id);
}

/* ---- options ---- */

static void put_options(const struct asked *a, const char *kind)
{
	html_raw(a->h, "<div class=\"options\">");
	for (size_t i = 0; i < a->shown->choice_count; i++) {
		html_format(a->h,
			"<label class=\"option\" data-place=\"%zu\">"
			"<input type=\"%s\" name=\"q%zu\" value=\"%zu\">"
			"<b class=\"letter\">%c</b><span class=\"body\">",
			i, kind, a->index, i, option_letter(i));
		html_inline(a->h, a->shown->choices[i]);
		html_raw(a->h, "</span></label>");
	}
	html_raw(a->h, "</div>");
}

static void put_choice(const struct asked *a)
{
	put_options(a, "radio");
}

static void put_multiple(const struct asked *a)
{
	put_options(a, "checkbox");
}

/* ---- truths ---- */

static void put_truths(const struct asked *a, size_t place)
{
	static const struct {
		const char *value;
		enum phrase phrase;
	} truths[] = {{"T", PHRASE_TRUE}, {"F", PHRASE_FALSE}};

	html_raw(a->h, "<span class=\"truths\">");
	for (size_t i = 0; i < 2; i++) {
		html_format(a->h,
			"<label><input type=\"radio\" name=\"q%zu.%zu\" "
			"value=\"%s\"><span>",
			a->index, place, truths[i].value);
		html_text(a->h, say(a, truths[i].phrase));
		html_raw(a->h, "</span></label>");
	}
	html_raw(a->h, "</span>");
}

static void put_truefalse(const struct asked *a)
{
	put_truths(a, 0);
}

static void put_statements(const struct asked *a)
{
	html_raw(a->h, "<div class=\"statements\">");
	for (size_t i = 0; i < a->shown->choice_count; i++) {
		html_format(a->h,
			"<fieldset class=\"statement\" data-place=\"%zu\">"
			"<legend><b class=\"letter\">%c</b>"
			"<span class=\"body\">",
			i, 'a' + (int)i);
		html_inline(a->h, a->shown->choices[i]);
		html_raw(a->h, "</span></legend>");
		put_truths(a, i);
		html_raw(a->h, "</fieldset>");
	}
	html_raw(a->h, "</div>");
}

/* ---- to be written ---- */

static void put_field(const struct asked *a, const char *attributes)
{
	html_raw(a->h, "<label class=\"written\"><span>");
	html_text(a->h, say(a, PHRASE_WRITE));
	html_format(a->h, "</span><input type=\"text\" name=\"q%zu\" %s>",
		a->index, attributes);
	if (a->shown->unit.len) {
		html_raw(a->h, "<span class=\"unit\">");
		html_inline(a->h, a->shown->unit);
		html_raw(a->h, "</span>");
	}
	html_raw(a->h, "</label>");
}

static void put_short(const struct asked *a)
{
	put_field(a,
		"maxlength=\"500\" autocomplete=\"off\" autocapitalize=\"off\" "
		"spellcheck=\"false\"");
}

static void put_numeric(const struct asked *a)
{
	put_field(a,
		"maxlength=\"40\" inputmode=\"text\" class=\"number\" "
		"autocomplete=\"off\"");
}

static void put_essay(const struct asked *a)
{
	html_raw(a->h, "<label class=\"written\"><span>");
	html_text(a->h, say(a, PHRASE_WRITE));
	html_format(a->h,
		"</span><textarea name=\"q%zu\" rows=\"8\" "
		"maxlength=\"50000\"></textarea></label>",
		a->index);
}

/* ---- match, order ---- */

static void put_rights(const struct asked *a)
{
	html_raw(a->h, "<ol class=\"rights\">");
	for (size_t i = 0; i < a->shown->choice_count; i++) {
		html_format(a->h,
			"<li data-place=\"%zu\"><b class=\"letter\">%c</b>"
			"<span class=\"body\">",
			i, 'a' + (int)i);
		html_inline(a->h, a->shown->choices[i]);
		html_raw(a->h, "</span></li>");
	}
	html_raw(a->h, "</ol>");
}

static void put_match(const struct asked *a)
{
	put_rights(a);
	html_raw(a->h, "<div class=\"lefts\">");
	for (size_t i = 0; i < a->shown->left_count; i++) {
		html_format(a->h,
			"<label class=\"left\"><b>%zu.</b><span "
			"class=\"body\">",
			i + 1);
		html_inline(a->h, a->shown->lefts[i]);
		html_format(a->h,
			"</span><select name=\"q%zu.%zu\"><option "
			"value=\"\">–</option>",
			a->index, i);
		for (size_t k = 0; k < a->shown->choice_count; k++)
			html_format(a->h, "<option value=\"%zu\">%c</option>",
				k, 'a' + (int)k);
		html_raw(a->h, "</select></label>");
	}
	html_raw(a->h, "</div>");
}

static void put_order(const struct asked *a)
{
	html_raw(a->h, "<ol class=\"order\">");
	for (size_t i = 0; i < a->shown->choice_count; i++) {
		html_format(a->h,
			"<li data-place=\"%zu\"><b class=\"letter\">%c</b>"
			"<span class=\"body\">",
			i, 'a' + (int)i);
		html_inline(a->h, a->shown->choices[i]);
		html_raw(a->h, "</span></li>");
	}
	html_raw(a->h, "</ol>");
}

/* ---- cloze ---- */

static bool is_plain(struct arena *arena, struct str text)
{
	const struct markup *tree = markup_parse(arena, text);
	const struct markup *block = tree->child;

	return !block ||
		(!block->next && block->kind == MARKUP_PARAGRAPH &&
			block->child && !block->child->next &&
			block->child->kind == MARKUP_TEXT);
}

static bool all_plain(struct arena *arena, const struct shown_gap *gap)
{
	for (size_t i = 0; i < gap->option_count; i++)
		if (!is_plain(arena, gap->options[i]))
			return false;
	return true;
}

static void put_gap_options(struct html *h, const struct shown_gap *gap)
{
	bool plain = all_plain(h->out.arena, gap);

	html_raw(h, "<option value=\"\">…</option>");
	for (size_t i = 0; i < gap->option_count; i++) {
		html_format(h, "<option value=\"%zu\">", i);
		if (plain)
			html_text(h,
				markup_plain(h->out.arena,
					markup_parse(h->out.arena,
						gap->options[i])));
		else
			html_format(h, "%c", option_letter(i));
		html_raw(h, "</option>");
	}
}

static void put_gap(struct html *h, int number, void *ctx)
{
	const struct asked *a = ctx;
	const struct shown_gap *gap;

	if (number < 1 || (size_t)number > a->shown->gap_count)
		return;
	gap = &a->shown->gaps[number - 1];
	if (!gap->option_count) {
		html_format(h,
			"<input type=\"text\" class=\"gap\" maxlength=\"200\" "
			"name=\"q%zu.%d\" aria-label=\"(%d)\" "
			"autocomplete=\"off\" spellcheck=\"false\">",
			a->index, number - 1, number);
		return;
	}
	html_format(h,
		"<select class=\"gap\" name=\"q%zu.%d\" aria-label=\"(%d)\">",
		a->index, number - 1, number);
	put_gap_options(h, gap);
	html_raw(h, "</select>");
}

/* Options with formulas cannot stand in a list to choose from. */
static void put_cloze(const struct asked *a)
{
	for (size_t g = 0; g < a->shown->gap_count; g++) {
		const struct shown_gap *gap = &a->shown->gaps[g];

		if (all_plain(a->h->out.arena, gap))
			continue;
		html_format(a->h, "<p class=\"choices\">(%zu) ", g + 1);
		for (size_t i = 0; i < gap->option_count; i++) {
			html_format(a->h, "<b>%c.</b> ", option_letter(i));
			html_inline(a->h, gap->options[i]);
			html_raw(a->h, "&emsp;");
		}
		html_raw(a->h, "</p>");
	}
}

/* ---- a question ---- */

static void (*const controls[])(const struct asked *a) = {
	[TYPE_CHOICE] = put_choice,
	[TYPE_MULTIPLE] = put_multiple,
	[TYPE_TRUEFALSE] = put_truefalse,
	[TYPE_STATEMENTS] = put_statements,
	[TYPE_SHORT] = put_short,
	[TYPE_NUMERIC] = put_numeric,
	[TYPE_MATCH] = put_match,
	[TYPE_ORDER] = put_order,
	[TYPE_CLOZE] = put_cloze,
	[TYPE_ESSAY] = put_essay,
};

_Static_assert(sizeof controls / sizeof *controls == TYPE_COUNT,
	"every type can be answered");

void quiz_question(struct html *h, struct str language, size_t index,
	const struct shown *shown)
{
	struct asked a = {
		.h = h, .language = language, .index = index, .shown = shown};

	html_format(h,
		"<article class=\"question %s\" id=\"q%zu\" hidden "
		"tabindex=\"-1\"><h3></h3><div class=\"stem\" id=\"s%zu\">",
		question_type_name(shown->type), index, index);
	h->gap = put_gap;
	h->ctx = &a;
	html_markup(h, shown->stem);
	h->gap = NULL;
	html_format(h,
		"</div><div class=\"answer\" role=\"group\" "
		"aria-labelledby=\"s%zu\">",
		index);
	controls[shown->type](&a);
	html_raw(h,
		"</div><div class=\"said\" role=\"status\"></div>"
		"</article>\n");
}
