// A BPMN diagram to read: where the journey has been, where it is, where time is lost. Beside it stands a list that says the same in words.
import Viewer from 'bpmn-js/lib/Viewer';
import MoveCanvas from 'diagram-js/lib/navigation/movecanvas';
import { text } from '../modules/texts.js';
import './diagram.css';

const SMALLEST_READABLE = 0.6;
const STEP = 1.25;
const PAN = 80;
const MARGIN = 20;

const json = async (address) => (address ? (await answer(address)).json() : {});

async function answer(address) {
  const response = await fetch(address, {
    headers: { Accept: 'application/json, application/xml;q=0.9', 'Accept-Language': document.documentElement.lang },
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response;
}

/** Draws the diagram into the element; fails when it cannot be had or read. */
export async function mount(element) {
  const stage = document.createElement('div');
  stage.className = 'stage';
  stage.tabIndex = 0;
  stage.setAttribute('role', 'group');
  stage.setAttribute('aria-label', element.getAttribute('aria-label'));
  element.replaceChildren(stage);
  try {
    const [xml, state] = await Promise.all([answer(element.dataset.src).then((response) => response.text()), json(element.dataset.state)]);
    const viewer = new Viewer({
      container: stage,
      additionalModules: [MoveCanvas],
      bpmnRenderer: { defaultFillColor: 'var(--shape)', defaultStrokeColor: 'var(--line)', defaultLabelColor: 'var(--label)' },
    });
    await viewer.importXML(xml);
    const drawing = stage.querySelector('svg');
    drawing.setAttribute('aria-hidden', 'true');
    drawing.setAttribute('tabindex', '-1');
    show(viewer, state);
    navigate(viewer, element, stage, state);
  } catch (error) {
    const words = document.createElement('p');
    words.textContent = text('diagramFailed');
    element.replaceChildren(words);
    throw error;
  }
}

function show(viewer, { done = [], flows = [], tokens = [], waiting = [] }) {
  const canvas = viewer.get('canvas');
  const elements = viewer.get('elementRegistry');
  const known = (id) => elements.get(id);
  elements.filter(({ type }) => type === 'bpmn:Participant' || type === 'bpmn:Lane').forEach(({ id }) => canvas.addMarker(id, 'lane'));
  [...done, ...flows].filter(known).forEach((id) => canvas.addMarker(id, 'done'));
  for (const { element, words } of tokens) {
    if (!known(element)) continue;
    canvas.addMarker(element, 'here');
    badge(viewer, element, 'token', words, { top: -14, left: -8 });
  }
  for (const { element, words, heat } of waiting) {
    if (!known(element)) continue;
    if (heat) glow(canvas, known(element), heat);
    badge(viewer, element, 'waiting', words, { bottom: 6, right: 60 });
  }
}

function badge(viewer, element, kind, words, position) {
  if (!words) return;
  const html = document.createElement('span');
  html.className = `badge ${kind}`;
  html.textContent = words;
  viewer.get('overlays').add(element, { position, html });
}

/** Heat lies below the shapes, or it would wash out their words. */
function glow(canvas, { x, y, width, height }, heat) {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const margin = 6 + 14 * heat;
  for (const [name, value] of Object.entries({ x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin, rx: margin + 8, class: 'heat' })) {
    rect.setAttribute(name, value);
  }
  rect.style.opacity = String(0.2 + 0.5 * heat);
  canvas.getLayer('heat', -1).append(rect);
}

function navigate(viewer, element, stage, state) {
  const canvas = viewer.get('canvas');
  const fit = () => canvas.zoom('fit-viewport', 'auto');
  const zoom = (factor) => canvas.zoom(Math.min(Math.max(canvas.zoom() * factor, 0.2), 4));
  const begin = () => {
    if (fit() >= SMALLEST_READABLE) return;
    // A wide process would be too small to read: begin where the journey is now, or where journeys start.
    canvas.zoom(SMALLEST_READABLE + 0.1);
    const elements = viewer.get('elementRegistry');
    const here = (state.tokens ?? []).map((token) => elements.get(token.element)).find(Boolean) ?? elements.find(({ type }) => type === 'bpmn:StartEvent');
    const { inner, outer, scale } = canvas.viewbox();
    const [width, height] = [outer.width / scale, outer.height / scale];
    // In the middle, but not so that empty paper is shown where there is more to draw.
    const within = (middle, size, start, length) => (size >= length ? start + (length - size) / 2 : Math.min(Math.max(middle - size / 2, start), start + length - size));
    const x = within(here ? here.x + here.width / 2 : inner.x, width, inner.x - MARGIN, inner.width + 2 * MARGIN);
    const y = within(here ? here.y + here.height / 2 : inner.y + inner.height / 2, height, inner.y - MARGIN, inner.height + 2 * MARGIN);
    canvas.viewbox({ x, y, width, height });
  };

  const keys = {
    '+': () => zoom(STEP),
    '-': () => zoom(1 / STEP),
    0: fit,
    ArrowLeft: () => canvas.scroll({ dx: PAN, dy: 0 }),
    ArrowRight: () => canvas.scroll({ dx: -PAN, dy: 0 }),
    ArrowUp: () => canvas.scroll({ dx: 0, dy: PAN }),
    ArrowDown: () => canvas.scroll({ dx: 0, dy: -PAN }),
  };
  stage.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  // The wheel belongs to the page; with Ctrl it zooms, as everywhere else.
  stage.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);
  }, { passive: false });

  const tools = document.createElement('div');
  tools.className = 'zoom no-print';
  for (const [name, sign, act] of [['zoomIn', '+', () => zoom(STEP)], ['zoomOut', '−', () => zoom(1 / STEP)], ['zoomFit', '⤢', fit]]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'tool';
    button.textContent = sign;
    button.title = text(name);
    button.setAttribute('aria-label', text(name));
    button.addEventListener('click', act);
    tools.append(button);
  }
  element.append(tools);
  begin();
}
