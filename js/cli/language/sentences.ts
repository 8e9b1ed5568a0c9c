/**
 * What the commands say of mistakes and findings, in the languages of terminals: by the English sentence, with `{0}` where something
 * stands in it, in Chinese, Japanese and Korean. What is not here is said in English.
 */

import type { Translation } from './help';

export const SENTENCES: Readonly<Record<string, Translation>> = {
  // Of commander.
  "unknown command '{0}'": [
    '没有命令“{0}”',
    'コマンド「{0}」はありません',
    "'{0}' 명령은 없습니다",
  ],
  "unknown option '{0}'": [
    '没有选项“{0}”',
    'オプション「{0}」はありません',
    "'{0}' 옵션은 없습니다",
  ],
  "missing required argument '{0}'": [
    '缺少参数“{0}”',
    '引数「{0}」がありません',
    "'{0}' 인수가 없습니다",
  ],
  "option '{0}' argument missing": [
    '选项“{0}”缺少值',
    'オプション「{0}」の値がありません',
    "'{0}' 옵션의 값이 없습니다",
  ],
  "option '{0}' argument '{1}' is invalid. Allowed choices are {2}.": [
    '选项“{0}”的值“{1}”无效，可用的值：{2}。',
    'オプション「{0}」の値「{1}」は無効です。使える値: {2}。',
    "'{0}' 옵션의 값 '{1}'이(가) 잘못되었습니다. 가능한 값: {2}.",
  ],
  "option '{0}' argument '{1}' is invalid. {2}": [
    '选项“{0}”的值“{1}”无效。{2}',
    'オプション「{0}」の値「{1}」は無効です。{2}',
    "'{0}' 옵션의 값 '{1}'이(가) 잘못되었습니다. {2}",
  ],
  "command-argument value '{0}' is invalid for argument '{1}'. Allowed choices are {2}.": [
    '参数“{1}”的值“{0}”无效，可用的值：{2}。',
    '引数「{1}」の値「{0}」は無効です。使える値: {2}。',
    "'{1}' 인수의 값 '{0}'이(가) 잘못되었습니다. 가능한 값: {2}.",
  ],
  "too many arguments for '{0}'. Expected {1} but got {2}.": [
    '“{0}”的参数太多：需要 {1}，实际为 {2}。',
    '「{0}」の引数が多すぎます。{1} に対し {2}。',
    "'{0}'의 인수가 너무 많습니다. {1} 대신 {2}.",
  ],
  'It must be a positive integer.': [
    '必须是正整数。',
    '正の整数が必要です。',
    '양의 정수여야 합니다.',
  ],
  'It must be one of {0}.': [
    '必须是以下之一：{0}。',
    '次のいずれかが必要です: {0}。',
    '다음 중 하나여야 합니다: {0}.',
  ],
  'It must be a number from 0 (any free one) to 65535.': [
    '必须是 0（任意空闲端口）到 65535 的数。',
    '0（空いているもの）から 65535 までの数が必要です。',
    '0(빈 포트)부터 65535까지의 수여야 합니다.',
  ],
  'It must not be empty.': ['不能为空。', '空にできません。', '비어 있으면 안 됩니다.'],
  'An empty key verifies nothing. Give the NotifyKey of the task, or leave the option out.': [
    '空的 key 什么都校验不了。请给出任务的 NotifyKey，或不用此选项。',
    '空の key では何も検証できません。タスクの NotifyKey を指定するか、このオプションを外してください。',
    '빈 key로는 아무것도 검증할 수 없습니다. 작업의 NotifyKey를 지정하거나 이 옵션을 빼세요.',
  ],
  '(Did you mean {0}?)': ['（是否指 {0}？）', '（{0} のことですか？）', '({0}을(를) 뜻하셨나요?)'],
  '(mps-webhook --help says what there is)': [
    '（用 mps-webhook --help 查看全部命令）',
    '（mps-webhook --help で一覧を表示）',
    '(mps-webhook --help로 목록 보기)',
  ],

  // Usage errors.
  'there is no {0}': ['没有 {0}', '{0} がありません', '{0}이(가) 없습니다'],
  'there is no folder {0}': [
    '没有文件夹 {0}',
    'フォルダー {0} がありません',
    '{0} 폴더가 없습니다',
  ],
  '{0} cannot be read: {1}': [
    '无法读取 {0}：{1}',
    '{0} を読めません: {1}',
    '{0}을(를) 읽을 수 없습니다: {1}',
  ],
  '{0} cannot be written: {1}': [
    '无法写入 {0}：{1}',
    '{0} に書けません: {1}',
    '{0}에 쓸 수 없습니다: {1}',
  ],
  '{0} has no variables; a line of it must be NAME=value': [
    '{0} 中没有变量；每行应为 NAME=value',
    '{0} に変数がありません。各行は NAME=value です',
    '{0}에 변수가 없습니다. 각 줄은 NAME=value여야 합니다',
  ],
  '{0} is not JSON: {1}; it has to be one object with the options, as docs/configuration.md has it':
    [
      '{0} 不是 JSON：{1}；它应当是一个包含选项的对象，见 docs/configuration.md',
      '{0} は JSON ではありません: {1}。docs/configuration.md のとおり、オプションのオブジェクト 1 つが必要です',
      '{0}은(는) JSON이 아닙니다: {1}. docs/configuration.md와 같은 옵션 객체 하나여야 합니다',
    ],
  '{0} names no bucket; write it as cos://bucket/prefix': [
    '{0} 没有指明存储桶；请写成 cos://存储桶/前缀',
    '{0} にバケットがありません。cos://バケット/プレフィックス と書いてください',
    '{0}에 버킷이 없습니다. cos://버킷/접두사로 쓰세요',
  ],
  'no region is known; name it with --region, such as ap-guangzhou': [
    '没有指定地域；请用 --region 指定，如 ap-guangzhou',
    'リージョンがわかりません。--region で指定してください。例: ap-guangzhou',
    '리전을 알 수 없습니다. --region으로 지정하세요. 예: ap-guangzhou',
  ],
  'there is no region {0}; did you mean {1}?': [
    '没有地域 {0}；是否指 {1}？',
    'リージョン {0} はありません。{1} のことですか？',
    '{0} 리전은 없습니다. {1}을(를) 뜻하셨나요?',
  ],
  'there is no region {0}': ['没有地域 {0}', 'リージョン {0} はありません', '{0} 리전은 없습니다'],
  '{0} is not a region; write it as ap-guangzhou': [
    '{0} 不是地域；请写成 ap-guangzhou 这样',
    '{0} はリージョンではありません。ap-guangzhou のように書いてください',
    '{0}은(는) 리전이 아닙니다. ap-guangzhou처럼 쓰세요',
  ],
  '{0} is not a region': [
    '{0} 不是地域',
    '{0} はリージョンではありません',
    '{0}은(는) 리전이 아닙니다',
  ],
  'write it as ap-guangzhou': [
    '请写成 ap-guangzhou 这样',
    'ap-guangzhou のように書いてください',
    'ap-guangzhou처럼 쓰세요',
  ],
  '--type {0}: there is no such type of event; did you mean {1}?': [
    '--type {0}：没有这种事件类型；是否指 {1}？',
    '--type {0}: そのような種類のイベントはありません。{1} のことですか？',
    '--type {0}: 그런 종류의 이벤트는 없습니다. {1}을(를) 뜻하셨나요?',
  ],
  '--type {0}: there is no such type of event; there are {1} (what this version does not know)': [
    '--type {0}：没有这种事件类型；有 {1}（本版本不认识的类型）',
    '--type {0}: そのような種類のイベントはありません。あるのは {1}（この版が知らない種類）です',
    '--type {0}: 그런 종류의 이벤트는 없습니다. 있는 것: {1}(이 버전이 모르는 종류)',
  ],
  'there are no keys to deploy with; set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (CAM console, API keys), and TENCENTCLOUD_SECURITY_TOKEN with temporary ones':
    [
      '没有可用于部署的密钥；请设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY（CAM 控制台，API 密钥），临时密钥还需 TENCENTCLOUD_SECURITY_TOKEN',
      'デプロイ用の鍵がありません。TENCENTCLOUD_SECRET_ID と TENCENTCLOUD_SECRET_KEY（CAM コンソールの API キー）、一時的な鍵では TENCENTCLOUD_SECURITY_TOKEN も設定してください',
      '배포할 키가 없습니다. TENCENTCLOUD_SECRET_ID와 TENCENTCLOUD_SECRET_KEY(CAM 콘솔의 API 키)를, 임시 키라면 TENCENTCLOUD_SECURITY_TOKEN도 설정하세요',
    ],
  'port {0} is taken; choose another one with --port': [
    '端口 {0} 已被占用；请用 --port 换一个',
    'ポート {0} は使用中です。--port で別のものを選んでください',
    '{0} 포트는 사용 중입니다. --port로 다른 포트를 고르세요',
  ],

  // What doctor finds: by itself, …
  'they are valid': ['有效', '有効です', '유효합니다'],
  'did you mean {0}?': ['是否指 {0}？', '{0} のことですか？', '{0}을(를) 뜻하셨나요?'],
  'look for its right name in docs/configuration.md': [
    '请在 docs/configuration.md 中查找正确的名称',
    '正しい名前は docs/configuration.md にあります',
    '올바른 이름은 docs/configuration.md에서 찾으세요',
  ],
  '{0} is no variable of the function: it does nothing': [
    '{0} 不是函数的变量，不起作用',
    '{0} は関数の変数ではなく、効果がありません',
    '{0}은(는) 함수의 변수가 아니며 효과가 없습니다',
  ],
  'this machine has no keys to look at the bucket and the functions with': [
    '本机没有可用来查看存储桶和函数的密钥',
    'このマシンには、バケットと関数を調べる鍵がありません',
    '이 컴퓨터에는 버킷과 함수를 살펴볼 키가 없습니다',
  ],
  'set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY here. The function needs none: it has those of its execution role':
    [
      '请在本机设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY。函数不需要：它使用其运行角色的密钥',
      'ここで TENCENTCLOUD_SECRET_ID と TENCENTCLOUD_SECRET_KEY を設定してください。関数には不要です: 実行ロールの鍵を使います',
      '여기에서 TENCENTCLOUD_SECRET_ID와 TENCENTCLOUD_SECRET_KEY를 설정하세요. 함수에는 필요 없습니다: 실행 역할의 키를 씁니다',
    ],
  "COS_REGION is not set, and here the function's own region is not known": [
    '未设置 COS_REGION，而在本机无从得知函数所在的地域',
    'COS_REGION が設定されておらず、ここでは関数のリージョンがわかりません',
    'COS_REGION이 설정되지 않았고, 여기서는 함수의 리전을 알 수 없습니다',
  ],
  'set COS_REGION, or TENCENTCLOUD_REGION to the region of the function': [
    '请设置 COS_REGION，或把 TENCENTCLOUD_REGION 设为函数的地域',
    'COS_REGION を設定するか、TENCENTCLOUD_REGION を関数のリージョンにしてください',
    'COS_REGION을 설정하거나 TENCENTCLOUD_REGION을 함수의 리전으로 설정하세요',
  ],
  'correct this environment variable, or this field of the options, and call the command again': [
    '请改正此环境变量或选项中的此字段，再次运行命令',
    'この環境変数、またはオプションのこの項目を直し、もう一度実行してください',
    '이 환경 변수 또는 옵션의 이 항목을 고치고 명령을 다시 실행하세요',
  ],
  'correct this environment variable, or this field of the options, and deploy again': [
    '请改正此环境变量或选项中的此字段，再次部署',
    'この環境変数、またはオプションのこの項目を直し、もう一度デプロイしてください',
    '이 환경 변수 또는 옵션의 이 항목을 고치고 다시 배포하세요',
  ],
  'permanent, {0}': ['永久密钥，{0}', '永続的な鍵、{0}', '영구 키, {0}'],
  'temporary, {0}': ['临时密钥，{0}', '一時的な鍵、{0}', '임시 키, {0}'],
  'none is set: nothing will be stored': [
    '未设置：不会存储任何内容',
    '設定されていません: 何も保存されません',
    '설정되지 않았습니다: 아무것도 저장되지 않습니다',
  ],
  'set COS_BUCKET to the name with the APPID, such as results-1250000000': [
    '请把 COS_BUCKET 设为带 APPID 的名称，如 results-1250000000',
    'COS_BUCKET を APPID 付きの名前にしてください。例: results-1250000000',
    'COS_BUCKET을 APPID가 붙은 이름으로 설정하세요. 예: results-1250000000',
  ],
  'writing was not tried: --write does it': [
    '未尝试写入：加 --write 则尝试',
    '書き込みは試していません: --write で試します',
    '쓰기는 시도하지 않았습니다: --write로 시도합니다',
  ],
  '{0} was not notified: --send does it': [
    '未通知 {0}：加 --send 则通知',
    '{0} には通知していません: --send で通知します',
    '{0}에 알리지 않았습니다: --send로 알립니다',
  ],
  '{0} was notified': ['已通知 {0}', '{0} に通知しました', '{0}에 알렸습니다'],
  '{0} was not notified: its filter excludes failed workflow tasks': [
    '未通知 {0}：其过滤条件不含失败的工作流任务',
    '{0} には通知していません: フィルターが失敗したワークフローを除外しています',
    '{0}에 알리지 않았습니다: 필터가 실패한 워크플로 작업을 제외합니다',
  ],
  '{0} could not be notified: {1}': [
    '无法通知 {0}：{1}',
    '{0} に通知できません: {1}',
    '{0}에 알릴 수 없습니다: {1}',
  ],
  "compare its URL or key, its secret and its security settings with the group's bot": [
    '请把 URL 或 key、密钥和安全设置与群机器人核对',
    'URL または key、シークレット、セキュリティ設定をグループのボットと照合してください',
    'URL 또는 key, 시크릿, 보안 설정을 그룹 봇과 비교하세요',
  ],
  'those over HTTP must be signed': [
    'HTTP 回调必须签名',
    'HTTP のコールバックには署名が必要です',
    'HTTP 콜백은 서명되어야 합니다',
  ],
  'those over HTTP would not be verified': [
    '不会校验 HTTP 回调',
    'HTTP のコールバックは検証されません',
    'HTTP 콜백은 검증되지 않습니다',
  ],
  'anybody who knows the URL can send events: MPS_NOTIFY_KEY is not set': [
    '任何知道 URL 的人都能发送事件：未设置 MPS_NOTIFY_KEY',
    'URL を知る誰もがイベントを送れます: MPS_NOTIFY_KEY が設定されていません',
    'URL을 아는 누구나 이벤트를 보낼 수 있습니다: MPS_NOTIFY_KEY가 설정되지 않았습니다',
  ],
  "set it to the task's NotifyKey": [
    '请设为任务的 NotifyKey',
    'タスクの NotifyKey を設定してください',
    '작업의 NotifyKey로 설정하세요',
  ],
  '{0} cannot be reached: {1}': [
    '无法连接 {0}：{1}',
    '{0} に接続できません: {1}',
    '{0}에 연결할 수 없습니다: {1}',
  ],
  'compare the region with the console, if this machine reaches other hosts': [
    '若本机能连接其他主机，请与控制台核对地域',
    'このマシンから他のホストに接続できるなら、リージョンをコンソールと照合してください',
    '이 컴퓨터가 다른 호스트에 연결된다면 리전을 콘솔과 비교하세요',
  ],
  'look at network, proxy (HTTPS_PROXY) and firewall of this machine': [
    '请检查本机的网络、代理（HTTPS_PROXY）和防火墙',
    'このマシンのネットワーク、プロキシ（HTTPS_PROXY）、ファイアウォールを確認してください',
    '이 컴퓨터의 네트워크, 프록시(HTTPS_PROXY), 방화벽을 확인하세요',
  ],
  'Everything that was looked at is as it must be.': [
    '检查过的一切正常。',
    '調べたものはすべて問題ありません。',
    '살펴본 것은 모두 정상입니다.',
  ],
  '{0} to fix, {1} to check.': [
    '{0} 项需要修正，{1} 项需要确认。',
    '修正 {0} 件、確認 {1} 件。',
    '고칠 것 {0}개, 확인할 것 {1}개.',
  ],

  // … of a deployed function, …
  'it is {0}, not Active': [
    '状态为 {0}，不是 Active',
    '状態が Active ではなく {0} です',
    '상태가 Active가 아니라 {0}입니다',
  ],
  'look at it in the SCF console': [
    '请在 SCF 控制台查看',
    'SCF コンソールで確認してください',
    'SCF 콘솔에서 확인하세요',
  ],
  'its handler is {0}': ['其入口为 {0}', 'ハンドラーが {0} です', '핸들러가 {0}입니다'],
  'set it to {0}': ['请设为 {0}', '{0} に設定してください', '{0}(으)로 설정하세요'],
  'it has no execution role, so it has no credentials': [
    '没有运行角色，因此没有密钥',
    '実行ロールがないので、認証情報がありません',
    '실행 역할이 없어 자격 증명이 없습니다',
  ],
  'bind one that may call cos:PutObject and cos:GetObject': [
    '请绑定一个可调用 cos:PutObject 和 cos:GetObject 的角色',
    'cos:PutObject と cos:GetObject を呼べるロールを割り当ててください',
    'cos:PutObject와 cos:GetObject를 호출할 수 있는 역할을 연결하세요',
  ],
  'its timeout is {0} s: there is no time to try anything again': [
    '超时为 {0} 秒：没有时间重试',
    'タイムアウトが {0} 秒です: やり直す時間がありません',
    '시간 제한이 {0}초입니다: 다시 시도할 시간이 없습니다',
  ],
  'it has none that is on: it is called by nobody': [
    '没有启用的触发器：不会被调用',
    '有効なトリガーがありません: 呼ばれません',
    '켜진 트리거가 없습니다: 호출되지 않습니다',
  ],
  'make one in the SCF console, under Trigger Management': [
    '请在 SCF 控制台的“触发管理”中创建',
    'SCF コンソールのトリガー管理で作成してください',
    'SCF 콘솔의 트리거 관리에서 만드세요',
  ],
  'there is no function {0} in this region and namespace': [
    '此地域和命名空间中没有函数 {0}',
    'このリージョンと名前空間に関数 {0} はありません',
    '이 리전과 네임스페이스에 {0} 함수가 없습니다',
  ],

  // … and by what services answer.
  '{0} is there and may be read': [
    '{0} 存在且可读',
    '{0} はあり、読めます',
    '{0}이(가) 있고 읽을 수 있습니다',
  ],
  '{0} was written': ['已写入 {0}', '{0} を書きました', '{0}을(를) 썼습니다'],
  '{0} was deleted': ['已删除 {0}', '{0} を消しました', '{0}을(를) 지웠습니다'],
  '{0} was written and could not be deleted': [
    '已写入 {0}，但无法删除',
    '{0} を書きましたが、消せません',
    '{0}을(를) 썼지만 지울 수 없습니다',
  ],
  'delete it in the console; the function never deletes, so its role need not be allowed to': [
    '请在控制台删除；函数从不删除，其角色无需此权限',
    'コンソールで消してください。関数は削除しないので、ロールにその権限は不要です',
    '콘솔에서 지우세요. 함수는 지우지 않으므로 역할에 이 권한은 필요 없습니다',
  ],
  '{0} is somewhere else: COS answered {1}': [
    '{0} 在别处：COS 返回 {1}',
    '{0} は別の場所にあります: COS の応答 {1}',
    '{0}은(는) 다른 곳에 있습니다: COS 응답 {1}',
  ],
  'set COS_REGION to the region that the COS console shows for the bucket': [
    '请把 COS_REGION 设为 COS 控制台显示的该存储桶的地域',
    'COS_REGION を COS コンソールが示すバケットのリージョンにしてください',
    'COS_REGION을 COS 콘솔이 보여 주는 버킷의 리전으로 설정하세요',
  ],
  'give the role name/cos:{0} on this prefix; compare region, APPID and bucket in the policy': [
    '请为角色授予此前缀上的 name/cos:{0}；核对策略中的地域、APPID 和存储桶',
    'ロールにこのプレフィックスの name/cos:{0} を許可し、ポリシーのリージョン、APPID、バケットを照合してください',
    '역할에 이 접두사의 name/cos:{0}을(를) 허용하고 정책의 리전, APPID, 버킷을 비교하세요',
  ],
  'the keys may not read {0}': [
    '密钥无权读取 {0}',
    'この鍵では {0} を読めません',
    '이 키로는 {0}을(를) 읽을 수 없습니다',
  ],
  'the keys may not write {0}': [
    '密钥无权写入 {0}',
    'この鍵では {0} に書けません',
    '이 키로는 {0}에 쓸 수 없습니다',
  ],
  'there is no bucket {0}': ['没有存储桶 {0}', 'バケット {0} がありません', '{0} 버킷이 없습니다'],
  'compare COS_BUCKET (with its APPID) and COS_REGION with the COS console': [
    '请把 COS_BUCKET（含 APPID）和 COS_REGION 与 COS 控制台核对',
    'COS_BUCKET（APPID 付き）と COS_REGION を COS コンソールと照合してください',
    'COS_BUCKET(APPID 포함)과 COS_REGION을 COS 콘솔과 비교하세요',
  ],
  'COS does not know the SecretId': [
    'COS 不认识此 SecretId',
    'COS はこの SecretId を知りません',
    'COS가 이 SecretId를 모릅니다',
  ],
  'compare it with the CAM console; of temporary keys all three parts belong together': [
    '请与 CAM 控制台核对；临时密钥的三个部分须配套',
    'CAM コンソールと照合してください。一時的な鍵は 3 つの部分が揃いです',
    'CAM 콘솔과 비교하세요. 임시 키는 세 부분이 한 벌입니다',
  ],
  'the SecretKey does not belong to the SecretId': [
    'SecretKey 与 SecretId 不匹配',
    'SecretKey が SecretId のものではありません',
    'SecretKey가 SecretId의 것이 아닙니다',
  ],
  'copy both again, without spaces or line breaks': [
    '请重新复制两者，不要带空格或换行',
    '空白や改行を入れずに、両方をコピーし直してください',
    '공백이나 줄 바꿈 없이 둘 다 다시 복사하세요',
  ],
  'the temporary keys have expired': [
    '临时密钥已过期',
    '一時的な鍵の期限が切れています',
    '임시 키가 만료되었습니다',
  ],
  'get new ones; in the function they are always fresh': [
    '请重新获取；在函数中总是最新的',
    '取り直してください。関数の中では常に新しいものです',
    '새로 받으세요. 함수 안에서는 항상 최신입니다',
  ],
  "this machine's clock is {0} s behind the service's": [
    '本机时钟比服务慢 {0} 秒',
    'このマシンの時計はサービスより {0} 秒遅れています',
    '이 컴퓨터의 시계가 서비스보다 {0}초 느립니다',
  ],
  "this machine's clock is {0} s ahead of the service's": [
    '本机时钟比服务快 {0} 秒',
    'このマシンの時計はサービスより {0} 秒進んでいます',
    '이 컴퓨터의 시계가 서비스보다 {0}초 빠릅니다',
  ],
  'set the clock': ['请校准时钟', '時計を合わせてください', '시계를 맞추세요'],
  '{0} is {1}, not Active': [
    '{0} 的状态为 {1}，不是 Active',
    '{0} の状態が Active ではなく {1} です',
    '{0}의 상태가 Active가 아니라 {1}입니다',
  ],
  'see "One rule holds for every option" in docs/configuration.md': [
    '见 docs/configuration.md 中的 “One rule holds for every option”',
    'docs/configuration.md の「One rule holds for every option」を見てください',
    'docs/configuration.md의 "One rule holds for every option"을 보세요',
  ],
  'the account is in arrears': [
    '账户已欠费',
    'アカウントに未払いがあります',
    '계정에 미납이 있습니다',
  ],
  'try again later': ['请稍后再试', '後でもう一度試してください', '나중에 다시 시도하세요'],
  '{0} is there': ['{0} 存在', '{0} はあります', '{0}이(가) 있습니다'],
  'compare name, qualifier, namespace and region with the SCF console; a qualifier is a version or alias that was published':
    [
      '请把名称、qualifier、命名空间和地域与 SCF 控制台核对；qualifier 是已发布的版本或别名',
      '名前、qualifier、名前空間、リージョンを SCF コンソールと照合してください。qualifier は公開されたバージョンまたはエイリアスです',
      '이름, qualifier, 네임스페이스, 리전을 SCF 콘솔과 비교하세요. qualifier는 게시된 버전 또는 별칭입니다',
    ],
  'there is no function {0} ({1})': [
    '没有函数 {0}（{1}）',
    '関数 {0} がありません（{1}）',
    '{0} 함수가 없습니다({1})',
  ],
  'whether {0} is there could not be looked up ({1})': [
    '无法查询 {0} 是否存在（{1}）',
    '{0} があるか調べられません（{1}）',
    '{0}이(가) 있는지 조회할 수 없습니다({1})',
  ],
  'these keys may not call scf:GetFunction; the function itself needs scf:InvokeFunction only': [
    '此密钥无权调用 scf:GetFunction；函数本身只需要 scf:InvokeFunction',
    'この鍵では scf:GetFunction を呼べません。関数自体に必要なのは scf:InvokeFunction だけです',
    '이 키로는 scf:GetFunction을 호출할 수 없습니다. 함수 자체에는 scf:InvokeFunction만 필요합니다',
  ],
  'the SCF API answered {0} and no result': [
    'SCF API 返回 {0}，没有结果',
    'SCF API の応答は {0} で、結果がありません',
    'SCF API 응답은 {0}이고 결과가 없습니다',
  ],
  'COS answered {0}': ['COS 返回 {0}', 'COS の応答: {0}', 'COS 응답: {0}'],
  'look the code up in the documentation of COS (436/7730)': [
    '请在 COS 文档（436/7730）中查找该错误码',
    'COS のドキュメント（436/7730）でエラーコードを調べてください',
    'COS 문서(436/7730)에서 오류 코드를 찾으세요',
  ],
  'COS finds the clock of this machine wrong by more than 15 minutes': [
    'COS 认为本机时钟相差超过 15 分钟',
    'COS によると、このマシンの時計は 15 分以上ずれています',
    'COS에 따르면 이 컴퓨터의 시계가 15분 넘게 어긋납니다',
  ],
  'COS finds the signature expired or not yet valid: the clock of this machine is wrong': [
    'COS 认为签名已过期或尚未生效：本机时钟有误',
    'COS によると署名は期限切れか、まだ有効ではありません: このマシンの時計がずれています',
    'COS에 따르면 서명이 만료되었거나 아직 유효하지 않습니다: 이 컴퓨터의 시계가 틀립니다',
  ],
  'top up the account in the billing console': [
    '请在费用中心充值',
    '課金コンソールで入金してください',
    '결제 콘솔에서 충전하세요',
  ],
  '{0}, {1} MB, {2} s, role {3}': [
    '{0}，{1} MB，{2} 秒，角色 {3}',
    '{0}、{1} MB、{2} 秒、ロール {3}',
    '{0}, {1} MB, {2}초, 역할 {3}',
  ],
  'The clock of this machine is wrong: set it, then run it again': [
    '本机时钟有误：请校准后再次运行',
    'このマシンの時計がずれています: 合わせてから、もう一度実行してください',
    '이 컴퓨터의 시계가 틀립니다: 맞춘 다음 다시 실행하세요',
  ],
  'There is no such SecretId: compare TENCENTCLOUD_SECRET_ID with the CAM console': [
    '没有此 SecretId：请把 TENCENTCLOUD_SECRET_ID 与 CAM 控制台核对',
    'その SecretId はありません: TENCENTCLOUD_SECRET_ID を CAM コンソールと照合してください',
    '그런 SecretId가 없습니다: TENCENTCLOUD_SECRET_ID를 CAM 콘솔과 비교하세요',
  ],
  'TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID': [
    'TENCENTCLOUD_SECRET_KEY 与 TENCENTCLOUD_SECRET_ID 不匹配',
    'TENCENTCLOUD_SECRET_KEY が TENCENTCLOUD_SECRET_ID のものではありません',
    'TENCENTCLOUD_SECRET_KEY가 TENCENTCLOUD_SECRET_ID의 것이 아닙니다',
  ],
  'TENCENTCLOUD_SECURITY_TOKEN is missing or has expired; get new temporary keys': [
    '缺少 TENCENTCLOUD_SECURITY_TOKEN 或已过期；请重新获取临时密钥',
    'TENCENTCLOUD_SECURITY_TOKEN がないか、期限切れです。一時的な鍵を取り直してください',
    'TENCENTCLOUD_SECURITY_TOKEN이 없거나 만료되었습니다. 임시 키를 새로 받으세요',
  ],
  'There is no such region, or it has no SCF; take another with --region': [
    '没有此地域，或该地域没有 SCF；请用 --region 换一个',
    'そのリージョンがないか、SCF がありません。--region で別のものを指定してください',
    '그런 리전이 없거나 SCF가 없습니다. --region으로 다른 것을 지정하세요',
  ],
  'Too many requests at once; run it again in a minute': [
    '请求过多；请一分钟后再次运行',
    'リクエストが多すぎます。1 分後にもう一度実行してください',
    '요청이 너무 많습니다. 1분 뒤에 다시 실행하세요',
  ],
  'The account is in arrears': [
    '账户已欠费',
    'アカウントに未払いがあります',
    '계정에 미납이 있습니다',
  ],
};
