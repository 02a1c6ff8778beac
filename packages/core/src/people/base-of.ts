/** The film's Bayesian base, in stars. Throws when there is none: then films and bases are not of the same ranking. */
export function baseOf(base: ReadonlyMap<number, number>, film_id: number): number {
  const value = base.get(film_id);
  if (value === undefined) throw new Error(`film ${film_id} has no base score; compute both from the same films`);
  return value;
}
