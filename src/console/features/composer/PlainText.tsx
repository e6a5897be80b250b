import { type KeyboardEvent, type RefObject, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgents, useMe } from '../../api/session.js';
import { testIds } from '../../testids.js';
import css from './Composer.module.css';
import parts from './ComposerParts.module.css';
import type { Box } from './RichText.js';
import { useAutoHeight } from './useAutoHeight.js';

interface Props {
  box: RefObject<Box | null>;
  text: string;
  label: string;
  placeholder: string;
  /** Colleagues can be named with @. */
  mentions: boolean;
  onChange: (text: string) => void;
  onKey: (event: globalThis.KeyboardEvent) => boolean;
  onFocused: (focused: boolean) => void;
}

const MOST = 6;

/** Plain words: texts, chats, notes. In a note, @ and the beginning of a name offers the colleagues. */
export function PlainText({ box, text, label, placeholder, mentions, onChange, onKey, onFocused }: Props) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const me = useMe();
  const agents = useAgents().data ?? [];
  const [asked, setAsked] = useState<{ from: number; word: string } | null>(null);
  const [at, setAt] = useState(0);
  useAutoHeight(area, text);
  const found = asked
    ? agents.filter(({ id, name }) => id !== me.agent.id && name.toLowerCase().includes(asked.word.toLowerCase())).slice(0, MOST)
    : [];

  useImperativeHandle(
    box,
    () => ({
      focus: (select) => {
        area.current?.focus();
        const place = (): void => {
          const end = area.current?.value.length ?? 0;
          area.current?.setSelectionRange(select && area.current.value.endsWith(select) ? end - select.length : end, end);
        };
        // At once for a key that follows at once, and again when words that were just put in are there.
        place();
        requestAnimationFrame(place);
      },
      blur: () => area.current?.blur(),
    }),
    [],
  );

  function note(value: string, caret: number): void {
    const [, word] = /(?:^|\s)@([^\s@]{0,40})$/.exec(value.slice(0, caret)) ?? [];
    setAsked(mentions && word !== undefined ? { from: caret - word.length, word } : null);
    setAt(0);
  }

  function name(who: string): void {
    if (!asked) return;
    const end = asked.from + asked.word.length;
    onChange(`${text.slice(0, asked.from)}${who} ${text.slice(end)}`);
    setAsked(null);
    const caret = asked.from + who.length + 1;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(caret, caret);
    });
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (asked && found.length > 0) {
      if (step) setAt((found.length + at + step) % found.length);
      else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') name(found[at]?.name ?? '');
      else if (event.key === 'Escape') setAsked(null);
      else return void onKey(event.nativeEvent);
      event.preventDefault();
      return;
    }
    if (onKey(event.nativeEvent)) event.preventDefault();
  }

  return (
    <div className={parts.plain}>
      <textarea
        ref={area}
        className={css.text}
        dir="auto"
        rows={1}
        value={text}
        onChange={({ target }) => {
          onChange(target.value);
          note(target.value, target.selectionStart);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => onFocused(true)}
        onBlur={() => onFocused(false)}
        placeholder={placeholder}
        aria-label={label}
        aria-autocomplete={mentions ? 'list' : undefined}
        data-testid={testIds.composerText}
      />
      {asked && (
        <ul className={parts.names} role="listbox" aria-label={t('ticket.control.assignee')}>
          {found.map(({ id, name: who }, index) => (
            <li
              key={id}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                name(who);
              }}
              data-testid="mention-option"
            >
              {who}
            </li>
          ))}
          {found.length === 0 && asked.word !== '' && (
            <li className={parts.quiet} role="option" aria-selected={false} aria-disabled>
              {t('work.composer.mentionNone')}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** Colleagues whose name stands after an @. A longer name counts before a shorter one that it begins with. */
export function namedIn(text: string, agents: readonly { id: string; name: string }[]): string[] {
  let rest = text;
  const ids: string[] = [];
  for (const { id, name } of agents.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(`@${name}`)) continue;
    ids.push(id);
    rest = rest.replaceAll(`@${name}`, '');
  }
  return ids;
}
