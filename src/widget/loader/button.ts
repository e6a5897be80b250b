import type { LoaderWords } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';
const BUBBLE =
  'M12 3.2c-5 0-9 3.4-9 7.7 0 2.4 1.3 4.5 3.3 5.9.2 1.3-.4 2.5-1.3 3.4 1.9.2 3.7-.5 5-1.7.7.1 1.3.2 2 .2 5 0 9-3.5 9-7.8s-4-7.7-9-7.7Z';
const CROSS = 'M6 6l12 12M18 6L6 18';

/** The round button, with a badge for what was said while the chat was closed. */
export function createButton(words: LoaderWords, onPress: () => void) {
  const element = document.createElement('button');
  element.type = 'button';
  element.id = 'sayonce-launcher';
  element.dataset['testid'] = 'sayonce-launcher';
  element.setAttribute('aria-expanded', 'false');
  element.setAttribute('aria-label', words.open);
  element.title = words.open;
  element.append(icon(BUBBLE, 'bubble'), icon(CROSS, 'cross'));
  element.addEventListener('click', onPress);

  const badge = document.createElement('span');
  badge.className = 'sayonce-badge';
  badge.hidden = true;
  badge.setAttribute('aria-hidden', 'true');
  element.append(badge);
  let unread = 0;

  return {
    element,
    showOpen(open: boolean): void {
      element.setAttribute('aria-expanded', String(open));
      if (open) unread = 0;
      tell(open ? words.close : words.open);
    },
    showUnread(count: number): void {
      unread = count;
      tell(count ? words.unread(count) : words.open);
    },
  };

  function tell(label: string): void {
    element.setAttribute('aria-label', label);
    element.title = label;
    badge.hidden = unread === 0;
    badge.textContent = unread > 9 ? '9+' : String(unread);
  }
}

function icon(d: string, name: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `sayonce-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', d);
  svg.append(path);
  return svg;
}
