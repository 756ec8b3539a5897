// After a form came back with errors, the error summary takes the focus; after other swaps, what asks for it by data-focus does.
const FIRST = '.ds-error-summary, [data-focus]';

const focusFirst = (root) => {
  const wanted = root.matches?.(FIRST) ? root : root.querySelector?.(FIRST);
  if (!wanted || wanted.dataset.focused) return;
  wanted.dataset.focused = 'true';
  wanted.setAttribute('tabindex', '-1');
  wanted.focus();
};

focusFirst(document);
document.addEventListener('htmx:after:swap', (event) => focusFirst(event.detail?.ctx?.target?.isConnected ? event.detail.ctx.target : document));
