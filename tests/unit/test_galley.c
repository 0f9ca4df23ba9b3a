#include "render/type/galley.h"

#include <math.h>

#include "tests/setting.h"

static void add_words(struct galley *g, size_t count, unsigned seed)
{
	galley_paragraph(
		g, WORDS(TEXT(setting_words(count, seed), 0)), ALIGN_NONE);
}

/* ---- options ---- */

enum { OPTIONS = 4 };

static struct words label_of(size_t i)
{
	static const struct span labels[] = {
		{.text = {"A. ", 3}, .look = LOOK_BOLD},
		{.text = {"B. ", 3}, .look = LOOK_BOLD},
		{.text = {"C. ", 3}, .look = LOOK_BOLD},
		{.text = {"D. ", 3}, .look = LOOK_BOLD},
		{.text = {"E. ", 3}, .look = LOOK_BOLD},
		{.text = {"F. ", 3}, .look = LOOK_BOLD},
		{.text = {"G. ", 3}, .look = LOOK_BOLD},
		{.text = {"H. ", 3}, .look = LOOK_BOLD},
	};

	return (struct words){&labels[i], 1};
}

static void fill_options(
	struct labelled *options, size_t count, struct str longest)
{
	struct span *spans = NEW_ARRAY(arena, count, struct span);

	for (size_t i = 0; i < count; i++) {
		spans[i] = TEXT(i == 1 ? longest : STR("ba"), 0);
		options[i].label = label_of(i);
		options[i].body = (struct words){&spans[i], 1};
	}
}

/* As a ruler would have it. */
static size_t columns_by_ruler(const struct style *style, float widest)
{
	float room =
		style->page_width - style->margin_left - style->margin_right;

	if (widest <= (room - 3 * style->option_gap) / 4)
		return 4;
	return widest <= (room - style->option_gap) / 2 ? 2 : 1;
}

static size_t lines_of(const struct display *display)
{
	struct shown_list list = setting_shown(display);
	size_t lines = 0;

	for (size_t i = 0; i < list.count; i++) {
		bool seen = false;

		for (size_t k = 0; k < i; k++)
			seen |= fabsf(list.v[k].y - list.v[i].y) < 0.01f;
		lines += !seen;
	}
	return lines;
}

static void options_stand_in_as_many_columns_as_fit(void)
{
	struct style style = style_default();
	struct buf text = {.arena = arena};
	size_t seen[5] = {0};

	for (int i = 0; i < 90; i++) {
		struct galley *g = setting_galley(&style);
		struct labelled options[OPTIONS];
		struct display display;
		float widest = 0;
		size_t columns;

		buf_char(&text, i % 6 == 5 ? ' ' : "aimnu"[i % 5]);
		fill_options(options, OPTIONS, str_trim(buf_str(&text)));
		for (size_t k = 0; k < OPTIONS; k++)
			widest = fmaxf(
				widest, galley_measure(g, options[k].body));
		widest += galley_measure(g, label_of(3));
		columns = columns_by_ruler(&style, widest);
		seen[columns]++;
		CHECK(galley_fit(g, options, OPTIONS) == columns);
		galley_options(g, options, OPTIONS);
		display = setting_finish(g, NULL);
		setting_inside(&display, &style);
		if (widest <= galley_width(g))
			CHECK(lines_of(&display) == OPTIONS / columns);
	}
	CHECK(seen[4] > 9 && seen[2] > 9 && seen[1] > 9);
}

static void options_of_any_number(void)
{
	static const size_t want[] = {1, 1, 2, 3, 4, 5, 6};
	struct style style = style_default();
	struct labelled options[6];

	for (size_t n = 0; n <= 6; n++) {
		struct galley *g = setting_galley(&style);

		fill_options(options, n, STR("hai"));
		CHECK(galley_fit(g, options, n) == want[n]);
		galley_options(g, options, n);
		setting_finish(g, NULL);
	}
}

/* From five on, a row may be one short: 3 + 2 rather than five lines. */
static void options_that_do_not_divide(void)
{
	static const struct {
		size_t count, columns;
		const char *text;
	} want[] = {{5, 5, "x"}, {5, 5, "một phương án"},
		{5, 3, "một phương án khá dài"},
		{5, 2, "một phương án dài hơn thế ở đây"},
		{4, 2, "một phương án khá dài"},
		{3, 1, "một phương án rất dài, dài hơn thế ở đây"},
		{7, 4, "hai mươi"}, {8, 4, "hai mươi"}};
	struct style style = style_default();
	struct labelled options[8];

	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		struct galley *g = setting_galley(&style);

		fill_options(options, want[i].count, str_from(want[i].text));
		CHECK(galley_fit(g, options, want[i].count) == want[i].columns);
	}
}

/* A bold line over a text is not left alone at a page's foot, but a text that
 * is all bold lines has pages. */
static void bold_lines_stay_with_what_follows(void)
{
	struct str text = STR("*Đọc.*\n\n**TIÊU ĐỀ**\n\nMột đoạn văn.");
	struct style style = style_default();
	struct display display;
	struct buf bold = {.arena = arena};
	struct galley *g;

	for (unsigned before = 0; before < 60; before++) {
		struct shown_list list;

		g = setting_galley(&style);
		for (unsigned i = 0; i < before; i++)
			galley_paragraph(
				g, WORDS(TEXT(STR("x"), 0)), ALIGN_NONE);
		galley_paragraph(g, WORDS(MARKUP(markup_parse(arena, text), 0)),
			ALIGN_NONE);
		display = setting_finish(g, NULL);
		list = setting_shown(&display);
		CHECK(list.v[before].page == list.v[before + 2].page);
	}
	for (int i = 0; i < 200; i++)
		buf_text(&bold, "**đậm**\n\n");
	g = setting_galley(&style);
	galley_paragraph(g,
		WORDS(MARKUP(markup_parse(arena, buf_str(&bold)), 0)),
		ALIGN_NONE);
	display = setting_finish(g, NULL);
	CHECK(display.page_count > 3);
	setting_inside(&display, &style);
}

/* How far down the first page the text goes, as a share, when a passage of
 * half a page comes after so many lines; *whole: it is on one page. */
static float filled_before_a_passage(unsigned lines, bool *whole)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	struct shown_list list;
	float y = 0;
	size_t first = SIZE_MAX, last = 0;

	for (unsigned i = 0; i < lines; i++)
		galley_paragraph(g, WORDS(TEXT(STR("x"), 0)), ALIGN_NONE);
	galley_prefer_begin(g);
	for (unsigned i = 0; i < 7; i++)
		add_words(g, 50, i);
	galley_keep_end(g);
	for (unsigned i = 0; i < 60; i++)
		galley_paragraph(g, WORDS(TEXT(STR("z"), 0)), ALIGN_NONE);
	display = setting_finish(g, NULL);
	list = setting_shown(&display);
	for (size_t i = 0; i < list.count; i++) {
		if (list.v[i].page == 0)
			y = fmaxf(y, list.v[i].y);
		if (list.v[i].text.len > 5) {
			first = first == SIZE_MAX ? list.v[i].page : first;
			last = list.v[i].page;
		}
	}
	*whole = first == last;
	return y / (style.page_height - style.margin_bottom);
}

/* A passage is kept whole for a little empty space, not for half a page. */
static void passages_are_divided_rather_than_pages_half_empty(void)
{
	size_t kept = 0, divided = 0;

	for (unsigned lines = 18; lines < 40; lines++) {
		bool whole;
		float filled = filled_before_a_passage(lines, &whole);

		CHECK(filled > 0.65f);
		kept += whole;
		divided += !whole;
	}
	CHECK(kept > 3 && divided > 3);
}

/* In a column too narrow to indent, labels stay in it too. */
static void lists_in_narrow_columns(void)
{
	struct str text = STR("- một\n  1. hai\n     - ba");
	struct style style = style_default();

	for (float width = 60; width < 300; width += 10) {
		struct galley *g;
		struct display display;

		style.page_width =
			style.margin_left + style.margin_right + width;
		g = setting_galley(&style);
		galley_paragraph(g, WORDS(MARKUP(markup_parse(arena, text), 0)),
			ALIGN_NONE);
		display = setting_finish(g, NULL);
		setting_inside(&display, &style);
	}
}

/* Nothing of a line of code is lost, and its words stay words. */
static void long_lines_of_code_are_broken(void)
{
	static const char text[] =
		"```\nif n:\n    f(aaaaaaaa, aaaaaaaa, aaaaaaaa, aaaaaaaa, "
		"aaaaaaaa, aaaaaaaa, aaaaaaaa, aaaaaaaa, aaaaaaaa)  # bbbbbbbb "
		"bbbbbbbb bbbbbbbb bbbbbbbb bbbbbbbb bbbbbbbb bbbbbbbb "
		"end\n```";
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct galley_notes notes = {0};
	struct display display;
	struct str said;

	galley_paragraph(g,
		WORDS(MARKUP(markup_parse(arena, str_from(text)), 0)),
		ALIGN_NONE);
	display = setting_finish(g, &notes);
	CHECK(notes.overfull == 0);
	setting_inside(&display, &style);
	said = setting_text(&display);
	CHECK(str_find(said, "    f(aaaaaaaa, aaaaaaaa,", 0) != SIZE_MAX);
	CHECK(str_ends(said, "bbbbbbbb end"));
}

/* A table that is an option stands beside its letter. */
static void tables_stand_by_their_label(void)
{
	struct str text = STR("| x | y |\n|---|---|\n| 1 | 2 |");
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	struct shown_list list;

	galley_item(g, WORDS(TEXT(STR("A. "), LOOK_BOLD)), 0,
		WORDS(MARKUP(markup_parse(arena, text), 0)));
	display = setting_finish(g, NULL);
	list = setting_shown(&display);
	CHECK(list.count == 5);
	for (size_t i = 0; i < list.count; i++)
		CHECK(list.v[i].x < style.margin_left + 60);
}

static void options_hang_from_their_labels(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct labelled options[OPTIONS];
	struct display display;
	struct shown_list list;
	float label, left;

	fill_options(options, OPTIONS, setting_words(60, 1));
	label = galley_measure(g, label_of(3));
	CHECK(label > galley_measure(g, label_of(1)));
	galley_options(g, options, OPTIONS);
	display = setting_finish(g, NULL);
	list = setting_shown(&display);
	left = style.margin_left;
	for (size_t i = 0; i < list.count; i++) {
		bool is_label = list.v[i].role == TAG_LABEL;

		CHECK(fabsf(list.v[i].x - left - (is_label ? 0 : label)) <
			0.01f);
	}
	CHECK(list.count > 8);
}

/* ---- pages ---- */

/* How many lines of each paragraph stand on each page. */
struct split_count {
	unsigned tag;
	size_t pages;
	size_t least;
	size_t lines;
};

static struct split_count count_split(const struct shown_list *list, size_t i)
{
	struct split_count c = {.tag = list->v[i].tag, .least = SIZE_MAX};
	size_t page = SIZE_MAX, here = 0;
	float y = -1;

	for (; i < list->count && list->v[i].tag == c.tag; i++) {
		if (list->v[i].page != page) {
			if (here && here < c.least)
				c.least = here;
			page = list->v[i].page;
			here = 0;
			y = -1;
			c.pages++;
		}
		if (fabsf(list->v[i].y - y) > 0.01f) {
			here++;
			c.lines++;
		}
		y = list->v[i].y;
	}
	if (here < c.least)
		c.least = here;
	return c;
}

static void no_line_is_alone_on_a_page(void)
{
	struct style style = style_default();
	struct display display;
	size_t divided = 0;

	for (unsigned seed = 1; seed <= 6; seed++) {
		struct galley *g = setting_galley(&style);
		struct shown_list list;

		for (unsigned i = 0; i < 60; i++)
			add_words(g, 10 + (i * 37 + seed * 11) % 120, i);
		display = setting_finish(g, NULL);
		setting_inside(&display, &style);
		list = setting_shown(&display);
		for (size_t i = 0; i < list.count; i++) {
			struct split_count c = count_split(&list, i);

			if (i && list.v[i - 1].tag == list.v[i].tag)
				continue;
			if (c.pages > 1)
				CHECK(c.least >= 2);
			divided += c.pages > 1;
		}
		CHECK(display.page_count > 4);
	}
	CHECK(divided > 5);
}

static void what_is_kept_together_stays(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	struct shown_list list;
	size_t parts = 0;

	for (unsigned i = 0; i < 40; i++) {
		galley_tag_begin(g, TAG_PART, STR(""));
		galley_keep_begin(g);
		add_words(g, 20 + i * 13 % 80, i);
		galley_keep_begin(g);
		add_words(g, 30 + i * 29 % 40, i);
		galley_keep_end(g);
		galley_answer_lines(g, (int)i % 5);
		galley_keep_end(g);
		galley_tag_end(g);
	}
	display = setting_finish(g, NULL);
	setting_inside(&display, &style);
	list = setting_shown(&display);
	for (size_t i = 1; i < list.count; i++) {
		const struct shown *a = &list.v[i - 1], *b = &list.v[i];

		if (a->part && a->part == b->part)
			CHECK(a->page == b->page);
		else
			parts++;
	}
	CHECK(parts >= 40 && display.page_count > 3);
}

static void a_group_longer_than_a_page_is_divided(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct galley_notes notes;
	struct display display;

	galley_keep_begin(g);
	for (unsigned i = 0; i < 20; i++)
		add_words(g, 100, i);
	galley_keep_end(g);
	display = setting_finish(g, &notes);
	setting_inside(&display, &style);
	CHECK(display.page_count >= 3 && notes.overfull == 0);
}

/* A dot under a capital and two accents on the next line's: no further apart
 * than that they do not touch. */
static void tall_letters_give_way_a_little(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	struct shown_list list;
	float leading = style.size * style.leading, first, second;

	galley_paragraph(g,
		WORDS(TEXT(STR("TRƯỜNG"), LOOK_BOLD), BREAK,
			TEXT(STR("ÁO"), LOOK_BOLD), BREAK,
			TEXT(STR("HỌC"), LOOK_BOLD), BREAK,
			TEXT(STR("HỒNG"), LOOK_BOLD)),
		ALIGN_CENTER);
	display = setting_finish(g, NULL);
	list = setting_shown(&display);
	if (!CHECK(list.count == 4))
		return;
	first = list.v[1].y - list.v[0].y;
	second = list.v[3].y - list.v[2].y;
	CHECK(fabsf(first - leading) < 0.01f);
	CHECK(second > leading && second < 1.15f * leading);
}

static void a_heading_stays_with_what_follows(void)
{
	struct style style = style_default();
	struct display display;

	for (unsigned before = 0; before < 60; before++) {
		struct galley *g = setting_galley(&style);
		struct shown_list list;

		for (unsigned i = 0; i < before; i++)
			galley_paragraph(
				g, WORDS(TEXT(STR("x"), 0)), ALIGN_NONE);
		galley_heading(g, 1, WORDS(TEXT(STR("PHẦN"), 0)));
		galley_heading(g, 2, WORDS(TEXT(STR("Mục"), 0)));
		add_words(g, 40, 3);
		display = setting_finish(g, NULL);
		list = setting_shown(&display);
		for (size_t i = 0; i + 1 < list.count; i++)
			if (list.v[i].role == TAG_H1 ||
				list.v[i].role == TAG_H2)
				CHECK(list.v[i].page == list.v[i + 1].page);
	}
}

static void page_breaks_and_numbers(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct running footer = {
		.left = STR("Mã đề 101"), .right = STR("Trang {page}/{pages}")};
	struct display display;
	struct shown_list list;
	size_t seen = 0;

	galley_footer(g, &footer);
	galley_page_break(g); /* nothing before it */
	galley_paragraph(g,
		WORDS(TEXT(STR("Đề có "), 0), PAGES(0), TEXT(STR(" trang"), 0)),
		ALIGN_CENTER);
	galley_page_break(g);
	galley_page_break(g); /* twice is once */
	galley_bookmark(g, 1, STR("hai"));
	add_words(g, 5, 1);
	display = setting_finish(g, NULL);
	CHECK(display.page_count == 2);
	CHECK(display.bookmark_count == 1 && display.bookmarks[0].page == 1);
	list = setting_shown(&display);
	for (size_t i = 0; i < list.count; i++) {
		seen += list.v[i].artifact &&
			str_is(list.v[i].text,
				list.v[i].page ? "Trang 2/2" : "Trang 1/2");
		seen += str_is(list.v[i].text, "02");
	}
	CHECK(seen == 2 || seen == 3);
	CHECK(str_find(setting_text(&display), "Đề có 02 trang", 0) == 0);
}

static void columns_under_a_head(void)
{
	struct style style = style_default();
	struct galley *g;
	struct display display;
	struct shown_list list;
	float middle = style.page_width / 2;
	bool left = true;

	style.columns = 2;
	g = setting_galley(&style);
	galley_heading(g, 1, WORDS(TEXT(setting_words(30, 7), 0)));
	galley_body(g);
	for (unsigned i = 0; i < 30; i++)
		add_words(g, 60, i);
	display = setting_finish(g, NULL);
	setting_inside(&display, &style);
	list = setting_shown(&display);
	for (size_t i = 0; i < list.count; i++) {
		const struct shown *s = &list.v[i];

		if (s->role == TAG_H1)
			continue;
		CHECK(s->end <= middle || s->x >= middle);
		/* To the right column, and back with the page. */
		if (i && s->page != list.v[i - 1].page)
			left = true;
		else if (s->x >= middle)
			left = false;
		CHECK(left == (s->x < middle));
	}
	CHECK(display.page_count >= 2);
}

/* ---- side by side, frames ---- */

static void split_and_frame(void)
{
	static const float shares[] = {1, 2};
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	struct shown_list list;
	size_t strokes = 0;

	galley_frame_begin(g, 6);
	galley_split_begin(g, shares, 2, 12);
	CHECK(fabsf(galley_width(g) - (style.page_width - 102 - 12 - 12) / 3) <
		0.1f);
	add_words(g, 40, 1);
	galley_split_next(g);
	add_words(g, 40, 2);
	galley_split_end(g);
	galley_frame_end(g);
	display = setting_finish(g, NULL);
	setting_inside(&display, &style);
	list = setting_shown(&display);
	/* The left one is the first element; both begin on one line. */
	for (size_t i = 1; i < list.count; i++)
		if (list.v[i].x < list.v[i - 1].x)
			CHECK(list.v[i].tag == list.v[0].tag);
	CHECK(list.v[1].tag > list.v[0].tag);
	CHECK(fabsf(list.v[0].y - list.v[1].y) < 0.01f);
	CHECK(list.v[list.count - 1].y - list.v[0].y > 30);
	for (size_t i = 0; i < display.pages[0].op_count; i++)
		strokes += display.pages[0].ops[i].kind == OP_LINE;
	CHECK(strokes >= 4);
}

static void what_is_open_at_the_end_is_closed(void)
{
	static const float shares[] = {1, 1};
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;

	galley_keep_begin(g);
	galley_split_begin(g, shares, 2, 10);
	galley_frame_begin(g, 4);
	add_words(g, 10, 1);
	display = setting_finish(g, NULL);
	CHECK(display.page_count == 1);
	CHECK(setting_text(&display).len > 20);
	g = setting_galley(&style);
	galley_split_end(g);
	galley_frame_end(g);
	galley_keep_end(g);
	galley_tag_end(g);
	display = setting_finish(g, NULL);
	CHECK(display.page_count == 1);
}

/* ---- the whole ---- */

static void same_calls_same_display(void)
{
	struct style style = style_default();
	struct str dumps[3];

	for (int i = 0; i < 3; i++) {
		struct galley *g;
		struct labelled options[OPTIONS];
		struct display display;

		if (i == 2)
			setter = typesetter_new(arena, fonts);
		g = setting_galley(&style);
		fill_options(options, OPTIONS, STR("bốn năm sáu bảy"));
		for (unsigned k = 0; k < 20; k++) {
			add_words(g, 50, k);
			galley_options(g, options, OPTIONS);
		}
		display = setting_finish(g, NULL);
		dumps[i] = display_dump(arena, &display);
	}
	CHECK(dumps[0].len > 5000);
	CHECK(str_equal(dumps[0], dumps[1]) && str_equal(dumps[0], dumps[2]));
}

static void text_comes_through_in_order(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct buf all = {.arena = arena};
	struct display display;

	for (unsigned i = 0; i < 50; i++) {
		buf_add(&all, setting_words(70, i));
		add_words(g, 70, i);
	}
	display = setting_finish(g, NULL);
	CHECK(str_equal(setting_unspaced(setting_text(&display)),
		setting_unspaced(buf_str(&all))));
}

static void large_print_and_spaced_letters(void)
{
	struct style style = style_default();
	struct galley *g;
	struct display display;
	size_t pages;

	g = setting_galley(&style);
	for (unsigned i = 0; i < 40; i++)
		add_words(g, 80, i);
	pages = setting_finish(g, NULL).page_count;
	style_set_size(&style, 18);
	style.letter_space = 0.05f;
	style.justify = false;
	g = setting_galley(&style);
	for (unsigned i = 0; i < 40; i++)
		add_words(g, 80, i);
	display = setting_finish(g, NULL);
	setting_inside(&display, &style);
	CHECK(display.page_count > 2 * pages);
}

int main(void)
{
	if (!setting_begin())
		return 0;
	TEST(options_stand_in_as_many_columns_as_fit);
	TEST(options_of_any_number);
	TEST(options_that_do_not_divide);
	TEST(bold_lines_stay_with_what_follows);
	TEST(passages_are_divided_rather_than_pages_half_empty);
	TEST(lists_in_narrow_columns);
	TEST(long_lines_of_code_are_broken);
	TEST(tables_stand_by_their_label);
	TEST(options_hang_from_their_labels);
	TEST(no_line_is_alone_on_a_page);
	TEST(what_is_kept_together_stays);
	TEST(a_group_longer_than_a_page_is_divided);
	TEST(tall_letters_give_way_a_little);
	TEST(a_heading_stays_with_what_follows);
	TEST(page_breaks_and_numbers);
	TEST(columns_under_a_head);
	TEST(split_and_frame);
	TEST(what_is_open_at_the_end_is_closed);
	TEST(same_calls_same_display);
	TEST(text_comes_through_in_order);
	TEST(large_print_and_spaced_letters);
	setting_end();
	return check_result();
}
