// One execution as the service tells it, kept up to date by its events.

import { execution, get, task } from './api.js';
import { follow } from './live.js';

const GATHER = 150;
const ONE_BY_ONE = 8;
const LOOK_AFTER_END = 5000;

export class Execution {
  constructor(id) {
    this.id = id;
    this.status = null;
    this.batches = [];
    this.last = null;
    this.changed = new Set();
    this.observers = new Set();
    this.connection = 'waiting';
  }

  /** Called with the numbers of the tasks that have changed, or null for all, after each change; gives what ends that. */
  observe(observer) {
    this.observers.add(observer);
    return () => this.observers.delete(observer);
  }

  async begin() {
    await this.readAll();
    this.listen();
  }

  /** From the beginning, or from the last event that is known. */
  listen() {
    this.stop = follow(`${execution(this.id)}/events/stream`, {
      after: this.last,
      onEvent: (event) => this.note(event),
      onState: (state) => this.connected(state),
    });
  }

  connected(state) {
    this.connection = state;
    this.tell(new Set());
    if (state === 'ended') {
      this.again = setInterval(() => this.listenAgain(), LOOK_AFTER_END);
    }
  }

  /** What has ended may be tried again, by somebody else perhaps. */
  async listenAgain() {
    const status = await get(`${execution(this.id)}/status`);
    if (!isOver(status) && this.connection === 'ended') {
      clearInterval(this.again);
      this.connection = 'waiting';
      this.listen();
      await this.refresh();
    }
  }

  end() {
    this.stop?.();
    clearTimeout(this.timer);
    clearInterval(this.again);
    this.observers.clear();
  }

  tasks() {
    return this.batches.flatMap((batch) => batch.tasks);
  }

  task(number) {
    return this.tasks().find((each) => each.task_number === number);
  }

  async refresh() {
    await this.readAll();
    this.tell(null);
    if (this.connection === 'ended' && !isOver(this.status)) {
      await this.listenAgain();
    }
  }

  note(event) {
    this.last = event.id;
    if (event.task) {
      this.changed.add(event.task);
    } else {
      this.everything = true;
    }
    this.timer ??= setTimeout(() => this.catchUp(), GATHER);
  }

  async catchUp() {
    const numbers = this.changed;
    const all = this.everything || numbers.size > ONE_BY_ONE;
    this.changed = new Set();
    this.everything = false;
    try {
      await (all ? this.readAll() : this.readTasks(numbers));
      this.tell(all ? null : numbers);
    } finally {
      this.timer = undefined;
      if (this.changed.size > 0 || this.everything) {
        this.timer = setTimeout(() => this.catchUp(), GATHER);
      }
    }
  }

  async readAll() {
    const [status, batches] = await Promise.all([
      get(`${execution(this.id)}/status`),
      get(`${execution(this.id)}/batches`),
    ]);
    this.status = status;
    this.batches = batches;
  }

  async readTasks(numbers) {
    const [status, ...tasks] = await Promise.all([
      get(`${execution(this.id)}/status`),
      ...[...numbers].map((number) => get(task(this.id, number))),
    ]);
    this.status = status;
    for (const fresh of tasks) {
      const batch = this.batches.find((each) => each.batch_number === fresh.batch_number);
      const at = batch.tasks.findIndex((each) => each.task_number === fresh.task_number);
      batch.tasks[at] = fresh;
    }
  }

  tell(numbers) {
    this.observers.forEach((observer) => observer(numbers));
  }
}

/** The column of the board that a task belongs to. */
export function column(each) {
  switch (each.status) {
    case 'executing': return ['verifying', 'landing'].includes(each.phase) ? each.phase : 'executing';
    case 'completed': return 'completed';
    case 'skipped': return each.reason === 'done_in_plan' ? 'completed' : 'failed';
    case 'failed': case 'cancelled': return 'failed';
    default: return 'queued';
  }
}

export function isOver(status) {
  return ['completed', 'failed', 'cancelled'].includes(status?.status);
}
