package dev.coppice.torture;

import java.util.ArrayList;
import java.util.List;

/** What must be true of the database in the end. Triggers of the test's own write down what the rows no longer tell. */
final class Rules {

    /**
     * Which leases ended when, by whom, and how long they would have lasted; every change of an attempt's row after its end, that its
     * process has ended excepted; and every change of what only the attempt itself can know by somebody else. Workers give their id to
     * the database as the name of their connections.
     */
    static final String WITNESSES = """
            create schema torture;
            create table torture.lease_end (task_id bigint, attempt int, owner text, lease_until timestamptz,
                                            at timestamptz not null default clock_timestamp(),
                                            ended_by text not null default current_setting('application_name'));
            create table torture.late_write (task_id bigint, attempt int, was text, became text,
                                             at timestamptz not null default clock_timestamp());
            create function torture.note_lease_end() returns trigger language plpgsql as $$
            begin
              insert into torture.lease_end values (old.task_id, old.attempt, old.worker::text, old.lease_until);
              return old;
            end $$;
            create function torture.note_late_write() returns trigger language plpgsql as $$
            begin
              if old.state <> 'executing'
                 and to_jsonb(old) - 'process_ended_at' is distinct from to_jsonb(new) - 'process_ended_at'
                 or current_setting('application_name') <> new.worker::text
                 and (old.phase, old.log, old.pid, old.agent_millis) is distinct from (new.phase, new.log, new.pid, new.agent_millis) then
                insert into torture.late_write values (old.task_id, old.number, to_jsonb(old)::text, to_jsonb(new)::text);
              end if;
              return new;
            end $$;
            create trigger torture_lease_end after delete on task_lease for each row execute function torture.note_lease_end();
            create trigger torture_late_write after update on attempt for each row execute function torture.note_late_write();
            """;

    /** Looked at row by row, ten thousand tasks take longer to judge than a connection waits. */
    private static final String INDEXES = """
            create index on torture.lease_end (task_id, attempt);
            create index on task_event (task_id, attempt);
            create index on integration_intent (execution_id, new_tip);
            analyze
            """;

    private record Rule(String words, String violations) {}

    private static final List<Rule> ALL = List.of(
            new Rule("every execution ends", """
                    select id, state, pause_reason from execution where state not in ('completed', 'failed')"""),
            new Rule("every task ends", """
                    select execution_id, number, state, attempts from task where state not in ('completed', 'failed', 'skipped')"""),
            new Rule("every attempt ends", "select task_id, number, worker from attempt where state = 'executing'"),
            new Rule("no lease is left", "select task_id, attempt, home from task_lease"),
            new Rule(
                    "no landing is left open",
                    "select execution_id, task_id, attempt from integration_intent where state = 'open'"),
            new Rule("a task has as many attempts as it says", """
                    select t.id, t.attempts from task t
                     where t.attempts <> (select count(*) from attempt a where a.task_id = t.id)"""),
            new Rule("an attempt begins once", """
                    select a.task_id, a.number from attempt a
                     where 1 <> (select count(*) from task_event e
                                  where e.task_id = a.task_id and e.attempt = a.number and e.what = 'executing')"""),
            new Rule("an attempt enters each phase once", """
                    select task_id, attempt, what, count(*) from task_event
                     where what in ('running', 'verifying', 'landing') group by 1, 2, 3 having count(*) > 1"""),
            new Rule("nothing begins without an attempt", """
                    select e.task_id, e.attempt from task_event e
                     where e.what = 'executing' and e.task_id is not null
                       and not exists (select from attempt a where a.task_id = e.task_id and a.number = e.attempt)"""),
            new Rule("a lease ends once", """
                    select a.task_id, a.number from attempt a
                     where 1 <> (select count(*) from torture.lease_end l where l.task_id = a.task_id and l.attempt = a.number)"""),
            new Rule("a task is completed once, by its last attempt", """
                    select t.id, t.state, t.attempts from task t
                     where case t.state when 'completed' then array[t.attempts] else array[]::int[] end
                           is distinct from
                           coalesce((select array_agg(e.attempt) from task_event e
                                      where e.task_id = t.id and e.what = 'completed'), array[]::int[])"""),
            new Rule("an attempt is completed if its task was completed by it, and no other is", """
                    select t.id, a.number from task t join attempt a on a.task_id = t.id
                     where (a.state = 'completed') <> (t.state = 'completed' and a.number = t.attempts)"""),
            new Rule("what is completed with a commit has landed once, by its last attempt, and nothing else has", """
                    select t.id, t.commit_id, t.attempts from task t
                     where case when t.commit_id is null then array[]::text[] else array[t.attempts || ' ' || t.commit_id] end
                           is distinct from
                           coalesce((select array_agg(i.attempt || ' ' || i.new_tip) from integration_intent i
                                      where i.task_id = t.id and i.state = 'landed'), array[]::text[])"""),
            new Rule("every landing stands on the one before", """
                    select e.id from execution e
                     where e.result_tip <> e.base_commit
                           and not exists (select from integration_intent i
                                            where i.execution_id = e.id and i.state = 'landed' and i.new_tip = e.result_tip)
                        or exists (select from integration_intent i
                                    where i.execution_id = e.id and i.state = 'landed' and i.old_tip <> e.base_commit
                                      and not exists (select from integration_intent o
                                                       where o.execution_id = e.id and o.state = 'landed' and o.new_tip = i.old_tip))
                        or (select count(*) <> count(distinct i.old_tip) from integration_intent i
                             where i.execution_id = e.id and i.state = 'landed')"""),
            new Rule(
                    "nothing is written of an attempt after its end or by another", "select * from torture.late_write"),
            new Rule("nobody ends a lease that is neither his own nor over", """
                    select * from torture.lease_end l
                     where l.ended_by <> l.owner and l.lease_until > l.at - interval '500 ms'
                       and not exists (select from integration_intent i
                                        where i.task_id = l.task_id and i.attempt = l.attempt and i.state = 'landed')"""),
            new Rule("nothing happens to an attempt after the next one began", """
                    select e.task_id, e.attempt, e.what from task_event e
                      join task_event n on n.task_id = e.task_id and n.attempt > e.attempt and n.what = 'executing'
                     where e.id > n.id"""),
            new Rule("no lease is taken away before its time", """
                    select l.task_id, l.attempt, l.lease_until, l.at from torture.lease_end l
                      join attempt a on a.task_id = l.task_id and a.number = l.attempt
                     where a.reason = 'lease_expired' and l.lease_until > l.at - interval '500 ms'"""));

    private Rules() {}

    /** Each broken rule with some of what breaks it. */
    static List<String> broken(Database database) {
        database.change(INDEXES);
        var broken = new ArrayList<String>();
        for (var rule : ALL) {
            var violations = database.rows(rule.violations);
            if (!violations.isEmpty()) {
                broken.add(rule.words + ": " + violations.size() + " times not, such as "
                        + violations.subList(0, Math.min(5, violations.size())));
            }
        }
        return broken;
    }
}
