import { FileUp } from 'lucide-react';
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Button } from './Button.js';
import css from './FileDrop.module.css';

interface Props {
  label: string;
  hint: string;
  /** On the button. */
  choose: string;
  /** Beside it: that a file can be dropped here, or which one was taken. */
  children: ReactNode;
  accept: string;
  disabled?: boolean;
  onFile: (file: File) => void;
  testId: string;
}

/** A place for one file, chosen or dropped. The browser's own control says its words in the browser's language. */
export function FileDrop({ label, hint, choose, children, accept, disabled = false, onFile, testId }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !disabled) onFile(file);
  }

  return (
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint`} className={css.field}>
      <span id={`${id}-label`} className={css.label}>
        {label}
      </span>
      <div
        className={css.drop}
        data-over={over || undefined}
        data-testid={`${testId}-drop`}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes('Files')) {
            event.preventDefault();
            setOver(true);
          }
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        }}
        onDrop={onDrop}
      >
        <Button isDisabled={disabled} onPress={() => input.current?.click()} testId={`${testId}-choose`}>
          <FileUp size={16} aria-hidden />
          {choose}
        </Button>
        <span className={css.told} dir="auto">
          {children}
        </span>
      </div>
      <p id={`${id}-hint`} className={css.hint}>
        {hint}
      </p>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        tabIndex={-1}
        aria-label={label}
        data-testid={testId}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          // The same file, mended meanwhile, may be chosen once more.
          event.target.value = '';
        }}
      />
    </div>
  );
}
