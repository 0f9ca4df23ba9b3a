#ifndef CLI_TERMINAL_TEMPLATE_H
#define CLI_TERMINAL_TEMPLATE_H

#include "cli/terminal.h"
#include "engine/model/question.h"

/* What a template is drawn from: its parameters, its conditions, and how to see
 * what it makes. Nothing of other questions. */
void terminal_template(struct terminal *t, const struct question *q);

#endif
