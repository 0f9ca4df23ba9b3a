#include "cli/terminal_template.h"

#include "base/i18n.h"
#include "base/utf8.h"

/* "8 | 12" of a list, "Huế 12 | Vinh 20" of a table. */
static struct str choices_text(struct arena *arena, const struct parameter *p)
{
	struct buf out = {.arena = arena};
	size_t columns = p->column_count ? p->column_count : 1;

	for (size_t i = 0; i < p->choice_count; i++) {
		if (i)
			buf_text(&out, i % columns ? ", " : " | ");
		buf_add(&out, p->choices[i]);
	}
	return buf_str(&out);
}

static struct str name_text(struct arena *arena, const struct parameter *p)
{
	struct buf out = {.arena = arena};

	buf_add(&out, p->name);
	for (size_t i = 0; i < p->column_count; i++)
		buf_format(&out, "%s%.*s", i ? ", ." : " (.",
			STR_ARG(p->columns[i]));
	if (p->column_count)
		buf_char(&out, ')');
	return buf_str(&out);
}

static unsigned widest_name(struct arena *arena, const struct question *q)
{
	size_t widest = 0;

	for (size_t i = 0; i < q->parameter_count; i++) {
		size_t width = utf8_width(name_text(arena, &q->parameters[i]));

		widest = width > widest ? width : widest;
	}
	return (unsigned)(widest > 24 ? 24 : widest) + 2;
}

void terminal_template(struct terminal *t, const struct question *q)
{
	struct arena *arena = t->out.arena;
	unsigned columns = widest_name(arena, q);

	if (!question_is_template(q))
		return;
	terminal_blank(t);
	terminal_text(t, TERMINAL_BOLD, str_from(_("Parameters")));
	for (size_t i = 0; i < q->parameter_count; i++) {
		const struct parameter *p = &q->parameters[i];
		struct terminal_words words =
			terminal_word(arena, TERMINAL_CODE,
				p->text.len ? p->text : choices_text(arena, p));

		terminal_hang(t, columns, 0, name_text(arena, p));
		terminal_put_lines(t, &words, 3);
		terminal_unhang(t, columns);
	}
	if (q->require_count)
		terminal_text(t, TERMINAL_BOLD, str_from(_("Conditions")));
	for (size_t i = 0; i < q->require_count; i++)
		terminal_code(t, TERMINAL_CODE, q->require[i]);
	terminal_text(t, TERMINAL_DIM,
		str_format(arena, _("dethi try %.*s shows what it makes."),
			STR_ARG(q->id)));
}
