import { type ApiService, answer, apiError, check } from '../api3';
import type { Credential } from '../cos/signature';
import {
  type FakeService,
  type ServiceFault,
  type ServiceRequest,
  startFakeService,
} from '../fake-service';

export { apiError } from '../api3';

export interface ScfApiOptions {
  /** Who may send requests. Read at every request. */
  credentials: readonly Credential[];
  /** The functions there are. */
  functions: readonly string[];
  /** Injects faults. */
  tamper?: (request: ServiceRequest) => ServiceFault | undefined;
}

export interface Invoked {
  function: string;
  qualifier: string;
  namespace: string;
  /** The event it was given, as text. */
  event: string;
}

export interface ScfApi extends FakeService {
  invoked: Invoked[];
}

const MAX_CONTEXT = 128 * 1024;

const SERVICE: ApiService = { name: 'scf', version: '2018-04-16', actions: ['Invoke'] };

/** `Invoke` of the SCF API (version 2018-04-16), asynchronous: it checks signature and parameters as the API does. */
export async function startScfApi(options: ScfApiOptions): Promise<ScfApi> {
  const invoked: Invoked[] = [];
  const service = await startFakeService((request) => {
    const refused = check(request, options.credentials, SERVICE);
    if (refused !== undefined) return apiError(refused);
    const parameters = JSON.parse(request.body.toString());
    const { FunctionName, InvocationType, Qualifier, Namespace, ClientContext } = parameters;
    if (!options.functions.includes(FunctionName)) return apiError('ResourceNotFound.Function');
    if (InvocationType !== 'Event') return apiError('InvalidParameterValue.InvokeType');
    if (typeof Qualifier !== 'string') return apiError('InvalidParameterValue.Qualifier');
    if (Buffer.byteLength(ClientContext) > MAX_CONTEXT || !isJson(ClientContext)) {
      return apiError('InvalidParameterValue.ClientContext');
    }
    invoked.push({
      function: FunctionName,
      qualifier: Qualifier,
      namespace: Namespace,
      event: ClientContext,
    });
    return answer({ Result: { FunctionRequestId: `f-${invoked.length}`, InvokeResult: 0 } });
  }, options.tamper);
  return { ...service, invoked };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
