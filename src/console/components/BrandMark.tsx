/** Said, and understood: a speech bubble with a tick. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <path
        fill="currentColor"
        d="M16 3C8.3 3 2 8.4 2 15.1c0 3.6 1.9 6.9 4.8 9.1.3 2.1-.6 3.8-1.9 5 2.9.3 5.6-.7 7.5-2.5 1.2.3 2.4.4 3.6.4 7.7 0 14-5.4 14-12S23.7 3 16 3Z"
      />
      <path fill="none" stroke="var(--on-accent)" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" d="m10.5 15.5 4 4 7.5-8.5" />
    </svg>
  );
}
