// The merge queue: what is about to land, in its order, and what has landed.

import { h, show } from '../dom.js';
import { elapsed, moment, state } from '../words.js';

export function landings(place, model) {
  function draw() {
    const tasks = model.tasks();
    const current = (task) => task.attempts.at(-1);
    const queue = tasks.filter((task) => task.phase === 'landing').sort(by((task) => current(task)?.started_at));
    const checked = tasks.filter((task) => task.phase === 'verifying').sort(by((task) => current(task)?.started_at));
    const landed = tasks.filter((task) => task.commits.length > 0).sort(by((task) => task.completed_at)).reverse();
    show(place,
      h('p', { class: 'soft small' }, 'One task lands after the other. If the result has moved while it worked, its checks run again on the merged tree.'),
      h('h2', {}, `Landing now (${queue.length})`), table(model, queue, 'Nothing is landing.'),
      h('h2', {}, `Being checked (${checked.length})`), table(model, checked, 'Nothing is being checked.'),
      h('h2', {}, `Landed (${landed.length})`), table(model, landed, 'Nothing has landed yet.'));
  }
  draw();
  return model.observe((numbers) => { if (numbers === null || numbers.size > 0) { draw(); } });
}

function by(key) {
  return (one, other) => String(key(one) ?? '').localeCompare(String(key(other) ?? ''));
}

function table(model, tasks, empty) {
  return tasks.length === 0 ? h('p', { class: 'soft' }, empty) : h('div', { class: 'table' }, h('table', {},
    h('thead', {}, h('tr', {}, ['Task', 'State', 'Commit', 'Since', 'Took'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, tasks.map((task) => h('tr', {},
      h('td', {}, h('a', { href: `/executions/${model.id}/tasks/${encodeURIComponent(task.task_number)}` }, h('span', { class: 'mono' }, task.task_number), ` ${task.task_title}`)),
      h('td', {}, state(task.phase ?? task.status)),
      h('td', { class: 'mono' }, task.commits[0]?.slice(0, 10)),
      h('td', {}, moment(task.completed_at ?? task.started_at)),
      h('td', { class: 'number' }, elapsed(task.started_at, task.completed_at)))))));
}
