import type { Translated } from '../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  title: 'Evlock Zuhause',
  navigation: 'Ansichten',
  more: 'Mehr',
  now: 'Jetzt',
  sell: 'Verkaufen',
  buy: 'Kaufen',
  offers: 'Meine Angebote',
  standing: 'Daueraufträge',
  trades: 'Geschäfte',
  money: 'Geld',
  safety: 'Sicherheit',
  take: 'Haus übernehmen',
  notFoundTitle: 'Diese Ansicht gibt es nicht',
  notFoundText: 'Die Adresse ist falsch geschrieben oder gehört zu einer anderen Fassung dieser Seite.',
  toStart: 'Zur Startseite',
  signInTitle: 'Willkommen zu Hause',
  signInText:
    'Melden Sie sich mit dem Passkey dieses Hauses an. Er bleibt auf Ihrem Gerät; niemand sonst kann ihn benutzen.',
  signIn: 'Mit Passkey anmelden',
  signedOutText: 'Sie wurden abgemeldet. Verloren ist nichts: Was Sie signiert haben, gilt weiter.',
  signOut: 'Abmelden',
  otherHouse: 'Anderes Haus',
  chooseTitle: 'Welches Haus?',
  noHouseTitle: 'Dieser Browser hat noch kein Haus',
  noHouseText:
    'Ein Haus wird einmal übernommen: Dieser Browser erzeugt einen Passkey, und die eigene Seite des Zählers bestätigt ihn. Danach verkauft und kauft niemand außer Ihnen für das Haus.',
  noHouseDemo: 'In dieser Demo wartet ein Haus auf jemanden. Es dauert eine Minute.',
  noHouseEarnest:
    'Öffnen Sie die Seite Ihres Zählers (die Adresse steht auf dem Etikett oder der Konsole) und binden Sie dort einen Passkey; sie führt hierher zurück.',
  communityView: 'Die Gemeinschaft ansehen',
  startingTitle: 'Die Gemeinschaft startet',
  startingText: 'Blockchain, Gateway und Häuser starten nacheinander. Diese Seite geht von selbst weiter.',
  unreachableTitle: 'Keine Verbindung',
  unreachableText:
    'Dieses Gerät ist offline, oder der Server antwortet nicht. Die Seite versucht es von selbst wieder.',
  offline: 'Keine Verbindung seit {{time}}. Was Sie sehen, ist von damals.',
  newVersion: 'Diese Seite ist älter als ihr Server.',
  differsTitle: 'Das Gateway spricht für einen anderen Markt',
  differsText:
    'Es sagt über die Verträge etwas anderes, als dieser Seite mitgegeben wurde. Signieren Sie nichts; fragen Sie Ihren Betreiber persönlich.',
  demo: 'Demo: Alles hier ist simuliert, auch das Geld.',
  settings: 'Einstellungen',
};
