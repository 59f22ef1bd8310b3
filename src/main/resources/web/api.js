// Calls of Coppice's own API, with the token that the user gave for this tab, if one is needed.

export const EXECUTIONS = '/api/v1/autonomous';

const TOKEN = 'coppice.token';
const listeners = new Set();

/** What the service refused, in its own words. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `the service answered with ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Called when a token is missing or wrong; gives a promise of a new one. */
export function onTokenNeeded(listener) {
  listeners.add(listener);
}

export function keepToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

export function headers(more = {}) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...more, Authorization: `Bearer ${token}` } : more;
}

export async function send(path, options = {}) {
  const answer = await fetch(path, { ...options, headers: headers(options.headers), redirect: 'error' });
  if (answer.status === 401 && await askForToken()) {
    return send(path, options);
  }
  if (!answer.ok && answer.status !== 304) {
    throw new Refusal(answer.status, await problem(answer));
  }
  return answer;
}

async function problem(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

async function askForToken() {
  for (const listener of listeners) {
    if (await listener()) {
      return true;
    }
  }
  return false;
}

export async function get(path) {
  return (await send(path)).json();
}

export async function text(path) {
  return (await send(path)).text();
}

export async function post(path, body = {}, more = {}) {
  const answer = await send(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...more },
    body: JSON.stringify(body),
  });
  return answer.json();
}

/** As a file of the user's, with the token that a link could not send. */
export async function save(path, name) {
  const address = URL.createObjectURL(await (await send(path)).blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function execution(id) {
  return `${EXECUTIONS}/${encodeURIComponent(id)}`;
}

export function task(id, number) {
  return `${execution(id)}/tasks/${encodeURIComponent(number)}`;
}
