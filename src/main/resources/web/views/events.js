// What has happened, the newest first.

import { h, show } from '../dom.js';
import { execution, get } from '../api.js';
import { moment } from '../words.js';

const PAGE = 500;
const SHOWN = 300;

export function events(place, model) {
  const all = [];
  let after = null;
  let isClosed = false;
  let reading = null;

  async function readOn() {
    for (;;) {
      const page = await get(`${execution(model.id)}/events?limit=${PAGE}${after ? `&after=${encodeURIComponent(after)}` : ''}`);
      all.push(...page.events);
      after = page.next_after;
      if (page.events.length < PAGE || isClosed) {
        break;
      }
    }
    if (!isClosed) {
      draw();
    }
  }

  function draw() {
    show(place,
      all.length > SHOWN ? h('p', { class: 'soft small' }, `The last ${SHOWN} of ${all.length} events.`) : null,
      h('div', { class: 'table' }, h('table', {},
        h('thead', {}, h('tr', {}, ['When', 'What', 'Task', 'Attempt', 'More'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, all.slice(-SHOWN).reverse().map((event) => h('tr', {},
          h('td', {}, moment(event.at)),
          h('td', {}, event.what.replaceAll('_', ' ')),
          h('td', {}, event.task ? h('a', { href: `/executions/${model.id}/tasks/${encodeURIComponent(event.task)}` }, event.task) : event.batch ? `batch ${event.batch}` : ''),
          h('td', {}, event.attempt ?? ''),
          h('td', { class: 'small mono' }, event.detail ? JSON.stringify(event.detail) : '')))))));
  }

  const refresh = () => { reading ??= readOn().finally(() => { reading = null; }); };
  refresh();
  const stop = model.observe((numbers) => { if (numbers === null || numbers.size > 0) { refresh(); } });
  return () => { isClosed = true; stop(); };
}
