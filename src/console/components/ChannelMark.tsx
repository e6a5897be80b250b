import { Mail, MessageSquareText, MessagesSquare, Phone, Waypoints, type LucideIcon } from 'lucide-react';
import type { Channel } from '../../contract/common.js';
import { WhatsAppIcon } from './WhatsAppIcon.js';
import css from './ChannelMark.module.css';
import { useWords } from '../i18n/useWords.js';

const ICONS: Record<Channel, LucideIcon | typeof WhatsAppIcon> = {
  email: Mail,
  sms: MessageSquareText,
  whatsapp: WhatsAppIcon,
  voice: Phone,
  chat: MessagesSquare,
  api: Waypoints,
};

/** A channel as shape and hue, with its word beside it or for screen readers only. */
export function ChannelMark({ channel, word = false, size = 14 }: { channel: Channel; word?: boolean; size?: number }) {
  const { t } = useWords();
  const Icon = ICONS[channel];
  const name = t(`channel.${channel}`);
  return (
    <span className={`${css.mark} ${css[channel]}`} title={word ? undefined : name}>
      <Icon size={size} aria-hidden />
      <span className={word ? css.word : 'visually-hidden'}>{name}</span>
    </span>
  );
}
