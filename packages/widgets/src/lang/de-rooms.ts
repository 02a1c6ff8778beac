/** German for the rooms where a house is kept, and for the evening: a part of `de-dashboard.ts`, which has it for the rest. */
import type { Dictionary } from '../internal/localize.ts';

export const deRooms: Dictionary = {
  // Rooms
  Compare: 'Vergleich',
  'Who may enter': 'Zutritt',
  'Mail and webhooks': 'Post und Webhooks',
  'A film': 'Ein Film',
  'Who may read this cohort has to sign in first.': 'Wer diesen Kreis lesen darf, meldet sich zuerst an.',
  'Back to {room}': 'Zurück: {room}',
  'The last runs': 'Die letzten Läufe',
  'People with a role': 'Wer eine Rolle hat',
  'Invite somebody': 'Jemanden einladen',
  'Links that are open': 'Offene Links',
  'The weekly digest': 'Die Wochenpost',
  Webhooks: 'Webhooks',
  'What needs a look': 'Was einen Blick braucht',
  'Saved lists': 'Gespeicherte Listen',
  Accounts: 'Konten im Einzelnen',

  // An evening, and two cohorts side by side
  'Who is watching?': 'Wer schaut?',
  'Find a member': 'Mitglied suchen',
  'Choose who is watching, and films that none of them has seen stand here.':
    'Wer schaut mit? Dann stehen hier Filme, die niemand davon gesehen hat.',
  '{n} is watching|{n} are watching': '{n} schaut|{n} schauen',
  'There is no other cohort': 'Es gibt keinen anderen Kreis',
  'Make a second one, or ask to be let into one, and the two stand side by side here.':
    'Ein zweiter Kreis, selbst angelegt oder mit Zutritt, steht hier neben diesem.',
  'Compare with': 'Vergleichen mit',
  'Choose a cohort': 'Kreis wählen',

  // Runs
  Stage: 'Schritt',
  Outcome: 'Ergebnis',
  Done: 'Erledigt',
  Failed: 'Fehlgeschlagen',
  Took: 'Dauer',
  'Older ones': 'Ältere',
  'a full one': 'vollständig',
  'Stages of run {id}': 'Schritte von Lauf {id}',
  'Stop it': 'Anhalten',
  'Do again what failed': 'Fehlgeschlagenes wiederholen',
  'It stops. What it has stored stays.': 'Er hält an. Was gespeichert ist, bleibt.',
  'It is done again.': 'Es wird wiederholt.',

  // Consent
  '{n} agreed to be named to its readers|{n} agreed to be named to its readers':
    '{n} mit Nennung gegenüber Lesenden einverstanden|{n} mit Nennung gegenüber Lesenden einverstanden',
  'Readers and shared lists never name the others. Who brought their export by a door decided that themselves; for others you state here that they told you.':
    'Die anderen werden Lesenden und in freigegebenen Listen nie genannt. Wer den Export durch eine Tür gebracht hat, hat das selbst entschieden; für andere wird hier festgehalten, dass sie es gesagt haben.',
  'agreed with their own export': 'einverstanden mit dem eigenen Export',
  'agreed, as an owner stated': 'einverstanden laut Angabe hier',

  // Who may enter
  reads: 'liest',
  edits: 'bearbeitet',
  owns: 'besitzt',
  'What {name} may do': 'Was {name} darf',
  Remove: 'Entfernen',
  'Remove {name}': '{name} entfernen',
  'Take the role of {name} away?': '{name} die Rolle nehmen?',
  'The cohort is closed to them, unless everybody may read it. A new invite lets them in again.':
    'Der Kreis ist dann verschlossen, sofern ihn nicht alle lesen dürfen. Eine neue Einladung öffnet ihn wieder.',
  'for readers': 'für Lesende',
  'for editors': 'für Bearbeitende',
  'a door for members': 'eine Tür für Mitglieder',
  'No link is open. Make one, and hand it on.': 'Kein Link ist offen. Einen erstellen und weitergeben.',
  'used {n} time|used {n} times': '{n}-mal benutzt|{n}-mal benutzt',
  'used {n} of {most} times': '{n} von {most} Malen benutzt',
  'made {date}': 'erstellt {date}',
  'End it': 'Beenden',
  'The link opens nothing any more. Roles that it gave stay.':
    'Der Link öffnet nichts mehr. Rollen, die er gab, bleiben.',
  'Write a mail with it': 'Damit eine E-Mail schreiben',
  'Come in: our almanac of films': 'Herein: unser Almanach der Filme',
  'Open this link to get in: {link}': 'Dieser Link führt hinein: {link}',

  // Mail
  'Every Monday at 07:00 UTC: what entered and left the top, what moved, new hidden gems. It names no member, and doesn’t come when nothing has changed.':
    'Jeden Montag um 07:00 UTC: was oben dazukam und wegfiel, was sich bewegt hat, neue Geheimtipps. Sie nennt kein Mitglied und bleibt aus, wenn sich nichts geändert hat.',
  'next on {date}': 'die nächste am {date}',
  'last sent {date}': 'zuletzt {date}',
  'none sent yet': 'noch keine verschickt',
  'It comes to your e-mail address.': 'Sie kommt an die Adresse des Kontos.',
  'You don’t get it.': 'Sie kommt nicht.',
  'End the digest': 'Abbestellen',
  'Send me the digest': 'Bestellen',
  'It comes from now on.': 'Von jetzt an kommt sie.',
  'It comes no more.': 'Sie kommt nicht mehr.',

  // Webhooks
  'An address of yours is told as soon as something happens, by a signed request.':
    'Eine eigene Adresse erfährt es durch eine signierte Anfrage, sobald etwas geschieht.',
  'This is its secret, by which you check what arrives.':
    'Das ist sein Geheimnis, mit dem sich prüfen lässt, was ankommt.',
  'A new webhook': 'Ein neuer Webhook',
  'An address looks like https://hooks.example.org/almanac.':
    'Eine Adresse sieht so aus: https://hooks.example.org/almanac.',
  'Choose what it is told of.': 'Was soll er mitteilen?',
  'Send a test': 'Test schicken',
  'What was sent': 'Was verschickt wurde',
  'Switch off': 'Ausschalten',
  'Switch on': 'Einschalten',
  'New secret': 'Neues Geheimnis',
  'switched off, because five deliveries in a row did not arrive':
    'ausgeschaltet, weil fünf Sendungen hintereinander nicht ankamen',
  'switched off, because its address is gone': 'ausgeschaltet, weil es die Adresse nicht mehr gibt',
  on: 'an',
  off: 'aus',
  '{n} delivery in a row failed|{n} deliveries in a row failed':
    '{n} Sendung kam nicht an|{n} Sendungen hintereinander kamen nicht an',
  'its old secret holds until {date}': 'das alte Geheimnis gilt bis {date}',
  'Where to send to: an https address': 'Wohin: eine Adresse mit https',
  'Tell it of': 'Mitteilen',
  'Create a webhook': 'Webhook anlegen',
  'A test is on its way: what came of it stands under “What was sent”.':
    'Ein Test ist unterwegs: Was daraus wurde, steht unter „Was verschickt wurde“.',
  'Remove {name}?': '{name} entfernen?',
  'Nothing more is sent to it, and the log of what was sent is gone.':
    'Nichts wird mehr dorthin verschickt, und das Protokoll der Sendungen ist weg.',
  'Removed.': 'Entfernt.',
  'on its way': 'unterwegs',
  arrived: 'angekommen',
  'given up': 'aufgegeben',
  'a new ranking': 'eine neue Rangliste',
  'a run that failed': 'ein fehlgeschlagener Lauf',
  'a test': 'ein Test',
  When: 'Wann',
  'Of what': 'Wovon',
  'What came of it': 'Was daraus wurde',
  Answer: 'Antwort',
  Tries: 'Versuche',
  'Nothing was sent in the last thirty days.': 'In den letzten dreißig Tagen wurde nichts verschickt.',
  'again {date}': 'wieder {date}',

  // The operator's desk
  'Longest wait': 'Längste Wartezeit',
  'Stale cohorts': 'Veraltete Kreise',
  'Webhooks and digests waiting': 'Wartende Webhooks und Wochenpost',
  'The week': 'Die Woche',
  'Tasks of the week, by day': 'Aufgaben der Woche, nach Tagen',
  'No task was done this week.': 'In dieser Woche wurde nichts erledigt.',
  Day: 'Tag',
  Tasks: 'Aufgaben',
  Sites: 'Seiten im Netz',
  'No site was asked yet.': 'Noch keine Seite wurde gefragt.',
  'is asked': 'wird gefragt',
  'left alone until {date}': 'in Ruhe gelassen bis {date}',
  'away since {date}': 'nicht erreichbar seit {date}',
  '{n} strike|{n} strikes': '{n} Abweisung|{n} Abweisungen',
  'Ask it again': 'Wieder fragen',
  'It is asked again from now on.': 'Sie wird von jetzt an wieder gefragt.',
  'Films that wait for their details': 'Filme, deren Angaben noch fehlen',
  'None waits.': 'Keiner.',
  'Slow statements': 'Langsame Anweisungen',
  'None took longer than half a second in thirty days.':
    'Keine dauerte in dreißig Tagen länger als eine halbe Sekunde.',
  Statement: 'Anweisung',
  Times: 'Wie oft',
  Worst: 'Am längsten',
  Last: 'Zuletzt',
  operator: 'betreibt diesen Almanach',
  '{n} cohort|{n} cohorts': '{n} Kreis|{n} Kreise',
  'last seen {date}': 'zuletzt da {date}',
  'never seen': 'noch nie da',
  'locked since {date}': 'gesperrt seit {date}',
  'Sign-in link': 'Anmeldelink',
  Lock: 'Sperren',
  Unlock: 'Entsperren',
  'This link signs {email} in, once.': 'Dieser Link meldet {email} einmal an.',
  'A new account': 'Ein neues Konto',
  'E-mail address': 'E-Mail-Adresse',
  'Make an account': 'Konto anlegen',
};
