// Elements made of values. Texts become text nodes and never markup, whatever they hold.

const SVG = 'http://www.w3.org/2000/svg';

export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    set(element, name, value);
  }
  element.append(...children.flat(Infinity).filter(isThere));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (name.startsWith('on')) {
    listen(element, name.slice(2), value);
  } else {
    element.setAttribute(name, value === true ? '' : value);
  }
}

/** What an element does can become another while the element stays. */
const handlers = new WeakMap();

function listen(element, type, handler) {
  handlers.set(element, { ...handlers.get(element), [type]: handler });
  element.addEventListener(type, (event) => handlers.get(element)[type](event));
}

function isThere(child) {
  return child !== null && child !== undefined && child !== false && child !== '';
}

/** Puts these children in place of those that are there. */
export function show(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(isThere));
  return element;
}

/** The same, but what stays as it is stays there: nobody loses the focus, or a click, to a clock that goes on. */
export function renew(element, ...children) {
  const wanted = children.flat(Infinity).filter(isThere).map((child) => (child instanceof Node ? child : document.createTextNode(child)));
  const there = [...element.childNodes];
  wanted.forEach((node, place) => (place < there.length ? become(there[place], node) : element.append(node)));
  there.slice(wanted.length).forEach((node) => node.remove());
  return element;
}

function become(old, node) {
  if (old.nodeType === Node.TEXT_NODE && node.nodeType === Node.TEXT_NODE) {
    if (old.data !== node.data) {
      old.data = node.data;
    }
  } else if (isAlike(old, node)) {
    [...old.attributes].filter(({ name }) => !node.hasAttribute(name)).forEach(({ name }) => old.removeAttribute(name));
    [...node.attributes].filter(({ name, value }) => old.getAttribute(name) !== value).forEach(({ name, value }) => change(old, name, value));
    if (handlers.has(node)) {
      handlers.set(old, handlers.get(node));
    }
    renew(old, [...node.childNodes]);
  } else {
    old.replaceWith(node);
  }
}

/** The page's policy lets scripts change a style, but not write one as markup. */
function change(element, name, value) {
  if (name === 'style') {
    element.style.cssText = value;
  } else {
    element.setAttribute(name, value);
  }
}

function isAlike(old, node) {
  const types = (element) => Object.keys(handlers.get(element) ?? {}).sort().join();
  return old.nodeType === Node.ELEMENT_NODE && old.nodeName === node.nodeName && types(old) === types(node);
}

/** Only addresses of the web become links; others, such as javascript:, stay text. */
export function outsideLink(address, text) {
  const isWeb = /^https?:\/\//i.test(address);
  return isWeb ? h('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, text) : text;
}
