-- A task that a person is to approve before it begins. The approval is counted among its pending parents until it is given: claims and
-- admissions look at nothing else, and so none of them can overlook it.
alter table task
  add column approval text check (approval in ('required', 'requested', 'approved', 'rejected')); -- null: nobody has to
create index task_approval on task (execution_id)
  where approval in ('required', 'requested', 'rejected');

-- Apart from the task, which every claim and every end writes.
alter table task_data
  add column approval_by      text,
  add column approval_at      timestamptz, -- when it came to be as it is: asked for, approved or rejected
  add column approval_comment text;
