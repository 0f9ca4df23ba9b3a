#include "render/fairness_page.h"

#include "base/utf8.h"
#include "render/fairness_words.h"
#include "render/html/html.h"
#include "render/phrases.h"

static const char style[] =
#include "render/html/analysis.css.h"
	;

/* ---- HTML ---- */

static void put_table(struct html *h, const struct fairness_block *block)
{
	html_raw(h, "<div class=\"table\"><table>\n");
	for (size_t row = 0; row < block->rows; row++) {
		const char *tag = row ? "td" : "th";

		html_raw(h, "<tr>");
		for (size_t i = 0; i < block->columns; i++) {
			html_format(h, "<%s>", tag);
			html_text(h, block->cells[row * block->columns + i]);
			html_format(h, "</%s>", tag);
		}
		html_raw(h, "</tr>\n");
	}
	html_raw(h, "</table></div>\n");
}

static void put_block(struct html *h, const struct fairness_block *block)
{
	static const char *const tags[][2] = {
		[FAIRNESS_VERDICT] = {"<p class=\"verdict\"><b>", "</b></p>\n"},
		[FAIRNESS_TEXT] = {"<p>", "</p>\n"},
		[FAIRNESS_TITLE] = {"<p>", "</p>\n"},
		[FAIRNESS_NOTE] = {"<p><small>", "</small></p>\n"},
		[FAIRNESS_HEADING] = {"<h2>", "</h2>\n"},
	};

	if (block->kind == FAIRNESS_TABLE) {
		put_table(h, block);
		return;
	}
	html_raw(h, tags[block->kind][0]);
	html_text(h, block->text);
	html_raw(h, tags[block->kind][1]);
}

static struct str title_of(struct arena *arena, const struct exam *exam)
{
	struct str title = phrase(exam->blueprint->language, PHRASE_FAIR_TITLE);

	if (!exam->blueprint->title.len)
		return title;
	return str_format(arena, "%.*s \xe2\x80\x93 %.*s", STR_ARG(title),
		STR_ARG(exam->blueprint->title));
}

struct str fairness_page(struct arena *arena, const struct exam *exam)
{
	struct html h = {.out = {.arena = arena},
		.language = str_cstr(arena, exam->blueprint->language)};
	struct fairness_words words = fairness_words(arena, exam);
	struct str title = title_of(arena, exam);

	html_raw(&h, "<!DOCTYPE html>\n<html lang=\"");
	html_text(&h, exam->blueprint->language);
	html_raw(&h,
		"\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
		"http-equiv=\"Content-Security-Policy\" content=\"default-src "
		"'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" "
		"content=\"width=device-width, initial-scale=1\">\n<title>");
	html_text(&h, title);
	html_raw(&h, "</title>\n<style>");
	html_raw(&h, style);
	html_raw(&h, "</style>\n</head>\n<body>\n<h1>");
	html_text(&h, title);
	html_raw(&h, "</h1>\n");
	for (size_t i = 0; i < words.count; i++)
		put_block(&h, &words.blocks[i]);
	html_raw(&h, "</body>\n</html>\n");
	return buf_str(&h.out);
}

/* ---- plain text ---- */

static size_t column_width(const struct fairness_block *block, size_t column)
{
	size_t widest = 0;

	for (size_t row = 0; row < block->rows; row++) {
		size_t width =
			utf8_width(block->cells[row * block->columns + column]);

		widest = width > widest ? width : widest;
	}
	return widest;
}

static void pad(struct buf *out, size_t from, size_t to)
{
	for (; from < to; from++)
		buf_char(out, ' ');
}

static void put_columns(struct buf *out, const struct fairness_block *block)
{
	for (size_t row = 0; row < block->rows; row++) {
		for (size_t i = 0; i < block->columns; i++) {
			struct str text =
				block->cells[row * block->columns + i];
			size_t width = column_width(block, i);

			buf_text(out, "  ");
			if (i || !block->left)
				pad(out, utf8_width(text), width);
			buf_add(out, text);
			if (!i && block->left)
				pad(out, utf8_width(text), width);
		}
		buf_char(out, '\n');
	}
	buf_char(out, '\n');
}

enum { LINE = 80 };

/* Broken at spaces. */
static void put_words(struct buf *out, struct str text)
{
	struct str word;
	size_t at = 0;

	while (str_cut(&text, ' ', &word)) {
		size_t width = utf8_width(word);

		if (at && at + 1 + width > LINE) {
			buf_char(out, '\n');
			at = 0;
		}
		if (at)
			buf_char(out, ' ');
		buf_add(out, word);
		at += width + (at > 0);
	}
	buf_char(out, '\n');
}

struct str fairness_text(struct arena *arena, const struct exam *exam)
{
	struct fairness_words words = fairness_words(arena, exam);
	struct buf out = {.arena = arena};

	put_words(&out, title_of(arena, exam));
	buf_char(&out, '\n');
	for (size_t i = 0; i < words.count; i++) {
		const struct fairness_block *block = &words.blocks[i];

		if (block->kind == FAIRNESS_TABLE) {
			put_columns(&out, block);
			continue;
		}
		put_words(&out, block->text);
		if (block->kind != FAIRNESS_HEADING)
			buf_char(&out, '\n');
	}
	return buf_str(&out);
}
