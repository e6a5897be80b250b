import { Fragment } from 'react';
import { shownAddress } from '../../../contract/direction.js';

const LINK = /(https?:\/\/[^\s<>"'，。；！？、）】》]+[^\s<>"'，。；！？、）】》.,;:!?)\]])/g;

/** Plain words with their web addresses as links, which read the same whatever stands around them. Nothing else in them means anything. */
export function Linked({ text }: { text: string }) {
  const parts = text.split(LINK);
  return parts.map((part, index) =>
    index % 2 ? (
      <a key={index} href={part} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">
        {shownAddress(part)}
      </a>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
