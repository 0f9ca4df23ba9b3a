#include "render/phrases.h"

#include "base/decimal.h"

enum language { VIETNAMESE, ENGLISH, LANGUAGES };

#define P(id, vietnamese, english)                                             \
	[id] = {[VIETNAMESE] = vietnamese, [ENGLISH] = english}

static const char *const phrases[][LANGUAGES] = {
	P(PHRASE_DEPARTMENT, "SỞ GDĐT", "Department:"),
	P(PHRASE_SCHOOL, "TRƯỜNG", "School:"),
	P(PHRASE_YEAR, "NĂM HỌC {year}", "School year {year}"),
	P(PHRASE_SUBJECT, "Môn: {subject}", "Subject: {subject}"),
	P(PHRASE_SUBJECT_GRADE, "Môn: {subject} – Lớp {grade}",
		"Subject: {subject} – Grade {grade}"),
	P(PHRASE_GRADE, "Lớp {grade}", "Grade {grade}"),
	P(PHRASE_TIME, "Thời gian làm bài: {minutes} phút",
		"Time allowed: {minutes} minutes"),
	P(PHRASE_TIME_SHORT, "{minutes} phút", "{minutes} minutes"),
	P(PHRASE_TIME_NOTE, "(Không kể thời gian phát đề)",
		"(after the papers have been handed out)"),
	P(PHRASE_PAGES, "(Đề thi gồm có {pages} trang)",
		"(Number of pages: {pages})"),
	P(PHRASE_NAME, "Họ và tên:", "Name:"),
	P(PHRASE_NUMBER, "Số báo danh:", "Candidate number:"),
	P(PHRASE_CLASS, "Lớp:", "Class:"),
	P(PHRASE_DATE, "Ngày:", "Date:"),
	P(PHRASE_MARK, "Điểm:", "Mark:"),
	P(PHRASE_CODE, "Mã đề {code}", "Form {code}"),
	P(PHRASE_FOOT, "Trang {page}/{pages} - Mã đề {code}",
		"Page {page} of {pages} – Form {code}"),
	P(PHRASE_COUNT, "Trang {page}/{pages}", "Page {page} of {pages}"),
	P(PHRASE_END, "HẾT", "END"),
	P(PHRASE_END_NOTES,
		"– Thí sinh không được sử dụng tài liệu.\n"
		"– Cán bộ coi thi không giải thích gì thêm.",
		""),
	P(PHRASE_QUESTION, "Câu {n}.", "Question {n}."),
	P(PHRASE_PART, "Phần {name}", "Part {name}"),
	P(PHRASE_RANGE, "từ câu {first} đến câu {last}",
		"questions {first} to {last}"),
	P(PHRASE_RANGE_ONE, "câu {first}", "question {first}"),
	P(PHRASE_PASSAGE, "Đọc thông tin sau và trả lời {range}.",
		"Read the following and answer {range}."),
	P(PHRASE_PASSAGE_LABEL, "Câu {first} đến câu {last}.",
		"Questions {first} to {last}."),
	P(PHRASE_PASSAGE_LABEL_ONE, "Câu {first}.", "Question {first}."),
	P(PHRASE_CHOOSE_PART,
		"Thí sinh chọn {answer} trong {count} câu để trả lời.",
		"Answer {answer} of the {count} questions."),
	P(PHRASE_COLUMN_A, "Cột A", "Column A"),
	P(PHRASE_COLUMN_B, "Cột B", "Column B"),
	P(PHRASE_WRITE, "Trả lời:", "Answer:"),
	P(PHRASE_TRUE, "Đúng", "True"),
	P(PHRASE_FALSE, "Sai", "False"),
	P(PHRASE_POINT, "{points} điểm", "{points} point"),
	P(PHRASE_POINTS, "{points} điểm", "{points} points"),
	P(PHRASE_KEY_TITLE, "ĐÁP ÁN", "ANSWER KEY"),
	P(PHRASE_KEY_CORNER, "Câu\\Mã đề", "Question\\Form"),
	P(PHRASE_GUIDE_TITLE, "HƯỚNG DẪN CHẤM", "MARKING GUIDE"),
	P(PHRASE_PART_POINTS, "{count} câu, {points}.",
		"{count} questions, {points}."),
	P(PHRASE_EACH, "Mỗi câu đúng được {points}.",
		"Each right answer earns {points}."),
	P(PHRASE_WRONG_COSTS, "Mỗi câu sai bị trừ {points}.",
		"A wrong answer costs {points}."),
	P(PHRASE_STEPS, "Số ý đúng", "Right statements"),
	P(PHRASE_INSTEAD, "Thí sinh làm phần này thay cho phần {other}.",
		"Answered instead of part {other}."),
	P(PHRASE_TOTAL, "Tổng điểm của đề: {points}.",
		"The whole paper: {points}."),
	P(PHRASE_ANSWER, "Đáp án:", "Answer:"),
	P(PHRASE_TOLERANCE, "(sai số cho phép: {tolerance})",
		"(tolerance: {tolerance})"),
	P(PHRASE_SOLUTION, "Lời giải.", "Solution."),
	P(PHRASE_CRITERION, "Nội dung", "What is marked"),
	P(PHRASE_CRITERION_POINTS, "Điểm", "Points"),
	P(PHRASE_CRITERION_SUM, "Tổng", "Total"),
	P(PHRASE_PLACES, "Mã đề:", "Forms:"),
	/* Not divided: "101: câu 3 – B". */
	P(PHRASE_PLACE,
		"{code}:\xc2\xa0"
		"câu\xc2\xa0{n}",
		"{code}:\xc2\xa0question\xc2\xa0{n}"),
	P(PHRASE_OTHER_FORM, "Câu {n} (mã đề {code}).",
		"Question {n} (form {code})."),
	P(PHRASE_LEVEL_KNOW, "Nhận biết", "Knowledge"),
	P(PHRASE_LEVEL_UNDERSTAND, "Thông hiểu", "Understanding"),
	P(PHRASE_LEVEL_APPLY, "Vận dụng", "Application"),
	P(PHRASE_LEVEL_EXTEND, "Vận dụng cao", "Extension"),
	P(PHRASE_LOGO, "Biểu trưng", "Logo"),
	P(PHRASE_SEATS_TITLE, "SƠ ĐỒ CHỖ NGỒI", "SEATING PLAN"),
	P(PHRASE_SEATS_DESK, "Bàn giáo viên", "Front of the room"),
	P(PHRASE_SEATS_PILES, "Số đề mỗi mã: ", "Papers of each form: "),
	P(PHRASE_SEATS_PILE, "mã {code}: {n}", "form {code}: {n}"),
	P(PHRASE_FAIR_TITLE, "ĐỘ CÂN BẰNG CỦA CÁC MÃ ĐỀ",
		"HOW ALIKE THE FORMS ARE"),
	P(PHRASE_FAIR_ONE, "Chỉ có một mã đề, không có gì để so.",
		"There is one form, so there is nothing to compare."),
	P(PHRASE_FAIR_SAME,
		"Công bằng: mọi mã đề có cùng các câu hỏi, chỉ khác thứ tự.",
		"Fair: all forms have the same questions, in other orders."),
	P(PHRASE_FAIR_ALIKE,
		"Cân bằng: điểm dự kiến của các mã đề chênh nhau nhiều nhất "
		"{apart}. Nhận mã nào cũng như nhau.",
		"Fair: expected scores are at most {apart} apart. It does not "
		"matter which form a pupil gets."),
	P(PHRASE_FAIR_NEAR,
		"Gần cân bằng: mã {hardest} khó hơn mã {easiest} một chút, "
		"điểm "
		"dự kiến kém {apart}.",
		"Nearly fair: form {hardest} is a little harder than form "
		"{easiest}; {apart} less are expected."),
	P(PHRASE_FAIR_UNEQUAL,
		"Không cân bằng: mã {hardest} khó hơn mã {easiest}, điểm dự "
		"kiến kém {apart}. Nên đặt balance: trong ma trận và ra đề "
		"lại.",
		"Not fair: form {hardest} is harder than form {easiest}; "
		"{apart} less are expected. Put balance: into the blueprint "
		"and build again."),
	P(PHRASE_FAIR_UNKNOWN,
		"Chưa biết: có câu hỏi không ghi độ khó, nên không tính được "
		"điểm dự kiến.",
		"Not known: some questions do not say their difficulty, so no "
		"score can be expected."),
	P(PHRASE_FAIR_SHARED, "Hai mã bất kì có {n} câu chung.",
		"Any two forms share {n} questions."),
	P(PHRASE_FAIR_SHARED_OF,
		"Hai mã bất kì có từ {least} đến {most} câu chung.",
		"Any two forms share {least} to {most} questions."),
	P(PHRASE_FAIR_KINDS_SAME,
		"Mã đề nào cũng có bấy nhiêu câu của từng chủ đề và mức độ:",
		"All forms have as many questions of each topic and level:"),
	P(PHRASE_FAIR_KINDS_DIFFER,
		"Số câu của từng chủ đề và mức độ, ít nhất và nhiều nhất:",
		"Questions of each topic and level, the least and the most:"),
	P(PHRASE_FAIR_FORM, "Mã đề", "Form"),
	P(PHRASE_FAIR_QUESTIONS, "Số câu", "Questions"),
	P(PHRASE_FAIR_POINTS, "Điểm", "Points"),
	P(PHRASE_FAIR_EXPECTED, "Điểm dự kiến", "Expected score"),
	P(PHRASE_FAIR_DIFFICULTY, "Độ khó", "Difficulty"),
	P(PHRASE_FAIR_MINUTES, "Phút làm bài", "Minutes"),
	P(PHRASE_FAIR_TOPIC, "Chủ đề", "Topic"),
	P(PHRASE_FAIR_ANY_LEVEL, "Không rõ", "Not said"),
	P(PHRASE_FAIR_TOTAL, "Cộng", "In all"),
	P(PHRASE_FAIR_BY_FORM, "Từng mã đề", "Form by form"),
	P(PHRASE_FAIR_BY_TOPIC, "Chủ đề và mức độ", "Topics and levels"),
	P(PHRASE_FAIR_LETTERS, "Đáp án đúng", "Right letters"),
	P(PHRASE_FAIR_INFORMATION, "Thông tin của đề", "What the forms tell"),
	P(PHRASE_FAIR_NOTE,
		"Độ khó là tỉ lệ học sinh làm đúng, đo được hoặc do người soạn "
		"ước lượng: càng lớn càng dễ. Sau dấu ± là độ lệch chuẩn của "
		"điểm một học sinh trung bình nếu làm từng câu độc lập.",
		"Difficulty is the share of pupils that get it right, measured "
		"or as the author guessed: more is easier. After ± stands the "
		"standard deviation of an average pupil’s score, were each "
		"question answered independently."),
	P(PHRASE_FAIR_INFORMATION_NOTE,
		"Thông tin Fisher ở từng năng lực; sai số chuẩn của năng lực ở "
		"đó là nghịch đảo căn bậc hai.",
		"Fisher’s information by ability; the standard error of an "
		"ability there is the inverse of its root."),
	P(PHRASE_QUIZ_NO_SCRIPT,
		"Trình duyệt cần cho phép JavaScript để làm bài.",
		"This quiz needs a browser with JavaScript."),
	P(PHRASE_MARKS_TITLE, "KẾT QUẢ", "MARKS"),
	P(PHRASE_MARKS_PERSON, "SBD", "Number"),
	P(PHRASE_MARKS_NAME, "Họ và tên", "Name"),
	P(PHRASE_MARKS_CLASS, "Lớp", "Class"),
	P(PHRASE_MARKS_CODE, "Mã đề", "Form"),
	P(PHRASE_MARKS_RIGHT, "Số câu đúng", "Right"),
	P(PHRASE_MARKS_BLANK, "Bỏ trống", "Blank"),
	P(PHRASE_MARKS_POINTS, "Điểm bài", "Points"),
	P(PHRASE_MARKS_MARK, "Điểm", "Mark"),
	P(PHRASE_MARKS_NOTE, "Ghi chú", "Note"),
	P(PHRASE_MARKS_OPEN, "chưa chấm xong", "not all marked"),
	P(PHRASE_MARKS_NO_SHEET, "không có bài", "no sheet"),
	P(PHRASE_MARKS_NO_CODE, "chưa chấm: không có mã đề này",
		"not marked: there is no such form"),
	P(PHRASE_MARKS_TWICE, "chưa chấm: bài thứ hai của người này",
		"not marked: this person's second sheet"),
	P(PHRASE_MARKS_OTHER_EXAM, "chưa chấm: bài của đề khác",
		"not marked: of another exam"),
	P(PHRASE_MARKS_NOT_SIGNED, "chưa chấm: không đúng mã vé",
		"not marked: the ticket does not fit"),
	P(PHRASE_MARKS_SUMMARY,
		"{n} bài. Điểm trung bình {mean}, thấp nhất {low}, cao nhất "
		"{high}.",
		"{n} sheets. Mean mark {mean}, lowest {low}, highest {high}."),
	P(PHRASE_MARKS_NONE, "Không có bài nào.", "There are no sheets."),
	P(PHRASE_MARKS_SPREAD, "Phân bố điểm", "Spread of marks"),
	P(PHRASE_MARKS_QUESTIONS, "Từng câu hỏi", "Question by question"),
	P(PHRASE_MARKS_LIST, "Danh sách", "List"),
	P(PHRASE_MARKS_FROM_TO, "{low} – {high}", "{low} – {high}"),
	P(PHRASE_MARKS_COUNT, "Số bài", "Sheets"),
	P(PHRASE_MARKS_SHARES, "Chi tiết", "Details"),
	P(PHRASE_MARKS_CLASS_SHEET, "Tổng hợp", "Summary"),
	P(PHRASE_MARKS_MEAN, "Điểm trung bình", "Mean mark"),
	P(PHRASE_MARKS_LOWEST, "Điểm thấp nhất", "Lowest mark"),
	P(PHRASE_MARKS_HIGHEST, "Điểm cao nhất", "Highest mark"),
	P(PHRASE_MARKS_QUESTION, "Câu hỏi", "Question"),
	P(PHRASE_MARKS_FACILITY, "Tỉ lệ điểm đạt", "Share of points"),
	P(PHRASE_MARKS_PUPIL, "Bài làm của {name}", "Sheet of {name}"),
	P(PHRASE_MARKS_ANSWER, "Trả lời", "Answer"),
	P(PHRASE_MARKS_KEY, "Đáp án", "Key"),
	P(PHRASE_MARKS_TOPICS, "Nên ôn lại", "Topics to work on"),
	P(PHRASE_MARKS_SOLUTIONS, "Lời giải các câu chưa đúng",
		"Solutions of what was not right"),
	P(PHRASE_MARKS_TOPIC, "{topic}: được {got} trên {most} điểm",
		"{topic}: {got} of {most} points"),
	P(PHRASE_MARKS_QUESTION_OF, "Câu {number}", "Question {number}"),
	P(PHRASE_ALL_FORMS, "tất cả các mã đề", "all forms"),
};

_Static_assert(sizeof phrases / sizeof *phrases == PHRASE_COUNT_OF,
	"every phrase has its words");

static const char *const parts[][LANGUAGES] = {
	P(TYPE_CHOICE,
		"**PHẦN {name}. Câu trắc nghiệm nhiều phương án lựa chọn.** "
		"Thí sinh trả lời {range}. Mỗi câu hỏi thí sinh chỉ chọn một "
		"phương án.",
		"**Part {name}. Multiple choice.** Answer {range}. Choose one "
		"option for each question."),
	P(TYPE_MULTIPLE,
		"**PHẦN {name}. Câu trắc nghiệm nhiều phương án đúng.** Thí "
		"sinh trả lời {range}. Ở mỗi câu hỏi, thí sinh chọn tất cả "
		"các phương án đúng.",
		"**Part {name}. Multiple response.** Answer {range}. Choose "
		"every right option."),
	P(TYPE_TRUEFALSE,
		"**PHẦN {name}. Câu trắc nghiệm đúng sai.** Thí sinh trả lời "
		"{range}. Ở mỗi câu, thí sinh chọn đúng hoặc sai.",
		"**Part {name}. True or false.** Answer {range}. Say whether "
		"each is true or false."),
	P(TYPE_STATEMENTS,
		"**PHẦN {name}. Câu trắc nghiệm đúng sai.** Thí sinh trả lời "
		"{range}. Trong mỗi ý a), b), c), d) ở mỗi câu, thí sinh "
		"chọn đúng hoặc sai.",
		"**Part {name}. True or false.** Answer {range}. Say of each "
		"statement whether it is true or false."),
	P(TYPE_SHORT,
		"**PHẦN {name}. Câu trắc nghiệm trả lời ngắn.** Thí sinh trả "
		"lời {range}.",
		"**Part {name}. Short answers.** Answer {range}."),
	P(TYPE_NUMERIC,
		"**PHẦN {name}. Câu trắc nghiệm trả lời ngắn.** Thí sinh trả "
		"lời {range}.",
		"**Part {name}. Numbers.** Answer {range} with a number."),
	P(TYPE_MATCH,
		"**PHẦN {name}. Câu hỏi ghép đôi.** Thí sinh trả lời {range}. "
		"Ở mỗi câu, thí sinh ghép mỗi mục ở cột A với một mục ở cột "
		"B.",
		"**Part {name}. Matching.** Answer {range}. Match each entry "
		"of column A with one of column B."),
	P(TYPE_ORDER,
		"**PHẦN {name}. Câu hỏi sắp xếp.** Thí sinh trả lời {range}. "
		"Ở mỗi câu, thí sinh xếp các ý theo thứ tự đúng.",
		"**Part {name}. Ordering.** Answer {range}. Put the entries "
		"in the right order."),
	P(TYPE_CLOZE,
		"**PHẦN {name}. Câu hỏi điền khuyết.** Thí sinh trả lời "
		"{range}. Ở mỗi câu, thí sinh điền vào các chỗ trống được "
		"đánh số.",
		"**Part {name}. Gaps.** Answer {range}. Fill in the numbered "
		"gaps."),
	P(TYPE_ESSAY, "**PHẦN {name}. Tự luận.** Thí sinh trả lời {range}.",
		"**Part {name}. Written answers.** Answer {range}."),
	P(TYPE_COUNT, "**PHẦN {name}.** Thí sinh trả lời {range}.",
		"**Part {name}.** Answer {range}."),
};

_Static_assert(sizeof parts / sizeof *parts == TYPE_COUNT + 1,
	"every type of part has its words");

static const char *const hints[][LANGUAGES] = {
	P(TYPE_CHOICE, "Chọn một phương án.", "Choose one option."),
	P(TYPE_MULTIPLE, "Chọn tất cả các phương án đúng.",
		"Choose every right option."),
	P(TYPE_TRUEFALSE, "Chọn đúng hoặc sai.", "True or false?"),
	P(TYPE_STATEMENTS, "Mỗi ý sau đúng hay sai?",
		"Is each statement true or false?"),
	P(TYPE_SHORT, "Trả lời ngắn.", "Give a short answer."),
	P(TYPE_NUMERIC, "Trả lời bằng một số.", "Answer with a number."),
	P(TYPE_MATCH, "Ghép mỗi mục ở cột A với một mục ở cột B.",
		"Match each entry of column A with one of column B."),
	P(TYPE_ORDER, "Xếp các ý theo thứ tự đúng.",
		"Put these in the right order."),
	P(TYPE_CLOZE, "Điền vào các chỗ trống được đánh số.",
		"Fill in the numbered gaps."),
	P(TYPE_ESSAY, "Tự luận.", "Write your answer."),
};

_Static_assert(
	sizeof hints / sizeof *hints == TYPE_COUNT, "every type has its hint");

static enum language language_of(struct str name)
{
	return str_starts(name, "vi") ? VIETNAMESE : ENGLISH;
}

struct str phrase(struct str language, enum phrase id)
{
	return str_from(phrases[id][language_of(language)]);
}

struct str phrase_subject(struct str language, struct str id)
{
	static const struct {
		const char *id;
		const char *names[2]; /* as in language_of */
	} subjects[] = {
		{"toan", {"Toán", "Mathematics"}},
		{"vatli", {"Vật lí", "Physics"}},
		{"hoahoc", {"Hoá học", "Chemistry"}},
		{"sinhhoc", {"Sinh học", "Biology"}},
		{"khtn", {"Khoa học tự nhiên", "Science"}},
		{"tinhoc", {"Tin học", "Informatics"}},
		{"congnghe", {"Công nghệ", "Technology"}},
		{"nguvan", {"Ngữ văn", "Literature"}},
		{"lichsu", {"Lịch sử", "History"}},
		{"diali", {"Địa lí", "Geography"}},
		{"gdcd", {"Giáo dục công dân", "Civics"}},
		{"gdktpl",
			{"Giáo dục kinh tế và pháp luật", "Economics and law"}},
		{"tienganh", {"Tiếng Anh", "English"}},
	};

	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
		if (str_is(id, subjects[i].id))
			return str_from(
				subjects[i].names[language_of(language)]);
	return id;
}

struct str phrase_part(struct str language, enum question_type type)
{
	return str_from(parts[type][language_of(language)]);
}

struct str phrase_hint(struct str language, enum question_type type)
{
	return str_from(hints[type][language_of(language)]);
}

/* ---- filling in ---- */

static const struct blank *blank_at(struct str text, size_t offset,
	const struct blank *blanks, size_t count)
{
	struct str rest = str_sub(text, offset + 1, text.len);

	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(blanks[i].name);

		if (str_starts(rest, blanks[i].name) && rest.len > len &&
			rest.ptr[len] == '}')
			return &blanks[i];
	}
	return NULL;
}

struct str fill_blanks(struct arena *arena, struct str text,
	const struct blank *blanks, size_t count)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len;) {
		const struct blank *blank = text.ptr[i] == '{'
			? blank_at(text, i, blanks, count)
			: NULL;

		if (blank) {
			buf_add(&out, blank->value);
			i += strlen(blank->name) + 2;
		} else {
			buf_char(&out, text.ptr[i++]);
		}
	}
	return buf_str(&out);
}

struct str number_text(struct arena *arena, long number)
{
	return str_format(arena, "%ld", number);
}

/* As short as can be, but for one decimal that Vietnamese marks always have. */
struct str points_text(struct arena *arena, struct str language, long points)
{
	bool vietnamese = language_of(language) == VIETNAMESE;
	struct decimal d = {points, 3};

	while (d.places > vietnamese && d.units % 10 == 0) {
		d.units /= 10;
		d.places--;
	}
	return decimal_format(arena, d, vietnamese ? ',' : '.');
}

struct str points_phrase(struct arena *arena, struct str language, long points)
{
	return FILL(arena,
		phrase(language,
			points == POINT ? PHRASE_POINT : PHRASE_POINTS),
		{"points", points_text(arena, language, points)});
}
