// The services that work on the queue, their seats, their worktrees, and what the queue holds over time.

import { h, show, svg } from '../dom.js';
import { get, post } from '../api.js';
import { attempt } from '../notices.js';
import { duration, elapsed, folder } from '../words.js';
import { rows } from './spending.js';

const LOOK_EVERY = 3000;
const KEPT = 200;
const WIDTH = 640;
const HEIGHT = 120;

const depths = [];

export function workers(place) {
  const queue = h('div');
  const table = h('div');
  const trees = h('div');
  show(place, h('h1', {}, 'Workers'), queue, h('h2', {}, 'Services'), table, h('h2', {}, 'Worktrees of this service'), trees);
  let timer;
  let isClosed = false;

  async function look() {
    try {
      const [found, depth, worktrees] = await Promise.all([get('/api/v1/workers'), get('/api/v1/queue'), get('/api/v1/worktrees')]);
      if (!isClosed) {
        remember(depth);
        show(queue, drawQueue(depth));
        show(table, drawWorkers(found.workers));
        show(trees, drawTrees(worktrees.worktrees));
      }
    } catch (failure) {
      show(queue, h('p', { class: 'box error' }, failure.message));
    }
    if (!isClosed) {
      timer = setTimeout(look, LOOK_EVERY);
    }
  }
  look();
  return { leave: () => { isClosed = true; clearTimeout(timer); } };
}

function remember(depth) {
  depths.push({ at: Date.now(), waiting: depth.tasks.queued, executing: depth.tasks.executing });
  depths.splice(0, Math.max(0, depths.length - KEPT));
}

function drawQueue({ executions, tasks, leases, expired_leases: expired, agents, paused_agents: paused }) {
  return [
    h('div', { class: 'facts' },
      h('span', {}, 'executions ', h('b', {}, Object.entries(executions).map(([word, number]) => `${number} ${word}`).join(', '))),
      h('span', {}, 'tasks that can start ', h('b', {}, tasks.admitted)), h('span', {}, 'waiting for others ', h('b', {}, tasks.blocked)),
      h('span', {}, 'executing ', h('b', {}, tasks.executing)),
      tasks.oldest_waiting_seconds ? h('span', {}, 'the oldest waits for ', h('b', {}, duration(tasks.oldest_waiting_seconds * 1000))) : null,
      h('span', {}, 'leases ', h('b', {}, leases)), expired > 0 ? h('span', { class: 'minus' }, `${expired} expired`) : null),
    chart(),
    agents.length > 0 ? rows(['Agent', 'Can start', 'Waiting', 'Executing'], agents.map((each) =>
      [`${each.agent}${paused.includes(each.agent) ? ' (pauses)' : ''}`, each.tasks.admitted, each.tasks.blocked, each.tasks.executing])) : null,
  ];
}

/** Since this page was opened. */
function chart() {
  if (depths.length < 2) {
    return null;
  }
  const most = Math.max(1, ...depths.map((each) => Math.max(each.waiting, each.executing)));
  const begin = depths[0].at;
  const time = Math.max(1, depths.at(-1).at - begin);
  const line = (key) => depths.map((each) => `${((WIDTH * (each.at - begin)) / time).toFixed(1)},${(HEIGHT - (HEIGHT - 12) * each[key] / most).toFixed(1)}`).join(' ');
  return h('figure', { class: 'drawing' },
    svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT + 4}`, width: WIDTH, height: HEIGHT, role: 'img', 'aria-label': 'Queued and executing tasks since this page was opened' },
      svg('polyline', { points: line('waiting'), fill: 'none', stroke: 'var(--amber)', 'stroke-width': 2 }),
      svg('polyline', { points: line('executing'), fill: 'none', stroke: 'var(--blue)', 'stroke-width': 2 })),
    h('figcaption', { class: 'small soft' }, `Queued (amber) and executing (blue) tasks over the last ${duration(time)}; at most ${most}.`));
}

function drawWorkers(found) {
  return found.length === 0 ? h('p', { class: 'empty' }, 'No service works on the queue.') : rows(
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
  return found.length === 0 ? h('p', { class: 'empty' }, 'There is none yet; each repository gets some when a task runs.') : rows(
    ['Repository', 'Folder', 'State', 'Task'],
    found.map((tree) => [tree.repository ? folder(tree.repository) : '', h('span', { class: 'mono small' }, tree.directory), tree.status,
      tree.execution_id ? h('a', { href: `/executions/${tree.execution_id}/tasks/${encodeURIComponent(tree.task)}` }, `${tree.task}, attempt ${tree.attempt}`) : null]));
}
