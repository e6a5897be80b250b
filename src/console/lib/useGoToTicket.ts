import { useNavigate } from '@tanstack/react-router';

/** Leads to a ticket, wherever one is. */
export function useGoToTicket(): (ticketId: string) => void {
  const navigate = useNavigate();
  return (ticketId) => void navigate({ to: '/tickets/$ticketId', params: { ticketId } });
}
