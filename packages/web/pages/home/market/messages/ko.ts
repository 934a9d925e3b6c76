import type { Translated } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const ko: Translated<typeof en> = {
  checkedTitle: '보안 영역이 확인할 내용',
  checkedSell:
    '내 계량기는 최대 {{energy}}(한 구매자에게 {{least}} 이상)를 {{price}} 이상의 가격으로 판매할 수 있으며, {{from}}부터 {{until}}까지 평판 {{reputation}} 이상이고 {{sensor}}를 가진 상대에게, 도중 손실 {{loss}} 이내로, {{openBefore}} 전에 열리는 거래에서만 전달합니다.',
  checkedSellWhole:
    '내 계량기는 정확히 {{energy}}를 한 번에 {{price}} 이상의 가격으로 판매할 수 있으며, {{from}}부터 {{until}}까지 평판 {{reputation}} 이상이고 {{sensor}}를 가진 상대에게, 도중 손실 {{loss}} 이내로, {{openBefore}} 전에 열리는 거래에서만 전달합니다.',
  checkedBuy:
    '내 계량기는 최대 {{energy}}(한 번에 {{least}} 이상)를 {{price}} 이하의 가격으로, 최대 {{money}}까지만 예치하여 구매할 수 있으며, {{from}}부터 {{until}}까지 평판 {{reputation}} 이상이고 {{sensor}}를 가진 상대에게서, 도중 손실 {{loss}} 이내로, {{openBefore}} 전에 열리는 거래에서만 받습니다.',
  checkedBuyWhole:
    '내 계량기는 정확히 {{energy}}를 한 번에 {{price}} 이하의 가격으로, 최대 {{money}}까지만 예치하여 구매할 수 있으며, {{from}}부터 {{until}}까지 평판 {{reputation}} 이상이고 {{sensor}}를 가진 상대에게서, 도중 손실 {{loss}} 이내로, {{openBefore}} 전에 열리는 거래에서만 받습니다.',
  sensorNormal: '등록된 센서',
  sensorSecure: '보안 영역이 직접 읽는 센서',
  checkedNote: '패스키는 정확히 이 문장만 한 번 승인합니다. 다른 것은 서명할 수 없습니다.',
  approve: '패스키로 승인',
  approving: '패스키를 기다리는 중 …',
  preparing: '확인할 내용을 준비하는 중 …',
  stateSigned: '여는 중',
  stateOpen: '열림',
  stateWaiting: '{{time}} 시작',
  stateDelivering: '전달 중',
  stateClosing: '마감 중',
  stateClaimed: '청구됨',
  stateSettled: '정산됨',
  stateCut: '일부 정산됨',
  stateExpired: '환불됨',
  stateFailed: '열리지 않음',
  sellingTo: '{{partner}}에게 판매 중',
  buyingFrom: '{{partner}}에게서 구매 중',
  saleTo: '{{partner}}에게 판매',
  purchaseFrom: '{{partner}}에게서 구매',
  soldTo: '{{partner}}에게 판매함',
  boughtFrom: '{{partner}}에게서 구매함',
  problemEnergyMissing: '얼마나요? 예: 0.3 또는 300 Wh',
  problemEnergyForm: '숫자를 입력하세요. 예: 0.3 또는 300 Wh',
  problemEnergySmall: '여기서는 {{least}} 이상부터 거래할 수 있습니다.',
  problemPriceForm: '가격을 입력하세요. 예: 0.12',
  problemPart: '최소 분량은 {{least}} 이상, 전체 이하여야 합니다.',
  problemPower: '전력을 kW로 입력하세요. 예: 1.4',
  problemUntilForm: '시각을 선택하세요.',
  problemUntilPast: '이미 지난 시각입니다.',
  problemUntilFar: '전달은 최대 12시간까지 가능합니다.',
  problemTooMuch:
    '그때까지 {{power}}로는 최대 {{most}}만 흐를 수 있습니다. 더 늦은 시각이나 더 적은 에너지를 고르세요.',
  problemAboveOffer: '이 제안의 양은 {{most}}입니다.',
  problemBelowOffer: '이 제안은 {{least}} 이상부터 받습니다.',
  now: '열리는 즉시',
};
