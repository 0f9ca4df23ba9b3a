#ifndef BANKS_FILEBASE_H
#define BANKS_FILEBASE_H

#include "base/arena.h"
#include "base/str.h"

/* What stands for the root of a package in the addresses of its pictures:
 * "$IMS-CC-FILEBASE$/a%20b.png" of Canvas and Common Cartridge,
 * "$IMS_CC_FILE_BASE$org1/a.png" of others, the dollars also as %24. */
bool filebase_has(struct str address);

/* "a b.png" of such an address: without the root, its query and its escapes;
 * any other address as it is. */
struct str filebase_path(struct arena *arena, struct str address);

#endif
