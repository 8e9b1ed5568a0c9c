/** What the demo says, in the language of the terminal. */

export type Language = 'zh' | 'en' | 'ja' | 'ko';

type Outcome =
  | 'success'
  | 'partial'
  | 'failure'
  | 'processing'
  | 'unknown'
  | 'unparsed'
  | 'duplicate';

export interface DemoWords {
  usage: string;
  /** Names of the events that are shown. */
  events: Record<
    'workflow' | 'partial' | 'edit' | 'schedule' | 'malformed' | 'lost' | 'flood',
    string
  >;
  again(name: string): string;
  header(version: string): string;
  head: readonly [event: string, what: string, took: string];
  cold: string;
  warm: string;
  requests(count: number, verified: number): string;
  outcomes: Record<Outcome, string>;
  outputs(count: number): string;
  tasksDone(done: number, all: number): string;
  taskFailed(names: string, reason: string): string;
  noReason: string;
  noReport: string;
  malformed: string;
  secondDelivery: string;
  quarantined(reason: string): string;
  seenBefore: string;
  neverCame: string;
  found: string;
  atOnce: string;
  together(results: number, messages: number): string;
  fine: string;
  notFine: string;
  stored(objects: number, folder: string): string;
  signed(verified: number, requests: number): string;
  next: string;
  open(folder: string): string;
  deploy: string;
  problems: {
    stored: string;
    different: string;
    mustFail: string;
    quarantined: string;
    storedAgain: string;
    notFound: string;
    notOnce: string;
    noRequest: string;
    signedWrong(count: number): string;
  };
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

export const DEMO_WORDS: Record<Language, DemoWords> = {
  en: {
    usage: `Usage: npm run demo -- [--node PATH] [--archive DIR]
  --node     the Node binary to run the function with (default: the one running this)
  --archive  where the stored objects go (default: demo-archive)
`,
    events: {
      workflow: 'workflow, 7 tasks',
      partial: 'workflow, some failed',
      edit: 'video edit',
      schedule: 'orchestration',
      malformed: 'no notification',
      lost: 'content review, lost',
      flood: 'video edits, 20',
    },
    again: (name) => `${name}, again`,
    header: (version) =>
      `MPS notification → function on Node ${version} → COS, all on this machine`,
    head: ['event', 'what happened, what was stored', 'took'],
    cold: 'cold',
    warm: 'warm',
    requests: (requests, verified) =>
      `${count(requests, 'request')}, ${verified} with a right signature`,
    outcomes: {
      success: 'success',
      partial: 'partial',
      failure: 'failure',
      processing: 'processing',
      unknown: 'unknown',
      unparsed: 'unparsed',
      duplicate: 'duplicate',
    },
    outputs: (outputs) => count(outputs, 'output'),
    tasksDone: (done, all) => `${done} of ${count(all, 'task')} done`,
    taskFailed: (names, reason) => `${names} failed: ${reason}`,
    noReason: 'no reason given',
    noReport: 'no report',
    malformed: 'malformed',
    secondDelivery: 'second delivery',
    quarantined: (reason) => `quarantined, and the function failed: ${reason}`,
    seenBefore: 'duplicate: seen before, nothing new stored',
    neverCame: 'never came',
    found:
      'found by the watch: the timer asked MPS which tasks finished, and fetched the one that was missing',
    atOnce: 'more than a bot takes',
    together: (results, messages) =>
      `the bot takes 1 message a second: what was too much waited in the archive, and came together. ${messages} messages for ${results} results, each in one of them`,
    fine: 'Everything went as it must.',
    notFine: 'Not everything went as it must.',
    stored: (objects, folder) => `${objects} objects lie in ${folder}`,
    signed: (verified, requests) => `${verified} of ${requests} requests were signed right`,
    next: 'Next:',
    open: (folder) => `open a .report.json below ${folder}/mps`,
    deploy: 'deploy pkg/scf/mps-webhook as it is: runtime Nodejs8.9, handler index.main_handler',
    problems: {
      stored: 'expected one event and one report to be stored',
      different: 'the stored event is not the one that came',
      mustFail: 'expected the function to fail',
      quarantined: 'expected the event and its error under unparsed/',
      storedAgain: 'expected a second delivery to store nothing',
      notFound: 'expected the watch to find the lost event',
      notOnce: 'expected each result in one message',
      noRequest: 'no request reached COS',
      signedWrong: (requests) => `${count(requests, 'request')} signed wrong`,
    },
  },
  zh: {
    usage: `用法：npm run demo -- [--node PATH] [--archive DIR]
  --node     运行函数所用的 Node（默认：运行本命令的 Node）
  --archive  存储对象的文件夹（默认：demo-archive）
`,
    events: {
      workflow: '工作流，7 个子任务',
      partial: '工作流，部分失败',
      edit: '视频编辑',
      schedule: '编排',
      malformed: '不是通知',
      lost: '内容审核，丢失',
      flood: '视频编辑，20 个',
    },
    again: (name) => `${name}（再次投递）`,
    header: (version) => `MPS 通知 → Node ${version} 上的函数 → COS，全部在本机`,
    head: ['事件', '发生了什么，存储了什么', '用时'],
    cold: '冷启动',
    warm: '热启动',
    requests: (requests, verified) => `${requests} 个请求，${verified} 个签名正确`,
    outcomes: {
      success: '处理成功',
      partial: '部分成功',
      failure: '处理失败',
      processing: '处理中',
      unknown: '结果未知',
      unparsed: '无法解析',
      duplicate: '重复',
    },
    outputs: (outputs) => `${outputs} 个输出`,
    tasksDone: (done, all) => `${all} 个子任务中 ${done} 个完成`,
    taskFailed: (names, reason) => `${names} 失败：${reason}`,
    noReason: '未说明原因',
    noReport: '没有报告',
    malformed: '格式有误',
    secondDelivery: '再次投递',
    quarantined: (reason) => `已隔离保存，函数返回失败：${reason}`,
    seenBefore: '重复：已存在，未再存储',
    neverCame: '从未送达',
    found: '由巡检找回：定时触发器向 MPS 查询已结束的任务，补取了缺失的一个',
    atOnce: '超过机器人的限额',
    together: (results, messages) =>
      `机器人每秒只收 1 条：超出的先存入归档，再合并发送。${results} 个结果共 ${messages} 条消息，每个结果只在一条中`,
    fine: '一切正常。',
    notFine: '并非一切正常。',
    stored: (objects, folder) => `${folder} 中有 ${objects} 个对象`,
    signed: (verified, requests) => `${requests} 个请求中 ${verified} 个签名正确`,
    next: '下一步：',
    open: (folder) => `打开 ${folder}/mps 下的某个 .report.json`,
    deploy: '原样部署 pkg/scf/mps-webhook：运行环境 Nodejs8.9，执行方法 index.main_handler',
    problems: {
      stored: '应存储一个事件和一份报告',
      different: '存储的事件与收到的不同',
      mustFail: '函数应返回失败',
      quarantined: '事件及其错误应存于 unparsed/',
      storedAgain: '再次投递不应存储任何内容',
      notFound: '巡检应找回丢失的事件',
      notOnce: '每个结果应只在一条消息中',
      noRequest: '没有请求到达 COS',
      signedWrong: (requests) => `${requests} 个请求签名错误`,
    },
  },
  ja: {
    usage: `使い方: npm run demo -- [--node PATH] [--archive DIR]
  --node     関数を動かす Node（既定: これを動かしている Node）
  --archive  オブジェクトの保存先（既定: demo-archive）
`,
    events: {
      workflow: 'ワークフロー、7 タスク',
      partial: 'ワークフロー、一部失敗',
      edit: '動画編集',
      schedule: 'オーケストレーション',
      malformed: '通知でないもの',
      lost: 'コンテンツ審査、消失',
      flood: '動画編集、20 件',
    },
    again: (name) => `${name}（再配信）`,
    header: (version) => `MPS の通知 → Node ${version} 上の関数 → COS、すべてこのマシンの中`,
    head: ['イベント', '何が起き、何を保存したか', '時間'],
    cold: 'コールド',
    warm: 'ウォーム',
    requests: (requests, verified) => `リクエスト ${requests} 件、うち正しい署名 ${verified} 件`,
    outcomes: {
      success: '成功',
      partial: '一部成功',
      failure: '失敗',
      processing: '処理中',
      unknown: '結果不明',
      unparsed: '解析できません',
      duplicate: '重複',
    },
    outputs: (outputs) => `出力 ${outputs} 件`,
    tasksDone: (done, all) => `${all} タスク中 ${done} 完了`,
    taskFailed: (names, reason) => `${names} 失敗: ${reason}`,
    noReason: '理由なし',
    noReport: 'レポートなし',
    malformed: '形式が不正',
    secondDelivery: '2 回目の配信',
    quarantined: (reason) => `隔離して保存し、関数は失敗を返しました: ${reason}`,
    seenBefore: '重複: 保存済みのため、新たに保存しません',
    neverCame: '届かなかった',
    found: '巡回が発見: タイマーが終了したタスクを MPS に問い合わせ、欠けていた 1 件を取得しました',
    atOnce: 'ボットの上限を超える',
    together: (results, messages) =>
      `ボットは毎秒 1 件まで: 超えた分はアーカイブで待ち、まとめて届きました。結果 ${results} 件に対しメッセージ ${messages} 件、どの結果も 1 回だけ`,
    fine: 'すべて正しく動きました。',
    notFine: '正しく動かなかったものがあります。',
    stored: (objects, folder) => `${folder} にオブジェクト ${objects} 個`,
    signed: (verified, requests) => `リクエスト ${requests} 件中 ${verified} 件が正しい署名`,
    next: '次に:',
    open: (folder) => `${folder}/mps の下の .report.json を開いてください`,
    deploy:
      'pkg/scf/mps-webhook をそのままデプロイ: ランタイム Nodejs8.9、ハンドラー index.main_handler',
    problems: {
      stored: 'イベントとレポートが 1 つずつ保存されるはずです',
      different: '保存されたイベントが届いたものと異なります',
      mustFail: '関数は失敗を返すはずです',
      quarantined: 'イベントとエラーが unparsed/ にあるはずです',
      storedAgain: '2 回目の配信では何も保存されないはずです',
      notFound: '巡回が失われたイベントを見つけるはずです',
      notOnce: 'どの結果も 1 つのメッセージにあるはずです',
      noRequest: 'COS にリクエストが届いていません',
      signedWrong: (requests) => `署名の誤ったリクエスト ${requests} 件`,
    },
  },
  ko: {
    usage: `사용법: npm run demo -- [--node PATH] [--archive DIR]
  --node     함수를 실행할 Node(기본값: 이 명령을 실행하는 Node)
  --archive  객체를 저장할 폴더(기본값: demo-archive)
`,
    events: {
      workflow: '워크플로, 작업 7개',
      partial: '워크플로, 일부 실패',
      edit: '영상 편집',
      schedule: '오케스트레이션',
      malformed: '알림이 아닌 것',
      lost: '콘텐츠 심사, 유실',
      flood: '영상 편집, 20건',
    },
    again: (name) => `${name}(다시 전달)`,
    header: (version) => `MPS 알림 → Node ${version}의 함수 → COS, 모두 이 컴퓨터에서`,
    head: ['이벤트', '무슨 일이 있었고 무엇을 저장했는지', '시간'],
    cold: '콜드',
    warm: '웜',
    requests: (requests, verified) => `요청 ${requests}건, 서명이 맞는 것 ${verified}건`,
    outcomes: {
      success: '성공',
      partial: '일부 성공',
      failure: '실패',
      processing: '처리 중',
      unknown: '결과 알 수 없음',
      unparsed: '해석할 수 없음',
      duplicate: '중복',
    },
    outputs: (outputs) => `출력 ${outputs}건`,
    tasksDone: (done, all) => `작업 ${all}개 중 ${done}개 완료`,
    taskFailed: (names, reason) => `${names} 실패: ${reason}`,
    noReason: '이유 없음',
    noReport: '보고서 없음',
    malformed: '형식 오류',
    secondDelivery: '두 번째 전달',
    quarantined: (reason) => `격리하여 저장했고 함수는 실패를 반환했습니다: ${reason}`,
    seenBefore: '중복: 이미 있어 새로 저장하지 않음',
    neverCame: '도착하지 않음',
    found: '점검이 찾음: 타이머가 끝난 작업을 MPS에 묻고, 빠진 하나를 가져왔습니다',
    atOnce: '봇의 한도를 넘음',
    together: (results, messages) =>
      `봇은 초당 1건까지 받습니다: 넘는 것은 보관소에서 기다렸다가 함께 왔습니다. 결과 ${results}건에 메시지 ${messages}건, 결과마다 한 번씩`,
    fine: '모두 정상입니다.',
    notFine: '정상이 아닌 것이 있습니다.',
    stored: (objects, folder) => `${folder}에 객체 ${objects}개`,
    signed: (verified, requests) => `요청 ${requests}건 중 ${verified}건의 서명이 맞음`,
    next: '다음:',
    open: (folder) => `${folder}/mps 아래의 .report.json을 여세요`,
    deploy: 'pkg/scf/mps-webhook을 그대로 배포: 런타임 Nodejs8.9, 핸들러 index.main_handler',
    problems: {
      stored: '이벤트와 보고서가 하나씩 저장되어야 합니다',
      different: '저장된 이벤트가 받은 것과 다릅니다',
      mustFail: '함수가 실패를 반환해야 합니다',
      quarantined: '이벤트와 오류가 unparsed/에 있어야 합니다',
      storedAgain: '두 번째 전달에서는 아무것도 저장되지 않아야 합니다',
      notFound: '점검이 잃어버린 이벤트를 찾아야 합니다',
      notOnce: '결과마다 메시지 하나에 있어야 합니다',
      noRequest: 'COS에 도달한 요청이 없습니다',
      signedWrong: (requests) => `서명이 틀린 요청 ${requests}건`,
    },
  },
};

/** The language of the terminal, or English. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG;
  const locale = named || Intl.DateTimeFormat().resolvedOptions().locale;
  const languages = Object.keys(DEMO_WORDS) as Language[];
  return languages.find((id) => locale.toLowerCase().startsWith(id)) ?? 'en';
}
