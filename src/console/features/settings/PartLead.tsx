import { type ReactNode, createContext, useContext } from 'react';
import css from './Settings.module.css';

/** The page around has said what the part is for. */
export const LeadSaid = createContext(false);

/** One line of what a part of the settings is for, unless that was said above it. */
export function PartLead({ children }: { children: ReactNode }) {
  return useContext(LeadSaid) ? null : <p className={css.lead}>{children}</p>;
}
