-- A run works on its own execution only and takes it along when it ends; a service goes on with its executions at its next start.
alter table execution
  add column driver text not null default 'run' check (driver in ('run', 'service'));
