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
    element.addEventListener(name.slice(2), value);
  } else {
    element.setAttribute(name, value === true ? '' : value);
  }
}

function isThere(child) {
  return child !== null && child !== undefined && child !== false && child !== '';
}

/** Puts these children in place of those that are there. */
export function show(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(isThere));
  return element;
}

/** Only addresses of the web become links; others, such as javascript:, stay text. */
export function outsideLink(address, text) {
  const isWeb = /^https?:\/\//i.test(address);
  return isWeb ? h('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, text) : text;
}
