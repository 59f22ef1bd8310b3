// All executions, the newest first, with filters that are part of the address.

import { h, renew, show } from '../dom.js';
import { EXECUTIONS, get } from '../api.js';
import { follow } from '../live.js';
import { go } from '../navigation.js';
import { allowNotifications, canNotify, notify } from '../notices.js';
import { elapsed, folder, moment, money, state } from '../words.js';

const MODES = ['worktree', 'local', 'container', 'dagger', 'kubernetes'];
const STATES = ['queued', 'executing', 'paused', 'completed', 'failed', 'cancelled'];
const GATHER = 400;
const TICK = 1000;

export function executions(place) {
  const body = h('tbody');
  const more = h('div', { class: 'actions' });
  const note = h('div');
  const found = { lines: [], cursor: null };
  show(place,
    h('div', { class: 'row' }, h('h1', { class: 'grow' }, 'Executions'), notifier(), h('a', { class: 'button', href: '/start' }, 'Start a plan')),
    filters(),
    note,
    h('div', { class: 'table list' }, h('table', {},
      h('thead', {}, h('tr', {}, ['Plan', 'Status', 'Progress', 'Repository', 'Mode', 'Agent', 'Started by', 'Started', 'Elapsed', 'Cost', '']
        .map((title) => h('th', { scope: 'col' }, title)))),
      body)),
    more);

  async function read(cursor) {
    const page = await get(`${EXECUTIONS}?${query(cursor)}`);
    found.lines = cursor ? [...found.lines, ...page.executions] : page.executions;
    found.cursor = page.next_cursor;
    draw();
  }

  function draw() {
    renew(body, found.lines.map(line));
    show(note, found.lines.length === 0 ? nothing() : null);
    show(more, found.cursor ? h('button', { type: 'button', onclick: () => read(found.cursor) }, 'Show older ones') : null);
  }

  let timer;
  const refresh = () => { timer ??= setTimeout(() => { timer = undefined; read(null); }, GATHER); };
  const stop = follow('/api/v1/events/stream', { onEvent: (event) => { tellOf(event, found.lines); refresh(); } });
  const tick = setInterval(() => { if (found.lines.some((each) => !each.completed_at)) { draw(); } }, TICK);
  read(null).catch((failure) => show(note, h('p', { class: 'box error' }, failure.message)));
  return { leave: () => { stop(); clearTimeout(timer); clearInterval(tick); } };
}

/** What somebody who looks elsewhere would want to know. */
function tellOf(event, lines) {
  const name = lines.find((each) => each.execution_id === event.execution_id)?.plan ?? event.execution_id;
  const ended = /^execution_(completed|failed|cancelled)$/.exec(event.what);
  if (ended) {
    notify(`${name}: ${ended[1]}`, 'The execution has ended.');
  } else if (event.what === 'approval_requested') {
    notify(`${name}: approval needed`, `Task ${event.task} waits for it.`);
  }
}

function notifier() {
  const isOffered = canNotify() && Notification.permission === 'default';
  const button = h('button', { type: 'button', onclick: async () => { await allowNotifications(); button.remove(); } }, 'Notify me');
  return isOffered ? button : null;
}

function query(cursor) {
  const asked = new URLSearchParams(location.search);
  const parameters = new URLSearchParams({ limit: '50' });
  for (const name of ['status', 'repository', 'plan', 'agent', 'mode']) {
    if (asked.get(name)) {
      parameters.set(name, asked.get(name));
    }
  }
  if (cursor) {
    parameters.set('cursor', cursor);
  }
  return parameters;
}

function filters() {
  const asked = new URLSearchParams(location.search);
  const field = (name, title) => h('label', {}, title, h('input', { name, value: asked.get(name) ?? '', type: 'search' }));
  const choice = (name, title, words) => h('label', {}, title, h('select', { name, onchange: () => apply(form) },
    h('option', { value: '' }, 'any'), words.map((word) => h('option', { value: word, selected: asked.get(name) === word }, word))));
  const form = h('form', { class: 'box fields', role: 'search', onsubmit: (event) => { event.preventDefault(); apply(form); } },
    choice('status', 'Status', STATES), field('plan', 'Plan'), field('repository', 'Repository'), field('agent', 'Agent'), choice('mode', 'Mode', MODES),
    h('div', { class: 'row' }, h('button', {}, 'Search'), asked.size > 0 ? h('a', { href: '/' }, 'Show all') : null));
  return form;
}

function apply(form) {
  const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  go(wanted.size > 0 ? `/?${wanted}` : '/');
}

function line(each) {
  const address = `/executions/${each.execution_id}`;
  return h('tr', {},
    h('td', {}, h('a', { href: address }, each.plan), h('div', { class: 'soft small mono' }, each.execution_id)),
    h('td', {}, state(each.status)),
    h('td', {}, progress(each)),
    h('td', {}, folder(each.repository)),
    h('td', {}, each.execution_mode),
    h('td', {}, each.agent),
    h('td', {}, each.started_by),
    h('td', {}, moment(each.started_at)),
    h('td', { class: 'number' }, elapsed(each.started_at, each.completed_at)),
    h('td', { class: 'number' }, money(each.cost_usd, each.cost_is_estimate)),
    h('td', {}, h('a', { href: `/start?again=${each.execution_id}` }, 'Run again…')));
}

/** How much is done, as a bar and in words. */
export function progress(each) {
  const total = each.tasks_total;
  const share = (number) => `width: ${total ? (100 * number) / total : 0}%`;
  const bar = h('div', { class: 'bar', 'aria-hidden': 'true' });
  for (const [name, number] of [
    ['completed', each.tasks_completed], ['executing', each.tasks_executing], ['failed', each.tasks_failed],
    ['skipped', (each.tasks_skipped ?? 0) + (each.tasks_cancelled ?? 0)]]) {
    const part = h('span', { class: name });
    part.style.cssText = share(number);
    bar.append(part);
  }
  const failed = each.tasks_failed > 0 ? `, ${each.tasks_failed} failed` : '';
  return h('div', {}, bar, h('span', { class: 'small soft' }, `${each.tasks_completed} of ${total}${failed}`));
}

function nothing() {
  const isFiltered = new URLSearchParams(location.search).size > 0;
  return isFiltered
    ? h('p', { class: 'empty' }, 'No execution is like that. ', h('a', { href: '/' }, 'Show all'))
    : h('div', { class: 'empty' },
      h('p', {}, 'Nothing has run here yet. A plan is a Markdown file with batches and tasks; each task gets an agent in a worktree of its own.'),
      h('p', {}, h('a', { class: 'button', href: '/start' }, 'Start a plan'), ' or, on a terminal: ',
        h('code', {}, 'coppice submit plan.md')));
}
