// Why a queued task does not run yet.

/** In a few words; the whole truth is in the drawer. */
export function waiting(model, task) {
  const reasons = reasonsOf(model, task);
  return reasons.length > 0 ? reasons[0] : 'waits for a worker';
}

/** All that keeps it, what matters most first. */
export function reasonsOf(model, task) {
  const { status } = model;
  const reasons = [];
  if (task.approval && ['required', 'requested'].includes(task.approval.state)) {
    reasons.push(task.approval.state === 'requested' ? 'waits for approval' : 'needs approval');
  }
  if (status.status === 'paused') {
    reasons.push('the execution is paused');
  }
  if (task.waits_for.length > 0) {
    reasons.push(`waits for ${shortened(task.waits_for)}`);
  }
  if (task.waits_for_batches.length > 0) {
    reasons.push(`waits for batch ${shortened(task.waits_for_batches.map((position) => name(model, position)))}`);
  }
  status.agent_pauses.forEach((pause) => reasons.push(`${pause.agent} pauses (${pause.reason})`));
  return reasons;
}

function name(model, position) {
  return model.batches.find((batch) => batch.batch_number === position)?.number || String(position);
}

function shortened(names) {
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
