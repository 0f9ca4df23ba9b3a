#include "base/hash.h"
#include "base/i18n.h"
#include "engine/store/media.h"
#include "engine/store/refer.h"
#include "engine/store/store_question.h"

/* Of all, before the first is kept. */
static bool check_hashes(struct store *store, const struct media *media,
	size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (media[i].bytes.len &&
			!str_equal(hash_hex(store->scratch, media[i].bytes),
				media[i].hash))
			return fail(err, ERROR_INVALID,
				_("the bytes of media '%.*s' do not fit its "
				  "hash"),
				STR_ARG(media[i].name));
	return true;
}

static bool put_one(
	struct store *store, const struct media *media, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store,
		    "INSERT OR IGNORE INTO media (hash, mime, bytes) "
		    "VALUES (?1, ?2, ?3)",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, media->hash);
	sql_bind_str(stmt, 2, media->mime);
	sql_bind_blob(stmt, 3, media->bytes);
	return sql_run(store, stmt, err);
}

bool media_put(struct store *store, const struct media *media, size_t count,
	struct str from, struct error *err)
{
	if (!check_hashes(store, media, count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (media[i].bytes.len ? !put_one(store, &media[i], err)
				       : !refer_look(store, REFER_MEDIA,
						 media[i].hash, from, err))
			return false;
	}
	return true;
}

bool store_get_media(struct store *store, struct arena *arena, struct str hash,
	struct str *bytes, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row;

	if (!sql_use(store, "SELECT bytes FROM media WHERE hash = ?1", &stmt,
		    err))
		return false;
	sql_bind_str(stmt, 1, hash);
	if (!sql_step(store, stmt, &row, err))
		return false;
	if (!row)
		return fail(err, ERROR_NOTFOUND, _("no media %.*s in the bank"),
			STR_ARG(hash));
	*bytes = str_copy(arena, sql_blob(stmt, 0));
	sqlite3_reset(stmt);
	return str_equal(hash_hex(arena, *bytes), hash) ||
		fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: media %.*s is not "
			  "what was stored"),
			store->path, STR_ARG(hash));
}
