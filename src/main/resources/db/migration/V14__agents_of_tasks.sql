-- Which agent does what: a task may have another one than its execution, and gets the next of a list after a failure.
alter table task add column escalation text[];
alter table attempt add column agent text;
