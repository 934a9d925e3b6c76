import type { Translated } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  title: 'Ein Haus übernehmen',
  intro:
    'Ihr Browser erzeugt einen Passkey; die eigene Seite des Zählers bindet ihn. Danach verkauft, kauft und hebt für dieses Haus niemand ab außer Ihnen.',
  steps: 'Schritte',
  step_make: 'Passkey erzeugen',
  step_compare: 'Am Zähler vergleichen',
  step_bound: 'Das Haus gehört Ihnen',
  makeTitle: 'Passkey für dieses Haus erzeugen',
  makeText:
    'Er bleibt auf diesem Gerät, hinter Fingerabdruck, Gesicht oder PIN. Nur sein öffentlicher Teil verlässt es.',
  name: 'Name des Hauses',
  nameHint: 'Wie Sie es nennen; nur Sie sehen ihn.',
  nameMissing: 'Geben Sie dem Haus einen Namen.',
  address: 'Adresse der Zählerseite',
  addressHint: 'Von der Konsole oder dem Etikett. Leer lassen, wenn die Zählerseite auf einem anderen Gerät offen ist.',
  addressWrong: 'Eine Adresse auf dieser Maschine (http://localhost:…) oder mit https.',
  make: 'Passkey erzeugen',
  compareTitle: 'Vergleichen Sie diese vier Wörter',
  compareText:
    'Die Zählerseite öffnet sich in einem eigenen Tab. Binden Sie den Passkey dort nur, wenn sie genau diese Wörter zeigt.',
  toMeter: 'Zählerseite öffnen',
  byHand: 'Öffnen Sie die Zählerseite auf ihrer Maschine und geben Sie ihr den öffentlichen Teil unten.',
  otherDevice: 'Die Zählerseite ist auf einem anderen Gerät',
  otherDeviceText:
    'Geben Sie ihr diesen öffentlichen Teil Ihres Passkeys. Er ist nicht geheim; vergleichen Sie danach die vier Wörter.',
  copy: 'Öffentlichen Teil kopieren',
  copied: 'Kopiert',
  keysText: 'Wenn er gebunden ist, übernehmen Sie beide Schlüssel von der Zählerseite (Zustand).',
  meterKey: 'Zählerschlüssel',
  account: 'Konto',
  keysMissing: 'Beide sind 0x und 40 Zeichen.',
  goOn: 'Weiter',
  startAgain: 'Von vorn beginnen',
  strangeTitle: 'Danach hat dieser Browser nicht gefragt',
  strangeText:
    'Der Link nennt einen Zähler, antwortet aber auf keine Anfrage dieses Browsers. Es wurde nichts gespeichert. Beginnen Sie hier von vorn.',
  blockedTitle: 'Dieser Browser speichert nichts',
  blockedText:
    'Ohne Speicher vergisst die App das Haus. Verlassen Sie das private Fenster oder erlauben Sie dieser Seite zu speichern, und kommen Sie wieder.',
  takenTitle: '{{name}} gehört Ihnen',
  takenText: 'Der Zähler nimmt diesen Passkey an und keinen anderen.',
  takenNext:
    'Bevor der Zähler handeln kann, muss der Betreiber ihn zulassen. Beantragen Sie das auf der Zählerseite; anmelden können Sie sich, sobald der Antrag gestellt ist.',
  signIn: 'Anmelden',
};
