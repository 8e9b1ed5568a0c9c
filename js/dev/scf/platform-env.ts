export interface PlatformSettings {
  functionName: string;
  functionVersion: string;
  namespace: string;
  region: string;
  appId: string;
  uin: string;
  /** The folder of the function's code. */
  folder: string;
}

/**
 * The environment SCF gives a function, and nothing of this process's own but where programs and
 * temporary files are. `SCF_RUNTIME` is added in the process, which knows its version.
 * Source: SCF documentation "Environment Variables" (583/30228).
 */
export function platformEnv(settings: PlatformSettings): Record<string, string> {
  return {
    ...inherited(),
    LANG: 'en_US.UTF8',
    LC_ALL: 'en_US.UTF8',
    PWD: settings.folder,
    USER_CODE_ROOT: settings.folder,
    TZ: 'UTC',
    TENCENTCLOUD_TZ: 'UTC',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: settings.region,
    TENCENTCLOUD_APPID: settings.appId,
    TENCENTCLOUD_UIN: settings.uin,
    SCF_FUNCTIONNAME: settings.functionName,
    SCF_FUNCTIONVERSION: settings.functionVersion,
    SCF_NAMESPACE: settings.namespace,
    _SCF_SERVER_PORT: '28902',
  };
}

function inherited(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

/** What a process needs to run at all; the last four are Windows'. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'PATHEXT', 'TEMP', 'TMP'];
