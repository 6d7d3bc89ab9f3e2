# The program without models: `models pull` fills /cache once.  docs/howto/container.md has the commands.
# Never built by an engine: its steps were run one by one in an empty Debian with Python 3.13.

FROM python:3.13-slim AS build
# The index of PyTorch's CPU builds, unless the CUDA build of several gigabytes is wanted.
ARG TORCH_INDEX=""
ARG TORCH="torch==2.13.0"
WORKDIR /source
RUN python -m venv /opt/briefing
COPY requirements.lock ./
RUN /opt/briefing/bin/pip install --no-cache-dir ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} "$TORCH"
COPY pyproject.toml README.md LICENSE ./
COPY packaging packaging
COPY prompts prompts
COPY configs configs
COPY briefing briefing
RUN /opt/briefing/bin/pip install --no-cache-dir --constraint requirements.lock ".[pdf,word]"

FROM python:3.13-slim
COPY --from=build /opt/briefing /opt/briefing
# Everything that is written lies under these; the root file system may be read-only.
RUN useradd --uid 10001 --no-create-home --home-dir /state --shell /usr/sbin/nologin briefing \
    && mkdir -p /cache /state /config /briefs \
    && chown briefing:briefing /cache /state /briefs
ENV PATH=/opt/briefing/bin:$PATH \
    HOME=/state \
    XDG_CACHE_HOME=/cache \
    XDG_STATE_HOME=/state \
    XDG_CONFIG_HOME=/config \
    HF_HOME=/cache/huggingface \
    BRIEFING_OUTPUT__FOLDER=/briefs \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /briefs
VOLUME ["/cache", "/state"]
HEALTHCHECK --interval=5m --timeout=30s CMD ["briefing", "doctor", "--no-model"]
ENTRYPOINT ["briefing"]
CMD ["--help"]
