// Words that scripts say: written by the server, in the reader's language, as data-text-… attributes of #texts.

/** The text of that name with {0}, {1} … filled in. */
export function text(name, ...values) {
  const pattern = document.getElementById('texts')?.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`] ?? '';
  return pattern.replace(/\{(\d)\}/g, (_, index) => values[index] ?? '');
}

/** Says something politely: shown for a while, read aloud by screen readers. */
export function say(words) {
  const status = document.getElementById('status');
  if (status) status.textContent = words;
}
