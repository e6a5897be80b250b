import { useEffect, useRef } from 'react';
import { COMMANDS, type Command, commandNames } from './keymap.js';
import { useKeys } from './useKeys.js';

type Doing = Partial<Record<Command, (() => unknown) | undefined>>;

/** Newest last: of two that offer the same, what is on top of the page does it. */
const offered: { current: Doing }[] = [];

/** Offers commands while the component is on the page: by their keys, and in the palette. */
export function useCommands(commands: Doing, enabled = true): void {
  useKeys(
    Object.fromEntries(
      Object.entries(commands).flatMap(([name, run]) => (COMMANDS[name as Command][1] ? [[COMMANDS[name as Command][1], run]] : [])),
    ),
    enabled,
  );
  const offer = useRef(commands);
  useEffect(() => {
    offer.current = commands;
  });
  useEffect(() => {
    if (!enabled) return;
    offered.push(offer);
    return () => void offered.splice(offered.indexOf(offer), 1);
  }, [enabled]);
}

/** What can be done here and now. */
export const commandsHere = (): Command[] => commandNames.filter((name) => offered.some(({ current }) => current[name] !== undefined));

/** Does it, as its key would. */
export function tell(command: Command): void {
  offered.findLast(({ current }) => current[command] !== undefined)?.current[command]?.();
}
