import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Log } from '../ports/log.js';

/**
 * Gives every request an id of ours and logs its end. The line holds the route's pattern, never the URL: addresses and
 * queries carry what customers typed.
 */
export function requestContext(log: Log): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    response.locals['requestId'] = requestId;
    response.set('x-request-id', requestId);
    response.once('close', () => {
      const { route, agentId } = response.locals;
      const ms = Math.round(performance.now() - startedAt);
      const fields = { requestId, method: request.method, route, agentId, status: response.statusCode, ms };
      if (!response.writableFinished) log.info({ ...fields, cut: true }, 'request cut off');
      else if (route === undefined || String(route).startsWith('/health')) log.debug(fields, 'request');
      else log.info(fields, 'request');
    });
    next();
  };
}
