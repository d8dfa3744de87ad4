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

-- What Presto refuses is a cast that fails and says why: TRY takes no error(). A list of one names an argument once.
CREATE OR REPLACE MACRO presto_subscript(l, i) AS
  list_transform(list_filter([{'l': l, 'i': CAST(i AS BIGINT)}], lambda __s:
    CASE WHEN __s.i = 0 THEN CAST('array indices start at 1' || '' AS BOOLEAN)
      WHEN __s.i < 0 THEN CAST('the array subscript is negative: ' || __s.i AS BOOLEAN)
      WHEN __s.i > len(__s.l) THEN CAST('the array subscript is out of bounds: ' || __s.i AS BOOLEAN)
      ELSE TRUE END), lambda __s: __s.l[__s.i])[1];
CREATE OR REPLACE MACRO presto_element_at(l, i) AS
  l[CASE WHEN i = 0 THEN CAST('array indices start at 1' || '' AS BIGINT) ELSE i END];
CREATE OR REPLACE MACRO presto_key(m, k) AS
  CASE WHEN m IS NOT NULL AND k IS NOT NULL THEN
    list_transform(list_filter([map_extract(m, k)], lambda __v:
      CASE WHEN len(__v) = 0 THEN CAST('the key is not in the map' || '' AS BOOLEAN) ELSE TRUE END), lambda __v: __v[1])[1] END;

-- What a statement makes is bounded, because the engine counts texts and arrays that it computes towards no limit.
CREATE OR REPLACE MACRO bounded_text(x, most) AS
  list_filter([x], lambda __t: CASE WHEN strlen(__t) > most
    THEN CAST('a text of more than ' || most || ' bytes would be made, the most here' AS BOOLEAN) ELSE TRUE END)[1];
CREATE OR REPLACE MACRO bounded_array(x, most) AS
  list_filter([x], lambda __l: CASE WHEN len(__l) > most
    THEN CAST('an array of more than ' || most || ' elements would be made, the most here' AS BOOLEAN) ELSE TRUE END)[1];
CREATE OR REPLACE MACRO bounded_value(x, most) AS
  list_filter([x], lambda __v: CASE WHEN strlen(CAST(__v AS VARCHAR)) > most
    THEN CAST('a value of more than ' || most || ' bytes would be made, the most here' AS BOOLEAN) ELSE TRUE END)[1];
CREATE OR REPLACE MACRO bounded_length(n, most) AS
  CAST(CASE WHEN n < 0 OR n > most THEN 'the length must be from 0 to ' || most || ', not ' || n
    ELSE CAST(n AS VARCHAR) END AS INTEGER);
CREATE OR REPLACE MACRO bounded_concat(l, most) AS
  list_transform(list_filter([l], lambda __l: CASE WHEN list_sum(list_transform(__l, lambda __e: strlen(__e))) > most
    THEN CAST('a text of more than ' || most || ' bytes would be made, the most here' AS BOOLEAN) ELSE TRUE END),
    lambda __l: CASE WHEN list_count(__l) = len(__l) THEN array_to_string(__l, '') END)[1];
CREATE OR REPLACE MACRO bounded_join(l, separator, most) AS
  list_transform(list_filter([l], lambda __l:
    CASE WHEN coalesce(list_sum(list_transform(__l, lambda __e: strlen(CAST(__e AS VARCHAR)))), 0)
        + len(__l) * strlen(separator) > most
      THEN CAST('a text of more than ' || most || ' bytes would be made, the most here' AS BOOLEAN) ELSE TRUE END),
    lambda __l: array_to_string(__l, separator))[1];
CREATE OR REPLACE MACRO bounded_replace(s, find, replacement, most) AS
  replace(CASE WHEN strlen(s) // greatest(strlen(find), 1) * strlen(replacement) > most
    THEN CAST(CAST('a text of more than ' || most || ' bytes could be made, the most here' AS BOOLEAN) AS VARCHAR)
    ELSE s END, find, replacement);
CREATE OR REPLACE MACRO presto_sequence(first, last, step) AS
  generate_series(first, last, CASE WHEN step = 0 THEN CAST('the step must not be zero' || '' AS BIGINT)
    WHEN sign(step) * sign(last - first) < 0 THEN CAST('the step leads away from the end' || '' AS BIGINT)
    WHEN abs(CAST(last AS HUGEINT) - first) // abs(step) >= 10000
      THEN CAST('a sequence has at most 10000 elements' || '' AS BIGINT) ELSE step END);
CREATE OR REPLACE MACRO presto_time_sequence(first, last, step) AS
  generate_series(first, last, CASE
    WHEN abs(epoch(CAST(last AS TIMESTAMP)) - epoch(CAST(first AS TIMESTAMP))) >= 10000 * abs(epoch(step))
      THEN CAST('a sequence has at most 10000 elements' || '' AS INTERVAL) ELSE step END);

CREATE OR REPLACE MACRO presto_substr(s, start, len) AS
  CASE WHEN s IS NULL OR start IS NULL THEN NULL
    WHEN start = 0 OR abs(start) > length(s) THEN ''
    WHEN len IS NULL THEN substr(s, start) ELSE substr(s, start, len) END;
CREATE OR REPLACE MACRO presto_split_part(s, d, n) AS
  (string_split(s, d))[CASE WHEN n < 1 THEN CAST('the index must be greater than zero, not ' || n AS BIGINT) ELSE n END];
CREATE OR REPLACE MACRO presto_split_to_map(s, entries, pairs) AS
  map_from_entries(list_transform(string_split(s, entries),
    lambda __e: {'k': (string_split(__e, pairs))[1], 'v': (string_split(__e, pairs))[2]}));

CREATE OR REPLACE MACRO presto_levenshtein(a, b) AS
  CASE WHEN length(a) * length(b) > 1000000
    THEN CAST('the texts are too long to compare: ' || length(a) || ' and ' || length(b) || ' characters' AS BIGINT)
    ELSE levenshtein(a, b) END;

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

-- In the order of the first of each, unless that would take too long.
CREATE OR REPLACE MACRO presto_array_distinct(l) AS
  CASE WHEN len(l) > 1000 THEN list_distinct(l) ELSE
    list_filter(l, lambda __e, __i: list_position(l, __e) = __i
      OR (__e IS NULL AND __i = list_position(list_transform(l, lambda __n: __n IS NULL), TRUE))) END;
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
