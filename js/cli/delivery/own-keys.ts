/** The keys of the caller, by the names that Tencent Cloud's own tools have for them. */

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The variables of a function with the caller's keys in the place of those of its execution role: on one's own machine there is
 * no role.
 */
export function withOwnKeys<V extends Variables>(env: V): V {
  const { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: key = '' } = env;
  if (env.TENCENTCLOUD_SECRETID || !id) return env;
  return {
    ...env,
    TENCENTCLOUD_SECRETID: id,
    TENCENTCLOUD_SECRETKEY: key,
    TENCENTCLOUD_SESSIONTOKEN: env.TENCENTCLOUD_SECURITY_TOKEN ?? '',
  };
}
