-- Whether an execution's completed tasks are to be marked as done in the plan's file on its result, and what became of that. Each end of an
-- execution is marked once; a retry takes the record back, because more may be done at the next end.
alter table execution
  add column marks_file text, -- its path in the repository; null: nobody asked for marks
  add column marks_dialect text, -- as which the plan was read
  add column marks_outcome text check (marks_outcome in ('marked', 'nothing', 'left')),
  add column marks_detail text,
  add column marks_commit text,
  add column marked_at timestamptz,
  add constraint marks_have_a_dialect check ((marks_file is null) = (marks_dialect is null));
create index execution_unmarked on execution (home)
  where finished_at is not null and marks_file is not null and marked_at is null;
