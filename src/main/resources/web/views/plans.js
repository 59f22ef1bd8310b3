// What a plan says of its tasks' order, as the service has read it.

/** For each task, by number: its batch's position, and the tasks that must be completed before. */
export function tasksOf(plan) {
  const found = new Map();
  plan.batches.forEach((batch, position) => batch.tasks.forEach((task) =>
    found.set(task.id, { number: task.id, title: task.title, batch: position, parents: task.depends_on })));
  return found;
}

/** The chain of tasks that took longest, of those that the plan makes follow one another; what has not begun counts nothing. */
export function criticalPath(plan, tasks) {
  const planned = tasksOf(plan);
  const times = new Map(tasks.map((task) => [task.task_number, worked(task)]));
  const best = new Map();
  for (const number of inOrder(planned)) {
    const before = parentsOf(planned, number).map((parent) => best.get(parent)).filter(Boolean)
      .reduce((one, other) => (other.time > (one?.time ?? -1) ? other : one), null);
    best.set(number, { number, before, time: (before?.time ?? 0) + (times.get(number) ?? 0) });
  }
  let last = [...best.values()].reduce((one, other) => (other.time > (one?.time ?? 0) ? other : one), null);
  const path = [];
  for (; last; last = last.before) {
    path.unshift(last.number);
  }
  return new Set(path);
}

function worked(task) {
  return task.attempts.reduce((sum, attempt) =>
    sum + (attempt.ended_at ? Date.parse(attempt.ended_at) : Date.now()) - Date.parse(attempt.started_at), 0);
}

/** A task without parents of its own follows all of the batch before. */
function parentsOf(planned, number) {
  const task = planned.get(number);
  return task.parents.length > 0 ? task.parents
    : [...planned.values()].filter((each) => each.batch === task.batch - 1).map((each) => each.number);
}

function inOrder(planned) {
  const order = [];
  const seen = new Set();
  const visit = (number) => {
    if (seen.has(number) || !planned.has(number)) {
      return;
    }
    seen.add(number);
    planned.get(number).parents.forEach(visit);
    order.push(number);
  };
  [...planned.values()].sort((one, other) => one.batch - other.batch).forEach((task) => visit(task.number));
  return order;
}
