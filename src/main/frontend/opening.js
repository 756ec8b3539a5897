// The page shown while the doors are closed: it says how far the program has come, and gives way to the page that was asked for when they open.
import './styles/opening.css';

const LOOK_AGAIN_MS = 2000;

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'manual' });
    if (answer.status !== 503) {
      location.reload();
      return;
    }
    const now = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const id of ['what', 'percent']) {
      document.getElementById(id).textContent = now.getElementById(id).textContent;
    }
    document.querySelector('progress').value = now.querySelector('progress').value;
  } catch {
    // Nobody answers for a moment; the next look tells.
  }
  setTimeout(look, LOOK_AGAIN_MS);
}

setTimeout(look, LOOK_AGAIN_MS);
