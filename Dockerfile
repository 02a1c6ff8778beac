# One image for api, worker, scheduler and migrate: the command says which. Bases are named by version; what comes from npm is
# what package-lock.json says.
ARG NODE=node:22.20.0-bookworm-slim

FROM ${NODE} AS build
WORKDIR /src
ENV npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false
COPY . .
RUN npm ci --ignore-scripts && npm run build

# What the server needs at run time and nothing else, by the same lock file. The embedded PostgreSQL is left out with the other
# optional packages: a container has its database elsewhere.
FROM ${NODE} AS packages
WORKDIR /src
ENV npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false
COPY . .
RUN npm ci --ignore-scripts --omit=dev --omit=optional -w packages/server \
 && rm -rf node_modules/@cohort-almanac node_modules/.cache

FROM ${NODE}
ENV NODE_ENV=production ALMANAC_HOME=/var/lib/almanac HOST=0.0.0.0 PORT=4000
WORKDIR /app
COPY --from=packages /src/node_modules node_modules
# Versions that could not be hoisted; the folder is empty when there are none.
COPY --from=packages /src/packages/server packages/server
COPY --from=build /src/packages/server/bin packages/server/bin
COPY --from=build /src/packages/server/dist packages/server/dist
COPY LICENSE ./
RUN ln -s /app/packages/server/bin/almanac.js /usr/local/bin/almanac \
 && install -d -o node -g node -m 0750 /var/lib/almanac
USER node
VOLUME /var/lib/almanac
EXPOSE 4000
# Of the api, which alone has a port; the compose file switches it off for the others.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/health/ready').then((a)=>process.exit(a.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["node", "/app/packages/server/bin/almanac.js"]
CMD ["api"]
