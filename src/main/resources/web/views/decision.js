// Asks a person before something is done: whether it is meant, and in which words.

import { h } from '../dom.js';

const MOST_CHARACTERS = 4000;

/**
 * Gives a promise of the words, which may be none, or of null if the person thinks better of it.
 * `about` says what comes of it; without `label` there is nothing to write.
 */
export function decide({ title, about, label, button, kind = 'primary', needsWords = false }) {
  const words = label ? h('textarea', { id: 'decision-words', class: 'short', maxlength: MOST_CHARACTERS, required: needsWords }) : null;
  const dialog = h('dialog', { class: 'decision', 'aria-labelledby': 'decision-title' },
    h('form', { method: 'dialog' },
      h('h2', { id: 'decision-title' }, title),
      h('p', { class: 'soft' }, about),
      words ? h('label', { for: 'decision-words' }, label) : null,
      words,
      h('div', { class: 'actions' },
        h('button', { class: kind, value: 'do' }, button),
        h('button', { value: '', formnovalidate: true }, 'Leave it'))));
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'do' ? words?.value.trim() ?? '' : null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
