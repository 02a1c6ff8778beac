/**
 * German for the entry `dashboard`, beside what the elements say that may be embedded (`de.ts`). The keys are the English texts;
 * a unit test collects them where elements call `say('…')`, and from the tables and lists that it names.
 */
import type { Dictionary } from '../internal/localize.ts';
import { deRooms } from './de-rooms.ts';

export const deDashboard: Dictionary = {
  ...deRooms,

  // Rooms
  'Front page': 'Titelseite',
  Explore: 'Stöbern',
  Insights: 'Einsichten',
  'The circle': 'Der Kreis',
  'Sync and import': 'Abgleich und Import',
  Lists: 'Listen',
  Cohorts: 'Kreise',
  Settings: 'Einstellungen',
  Account: 'Konto',
  Administration: 'Verwaltung',
  Rooms: 'Räume',
  'This almanac is read-only: look at everything, change nothing.':
    'Dieser Almanach ist schreibgeschützt: Alles lässt sich ansehen, nichts ändern.',
  'All films': 'Alle Filme',
  'Who rates like whom': 'Wer wie wer wertet',
  'Bring an export': 'Einen Export übergeben',
  History: 'Verlauf',
  'The cohort': 'Der Kreis',
  'A new cohort': 'Ein neuer Kreis',
  'Save this list as': 'Diese Liste speichern als',
  'Saved: find it under Lists, to share it.': 'Gespeichert: Unter „Listen“ lässt sie sich freigeben.',
  'Shared: copy its link or its embed code.': 'Freigegeben: Link und Einbettungscode lassen sich kopieren.',

  // What came of something
  'Working on it…': 'Wird erledigt …',
  'You are offline. Nothing is lost: try again when the connection is back.':
    'Keine Verbindung. Nichts ist verloren: Sobald sie wieder steht, noch einmal versuchen.',
  'The almanac did not answer. Nothing is lost: try again in a moment.':
    'Der Almanach hat nicht geantwortet. Nichts ist verloren: Gleich noch einmal versuchen.',
  'This is needed.': 'Das wird gebraucht.',
  'This is not complete.': 'Das ist nicht vollständig.',
  'This can’t be taken as it is.': 'So lässt sich das nicht übernehmen.',
  Copy: 'Kopieren',
  'Your browser did not allow it: select and copy it by hand.':
    'Der Browser hat es nicht erlaubt: Bitte von Hand markieren und kopieren.',

  // Signing in
  'An address looks like ann@example.org.': 'Eine Adresse sieht aus wie ann@example.org.',
  'Sign in': 'Anmelden',
  'Sign out': 'Abmelden',
  'Your e-mail address': 'E-Mail-Adresse',
  'Send me a link': 'Link schicken',
  'The link holds for fifteen minutes, and once. The answer is the same whether or not the address is known here.':
    'Der Link gilt fünfzehn Minuten lang und einmal. Die Antwort ist dieselbe, ob die Adresse hier bekannt ist oder nicht.',
  'If the address may sign in, a link is on its way.': 'Wenn diese Adresse sich anmelden darf, ist ein Link unterwegs.',

  // Sync, import
  Sync: 'Abgleichen',
  'Syncing…': 'Abgleich läuft …',
  'Waiting for its turn': 'Wartet, bis er an der Reihe ist',
  'Looking who is in the circle': 'Sieht nach, wer zum Kreis gehört',
  'Reading what they rated': 'Liest die Wertungen',
  'Ranking the films': 'Reiht die Filme',
  'Putting the ranking up': 'Stellt die Rangliste bereit',
  'Looking up the films': 'Schlägt die Filme nach',
  'Reading the export': 'Liest den Export',
  'step {step} of {steps}': 'Schritt {step} von {steps}',
  '{ended} of {n}': '{ended} von {n}',
  'Done: the ranking is up to date.': 'Fertig: Die Rangliste ist auf dem neuesten Stand.',
  'The sync ended: {state}.': 'Der Abgleich ist zu Ende: {state}.',
  'Drop the ZIP that Letterboxd sent here': 'Die ZIP-Datei von Letterboxd hier ablegen',
  'or choose it': 'oder auswählen',
  'On Letterboxd: Settings, Data, Export your data. E-mail address, name and reviews in it are not kept.':
    'Auf Letterboxd: Settings, Data, Export your data. E-Mail-Adresse, Name und Kritiken daraus werden nicht behalten.',
  'Go there': 'Dorthin',
  'Taking in {file}…': '{file} wird eingelesen …',
  'It is in. The ranking follows by itself.': 'Eingelesen. Die Rangliste folgt von selbst.',
  '{n} of them new|{n} of them new': '{n} davon neu|{n} davon neu',
  '{n} like|{n} likes': '{n} Herz|{n} Herzen',
  '{n} on the watchlist|{n} on the watchlist': '{n} auf der Watchlist|{n} auf der Watchlist',
  'It could not be taken in: {state}.': 'Es ließ sich nicht einlesen: {state}.',
  '{file} is not a ZIP: hand the export in as it came, without opening it.':
    '{file} ist keine ZIP-Datei: Der Export gehört so hierher, wie er kam, ungeöffnet.',
  'This file is too large to be an export.': 'Für einen Export ist diese Datei zu groß.',

  // A cohort
  Name: 'Name',
  'Short name, for addresses': 'Kurzname, für Adressen',
  'What it is about': 'Worum es geht',
  'Who belongs to it': 'Wer dazugehört',
  'Members: their Letterboxd names': 'Mitglieder: ihre Namen auf Letterboxd',
  'With spaces or commas between them.': 'Mit Leerzeichen oder Kommas dazwischen.',
  'Also everybody around': 'Dazu alle um',
  'namely those': 'nämlich jene',
  'whom they follow': 'denen das Mitglied folgt',
  'who follow them': 'die dem Mitglied folgen',
  'Also whoever liked the list': 'Dazu alle, denen die Liste gefällt',
  'Its address or path on Letterboxd.': 'Ihre Adresse oder ihr Pfad auf Letterboxd.',
  'Who may read it': 'Wer lesen darf',
  'only people with a role in it': 'nur wer eine Rolle darin hat',
  'everybody, without the members’ names': 'alle, ohne die Namen der Mitglieder',
  Save: 'Speichern',
  'Saved.': 'Gespeichert.',
  'Create the cohort': 'Kreis anlegen',
  'Delete it': 'Löschen',
  'Delete {name}?': '{name} löschen?',
  'Its rankings, lists and shares are gone for good. The ratings of its members stay.':
    'Ranglisten, Listen und Freigaben sind dann endgültig weg. Die Wertungen der Mitglieder bleiben.',
  'Small letters, digits and hyphens, a letter first: film-club.':
    'Kleine Buchstaben, Ziffern und Bindestriche, ein Buchstabe zuerst: film-club.',

  // Members, and how to become one
  'Nobody is in it yet': 'Noch niemand dabei',
  'Name members, or invite them by a door link.': 'Mitglieder nennen oder mit dem Link einer Tür einladen.',
  '{n} rating|{n} ratings': '{n} Wertung|{n} Wertungen',
  'no data yet': 'noch keine Daten',
  old: 'alt',
  'agreed to be named': 'darf genannt werden',
  '{name} agreed to be named': '{name} darf genannt werden',
  '{n} with data|{n} with data': '{n} mit Daten|{n} mit Daten',
  'Noted.': 'Vermerkt.',
  'Whoever has a door’s link can bring their export, choose whether they are named, and leave again, without an account.':
    'Wer den Link einer Tür hat, kann ohne Konto einen Export übergeben, über die Nennung entscheiden und wieder gehen.',
  'For whom': 'Für wen',
  'members of the circle: a door': 'Mitglieder des Kreises: eine Tür',
  'readers with an account': 'Lesende mit Konto',
  'editors with an account': 'Bearbeitende mit Konto',
  'Whoever has the link and an account gets this role by it.':
    'Wer den Link und ein Konto hat, bekommt dadurch diese Rolle.',
  'For one member only: their Letterboxd name': 'Nur für ein Mitglied: der Name auf Letterboxd',
  'Empty for whoever has the link.': 'Leer für alle, die den Link haben.',
  'What you call it': 'Bezeichnung',
  'To tell it from other links; nobody else sees it.':
    'Um ihn von anderen Links zu unterscheiden; sonst sieht das niemand.',
  'Make a link': 'Link erstellen',
  'Copy it now: it is not shown again.': 'Jetzt kopieren: Es wird nicht noch einmal gezeigt.',

  // Tokens
  Tokens: 'Token',
  'What it is for': 'Wofür',
  'secret, for scripts': 'geheim, für Skripte',
  'publishable, for widgets on a page': 'veröffentlichbar, für Widgets auf einer Seite',
  'The page’s origin': 'Herkunft der Seite',
  'Create a token': 'Token anlegen',
  'last used {date}': 'zuletzt benutzt {date}',
  'never used': 'nie benutzt',
  'until it is revoked': 'bis auf Widerruf',
  'No token yet': 'Noch kein Token',
  'Scripts and widgets on other pages read the almanac with one.':
    'Damit lesen Skripte und Widgets auf anderen Seiten den Almanach.',
  'A new token': 'Ein neues Token',
  'How long it holds': 'Gültigkeit',
  '{n} day|{n} days': '{n} Tag|{n} Tage',
  'Browsers send it from pages of this address only.': 'Browser senden es nur von Seiten dieser Adresse.',
  'An origin looks like https://blog.example.org.': 'Eine Herkunft sieht aus wie https://blog.example.org.',
  'Revoke {name}?': '{name} widerrufen?',
  'Whatever uses it gets no more answers from now on.': 'Was es benutzt, bekommt ab jetzt keine Antwort mehr.',
  'Keep it': 'Behalten',
  '{name} is revoked.': '{name} ist widerrufen.',
  'until {date}': 'bis {date}',
  Revoke: 'Widerrufen',
  'Revoke {name}': '{name} widerrufen',

  // Administration
  'Look again': 'Noch einmal nachsehen',
  Workers: 'Arbeiter',
  'Tasks waiting': 'Wartende Aufgaben',
  'Tasks running': 'Laufende Aufgaben',
  'Error rate of the week': 'Fehlerquote der Woche',
  'Films to look up': 'Nachzuschlagende Filme',
  Users: 'Konten',
  'Whoever has an account can make one.': 'Wer ein Konto hat, kann einen anlegen.',
  'Make the almanac read-only?': 'Den Almanach schreibschützen?',
  'Everybody can look at everything, and nobody can change anything, until it is opened again.':
    'Alle können alles ansehen und niemand etwas ändern, bis er wieder geöffnet wird.',
  'Leave it open': 'Offen lassen',
  'It is read-only now.': 'Er ist jetzt schreibgeschützt.',
  'It is open again.': 'Er ist wieder offen.',
  'Read-only since {date}': 'Schreibgeschützt seit {date}',
  'Open for changes': 'Offen für Änderungen',
  'Open it again': 'Wieder öffnen',
  'Make it read-only': 'Schreibschutz setzen',
  'How the cohorts are doing': 'Wie es den Kreisen geht',
  Cohort: 'Kreis',
  'With data': 'Mit Daten',
  'Last run': 'Letzter Lauf',
  Ranked: 'Gereiht',
};
