/**
 * The one script that a page includes. It draws a round button and, behind it, a frame from our own origin; everything
 * that is said happens in the frame. No dependencies, no globals, no inline styles or scripts that a strict CSP refuses.
 *
 *   <script src="https://desk.example/widget.js" data-user-token="..." data-color="#0f6b5c" data-language="zh" async></script>
 */
import { createButton } from './loader/button.js';
import { createFrame } from './loader/frame.js';
import { keepOpen, wasOpen } from './loader/keptOpen.js';
import { inkOn } from './inkOn.js';
import { COVERS, addStyles } from './loader/styles.js';
import { languageOf, wordsFor } from './loader/words.js';

const script = document.currentScript;

function start(): void {
  if (!(script instanceof HTMLScriptElement) || document.getElementById('sayonce')) return;
  const { userToken, color, language } = script.dataset;
  const origin = new URL(script.src).origin;
  const spoken = languageOf(language, document.documentElement.lang, navigator.language);
  const words = wordsFor(spoken);

  const root = document.createElement('div');
  root.id = 'sayonce';
  addStyles(color);
  const button = createButton(words, () => toggle(!root.hasAttribute('data-open')));
  const frame = createFrame({
    origin,
    title: words.title,
    hello: { userToken: userToken || null, language: spoken, color: color || null },
    onUnread: button.showUnread,
    onColor: wear,
    onClose: () => toggle(false),
  });
  root.append(frame.element, button.element);
  document.body.append(root);
  ink();

  function ink(): void {
    button.element.style.color = inkOn(getComputedStyle(button.element).backgroundColor);
  }

  /** The page's own colour comes first. */
  function wear(deskColor: string): void {
    if (color || !CSS.supports('color', deskColor)) return;
    root.style.setProperty('--sayonce', deskColor);
    ink();
  }

  function toggle(open: boolean): void {
    show(open, false);
    keepOpen(open);
    if (!open) button.element.focus();
  }

  /** @param calm it opens by itself: the focus stays with the page */
  function show(open: boolean, calm: boolean): void {
    root.toggleAttribute('data-open', open);
    button.showOpen(open);
    frame.show(open, calm);
  }

  /** Whoever goes on to the next page of the shop keeps his chat in sight; on a phone it would be all that he sees of that page. */
  function reopen(): void {
    if (wasOpen() && !root.hasAttribute('data-open') && !matchMedia(COVERS).matches) show(true, true);
    else idle(prepare);
  }

  // Loaded before it is asked for, so that it opens at once, but never in the way of the host page.
  const prepare = (): void => frame.load();
  button.element.addEventListener('pointerenter', prepare, { once: true });
  button.element.addEventListener('focus', prepare, { once: true });
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1200));
  if (document.readyState === 'complete') reopen();
  else addEventListener('load', reopen, { once: true });

  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && root.hasAttribute('data-open')) toggle(false);
  });
}

if (document.body) start();
else addEventListener('DOMContentLoaded', start, { once: true });
