# Builds Workings and keeps what it needs to run: `docker build --tag workings .`, or `docker compose up` with PostgreSQL.
# Everything is configured when it is started, by the variables of .env.example; nothing of it is in the image.
FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 STANDALONE=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build && mkdir .data

FROM node:24-slim
WORKDIR /app
# A proxy keeps idle connections for about a minute, so the server must not be the first to close them.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000 KEEP_ALIVE_TIMEOUT=75000
COPY --from=build --chown=node:node /app/.next/standalone ./
COPY --from=build --chown=node:node /app/.next/static ./.next/static
COPY --from=build --chown=node:node /app/public ./public
COPY --from=build --chown=node:node /app/lib/gate/preload.ts ./lib/gate/preload.ts
COPY --from=build --chown=node:node /app/lib/gate/forwarded.ts ./lib/gate/forwarded.ts
# A new volume takes its owner from the folder it is put over.
COPY --from=build --chown=node:node /app/.data ./.data
USER node
VOLUME /app/.data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./lib/gate/preload.ts", "server.js"]
