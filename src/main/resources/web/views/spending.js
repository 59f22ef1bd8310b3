// What the execution costs against what it may, and until when agents pause.

import { h, show } from '../dom.js';
import { get } from '../api.js';
import { elapsed, moment, money, tokens } from '../words.js';

const LOOK_EVERY = 10_000;
const MOST_TASKS = 50;

export function spending(place, model) {
  const agents = h('div');
  const costs = h('div');
  show(place, costs, h('h2', {}, 'Agents'), agents);

  function draw() {
    const { status } = model;
    const dear = model.tasks().filter((task) => task.cost_usd !== null || task.tokens).sort((one, other) => Number(other.cost_usd ?? 0) - Number(one.cost_usd ?? 0));
    show(costs, h('h2', {}, 'Budgets'), budgets(status),
      h('h2', {}, 'Batches'), rows(['Batch', 'Cost', 'Tokens'], model.batches.map((batch) =>
        [`${batch.number} ${batch.title}`, money(batch.cost_usd, batch.cost_is_estimate), tokens(batch.tokens)])),
      h('h2', {}, 'Tasks, the dearest first'),
      dear.length === 0 ? h('p', { class: 'soft' }, 'No agent has told what it costs.') : rows(['Task', 'Attempts', 'Cost', 'Tokens'],
        dear.slice(0, MOST_TASKS).map((task) => [
          h('a', { href: `/executions/${model.id}/tasks/${encodeURIComponent(task.task_number)}` }, `${task.task_number} ${task.task_title}`),
          task.attempts.length, money(task.cost_usd, task.cost_is_estimate), tokens(task.tokens)])));
  }

  async function look() {
    const found = await get('/api/v1/agents');
    show(agents, rows(['Agent', 'State', 'Pauses until', 'Why'], found.agents.map((agent) => [
      agent.name,
      agent.paused_until ? 'pauses' : agent.available ? 'available' : agent.missing ?? 'not available',
      agent.paused_until ? h('span', {}, moment(agent.paused_until), ` (in ${elapsed(new Date().toISOString(), agent.paused_until)})`) : null,
      agent.pause_detail ?? agent.pause_reason])));
  }

  draw();
  look();
  const timer = setInterval(look, LOOK_EVERY);
  const stop = model.observe((numbers) => { if (numbers === null || numbers.size > 0) { draw(); } });
  return () => { clearInterval(timer); stop(); };
}

function budgets(status) {
  const limits = [['the execution', status.budget_usd, status.cost_usd], ['each batch', status.batch_budget_usd], ['each task', status.task_budget_usd], ['each attempt', status.attempt_budget_usd]]
    .filter(([, budget]) => budget !== null);
  const spent = h('p', {}, 'Spent so far: ', h('b', {}, money(status.cost_usd, status.cost_is_estimate) || 'nothing that is known'), ' ', tokens(status.tokens));
  return [spent, limits.length === 0 ? h('p', { class: 'soft' }, 'There is no budget: agents may spend what they need.') : limits.map(([whose, budget, used]) =>
    h('p', {}, `Budget of ${whose}: `, h('b', {}, money(budget)), used ? meter(Number(used), Number(budget)) : null))];
}

function meter(used, budget) {
  return h('meter', { min: 0, max: budget, high: budget * 0.8, value: Math.min(used, budget), 'aria-label': 'Share of the budget that is spent' });
}

export function rows(heads, lines) {
  return h('div', { class: 'table' }, h('table', {},
    h('thead', {}, h('tr', {}, heads.map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, lines.map((line) => h('tr', {}, line.map((cell) => h('td', {}, cell ?? '')))))));
}
