import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useWords } from '../i18n/useWords.js';
import { Tip } from './Tip.js';
import css from './PickMenu.module.css';

/** One line of a menu of which one is chosen. */
export interface Option<Id extends string> {
  id: Id;
  label: string;
  mark?: ReactNode;
  hint?: string;
  /** At the end of the line, such as a count. */
  end?: string;
}

interface Props<Id extends string> {
  /** What is picked, for screen readers and the tooltip. */
  label: string;
  options: readonly Option<Id>[];
  value: Id;
  onPick: (id: Id) => void;
  shown?: ReactNode;
  keys?: string | undefined;
  testId?: string;
  look?: 'framed' | 'bare';
  disabled?: boolean;
  open?: boolean;
  /** Enter takes the first choice at once, the likeliest; otherwise it begins at what is, and changes nothing. */
  firstIsLikeliest?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** One of a few: shows what is, opens what could be. */
export function PickMenu<Id extends string>({
  label,
  options,
  value,
  onPick,
  shown,
  keys,
  testId,
  look = 'bare',
  disabled = false,
  open,
  firstIsLikeliest = false,
  onOpenChange,
}: Props<Id>) {
  const { t } = useWords();
  const current = options.find((option) => option.id === value);
  return (
    <MenuTrigger {...(open === undefined ? {} : { isOpen: open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Tip label={label} keys={keys}>
        <Button className={`${css.trigger} ${css[look]}`} isDisabled={disabled} data-testid={testId} data-value={value}>
          <span className="visually-hidden">{t('pair', { name: label, value: '' })}</span>
          <span className={css.shown}>
            {shown ?? (
              <>
                {current?.mark}
                <span className={css.text}>{current?.label ?? value}</span>
              </>
            )}
          </span>
          <ChevronDown size={14} aria-hidden />
        </Button>
      </Tip>
      <Popover className={css.popover!} placement="bottom start" offset={4}>
        <Menu
          className={css.menu!}
          aria-label={label}
          // A selection begins at what is.
          {...(firstIsLikeliest || !current
            ? { autoFocus: 'first' as const }
            : { selectionMode: 'single' as const, selectedKeys: [value], disallowEmptySelection: true })}
          onAction={(key) => {
            const picked = options.find((option) => option.id === key);
            if (picked && picked.id !== value) onPick(picked.id);
          }}
        >
          {options.map((option) => (
            <MenuItem
              key={option.id}
              id={option.id}
              textValue={option.label}
              className={css.item!}
              data-testid={testId && `${testId}-${option.id}`}
            >
              <span className={css.mark}>{option.mark}</span>
              <span className={css.label}>
                {option.label}
                {option.hint && <small>{option.hint}</small>}
              </span>
              {option.end && (
                <span className={css.end} data-figures>
                  {option.end}
                </span>
              )}
              {option.id === value && <Check size={14} aria-hidden />}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
