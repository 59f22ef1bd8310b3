// One execution: its head, its tabs, and the drawer of the task that the address names.

import { h, renew, show } from '../dom.js';
import { EXECUTIONS, execution as pathOf, post } from '../api.js';
import { Execution, isOver } from '../model.js';
import { allowNotifications, attempt, canNotify, notify } from '../notices.js';
import { elapsed, folder, moment, money, plural, state, tokens } from '../words.js';
import { runAgain } from './again.js';
import { board } from './board.js';
import { events } from './events.js';
import { progress } from './executions.js';
import { graph } from './graph.js';
import { landings } from './landings.js';
import { spending } from './spending.js';
import { planPage } from './plan.js';
import { summary } from './summary.js';
import { drawer } from './task.js';
import { timeline } from './timeline.js';
import { diffOf } from './diff.js';

const TABS = {
  board: ['Board', board],
  timeline: ['Time line', timeline],
  graph: ['Graph', graph],
  landings: ['Merge queue', landings],
  spending: ['Money and limits', spending],
  events: ['Events', events],
  changes: ['Changes', (place, model) => diffOf(place, pathOf(model.id))],
  plan: ['Plan', planPage],
  summary: ['Summary', summary],
};
const TICK = 1000;

export function execution(place, id, view, number) {
  const model = new Execution(id);
  const head = h('div');
  const tabs = h('nav', { class: 'tabs', 'aria-label': 'Views of this execution' });
  const content = h('div');
  const aside = drawer(document.getElementById('drawer'), model);
  let tab = null;
  let close = () => {};
  show(place, head, tabs, content);
  show(content, h('p', { class: 'empty' }, 'Loading…'));

  function drawHead() {
    if (model.status) {
      renew(head, title(model), facts(model.status), warnings(model.status), actions(model));
      document.title = `${model.status.tasks_completed}/${model.status.tasks_total} ${model.status.plan} – Coppice`;
      tellConnection(model);
    }
  }

  function open(next) {
    const name = TABS[next] ? next : 'board';
    if (name !== tab) {
      close();
      tab = name;
      const at = h('div');
      show(content, at);
      close = TABS[name][1](at, model) ?? (() => {});
    }
    show(tabs, Object.entries(TABS).map(([key, [words]]) =>
      h('a', { href: `/executions/${id}/${key}`, 'aria-current': key === tab ? 'page' : null }, words)));
  }

  function update(otherId, next, task) {
    if (otherId !== id) {
      return false;
    }
    if (model.status) {
      open(next === 'tasks' ? tab ?? 'board' : next);
      aside.open(next === 'tasks' ? task : null, `/executions/${id}/${tab}`);
    }
    return true;
  }

  const known = { isOver: true, asked: new Set() };
  model.observe(() => {
    drawHead();
    tellOfNews(model, known);
  });
  model.begin().then(() => {
    tellOfNews(model, known);
    drawHead();
    update(id, view, number);
  }, (failure) => show(content, h('div', { class: 'box error' }, h('p', {}, failure.message), h('a', { href: '/' }, 'All executions'))));
  const tick = setInterval(() => { if (!isOver(model.status)) { drawHead(); } }, TICK);

  return {
    update,
    leave: () => {
      clearInterval(tick);
      close();
      aside.close();
      model.end();
      document.title = 'Coppice';
      show(document.getElementById('connection'));
    },
  };
}

/** Ends, and tasks that a person is to approve, since the last look. */
function tellOfNews(model, known) {
  const { status } = model;
  if (!known.isOver && isOver(status)) {
    notify(`${status.plan}: ${status.status}`, `${status.tasks_completed} of ${status.tasks_total} tasks completed`);
  }
  known.isOver = isOver(status);
  for (const task of model.tasks()) {
    const isAsked = task.approval?.state === 'requested';
    if (isAsked && !known.asked.has(task.task_number)) {
      notify(`${status.plan}: approval needed`, `${task.task_number} ${task.task_title}`);
    }
    known.asked[isAsked ? 'add' : 'delete'](task.task_number);
  }
}

function title(model) {
  const { status } = model;
  return h('div', { class: 'row' }, h('h1', { class: 'grow' }, status.plan), state(status.status),
    progress(status));
}

function facts(status) {
  const fact = (name, value) => (value ? h('span', {}, `${name} `, h('b', {}, value)) : null);
  return h('div', { class: 'facts' },
    h('span', { class: 'mono' }, status.execution_id),
    fact('repository', folder(status.repository)), fact('mode', status.execution_mode), fact('agent', status.agent),
    fact('by', status.started_by), fact('started', moment(status.started_at)),
    fact('elapsed', elapsed(status.started_at, status.completed_at)),
    fact('cost', money(status.cost_usd, status.cost_is_estimate)), fact('', tokens(status.tokens)),
    fact('result', h('code', {}, status.result_branch)));
}

function warnings(status) {
  const box = (text) => h('p', { class: 'box warning' }, text);
  return [
    status.pause_reason ? box(`Paused (${status.pause_reason})${status.pause_detail ? `: ${status.pause_detail}` : ''}`) : null,
    status.agent_pauses.map((pause) => box(h('span', {}, `${pause.agent} pauses (${pause.reason}) until `, moment(pause.paused_until),
      pause.fallback ? `; ${pause.fallback} does its tasks meanwhile` : ''))),
    status.budgets.map((each) => box(`${money(each.spent_usd)} of the ${each.scope}'s budget of ${money(each.budget_usd)} are spent`)),
    status.deadline_at && !isOver(status) ? h('p', { class: 'small soft' }, 'What is not done by ', moment(status.deadline_at), ' fails.') : null,
  ];
}

function actions(model) {
  const { status } = model;
  const steer = (verb, done, body) => attempt(async () => {
    await post(`${EXECUTIONS}/${model.id}/${verb}`, body);
    await model.refresh();
  }, done);
  const button = (isOffered, text, act, kind = '') => (isOffered ? h('button', { type: 'button', class: kind, onclick: act }, text) : null);
  const hasFailed = status.tasks_failed + status.tasks_skipped + status.tasks_cancelled > 0;
  return h('div', { class: 'actions' },
    button(['queued', 'executing'].includes(status.status), 'Pause', () => steer('pause', 'No more tasks are started.')),
    button(status.status === 'paused', 'Resume', () => steer('resume', 'It goes on.'), 'primary'),
    button(isOver(status) && hasFailed, 'Retry what failed', () => steer('retry', 'It is queued again.'), 'primary'),
    button(!isOver(status), 'Cancel', () => confirm(`Cancel ${status.plan}? Work of running agents is kept.`) && steer('cancel', 'It is being cancelled.'), 'danger'),
    button(isOver(status), 'Run again', () => attempt(() => runAgain(model.id))),
    h('a', { class: 'button', href: `/start?again=${model.id}` }, 'Change and run'),
    button(!isOver(status) && canNotify() && Notification.permission === 'default', 'Notify me', allowNotifications),
    status.active_prs.map((each) => h('a', { class: 'button', href: /^https?:/.test(each.url) ? each.url : null, rel: 'noopener noreferrer', target: '_blank' }, `#${each.pr_number} ${each.status}`)),
    h('span', { class: 'soft small' }, plural(status.total_batches, 'batch', 'batches')));
}

function tellConnection(model) {
  const words = { live: '● live', waiting: '○ connecting…', ended: '', refused: '○ no live events' };
  show(document.getElementById('connection'), words[model.connection]);
}
