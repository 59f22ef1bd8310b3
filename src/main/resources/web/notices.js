// Short words at the edge of the page, and of the browser itself where that is allowed.

import { h } from './dom.js';

const SHOWN_FOR = 7000;

export function tell(text, kind = 'info') {
  const notice = h('div', { class: kind }, text);
  document.getElementById('notices').append(notice);
  setTimeout(() => notice.remove(), SHOWN_FOR);
}

/** Does what a button says, and tells what the service has against it. */
export async function attempt(action, done) {
  try {
    const result = await action();
    if (done) {
      tell(done);
    }
    return result;
  } catch (failure) {
    tell(failure.message, 'error');
    return null;
  }
}

export function canNotify() {
  return 'Notification' in window && Notification.permission !== 'denied';
}

export async function allowNotifications() {
  return canNotify() && await Notification.requestPermission() === 'granted';
}

export function notify(title, body) {
  if ('Notification' in window && Notification.permission === 'granted' && document.hidden) {
    const notification = new Notification(title, { body, icon: '/ui/icon.svg' });
    notification.addEventListener('click', () => { window.focus(); notification.close(); });
  }
}
