-- What Presto does differently from the engine, as macros. One statement a line pair; ';' ends it.

-- Texts as Presto casts them: anything else is made a text that no cast takes, so that CAST fails and TRY_CAST gives NULL.
CREATE OR REPLACE MACRO integer_text(x) AS
  CASE WHEN x IS NULL OR regexp_full_match(x, '\s*[+-]?[0-9]+\s*') THEN trim(x) ELSE x || ' is no whole number' END;
CREATE OR REPLACE MACRO number_text(x) AS
  CASE WHEN x IS NULL OR regexp_full_match(x, '\s*[+-]?(NaN|Infinity|([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?)\s*')
    THEN trim(x) ELSE x || ' is no number' END;
CREATE OR REPLACE MACRO boolean_text(x) AS
  CASE WHEN x IS NULL OR regexp_full_match(x, '(?i)t|true|1|f|false|0') THEN lower(x) ELSE x || ' is no boolean' END;
CREATE OR REPLACE MACRO json_value_text(x) AS
  CASE WHEN json_type(x) = 'NULL' THEN NULL WHEN json_type(x) = 'VARCHAR' THEN x ->> '$' ELSE CAST(x AS VARCHAR) END;

-- The service analyses at most 2,048 bytes of a text; a character that would be cut in two goes as a whole.
CREATE OR REPLACE MACRO analysed_text(x) AS
  CASE WHEN strlen(x) <= 2048 THEN x
    ELSE coalesce(try(decode(encode(x)[1:2048])), try(decode(encode(x)[1:2047])),
      try(decode(encode(x)[1:2046])), try(decode(encode(x)[1:2045]))) END;

CREATE OR REPLACE MACRO presto_substr(s, start, len) AS
  CASE WHEN s IS NULL OR start IS NULL THEN NULL
    WHEN start = 0 OR abs(start) > length(s) THEN ''
    WHEN len IS NULL THEN substr(s, start) ELSE substr(s, start, len) END;
CREATE OR REPLACE MACRO presto_split_part(s, d, n) AS (string_split(s, d))[n];
CREATE OR REPLACE MACRO presto_split_to_map(s, entries, pairs) AS
  map_from_entries(list_transform(string_split(s, entries),
    lambda __e: {'k': (string_split(__e, pairs))[1], 'v': (string_split(__e, pairs))[2]}));

CREATE OR REPLACE MACRO presto_sign(x) AS CASE WHEN x > 0 THEN x - x + 1 WHEN x < 0 THEN x - x - 1 ELSE x END;
CREATE OR REPLACE MACRO presto_greatest(l) AS CASE WHEN len(list_filter(l, lambda __e: __e IS NULL)) = 0 THEN list_max(l) END;
CREATE OR REPLACE MACRO presto_least(l) AS CASE WHEN len(list_filter(l, lambda __e: __e IS NULL)) = 0 THEN list_min(l) END;
CREATE OR REPLACE MACRO presto_width_bucket(x, low, high, n) AS
  CASE WHEN x < low THEN 0 WHEN x >= high THEN n + 1
    ELSE CAST(floor((x - low) * CAST(n AS DOUBLE) / (high - low)) AS BIGINT) + 1 END;

CREATE OR REPLACE MACRO presto_json_extract(j, p) AS CASE WHEN json_valid(j) THEN json_extract(j, p) END;
CREATE OR REPLACE MACRO presto_json_scalar(j, p) AS
  CASE WHEN json_valid(j) AND json_type(j, p) NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN json_extract_string(j, p) END;
CREATE OR REPLACE MACRO presto_json_size(j, p) AS
  CASE WHEN NOT json_valid(j) OR json_type(j, p) IS NULL THEN NULL
    WHEN json_type(j, p) = 'OBJECT' THEN CAST(len(json_keys(j, p)) AS BIGINT)
    ELSE CAST(json_array_length(j, p) AS BIGINT) END;
CREATE OR REPLACE MACRO presto_json_array_length(j) AS
  CASE WHEN json_valid(j) AND json_type(j) = 'ARRAY' THEN CAST(json_array_length(j) AS BIGINT) END;
CREATE OR REPLACE MACRO presto_json_array_get(j, i) AS
  CASE WHEN json_valid(j) AND json_type(j) = 'ARRAY' THEN json_extract(j, CAST(i AS BIGINT)) END;
CREATE OR REPLACE MACRO presto_json_array_contains(j, v, is_text) AS
  CASE WHEN json_valid(j) AND json_type(j) = 'ARRAY' THEN
    len(list_filter(CAST(j AS JSON[]), lambda __e:
      (json_type(__e) = 'VARCHAR') = is_text AND coalesce(__e ->> '$' = v, FALSE))) > 0 END;

CREATE OR REPLACE MACRO presto_array_distinct(l) AS
  list_filter(l, lambda __e, __i: list_position(l, __e) = __i
    OR (__e IS NULL AND __i = list_position(list_transform(l, lambda __n: __n IS NULL), TRUE)));
CREATE OR REPLACE MACRO presto_array_position(l, x) AS
  CASE WHEN l IS NULL OR x IS NULL THEN NULL ELSE CAST(coalesce(list_position(l, x), 0) AS BIGINT) END;
CREATE OR REPLACE MACRO presto_array_remove(l, x) AS
  list_filter(l, lambda __e: __e IS NULL OR __e <> x);
CREATE OR REPLACE MACRO presto_has(l, x) AS
  list_contains(l, x) OR (x IS NULL AND len(list_filter(l, lambda __n: __n IS NULL)) > 0);
CREATE OR REPLACE MACRO presto_array_intersect(a, b) AS
  CASE WHEN b IS NULL THEN NULL ELSE presto_array_distinct(list_filter(a, lambda __e: presto_has(b, __e))) END;
CREATE OR REPLACE MACRO presto_array_except(a, b) AS
  CASE WHEN b IS NULL THEN NULL ELSE presto_array_distinct(list_filter(a, lambda __e: NOT presto_has(b, __e))) END;
CREATE OR REPLACE MACRO presto_contains(l, x) AS
  CASE WHEN l IS NULL OR x IS NULL THEN NULL
    WHEN list_contains(l, x) THEN TRUE
    WHEN len(list_filter(l, lambda __e: __e IS NULL)) > 0 THEN NULL
    ELSE FALSE END;
CREATE OR REPLACE MACRO presto_arrays_overlap(a, b) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN list_has_any(a, b) THEN TRUE
    WHEN len(a) > 0 AND len(b) > 0 AND len(list_filter(list_concat(a, b), lambda __e: __e IS NULL)) > 0 THEN NULL
    ELSE FALSE END;
CREATE OR REPLACE MACRO presto_slice(l, start, n) AS
  CASE WHEN start > 0 THEN list_slice(l, start, start + n - 1)
    ELSE list_slice(l, len(l) + start + 1, len(l) + start + n) END;
CREATE OR REPLACE MACRO presto_map(k, v) AS
  map_from_entries(list_filter(
    list_transform(k, lambda __e, __i: {'k': __e, 'v': v[__i]}),
    lambda __e, __i: list_position(k, __e.k) = __i));
