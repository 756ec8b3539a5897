// One server-sent stream per page (data-live="address" on any element). The stream carries names and ids, never content: what shows it asks again,
// with the reader's own rights. What holds the reader's focus stays as it is until the focus leaves it.
//
// event: <name>   data: <id or nothing>
// - [data-live-on="name"]          gets the DOM event `live`, e.g. hx-trigger="live"; "name other" listens to both
// - [data-live-id="id"] inside it  is asked instead, when the id is shown on the page
// - work.gone                    takes rows with the id away at once, and loads a page anew that is about it
// - [data-live-open]             stands on the element once the stream is open
// - [data-live-new="name"]         a hidden button that counts: "3 nye – vis"; what it does on click is its own hx-get or link
import { text } from './texts.js';

let stream;
const names = new Set();

const waits = (element) => element.contains(document.activeElement) && document.activeElement !== document.body;

function wake(element) {
  const go = () => element.isConnected && element.dispatchEvent(new CustomEvent('live'));
  if (!waits(element)) return go();
  if (element.dataset.liveWaiting) return;
  element.dataset.liveWaiting = 'true';
  element.addEventListener('focusout', function left() {
    setTimeout(() => {
      if (waits(element)) return;
      element.removeEventListener('focusout', left);
      delete element.dataset.liveWaiting;
      go();
    });
  });
}

function count(button, id) {
  if (id && document.querySelector(`[data-live-id="${CSS.escape(id)}"]`)) return;
  const ids = new Set((button.dataset.ids ?? '').split(' ').filter(Boolean)).add(id || String(Date.now()));
  button.dataset.ids = [...ids].join(' ');
  button.textContent = text('liveNew', ids.size);
  button.hidden = false;
}

const listens = (element, attribute, name) => element.dataset[attribute].split(/\s+/).includes(name);

function received(event) {
  const { type: name, data: id } = event;
  const shown = id && document.querySelector(`[data-live-id="${CSS.escape(id)}"]`);
  document.querySelectorAll('[data-live-new]').forEach((button) => listens(button, 'liveNew', name) && count(button, id));
  document.querySelectorAll('[data-live-on]').forEach((element) => {
    if (!listens(element, 'liveOn', name)) return;
    wake(shown && element.contains(shown) && shown !== element ? shown : element);
  });
}

// The reader may not know of it any more: no waiting for her focus.
function gone({ data: id }) {
  document.querySelectorAll(`[data-live-id="${CSS.escape(id)}"]`).forEach((element) => {
    const row = element.closest('[data-row]');
    if (row) row.remove();
    else location.reload();
  });
}

function listen() {
  const source = document.querySelector('[data-live]');
  if (!source) return;
  if (!stream) {
    stream = new EventSource(source.dataset.live);
    stream.addEventListener('open', () => (source.dataset.liveOpen = 'true'));
    stream.addEventListener('work.gone', gone);
  }
  document.querySelectorAll('[data-live-on], [data-live-new]').forEach((element) => {
    for (const name of `${element.dataset.liveOn ?? ''} ${element.dataset.liveNew ?? ''}`.split(/\s+/).filter(Boolean)) {
      if (names.has(name)) continue;
      names.add(name);
      stream.addEventListener(name, received);
    }
  });
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-live-new]');
  if (!button) return;
  button.hidden = true;
  delete button.dataset.ids;
});
document.addEventListener('htmx:after:swap', listen);
addEventListener('pagehide', () => stream?.close());
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  stream = undefined;
  names.clear();
  listen();
});
listen();
