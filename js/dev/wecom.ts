import {
  type FakeService,
  type ServiceAnswer,
  type ServiceFault,
  type ServiceRequest,
  startFakeService,
} from './fake-service';

export interface WeComOptions {
  /** The keys of the bots there are. */
  keys: readonly string[];
  /** Injects faults. */
  tamper?: (request: ServiceRequest) => ServiceFault | undefined;
}

export interface WeCom extends FakeService {
  /** The messages of the groups, in order. */
  messages: { key: string; content: string }[];
}

/** The group bots of WeCom (WeCom document 91770): a message is what they take, or the error they would answer. */
export async function startWeCom({ keys, tamper }: WeComOptions): Promise<WeCom> {
  const messages: WeCom['messages'] = [];
  const service = await startFakeService((request) => {
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
  return { ...service, messages };
}

/** The answer with an error code of WeCom; they all come with status 200. */
export function code(errcode: number): ServiceAnswer {
  return {
    status: 200,
    body: JSON.stringify({ errcode, errmsg: errcode === 0 ? 'ok' : `error ${errcode}` }),
  };
}
