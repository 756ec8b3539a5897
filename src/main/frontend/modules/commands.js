// The help dialog (?) and the command list (Ctrl+K): both show what the registry of keys holds, so neither can be out of date.
import { actions, register } from './keyboard.js';
import { text } from './texts.js';

const help = document.getElementById('keys');
const commands = document.getElementById('commands');
const words = (action) => (typeof action.label === 'function' ? action.label() : action.label);

function kbd(key) {
  const element = document.createElement('kbd');
  element.textContent = key === ' ' ? text('keySpace') : key;
  return element;
}

function showHelp() {
  const list = help.querySelector('dl');
  list.replaceChildren(
    ...actions().map((action) => {
      const row = document.createElement('div');
      const term = document.createElement('dt');
      term.append(kbd(action.key));
      const meaning = document.createElement('dd');
      meaning.textContent = words(action);
      row.append(term, meaning);
      return row;
    }),
  );
  help.showModal();
}

/** Actions with a key, and every place the header leads to. */
function choices() {
  const places = [...document.querySelectorAll('[data-command]:not([data-key])')].map((link) => ({
    label: link.textContent.trim(),
    run: () => link.click(),
  }));
  return [...actions().filter((action) => action.run && action.key !== 'Ctrl+k'), ...places];
}

function showCommands() {
  const field = commands.querySelector('input');
  const list = commands.querySelector('ul');
  const all = choices();
  const render = () => {
    const wanted = field.value.trim().toLowerCase();
    const found = all.filter((action) => words(action).toLowerCase().includes(wanted));
    list.replaceChildren(
      ...found.map((action) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'command';
        button.append(words(action), ...(action.key ? [kbd(action.key)] : []));
        button.addEventListener('click', () => {
          commands.addEventListener('close', () => action.run(), { once: true });
          commands.close();
        });
        item.append(button);
        return item;
      }),
    );
    commands.querySelector('[data-count]').textContent = text('commandsFound', found.length);
  };
  field.value = '';
  field.oninput = render;
  field.onkeydown = (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      list.querySelector('button')?.click();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      list.querySelector('button')?.focus();
    }
  };
  list.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll('button')];
    (buttons[buttons.indexOf(document.activeElement) + step] ?? field).focus();
  };
  render();
  commands.showModal();
  field.focus();
}

if (help && commands) {
  register({ key: 'Ctrl+k', label: () => text('keyCommands'), run: showCommands });
  register({ key: '?', label: () => text('keyHelp'), run: showHelp });
  document.querySelectorAll('[data-show="keys"]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', showHelp);
  });
}
