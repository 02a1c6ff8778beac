import pg from 'pg';

/** A table of tasks as small as can be, claimed the way workers claim theirs. */
export class Tasks {
  readonly #pool: pg.Pool;

  constructor(databaseUrl: string) {
    this.#pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
    // Some tests cut all connections.
    this.#pool.on('error', () => undefined);
  }

  async create(): Promise<void> {
    await this.#pool.query(
      `CREATE TABLE IF NOT EXISTS tasks (
         id int PRIMARY KEY, topic text NOT NULL, ready_at timestamptz NOT NULL DEFAULT now(),
         lease_until timestamptz, done int NOT NULL DEFAULT 0
       )`,
    );
  }

  async add(topic: string, ids: readonly number[], delayMs = 0): Promise<void> {
    await this.#pool.query(
      `INSERT INTO tasks (id, topic, ready_at) SELECT unnest($2::int[]), $1, now() + $3 * interval '1 ms'`,
      [topic, ids, delayMs],
    );
  }

  /** The claimed task's id, or null when there is none, another has it, or it is not due. */
  async claim(topic: string, id: number | null, leaseMs = 60_000): Promise<number | null> {
    const { rows } = await this.#pool.query<{ id: number }>(
      `UPDATE tasks SET lease_until = now() + $3 * interval '1 ms'
       WHERE id = (
         SELECT id FROM tasks
         WHERE topic = $1 AND ($2::int IS NULL OR id = $2) AND done = 0
           AND ready_at <= now() AND (lease_until IS NULL OR lease_until < now())
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [topic, id, leaseMs],
    );
    return rows[0]?.id ?? null;
  }

  async finish(id: number): Promise<void> {
    await this.#pool.query('UPDATE tasks SET done = done + 1 WHERE id = $1', [id]);
  }

  /** How many tasks of the topic were done 0, 1, 2 … times. */
  async doneCounts(topic: string): Promise<Record<number, number>> {
    const { rows } = await this.#pool.query<{ done: number; n: number }>(
      'SELECT done, count(*)::int AS n FROM tasks WHERE topic = $1 GROUP BY done',
      [topic],
    );
    return Object.fromEntries(rows.map(({ done, n }) => [done, n]));
  }

  async isClaimed(id: number): Promise<boolean> {
    const { rows } = await this.#pool.query('SELECT 1 FROM tasks WHERE id = $1 AND lease_until IS NOT NULL', [id]);
    return rows.length > 0;
  }

  /** Cuts every connection that coordination has to this database. */
  async cutConnections(): Promise<number> {
    const { rowCount } = await this.#pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name IN ('almanac listen', 'almanac coordination')`,
    );
    return rowCount ?? 0;
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}
