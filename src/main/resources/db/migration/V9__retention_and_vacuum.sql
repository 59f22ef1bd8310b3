-- Autovacuum counts what changed: a share of the table that suits a table which grows is far too late for one that churns. Each
-- threshold is reached in minutes of work, so that a claim or a renewal never wades through more than that.

-- Claimed and ended by every attempt; as in V1, and never more than 500 dead rows behind however large it has become.
alter table task set (autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_scale_factor = 0.02);

-- Written about ten times while it runs, then never again; its pages keep room for that (V2).
alter table attempt set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500,
                         autovacuum_analyze_scale_factor = 0.02);

-- A handful of rows, renewed four times a minute and deleted by every end: only a count of changes says anything here, and the work is
-- so small that it need not be spread out. Never cut back, because that locks out renewals for a moment.
alter table task_lease set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_cost_delay = 0,
                            autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 200, vacuum_truncate = false);

-- Opened and closed once by every landing, and the index of the open ones, which is looked through every few seconds, churns with it.
alter table integration_intent set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
                                    autovacuum_analyze_scale_factor = 0.02);

-- Few rows, but every landing writes its execution's: room on the page keeps these updates out of the indexes.
alter table execution set (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 100,
                           autovacuum_analyze_scale_factor = 0.02);
alter table batch set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);

-- Only inserted, then deleted in batches. Vacuumed by what was inserted, in small portions, so that no one vacuum has to freeze millions
-- of rows; and after the pruner's deletions soon, so that their room is used again. A partitioned table has no settings of its own.
alter table task_event_rest set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000,
                                 autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
                                 autovacuum_analyze_scale_factor = 0.02);

-- Retention goes by the end of an execution. When its events were last pruned; those of a retry after that are still to be pruned.
alter table execution add column events_pruned_at timestamptz;
create index execution_with_events on execution (finished_at)
  where finished_at is not null and (events_pruned_at is null or events_pruned_at < finished_at);
create index execution_ended on execution (finished_at) where finished_at is not null;

-- What cleanup has to know of an execution whose rows are gone: where its refs may be, and since when it is at its end. Without this,
-- work that did not land could neither be kept for its time nor ever be taken away.
create table deleted_execution (
  id          text primary key,
  state       text not null check (state in ('completed', 'failed', 'cancelled')),
  repository  text not null,
  mode        text not null,
  plan        text not null,
  plan_hash   text not null,
  created_at  timestamptz not null,
  finished_at timestamptz not null,
  deleted_at  timestamptz not null default clock_timestamp()
);
