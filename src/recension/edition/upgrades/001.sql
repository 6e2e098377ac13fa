-- Recension's edition file, version 1. "start" and "end" are code points into source.text, the end
-- exclusive; write "end" in quotation marks, as it is a word of SQL. Unknown is NULL. Columns of
-- JSON hold lists of texts. The order of the rows is that of the published edition.

CREATE TABLE edition (                     -- one row
  generator_version TEXT NOT NULL
);

CREATE TABLE source (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  sha256 TEXT NOT NULL,                    -- of the input's bytes
  codec TEXT NOT NULL,
  codec_confidence REAL NOT NULL,
  codec_because TEXT NOT NULL,
  codec_exact INTEGER NOT NULL,
  line_ends TEXT NOT NULL,
  length INTEGER NOT NULL,
  text TEXT NOT NULL,
  original BLOB                            -- zlib; NULL where encoding the text gives the bytes
);

CREATE TABLE page (
  source TEXT NOT NULL REFERENCES source (id),
  ordinal INTEGER NOT NULL,
  label TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (source, ordinal)
) WITHOUT ROWID;

CREATE TABLE damage (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  reading TEXT,
  read_by TEXT,                            -- the editor whose reading it is; NULL: a suggestion
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE document (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  kind TEXT NOT NULL,
  title TEXT,
  title_span_start INTEGER,
  title_span_end INTEGER,
  number TEXT,
  date TEXT,
  place TEXT,
  classification TEXT,
  participants TEXT NOT NULL,              -- JSON
  recorder TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  translator TEXT,
  language TEXT,
  translated_from TEXT NOT NULL,           -- JSON
  parent TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  event TEXT REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
  reference TEXT REFERENCES reference (id) DEFERRABLE INITIALLY DEFERRED,
  source_line_start INTEGER,
  source_line_end INTEGER,
  complete INTEGER NOT NULL,
  lost TEXT,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE document_correction (
  document TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  field TEXT NOT NULL,
  read TEXT NOT NULL,                      -- JSON: what the program had read
  decision TEXT,
  "by" TEXT,
  PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

CREATE TABLE note (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  label TEXT,
  body_start INTEGER,
  body_end INTEGER,
  status TEXT NOT NULL,
  document TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE note_anchor (
  note TEXT NOT NULL REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (note, ordinal)
) WITHOUT ROWID;

CREATE TABLE reference (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  tradition TEXT NOT NULL,
  repository TEXT,
  fond TEXT,
  opis TEXT,
  papka TEXT,
  delo TEXT,
  listy TEXT,
  edinitsa TEXT,
  series TEXT,
  box TEXT,
  folder TEXT,
  file TEXT,
  title TEXT,
  same_as TEXT REFERENCES reference (id) DEFERRABLE INITIALLY DEFERRED,
  cites TEXT NOT NULL,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE person (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  name TEXT NOT NULL,
  variants TEXT NOT NULL,                  -- JSON
  birth TEXT,
  death TEXT,
  roles TEXT NOT NULL,                     -- JSON
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE person_correction (
  person TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  field TEXT NOT NULL,
  read TEXT NOT NULL,                      -- JSON: what the program had read
  decision TEXT,
  "by" TEXT,
  PRIMARY KEY (person, ordinal)
) WITHOUT ROWID;

CREATE TABLE person_authority (
  person TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  scheme TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (person, ordinal)
) WITHOUT ROWID;

CREATE TABLE mention (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  person TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE place (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  name TEXT NOT NULL,
  variants TEXT NOT NULL,                  -- JSON
  latitude REAL,                           -- degrees north, from the editor's gazetteer
  longitude REAL,                          -- degrees east
  gazetteer_id TEXT,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE organization (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  name TEXT NOT NULL,
  variants TEXT NOT NULL,                  -- JSON
  abbreviation TEXT,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE organization_mention (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  organization TEXT NOT NULL REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE date (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  edtf TEXT NOT NULL,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE utterance (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  document TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  speaker TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  mode TEXT NOT NULL,
  addressee TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  act TEXT,
  verb TEXT,                               -- the form that reports it
  aside TEXT,                              -- how it was said, as it stands: laughing
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE event (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  label TEXT NOT NULL,
  date TEXT,
  place TEXT,
  participants TEXT NOT NULL,              -- JSON
  proposal TEXT,                           -- the program's, where an editor decided otherwise
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE event_witness (
  event TEXT NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  siglum TEXT NOT NULL,
  document TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT,
  extant INTEGER NOT NULL,
  PRIMARY KEY (event, ordinal)
) WITHOUT ROWID;

CREATE TABLE alignment (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  event TEXT REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
  witnesses TEXT NOT NULL,                 -- JSON
  sentence_vectors TEXT,                   -- the model that took part
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE alignment_group (
  alignment TEXT NOT NULL REFERENCES alignment (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  relation TEXT NOT NULL,
  confidence REAL NOT NULL,
  label TEXT,
  because TEXT NOT NULL,                   -- JSON
  proposal TEXT,                           -- the program's, where an editor decided otherwise
  PRIMARY KEY (alignment, ordinal)
) WITHOUT ROWID;

CREATE TABLE alignment_only (
  alignment TEXT NOT NULL REFERENCES alignment (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  document TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  silence TEXT NOT NULL,
  because TEXT NOT NULL,                   -- JSON
  proposal TEXT,
  confidence REAL,
  PRIMARY KEY (alignment, ordinal)
) WITHOUT ROWID;

CREATE TABLE alignment_only_perhaps (
  alignment TEXT NOT NULL REFERENCES alignment (id) DEFERRABLE INITIALLY DEFERRED,
  alignment_only INTEGER NOT NULL,         -- its ordinal
  ordinal INTEGER NOT NULL,
  document TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (alignment, alignment_only, ordinal)
) WITHOUT ROWID;

CREATE TABLE alignment_group_passage (
  alignment TEXT NOT NULL REFERENCES alignment (id) DEFERRABLE INITIALLY DEFERRED,
  alignment_group INTEGER NOT NULL,        -- its ordinal
  ordinal INTEGER NOT NULL,
  document TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (alignment, alignment_group, ordinal)
) WITHOUT ROWID;

CREATE TABLE testimonium (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  witness TEXT NOT NULL,
  claim TEXT NOT NULL,
  note TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
  event TEXT REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
  about_start INTEGER,
  about_end INTEGER,
  words_start INTEGER,                     -- what is quoted from the witness
  words_end INTEGER,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE letter (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  document TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  sender TEXT,
  receiver TEXT,
  date TEXT,
  answers TEXT,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE editorial_mark (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  kind TEXT NOT NULL,
  owner TEXT,
  reading TEXT,
  about_start INTEGER,
  about_end INTEGER,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE division (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  kind TEXT NOT NULL,
  title TEXT,
  title_span_start INTEGER,
  title_span_end INTEGER,
  number TEXT,
  parent TEXT REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE running_head (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  page TEXT,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE cross_reference (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  kind TEXT NOT NULL,
  target TEXT,                             -- a note or a document
  status TEXT NOT NULL,
  words TEXT,
  leads_to_start INTEGER,
  leads_to_end INTEGER,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE role (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT REFERENCES source (id),
  "start" INTEGER,
  "end" INTEGER,
  kind TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  side TEXT,
  person TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT,
  confidence REAL NOT NULL,
  because TEXT NOT NULL                    -- JSON
);

CREATE TABLE decision (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  source_sha256 TEXT,
  "start" INTEGER,
  "end" INTEGER,
  quotation TEXT,
  reason TEXT,
  "by" TEXT,
  named TEXT,
  relation TEXT,
  reading TEXT,
  ending TEXT,
  before TEXT,                             -- words around the quotation
  after TEXT,
  "when" TEXT,
  field TEXT,                              -- what of a row is corrected: title, date, from, name
  "values" TEXT NOT NULL,                  -- JSON: what it is to be
  proposal TEXT,                           -- what the program had there
  problem TEXT                             -- why it could not be carried out
);

CREATE TABLE decision_passage (            -- the further passages that a decision is about
  decision INTEGER NOT NULL REFERENCES decision (ordinal),
  ordinal INTEGER NOT NULL,
  quotation TEXT NOT NULL,
  source_sha256 TEXT,
  "start" INTEGER,
  "end" INTEGER,
  ending TEXT,
  before TEXT,
  after TEXT,
  PRIMARY KEY (decision, ordinal)
) WITHOUT ROWID;

CREATE TABLE former_address (              -- documents of former builds that are no more
  ordinal INTEGER PRIMARY KEY,
  former TEXT NOT NULL UNIQUE,
  now TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE known_id (                    -- rows that an editor's decisions took away
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sign TEXT NOT NULL                       -- by what it is known again
);

CREATE INDEX document_place ON document (source, "start");
CREATE INDEX mention_person ON mention (person);

CREATE TABLE paragraph (                   -- what a search finds: stretches between blank lines
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL REFERENCES source (id),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL
);

-- words: as they stand; folded: their shadow, without case, diacritics, script and romanisation.
-- Contentless: the words are in source.text already; the view below shows them.
CREATE VIRTUAL TABLE paragraph_search USING fts5 (
  words, folded, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW paragraph_text AS
  SELECT paragraph.*, substr(source.text, "start" + 1, "end" - "start") AS words
  FROM paragraph JOIN source ON source.id = paragraph.source;

