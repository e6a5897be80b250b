import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './IconButton.js';
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

/** Closed by Escape, by its cross and by a press beside it. `plain`: without head and padding. */
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
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isDismissable
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
              <IconButton label={t('action.close')} keys="Esc" onPress={onClose}>
                <X size={18} aria-hidden />
              </IconButton>
            </div>
          )}
          <div className={plain || flush ? css.plain : css.body}>{children}</div>
          {foot && <footer className={css.foot}>{foot}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
