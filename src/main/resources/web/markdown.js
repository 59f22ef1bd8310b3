// Markdown as it is meant. Plans are not trusted: markup in them stays text, links lead to the web or nowhere, and pictures are their words.

import { h, outsideLink } from './dom.js';
import { library, parts } from './library.js';

const SHOWN = new Set(['p', 'ul', 'ol', 'li', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'hr', 'br', 'table', 'thead', 'tbody', 'tr', 'th', 'td']);
/** Of a table's cells; the page's policy would complain of it. In texts a quotation mark is written otherwise. */
const ALIGNMENT = / style="text-align:[a-z]+"/g;
const HEADINGS = /^h[1-6]$/;

/** Nodes to be shown; the text itself where the library cannot be had. */
export async function rendered(text) {
  const make = await library('markdown', 'markdownit');
  return make ? parts(make({ html: false }).render(text).replaceAll(ALIGNMENT, ''), element) : [h('pre', {}, text)];
}

function element(node, children) {
  const name = node.localName;
  if (SHOWN.has(name)) {
    return h(name, {}, children);
  }
  if (HEADINGS.test(name)) {
    return h('p', { class: 'heading' }, h('strong', {}, children));
  }
  if (name === 'a') {
    return outsideLink(node.getAttribute('href') ?? '', children);
  }
  return name === 'img' ? node.getAttribute('alt') : null;
}
