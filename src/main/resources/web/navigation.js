// Moves between the addresses of this page without loading it anew.

const listeners = new Set();

export function go(address) {
  history.pushState(null, '', address);
  moved();
}

/** Called when the address has become another. */
export function onMove(listener) {
  listeners.add(listener);
}

function moved() {
  listeners.forEach((listener) => listener());
}

window.addEventListener('popstate', moved);
