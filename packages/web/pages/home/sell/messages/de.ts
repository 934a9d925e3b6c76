import type { Translated } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  title: 'Verkaufen',
  intro: 'Wie viel, zu welchem Preis und bis wann? Wer Ihr Angebot annimmt, zahlt nur, was beide Zähler signieren.',
  energy: 'Energie',
  energyHint: 'in kWh, oder Wh dahinter schreiben',
  price: 'Preis, mindestens',
  priceHint: 'Genau das zahlt der Käufer.',
  priceOthers: 'Andere bieten ab {{price}} an.',
  until: 'Bis',
  until15: 'in 15 Minuten',
  until60: 'in 1 Stunde',
  until180: 'in 3 Stunden',
  until480: 'in 8 Stunden',
  untilClock: 'eine Uhrzeit',
  untilTime: 'Uhrzeit',
  partTitle: 'Auch ein Teil darf genommen werden',
  partHint:
    'Ein Käufer nimmt das Angebot, ganz oder zum Teil. Was übrig bleibt, wird nicht von selbst weiter angeboten.',
  part: 'Kleinster Teil',
  more: 'Mehr',
  power: 'Leistung, höchstens',
  powerHint: 'Die Lieferung überschreitet sie nie. Sie begrenzt, wie viel in die Zeit passt.',
  income: 'Sie erhalten höchstens',
  incomeNote: 'für {{energy}} zu {{price}}',
  form: 'Füllen Sie das Formular oben aus: Dann lesen Sie hier, was Ihr Passkey genehmigt.',
  offline: 'Ihr Zähler ist nicht verbunden und kann gerade kein Angebot signieren.',
  placedTitle: 'Ihr Angebot ist offen',
  placedText: '{{energy}} für {{price}} bis {{until}}. Sobald es jemand annimmt, steht es unter Meine Angebote.',
  toOffers: 'Meine Angebote',
  another: 'Mehr verkaufen',
};
