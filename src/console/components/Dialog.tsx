import { X } from 'lucide-react';
import { type ReactNode, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useOpenDialog } from '../keys/openDialogs.js';
import { HeldDialog } from './heldDialog.js';
import { IconButton } from './IconButton.js';
import { useHeldBody } from './useHeldBody.js';
import css from './Dialog.module.css';

interface Props {
  title: string;
  lead?: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  /** `side` comes in from the edge, `top` floats near the top for searching. */
  place?: 'middle' | 'side' | 'top';
  width?: number;
  testId?: string;
  plain?: boolean;
  /** The content brings its own padding. */
  flush?: boolean;
}

/** Closed by Escape, by its cross and by a press beside it; one of `useDialogs` keeps what was typed into it then. `plain`: without head and padding. */
export function Dialog({
  title,
  lead,
  open,
  onClose,
  children,
  foot,
  place = 'middle',
  width = 520,
  testId,
  plain = false,
  flush = false,
}: Props) {
  const { t } = useTranslation();
  const held = useContext(HeldDialog);
  const [isChanged, setChanged] = useState(false);
  const shown = open && (held?.shown ?? true);
  const close = held && isChanged ? held.hide : onClose;
  const body = useHeldBody(children, () => setChanged(true));
  useOpenDialog(shown, close);
  useAskedFor(held !== null && shown && isChanged);
  return (
    <>
      {held && body.content}
      <ModalOverlay
        isOpen={shown}
        onOpenChange={(isOpen) => !isOpen && close()}
        isDismissable
        // By `useOpenDialog`, as soon as it is seen: the library's own way counts a dialog as open a moment later.
        isKeyboardDismissDisabled
        className={`${css.overlay} ${css[`at-${place}`]}`}
      >
        <Modal className={`${css.modal} ${css[place]}`} style={{ maxWidth: width }}>
          <AriaDialog className={css.dialog!} aria-label={title} data-testid={testId}>
            {!plain && (
              <div className={css.head}>
                <div>
                  <Heading slot="title" className={css.title!}>
                    {title}
                  </Heading>
                  {lead && <p className={css.lead}>{lead}</p>}
                </div>
                <IconButton label={t('action.close')} keys="Esc" onPress={close}>
                  <X size={18} aria-hidden />
                </IconButton>
              </div>
            )}
            <div ref={held ? body.place : undefined} className={plain || flush ? css.plain : css.body}>
              {!held && children}
            </div>
            {foot && <footer className={css.foot}>{foot}</footer>}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

/** The browser asks before the page goes with what was typed. */
function useAskedFor(holds: boolean): void {
  useEffect(() => {
    if (!holds) return;
    const ask = (event: Event): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [holds]);
}
