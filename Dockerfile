# docker build -t interview-bot . && docker run --env-file .env -v interview-bot:/data interview-bot
FROM python:3.12-slim

RUN useradd --system --uid 10001 --home-dir /data interview-bot && install -d -o interview-bot -m 700 /data
WORKDIR /app
COPY requirements-run.txt pyproject.toml README.md LICENSE app.yaml process.yaml ./
RUN pip install --no-cache-dir --require-hashes -r requirements-run.txt
COPY bot bot
COPY handlers handlers
COPY storage storage
COPY integrations integrations
COPY sandbox sandbox
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

USER interview-bot
VOLUME /data
ENV DATABASE_URL=sqlite:////data/interview-bot.db PROCESS_FILE=/app/process.yaml PYTHONUNBUFFERED=1
EXPOSE 3000
STOPSIGNAL SIGTERM
ENTRYPOINT ["interview-bot"]
CMD ["run"]
