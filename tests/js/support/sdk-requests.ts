import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const SDK = dirname(
  createRequire(import.meta.url).resolve('tencentcloud-sdk-nodejs-scf/package.json'),
);
const TSCONFIG = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../conformance/sdk-types.tsconfig.json',
);

/**
 * Checks of the parameters of actions of the SCF API by the types of the official SDK: every name, every type, and that
 * what is required is there.
 */
export function requestChecks(
  actions: readonly string[],
): Record<string, (body: unknown) => string | undefined> {
  const generator = createGenerator({
    path: join(SDK, 'tencentcloud/services/scf/v20180416/scf_models.d.ts'),
    tsconfig: TSCONFIG,
    skipTypeCheck: true,
    additionalProperties: false,
  });
  const ajv = new Ajv({ strict: false, allErrors: true });
  return Object.fromEntries(
    actions.map((action) => {
      const validate = ajv.compile(generator.createSchema(`${action}Request`) as object);
      return [
        action,
        (body: unknown) => (validate(body) ? undefined : ajv.errorsText(validate.errors)),
      ];
    }),
  );
}
