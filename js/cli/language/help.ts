/** What help says, in the languages of terminals: by the English text, in Chinese, Japanese and Korean. */

export type Translation = readonly [zh: string, ja: string, ko: string];

export const HELP: Readonly<Record<string, Translation>> = {
  // Of commander and of the program.
  'Usage:': ['用法：', '使い方:', '사용법:'],
  'Arguments:': ['参数：', '引数:', '인수:'],
  'Options:': ['选项：', 'オプション:', '옵션:'],
  'Commands:': ['命令：', 'コマンド:', '명령:'],
  'Examples:': ['示例：', '例:', '예:'],
  'choices:': ['可选：', '選択肢:', '선택:'],
  'default:': ['默认：', '既定:', '기본값:'],
  'the version': ['显示版本', 'バージョンを表示', '버전 표시'],
  'display help for command': ['显示帮助', 'ヘルプを表示', '도움말 표시'],
  'how a command is called': ['某个命令的用法', 'コマンドの使い方', '명령의 사용법'],
  'What happened in Tencent Cloud MPS: archives notifications, notifies people, invokes functions.':
    [
      '腾讯云 MPS 任务结果：归档通知、发送消息、调用云函数。',
      'Tencent Cloud MPS のタスク結果: 通知を保存し、人に知らせ、関数を呼び出します。',
      'Tencent Cloud MPS 작업 결과: 알림을 보관하고, 사람에게 알리고, 함수를 호출합니다.',
    ],
  'Exit status: 0 done; 1 some event failed, or the output could not be written; 2 usage error; 130 ended by Ctrl-C.':
    [
      '退出状态：0 完成；1 有事件失败，或无法写出结果；2 用法错误；130 被 Ctrl-C 中止。',
      '終了ステータス: 0 完了; 1 失敗したイベントがある、または出力を書けない; 2 使い方の誤り; 130 Ctrl-C で中断。',
      '종료 상태: 0 완료; 1 실패한 이벤트가 있거나 출력을 쓸 수 없음; 2 사용법 오류; 130 Ctrl-C로 중단.',
    ],

  // Of several commands.
  'files or folders, cos://bucket/prefix; - is standard input': [
    '文件或文件夹，cos://存储桶/前缀；- 表示标准输入',
    'ファイルまたはフォルダー、cos://バケット/プレフィックス; - は標準入力',
    '파일 또는 폴더, cos://버킷/접두사; -는 표준 입력',
  ],
  'with which a bucket is read: the options as a JSON document': [
    '读取存储桶所用的选项（JSON 文档）',
    'バケットを読むためのオプション（JSON 文書）',
    '버킷을 읽을 때 쓰는 옵션(JSON 문서)',
  ],
  'with which a bucket is read: variables, in the form of .env': [
    '读取存储桶所用的变量（.env 格式）',
    'バケットを読むための変数（.env 形式）',
    '버킷을 읽을 때 쓰는 변수(.env 형식)',
  ],
  "the task's NotifyKey: what is not signed with it is refused": [
    '任务的 NotifyKey：未用它签名的一律拒绝',
    'タスクの NotifyKey: これで署名されていないものは拒否',
    '작업의 NotifyKey: 이 키로 서명되지 않은 것은 거부',
  ],
  'the language (default: that of the terminal)': [
    '语言（默认：终端的语言）',
    '言語（既定: 端末の言語）',
    '언어(기본값: 터미널의 언어)',
  ],
  'the options as a JSON document (default: MPS_WEBHOOK_CONFIG)': [
    '选项（JSON 文档；默认：MPS_WEBHOOK_CONFIG）',
    'オプション（JSON 文書。既定: MPS_WEBHOOK_CONFIG）',
    '옵션(JSON 문서, 기본값: MPS_WEBHOOK_CONFIG)',
  ],
  'variables, in the form of .env; they go before those of the shell': [
    '变量（.env 格式），优先于 shell 中的变量',
    '変数（.env 形式）。シェルの変数より優先',
    '변수(.env 형식), 셸의 변수보다 우선',
  ],
  'do as a function of this template does': [
    '按此模板的函数处理',
    'このテンプレートの関数と同じに扱う',
    '이 템플릿의 함수와 같이 처리',
  ],
  'variables, in the form of .env': ['变量（.env 格式）', '変数（.env 形式）', '변수(.env 형식)'],
  'the template': ['模板', 'テンプレート', '템플릿'],
  'for a program': ['供程序读取', 'プログラム向け', '프로그램용'],
  'your own processing, put in as process.js': [
    '您自己的处理，作为 process.js 放入',
    '独自の処理。process.js として入れる',
    '직접 만든 처리, process.js로 넣음',
  ],

  // inspect
  'what happened, for a person or a program': [
    '发生了什么，供人或程序阅读',
    '何が起きたか。人向け、またはプログラム向け',
    '무슨 일이 있었는지, 사람 또는 프로그램용',
  ],
  'Says what happened: how it ended, what failed and why, what was made and found. Reads notifications in any envelope: web requests, messages of queues, batches of logs; files, folders, NDJSON, all of them also compressed by gzip.':
    [
      '说明发生了什么：任务如何结束，什么失败了、为什么，生成和识别了什么。可读取任何封装中的通知：HTTP 请求、队列消息、日志批次；文件、文件夹、NDJSON，均可经 gzip 压缩。',
      '何が起きたかを示します。タスクの結果、何がなぜ失敗したか、何が作られ、何が見つかったか。どの封筒の通知も読みます: HTTP リクエスト、キューのメッセージ、ログのバッチ。ファイル、フォルダー、NDJSON。gzip 圧縮にも対応します。',
      '무슨 일이 있었는지 보여 줍니다. 작업이 어떻게 끝났는지, 무엇이 왜 실패했는지, 무엇이 만들어지고 발견되었는지. 어떤 봉투에 든 알림도 읽습니다: HTTP 요청, 큐 메시지, 로그 배치; 파일, 폴더, NDJSON, gzip 압축도 가능합니다.',
    ],
  'for a program: the report of each notification on a line': [
    '供程序读取：每条通知的报告占一行',
    'プログラム向け: 通知ごとのレポートを 1 行に',
    '프로그램용: 알림마다 보고서를 한 줄로',
  ],
  'as --json, with each report as a CloudEvent 1.0': [
    '同 --json，每份报告为一个 CloudEvent 1.0',
    '--json と同じ。各レポートは CloudEvent 1.0',
    '--json과 같음, 각 보고서는 CloudEvent 1.0',
  ],
  'one line for each notification': ['每条通知一行', '通知ごとに 1 行', '알림마다 한 줄'],

  // open
  'events in the inspector, in the browser': [
    '在浏览器的检查器中查看事件',
    'イベントをブラウザーのインスペクターで表示',
    '브라우저의 인스펙터에서 이벤트 보기',
  ],
  'Shows an event in the inspector: what happened, where each value is from, what the function would do. Several events, such as those of a folder, are an archive there: a list to search and filter. The inspector is served by this process, to this machine and only at the address that is printed. Ctrl-C ends it.':
    [
      '在检查器中查看事件：发生了什么、每个值来自何处、函数会怎样处理。多个事件（例如一个文件夹中的）在检查器中是一份归档：可搜索和筛选的列表。检查器由本进程提供，只能从本机经打印出的地址访问。按 Ctrl-C 结束。',
      'インスペクターでイベントを表示します。何が起きたか、各値がどこから来たか、関数なら何をするか。フォルダー内などの複数のイベントは、検索や絞り込みができる一覧のアーカイブになります。インスペクターはこのプロセスが提供し、このマシンから、表示されたアドレスでのみ開けます。Ctrl-C で終了します。',
      '인스펙터에서 이벤트를 보여 줍니다. 무슨 일이 있었는지, 각 값이 어디에서 왔는지, 함수라면 무엇을 할지. 폴더 안의 것처럼 여러 이벤트는 검색하고 거를 수 있는 목록, 곧 아카이브가 됩니다. 인스펙터는 이 프로세스가 제공하며, 이 컴퓨터에서 표시된 주소로만 열 수 있습니다. Ctrl-C로 끝냅니다.',
    ],
  'print the address and open no browser': [
    '只打印地址，不打开浏览器',
    'アドレスを表示し、ブラウザーは開かない',
    '주소만 표시하고 브라우저는 열지 않음',
  ],

  // plan
  'what would be stored, sent and invoked, without doing it': [
    '将会存储、发送、调用什么，但并不执行',
    '何が保存、送信、呼び出しされるかを、実行せずに表示',
    '무엇이 저장, 전송, 호출될지 실행하지 않고 표시',
  ],
  'Says what the function would do with an event: the keys it would store, the messages it would send, the functions it would invoke. Nothing is sent. The options are those of the function, from the same variables; credentials are not needed, and nothing secret is shown.':
    [
      '说明函数会如何处理事件：存储哪些对象键，发送哪些消息，调用哪些函数。不发送任何东西。选项与函数相同，来自同样的变量；不需要密钥，也不显示任何机密。',
      '関数がイベントをどう扱うかを示します。保存するキー、送るメッセージ、呼び出す関数。何も送信しません。オプションは関数と同じで、同じ変数から取ります。認証情報は不要で、秘密は表示しません。',
      '함수가 이벤트를 어떻게 처리할지 보여 줍니다. 저장할 키, 보낼 메시지, 호출할 함수. 아무것도 보내지 않습니다. 옵션은 함수와 같고 같은 변수에서 가져옵니다. 자격 증명은 필요 없으며 비밀은 표시하지 않습니다.',
    ],
  'for a program: the plan of each event on a line; "dry_run": true says that nothing was done': [
    '供程序读取：每个事件的计划占一行；"dry_run": true 表示什么都没有做',
    'プログラム向け: イベントごとの計画を 1 行に。"dry_run": true は何も行っていないことを示す',
    '프로그램용: 이벤트마다 계획을 한 줄로. "dry_run": true는 아무것도 하지 않았다는 뜻',
  ],

  // reconcile
  'find finished tasks whose events never came, and deliver them': [
    '查找事件未送达的已结束任务并投递',
    'イベントが届かなかった終了済みタスクを探して配信',
    '이벤트가 도착하지 않은 끝난 작업을 찾아 전달',
  ],
  'Asks MPS which tasks finished, looks for each in the archive, and says which are missing. With --yes, or when asked on a terminal, it fetches those from MPS and delivers them as the function would: stored, marked as reconciled, notified, invoked. An event that comes later is stored, and nobody is notified of it again. A process.js does not run. The keys need mps:DescribeTasks and mps:DescribeTaskDetail, and on the archive cos:GetBucket, cos:GetObject and cos:PutObject.':
    [
      '向 MPS 查询哪些任务已结束，逐一在归档中查找，并说明缺失的任务。加 --yes 或在终端确认后，从 MPS 取回这些任务并像函数一样投递：存储、标记为 reconciled、通知、调用。之后才到的事件只存储，不再通知。process.js 不会运行。密钥需要 mps:DescribeTasks 和 mps:DescribeTaskDetail，以及对归档的 cos:GetBucket、cos:GetObject 和 cos:PutObject 权限。',
      '終了したタスクを MPS に問い合わせ、アーカイブで一つずつ探し、ないものを示します。--yes を付けるか端末で確認すると、MPS から取得し、関数と同じように配信します（保存、reconciled の印、通知、呼び出し）。後から届いたイベントは保存だけを行い、再び通知しません。process.js は実行しません。キーには mps:DescribeTasks、mps:DescribeTaskDetail と、アーカイブに対する cos:GetBucket、cos:GetObject、cos:PutObject が必要です。',
      'MPS에 끝난 작업을 묻고 보관소에서 하나씩 찾아 없는 것을 알려 줍니다. --yes를 붙이거나 터미널에서 확인하면 MPS에서 가져와 함수처럼 전달합니다: 저장, reconciled 표시, 알림, 호출. 나중에 도착한 이벤트는 저장만 하고 다시 알리지 않습니다. process.js는 실행하지 않습니다. 키에는 mps:DescribeTasks, mps:DescribeTaskDetail과 보관소에 대한 cos:GetBucket, cos:GetObject, cos:PutObject 권한이 필요합니다.',
    ],
  'how far back: 24h, at most 7d, or a time': [
    '回溯多久：24h，最多 7d，或一个时间',
    'どこまでさかのぼるか: 24h、最大 7d、または時刻',
    '얼마나 거슬러 올라갈지: 24h, 최대 7d, 또는 시각',
  ],
  'how long events may be on their way, at least 5m': [
    '事件可能在途多久，至少 5m',
    'イベントの到着を待つ時間（最短 5m）',
    '이벤트 도착을 기다리는 시간, 최소 5m',
  ],
  'the base URL of the MPS API, instead of its own': [
    'MPS API 的基础 URL，代替其自身的地址',
    'MPS API 本来のものに代わるベース URL',
    'MPS API 자체 주소 대신 쓸 기본 URL',
  ],
  'only say what is missing': ['只说明缺失的任务', '足りないものを示すだけ', '누락된 것만 표시'],
  'deliver what is missing without asking': [
    '不询问，直接投递缺失的任务',
    '確認せずに足りないものを配信',
    '묻지 않고 누락된 것을 전달',
  ],
  // replay
  'deliver archived events again': [
    '重新投递已归档的事件',
    '保存済みのイベントを再配信',
    '보관된 이벤트를 다시 전달',
  ],
  'Delivers events as the function would: files, folders or buckets (report objects of an archive are left out), NDJSON, all of them also compressed by gzip. An event that the archive has is not stored again, and no target is notified of it again. An event that is not an MPS notification is skipped and named; a damaged notification fails. After an interruption the next call resumes: a journal beside the first path lists the delivered events, and is removed when all are delivered.':
    [
      '像函数一样投递事件：文件、文件夹或存储桶（跳过归档中的报告对象）、NDJSON，均可经 gzip 压缩。归档中已有的不会再次存储或通知。不是通知的会跳过并列出；损坏的通知算作失败。中断后再次调用会从中断处继续：第一个路径旁的日志文件记录哪些事件已投递，全部完成后删除。',
      '関数と同じようにイベントを配信します。ファイル、フォルダー、バケット（アーカイブのレポートは除く）、NDJSON。gzip 圧縮にも対応します。アーカイブに既にあるものは、再び保存も通知もしません。通知でないものは飛ばして示し、壊れた通知は失敗とします。中断しても、もう一度呼べば続きから進みます。最初のパスの横のジャーナルが配信済みを記録し、すべて終わると消えます。',
      '함수와 같은 방식으로 이벤트를 전달합니다. 파일, 폴더, 버킷(보관소의 보고서는 제외), NDJSON, gzip 압축도 가능합니다. 보관소에 이미 있는 것은 다시 저장하거나 알리지 않습니다. 알림이 아닌 것은 건너뛰고 표시하며, 손상된 알림은 실패입니다. 중단되어도 다시 부르면 이어서 진행합니다. 첫 경로 옆의 저널이 전달된 이벤트를 기록하며, 모두 끝나면 지워집니다.',
    ],
  'store, but notify nobody and invoke nothing': [
    '只存储，不通知、不调用',
    '保存だけ。通知も呼び出しもしない',
    '저장만 하고 알리거나 호출하지 않음',
  ],
  'send nothing; say what would be done': [
    '不发送任何东西，只说明将会做什么',
    '何も送らず、何をするかを示す',
    '아무것도 보내지 않고 무엇을 할지 표시',
  ],
  'store events that are not MPS notifications, too, as the function does': [
    '不是通知的也存储，与函数一样',
    '関数と同じく、通知でないものも保存',
    '함수와 같이 알림이 아닌 것도 저장',
  ],
  'only tasks that ended at this time or later': [
    '只处理在此时间或之后结束的任务',
    'この時刻以降に終わったタスクだけ',
    '이 시각 이후에 끝난 작업만',
  ],
  'only tasks that ended before this time': [
    '只处理在此时间之前结束的任务',
    'この時刻より前に終わったタスクだけ',
    '이 시각 전에 끝난 작업만',
  ],
  'only events of this type, such as WorkflowTask; `other`: those this version does not know; repeatable':
    [
      '只处理此类型的事件，如 WorkflowTask；`other`：本版本不认识的类型；可重复',
      'この種類のイベントだけ。例: WorkflowTask; `other`: この版が知らない種類; 繰り返し可',
      '이 종류의 이벤트만, 예: WorkflowTask; `other`: 이 버전이 모르는 종류; 반복 가능',
    ],
  'only tasks that ended so; repeatable': [
    '只处理结果为此的任务；可重复',
    'この結果のタスクだけ; 繰り返し可',
    '이렇게 끝난 작업만; 반복 가능',
  ],
  'only tasks whose id has this in it; repeatable': [
    '只处理 ID 中含此文本的任务；可重复',
    'ID にこれを含むタスクだけ; 繰り返し可',
    'ID에 이 텍스트가 있는 작업만; 반복 가능',
  ],
  'events at a time': ['同时处理的事件数', '同時に扱うイベント数', '동시에 처리할 이벤트 수'],
  'how long to try one event': [
    '一个事件最多尝试多久',
    '1 件のイベントを試みる時間',
    '이벤트 하나를 시도하는 시간',
  ],
  'give up after so many failures in a row': [
    '连续失败这么多次后放弃',
    '連続でこれだけ失敗したらやめる',
    '연속으로 이만큼 실패하면 그만둠',
  ],
  'where the journal is': ['日志文件的位置', 'ジャーナルの場所', '저널의 위치'],
  'keep none': ['不保留日志文件', 'ジャーナルを作らない', '저널을 만들지 않음'],
  'forget what an interrupted replay did': [
    '忽略中断的重放已完成的部分',
    '中断した再配信の記録を忘れる',
    '중단된 재전달의 기록을 잊음',
  ],

  'print only errors and results, no progress': [
    '只打印错误和结果，不显示进度',
    'エラーと結果だけを表示し、進み具合は表示しない',
    '오류와 결과만 출력하고 진행 상황은 표시하지 않음',
  ],
  'print each request: method, host, action, status, request id': [
    '打印每个请求：方法、主机、接口、状态、请求 ID',
    '各リクエストを表示: メソッド、ホスト、アクション、ステータス、リクエスト ID',
    '각 요청을 출력: 메서드, 호스트, 액션, 상태, 요청 ID',
  ],

  // sample
  'an event to try things with': ['一个可供试用的事件', '試すためのイベント', '시험해 볼 이벤트'],
  'Prints an event as MPS sends it, to try the other commands or the test of the SCF console with. Nothing in it is real.':
    [
      '打印一个与 MPS 发送的格式相同的事件，可用于试用其他命令或 SCF 控制台的测试。其中内容均为虚构。',
      'MPS が送る形のイベントを表示します。ほかのコマンドや SCF コンソールのテストで使えます。中身はすべて架空です。',
      'MPS가 보내는 형식의 이벤트를 출력합니다. 다른 명령이나 SCF 콘솔의 테스트에 쓸 수 있습니다. 내용은 모두 가상입니다.',
    ],
  'which one (default: workflow-many-outputs)': [
    '哪一个（默认：workflow-many-outputs）',
    'どれか（既定: workflow-many-outputs）',
    '어느 것(기본값: workflow-many-outputs)',
  ],
  'the names there are, and what each sample shows': [
    '列出所有名称及各示例的内容',
    '名前の一覧と、それぞれの内容',
    '이름 목록과 각 샘플의 내용',
  ],

  // dev
  'the function, a COS and the inspector on this machine': [
    '在本机运行函数、COS 和检查器',
    '関数、COS、インスペクターをこのマシンで動かす',
    '함수, COS, 인스펙터를 이 컴퓨터에서 실행',
  ],
  'Runs the deployable function on this machine, with a COS, an MPS, bots and functions to invoke that are local too: nothing gets out. Events are taken by POST and from a folder; what became of them is shown here and on a page. process.js and the options are loaded anew when their files change.':
    [
      '在本机运行可部署的函数，COS、MPS、机器人和被调用的函数也都在本机：没有任何东西发往外部。事件通过 POST 或文件夹接收；处理结果显示在这里和页面上。process.js 和选项的文件改变时会重新加载。',
      'デプロイできる関数をこのマシンで動かします。COS、MPS、ボット、呼び出す関数もすべてローカルで、外には何も出ません。イベントは POST とフォルダーから受け取り、結果をここと画面に示します。process.js とオプションは、ファイルが変わると読み直します。',
      '배포할 수 있는 함수를 이 컴퓨터에서 실행합니다. COS, MPS, 봇, 호출할 함수도 모두 로컬이며 밖으로 나가는 것은 없습니다. 이벤트는 POST와 폴더로 받고, 결과는 여기와 페이지에 표시합니다. process.js와 옵션은 파일이 바뀌면 다시 읽습니다.',
    ],
  'where events are posted to': [
    '接收事件的端口',
    'イベントを受け取るポート',
    '이벤트를 받을 포트',
  ],
  'take the files that are put into this folder, which is made if it is not there': [
    '接收放入此文件夹的文件；没有则创建',
    'このフォルダーに置かれたファイルを受け取る。なければ作成する',
    '이 폴더에 놓인 파일을 받음. 없으면 만듦',
  ],
  'your own processing of reports (default: process.js)': [
    '您自己的报告处理（默认：process.js）',
    'レポートの独自の処理（既定: process.js）',
    '직접 만든 보고서 처리(기본값: process.js)',
  ],
  'where stored objects lie': [
    '存储对象的位置',
    '保存したオブジェクトの場所',
    '저장된 객체의 위치',
  ],
  'the template that is run': ['运行的模板', '動かすテンプレート', '실행할 템플릿'],
  'the Node.js that runs it': ['用来运行的 Node.js', '動かす Node.js', '실행할 Node.js'],

  // doctor
  'whether a configuration will work': [
    '检查配置能否正常工作',
    '設定が動くかどうかを調べる',
    '설정이 동작할지 확인',
  ],
  'Looks at options, keys, clock, bucket, functions to invoke and bots, and says of each what is wrong and what to do. Writes nothing and notifies nobody unless it is asked to.':
    [
      '检查选项、密钥、时钟、存储桶、要调用的函数和机器人，说明各有什么问题、该怎么办。除非要求，否则不写入也不通知。',
      'オプション、鍵、時計、バケット、呼び出す関数、ボットを調べ、何が悪いか、どうすればよいかを示します。求められない限り、書き込みも通知もしません。',
      '옵션, 키, 시계, 버킷, 호출할 함수, 봇을 살펴보고 무엇이 잘못되었는지, 무엇을 해야 하는지 알려 줍니다. 요청하지 않으면 쓰거나 알리지 않습니다.',
    ],
  "the deployed function that has the template's name: what it is like, its variables, how the watch goes":
    [
      '已部署的、与模板同名的函数：其设置、变量和巡检情况',
      'テンプレートと同名のデプロイ済み関数: その設定、変数、巡回の状況',
      '템플릿과 이름이 같은 배포된 함수: 그 설정, 변수, 점검 상황',
    ],
  'the same of a deployed function with another name': [
    '同上，用于其他名称的已部署函数',
    '別の名前のデプロイ済み関数について同じことを行う',
    '이름이 다른 배포된 함수에 대해 같은 것',
  ],
  'of that function (default: default)': [
    '该函数的命名空间（默认：default）',
    'その関数の名前空間（既定: default）',
    '그 함수의 네임스페이스(기본값: default)',
  ],
  'of that function (default: TENCENTCLOUD_REGION)': [
    '该函数的地域（默认：TENCENTCLOUD_REGION）',
    'その関数のリージョン（既定: TENCENTCLOUD_REGION）',
    '그 함수의 리전(기본값: TENCENTCLOUD_REGION)',
  ],
  'write an object into the bucket, and delete it': [
    '向存储桶写入一个对象再删除',
    'バケットにオブジェクトを書き、消す',
    '버킷에 객체를 쓰고 지움',
  ],
  'send a test message to the bots': [
    '向机器人发送测试消息',
    'ボットにテストを送る',
    '봇에 시험 메시지를 보냄',
  ],
  'the function is called over HTTP too: callbacks must be signed': [
    '函数也通过 HTTP 调用：回调必须签名',
    '関数は HTTP でも呼ばれる: コールバックには署名が必要',
    '함수가 HTTP로도 호출됨: 콜백은 서명되어야 함',
  ],

  // pack
  'the zip for SCF': ['用于 SCF 的 zip', 'SCF 用の zip', 'SCF용 zip'],
  'Makes the zip that SCF takes of a template, with your own processing in it. The same files give the same bytes, on every machine.':
    [
      '把模板连同您自己的处理打成 SCF 接收的 zip。相同的文件在任何机器上都得到相同的字节。',
      'テンプレートと独自の処理から、SCF が受け取る zip を作ります。同じファイルからは、どのマシンでも同じバイト列ができます。',
      '템플릿과 직접 만든 처리로 SCF가 받는 zip을 만듭니다. 같은 파일이면 어느 컴퓨터에서나 같은 바이트가 됩니다.',
    ],
  'where to write it (default: <template>.zip)': [
    '写到哪里（默认：<template>.zip）',
    '書き出す場所（既定: <template>.zip）',
    '쓸 위치(기본값: <template>.zip)',
  ],

  // deploy
  'make or update the function in SCF': [
    '在 SCF 中创建或更新函数',
    'SCF に関数を作成または更新',
    'SCF에 함수를 만들거나 업데이트',
  ],
  'Shows what would change in SCF, and does it with --yes: the function, its variables, its triggers. What is not named stays as it is. Keys: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and, with temporary ones, TENCENTCLOUD_SECURITY_TOKEN.':
    [
      '显示 SCF 中将要改变什么，加 --yes 则执行：函数、其变量、其触发器。未指定的保持不变。密钥：TENCENTCLOUD_SECRET_ID、TENCENTCLOUD_SECRET_KEY，临时密钥还需 TENCENTCLOUD_SECURITY_TOKEN。',
      'SCF で何が変わるかを示し、--yes で実行します: 関数、その変数、トリガー。指定しないものはそのままです。鍵: TENCENTCLOUD_SECRET_ID、TENCENTCLOUD_SECRET_KEY、一時的な鍵では TENCENTCLOUD_SECURITY_TOKEN も。',
      'SCF에서 무엇이 바뀔지 보여 주고 --yes이면 실행합니다: 함수, 변수, 트리거. 지정하지 않은 것은 그대로입니다. 키: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, 임시 키에는 TENCENTCLOUD_SECURITY_TOKEN도 필요합니다.',
    ],
  "the function's name (default: the template's)": [
    '函数名（默认：模板名）',
    '関数名（既定: テンプレート名）',
    '함수 이름(기본값: 템플릿 이름)',
  ],
  'such as ap-guangzhou (default: TENCENTCLOUD_REGION)': [
    '如 ap-guangzhou（默认：TENCENTCLOUD_REGION）',
    '例: ap-guangzhou（既定: TENCENTCLOUD_REGION）',
    '예: ap-guangzhou(기본값: TENCENTCLOUD_REGION)',
  ],
  "the function's namespace": ['函数的命名空间', '関数の名前空間', '함수의 네임스페이스'],
  'its execution role, made in the CAM console for the service SCF': [
    '其运行角色，在 CAM 控制台为 SCF 服务创建',
    '実行ロール。CAM コンソールで SCF サービス用に作成',
    '실행 역할, CAM 콘솔에서 SCF 서비스용으로 생성',
  ],
  'variables of the function, NAME=value a line': [
    '函数的变量，每行 NAME=value',
    '関数の変数。1 行に NAME=value',
    '함수의 변수, 한 줄에 NAME=value',
  ],
  'the options as a JSON document, for MPS_WEBHOOK_CONFIG': [
    '选项（JSON 文档），用于 MPS_WEBHOOK_CONFIG',
    'MPS_WEBHOOK_CONFIG に入れるオプション（JSON 文書）',
    'MPS_WEBHOOK_CONFIG에 넣을 옵션(JSON 문서)',
  ],
  'one variable, may be repeated; NAME= removes it': [
    '一个变量，可重复；NAME= 表示删除',
    '変数 1 つ。繰り返し可; NAME= は削除',
    '변수 하나, 반복 가능; NAME=는 삭제',
  ],
  'WorkflowTask, EditMediaTask or none, may be repeated (default: WorkflowTask)': [
    'WorkflowTask、EditMediaTask 或 none，可重复（默认：WorkflowTask）',
    'WorkflowTask、EditMediaTask、none。繰り返し可（既定: WorkflowTask）',
    'WorkflowTask, EditMediaTask 또는 none, 반복 가능(기본값: WorkflowTask)',
  ],
  'the log topic that triggers cls-to-cos': [
    '触发 cls-to-cos 的日志主题',
    'cls-to-cos を起動するログトピック',
    'cls-to-cos를 트리거하는 로그 토픽',
  ],
  'a timer trigger that finds events that never came, and the permissions it needs: how far back its first round looks, such as 24h, at most 7d':
    [
      '创建定时触发器（找回从未送达的事件）及其所需权限：首轮回溯多久，如 24h，最多 7d',
      '届かなかったイベントを見つけるタイマートリガーと必要な権限: 最初にどこまでさかのぼるか。例: 24h、最大 7d',
      '도착하지 않은 이벤트를 찾는 타이머 트리거와 필요한 권한: 첫 차례에 얼마나 거슬러 올라갈지, 예: 24h, 최대 7d',
    ],
  'of a new function (default: Nodejs18.15)': [
    '新函数的运行环境（默认：Nodejs18.15）',
    '新しい関数のランタイム（既定: Nodejs18.15）',
    '새 함수의 런타임(기본값: Nodejs18.15)',
  ],
  'of a new function: 128': ['新函数：128', '新しい関数では 128', '새 함수: 128'],
  'of a new function: 10': ['新函数：10', '新しい関数では 10', '새 함수: 10'],
  'after an error of the function, 0 to 2; of a new function: 2': [
    '函数出错后的重试次数，0 到 2；新函数：2',
    '関数のエラー後の再試行回数、0～2。新しい関数では 2',
    '함수 오류 후 재시도 횟수, 0~2; 새 함수: 2',
  ],
  'how long SCF keeps an event; of a new function: 21600': [
    'SCF 保留事件的时间；新函数：21600',
    'SCF がイベントを保持する時間。新しい関数では 21600',
    'SCF가 이벤트를 보관하는 시간; 새 함수: 21600',
  ],
  'where events go that no retry delivers, such as CMQ-QUEUE:failed-events; none for nowhere': [
    '重试后仍未送达的事件去往何处，如 CMQ-QUEUE:failed-events；none 表示不保留',
    '再試行でも届かないイベントの送り先。例: CMQ-QUEUE:failed-events。none はなし',
    '재시도로도 전달되지 않은 이벤트를 보낼 곳, 예: CMQ-QUEUE:failed-events; none은 없음',
  ],
  'after --yes, invoke it once with a sample event, which it archives and notifies of': [
    '在 --yes 之后，用示例事件调用一次；函数会归档该事件并发送通知',
    '--yes の後に、サンプルのイベントで 1 回呼び出す。関数はそれを保存し、通知する',
    '--yes 뒤에 샘플 이벤트로 한 번 호출; 함수는 그 이벤트를 보관하고 알림',
  ],
  'only show what would change': ['只显示将要改变什么', '変わることを示すだけ', '바뀔 것만 표시'],
  'do it': ['执行', '実行する', '실행'],

  // completion
  'completion of commands and options for a shell': [
    'shell 的命令和选项补全',
    'シェルでコマンドとオプションを補完',
    '셸의 명령과 옵션 자동 완성',
  ],
  'Prints the script that lets a shell complete commands and options.': [
    '打印让 shell 补全命令和选项的脚本。',
    'シェルがコマンドとオプションを補完するためのスクリプトを表示します。',
    '셸이 명령과 옵션을 자동 완성하도록 하는 스크립트를 출력합니다.',
  ],
  'the shell': ['shell', 'シェル', '셸'],
};
