// What an agent says and does, as it comes: tool calls folded, following its end until somebody scrolls up.

import { h, show } from '../dom.js';
import { Refusal, save, send, task as pathOf } from '../api.js';
import { attempt } from '../notices.js';

const LOOK_EVERY = 1000;
const NEAR = 40;
const MOST_LINES = 6000;

export function log(place, model, number) {
  const stream = h('div', { class: 'stream', tabindex: '0', role: 'log', 'aria-label': 'What the agent says and does' });
  const search = h('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search in the log', oninput: find });
  const choice = h('select', { 'aria-label': 'Attempt', onchange: begin });
  const follows = h('input', { type: 'checkbox', checked: true });
  const download = h('button', { type: 'button', onclick: () => attempt(() => save(path(), `${model.id}-${number}-${now.attempt}.log`)) }, 'Download');
  show(place,
    h('div', { class: 'row' }, h('div', {}, choice), h('div', { class: 'grow' }, search),
      h('label', { class: 'row' }, follows, 'follow'), download),
    stream);
  const now = { attempt: null, bytes: 0, fold: null };
  let timer;
  let isClosed = false;

  const attempts = () => model.task(number).attempts;
  let offered = 0;

  function offer() {
    if (attempts().length !== offered) {
      offered = attempts().length;
      show(choice, attempts().map((each) => h('option', { value: each.number, selected: each.number === offered }, `attempt ${each.number}`)));
      begin();
    }
  }

  function begin() {
    now.attempt = Number(choice.value) || null;
    now.bytes = 0;
    now.fold = null;
    show(stream, h('div', { class: 'soft' }, now.attempt ? '' : 'No attempt has begun.'));
    if (now.attempt) {
      look();
    }
  }

  const path = () => `${pathOf(model.id, number)}/attempts/${now.attempt}/log`;

  async function look() {
    clearTimeout(timer);
    const looked = now.attempt;
    const isOver = attempts().find((each) => each.number === looked)?.ended_at;
    try {
      // From a byte that is known already: asked for nothing but what is not there yet, the service would have to refuse.
      const known = Math.min(1, now.bytes);
      const headers = known > 0 ? { Range: `bytes=${now.bytes - known}-` } : {};
      await take(await send(path(), { headers }), looked, known);
    } catch (failure) {
      if (!(failure instanceof Refusal)) {
        throw failure;
      }
      if (failure.status !== 416 && now.bytes === 0) {
        show(stream, h('div', { class: 'soft' }, failure.message));
      }
    }
    if (!isOver && !isClosed) {
      timer = setTimeout(look, LOOK_EVERY);
    }
  }

  async function take(answer, looked, known) {
    const bytes = new Uint8Array(await answer.arrayBuffer()).subarray(known);
    if (looked !== now.attempt || isClosed) {
      return;
    }
    const end = bytes.lastIndexOf(10) + 1;
    now.bytes += end;
    const lines = new TextDecoder().decode(bytes.subarray(0, end)).split('\n');
    lines.pop();
    append(lines);
  }

  function append(lines) {
    const isAtEnd = stream.scrollTop + stream.clientHeight >= stream.scrollHeight - NEAR;
    lines.forEach((line) => add(line));
    while (stream.childElementCount > MOST_LINES) {
      stream.firstElementChild.remove();
    }
    if (follows.checked && (isAtEnd || stream.dataset.begun === undefined)) {
      stream.scrollTop = stream.scrollHeight;
    }
    if (lines.length > 0) {
      stream.dataset.begun = '';
      find();
    }
  }

  /** Indented lines belong to the call before them, and are folded with it. */
  function add(line) {
    const belongs = /^ {2}[|!] ?/.test(line);
    if (belongs && now.fold) {
      now.fold.append(h('div', { class: line.startsWith('  !') ? 'bad' : null }, line.slice(2)));
      if (line.startsWith('  !')) {
        now.fold.open = true;
      }
    } else if (/^(tool |result of )/.test(line)) {
      now.fold = h('details', {}, h('summary', {}, line));
      stream.append(now.fold);
    } else {
      now.fold = null;
      stream.append(h('div', { class: kind(line) }, line));
    }
  }

  function find() {
    const wanted = search.value.toLowerCase();
    for (const element of stream.children) {
      element.hidden = wanted !== '' && !element.textContent.toLowerCase().includes(wanted);
      if (wanted !== '' && element instanceof HTMLDetailsElement && !element.hidden) {
        element.open = true;
      }
    }
  }

  stream.addEventListener('scroll', () => {
    follows.checked = stream.scrollTop + stream.clientHeight >= stream.scrollHeight - NEAR;
  });
  offer();
  const stop = model.observe(offer);
  return () => { isClosed = true; clearTimeout(timer); stop(); };
}

function kind(line) {
  if (line.startsWith('coppice: ')) {
    return 'ours';
  }
  return line.startsWith('~ ') ? 'thought' : null;
}
