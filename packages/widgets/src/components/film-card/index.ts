import { define } from '../../internal/define.ts';
import { AlmanacFilmCard } from './film-card.ts';

define('almanac-film-card', AlmanacFilmCard);

export { AlmanacFilmCard };
