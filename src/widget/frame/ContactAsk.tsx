import type { ChatState } from './state.js';
import { words } from './words.js';

/** Asked only after the first sentence, only when we could not reach them otherwise, and easily passed over. */
export function ContactAsk({ state: { contact }, onGive, onSkip }: { state: ChatState; onGive: (email: string) => Promise<void>; onSkip: () => void }) {
  if (contact === 'given') return <p class="contact thanks" role="status">{words.thanks}</p>;
  return (
    <form
      class="contact"
      onSubmit={(event) => {
        event.preventDefault();
        void onGive(String(new FormData(event.currentTarget).get('email')).trim());
      }}
    >
      <label for="sayonce-email">{words.askAddress}</label>
      <div class="row">
        <input id="sayonce-email" name="email" type="email" required autocomplete="email" maxLength={320} data-testid="sayonce-email" aria-invalid={contact === 'failed'} />
        <button type="submit" class="save" disabled={contact === 'sending'}>{words.save}</button>
        <button type="button" class="skip" onClick={onSkip}>{words.notNow}</button>
      </div>
      {contact === 'failed' && <p class="bad" role="alert">{words.badAddress}</p>}
    </form>
  );
}
