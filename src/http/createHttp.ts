import compression from 'compression';
import express, { type Express } from 'express';
import type { HttpDeps, HttpServices } from './deps.js';
import { mountRoutes } from './mount.js';
import { describeApi } from './openApi.js';
import { mountPages } from './pages.js';
import { errorHandler, noSuchRoute } from './problem.js';
import { requestContext } from './requestContext.js';
import { ROUTES } from './routes/table.js';
import { securityHeaders } from './securityHeaders.js';
import { createSignIn } from './signIn.js';

/** The HTTP side: the API, the hooks and the pages. It does not listen. */
export function createHttp(deps: HttpDeps): Express {
  const services: HttpServices = { ...deps, signIn: createSignIn(deps.desk, deps.rateLimits), openApi: openApiOnce(deps) };
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.config.trustProxy === true ? 1 : deps.config.trustProxy);

  app.use(requestContext(deps.log));
  app.use(compression({ threshold: 1400 }));
  // Every route of the table, and whatever is asked for beside them under these names.
  app.use(
    ['/api', '/hooks', '/health', ...ROUTES.map(({ path }) => path)],
    securityHeaders('api', deps.config),
    (_request, response, next) => {
      response.set('cache-control', 'no-store');
      next();
    },
  );
  mountRoutes(app, ROUTES, services);
  app.use(['/api', '/hooks', '/health'], () => {
    throw noSuchRoute();
  });
  mountPages(app, services);
  app.use(securityHeaders('api', deps.config), () => {
    throw noSuchRoute();
  });
  app.use(errorHandler(deps.log));
  return app;
}

function openApiOnce(deps: HttpDeps): () => object {
  let made: object | undefined;
  return () => (made ??= describeApi(ROUTES, { version: deps.health.version, publicUrl: deps.config.publicUrl }));
}
