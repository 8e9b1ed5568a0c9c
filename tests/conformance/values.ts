/** Values of single members, as realistic as their names allow. */

import type { Random } from './random';
import type { Field } from './schema';
import { documentedValues } from './variants';

/** What every secret in a generated event begins with: nothing of the kind may come out again. */
export const SECRET_MARK = 'FAKE-';

const WORDS = [
  ...['航拍', '采访 终版', '第01集', '婚礼', '产品发布会', '播客', '猫', '課程', '映像', '동영상'],
  ...['final', 'take 2', 'WildAnimal', 'intro', 'Übersicht', '100%', 'a+b', 'x&y', '#8', '50% off'],
  ...['%20', '😀', 'ñandú', "l'été", '(1)', 'v2.1', '[raw]', 'Q&A', '=', '～'],
];
const LABELS = [
  '科技',
  '体育',
  '塔楼',
  '新闻',
  '美食',
  'Sports',
  'cat',
  '敏感词',
  '张三',
  'Zoë',
  '演讲',
];
const SENTENCES = [
  '大家好，欢迎收看今天的节目。',
  '现在我们来看一下"数据"是怎么流动的\\到底。',
  'Welcome back to the show, 各位观众!',
  '3.14 是圆周率；换行\n与制表\t也会出现。',
  'こんにちは世界',
  '<b>not markup</b> & more',
];
const LANGUAGES = ['zh', 'en', 'ja', 'ko', 'auto'];
const REGIONS = ['ap-guangzhou', 'ap-shanghai', 'ap-beijing', 'ap-hongkong', 'ap-singapore'];
const S3_REGIONS = ['us-east-1', 'eu-west-3'];
const BUCKETS = ['media-in', 'mirror', 'TopRankVideo', 'vod-out', 'studio', 'a1'];
const EXTENSIONS = ['mp4', 'm3u8', 'jpg', 'vtt', 'srt', 'gif', 'mpd', 'webm', 'm4a', 'json'];

/** A text for a member, going by its name and, where it lists values, by its documentation. */
export function text(random: Random, owner: string, field: Field): string {
  const { name } = field;
  if (/^S3Secret(Id|Key)$/.test(name)) return SECRET_MARK + random.hex(24);
  if (/Drm$/.test(owner) && /^(Key|Vector)$/.test(name)) return SECRET_MARK + random.hex(32);
  if (/^(SubtitlePath|VoiceClonedVideo|VoiceClonedMarkFile)$/.test(name)) {
    return random.chance(25) ? url(random) : path(random);
  }
  if (/(Path|PathSet|Paths|ObjectPath|Object|ObjectName)$/.test(name)) return path(random);
  if (/(Url|Uri)$/.test(name)) return url(random);
  if (name === 'Bucket' || name === 'S3Bucket') return bucket(random, owner);
  if (name === 'Region') return random.pick(REGIONS);
  if (name === 'S3Region') return random.pick(S3_REGIONS);
  if (/(Time|DateTime|DateTimeSet)$/.test(name)) return time(random);
  if (name === 'TaskId') return taskId(random);
  if (/FileId$/.test(name))
    return `${random.int(1_000_000_000, 2_000_000_000)}${random.int(10_000_000, 99_999_999)}`;
  if (name === 'Md5' || name === 'Sign') return random.hex(32);
  if (name === 'Message') return random.pick(['', 'SUCCESS', 'data timeout']);
  if (name === 'SessionContext' || name === 'ExtraData' || name === 'SpecialInfo') {
    return random.chance(50) ? '{"order":"A-1","n":[1,2]}' : random.pick(SENTENCES);
  }
  if (name === 'SessionId' || name === 'Id' || /Id$/.test(name)) {
    return `${random.pick(['id', 'p', 'seg'])}_${random.hex(8)}`;
  }
  if (/Lang(uage)?$|^Trans(Src|Dst)$/.test(name)) return random.pick(LANGUAGES);
  if (name === 'Container')
    return random.pick(['mp4', 'hls,applehttp', 'mov,mp4,m4a,3gp,3g2,mj2', 'gif']);
  if (/Codecs?$/.test(name)) return random.pick(['h264', 'hevc', 'aac', 'mp3', 'av1']);
  const documented = documentedValues(field);
  if (documented.length > 0) return random.pick(documented);
  if (name === 'Status') return random.pick(['Success', 'Error']);
  if (/^(Text|Trans|Summary|Description|Abstract|Remark)$|Result$|Info$/.test(name))
    return prose(random);
  if (/^(Title|Label|Tag|Word|Name|Classification)$|Set$|Keywords$|Tags$/.test(name))
    return label(random);
  return random.chance(20) ? '' : random.pick(WORDS);
}

/** A number for a member, going by its name. */
export function number(random: Random, { name }: Field): number {
  if (/^(Confidence|.*Score)$/.test(name))
    return random.chance(50) ? random.int(0, 100) : random.float(0, 100);
  if (name === 'Progress') return random.int(0, 100);
  if (/Definition$/.test(name)) return random.pick([0, 10, 20, 100_010, 100_040, 1_234_567]);
  if (name === 'Timestamp') return random.int(1_600_000_000, 1_900_000_000);
  if (/(Offset|Duration|Time|Start|End|Pts)$/.test(name))
    return random.chance(20) ? random.int(0, 90) : random.float(0, 7200);
  // Sizes go beyond what 32 bits hold.
  if (name === 'Size') return random.int(0, 2_000_000_000) * random.pick([1, 1, 7]);
  if (/^(Height|Width)$/.test(name)) return random.pick([0, 240, 360, 720, 1080, 1920, 3840]);
  if (/Bitrate$/.test(name)) return random.int(32_000, 40_000_000);
  if (name === 'SubAppId') return random.int(1_500_000_000, 1_600_000_000);
  if (/Id$/.test(name)) return random.int(1, 100_000);
  if (/^(Loudness|.*X|.*Y)$/.test(name)) return random.float(-30, 1);
  if (/(Switch|Over|Mode|Type|Basic|Pos|Label)$/.test(name)) return random.int(0, 1);
  return random.int(0, 4096);
}

/** A path: mostly with the slash before it that the service puts there, in raw UTF-8. */
export function path(random: Random): string {
  const folders = Array.from({ length: random.int(0, 3) }, () => random.pick(WORDS));
  const file = `${random.pick(WORDS)}_${random.hex(6)}.${random.pick(EXTENSIONS)}`;
  const slashes = random.pick(['/', '/', '/', '/', '', '//']);
  return slashes + [...folders, file].join('/');
}

export function url(random: Random): string {
  const scheme = random.pick(['https', 'https', 'http']);
  const host = random.pick([
    'media.example.com',
    'archive-1250000000.cos.ap-guangzhou.myqcloud.com',
    '[2001:db8::1]:8443',
  ]);
  const query = random.pick(['', '', '?sign=a%2Fb&t=1', '?q=中文#t']);
  return `${scheme}://${host}/${encodeURI(random.pick(WORDS))}/${random.hex(8)}.${random.pick(EXTENSIONS)}${query}`;
}

/** ISO 8601 in UTC with seconds. */
export function time(random: Random): string {
  return new Date(random.int(1_600_000_000, 1_900_000_000) * 1000)
    .toISOString()
    .replace('.000', '');
}

function bucket(random: Random, owner: string): string {
  if (owner.startsWith('S3')) return `s3-${random.pick(BUCKETS).toLowerCase()}`;
  if (owner.startsWith('VOD')) return `${random.int(1_500_000_000, 1_600_000_000)}`;
  return `${random.pick(BUCKETS)}-125${random.int(1_000_000, 9_999_999)}`;
}

function taskId(random: Random): string {
  const kind = random.pick(['WorkflowTask', 'ScheduleTask', 'EditMedia', 'procedure-live']);
  return `${random.int(24_000_000, 2_000_000_000)}-${kind}-${random.hex(32)}${random.pick(['t0', 'tt7', '1tt110253'])}`;
}

function label(random: Random): string {
  return random.chance(30) ? `${random.pick(LABELS)} ${random.int(1, 99)}` : random.pick(LABELS);
}

/** A sentence or some, in one case of many more than a report keeps of a text. */
function prose(random: Random): string {
  if (random.chance(4)) return random.pick(SENTENCES).repeat(random.int(15, 60));
  return Array.from({ length: random.int(1, 3) }, () => random.pick(SENTENCES)).join(' ');
}
