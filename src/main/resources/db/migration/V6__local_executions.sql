-- In mode local all tasks work in the one checkout of the repository: a second execution there would mix its work with the first one's.
create unique index execution_local on execution (repository) where mode = 'local' and finished_at is null;

-- For people: what has to be put right before a paused execution can go on; pause_reason is the word for programs.
alter table execution add column pause_detail text;
