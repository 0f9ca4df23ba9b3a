#ifndef BASE_MATH_COMMANDS_H
#define BASE_MATH_COMMANDS_H

#include "base/math/parse.h"

/* What commands do, for the table in commands.c. Each is given the command it
 * runs for, whose code, a, b and text mean what is said here. */
struct math *tex_fraction(struct tex_parser *, const struct tex_command *);
/* code: delimiters in two halves; a: style; b: bar */
struct math *tex_infix(struct tex_parser *, const struct tex_command *);
struct math *tex_genfrac(struct tex_parser *, const struct tex_command *);
struct math *tex_sqrt(struct tex_parser *, const struct tex_command *);
struct math *tex_accent(struct tex_parser *, const struct tex_command *);
/* code; a: stretchy; b: below */
struct math *tex_line(struct tex_parser *, const struct tex_command *);
struct math *tex_brace(struct tex_parser *, const struct tex_command *);
struct math *tex_stack(struct tex_parser *, const struct tex_command *);
/* a: 1 above, 2 below, 3 above a relation */
struct math *tex_arrow(struct tex_parser *, const struct tex_command *);
struct math *tex_fence(struct tex_parser *, const struct tex_command *);
struct math *tex_middle(struct tex_parser *, const struct tex_command *);
struct math *tex_big(struct tex_parser *, const struct tex_command *);
/* a: size; b: class */
struct math *tex_not(struct tex_parser *, const struct tex_command *);
struct math *tex_strike(struct tex_parser *, const struct tex_command *);
struct math *tex_cancelto(struct tex_parser *, const struct tex_command *);
struct math *tex_phantom(struct tex_parser *, const struct tex_command *);
/* a: enum math_phantom bits */

struct math *tex_style(struct tex_parser *, const struct tex_command *);
struct math *tex_alphabet(struct tex_parser *, const struct tex_command *);
/* a: the variant */
struct math *tex_old_font(struct tex_parser *, const struct tex_command *);
struct math *tex_text_command(struct tex_parser *, const struct tex_command *);
struct math *tex_class(struct tex_parser *, const struct tex_command *);
struct math *tex_box(struct tex_parser *, const struct tex_command *);
/* a: text */
struct math *tex_color(struct tex_parser *, const struct tex_command *);
/* a: \textcolor */
struct math *tex_operatorname(struct tex_parser *, const struct tex_command *);
struct math *tex_function(struct tex_parser *, const struct tex_command *);
/* text; a: limits */
struct math *tex_mod(struct tex_parser *, const struct tex_command *);
struct math *tex_fixed_space(struct tex_parser *, const struct tex_command *);
/* a: thousandths of an em */
struct math *tex_fill(struct tex_parser *, const struct tex_command *);
struct math *tex_given_space(struct tex_parser *, const struct tex_command *);
/* a: in braces */
struct math *tex_ignored(struct tex_parser *, const struct tex_command *);
/* a: arguments that go with it */
struct math *tex_tag(struct tex_parser *, const struct tex_command *);
struct math *tex_rule(struct tex_parser *, const struct tex_command *);
struct math *tex_sign(struct tex_parser *, const struct tex_command *);
/* code; a: class */
struct math *tex_misplaced(struct tex_parser *, const struct tex_command *);

#endif
