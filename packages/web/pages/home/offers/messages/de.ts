import type { Translated } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  title: 'Meine Angebote',
  intro: 'Was Ihr Zähler signiert hat und ein Nachbar annehmen kann.',
  openTitle: 'Offen',
  for: 'für {{price}}',
  untilTime: 'bis {{time}}',
  part: 'in Teilen ab {{least}}',
  whole: 'nur ganz',
  income: 'höchstens {{money}}',
  cancel: 'Zurückziehen',
  cancelTitle: 'Dieses Angebot zurückziehen?',
  cancelText:
    'Ihr Passkey genehmigt genau dies: Der Auftrag {{id}} kann nicht mehr angenommen werden. Bis das auf der Blockchain steht, kann ein Käufer noch schneller sein; dann ist es ein Handel.',
  cancelling: 'Warten auf Passkey und Blockchain …',
  keep: 'Behalten',
  cancelled: 'Das Angebot ist zurückgezogen.',
  noneTitle: 'Sie bieten gerade nichts an',
  noneText: 'Bieten Sie an, wovon Sie zu viel haben.',
  sell: 'Verkaufen',
  takenTitle: 'Angenommen',
  takenNone: 'Angenommene Angebote sind Handel und erscheinen hier.',
  allTrades: 'Alle Geschäfte',
};
