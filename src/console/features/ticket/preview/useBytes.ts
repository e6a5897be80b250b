import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../../api/http.js';

/** The bytes of a stored file. They are kept for a moment only: files are large. */
export function useBytes(url: string) {
  return useQuery({
    queryKey: ['file', url],
    staleTime: Infinity,
    gcTime: 10_000,
    queryFn: async ({ signal }) => {
      const answer = await fetch(url, { credentials: 'same-origin', signal });
      if (!answer.ok) throw new ApiError(answer.status === 404 ? 'not_found' : 'unavailable', answer.status, answer.statusText);
      return answer.arrayBuffer();
    },
  });
}
