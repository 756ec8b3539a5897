// One sprite of the icons that templates name: <svg class="icon"><use href="…#person"></use></svg> through the fragment web/parts :: icon(name).
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ICONS = {
  add: 'Plus', alert: 'ExclamationmarkTriangle', back: 'ArrowLeft', bank: 'BankNote', bell: 'Bell', calendar: 'Calendar', chart: 'TrendUp', chat: 'Chat',
  check: 'Checkmark', 'check-circle': 'CheckmarkCircle', clock: 'Clock', close: 'XMark', compass: 'Compass', down: 'ChevronDown', download: 'Download',
  edit: 'Pencil', eye: 'Eye', file: 'FileText', flag: 'FlagCross', handshake: 'Handshake', heart: 'Heart', help: 'QuestionmarkCircle', hospital: 'Hospital',
  hourglass: 'Hourglass', house: 'House', info: 'InformationSquare', language: 'Globe', leave: 'Leave', list: 'Tasklist', menu: 'MenuHamburger',
  minus: 'Minus', moon: 'Moon', next: 'ArrowRight', open: 'ExternalLink', organisation: 'Buildings3', padlock: 'PadlockLocked', pause: 'Pause', person: 'Person',
  people: 'PersonGroup', play: 'Play', print: 'PrinterSmall', refresh: 'ArrowsCirclepath', right: 'ChevronRight', rocket: 'Rocket', search: 'MagnifyingGlass',
  settings: 'Cog', star: 'Star', sun: 'Sun', target: 'Compass', trash: 'Trash', undo: 'ArrowUndo', up: 'ChevronUp', 'zoom-in': 'ZoomPlus', 'zoom-out': 'ZoomMinus', fit: 'Expand',
};

/** The sprite as text; fails when the icon set has no icon of that name. */
export function sprite() {
  const folder = join(dirname(fileURLToPath(import.meta.url)), 'node_modules', '@navikt', 'aksel-icons', 'dist', 'svg');
  const symbols = Object.entries(ICONS).map(([name, file]) => {
    const svg = readFileSync(join(folder, `${file}.svg`), 'utf8');
    const [, attributes, content] = svg.match(/<svg([^>]*)>([\s\S]*)<\/svg>/);
    const viewBox = attributes.match(/viewBox="([^"]+)"/)[1];
    return `<symbol id="${name}" viewBox="${viewBox}" fill="none">${content}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

export const iconSprite = () => ({
  name: 'icon-sprite',
  generateBundle() {
    this.emitFile({ type: 'asset', name: 'icons.svg', originalFileName: 'icons.svg', source: sprite() });
  },
});
