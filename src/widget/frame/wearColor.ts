import { inkOn } from '../inkOn.js';

/** The host page's colour for what is ours, with ink that reads on it. */
export function wearColor(color: string): void {
  if (!CSS.supports('color', color)) return;
  const { style } = document.documentElement;
  style.setProperty('--accent', color);
  style.setProperty('--head', 'var(--accent)');
  style.setProperty('--on-head', 'var(--on-accent)');
  const probe = document.createElement('i');
  probe.style.color = color;
  document.body.append(probe);
  style.setProperty('--on-accent', inkOn(getComputedStyle(probe).color));
  probe.remove();
}
