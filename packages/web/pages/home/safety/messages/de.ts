import type { Translated } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  title: 'Sicherheit',
  intro: 'Wer für dieses Haus genehmigen kann, wer angemeldet ist und was geschieht, wenn etwas verloren geht.',
  passkeysTitle: 'Passkeys',
  passkeysText:
    'Jeder von ihnen kann allein alles für dieses Haus genehmigen. Halten Sie zwei auf zwei Geräten: Dann kostet der Verlust eines davon nichts.',
  passkeysUnknown: 'Der Zähler hat noch nicht gesagt, welche Passkeys er hat.',
  passkeysFull: 'Die sichere Welt behält vier. Entfernen Sie zuerst einen.',
  passkeysNone: 'Der Zähler meldet keinen Passkey.',
  passkeysWord:
    'So, wie das Gateway es vom Zähler weitergibt. Die eigene Seite des Zählers zeigt dasselbe ohne Gateway.',
  lastPasskey:
    'Der einzige. Er lässt sich auf der eigenen Seite des Zählers mit der Wiederherstellungsphrase entfernen.',
  remove: 'Entfernen',
  add: 'Passkey hinzufügen',
  addTitle: 'Passkey hinzufügen',
  addText:
    'Der Browser fragt, wo er liegen soll: auf diesem Gerät, auf Ihrem Telefon (per QR-Code) oder auf einem Sicherheitsschlüssel. Danach genehmigt ihn ein schon gebundener Passkey.',
  makeHere: 'Passkey erzeugen',
  madeText: 'Er ist erzeugt. Genehmigen Sie ihn jetzt mit einem Passkey, den dieses Haus schon hat.',
  compareText:
    'Zeigt das andere Gerät genau diese vier Wörter? Dann genehmigen Sie ihn mit einem Passkey, den dieses Haus schon hat.',
  approveAdd: 'Genehmigen und binden',
  cancel: 'Abbrechen',
  otherDevice: 'Er wurde auf einem anderen Gerät erzeugt',
  otherDeviceText:
    'Öffnen Sie dort diese App, wählen Sie „Ein Haus übernehmen“, erzeugen Sie den Passkey und bringen Sie seinen öffentlichen Teil hierher.',
  publicPart: 'Öffentlicher Teil des Passkeys',
  publicPartWrong: 'Nicht vollständig: 0x und 128 Zeichen.',
  publicPartMissing: 'Bringen Sie zuerst den öffentlichen Teil.',
  compare: 'Vergleichen',
  removeTitle: 'Diesen Passkey entfernen?',
  removeText:
    'Er genehmigt ab sofort nichts mehr. Ein anderer Passkey muss das genehmigen: Wählen Sie im Dialog einen, der bleibt. Alle anderen Anmeldungen enden.',
  approveRemove: 'Genehmigen und entfernen',
  signInsTitle: 'Anmeldungen',
  signInsText:
    'Eine Anmeldung kann zusehen und eine Lieferung beenden. Was verkauft, kauft oder abhebt, fragt jedes Mal nach dem Passkey.',
  since: 'Seit {{time}}',
  until: 'längstens bis {{time}}',
  thisOne: 'diese hier',
  end: 'Beenden',
  endOthers: 'Alle anderen beenden',
  lostTitle: 'Wenn etwas verloren geht',
  lost_phoneSecond: 'Ein Gerät mit Passkey, und es gibt einen zweiten',
  lost_phoneSecondText:
    'Entfernen Sie oben den verlorenen Passkey; der andere genehmigt es. Fügen Sie dann auf dem neuen Gerät einen hinzu.',
  lost_phoneOnly: 'Das einzige Gerät mit einem Passkey',
  lost_phoneOnlyText:
    'Gehen Sie zum Zähler und öffnen Sie seine eigene Seite. Mit der Wiederherstellungsphrase entfernt sie den verlorenen Passkey; binden Sie dann einen neuen und bitten Sie den Betreiber um einen neuen Code. Geld und Handel bleiben unberührt.',
  lost_phrase: 'Die Wiederherstellungsphrase',
  lost_phraseText:
    'Solange der Zähler läuft, ist nichts verloren: Heben Sie ab, was Sie nicht brauchen. Sie lässt sich nicht noch einmal zeigen; eine neue gibt es nur mit einem neuen Zähler und einem neuen Konto.',
  lost_meter: 'Der Zähler selbst, defekt oder gestohlen',
  lost_meterText:
    'Bitten Sie den Betreiber, ihn zu sperren. Stellen Sie auf der Seite des neuen Zählers das Konto mit der Wiederherstellungsphrase her, binden Sie einen Passkey und beantragen Sie die Zulassung. Der neue Zähler übernimmt 48 Stunden nach dem Antrag; abheben geht die ganze Zeit.',
  meterTitle: 'Zähler und Ersatz',
  activeMeter: 'Aktiver Zähler',
  thisMeter: 'dieser hier',
  newMeter: 'Wird ersetzt durch',
  noMeter: 'noch keiner',
  meterText:
    'Es läuft kein Ersatz. Falls je einer ohne Sie läuft: Er dauert 48 Stunden, erscheint hier und lässt sich hier zurücknehmen.',
  replacementText:
    'In diesen 48 Stunden kann der Inhaber des Kontos den Antrag zurücknehmen. Waren Sie es nicht? Nehmen Sie ihn zurück und entfernen Sie fremde Passkeys.',
  replacementLeft: 'Noch {{time}}, bis der neue Zähler übernimmt',
  replacementDue: 'Die 48 Stunden sind um',
  notDue: 'Möglich ab {{time}}.',
  finish: 'Neuen Zähler aktivieren',
  withdrawReplacement: 'Antrag zurücknehmen',
  withoutTitle: 'Ohne das Gateway',
  withoutText:
    'Ist das Gateway weg oder lügt es, braucht der Zähler es nicht, um zu seinem Geld zu kommen. Diese Befehle laufen am Zähler.',
  without_signed: 'Was mein Zähler signiert hat',
  without_signedText:
    'Alles, was Ihr Zähler und seine Partner signiert haben, in einer Datei. Jeder kann es für Sie auf die Blockchain bringen, niemand kann es ändern.',
  without_secondWay: 'Ein zweiter Weg zur Blockchain',
  without_secondWayText:
    'Ein Watchtower oder ein RPC-Endpunkt mit einem kleinen Gas-Schlüssel reicht ein, was fällig ist, wenn sich das Gateway einen Tag lang weigert. Diese Prüfung sagt, ob Ihr Zähler einen hat.',
  without_gas: 'Der Gas-Schlüssel: füllen, ansehen, leeren',
  without_gasText:
    'Ein kleiner Schlüssel des Zählers, der Netzgebühren zahlt und sonst nichts. Füllen Sie wenig ein; leeren Sie ihn, bevor Sie den Zähler weggeben.',
  reputationTitle: 'Ruf',
  reputationLabel: 'dieses Kontos',
  reputationText:
    'Der Vertrag zählt ihn, nicht das Gateway. Ein Handel, den beide Zähler abrechnen, bringt eins dazu, höchstens eins am Tag, gleich mit wem.',
  reputationLoss:
    'Ein Zähler, der nicht rechtzeitig abrechnet oder geltend macht, verliert 3. In Angeboten und Aufträgen kann man einen Mindestwert verlangen; nach Verlusten holen ehrliche Geschäfte ihn zurück.',
};
