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
  'an argument is empty; is a variable of the shell not set?': [
    '有一个参数为空；是否有 shell 变量没有设置？',
    '空の引数があります。シェルの変数が設定されていないのではありませんか？',
    '비어 있는 인수가 있습니다. 셸 변수가 설정되지 않았습니까?',
  ],
  '{0} is empty; is a variable of the shell not set?': [
    '{0} 的值为空；是否有 shell 变量没有设置？',
    '{0} の値が空です。シェルの変数が設定されていないのではありませんか？',
    '{0} 값이 비어 있습니다. 셸 변수가 설정되지 않았습니까?',
  ],
  'it is UTF-16, as Windows PowerShell writes what `>` gets': [
    '文件是 UTF-16 编码，Windows PowerShell 的 `>` 会这样写',
    'UTF-16 です。Windows PowerShell の `>` はこの形で書きます',
    'UTF-16입니다. Windows PowerShell의 `>`가 이렇게 씁니다',
  ],
  'save it as UTF-8, in Windows PowerShell with `| Set-Content -Encoding utf8 event.json`': [
    '请存为 UTF-8，在 Windows PowerShell 中用 `| Set-Content -Encoding utf8 event.json`',
    'UTF-8 で保存してください。Windows PowerShell では `| Set-Content -Encoding utf8 event.json` を使います',
    'UTF-8로 저장하세요. Windows PowerShell에서는 `| Set-Content -Encoding utf8 event.json`을 씁니다',
  ],
  'its name is not UTF-8; rename it': [
    '文件名不是 UTF-8，请改名',
    '名前が UTF-8 ではありません。名前を変えてください',
    '이름이 UTF-8이 아닙니다. 이름을 바꾸세요',
  ],
  'read other keys of the bucket; this one is not of an archive': [
    '请读取存储桶中的其他对象键，它不属于归档',
    'バケットの他のキーを読んでください。これはアーカイブのものではありません',
    '버킷의 다른 키를 읽으세요. 이것은 아카이브의 것이 아닙니다',
  ],
  'see what the service answered, and try again': [
    '请查看服务的返回，然后重试',
    'サービスの応答を確かめて、もう一度試してください',
    '서비스의 응답을 확인하고 명령을 다시 실행하세요',
  ],
  'see that the bucket can be reached, and call the command again': [
    '请确认能访问该存储桶，然后再次运行命令',
    'バケットに届くことを確かめて、コマンドをもう一度実行してください',
    '버킷에 접근할 수 있는지 확인하고 명령을 다시 실행하세요',
  ],
  '{0} has more than 50 MB: SCF does not take it': [
    '{0} 超过 50 MB，SCF 不接受',
    '{0} は 50 MB を超えているため、SCF が受け付けません',
    '{0}은(는) 50 MB를 넘어 SCF가 받지 않습니다',
  ],
  'GetFunction answered without a {0} that can be read': [
    'GetFunction 的返回中没有可读的 {0}',
    'GetFunction の応答に読める {0} がありません',
    'GetFunction의 응답에 읽을 수 있는 {0}이(가) 없습니다',
  ],
  'Look at the function in the SCF console, and run it again': [
    '请在 SCF 控制台查看该函数，然后再次运行',
    'SCF コンソールで関数を確かめて、もう一度実行してください',
    'SCF 콘솔에서 함수를 확인하고 다시 실행하세요',
  ],
  'this JavaScript engine has no WebAssembly': [
    '这个 JavaScript 引擎没有 WebAssembly',
    'この JavaScript エンジンには WebAssembly がありません',
    '이 JavaScript 엔진에는 WebAssembly가 없습니다',
  ],
  'start it without flags that turn WebAssembly off, such as --jitless of Node.js': [
    '启动时请不要使用关闭 WebAssembly 的参数，例如 Node.js 的 --jitless',
    'WebAssembly を無効にするフラグ（Node.js の --jitless など）なしで起動してください',
    'WebAssembly를 끄는 플래그(예: Node.js의 --jitless) 없이 시작하세요',
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
  'the folder {0} was made: what is put into it is taken': [
    '已创建文件夹 {0}：放入其中的文件会被接收',
    'フォルダー {0} を作成しました。入れたファイルを受け取ります',
    '폴더 {0}을(를) 만들었습니다. 넣은 파일을 받습니다',
  ],
  'messages are in {0}, as those of a deployed function; NOTIFY_LANG={1} changes that': [
    '消息使用 {0}，与部署后的函数相同；设置 NOTIFY_LANG={1} 可更改',
    'メッセージは、デプロイした関数と同じく {0} です。NOTIFY_LANG={1} で変わります',
    '메시지는 배포된 함수와 같이 {0}입니다. NOTIFY_LANG={1}로 바꿀 수 있습니다',
  ],
  'messages are in {0}, by --lang; those of a deployed function are in {1} unless NOTIFY_LANG is {2}':
    [
      '消息按 --lang 使用 {0}；部署后的函数使用 {1}，除非设置 NOTIFY_LANG 为 {2}',
      'メッセージは --lang により {0} です。デプロイした関数では、NOTIFY_LANG を {2} にしない限り {1} です',
      '메시지는 --lang에 따라 {0}입니다. 배포된 함수에서는 NOTIFY_LANG을 {2}로 하지 않으면 {1}입니다',
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
  '{0}, line {1}: {2}': ['{0} 第 {1} 行：{2}', '{0} の {1} 行目: {2}', '{0} {1}번째 줄: {2}'],
  '{0}: it must be NAME=value, with a name of 2 letters, digits or _ at least that begins with a letter':
    [
      '{0}：应为 NAME=value，名称以字母开头，由至少 2 个字母、数字或 _ 组成',
      '{0}: NAME=value の形にしてください。名前は英字で始まる 2 文字以上の英数字または _ です',
      '{0}: NAME=value 형식이어야 합니다. 이름은 영문자로 시작하는 2자 이상의 영문자, 숫자 또는 _입니다',
    ],
  '{0} has more than 1 MB: it cannot be a file of options': [
    '{0} 超过 1 MB：不可能是选项文件',
    '{0} は 1 MB を超えています。オプションのファイルではありません',
    '{0}이(가) 1 MB를 넘습니다. 옵션 파일일 수 없습니다',
  ],
  '{0}, line {1}: it must be NAME=value': [
    '{0} 第 {1} 行：应为 NAME=value',
    '{0} の {1} 行目: NAME=value の形にしてください',
    '{0} {1}번째 줄: NAME=value 형식이어야 합니다',
  ],
  'it must be NAME=value': [
    '应为 NAME=value',
    'NAME=value でなければなりません',
    'NAME=value여야 합니다',
  ],
  'the quote at the beginning of the value has no end': [
    '值开头的引号没有结束',
    '値の先頭の引用符が閉じられていません',
    '값의 첫 따옴표가 닫히지 않았습니다',
  ],
  'behind the quotes of the value stands something else': [
    '值的引号后面还有其他内容',
    '値の引用符の後に別の文字があります',
    '값의 따옴표 뒤에 다른 내용이 있습니다',
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
  'what is set is not a region; write it as ap-guangzhou': [
    '所设置的值不是地域；请写成 ap-guangzhou 这样',
    '設定された値はリージョンではありません。ap-guangzhou のように書いてください',
    '설정한 값은 리전이 아닙니다. ap-guangzhou처럼 쓰세요',
  ],
  'what is set is not a region': [
    '所设置的值不是地域',
    '設定された値はリージョンではありません',
    '설정한 값은 리전이 아닙니다',
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

  '1 argument': ['1 个参数', '引数 1 個', '인수 1개'],
  '{0} arguments': ['{0} 个参数', '引数 {0} 個', '인수 {0}개'],
  '(Did you mean one of {0}?)': [
    '（是否指以下之一：{0}？）',
    '（次のいずれかですか: {0}？）',
    '(다음 중 하나를 뜻하셨나요: {0}?)',
  ],
  "option '{0}' cannot be used with option '{1}'": [
    '选项“{0}”不能与“{1}”同时使用',
    'オプション「{0}」は「{1}」と同時に使えません',
    "'{0}' 옵션은 '{1}'과(와) 함께 쓸 수 없습니다",
  ],
  '(mps-webhook {0} --help says how it is called)': [
    '（用法见 mps-webhook {0} --help）',
    '（使い方: mps-webhook {0} --help）',
    '(사용법: mps-webhook {0} --help)',
  ],
  "command-argument value '{0}' is invalid for argument '{1}'. {2}": [
    '参数“{1}”的值“{0}”无效。{2}',
    '引数「{1}」の値「{0}」は無効です。{2}',
    "'{1}' 인수의 값 '{0}'이(가) 잘못되었습니다. {2}",
  ],
  'Did you mean {0}?': ['是否指 {0}？', '{0} のことですか？', '{0}을(를) 뜻하셨나요?'],
  'The option --list prints the names.': [
    '用选项 --list 列出名称。',
    'オプション --list で名前を表示します。',
    '--list 옵션으로 이름을 출력합니다.',
  ],
  '{0} is not JSON ({1}); it has to be one object with the options, as docs/configuration.md has it':
    [
      '{0} 不是 JSON（{1}）；它应当是一个包含选项的对象，见 docs/configuration.md',
      '{0} は JSON ではありません（{1}）。docs/configuration.md のとおり、オプションのオブジェクト 1 つが必要です',
      '{0}은(는) JSON이 아닙니다({1}). docs/configuration.md와 같은 옵션 객체 하나여야 합니다',
    ],
  '{0} is not JSON{1}; it has to be one object with the options, as docs/configuration.md has it': [
    '{0} 不是 JSON{1}；它应当是一个包含选项的对象，见 docs/configuration.md',
    '{0} は JSON ではありません{1}。docs/configuration.md のとおり、オプションのオブジェクト 1 つが必要です',
    '{0}은(는) JSON이 아닙니다{1}. docs/configuration.md와 같은 옵션 객체 하나여야 합니다',
  ],
  '{0} is null; it has to be one object with the options, as docs/configuration.md has it': [
    '{0} 的内容是 null；它应当是一个包含选项的对象，见 docs/configuration.md',
    '{0} は null です。docs/configuration.md のとおり、オプションのオブジェクト 1 つが必要です',
    '{0}은(는) null입니다. docs/configuration.md와 같은 옵션 객체 하나여야 합니다',
  ],
  'line {0} column {1}': ['第 {0} 行第 {1} 列', '{0} 行 {1} 列', '{0}행 {1}열'],
  'line {0}, column {1}, byte {2}': [
    '第 {0} 行，第 {1} 列，第 {2} 字节',
    '{0} 行 {1} 列、{2} バイト目',
    '{0}행 {1}열, {2}바이트',
  ],
  'column {0}, byte {1}': ['第 {0} 列，第 {1} 字节', '{0} 列、{1} バイト目', '{0}열, {1}바이트'],
  'byte {0} of the text in its envelope': [
    '封装内文本的第 {0} 字节',
    '封筒内のテキストの {0} バイト目',
    '봉투 안 텍스트의 {0}바이트',
  ],
  'it is unknown how the task ended': [
    '不知道任务如何结束',
    'タスクがどう終わったかわかりません',
    '작업이 어떻게 끝났는지 알 수 없습니다',
  ],
  'no events': ['没有事件', 'イベントがありません', '이벤트가 없습니다'],
  'see that the program before it gives an event': [
    '请确认前面的程序输出了事件',
    '前のプログラムがイベントを出力しているか確認してください',
    '앞의 프로그램이 이벤트를 출력하는지 확인하세요',
  ],
  'it is empty': ['内容为空', '空です', '비어 있습니다'],
  'a link to a folder above it': [
    '指向上级文件夹的链接',
    '上のフォルダーへのリンク',
    '상위 폴더로의 링크',
  ],
  'a link to a folder that was read before': [
    '指向已读过的文件夹的链接',
    'すでに読んだフォルダーへのリンク',
    '이미 읽은 폴더로의 링크',
  ],
  'neither a file nor a folder': [
    '既不是文件也不是文件夹',
    'ファイルでもフォルダーでもありません',
    '파일도 폴더도 아닙니다',
  ],
  'see that it is there and may be read, and call the command again': [
    '请确认它存在且可读，再次运行命令',
    '存在し読めることを確認し、もう一度実行してください',
    '있고 읽을 수 있는지 확인하고 명령을 다시 실행하세요',
  ],
  'see that it is complete and may be read, and call the command again': [
    '请确认它完整且可读，再次运行命令',
    '完全で読めることを確認し、もう一度実行してください',
    '온전하고 읽을 수 있는지 확인하고 명령을 다시 실행하세요',
  ],
  '1 file that the function could not understand; name the folder, or use --unparsed': [
    '1 个函数无法理解的文件；请指明该文件夹，或用 --unparsed',
    '関数が理解できなかったファイル 1 件。フォルダーを指定するか --unparsed を使ってください',
    '함수가 이해하지 못한 파일 1개. 폴더를 지정하거나 --unparsed를 쓰세요',
  ],
  '{0} files that the function could not understand; name the folder, or use --unparsed': [
    '{0} 个函数无法理解的文件；请指明该文件夹，或用 --unparsed',
    '関数が理解できなかったファイル {0} 件。フォルダーを指定するか --unparsed を使ってください',
    '함수가 이해하지 못한 파일 {0}개. 폴더를 지정하거나 --unparsed를 쓰세요',
  ],
  'there are more than 64 MB of events': [
    '事件超过 64 MB',
    'イベントが 64 MB を超えています',
    '이벤트가 64 MB를 넘습니다',
  ],
  'there are more than {0} events': [
    '事件多于 {0} 个',
    'イベントが {0} 件を超えています',
    '이벤트가 {0}개를 넘습니다',
  ],
  'name fewer, or drop the files into the inspector': [
    '请减少，或把文件拖入检查器',
    '減らすか、ファイルをインスペクターにドロップしてください',
    '줄이거나 파일을 인스펙터에 끌어다 놓으세요',
  ],
  '{0} got no answer: {1}': [
    '{0} 没有应答：{1}',
    '{0} に応答がありません: {1}',
    '{0}에 응답이 없습니다: {1}',
  ],
  'Look whether this machine reaches tencentcloudapi.com, then run it again: what is done already is found':
    [
      '请检查本机能否连接 tencentcloudapi.com，再次运行：已完成的部分会被识别',
      'このマシンから tencentcloudapi.com に接続できるか確認し、もう一度実行してください: 済んだものはわかります',
      '이 컴퓨터에서 tencentcloudapi.com에 연결되는지 확인하고 다시 실행하세요: 이미 된 것은 알아봅니다',
    ],
  'The function is deployed; only its trigger is missing. Make it in the SCF console: Trigger Management, Create a Trigger, {0}':
    [
      '函数已部署，只缺触发器。请在 SCF 控制台创建：触发管理，创建触发器，{0}',
      '関数はデプロイ済みで、トリガーだけがありません。SCF コンソールで作成してください: トリガー管理、トリガーの作成、{0}',
      '함수는 배포되었고 트리거만 없습니다. SCF 콘솔에서 만드세요: 트리거 관리, 트리거 생성, {0}',
    ],
  'interrupted: what is done stays, and the next run goes on from there': [
    '已中断：已完成的保留，下次运行从此继续',
    '中断しました: 済んだものは残り、次の実行はそこから続けます',
    '중단되었습니다: 된 것은 남고, 다음 실행이 거기서 이어집니다',
  ],
  'the function is {0} after {1} s': [
    '{1} 秒后函数的状态仍为 {0}',
    '{1} 秒たっても関数の状態は {0} です',
    '{1}초가 지나도 함수의 상태가 {0}입니다',
  ],
  'the function is {0}': ['函数的状态为 {0}', '関数の状態は {0} です', '함수의 상태가 {0}입니다'],
  'Mend what it says, or delete the function in the console, then run it again': [
    '请按提示修正，或在控制台删除该函数，再次运行',
    '示された内容を直すか、コンソールで関数を削除し、もう一度実行してください',
    '알려 주는 것을 고치거나 콘솔에서 함수를 삭제하고 다시 실행하세요',
  ],
  'Look at it in the SCF console, and run it again when it is Active: what is done already is found':
    [
      '请在 SCF 控制台查看，状态为 Active 后再次运行：已完成的部分会被识别',
      'SCF コンソールで確認し、Active になったらもう一度実行してください: 済んだものはわかります',
      'SCF 콘솔에서 확인하고 Active가 되면 다시 실행하세요: 이미 된 것은 알아봅니다',
    ],
  'the log of the function itself goes to topic {0}: it would trigger itself for ever': [
    '函数自身的日志写入主题 {0}：它会不停地触发自己',
    '関数自身のログがトピック {0} に入ります: 自分を呼び続けることになります',
    '함수 자신의 로그가 {0} 토픽으로 갑니다: 끝없이 자신을 트리거합니다',
  ],
  "Take another topic, or send the function's log to another one": [
    '请换一个主题，或把函数的日志发往别处',
    '別のトピックを選ぶか、関数のログを別のトピックに送ってください',
    '다른 토픽을 고르거나 함수의 로그를 다른 토픽으로 보내세요',
  ],
  'variable {0}: there is none; did you mean {1}?': [
    '变量 {0} 不存在；是否指 {1}？',
    '変数 {0} はありません。{1} のことですか？',
    '{0} 변수는 없습니다. {1}을(를) 뜻하셨나요?',
  ],
  'the function would have no credentials: name its execution role with --role': [
    '函数将没有密钥：请用 --role 指定其运行角色',
    '関数に認証情報がありません: --role で実行ロールを指定してください',
    '함수에 자격 증명이 없게 됩니다: --role로 실행 역할을 지정하세요',
  ],
  'the function would refuse its variables: {0}': [
    '函数会拒绝其变量：{0}',
    '関数は変数を拒否します: {0}',
    '함수가 변수를 거부합니다: {0}',
  ],
  '--name {0}: 2 to 60 letters, digits, - and _, beginning with a letter': [
    '--name {0}：2 到 60 个字母、数字、- 和 _，以字母开头',
    '--name {0}: 英字で始まる 2 から 60 文字の英数字、-、_',
    '--name {0}: 영문자로 시작하는 2~60자의 영문자, 숫자, -, _',
  ],
  '--trigger: {0} is triggered by CLS; name the log topic with --topic': [
    '--trigger：{0} 由 CLS 触发；请用 --topic 指定日志主题',
    '--trigger: {0} は CLS がトリガーします。--topic でログトピックを指定してください',
    '--trigger: {0}은(는) CLS가 트리거합니다. --topic으로 로그 토픽을 지정하세요',
  ],
  '--trigger {0}: MPS triggers with {1}, and none is for no trigger': [
    '--trigger {0}：MPS 触发器支持 {1}，none 表示不要触发器',
    '--trigger {0}: MPS のトリガーは {1} です。none はトリガーなし',
    '--trigger {0}: MPS 트리거는 {1}이고, none은 트리거 없음입니다',
  ],
  '--topic: {0} is triggered by MPS, not by CLS': [
    '--topic：{0} 由 MPS 触发，不是 CLS',
    '--topic: {0} は CLS ではなく MPS がトリガーします',
    '--topic: {0}은(는) CLS가 아니라 MPS가 트리거합니다',
  ],
  '--topic {0}: it must be the id of a log topic, as the CLS console shows it': [
    '--topic {0}：必须是日志主题的 ID，如 CLS 控制台所示',
    '--topic {0}: CLS コンソールに出るログトピックの ID でなければなりません',
    '--topic {0}: CLS 콘솔에 나오는 로그 토픽의 ID여야 합니다',
  ],
  'variable {0}: 2 letters, digits or _ at least, beginning with a letter': [
    '变量 {0}：至少 2 个字母、数字或 _，以字母开头',
    '変数 {0}: 英字で始まる 2 文字以上の英数字か _',
    '{0} 변수: 영문자로 시작하는 2자 이상의 영문자, 숫자 또는 _',
  ],
  'variable {0}: SCF takes none that begins with SCF_, QCLOUD_ or TENCENTCLOUD_; say it in a document with --config':
    [
      '变量 {0}：SCF 不接受以 SCF_、QCLOUD_ 或 TENCENTCLOUD_ 开头的变量；请用 --config 写在文档中',
      '変数 {0}: SCF は SCF_、QCLOUD_、TENCENTCLOUD_ で始まる変数を受け付けません。--config の文書に書いてください',
      '{0} 변수: SCF는 SCF_, QCLOUD_, TENCENTCLOUD_로 시작하는 변수를 받지 않습니다. --config로 문서에 쓰세요',
    ],
  'the variables have {0} bytes; SCF takes at most 4096': [
    '变量共 {0} 字节；SCF 最多接受 4096',
    '変数は {0} バイトです。SCF は 4096 までです',
    '변수가 {0}바이트입니다. SCF는 4096까지 받습니다',
  ],
  '{0} {1}: it must be a whole number from {2} to {3}': [
    '{0} {1}：必须是 {2} 到 {3} 的整数',
    '{0} {1}: {2} から {3} の整数でなければなりません',
    '{0} {1}: {2}에서 {3}까지의 정수여야 합니다',
  ],
  '{0} was packed wrongly': [
    '{0} 打包有误',
    '{0} のパックに誤りがあります',
    '{0}이(가) 잘못 묶였습니다',
  ],
  '{0} exports no function: it must say `exports.process = …`': [
    '{0} 没有导出函数：应写 `exports.process = …`',
    '{0} は関数を公開していません: `exports.process = …` と書いてください',
    '{0}이(가) 함수를 내보내지 않습니다: `exports.process = …`라고 쓰세요',
  ],
  '{0} ended the process, or took longer than 10 s, when it was loaded': [
    '加载 {0} 时进程结束，或超过 10 秒',
    '{0} の読み込みでプロセスが終わったか、10 秒を超えました',
    '{0}을(를) 불러올 때 프로세스가 끝났거나 10초를 넘었습니다',
  ],
  'there is no template {0}; there are {1}': [
    '没有模板 {0}；有 {1}',
    'テンプレート {0} はありません。あるのは {1} です',
    '{0} 템플릿은 없습니다. 있는 것: {1}',
  ],
  '{0} {1} is not a valid time; write it as 2024-06-01 or 2024-06-01T08:00:00Z': [
    '{0} {1} 不是有效的时间；请写成 2024-06-01 或 2024-06-01T08:00:00Z',
    '{0} {1} は正しい時刻ではありません。2024-06-01 または 2024-06-01T08:00:00Z と書いてください',
    '{0} {1}은(는) 올바른 시간이 아닙니다. 2024-06-01 또는 2024-06-01T08:00:00Z로 쓰세요',
  ],
  '{0} is of a replay with other options; finish that, or begin anew with --restart': [
    '{0} 属于选项不同的重放；请先完成它，或用 --restart 重新开始',
    '{0} は別のオプションの再配信のものです。それを終えるか、--restart で初めからにしてください',
    '{0}은(는) 옵션이 다른 재전송의 것입니다. 그것을 끝내거나 --restart로 새로 시작하세요',
  ],
  '{0} is not the journal of a replay; name another one with --journal': [
    '{0} 不是重放的日志文件；请用 --journal 换一个',
    '{0} は再配信のジャーナルではありません。--journal で別のものを指定してください',
    '{0}은(는) 재전송의 저널이 아닙니다. --journal로 다른 것을 지정하세요',
  ],
  'the journal {0} cannot be read: {1}': [
    '无法读取日志文件 {0}：{1}',
    'ジャーナル {0} を読めません: {1}',
    '저널 {0}을(를) 읽을 수 없습니다: {1}',
  ],
  'the journal cannot be written: {0}': [
    '无法写入日志文件：{0}',
    'ジャーナルに書けません: {0}',
    '저널에 쓸 수 없습니다: {0}',
  ],
  '{0} is {1}, not the journal of a replay; name another one with --journal': [
    '{0} 是{1}，不是重放的日志文件；请用 --journal 换一个',
    '{0} は{1}です。再配信のジャーナルではありません。--journal で別のものを指定してください',
    '{0}은(는) {1}이며 재전송의 저널이 아닙니다. --journal로 다른 것을 지정하세요',
  ],
  '{0} is {1}, not the lock of a replay; delete it': [
    '{0} 是{1}，不是重放的锁；请删除',
    '{0} は{1}です。再配信のロックではありません。削除してください',
    '{0}은(는) {1}이며 재전송의 잠금이 아닙니다. 지우세요',
  ],
  'a link': ['链接', 'リンク', '링크'],
  'a folder': ['文件夹', 'フォルダー', '폴더'],
  'a pipe': ['管道', 'パイプ', '파이프'],
  'a socket': ['套接字', 'ソケット', '소켓'],
  'a device': ['设备', 'デバイス', '장치'],
  '{0} is in use by process {1} on {2} since {3}; wait until it has ended. If that process is not a replay, delete {4}':
    [
      '{0} 正被 {2} 上的进程 {1} 使用（自 {3} 起）；请等它结束。若它已不是重放，请删除 {4}',
      '{0} は {2} のプロセス {1} が {3} から使用中です。終わるのを待ってください。再配信でなければ {4} を削除してください',
      '{0}은(는) {2}의 프로세스 {1}이(가) {3}부터 쓰고 있습니다. 끝날 때까지 기다리세요. 재전송이 아니면 {4}을(를) 지우세요',
    ],
  '{0} is being taken over by another process. If there is none any more, delete {1}': [
    '{0} 正被另一个进程接管。若已没有该进程，请删除 {1}',
    '{0} は別のプロセスが引き継いでいます。もうなければ {1} を削除してください',
    '{0}을(를) 다른 프로세스가 넘겨받는 중입니다. 없으면 {1}을(를) 지우세요',
  ],
  '{0} does not say which process has the journal; if none has, delete it': [
    '{0} 没有说明哪个进程占用日志文件；若没有，请删除',
    '{0} はどのプロセスがジャーナルを使うか示していません。なければ削除してください',
    '{0}에 어느 프로세스가 저널을 쓰는지 없습니다. 없으면 지우세요',
  ],
  'name another place with --journal, or do without one: --no-journal': [
    '请用 --journal 换一个位置，或用 --no-journal 不写',
    '--journal で別の場所を指定するか、--no-journal でなしにしてください',
    '--journal로 다른 위치를 지정하거나 --no-journal로 쓰지 마세요',
  ],

  // What plan and replay say.
  'Store ({0})': ['存储（{0}）', '保存（{0}）', '저장({0})'],
  'Notify {0}': ['通知 {0}', '通知先 {0}', '알림 {0}'],
  'Invoke ({0})': ['调用（{0}）', '呼び出し（{0}）', '호출({0})'],
  'Not sent ({0})': ['不发送（{0}）', '送信しない（{0}）', '보내지 않음({0})'],
  'Note ({0})': ['注意（{0}）', '注意（{0}）', '참고({0})'],
  'Nothing would be sent.': [
    '不会发送任何内容。',
    '何も送信されません。',
    '아무것도 보내지 않습니다.',
  ],
  '… and {0} more': ['…… 另有 {0} 项', '…ほか {0} 件', '… 외 {0}건'],
  'not parsed': ['无法解析', '解析できません', '해석할 수 없습니다'],
  'a batch of 1 log': ['一批 1 条日志', 'ログ 1 件のバッチ', '로그 1건의 배치'],
  'a batch of {0} logs': ['一批 {0} 条日志', 'ログ {0} 件のバッチ', '로그 {0}건의 배치'],
  'at {0}, {1}': ['发往 {0}，{1}', '送信先 {0}、{1}', '{0}(으)로, {1}'],
  // Of timer triggers and of the outbox.
  'without a timer trigger, what digests and quiet hours hold back is sent only when another event comes':
    [
      '没有定时触发器时，汇总和免打扰时段留下的消息要等下一个事件到来才发送',
      'タイマートリガーがないと、ダイジェストや通知しない時間帯で待つメッセージは、次のイベントが来るまで送られません',
      '타이머 트리거가 없으면 요약이나 조용한 시간 때문에 기다리는 메시지는 다음 이벤트가 올 때에야 보내집니다',
    ],
  '--watch 24h makes one': [
    '--watch 24h 会创建一个',
    '--watch 24h で作れます',
    '--watch 24h로 만들 수 있습니다',
  ],
  'messages that were sent may be deleted': [
    '可以删除已发送的消息',
    '送信したメッセージを削除できます',
    '보낸 메시지를 지울 수 있습니다',
  ],
  size: ['大小', 'サイズ', '크기'],
  type: ['类型', '種類', '종류'],
  key: ['键', 'キー', '키'],
  event: ['事件', 'イベント', '이벤트'],
  function: ['函数', '関数', '함수'],
  'COS_BUCKET is not set: nothing is stored': [
    '未设置 COS_BUCKET：不会存储任何内容',
    'COS_BUCKET が設定されていません: 何も保存されません',
    'COS_BUCKET이 설정되지 않았습니다: 아무것도 저장되지 않습니다',
  ],
  'part of the configuration is not usable; the rest is done: {0}': [
    '部分配置不可用；其余照常：{0}',
    '設定の一部が使えません。残りは行います: {0}',
    '설정의 일부를 쓸 수 없습니다. 나머지는 합니다: {0}',
  ],
  'not a notification; not stored: no bucket is set: {0}': [
    '不是通知；未设置存储桶，因此未存储：{0}',
    '通知ではありません。バケットがないため保存しません: {0}',
    '알림이 아닙니다. 버킷이 없어 저장하지 않습니다: {0}',
  ],
  '{0}: it must be the URL of a proxy, such as http://host:8080': [
    '{0}：应为代理的 URL，如 http://host:8080',
    '{0}: プロキシの URL が必要です。例: http://host:8080',
    '{0}: 프록시의 URL이어야 합니다. 예: http://host:8080',
  ],
  '{0}: it must be the URL of a proxy with http:// or https://: no other kind is known here': [
    '{0}：应为 http:// 或 https:// 的代理 URL；不支持其他类型',
    '{0}: http:// か https:// のプロキシの URL が必要です。ほかの種類には対応していません',
    '{0}: http:// 또는 https:// 프록시의 URL이어야 합니다. 다른 종류는 지원하지 않습니다',
  ],
  '{0}: its user or password has a % that encodes nothing; write a % as %25': [
    '{0}：用户名或密码中有不表示编码的 %；请把 % 写成 %25',
    '{0}: ユーザー名かパスワードに、符号化になっていない % があります。% は %25 と書いてください',
    '{0}: 사용자 이름이나 암호에 인코딩이 아닌 %가 있습니다. %는 %25로 쓰세요',
  ],

  // What doctor finds: by itself, …
  'they are valid': ['有效', '有効です', '유효합니다'],
  'did you mean {0}?': ['是否指 {0}？', '{0} のことですか？', '{0}을(를) 뜻하셨나요?'],
  'look for its right name in docs/configuration.md': [
    '请在 docs/configuration.md 中查找正确的名称',
    '正しい名前は docs/configuration.md にあります',
    '올바른 이름은 docs/configuration.md에서 찾으세요',
  ],
  '{0} is not a variable of the function: it does nothing': [
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
  'set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY here. A function has the keys of its execution role; a server outside SCF needs COS_SECRET_ID and COS_SECRET_KEY':
    [
      '请在本机设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY。函数使用其运行角色的密钥；SCF 之外的服务器需要 COS_SECRET_ID 和 COS_SECRET_KEY',
      'ここで TENCENTCLOUD_SECRET_ID と TENCENTCLOUD_SECRET_KEY を設定してください。関数は実行ロールの鍵を使います。SCF の外のサーバーには COS_SECRET_ID と COS_SECRET_KEY が必要です',
      '여기에서 TENCENTCLOUD_SECRET_ID와 TENCENTCLOUD_SECRET_KEY를 설정하세요. 함수는 실행 역할의 키를 씁니다. SCF 밖의 서버에는 COS_SECRET_ID와 COS_SECRET_KEY가 필요합니다',
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
  '{0} was not notified: it is to be notified of nothing': [
    '未通知 {0}：已设置为什么都不通知',
    '{0} に通知しませんでした: 何も通知しない設定です',
    '{0}에 알리지 않았습니다. 아무것도 알리지 않도록 설정되어 있습니다',
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
  'delete it in the console: under this name the function deletes nothing, so its role need not be allowed to':
    [
      '请在控制台删除：函数不会删除此名称下的任何内容，其角色无需此权限',
      'コンソールで消してください。関数はこの名前のものを削除しないので、ロールにその権限は不要です',
      '콘솔에서 지우세요. 함수는 이 이름 아래의 것을 지우지 않으므로 역할에 이 권한은 필요 없습니다',
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
  'the keys may not delete {0}': [
    '密钥无权删除 {0}',
    'この鍵では {0} を削除できません',
    '이 키로는 {0}을(를) 지울 수 없습니다',
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
  'if that is not intended, see docs/configuration.md': [
    '如果这不是您的本意，见 docs/configuration.md',
    '意図したものでなければ、docs/configuration.md を見てください',
    '의도한 것이 아니면 docs/configuration.md를 보세요',
  ],
  'the account is in arrears': [
    '账户已欠费',
    'アカウントに未払いがあります',
    '계정에 미납이 있습니다',
  ],
  'COS stored other bytes than were sent for {0}': [
    'COS 为 {0} 存储的字节与所发送的不同',
    'COS が {0} に保存したバイト列は、送ったものと異なります',
    'COS가 {0}에 저장한 바이트가 보낸 것과 다릅니다',
  ],
  'the answer {0} is not one of COS: it has neither an ETag nor a request id': [
    '{0} 这个响应不是 COS 的：既没有 ETag，也没有请求 ID',
    '応答 {0} は COS のものではありません。ETag もリクエスト ID もありません',
    '응답 {0}은(는) COS의 것이 아닙니다. ETag도 요청 ID도 없습니다',
  ],
  'look at COS_ENDPOINT, and at a proxy between this machine and COS': [
    '请检查 COS_ENDPOINT，以及本机与 COS 之间的代理',
    'COS_ENDPOINT と、このマシンと COS の間のプロキシを確認してください',
    'COS_ENDPOINT와, 이 컴퓨터와 COS 사이의 프록시를 확인하세요',
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
  'The service has no room at the moment; run it again in a minute': [
    '服务暂时没有资源，请一分钟后再运行',
    'サービスに一時的に空きがありません。一分後にもう一度実行してください',
    '서비스에 지금 여유가 없습니다. 1분 뒤에 다시 실행하세요',
  ],
  'The account is in arrears': [
    '账户已欠费',
    'アカウントに未払いがあります',
    '계정에 미납이 있습니다',
  ],
  '{0} must be a base URL without user, path and query, such as {1}': [
    '{0} 必须是不含用户、路径和查询的基础 URL，例如 {1}',
    '{0} は、ユーザー、パス、クエリのないベース URL（例: {1}）でなければなりません',
    '{0}은(는) 사용자, 경로, 쿼리가 없는 기본 URL(예: {1})이어야 합니다',
  ],
  '--dead-letter {0}: it must be type:name, such as CMQ-QUEUE:failed-events, or none': [
    '--dead-letter {0}：应为 type:name，例如 CMQ-QUEUE:failed-events，或 none',
    '--dead-letter {0}: 種類:名前（例: CMQ-QUEUE:failed-events）または none が必要です',
    '--dead-letter {0}: 종류:이름(예: CMQ-QUEUE:failed-events) 또는 none이어야 합니다',
  ],
  '--runtime {0}: it must be the id of a runtime, such as Nodejs18.15': [
    '--runtime {0}：应为运行环境的 ID，例如 Nodejs18.15',
    '--runtime {0}: ランタイムの ID（例: Nodejs18.15）が必要です',
    '--runtime {0}: 런타임의 ID(예: Nodejs18.15)여야 합니다',
  ],
  'the function runs {0}, not Node.js, and SCF cannot change that': [
    '该函数的运行环境是 {0}，不是 Node.js，且 SCF 无法更改',
    'この関数のランタイムは {0} で、Node.js ではありません。SCF では変更できません',
    '이 함수의 런타임은 {0}이며 Node.js가 아닙니다. SCF에서는 바꿀 수 없습니다',
  ],
  'Deploy under another --name with --trigger none, take the trigger away from the old function in the console, then deploy with the trigger':
    [
      '请用另一个 --name 并加 --trigger none 部署，在控制台删除旧函数的触发器，再带触发器部署',
      '別の --name と --trigger none でデプロイし、コンソールで古い関数のトリガーを外してから、トリガー付きでデプロイしてください',
      '다른 --name과 --trigger none으로 배포하고, 콘솔에서 이전 함수의 트리거를 제거한 뒤, 트리거와 함께 배포하세요',
    ],
  '--quiet and --verbose exclude one another': [
    '--quiet 和 --verbose 不能同时使用',
    '--quiet と --verbose は同時に使えません',
    '--quiet과 --verbose는 함께 쓸 수 없습니다',
  ],

  // What deploy says.
  '{0} in {1}: to be created': [
    '{1} 的 {0}：将新建',
    '{1} の {0}: 新規作成',
    '{1}의 {0}: 새로 만듦',
  ],
  '{0} in {1}: exists': ['{1} 的 {0}：已存在', '{1} の {0}: 既存', '{1}의 {0}: 이미 있음'],
  '{0} in {1}: not looked up': [
    '{1} 的 {0}：未查询',
    '{1} の {0}: 未確認',
    '{1}의 {0}: 조회하지 않음',
  ],
  'a region that is not named': ['未指定的地域', '未指定のリージョン', '지정되지 않은 리전'],
  '{0}, namespace {1}': ['{0}，命名空间 {1}', '{0}、名前空間 {1}', '{0}, 네임스페이스 {1}'],
  now: ['现在', '現在', '현재'],
  new: ['之后', '変更後', '변경 후'],
  code: ['代码', 'コード', '코드'],
  handler: ['执行方法', 'ハンドラー', '핸들러'],
  runtime: ['运行环境', 'ランタイム', '런타임'],
  memory: ['内存', 'メモリ', '메모리'],
  timeout: ['执行超时时间', 'タイムアウト', '시간 제한'],
  'dead letters': ['死信', 'デッドレター', '데드 레터'],
  'execution role': ['运行角色', '実行ロール', '실행 역할'],
  retries: ['重试次数', '再試行回数', '재시도 횟수'],
  'event age': ['事件保留时间', 'イベントの保持時間', '이벤트 보관 시간'],
  'MPS trigger {0}': ['MPS 触发器 {0}', 'MPS トリガー {0}', 'MPS 트리거 {0}'],
  'CLS trigger {0}': ['CLS 触发器 {0}', 'CLS トリガー {0}', 'CLS 트리거 {0}'],
  yes: ['有', 'あり', '있음'],
  on: ['启用', '有効', '켜짐'],
  off: ['停用', '無効', '꺼짐'],
  other: ['其他', 'その他', '기타'],
  done: ['已完成', '完了', '완료'],
  'Nothing to do.': ['无需更改。', '変更はありません。', '바꿀 것이 없습니다.'],
  'Nothing was changed. To do it, run it again with --yes.': [
    '未作任何更改。要执行，请加 --yes 再次运行。',
    '何も変更していません。実行するには --yes を付けてもう一度実行してください。',
    '아무것도 바꾸지 않았습니다. 실행하려면 --yes를 붙여 다시 실행하세요.',
  ],
  'Deployed. Next: name the log topic with --topic, or make the CLS trigger in the SCF console.': [
    '已部署。下一步：用 --topic 指定日志主题，或在 SCF 控制台创建 CLS 触发器。',
    'デプロイしました。次に: --topic でログトピックを指定するか、SCF コンソールで CLS トリガーを作成してください。',
    '배포했습니다. 다음: --topic으로 로그 토픽을 지정하거나 SCF 콘솔에서 CLS 트리거를 만드세요.',
  ],
  'Deployed. Next: look into the log of the function when something has triggered it.': [
    '已部署。下一步：函数被触发后，请查看其日志。',
    'デプロイしました。次に: トリガーされたら、関数のログを確認してください。',
    '배포했습니다. 다음: 트리거된 뒤 함수의 로그를 확인하세요.',
  ],
  'there are no keys to look the function up with (TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY)':
    [
      '没有可用来查询函数的密钥（TENCENTCLOUD_SECRET_ID、TENCENTCLOUD_SECRET_KEY）',
      '関数を調べる鍵がありません（TENCENTCLOUD_SECRET_ID、TENCENTCLOUD_SECRET_KEY）',
      '함수를 조회할 키가 없습니다(TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY)',
    ],
  'no region is known to look the function up in; name it with --region, such as ap-guangzhou': [
    '不知道在哪个地域查询函数；请用 --region 指定，如 ap-guangzhou',
    '関数を調べるリージョンがわかりません。--region で指定してください。例: ap-guangzhou',
    '함수를 조회할 리전을 알 수 없습니다. --region으로 지정하세요. 예: ap-guangzhou',
  ],
  'this is the plan of a new function, and its role is not looked up; of a function that is there, what is not named stays as it is':
    [
      '这是新建函数的计划，且未查询其角色；若函数已存在，未指定的内容保持不变',
      'これは新しい関数の計画で、ロールは調べていません。既存の関数では、指定しないものはそのままです',
      '새 함수의 계획이며 역할은 조회하지 않았습니다. 이미 있는 함수라면 지정하지 않은 것은 그대로 둡니다',
    ],
  'there is no role {0}; make it in the CAM console for the service SCF (scf.qcloud.com), with a policy as in docs/walkthrough':
    [
      '没有角色 {0}；请在 CAM 控制台为服务 SCF（scf.qcloud.com）创建，策略见 docs/walkthrough',
      'ロール {0} がありません。CAM コンソールで、サービス SCF（scf.qcloud.com）用に docs/walkthrough のポリシーで作成してください',
      '{0} 역할이 없습니다. CAM 콘솔에서 서비스 SCF(scf.qcloud.com)용으로 docs/walkthrough의 정책으로 만드세요',
    ],
  'whether there is a role {0} could not be looked up ({1})': [
    '无法查询角色 {0} 是否存在（{1}）',
    'ロール {0} があるかどうかを調べられません（{1}）',
    '{0} 역할이 있는지 조회할 수 없습니다({1})',
  ],
  'retries and event age could not be looked up ({0}): they stay as they are': [
    '无法查询重试次数和事件保留时间（{0}）：保持不变',
    '再試行回数とイベントの保持時間を調べられません（{0}）: そのままにします',
    '재시도 횟수와 이벤트 보관 시간을 조회할 수 없습니다({0}): 그대로 둡니다',
  ],
  'BindTrigger, which makes the MPS trigger, is not documented by Tencent Cloud; its own tools send it. Not tried from here: should it be refused, the console makes the trigger. An account can bind each event type to one function':
    [
      '创建 MPS 触发器的 BindTrigger 在腾讯云没有文档，但其自身工具使用它。此处未经实测：若被拒绝，请在控制台创建触发器。一个账号的每种事件类型只能绑定一个函数',
      'MPS トリガーを作る BindTrigger は Tencent Cloud の文書にありませんが、同社のツールが使っています。ここでは試していません: 拒否されたら、コンソールでトリガーを作成してください。アカウントごとに、各イベントの種類は 1 つの関数にだけ割り当てられます',
      'MPS 트리거를 만드는 BindTrigger는 Tencent Cloud 문서에 없지만 자사 도구가 씁니다. 여기서는 시험하지 않았습니다: 거부되면 콘솔에서 트리거를 만드세요. 계정마다 각 이벤트 유형은 함수 하나에만 연결할 수 있습니다',
    ],
  'SCF cannot change the runtime of a function: it stays {0}. To have {1}, deploy under another --name':
    [
      'SCF 无法更改函数的运行环境：仍为 {0}。要使用 {1}，请换一个 --name 部署',
      'SCF は関数のランタイムを変更できません: {0} のままです。{1} にするには、別の --name でデプロイしてください',
      'SCF는 함수의 런타임을 바꿀 수 없습니다: {0}(으)로 남습니다. {1}을(를) 쓰려면 다른 --name으로 배포하세요',
    ],
  'a timeout of {0} s leaves no time to try a request again: it becomes {1} s, or what --timeout says':
    [
      '{0} 秒的执行超时时间来不及重试请求：将改为 {1} 秒，或 --timeout 指定的值',
      'タイムアウト {0} 秒ではリクエストをやり直す時間がありません: {1} 秒か --timeout の値にします',
      '시간 제한 {0}초로는 요청을 다시 시도할 시간이 없습니다: {1}초 또는 --timeout 값으로 바꿉니다',
    ],
  'the code of the function is replaced; what was written into it, such as the key of a bot, is to be set as a variable':
    [
      '函数的代码将被替换；原先写在代码里的内容（如机器人的 key）请改用变量设置',
      '関数のコードは置き換えられます。コードに書かれていたもの（ボットの key など）は変数で設定してください',
      '함수의 코드가 교체됩니다. 코드에 적혀 있던 것(봇의 key 등)은 변수로 설정하세요',
    ],
  'the function has a process.js of yours, which this takes away: name it with --process': [
    '函数中有您的 process.js，本次部署会将其移除：请用 --process 指定',
    '関数にはあなたの process.js があり、このままでは取り除かれます: --process で指定してください',
    '함수에 사용자의 process.js가 있으며 이대로면 제거됩니다: --process로 지정하세요',
  ],
  'COS_BUCKET is not set: the function will store nothing': [
    '未设置 COS_BUCKET：函数不会存储任何内容',
    'COS_BUCKET が設定されていません: 関数は何も保存しません',
    'COS_BUCKET이 설정되지 않았습니다: 함수는 아무것도 저장하지 않습니다',
  ],
  'Test with {0}': ['用{0}测试', '{0}でテスト', '{0}(으)로 시험'],
  'a sample of one log': ['一条日志的示例', 'ログ 1 件のサンプル', '로그 1건의 샘플'],
  'the sample {0}': ['示例 {0} ', 'サンプル {0} ', '샘플 {0}'],
  succeeded: ['成功', '成功', '성공'],
  request: ['请求', 'リクエスト', '요청'],
  error: ['错误', 'エラー', '오류'],
  result: ['结果', '結果', '결과'],
  'log, the last 4 KB at most': [
    '日志（最多最后 4 KB）',
    'ログ（最後の 4 KB まで）',
    '로그(마지막 4 KB까지)',
  ],
  'the invocation ended with {0}': [
    '调用以 {0} 结束',
    '呼び出しは {0} で終わりました',
    '호출이 {0}(으)로 끝났습니다',
  ],

  // What pack says.
  'Nodejs8.9 or any newer one': [
    'Nodejs8.9 或任一更新版本',
    'Nodejs8.9 以降のどれでも',
    'Nodejs8.9 또는 더 새로운 버전',
  ],
  trigger: ['触发器', 'トリガー', '트리거'],
  'process.js was loaded here with Node.js {0}; what an older runtime does not know fails there': [
    'process.js 在本机用 Node.js {0} 加载；较旧的运行环境不支持的写法会在那里失败',
    'process.js はここで Node.js {0} により読み込みました。古いランタイムが知らないものは、そこで失敗します',
    'process.js를 여기에서 Node.js {0}(으)로 불러왔습니다. 오래된 런타임이 모르는 것은 거기서 실패합니다',
  ],
  'Next: upload it in the SCF console, under Function code, as a local zip.': [
    '下一步：在 SCF 控制台的“函数代码”中，以本地 ZIP 包上传。',
    '次に: SCF コンソールの「関数コード」で、ローカルの zip としてアップロードしてください。',
    '다음: SCF 콘솔의 함수 코드에서 로컬 zip으로 올리세요.',
  ],
  'Or let it be done: mps-webhook deploy --template {0}': [
    '或由命令完成：mps-webhook deploy --template {0}',
    'またはコマンドで: mps-webhook deploy --template {0}',
    '또는 명령으로: mps-webhook deploy --template {0}',
  ],

  // What open says.
  'Ctrl-C ends it': ['按 Ctrl-C 结束', 'Ctrl-C で終了', 'Ctrl-C로 종료'],

  // What replay says.
  'going on: 1 event is delivered already': [
    '继续：已投递 1 个事件',
    '続行: 1 件のイベントは配信済み',
    '계속: 이벤트 1건은 이미 전달됨',
  ],
  'going on: {0} events are delivered already': [
    '继续：已投递 {0} 个事件',
    '続行: {0} 件のイベントは配信済み',
    '계속: 이벤트 {0}건은 이미 전달됨',
  ],
  'stopped: interrupted; call it again to go on': [
    '已停止：被中断；再次运行可继续',
    '停止しました: 中断。もう一度実行すると続きます',
    '멈췄습니다: 중단됨. 다시 실행하면 이어집니다',
  ],
  'stopped: too many failures; call it again to go on': [
    '已停止：失败过多；再次运行可继续',
    '停止しました: 失敗が多すぎます。もう一度実行すると続きます',
    '멈췄습니다: 실패가 너무 많음. 다시 실행하면 이어집니다',
  ],
  'stopped: the journal cannot be written; call it again to go on': [
    '已停止：无法写入日志文件；再次运行可继续',
    '停止しました: ジャーナルに書けません。もう一度実行すると続きます',
    '멈췄습니다: 저널에 쓸 수 없음. 다시 실행하면 이어집니다',
  ],
  'not delivered': ['未投递', '配信されていません', '전달되지 않았습니다'],
  'delivered, but the journal cannot be written: {0}': [
    '已投递，但无法写入日志文件：{0}',
    '配信しましたが、ジャーナルに書けません: {0}',
    '전달했지만 저널에 쓸 수 없습니다: {0}',
  ],

  // What doctor calls what it looks at.
  options: ['选项', 'オプション', '옵션'],
  credentials: ['密钥', '認証情報', '자격 증명'],
  bucket: ['存储桶', 'バケット', '버킷'],
  callbacks: ['回调', 'コールバック', '콜백'],
  invoke: ['调用', '呼び出し', '호출'],
  notify: ['通知', '通知', '알림'],
  clock: ['时钟', '時計', '시계'],

  // What dev says.
  cold: ['冷启动', 'コールドスタート', '콜드 스타트'],
  '{0} is not watched any more: {1}': [
    '不再监视 {0}：{1}',
    '{0} の監視を終えました: {1}',
    '{0}을(를) 더 이상 감시하지 않습니다: {1}',
  ],
  '{0} changed: the next event gets a new instance': [
    '{0} 已更改：下一个事件将使用新实例',
    '{0} が変わりました: 次のイベントは新しいインスタンスで処理します',
    '{0}이(가) 바뀌었습니다: 다음 이벤트는 새 인스턴스로 처리합니다',
  ],
  'events by POST, and what became of them': [
    '用 POST 发送事件，并查看其处理结果',
    'イベントの POST 先、その結果の一覧',
    '이벤트를 POST하는 곳, 처리 결과 목록',
  ],
  'the event inspector': ['事件检查器', 'イベントインスペクター', '이벤트 인스펙터'],
  'objects in {0}': ['对象存于 {0}', 'オブジェクトは {0}', '객체는 {0}'],
  'no process.js': ['没有 process.js', 'process.js なし', 'process.js 없음'],
  '--node {0}: it is not a Node.js that runs on this machine': [
    '--node {0}：不是能在本机运行的 Node.js',
    '--node {0}: このマシンで動く Node.js ではありません',
    '--node {0}: 이 컴퓨터에서 실행되는 Node.js가 아닙니다',
  ],

  // What the command line advises.
  'set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or COS_SECRET_ID and COS_SECRET_KEY, here or in the file of --env':
    [
      '请在本机或 --env 的文件中设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，或 COS_SECRET_ID 和 COS_SECRET_KEY',
      'ここか --env のファイルで、TENCENTCLOUD_SECRET_ID と TENCENTCLOUD_SECRET_KEY、または COS_SECRET_ID と COS_SECRET_KEY を設定してください',
      '여기 또는 --env 파일에서 TENCENTCLOUD_SECRET_ID와 TENCENTCLOUD_SECRET_KEY, 또는 COS_SECRET_ID와 COS_SECRET_KEY를 설정하세요',
    ],
  'set COS_REGION, here or in the file of --env': [
    '请在本机或 --env 的文件中设置 COS_REGION',
    'ここか --env のファイルで COS_REGION を設定してください',
    '여기 또는 --env 파일에서 COS_REGION을 설정하세요',
  ],
  'set COS_BUCKET, here or in the file of --env': [
    '请在本机或 --env 的文件中设置 COS_BUCKET',
    'COS_BUCKET をこの環境か --env のファイルに設定してください',
    'COS_BUCKET을 여기나 --env 파일에 설정하세요',
  ],
  'give the notification itself or an envelope that it came in; a notification has EventType and the event it names':
    [
      '请给出通知本身，或它送达时的封装；通知含有 EventType 及其所指的事件',
      '通知そのもの、または届いたときの封筒を渡してください。通知には EventType と、それが示すイベントがあります',
      '알림 자체나 알림이 담겨 온 봉투를 주세요. 알림에는 EventType과 그것이 가리키는 이벤트가 있습니다',
    ],
  'put each event of a collection on a line of its own, in a file that ends with .ndjson': [
    '请把多个事件各写一行，存为以 .ndjson 结尾的文件',
    '複数のイベントは 1 行に 1 件ずつ、.ndjson で終わるファイルに入れてください',
    '여러 이벤트는 한 줄에 하나씩 .ndjson으로 끝나는 파일에 넣으세요',
  ],
  'give it more time with --timeout; the next call does only what is still missing': [
    '请用 --timeout 给出更多时间；下次运行只补做缺少的部分',
    '--timeout で時間を増やしてください。次の実行は足りない分だけを行います',
    '--timeout으로 시간을 늘리세요. 다음 실행은 빠진 것만 처리합니다',
  ],
  'it is too large for this machine, or mps-webhook has a defect: report it with the event': [
    '它对本机来说太大，或 mps-webhook 有缺陷：请附上该事件报告',
    'このマシンには大きすぎるか、mps-webhook に欠陥があります: イベントを添えて報告してください',
    '이 컴퓨터에는 너무 크거나 mps-webhook에 결함이 있습니다: 이벤트와 함께 알려 주세요',
  ],
  'the event cannot be read: {0}': [
    '无法读取事件：{0}',
    'イベントを読めません: {0}',
    '이벤트를 읽을 수 없습니다: {0}',
  ],
  'not an MPS notification: there is nothing in it': [
    '不是 MPS 通知：其中没有内容',
    'MPS の通知ではありません: 中身がありません',
    'MPS 알림이 아닙니다: 내용이 없습니다',
  ],
  'leave it out': ['请去掉它', '取り除いてください', '빼세요'],
  'standard input': ['标准输入', '標準入力', '표준 입력'],
  'no region is set: to deliver, set COS_REGION': [
    '未设置地域：要投递，请设置 COS_REGION',
    'リージョンが設定されていません: 配信するには COS_REGION を設定してください',
    '리전이 설정되지 않았습니다: 전달하려면 COS_REGION을 설정하세요',
  ],
  'no keys are set: to deliver, set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or COS_SECRET_ID and COS_SECRET_KEY':
    [
      '未设置密钥：要投递，请设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，或 COS_SECRET_ID 和 COS_SECRET_KEY',
      '鍵が設定されていません: 配信するには TENCENTCLOUD_SECRET_ID と TENCENTCLOUD_SECRET_KEY、または COS_SECRET_ID と COS_SECRET_KEY を設定してください',
      '키가 설정되지 않았습니다: 전달하려면 TENCENTCLOUD_SECRET_ID와 TENCENTCLOUD_SECRET_KEY, 또는 COS_SECRET_ID와 COS_SECRET_KEY를 설정하세요',
    ],
  'nothing is looked up: what the archive has already counts, too': [
    '不查询任何服务：归档中已有的也计算在内',
    '何も照会しません: アーカイブにすでにあるものも数えます',
    '아무것도 조회하지 않습니다: 보관소에 이미 있는 것도 셉니다',
  ],
  'waiting until something writes to this pipe': [
    '等待程序写入此管道',
    'このパイプに書き込まれるのを待っています',
    '이 파이프에 쓰이기를 기다립니다',
  ],
  '{0} is a pipe that nothing writes to; name a file': [
    '{0} 是没有程序写入的管道；请指定文件',
    '{0} は何も書き込まないパイプです。ファイルを指定してください',
    '{0}은(는) 아무것도 쓰지 않는 파이프입니다. 파일을 지정하세요',
  ],
  '{0} cannot be loaded: {1}': [
    '无法加载 {0}：{1}',
    '{0} を読み込めません: {1}',
    '{0}을(를) 불러올 수 없습니다: {1}',
  ],
  'it is deployed alone, so bundle what it requires into it': [
    '它会单独部署，请把所需的模块打包进去',
    '単独でデプロイされるので、必要なものを中にまとめてください',
    '단독으로 배포되므로 필요한 것을 안에 묶으세요',
  ],
  'it must be CommonJS: `require` and `exports`': [
    '必须是 CommonJS：`require` 和 `exports`',
    'CommonJS でなければなりません: `require` と `exports`',
    'CommonJS여야 합니다: `require`와 `exports`',
  ],

  // Why the system refuses files.
  'there is no such file or folder': [
    '没有这样的文件或文件夹',
    'そのようなファイルもフォルダーもありません',
    '그런 파일이나 폴더가 없습니다',
  ],
  'there is no such folder': [
    '没有这样的文件夹',
    'そのようなフォルダーがありません',
    '그런 폴더가 없습니다',
  ],
  'a part of the path is not a folder': [
    '路径中有一段不是文件夹',
    'パスの途中にフォルダーでないものがあります',
    '경로의 일부가 폴더가 아닙니다',
  ],
  'something else is there': [
    '那里已有其他东西',
    'そこには別のものがあります',
    '그곳에 다른 것이 있습니다',
  ],
  'it is a folder': ['它是文件夹', 'フォルダーです', '폴더입니다'],
  'permission is denied': ['没有权限', '権限がありません', '권한이 없습니다'],
  'the disk cannot be written to': [
    '磁盘不可写',
    'ディスクに書けません',
    '디스크에 쓸 수 없습니다',
  ],
  'no space is left': ['空间不足', '空き容量がありません', '남은 공간이 없습니다'],
  'the links lead in a circle': ['链接互相循环', 'リンクが循環しています', '링크가 순환합니다'],
  'the name is too long': ['名称太长', '名前が長すぎます', '이름이 너무 깁니다'],
  'too many files are open': [
    '打开的文件太多',
    '開いているファイルが多すぎます',
    '열린 파일이 너무 많습니다',
  ],
  'nothing answers there': ['没有响应', '応答がありません', '응답이 없습니다'],
  'it is closed': ['它已关闭', '閉じられています', '닫혀 있습니다'],
  'the gzip data ends too early': [
    'gzip 数据不完整',
    'gzip データが途中で終わっています',
    'gzip 데이터가 중간에 끝났습니다',
  ],
  'the gzip data is damaged': [
    'gzip 数据已损坏',
    'gzip データが壊れています',
    'gzip 데이터가 손상되었습니다',
  ],
  'the output cannot be written: {0}': [
    '无法写出结果：{0}',
    '出力を書けません: {0}',
    '출력을 쓸 수 없습니다: {0}',
  ],

  // Why options have no effect, as the core says it.
  'nothing uses it': ['没有用到它', '使われません', '쓰이지 않습니다'],
  'no bucket is set': [
    '未设置存储桶',
    'バケットが設定されていません',
    '버킷이 설정되지 않았습니다',
  ],
  "no bucket is set, and functions are invoked with the role's credentials": [
    '未设置存储桶，且调用云函数使用角色的密钥',
    'バケットが設定されておらず、関数はロールの認証情報で呼び出されます',
    '버킷이 설정되지 않았고, 함수는 역할의 자격 증명으로 호출됩니다',
  ],
  'it goes with secret_id and secret_key, which are not used': [
    '它与 secret_id 和 secret_key 配套，而这两者未被使用',
    'secret_id と secret_key に付くものですが、それらは使われません',
    'secret_id, secret_key와 함께 쓰는 것인데 둘 다 쓰이지 않습니다',
  ],
  'batches of logs are stored only with CLS_FORMAT (cls.format), or by the template cls-to-cos': [
    '只有设置 CLS_FORMAT（cls.format）或使用模板 cls-to-cos 时才存储日志批次',
    'ログのバッチは、CLS_FORMAT（cls.format）を設定するか、テンプレート cls-to-cos でだけ保存されます',
    '로그 배치는 CLS_FORMAT(cls.format)을 설정하거나 cls-to-cos 템플릿일 때만 저장됩니다',
  ],
  'no notification target is set, or each says itself what it is notified of': [
    '未设置通知目标，或每个目标自有过滤条件',
    '通知先が設定されていないか、それぞれが通知対象を指定しています',
    '알림 대상이 설정되지 않았거나, 각 대상이 알릴 것을 스스로 정합니다',
  ],
  '`notify` in the document, or WECOM_WEBHOOK_URL, takes its place': [
    '由文档中的 `notify` 或 WECOM_WEBHOOK_URL 代替',
    '文書の `notify` か WECOM_WEBHOOK_URL が代わりに使われます',
    '문서의 `notify`나 WECOM_WEBHOOK_URL이 대신 쓰입니다',
  ],
  '`{0}` in the document takes its place': [
    '由文档中的 `{0}` 代替',
    '文書の `{0}` が代わりに使われます',
    '문서의 `{0}`이(가) 대신 쓰입니다',
  ],
  'the program passes options of its own': [
    '程序传入了自己的选项',
    'プログラムが独自のオプションを渡しています',
    '프로그램이 자체 옵션을 넘깁니다',
  ],
  'without a bucket there are no receipts: a retry repeats what was done before': [
    '没有存储桶就没有回执：重试会重复已完成的事项',
    'バケットがないと受領記録がありません: 再試行は済んだことを繰り返します',
    '버킷이 없으면 확인 기록이 없습니다: 다시 시도하면 이미 한 일을 되풀이합니다',
  ],
  // reconcile
  '--since {0} is not valid; write it as 24h, 7d or 2024-06-01T08:00:00Z': [
    '--since {0} 无效；请写成 24h、7d 或 2024-06-01T08:00:00Z',
    '--since {0} は無効です。24h、7d、2024-06-01T08:00:00Z のように書いてください',
    '--since {0}은(는) 잘못되었습니다. 24h, 7d 또는 2024-06-01T08:00:00Z처럼 쓰세요',
  ],
  '--since {0}: the service knows tasks of the last 7 days; --since 7d is the most': [
    '--since {0}：服务端只保留最近 7 天的任务；最多为 --since 7d',
    '--since {0}: サービスにあるのは直近 7 日のタスクです。最大は --since 7d です',
    '--since {0}: 서비스는 최근 7일의 작업만 압니다. 최대는 --since 7d입니다',
  ],
  '--grace {0} is not valid; write it as 15m or 1h, at least 5m': [
    '--grace {0} 无效；请写成 15m 或 1h，至少 5m',
    '--grace {0} は無効です。15m や 1h のように、5m 以上で書いてください',
    '--grace {0}은(는) 잘못되었습니다. 15m이나 1h처럼, 5m 이상으로 쓰세요',
  ],
  'it was interrupted; call it again to go on': [
    '已中断；再次运行即可继续',
    '中断されました。もう一度実行すると続きから行います',
    '중단되었습니다. 다시 실행하면 이어서 합니다',
  ],
  'the watch looks for tasks in an archive, but no bucket is set': [
    '巡检需要在归档中查找任务，但未设置存储桶',
    'タスクはアーカイブで探しますが、バケットが設定されていません',
    '작업은 보관소에서 찾는데, 버킷이 설정되지 않았습니다',
  ],
  'the watch looks for tasks by their ids, which keys of the layout `classic` do not have: use the layout `task`':
    [
      '巡检按任务 ID 查找，而布局 `classic` 的键中没有 ID：请使用布局 `task`',
      'タスクは ID で探しますが、レイアウト `classic` のキーには ID がありません。レイアウト `task` を使ってください',
      '작업은 ID로 찾는데, `classic` 레이아웃의 키에는 ID가 없습니다. `task` 레이아웃을 사용하세요',
    ],
  'the MPS API answered {0}, request {1}': [
    'MPS API 返回 {0}，请求 {1}',
    'MPS API の応答は {0}、リクエスト {1}',
    'MPS API가 {0}(으)로 응답했습니다. 요청 {1}',
  ],
  'the MPS API answered {0} without a result': [
    'MPS API 返回 {0}，没有结果',
    'MPS API の応答は {0} で、結果がありません',
    'MPS API가 {0}(으)로 응답했고 결과가 없습니다',
  ],

  '{0} must not be empty': [
    '{0} 不能为空',
    '{0} は空にできません',
    '{0}은(는) 비어 있을 수 없습니다',
  ],

  // Of the health of a function, and of the watch.
  '{0}: there is no region {1}; did you mean {2}?': [
    '{0}：没有地域 {1}；是否指 {2}？',
    '{0}: リージョン {1} はありません。{2} のことですか？',
    '{0}: {1} 리전은 없습니다. {2}을(를) 뜻하셨나요?',
  ],
  '{0}: what is set is not a region; write it as ap-guangzhou': [
    '{0}：所设置的值不是地域；请写成 ap-guangzhou 这样',
    '{0}: 設定された値はリージョンではありません。ap-guangzhou のように書いてください',
    '{0}: 설정한 값은 리전이 아닙니다. ap-guangzhou처럼 쓰세요',
  ],
  'these options do not allow --watch: {0}': [
    '这些选项下不能用 --watch：{0}',
    'このオプションでは --watch を使えません: {0}',
    '이 옵션으로는 --watch를 쓸 수 없습니다: {0}',
  ],
  '--watch {0}: it must be a time back such as 24h, 90m or 3d, at most 7d': [
    '--watch {0}：必须是回溯的时长，如 24h、90m 或 3d，最多 7d',
    '--watch {0}: 24h、90m、3d のように、さかのぼる時間を最大 7d で書いてください',
    '--watch {0}: 24h, 90m, 3d처럼 거슬러 올라갈 시간을 최대 7d로 쓰세요',
  ],
  '--runtime {0}: the function needs Node.js, 8.9 or later, such as Nodejs18.15': [
    '--runtime {0}：函数需要 Node.js 8.9 或更高版本，如 Nodejs18.15',
    '--runtime {0}: 関数には Node.js 8.9 以降が必要です（例: Nodejs18.15）',
    '--runtime {0}: 함수에는 Node.js 8.9 이상이 필요합니다(예: Nodejs18.15)',
  ],
  'the watch needs the permissions of docs/operations.md, and no role is named that could be given them':
    [
      '巡检需要 docs/operations.md 中的权限，但没有指定可授予权限的角色',
      '巡回には docs/operations.md の権限が必要ですが、権限を与えるロールが指定されていません',
      '점검에는 docs/operations.md의 권한이 필요한데, 권한을 줄 역할이 지정되지 않았습니다',
    ],
  'the policies of the role could not be looked up ({0}): give it the permissions of docs/operations.md yourself, or the watch fails':
    [
      '无法查询该角色的策略（{0}）：请自行授予 docs/operations.md 中的权限，否则巡检失败',
      'ロールのポリシーを確認できませんでした（{0}）: docs/operations.md の権限を自分で与えてください。ないと巡回は失敗します',
      '역할의 정책을 확인하지 못했습니다({0}): docs/operations.md의 권한을 직접 주세요. 없으면 점검이 실패합니다',
    ],
  'policy of the watch': ['巡检的策略', '巡回のポリシー', '점검 정책'],
  'timer trigger': ['定时触发器', 'タイマートリガー', '타이머 트리거'],
  'timer trigger, cron {0}, additional information "{1}"': [
    '定时触发器，cron {0}，附加信息“{1}”',
    'タイマートリガー、cron {0}、追加情報「{1}」',
    '타이머 트리거, cron {0}, 추가 정보 "{1}"',
  ],
  'a timeout of {0} s is short for a round of the watch: it becomes {1} s, or what --timeout says':
    [
      '{0} 秒的超时对一轮巡检来说太短：将改为 {1} 秒，或 --timeout 的值',
      'タイムアウト {0} 秒は巡回には短いため、{1} 秒か --timeout の値になります',
      '타임아웃 {0}초는 점검에 짧으므로 {1}초 또는 --timeout 값이 됩니다',
    ],
  'The function is deployed; its role lacks what the watch needs, and there is no timer trigger yet. Give it the permissions of docs/operations.md in the CAM console, then run it again':
    [
      '函数已部署；其角色缺少巡检所需的权限，定时触发器也尚未创建。请在 CAM 控制台授予 docs/operations.md 中的权限，然后重新运行',
      '関数はデプロイ済みですが、ロールに巡回の権限がなく、タイマートリガーもまだありません。CAM コンソールで docs/operations.md の権限を与え、もう一度実行してください',
      '함수는 배포되었지만 역할에 점검 권한이 없고 타이머 트리거도 아직 없습니다. CAM 콘솔에서 docs/operations.md의 권한을 주고 다시 실행하세요',
    ],
  'no --role is named: without an execution role a new function has no credentials for COS': [
    '未指定 --role：没有运行角色，新函数没有访问 COS 的凭证',
    '--role の指定がありません: 実行ロールがないと、新しい関数には COS の認証情報がありません',
    '--role이 지정되지 않았습니다: 실행 역할이 없으면 새 함수에 COS 자격 증명이 없습니다',
  ],
  'no --topic is named: nothing triggers the function until a CLS trigger is made in the SCF console':
    [
      '未指定 --topic：在 SCF 控制台创建 CLS 触发器之前，没有任何东西触发该函数',
      '--topic の指定がありません: SCF コンソールで CLS トリガーを作るまで、関数は起動しません',
      '--topic이 지정되지 않았습니다: SCF 콘솔에서 CLS 트리거를 만들기 전에는 함수가 실행되지 않습니다',
    ],
  '{0} answers more than {1} pages': [
    '{0} 返回超过 {1} 页',
    '{0} の応答が {1} ページを超えています',
    '{0}의 응답이 {1}페이지를 넘습니다',
  ],
  'a deployed function has variables of its own: --env and --config do not go with --deployed and --function':
    [
      '已部署的函数有自己的变量：--env 和 --config 不能与 --deployed、--function 同用',
      'デプロイ済みの関数には独自の変数があります: --env と --config は --deployed や --function と併用できません',
      '배포된 함수에는 자체 변수가 있습니다: --env, --config는 --deployed, --function과 함께 쓸 수 없습니다',
    ],
  watch: ['巡检', '巡回', '점검'],
  outbox: ['待发箱', '送信待ち', '발신 대기함'],
  'what becomes of events that fail could not be looked up': [
    '无法查询失败事件的去向',
    '失敗したイベントの扱いを確認できませんでした',
    '실패한 이벤트의 처리를 확인하지 못했습니다',
  ],
  'give your keys scf:GetFunctionEventInvokeConfig': [
    '请授予您的密钥 scf:GetFunctionEventInvokeConfig',
    '自分の鍵に scf:GetFunctionEventInvokeConfig を与えてください',
    '자신의 키에 scf:GetFunctionEventInvokeConfig를 주세요',
  ],
  'events that fail are not tried again': [
    '失败的事件不会重试',
    '失敗したイベントは再試行されません',
    '실패한 이벤트는 다시 시도하지 않습니다',
  ],
  'events that fail are tried once more, within {0} s': [
    '失败的事件在 {0} 秒内重试 1 次',
    '失敗したイベントは {0} 秒以内に 1 回再試行します',
    '실패한 이벤트는 {0}초 안에 한 번 다시 시도합니다',
  ],
  'events that fail are tried {0} times again, within {1} s': [
    '失败的事件在 {1} 秒内重试 {0} 次',
    '失敗したイベントは {1} 秒以内に {0} 回再試行します',
    '실패한 이벤트는 {1}초 안에 {0}번 다시 시도합니다',
  ],
  'then they go to {0}': ['之后送到 {0}', 'その後 {0} に送られます', '그 뒤 {0}(으)로 갑니다'],
  'then they are lost': ['之后即丢失', 'その後失われます', '그 뒤 사라집니다'],
  'then the watch finds their tasks': [
    '之后由巡检找回其任务',
    'その後は巡回がタスクを見つけます',
    '그 뒤에는 점검이 작업을 찾습니다',
  ],
  'set 2 with mps-webhook deploy --retries 2': [
    '用 mps-webhook deploy --retries 2 设为 2',
    'mps-webhook deploy --retries 2 で 2 にしてください',
    'mps-webhook deploy --retries 2로 2로 설정하세요',
  ],
  'name a queue with mps-webhook deploy --dead-letter, or find their tasks with mps-webhook deploy --watch 24h':
    [
      '用 mps-webhook deploy --dead-letter 指定队列，或用 mps-webhook deploy --watch 24h 找回其任务',
      'mps-webhook deploy --dead-letter でキューを指定するか、mps-webhook deploy --watch 24h でタスクを見つけてください',
      'mps-webhook deploy --dead-letter로 큐를 지정하거나, mps-webhook deploy --watch 24h로 작업을 찾으세요',
    ],
  'no timer trigger asks for it: events that never come are not found': [
    '没有定时触发器启动巡检：从未送达的事件不会被找到',
    'タイマートリガーがありません: 届かないイベントは見つかりません',
    '타이머 트리거가 없습니다: 도착하지 않은 이벤트를 찾지 못합니다',
  ],
  'mps-webhook deploy --watch 24h makes one': [
    'mps-webhook deploy --watch 24h 会创建',
    'mps-webhook deploy --watch 24h で作れます',
    'mps-webhook deploy --watch 24h로 만들 수 있습니다',
  ],
  'correct the options, or remove the timer trigger': [
    '请更正选项，或删除定时触发器',
    'オプションを直すか、タイマートリガーを削除してください',
    '옵션을 고치거나 타이머 트리거를 삭제하세요',
  ],
  'the message of the timer trigger does not ask for a round of the watch': [
    '定时触发器的附加信息不是巡检的请求',
    'タイマートリガーの追加情報が巡回を求めるものではありません',
    '타이머 트리거의 추가 정보가 점검을 요청하지 않습니다',
  ],
  'set its additional information to `watch` or `watch 24h`: mps-webhook deploy --watch 24h does it':
    [
      '把附加信息设为 `watch` 或 `watch 24h`：mps-webhook deploy --watch 24h 可以完成',
      '追加情報を `watch` か `watch 24h` にしてください。mps-webhook deploy --watch 24h でもできます',
      '추가 정보를 `watch` 또는 `watch 24h`로 설정하세요. mps-webhook deploy --watch 24h로도 됩니다',
    ],
  'a timer trigger asks for it: {0}': [
    '由定时触发器启动：{0}',
    'タイマートリガーが起動します: {0}',
    '타이머 트리거가 실행합니다: {0}',
  ],
  'no round has ended yet': [
    '还没有一轮巡检结束',
    'まだ 1 回も巡回が終わっていません',
    '아직 끝난 점검이 없습니다',
  ],
  'its last round left nothing that can be read': [
    '上一轮没有留下可读的结果',
    '前回の巡回は読める結果を残していません',
    '지난 점검이 읽을 수 있는 결과를 남기지 않았습니다',
  ],
  'look for lines that begin with `watch:` in the log of the function: docs/operations.md': [
    '在函数日志中查找以 `watch:` 开头的行：docs/operations.md',
    '関数のログで `watch:` で始まる行を探してください: docs/operations.md',
    '함수 로그에서 `watch:`로 시작하는 줄을 찾으세요: docs/operations.md',
  ],
  'the last round ended {0} min ago: 1 task, {1} had not arrived, {2} delivered now': [
    '上一轮于 {0} 分钟前结束：1 个任务，{1} 个未曾送达，现已投递 {2} 个',
    '前回の巡回は {0} 分前に終わりました: タスク 1 件、未着 {1} 件、うち {2} 件は配信済み',
    '지난 점검은 {0}분 전에 끝났습니다: 작업 1개, 도착하지 않은 것 {1}개, 그중 {2}개는 이제 전달됨',
  ],
  'the last round ended {0} min ago: {1} tasks, {2} had not arrived, {3} delivered now': [
    '上一轮于 {0} 分钟前结束：{1} 个任务，{2} 个未曾送达，现已投递 {3} 个',
    '前回の巡回は {0} 分前に終わりました: タスク {1} 件、未着 {2} 件、うち {3} 件は配信済み',
    '지난 점검은 {0}분 전에 끝났습니다: 작업 {1}개, 도착하지 않은 것 {2}개, 그중 {3}개는 이제 전달됨',
  ],
  'is the timer trigger on, and is its message `watch`? If so, look into the log of the function': [
    '定时触发器是否开启，附加信息是否为 `watch`？如果是，请查看函数日志',
    'タイマートリガーは有効で、追加情報は `watch` ですか？そうなら関数のログを見てください',
    '타이머 트리거가 켜져 있고 추가 정보가 `watch`인가요? 그렇다면 함수 로그를 보세요',
  ],
  '1 task of the last round is not delivered yet': [
    '上一轮有 1 个任务尚未投递',
    '前回の巡回のうち 1 件はまだ配信されていません',
    '지난 점검 중 1개는 아직 전달되지 않았습니다',
  ],
  '{0} tasks of the last round are not delivered yet': [
    '上一轮有 {0} 个任务尚未投递',
    '前回の巡回のうち {0} 件はまだ配信されていません',
    '지난 점검 중 {0}개는 아직 전달되지 않았습니다',
  ],
  'the next round looks at them again. If it stays so, look into the log of the function': [
    '下一轮会再次检查。如果一直如此，请查看函数日志',
    '次回もう一度確認します。続くようなら関数のログを見てください',
    '다음 점검에서 다시 확인합니다. 계속되면 함수 로그를 보세요',
  ],
  'the service did not know {0} of the missing tasks any more': [
    '缺失的任务中有 {0} 个服务端已查询不到',
    '未着のタスクのうち {0} 件はサービスに残っていません',
    '빠진 작업 중 {0}개는 서비스에 남아 있지 않습니다',
  ],
  'let the timer run at least once a day: MPS answers tasks of 7 days': [
    '请让定时触发器每天至少运行一次：MPS 只返回 7 天内的任务',
    'タイマーは 1 日 1 回以上動かしてください: MPS が答えるのは 7 日分です',
    '타이머를 하루에 한 번 이상 실행하세요: MPS는 7일간의 작업만 답합니다',
  ],
  'no event arrives: the last task was not in the archive': [
    '没有事件送达：最近 1 个任务不在归档中',
    'イベントが届いていません: 直近のタスク 1 件は保存されていませんでした',
    '이벤트가 도착하지 않습니다: 최근 작업 1개가 보관소에 없었습니다',
  ],
  'no event arrives: none of the last {0} tasks was in the archive': [
    '没有事件送达：最近 {0} 个任务都不在归档中',
    'イベントが届いていません: 直近のタスク {0} 件はどれも保存されていませんでした',
    '이벤트가 도착하지 않습니다: 최근 작업 {0}개가 모두 보관소에 없었습니다',
  ],
  'look at the MPS trigger: is it on, and bound to this function and to no other one?': [
    '请检查 MPS 触发器：是否开启，是否绑定到此函数而非其他函数？',
    'MPS トリガーを確認してください: 有効で、他の関数ではなくこの関数に結び付いていますか？',
    'MPS 트리거를 확인하세요: 켜져 있고, 다른 함수가 아니라 이 함수에 연결되어 있나요?',
  ],
  'the latest one in the archive is of a task that finished at {0}': [
    '归档中最新的事件来自 {0} 结束的任务',
    'アーカイブの最新のイベントは {0} に終了したタスクのものです',
    '보관소의 최신 이벤트는 {0}에 끝난 작업의 것입니다',
  ],
  'the list of it cannot be read': [
    '无法读取其列表',
    '一覧を読めません',
    '목록을 읽을 수 없습니다',
  ],
  'no message waits': [
    '没有等待发送的消息',
    '待っているメッセージはありません',
    '기다리는 메시지가 없습니다',
  ],
  '1 message waits, for {0} min': [
    '1 条消息等待发送，已等 {0} 分钟',
    '1 件のメッセージが {0} 分待っています',
    '메시지 1개가 {0}분째 기다립니다',
  ],
  '{0} messages wait, the oldest for {1} min': [
    '{0} 条消息等待发送，最早的已等 {1} 分钟',
    '{0} 件のメッセージが待っています。最も古いものは {1} 分待ち',
    '메시지 {0}개가 기다리고, 가장 오래된 것은 {1}분째입니다',
  ],
  'is the timer trigger on? Does the bot answer? Look into the log of the function': [
    '定时触发器是否开启？机器人是否应答？请查看函数日志',
    'タイマートリガーは有効ですか？ボットは応答しますか？関数のログを見てください',
    '타이머 트리거가 켜져 있나요? 봇이 응답하나요? 함수 로그를 보세요',
  ],
  'the keys may not list {0} ({1})': [
    '密钥无权列出 {0}（{1}）',
    'この鍵では {0} を一覧できません（{1}）',
    '이 키로는 {0}의 목록을 볼 수 없습니다({1})',
  ],
  'seen before: nothing was left to do': [
    '已存在：没有要做的事',
    '保存済み: することはありません',
    '이미 있음: 할 일이 없습니다',
  ],
  'a round of the watch': ['巡检一轮', '巡回 1 回', '점검 한 차례'],
  'loses an event by POST: MPS knows its task, the function does not': [
    'POST 的事件会丢失：MPS 知道其任务，函数不知道',
    'POST したイベントを失わせます: MPS はタスクを知り、関数は知りません',
    'POST한 이벤트를 잃어버립니다: MPS는 작업을 알고 함수는 모릅니다',
  ],
  'the event is lost: MPS knows its task, and the function does not. POST /watch finds it': [
    '事件已丢失：MPS 知道其任务，函数不知道。POST /watch 可找回',
    'イベントは失われました: MPS はタスクを知り、関数は知りません。POST /watch で見つかります',
    '이벤트를 잃어버렸습니다: MPS는 작업을 알고 함수는 모릅니다. POST /watch로 찾을 수 있습니다',
  ],
  'only a notification of WorkflowTask, EditMediaTask or ScheduleTask can be lost': [
    '只有 WorkflowTask、EditMediaTask 或 ScheduleTask 的通知可以丢失',
    '失わせることができるのは WorkflowTask、EditMediaTask、ScheduleTask の通知だけです',
    'WorkflowTask, EditMediaTask, ScheduleTask의 알림만 잃어버릴 수 있습니다',
  ],
  'a POST makes a round of the watch, which finds what was lost': [
    'POST 则进行一轮巡检，找回丢失的事件',
    'POST で巡回を 1 回行い、失われたものを見つけます',
    'POST하면 점검을 한 차례 하여 잃어버린 것을 찾습니다',
  ],
  'Its COS and MPS, for inspect, replay and reconcile:': [
    '其 COS 和 MPS，可供 inspect、replay 和 reconcile 使用：',
    'この COS と MPS は inspect、replay、reconcile で使えます:',
    '이 COS와 MPS는 inspect, replay, reconcile에서 쓸 수 있습니다:',
  ],
  '{0} is {1} in its archive': [
    '{0} 在其归档中名为 {1}',
    '{0} はこのアーカイブでは {1} です',
    '{0}은(는) 이 아카이브에서 {1}입니다',
  ],
  'correct this environment variable, or this field of the options, and send the event again': [
    '请改正这个环境变量或配置项，然后重新发送事件',
    'この環境変数またはオプションの項目を直し、イベントをもう一度送ってください',
    '이 환경 변수 또는 옵션 항목을 고치고 이벤트를 다시 보내세요',
  ],
  'correct process.js, and send the event again': [
    '请改正 process.js，然后重新发送事件',
    'process.js を直し、イベントをもう一度送ってください',
    'process.js를 고치고 이벤트를 다시 보내세요',
  ],
};
