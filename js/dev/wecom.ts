import {
  type StandIn,
  type StandInAnswer,
  type StandInFault,
  type StandInRequest,
  startStandIn,
} from './stand-in';

export interface WeComOptions {
  /** The keys of the bots there are. */
  keys: readonly string[];
  /** Injects faults. */
  tamper?: (request: StandInRequest) => StandInFault | undefined;
}

export interface WeCom extends StandIn {
  /** What the groups were told, in order. */
  messages: { key: string; content: string }[];
}

/** The group bots of WeCom (WeCom document 91770): a message is what they take, or the error they would answer. */
export async function startWeCom({ keys, tamper }: WeComOptions): Promise<WeCom> {
  const messages: WeCom['messages'] = [];
  const standIn = await startStandIn((request) => {
    const [pathname, query] = request.url.split('?');
    const searchParams = new URLSearchParams(query);
    const key = searchParams.get('key') ?? '';
    if (request.method !== 'POST' || pathname !== '/cgi-bin/webhook/send') {
      return { status: 404, body: '' };
    }
    if (!keys.includes(key)) return code(93000);
    let content: unknown;
    try {
      const message = JSON.parse(request.body.toString());
      content = message[message.msgtype]?.content;
    } catch {
      return code(40035);
    }
    if (typeof content !== 'string' || content === '') return code(44004);
    if (Buffer.byteLength(content) > 4096) return code(40058);
    messages.push({ key, content });
    return code(0);
  }, tamper);
  return { ...standIn, messages };
}

/** The answer with an error code of WeCom; they all come with status 200. */
export function code(errcode: number): StandInAnswer {
  return {
    status: 200,
    body: JSON.stringify({ errcode, errmsg: errcode === 0 ? 'ok' : `error ${errcode}` }),
  };
}
