#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/* Functions that cannot be used safely do not compile. The Makefile includes
 * this before every source file of ours (after the idea of git's banned.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The door of a library whose header uses some in macros. */
#ifndef NOT_BANNED
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok gets
#pragma GCC poison atoi atol atof
#endif

#endif
