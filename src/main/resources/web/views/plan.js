// The plan as it was given, with the live state beside every task.

import { h, show } from '../dom.js';
import { execution, get, text } from '../api.js';
import { rendered } from '../markdown.js';
import { state } from '../words.js';

export function planPage(place, model) {
  const states = new Map();
  let isClosed = false;
  show(place, h('p', { class: 'empty' }, 'Reading the plan…'));
  (async () => {
    const [plan, source] = await Promise.all([get(`${execution(model.id)}/plan`), text(`${execution(model.id)}/plan/source`)]);
    model.plan = plan;
    if (!isClosed) {
      build(plan, source.split('\n'));
    }
  })();

  function build(plan, lines) {
    const starts = plan.batches.flatMap((batch) => batch.tasks.map((task) => task.line)).sort((one, other) => one - other);
    const first = starts[0] ?? lines.length + 1;
    show(place, h('div', { class: 'plan' },
      first > 1 ? shown(beginning(lines.slice(0, first - 1))) : null,
      plan.batches.map((batch) => [
        h('h2', {}, `${batch.id ? `Batch ${batch.id}: ` : ''}${batch.title}`),
        batch.tasks.map((task) => section(task, bodyOf(task, starts, lines)))])));
    model.tasks().forEach(paint);
  }

  function section(task, body) {
    const word = h('span');
    states.set(task.id, word);
    return h('section', { class: 'task' },
      h('h3', {}, h('a', { href: `/executions/${model.id}/tasks/${encodeURIComponent(task.id)}` }, `${task.id} ${task.title}`), ' ', word),
      task.depends_on.length > 0 ? h('p', { class: 'soft small' }, `after ${task.depends_on.join(', ')}`) : null,
      shown(body));
  }

  function paint(task) {
    const word = states.get(task.task_number);
    if (word) {
      show(word, state(task.phase ?? task.status));
    }
  }

  const stop = model.observe((numbers) => (numbers === null ? model.tasks() : [...numbers].map((number) => model.task(number)).filter(Boolean)).forEach(paint));
  return () => { isClosed = true; stop(); };
}

/** Without the heading of the first batch, which is shown with its tasks. */
function beginning(lines) {
  const last = lines.findLastIndex((line) => /^#+\s/.test(line));
  return (last > 0 ? lines.slice(0, last) : lines).join('\n').trim();
}

/** In its place at once, and as it is meant as soon as that can be. */
export function shown(text) {
  const place = h('div', { class: 'markdown' });
  rendered(text).then((nodes) => show(place, nodes));
  return place;
}

/** The lines of the plan from below a task's heading to the next task, or to a heading above tasks. */
export function bodyOf(task, starts, lines) {
  const next = starts.find((line) => line > task.line) ?? lines.length + 1;
  const level = /^#+/.exec(lines[task.line - 1])?.[0].length ?? 7;
  const body = lines.slice(task.line, next - 1);
  let isFenced = false;
  const end = body.findIndex((line) => {
    isFenced = /^\s*(```|~~~)/.test(line) ? !isFenced : isFenced;
    return !isFenced && (/^(#+)\s/.exec(line)?.[1].length ?? 7) < level;
  });
  return body.slice(0, end < 0 ? body.length : end).join('\n').trim();
}
