// Islands are loaded when they come into sight: a canvas in a closed tab has no size. data-mounted says how it went (tests wait for it).
const islands = {
  diagram: () => import('../islands/diagram.js'),
};

async function mount(element) {
  const load = islands[element.dataset.island];
  if (!load) return;
  try {
    await (await load()).mount(element);
    element.dataset.mounted = 'ready';
  } catch (error) {
    console.error(error);
    element.dataset.mounted = 'failed';
  }
}

const sight = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    sight.unobserve(entry.target);
    mount(entry.target);
  }
});

const look = () => document.querySelectorAll('[data-island]:not([data-watched])').forEach((element) => {
  element.dataset.watched = 'true';
  sight.observe(element);
});

look();
document.addEventListener('htmx:after:swap', look);
