import { Fragment } from 'preact';

const LINK = /(https?:\/\/[^\s<>"'，。；！？、）】》]+[^\s<>"'，。；！？、）】》.,;:!?)\]])/g;

/** Plain words with their web addresses as links. */
export function Linked({ text }: { text: string }) {
  return <>{text.split(LINK).map((part, index) => (index % 2 ? <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">{part}</a> : <Fragment key={index}>{part}</Fragment>))}</>;
}
