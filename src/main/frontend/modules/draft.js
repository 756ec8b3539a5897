// Keeps what is being written: form[data-draft-url] is posted there a moment after the last key, and at once when the page is left.
// The server answers with the time in words ("14:32"); [data-draft-status] in the form says so.
import { csrfHeaders } from './requests.js';
import { text } from './texts.js';

const PAUSE = 1500;
const timers = new WeakMap();

const report = (form, words) => {
  const status = form.querySelector('[data-draft-status]');
  if (status) status.textContent = words;
};

// The form is no longer hers to fill in: done or taken elsewhere, so trying again helps nobody.
const forGood = (status) => status === 403 || status === 404 || status === 409;

async function save(form, keepalive = false) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: csrfHeaders(), keepalive });
    if (forGood(answer.status)) {
      report(form, text('draftRefused'));
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    report(form, text('draftSaved', await answer.text()));
  } catch {
    report(form, text('draftFailed'));
    if (form.isConnected) timers.set(form, setTimeout(() => save(form), 10 * PAUSE));
  }
}

document.addEventListener('input', (event) => {
  const form = event.target.form;
  if (!form?.dataset.draftUrl) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), PAUSE));
});
document.addEventListener('submit', (event) => {
  clearTimeout(timers.get(event.target));
  timers.delete(event.target);
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'hidden') return;
  document.querySelectorAll('form[data-draft-url]').forEach((form) => timers.has(form) && save(form, true));
});
