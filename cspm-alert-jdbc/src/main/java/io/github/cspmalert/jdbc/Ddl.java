package io.github.cspmalert.jdbc;

import java.util.List;

/**
 * The statements that create and upgrade the tables. What stands here was released and stays as it is; a change is a new
 * version. Each may be run again, since not every database undoes what an upgrade that failed had done.
 */
final class Ddl {

    static final List<String> VERSION_1 = List.of(
            "create table if not exists {state} (kind varchar(16) not null, id {key} not null, revision bigint not null,"
                    + " body {body} not null, expires_at bigint, primary key (kind, id)){options}",
            // Claims look for the oldest due item of a channel, and so read items in order until they have enough.
            "create table if not exists {outbox} (seq {sequence}, item_key {key} not null, channel varchar(64) not null,"
                    + " failures integer not null, next_attempt bigint not null, token varchar(64), lease_ends bigint,"
                    + " body {body} not null, constraint {prefix}outbox_key unique (item_key)){options}",
            "create table if not exists {history} (seq {sequence}, rule_id {key} not null, happened_at bigint not null,"
                    + " body {body} not null){options}",
            "create table if not exists {executions} (task_name varchar(100) not null, task_instance varchar(100) not null,"
                    + " task_data {bytes}, execution_time {timestamp}, picked boolean not null, picked_by varchar(50),"
                    + " last_success {timestamp}, last_failure {timestamp}, consecutive_failures integer,"
                    + " last_heartbeat {timestamp}, version bigint not null, priority smallint,"
                    + " primary key (task_name, task_instance)){options}",
            "create index {prefix}state_expiry on {state} (expires_at)",
            "create index {prefix}outbox_claim on {outbox} (channel, seq, next_attempt, lease_ends)",
            "create index {prefix}history_rule on {history} (rule_id, seq)",
            "create index {prefix}history_time on {history} (happened_at)",
            "create index {prefix}executions_due on {executions} (execution_time)",
            "create index {prefix}executions_beat on {executions} (last_heartbeat)");

    private Ddl() {}
}
