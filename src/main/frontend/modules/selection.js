// Selecting rows: a box that selects all that are shown, and how many are selected. Both are there only with script; the boxes of the rows need none.
const boxes = (frame) => [...frame.querySelectorAll('[data-row] input[type=checkbox]')];

function count(frame) {
  const all = boxes(frame);
  const selected = all.filter((box) => box.checked).length;
  const words = frame.querySelector('[data-selected]');
  if (words) words.textContent = selected ? words.dataset.words.replace('{0}', selected) : '';
  const every = frame.querySelector('[data-select-all]');
  if (!every) return;
  every.checked = selected > 0 && selected === all.length;
  every.indeterminate = selected > 0 && selected < all.length;
}

function show() {
  document.querySelectorAll('[data-selection]').forEach((frame) => {
    frame.querySelectorAll('[data-select-all], [data-select-all-label]').forEach((element) => {
      element.hidden = false;
    });
    count(frame);
  });
}

document.addEventListener('change', (event) => {
  const frame = event.target.closest('[data-selection]');
  if (!frame || event.target.type !== 'checkbox') return;
  if (event.target.matches('[data-select-all]')) {
    boxes(frame).forEach((box) => {
      box.checked = event.target.checked;
    });
  }
  count(frame);
});
document.addEventListener('htmx:after:swap', show);
addEventListener('pageshow', show);
