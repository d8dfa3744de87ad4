-- Statements that both engines must answer alike. A line of two equals signs begins one, with its id and what it shows;
-- the spelling for Presto follows where the service's SQL goes beyond it. Without ORDER BY, the order is not compared.

== Q01: count and group by
SELECT instance_type, check_item_name, count(*) AS cnt FROM log GROUP BY instance_type, check_item_name
== Q02: order by an alias, limit
SELECT instance_type, count(*) AS cnt FROM log GROUP BY instance_type ORDER BY cnt DESC, instance_type LIMIT 3
== Q03: having
SELECT region_id, status, count(1) AS c FROM log GROUP BY region_id, status HAVING count(1) > 20 ORDER BY c DESC, region_id, status LIMIT 10
== Q04: count_if, ratio, round
SELECT instance_type, round(count_if(status = 'NOT_PASS') * 1.0 / count(*), 4) AS ratio FROM log GROUP BY instance_type
== Q05: distinct count
SELECT risk_level, count(DISTINCT instance_id) AS n FROM log GROUP BY risk_level
== Q06: latest status
SELECT instance_id, max_by(status, __time__) AS last_status, min_by(status, __time__) AS first_status FROM log GROUP BY instance_id
== Q07: arbitrary skips NULL
SELECT check_id, arbitrary(check_item_name) AS name FROM log GROUP BY check_id
== Q08: array_agg, array_sort, array_join
SELECT check_id, array_join(array_sort(array_agg(DISTINCT instance_type)), ',') AS types FROM log GROUP BY check_id
== Q09: time buckets by date_format
SELECT date_format(from_unixtime(__time__), '%Y-%m-%d %H:00') AS hour, count(*) AS c FROM log GROUP BY date_format(from_unixtime(__time__), '%Y-%m-%d %H:00') ORDER BY 1 LIMIT 50
== Q10: date_trunc
SELECT date_trunc('day', from_unixtime(__time__)) AS day, count(*) AS c FROM log GROUP BY 1 ORDER BY 1
== Q11: json_extract_scalar
SELECT json_extract_scalar(instance_result, '$.Region.id') AS r, count(*) AS c FROM log GROUP BY 1
== Q12: JSON number, cast, where
SELECT status, max(cast(json_extract_scalar(instance_result, '$.Port') AS bigint)) AS p FROM log WHERE json_extract_scalar(instance_result, '$.Port') IS NOT NULL GROUP BY status
== Q13: case and sum
SELECT instance_type, sum(CASE WHEN status = 'NOT_PASS' THEN 1 WHEN status = 'PASS' THEN 0 ELSE NULL END) AS failed FROM log GROUP BY instance_type
== Q14: coalesce, nullif, is null
SELECT coalesce(nullif(risk_level, 'LOW'), 'none') AS risk, count(*) AS c, count_if(risk_level IS NULL) AS nulls FROM log GROUP BY 1
== Q15: try_cast
SELECT sum(try_cast(instance_name AS bigint)) AS s, count(try_cast(check_id AS double)) AS c FROM log
== Q16: regexp_like
SELECT count(*) AS c FROM log WHERE regexp_like(check_item_name, 'port \d+$')
== Q17: regexp_extract, no match is NULL
SELECT regexp_extract(check_item_name, 'port (\d+)', 1) AS port, count(*) AS c FROM log GROUP BY 1
== Q18: sub-query in FROM
SELECT s, count(1) AS n FROM (SELECT instance_id, check_id, max_by(status, __time__) AS s FROM log GROUP BY instance_id, check_id) GROUP BY s
== Q19: row_number, latest status
SELECT status, count(*) AS c FROM (SELECT status, row_number() OVER (PARTITION BY instance_id, check_id ORDER BY __time__ DESC) AS rn FROM log) WHERE rn = 1 GROUP BY status
== Q20: WITH
WITH failed AS (SELECT instance_id, check_id FROM log WHERE status = 'NOT_PASS'), per AS (SELECT instance_id, count(*) AS c FROM failed GROUP BY instance_id) SELECT c, count(*) AS instances FROM per GROUP BY c
== Q21: UNION ALL
SELECT 'failed' AS kind, count(*) AS c FROM log WHERE status = 'NOT_PASS' UNION ALL SELECT 'passed', count(*) FROM log WHERE status = 'PASS'
== Q22: string functions
SELECT DISTINCT upper(region_id) AS u, length(check_item_name) AS l, substr(region_id, 1, 2) AS s, strpos(check_item_name, 'e') AS p, replace(risk_level, 'I', 'i') AS r, lpad(check_id, 3, '0') AS pad FROM log ORDER BY 1, 2, 3, 4, 5 LIMIT 60
== Q23: quoted identifiers
SELECT "instance_type" AS "the type", count(*) AS "how many" FROM log GROUP BY "instance_type"
== Q24: IN sub-query
SELECT count(*) AS c FROM log WHERE instance_id IN (SELECT instance_id FROM log WHERE risk_level = 'HIGH' AND status = 'NOT_PASS' AND region_id = 'cn-beijing')
== Q25: left join of sub-queries
SELECT a.instance_id, a.c, b.c AS failed FROM (SELECT instance_id, count(*) AS c FROM log GROUP BY instance_id) a LEFT JOIN (SELECT instance_id, count(*) AS c FROM log WHERE status = 'NOT_PASS' AND instance_type = 'ECS' GROUP BY instance_id) b ON a.instance_id = b.instance_id
== Q26: lag, change of status
SELECT count(*) AS changes FROM (SELECT status, lag(status, 1) OVER (PARTITION BY instance_id, check_id ORDER BY __time__) AS before FROM log) WHERE before IS NOT NULL AND before <> status
== Q27: count distinct and filter
SELECT instance_type, count(DISTINCT instance_id) FILTER (WHERE status = 'NOT_PASS') AS failed, count(*) FILTER (WHERE status = 'PASS') AS passed FROM log GROUP BY instance_type
== Q29: arrays
SELECT split(tags_list, ',')[1] AS first, cardinality(split(tags_list, ',')) AS n, contains(split(tags_list, ','), 't1') AS has, count(*) AS c FROM log GROUP BY 1, 2, 3
== Q30: rank, top of each group
SELECT instance_type, instance_id, c FROM (SELECT instance_type, instance_id, count(*) AS c, rank() OVER (PARTITION BY instance_type ORDER BY count(*) DESC, instance_id) AS r FROM log GROUP BY instance_type, instance_id) WHERE r <= 2

== S31: GROUP BY an alias
SELECT upper(risk_level) AS risk, count(*) AS c GROUP BY risk
== presto
SELECT upper(risk_level) AS risk, count(*) AS c FROM log GROUP BY 1
== S32: LIMIT offset, count
SELECT instance_id, count(*) AS c GROUP BY instance_id ORDER BY c DESC, instance_id LIMIT 5, 10
== presto
SELECT instance_id, count(*) AS c FROM log GROUP BY instance_id ORDER BY c DESC, instance_id OFFSET 5 LIMIT 10
== S33: date functions of the raw time
SELECT date_format(date_trunc('hour', __time__), '%m-%d %H:%i') AS t, count(*) AS c GROUP BY t ORDER BY t LIMIT 60
== presto
SELECT date_format(date_trunc('hour', from_unixtime(__time__)), '%m-%d %H:%i') AS t, count(*) AS c FROM log GROUP BY 1 ORDER BY 1 LIMIT 60
== S34: no FROM, only WHERE
SELECT count(*) AS c WHERE status = 'NOT_PASS' AND score > 0
== presto
SELECT count(*) AS c FROM log WHERE status = 'NOT_PASS' AND score > 0
== S35: integer division
SELECT count(*) / 7 AS whole, count(*) % 7 AS remainder, -7 / 2 AS negative, count(*) / 7.0 AS broken FROM log
== S36: rollup
SELECT instance_type, risk_level, count(*) AS c FROM log GROUP BY ROLLUP (instance_type, risk_level)
== S37: UNNEST of JSON
SELECT t.id, count(*) AS c FROM log CROSS JOIN UNNEST(cast(json_extract(instance_result, '$.Ids') AS array(varchar))) AS t(id) GROUP BY t.id
== S38: lambda
SELECT array_join(transform(array_sort(array_agg(DISTINCT risk_level)), x -> lower(x)), '/') AS risks, instance_type FROM log WHERE risk_level IS NOT NULL GROUP BY instance_type
== S39: NULL sorts last
SELECT risk_level, count(*) AS c FROM log GROUP BY risk_level ORDER BY risk_level DESC
== S40: concat of NULL, try, if
SELECT concat(risk_level, '-', status) AS a, try(1 / 0) AS b, if(status = 'PASS', 'ok', 'not ok') AS d, risk_level || status AS e, count(*) AS c FROM log GROUP BY 1, 2, 3, 4
== S41: interval arithmetic
SELECT date_format(from_unixtime(max(__time__)) + interval '1' day, '%Y-%m-%d %H:%i:%s') AS a, date_format(from_unixtime(max(__time__)) - interval '2' hour, '%Y-%m-%d %H:%i:%s') AS b FROM log
== S42: date_format of the raw time
SELECT date_format(max(__time__), '%Y-%m-%d %H:%i:%s') AS newest
== presto
SELECT date_format(from_unixtime(max(__time__)), '%Y-%m-%d %H:%i:%s') AS newest FROM log
== S43: maps
SELECT histogram(status)['PASS'] AS passed, element_at(histogram(status), 'nothing') AS nothing, cardinality(histogram(status)) AS n FROM log

== E01: safer statement, latest state per resource
SELECT check_id, region_id, instance_type, instance_id, max_by(status, __time__) AS last_status, max_by(risk_level, __time__) AS last_risk, min(__time__) AS first_seen, max(__time__) AS last_seen, count(1) AS record_count
FROM log GROUP BY check_id, region_id, instance_type, instance_id HAVING max_by(status, __time__) = 'NOT_PASS' ORDER BY last_risk, check_id, instance_id, region_id, instance_type LIMIT 1000
== E02: the article's report, corrected
SELECT instance_type, check_id, max(n) AS check_name, max(r) AS risk, count(1) AS resources
FROM ( SELECT instance_type, check_id, region_id, instance_id, max_by(status, __time__) AS s, max_by(check_item_name, __time__) AS n, max_by(risk_level, __time__) AS r
       FROM log GROUP BY instance_type, check_id, region_id, instance_id )
WHERE s = 'NOT_PASS' GROUP BY instance_type, check_id ORDER BY resources DESC, instance_type, check_id LIMIT 1000
== E03: heartbeat
SELECT max(__time__) AS last_record, count(1) AS records, count(DISTINCT check_id) AS checks FROM log
== E04: an aggregate of nothing gives a row
SELECT count(*) AS c, sum(score) AS s, max(status) AS m, avg(score) AS a, array_agg(status) AS l FROM log WHERE status = 'NOTHING'
== E05: statistics
SELECT instance_type, stddev(score) AS sd, stddev_pop(score) AS sdp, variance(score) AS v, var_pop(owner_id) AS vp, avg(owner_id) AS a FROM log GROUP BY instance_type
== E06: geometric_mean, corr, covar
SELECT geometric_mean(score + 200) AS g, corr(score, owner_id) AS c, covar_pop(score, owner_id) AS cp, covar_samp(score, owner_id) AS cs, regr_slope(score, owner_id) AS rs, regr_intercept(score, owner_id) AS ri FROM log
== E07: bool aggregates
SELECT region_id, bool_and(score > -200) AS a, bool_or(score > 140) AS o, every(status <> 'X') AS e FROM log GROUP BY region_id
== E08: map_agg
SELECT map_agg(check_id, check_item_name) AS m FROM (SELECT DISTINCT check_id, check_item_name FROM log)
== E09: max and min of n
SELECT max(__time__, 3) AS newest, min(__time__, 2) AS oldest FROM log
== E10: max_by of n
SELECT max_by(status, __time__, 3) AS latest FROM log
== E11: cube and grouping
SELECT instance_type, region_id, grouping(instance_type, region_id) AS g, count(*) AS c FROM log GROUP BY CUBE (instance_type, region_id)
== E12: grouping sets
SELECT instance_type, status, count(*) AS c FROM log GROUP BY GROUPING SETS ((instance_type), (status), ())
== E13: unnest with ordinality
SELECT t.tag, t.i, count(*) AS c FROM log CROSS JOIN UNNEST(split(tags_list, ',')) WITH ORDINALITY AS t(tag, i) GROUP BY t.tag, t.i
== E14: unnest of several arrays
SELECT t.a, t.b, count(*) AS c FROM log CROSS JOIN UNNEST(split(tags_list, ','), ARRAY[1, 2]) AS t(a, b) GROUP BY 1, 2
== E15: unnest of a map
SELECT t.k, t.v FROM (SELECT histogram(status) AS h FROM log) CROSS JOIN UNNEST(h) AS t(k, v)
== E16: reduce
SELECT reduce(array_agg(owner_id), 0, (s, x) -> s + coalesce(x, 0), s -> s) AS total, sum(owner_id) AS s FROM log
== E17: filter and transform
SELECT filter(split(tags_list, ','), x -> x <> 't0') AS f, transform(split(tags_list, ','), x -> length(x)) AS l, count(*) AS c FROM log GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 20
== E18: any, all and none match
SELECT any_match(split(tags_list, ','), x -> x = 't1') AS a, all_match(split(tags_list, ','), x -> x = 't1') AS b, none_match(split(tags_list, ','), x -> x = 't1') AS n, count(*) AS c FROM log GROUP BY 1, 2, 3
== E19: exists
SELECT count(*) AS c FROM (SELECT DISTINCT instance_id FROM log) a WHERE EXISTS (SELECT 1 FROM log b WHERE b.instance_id = a.instance_id AND b.risk_level = 'HIGH')
== E20: scalar sub-query
SELECT instance_type, count(*) * 100.0 / (SELECT count(*) FROM log) AS share FROM log GROUP BY instance_type
== E21: intersect, except
SELECT instance_id FROM log WHERE status = 'PASS' AND check_id = '1' INTERSECT SELECT instance_id FROM log WHERE status = 'NOT_PASS' AND check_id = '2'
== E22: except
SELECT instance_id FROM log WHERE check_id = '1' EXCEPT SELECT instance_id FROM log WHERE check_id = '2' AND status = 'PASS'
== E23: union removes duplicates
SELECT instance_type FROM log UNION SELECT region_id FROM log
== E24: window frames
SELECT __time__, sum(owner_id) OVER (ORDER BY __time__ ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS s, first_value(status) OVER (ORDER BY __time__) AS f, count(*) OVER () AS n FROM log ORDER BY __time__ LIMIT 100
== E25: ntile, dense_rank, percent_rank, cume_dist
SELECT instance_id, ntile(4) OVER (ORDER BY instance_id) AS q, dense_rank() OVER (ORDER BY instance_type) AS d, percent_rank() OVER (ORDER BY instance_id, instance_type) AS p, cume_dist() OVER (ORDER BY instance_id, instance_type) AS cd, instance_type FROM (SELECT DISTINCT instance_id, instance_type FROM log WHERE status = 'NOT_PASS' AND region_id = 'cn-beijing' AND check_id IN ('1', '2')) ORDER BY instance_id, instance_type LIMIT 100
== E26: lead with default, ignore nulls
SELECT __time__, lead(status, 1, 'none') OVER (ORDER BY __time__) AS n, lag(risk_level) IGNORE NULLS OVER (ORDER BY __time__) AS r FROM log ORDER BY __time__ LIMIT 50
== E27: between, in, like with escape
SELECT count_if(score BETWEEN 0 AND 10) AS b, count_if(status IN ('PASS', 'NOT_PASS')) AS i, count_if(instance_name LIKE '%\_%' ESCAPE '\') AS u, count_if(instance_name LIKE '%it''s') AS q, count_if(status NOT IN ('PASS')) AS n FROM log
== E28: is distinct from
SELECT count_if(risk_level IS DISTINCT FROM 'HIGH') AS d, count_if(risk_level IS NOT DISTINCT FROM NULL) AS n FROM log
== E29: simple case
SELECT CASE risk_level WHEN 'HIGH' THEN 8 WHEN 'MEDIUM' THEN 6 ELSE 2 END AS severity, count(*) AS c FROM log GROUP BY 1
== E30: odd text comes back as it is
SELECT instance_name, count(*) AS c FROM log GROUP BY instance_name ORDER BY c DESC, instance_name LIMIT 100
== E31: json_array_length, json_size, json_format
SELECT json_array_length(json_extract(instance_result, '$.Ids')) AS n, json_size(instance_result, '$.Region') AS s, json_format(json_extract(instance_result, '$.Region')) AS f, json_array_length(instance_result) AS l, count(*) AS c FROM log GROUP BY 1, 2, 3, 4
== E32: a JSON path with a point in a name
SELECT json_extract_scalar(instance_result, '$.Region["a.b"]') AS d, json_extract_scalar(instance_result, '$.Ids[1]') AS i, count(*) AS c FROM log GROUP BY 1, 2
== E33: JSON booleans and null
SELECT json_extract_scalar(instance_result, '$.ok') AS ok, json_extract_scalar(instance_result, '$.n') AS n, json_extract_scalar(instance_result, '$.Checks') AS obj, count(*) AS c FROM log GROUP BY 1, 2, 3
== E34: parts of times
SELECT year(from_unixtime(__time__)) AS y, month(from_unixtime(__time__)) AS m, day(from_unixtime(__time__)) AS d, hour(from_unixtime(__time__)) AS h, day_of_week(from_unixtime(__time__)) AS w, week(from_unixtime(__time__)) AS wk, count(*) AS c FROM log GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4 LIMIT 60
== E35: date_diff, date_add, to_unixtime
SELECT date_diff('hour', from_unixtime(min(__time__)), from_unixtime(max(__time__))) AS h, date_diff('day', from_unixtime(min(__time__)), from_unixtime(max(__time__))) AS d, to_unixtime(from_unixtime(max(__time__))) AS u, date_add('month', 1, from_unixtime(max(__time__))) AS next FROM log
== E36: date_parse and format_datetime
SELECT date_parse('2024-06-27 10:11:12', '%Y-%m-%d %H:%i:%s') AS p, format_datetime(from_unixtime(max(__time__)), 'yyyy-MM-dd HH:mm:ss') AS f FROM log
== E37: order by an expression, mixed directions
SELECT instance_id, instance_type, count(*) AS c FROM log GROUP BY instance_id, instance_type ORDER BY length(instance_id) DESC, count(*) ASC, instance_id, instance_type LIMIT 25
== E38: full join using
SELECT instance_id, a.c AS failed, b.c AS passed FROM (SELECT instance_id, count(*) AS c FROM log WHERE check_id = '1' AND status = 'NOT_PASS' GROUP BY instance_id) a FULL JOIN (SELECT instance_id, count(*) AS c FROM log WHERE check_id = '1' AND status = 'PASS' GROUP BY instance_id) b USING (instance_id)
== E39: self join
SELECT count(*) AS c FROM log a JOIN log b ON a.instance_id = b.instance_id AND a.__time__ < b.__time__ AND a.check_id = b.check_id AND a.status = 'NOT_PASS' AND b.status = 'PASS'
== E40: nested aggregates over sub-queries
SELECT avg(c) AS average, max(c) AS most FROM (SELECT instance_id, count(*) AS c FROM log GROUP BY instance_id)
== E41: unnamed columns
SELECT count(*), max(__time__) FROM log
== E42: star of a sub-query
SELECT * FROM (SELECT instance_type, count(*) AS c FROM log GROUP BY instance_type) ORDER BY instance_type
== E43: distinct over expressions
SELECT DISTINCT split_part(region_id, '-', 1) AS country, split_part(region_id, '-', 9) AS none FROM log
== E44: array functions
SELECT array_distinct(ARRAY[3, 1, 3, NULL, NULL]) AS d, array_max(ARRAY[1, 5, 2]) AS m, array_min(ARRAY[1, NULL]) AS n, array_position(ARRAY['a', 'b'], 'b') AS p, array_remove(ARRAY[1, 2, 1], 1) AS r, slice(ARRAY[1, 2, 3, 4], 2, 2) AS s, array_intersect(ARRAY[1, 2], ARRAY[2, 3]) AS i, flatten(ARRAY[ARRAY[1], ARRAY[2, 3]]) AS f FROM log LIMIT 1
== E45: greatest, least, abs, sign, mod
SELECT greatest(1, NULL) AS a, least(3, 1, 2) AS b, abs(-5) AS d, sign(-2.5) AS e, mod(-7, 3) AS f, ceil(-1.5) AS g, floor(-1.5) AS h, truncate(-1.7) AS i, power(2, 10) AS j, sqrt(2) AS k, ln(10) AS l, log10(1000) AS m FROM log LIMIT 1
== E46: sums of doubles and whole numbers
SELECT status, sum(score) AS s, sum(owner_id) AS o, min(score) AS mi, max(score) AS ma, sum(owner_id * 2 + 1) AS e FROM log GROUP BY status
== E47: regexp functions
SELECT regexp_replace(check_item_name, '[0-9]+', '#') AS r, regexp_extract_all(check_item_name, '[0-9]+') AS a, regexp_split(region_id, '-') AS s, count(*) AS c FROM log GROUP BY 1, 2, 3
== E48: where with and, or, not over NULL
SELECT count(*) AS c FROM log WHERE NOT (risk_level = 'HIGH' OR score > 0) AND (owner_id IS NULL OR owner_id <> 3)
== E49: group by an alias that is a column too
SELECT lower(status) AS status, count(*) AS c FROM log GROUP BY status
== E50: order by an alias that is a column too
SELECT lower(status) AS status, count(*) AS c FROM log GROUP BY status ORDER BY status
== E51: WITH over WITH, used twice
WITH per AS (SELECT instance_id, count(*) AS c FROM log GROUP BY instance_id) SELECT a.instance_id, a.c FROM per a JOIN (SELECT max(c) AS m FROM per) b ON a.c = b.m
== E52: typeof
SELECT typeof(count(*)) AS a, typeof(max(score)) AS b, typeof(array_agg(owner_id)) AS d, typeof(histogram(owner_id)) AS e FROM log
== E53: md5, hex, base64
SELECT to_hex(md5(to_utf8(instance_id))) AS m, to_base64(to_utf8(instance_id)) AS b, to_hex(sha256(to_utf8('a'))) AS s FROM log GROUP BY instance_id
== E54: url functions
SELECT url_extract_host(u) AS h, url_extract_path(u) AS p, url_extract_parameter(u, 'a') AS a, url_extract_query(u) AS q, url_extract_protocol(u) AS pr, url_extract_port(u) AS po, url_extract_fragment(u) AS f FROM (SELECT 'https://ecs.console.aliyun.com:8443/x/y?a=1&b=2#z' AS u FROM log LIMIT 1)
== E55: approx_distinct of few values is exact in both
SELECT approx_distinct(status) AS a, approx_distinct(instance_type) AS b FROM log
== E56: array of rows in order
SELECT instance_id, array_agg(status ORDER BY __time__) AS s FROM log WHERE check_id = '1' AND region_id = 'cn-beijing' AND instance_type = 'ECS' GROUP BY instance_id
== E57: having by alias of the service
SELECT instance_type AS t, count(*) AS c GROUP BY t HAVING count(*) > 10
== presto
SELECT instance_type AS t, count(*) AS c FROM log GROUP BY 1 HAVING count(*) > 10
== E58: implicit cross join
SELECT a.m, b.n FROM (SELECT max(__time__) AS m FROM log) a, (SELECT min(__time__) AS n FROM log) b
== E59: quantified comparison
SELECT count(*) AS c FROM log WHERE score > ALL (SELECT score FROM log WHERE score < 0) AND owner_id = ANY (SELECT owner_id FROM log WHERE owner_id > 4)
== E60: multiple levels
SELECT x, sum(y) AS s FROM (SELECT x, y FROM (SELECT instance_type AS x, owner_id AS y FROM log WHERE owner_id > 1) WHERE y < 5) GROUP BY x
