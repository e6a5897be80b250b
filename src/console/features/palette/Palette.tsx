import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomers } from '../../api/customers.js';
import { useTicketPages } from '../../api/tickets.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { Dialog } from '../../components/Dialog.js';
import { chooseLanguage } from '../../i18n/index.js';
import { LANGUAGES, LANGUAGE_NAMES } from '../../i18n/languages.js';
import { nameText, subjectText } from '../../i18n/machineText.js';
import { COMMANDS, GO, keyOf } from '../../keys/keymap.js';
import { commandsHere, tell } from '../../keys/useCommands.js';
import { THEMES, chooseTheme } from '../../lib/theme.js';
import { useEntered } from '../../lib/useEntered.js';
import { useSettled } from '../../lib/useSettled.js';
import { testIds } from '../../testids.js';
import { numberedAs } from '../ticket/numberedAs.js';
import { useViewOptions } from '../inbox/useViewOptions.js';
import css from './Palette.module.css';

/** Most pressing first: what is open, then the rest. */
const COMMAND_GROUPS = ['ticket', 'write', 'message', 'list', 'anywhere'] as const;

/** What a line is known by. A ticket may have the id of a customer: two lines of one name would be chosen at once. */
const FOUND = 'found ';
const foundTicket = (id: string): string => `${FOUND}ticket ${id}`;
const foundCustomer = (id: string): string => `${FOUND}customer ${id}`;
const EVERYTHING = `${FOUND}everything`;

/** Find anything, do anything. `typed`: what was written before it was there. */
export function Palette({ typed, onClose }: { typed: string; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [here] = useState(commandsHere);
  const { options: views } = useViewOptions('live');
  const [words, setWords] = useState('');
  // Once the list is there: it picks its first line by what is written into it.
  useEffect(() => setWords(typed), [typed]);
  const sought = words.trim().replace(/^#/, '');
  const q = useSettled(sought, 180);
  const tickets = useTicketPages({ q }, q !== '');
  const customers = useCustomers(q, q !== '');
  // What is there already, and only asked for anew, is what stands in front of whoever chooses.
  const searching = q !== '' && (tickets.isPending || customers.isPending);

  /** Closes first, so that the page has its focus back when the action wants it. */
  const run = (act: () => void) => (): void => {
    onClose();
    setTimeout(act, 60);
  };
  const named = numberedAs(tickets.items, q);
  const listed = named ? [named, ...tickets.items.filter((one) => one !== named)] : tickets.items;
  const openTicket = (ticketId: string) => run(() => void navigate({ to: '/tickets/$ticketId', params: { ticketId } }));
  const openCustomer = (customerId: string) => run(() => void navigate({ to: '/customers/$customerId', params: { customerId } }));
  const openSearch = run(() => void navigate({ to: '/search', search: { q: words.trim() } }));

  // What is found follows what is typed after a while, and Enter is meant for what belongs to it.
  const isFound = q === sought && !searching;
  const [[ticket], [customer]] = [listed, customers.items];
  const { enter, forget } = useEntered(sought, isFound, () => {
    (ticket ? openTicket(ticket.id) : customer ? openCustomer(customer.id) : openSearch)();
  });

  // The list would stay with the line that came first, be it above or below the others by now.
  const [chosen, setChosen] = useState('');
  const moved = useRef(false);
  const first = ticket ? foundTicket(ticket.id) : customer ? foundCustomer(customer.id) : EVERYTHING;
  useEffect(() => {
    if (q !== '' && isFound && !moved.current) setChosen(first);
  }, [q, isFound, first]);

  function write(next: string): void {
    setWords(next);
    forget();
    moved.current = false;
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key.startsWith('Arrow')) moved.current = true;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || sought === '' || isFound) return;
    // A command is there at once, and is what it says.
    if (chosen && !chosen.startsWith(FOUND)) return;
    event.preventDefault();
    if (!event.repeat) enter();
  }

  return (
    <Dialog title={t('palette.title')} open onClose={onClose} place="top" width={620} plain testId={testIds.palette}>
      <Command
        label={t('palette.title')}
        className={css.palette}
        loop
        value={chosen}
        onValueChange={setChosen}
        onPointerMove={() => void (moved.current = true)}
        onKeyDown={onKeyDown}
        filter={(value, search) => (value.startsWith(FOUND) || value.toLowerCase().includes(search.trim().toLowerCase()) ? 1 : 0)}
      >
        <Command.Input autoFocus className={css.input} value={words} onValueChange={write} placeholder={t('palette.placeholder')} />
        <Command.List className={css.list} label={t('palette.title')}>
          <Command.Empty className={css.empty}>{searching ? t('palette.searching') : t('palette.empty')}</Command.Empty>
          {q && tickets.items.length > 0 && (
            <Command.Group heading={t('palette.tickets')} className={css.group}>
              {listed.slice(0, 8).map((ticket) => (
                <Item
                  key={ticket.id}
                  value={foundTicket(ticket.id)}
                  onSelect={openTicket(ticket.id)}
                  mark={<ChannelMark channel={ticket.lastChannel} />}
                  hint={`${nameText(t, ticket.customerName)} · #${ticket.number}`}
                >
                  {subjectText(t, ticket)}
                </Item>
              ))}
            </Command.Group>
          )}
          {q && customers.items.length > 0 && (
            <Command.Group heading={t('palette.customers')} className={css.group}>
              {customers.items.slice(0, 5).map((customer) => (
                <Item
                  key={customer.id}
                  value={foundCustomer(customer.id)}
                  onSelect={openCustomer(customer.id)}
                  hint={customer.identities.find(({ kind }) => kind !== 'chat')?.value ?? ''}
                >
                  {nameText(t, customer.name)}
                </Item>
              ))}
            </Command.Group>
          )}
          {/* Not before the others: what comes first is what Enter takes. */}
          {q && !searching && (
            <Item value={EVERYTHING} onSelect={openSearch} mark={<Search size={14} aria-hidden />}>
              {t('search.everything', { words: words.trim() })}
            </Item>
          )}
          {COMMAND_GROUPS.map((group) => {
            const names = here.filter((name) => COMMANDS[name][0] === group && name !== 'palette');
            return (
              names.length > 0 && (
                <Command.Group key={group} heading={t(`help.${group}`)} className={css.group}>
                  {names.map((name) => (
                    <Item key={name} value={`${t(`command.${name}`)} ${name}`} onSelect={run(() => tell(name))} keys={keyOf(name)}>
                      {t(`command.${name}`)}
                    </Item>
                  ))}
                </Command.Group>
              )
            );
          })}
          <Command.Group heading={t('palette.pages')} className={css.group}>
            {views.map(({ id, label }) => (
              <Item
                key={id}
                value={`${t('inbox.title')} ${label} ${id}`}
                onSelect={run(() => void navigate({ to: '/inbox/$view', params: { view: id } }))}
                hint={t('inbox.title')}
              >
                {label}
              </Item>
            ))}
            {GO.slice(1).map(({ to, name, key }) => (
              <Item key={to} value={t(`nav.${name}`)} onSelect={run(() => void navigate({ to }))} keys={`g ${key}`}>
                {t(`nav.${name}`)}
              </Item>
            ))}
          </Command.Group>
          <Command.Group heading={t('palette.settings')} className={css.group}>
            {THEMES.map((theme) => (
              <Item
                key={theme}
                value={`${t('theme.label')} ${t(`theme.${theme}`)}`}
                onSelect={run(() => chooseTheme(theme))}
                hint={t('theme.label')}
              >
                {t(`theme.${theme}`)}
              </Item>
            ))}
            {LANGUAGES.map((language) => (
              <Item
                key={language}
                value={`${t('language.label')} ${LANGUAGE_NAMES[language]}`}
                onSelect={run(() => void chooseLanguage(language))}
                hint={t('language.label')}
              >
                {LANGUAGE_NAMES[language]}
              </Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}

function Item({
  value,
  onSelect,
  children,
  hint,
  keys,
  mark,
}: {
  value: string;
  onSelect: () => void;
  children: string;
  hint?: string;
  keys?: string | undefined;
  mark?: ReactNode;
}) {
  return (
    <Command.Item value={value} onSelect={onSelect} className={css.item}>
      {mark}
      <span className={css.words} dir="auto">
        {children}
      </span>
      {hint && (
        <span className={css.hint} dir="auto">
          {hint}
        </span>
      )}
      {keys && <kbd>{keys}</kbd>}
    </Command.Item>
  );
}
