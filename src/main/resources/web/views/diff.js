// A patch with its files beside it, in the colours of their languages.

import { h, show } from '../dom.js';
import { get, send } from '../api.js';
import { plural } from '../words.js';

const LONGEST_COLOURED = 400_000;
const MOST_LINES_OF_A_FILE = 3000;

/** Of an execution or an attempt, by its path in the API. */
export function diffOf(place, path) {
  let isClosed = false;
  show(place, h('p', { class: 'empty' }, 'Reading the changes…'));
  (async () => {
    const [stat, answer] = await Promise.all([get(`${path}/diff/stat`), send(`${path}/diff`)]);
    const patch = await answer.text();
    const colours = patch.length < LONGEST_COLOURED ? await highlighter() : null;
    if (!isClosed) {
      draw(place, stat, files(patch), colours);
    }
  })().catch((failure) => show(place, h('p', { class: 'empty' }, failure.message)));
  return () => { isClosed = true; };
}

let loading = null;

/** A library of its own, fetched when the first diff is looked at. */
function highlighter() {
  loading ??= new Promise((resolve) => {
    const script = h('script', { src: '/ui/lib/highlight.js' });
    script.addEventListener('load', () => resolve(window.hljs));
    script.addEventListener('error', () => resolve(null));
    document.head.append(script);
  });
  return loading;
}

function draw(place, stat, all, colours) {
  if (all.length === 0) {
    show(place, h('p', { class: 'empty' }, 'Nothing has changed.'));
    return;
  }
  show(place,
    h('div', { class: 'facts' }, h('span', {}, `${plural(stat.files_changed, 'file')} `, signs(stat)),
      h('span', { class: 'mono small' }, `${stat.base_commit.slice(0, 10)}..${stat.commit.slice(0, 10)}`)),
    h('div', { class: 'diff' },
      h('nav', { 'aria-label': 'Files' }, stat.files.map((file, index) =>
        h('a', { href: `#file-${index}`, title: file.status }, h('span', { class: 'grow' }, file.path), signs(file)))),
      h('div', {}, all.map((file, index) => drawFile(file, index, stat.files[index], colours)))));
}

function signs(each) {
  return each.binary ? h('span', { class: 'soft' }, 'binary')
    : h('span', {}, h('span', { class: 'plus' }, `+${each.added}`), ' ', h('span', { class: 'minus' }, `−${each.deleted}`));
}

function drawFile(file, index, stat, colours) {
  const name = stat?.path ?? file.name;
  const shown = file.lines.slice(0, MOST_LINES_OF_A_FILE);
  const language = colours && languageOf(colours, name);
  return h('section', { class: 'file', id: `file-${index}` }, h('h3', {}, stat?.old_path && stat.old_path !== name ? `${stat.old_path} → ${name}` : name),
    h('pre', { tabindex: '0' }, shown.map((line) => drawLine(line, language && colours, language)),
      file.lines.length > shown.length ? h('span', { class: 'line soft' }, `… ${file.lines.length - shown.length} more lines`) : null));
}

const KINDS = { '+': 'add', '-': 'del', '@': 'hunk' };

function drawLine(line, colours, language) {
  const kind = KINDS[line[0]];
  if (!colours || kind === 'hunk') {
    return h('span', { class: `line ${kind ?? ''}` }, line);
  }
  return h('span', { class: `line ${kind ?? ''}` }, line[0] ?? '', coloured(colours, language, line.slice(1)));
}

/** The library's answer is markup; it is taken apart into texts and classes, so that nothing else of it reaches the page. */
function coloured(colours, language, text) {
  const markup = colours.highlight(text, { language, ignoreIllegals: true }).value;
  const parsed = new DOMParser().parseFromString(`<pre>${markup}</pre>`, 'text/html').body.firstChild;
  return [...parsed.childNodes].map(copied);
}

function copied(node) {
  return node.nodeType === Node.TEXT_NODE ? node.data : h('span', { class: node.className }, [...node.childNodes].map(copied));
}

function languageOf(colours, name) {
  const ending = name.split('.').pop().toLowerCase();
  return colours.getLanguage(ending) ? ending : null;
}

/** The patch file by file, without git's own heads. */
function files(patch) {
  const found = [];
  let isInHunks = false;
  for (const line of patch.split('\n')) {
    if (line.startsWith('diff --git ')) {
      found.push({ name: line.slice(11), lines: [] });
      isInHunks = false;
    } else if (found.length > 0) {
      isInHunks ||= line.startsWith('@@') || line.startsWith('Binary files');
      if (isInHunks) {
        found.at(-1).lines.push(line);
      }
    }
  }
  return found;
}
