// What the runbook says about each way to fail, in a sentence.

const ADVICE = {
  check_failed: 'A check of the plan failed on the work. Look at its output in the agent’s log; if the check is right, retry, perhaps with another agent.',
  gate_failed: 'The repository’s gate failed on the merged tree. Run its command on the result branch to see why.',
  conflict: 'What others have landed meanwhile touches the same lines. The work is kept; a retry begins from the result as it is now.',
  no_changes: 'The agent changed nothing, and no check proves that there was nothing to do.',
  agent_failed: 'The agent ended with an error. The end of its log says which.',
  timed_out: 'The agent did not end within its time. Give the task more time, or make it smaller.',
  deadline_passed: 'The execution’s deadline came first. A retry begins the time anew.',
  budget: 'What it may spend is spent. Give it more and retry.',
  needs_failed: 'Something that it needs did not succeed. Retry that; this one follows.',
  question: 'The agent asks something that only a person can answer. Put the answer into the plan and run it again.',
  blocked: 'The agent says what blocks it. Remove that and retry.',
  rejected: 'A person did not approve it. A retry asks again, and tells the agent why it was rejected.',
};

export function advice(reason) {
  return ADVICE[reason] ?? 'The runbook says what each reason means; a retry does no harm.';
}
