// Every task as a card: a section for each batch, a column for each state. Only what changed is drawn again.

import { h, show } from '../dom.js';
import { column } from '../model.js';
import { elapsed, money, plural, state } from '../words.js';
import { waiting } from './waiting.js';

const COLUMNS = { queued: 'Queued', executing: 'Executing', verifying: 'Verifying', landing: 'Landing', completed: 'Completed', failed: 'Failed' };

export function board(place, model) {
  const sections = new Map();
  const cards = new Map();

  function build() {
    sections.clear();
    cards.clear();
    show(place, model.batches.map((batch) => {
      const section = makeSection(batch);
      sections.set(batch.batch_number, section);
      batch.tasks.forEach((task) => put(task));
      drawSection(batch);
      return section.whole;
    }));
  }

  function put(task) {
    const section = sections.get(task.batch_number);
    const old = cards.get(task.task_number);
    const at = column(task);
    const card = makeCard(model, task, at);
    if (old?.at === at) {
      old.card.replaceWith(card);
    } else {
      old?.card.remove();
      insert(section.columns[at].cards, card);
    }
    cards.set(task.task_number, { card, at });
  }

  function drawSection(batch) {
    const section = sections.get(batch.batch_number);
    const done = batch.tasks.filter((task) => column(task) === 'completed').length;
    show(section.summary, h('h2', {}, `${batch.number ? `Batch ${batch.number}: ` : ''}${batch.title}`), state(batch.status),
      h('span', { class: 'soft small' }, `${done} of ${plural(batch.tasks.length, 'task')}`),
      batch.cost_usd ? h('span', { class: 'soft small' }, money(batch.cost_usd, batch.cost_is_estimate)) : null);
    for (const [name, each] of Object.entries(section.columns)) {
      const number = each.cards.childElementCount;
      show(each.head, `${COLUMNS[name]}${number > 0 ? ` · ${number}` : ''}`);
      each.whole.toggleAttribute('data-empty', number === 0);
    }
  }

  const stop = model.observe((numbers) => {
    if (numbers === null) {
      model.tasks().forEach(put);
      model.batches.forEach(drawSection);
    } else if (numbers.size > 0) {
      const tasks = [...numbers].map((number) => model.task(number)).filter(Boolean);
      tasks.forEach(put);
      const touched = new Set(tasks.map((task) => task.batch_number));
      model.batches.filter((batch) => touched.has(batch.batch_number)).forEach(drawSection);
    }
  });
  build();
  requestAnimationFrame(() => performance.mark('coppice-board'));
  return stop;
}

function makeSection(batch) {
  const columns = {};
  for (const name of Object.keys(COLUMNS)) {
    const head = h('h3');
    const cards = h('div', { class: 'cards' });
    columns[name] = { head, cards, whole: h('div', { class: 'column' }, head, cards) };
  }
  const summary = h('summary');
  const whole = h('details', { class: 'batch', open: batch.status !== 'completed' }, summary,
    h('div', { class: 'columns' }, Object.values(columns).map((each) => each.whole)));
  return { whole, summary, columns };
}

/** In the plan's order within its column. */
function insert(cards, card) {
  const next = [...cards.children].find((each) => Number(each.dataset.place) > Number(card.dataset.place));
  cards.insertBefore(card, next ?? null);
}

function makeCard(model, task, at) {
  const batch = model.batches.find((each) => each.batch_number === task.batch_number);
  const tries = task.attempts.length > 1 ? `attempt ${task.attempts.length}` : null;
  return h('a', {
    class: `card ${at}`,
    href: `/executions/${model.id}/tasks/${encodeURIComponent(task.task_number)}`,
    'data-place': batch.tasks.indexOf(task),
    'data-task': task.task_number,
  },
  h('span', { class: 'mono' }, task.task_number), ' ', task.task_title,
  h('div', { class: 'meta' },
    at === 'executing' || task.status === 'skipped' || task.status === 'cancelled' ? h('span', {}, task.phase ?? task.status) : null,
    task.started_at ? h('span', {}, elapsed(task.started_at, task.completed_at)) : null,
    tries, money(task.cost_usd, task.cost_is_estimate),
    at === 'queued' ? h('span', {}, waiting(model, task)) : null,
    at === 'failed' && task.reason ? h('span', {}, task.reason) : null));
}
