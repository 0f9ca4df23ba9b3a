#ifndef CLI_MEDIA_H
#define CLI_MEDIA_H

#include "cli/cli.h"
#include "engine/model/question.h"

/* The same media with their bytes, from the open bank. */
MUST bool media_load(struct cli *cli, const struct media *media, size_t count,
	const struct media **out, struct error *err);

#endif
