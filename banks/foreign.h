#ifndef BANKS_FOREIGN_H
#define BANKS_FOREIGN_H

#include "banks/format.h"
#include "base/report.h"
#include "engine/model/sink.h"

/* What readers and writers of other programs' files share. */

/* How a text is written there. */
enum foreign_text {
	FOREIGN_AUTO, /* HTML when it holds a tag, else plain with its lines */
	FOREIGN_HTML,
	FOREIGN_PLAIN,
	FOREIGN_MARKDOWN,
};

struct foreign {
	struct arena *arena; /* of the question at hand */
	struct arena *keep;  /* of the file */
	const char *file;
	struct report *report;
	const struct sink *sink;
	unsigned line, column; /* of the question at hand, for findings */
	struct str topic;      /* questions to come belong to it; "" none */
	bool plain; /* of QTI 1.2: a text that says it is plain is so */
	struct str pictures; /* folder of the question's own; "" none */
	struct foreign_branch {
		struct str path, id;
	} * branches; /* of the topic tree that the sink has */
	size_t branch_count, branch_capacity;
	struct foreign_seen {
		uint64_t hash;
		unsigned line;
	} * seen; /* questions without an id of their own */
	size_t seen_count, seen_size;
};

/* A warning that something of the file was not kept; printf format. */
void foreign_loss(struct foreign *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* An error at the question at hand, which is left out. */
void foreign_fault(struct foreign *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A text as our Markdown, NFC. */
struct str foreign_markdown(
	struct foreign *f, struct str text, enum foreign_text kind);
/* On one line, for answers that are no Markdown. */
struct str foreign_plain(
	struct foreign *f, struct str text, enum foreign_text kind);

/* Letters of any text as an id: "Ứng dụng đạo hàm" → "ung-dung-dao-ham". */
struct str foreign_slug(struct arena *arena, struct str text);

/* Goes to a topic by its path from the top, putting what the sink has not; ids
 * are made of the names, but for the last when id is given. False when the
 * sink stopped. */
MUST bool foreign_topic(struct foreign *f, const struct str *path, size_t count,
	struct str id, struct error *err);

/* Tags that hold fields other formats have no place for, written by
 * foreign_tags: "level:apply", "grade:12", "subject:toan", "points:0.25". Other
 * tags stay tags. */
void foreign_set_tag(struct foreign *f, struct question *q, struct str tag);
/* The tags of a question with those of its fields before. */
const struct str *foreign_tags(
	struct arena *arena, const struct question *q, size_t *count);

/* Gives it its line, its topic and, when it has none, an id by its content;
 * checks it and puts it into the sink. A question that is not sound is reported
 * and left out. False when the sink stopped. */
MUST bool foreign_put(struct foreign *f, struct question *q, struct error *err);

/* Whether a picture may lie under this name in a folder of a package: no part
 * of it leads out of there. */
bool foreign_path_sound(struct str path);
/* For writers: this picture of the question is not written. */
void foreign_tell_media(
	struct report *report, struct str id, struct str picture);

/* For writers: tells of a question whose type the format has not (false then:
 * it is left out), and which of its fields are lost. */
bool foreign_may_write(struct report *report, const struct question *q,
	const struct format *format);

#endif
