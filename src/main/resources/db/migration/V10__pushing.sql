-- To which remote a completed result is to be pushed, and what became of that. What the network keeps from being pushed is tried again.
alter table execution
  add column push_remote text,
  add column push_branch text,
  add column push_address text, -- a fingerprint of where the remote's name led when the plan was submitted, never the address
  add column push_tries int not null default 0,
  add column push_next_at timestamptz, -- null: at once; ahead while somebody is at it
  add column push_problem text, -- of the last try
  add column push_outcome text check (push_outcome in ('pushed', 'left')),
  add column push_detail text,
  add column pushed_at timestamptz,
  add constraint push_has_a_branch
    check (push_remote is null and push_branch is null and push_address is null
           or push_remote is not null and push_branch is not null and push_address is not null);
create index execution_unpushed on execution (home) where state = 'completed' and push_remote is not null and pushed_at is null;
