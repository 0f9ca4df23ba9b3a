#include "base/algebra/expression_parts.h"

#include "base/i18n.h"

/* Lists of words for the stories of calculated questions: words("names", "vi").
 * Names are such as pupils have; things are counted in whole numbers. */

static const char *const names_vi[] = {"An", "Bình", "Chi", "Cường", "Dũng",
	"Dương", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa", "Hoàng", "Hùng",
	"Hương", "Huy", "Khánh", "Lan", "Linh", "Long", "Mai", "Minh", "Nam",
	"Nga", "Ngọc", "Phong", "Phương", "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo",
	"Thành", "Trang", "Tuấn", "Tùng", "Vân", "Việt", "Vy", "Yến", NULL};
static const char *const girls_vi[] = {"Chi", "Hạnh", "Hoa", "Hương", "Lan",
	"Linh", "Mai", "Nga", "Ngọc", "Phương", "Quỳnh", "Thảo", "Trang", "Vân",
	"Vy", "Yến", NULL};
static const char *const boys_vi[] = {"Cường", "Dũng", "Hải", "Hiếu", "Hoàng",
	"Hùng", "Huy", "Long", "Nam", "Phong", "Quân", "Sơn", "Thành", "Tuấn",
	"Tùng", "Việt", NULL};
static const char *const places_vi[] = {"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng",
	"Cần Thơ", "Vĩnh Long", "Nha Trang", "Đà Lạt", "Vinh", "Quy Nhơn",
	"Thanh Hoá", "Nam Định", "Hạ Long", "Thái Nguyên", "Buôn Ma Thuột",
	"Pleiku", "Cà Mau", "Rạch Giá", "Mỹ Tho", "Biên Hoà", NULL};
static const char *const things_vi[] = {"quyển vở", "cái bút", "quả cam",
	"quả táo", "viên bi", "cái kẹo", "bông hoa", "tấm thẻ", "con tem",
	"quả bóng", "chiếc bánh", "quyển sách", NULL};
static const char *const fruits_vi[] = {"cam", "táo", "xoài", "bưởi", "dưa hấu",
	"thanh long", "chôm chôm", "sầu riêng", "nho", "mận", NULL};
static const char *const animals_vi[] = {"gà", "vịt", "thỏ", "trâu", "bò", "dê",
	"lợn", "ngỗng", "bồ câu", "cừu", NULL};
static const char *const shops_vi[] = {"cửa hàng tạp hoá", "nhà sách",
	"siêu thị", "quầy trái cây", "tiệm bánh", "cửa hàng quần áo", NULL};

static const char *const names_en[] = {"Adam", "Alice", "Amir", "Anna", "Ben",
	"Bella", "Chloe", "Daniel", "David", "Emma", "Eva", "Fatima", "George",
	"Grace", "Hannah", "Harry", "Ivan", "Jack", "James", "Jane", "Kate",
	"Leo", "Liam", "Lily", "Lucy", "Maria", "Mark", "Mia", "Noah", "Nora",
	"Oliver", "Olivia", "Peter", "Rosa", "Sam", "Sara", "Sofia", "Tom",
	"Wei", "Zoe", NULL};
static const char *const girls_en[] = {"Alice", "Anna", "Bella", "Chloe",
	"Emma", "Eva", "Fatima", "Grace", "Hannah", "Jane", "Kate", "Lily",
	"Lucy", "Maria", "Mia", "Nora", "Olivia", "Rosa", "Sara", "Sofia",
	"Zoe", NULL};
static const char *const boys_en[] = {"Adam", "Amir", "Ben", "Daniel", "David",
	"George", "Harry", "Ivan", "Jack", "James", "Leo", "Liam", "Mark",
	"Noah", "Oliver", "Peter", "Tom", NULL};
static const char *const places_en[] = {"London", "Paris", "Rome", "Madrid",
	"Berlin", "Vienna", "Oslo", "Dublin", "Lisbon", "Athens", "Boston",
	"Chicago", "Denver", "Seattle", "Toronto", "Sydney", "Hanoi", "Tokyo",
	"Nairobi", "Lima", NULL};
static const char *const things_en[] = {"books", "pencils", "apples", "oranges",
	"marbles", "sweets", "flowers", "cards", "stamps", "balls", "cakes",
	"notebooks", NULL};
static const char *const fruits_en[] = {"apples", "oranges", "pears", "plums",
	"mangoes", "bananas", "peaches", "cherries", "lemons", "melons", NULL};
static const char *const animals_en[] = {"chickens", "ducks", "rabbits", "cows",
	"goats", "sheep", "pigs", "geese", "horses", "pigeons", NULL};
static const char *const shops_en[] = {"a grocer's shop", "a bookshop",
	"a supermarket", "a market stall", "a bakery", "a clothes shop", NULL};

static const struct {
	const char *name, *language;
	const char *const *words;
} lists[] = {
	{"names", "vi", names_vi},
	{"girls", "vi", girls_vi},
	{"boys", "vi", boys_vi},
	{"places", "vi", places_vi},
	{"things", "vi", things_vi},
	{"fruits", "vi", fruits_vi},
	{"animals", "vi", animals_vi},
	{"shops", "vi", shops_vi},
	{"names", "en", names_en},
	{"girls", "en", girls_en},
	{"boys", "en", boys_en},
	{"places", "en", places_en},
	{"things", "en", things_en},
	{"fruits", "en", fruits_en},
	{"animals", "en", animals_en},
	{"shops", "en", shops_en},
};

static const struct value *as_list(struct algebra *c, const char *const *words)
{
	const struct value **items;
	size_t count = 0;

	while (words[count])
		count++;
	items = NEW_ARRAY(c->arena, count, const struct value *);
	for (size_t i = 0; i < count; i++)
		items[i] = value_text(c, str_from(words[i]));
	return value_list(c, ALGEBRA_LIST, items, count);
}

static const struct value *f_words(
	struct algebra *c, const struct value *const *v, size_t n)
{
	(void)n;
	if (v[0]->kind != ALGEBRA_TEXT || v[1]->kind != ALGEBRA_TEXT)
		return calc_fail(c,
			_("a list of words is named so: words(\"names\", "
			  "\"vi\")"));
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (str_is(v[0]->text, lists[i].name) &&
			str_is(v[1]->text, lists[i].language))
			return as_list(c, lists[i].words);
	return calc_fail(c,
		_("there are the words names, girls, boys, places, things, "
		  "fruits, animals, shops, in \"vi\" and in \"en\""));
}

const struct function functions_words[] = {
	{"words", 2, 2, f_words, false},
	{NULL, 0, 0, NULL, false},
};
