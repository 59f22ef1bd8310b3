-- Lists go through executions by when they were accepted, page by page; those that are not at their end are few among many.
create index execution_created on execution (created_at, id);
create index execution_open on execution (created_at, id) where finished_at is null;
