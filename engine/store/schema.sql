-- The bank, version 1. A later version is a step of its own in schema.c; what
-- stands here is never edited again once it has been released.
--
-- row: the number other tables refer to. id: the name people give.
-- Times are seconds since 1970, points are thousandths of a point.
-- A row with known = 0 is only there inside a transaction: something referred
-- to that id before it was put. No commit leaves one behind.

CREATE TABLE bank (
	row INTEGER PRIMARY KEY CHECK (row = 1),
	title TEXT NOT NULL,
	language TEXT NOT NULL,
	license TEXT NOT NULL,
	author TEXT NOT NULL,
	description TEXT NOT NULL
) STRICT;

-- What was done, as a chain: hash is SHA-256 over previous and the rest, digest
-- over the question versions it made, one after the other. An event is open
-- (hash is null) until its transaction commits. kind: 'change', 'import',
-- 'build', 'grade' so far.
CREATE TABLE event (
	row INTEGER PRIMARY KEY,
	made INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind <> ''),
	note TEXT NOT NULL,
	versions INTEGER NOT NULL DEFAULT 0,
	digest BLOB NOT NULL DEFAULT x'',
	previous BLOB NOT NULL CHECK (length(previous) = 32),
	hash BLOB CHECK (hash IS NULL OR length(hash) = 32)
) STRICT;

CREATE TRIGGER event_stays BEFORE UPDATE ON event
WHEN OLD.hash IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'an event is never changed');
END;

CREATE TRIGGER event_remains BEFORE DELETE ON event
WHEN OLD.hash IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'an event is never deleted');
END;

-- parent is as its author named it, '' when the id says it ('a.b' is below
-- 'a'); above is what that comes to.
CREATE TABLE topic (
	row INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	known INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1)),
	name TEXT NOT NULL DEFAULT '',
	parent TEXT NOT NULL DEFAULT '',
	above INTEGER REFERENCES topic (row),
	subject TEXT NOT NULL DEFAULT '',
	grade INTEGER NOT NULL DEFAULT 0 CHECK (grade BETWEEN 0 AND 12)
) STRICT;

CREATE INDEX topic_above ON topic (above) WHERE above IS NOT NULL;

CREATE TABLE outcome (
	row INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	topic INTEGER REFERENCES topic (row),
	place INTEGER NOT NULL DEFAULT 0,
	level TEXT NOT NULL DEFAULT ''
		CHECK (level IN ('', 'know', 'understand', 'apply', 'extend')),
	text TEXT NOT NULL DEFAULT '',
	known INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1))
) STRICT;

CREATE INDEX outcome_topic ON outcome (topic, place) WHERE topic IS NOT NULL;

-- content: the JSON of the whole stimulus; hash: its SHA-256.
CREATE TABLE stimulus (
	row INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	known INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1)),
	hash BLOB NOT NULL DEFAULT x'',
	content TEXT NOT NULL DEFAULT ''
) STRICT;

-- hash: as the questions name it, SHA-256 in hexadecimal.
CREATE TABLE media (
	row INTEGER PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
	mime TEXT NOT NULL,
	bytes BLOB NOT NULL
) STRICT;

-- What searching and drawing must know of a question's current version. It
-- can all be made again from question_version, but for what was measured:
-- facility, measured_a, _b, _c. (A CHECK with IN builds a table of its list
-- for every row that is written.)
CREATE TABLE question (
	row INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	version INTEGER NOT NULL CHECK (version > 0),
	type TEXT NOT NULL CHECK (type = 'choice' OR type = 'multiple' OR
		type = 'truefalse' OR type = 'statements' OR type = 'short' OR
		type = 'numeric' OR type = 'match' OR type = 'order' OR
		type = 'cloze' OR type = 'essay'),
	status TEXT NOT NULL CHECK (status = 'draft' OR status = 'review' OR
		status = 'approved' OR status = 'retired'),
	level TEXT NOT NULL CHECK (level = '' OR level = 'know' OR
		level = 'understand' OR level = 'apply' OR level = 'extend'),
	subject TEXT NOT NULL,
	grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 12),
	topic INTEGER REFERENCES topic (row),
	outcome INTEGER REFERENCES outcome (row),
	stimulus INTEGER REFERENCES stimulus (row),
	points INTEGER NOT NULL,
	seconds INTEGER NOT NULL,
	difficulty REAL,
	irt_a REAL,
	irt_b REAL,
	irt_c REAL,
	facility REAL,
	measured_a REAL,
	measured_b REAL,
	measured_c REAL
) STRICT;

CREATE INDEX question_topic ON question (topic);
CREATE INDEX question_outcome ON question (outcome) WHERE outcome IS NOT NULL;
CREATE INDEX question_stimulus ON question (stimulus)
WHERE stimulus IS NOT NULL;

-- content: the JSON of the whole question, author, source and licence too;
-- hash: its SHA-256. A version is final once its event is closed.
CREATE TABLE question_version (
	row INTEGER PRIMARY KEY,
	question INTEGER NOT NULL REFERENCES question (row),
	version INTEGER NOT NULL CHECK (version > 0),
	event INTEGER NOT NULL REFERENCES event (row),
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	content TEXT NOT NULL,
	UNIQUE (question, version)
) STRICT;

CREATE TRIGGER question_version_stays BEFORE UPDATE ON question_version
BEGIN
	SELECT RAISE(ABORT, 'a question version is never changed');
END;

CREATE TRIGGER question_version_remains BEFORE DELETE ON question_version
WHEN (SELECT hash FROM event WHERE row = OLD.event) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'a question version is never deleted');
END;

-- What the statements of a question ask for, each on its own.
CREATE TABLE statement_outcome (
	question INTEGER NOT NULL REFERENCES question (row),
	outcome INTEGER NOT NULL REFERENCES outcome (row),
	PRIMARY KEY (question, outcome)
) STRICT, WITHOUT ROWID;

-- fold: the name in lower case without marks.
CREATE TABLE tag (
	row INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	fold TEXT NOT NULL
) STRICT;

CREATE TABLE question_tag (
	question INTEGER NOT NULL REFERENCES question (row),
	tag INTEGER NOT NULL REFERENCES tag (row),
	PRIMARY KEY (question, tag)
) STRICT, WITHOUT ROWID;

-- Never on one form. enemy is an id, for it may be a question that comes
-- later.
CREATE TABLE enemy (
	question INTEGER NOT NULL REFERENCES question (row),
	enemy TEXT NOT NULL,
	PRIMARY KEY (question, enemy)
) STRICT, WITHOUT ROWID;

-- The words of each question's current version, under the question's row.
-- The text itself is not kept twice. Whoever changes what question_plain or
-- the tokenizer gives writes a step that fills it anew.
CREATE VIRTUAL TABLE search USING fts5 (text, content = '', tokenize = 'dethi');

-- An import gathers 8 MiB of words before it writes them, for each piece that
-- is written must later be merged with others.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);

-- content: exam.json, which says everything the paper needs for ever; the
-- tables below it are for asking and for grading.
CREATE TABLE exam (
	row INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	title TEXT NOT NULL,
	seed TEXT NOT NULL,
	made INTEGER NOT NULL,
	event INTEGER NOT NULL REFERENCES event (row),
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	content TEXT NOT NULL
) STRICT;

CREATE TRIGGER exam_stays BEFORE UPDATE ON exam
BEGIN
	SELECT RAISE(ABORT, 'an exam is never changed');
END;

CREATE TABLE exam_question (
	exam INTEGER NOT NULL REFERENCES exam (row),
	place INTEGER NOT NULL,
	question INTEGER NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (exam, place),
	FOREIGN KEY (question, version)
		REFERENCES question_version (question, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX exam_question_question ON exam_question (question, version);

CREATE TABLE form (
	row INTEGER PRIMARY KEY,
	exam INTEGER NOT NULL REFERENCES exam (row),
	place INTEGER NOT NULL,
	code TEXT NOT NULL,
	points INTEGER NOT NULL,
	seconds INTEGER NOT NULL,
	expected REAL,
	UNIQUE (exam, code)
) STRICT;

-- option_order: printed place → the author's place, as a JSON list; null as
-- the author wrote them. question: a place in exam_question.
CREATE TABLE form_item (
	form INTEGER NOT NULL REFERENCES form (row),
	place INTEGER NOT NULL,
	part INTEGER NOT NULL,
	number INTEGER NOT NULL,
	question INTEGER NOT NULL,
	points INTEGER NOT NULL,
	option_order TEXT,
	key TEXT NOT NULL,
	PRIMARY KEY (form, place)
) STRICT, WITHOUT ROWID;

-- A file an exam was printed to.
CREATE TABLE document (
	exam INTEGER NOT NULL REFERENCES exam (row),
	name TEXT NOT NULL,
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	PRIMARY KEY (exam, name)
) STRICT, WITHOUT ROWID;

-- A group of people who sat an exam: a class in a room on a day.
CREATE TABLE sitting (
	row INTEGER PRIMARY KEY,
	exam INTEGER NOT NULL REFERENCES exam (row),
	class TEXT NOT NULL,
	held INTEGER NOT NULL,
	note TEXT NOT NULL,
	UNIQUE (exam, class, held)
) STRICT;

-- Which question was used where and when; class '' is not said.
CREATE TABLE exposure (
	question INTEGER NOT NULL REFERENCES question (row),
	exam INTEGER NOT NULL REFERENCES exam (row),
	class TEXT NOT NULL,
	used INTEGER NOT NULL,
	PRIMARY KEY (question, exam, class)
) STRICT, WITHOUT ROWID;

-- One person's answers, as they came: a JSON list in the order of the form's
-- items. An answer that comes again is a new row; the last one counts.
CREATE TABLE response (
	row INTEGER PRIMARY KEY,
	sitting INTEGER NOT NULL REFERENCES sitting (row),
	form INTEGER NOT NULL REFERENCES form (row),
	person TEXT NOT NULL,
	name TEXT NOT NULL,
	received INTEGER NOT NULL,
	source TEXT NOT NULL,
	event INTEGER NOT NULL REFERENCES event (row),
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	content TEXT NOT NULL
) STRICT;

CREATE INDEX response_sitting ON response (sitting, person);

CREATE TRIGGER response_stays BEFORE UPDATE ON response
BEGIN
	SELECT RAISE(ABORT, 'a response is never changed');
END;

-- Grading with other rules or a corrected key is another scoring; both stay.
CREATE TABLE scoring (
	row INTEGER PRIMARY KEY,
	exam INTEGER NOT NULL REFERENCES exam (row),
	made INTEGER NOT NULL,
	event INTEGER NOT NULL REFERENCES event (row),
	rules TEXT NOT NULL
) STRICT;

CREATE TABLE mark (
	scoring INTEGER NOT NULL REFERENCES scoring (row),
	response INTEGER NOT NULL REFERENCES response (row),
	item INTEGER NOT NULL,
	points INTEGER NOT NULL,
	marker TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (scoring, response, item, marker)
) STRICT, WITHOUT ROWID;

-- What an analysis measured of a question version. exam is null for all exams
-- together; content: distractors, standard errors and the like, as JSON.
CREATE TABLE statistics (
	row INTEGER PRIMARY KEY,
	question INTEGER NOT NULL,
	version INTEGER NOT NULL,
	exam INTEGER REFERENCES exam (row),
	made INTEGER NOT NULL,
	persons INTEGER NOT NULL,
	facility REAL,
	discrimination REAL,
	a REAL,
	b REAL,
	c REAL,
	content TEXT NOT NULL,
	FOREIGN KEY (question, version)
		REFERENCES question_version (question, version)
) STRICT;

CREATE INDEX statistics_question ON statistics (question, version);
