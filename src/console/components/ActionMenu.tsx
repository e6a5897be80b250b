import { MoreHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { IconButton } from './IconButton.js';
import css from './PickMenu.module.css';

/** One line of a menu that does something at once. */
export interface Action {
  id: string;
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
  /** The key that does the same. */
  keys?: string | undefined;
  run: () => void;
}

/** What is done seldom. */
export function ActionMenu({
  label,
  actions,
  testId,
  icon,
  wide = false,
}: {
  label: string;
  actions: readonly Action[];
  testId?: string;
  icon?: ReactNode;
  /** The icon is a word. */ wide?: boolean;
}) {
  return (
    <MenuTrigger>
      {wide ? (
        <Button className={css.word!} data-testid={testId}>
          {icon}
        </Button>
      ) : (
        <IconButton label={label} {...(testId ? { testId } : {})}>
          {icon ?? <MoreHorizontal size={18} aria-hidden />}
        </IconButton>
      )}
      <Popover className={css.popover!} placement="bottom end" offset={4}>
        <Menu className={css.menu!} aria-label={label} onAction={(key) => actions.find((action) => action.id === key)?.run()}>
          {actions.map((action) => (
            <MenuItem
              key={action.id}
              id={action.id}
              textValue={action.label}
              isDisabled={action.disabled ?? false}
              className={css.item!}
              data-testid={`action-${action.id}`}
            >
              <span className={css.mark}>{action.icon}</span>
              <span className={css.label}>{action.label}</span>
              {action.keys && <kbd className={css.end}>{action.keys}</kbd>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
