FROM node:20-slim

# Chinese signs for bulletins as pictures.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-wqy-microhei && rm -rf /var/lib/apt/lists/*

WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data BACKUP_DIR=/backups

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY tsconfig.json pilot.example.yaml ./
COPY src src
COPY commands commands
COPY jobs jobs
COPY scripts scripts
RUN node scripts/program.mjs

RUN mkdir /data /backups && chown node:node /data /backups
USER node
VOLUME /data /backups
EXPOSE 8080

# Whether this process lives. /readyz tells of the whole service: starting this container again would not bring a platform back.
# A container with ROLE=worker serves no web: switch the check off there (docs/deployment.md).
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "scripts/program.mjs", "src/main.ts"]
