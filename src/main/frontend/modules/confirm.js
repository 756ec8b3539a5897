// Asks once more before what cannot be undone: data-confirm on a form, or on the button that sends it. With data-confirm-needs="field" only once that
// field is answered: until then the server says what is missing, and nothing is done.
const dialog = document.getElementById('confirm');

/** Shows the question; true when the reader says yes. */
function ask(question, yes) {
  dialog.querySelector('[data-question]').textContent = question;
  const ok = dialog.querySelector('button[value="ok"]');
  ok.textContent = yes ?? ok.dataset.default;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', function closed() {
      // On a slow machine the answer to the question before is heard only now.
      if (dialog.open) return;
      dialog.removeEventListener('close', closed);
      resolve(dialog.returnValue === 'ok');
    });
  });
}

const asking = (element) => element?.closest?.('[data-confirm]');
const confirmed = new WeakSet();
const answered = (form, field) => !field || Boolean(new FormData(form).get(field));

if (dialog) {
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    const source = asking(event.submitter) ?? asking(form);
    if (!source || confirmed.delete(form) || !answered(form, source.dataset.confirmNeeds)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (await ask(source.dataset.confirm, source.dataset.confirmOk)) {
      confirmed.add(form);
      form.requestSubmit(submitter ?? undefined);
    }
  }, true);

  document.addEventListener('htmx:confirm', async (event) => {
    const { sourceElement } = event.detail.ctx ?? {};
    const source = asking(sourceElement);
    if (!source || sourceElement.matches('form') || sourceElement.form) return;
    event.preventDefault();
    if (await ask(source.dataset.confirm, source.dataset.confirmOk)) event.detail.issueRequest();
    else event.detail.dropRequest();
  });
}
