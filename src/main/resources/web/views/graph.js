// Which task needs which: layers from left to right, with states as colours and, for what waits, why.

import { h, show, svg } from '../dom.js';
import { execution, get } from '../api.js';
import { column } from '../model.js';
import { tasksOf } from './plans.js';
import { reasonsOf } from './waiting.js';

const WIDTH = 190;
const HEIGHT = 44;
const ACROSS = 70;
const DOWN = 14;
const LONGEST_TITLE = 25;

export function graph(place, model) {
  const nodes = new Map();
  let isClosed = false;
  show(place, h('p', { class: 'empty' }, 'Reading the plan…'));
  (async () => {
    const plan = model.plan ??= await get(`${execution(model.id)}/plan`);
    if (!isClosed) {
      build(tasksOf(plan));
    }
  })();

  function build(planned) {
    const places = layout(planned);
    const edges = [...planned.values()].flatMap((task) =>
      task.parents.filter((parent) => places.has(parent)).map((parent) => edge(parent, task.number, places)));
    for (const task of planned.values()) {
      nodes.set(task.number, node(model, task, places.get(task.number)));
    }
    const all = [...places.values()];
    const width = Math.max(...all.map((each) => each.x)) + WIDTH + 20;
    const height = Math.max(...all.map((each) => each.y)) + HEIGHT + 20;
    const drawing = svg('svg', { width, height }, edges.map((each) => each.path), [...nodes.values()].map((each) => each.link));
    drawing.addEventListener('pointerover', (event) => mark(event.target.closest('.node')?.dataset.task, edges));
    drawing.addEventListener('focusin', (event) => mark(event.target.closest('.node')?.dataset.task, edges));
    show(place,
      h('p', { class: 'soft small' }, 'A task starts when all that it needs is part of the result. Batches follow one another unless the plan says otherwise.'),
      h('div', { class: 'drawing', tabindex: '0', role: 'group', 'aria-label': 'Graph of dependencies' }, drawing));
    model.tasks().forEach(paint);
  }

  function paint(task) {
    const found = nodes.get(task.task_number);
    if (found) {
      found.link.setAttribute('class', `node ${column(task)}`);
      const reasons = column(task) === 'queued' ? reasonsOf(model, task) : [];
      const words = `${task.task_number} ${task.task_title}: ${task.phase ?? task.status}${reasons.length > 0 ? `, ${reasons.join('; ')}` : ''}`;
      found.title.textContent = words;
      found.state.textContent = reasons[0] ?? task.phase ?? task.status;
      found.link.setAttribute('aria-label', words);
    }
  }

  const stop = model.observe((numbers) => (numbers === null ? model.tasks() : [...numbers].map((number) => model.task(number)).filter(Boolean)).forEach(paint));
  return () => { isClosed = true; stop(); };
}

/** A task lies one layer behind the last of those that it needs, and no earlier than its batch. */
function layout(planned) {
  const layers = new Map();
  const depth = (number, path) => {
    if (layers.has(number) || path.has(number)) {
      return layers.get(number) ?? 0;
    }
    const parents = planned.get(number).parents.filter((parent) => planned.has(parent));
    const found = Math.max(0, ...parents.map((parent) => depth(parent, new Set([...path, number])) + 1));
    layers.set(number, found);
    return found;
  };
  let first = 0;
  const batches = Map.groupBy(planned.values(), (task) => task.batch);
  for (const tasks of [...batches.entries()].sort(([one], [other]) => one - other).map(([, list]) => list)) {
    const own = tasks.map((task) => depth(task.number, new Set()));
    tasks.forEach((task, index) => layers.set(task.number, Math.max(own[index], first)));
    settle(tasks, layers);
    first = Math.max(...tasks.map((task) => layers.get(task.number))) + 1;
  }
  return places(planned, layers);
}

function settle(tasks, layers) {
  const numbers = new Set(tasks.map((task) => task.number));
  for (let round = 0; round < tasks.length; round++) {
    let moved = false;
    for (const task of tasks) {
      const least = Math.max(0, ...task.parents.filter((parent) => numbers.has(parent)).map((parent) => layers.get(parent) + 1));
      if (layers.get(task.number) < least) {
        layers.set(task.number, least);
        moved = true;
      }
    }
    if (!moved) {
      return;
    }
  }
}

function places(planned, layers) {
  const used = new Map();
  const found = new Map();
  for (const task of planned.values()) {
    const layer = layers.get(task.number);
    const row = used.get(layer) ?? 0;
    used.set(layer, row + 1);
    found.set(task.number, { x: 10 + layer * (WIDTH + ACROSS), y: 10 + row * (HEIGHT + DOWN) });
  }
  return found;
}

function edge(parent, child, places) {
  const from = places.get(parent);
  const to = places.get(child);
  const x1 = from.x + WIDTH;
  const y1 = from.y + HEIGHT / 2;
  const y2 = to.y + HEIGHT / 2;
  const middle = (x1 + to.x) / 2;
  return { parent, child, path: svg('path', { class: 'edge', d: `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${to.x} ${y2}` }) };
}

function mark(number, edges) {
  edges.forEach((each) => each.path.classList.toggle('near', each.parent === number || each.child === number));
}

function node(model, task, at) {
  const title = svg('title');
  const state = svg('text', { x: at.x + 9, y: at.y + 35, class: 'soft' });
  const words = `${task.number} ${task.title}`;
  const shown = words.length > LONGEST_TITLE ? `${words.slice(0, LONGEST_TITLE - 1)}…` : words;
  const link = svg('a', { class: 'node', 'data-task': task.number, href: `/executions/${model.id}/tasks/${encodeURIComponent(task.number)}` },
    title, svg('rect', { x: at.x, y: at.y, width: WIDTH, height: HEIGHT, rx: 7 }),
    svg('text', { x: at.x + 9, y: at.y + 18 }, shown), state);
  return { link, title, state };
}
