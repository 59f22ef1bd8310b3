// Light or dark: as the system has it, until somebody says otherwise in this browser.

const CHOICE = 'coppice.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

function current() {
  return localStorage.getItem(CHOICE) ?? (system.matches ? 'dark' : 'light');
}

function apply() {
  document.documentElement.dataset.theme = current();
  document.getElementById('theme').textContent = current() === 'dark' ? '☀' : '☾';
}

export function beginWithTheme() {
  document.getElementById('theme').addEventListener('click', () => {
    localStorage.setItem(CHOICE, current() === 'dark' ? 'light' : 'dark');
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}
