// The one registry of keys. Elements register themselves: data-key="c" on a button or link, named by data-key-label or by its own words.
// Single letters act only when the focus is in no field and no dialog is open, and not at all when the reader has turned them off.
import { text } from './texts.js';

const registered = [];

/** Binds a key to a function; the help dialog and the command list show it. */
export function register(action) {
  registered.push(action);
}

const shown = (element) => element.checkVisibility() && !element.disabled;
const label = (element) => element.dataset.keyLabel || element.getAttribute('aria-label') || element.textContent.trim().replace(/\s+/g, ' ');

/** Everything that can be done here now, in the order of the page; of several elements with one key the one in the focused row acts. */
export function actions() {
  const row = currentRow();
  const elements = [...document.querySelectorAll('[data-key]')].filter(shown);
  const byKey = new Map();
  for (const element of elements) {
    const inRow = element.closest('[data-row]');
    const key = element.dataset.key;
    if (byKey.has(key) && (!inRow || inRow !== row)) continue;
    byKey.set(key, { key, label: label(element), run: () => act(element) });
  }
  return [...registered.filter((action) => !action.when || action.when()), ...byKey.values()];
}

/** What is inside can take the focus only once it is drawn, and it unfolds: it is tried with each frame until it can. */
function focusInside(details, frames = 60) {
  const field = details.querySelector('input:not([type=hidden]), select, textarea');
  field?.focus();
  if (field && details.open && document.activeElement !== field && frames > 0) requestAnimationFrame(() => focusInside(details, frames - 1));
}

function act(element) {
  if (element.matches('input:not([type=checkbox]):not([type=radio]), select, textarea')) element.focus();
  else element.click();
  if (element.matches('summary') && element.parentElement.open) focusInside(element.parentElement);
}

const rows = () => [...document.querySelectorAll('[data-rows] [data-row]')].filter(shown);
const currentRow = () => document.activeElement?.closest?.('[data-row]') ?? null;

function move(step) {
  const all = rows();
  const index = all.indexOf(currentRow());
  const next = all[index < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(index + step, 0), all.length - 1)];
  (next?.querySelector('[data-open]') ?? next?.querySelector('a, button, input'))?.focus();
}

const hasRows = () => rows().length > 0;
register({ key: 'j', label: () => text('keyNext'), run: () => move(1), when: hasRows });
register({ key: 'k', label: () => text('keyPrevious'), run: () => move(-1), when: hasRows });
register({ key: 'Enter', label: () => text('keyOpen'), native: true, when: hasRows });
register({
  key: 'x',
  label: () => text('keySelect'),
  run: () => currentRow()?.querySelector('input[type=checkbox]')?.click(),
  when: () => document.querySelector('[data-row] input[type=checkbox]') !== null,
});

const typing = (target) => target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [data-keys-off]');
const off = () => document.documentElement.dataset.keys === 'off';
const pressed = (event) => [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt', event.key.length === 1 ? event.key.toLowerCase() : event.key].filter(Boolean).join('+');

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
  const key = pressed(event);
  const single = !key.includes('+');
  if (single && (off() || typing(event.target) || key.length > 1)) return;
  const action = actions().find((each) => each.key === key && !each.native);
  if (!action) return;
  event.preventDefault();
  action.run();
});
