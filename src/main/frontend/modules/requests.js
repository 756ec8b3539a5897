// What every htmx request has in common: the CSRF header, and one place for what could not be done.
import { say, text } from './texts.js';

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

/** Headers that a changing request needs. */
export function csrfHeaders() {
  const header = meta('csrf-header');
  return header ? { [header]: meta('csrf-token') } : {};
}

document.addEventListener('htmx:config:request', (event) => {
  const request = event.detail.ctx.request;
  if ((request.method ?? 'GET').toUpperCase() !== 'GET') Object.assign(request.headers, csrfHeaders());
});

// The server writes problems as a fragment for #status (HX-Retarget). Without an answer there is nothing to show but this.
document.addEventListener('htmx:error', (event) => {
  if (!event.detail.ctx?.response) say(text('offline'));
});

// Content that stood in #status when the page came is not read aloud; put in again, it is.
const status = document.getElementById('status');
if (status?.textContent.trim()) {
  const flash = [...status.childNodes];
  status.replaceChildren();
  setTimeout(() => status.replaceChildren(...flash), 150);
}
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') status?.replaceChildren();
});
