-- Requests at a forge to take an execution's completed and pushed result into a branch there, and what became of each.
create table pull_request (
  id            bigint generated always as identity primary key,
  execution_id  text not null unique references execution (id) on delete cascade,
  forge         text not null, -- its name in the configuration
  project       text not null, -- its path there
  head          text not null, -- the branch that was pushed
  base          text not null, -- the branch that is to get it; both by their short names
  title         text not null,
  draft         boolean not null,
  labels        text[] not null,
  merge_method  text check (merge_method in ('merge', 'squash', 'rebase')), -- null: merging it is for people
  delete_branch boolean not null,
  checks        text[], -- that must pass; null: all that are reported
  state         text not null default 'waiting'
                check (state in ('waiting', 'open', 'waiting_for_checks', 'merged', 'closed', 'not_mergeable', 'failed', 'cancelled')),
  number        int, -- null: not opened, as far as is known
  url           text,
  reason        text, -- why it is in this state, or what it waits for
  failures      int not null default 0, -- calls in a row that came to nothing
  next_at       timestamptz, -- null: at once; ahead while somebody is at it
  turn          uuid, -- of who is at it
  opened_at     timestamptz,
  ended_at      timestamptz, -- null: it is still looked at
  check ((number is null) = (url is null) and (number is null) = (opened_at is null))
);
create index pull_request_followed on pull_request (next_at) where ended_at is null;
