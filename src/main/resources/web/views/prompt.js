// What the agent of an attempt was told, round by round, word for word.

import { h, show } from '../dom.js';
import { Refusal, save, send, task as pathOf } from '../api.js';
import { attempt } from '../notices.js';

export function prompt(place, model, number) {
  const attempts = h('select', { 'aria-label': 'Attempt', onchange: () => choose(1) });
  const rounds = h('select', { 'aria-label': 'Round', onchange: () => read() });
  const download = h('button', { type: 'button', onclick: () => attempt(() => save(path(), `${model.id}-${number}-${attempts.value}-prompt.md`)) }, 'Download');
  const text = h('pre', { class: 'told', tabindex: '0', 'aria-label': 'What the agent was told' });
  let offered = 0;
  let begun = 0;
  show(place, h('div', { class: 'row' }, h('div', {}, attempts), h('div', {}, rounds), h('div', { class: 'grow' }), download), text);

  const made = () => model.task(number).attempts;
  const path = () => `${pathOf(model.id, number)}/attempts/${attempts.value}/prompt?round=${rounds.value || 1}`;

  function offer() {
    if (made().length !== offered) {
      offered = made().length;
      show(attempts, made().map((each) => h('option', { value: each.number, selected: each.number === made().at(-1).number }, `attempt ${each.number}`)));
      choose(1);
    } else if (made().some((each) => String(each.number) === attempts.value && !each.ended_at)) {
      read();
    }
  }

  /** Which rounds there are is told with the first one. */
  function choose(round) {
    begun = 0;
    show(rounds, h('option', { value: round }, `round ${round}`));
    read();
  }

  async function read() {
    const isThere = offered > 0;
    attempts.hidden = !isThere;
    rounds.hidden = begun < 2;
    download.hidden = begun < 1;
    if (!isThere) {
      show(text, 'No attempt has begun.');
      return;
    }
    const wanted = path();
    try {
      const answer = await send(wanted);
      const told = await answer.text();
      if (wanted === path()) {
        begun = Number(answer.headers.get('Coppice-Rounds')) || 1;
        tell(told);
      }
    } catch (failure) {
      if (!(failure instanceof Refusal)) {
        throw failure;
      }
      if (wanted === path()) {
        show(text, failure.status === 404 ? `${failure.message}. An agent that runs the task’s own blocks is told nothing.` : failure.message);
      }
    }
  }

  function tell(told) {
    const chosen = rounds.value;
    if (rounds.childElementCount !== begun) {
      show(rounds, Array.from({ length: begun }, (_, index) => h('option', { value: index + 1, selected: String(index + 1) === chosen }, `round ${index + 1}`)));
    }
    rounds.hidden = begun < 2;
    download.hidden = false;
    if (text.textContent !== told) {
      show(text, told);
    }
  }

  offer();
  return model.observe((numbers) => { if (numbers === null || numbers.has(number)) { offer(); } });
}
