import Sign from 'tencentcloud-sdk-nodejs-common/tencentcloud/common/sign';

export interface SignedCall {
  url: string;
  payload: Buffer;
  /** Seconds since 1970. */
  timestamp: number;
  service: string;
  secretId: string;
  secretKey: string;
  contentType: string | undefined;
}

/** The header `authorization` of a call of API 3.0 as the official SDK makes it. */
export function sdkAuthorization({ contentType, ...call }: SignedCall): string {
  return Sign.sign3({
    method: 'POST',
    ...call,
    multipart: false,
    boundary: '',
    region: 'ap-guangzhou',
    headers: { 'Content-Type': contentType },
  } as unknown as Parameters<typeof Sign.sign3>[0]);
}
