/** What the bench does inside the page, as text: it runs there and not here. */

/** Clicks the first row; from then until the messages are painted, and how much of it the server was waited for (ms). */
export const OPEN_FIRST = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  performance.clearResourceTimings();
  const from = performance.now();
  document.querySelector('[data-testid="ticket-row"]').click();
  while (!document.querySelector('[data-testid="message"]')) await frame();
  await frame();
  await frame();
  const total = performance.now() - from;
  const asked = performance.getEntriesByType('resource').filter(({ name }) => /\\/tickets\\/[0-9a-f]{24}(\\/story.*)?$/.test(name));
  return { total, waited: Math.max(...asked.map((one) => one.responseEnd)) - Math.min(...asked.map((one) => one.startTime)) };
})()`;

/** Goes into the static page: `painted` is when it was all on the screen, from the first byte (ms): what the server takes is no part of the floor. */
export const NOTE_PAINTED =
  'addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now() - performance.getEntriesByType("navigation")[0].responseStart; })));';

/** Gives what `NOTE_PAINTED` noted. */
export const PAINTED = `(async () => {
  while (window.painted === undefined) await new Promise((resolve) => requestAnimationFrame(resolve));
  return window.painted;
})()`;

/** Scrolls an open ticket up until so many messages are in the page; from the first turn of the wheel (ms). */
export const showAll = (wanted: number): string => `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const box = document.querySelector('[role="log"]');
  const from = performance.now();
  while (document.querySelectorAll('[data-testid="message"]').length < ${wanted} && performance.now() - from < 30_000) {
    box.scrollTop = 0;
    await frame();
  }
  await frame();
  return performance.now() - from;
})()`;

/** Scrolls the list to its foot, loading as it goes, and back. @param wanted so many rows are the foot. */
export const scrollThrough = (wanted: number): string => `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ type: 'longtask' });
  const box = document.querySelector('[data-testid="ticket-list"]');
  const rows = () => Math.floor(box.querySelector('ul').clientHeight / 76);
  let frames = 0;
  const from = performance.now();
  for (const step of [900, -900]) {
    for (let idle = 0; idle < 600; ) {
      const before = box.scrollTop;
      box.scrollTop += step;
      await frame();
      frames++;
      // At the foot the next page may still be on its way.
      if (box.scrollTop !== before) idle = 0;
      else idle += step < 0 || rows() >= ${wanted} ? 600 : 1;
    }
  }
  const perFrame = (performance.now() - from) / frames;
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  return { longest: Math.max(0, ...tasks), over: tasks.filter((ms) => ms > 50).length, rows: rows(), perFrame };
})()`;
