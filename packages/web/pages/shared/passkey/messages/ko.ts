import type { Translated } from '../../i18n/messages.ts';
import type { en } from './en.ts';

export const ko: Translated<typeof en> = {
  prompting: '브라우저가 패스키를 요청합니다',
  promptingText: '지문, 얼굴 또는 PIN으로 확인하세요. 아무것도 나타나지 않으면 중지하고 다시 시도하세요.',
  stop: '중지',
  replacedTitle: '비밀번호 관리자가 브라우저 대신 응답합니다',
  replacedText:
    '그 패스키가 받아들여지면 문제없습니다. 거부되면 그 창에서 “다른 기기”를 선택하거나 이 페이지에서 관리자를 끄세요.',
  noneTitle: '이 기기에는 패스키를 저장할 수 없습니다',
  noneText: '휴대전화나 보안 키를 사용하세요. 브라우저 창에서 선택할 수 있습니다.',
  inAppTitle: '휴대전화의 브라우저에서 이 페이지를 여세요',
  inAppText: '이 앱의 내장 브라우저는 패스키를 쓸 수 없고 알려 주지도 않습니다. 주소를 복사해 브라우저에서 여세요.',
  copyAddress: '주소 복사',
  unsupportedTitle: '이 브라우저는 여기서 패스키를 쓸 수 없습니다',
  unsupportedText:
    '최신 Chrome, Edge, Safari 또는 Firefox로 운영자가 알려 준 주소를 그대로 여세요. 보는 것은 그대로 가능합니다.',
};
