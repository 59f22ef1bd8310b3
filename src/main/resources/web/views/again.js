// An execution once more, as it was started.

import { EXECUTIONS, execution, get, post, text } from '../api.js';
import { go } from '../navigation.js';

const SETTINGS = ['repository', 'execution_mode', 'agent', 'auto_merge', 'budget_usd', 'batch_budget_usd', 'task_budget_usd', 'attempt_budget_usd', 'budget_hard_stop'];

/** What a start would have to send, as far as the status tells it. */
export async function asStarted(id) {
  const [status, plan] = await Promise.all([get(`${execution(id)}/status`), text(`${execution(id)}/plan/source`)]);
  const settings = SETTINGS.map((name) => [name, status[name]]).filter(([, value]) => value !== null && value !== undefined && value !== false);
  return { plan_text: plan, plan_name: status.plan, ...Object.fromEntries(settings) };
}

/** Starts it and shows the new one. */
export async function runAgain(id) {
  const started = await post(`${EXECUTIONS}/start`, await asStarted(id), { 'Idempotency-Key': crypto.randomUUID() });
  go(`/executions/${started.execution_id}`);
}
