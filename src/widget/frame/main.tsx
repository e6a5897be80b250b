import { render } from 'preact';
import { createChat } from './createChat.js';
import { Chat } from './Chat.jsx';
import { meetHost } from './host.js';
import './frame.css';
import { chooseLanguage } from './words.js';
import { wearColor } from './wearColor.js';

const root = document.getElementById('root');
if (!root) throw new Error('frame.html has no #root');

chooseLanguage(navigator.language);
const host = meetHost();
const chat = createChat({ onUnread: host.tellUnread });

host.onHello(({ userToken, language, color, open, calm = false }) => {
  chooseLanguage(language);
  if (color) wearColor(color);
  else wearDeskColor();
  chat.begin({ userToken, language, open, calm });
});
/** The desk's own colour, as soon as it is known. */
function wearDeskColor(): void {
  const stop = chat.subscribe(() => {
    const { phase, look } = chat.get();
    if (phase !== 'ready') return;
    stop();
    if (!look.color) return;
    wearColor(look.color);
    host.tellColor(look.color);
  });
}

host.onOpen(chat.setOpen);

render(<Chat chat={chat} host={host} />, root);
