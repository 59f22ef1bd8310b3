-- Since when a task may be claimed, of those that have been admitted: one may have waited long for others before, which is nobody's delay.
alter table task add column admitted_at timestamptz;
