-- Whoever follows all executions at once reads on from one place in the log. Entries come at the end, so they cost little.
create index task_event_sequence on task_event (transaction, id);
