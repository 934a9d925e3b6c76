import type { Translated } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const ko: Translated<typeof en> = {
  title: '집 맡기',
  intro:
    '브라우저가 패스키를 만들고, 계량기의 자체 페이지가 그것을 연결합니다. 그 뒤로는 오직 본인만 이 집을 위해 팔고, 사고, 출금할 수 있습니다.',
  steps: '단계',
  step_make: '패스키 만들기',
  step_compare: '계량기에서 비교',
  step_bound: '집을 맡음',
  makeTitle: '이 집의 패스키 만들기',
  makeText: '패스키는 지문, 얼굴, PIN 뒤에서 이 기기에 남습니다. 공개 부분만 밖으로 나갑니다.',
  name: '집 이름',
  nameHint: '부르는 이름입니다. 본인만 볼 수 있습니다.',
  nameMissing: '집 이름을 입력하세요.',
  address: '계량기 페이지 주소',
  addressHint: '콘솔이나 라벨에 있습니다. 계량기 페이지가 다른 기기에 열려 있으면 비워 두세요.',
  addressWrong: '이 컴퓨터의 주소(http://localhost:…)이거나 https여야 합니다.',
  make: '패스키 만들기',
  compareTitle: '이 네 단어를 비교하세요',
  compareText: '계량기 페이지가 새 탭에서 열립니다. 정확히 이 단어들이 보일 때만 그곳에서 패스키를 연결하세요.',
  toMeter: '계량기 페이지 열기',
  byHand: '계량기 컴퓨터에서 계량기 페이지를 열고 아래의 공개 부분을 입력하세요.',
  otherDevice: '계량기 페이지가 다른 기기에 있습니다',
  otherDeviceText: '패스키의 이 공개 부분을 입력하세요. 비밀이 아니며, 그다음 네 단어를 비교하세요.',
  copy: '공개 부분 복사',
  copied: '복사됨',
  keysText: '연결되면 계량기 페이지의 상태에서 두 키를 옮겨 적으세요.',
  meterKey: '계량기 키',
  account: '계정',
  keysMissing: '둘 다 0x와 40자리입니다.',
  goOn: '계속',
  startAgain: '처음부터 다시',
  strangeTitle: '이 브라우저가 요청한 것이 아닙니다',
  strangeText:
    '링크에 계량기가 있지만 이 브라우저의 요청에 대한 답이 아닙니다. 아무것도 저장하지 않았습니다. 여기서 다시 시작하세요.',
  blockedTitle: '이 브라우저는 저장하지 않습니다',
  blockedText:
    '저장 공간이 없으면 앱이 집을 잊습니다. 비공개 창에서 나오거나 이 페이지의 저장을 허용한 뒤 다시 오세요.',
  takenTitle: '이제 {{name}}의 주인입니다',
  takenText: '계량기는 이 패스키만 받아들입니다.',
  takenNext:
    '거래하려면 운영자가 계량기를 승인해야 합니다. 계량기 페이지에서 요청을 마치세요. 요청을 보내면 로그인할 수 있습니다.',
  signIn: '로그인',
};
