import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { testIds } from '../testids.js';
import { dismiss, toasts } from './toasts.js';
import css from './Toasts.module.css';

export function Toasts() {
  const { t } = useTranslation();
  return (
    <div className={css.stack} role="status" aria-live="polite">
      {toasts.use().map((toast) => (
        <div key={toast.id} className={`${css.toast} ${css[toast.tone]}`} data-testid={testIds.toast}>
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              className={css.action}
              onClick={() => {
                dismiss(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button type="button" className={css.close} aria-label={t('action.close')} onClick={() => dismiss(toast.id)}><X size={14} aria-hidden /></button>
        </div>
      ))}
    </div>
  );
}
