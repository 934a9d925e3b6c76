import type { Translated } from '../messages.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  again: 'Nochmals versuchen',
  loading: 'Wird geladen …',
  copy: 'Kopieren',
  copied: 'Kopiert',
  language: 'Sprache',
  skip: 'Zum Inhalt springen',
  details: 'Einzelheiten',
  errorTitle: 'Das hat nicht geklappt',
  errorCode: 'Fehler {{code}}',
  brokenTitle: 'Diese Seite ist stehen geblieben',
  brokenText:
    'Es wurde nichts gesendet. Laden Sie die Seite neu; passiert es wieder, nennen Sie Ihrem Betreiber den Code unten.',
  reload: 'Seite neu laden',
  ago: 'vor {{time}}',
  justNow: 'gerade eben',
  stale: 'Stand {{time}}. Seitdem nicht aktualisiert.',
  notProven: 'Nicht durch Signaturen belegt: {{checks}}',
  proven: 'Durch Signaturen belegt',
  unchecked: 'Hier nicht geprüft: {{checks}}',
  secureWorld: 'Von der sicheren Welt geprüft',
  meterProgram: 'Vom Programm des Zählers eingehalten',
  measuredUnverified: 'Gemessen, nicht überprüft',
  fullId: 'Vollständig zeigen: {{id}}',
  required: 'erforderlich',
};
