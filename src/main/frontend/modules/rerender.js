// An answer that decides what else a form asks ([data-rerender]) has the questions around it drawn anew by the server (.form-live).
document.addEventListener('change', (event) => {
  if (!event.target.matches?.('[data-rerender]')) return;
  event.target.closest('.form-live[hx-post]')?.dispatchEvent(new CustomEvent('rerender'));
});
