// The form that starts a plan. What is wrong with the plan is told while it is written, by the same reader that a start uses.

import { h, show } from '../dom.js';
import { EXECUTIONS, get, post } from '../api.js';
import { go } from '../navigation.js';
import { plural } from '../words.js';
import { asStarted } from './again.js';

const PATIENCE = 500;
const SAMPLE = `## Batch 1: Groundwork

### Task 1.1: Add a health endpoint

Answer \`GET /health\` with 200 and \`{"status": "ok"}\`.

**Verification:**
- \`pytest -q tests/test_health.py\`
`;

export function start(place) {
  const form = { values: new Map() };
  const plan = h('textarea', { name: 'plan_text', spellcheck: 'false', placeholder: SAMPLE, 'aria-describedby': 'reading', oninput: later });
  const path = h('input', { name: 'plan_path', placeholder: 'plans/next.md', oninput: later });
  const file = h('input', { type: 'file', accept: '.md,.markdown,.txt', 'aria-label': 'File of a plan', onchange: take });
  const reading = h('div', { id: 'reading', 'aria-live': 'polite' });
  const problem = h('div');
  const submit = h('button', { class: 'primary' }, 'Start');
  const options = h('div', { class: 'fields' },
    field('repository', 'Repository', 'only if the service has several', 'text', 'known-repositories'),
    field('plan_name', 'Name of the plan', 'plan.md'),
    choice('execution_mode', 'Mode', ['', 'worktree', 'local', 'container', 'dagger', 'kubernetes']),
    field('agent', 'Agent', 'as configured', 'text', 'known-agents'),
    field('max_concurrent', 'Tasks at a time', 'as many as workers', 'number'),
    field('start_batch', 'From batch', '1', 'number'),
    field('end_batch', 'To batch', 'the last', 'number'),
    field('budget_usd', 'Budget in dollars', 'none', 'number'),
    field('max_retries', 'Retries', '0', 'number'));
  const repositories = h('datalist', { id: 'known-repositories' });
  const agents = h('datalist', { id: 'known-agents' });
  const merge = h('input', { type: 'checkbox', name: 'auto_merge' });
  const whole = h('form', { class: 'start', onsubmit: begin },
    h('section', {},
      h('label', {}, 'A plan of the repository', path),
      h('p', { class: 'soft small' }, 'or the plan itself, from a file or pasted:'), file,
      h('label', {}, 'Plan', plan)),
    h('section', {}, h('h2', {}, 'How it is read'), reading,
      h('h2', {}, 'How it runs'), options, repositories, agents,
      h('p', {}, h('label', { class: 'row' }, merge, 'Move the base branch to the result when every task is completed')),
      problem,
      h('div', { class: 'actions' }, submit)));
  show(place, h('h1', {}, 'Start a plan'), whole);
  show(reading, unread());

  suggest(repositories, '/api/v1/repositories', (found) => found.repositories.map((each) => each.name));
  suggest(agents, '/api/v1/agents', (found) => found.agents.filter((each) => !each.missing).map((each) => each.name));

  let timer;
  function later() {
    clearTimeout(timer);
    timer = setTimeout(validate, PATIENCE);
  }

  async function take() {
    if (file.files.length > 0) {
      plan.value = await file.files[0].text();
      whole.elements.plan_name.value = file.files[0].name;
      path.value = '';
      later();
    }
  }

  async function validate() {
    const body = source();
    if (!body) {
      submit.disabled = false;
      show(reading, unread());
      return;
    }
    const asked = JSON.stringify(body);
    form.asked = asked;
    try {
      const read = await post('/api/v1/plans/validate', body);
      if (form.asked === asked) {
        showReading(read);
      }
    } catch (failure) {
      show(reading, h('p', { class: 'box error' }, failure.message));
    }
  }

  function source() {
    const repository = whole.elements.repository.value.trim();
    const more = repository ? { repository } : {};
    if (plan.value.trim()) {
      return { plan_text: plan.value, ...more };
    }
    return path.value.trim() ? { plan_path: path.value.trim(), ...more } : null;
  }

  function showReading(read) {
    submit.disabled = !read.valid;
    show(reading,
      h('p', {}, read.valid ? '✓ ' : '✕ ', `${plural(read.tasks_total, 'task')} in ${plural(read.batches.length, 'batch', 'batches')}`,
        h('span', { class: 'soft' }, ` (${read.dialect})`)),
      read.diagnostics.map((each) => diagnostic(each, plan)),
      read.batches.map((batch) => h('details', { open: read.batches.length < 4 },
        h('summary', {}, `${batch.id ? `Batch ${batch.id}: ` : ''}${batch.title}`, h('span', { class: 'soft' }, ` ${plural(batch.tasks.length, 'task')}`)),
        h('ul', {}, batch.tasks.map((task) => h('li', {}, h('span', { class: 'mono' }, task.id), ` ${task.title}`, task.done ? ' (done)' : '',
          task.depends_on.length > 0 ? h('span', { class: 'soft small' }, ` after ${task.depends_on.join(', ')}`) : null))))));
  }

  async function begin(event) {
    event.preventDefault();
    const body = { ...source() };
    for (const element of whole.elements) {
      if (element.dataset.option && element.value.trim()) {
        body[element.name] = element.type === 'number' ? Number(element.value) : element.value.trim();
      }
    }
    if (merge.checked) {
      body.auto_merge = true;
    }
    submit.disabled = true;
    try {
      const started = await post(`${EXECUTIONS}/start`, body, { 'Idempotency-Key': crypto.randomUUID() });
      go(`/executions/${started.execution_id}`);
    } catch (failure) {
      submit.disabled = false;
      show(problem, h('div', { class: 'box error', role: 'alert' }, failure.message,
        (failure.problem.diagnostics ?? []).map((each) => diagnostic(each, plan))));
    }
  }

  const again = new URLSearchParams(location.search).get('again');
  if (again) {
    fill(again, whole, plan, merge).then(validate, (failure) => show(problem, h('p', { class: 'box error' }, failure.message)));
  }
  return { leave: () => clearTimeout(timer) };
}

function unread() {
  return h('p', { class: 'soft' }, 'Nothing to read yet. Batches run in order, the tasks of a batch side by side; what a task needs first is said by ',
    h('code', {}, '**Depends on:** Task 1.1'), '.');
}

/** As the execution was started, so that one click more runs it again. */
async function fill(id, whole, plan, merge) {
  const { plan_text: source, auto_merge: isMerged, ...settings } = await asStarted(id);
  plan.value = source;
  for (const [name, value] of Object.entries(settings)) {
    if (whole.elements[name]) {
      whole.elements[name].value = value;
    }
  }
  merge.checked = isMerged === true;
}

/** Names that the service knows, to choose from; what it does not tell can be typed all the same. */
async function suggest(list, path, names) {
  try {
    show(list, names(await get(path)).map((name) => h('option', { value: name })));
  } catch {
    show(list);
  }
}

function field(name, title, placeholder, type = 'text', list = null) {
  return h('label', {}, title, h('input', { name, type, placeholder, list, min: type === 'number' ? 0 : null, step: 'any', 'data-option': true }));
}

function choice(name, title, words) {
  return h('label', {}, title, h('select', { name, 'data-option': true }, words.map((word) => h('option', { value: word }, word || 'default'))));
}

function diagnostic(each, plan) {
  const goThere = () => {
    const from = plan.value.split('\n').slice(0, each.line - 1).join('\n').length + (each.line > 1 ? 1 : 0);
    plan.focus();
    plan.setSelectionRange(from, from + (plan.value.slice(from).split('\n')[0] ?? '').length);
  };
  return h('div', { class: 'diagnostic' },
    h('button', { type: 'button', class: 'quiet place', onclick: goThere, title: 'Show this line' }, `${each.line}:${each.column}`),
    h('span', { class: each.severity === 'error' ? 'minus' : 'soft' }, `${each.severity} ${each.code}`), h('span', {}, each.message));
}
