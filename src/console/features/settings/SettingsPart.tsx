import type { ReactElement } from 'react';
import { ArticlesPart } from './ArticlesPart.js';
import { ChatPart } from './ChatPart.js';
import { FieldsPart } from './FieldsPart.js';
import { HoursPart } from './HoursPart.js';
import { ImportPart } from './ImportPart.js';
import { MacrosPart } from './MacrosPart.js';
import { MailPart } from './MailPart.js';
import { PeoplePart } from './PeoplePart.js';
import { PhonePart } from './PhonePart.js';
import { StartPart } from './StartPart.js';
import { TagsPart } from './TagsPart.js';
import { TokensPart } from './TokensPart.js';
import { TopicsPart } from './TopicsPart.js';
import type { Part } from './parts.js';

const PAGES: Record<Part, () => ReactElement> = {
  start: StartPart,
  mail: MailPart,
  phone: PhonePart,
  chat: ChatPart,
  articles: ArticlesPart,
  people: PeoplePart,
  tokens: TokensPart,
  hours: HoursPart,
  topics: TopicsPart,
  tags: TagsPart,
  fields: FieldsPart,
  macros: MacrosPart,
  import: ImportPart,
};

/** What one part of the settings is made of. */
export function SettingsPart({ part }: { part: Part }) {
  const Shown = PAGES[part];
  return <Shown />;
}
