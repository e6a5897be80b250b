import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../lib/copyText.js';
import { Button } from './Button.js';

/** Puts a text into the clipboard. Where the browser does not allow that, the text stands beside it to be marked. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <Button size="small" onPress={() => void copyText(t, text, t('action.copied'))}>
      <Copy size={14} aria-hidden />
      {t('action.copy')}
    </Button>
  );
}
