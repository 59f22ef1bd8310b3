-- Whether the branch that an execution started from is to be taken forward to its completed result, and what became of that.
alter table execution
  add column base_branch text,
  add column auto_merge boolean not null default false,
  add column publication text check (publication in ('merged', 'left')),
  add column publication_detail text,
  add column published_at timestamptz,
  add constraint auto_merge_has_a_branch check (not auto_merge or base_branch is not null);
create index execution_unpublished on execution (home) where state = 'completed' and auto_merge and published_at is null;
