// How many tasks were queued and executing over the last hour, as the services have written it down, and now.

import { h, svg } from '../dom.js';

const WIDTH = 720;
const HEIGHT = 150;
const LEFT = 34;
const BOTTOM = 20;
const HOUR = 3_600_000;
const TICK = 600_000;
const GAP = 75_000;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** `looks` are `{at, queued, executing}`, the oldest first, with `at` in milliseconds. Where nobody looked the lines are broken. */
export function depthChart(looks, now = Date.now()) {
  const shown = looks.filter((look) => look.at >= now - HOUR);
  const most = Math.max(1, ...shown.flatMap((look) => [look.queued, look.executing]));
  const x = (at) => (LEFT + ((WIDTH - LEFT - 4) * (at - now + HOUR)) / HOUR).toFixed(1);
  const y = (number) => (HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - 10) * number) / most).toFixed(1);
  const lines = (key, name) => stretches(shown).map((stretch) => svg('polyline', {
    class: `line ${name}`, points: (stretch.length > 1 ? stretch : [stretch[0], { ...stretch[0], at: stretch[0].at + 4000 }])
      .map((look) => `${x(look.at)},${y(look[key])}`).join(' '),
  }));
  return h('figure', { class: 'depth' },
    svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': words(shown, most) },
      ticks(now).map((at) => [
        svg('line', { class: 'axis', x1: x(at), x2: x(at), y1: 6, y2: HEIGHT - BOTTOM }),
        svg('text', { class: 'soft', x: x(at), y: HEIGHT - 5, 'text-anchor': 'middle' }, CLOCK.format(at))]),
      [0, most].map((number) => [
        svg('line', { class: 'axis', x1: LEFT, x2: WIDTH - 4, y1: y(number), y2: y(number) }),
        svg('text', { class: 'soft', x: LEFT - 6, y: Number(y(number)) + 4, 'text-anchor': 'end' }, String(number))]),
      lines('queued', 'queued'), lines('executing', 'executing')),
    h('figcaption', { class: 'small soft' }, h('span', { class: 'key queued' }, 'queued'), ' ', h('span', { class: 'key executing' }, 'executing'),
      ' tasks in the last hour. Where a line is broken no service was there to look.'));
}

function ticks(now) {
  const first = Math.ceil((now - HOUR) / TICK) * TICK;
  return Array.from({ length: 6 }, (_, place) => first + place * TICK).filter((at) => at < now - TICK / 4);
}

function stretches(looks) {
  const found = [];
  for (const look of looks) {
    if (found.length === 0 || look.at - found.at(-1).at(-1).at > GAP) {
      found.push([]);
    }
    found.at(-1).push(look);
  }
  return found;
}

function words(looks, most) {
  const last = looks.at(-1);
  return `Queued and executing tasks over the last hour; at most ${most}${last ? `, now ${last.queued} queued and ${last.executing} executing` : ''}`;
}
