import type { Translated } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const ko: Translated<typeof en> = {
  title: '내 제안',
  intro: '계량기가 서명했고 이웃이 받을 수 있는 제안입니다.',
  openTitle: '열림',
  for: '{{price}}',
  untilTime: '{{time}}까지',
  part: '{{least}}부터 나누어 판매',
  whole: '전부만',
  income: '최대 {{money}}',
  cancel: '철회',
  cancelTitle: '이 제안을 철회할까요?',
  cancelText:
    '패스키는 정확히 이것만 승인합니다: 주문 {{id}}을(를) 더 이상 받을 수 없게 합니다. 취소가 체인에 기록되기 전에는 구매자가 먼저 받을 수도 있으며, 그러면 거래가 됩니다.',
  cancelling: '패스키와 체인을 기다리는 중 …',
  keep: '그대로 두기',
  cancelled: '제안을 철회했습니다.',
  noneTitle: '지금 제안한 것이 없습니다',
  noneText: '남는 에너지를 제안해 보세요.',
  sell: '판매',
  takenTitle: '받아들여진 제안',
  takenNone: '받아들여진 제안은 거래가 되어 여기에 나타납니다.',
  allTrades: '모든 거래',
};
