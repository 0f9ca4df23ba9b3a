#include "engine/model/closing.h"

#include "tests/samples.h"

static struct arena *arena;

static void check_kind(const char *text, enum closing_kind kind)
{
	struct closing c = closing_of(arena, str_from(text));

	if (!CHECK(c.kind == kind) ||
		!CHECK(!c.letters == (kind != CLOSING_LETTERS)))
		printf("# '%s' is %d\n", text, (int)c.kind);
}

static void talk_about_all(void)
{
	static const char *const texts[] = {"Tất cả đều đúng",
		"Tất cả đều sai.", "TẤT CẢ ĐỀU ĐÚNG", "tat ca deu dung",
		"Ta\xcc\x82\xcc\x81t ca\xcc\x89 đe\xcc\x82\xcc\x80u sai",
		"Tất cả các đáp án trên", "Tất cả các phương án trên đều sai.",
		"Tất cả các ý trên", "Tất cả các câu trên đều đúng",
		"Tất cả các khẳng định trên đều đúng", "Tất cả các điều trên",
		"Tất cả những phát biểu trên", "Cả ba đáp án trên đều đúng",
		"Cả 3 ý trên", "Cả bốn phương án trên", "Cả hai câu đều sai",
		"Cả 4 đáp án đều sai", "Các đáp án trên đều sai",
		"Các phương án trên đều đúng", "Các ý trên đều đúng",
		"Không có đáp án nào đúng", "Không có phương án nào",
		"Không có phương án nào đúng trong các phương án trên",
		"Không câu nào đúng", "Không có đáp án đúng",
		"Không có câu trả lời nào ở trên đúng", "Một đáp án khác",
		"Đáp án khác", "Kết quả khác", "Đáp số khác",
		"**Tất cả đều đúng**", "  Tất cả đều đúng!  ",
		"All of the above", "All the above", "all of the above.",
		"ALL OF THE ABOVE", "All of these", "All are correct",
		"All of the above are correct", "All answers are correct",
		"All three statements are true", "Any of the above",
		"Both are correct", "None of the above", "*None of these*",
		"None of the above is true", "None of the answers is correct",
		"None of the other answers", "Neither is correct",
		"No correct answer", "Another answer", "Other answers",
		"None of the above answers are correct",
		"Tất cả các phương án còn lại đều đúng",
		"Các đáp án còn lại đều sai", "Ba phương án kia đều sai",
		"Cả ba yếu tố trên", "Tất cả các nguyên nhân trên",
		"Cả hai trường hợp trên đều đúng",
		"Tất cả các biện pháp nêu trên", "All the reasons above"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		check_kind(texts[i], CLOSING_OTHERS);
}

static void check_letters(const char *text, uint32_t letters, bool alike)
{
	struct closing c = closing_of(arena, str_from(text));

	if (!CHECK(c.kind == CLOSING_LETTERS) || !CHECK(c.letters == letters) ||
		!CHECK(c.alike == alike))
		printf("# '%s' is %d, letters %x\n", text, (int)c.kind,
			(unsigned)c.letters);
}

struct lettered {
	const char *text;
	uint32_t letters;
};

/* The same of each: they may trade places. */
static void talk_about_letters(void)
{
	static const struct lettered cases[] = {
		{"Cả A và B", 3},
		{"Cả A, B", 3},
		{"Cả A lẫn B", 3},
		{"Cả A và B đều đúng", 3},
		{"cả A và B đều sai.", 3},
		{"CẢ A VÀ B", 3},
		{"Cả A, B và C đều đúng", 7},
		{"Cả A, B, C, D", 15},
		{"Cả a và b", 3},
		{"Cả (a) và (b)", 3},
		{"Cả a, b, c đều đúng", 7},
		{"ca a va b deu dung", 3},
		{"a) và c) đều sai", 5},
		{"A và B đều sai", 3},
		{"A và C", 5},
		{"A, B đúng", 3},
		{"A hoặc C", 5},
		{"Chỉ A", 1},
		{"Chỉ A và B đúng", 3},
		{"Chỉ A và C đúng", 5},
		{"chỉ b đúng", 2},
		{"Hai đáp án A và C", 5},
		{"Đáp án A và B", 3},
		{"Phương án A và B", 3},
		{"Câu A và câu B đúng", 3},
		{"Câu A, B đúng", 3},
		{"Phương án B", 2},
		{"(A) và (B)", 3},
		{"A & D", 9},
		{"**Cả B và C**", 6},
		{"both B and C", 6},
		{"Both (a) and (c)", 5},
		{"Both A and B are correct", 3},
		{"A and B only", 3},
		{"Only A and C", 5},
		{"Only A is true", 1},
		{"Neither A nor B", 3},
		{"Either A or B", 3},
		{"A, B, and C", 7},
		{"All of A, B, C", 7},
		{"E and F", 48},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_letters(cases[i].text, cases[i].letters, true);
}

/* Of each something else, or nobody knows what. */
static void talk_about_letters_apart(void)
{
	static const struct lettered cases[] = {
		{"A đúng, B sai", 3},
		{"a đúng, b sai", 3},
		{"a dung, b sai", 3},
		{"Chỉ A đúng, B và C sai", 7},
		{"A và B đúng, C sai", 7},
		{"A đúng, còn B và C sai", 7},
		{"Đáp án A đúng nhưng B sai", 3},
		{"Kết luận A đúng, kết luận B sai", 3},
		{"Giả thuyết A đúng, giả thuyết C sai", 5},
		{"Giả thuyết B đúng", 2},
		{"A hoàn toàn đúng, B mới đúng một nửa", 3},
		{"A đúng vì $x > 0$, B sai", 3},
		{"Cả A và các nước trên", 1},
		{"Nếu A đúng thì B sai", 3},
		{"A đúng là do B", 3},
		{"Cả hai phương án A và B đều đúng nhưng chưa đầy đủ, còn "
		 "phương án C thì sai hoàn toàn, không cần xét thêm",
			7},
		{"A but not B", 3},
		{"Both (b) and something more", 2},
		{"A is true because B is false", 3},
		{"A true, B false", 3},
		{"A is right about it", 1},
		{"If A is true then C must be true", 5},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_letters(cases[i].text, cases[i].letters, false);
}

static void answers_like_any_other(void)
{
	static const char *const texts[] = {"", " ", "...", "A", "B.",
		"Tất cả các nước châu Á", "Tất cả", "Tất cả học sinh",
		"Cả nước", "Cả lớp", "Tất cả các nước trên thế giới",
		"Cả ba đều ở trên núi", "Phần còn lại",
		"Cả miền núi phía bắc và ven biển nước ta ở trên", "Cả hai",
		"Cả ba", "Đúng", "Sai", "Không", "Không đúng", "Không sai",
		"Không có", "Không có kết quả", "Không có nghiệm",
		"Không xác định", "Không nước nào", "Khác", "Khác nhau",
		"Nước khác", "Tất cả đều dùng", "Tất cả đều dừng", "Cá và cau",
		"Cá trên bờ", "Ca trên", "Trên ca", "Cà và câu", "Cầu khác",
		"Diêu khác", "Anh và Pháp", "vitamin A và D", "Điểm A và B",
		"Đoạn thẳng AB", "AB và CD", "Ba và Bố", "Đá và Cát",
		"$A$ và $B$", "$A \\cup B$", "Cả $A$ và $B$", "a và b", "all",
		"none", "both", "neither", "both of", "other",
		"No other country", "All children", "None of the children",
		"All of us", "All right", "No, it is", "Above all", "True",
		"None of your business", "the right answer to all", "A and Z",
		"A an B", "Plan A and plan B", "G và H", "Điểm A",
		"Cả điểm A và B", "tam giác ABC", "Vitamin A", "Chỉ vitamin A",
		"Chỉ vitamin A và D", "Đoạn thẳng AB và CD", "Cả AB và CD",
		"Both vitamin A and D", "Only plan A", "A true friend",
		"A wrong turn", "A right angle is enough", "a right answer",
		"Not a true story", "No, a friend of mine",
		"A lot of them are right", "Hàm f(a) đúng", "Lớp 12A đúng giờ",
		"$A$ đúng, $B$ sai", "Đúng (vì f(b) và f(a) trái dấu)",
		"Tất cả các phương án trên đều đúng, trừ trường hợp thứ nhất",
		("Tất cả các đáp án trên đều đúng vì hàm số đã cho liên tục "
		 "trên toàn bộ tập số thực và có đạo hàm tại mọi điểm của nó")};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		check_kind(texts[i], CLOSING_NONE);
}

/* ---- among the other options ---- */

static const char *kinds(const char *const *texts, size_t count)
{
	static const char names[] = "-OL";
	struct closing out[8];
	struct option options[8] = {{.right = true}};
	struct question q = sample_bare(arena, TYPE_CHOICE);
	struct buf buf = {.arena = arena};

	for (size_t i = 0; i < count; i++)
		options[i].text = str_from(texts[i]);
	q.options = options;
	q.option_count = count;
	question_closings(arena, &q, out);
	for (size_t i = 0; i < count; i++)
		buf_char(&buf, names[out[i].kind]);
	return buf_str(&buf).ptr;
}

static void letters_must_make_sense(void)
{
	static const struct {
		const char *texts[5];
		const char *kinds;
	} cases[] = {
		{{"Một", "Hai", "Cả A và B", "Tất cả đều sai"}, "--LO"},
		{{"Một", "Hai", "Ba", "Cả A và C"}, "---L"},
		{{"Một", "Cả A và D", "Ba", "Bốn"}, "-L--"},
		/* Itself. */
		{{"Một", "Hai", "Ba", "A và D"}, "----"},
		/* Another of its kind. */
		{{"Một", "Hai", "A và B", "A và C"}, "----"},
		/* A word makes them options all the same: in doubt they stay.
		 */
		{{"Một", "Hai", "Ba", "Cả A và D"}, "---L"},
		{{"Một", "Hai", "Cả A và B", "Cả A và C"}, "--LL"},
		{{"Một", "Cả A và C", "Cả A và B", "A và B"}, "-LL-"},
		{{"Một", "Hai", "Ba", "Cả A và B", "Cả B và C"}, "---LL"},
		/* Points of a figure. */
		{{"A và B", "A và C", "B và C", "C và D"}, "----"},
		{{"A và B", "C và D", "Một", "Hai"}, "----"},
		/* Beyond the last. */
		{{"Một", "Hai", "Ba", "Cả A và E"}, "----"},
		{{"Một", "Hai", "Cả A và D"}, "---"},
		/* Of all: wherever they stand. */
		{{"Tất cả đều đúng", "Hai", "Ba", "Bốn"}, "O---"},
		{{"Một", "All of the above", "None of the above"}, "-OO"},
		{{"Một", "Hai"}, "--"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t count = strlen(cases[i].kinds);

		CHECK_STR(
			str_from(kinds(cases[i].texts, count)), cases[i].kinds);
	}
}

int main(void)
{
	arena = arena_new();
	TEST(talk_about_all);
	TEST(talk_about_letters);
	TEST(talk_about_letters_apart);
	TEST(answers_like_any_other);
	TEST(letters_must_make_sense);
	arena_free(arena);
	return check_result();
}
