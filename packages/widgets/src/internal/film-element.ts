/** An element about one film of a cohort. All that stand on a page for the same film share one request. */
import type { Schemas } from '@cohort-almanac/sdk';
import type { PropertyDeclarations } from 'lit';
import { CohortElement } from './cohort-element.ts';
import type { Query } from './source.ts';

export type FilmDetail = Schemas['FilmDetail'];

export abstract class FilmElement extends CohortElement<FilmDetail> {
  static override properties: PropertyDeclarations = { ...CohortElement.properties, film: { type: Number } };

  /** The film's number here: `film_id` of a ranking's row. */
  declare film: number | undefined;

  protected get what(): string {
    return `films/${this.film}`;
  }

  protected override query(): Query | null {
    return this.film ? super.query() : null;
  }

  protected override parameters() {
    return {};
  }

  protected override missing(): string {
    return this.say('Give this element a cohort and a film.');
  }
}
