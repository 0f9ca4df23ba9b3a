#include "base/math/math.h"

#include "tests/check.h"
#include "tests/math_formulas.h"

static struct arena *arena;

static struct str spoken(struct str tex, const char *language)
{
	struct math_options options = {.decimal_comma = true};

	return math_to_speech(
		arena, math_parse(arena, tex, &options, NULL), language);
}

/* What a teacher says. Whatever is more than one word has an end, so that each
 * sentence can be written down again in one way. */
static const struct {
	const char *tex, *vi, *en;
} formulas[] = {
	{"x^2+1", "x bình phương cộng 1", "x squared plus 1"},
	{"x^n", "x mũ n", "x to the n"},
	{"x^{2n+1}", "x mũ 2 n cộng 1 hết mũ", "x to the 2 n plus 1 end power"},
	{"e^{-x}", "e mũ trừ x", "e to the negative x"},
	{"e^{2x}=3", "e mũ 2 x hết mũ bằng 3",
		"e to the 2 x end power equals 3"},
	{"\\frac{1}{2}", "1 phần 2", "1 over 2"},
	{"\\dfrac{a}{b}", "a trên b", "a over b"},
	{"\\frac{x+1}{x-1}",
		"phân số, tử là x cộng 1, mẫu là x trừ 1, hết phân số",
		"the fraction with numerator x plus 1, and denominator x minus "
		"1, end fraction"},
	{"\\frac{-b\\pm\\sqrt{b^2-4ac}}{2a}",
		"phân số, tử là trừ b cộng trừ căn bậc hai của b bình phương "
		"trừ 4 a c hết căn, mẫu là 2 a, hết phân số",
		"the fraction with numerator negative b plus or minus the "
		"square root of b squared minus 4 a c end root, and "
		"denominator 2 a, end fraction"},
	{"2\\frac{1}{3}", "2 và 1 phần 3", "2 and 1 over 3"},
	{"\\sqrt{2}", "căn bậc hai của 2", "the square root of 2"},
	{"\\sqrt[3]{x+1}", "căn bậc ba của x cộng 1 hết căn",
		"the cube root of x plus 1 end root"},
	{"\\sqrt[n]{a}", "căn bậc n của a", "the root of index n of a"},
	{"\\int_0^1 x^2\\,\\mathrm{d}x",
		"tích phân từ 0 đến 1 của x bình phương d x",
		"the integral from 0 to 1 of x squared d x"},
	{"\\int f(x)\\,dx", "nguyên hàm của f của x d x",
		"the integral of f of x d x"},
	{"\\lim_{x\\to 0}\\frac{\\sin x}{x}",
		"giới hạn khi x dần tới 0 của phân số, tử là sin x, mẫu là x, "
		"hết phân số",
		"the limit as x approaches 0 of the fraction with numerator "
		"sine x, and denominator x, end fraction"},
	{"\\lim_{x\\to 0^+} f(x)",
		"giới hạn khi x dần tới 0 bên phải của f của x",
		"the limit as x approaches 0 from the right of f of x"},
	{"\\sum_{i=1}^n a_i", "tổng từ i bằng 1 đến n của a chỉ số i",
		"the sum from i equals 1 to n of a sub i"},
	{"\\overrightarrow{AB}\\cdot\\overrightarrow{A'C'}",
		"véctơ A B nhân véctơ A phẩy C phẩy",
		"vector A B times vector A prime C prime"},
	{"\\vec{a}+\\vec{b}", "véctơ a cộng véctơ b", "vector a plus vector b"},
	{"\\widehat{ABC}=90^\\circ", "góc A B C bằng 90 độ",
		"angle A B C equals 90 degrees"},
	{"\\overline{AB}", "ngang trên A B hết ngang",
		"line over A B end line"},
	{"\\overline{x}", "x ngang", "x bar"},
	{"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
		"ma trận 2 hàng 2 cột, hàng 1: 1; 2, hàng 2: 3; 4, hết ma trận",
		"the matrix, 2 by 2, row 1: 1; 2, row 2: 3; 4, end matrix"},
	{"\\begin{vmatrix}a&b\\\\c&d\\end{vmatrix}",
		"định thức 2 hàng 2 cột, hàng 1: a; b, hàng 2: c; d, hết định "
		"thức",
		"the determinant, 2 by 2, row 1: a; b, row 2: c; d, end "
		"determinant"},
	{"\\begin{cases}x+y=3\\\\x-y=1\\end{cases}",
		"hệ: x cộng y bằng 3; và x trừ y bằng 1, hết hệ",
		"the system: x plus y equals 3; and x minus y equals 1, end "
		"system"},
	{"\\heva{&x+y=3\\\\&x-y=1}",
		"hệ: x cộng y bằng 3; và x trừ y bằng 1, hết hệ",
		"the system: x plus y equals 3; and x minus y equals 1, end "
		"system"},
	{"\\hoac{&x=1\\\\&x=2}", "hoặc: x bằng 1; hoặc x bằng 2, hết tuyển",
		"either: x equals 1; or x equals 2, end alternatives"},
	{"f(x)=\\begin{cases}x+1&x>0\\\\-x&x\\le 0\\end{cases}",
		"f của x bằng chia trường hợp: x cộng 1, khi x lớn hơn 0; trừ "
		"x, khi x nhỏ hơn hoặc bằng 0, hết trường hợp",
		"f of x equals the cases: x plus 1, if x is greater than 0; "
		"negative x, if x is less than or equal to 0, end cases"},
	{"f(x)=\\begin{cases}x+1&\\text{khi }x>0\\\\-x&\\text{khi }x\\le "
	 "0\\end{cases}",
		"f của x bằng chia trường hợp: x cộng 1, khi x lớn hơn 0; trừ "
		"x, khi x nhỏ hơn hoặc bằng 0, hết trường hợp",
		"f of x equals the cases: x plus 1, khi x is greater than 0; "
		"negative x, khi x is less than or equal to 0, end cases"},
	{"f'(x)", "f phẩy của x", "f prime of x"},
	{"y''=0", "y hai phẩy bằng 0", "y double prime equals 0"},
	{"f^{(4)}(x)", "f đạo hàm cấp 4 của x", "f derivative of order 4 of x"},
	{"\\alpha+\\beta=\\Delta", "an pha cộng bê ta bằng Đen ta",
		"alpha plus beta equals capital delta"},
	{"a\\le b", "a nhỏ hơn hoặc bằng b", "a is less than or equal to b"},
	{"x\\in(-\\infty;1)\\cup[2;+\\infty)",
		"x thuộc khoảng từ âm vô cùng đến 1 hợp nửa khoảng đóng trái "
		"từ 2 đến dương vô cùng",
		"x in the open interval from negative infinity to 1 union the "
		"interval closed on the left from 2 to positive infinity"},
	{"x\\in[0;2]", "x thuộc đoạn từ 0 đến 2",
		"x in the closed interval from 0 to 2"},
	{"A(1;2;-1)", "A có tọa độ 1; 2; âm 1",
		"A with coordinates 1; 2; negative 1"},
	{"\\vec{n}=(1;0;1)", "véctơ n bằng mở ngoặc 1; 0; 1 đóng ngoặc",
		"vector n equals open paren 1; 0; 1 close paren"},
	{"\\left(3;-\\dfrac{3}{2};3\\right)",
		"mở ngoặc 3; âm 3 phần 2; 3 đóng ngoặc",
		"open paren 3; negative 3 over 2; 3 close paren"},
	{"g=10\\,\\text{m/s}^2", "g bằng 10 mét trên giây bình phương",
		"g equals 10 meters per second squared"},
	{"5\\,\\mathrm{kg.m/s^2}", "5 kilôgam mét trên giây bình phương",
		"5 kilogram meters per second squared"},
	{"\\SI{10}{\\metre\\per\\second\\squared}",
		"10 mét trên giây bình phương", "10 meters per second squared"},
	{"3{,}34\\cdot 10^5\\,\\text{J/kg}",
		"3,34 nhân 10 mũ 5 jun trên kilôgam",
		"3.34 times 10 to the 5 joules per kilogram"},
	{"27\\,^\\circ\\text{C}", "27 độ C", "27 degrees C"},
	{"700\\,\\text{W/m}^2", "700 oát trên mét vuông",
		"700 watts per square meter"},
	{"\\ce{H2O}", "H 2 O", "H 2 O"},
	{"\\ce{2H2 + O2 -> 2H2O}", "2 H 2 cộng O 2 tạo thành 2 H 2 O",
		"2 H 2 plus O 2 yields 2 H 2 O"},
	{"\\ce{SO4^2-}", "S O 4 điện tích 2 trừ", "S O 4 charge 2 minus"},
	{"\\ce{Fe^3+}", "Fe điện tích 3 cộng", "Fe charge 3 plus"},
	{"\\ce{CaCO3 ->[t^o] CaO + CO2 ^}",
		"Ca C O 3 tạo thành, điều kiện t mũ o, hết điều kiện Ca O cộng "
		"C O 2 bay lên",
		"Ca C O 3 yields, under t to the o, end condition Ca O plus C "
		"O 2 gas"},
	{"\\ce{AgNO3 + NaCl -> AgCl v + NaNO3}",
		"Ag N O 3 cộng Na Cl tạo thành Ag Cl kết tủa cộng Na N O 3",
		"Ag N O 3 plus Na Cl yields Ag Cl precipitate plus Na N O 3"},
	{"\\ce{^{235}_{92}U}", "U số khối 235 số hiệu 92",
		"U mass number 235 atomic number 92"},
	{"\\ce{NaOH(aq)}", "Na O H dung dịch", "Na O H aqueous"},
	{"\\ce{N2 + 3H2 <=> 2NH3}",
		"N 2 cộng 3 H 2 thuận nghịch tạo thành 2 N H 3",
		"N 2 plus 3 H 2 reversibly yields 2 N H 3"},
	{"\\ce{CH3-CH2-OH}", "C H 3 nối đơn C H 2 nối đơn O H",
		"C H 3 single bond C H 2 single bond O H"},
	{"\\ce{CuSO4.5H2O}", "Cu S O 4 chấm 5 H 2 O", "Cu S O 4 dot 5 H 2 O"},
	{"P(A|B)=\\dfrac{P(AB)}{P(B)}",
		"P của A với điều kiện B bằng phân số, tử là P của mở ngoặc A "
		"B đóng ngoặc, mẫu là P của B, hết phân số",
		"P of A given B equals the fraction with numerator P of open "
		"paren A B close paren, and denominator P of B, end fraction"},
	{"P(\\overline{A})", "P của A ngang", "P of A bar"},
	{"C_n^k", "tổ hợp chập k của n", "n choose k"},
	{"A_{10}^3", "chỉnh hợp chập 3 của 10", "10 permute 3"},
	{"\\binom{n}{k}", "tổ hợp chập k của n", "n choose k"},
	{"\\log_2 x", "lôgarit cơ số 2 của x", "log base 2 of x"},
	{"\\ln(x+1)", "lôgarit nêpe của mở ngoặc x cộng 1 đóng ngoặc",
		"natural log of open paren x plus 1 close paren"},
	{"\\log_{a}(bc)", "lôgarit cơ số a của mở ngoặc b c đóng ngoặc",
		"log base a of open paren b c close paren"},
	{"\\sin^2 x+\\cos^2 x=1",
		"sin bình phương x cộng cô sin bình phương x bằng 1",
		"sine squared x plus cosine squared x equals 1"},
	{"\\sin 2x", "sin 2 x", "sine 2 x"},
	{"|x-1|", "trị tuyệt đối của x trừ 1 hết trị tuyệt đối",
		"the absolute value of x minus 1 end absolute value"},
	{"|\\vec{a}|", "độ dài véctơ a", "the magnitude of vector a"},
	{"\\left|z\\right|", "trị tuyệt đối của z", "the absolute value of z"},
	{"\\{1;2;3\\}", "tập hợp 1; 2; 3 hết tập hợp",
		"the set 1; 2; 3 end set"},
	{"\\mathbb{R}\\setminus\\{2\\}", "tập R trừ tập hợp 2",
		"the real numbers minus the set 2"},
	{"\\{x\\in\\mathbb{R}\\mid x>0\\}",
		"tập hợp x thuộc tập R sao cho x lớn hơn 0 hết tập hợp",
		"the set x in the real numbers such that x is greater than 0 "
		"end set"},
	{"D=\\mathbb{R}", "D bằng tập R", "D equals the real numbers"},
	{"\\emptyset", "tập rỗng", "the empty set"},
	{"\\forall x\\in\\mathbb{R},\\exists y",
		"với mọi x thuộc tập R, tồn tại y",
		"for all x in the real numbers, there exists y"},
	{"a\\equiv b\\pmod{3}", "a đồng dư với b theo môđun 3",
		"a is congruent to b mod 3"},
	{"48\\,000+1\\,270", "48000 cộng 1270", "48000 plus 1270"},
	{"12 000", "12000", "12000"},
	{"0.125", "0,125", "0.125"},
	{"(P): 2x+2y-z-4=0",
		"mở ngoặc P đóng ngoặc hai chấm 2 x cộng 2 y trừ z trừ 4 bằng "
		"0",
		"open paren P close paren colon 2 x plus 2 y minus z minus 4 "
		"equals 0"},
	{"d: x=1", "d hai chấm x bằng 1", "d colon x equals 1"},
	{"AI=6:2=3", "A I bằng 6 chia 2 bằng 3", "A I equals 6 to 2 equals 3"},
	{"120:24=5", "120 chia 24 bằng 5", "120 to 24 equals 5"},
	{"\\left.\\dfrac{x^3}{3}\\right|_0^3",
		"x lập phương trên 3, thế cận từ 0 đến 3",
		"x cubed over 3, evaluated from 0 to 3"},
	{"(a+b)^2", "mở ngoặc a cộng b đóng ngoặc bình phương",
		"open paren a plus b close paren squared"},
	{"\\left(a+b\\right)^2", "mở ngoặc a cộng b đóng ngoặc bình phương",
		"open paren a plus b close paren squared"},
	{"{a+b}^2", "a cộng b, tất cả bình phương", "a plus b, all squared"},
	{"\\max_{[0;2]} f(x)",
		"giá trị lớn nhất trên đoạn từ 0 đến 2 của f của x",
		"the maximum over the closed interval from 0 to 2 of f of x"},
	{"\\underset{x\\to 1}{\\lim} f(x)",
		"giới hạn khi x dần tới 1 của f của x",
		"the limit as x approaches 1 of f of x"},
	{"\\triangle ABC\\sim\\triangle DEF",
		"tam giác A B C đồng dạng với tam giác D E F",
		"triangle A B C is similar to triangle D E F"},
	{"AB\\perp CD", "A B vuông góc với C D", "A B is perpendicular to C D"},
	{"AB\\parallel CD", "A B song song với C D", "A B is parallel to C D"},
	{"AB // CD", "A B song song với C D", "A B is parallel to C D"},
	{"n!", "n giai thừa", "n factorial"},
	{"\\frac{dy}{dx}", "d y trên d x", "d y over d x"},
	{"\\dfrac{\\Delta\\Phi}{\\Delta t}", "Đen ta Phi trên Đen ta t",
		"capital delta capital phi over capital delta t"},
	{"a_{n+1}", "a chỉ số n cộng 1 hết chỉ số", "a sub n plus 1 end sub"},
	{"u_n", "u chỉ số n", "u sub n"},
	{"x_1^2", "x 1 bình phương", "x sub 1 squared"},
	{"\\overset{def}{=}", "bằng, bên trên ghi d e f, hết ghi",
		"equals, with above it d e f, end note"},
	{"\\underbrace{a+b}_{n}", "a cộng b, bên dưới ghi n, hết ghi",
		"a plus b, with below it n, end note"},
	{"\\cancel{x}", "gạch bỏ x", "crossed out x"},
	{"\\boxed{x=1}", "đóng khung x bằng 1 hết khung",
		"boxed x equals 1 end box"},
	{"\\foo x", "không đọc được foo x", "not understood foo x"},
	{"x\\Rightarrow y", "x suy ra y", "x implies y"},
	{"A\\Leftrightarrow B", "A tương đương B", "A if and only if B"},
	{"\\hat{A}", "góc A", "angle A"},
	{"\\hat{p}", "p có mũ", "p hat"},
	{"\\arc{AB}", "cung A B", "arc A B"},
	{"30^\\circ 15'", "30 độ 15 phút", "30 degrees 15 minutes"},
	{"50\\%", "50 phần trăm", "50 percent"},
	{"\\left\\lfloor x\\right\\rfloor", "phần nguyên của x hết phần nguyên",
		"the floor of x end floor"},
	{"|\\overrightarrow{AB}|=5\\,\\text{cm}",
		"độ dài véctơ A B bằng 5 xentimét",
		"the magnitude of vector A B equals 5 centimeters"},
	{"\\int_{-t}^t (4-x^2-k)\\,\\mathrm{d}x",
		"tích phân từ trừ t đến t của mở ngoặc 4 trừ x bình phương trừ "
		"k đóng ngoặc d x",
		"the integral from negative t to t of open paren 4 minus x "
		"squared minus k close paren d x"},
	{"\\overline{W_{\\text{đ}}}=\\dfrac{3}{2}kT",
		"W chỉ số đ ngang bằng 3 phần 2 k T",
		"W sub đ bar equals 3 over 2 k T"},
	{"pV=\\text{hằng số}", "p V bằng hằng số", "p V equals hằng số"},
	{"\\beta^+", "bê ta mũ cộng", "beta to the plus"},
	{"F''(x)=f(x)", "F hai phẩy của x bằng f của x",
		"F double prime of x equals f of x"},
	{"f:\\mathbb{R}\\to\\mathbb{R}", "f hai chấm tập R vào tập R",
		"f colon the real numbers to the real numbers"},
	{"x\\mapsto x^2", "x ứng với x bình phương", "x maps to x squared"},
	{"\\lim u_n", "giới hạn của u chỉ số n", "the limit of u sub n"},
	{"2\\sqrt{3}x", "2 căn bậc hai của 3 x", "2 the square root of 3 x"},
	{"\\frac{\\sqrt2}{2}",
		"phân số, tử là căn bậc hai của 2, mẫu là 2, hết phân số",
		"the fraction with numerator the square root of 2, and "
		"denominator 2, end fraction"},
	{"-5", "âm 5", "negative 5"},
	{"-x", "trừ x", "negative x"},
	{"1-\\dfrac{2500}{x^2}", "1 trừ 2500 trên x bình phương",
		"1 minus 2500 over x squared"},
	{"[280;300)", "nửa khoảng đóng trái từ 280 đến 300",
		"the interval closed on the left from 280 to 300"},
	{"(2;4)", "mở ngoặc 2; 4 đóng ngoặc", "open paren 2; 4 close paren"},
	{"\\begin{array}{c|cc}x&1&2\\\\\\hline y&&4\\end{array}",
		"bảng 2 hàng 3 cột, hàng 1: x; 1; 2, hàng 2: y; trống; 4, hết "
		"bảng",
		"the table, 2 by 3, row 1: x; 1; 2, row 2: y; blank; 4, end "
		"table"},
	{"\\frac{1}{1+\\frac{1}{x}}",
		"phân số, tử là 1, mẫu là 1 cộng 1 trên x, hết phân số",
		"the fraction with numerator 1, and denominator 1 plus 1 over "
		"x, end fraction"},
	{"\\SI{5}{N}", "5 niutơn", "5 newtons"},
	{"20\\,\\text{km/h}", "20 kilômét trên giờ", "20 kilometers per hour"},
	{"9{,}8\\,\\mathrm{m}\\cdot\\mathrm{s}^{-2}",
		"9,8 mét trên giây bình phương",
		"9.8 meters per second squared"},
	{"4200\\,\\text{J/(kg.K)}", "4200 jun trên kilôgam kenvin",
		"4200 joules per kilogram kelvin"},
	{"4200\\,\\text{J/kg.K}", "4200 jun trên kilôgam kenvin",
		"4200 joules per kilogram kelvin"},
	{"1\\,\\text{kg}", "1 kilôgam", "1 kilogram"},
	{"100\\,\\text{cm}^3", "100 xentimét khối", "100 cubic centimeters"},
	{"\\ce{Ca(OH)2}", "Ca mở ngoặc O H đóng ngoặc 2",
		"Ca open paren O H close paren 2"},
	{"\\ce{CH2=CH2}", "C H 2 nối đôi C H 2", "C H 2 double bond C H 2"},
	{"\\ce{NH4+}", "N H 4 điện tích cộng", "N H 4 charge plus"},
	{"\\ce{^{4}_{2}He}", "He số khối 4 số hiệu 2",
		"He mass number 4 atomic number 2"},
	{"{}^{14}_{6}\\text{C}", "C số khối 14 số hiệu 6",
		"C mass number 14 atomic number 6"},
	{"{}_{92}^{235}\\mathrm{U}", "U số khối 235 số hiệu 92",
		"U mass number 235 atomic number 92"},
	{"H_2SO_4", "H 2 S O 4", "H sub 2 S O sub 4"},
	{"(ABC): x=1", "mở ngoặc A B C đóng ngoặc hai chấm x bằng 1",
		"open paren A B C close paren colon x equals 1"},
	{"x:y=2:3", "x chia y bằng 2 chia 3", "x to y equals 2 to 3"},
	{"a_1,a_2,\\ldots,a_n", "a 1, a 2, ba chấm, a chỉ số n",
		"a sub 1, a sub 2, dot dot dot, a sub n"},
	{"S_{ABC}=\\frac{1}{2}ab\\sin C",
		"S chỉ số A B C bằng 1 phần 2 a b sin C",
		"S sub A B C equals 1 over 2 a b sine C"},
	{"\\int_a^b f(x)\\,\\mathrm{d}x=F(b)-F(a)",
		"tích phân từ a đến b của f của x d x bằng F của b trừ F của a",
		"the integral from a to b of f of x d x equals F of b minus F "
		"of a"},
	{"\\iint_D f", "tích phân kép trên D của f",
		"the double integral over D of f"},
	{"\\prod_{k=1}^n k", "tích từ k bằng 1 đến n của k",
		"the product from k equals 1 to n of k"},
	{"\\bigcup_{i\\in I} A_i", "hợp với i thuộc I của A chỉ số i",
		"the union for i in I of A sub i"},
	{"x\\ne 0", "x khác 0", "x is not equal to 0"},
	{"x\\approx 3{,}14", "x xấp xỉ 3,14", "x is approximately 3.14"},
	{"A\\cap B=\\varnothing", "A giao B bằng tập rỗng",
		"A intersection B equals the empty set"},
	{"A\\cup B", "A hợp B", "A union B"},
	{"A\\subset B", "A là tập con của B", "A is a subset of B"},
	{"\\overline{A}\\cup\\overline{B}", "A ngang hợp B ngang",
		"A bar union B bar"},
	{"z=a+bi", "z bằng a cộng b i", "z equals a plus b i"},
	{"\\bar z", "z ngang", "z bar"},
	{"|z|=\\sqrt{a^2+b^2}",
		"trị tuyệt đối của z bằng căn bậc hai của a bình phương cộng b "
		"bình phương hết căn",
		"the absolute value of z equals the square root of a squared "
		"plus b squared end root"},
	{"\\log x", "lôgarit của x", "log of x"},
	{"\\lg x", "lôgarit thập phân của x", "log of x"},
	{"e^{x^2}", "e mũ x bình phương hết mũ",
		"e to the x squared end power"},
	{"2^{3^2}", "2 mũ 3 bình phương hết mũ",
		"2 to the 3 squared end power"},
	{"a^{\\frac{1}{2}}", "a mũ 1 phần 2 hết mũ",
		"a to the 1 over 2 end power"},
	{"x^{-1}", "x mũ âm 1", "x to the negative 1"},
	{"10^{-19}", "10 mũ âm 19", "10 to the negative 19"},
	{"\\tan\\left(x+\\frac{\\pi}{4}\\right)",
		"tang mở ngoặc x cộng pi trên 4 đóng ngoặc",
		"tangent open paren x plus pi over 4 close paren"},
	{"\\cos\\alpha", "cô sin an pha", "cosine alpha"},
	{"\\sin(x)", "sin mở ngoặc x đóng ngoặc",
		"sine open paren x close paren"},
	{"\\arcsin x", "ác sin x", "arc sine x"},
	{"\\lim_{n\\to+\\infty}\\frac{1}{n}=0",
		"giới hạn khi n dần tới dương vô cùng của 1 trên n bằng 0",
		"the limit as n approaches positive infinity of 1 over n "
		"equals 0"},
	{"\\lim\\limits_{x\\to -\\infty} x",
		"giới hạn khi x dần tới âm vô cùng của x",
		"the limit as x approaches negative infinity of x"},
	{"y'=3x^2-2", "y phẩy bằng 3 x bình phương trừ 2",
		"y prime equals 3 x squared minus 2"},
	{"\\frac{d^2y}{dx^2}",
		"phân số, tử là d bình phương y, mẫu là d x bình phương, hết "
		"phân số",
		"the fraction with numerator d squared y, and denominator d x "
		"squared, end fraction"},
	{"\\frac{\\partial f}{\\partial x}", "đê rông f trên đê rông x",
		"partial f over partial x"},
	{"\\nabla f", "nabla f", "nabla f"},
	{"u(t)=220\\sqrt2\\cos(100\\pi t)",
		"u của t bằng 220 căn bậc hai của 2 cô sin mở ngoặc 100 pi t "
		"đóng ngoặc",
		"u of t equals 220 the square root of 2 cosine open paren 100 "
		"pi t close paren"},
	{"\\Delta ABC", "Đen ta A B C", "capital delta A B C"},
	{"\\widehat{A}=60^{\\circ}", "góc A bằng 60 độ",
		"angle A equals 60 degrees"},
	{"\\widehat{BAC}", "góc B A C", "angle B A C"},
	{"d(A,(SBC))", "d mở ngoặc A, mở ngoặc S B C đóng ngoặc đóng ngoặc",
		"d open paren A, open paren S B C close paren close paren"},
	{"d\\left(A;\\left(SBC\\right)\\right)",
		"d mở ngoặc A; mở ngoặc S B C đóng ngoặc đóng ngoặc",
		"d open paren A; open paren S B C close paren close paren"},
	{"\\xrightarrow{n\\to\\infty}",
		"dần tới, bên trên ghi n dần tới vô cùng, hết ghi",
		"approaches, with above it n approaches infinity, end note"},
	{"\\ce{A ->[xt][t^o] B}",
		"A tạo thành, điều kiện xt, và t mũ o, hết điều kiện B",
		"A yields, under xt, and t to the o, end condition B"},
	{"\\begin{aligned}x&=1\\\\y&=2\\end{aligned}", "x bằng 1; y bằng 2",
		"x equals 1; y equals 2"},
	{"\\left(\\begin{array}{cc}1&0\\\\0&1\\end{array}\\right)",
		"ma trận 2 hàng 2 cột, hàng 1: 1; 0, hàng 2: 0; 1, hết ma trận",
		"the matrix, 2 by 2, row 1: 1; 0, row 2: 0; 1, end matrix"},
	{"A^T", "A mũ T", "A to the T"},
	{"A^{-1}", "A mũ âm 1", "A to the negative 1"},
	{"f^{-1}(x)", "f mũ âm 1 của x", "f to the negative 1 of x"},
	{"\\vec{F}_1+\\vec{F}_2", "véctơ F 1 cộng véctơ F 2",
		"vector F sub 1 plus vector F sub 2"},
	{"\\overrightarrow{MN}=\\frac12\\overrightarrow{AB}",
		"véctơ M N bằng 1 phần 2 véctơ A B",
		"vector M N equals 1 over 2 vector A B"},
	{"\\mathcal{L}", "L", "L"},
	{"\\text{ƯCLN}(12,18)=6", "ƯCLN mở ngoặc 12,18 đóng ngoặc bằng 6",
		"ƯCLN open paren 12.18 close paren equals 6"},
	{"\\operatorname{ƯCLN}(a;b)",
		"ước chung lớn nhất của mở ngoặc a; b đóng ngoặc",
		"greatest common divisor of open paren a; b close paren"},
	{"12\\,000\\,000\\,\\text{đồng}", "12000000 đồng", "12000000 đồng"},
	{"x\\in\\mathbb{N}^*", "x thuộc tập N sao",
		"x in the natural numbers star"},
	{"\\mathbb{R}^+", "tập R mũ cộng", "the real numbers to the plus"},
	{"a\\mid b", "a là ước của b", "a divides b"},
	{"25\\%", "25 phần trăm", "25 percent"},
	{"1{,}6\\cdot10^{-19}\\,\\text{C}", "1,6 nhân 10 mũ âm 19 culông",
		"1.6 times 10 to the negative 19 coulombs"},
	{"x_{\\max}", "x chỉ số max", "x sub max"},
	{"\\begin{cases}2x+3y-z=1\\\\x-y=0\\end{cases}",
		"hệ: 2 x cộng 3 y trừ z bằng 1; và x trừ y bằng 0, hết hệ",
		"the system: 2 x plus 3 y minus z equals 1; and x minus y "
		"equals 0, end system"},
	{"\\left[\\begin{array}{l}x=1\\\\x=2\\end{array}\\right.",
		"hoặc: x bằng 1; hoặc x bằng 2, hết tuyển",
		"either: x equals 1; or x equals 2, end alternatives"},
	{"\\left[\\begin{aligned}x=1\\\\x=2\\end{aligned}\\right.",
		"hoặc: x bằng 1; hoặc x bằng 2, hết tuyển",
		"either: x equals 1; or x equals 2, end alternatives"},
	{"\\sqrt{x^2+1}+1",
		"căn bậc hai của x bình phương cộng 1 hết căn cộng 1",
		"the square root of x squared plus 1 end root plus 1"},
	{"\\frac{x^2}{4}+\\frac{y^2}{9}=1",
		"x bình phương trên 4 cộng y bình phương trên 9 bằng 1",
		"x squared over 4 plus y squared over 9 equals 1"},
	{"M\\left(x_0;y_0\\right)", "M có tọa độ x 0; y 0",
		"M with coordinates x sub 0; y sub 0"},
	{"\\left|\\frac{a}{b}\\right|",
		"trị tuyệt đối của a trên b hết trị tuyệt đối",
		"the absolute value of a over b end absolute value"},
	{"\\Leftrightarrow", "tương đương", "if and only if"},
	{"\\pi r^2", "pi r bình phương", "pi r squared"},
	{"\\text{Na}^+", "Na điện tích cộng", "Na charge plus"},
	{"|x|+|y|\\le 1",
		"trị tuyệt đối của x cộng trị tuyệt đối của y nhỏ hơn hoặc "
		"bằng 1",
		"the absolute value of x plus the absolute value of y is less "
		"than or equal to 1"},
	{"\\|\\vec{a}\\|", "độ dài véctơ a", "the magnitude of vector a"},
	{"(x-1)^2+(y-2)^2=9",
		"mở ngoặc x trừ 1 đóng ngoặc bình phương cộng mở ngoặc y trừ 2 "
		"đóng ngoặc bình phương bằng 9",
		"open paren x minus 1 close paren squared plus open paren y "
		"minus 2 close paren squared equals 9"},
	{"f(x+1)", "f của mở ngoặc x cộng 1 đóng ngoặc",
		"f of open paren x plus 1 close paren"},
	{"f(g(x))", "f của mở ngoặc g của x đóng ngoặc",
		"f of open paren g of x close paren"},
	{"g(0)=f(2)-1", "g của 0 bằng f của 2 trừ 1",
		"g of 0 equals f of 2 minus 1"},
	{"x\\to 0", "x dần tới 0", "x approaches 0"},
	{"v'(t)", "v phẩy của t", "v prime of t"},
	{"\\tfrac{3}{4}", "3 phần 4", "3 over 4"},
	{"5!", "5 giai thừa", "5 factorial"},
	{"P(A\\cup B)", "P của mở ngoặc A hợp B đóng ngoặc",
		"P of open paren A union B close paren"},
	{"P(X=k)", "P của mở ngoặc X bằng k đóng ngoặc",
		"P of open paren X equals k close paren"},
	{"E(X)", "E của X", "E of X"},
	{"x\\in\\{1;2\\}", "x thuộc tập hợp 1; 2 hết tập hợp",
		"x in the set 1; 2 end set"},
	{"\\overline{abc}", "ngang trên a b c hết ngang",
		"line over a b c end line"},
	{"\\overline{a+b}", "ngang trên a cộng b hết ngang",
		"line over a plus b end line"},
	{"t^\\circ", "t độ", "t degrees"},
	{"\\{x\\mid x>0\\}", "tập hợp x sao cho x lớn hơn 0 hết tập hợp",
		"the set x such that x is greater than 0 end set"},
	{"3\\times 4", "3 nhân 4", "3 times 4"},
	{"12\\div 4", "12 chia 4", "12 divided by 4"},
	{"\\pm 2", "cộng trừ 2", "plus or minus 2"},
	{"a>b", "a lớn hơn b", "a is greater than b"},
	{"a\\geqslant b", "a lớn hơn hoặc bằng b",
		"a is greater than or equal to b"},
	{"\\angle ABC", "góc A B C", "angle A B C"},
	{"\\ell", "l", "l"},
	{"x\\not\\in A", "x không thuộc A", "x not in A"},
	{"\\not\\parallel", "không song song với", "is not parallel to"},
	{"\\dot{x}", "x chấm", "x dot"},
	{"{}", "trống", "blank"},
	{"\\text{SO}_4^{2-}", "SO 4 điện tích 2 trừ",
		"SO sub 4 charge 2 minus"},
	{"1{,}5\\cdot 10^{-3}\\,\\text{mol/l}",
		"1,5 nhân 10 mũ âm 3 mol trên lít",
		"1.5 times 10 to the negative 3 moles per liter"},
	{"1011_2=11", "1011 cơ số 2 bằng 11", "1011 base 2 equals 11"},
	{"\\mathrm{fS}_{1}", "f S 1", "f S sub 1"},
	{"1=2\\mathrm{t}", "1 bằng 2 t", "1 equals 2 t"},
	{"5\\mathrm{cm}", "5 xentimét", "5 centimeters"},
	{"f(x)=\\begin{cases}x,&x>0\\\\0,&x<0.\\end{cases}",
		"f của x bằng chia trường hợp: x, khi x lớn hơn 0; 0, khi x "
		"nhỏ hơn 0. hết trường hợp",
		"f of x equals the cases: x, if x is greater than 0; 0, if x "
		"is less than 0. end cases"},
	{"\\frac{3\\pi}{2}+\\frac{2x}{y}", "3 pi trên 2 cộng 2 x trên y",
		"3 pi over 2 plus 2 x over y"},
	{"\\frac{2}{3x}", "phân số, tử là 2, mẫu là 3 x, hết phân số",
		"the fraction with numerator 2, and denominator 3 x, end "
		"fraction"},
	{"\\dfrac{|\\vec u\\cdot\\vec n|}{2}",
		"phân số, tử là trị tuyệt đối của véctơ u nhân véctơ n hết trị "
		"tuyệt đối, mẫu là 2, hết phân số",
		"the fraction with numerator the absolute value of vector u "
		"times vector n end absolute value, and denominator 2, end "
		"fraction"},
	{"|2\\vec{a}-\\vec{b}|^2",
		"độ dài 2 véctơ a trừ véctơ b hết độ dài bình phương",
		"the magnitude of 2 vector a minus vector b end magnitude "
		"squared"},
	{"|\\vec{b}|^2", "độ dài véctơ b tất cả bình phương",
		"the magnitude of vector b all squared"},
	{"\\left|\\vec{a}\\right|^2", "độ dài véctơ a tất cả bình phương",
		"the magnitude of vector a all squared"},
	{"\\lvert x+1\\rvert", "trị tuyệt đối của x cộng 1 hết trị tuyệt đối",
		"the absolute value of x plus 1 end absolute value"},
	{"0{,}50\\,\\Omega", "0,50 ôm", "0.50 ohms"},
	{"5\\,\\mu\\text{F}", "5 micrôfara", "5 microfarads"},
	{"\\text{cm}^3", "xentimét khối", "cubic centimeters"},
	{"\\dfrac{-18}{24}", "âm 18 phần 24", "negative 18 over 24"},
	{"G(\\frac12;3)", "G có tọa độ 1 phần 2; 3",
		"G with coordinates 1 over 2; 3"},
	{"\\left(\\dfrac{2}{3}-\\dfrac{1}{6}\\right):\\dfrac{-1}{5}",
		"mở ngoặc 2 phần 3 trừ 1 phần 6 đóng ngoặc chia âm 1 phần 5",
		"open paren 2 over 3 minus 1 over 6 close paren to negative 1 "
		"over 5"},
	{"|x|<1", "trị tuyệt đối của x nhỏ hơn 1",
		"the absolute value of x is less than 1"},
	{"\\{x\\in\\mathbb{Z}\\,|\\,|x|<3\\}",
		"tập hợp x thuộc tập Z sao cho trị tuyệt đối của x nhỏ hơn 3 "
		"hết tập hợp",
		"the set x in the integers such that the absolute value of x "
		"is less than 3 end set"},
	{"2|x|", "2 trị tuyệt đối của x", "2 the absolute value of x"},
};

static void says_formulas(void)
{
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
		struct str tex = str_from(formulas[i].tex);

		CHECK_STR(spoken(tex, "vi"), formulas[i].vi);
		CHECK_STR(spoken(tex, "en"), formulas[i].en);
	}
}

static void check_clean(struct str tex, const char *language)
{
	struct str words = spoken(tex, language);

	for (size_t i = 0; i < words.len; i++)
		if (memchr("\\{}$^_&", words.ptr[i], 7)) {
			printf("# '%.*s' is said as '%.*s'\n", STR_ARG(tex),
				STR_ARG(words));
			check_failed = true;
			return;
		}
	CHECK(words.len && words.ptr[0] != ' ');
	CHECK(utf8_invalid(words) == SIZE_MAX);
	if (str_find(words, "không đọc được", 0) != SIZE_MAX ||
		str_find(words, "not understood", 0) != SIZE_MAX)
		check_str(words, "no error", __FILE__, __LINE__);
}

/* No formula of the banks goes over the end of a line; a pattern of answers,
 * "/…$/i", has none. */
static void formulas_of_lines(struct formulas *all, struct str text)
{
	struct str line;

	while (str_cut(&text, '\n', &line))
		if (str_find(line, "$/", 0) == SIZE_MAX)
			formulas_of_text(all, line);
}

/* Nothing of the source is left in the words, and something is said. */
static void says_every_bank(void)
{
	static const char *const banks[] = {
		"toan12", "toan6", "vatli12", "lichsu12", "tienganh12"};
	struct formulas all = {.arena = arena};
	struct str text;

	for (size_t i = 0; i < sizeof banks / sizeof *banks; i++) {
		const char *path = str_cstr(arena,
			str_format(arena, "banks/data/%s.yaml", banks[i]));

		if (CHECK(file_read(arena, path, FILE_LIMIT, &text, NULL)))
			formulas_of_lines(&all, text);
	}
	CHECK(all.count > 1500);
	for (size_t i = 0; i < all.count; i++) {
		check_clean(all.v[i], "vi");
		check_clean(all.v[i], "en");
	}
}

/* Another language than the two is English. */
static void says_in_english_otherwise(void)
{
	CHECK_STR(spoken(STR("a=1"), "fr"), "a equals 1");
}

/* What is not understood is said to be so. */
static void says_what_is_wrong(void)
{
	CHECK_STR(spoken(STR("1+\\foo"), "vi"), "1 cộng không đọc được foo");
	CHECK_STR(spoken(STR("x^"), "en"), "x to the not understood end power");
}

static void takes_deep_and_long(void)
{
	struct buf deep = {.arena = arena}, wide = {.arena = arena};

	for (int i = 0; i < 5000; i++)
		buf_text(&deep, i % 2 ? "\\sqrt{" : "\\frac{1}{");
	CHECK(spoken(buf_str(&deep), "vi").len > 0);
	for (int i = 0; i < 6000; i++)
		buf_text(&wide, i % 3 ? "P(" : "|x");
	CHECK(spoken(buf_str(&wide), "en").len > 0);
}

int main(void)
{
	arena = arena_new();
	TEST(says_formulas);
	TEST(says_every_bank);
	TEST(says_in_english_otherwise);
	TEST(says_what_is_wrong);
	TEST(takes_deep_and_long);
	arena_free(arena);
	return check_result();
}
