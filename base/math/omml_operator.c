/* Operators with what they are taken of, which Word keeps together, and
 * scripts. */
#include "base/math/omml.h"

/* Operands within operands are not nested deeper than this. */
enum { NESTED = 32 };

static const struct math *base_of(const struct math *node)
{
	const struct math *base = node;

	if (node->kind == MATH_SCRIPTS || node->kind == MATH_STACK)
		base = node->base;
	while (base->kind == MATH_ROW && base->child && !base->child->next)
		base = base->child;
	return base;
}

static bool is_nary(const struct math *base)
{
	return base->kind == MATH_ATOM && base->class == CLASS_OP;
}

static bool is_integral(const struct math *base)
{
	return base->code >= 0x222B && base->code <= 0x2233;
}

static bool is_function(const struct math *base)
{
	return base->kind == MATH_OPERATOR && base->class == CLASS_OP;
}

/* Ends what an operator is taken of: a relation, a comma; for a sum and a
 * function also + and −, for a function the next one. */
static bool ends_operand(
	const struct math *of, const struct math *node, bool first)
{
	if (node->class == CLASS_REL || node->class == CLASS_PUNCT)
		return true;
	if (node->class == CLASS_BIN)
		return !is_integral(of) &&
			(is_function(of) || node->code == '+' ||
				node->code == 0x2212);
	return is_function(of) && !first && node->class == CLASS_OP;
}

static const struct math *operand_end(
	const struct math *of, const struct math *from, const struct math *end)
{
	const struct math *node;
	size_t depth = 0;

	for (node = from; node && node != end; node = node->next) {
		if (node->class == CLASS_CLOSE && node->code != '!') {
			if (!depth)
				return node;
			depth--;
		} else if (node->class == CLASS_OPEN) {
			depth++;
		} else if (!depth && ends_operand(of, node, node == from)) {
			return node;
		}
	}
	return node;
}

static void put_operand(
	struct omml *m, const struct math *from, const struct math *end)
{
	m->nested++;
	omml_parts(m, "e", from == end ? NULL : from, end);
	m->nested--;
}

/* What is hidden is empty. */
static void put_bound(struct omml *m, const char *tag, const struct math *node)
{
	if (node) {
		omml_part(m, tag, node);
		return;
	}
	omml_open(m, tag);
	omml_close(m, tag);
}

static void put_nary(struct omml *m, const struct math *node,
	const struct math *base, const struct math *from,
	const struct math *end)
{
	const struct math *sub = node == base ? NULL : node->sub;
	const struct math *sup = node == base ? NULL : node->sup;

	omml_open(m, "nary");
	omml_open(m, "naryPr");
	omml_code_value(m, "chr", base->code);
	omml_value(m, "limLoc",
		base->limits == LIMITS_NEVER && node->kind != MATH_STACK
			? "subSup"
			: "undOvr");
	if (!sub)
		omml_value(m, "subHide", "1");
	if (!sup)
		omml_value(m, "supHide", "1");
	omml_close(m, "naryPr");
	put_bound(m, "sub", sub);
	put_bound(m, "sup", sup);
	put_operand(m, from, end);
	omml_close(m, "nary");
}

/* \lim with what is below it, \sin with its power, or the name alone. */
static void put_name(struct omml *m, const struct math *node)
{
	if (node->kind == MATH_SCRIPTS || node->kind == MATH_STACK)
		omml_scripts(m, node);
	else
		omml_name(m, base_of(node));
}

static void put_function(struct omml *m, const struct math *node,
	const struct math *from, const struct math *end)
{
	omml_open(m, "func");
	omml_open(m, "fName");
	put_name(m, node);
	omml_close(m, "fName");
	put_operand(m, from, end);
	omml_close(m, "func");
}

/* ^{14}_6 before a letter. */
static bool put_before(struct omml *m, const struct math *node,
	const struct math *end, const struct math **next)
{
	const struct math *of = node->next;

	if (node->kind != MATH_SCRIPTS || node->base->kind != MATH_ROW ||
		node->base->child || !of || of == end ||
		(of->class != CLASS_ORD && of->class != CLASS_INNER) ||
		of->kind == MATH_SPACE || m->nested >= NESTED)
		return false;
	omml_open(m, "sPre");
	omml_part(m, "sub", node->sub);
	omml_part(m, "sup", node->sup);
	m->nested++;
	omml_parts(m, "e", of, of->next);
	m->nested--;
	omml_close(m, "sPre");
	*next = of->next;
	return true;
}

bool omml_operator(struct omml *m, const struct math *node,
	const struct math *end, const struct math **next)
{
	const struct math *base, *from = node->next, *until;

	if (put_before(m, node, end, next))
		return true;
	base = base_of(node);
	if (!is_nary(base) && !is_function(base))
		return false;
	until = m->nested < NESTED && from != end ? operand_end(base, from, end)
						  : from;
	if (is_nary(base))
		put_nary(m, node, base, from, until);
	else if (from && from != until)
		put_function(m, node, from, until);
	else
		return false;
	*next = until;
	return true;
}

/* ---- scripts ---- */

static void put_limit(
	struct omml *m, const struct math *node, bool below, bool both)
{
	const char *tag = below ? "limLow" : "limUpp";

	omml_open(m, tag);
	if (both) {
		omml_open(m, "e");
		put_limit(m, node, false, false);
		omml_close(m, "e");
	} else {
		omml_part(m, "e", node->base);
	}
	omml_part(m, "lim", below ? node->sub : node->sup);
	omml_close(m, tag);
}

static void put_sides(struct omml *m, const struct math *node)
{
	const char *tag = node->sub && node->sup ? "sSubSup"
		: node->sub                      ? "sSub"
						 : "sSup";

	omml_open(m, tag);
	omml_part(m, "e", node->base);
	if (node->sub)
		omml_part(m, "sub", node->sub);
	if (node->sup)
		omml_part(m, "sup", node->sup);
	omml_close(m, tag);
}

void omml_scripts(struct omml *m, const struct math *node)
{
	bool limits = node->kind == MATH_STACK ||
		(node->class == CLASS_OP && node->limits != LIMITS_NEVER);

	if (limits)
		put_limit(m, node, node->sub, node->sub && node->sup);
	else
		put_sides(m, node);
}
