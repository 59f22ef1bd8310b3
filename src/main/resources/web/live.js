// Server-sent events by fetch, because an EventSource can send no token. One that was cut off goes on after the last event that came.

import { headers, Refusal } from './api.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

/** Calls `onEvent` for each event until the stream says that it is at its end, or the returned function is called. */
export function follow(path, { onEvent, onState = () => {}, after = null }) {
  const ending = new AbortController();
  run(path, { onEvent, onState, last: after, ending });
  return () => ending.abort();
}

async function run(path, stream) {
  let pause = FIRST_PAUSE;
  while (!stream.ending.signal.aborted) {
    try {
      const isOver = await read(path, stream, () => { pause = FIRST_PAUSE; });
      if (isOver) {
        stream.onState('ended');
        return;
      }
    } catch (failure) {
      if (stream.ending.signal.aborted) {
        return;
      }
      if (failure instanceof Refusal && failure.status !== 429 && failure.status < 500) {
        stream.onState('refused');
        return;
      }
    }
    stream.onState('waiting');
    await rest(pause, stream.ending.signal);
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  }
}

async function read(path, stream, onBegin) {
  const more = stream.last ? { 'Last-Event-ID': stream.last } : {};
  const answer = await fetch(path, { headers: headers({ Accept: 'text/event-stream', ...more }), signal: stream.ending.signal });
  if (!answer.ok) {
    throw new Refusal(answer.status, {});
  }
  onBegin();
  stream.onState('live');
  const parser = new Parser();
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return false;
    }
    for (const event of parser.take(value)) {
      if (event.name === 'end') {
        return true;
      }
      stream.last = event.id ?? stream.last;
      stream.onEvent(JSON.parse(event.data));
    }
  }
}

function rest(time, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}

/** Takes text as it comes and gives the events that are whole. */
export class Parser {
  constructor() {
    this.rest = '';
  }

  take(text) {
    const blocks = (this.rest + text).replaceAll('\r\n', '\n').split('\n\n');
    this.rest = blocks.pop();
    return blocks.map(event).filter((each) => each.data);
  }
}

function event(block) {
  const found = { id: null, name: 'message', data: '' };
  for (const line of block.split('\n')) {
    const at = line.indexOf(':');
    if (at <= 0) {
      continue;
    }
    const value = line.slice(at + 1).replace(/^ /, '');
    switch (line.slice(0, at)) {
      case 'id': found.id = value; break;
      case 'event': found.name = value; break;
      case 'data': found.data += found.data ? `\n${value}` : value; break;
      default: break;
    }
  }
  return found;
}
