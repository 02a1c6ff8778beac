/**
 * How good predicted ratings are: each tenth of the ratings is hidden in turn and predicted from the others. The root of the
 * mean squared error, in stars, beside what two simpler guesses reach: the film's mean and its Bayesian base.
 */
import {
  baseScores,
  cohortMean,
  defaultParameters,
  emptyHistogram,
  type FilmAggregate,
  filmStatistics,
  type HalfStars,
  isRated,
  predictor,
  tasteMatrix,
} from '@cohort-almanac/core';
import { bundledWorldDir, loadMovielens, loadWorld, type World } from '@cohort-almanac/pipeline';
import { randomNumbers } from './support/cohort.ts';
import { atMost, type Budget, rounded } from './support/figures.ts';

const SEED = 1;
const FOLDS = 10;

interface Rating {
  member_id: number;
  film_id: number;
  half_stars: HalfStars;
}

interface Errors {
  film_mean: number;
  base: number;
  prediction: number;
}

interface Tested {
  squares: Errors;
  count: number;
  covered: number;
  neighbours: number;
  predict_ms: number;
}

export interface PredictBench {
  bench: 'predict';
  data: 'movielens' | 'world';
  members: number;
  films: number;
  ratings: number;
  /** Over all hidden ratings of the ten rounds. */
  rmse: Errors;
  /** In how many of the ten rounds the prediction had a smaller error than either of the others. */
  rounds_won: number;
  /** Share of the hidden ratings that at least one neighbour stood behind, and how many did on average. */
  coverage: number;
  neighbours: number;
  /** All taste matches of the cohort, and one prediction with the matches that it needs. */
  matrix_ms: number;
  us_per_prediction: number;
  budget: Budget;
}

/** Measures on MovieLens if its folder is given, else on the bundled world. */
export async function run({ movielens }: { movielens?: string } = {}): Promise<PredictBench> {
  const world = movielens === undefined ? loadWorld(bundledWorldDir()) : loadMovielens(movielens);
  const ratings = shuffled(ratingsOf(world));
  const rounds = Array.from({ length: FOLDS }, (_, fold) =>
    test(
      world,
      ratings.filter((_rating, index) => index % FOLDS !== fold),
      ratings.filter((_rating, index) => index % FOLDS === fold),
    ),
  );
  const total = (part: (tested: Tested) => number) => rounds.reduce((sum, tested) => sum + part(tested), 0);
  const count = total((tested) => tested.count);
  const rmse = (guess: keyof Errors) => fourDigits(Math.sqrt(total(({ squares }) => squares[guess]) / count));
  const errors = { film_mean: rmse('film_mean'), base: rmse('base'), prediction: rmse('prediction') };
  const begin = performance.now();
  tasteMatrix(membersOf(world, ratings));
  const matrix_ms = rounded(performance.now() - begin);
  return {
    bench: 'predict',
    data: movielens === undefined ? 'world' : 'movielens',
    members: world.members.length,
    films: world.films.length,
    ratings: ratings.length,
    rmse: errors,
    rounds_won: rounds.filter(({ squares: { film_mean, base, prediction } }) => prediction < Math.min(film_mean, base))
      .length,
    coverage: fourDigits(total(({ covered }) => covered) / count),
    neighbours: rounded(total(({ neighbours }) => neighbours) / count),
    matrix_ms,
    us_per_prediction: rounded((total(({ predict_ms }) => predict_ms) * 1000) / count),
    budget: {
      rmse_to_film_mean: atMost(1, fourDigits(errors.prediction / errors.film_mean)),
      rmse_to_base: atMost(1, fourDigits(errors.prediction / errors.base)),
    },
  };
}

/** Predicts the hidden ratings from the known ones, in each of the three ways. */
function test(world: World, known: readonly Rating[], hidden: readonly Rating[]): Tested {
  const stats = filmStatistics(aggregatesOf(world, known));
  const rated = stats.filter(isRated);
  const averages = new Map(rated.map((film) => [film.film_id, film.avg_rating]));
  const mean = cohortMean(rated);
  const base = baseScores(stats, defaultParameters(world.members.length));
  // The guess for a film whose ratings are all hidden: the mean of all ratings, closer to them than the mean of the films.
  const usual = known.reduce((sum, { half_stars }) => sum + half_stars / 2, 0) / known.length;

  const begin = performance.now();
  const predict = predictor({ members: membersOf(world, known), base, mean });
  const predictions = hidden.map(({ member_id, film_id }) => predict(member_id, film_id));
  const predict_ms = performance.now() - begin;

  const squares: Errors = { film_mean: 0, base: 0, prediction: 0 };
  let covered = 0;
  let neighbours = 0;
  for (const [index, { film_id, half_stars }] of hidden.entries()) {
    const prediction = predictions[index]!;
    squares.film_mean += ((averages.get(film_id) ?? usual) - half_stars / 2) ** 2;
    squares.base += ((base.get(film_id) ?? mean) - half_stars / 2) ** 2;
    squares.prediction += (prediction.rating - half_stars / 2) ** 2;
    if (prediction.neighbours > 0) covered += 1;
    neighbours += prediction.neighbours;
  }
  return { squares, count: hidden.length, covered, neighbours, predict_ms };
}

/** Members and films are numbered from 1, in the order of the world. */
function ratingsOf(world: World): Rating[] {
  const members = new Map(world.members.map((member, index) => [member, index + 1]));
  const films = new Map(world.films.map((film, index) => [film, index + 1]));
  return world.ratings.flatMap(({ member, film, half_stars }) =>
    half_stars === null ? [] : [{ member_id: members.get(member)!, film_id: films.get(film)!, half_stars }],
  );
}

function membersOf(world: World, ratings: readonly Rating[]) {
  const members = world.members.map((_, index) => ({ member_id: index + 1, ratings: new Map<number, HalfStars>() }));
  for (const { member_id, film_id, half_stars } of ratings) members[member_id - 1]!.ratings.set(film_id, half_stars);
  return members;
}

function aggregatesOf(world: World, ratings: readonly Rating[]): FilmAggregate[] {
  const histograms = world.films.map(() => emptyHistogram());
  for (const { film_id, half_stars } of ratings) histograms[film_id - 1]![half_stars - 1]! += 1;
  return world.films.map(({ slug, lid, title }, index) => ({
    film_id: index + 1,
    slug,
    lid,
    title,
    histogram: histograms[index]!,
    likes_count: 0,
    favorites_count: 0,
    likes_only_count: 0,
    first_rating_at: null,
    last_rating_at: null,
    dated: [],
    world_average: null,
  }));
}

/** Fisher-Yates, the same in every run. */
function shuffled(ratings: Rating[]): Rating[] {
  const random = randomNumbers(SEED);
  for (let index = ratings.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [ratings[index], ratings[other]] = [ratings[other]!, ratings[index]!];
  }
  return ratings;
}

/** Errors of guesses differ in the third digit. */
function fourDigits(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
