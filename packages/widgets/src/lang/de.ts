/** German. The keys are the English texts of the elements that may be embedded, and the words that the API answers with. */
import type { Dictionary } from '../internal/localize.ts';

export const de: Dictionary = {
  // Cohort picker
  'No cohort yet': 'Noch kein Kreis',
  'Make one of five friends, a list’s members, or whom you follow.':
    'Er lässt sich aus fünf Freunden bilden, aus den Leuten einer Liste oder aus allen, denen jemand folgt.',
  '{n} member|{n} members': '{n} Mitglied|{n} Mitglieder',

  // Compare
  'Give this element two cohorts.': 'Diesem Element fehlen zwei Kreise.',
  'No film in common': 'Kein gemeinsamer Film',
  'A film can be compared when three members of each cohort have rated it.':
    'Vergleichen lässt sich ein Film, wenn ihn in jedem der beiden Kreise drei Mitglieder bewertet haben.',
  '{one} and {other}': '{one} und {other}',
  '{n} film is in both best hundreds|{n} films are in both best hundreds':
    '{n} Film steht in beiden Top 100|{n} Filme stehen in beiden Top 100',
  '{name} rates higher': '{name} wertet höher',
  '{first} against {second}': '{first} gegen {second}',

  // Divergences
  'At one with the world': 'Einig mit der Welt',
  'No film’s mean differs from Letterboxd’s by more than chance would.':
    'Bei keinem Film weicht der Schnitt stärker von dem auf Letterboxd ab, als es der Zufall täte.',
  'Against the world': 'Gegen die Welt',
  'Better than they say': 'Besser als ihr Ruf',
  'Not as good as they say': 'Schlechter als ihr Ruf',
  'from {n} member|from {n} members': 'von {n} Mitglied|von {n} Mitgliedern',

  // A film
  Rank: 'Rang',
  'Nobody here has rated it': 'Hier hat ihn noch niemand bewertet',
  'The first rating draws the first bar.': 'Die erste Wertung zeichnet den ersten Balken.',
  'the world: {mean}': 'die Welt: {mean}',
  Ratings: 'Wertungen',
  Stars: 'Sterne',
  Members: 'Mitglieder',
  'Give this element a cohort and a film.': 'Diesem Element fehlen ein Kreis und ein Film.',
  new: 'neu',
  unchanged: 'unverändert',
  'up {n}': '{n} Plätze gestiegen',
  'down {n}': '{n} Plätze gefallen',
  '{high} gave four stars or more, {low} two or fewer': '{high} gaben vier Sterne oder mehr, {low} zwei oder weniger',
  '{delta} against the world': '{delta} gegenüber der Welt',
  'Why it is number {rank} of {total}': 'Warum Platz {rank} von {total}',
  Score: 'Punkte',
  'Who said what': 'Wer wie gewertet hat',
  'on the watchlist': 'auf der Watchlist',
  'seen, not rated': 'gesehen, nicht bewertet',
  '{n} star|{n} stars': '{n} Stern|{n} Sterne',
  liked: 'gefällt',
  'and {n} member who is not named|and {n} members who are not named':
    'und {n} Mitglied, das nicht genannt wird|und {n} Mitglieder, die nicht genannt werden',
  '{n} minute|{n} minutes': '{n} Minute|{n} Minuten',

  // Filters
  'Clear all': 'Alle aufheben',
  '{n} film|{n} films': '{n} Film|{n} Filme',
  Filters: 'Filter',
  'Words of the title': 'Wörter des Titels',
  'at least': 'mindestens',
  'at most': 'höchstens',
  'Find one': 'Suchen',
  'Remove: {what}': 'Entfernen: {what}',
  Year: 'Jahr',
  Minutes: 'Minuten',
  Genre: 'Genre',
  Country: 'Land',
  Director: 'Regie',
  Actor: 'Besetzung',
  'Ranked by': 'Gereiht nach',
  Agreement: 'Einigkeit',
  Kind: 'Art',
  'Films or series': 'Filme oder Serien',
  'Bayesian score': 'Bayes-Wertung',
  'Affinity of the circle': 'Nähe zum Kreis',
  'Certainty (Wilson)': 'Sicherheit (Wilson)',
  Discovery: 'Entdeckung',
  'Recent ratings': 'Jüngste Wertungen',
  'Mean, reach and recency': 'Schnitt, Reichweite und Frische',
  Mixed: 'Gemischt',
  Films: 'Filme',
  Series: 'Serien',

  // Hidden gems, likes
  'No hidden gems yet': 'Noch keine Geheimtipps',
  'A gem is a film that few rated, and rated highly. More members make more of them.':
    'Ein Geheimtipp ist ein Film, den wenige bewertet haben, und diese hoch. Mehr Mitglieder bringen mehr davon.',
  'Hidden gems': 'Geheimtipps',
  'Every heart came with stars': 'Kein Herz ohne Sterne',
  'Films that were liked and not rated would stand here.':
    'Hier stünden Filme, die gefallen haben und nicht bewertet wurden.',
  'Loved, not rated': 'Geliebt, nicht bewertet',
  '{n} like without a rating|{n} likes without a rating': '{n} Herz ohne Wertung|{n} Herzen ohne Wertung',

  // Movers
  'Nothing has moved': 'Nichts hat sich bewegt',
  'The next sync is compared with this one.': 'Der nächste Abgleich wird mit diesem verglichen.',
  'What moved': 'Was sich bewegt hat',
  'since {date}': 'seit {date}',
  Risen: 'Gestiegen',
  Fallen: 'Gefallen',
  'New here': 'Neu dabei',
  Gone: 'Nicht mehr dabei',
  'was number {rank}': 'stand auf Platz {rank}',
  'number {rank}': 'Platz {rank}',

  // People
  Directors: 'Regie',
  Actors: 'Besetzung',
  Writers: 'Drehbuch',
  'Nobody has three ranked films yet': 'Noch niemand hat drei Filme in der Rangliste',
  'Credits come with the films’ details, which the almanac asks for after the first sync.':
    'Stab und Besetzung kommen mit den Angaben zu den Filmen, die der Almanach nach dem ersten Abgleich einholt.',
  '{n} in the best tenth|{n} in the best tenth': '{n} im besten Zehntel|{n} im besten Zehntel',

  // Rankings
  'No film is left': 'Kein Film bleibt übrig',
  'Loosen a filter, and some come back.': 'Mit einem lockereren Filter kommen einige zurück.',
  'Nothing is ranked yet': 'Noch keine Rangliste',
  'The first sync fills this page.': 'Der erste Abgleich füllt diese Seite.',
  More: 'Mehr',
  '{some} of {n} film|{some} of {n} films': '{some} von {n} Film|{some} von {n} Filmen',
  Ranking: 'Rangliste',
  Poster: 'Plakat',
  Film: 'Film',
  Mean: 'Schnitt',
  'vs. the world': 'zur Welt',
  'Seen by': 'Gesehen von',
  Moved: 'Bewegung',

  // Runs
  'No run yet': 'Noch kein Lauf',
  'A sync collects what the members rated, and ranks it.':
    'Ein Abgleich sammelt, was die Mitglieder bewertet haben, und reiht es.',
  '{n} run before it|{n} runs before it': '{n} Lauf davor|{n} Läufe davor',
  '{n} s': '{n} s',
  '{n} min': '{n} min',
  queued: 'wartet',
  running: 'läuft',
  succeeded: 'gelungen',
  partial: 'teils gelungen',
  failed: 'gescheitert',
  stopped: 'angehalten',
  sync: 'Abgleich',
  refresh: 'Mitglieder',
  collect: 'Sammeln',
  compute: 'Berechnung',
  publish: 'Veröffentlichung',
  enrich: 'Filmangaben',
  import: 'Einlesen',
  'the page is not built as it used to be': 'die Seite ist nicht mehr gebaut wie bisher',
  'the page is too old': 'die Seite ist zu alt',
  'the site asks for a check that only people can pass': 'die Website verlangt eine Prüfung, die nur Menschen bestehen',
  'the profile is private': 'das Profil ist privat',
  'the site refuses': 'die Website verweigert es',
  'not found': 'nicht gefunden',
  'the site’s robots.txt forbids it': 'die robots.txt der Website verbietet es',
  'the site asks to wait': 'die Website bittet zu warten',
  'no usable answer': 'keine brauchbare Antwort',
  'the numbers contradict each other': 'die Zahlen widersprechen einander',
  'the file may not be taken in': 'die Datei darf nicht übernommen werden',
  'the worker broke down': 'der Arbeiter ist zusammengebrochen',
  'a fault of the almanac': 'ein Fehler des Almanachs',

  // Saved lists
  'Give this element the share of a list.': 'Diesem Element fehlt die Freigabe einer Liste.',
  'The list could not be refreshed: this is how it was when it was put here.':
    'Die Liste ließ sich nicht erneuern: So stand sie, als sie hier eingesetzt wurde.',
  'As it stood on {date}': 'Stand vom {date}',
  'No list is saved yet': 'Noch keine Liste gespeichert',
  'Set filters until you like what is left, then save it under a name.':
    'Filter setzen, bis gefällt, was übrig bleibt, und es unter einem Namen speichern.',
  shared: 'freigegeben',
  Share: 'Freigeben',
  'Copy link': 'Link kopieren',
  'Copy slug': 'Kürzel kopieren',
  'Copy embed code': 'Einbettungscode kopieren',
  Copied: 'Kopiert',

  // Scatter
  '{n} film by watchers and mean|{n} films by watchers and mean':
    '{n} Film nach Zuschauern und Schnitt|{n} Filme nach Zuschauern und Schnitt',
  'Across: members who rated it. Up: their mean, in stars.':
    'Waagrecht: Mitglieder, die ihn bewertet haben. Senkrecht: ihr Schnitt in Sternen.',
  'As a table': 'Als Tabelle',

  // Taste
  'Taste takes two': 'Zum Geschmack gehören zwei',
  'Add members, or import their ratings.': 'Mitglieder hinzufügen oder ihre Wertungen importieren.',
  'Taste match': 'Geschmacksnähe',
  'Taste match: 1 is the same, 0 unrelated, −1 the opposite':
    'Geschmacksnähe: 1 ist gleich, 0 ohne Zusammenhang, −1 das Gegenteil',
  'Correlation of the ratings of films both have rated, drawn toward 0 where those are few. None below five such films.':
    'Korrelation der Wertungen von Filmen, die beide bewertet haben; wo das wenige sind, zur 0 hin gezogen. Unter fünf solchen Filmen keine.',
  'too few films': 'zu wenige Filme',
  '{n} film in common|{n} films in common': '{n} gemeinsamer Film|{n} gemeinsame Filme',

  // Tonight
  'Say who is watching.': 'Hier fehlt, wer zuschaut.',
  Tonight: 'Heute Abend',
  'Choose by': 'Auswahl nach',
  'what most would like': 'was den meisten gefiele',
  'what nobody would mind': 'was niemanden stört',
  'Minutes at most': 'Minuten höchstens',
  'Nothing left for tonight': 'Nichts mehr für heute Abend',
  'Nobody’s watchlist holds a film that all of you have yet to see. Give it more minutes, or take back a veto.':
    'Auf keiner Watchlist steht ein Film, den alle noch vor sich haben. Mehr Minuten helfen, oder ein Veto weniger.',
  'Take back {n} veto|Take back {n} vetoes': '{n} Veto zurücknehmen|{n} Vetos zurücknehmen',
  'on {n} watchlist|on {n} watchlists': 'auf {n} Watchlist|auf {n} Watchlists',
  '{n} neighbour behind the guess|{n} neighbours behind the guess':
    '{n} Nachbar hinter der Schätzung|{n} Nachbarn hinter der Schätzung',
  'Not this': 'Nicht diesen',

  // States
  'There is nothing to show yet.': 'Es gibt noch nichts zu zeigen.',
  'Give this element a cohort.': 'Diesem Element fehlt ein Kreis.',
  'Loading…': 'Wird geladen …',
  'This takes longer than it should. Sorry.': 'Das dauert länger, als es sollte. Pardon.',
  'Try again': 'Noch einmal versuchen',
  'Request {id}': 'Anfrage {id}',
  'You are offline. This is what was read last.': 'Keine Verbindung. Das ist der letzte Stand, der gelesen wurde.',
  'This could not be refreshed. It is what was read last.':
    'Das ließ sich nicht erneuern. Es ist der letzte Stand, der gelesen wurde.',
  'You are offline': 'Keine Verbindung',
  'This is not for everybody': 'Das ist nicht für alle',
  'This is not here any more': 'Das gibt es hier nicht mehr',
  'This could not be read': 'Das ließ sich nicht lesen',
  'It comes back by itself when the connection does.': 'Es kommt von selbst wieder, sobald die Verbindung steht.',
  'Sign in, or ask its owner to let you in.': 'Eine Anmeldung hilft, oder die Bitte um Zutritt an den Kreis.',
  'Its address is wrong, or its owner has ended it.': 'Die Adresse stimmt nicht, oder die Freigabe wurde beendet.',
  'Nothing is lost. Try again in a moment.': 'Nichts ist verloren. Gleich noch einmal versuchen.',

  // Small print
  '{some} of {n} member|{some} of {n} members': '{some} von {n} Mitglied|{some} von {n} Mitgliedern',
  'as of {date}': 'Stand {date}',
  exports: 'Exporte',
  RSS: 'RSS',
  'saved pages': 'gespeicherte Seiten',
  crawl: 'Abruf',
  'Ratings from Letterboxd members. This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB.':
    'Wertungen von Letterboxd-Mitgliedern. Dieses Produkt verwendet TMDB und die APIs von TMDB, wird von TMDB aber weder unterstützt noch zertifiziert oder anderweitig gebilligt.',

  // What is said of a film
  'Elite acclaim': 'Höchstes Lob',
  'Cult favorite': 'Kultfilm',
  'Crowd pleaser': 'Publikumsliebling',
  'Critical favorite': 'Kritikerliebling',
  'Hidden gem': 'Geheimtipp',
  'Guilty pleasure': 'Heimliches Vergnügen',
  'Skip it': 'Verzichtbar',
  'Masterpiece by consensus': 'Einhellig ein Meisterwerk',
  'Bomb by consensus': 'Einhellig ein Reinfall',
  Polarizing: 'Spaltet',
  'Generally disliked': 'Meist ungeliebt',
  'Certified favorite': 'Verbürgter Liebling',
  'Cult darling': 'Liebling weniger',
  'Steady crowd-pleaser': 'Gefällt verlässlich',
  'Even split': 'Halb und halb',
  'Balanced chaos': 'Von allem etwas',
  Unanimous: 'Einstimmig',
  'In agreement': 'Einig',
  Divisive: 'Umstritten',

  // What a score is made of
  'Its mean rating, drawn towards the mean of all films, the more the fewer rated it.':
    'Sein Schnitt, zum Schnitt aller Filme hin gezogen, umso mehr, je weniger ihn bewertet haben.',
  'How many of its raters like it, and hold it among their favourites.':
    'Wie vielen, die ihn bewertet haben, er gefällt, und bei wie vielen er zu den Lieblingsfilmen zählt.',
  'How many members rated it, beside the other ranked films.':
    'Wie viele Mitglieder ihn bewertet haben, neben den anderen gereihten Filmen.',
  'How many members rated it, beside the other ranked films. Beyond a point more of them add nothing.':
    'Wie viele Mitglieder ihn bewertet haben, neben den anderen gereihten Filmen. Ab einem Punkt bringen mehr nichts hinzu.',
  'The share of ratings of 4 and more, less the share of 2 and less.':
    'Der Anteil der Wertungen ab 4 Sternen, abzüglich des Anteils bis 2 Sterne.',
  'What the shape of its ratings is worth.': 'Was die Verteilung seiner Wertungen wert ist.',
  'Its mean rating, beside those of the other ranked films.': 'Sein Schnitt, neben dem der anderen gereihten Filme.',
  'The share of raters who hold it among their favourites, beside the other ranked films.':
    'Der Anteil derer, bei denen er zu den Lieblingsfilmen zählt, neben den anderen gereihten Filmen.',
  'The share of raters who like it, beside the other ranked films.':
    'Der Anteil derer, denen er gefällt, neben den anderen gereihten Filmen.',
  'The share of its ratings that are 3.5 stars or better.': 'Der Anteil seiner Wertungen ab 3,5 Sternen.',
  'What is taken off because so few ratings could be chance.':
    'Was abgezogen wird, weil so wenige Wertungen Zufall sein könnten.',
  "The circle's mean rating, beside those of the other ranked films.":
    'Der Schnitt des Kreises, neben dem der anderen gereihten Filme.',
  "Letterboxd's average of it, beside those of the other ranked films, taken off.":
    'Abgezogen: sein Schnitt auf Letterboxd, neben dem der anderen gereihten Filme.',
  'Its dated ratings, each weighing less the older it is.':
    'Seine datierten Wertungen, jede umso leichter, je älter sie ist.',
  'The mean of all films, which stands in for the ratings that it lacks.':
    'Der Schnitt aller Filme, der für die Wertungen steht, die ihm fehlen.',
  'How fresh its ratings are, beside the other ranked films; nothing when none has a date.':
    'Wie frisch seine Wertungen sind, neben den anderen gereihten Filmen; nichts, wenn keine ein Datum hat.',
};
