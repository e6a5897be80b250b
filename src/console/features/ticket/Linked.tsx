import { Fragment } from 'react';

const LINK = /(https?:\/\/[^\s<>"'，。；！？、）】》]+[^\s<>"'，。；！？、）】》.,;:!?)\]])/g;

/** Plain words with their web addresses as links. Nothing else in them means anything. */
export function Linked({ text }: { text: string }) {
  const parts = text.split(LINK);
  return parts.map((part, index) =>
    index % 2 ? (
      <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
