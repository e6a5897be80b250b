import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MessagePictures } from '../../contract/tickets.js';
import { api } from './http.js';

/** Pictures that a mail shows from elsewhere: none until somebody asks, and then through our own server. */
export function usePictures(messageId: string): { shown: ReadonlyMap<string, string>; asked: boolean; ask: () => void } {
  const { data, mutate, isPending, isSuccess } = useMutation({
    mutationFn: () => api<MessagePictures>(`/messages/${messageId}/pictures`, { method: 'POST' }),
  });
  const shown = useMemo(() => new Map(data?.items.map(({ src, url }) => [src, url])), [data]);
  return { shown, asked: isPending || isSuccess, ask: () => mutate() };
}
