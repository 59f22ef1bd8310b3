// The services that work on the queue, their seats and worktrees, the leases that were lost, and what the queue holds over time.

import { h, renew, show } from '../dom.js';
import { get, post } from '../api.js';
import { attempt } from '../notices.js';
import { duration, elapsed, folder, moment, plural, size, untilThen } from '../words.js';
import { depthChart } from './depth.js';
import { rows } from './spending.js';

const LOOK_EVERY = 3000;
const LOOK_BACK_EVERY = 5;

export function workers(place) {
  const parts = { queue: h('div'), chart: h('div'), table: h('div'), trees: h('div'), lost: h('div') };
  show(place, h('h1', {}, 'Workers'), parts.queue, parts.chart, h('h2', {}, 'Services'), parts.table,
    h('h2', {}, 'Worktrees of this service'), parts.trees, h('h2', {}, 'Leases that were lost in the last seven days'), parts.lost);
  let timer;
  let isClosed = false;
  let looks = 0;
  const past = { depths: [] };

  async function look() {
    try {
      const [found, depth, worktrees] = await Promise.all([get('/api/v1/workers'), get('/api/v1/queue'), get('/api/v1/worktrees')]);
      if (looks % LOOK_BACK_EVERY === 0) {
        await lookBack();
      }
      looks += 1;
      past.now = { at: Date.now(), queued: depth.tasks.queued, executing: depth.tasks.executing };
      if (!isClosed) {
        renew(parts.queue, drawQueue(depth));
        show(parts.chart, depthChart([...past.depths, past.now]));
        renew(parts.table, drawWorkers(found.workers));
        renew(parts.trees, drawTrees(worktrees.worktrees));
      }
    } catch (failure) {
      show(parts.queue, h('p', { class: 'box error' }, failure.message));
    }
    if (!isClosed) {
      timer = setTimeout(look, LOOK_EVERY);
    }
  }

  async function lookBack() {
    const [history, losses] = await Promise.all([get('/api/v1/queue/history'), get('/api/v1/queue/lost-leases')]);
    past.depths = history.depths.map((each) => ({ ...each, at: Date.parse(each.at) }));
    if (!isClosed) {
      renew(parts.lost, drawLost(losses.lost_leases));
    }
  }

  look();
  return { leave: () => { isClosed = true; clearTimeout(timer); } };
}

function drawQueue({ executions, tasks, leases, expired_leases: expired, agents, paused_agents: paused }) {
  return [
    h('div', { class: 'facts' },
      h('span', {}, 'executions ', h('b', {}, Object.entries(executions).map(([word, number]) => `${number} ${word}`).join(', '))),
      h('span', {}, 'tasks that can start ', h('b', {}, tasks.admitted)), h('span', {}, 'waiting for others ', h('b', {}, tasks.blocked)),
      tasks.awaiting_approval > 0 ? h('span', {}, 'waiting for approval ', h('b', {}, tasks.awaiting_approval)) : null,
      h('span', {}, 'executing ', h('b', {}, tasks.executing)),
      tasks.oldest_waiting_seconds ? h('span', {}, 'the oldest waits for ', h('b', {}, duration(tasks.oldest_waiting_seconds * 1000))) : null,
      h('span', {}, 'leases ', h('b', {}, leases)), expired > 0 ? h('span', { class: 'minus' }, `${expired} expired`) : null),
    agents.length > 0 ? rows(['Agent', 'Can start', 'Waiting', 'Executing'], agents.map((each) =>
      [`${each.agent}${paused.includes(each.agent) ? ' (pauses)' : ''}`, each.tasks.admitted, each.tasks.blocked, each.tasks.executing])) : null,
  ];
}

function drawWorkers(found) {
  return found.length === 0
    ? h('p', { class: 'empty' }, 'No service works on the queue, so queued tasks wait. Each ', h('code', {}, 'coppice serve'),
      ' on this database brings as many seats as it has workers, and is shown here.')
    : rows(
      ['Host', 'Seats', 'Executing', 'Last heartbeat', 'Up', 'State', ''],
      found.map((worker) => [
        h('span', { title: worker.worker_id }, `${worker.host}, process ${worker.pid}`), worker.slots, worker.tasks_executing,
        `${worker.silent_seconds} s ago`, elapsed(worker.started_at), worker.drain_requested ? 'draining' : 'at work',
        worker.drain_requested ? null : h('button', { type: 'button', onclick: () => drain(worker) }, 'Drain')]));
}

function drain(worker) {
  if (confirm(`Let ${worker.host}, process ${worker.pid}, take no more tasks?`)) {
    attempt(() => post(`/api/v1/workers/${worker.worker_id}/drain`), 'It takes no more tasks.');
  }
}

function drawTrees(found) {
  if (found.length === 0) {
    return h('p', { class: 'empty' }, 'There is none yet. A repository gets its first when a task of it runs; they are kept, cleaned and lent again.');
  }
  const measured = found.filter((tree) => tree.disk_use);
  const bytes = measured.reduce((sum, tree) => sum + tree.disk_use.bytes, 0);
  return [
    h('p', { class: 'small soft' }, `${plural(found.length, 'worktree')}, ${found.filter((tree) => tree.status === 'lent').length} lent`,
      measured.length > 0 ? `, ${size(bytes)} on the disk` : '', measured.length < found.length ? `; ${found.length - measured.length} still to be measured` : ''),
    rows(['Repository', 'Folder', 'State', 'Task', 'Lease', 'Disk'], found.map((tree) => [
      tree.repository ? folder(tree.repository) : '',
      h('span', { class: 'mono small', title: tree.directory }, tree.directory.split('/').slice(-2).join('/')),
      tree.status,
      tree.execution_id ? taskLink(tree.execution_id, tree.task, `${tree.task}, attempt ${tree.attempt}`) : null,
      tree.lease ? h('span', {}, 'for ', elapsed(tree.lease.granted_at), '; ends ', untilThen(tree.lease.until), ' unless renewed') : null,
      diskUse(tree.disk_use)]))];
}

function diskUse(use) {
  return use
    ? h('span', {}, use.complete ? '' : 'more than ', h('b', {}, size(use.bytes)), h('span', { class: 'soft small' }, ` in ${plural(use.files, 'file')}, `, moment(use.measured_at)))
    : h('span', { class: 'soft' }, 'to be measured');
}

function drawLost(lost) {
  return lost.length === 0
    ? h('p', { class: 'empty' }, 'None. A worker loses a lease if it does not renew it in time, because it died, hung, or did not reach the database; its task is queued again.')
    : rows(['When', 'Task', 'Attempt', 'Worker', 'After', 'Why', 'Then'], lost.map((each) => [
      moment(each.lost_at),
      [taskLink(each.execution_id, each.task, `${each.task} ${each.task_title}`), h('div', { class: 'soft small' }, each.plan)],
      each.attempt,
      h('span', { title: each.worker_id }, each.host ?? each.worker_id.slice(0, 8)),
      elapsed(each.started_at, each.lost_at),
      each.counter === 'takeovers' ? 'its data folder was taken over' : 'it was not renewed in time',
      each.task_status === 'queued' ? 'queued again' : each.task_status]));
}

function taskLink(execution, task, words) {
  return h('a', { href: `/executions/${execution}/tasks/${encodeURIComponent(task)}` }, words);
}
