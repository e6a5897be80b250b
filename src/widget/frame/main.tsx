import { render } from 'preact';
import { createChat } from './chat.js';
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

host.onHello(({ userToken, language, color, open }) => {
  chooseLanguage(language);
  if (color) wearColor(color);
  chat.begin({ userToken, language, open });
});
host.onOpen((open) => chat.setOpen(open));

render(<Chat chat={chat} host={host} />, root);
