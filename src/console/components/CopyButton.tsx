import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.js';
import { say } from './toasts.js';

/** Puts a text into the clipboard. Where the browser does not allow that, the text stands beside it to be marked. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation();
  const copy = (): void => void navigator.clipboard?.writeText(text).then(() => say(t('action.copied')), () => say(t('account.noCopy'), { tone: 'alarm' }));
  return <Button size="small" onPress={copy}><Copy size={14} aria-hidden />{t('action.copy')}</Button>;
}
