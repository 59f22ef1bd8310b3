// What came of the execution, on a page to be printed or taken along as a file.

import { h, show } from '../dom.js';
import { execution, save } from '../api.js';
import { attempt } from '../notices.js';
import { elapsed, money, plural, state } from '../words.js';
import { rows } from './spending.js';

const FILES = { 'report.md': ['Markdown', 'md'], report: ['JSON', 'json'], 'report.xml': ['JUnit XML', 'xml'] };

export function summary(place, model) {
  const page = h('div', { class: 'summary' });
  show(place,
    h('div', { class: 'actions' },
      h('button', { type: 'button', class: 'primary', onclick: () => window.print() }, 'Print'),
      Object.entries(FILES).map(([name, [words, ending]]) => h('button', {
        type: 'button', onclick: () => attempt(() => save(`${execution(model.id)}/${name}`, `${model.id}.${ending}`)),
      }, words))),
    page);
  const draw = () => show(page, result(model.status), model.batches.map((batch) => section(model, batch)), failures(model));
  draw();
  return model.observe((numbers) => { if (numbers === null || numbers.size > 0) { draw(); } });
}

function result(status) {
  const counts = [['completed', status.tasks_completed], ['failed', status.tasks_failed], ['skipped', status.tasks_skipped], ['cancelled', status.tasks_cancelled]]
    .filter(([word, number]) => number > 0 || word === 'completed').map(([word, number]) => `${number} ${word}`).join(', ');
  return [
    h('p', {}, `Of ${plural(status.tasks_total, 'task')}: `, h('b', {}, counts), '.'),
    h('p', {}, 'The result is commit ', h('code', {}, status.result_commit.slice(0, 10)), ' on the branch ', h('code', {}, status.result_branch),
      ', made from ', h('code', {}, status.base_commit.slice(0, 10)), '.'),
  ];
}

function section(model, batch) {
  return [
    h('h2', {}, `${batch.number ? `Batch ${batch.number}: ` : ''}${batch.title}`),
    rows(['Task', 'State', 'Attempts', 'Time', 'Cost', 'Commit'], batch.tasks.map((task) => [
      h('a', { href: `/executions/${model.id}/tasks/${encodeURIComponent(task.task_number)}` }, h('span', { class: 'mono' }, task.task_number), ` ${task.task_title}`),
      [state(task.phase ?? task.status), task.reason ? h('div', { class: 'small soft' }, task.reason) : null],
      task.attempts.length, elapsed(task.started_at, task.completed_at), money(task.cost_usd, task.cost_is_estimate),
      h('span', { class: 'mono' }, task.commits[0]?.slice(0, 10) ?? '')])),
  ];
}

function failures(model) {
  const failed = model.tasks().filter((task) => task.status === 'failed' && task.attempts.at(-1)?.error);
  return failed.length === 0 ? null : [
    h('h2', {}, 'What failed'),
    failed.map((task) => [h('h3', {}, `${task.task_number} ${task.task_title}`), h('pre', {}, task.attempts.at(-1).error)]),
  ];
}
