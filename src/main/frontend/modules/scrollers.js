// A table wider than its frame is moved with the arrow keys: as long as there is something to move, Tab stops at the frame, and it has a name. Where tables
// are cards nothing moves, and nothing stops. Without script, browsers that know scrollers by themselves do the same.
const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => look(target.closest('.table-frame'))));

const name = (frame) =>
  frame.querySelector('table')?.getAttribute('aria-label') ?? frame.closest('section, article, main').querySelector('h1, h2, h3, h4')?.textContent;

function look(frame) {
  if (frame.scrollWidth > frame.clientWidth) {
    frame.tabIndex = 0;
    frame.setAttribute('role', 'group');
    frame.setAttribute('aria-label', name(frame) ?? '');
  } else {
    ['tabindex', 'role', 'aria-label'].forEach((each) => frame.removeAttribute(each));
  }
}

const watch = () => document.querySelectorAll('.table-frame, .table-frame > table').forEach((element) => sizes.observe(element));

watch();
document.addEventListener('htmx:after:swap', watch);
