import type { Translated } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  checkedTitle: 'Was die sichere Welt prüfen wird',
  checkedSell:
    'Ihr Zähler darf bis zu {{energy}} verkaufen, mindestens {{least}} an den Käufer, für {{price}} oder mehr, geliefert von {{from}} bis {{until}} an einen Partner mit Ruf {{reputation}} oder besser und {{sensor}}, mit höchstens {{loss}} Verlust unterwegs, wenn der Handel vor {{openBefore}} eröffnet wird.',
  checkedSellWhole:
    'Ihr Zähler darf genau {{energy}} auf einmal verkaufen, für {{price}} oder mehr, geliefert von {{from}} bis {{until}} an einen Partner mit Ruf {{reputation}} oder besser und {{sensor}}, mit höchstens {{loss}} Verlust unterwegs, wenn der Handel vor {{openBefore}} eröffnet wird.',
  checkedBuy:
    'Ihr Zähler darf bis zu {{energy}} kaufen, mindestens {{least}} auf einmal, für {{price}} oder weniger, und dafür höchstens {{money}} sperren, geliefert von {{from}} bis {{until}} von einem Partner mit Ruf {{reputation}} oder besser und {{sensor}}, mit höchstens {{loss}} Verlust unterwegs, wenn der Handel vor {{openBefore}} eröffnet wird.',
  checkedBuyWhole:
    'Ihr Zähler darf genau {{energy}} auf einmal kaufen, für {{price}} oder weniger, und dafür höchstens {{money}} sperren, geliefert von {{from}} bis {{until}} von einem Partner mit Ruf {{reputation}} oder besser und {{sensor}}, mit höchstens {{loss}} Verlust unterwegs, wenn der Handel vor {{openBefore}} eröffnet wird.',
  sensorNormal: 'einem beliebigen eingetragenen Sensor',
  sensorSecure: 'einem Sensor, den seine eigene sichere Welt liest',
  checkedNote: 'Ihr Passkey genehmigt genau diesen Satz, einmal. Etwas anderes kann damit nicht signiert werden.',
  approve: 'Mit Passkey genehmigen',
  approving: 'Warten auf Ihren Passkey …',
  preparing: 'Die Prüfung wird vorbereitet …',
  stateSigned: 'Wird eröffnet',
  stateOpen: 'Offen',
  stateWaiting: 'Beginnt um {{time}}',
  stateDelivering: 'Wird geliefert',
  stateClosing: 'Wird abgeschlossen',
  stateClaimed: 'Geltend gemacht',
  stateSettled: 'Abgerechnet',
  stateCut: 'Teilweise abgerechnet',
  stateExpired: 'Erstattet',
  stateFailed: 'Nie eröffnet',
  sellingTo: 'Verkauf an {{partner}}',
  buyingFrom: 'Kauf von {{partner}}',
  saleTo: 'Verkauf an {{partner}}',
  purchaseFrom: 'Kauf von {{partner}}',
  soldTo: 'Verkauft an {{partner}}',
  boughtFrom: 'Gekauft von {{partner}}',
  problemEnergyMissing: 'Wie viel? Zum Beispiel 0,3 oder 300 Wh.',
  problemEnergyForm: 'Schreiben Sie eine Zahl, zum Beispiel 0,3 oder 300 Wh.',
  problemEnergySmall: 'Hier werden mindestens {{least}} gehandelt.',
  problemPriceForm: 'Schreiben Sie einen Preis, zum Beispiel 0,12.',
  problemPart: 'Der kleinste Teil liegt zwischen {{least}} und dem Ganzen.',
  problemPower: 'Schreiben Sie eine Leistung in kW, zum Beispiel 1,4.',
  problemUntilForm: 'Wählen Sie eine Uhrzeit.',
  problemUntilPast: 'Das ist schon vorbei.',
  problemUntilFar: 'Eine Lieferung dauert höchstens 12 Stunden.',
  problemTooMuch:
    'Bis dahin fließen bei {{power}} höchstens {{most}}. Wählen Sie eine spätere Uhrzeit oder weniger Energie.',
  problemAboveOffer: 'Das Angebot hat {{most}}.',
  problemBelowOffer: 'Das Angebot gilt ab {{least}}.',
  now: 'sobald er eröffnet ist',
};
