/**
 * Says that something in a form was changed by a button, as a box says by itself what is typed into it: whoever minds what is
 * not saved listens to that one event. `at` is what was pressed, or the form.
 */
export const changed = (at: Element): void => void at.dispatchEvent(new Event('input', { bubbles: true }));
