/** A receiver in a speech bubble: lucide draws no brands. */
export function WhatsAppIcon({ size = 24, 'aria-hidden': hidden }: { size?: number; 'aria-hidden'?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden={hidden}
    >
      <path d="M3 21l1.7-4.8A9 9 0 1 1 8 19.4Z" />
      <path d="M9 9.5c0 3 2.5 5.5 5.5 5.5l1-1.5-2-1-1 .8a4.5 4.5 0 0 1-1.800-1.800l.8-1-1-2Z" fill="currentColor" strokeWidth={1} />
    </svg>
  );
}
