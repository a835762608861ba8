# Build: the binary needs a C compiler for SQLite, and nothing at run time but the C library's static parts.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=1 go build -trimpath -tags "netgo osusergo" -ldflags "-s -w -linkmode external -extldflags -static" -o /clubhouse ./cmd/clubhouse
RUN mkdir /data /spool && chown 65532:65532 /data /spool

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /clubhouse /clubhouse
COPY --from=build --chown=65532:65532 /data /data
# SQLite and large uploads spill to files for a moment.
COPY --from=build --chown=65532:65532 /spool /tmp
USER 65532:65532
ENV CLUB_DATABASE_URL=/data/club.db
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s CMD ["/clubhouse", "health"]
ENTRYPOINT ["/clubhouse"]
CMD ["serve"]
