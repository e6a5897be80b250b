import { useState } from 'react';
import { useReload } from '../../api/setup.js';
import { Overtaken } from '../../components/Overtaken.js';
import { isOvertaken } from './useSave.js';

/**
 * For a form about one thing of a list: asks whose words shall stay when somebody has saved it since the form was opened.
 * @param path of the list @param version as the form was opened with it; missing: of a new one
 */
export function useOvertaken(path: string, version: number | undefined, onClose: () => void) {
  const reload = useReload(path);
  const [overtaken, setOvertaken] = useState(false);
  return {
    overtaken,
    /** Part of what is sent: once he has been asked, to send is to insist. */
    seen: overtaken ? {} : { version },
    tellThere(error: unknown): boolean {
      if (!isOvertaken(error)) return false;
      setOvertaken(true);
      return true;
    },
    question: overtaken && (
      <Overtaken
        onTheirs={() => {
          reload();
          onClose();
        }}
      />
    ),
  };
}
