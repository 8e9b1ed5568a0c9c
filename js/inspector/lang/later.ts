/** Words that are loaded behind the first picture: of the editor, of keys, of broken JSON, and of options. */

import type { Language } from '../../core/report';

/** What the editor says, by its English words. */
export const EDITOR: Record<Language, Record<string, string>> = {
  en: {
    Find: 'Find',
    'Control character': 'Control character',
    Replace: 'Replace with',
    next: 'Next',
    previous: 'Previous',
    all: 'All',
    'match case': 'Match case',
    regexp: 'Pattern',
    'by word': 'Whole words',
    replace: 'Replace',
    'replace all': 'Replace all',
    close: 'Close',
    'Fold line': 'Fold line',
    'Unfold line': 'Unfold line',
    unfold: 'Unfold',
    'folded code': 'Folded text',
    'current match': 'current match',
    'on line': 'on line',
    'replaced $ matches': 'replaced $ matches',
    'replaced match on line $': 'replaced match on line $',
  },
  zh: {
    Find: '查找',
    'Control character': '控制字符',
    Replace: '替换为',
    next: '下一个',
    previous: '上一个',
    all: '全部',
    'match case': '区分大小写',
    regexp: '正则表达式',
    'by word': '全词匹配',
    replace: '替换',
    'replace all': '全部替换',
    close: '关闭',
    'Fold line': '折叠此行',
    'Unfold line': '展开此行',
    unfold: '展开',
    'folded code': '已折叠的内容',
    'current match': '当前匹配',
    'on line': '位于行',
    'replaced $ matches': '已替换 $ 处',
    'replaced match on line $': '已替换第 $ 行的匹配',
  },
  ja: {
    Find: '検索',
    'Control character': '制御文字',
    Replace: '置換後',
    next: '次へ',
    previous: '前へ',
    all: 'すべて',
    'match case': '大文字と小文字を区別',
    regexp: '正規表現',
    'by word': '単語単位',
    replace: '置換',
    'replace all': 'すべて置換',
    close: '閉じる',
    'Fold line': '行を折りたたむ',
    'Unfold line': '行を展開',
    unfold: '展開',
    'folded code': '折りたたんだ内容',
    'current match': '現在の一致',
    'on line': '行',
    'replaced $ matches': '$ 件を置換しました',
    'replaced match on line $': '$ 行目の一致を置換しました',
  },
  ko: {
    Find: '찾기',
    'Control character': '제어 문자',
    Replace: '바꿀 내용',
    next: '다음',
    previous: '이전',
    all: '모두',
    'match case': '대소문자 구분',
    regexp: '정규식',
    'by word': '단어 단위',
    replace: '바꾸기',
    'replace all': '모두 바꾸기',
    close: '닫기',
    'Fold line': '줄 접기',
    'Unfold line': '줄 펼치기',
    unfold: '펼치기',
    'folded code': '접힌 내용',
    'current match': '현재 일치',
    'on line': '줄',
    'replaced $ matches': '$건을 바꿨습니다',
    'replaced match on line $': '$번째 줄의 일치를 바꿨습니다',
  },
};

/** What is wrong with a text that is not JSON, by the codes of jsonc-parser. */
export const SYNTAX: Record<Language, Record<string, string>> = {
  en: {
    InvalidSymbol: 'This word is not a value.',
    InvalidNumberFormat: 'This is not a number.',
    PropertyNameExpected: 'A name in double quotes must stand here.',
    ValueExpected: 'A value must stand here.',
    ColonExpected: 'A colon must stand here.',
    CommaExpected: 'A comma must stand here.',
    CloseBraceExpected: 'A closing brace is missing.',
    CloseBracketExpected: 'A closing bracket is missing.',
    EndOfFileExpected: 'Nothing may follow the value.',
    UnexpectedEndOfString: 'A text does not end.',
    InvalidCharacter: 'A text has a character that must be escaped.',
    InvalidEscapeCharacter: 'A text has an unknown escape.',
    InvalidCommentToken: 'Comments are not JSON.',
  },
  zh: {
    InvalidSymbol: '这个词不是值。',
    InvalidNumberFormat: '这不是数字。',
    PropertyNameExpected: '此处应为双引号中的名称。',
    ValueExpected: '此处应为值。',
    ColonExpected: '此处应为冒号。',
    CommaExpected: '此处应为逗号。',
    CloseBraceExpected: '缺少右花括号。',
    CloseBracketExpected: '缺少右方括号。',
    EndOfFileExpected: '值之后不能再有内容。',
    UnexpectedEndOfString: '文本没有结束。',
    InvalidCharacter: '文本中有须转义的字符。',
    InvalidEscapeCharacter: '文本中有未知的转义。',
    InvalidCommentToken: 'JSON 中不能有注释。',
  },
  ja: {
    InvalidSymbol: 'この語は値ではありません。',
    InvalidNumberFormat: 'これは数値ではありません。',
    PropertyNameExpected: 'ここには二重引用符で囲んだ名前が必要です。',
    ValueExpected: 'ここには値が必要です。',
    ColonExpected: 'ここにはコロンが必要です。',
    CommaExpected: 'ここにはコンマが必要です。',
    CloseBraceExpected: '閉じ波括弧がありません。',
    CloseBracketExpected: '閉じ角括弧がありません。',
    EndOfFileExpected: '値の後には何も置けません。',
    UnexpectedEndOfString: '文字列が終わっていません。',
    InvalidCharacter: '文字列にエスケープが必要な文字があります。',
    InvalidEscapeCharacter: '文字列に不明なエスケープがあります。',
    InvalidCommentToken: 'JSON にコメントは書けません。',
  },
  ko: {
    InvalidSymbol: '이 단어는 값이 아닙니다.',
    InvalidNumberFormat: '숫자가 아닙니다.',
    PropertyNameExpected: '여기에는 큰따옴표로 묶은 이름이 와야 합니다.',
    ValueExpected: '여기에는 값이 와야 합니다.',
    ColonExpected: '여기에는 콜론이 와야 합니다.',
    CommaExpected: '여기에는 쉼표가 와야 합니다.',
    CloseBraceExpected: '닫는 중괄호가 없습니다.',
    CloseBracketExpected: '닫는 대괄호가 없습니다.',
    EndOfFileExpected: '값 뒤에는 아무것도 올 수 없습니다.',
    UnexpectedEndOfString: '문자열이 끝나지 않았습니다.',
    InvalidCharacter: '문자열에 이스케이프해야 하는 문자가 있습니다.',
    InvalidEscapeCharacter: '문자열에 알 수 없는 이스케이프가 있습니다.',
    InvalidCommentToken: 'JSON에는 주석을 쓸 수 없습니다.',
  },
};

/** What each option is for. The schema itself is in English. */
export const OPTIONS: Record<Exclude<Language, 'en'>, Record<string, string>> = {
  zh: {
    cos: '归档。',
    'cos.bucket': '含 APPID 的存储桶。不设置则不存储，日志会说明。',
    'cos.region': '存储桶的地域。',
    'cos.prefix':
      '所有对象键的开头：百分号编码后最多 300 字节，不含空段、“.”或“..”。通常以“/”结尾，因为键的其余部分直接接在后面（results 得到 resultsWorkflowTask/…）。“/”表示没有前缀。',
    'cos.layout': '对象键的形式：task 按事件类型和任务，classic 与旧模板相同（按小时，上海时间）。',
    'cos.endpoint': '代替存储桶域名的基础 URL；此时存储桶是路径的第一段。',
    'cos.secret_id': '代替角色的密钥；绝不与角色的混用。',
    'cos.secret_key': 'secret_id 对应的密钥。',
    'cos.session_token': '临时密钥的令牌。',
    cls: 'CLS 投递的日志批次。设置 format 后整批存储；模板 cls-to-cos 不设置也如此。',
    'cls.format': 'classic：整批为一个缩进的 JSON 文本。ndjson：每条记录一行 JSON。',
    'cls.compression': '文本的压缩方式。',
    mps: 'MPS 发送的通知。',
    'mps.notify_key':
      '任务的 NotifyKey：未用它签名的 HTTP 回调会被拒绝。不设置则照收；空的环境变量无效。',
    'mps.endpoint': '代替 MPS API 自身域名的基础 URL。',
    select:
      '不存整份报告，只存其中所选：名称，以及用 JSON Pointer 指明的位置（报告中的，或 /event 之下通知中的）；* 代表每个元素。',
    notify:
      '通知谁，最多 100 个。环境变量只对应一个企业微信机器人。同一地址可出现多次，用于多种语言或多种结果。',
    'notify.kind': '通知的对象：群机器人，或按 Standard Webhooks 规范接收的程序。',
    'notify.url': '其 URL，须为 HTTPS（仅本机可用 HTTP）；企业微信机器人只写 key 也可。',
    'notify.secret':
      '消息签名的密钥：钉钉、飞书的任意值，webhook 为 whsec_…；企业微信和 Slack 没有。',
    'notify.on':
      '对哪些结果通知。finished：除尚未结束的任务的进度外全部。failure：全部或部分失败，或结果未知。attention：还包括任务成功但需要有人查看的：审核建议拦截或复审，或质检发现致命问题或错误。',
    'notify.events': '对哪些事件类型通知，名称同 API；空为全部。',
    'notify.where': '对报告内容的条件（JSON），如 {"suggestion":"block"}；空为全部。',
    'notify.title':
      '消息的标题，花括号中为报告的字段，如 {verdict}: {name}；空为通常的标题。最多 300 字节、8 个字段。',
    'notify.lines':
      '消息的各行，一行一个：字段同 title，或通常消息中的一节；空为通常的各行。最多 20 行，每行最多 300 字节、8 个字段；每节一次。',
    'notify.pace':
      '一段时间内最多发几条，如 20/min、1/s 或 500/h；none 为不限。超出的先放进存储桶的待发箱；没有存储桶就没有待发箱，也不限速。',
    'notify.digest':
      '何时合并消息。when-busy：待发满五条时。hourly、daily：整点，或每天 00:00 UTC。never：不合并。',
    'notify.quiet':
      '每天的免打扰时段及与 UTC 的时差，如 22:00-08:00 +08:00；期间的消息先放进待发箱。',
    'notify.urgent':
      '不受 digest 和 quiet 限制的消息。failure：任务失败或部分失败。block：建议拦截。',
    'notify.recovered':
      'day：同一文件 24 小时内失败过、现在成功时，在消息中说明。每个任务多一次请求。',
    'notify.watch':
      '收到哪些巡检轮次的消息。missing：发现缺失事件的。all：每一轮。（webhook 没有此类消息。）',
    'notify.lang': '通知所用语言。环境变量也用于报告中的说明。',
    invoke: '事件交给哪些函数，最多 100 个。环境变量为逗号分隔的 name[:qualifier][@namespace]。',
    'invoke.function': '函数名。',
    'invoke.qualifier': '版本或别名。',
    'invoke.namespace': '命名空间。',
    'invoke.where': '对报告内容的条件（JSON）；空为所有事件都调用。',
    scf: '如何访问函数。',
    'scf.endpoint': '代替 SCF API 的基础 URL。',
    'scf.region': '函数的地域。',
    lang: '消息所用语言（notify[].lang 另有指定的除外），也用于报告中的说明。',
    log_level: '写入日志的最低级别。',
  },
  ja: {
    cos: 'アーカイブ。',
    'cos.bucket': 'APPID 付きのバケット。未設定なら保存せず、ログに記します。',
    'cos.region': 'バケットのリージョン。',
    'cos.prefix':
      'すべてのキーの先頭。パーセントエンコード後 300 バイトまで。空、「.」「..」の段は不可。キーの残りがそのまま続くので、ふつうは「/」で終わります（results なら resultsWorkflowTask/…）。「/」は接頭辞なし。',
    'cos.layout':
      'キーの形。task は種類とタスク別、classic は旧テンプレートと同じ（時間別、上海時刻）。',
    'cos.endpoint': 'バケットのホストの代わりに使うベース URL。バケットはパスの先頭になります。',
    'cos.secret_id': 'ロールの代わりの認証情報。ロールのものとは混ぜません。',
    'cos.secret_key': 'secret_id に対応する鍵。',
    'cos.session_token': '一時的な認証情報のトークン。',
    cls: 'CLS が渡すログのまとまり。format を設定するとそのまま保存します（cls-to-cos では設定なしでも同じ）。',
    'cls.format': 'classic は全体を字下げした 1 つの JSON、ndjson は 1 レコード 1 行。',
    'cls.compression': 'テキストの圧縮方法。',
    mps: 'MPS が送る通知。',
    'mps.notify_key':
      'タスクの NotifyKey。これで署名されていない HTTP コールバックは拒否します。未設定ならすべて受け取ります。空の環境変数は無効です。',
    'mps.endpoint': 'MPS API 自身のホストの代わりに使うベース URL。',
    select:
      'レポート全体の代わりに保存するもの。名前と、値の場所を示す JSON Pointer（レポート内、または /event 以下の通知内）。* はすべての要素を表す。',
    notify:
      '知らせる相手。100 件まで。環境変数は WeCom のボット 1 つ用です。同じ宛先を、言語や結果を変えて何度でも指定できます。',
    'notify.kind': '相手の種類。グループボット、または Standard Webhooks 仕様のプログラム。',
    'notify.url':
      'URL。HTTPS のみ（このマシン内だけ HTTP 可）。WeCom のボットはキーだけでもかまいません。',
    'notify.secret':
      '署名用の秘密。DingTalk と Feishu は任意、webhook は whsec_…。WeCom と Slack にはありません。',
    'notify.on':
      'どの結果を通知するか。finished：終わっていないタスクの途中経過以外すべて。failure：失敗、一部失敗、または結果不明。attention：それに加え、タスクは成功でも確認が必要なもの（審査がブロックまたは確認を勧める、品質検査が致命的な異常またはエラーを見つけた）。',
    'notify.events': 'どの種類のイベントか（API の名前）。空ならすべて。',
    'notify.where': 'レポートの内容の条件（JSON）。例: {"suggestion":"block"}。空ならすべて。',
    'notify.title':
      'メッセージのタイトル。波括弧の中はレポートの項目。例: {verdict}: {name}。空なら通常のタイトル。300 バイト、8 項目まで。',
    'notify.lines':
      'メッセージの行。1 行に 1 つ。項目は title と同じ、または通常のメッセージの節。空なら通常の行。20 行まで、各行 300 バイト、8 項目まで。節は 1 回ずつ。',
    'notify.pace':
      '一定時間に送る最大件数。例: 20/min、1/s、500/h。none は無制限。超えた分はバケットで送信待ちになります。バケットがなければ送信待ちも制限もありません。',
    'notify.digest':
      'メッセージをまとめる時。when-busy：5 件以上待つとき。hourly、daily：毎正時、または毎日 00:00 UTC。never：まとめない。',
    'notify.quiet':
      '毎日の通知しない時間帯と UTC との時差。例: 22:00-08:00 +08:00。その間のメッセージは送信待ちになります。',
    'notify.urgent':
      'digest や quiet にかかわらずすぐ送るもの。failure：全部または一部の失敗。block：ブロック推奨。',
    'notify.recovered':
      'day：同じファイルが 24 時間以内に失敗していて成功したとき、それを伝えます。タスクごとに要求が 1 回増えます。',
    'notify.watch':
      '巡回のどの回を知らせるか。missing：未着が見つかった回。all：毎回。（webhook にはありません。）',
    'notify.lang': '知らせる言語。環境変数はレポートの説明にも使われます。',
    invoke:
      'イベントを渡す関数。100 件まで。環境変数は name[:qualifier][@namespace] をコンマ区切りで。',
    'invoke.function': '関数名。',
    'invoke.qualifier': 'バージョンまたはエイリアス。',
    'invoke.namespace': '名前空間。',
    'invoke.where': 'レポートの内容の条件（JSON）。空ならすべてのイベントで呼び出します。',
    scf: '関数への接続方法。',
    'scf.endpoint': 'SCF API の代わりに使うベース URL。',
    'scf.region': '関数のリージョン。',
    lang: 'メッセージの言語（notify[].lang に指定がある場合を除く）。レポート内の説明にも使う。',
    log_level: 'ログに書く最低レベル。',
  },
  ko: {
    cos: '아카이브.',
    'cos.bucket': 'APPID가 붙은 버킷. 없으면 저장하지 않고 로그에 남깁니다.',
    'cos.region': '버킷의 리전.',
    'cos.prefix':
      '모든 키의 앞부분. 퍼센트 인코딩 후 300바이트까지, 빈 구간과 “.”, “..”는 안 됩니다. 키의 나머지가 바로 이어지므로 보통 “/”로 끝납니다(results이면 resultsWorkflowTask/…). “/”는 앞부분 없음.',
    'cos.layout':
      '키의 형식. task는 종류와 작업별, classic은 옛 템플릿과 같음(시간별, 상하이 시각).',
    'cos.endpoint': '버킷 호스트 대신 쓰는 기본 URL. 버킷은 경로의 첫 구간이 됩니다.',
    'cos.secret_id': '역할 대신 쓰는 자격 증명. 역할의 것과 섞지 않습니다.',
    'cos.secret_key': 'secret_id에 해당하는 키.',
    'cos.session_token': '임시 자격 증명의 토큰.',
    cls: 'CLS가 넘기는 로그 묶음. format을 설정하면 통째로 저장합니다(cls-to-cos는 설정 없이도 같음).',
    'cls.format': 'classic은 전체를 들여쓴 JSON 하나로, ndjson은 기록마다 한 줄.',
    'cls.compression': '텍스트 압축 방식.',
    mps: 'MPS가 보내는 알림.',
    'mps.notify_key':
      '작업의 NotifyKey. 이것으로 서명되지 않은 HTTP 콜백은 거부합니다. 없으면 그대로 받습니다. 빈 환경 변수는 잘못된 값입니다.',
    'mps.endpoint': 'MPS API 자체 호스트 대신 쓰는 기본 URL.',
    select:
      '보고서 전체 대신 저장할 것: 이름과, 값의 위치를 나타내는 JSON Pointer(보고서 안 또는 /event 아래 알림 안). *는 모든 요소를 뜻한다.',
    notify:
      '알릴 대상. 최대 100개. 환경 변수는 WeCom 봇 하나를 위한 것입니다. 같은 주소를 언어나 결과별로 여러 번 쓸 수 있습니다.',
    'notify.kind': '대상의 종류. 그룹 봇, 또는 Standard Webhooks 규격의 프로그램.',
    'notify.url': 'URL. HTTPS만 가능(이 컴퓨터 안에서만 HTTP). WeCom 봇은 키만 써도 됩니다.',
    'notify.secret':
      '서명용 비밀 값. DingTalk과 Feishu는 임의 값, webhook은 whsec_…. WeCom과 Slack에는 없습니다.',
    'notify.on':
      '어떤 결과를 알릴지. finished: 끝나지 않은 작업의 진행 상황 외 모두. failure: 실패, 일부 실패, 또는 결과를 알 수 없음. attention: 그에 더해 작업은 성공했지만 확인이 필요한 것(심의가 차단이나 검토를 권함, 품질 검사가 치명적 문제나 오류를 발견함).',
    'notify.events': '어떤 종류의 이벤트인지(API 이름). 비우면 모두.',
    'notify.where': '보고서 내용의 조건(JSON). 예: {"suggestion":"block"}. 비우면 모두.',
    'notify.title':
      '메시지 제목. 중괄호 안은 보고서의 항목. 예: {verdict}: {name}. 비우면 보통의 제목. 최대 300바이트, 항목 8개.',
    'notify.lines':
      '메시지의 줄. 한 줄에 하나. 항목은 title과 같거나 보통 메시지의 한 절. 비우면 보통의 줄. 최대 20줄, 줄마다 300바이트, 항목 8개. 절은 한 번씩.',
    'notify.pace':
      '일정 시간에 보내는 최대 건수. 예: 20/min, 1/s, 500/h. none은 제한 없음. 넘는 것은 버킷의 발신 대기함에서 기다립니다. 버킷이 없으면 발신 대기함도 제한도 없습니다.',
    'notify.digest':
      '메시지를 하나로 합칠 때. when-busy: 5건 이상 기다릴 때. hourly, daily: 매 정시, 또는 매일 00:00 UTC. never: 합치지 않음.',
    'notify.quiet':
      '매일의 조용한 시간과 UTC와의 시차. 예: 22:00-08:00 +08:00. 그동안의 메시지는 발신 대기함에서 기다립니다.',
    'notify.urgent':
      'digest와 quiet에 관계없이 바로 보내는 것. failure: 전부 또는 일부 실패. block: 차단 권장.',
    'notify.recovered':
      'day: 같은 파일이 24시간 안에 실패했다가 성공하면 그것을 알립니다. 작업마다 요청이 한 번 늘어납니다.',
    'notify.watch':
      '어떤 점검을 알릴지. missing: 빠진 이벤트가 있던 점검. all: 매번. (webhook에는 없습니다.)',
    'notify.lang': '알림 언어. 환경 변수는 보고서의 설명에도 쓰입니다.',
    invoke:
      '이벤트를 넘길 함수. 최대 100개. 환경 변수는 name[:qualifier][@namespace]를 쉼표로 나열합니다.',
    'invoke.function': '함수 이름.',
    'invoke.qualifier': '버전 또는 별칭.',
    'invoke.namespace': '네임스페이스.',
    'invoke.where': '보고서 내용의 조건(JSON). 비우면 모든 이벤트로 호출합니다.',
    scf: '함수에 연결하는 방법.',
    'scf.endpoint': 'SCF API 대신 쓰는 기본 URL.',
    'scf.region': '함수의 리전.',
    lang: '메시지의 언어(notify[].lang에서 달리 정한 경우 제외). 보고서의 설명에도 쓴다.',
    log_level: '로그에 남길 최소 수준.',
  },
};

/** What an option is that is not set, where that is no value. The schema itself is in English. */
export const DEFAULTS: Record<Exclude<Language, 'en'>, Record<string, string>> = {
  zh: {
    "the function's, `TENCENTCLOUD_REGION`": '函数的，`TENCENTCLOUD_REGION`',
    "the role's, `TENCENTCLOUD_SECRETID`": '角色的，`TENCENTCLOUD_SECRETID`',
    "the role's, `TENCENTCLOUD_SECRETKEY`": '角色的，`TENCENTCLOUD_SECRETKEY`',
    "the role's, `TENCENTCLOUD_SESSIONTOKEN`": '角色的，`TENCENTCLOUD_SESSIONTOKEN`',
    "the API's own": 'API 自身的',
    'by the host of the URL; of an unknown host `wecom`, with a warning':
      '由 URL 的域名决定；未知域名为 `wecom`，并警告',
    '`finished`; for a webhook `all`': '`finished`；webhook 为 `all`',
    'verdict and name': '结论和名称',
    '`20/min` for WeCom and DingTalk, `100/min` for Feishu, `1/s` for Slack':
      '企业微信和钉钉 `20/min`，飞书 `100/min`，Slack `1/s`',
    '`lang`': '`lang`',
    "the function's, `TENCENTCLOUD_REGION`, or else `cos.region`":
      '函数的，`TENCENTCLOUD_REGION`，否则 `cos.region`',
  },
  ja: {
    "the function's, `TENCENTCLOUD_REGION`": '関数のもの、`TENCENTCLOUD_REGION`',
    "the role's, `TENCENTCLOUD_SECRETID`": 'ロールのもの、`TENCENTCLOUD_SECRETID`',
    "the role's, `TENCENTCLOUD_SECRETKEY`": 'ロールのもの、`TENCENTCLOUD_SECRETKEY`',
    "the role's, `TENCENTCLOUD_SESSIONTOKEN`": 'ロールのもの、`TENCENTCLOUD_SESSIONTOKEN`',
    "the API's own": 'API 自身のもの',
    'by the host of the URL; of an unknown host `wecom`, with a warning':
      'URL のホストで決定。未知のホストは警告つきで `wecom`',
    '`finished`; for a webhook `all`': '`finished`、webhook は `all`',
    'verdict and name': '結論と名前',
    '`20/min` for WeCom and DingTalk, `100/min` for Feishu, `1/s` for Slack':
      'WeCom と DingTalk は `20/min`、Feishu は `100/min`、Slack は `1/s`',
    '`lang`': '`lang`',
    "the function's, `TENCENTCLOUD_REGION`, or else `cos.region`":
      '関数のもの、`TENCENTCLOUD_REGION`、なければ `cos.region`',
  },
  ko: {
    "the function's, `TENCENTCLOUD_REGION`": '함수의 것, `TENCENTCLOUD_REGION`',
    "the role's, `TENCENTCLOUD_SECRETID`": '역할의 것, `TENCENTCLOUD_SECRETID`',
    "the role's, `TENCENTCLOUD_SECRETKEY`": '역할의 것, `TENCENTCLOUD_SECRETKEY`',
    "the role's, `TENCENTCLOUD_SESSIONTOKEN`": '역할의 것, `TENCENTCLOUD_SESSIONTOKEN`',
    "the API's own": 'API 자체의 것',
    'by the host of the URL; of an unknown host `wecom`, with a warning':
      'URL의 호스트로 결정. 모르는 호스트는 경고와 함께 `wecom`',
    '`finished`; for a webhook `all`': '`finished`, webhook은 `all`',
    'verdict and name': '결론과 이름',
    '`20/min` for WeCom and DingTalk, `100/min` for Feishu, `1/s` for Slack':
      'WeCom과 DingTalk은 `20/min`, Feishu는 `100/min`, Slack은 `1/s`',
    '`lang`': '`lang`',
    "the function's, `TENCENTCLOUD_REGION`, or else `cos.region`":
      '함수의 것, `TENCENTCLOUD_REGION`, 없으면 `cos.region`',
  },
};

/** What single keys do. */
export const KEY_NAMES: Record<Language, Record<string, string>> = {
  en: {
    open: 'Open files',
    paste: 'Paste',
    samples: 'Samples',
    export: 'Export',
    report: 'What happened',
    plan: 'What our function would do',
    compare: 'Compare',
    raw: 'The event: focus',
    search: 'Search events, or in the event',
    next: 'Next notification or event',
    previous: 'Previous notification or event',
    pick: 'Choose a row, to compare it with another',
    back: 'Back to all events, or close',
    theme: 'Theme',
    keys: 'This sheet',
    field: 'Next field, and where it is from; back with Shift',
  },
  zh: {
    open: '打开文件',
    paste: '粘贴',
    samples: '示例',
    export: '导出',
    report: '发生了什么',
    plan: '我们的函数会做什么',
    compare: '对比',
    raw: '聚焦事件原文',
    search: '搜索事件，或在原文中搜索',
    next: '下一个通知或事件',
    previous: '上一个通知或事件',
    pick: '选择一行，与另一行比较',
    back: '返回全部事件，或关闭',
    theme: '主题',
    keys: '本表',
    field: '下一个字段及其出处；按 Shift 返回',
  },
  ja: {
    open: 'ファイルを開く',
    paste: '貼り付け',
    samples: 'サンプル',
    export: '書き出し',
    report: '何が起きたか',
    plan: '関数は何をするか',
    compare: '比較',
    raw: '原文にフォーカス',
    search: 'イベントを検索、または原文内を検索',
    next: '次の通知・イベント',
    previous: '前の通知・イベント',
    pick: '行を選択して別の行と比較',
    back: 'すべてのイベントへ戻る、または閉じる',
    theme: 'テーマ',
    keys: 'この一覧',
    field: '次の項目とその出どころ（Shift で戻る）',
  },
  ko: {
    open: '파일 열기',
    paste: '붙여넣기',
    samples: '예시',
    export: '내보내기',
    report: '무슨 일이 있었나',
    plan: '우리 함수가 할 일',
    compare: '비교',
    raw: '원문으로 이동',
    search: '이벤트 검색 또는 원문에서 검색',
    next: '다음 알림 또는 이벤트',
    previous: '이전 알림 또는 이벤트',
    pick: '행을 선택하여 다른 행과 비교',
    back: '모든 이벤트로 돌아가기 또는 닫기',
    theme: '테마',
    keys: '이 표',
    field: '다음 항목과 그 출처(Shift로 뒤로)',
  },
};
