-- A landing that is under way: written before the result's ref moves, closed once after it has moved or never can.
create table integration_intent (
  id           bigint generated always as identity primary key,
  execution_id text not null,
  task_id      bigint not null,
  attempt      int not null,
  token        uuid not null,
  old_tip      text not null,
  new_tip      text not null,
  state        text not null default 'open' check (state in ('open', 'landed', 'abandoned')),
  opened_at    timestamptz not null default clock_timestamp(),
  closed_at    timestamptz,
  foreign key (task_id, attempt) references attempt on delete cascade
);
create unique index integration_open on integration_intent (execution_id) where state = 'open';
create index integration_task on integration_intent (task_id, attempt);
