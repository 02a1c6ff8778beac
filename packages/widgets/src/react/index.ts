/**
 * The elements as React components: `<AlmanacRankings cohort="demo" onSort={…} />`. Properties are typed, events are
 * callbacks, and an element is defined when its component is imported.
 */
import type { Schemas } from '@cohort-almanac/sdk';
import { createComponent, type EventName } from '@lit/react';
import React from 'react';
import { AlmanacAttribution as AttributionElement } from '../components/attribution/index.ts';
import { AlmanacCohortPicker as CohortPickerElement } from '../components/cohort-picker/index.ts';
import { AlmanacCompare as CompareElement } from '../components/compare/index.ts';
import { AlmanacDivergences as DivergencesElement } from '../components/divergences/index.ts';
import { AlmanacFilmCard as FilmCardElement } from '../components/film-card/index.ts';
import { AlmanacFilters as FiltersElement } from '../components/filters/index.ts';
import { AlmanacHiddenGems as HiddenGemsElement } from '../components/hidden-gems/index.ts';
import { AlmanacHistogram as HistogramElement } from '../components/histogram/index.ts';
import { AlmanacLikesOnly as LikesOnlyElement } from '../components/likes-only/index.ts';
import { AlmanacMovers as MoversElement } from '../components/movers/index.ts';
import { AlmanacPeople as PeopleElement } from '../components/people/index.ts';
import { AlmanacRankings as RankingsElement } from '../components/rankings/index.ts';
import { AlmanacRuns as RunsElement } from '../components/runs/index.ts';
import { AlmanacSavedList as SavedListElement } from '../components/saved-list/index.ts';
import { AlmanacSavedLists as SavedListsElement } from '../components/saved-lists/index.ts';
import { AlmanacScatter as ScatterElement } from '../components/scatter/index.ts';
import { AlmanacTasteMatrix as TasteMatrixElement } from '../components/taste-matrix/index.ts';
import { AlmanacTonight as TonightElement } from '../components/tonight/index.ts';
import { AlmanacWhy as WhyElement } from '../components/why/index.ts';

/** An event of an element, with what it tells. */
type Told<T> = EventName<CustomEvent<T>>;

export const AlmanacAttribution = createComponent({
  react: React,
  tagName: 'almanac-attribution',
  elementClass: AttributionElement,
});
export const AlmanacCohortPicker = createComponent({
  react: React,
  tagName: 'almanac-cohort-picker',
  elementClass: CohortPickerElement,
  events: {
    onCohortChange: 'almanac-cohort-change' as Told<{ cohort: string }>,
  },
});
export const AlmanacCompare = createComponent({
  react: React,
  tagName: 'almanac-compare',
  elementClass: CompareElement,
});
export const AlmanacDivergences = createComponent({
  react: React,
  tagName: 'almanac-divergences',
  elementClass: DivergencesElement,
});
export const AlmanacFilmCard = createComponent({
  react: React,
  tagName: 'almanac-film-card',
  elementClass: FilmCardElement,
});
export const AlmanacFilters = createComponent({
  react: React,
  tagName: 'almanac-filters',
  elementClass: FiltersElement,
  events: {
    onFilterChange: 'almanac-filter-change' as Told<{ filter: string }>,
  },
});
export const AlmanacHiddenGems = createComponent({
  react: React,
  tagName: 'almanac-hidden-gems',
  elementClass: HiddenGemsElement,
});
export const AlmanacHistogram = createComponent({
  react: React,
  tagName: 'almanac-histogram',
  elementClass: HistogramElement,
});
export const AlmanacLikesOnly = createComponent({
  react: React,
  tagName: 'almanac-likes-only',
  elementClass: LikesOnlyElement,
});
export const AlmanacMovers = createComponent({
  react: React,
  tagName: 'almanac-movers',
  elementClass: MoversElement,
});
export const AlmanacPeople = createComponent({
  react: React,
  tagName: 'almanac-people',
  elementClass: PeopleElement,
});
export const AlmanacRankings = createComponent({
  react: React,
  tagName: 'almanac-rankings',
  elementClass: RankingsElement,
  events: {
    onSort: 'almanac-sort' as Told<{ sort: string; order: string }>,
  },
});
export const AlmanacRuns = createComponent({
  react: React,
  tagName: 'almanac-runs',
  elementClass: RunsElement,
});
export const AlmanacSavedList = createComponent({
  react: React,
  tagName: 'almanac-saved-list',
  elementClass: SavedListElement,
});
export const AlmanacSavedLists = createComponent({
  react: React,
  tagName: 'almanac-saved-lists',
  elementClass: SavedListsElement,
  events: {
    onOpen: 'almanac-open' as Told<Schemas['SavedFilter']>,
    onShare: 'almanac-share' as Told<{ filter_id: number }>,
    onExport: 'almanac-export' as Told<{ filter_id: number; format: string }>,
  },
});
export const AlmanacScatter = createComponent({
  react: React,
  tagName: 'almanac-scatter',
  elementClass: ScatterElement,
});
export const AlmanacTasteMatrix = createComponent({
  react: React,
  tagName: 'almanac-taste-matrix',
  elementClass: TasteMatrixElement,
});
export const AlmanacTonight = createComponent({
  react: React,
  tagName: 'almanac-tonight',
  elementClass: TonightElement,
  events: {
    onVeto: 'almanac-veto' as Told<{ film_id: number }>,
  },
});
export const AlmanacWhy = createComponent({
  react: React,
  tagName: 'almanac-why',
  elementClass: WhyElement,
});
