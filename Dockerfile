# docker build -t agentlint . && docker run --rm -v "$PWD:/src:ro" agentlint
FROM golang:1.26-bookworm AS build
WORKDIR /agentlint
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# Static, as in .goreleaser.yaml, so that what it runs on needs no libc.
RUN CGO_ENABLED=1 GOFLAGS='-trimpath -tags=netgo,osusergo' \
	make build BUILD_LDFLAGS='-s -w -linkmode external -extldflags -static' && mv bin/agentlint /usr/local/bin/

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /usr/local/bin/agentlint /usr/local/bin/agentlint
WORKDIR /src
ENTRYPOINT ["agentlint"]
