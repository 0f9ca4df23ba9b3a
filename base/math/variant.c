/* Unicode's mathematical alphabets. */
#include "base/math/math.h"

/* First characters of each alphabet, 0 where there is none. */
static const struct {
	uint32_t upper, lower, digit, greek_upper, greek_lower;
} alphabets[VARIANT_COUNT] = {
	[VARIANT_AUTO] = {0x1D434, 0x1D44E, 0, 0, 0x1D6FC},
	[VARIANT_ITALIC] = {0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC},
	[VARIANT_BOLD] = {0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2},
	[VARIANT_BOLD_ITALIC] = {0x1D468, 0x1D482, 0x1D7CE, 0x1D6A8, 0x1D736},
	[VARIANT_DOUBLE] = {0x1D538, 0x1D552, 0x1D7D8, 0, 0},
	[VARIANT_SCRIPT] = {0x1D49C, 0x1D4B6, 0, 0, 0},
	[VARIANT_FRAKTUR] = {0x1D504, 0x1D51E, 0, 0, 0},
	[VARIANT_SANS] = {0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0},
	[VARIANT_MONO] = {0x1D670, 0x1D68A, 0x1D7F6, 0, 0},
};

/* Letters that Unicode had before. */
static const struct {
	enum math_variant variant;
	char letter;
	uint32_t code;
} earlier[] = {
	{VARIANT_AUTO, 'h', 0x210E},
	{VARIANT_ITALIC, 'h', 0x210E},
	{VARIANT_DOUBLE, 'C', 0x2102},
	{VARIANT_DOUBLE, 'H', 0x210D},
	{VARIANT_DOUBLE, 'N', 0x2115},
	{VARIANT_DOUBLE, 'P', 0x2119},
	{VARIANT_DOUBLE, 'Q', 0x211A},
	{VARIANT_DOUBLE, 'R', 0x211D},
	{VARIANT_DOUBLE, 'Z', 0x2124},
	{VARIANT_SCRIPT, 'B', 0x212C},
	{VARIANT_SCRIPT, 'E', 0x2130},
	{VARIANT_SCRIPT, 'F', 0x2131},
	{VARIANT_SCRIPT, 'H', 0x210B},
	{VARIANT_SCRIPT, 'I', 0x2110},
	{VARIANT_SCRIPT, 'L', 0x2112},
	{VARIANT_SCRIPT, 'M', 0x2133},
	{VARIANT_SCRIPT, 'R', 0x211B},
	{VARIANT_SCRIPT, 'e', 0x212F},
	{VARIANT_SCRIPT, 'g', 0x210A},
	{VARIANT_SCRIPT, 'o', 0x2134},
	{VARIANT_FRAKTUR, 'C', 0x212D},
	{VARIANT_FRAKTUR, 'H', 0x210C},
	{VARIANT_FRAKTUR, 'I', 0x2111},
	{VARIANT_FRAKTUR, 'R', 0x211C},
	{VARIANT_FRAKTUR, 'Z', 0x2128},
};

/* Greek letters after omega, in the order of the alphabets. */
static const uint32_t greek_after[] = {
	0x2202, 0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6};

static uint32_t from(uint32_t first, uint32_t index, uint32_t code)
{
	return first ? first + index : code;
}

static uint32_t greek(uint32_t code, enum math_variant variant)
{
	uint32_t first = alphabets[variant].greek_lower;

	if (code >= 0x391 && code <= 0x3A9)
		return from(alphabets[variant].greek_upper, code - 0x391, code);
	if (code >= 0x3B1 && code <= 0x3C9)
		return from(first, code - 0x3B1, code);
	for (uint32_t i = 0; i < sizeof greek_after / sizeof *greek_after; i++)
		if (greek_after[i] == code)
			return from(first, 25 + i, code);
	return code;
}

static bool is_slanted(enum math_variant variant)
{
	return variant == VARIANT_AUTO || variant == VARIANT_ITALIC;
}

uint32_t math_variant_code(uint32_t code, enum math_variant variant)
{
	for (size_t i = 0; i < sizeof earlier / sizeof *earlier; i++)
		if (earlier[i].variant == variant &&
			(uint32_t)earlier[i].letter == code)
			return earlier[i].code;
	if (code >= 'A' && code <= 'Z')
		return from(alphabets[variant].upper, code - 'A', code);
	if (code >= 'a' && code <= 'z')
		return from(alphabets[variant].lower, code - 'a', code);
	if (code >= '0' && code <= '9')
		return from(alphabets[variant].digit, code - '0', code);
	if (code == 0x131 || code == 0x237)
		return is_slanted(variant) ? 0x1D6A4 + (code == 0x237) : code;
	return greek(code, variant);
}
