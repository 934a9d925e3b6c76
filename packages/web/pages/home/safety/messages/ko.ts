import type { Translated } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const ko: Translated<typeof en> = {
  title: '안전',
  intro: '이 집을 위해 누가 승인할 수 있는지, 누가 로그인했는지, 무언가를 잃어버리면 어떻게 되는지 알려 드립니다.',
  passkeysTitle: '패스키',
  passkeysText:
    '하나하나가 혼자서 이 집의 모든 것을 승인할 수 있습니다. 두 기기에 두 개를 두면 하나를 잃어도 괜찮습니다.',
  passkeysUnknown: '계량기가 아직 어떤 패스키가 있는지 알려 주지 않았습니다.',
  passkeysFull: '보안 영역은 네 개까지 보관합니다. 먼저 하나를 제거하세요.',
  passkeysNone: '계량기가 알린 패스키가 없습니다.',
  passkeysWord:
    '게이트웨이가 계량기에서 받아 전한 내용입니다. 계량기의 자체 페이지는 게이트웨이 없이 같은 것을 보여 줍니다.',
  lastPasskey: '하나뿐입니다. 계량기의 자체 페이지에서 복구 문구로 제거할 수 있습니다.',
  remove: '제거',
  add: '패스키 추가',
  addTitle: '패스키 추가',
  addText:
    '브라우저가 어디에 둘지 묻습니다. 이 기기, 휴대전화(QR 코드) 또는 보안 키입니다. 그다음 이미 연결된 패스키가 승인합니다.',
  makeHere: '패스키 만들기',
  madeText: '만들어졌습니다. 이제 이 집에 이미 있는 패스키로 승인하세요.',
  compareText: '다른 기기에 정확히 이 네 단어가 보이나요? 그렇다면 이 집에 이미 있는 패스키로 승인하세요.',
  approveAdd: '승인하고 연결',
  cancel: '취소',
  otherDevice: '다른 기기에서 만들었습니다',
  otherDeviceText: '그 기기에서 이 앱을 열고 “집 맡기”를 골라 패스키를 만든 뒤, 공개 부분을 여기로 가져오세요.',
  publicPart: '패스키의 공개 부분',
  publicPartWrong: '완전하지 않습니다. 0x와 128자리여야 합니다.',
  publicPartMissing: '먼저 공개 부분을 입력하세요.',
  compare: '비교',
  removeTitle: '이 패스키를 제거할까요?',
  removeText:
    '바로 아무것도 승인할 수 없게 됩니다. 제거는 다른 패스키가 승인해야 하니 창에서 남길 패스키를 고르세요. 다른 로그인은 모두 끝납니다.',
  approveRemove: '승인하고 제거',
  signInsTitle: '로그인',
  signInsText: '로그인하면 보고, 전달을 멈출 수 있습니다. 팔거나 사거나 출금할 때는 매번 패스키를 묻습니다.',
  since: '{{time}}부터',
  until: '늦어도 {{time}}까지',
  thisOne: '지금 이 로그인',
  end: '끝내기',
  endOthers: '다른 로그인 모두 끝내기',
  lostTitle: '무언가를 잃어버렸을 때',
  lost_phoneSecond: '패스키가 있는 기기, 다른 패스키가 있을 때',
  lost_phoneSecondText:
    '위에서 잃어버린 패스키를 제거하세요. 다른 패스키가 승인합니다. 그다음 새 기기에서 하나를 추가하세요.',
  lost_phoneOnly: '패스키가 있는 유일한 기기',
  lost_phoneOnlyText:
    '계량기로 가서 자체 페이지를 여세요. 복구 문구로 잃어버린 패스키를 제거하고, 새 패스키를 연결한 뒤 운영자에게 새 코드를 받으세요. 그동안 돈과 거래는 그대로입니다.',
  lost_phrase: '복구 문구',
  lost_phraseText:
    '계량기가 작동하는 동안은 잃는 것이 없습니다. 필요 없는 돈은 출금하세요. 문구는 다시 볼 수 없으며, 새 문구는 새 계량기와 새 계정으로만 얻습니다.',
  lost_meter: '고장 나거나 도난당한 계량기',
  lost_meterText:
    '운영자에게 정지를 요청하세요. 새 계량기의 자체 페이지에서 복구 문구로 계정을 되찾고 패스키를 연결한 뒤 승인을 요청하세요. 새 계량기는 요청 48시간 뒤에 이어받습니다. 출금은 언제나 됩니다.',
  meterTitle: '계량기와 교체',
  activeMeter: '활성 계량기',
  thisMeter: '이 계량기',
  newMeter: '새 계량기',
  noMeter: '아직 없음',
  meterText:
    '진행 중인 교체가 없습니다. 모르는 교체가 생기면 48시간이 걸리고, 여기에 나타나며, 여기서 취소할 수 있습니다.',
  replacementText:
    '이 48시간 동안 계정 주인은 요청을 취소할 수 있습니다. 직접 요청한 것이 아니라면 취소하고 모르는 패스키를 제거하세요.',
  replacementLeft: '새 계량기가 이어받기까지 {{time}}',
  replacementDue: '48시간이 지났습니다',
  notDue: '{{time}}부터 가능합니다.',
  finish: '새 계량기 활성화',
  withdrawReplacement: '요청 취소',
  withoutTitle: '게이트웨이 없이',
  withoutText:
    '게이트웨이가 사라지거나 거짓말을 해도 계량기는 돈을 받을 수 있습니다. 아래 명령은 계량기에서 실행합니다.',
  without_signed: '내 계량기가 서명한 것',
  without_signedText:
    '계량기와 상대 계량기가 서명한 모든 것이 파일 하나에 담깁니다. 누구나 대신 체인에 올릴 수 있고, 아무도 바꿀 수 없습니다.',
  without_secondWay: '체인으로 가는 두 번째 길',
  without_secondWayText:
    '게이트웨이가 하루 동안 거부하면 감시탑이나 작은 가스 키를 쓰는 RPC 엔드포인트가 대신 제출합니다. 이 검사는 계량기에 그런 길이 있는지 알려 줍니다.',
  without_gas: '가스 키: 채우기, 보기, 비우기',
  without_gasText: '네트워크 수수료만 내는 계량기의 작은 키입니다. 조금만 채우고, 계량기를 넘기기 전에 비우세요.',
  reputationTitle: '평판',
  reputationLabel: '이 계정의 평판',
  reputationText:
    '게이트웨이가 아니라 계약이 셉니다. 두 계량기가 정산한 거래는 1을 더하며, 상대와 상관없이 하루에 최대 1입니다.',
  reputationLoss:
    '제때 정산하거나 청구하지 않은 계량기는 3을 잃습니다. 제안과 주문에서 최소 평판을 요구할 수 있고, 잃은 평판은 정직한 거래로 회복됩니다.',
};
