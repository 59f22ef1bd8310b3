// How many tasks were queued and executing over the last hour, as the services have written it down, and now.

import { h, svg } from '../dom.js';

const LEAST_WIDTH = 300;
const MOST_WIDTH = 960;
const NARROW = 520;
const HEIGHT = 150;
const LEFT = 34;
const BOTTOM = 20;
const HOUR = 3_600_000;
const TICK = 600_000;
const TICK_OF_NARROW = 1_200_000;
const GAP = 75_000;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** `looks` are `{at, queued, executing}`, the oldest first, with `at` in milliseconds. Where nobody looked the lines are broken. */
export function depthChart(looks, now = Date.now()) {
  const width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, document.getElementById('main').clientWidth - 40));
  const shown = looks.filter((look) => look.at >= now - HOUR);
  const most = Math.max(1, ...shown.flatMap((look) => [look.queued, look.executing]));
  const x = (at) => (LEFT + ((width - LEFT - 4) * (at - now + HOUR)) / HOUR).toFixed(1);
  const y = (number) => (HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - 10) * number) / most).toFixed(1);
  const lines = (key, name) => stretches(shown).map((stretch) => svg('polyline', {
    class: `line ${name}`, points: (stretch.length > 1 ? stretch : [stretch[0], { ...stretch[0], at: stretch[0].at + 4000 }])
      .map((look) => `${x(look.at)},${y(look[key])}`).join(' '),
  }));
  return h('figure', { class: 'depth' },
    svg('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: 'img', 'aria-label': words(shown, most) },
      ticks(now, width < NARROW ? TICK_OF_NARROW : TICK).map((at) => [
        svg('line', { class: 'axis', x1: x(at), x2: x(at), y1: 6, y2: HEIGHT - BOTTOM }),
        svg('text', { class: 'soft', x: x(at), y: HEIGHT - 5, 'text-anchor': 'middle' }, CLOCK.format(at))]),
      [0, most].map((number) => [
        svg('line', { class: 'axis', x1: LEFT, x2: width - 4, y1: y(number), y2: y(number) }),
        svg('text', { class: 'soft', x: LEFT - 6, y: Number(y(number)) + 4, 'text-anchor': 'end' }, String(number))]),
      lines('queued', 'queued'), lines('executing', 'executing')),
    h('figcaption', { class: 'small soft' }, h('span', { class: 'key queued' }, 'queued'), ' ', h('span', { class: 'key executing' }, 'executing'),
      ': tasks in the last hour. Where a line is broken no service was there to look.'));
}

/** Not where the first or last word would reach beyond the drawing. */
function ticks(now, step) {
  const first = Math.ceil((now - HOUR) / step) * step;
  return Array.from({ length: HOUR / step }, (_, place) => first + place * step).filter((at) => at < now - step / 6);
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
