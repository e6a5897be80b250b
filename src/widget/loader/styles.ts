const OURS = '#0f6b5c';
/** Where the open chat is as large as the page. */
export const COVERS = '(max-width:480px)';

/** A constructed style sheet: allowed under any CSP, and out of the host page's own rules by its ids. */
export function addStyles(color: string | undefined): void {
  const chosen = color && CSS.supports('color', color) ? color : OURS;
  const css = `
#sayonce{all:initial;position:fixed;right:20px;bottom:20px;z-index:2147483000;--sayonce:${chosen}}
#sayonce-launcher{all:initial;position:relative;display:grid;place-items:center;box-sizing:border-box;width:56px;height:56px;border-radius:50%;background:var(--sayonce);color:#fff;cursor:pointer;box-shadow:0 2px 6px rgb(0 0 0/.18),0 8px 24px rgb(0 0 0/.18);transition:transform .14s,filter .14s;-webkit-tap-highlight-color:transparent}
#sayonce-launcher:hover{filter:brightness(1.08)}
#sayonce-launcher:active{transform:scale(.95)}
#sayonce-launcher:focus-visible{outline:3px solid var(--sayonce);outline-offset:3px}
#sayonce-launcher svg{grid-area:1/1;width:28px;height:28px;fill:currentColor;transition:opacity .12s,transform .12s}
#sayonce-launcher .sayonce-cross{fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round;opacity:0;transform:rotate(-45deg)}
#sayonce[data-open] .sayonce-bubble{opacity:0}
#sayonce[data-open] #sayonce-launcher .sayonce-cross{opacity:1;transform:none}
#sayonce .sayonce-badge{position:absolute;top:-3px;right:-3px;min-width:20px;height:20px;box-sizing:border-box;padding:0 5px;border:2px solid #fff;border-radius:10px;background:#b3261e;color:#fff;font:600 11px/16px system-ui,sans-serif;text-align:center}
#sayonce .sayonce-badge[hidden]{display:none}
#sayonce-frame{all:initial;position:absolute;right:0;bottom:72px;width:380px;height:min(640px,calc(100vh - 116px));border:0;border-radius:14px;background:Canvas;color-scheme:light dark;box-shadow:0 4px 12px rgb(0 0 0/.12),0 16px 48px rgb(0 0 0/.22);visibility:hidden;opacity:0;transform:translateY(8px);transition:opacity .12s,transform .12s,visibility 0s .12s}
#sayonce[data-open] #sayonce-frame{visibility:visible;opacity:1;transform:none;transition-delay:0s}
@media ${COVERS}{#sayonce{right:16px;bottom:16px}#sayonce[data-open]{inset:0}#sayonce[data-open] #sayonce-frame{inset:0;width:100vw;height:100dvh;border-radius:0}#sayonce[data-open] #sayonce-launcher{display:none}}
@media (prefers-reduced-motion:reduce){#sayonce *{transition:none!important}}
@media print{#sayonce{display:none}}`;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4 cannot construct sheets.
    document.head.append(Object.assign(document.createElement('style'), { textContent: css }));
  }
}
