-- A store of rashomon: reports, what was read from them, the stories they tell, and how their accounts compare.
--
-- An article and all that was read from it is written in one transaction and never changed afterwards. Only the
-- story it belongs to may change, as later reports split or join stories; what is known of a
-- story follows from the placements, and is written with them.
--
-- Offsets (start_at, end_at) count Unicode code points, half-open, into articles.text. SQLite's substr counts code points from 1:
-- substr(text, start_at + 1, end_at - start_at) is the evidence (but SQLite takes a NUL in a text for its end).
--
-- Names for people are in `title` or `name`; codes are those of the JSON (docs/json.md). `number` is a row's own number here,
-- `id` what the JSON calls it. docs/store.md has questions with their answers.

-- The reports ------------------------------------------------------------------------------------------------------------

CREATE TABLE articles (
  number    INTEGER PRIMARY KEY,           -- the order in which they came
  id        TEXT NOT NULL UNIQUE,
  title     TEXT,
  outlet    TEXT,
  byline    TEXT,
  published TEXT,                          -- ISO 8601
  updated   TEXT,                          -- ISO 8601
  day       TEXT GENERATED ALWAYS AS (substr(published, 1, 10)) VIRTUAL,
  url       TEXT,
  page      TEXT,                          -- the address without what does not change the page: scheme, "www.", tracking
  version   INTEGER NOT NULL DEFAULT 1,    -- 1, 2, ... of the texts that the page had
  language  TEXT,
  path      TEXT,                          -- the file it was read from
  sha256    TEXT NOT NULL,                 -- of the text
  text      TEXT NOT NULL,
  UNIQUE (page, version)
) STRICT;
CREATE INDEX articles_by_text ON articles (sha256);
CREATE INDEX articles_by_day ON articles (day);
CREATE INDEX articles_by_outlet ON articles (outlet COLLATE NOCASE, day);

CREATE TRIGGER articles_are_not_changed BEFORE UPDATE ON articles
BEGIN SELECT raise(ABORT, 'articles are not changed: a changed text is a new version'); END;

-- Everything that was read from an article, exactly, as the JSON of `rashomon annotate` without the text, packed with zlib.
-- The tables of the next section hold what one asks for across articles.
CREATE TABLE annotations (
  article INTEGER PRIMARY KEY REFERENCES articles (number),
  body    BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, text, content = 'articles', content_rowid = 'number', tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_are_searchable AFTER INSERT ON articles
BEGIN INSERT INTO articles_fts (rowid, title, text) VALUES (new.number, new.title, new.text); END;

-- What was read from them ------------------------------------------------------------------------------------------------

-- Who is spoken of, over all articles: one row for each state (by its ISO 3166 code), each known person, body or place (by its
-- Wikidata or GeoNames id), and each other name of one kind.
CREATE TABLE actors (
  number   INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,
  iso3     TEXT UNIQUE,                    -- of a state
  wikidata TEXT,
  geonames INTEGER,
  key      TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX actors_by_name ON actors (name COLLATE NOCASE);
CREATE INDEX actors_by_wikidata ON actors (wikidata) WHERE wikidata IS NOT NULL;

CREATE TABLE entities (
  number   INTEGER PRIMARY KEY,
  article  INTEGER NOT NULL REFERENCES articles (number),
  id       TEXT NOT NULL,
  actor    INTEGER NOT NULL REFERENCES actors (number),
  name     TEXT NOT NULL,
  roles    TEXT,                           -- "; " between them
  mentions INTEGER NOT NULL,
  start_at INTEGER NOT NULL,               -- of the first mention
  end_at   INTEGER NOT NULL,
  UNIQUE (article, id)
) STRICT;
CREATE INDEX entities_by_actor ON entities (actor, article);
CREATE INDEX entities_by_name ON entities (name COLLATE NOCASE, actor);

CREATE TABLE places (
  number    INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL REFERENCES articles (number),
  id        TEXT NOT NULL,
  name      TEXT NOT NULL,
  country   TEXT,                          -- ISO 3166, three letters
  latitude  REAL,                          -- degrees, WGS 84
  longitude REAL,
  geonames  INTEGER,
  start_at  INTEGER NOT NULL,
  end_at    INTEGER NOT NULL,
  UNIQUE (article, id)
) STRICT;

-- Places with coordinates, for questions by area; `number` is that of places.
CREATE VIRTUAL TABLE places_rtree USING rtree (number, south, north, west, east);
CREATE TRIGGER places_are_on_the_map AFTER INSERT ON places WHEN new.latitude IS NOT NULL AND new.longitude IS NOT NULL
BEGIN INSERT INTO places_rtree VALUES (new.number, new.latitude, new.latitude, new.longitude, new.longitude); END;

CREATE TABLE statements (
  number     INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES articles (number),
  id         TEXT NOT NULL,
  speaker    INTEGER REFERENCES actors (number),
  relayed_by INTEGER REFERENCES actors (number),
  kind       TEXT NOT NULL,                -- says, asks, believes, intends, supports, opposes
  form       TEXT NOT NULL,                -- direct, indirect, mixed
  words      TEXT NOT NULL,                -- the content, " … " between its pieces
  cue        TEXT,                         -- "said", "according to"
  start_at   INTEGER NOT NULL,             -- of the first piece, to the end of the last
  end_at     INTEGER NOT NULL,
  UNIQUE (article, id)
) STRICT;
CREATE INDEX statements_by_speaker ON statements (speaker, article);

CREATE VIRTUAL TABLE statements_fts USING fts5 (
  words, content = 'statements', content_rowid = 'number', tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER statements_are_searchable AFTER INSERT ON statements
BEGIN INSERT INTO statements_fts (rowid, words) VALUES (new.number, new.words); END;

-- Who is spoken of within the words of a statement, the speaker left out.
CREATE TABLE statement_subjects (
  statement INTEGER NOT NULL REFERENCES statements (number),
  actor     INTEGER NOT NULL REFERENCES actors (number),
  PRIMARY KEY (statement, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_subjects_by_actor ON statement_subjects (actor);

CREATE TABLE events (
  number    INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL REFERENCES articles (number),
  id        TEXT NOT NULL,
  type      TEXT NOT NULL,                 -- PLOVER
  mode      TEXT,
  status    TEXT NOT NULL,                 -- happened, ongoing, planned, possible, denied
  words     TEXT NOT NULL,                 -- the clause that tells it
  day       TEXT,                          -- TIMEX3 value of its own time expression; null where the clause has none
  place     INTEGER REFERENCES actors (number),
  statement INTEGER REFERENCES statements (number),
  start_at  INTEGER NOT NULL,
  end_at    INTEGER NOT NULL,
  UNIQUE (article, id)
) STRICT;
CREATE INDEX events_by_type ON events (type, article);

CREATE TABLE event_actors (
  event INTEGER NOT NULL REFERENCES events (number),
  role  TEXT NOT NULL,                     -- actor (who does it), recipient (to whom)
  actor INTEGER NOT NULL REFERENCES actors (number),
  iso3  TEXT,                              -- the state that it is, or acts for in this article
  PRIMARY KEY (event, role, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actors_by_actor ON event_actors (actor, role);

-- Stories ----------------------------------------------------------------------------------------------------------------

CREATE TABLE stories (
  id        TEXT PRIMARY KEY,              -- the label: the id of its first article
  title     TEXT NOT NULL,                 -- of its first article
  first_day TEXT,
  last_day  TEXT,
  articles  INTEGER NOT NULL,
  accounts  INTEGER NOT NULL,              -- articles of which no later version is in the story
  copies    INTEGER NOT NULL,              -- accounts that copy another article
  outlets   INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_by_day ON stories (last_day);

-- Where each article belongs, as decided when it came; `story` may change later. From these and the articles grouping goes on
-- where it stopped.
CREATE TABLE placements (
  article      INTEGER PRIMARY KEY REFERENCES articles (number),
  story        TEXT NOT NULL REFERENCES stories (id),
  day          TEXT,                       -- the day it counts as
  text_of      INTEGER NOT NULL REFERENCES articles (number),  -- the first article with this text: itself, where it is new
  copy_of      INTEGER REFERENCES articles (number),  -- the same, where it is another outlet's or at another address
  version_of   INTEGER REFERENCES articles (number),  -- the latest before it at its address
  copied_from  INTEGER REFERENCES articles (number),  -- the article that has most of its text
  share_copied REAL NOT NULL,              -- share of its text that stands there, 0 to 1
  chapter_of   INTEGER REFERENCES articles (number),  -- the first report of the earlier story that it carries on
  vector       BLOB NOT NULL               -- the meaning of its opening
) STRICT;
CREATE INDEX placements_by_story ON placements (story);
CREATE INDEX placements_by_day ON placements (day);
CREATE INDEX placements_by_original ON placements (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX placements_by_chapter ON placements (chapter_of) WHERE chapter_of IS NOT NULL;

-- Comparisons ------------------------------------------------------------------------------------------------------------

-- The comparison of a story, as the JSON of `rashomon compare` without its articles, packed with zlib. It goes when the accounts
-- of its story become others, and is made again.
CREATE TABLE comparisons (
  story    TEXT PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
  accounts TEXT NOT NULL,                  -- JSON: the ids of the story's accounts, in their order
  compared INTEGER NOT NULL,               -- how many of them were compared, the first ones
  program  TEXT NOT NULL,                  -- the version of rashomon that made it
  body     BLOB NOT NULL
) STRICT;

CREATE TABLE points (
  story       TEXT NOT NULL REFERENCES comparisons (story) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  status      TEXT NOT NULL,               -- shared, single, differs
  words       TEXT NOT NULL,
  accounts    INTEGER NOT NULL,
  independent INTEGER NOT NULL,            -- origins that carry it
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tellings (
  story    TEXT NOT NULL,
  point    TEXT NOT NULL,
  article  INTEGER NOT NULL REFERENCES articles (number),
  start_at INTEGER NOT NULL,
  end_at   INTEGER NOT NULL,
  PRIMARY KEY (story, point, article, start_at, end_at),
  FOREIGN KEY (story, point) REFERENCES points (story, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX tellings_by_article ON tellings (article);

CREATE TABLE origins (
  story    TEXT NOT NULL REFERENCES comparisons (story) ON DELETE CASCADE,
  id       TEXT NOT NULL,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,                  -- agency, state media, official, outlet, person, document
  accounts INTEGER NOT NULL,               -- that rest on it
  points   INTEGER NOT NULL,               -- that it carries
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX origins_by_name ON origins (name);

-- Feeds ------------------------------------------------------------------------------------------------------------------

-- Where `rashomon watch` goes on: written after the articles that a poll brought.
CREATE TABLE feeds (
  url   TEXT PRIMARY KEY,
  state TEXT NOT NULL                      -- JSON
) STRICT;

-- Questions --------------------------------------------------------------------------------------------------------------

-- Stories, those that most independent origins carry first; null where they have not been compared.
CREATE VIEW stories_by_origins AS
SELECT s.id AS story, s.title, s.first_day, s.last_day, s.accounts, s.copies, s.outlets,
       iif(c.story IS NULL, NULL, (SELECT count(*) FROM origins AS o WHERE o.story = s.id)) AS origins,
       iif(c.story IS NULL, NULL, (SELECT count(*) FROM points AS p WHERE p.story = s.id AND p.status = 'shared')) AS shared,
       iif(c.story IS NULL, NULL, (SELECT count(*) FROM points AS p WHERE p.story = s.id AND p.status = 'differs')) AS differs,
       iif(c.story IS NULL, NULL, (SELECT count(*) FROM points AS p WHERE p.story = s.id AND p.status = 'single')) AS single
FROM stories AS s LEFT JOIN comparisons AS c ON c.story = s.id
ORDER BY origins DESC, s.accounts DESC, s.id;

-- Who says what about whom, and which outlet tells it.
CREATE VIEW who_says_what_about_whom AS
SELECT speaker.name AS speaker, subject.name AS about, t.kind, t.words, a.outlet, a.day, a.title, a.id AS article, p.story
FROM statements AS t
JOIN actors AS speaker ON speaker.number = t.speaker
JOIN statement_subjects AS about ON about.statement = t.number
JOIN actors AS subject ON subject.number = about.actor
JOIN articles AS a ON a.number = t.article
JOIN placements AS p ON p.article = a.number;

-- Which speakers each outlet lets speak, and how often in their own words.
CREATE VIEW speakers_by_outlet AS
SELECT a.outlet, speaker.name AS speaker, count(*) AS statements, count(DISTINCT a.number) AS articles,
       sum(t.form != 'indirect') AS in_own_words
FROM statements AS t
JOIN actors AS speaker ON speaker.number = t.speaker
JOIN articles AS a ON a.number = t.article
GROUP BY a.outlet, t.speaker
ORDER BY statements DESC;

-- What states, and those who act for them, do to each other, by type and status; copies of a text are not counted again.
CREATE VIEW events_between_states AS
SELECT does.iso3 AS actor, gets.iso3 AS recipient, e.type, e.status, count(DISTINCT e.article) AS articles,
       count(DISTINCT p.story) AS stories, min(a.day) AS first_day, max(a.day) AS last_day
FROM events AS e
JOIN event_actors AS does ON does.event = e.number AND does.role = 'actor'
JOIN event_actors AS gets ON gets.event = e.number AND gets.role = 'recipient' AND gets.iso3 != does.iso3
JOIN articles AS a ON a.number = e.article
JOIN placements AS p ON p.article = e.article AND p.copy_of IS NULL
GROUP BY does.iso3, gets.iso3, e.type, e.status
ORDER BY articles DESC;

-- Articles that copy another, with the share of their text that is copied.
CREATE VIEW copies AS
SELECT copy.id AS article, copy.outlet, copy.title, copy.day, original.id AS copy_of, original.outlet AS original_outlet,
       original.title AS original_title, p.share_copied, p.story
FROM placements AS p
JOIN articles AS copy ON copy.number = p.article
JOIN articles AS original ON original.number = p.copy_of;

-- Stories that go on with an earlier one.
CREATE VIEW chapters AS
SELECT DISTINCT p.story, earlier.story AS earlier
FROM placements AS p JOIN placements AS earlier ON earlier.article = p.chapter_of
WHERE earlier.story != p.story;

-- Pages whose text has changed.
CREATE VIEW versions AS
SELECT a.page, a.version, a.id AS article, a.outlet, a.title, a.published
FROM articles AS a
WHERE a.page IN (SELECT page FROM articles WHERE version = 2)
ORDER BY a.page, a.version;

-- Whose word outlets rest on: origins by the stories they carry.
CREATE VIEW origins_by_stories AS
SELECT name AS origin, kind, count(DISTINCT story) AS stories, sum(points) AS points
FROM origins GROUP BY name, kind ORDER BY stories DESC, points DESC;

-- Where the reports of each story lie.
CREATE VIEW places_by_story AS
SELECT p.story, l.name AS place, l.country, l.latitude, l.longitude, count(DISTINCT l.article) AS articles
FROM places AS l JOIN placements AS p ON p.article = l.article
WHERE l.latitude IS NOT NULL
GROUP BY p.story, l.geonames, l.latitude, l.longitude
ORDER BY p.story, articles DESC;
