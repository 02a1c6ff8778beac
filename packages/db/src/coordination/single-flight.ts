/** One computation a key at a time in this process: who asks meanwhile gets the same promise. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Promise<T>>();

  run(key: string, compute: () => Promise<T>): Promise<T> {
    const running = this.#flights.get(key);
    if (running) return running;
    const flight = compute().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }
}
