import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.js';
import { EmptyState } from './EmptyState.js';
import { askAnew } from './lazily.js';
import { loadAnew } from './loadAnew.js';

interface Props {
  children: ReactNode;
  /** Another value tries again. */
  resetKey?: string;
  /** Told instead of shown: there is a page behind it that can be gone on with. */
  onCrash?: () => void;
}

/** Keeps one broken part from taking the page with it. */
export class Crash extends Component<Props, { failed: boolean; tried: boolean }> {
  override state = { failed: false, tried: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(previous: { resetKey?: string }): void {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ failed: false, tried: false });
  }

  override componentDidCatch(): void {
    askAnew();
    this.props.onCrash?.();
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return this.props.onCrash ? null : <Again tried={this.state.tried} onRetry={() => this.setState({ failed: false, tried: true })} />;
  }
}

/** A part that is still broken when it was tried again may be one of an older release: then all is loaded anew. */
function Again({ tried, onRetry }: { tried: boolean; onRetry: () => void }) {
  const { t } = useTranslation();
  return <Crashed onRetry={tried ? () => loadAnew(t) : onRetry} />;
}

function Crashed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <EmptyState title={t('error.crashed')} text={t('error.crashedHint')}>
        <Button onPress={onRetry}>{t('error.reload')}</Button>
      </EmptyState>
    </div>
  );
}

/** Instead of a page that did not come, or that broke. What the browser has of it stays broken until all is loaded anew. */
export function PageCrashed() {
  const { t } = useTranslation();
  return <Crashed onRetry={() => loadAnew(t)} />;
}
