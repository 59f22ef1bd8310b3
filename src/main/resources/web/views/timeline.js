// Who worked on what and when: a row for each seat of a worker, a bar for each attempt, coloured by phase.

import { h, show, svg } from '../dom.js';
import { execution, get } from '../api.js';
import { duration } from '../words.js';
import { criticalPath } from './plans.js';

const PAGE = 500;
const ROW = 26;
const LEFT = 150;
const LEAST_WIDTH = 900;
const GATHER = 800;
const PHASES = ['preparing', 'running', 'verifying', 'landing'];

export function timeline(place, model) {
  const log = { events: [], after: null };
  let isClosed = false;
  let timer;

  async function readOn() {
    for (;;) {
      const page = await get(`${execution(model.id)}/events?limit=${PAGE}${log.after ? `&after=${encodeURIComponent(log.after)}` : ''}`);
      log.events.push(...page.events);
      log.after = page.next_after;
      if (page.events.length < PAGE || isClosed) {
        return;
      }
    }
  }

  async function draw() {
    await readOn();
    const plan = model.plan ??= await get(`${execution(model.id)}/plan`);
    if (!isClosed) {
      show(place, drawing(model, bars(model, log.events), criticalPath(plan, model.tasks())));
    }
  }

  show(place, h('p', { class: 'empty' }, 'Reading events…'));
  draw();
  const stop = model.observe((numbers) => {
    if (numbers === null || numbers.size > 0) {
      timer ??= setTimeout(() => { timer = undefined; draw(); }, GATHER);
    }
  });
  return () => { isClosed = true; clearTimeout(timer); stop(); };
}

/** One for each attempt: from when to when, by which worker, and its phases. */
function bars(model, events) {
  const workers = new Map();
  const phases = new Map();
  for (const event of events) {
    if (event.task && event.attempt) {
      const key = `${event.task} ${event.attempt}`;
      if (event.worker) {
        workers.set(key, event.worker);
      }
      const begun = event.what === 'executing' ? 'preparing' : event.what;
      if (PHASES.includes(begun)) {
        phases.set(key, [...(phases.get(key) ?? []), { phase: begun, at: Date.parse(event.at) }]);
      }
    }
  }
  return model.tasks().flatMap((task) => task.attempts.map((attempt) => {
    const key = `${task.task_number} ${attempt.number}`;
    const from = Date.parse(attempt.started_at);
    const to = attempt.ended_at ? Date.parse(attempt.ended_at) : Date.now();
    return { task, attempt, from, to, worker: workers.get(key) ?? 'unknown', phases: parts(phases.get(key) ?? [], from, to) };
  })).sort((one, other) => one.from - other.from);
}

function parts(begun, from, to) {
  const all = begun.length > 0 ? begun : [{ phase: 'running', at: from }];
  return all.map((each, index) => ({
    phase: each.phase,
    from: Math.max(from, each.at),
    to: Math.min(to, all[index + 1]?.at ?? to),
  }));
}

/** Rows in which no two bars meet, worker by worker. */
function rows(all) {
  const seats = new Map();
  for (const bar of all) {
    const rowsOfWorker = seats.get(bar.worker) ?? [];
    let row = rowsOfWorker.find((each) => each.free <= bar.from);
    if (!row) {
      row = { bars: [], free: 0 };
      rowsOfWorker.push(row);
    }
    row.bars.push(bar);
    row.free = bar.to;
    seats.set(bar.worker, rowsOfWorker);
  }
  return [...seats.entries()].flatMap(([worker, list], index) =>
    list.map((row, seat) => ({ name: `worker ${index + 1}, seat ${seat + 1}`, worker, bars: row.bars })));
}

function drawing(model, all, critical) {
  if (all.length === 0) {
    return h('p', { class: 'empty' }, 'No attempt has begun yet.');
  }
  const begin = Math.min(...all.map((bar) => bar.from));
  const end = Math.max(...all.map((bar) => bar.to), begin + 1000);
  const width = Math.max(LEAST_WIDTH, document.getElementById('main').clientWidth - LEFT - 60);
  const x = (time) => LEFT + (width * (time - begin)) / (end - begin);
  const lines = rows(all);
  const height = 30 + lines.length * ROW;
  return [
    summary(all, begin, end, lines.length, critical, model),
    h('div', { class: 'drawing', tabindex: '0', role: 'group', 'aria-label': 'Time line of attempts' },
      svg('svg', { width: LEFT + width + 20, height },
        ticks(begin, end, x, height),
        lines.map((line, index) => svg('g', {},
          svg('text', { x: 8, y: 30 + index * ROW + 16, class: 'soft' }, line.name, svg('title', {}, line.worker)),
          line.bars.map((bar) => drawBar(model, bar, x, 30 + index * ROW, critical)))))),
    legend(),
  ];
}

function drawBar(model, bar, x, y, critical) {
  const { task, attempt } = bar;
  const width = Math.max(3, x(bar.to) - x(bar.from));
  const words = `${task.task_number} ${task.task_title}, attempt ${attempt.number}: ${attempt.status}, ${duration(bar.to - bar.from)}`;
  const mark = attempt.status === 'failed' ? 'attempt-failed' : critical.has(task.task_number) ? 'attempt-critical' : null;
  return svg('a', { href: `/executions/${model.id}/tasks/${encodeURIComponent(task.task_number)}`, 'aria-label': words },
    svg('title', {}, words),
    bar.phases.map((part) => svg('rect', { class: `phase-${part.phase}`, x: x(part.from), y: y + 3, height: ROW - 8, width: Math.max(1, x(part.to) - x(part.from)) })),
    svg('rect', { class: mark, fill: 'none', x: x(bar.from), y: y + 3, width, height: ROW - 8, rx: 2 }),
    width > 34 ? svg('text', { x: x(bar.from) + 4, y: y + 16, class: 'on-bar' }, task.task_number) : null);
}

function ticks(begin, end, x, height) {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400].map((seconds) => seconds * 1000);
  const step = steps.find((each) => (end - begin) / each <= 9) ?? steps.at(-1);
  const marks = [];
  for (let time = 0; time <= end - begin; time += step) {
    marks.push(svg('g', {}, svg('line', { class: 'axis', x1: x(begin + time), x2: x(begin + time), y1: 20, y2: height }),
      svg('text', { class: 'soft', x: x(begin + time) + 3, y: 14 }, duration(time))));
  }
  return marks;
}

function summary(all, begin, end, seats, critical, model) {
  const worked = all.reduce((sum, bar) => sum + bar.to - bar.from, 0);
  const longest = [...critical].map((number) => model.task(number)).filter(Boolean);
  return h('div', { class: 'facts' },
    h('span', {}, 'wall clock ', h('b', {}, duration(end - begin))),
    h('span', {}, 'work ', h('b', {}, duration(worked))),
    h('span', {}, 'parallel efficiency ', h('b', {}, `${Math.round((100 * worked) / (seats * (end - begin)))} %`), ` of ${seats} seats`),
    h('span', {}, 'critical path ', h('b', {}, longest.map((task) => task.task_number).join(' → '))));
}

function legend() {
  return h('div', { class: 'facts' }, PHASES.map((phase) => h('span', {},
    svg('svg', { width: 12, height: 12, 'aria-hidden': 'true' }, svg('rect', { class: `phase-${phase}`, width: 12, height: 12 })), ` ${phase}`)),
  h('span', {}, 'dashed: on the critical path; red: failed'));
}
