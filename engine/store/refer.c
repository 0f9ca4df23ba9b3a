#include "engine/store/refer.h"

#include "base/i18n.h"
#include "engine/store/store_question.h"

struct noun {
	const char *name;
	size_t rows; /* offset in struct store; 0: no rows are made */
	const char *find, *insert, *mark, *tidy;
};

static const struct noun nouns[REFER_NOUNS] = {
	[REFER_TOPIC] = {"topic", offsetof(struct store, topics),
		"SELECT row, known FROM topic WHERE id = ?1",
		"INSERT INTO topic (id) VALUES (?1)",
		"UPDATE topic SET known = 1 WHERE row = ?1",
		"DELETE FROM topic WHERE known = 0"},
	[REFER_OUTCOME] = {"outcome", offsetof(struct store, outcomes),
		"SELECT row, known FROM outcome WHERE id = ?1",
		"INSERT INTO outcome (id) VALUES (?1)",
		"UPDATE outcome SET known = 1 WHERE row = ?1",
		"DELETE FROM outcome WHERE known = 0"},
	[REFER_STIMULUS] = {"stimulus", offsetof(struct store, stimuli),
		"SELECT row, known FROM stimulus WHERE id = ?1",
		"INSERT INTO stimulus (id) VALUES (?1)",
		"UPDATE stimulus SET known = 1 WHERE row = ?1",
		"DELETE FROM stimulus WHERE known = 0"},
	[REFER_QUESTION] = {.name = "question",
		.find = "SELECT row, 1 FROM question WHERE id = ?1"},
	[REFER_MEDIA] = {.name = "media",
		.find = "SELECT row, 1 FROM media WHERE hash = ?1"},
};

/* *row is 0 when the bank has no such id. */
static bool find(struct store *store, enum refer_noun noun, struct str id,
	long long *row, bool *known, struct error *err)
{
	sqlite3_stmt *stmt;
	bool found;

	*row = 0;
	*known = false;
	if (!sql_use(store, nouns[noun].find, &stmt, err))
		return false;
	sql_bind_str(stmt, 1, id);
	if (!sql_step(store, stmt, &found, err))
		return false;
	if (found) {
		*row = sqlite3_column_int64(stmt, 0);
		*known = sqlite3_column_int(stmt, 1);
		sqlite3_reset(stmt);
	}
	return true;
}

static bool insert(struct store *store, enum refer_noun noun, struct str id,
	long long *row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store, nouns[noun].insert, &stmt, err))
		return false;
	sql_bind_str(stmt, 1, id);
	if (!sql_run(store, stmt, err))
		return false;
	*row = sqlite3_last_insert_rowid(store->db);
	return true;
}

/* The entry of an id in the cache, found or made in the bank if need be. */
static bool entry_of(struct store *store, enum refer_noun noun, struct str id,
	struct rows_entry **out, struct error *err)
{
	struct rows *rows = (struct rows *)((char *)store + nouns[noun].rows);
	long long row;
	bool known;

	*out = rows_find(rows, id);
	if (*out)
		return true;
	if (!find(store, noun, id, &row, &known, err))
		return false;
	if (!row && !insert(store, noun, id, &row, err))
		return false;
	*out = rows_add(rows, id, row);
	(*out)->known = known;
	return true;
}

static void remember(struct store *store, enum refer_noun noun, struct str id,
	struct str from)
{
	struct loose *loose = NEW(store->transaction, struct loose);

	loose->from = str_copy(store->transaction, from);
	loose->noun = noun;
	loose->missing = str_copy(store->transaction, id);
	loose->next = store->loose;
	store->loose = loose;
	store->loose_count++;
}

bool refer_to(struct store *store, enum refer_noun noun, struct str id,
	struct str from, long long *row, struct error *err)
{
	struct rows_entry *entry;

	*row = 0;
	if (!id.len)
		return true;
	if (!entry_of(store, noun, id, &entry, err))
		return false;
	if (!entry->known)
		remember(store, noun, id, from);
	*row = entry->row;
	return true;
}

bool refer_look(struct store *store, enum refer_noun noun, struct str id,
	struct str from, struct error *err)
{
	long long row;
	bool known;

	if (!find(store, noun, id, &row, &known, err))
		return false;
	if (!known)
		remember(store, noun, id, from);
	return true;
}

bool refer_put(struct store *store, enum refer_noun noun, struct str id,
	long long *row, bool *known, struct error *err)
{
	struct rows_entry *entry;
	sqlite3_stmt *stmt;

	if (!entry_of(store, noun, id, &entry, err))
		return false;
	*row = entry->row;
	*known = entry->known;
	entry->known = true;
	if (*known)
		return true;
	if (!sql_use(store, nouns[noun].mark, &stmt, err))
		return false;
	sql_bind_long(stmt, 1, *row);
	return sql_run(store, stmt, err);
}

bool store_dangling(struct store *store, struct arena *arena,
	struct dangling **out, size_t *count, struct error *err)
{
	struct dangling *list =
		NEW_ARRAY(arena, store->loose_count, struct dangling);
	size_t n = 0, number = store->loose_count;

	for (struct loose *loose = store->loose; loose; loose = loose->next) {
		long long row;
		bool known;

		if (!find(store, loose->noun, loose->missing, &row, &known,
			    err))
			return false;
		number--;
		if (!known)
			list[n++] = (struct dangling){
				str_copy(arena, loose->from),
				nouns[loose->noun].name,
				str_copy(arena, loose->missing), number};
	}
	/* Oldest first. */
	for (size_t i = 0; i < n / 2; i++) {
		struct dangling first = list[i];

		list[i] = list[n - 1 - i];
		list[n - 1 - i] = first;
	}
	*out = list;
	*count = n;
	return true;
}

size_t store_loose(const struct store *store)
{
	return store->loose_count;
}

/* Only a reference nobody settled keeps a row from going. */
static bool tidy(struct store *store, enum refer_noun noun, struct error *err)
{
	if (!store->loose || sql_do(store, nouns[noun].tidy, err))
		return true;
	if ((sqlite3_errcode(store->db) & 0xff) != SQLITE_CONSTRAINT)
		return false;
	return fail(err, ERROR_INVALID,
		_("something in the bank refers to a %s it does not hold"),
		nouns[noun].name);
}

bool refer_settle(struct store *store, struct error *err)
{
	return topic_settle(store, err) && tidy(store, REFER_STIMULUS, err) &&
		tidy(store, REFER_OUTCOME, err) &&
		tidy(store, REFER_TOPIC, err);
}
