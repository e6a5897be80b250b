import { createStore } from './createStore.js';
import { remember, remembered } from './remembered.js';

/** How this browser tells an agent who looks elsewhere. Quiet hours are local times; the same twice means never quiet. */
export interface NoticeSettings {
  desktop: boolean;
  sound: boolean;
  quietFrom: string;
  quietTo: string;
}

const DEFAULTS: NoticeSettings = { desktop: false, sound: false, quietFrom: '20:00', quietTo: '08:00' };
/** As this browser has them; `setNotices` changes them. */
export const noticeSettings = createStore<NoticeSettings>(read());

/** Keeps them in this browser; what is left out stays. */
export function setNotices(change: Partial<NoticeSettings>): void {
  const next = { ...noticeSettings.get(), ...change };
  noticeSettings.set(next);
  remember('notices', JSON.stringify(next));
}

function read(): NoticeSettings {
  try {
    return { ...DEFAULTS, ...(JSON.parse(remembered('notices') ?? '{}') as Partial<NoticeSettings>) };
  } catch {
    return DEFAULTS; // Unreadable: as on the first day.
  }
}

/** Whether it is quiet at that minute, also over midnight. */
export function isQuiet({ quietFrom, quietTo }: Pick<NoticeSettings, 'quietFrom' | 'quietTo'>, at: Date): boolean {
  const now = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? now >= quietFrom && now < quietTo : now >= quietFrom || now < quietTo;
}

let audio: AudioContext | null = null;

/** Two soft tones, made here: no file is fetched. */
export function playSound(): void {
  audio ??= new AudioContext();
  const { currentTime } = audio;
  for (const [index, pitch] of [660, 880].entries()) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const at = currentTime + index * 0.14;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.09, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.32);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.34);
  }
}

/** Asks the browser; false when it or the person says no. */
export async function allowDesktop(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false;
  return (Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission) === 'granted';
}

/** Tells it in the ways that are chosen, unless it is quiet or the page is in front anyway. `tag`: a newer one takes its place. */
export function notify({ title, body, tag, open }: { title: string; body: string; tag: string; open: () => void }): void {
  const settings = noticeSettings.get();
  if (isQuiet(settings, new Date()) || (document.visibilityState === 'visible' && document.hasFocus())) return;
  if (settings.sound) playSound();
  if (!settings.desktop || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const shown = new Notification(title, { body, tag });
  shown.addEventListener('click', () => {
    window.focus();
    open();
    shown.close();
  });
}
