// A patch with its files beside it, in the colours of their languages.

import { h, show } from '../dom.js';
import { get, send } from '../api.js';
import { library, parts } from '../library.js';
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
    const colours = patch.length < LONGEST_COLOURED ? await library('highlight', 'hljs') : null;
    if (!isClosed) {
      draw(place, stat, files(patch), colours);
    }
  })().catch((failure) => show(place, h('p', { class: 'empty' }, failure.message)));
  return () => { isClosed = true; };
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
      h('nav', { 'aria-label': 'Files' }, branch(tree(stat.files))),
      h('div', {}, all.map((file, index) => drawFile(file, index, stat.files[index], colours)))));
}

/** Folders with their files, by name; a folder with nothing but one folder stands on one line with it. */
function tree(list) {
  const root = { folders: new Map(), files: [] };
  list.forEach((file, index) => {
    const parts = file.path.split('/');
    const name = parts.pop();
    const folder = parts.reduce((at, part) => {
      if (!at.folders.has(part)) {
        at.folders.set(part, { folders: new Map(), files: [] });
      }
      return at.folders.get(part);
    }, root);
    folder.files.push({ name, index, file });
  });
  return root;
}

function branch({ folders, files }) {
  return h('ul', { class: 'tree' },
    [...folders].map(([name, folder]) => {
      const [path, last] = alone(name, folder);
      return h('li', {}, h('span', { class: 'soft' }, `${path}/`), branch(last));
    }),
    files.map(({ name, index, file }) =>
      h('li', {}, h('a', { href: `#file-${index}`, title: `${file.path}: ${file.status}` }, h('span', { class: 'grow' }, name), signs(file)))));
}

function alone(name, folder) {
  if (folder.files.length > 0 || folder.folders.size !== 1) {
    return [name, folder];
  }
  const [[inner, next]] = folder.folders;
  return alone(`${name}/${inner}`, next);
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

function coloured(colours, language, text) {
  return parts(colours.highlight(text, { language, ignoreIllegals: true }).value, (node, children) =>
    h('span', { class: node.className }, children));
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
