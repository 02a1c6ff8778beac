export { type CohortComparison, type ComparedCohort, type ComparedFilm, compareCohorts } from './compare.ts';
export { type Mover, type Movers, movers } from './movers.ts';
export { PEOPLE_ROLES, type PeopleRole, type Person, type PersonFilm, topPeople } from './people.ts';
export { NEIGHBOURS, type Prediction, type Predictor, predictor } from './predict.ts';
export type { MemberRatings } from './ratings.ts';
export { type TasteMatch, type TasteMatrix, tasteMatch, tasteMatrix } from './taste.ts';
export {
  TONIGHT_SCORES,
  type TonightEntry,
  type TonightFilm,
  type TonightMember,
  type TonightScore,
  type TonightWishes,
  tonight,
} from './tonight.ts';
