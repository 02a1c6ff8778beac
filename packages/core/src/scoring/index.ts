export { baseScores, bayesianBase, cohortMean } from './base.ts';
export { consensusOf, distributionOf } from './distributions.ts';
export { explainScore, type ScoreComponent } from './explain.ts';
export { type GateInput, gate } from './gate.ts';
export { bucketOf, clusterOf, insights, percentiles } from './insights.ts';
export { inSumOrder, isRated } from './order.ts';
export { checkParameters, defaultParameters } from './parameters.ts';
export { type RankedList, rankAndLabel, rankFilms } from './rank.ts';
export { SHAPE_BONUS, SHAPES, type Shape, shapeOf } from './shapes.ts';
export { filmStatistics } from './statistics.ts';
export { wilsonLowerBound } from './strategies/wilson.ts';
export { divergences, favorites, hiddenGems, likesOnly, type SurfaceEntry, type SurfaceFilm } from './surfaces.ts';
export {
  ALL_TIME,
  formatTimeframe,
  InvalidTimeframe,
  inTimeframe,
  parseTimeframe,
  recentYears,
  type Span,
  type Timeframe,
} from './timeframes.ts';
export * from './types.ts';
