// Libraries of others, fetched when they are first needed. What they give is markup, and of that only what is named here reaches the page.

import { h } from './dom.js';

const loading = new Map();

/** What the library puts into the window under its name; null if it cannot be had. */
export function library(file, name) {
  if (!loading.has(file)) {
    loading.set(file, new Promise((resolve) => {
      const script = h('script', { src: `/ui/lib/${file}.js` });
      script.addEventListener('load', () => resolve(window[name] ?? null));
      script.addEventListener('error', () => resolve(null));
      document.head.append(script);
    }));
  }
  return loading.get(file);
}

/** Takes markup apart into texts and into what is made of its elements; null of one takes its children only. */
export function parts(markup, make) {
  const parsed = new DOMParser().parseFromString(`<pre>${markup}</pre>`, 'text/html').body.firstChild;
  const copied = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      return node.data;
    }
    const children = [...node.childNodes].map(copied);
    return make(node, children) ?? children;
  };
  return [...parsed.childNodes].map(copied);
}
