#include "cli/media.h"

#include "engine/store/store_question.h"

bool media_load(struct cli *cli, const struct media *media, size_t count,
	const struct media **out, struct error *err)
{
	struct media *loaded = NEW_ARRAY(cli->arena, count, struct media);

	for (size_t i = 0; i < count; i++) {
		loaded[i] = media[i];
		if (!store_get_media(cli->store, cli->arena, media[i].hash,
			    &loaded[i].bytes, err))
			return false;
	}
	*out = loaded;
	return true;
}
