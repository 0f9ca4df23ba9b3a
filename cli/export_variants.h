#ifndef CLI_EXPORT_VARIANTS_H
#define CLI_EXPORT_VARIANTS_H

#include "cli/cli.h"
#include "engine/model/sink.h"

/* Templates of the bundle become so many variants each, ordinary questions
 * called after it: "t12-1", "t12-2"… Other programs know no templates. */
MUST bool export_variants(
	struct cli *cli, struct bundle *bundle, long each, struct error *err);

#endif
