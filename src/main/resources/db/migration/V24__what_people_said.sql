-- What people have said about a task besides an approval, for the attempts that follow: when it was rejected, once it was tried again after
-- all, and when it was tried again.
alter table task_data
  add column rejection_comment text,
  add column retry_comment     text;
