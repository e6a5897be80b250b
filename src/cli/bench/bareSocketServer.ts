/**
 * The floor of the live bench: socket.io with nothing behind it. A line of a visitor goes to every console as a row and to
 * those in its room as a message, as ours does - the rows of 50 ms together - and is acknowledged. Forked; says where it listens.
 */
import http from 'node:http';
import { Server } from 'socket.io';

const server = http.createServer();
const io = new Server(server, { serveClient: false, perMessageDeflate: false, maxHttpBufferSize: 64_000, pingTimeout: 20_000 });
const agents = io.of('/agents');
agents.on('connection', (socket) => {
  socket.on('ticket:watch', ({ ticketId }: { ticketId: string }, ack: (result: object) => void) => {
    void socket.join(ticketId);
    ack({ ok: true });
  });
});
io.of('/chat').on('connection', (socket) => {
  const { token } = socket.handshake.auth as { token: string };
  socket.on('chat:send', ({ text, clientId }: { text: string; clientId: string }, ack: (result: object) => void) => {
    const message = { id: clientId, ticketId: token, text, filler: FILLER };
    rows.push({ id: token, preview: text, filler: FILLER });
    pause ??= setTimeout(sendRows, 50);
    agents.to(token).emit('message:changed', { ticketId: token, seq: 1, message });
    ack({ ok: true });
  });
});
let rows: object[] = [];
let pause: ReturnType<typeof setTimeout> | undefined;
function sendRows(): void {
  agents.emit('tickets:changed', { tickets: rows });
  rows = [];
  pause = undefined;
}
/** About as much as our rows and messages hold beside the words. */
const FILLER = 'x'.repeat(600);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ ready: { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` } });
});
process.on('disconnect', () => process.exit(0));
