// Which address shows what. Every view is at an address of its own that can be shared.

import { h, show } from './dom.js';
import { keepToken, onTokenNeeded } from './api.js';
import { go, onMove } from './navigation.js';
import { tell } from './notices.js';
import { beginWithTheme } from './theme.js';
import { executions } from './views/executions.js';
import { execution } from './views/execution.js';
import { start } from './views/start.js';
import { workers } from './views/workers.js';

const ROUTES = [
  [/^\/(?:executions)?$/, 'executions', executions],
  [/^\/start$/, 'start', start],
  [/^\/workers$/, 'workers', workers],
  [/^\/executions\/([^/]+)(?:\/([a-z]+)(?:\/([^/]+))?)?$/, 'executions', execution],
];

const main = document.getElementById('main');
let leave = () => {};
let shown = null;

function render() {
  for (const [pattern, name, view] of ROUTES) {
    const match = pattern.exec(location.pathname);
    if (match) {
      markPlace(name);
      enter(view, match.slice(1).map((part) => (part === undefined ? part : decodeURIComponent(part))));
      return;
    }
  }
  leave();
  shown = null;
  show(main, h('h1', {}, 'There is nothing here'), h('p', { class: 'empty' }, h('a', { href: '/' }, 'All executions')));
}

/** A view that is shown already may take the new address itself, as an execution does with its tabs and tasks. */
function enter(view, parts) {
  if (shown?.view === view && shown.update?.(...parts)) {
    return;
  }
  leave();
  const place = h('div');
  show(main, place);
  const made = view(place, ...parts) ?? {};
  shown = { view, update: made.update };
  leave = made.leave ?? (() => {});
}

function markPlace(name) {
  for (const link of document.querySelectorAll('[data-nav]')) {
    if (link.dataset.nav === name) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  const isOurs = link && link.origin === location.origin && !link.target && !link.hasAttribute('download')
    && !/^\/(api|q|ui|health)(\/|$)/.test(link.pathname) && !link.getAttribute('href').startsWith('#');
  if (isOurs && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    go(link.pathname + link.search);
  }
});
onMove(render);

let asking = null;
onTokenNeeded(() => {
  asking ??= askForToken().finally(() => { asking = null; });
  return asking;
});

function askForToken() {
  return new Promise((resolve) => {
    const field = h('input', { type: 'password', autocomplete: 'off', required: true, 'aria-label': 'Token' });
    const dialog = h('dialog', {},
      h('form', { method: 'dialog' },
        h('h2', {}, 'This service asks for a token'),
        h('p', { class: 'soft' }, 'Make one with ', h('code', {}, 'coppice token create'), '. It is kept for this tab only.'),
        field,
        h('div', { class: 'actions' }, h('button', { class: 'primary', value: 'use' }, 'Use it'),
          h('button', { value: '', formnovalidate: true }, 'Cancel'))));
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (dialog.returnValue === 'use' && field.value) {
        keepToken(field.value.trim());
        resolve(true);
      } else {
        resolve(false);
      }
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** What is folded on the screen would be missing on paper. */
let unfolded = [];
window.addEventListener('beforeprint', () => {
  unfolded = [...main.querySelectorAll('details:not([open])')];
  unfolded.forEach((each) => { each.open = true; });
});
window.addEventListener('afterprint', () => unfolded.forEach((each) => { each.open = false; }));

window.addEventListener('unhandledrejection', (event) => tell(event.reason?.message ?? String(event.reason), 'error'));
beginWithTheme();
render();
