/* What a mathematics teacher says for each sign, in each language. */
#include "base/math/speech.h"

static const char *const phrases[][SPEECH_LANGUAGES] = {
	[SAY_OPEN] = {"mở ngoặc", "open paren"},
	[SAY_CLOSE] = {"đóng ngoặc", "close paren"},
	[SAY_OPEN_SQUARE] = {"mở ngoặc vuông", "open bracket"},
	[SAY_CLOSE_SQUARE] = {"đóng ngoặc vuông", "close bracket"},
	[SAY_OPEN_BRACE] = {"mở ngoặc nhọn", "open brace"},
	[SAY_CLOSE_BRACE] = {"đóng ngoặc nhọn", "close brace"},
	[SAY_SET] = {"tập hợp", "the set"},
	[SAY_END_SET] = {"hết tập hợp", "end set"},
	[SAY_SUCH_THAT] = {"sao cho", "such that"},
	[SAY_GIVEN] = {"với điều kiện", "given"},
	[SAY_DIVIDES] = {"là ước của", "divides"},
	[SAY_BAR] = {"gạch đứng", "vertical bar"},
	[SAY_EVALUATED_AT] = {"tại", "evaluated at"},
	[SAY_EVALUATED_FROM] = {"thế cận từ", "evaluated from"},
	[SAY_ABSOLUTE] = {"trị tuyệt đối của", "the absolute value of"},
	[SAY_END_ABSOLUTE] = {"hết trị tuyệt đối", "end absolute value"},
	[SAY_LENGTH] = {"độ dài", "the magnitude of"},
	[SAY_END_LENGTH] = {"hết độ dài", "end magnitude"},
	[SAY_FLOOR] = {"phần nguyên của", "the floor of"},
	[SAY_END_FLOOR] = {"hết phần nguyên", "end floor"},
	[SAY_CEILING] = {"phần nguyên trên của", "the ceiling of"},
	[SAY_END_CEILING] = {"hết phần nguyên trên", "end ceiling"},
	[SAY_OPEN_ANGLE] = {"mở ngoặc góc", "open angle bracket"},
	[SAY_CLOSE_ANGLE] = {"đóng ngoặc góc", "close angle bracket"},
	[SAY_CLOSED_INTERVAL] = {"đoạn từ", "the closed interval from"},
	[SAY_OPEN_INTERVAL] = {"khoảng từ", "the open interval from"},
	[SAY_LEFT_CLOSED] = {"nửa khoảng đóng trái từ",
		"the interval closed on the left from"},
	[SAY_RIGHT_CLOSED] = {"nửa khoảng đóng phải từ",
		"the interval closed on the right from"},
	[SAY_COORDINATES] = {"có tọa độ", "with coordinates"},
	[SAY_OF] = {"của", "of"},
	[SAY_OF_OPEN] = {"của mở ngoặc", "of open paren"},
	[SAY_FROM] = {"từ", "from"},
	[SAY_TO] = {"đến", "to"},
	[SAY_WHEN] = {"khi", "as"},
	[SAY_OVER_SET] = {"trên", "over"},
	[SAY_WITH] = {"với", "for"},
	[SAY_BASE] = {"cơ số", "base"},
	[SAY_SQUARED] = {"bình phương", "squared"},
	[SAY_CUBED] = {"lập phương", "cubed"},
	[SAY_POWER] = {"mũ", "to the"},
	[SAY_END_POWER] = {"hết mũ", "end power"},
	[SAY_ALL] = {"tất cả", "all"},
	[SAY_SUB] = {"chỉ số", "sub"},
	[SAY_SUB_NUMBER] = {"", "sub"},
	[SAY_END_SUB] = {"hết chỉ số", "end sub"},
	[SAY_PRIME] = {"phẩy", "prime"},
	[SAY_PRIME_2] = {"hai phẩy", "double prime"},
	[SAY_PRIME_3] = {"ba phẩy", "triple prime"},
	[SAY_PRIME_4] = {"bốn phẩy", "quadruple prime"},
	[SAY_MINUTES] = {"phút", "minutes"},
	[SAY_SECONDS] = {"giây", "seconds"},
	[SAY_DEGREES] = {"độ", "degrees"},
	[SAY_STAR] = {"sao", "star"},
	[SAY_FROM_RIGHT] = {"bên phải", "from the right"},
	[SAY_FROM_LEFT] = {"bên trái", "from the left"},
	[SAY_DERIVATIVE] = {"đạo hàm cấp", "derivative of order"},
	[SAY_CHARGE] = {"điện tích", "charge"},
	[SAY_MASS] = {"số khối", "mass number"},
	[SAY_ATOMIC] = {"số hiệu", "atomic number"},
	[SAY_COMBINATION] = {"tổ hợp chập", "choose"},
	[SAY_ARRANGEMENT] = {"chỉnh hợp chập", "permute"},
	[SAY_NEGATIVE] = {"âm", "negative"},
	[SAY_MINUS] = {"trừ", "minus"},
	[SAY_MINUS_SIGN] = {"trừ", "negative"},
	[SAY_PLUS] = {"cộng", "plus"},
	[SAY_POSITIVE] = {"dương", "positive"},
	[SAY_OVER] = {"trên", "over"},
	[SAY_PARTS] = {"phần", "over"},
	[SAY_FRACTION] = {"phân số, tử là", "the fraction with numerator"},
	[SAY_DENOMINATOR] = {"mẫu là", "and denominator"},
	[SAY_END_FRACTION] = {"hết phân số", "end fraction"},
	[SAY_AND] = {"và", "and"},
	[SAY_SQUARE_ROOT] = {"căn bậc hai của", "the square root of"},
	[SAY_CUBE_ROOT] = {"căn bậc ba của", "the cube root of"},
	[SAY_ROOT] = {"căn bậc", "the root of index"},
	[SAY_ROOT_OF] = {"của", "of"},
	[SAY_END_ROOT] = {"hết căn", "end root"},
	[SAY_DIVIDED] = {"chia", "divided by"},
	[SAY_COLON] = {"hai chấm", "colon"},
	[SAY_PARALLEL] = {"song song với", "is parallel to"},
	[SAY_INTO] = {"vào", "to"},
	[SAY_CONGRUENT] = {"đồng dư với", "is congruent to"},
	[SAY_MODULO] = {"theo môđun", "mod"},
	[SAY_SIMILAR] = {"đồng dạng với", "is similar to"},
	[SAY_NOT] = {"không", "not"},
	[SAY_STRUCK] = {"gạch bỏ", "crossed out"},
	[SAY_END_STRUCK] = {"hết gạch bỏ", "end crossed out"},
	[SAY_BOX] = {"đóng khung", "boxed"},
	[SAY_END_BOX] = {"hết khung", "end box"},
	[SAY_LINE_OVER] = {"ngang trên", "line over"},
	[SAY_END_LINE] = {"hết ngang", "end line"},
	[SAY_BARRED] = {"ngang", "bar"},
	[SAY_UNDERLINED] = {"gạch dưới", "underlined"},
	[SAY_ANTIDERIVATIVE] = {"nguyên hàm của", "the integral of"},
	[SAY_YIELDS] = {"tạo thành", "yields"},
	[SAY_REVERSIBLE] = {"thuận nghịch tạo thành", "reversibly yields"},
	[SAY_CONDITION] = {"điều kiện", "under"},
	[SAY_END_CONDITION] = {"hết điều kiện", "end condition"},
	[SAY_ARROW] = {"mũi tên", "arrow"},
	[SAY_GAS] = {"bay lên", "gas"},
	[SAY_FALLS] = {"kết tủa", "precipitate"},
	[SAY_HYDRATE] = {"chấm", "dot"},
	[SAY_SINGLE_BOND] = {"nối đơn", "single bond"},
	[SAY_DOUBLE_BOND] = {"nối đôi", "double bond"},
	[SAY_TRIPLE_BOND] = {"nối ba", "triple bond"},
	[SAY_ABOVE] = {"bên trên ghi", "with above it"},
	[SAY_BELOW] = {"bên dưới ghi", "with below it"},
	[SAY_END_NOTE] = {"hết ghi", "end note"},
	[SAY_MATRIX] = {"ma trận", "the matrix,"},
	[SAY_DETERMINANT] = {"định thức", "the determinant,"},
	[SAY_TABLE] = {"bảng", "the table,"},
	[SAY_SYSTEM] = {"hệ", "the system"},
	[SAY_CASES] = {"chia trường hợp", "the cases"},
	[SAY_EITHER] = {"hoặc", "either"},
	[SAY_END_MATRIX] = {"hết ma trận", "end matrix"},
	[SAY_END_DETERMINANT] = {"hết định thức", "end determinant"},
	[SAY_END_TABLE] = {"hết bảng", "end table"},
	[SAY_END_SYSTEM] = {"hết hệ", "end system"},
	[SAY_END_CASES] = {"hết trường hợp", "end cases"},
	[SAY_END_EITHER] = {"hết tuyển", "end alternatives"},
	[SAY_ROWS] = {"hàng", "by"},
	[SAY_COLUMNS] = {"cột", ""},
	[SAY_ROW] = {"hàng", "row"},
	[SAY_BLANK] = {"trống", "blank"},
	[SAY_IF] = {"khi", "if"},
	[SAY_OR] = {"hoặc", "or"},
	[SAY_SET_OF] = {"tập", "double-struck"},
	[SAY_NOT_UNDERSTOOD] = {"không đọc được", "not understood"},
};

_Static_assert(
	sizeof phrases / sizeof *phrases == SAY_PHRASES, "a phrase is missing");

const char *speech_words_of(enum phrase phrase, enum speech_language language)
{
	return phrases[phrase][language];
}

struct symbol {
	uint32_t code;
	const char *words[SPEECH_LANGUAGES];
};

/* In the order of their codes. */
static const struct symbol symbols[] = {
	{'!', {"giai thừa", "factorial"}},
	{'#', {"thăng", "number sign"}},
	{'$', {"đô la", "dollars"}},
	{'%', {"phần trăm", "percent"}},
	{'&', {"và", "and"}},
	{'*', {"nhân", "times"}},
	{'+', {"cộng", "plus"}},
	{'/', {"trên", "over"}},
	{'<', {"nhỏ hơn", "is less than"}},
	{'=', {"bằng", "equals"}},
	{'>', {"lớn hơn", "is greater than"}},
	{'?', {"dấu hỏi", "question mark"}},
	{'@', {"a còng", "at sign"}},
	{'\\', {"trừ", "minus"}},
	{'_', {"gạch dưới", "underscore"}},
	{0xA3, {"bảng Anh", "pounds"}},
	{0xA7, {"mục", "section"}},
	{0xAC, {"phủ định", "not"}},
	{0xB0, {"độ", "degrees"}},
	{0xB1, {"cộng trừ", "plus or minus"}},
	{0xB5, {"mi crô", "micro"}},
	{0xB7, {"nhân", "times"}},
	{0xC5, {"ăng xtrôm", "angstroms"}},
	{0xD7, {"nhân", "times"}},
	{0xF7, {"chia", "divided by"}},
	{0x131, {"i", "i"}},
	{0x237, {"j", "j"}},
	{0x391, {"An pha", "capital alpha"}},
	{0x392, {"Bê ta", "capital beta"}},
	{0x393, {"Gam ma", "capital gamma"}},
	{0x394, {"Đen ta", "capital delta"}},
	{0x395, {"Ép xi lon", "capital epsilon"}},
	{0x396, {"Dê ta", "capital zeta"}},
	{0x397, {"Ê ta", "capital eta"}},
	{0x398, {"Tê ta", "capital theta"}},
	{0x399, {"I ô ta", "capital iota"}},
	{0x39A, {"Káp pa", "capital kappa"}},
	{0x39B, {"Lam đa", "capital lambda"}},
	{0x39C, {"Muy", "capital mu"}},
	{0x39D, {"Nuy", "capital nu"}},
	{0x39E, {"Xi", "capital xi"}},
	{0x39F, {"Ô mi crôn", "capital omicron"}},
	{0x3A0, {"Pi", "capital pi"}},
	{0x3A1, {"Rô", "capital rho"}},
	{0x3A3, {"Xích ma", "capital sigma"}},
	{0x3A4, {"Tô", "capital tau"}},
	{0x3A5, {"Úp xi lon", "capital upsilon"}},
	{0x3A6, {"Phi", "capital phi"}},
	{0x3A7, {"Khi", "capital chi"}},
	{0x3A8, {"Pơ xi", "capital psi"}},
	{0x3A9, {"Ô mê ga", "capital omega"}},
	{0x3B1, {"an pha", "alpha"}},
	{0x3B2, {"bê ta", "beta"}},
	{0x3B3, {"gam ma", "gamma"}},
	{0x3B4, {"đen ta", "delta"}},
	{0x3B5, {"ép xi lon", "epsilon"}},
	{0x3B6, {"dê ta", "zeta"}},
	{0x3B7, {"ê ta", "eta"}},
	{0x3B8, {"tê ta", "theta"}},
	{0x3B9, {"i ô ta", "iota"}},
	{0x3BA, {"káp pa", "kappa"}},
	{0x3BB, {"lam đa", "lambda"}},
	{0x3BC, {"muy", "mu"}},
	{0x3BD, {"nuy", "nu"}},
	{0x3BE, {"xi", "xi"}},
	{0x3BF, {"ô mi crôn", "omicron"}},
	{0x3C0, {"pi", "pi"}},
	{0x3C1, {"rô", "rho"}},
	{0x3C2, {"xích ma cuối", "final sigma"}},
	{0x3C3, {"xích ma", "sigma"}},
	{0x3C4, {"tô", "tau"}},
	{0x3C5, {"úp xi lon", "upsilon"}},
	{0x3C6, {"phi", "phi"}},
	{0x3C7, {"khi", "chi"}},
	{0x3C8, {"pơ xi", "psi"}},
	{0x3C9, {"ô mê ga", "omega"}},
	{0x3D1, {"tê ta", "theta"}},
	{0x3D5, {"phi", "phi"}},
	{0x3D6, {"pi", "pi"}},
	{0x3F0, {"káp pa", "kappa"}},
	{0x3F1, {"rô", "rho"}},
	{0x3F5, {"ép xi lon", "epsilon"}},
	{0x2016, {"song song với", "double bar"}},
	{0x2018, {"nháy", "quote"}},
	{0x2020, {"chữ thập", "dagger"}},
	{0x2026, {"ba chấm", "dot dot dot"}},
	{0x2030, {"phần nghìn", "per mille"}},
	{0x2032, {"phẩy", "prime"}},
	{0x2033, {"hai phẩy", "double prime"}},
	{0x2034, {"ba phẩy", "triple prime"}},
	{0x2057, {"bốn phẩy", "quadruple prime"}},
	{0x20AB, {"đồng", "dong"}},
	{0x20AC, {"ơ rô", "euros"}},
	{0x2102, {"tập C", "the complex numbers"}},
	{0x2103, {"độ C", "degrees Celsius"}},
	{0x210F, {"h gạch", "h bar"}},
	{0x2111, {"phần ảo", "the imaginary part of"}},
	{0x2113, {"l", "l"}},
	{0x2115, {"tập N", "the natural numbers"}},
	{0x211A, {"tập Q", "the rational numbers"}},
	{0x211C, {"phần thực", "the real part of"}},
	{0x211D, {"tập R", "the real numbers"}},
	{0x2124, {"tập Z", "the integers"}},
	{0x2190, {"mũi tên trái", "left arrow"}},
	{0x2191, {"mũi tên lên", "up arrow"}},
	{0x2192, {"dần tới", "approaches"}},
	{0x2193, {"mũi tên xuống", "down arrow"}},
	{0x2194, {"mũi tên hai chiều", "left right arrow"}},
	{0x2196, {"mũi tên chéo lên trái", "up left arrow"}},
	{0x2197, {"đồng biến", "increases"}},
	{0x2198, {"nghịch biến", "decreases"}},
	{0x2199, {"mũi tên chéo xuống trái", "down left arrow"}},
	{0x219B, {"không dần tới", "does not approach"}},
	{0x21A6, {"ứng với", "maps to"}},
	{0x21C0, {"mũi tên phải", "right arrow"}},
	{0x21C4, {"mũi tên phải trái", "right and left arrows"}},
	{0x21CC, {"thuận nghịch", "is in equilibrium with"}},
	{0x21CF, {"không suy ra", "does not imply"}},
	{0x21D0, {"được suy ra từ", "is implied by"}},
	{0x21D1, {"mũi tên lên", "up arrow"}},
	{0x21D2, {"suy ra", "implies"}},
	{0x21D3, {"mũi tên xuống", "down arrow"}},
	{0x21D4, {"tương đương", "if and only if"}},
	{0x21DD, {"dẫn tới", "leads to"}},
	{0x2200, {"với mọi", "for all"}},
	{0x2202, {"đê rông", "partial"}},
	{0x2203, {"tồn tại", "there exists"}},
	{0x2204, {"không tồn tại", "there does not exist"}},
	{0x2205, {"tập rỗng", "the empty set"}},
	{0x2206, {"Đen ta", "capital delta"}},
	{0x2207, {"nabla", "nabla"}},
	{0x2208, {"thuộc", "in"}},
	{0x2209, {"không thuộc", "not in"}},
	{0x220B, {"chứa", "contains"}},
	{0x220C, {"không chứa", "does not contain"}},
	{0x2212, {"trừ", "minus"}},
	{0x2213, {"trừ cộng", "minus or plus"}},
	{0x2216, {"trừ", "minus"}},
	{0x2217, {"nhân", "times"}},
	{0x2218, {"hợp với", "composed with"}},
	{0x2219, {"nhân", "times"}},
	{0x221A, {"căn", "root"}},
	{0x221D, {"tỉ lệ với", "is proportional to"}},
	{0x221E, {"vô cùng", "infinity"}},
	{0x221F, {"góc vuông", "right angle"}},
	{0x2220, {"góc", "angle"}},
	{0x2221, {"góc", "angle"}},
	{0x2222, {"góc khối", "spherical angle"}},
	{0x2223, {"là ước của", "divides"}},
	{0x2224, {"không là ước của", "does not divide"}},
	{0x2225, {"song song với", "is parallel to"}},
	{0x2226, {"không song song với", "is not parallel to"}},
	{0x2227, {"và", "and"}},
	{0x2228, {"hoặc", "or"}},
	{0x2229, {"giao", "intersection"}},
	{0x222A, {"hợp", "union"}},
	{0x2234, {"vậy", "therefore"}},
	{0x2235, {"vì", "because"}},
	{0x2236, {"chia", "to"}},
	{0x2237, {"bằng tỉ số", "as"}},
	{0x223C, {"tương đương với", "is similar to"}},
	{0x223D, {"đồng dạng với", "is similar to"}},
	{0x2241, {"không tương đương với", "is not similar to"}},
	{0x2243, {"gần bằng", "is asymptotically equal to"}},
	{0x2245, {"bằng", "is congruent to"}},
	{0x2247, {"không bằng", "is not congruent to"}},
	{0x2248, {"xấp xỉ", "is approximately"}},
	{0x2249, {"không xấp xỉ", "is not approximately"}},
	{0x2250, {"tiến tới giới hạn", "approaches the limit"}},
	{0x2254, {"được định nghĩa bằng", "is defined as"}},
	{0x225C, {"được định nghĩa bằng", "is defined as"}},
	{0x2260, {"khác", "is not equal to"}},
	{0x2261, {"trùng với", "is identical to"}},
	{0x2262, {"không trùng với", "is not identical to"}},
	{0x2264, {"nhỏ hơn hoặc bằng", "is less than or equal to"}},
	{0x2265, {"lớn hơn hoặc bằng", "is greater than or equal to"}},
	{0x2266, {"nhỏ hơn hoặc bằng", "is less than or equal to"}},
	{0x2267, {"lớn hơn hoặc bằng", "is greater than or equal to"}},
	{0x226A, {"rất nhỏ so với", "is much less than"}},
	{0x226B, {"rất lớn so với", "is much greater than"}},
	{0x226E, {"không nhỏ hơn", "is not less than"}},
	{0x226F, {"không lớn hơn", "is not greater than"}},
	{0x2270, {"không nhỏ hơn hoặc bằng", "is not less than or equal to"}},
	{0x2271,
		{"không lớn hơn hoặc bằng", "is not greater than or equal to"}},
	{0x2282, {"là tập con của", "is a subset of"}},
	{0x2283, {"chứa", "is a superset of"}},
	{0x2284, {"không là tập con của", "is not a subset of"}},
	{0x2285, {"không chứa", "is not a superset of"}},
	{0x2286, {"là tập con hoặc bằng", "is a subset of or equal to"}},
	{0x2287, {"chứa hoặc bằng", "is a superset of or equal to"}},
	{0x2288, {"không là tập con của", "is not a subset of or equal to"}},
	{0x228A, {"là tập con thực sự của", "is a proper subset of"}},
	{0x2295, {"cộng trực tiếp", "direct sum"}},
	{0x2297, {"nhân tenxơ", "tensor product"}},
	{0x2299, {"chấm tròn", "circled dot"}},
	{0x22A4, {"chuyển vị", "transpose"}},
	{0x22A5, {"vuông góc với", "is perpendicular to"}},
	{0x22C5, {"nhân", "times"}},
	{0x22C6, {"sao", "star"}},
	{0x22EE, {"ba chấm dọc", "vertical dots"}},
	{0x22EF, {"ba chấm", "dot dot dot"}},
	{0x22F0, {"ba chấm chéo", "diagonal dots"}},
	{0x22F1, {"ba chấm chéo", "diagonal dots"}},
	{0x2322, {"cung", "arc"}},
	{0x25A0, {"ô vuông đen", "black square"}},
	{0x25A1, {"hình vuông", "square"}},
	{0x25B1, {"hình bình hành", "parallelogram"}},
	{0x25B3, {"tam giác", "triangle"}},
	{0x25C7, {"hình thoi", "diamond"}},
	{0x25CB, {"đường tròn", "circle"}},
	{0x2713, {"đúng", "check mark"}},
	{0x27F5, {"mũi tên trái", "left arrow"}},
	{0x27F6, {"dần tới", "approaches"}},
	{0x27F7, {"mũi tên hai chiều", "left right arrow"}},
	{0x27F8, {"được suy ra từ", "is implied by"}},
	{0x27F9, {"suy ra", "implies"}},
	{0x27FA, {"tương đương", "if and only if"}},
	{0x27FC, {"ứng với", "maps to"}},
	{0x2A7D, {"nhỏ hơn hoặc bằng", "is less than or equal to"}},
	{0x2A7E, {"lớn hơn hoặc bằng", "is greater than or equal to"}},
};

/* ∑ and its kind, in the order of their codes. */
static const struct symbol large[] = {
	{0x220F, {"tích", "the product"}},
	{0x2210, {"đối tích", "the coproduct"}},
	{0x2211, {"tổng", "the sum"}},
	{0x222B, {"tích phân", "the integral"}},
	{0x222C, {"tích phân kép", "the double integral"}},
	{0x222D, {"tích phân bội ba", "the triple integral"}},
	{0x222E, {"tích phân đường kín", "the contour integral"}},
	{0x222F, {"tích phân mặt kín", "the surface integral"}},
	{0x2230, {"tích phân khối", "the volume integral"}},
	{0x22C0, {"hội", "the conjunction"}},
	{0x22C1, {"tuyển", "the disjunction"}},
	{0x22C2, {"giao", "the intersection"}},
	{0x22C3, {"hợp", "the union"}},
	{0x2A00, {"chấm tròn", "the circled dot"}},
	{0x2A01, {"tổng trực tiếp", "the direct sum"}},
	{0x2A02, {"tích tenxơ", "the tensor product"}},
	{0x2A0C, {"tích phân bội bốn", "the quadruple integral"}},
};

static const char *find(const struct symbol *table, size_t count, uint32_t code,
	enum speech_language language)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (table[middle].code == code)
			return table[middle].words[language];
		if (code < table[middle].code)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *speech_symbol(uint32_t code, enum speech_language language)
{
	return find(symbols, COUNT(symbols), code, language);
}

const char *speech_large(uint32_t code, enum speech_language language)
{
	return find(large, COUNT(large), code, language);
}

static const struct speech_accent accents[] = {
	{0x300, {"", ""}, {"huyền", "grave"}},
	{0x301, {"", ""}, {"sắc", "acute"}},
	{0x302, {"", ""}, {"có mũ", "hat"}},
	{0x303, {"", ""}, {"có dấu ngã", "tilde"}},
	{0x304, {"", ""}, {"ngang", "bar"}},
	{0x306, {"", ""}, {"có dấu trăng", "breve"}},
	{0x307, {"", ""}, {"chấm", "dot"}},
	{0x308, {"", ""}, {"hai chấm", "double dot"}},
	{0x30A, {"", ""}, {"có vòng tròn", "ring"}},
	{0x30C, {"", ""}, {"có dấu ngoặc ngược", "check"}},
	{0x330, {"", ""}, {"có dấu ngã dưới", "tilde below"}},
	{0x34D, {"", ""}, {"có mũi tên hai chiều dưới", "arrow below"}},
	{0x20D0, {"véctơ ngược", "left vector"}, {"", ""}},
	{0x20D1, {"véctơ", "vector"}, {"", ""}},
	{0x20D6, {"véctơ ngược", "left vector"}, {"", ""}},
	{0x20D7, {"véctơ", "vector"}, {"", ""}},
	{0x20DB, {"", ""}, {"ba chấm", "triple dot"}},
	{0x20DC, {"", ""}, {"bốn chấm", "quadruple dot"}},
	{0x20E1, {"đường thẳng", "line"}, {"", ""}},
	{0x20EE, {"", ""}, {"có mũi tên trái dưới", "left arrow below"}},
	{0x20EF, {"", ""}, {"có mũi tên dưới", "arrow below"}},
	{0x23DC, {"cung", "arc"}, {"", ""}},
};

const struct speech_accent *speech_accent(uint32_t code)
{
	for (size_t i = 0; i < COUNT(accents); i++)
		if (accents[i].code == code)
			return &accents[i];
	return NULL;
}

static const struct speech_operator operators[] = {
	{"BCNN", {"bội chung nhỏ nhất", "least common multiple"}, true},
	{"Pr", {"xác suất", "probability"}, true},
	{"arccos", {"ác cô sin", "arc cosine"}, false},
	{"arccot", {"ác cô tang", "arc cotangent"}, false},
	{"arcsin", {"ác sin", "arc sine"}, false},
	{"arctan", {"ác tang", "arc tangent"}, false},
	{"arg", {"acgumen", "argument"}, true},
	{"cos", {"cô sin", "cosine"}, false},
	{"cosh", {"cô sin hypebol", "hyperbolic cosine"}, false},
	{"cot", {"cô tang", "cotangent"}, false},
	{"cotg", {"cô tang", "cotangent"}, false},
	{"deg", {"bậc", "degree"}, true},
	{"det", {"định thức", "determinant"}, true},
	{"dim", {"số chiều", "dimension"}, true},
	{"exp", {"hàm mũ", "exponential"}, true},
	{"gcd", {"ước chung lớn nhất", "greatest common divisor"}, true},
	{"inf", {"cận dưới đúng", "infimum"}, true},
	{"ker", {"hạch", "kernel"}, true},
	{"lcm", {"bội chung nhỏ nhất", "least common multiple"}, true},
	{"lg", {"lôgarit thập phân", "log"}, true},
	{"lim", {"giới hạn", "the limit"}, true},
	{"lim inf", {"giới hạn dưới", "limit inferior"}, true},
	{"lim sup", {"giới hạn trên", "limit superior"}, true},
	{"ln", {"lôgarit nêpe", "natural log"}, true},
	{"log", {"lôgarit", "log"}, true},
	{"max", {"giá trị lớn nhất", "the maximum"}, true},
	{"min", {"giá trị nhỏ nhất", "the minimum"}, true},
	{"mod", {"chia dư cho", "mod"}, false},
	{"rank", {"hạng", "rank"}, true},
	{"sgn", {"dấu", "sign"}, true},
	{"sin", {"sin", "sine"}, false},
	{"sinh", {"sin hypebol", "hyperbolic sine"}, false},
	{"sup", {"cận trên đúng", "supremum"}, true},
	{"tan", {"tang", "tangent"}, false},
	{"tanh", {"tang hypebol", "hyperbolic tangent"}, false},
	{"tg", {"tang", "tangent"}, false},
	{"ƯCLN", {"ước chung lớn nhất", "greatest common divisor"}, true},
};

const struct speech_operator *speech_operator(struct str name)
{
	for (size_t i = 0; i < COUNT(operators); i++)
		if (str_is(name, operators[i].name))
			return &operators[i];
	return NULL;
}

static const struct {
	const char *name;
	const char *words[SPEECH_LANGUAGES];
} states[] = {
	{"s", {"rắn", "solid"}},
	{"r", {"rắn", "solid"}},
	{"l", {"lỏng", "liquid"}},
	{"g", {"khí", "gas"}},
	{"k", {"khí", "gas"}},
	{"h", {"hơi", "vapour"}},
	{"aq", {"dung dịch", "aqueous"}},
	{"dd", {"dung dịch", "aqueous"}},
};

const char *speech_state(struct str s, enum speech_language language)
{
	for (size_t i = 0; i < COUNT(states); i++)
		if (str_is(s, states[i].name))
			return states[i].words[language];
	return NULL;
}

/* Symbols of the elements, each before a blank. */
static const char elements[] =
	" H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe "
	"Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In "
	"Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf "
	"Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am "
	"Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og ";

bool speech_is_element(struct str s)
{
	char word[5] = " ";

	if (!s.len || s.len > 2 || s.ptr[0] < 'A' || s.ptr[0] > 'Z')
		return false;
	memcpy(word + 1, s.ptr, s.len);
	word[s.len + 1] = ' ';
	return strstr(elements, word) != NULL;
}
