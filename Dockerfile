# SayOnce in one image with two roles: the web process (default) and the workers (compose.yaml says how).
# Redis is not in it: set REDIS_URL. Without MONGODB_URI all data is in /data, so mount a volume there.

FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No package of ours needs an install script.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node src/cli/build.mjs && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# The program belongs to root and cannot change itself; only /data can be written, so "docker run --read-only" works.
RUN mkdir -m 700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000 2525 2424
STOPSIGNAL SIGTERM
# Only says that the process answers; whether it can work is /health/ready, which must not restart a desk that waits for Redis.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=32", "--heap-growing-percent=100", "dist/src/server.js"]
