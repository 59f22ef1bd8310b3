// Times, money and states as people read them.

import { h } from './dom.js';

export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours > 0) {
    return `${hours} h ${String(minutes).padStart(2, '0')} min`;
  }
  return minutes > 0 ? `${minutes} min ${String(seconds % 60).padStart(2, '0')} s` : `${seconds} s`;
}

/** From one moment to another, or until now. */
export function elapsed(from, to) {
  return from ? duration((to ? Date.parse(to) : Date.now()) - Date.parse(from)) : '';
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

/** A moment in local time; the exact one, with its zone, is told where one points at it. */
export function moment(iso) {
  if (!iso) {
    return '';
  }
  const time = new Date(iso);
  const isToday = time.toDateString() === new Date().toDateString();
  return h('time', { datetime: iso, title: EXACT.format(time) }, (isToday ? CLOCK : DAY).format(time));
}

export function money(dollars, isEstimate) {
  if (dollars === null || dollars === undefined) {
    return '';
  }
  const amount = Number(dollars);
  return `${isEstimate ? '≈ ' : ''}$${amount.toFixed(amount < 1 ? 4 : 2)}`;
}

const COUNT = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });

export function count(number) {
  return COUNT.format(number);
}

export function tokens(spent) {
  if (!spent) {
    return '';
  }
  const all = spent.input + spent.output + spent.cache_read + spent.cache_write;
  return h('span', {
    title: `${spent.input} read, ${spent.output} written, ${spent.cache_read} from caches, ${spent.cache_write} into caches`,
  }, `${count(all)} tokens`);
}

const SIGNS = {
  queued: '○', executing: '◐', preparing: '◐', running: '◐', verifying: '◑', landing: '◕', paused: '‖',
  completed: '✓', failed: '✕', cancelled: '⊘', skipped: '–', released: '↺',
};

/** A state by word, sign and colour: the colour alone tells nobody anything. */
export function state(word, text = word) {
  return h('span', { class: `state state-${word}` },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[word] ?? '·'), text);
}

export function plural(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

/** The last part of a path, with all of it where one points at it. */
export function folder(path) {
  return h('span', { title: path }, path.split('/').filter(Boolean).pop() ?? path);
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function size(bytes) {
  const place = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const number = bytes / 1000 ** place;
  return `${number.toFixed(place > 0 && number < 100 ? 1 : 0)} ${UNITS[place]}`;
}

/** How long it is until a moment that lies ahead, with the moment where one points at it. */
export function untilThen(iso) {
  const left = Date.parse(iso) - Date.now();
  return h('time', { datetime: iso, title: EXACT.format(new Date(iso)) }, left > 0 ? `in ${duration(left)}` : 'now');
}
