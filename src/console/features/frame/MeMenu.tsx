import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, type Selection } from 'react-aria-components';
import { Check } from 'lucide-react';
import { useChangeMe, useMe, useSignOut } from '../../api/session.js';
import { useFormat } from '../../i18n/format.js';
import { chooseLanguage } from '../../i18n/index.js';
import { LANGUAGES, LANGUAGE_NAMES } from '../../i18n/languages.js';
import { THEMES, chooseTheme, useTheme } from '../../lib/theme.js';
import type { GO } from '../../keys/keymap.js';
import type { Line } from '../../socket.js';
import css from './MeMenu.module.css';

interface Props {
  line: Line;
  /** Pages that have no room at the foot of a phone. */
  more: readonly (typeof GO)[number][];
  onStart: () => void;
  onNotices: () => void;
}

/** Who I am, how the page looks and speaks, and the way out. The dot tells whether the line is up. */
export function MeMenu({ line, more, onStart, onNotices }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { agent } = useMe();
  const theme = useTheme();
  const signOut = useSignOut();
  const changeMe = useChangeMe();
  const navigate = useNavigate();
  const language = LANGUAGES.find((one) => one === i18n.resolvedLanguage) ?? 'en';

  return (
    <MenuTrigger>
      <Button className={css.me!} aria-label={t('pair', { name: t('nav.me'), value: format.row([agent.name, t(`live.state.${line}`)]) })}>
        <span className={css.initial} aria-hidden>
          {[...agent.name][0]}
        </span>
        <span className={css.dot} data-line={line} aria-hidden />
      </Button>
      <Popover className={css.popover!} placement="right bottom" offset={8}>
        <p className={css.who}>
          <strong>{agent.name}</strong>
          {agent.email}
          <span>
            {t(`role.${agent.role}`)} · {t(`live.state.${line}`)}
          </span>
        </p>
        <Menu className={css.menu!} aria-label={t('nav.me')}>
          <MenuSection className={css.phone!}>
            <Header className={css.group!}>{t('nav.more')}</Header>
            {more.map(({ to, name }) => (
              <Item key={name} id={name} onAction={() => void navigate({ to })}>
                {t(`nav.${name}`)}
              </Item>
            ))}
            <Item id="start" onAction={onStart}>
              {t('command.start')}
            </Item>
          </MenuSection>
          <MenuSection
            className={css.choice!}
            selectionMode="single"
            selectedKeys={[theme]}
            disallowEmptySelection
            onSelectionChange={(keys) => pick(keys, THEMES, chooseTheme)}
          >
            <Header className={css.group!}>{t('theme.label')}</Header>
            {THEMES.map((one) => (
              <Item key={one} id={one} chosen={one === theme}>
                {t(`theme.${one}`)}
              </Item>
            ))}
          </MenuSection>
          <MenuSection
            className={css.choice!}
            selectionMode="single"
            selectedKeys={[language]}
            disallowEmptySelection
            onSelectionChange={(keys) =>
              pick(keys, LANGUAGES, (one) => {
                void chooseLanguage(one);
                changeMe.mutate({ language: one });
              })
            }
          >
            <Header className={css.group!}>{t('language.label')}</Header>
            {LANGUAGES.map((one) => (
              <Item key={one} id={one} chosen={one === language}>
                {LANGUAGE_NAMES[one]}
              </Item>
            ))}
          </MenuSection>
          <MenuSection>
            <Item id="profile" onAction={() => void navigate({ to: '/profile' })}>
              {t('account.title')}
            </Item>
            <Item id="notices" onAction={onNotices}>
              {t('work.notice.settings')}
            </Item>
            <Item id="sign-out" onAction={() => signOut.mutate()}>
              {t('session.signOut')}
            </Item>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Item({ id, chosen = false, children, onAction }: { id: string; chosen?: boolean; children: string; onAction?: () => void }) {
  return (
    <MenuItem id={id} textValue={children} className={css.item!} {...(onAction ? { onAction } : {})}>
      {children}
      {chosen && <Check size={14} aria-hidden />}
    </MenuItem>
  );
}

function pick<T extends string>(keys: Selection, all: readonly T[], choose: (one: T) => void): void {
  const chosen = all.find((one) => keys !== 'all' && keys.has(one));
  if (chosen) choose(chosen);
}
