import type { Translated } from '../../i18n/messages.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  prompting: 'Ihr Browser fragt nach Ihrem Passkey',
  promptingText:
    'Bestätigen Sie mit Fingerabdruck, Gesicht oder PIN. Erscheint nichts, brechen Sie ab und versuchen Sie es nochmals.',
  stop: 'Abbrechen',
  replacedTitle: 'Ein Passwortmanager antwortet für den Browser',
  replacedText:
    'Das ist in Ordnung, solange sein Passkey angenommen wird. Wird er abgelehnt, wählen Sie in seinem Fenster „anderes Gerät“ oder schalten Sie ihn für diese Seite aus.',
  noneTitle: 'Dieses Gerät kann keinen Passkey speichern',
  noneText: 'Nehmen Sie Ihr Telefon oder einen Sicherheitsschlüssel: Der Browser bietet es in seinem Fenster an.',
  inAppTitle: 'Öffnen Sie diese Seite im Browser Ihres Telefons',
  inAppText:
    'Der eingebaute Browser dieser App kann keine Passkeys verwenden und sagt es nicht. Kopieren Sie die Adresse und öffnen Sie sie dort.',
  copyAddress: 'Adresse kopieren',
  unsupportedTitle: 'Dieser Browser kann hier keine Passkeys verwenden',
  unsupportedText:
    'Nehmen Sie ein aktuelles Chrome, Edge, Safari oder Firefox und genau die Adresse, die Ihr Betreiber Ihnen gegeben hat. Lesen geht trotzdem.',
};
