-- What an execution's checks say of the commit that it starts from, looked at once, by one attempt. The token is that attempt's lease: if it
-- is gone before the answer is there, another attempt looks anew.
create table baseline (
  execution_id text primary key references execution on delete cascade,
  token        uuid not null,
  checks       json -- command, passed, evidence of each; null until it is known
);
