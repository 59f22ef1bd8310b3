// A task's drawer: what it is to do, what its attempts did, what they changed, and what can be done about it.

import { h, show } from '../dom.js';
import { execution, get, post, task as pathOf, text } from '../api.js';
import { advice } from './advice.js';
import { decide } from './decision.js';
import { diffOf } from './diff.js';
import { log } from './log.js';
import { bodyOf, shown } from './plan.js';
import { prompt } from './prompt.js';
import { reasonsOf } from './waiting.js';
import { attempt as attempting } from '../notices.js';
import { go } from '../navigation.js';
import { elapsed, moment, money, state, tokens } from '../words.js';

const TABS = { task: 'Task', stream: 'Agent', prompt: 'Prompt', diff: 'Diff', attempts: 'Attempts' };

/** Gives a drawer that shows one task at a time, or none. */
export function drawer(place, model) {
  const now = { number: null, tab: null, back: '/', close: () => {} };

  function draw() {
    const task = model.task(now.number);
    if (!task) {
      return;
    }
    const head = place.querySelector('.head');
    show(head,
      h('div', { class: 'row' },
        h('h1', { class: 'grow', id: 'task-title' }, h('span', { class: 'mono' }, task.task_number), ` ${task.task_title}`),
        state(task.phase ?? task.status),
        h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: () => go(now.back) }, '✕')),
      facts(task), actions(model, task),
      h('nav', { class: 'tabs', 'aria-label': 'Views of this task' }, Object.entries(TABS).map(([key, words]) =>
        h('button', { type: 'button', class: 'quiet', 'aria-current': key === now.tab ? 'page' : null, onclick: () => openTab(key) }, words))));
  }

  function openTab(key) {
    now.close();
    now.tab = key;
    const content = h('div');
    show(place.querySelector('.content'), content);
    now.close = VIEWS[key](content, model, now.number) ?? (() => {});
    draw();
  }

  function open(number, back) {
    now.back = back;
    if (number === now.number) {
      return;
    }
    now.close();
    now.close = () => {};
    now.number = number;
    place.hidden = !number || !model.task(number);
    if (place.hidden) {
      show(place);
      return;
    }
    place.setAttribute('role', 'dialog');
    place.setAttribute('aria-labelledby', 'task-title');
    show(place, h('div', { class: 'head' }), h('div', { class: 'content', tabindex: '0' }));
    const task = model.task(number);
    openTab(task.status === 'executing' ? 'stream' : 'task');
    place.querySelector('.content').focus({ preventScroll: true });
  }

  const onKey = (event) => { if (event.key === 'Escape' && now.number && !document.querySelector('dialog[open]')) { go(now.back); } };
  document.addEventListener('keydown', onKey);
  model.observe((numbers) => { if (now.number && (numbers === null || numbers.has(now.number))) { draw(); } });
  return { open, close: () => { document.removeEventListener('keydown', onKey); open(null, '/'); } };
}

const VIEWS = {
  task: about,
  stream: (place, model, number) => log(place, model, number),
  prompt,
  diff: lastDiff,
  attempts: attemptsOf,
};

function facts(task) {
  const last = task.attempts.at(-1);
  return h('div', { class: 'facts' },
    task.started_at ? h('span', {}, 'started ', moment(task.started_at)) : null,
    task.started_at ? h('span', {}, 'took ', h('b', {}, elapsed(task.started_at, task.completed_at))) : null,
    last ? h('span', {}, 'agent ', h('b', {}, last.agent), last.model ? ` (${last.model})` : '') : null,
    task.cost_usd ? h('span', {}, 'cost ', h('b', {}, money(task.cost_usd, task.cost_is_estimate))) : null,
    tokens(task.tokens),
    task.commits.map((commit) => h('span', {}, 'commit ', h('code', { title: commit }, commit.slice(0, 10)))),
    task.pr_url && /^https?:/.test(task.pr_url) ? h('a', { href: task.pr_url, rel: 'noopener noreferrer', target: '_blank' }, `#${task.pr_number}`) : null);
}

/** What a person may decide about a task, and what the question says. */
const DECISIONS = {
  retry: {
    name: 'Retry…', kind: 'primary', done: 'It is queued again.', title: 'Try it again', button: 'Retry',
    about: 'It is queued again, with what was skipped because of it.', label: 'Words for its agent, if there are any',
  },
  approve: {
    name: 'Approve…', kind: 'primary', done: 'Approved.', title: 'Let it begin', button: 'Approve',
    about: 'It begins as soon as a worker is free.', label: 'Words for its agent, if there are any',
  },
  reject: {
    name: 'Reject…', kind: 'danger', done: 'Rejected.', title: 'Do not let it begin', button: 'Reject',
    about: 'It is cancelled, and what needs it is skipped. If it is retried, its agent is told why it was rejected.', label: 'Why not?',
  },
  cancel: {
    name: 'Cancel task…', kind: 'danger', done: 'It is being cancelled.', title: 'Cancel this task', button: 'Cancel task',
    about: 'Its agent is ended and its work kept; what needs it is skipped. The execution goes on. A retry brings it back.',
  },
};

function offered(task) {
  const isAsked = task.approval?.state === 'requested' && task.status === 'queued';
  const isOpen = ['queued', 'executing'].includes(task.status) && !task.cancel_requested;
  return [
    ['failed', 'cancelled'].includes(task.status) ? 'retry' : null,
    isAsked ? 'approve' : null,
    isAsked ? 'reject' : null,
    isOpen ? 'cancel' : null,
  ].filter(Boolean);
}

function actions(model, task) {
  return h('div', { class: 'actions' },
    offered(task).map((verb) => h('button', { type: 'button', class: DECISIONS[verb].kind, onclick: () => act(model, task, verb) }, DECISIONS[verb].name)),
    task.cancel_requested ? h('span', { class: 'soft' }, 'It is being stopped.') : null);
}

async function act(model, task, verb) {
  const decision = DECISIONS[verb];
  const words = await decide({ ...decision, title: `${decision.title}: ${task.task_number} ${task.task_title}` });
  if (words !== null) {
    await attempting(async () => {
      await post(`${pathOf(model.id, task.task_number)}/${verb}`, words ? { comment: words } : {});
      await model.refresh();
    }, decision.done);
  }
}

/** What the plan says, what keeps it or has gone wrong, and what to do then. */
function about(place, model, number) {
  const body = h('div');
  const standing = h('div');
  show(place, standing, h('h2', {}, 'In the plan'), body);
  const draw = () => {
    const task = model.task(number);
    const reasons = task.status === 'queued' ? reasonsOf(model, task) : [];
    show(standing,
      reasons.length > 0 ? h('div', { class: 'box warning' }, h('b', {}, 'Why it waits'), h('ul', {}, reasons.map((reason) => h('li', {}, reason)))) : null,
      task.error ? h('div', { class: 'box error' }, h('b', {}, task.reason ?? 'failed'), h('pre', {}, task.error), h('p', {}, advice(task.reason))) : null);
  };
  draw();
  (async () => {
    const [plan, source] = await Promise.all([model.plan ?? get(`${execution(model.id)}/plan`), text(`${execution(model.id)}/plan/source`)]);
    model.plan = plan;
    const planned = plan.batches.flatMap((batch) => batch.tasks);
    const task = planned.find((each) => each.id === number);
    const starts = planned.map((each) => each.line).sort((one, other) => one - other);
    show(body,
      shown(bodyOf(task, starts, source.split('\n')) || 'The plan says nothing more.'),
      list('Files', task.files), list('Checks', task.verification), list('Needs', task.depends_on));
  })().catch((failure) => show(body, h('p', { class: 'soft' }, failure.message)));
  return model.observe(draw);
}

function list(title, texts) {
  return texts.length === 0 ? null : [h('h3', {}, title), h('ul', {}, texts.map((each) => h('li', {}, h('code', {}, each))))];
}

function lastDiff(place, model, number) {
  const attempts = model.task(number).attempts.filter((each) => each.commit);
  if (attempts.length === 0) {
    show(place, h('p', { class: 'empty' }, 'No attempt has kept any work yet.'));
    return null;
  }
  return diffOf(place, `${pathOf(model.id, number)}/attempts/${attempts.at(-1).number}`);
}

function attemptsOf(place, model, number) {
  const draw = () => {
    const task = model.task(number);
    show(place, task.attempts.length === 0 ? h('p', { class: 'empty' }, 'No attempt has begun.') : h('div', { class: 'table' }, h('table', {},
      h('thead', {}, h('tr', {}, ['#', 'Status', 'Agent', 'Began', 'Took', 'Cost', 'Commit', 'What went wrong'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, task.attempts.map((each) => h('tr', {},
        h('td', {}, each.number), h('td', {}, state(each.status)), h('td', {}, each.agent, each.model ? ` (${each.model})` : ''),
        h('td', {}, moment(each.started_at)), h('td', { class: 'number' }, elapsed(each.started_at, each.ended_at)),
        h('td', { class: 'number' }, money(each.cost_usd, each.cost_is_estimate)),
        h('td', { class: 'mono' }, each.commit?.slice(0, 10)),
        h('td', { class: 'small' }, each.reason ? `${each.reason}: ` : '', each.error)))))));
  };
  draw();
  return model.observe(draw);
}
