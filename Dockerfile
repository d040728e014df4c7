# make dist && docker build -t agentlint . && docker run --rm -v "$PWD:/src:ro" agentlint
# The programs are those that make dist has built and packed.
FROM busybox:stable-musl AS unpack
ARG TARGETARCH=amd64
COPY dist/agentlint_*_linux_*.tar.gz /dist/
RUN mkdir /agentlint && tar -xzf /dist/agentlint_*_linux_${TARGETARCH}.tar.gz -C /agentlint --strip-components 1

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=unpack /agentlint/agentlint /usr/local/bin/agentlint
COPY --from=unpack /agentlint/LICENSE /agentlint/THIRD_PARTY_LICENSES.md /usr/share/doc/agentlint/
WORKDIR /src
ENTRYPOINT ["agentlint"]
