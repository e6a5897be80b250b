import type { ChatContact } from '../../contract/realtime.js';
import type { ContactField } from './contacts.js';
import type { ChatState } from './state.js';
import { words } from './words.js';

interface Props {
  state: ChatState;
  onGive: (contact: ChatContact) => Promise<void>;
  onSkip: () => void;
}

/** Asked only after the first sentence, only when we could not reach them otherwise, and easily passed over. */
export function ContactAsk({ state: { contact }, onGive, onSkip }: Props) {
  if (contact === 'given')
    return (
      <p class="contact thanks" role="status">
        {words.thanks}
      </p>
    );
  return (
    <form
      class="contact"
      onSubmit={(event) => {
        event.preventDefault();
        const input = event.currentTarget.elements.namedItem('address') as HTMLInputElement;
        const typed = input.value.trim();
        // Without the browser's own bubble, which speaks another language than the page may.
        if (typed === '') input.focus();
        else void onGive(typed.includes('@') ? { email: typed } : { phone: typed });
      }}
    >
      <label for="sayonce-address">{words.askAddress}</label>
      <div class="row">
        <input
          id="sayonce-address"
          name="address"
          inputMode="email"
          autocomplete="email"
          maxLength={320}
          placeholder={words.addressHint}
          data-testid="sayonce-email"
          aria-invalid={contact === 'failed'}
        />
        <SaveOrSkip contact={contact} onSkip={onSkip} />
      </div>
      <NotSaved contact={contact} />
    </form>
  );
}

const KEYS = { name: 'text', email: 'email', phone: 'tel' } as const;
const FILLS = { name: 'name', email: 'email', phone: 'tel' } as const;

/**
 * What the desk likes to know before the first sentence. Nothing in it has to be filled in, and the box is there meanwhile:
 * what stands here goes along with what is said there.
 */
export function PreChat({
  state: { look, contact, typed, wrong },
  onType,
  onGive,
  onSkip,
}: Props & { onType: (field: ContactField, value: string) => void }) {
  return (
    <form
      class="contact before"
      data-testid="sayonce-prechat"
      onSubmit={(event) => {
        event.preventDefault();
        const given = Object.fromEntries(look.preChat.map((field) => [field, typed[field]?.trim()]).filter(([, value]) => value));
        if (Object.keys(given).length) void onGive(given);
        else onSkip();
      }}
    >
      {look.preChat.map((field) => (
        <p key={field}>
          <label for={`sayonce-pre-${field}`}>{words.field[field]}</label>
          <input
            id={`sayonce-pre-${field}`}
            name={field}
            inputMode={KEYS[field]}
            autocomplete={FILLS[field]}
            maxLength={200}
            value={typed[field] ?? ''}
            aria-invalid={wrong.includes(field) || undefined}
            onInput={({ currentTarget }) => onType(field, currentTarget.value)}
          />
        </p>
      ))}
      <div class="row">
        <SaveOrSkip contact={contact} onSkip={onSkip} />
      </div>
      <NotSaved contact={contact} />
    </form>
  );
}

function SaveOrSkip({ contact, onSkip }: Pick<ChatState, 'contact'> & Pick<Props, 'onSkip'>) {
  return (
    <>
      <button type="submit" class="save" disabled={contact === 'sending'}>
        {words.save}
      </button>
      <button type="button" class="skip" onClick={onSkip}>
        {words.notNow}
      </button>
    </>
  );
}

function NotSaved({ contact }: Pick<ChatState, 'contact'>) {
  if (contact !== 'failed') return null;
  return (
    <p class="bad" role="alert">
      {words.badAddress}
    </p>
  );
}
