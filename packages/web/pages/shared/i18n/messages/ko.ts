import type { Translated } from '../messages.ts';
import type { en } from './en.ts';

export const ko: Translated<typeof en> = {
  close: '닫기',
  cancel: '취소',
  again: '다시 시도',
  loading: '불러오는 중 …',
  copy: '복사',
  copied: '복사됨',
  language: '언어',
  skip: '본문으로 건너뛰기',
  details: '자세히',
  errorTitle: '처리하지 못했습니다',
  errorCode: '오류 {{code}}',
  brokenTitle: '페이지가 멈췄습니다',
  brokenText:
    '아무것도 전송되지 않았습니다. 페이지를 새로 고치세요. 같은 일이 반복되면 아래 코드를 운영자에게 알려 주세요.',
  reload: '페이지 새로 고침',
  ago: '{{time}} 전',
  justNow: '방금',
  stale: '{{time}} 기준입니다. 그 뒤로 갱신되지 않았습니다.',
  notProven: '서명으로 증명되지 않음: {{checks}}',
  proven: '서명으로 증명됨',
  unchecked: '여기서 확인하지 않음: {{checks}}',
  secureWorld: '보안 영역이 확인함',
  meterProgram: '계량기 프로그램이 지킴',
  measuredUnverified: '측정값, 검증되지 않음',
  fullId: '전체 보기: {{id}}',
  required: '필수',
};
