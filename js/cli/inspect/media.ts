/** A media file in a line. */

import type { Media } from '../../core/report';
import { clock } from '../../display/durations';
import { bitsPerSecond, bytes } from '../../display/units';

/** `33:27 · 46.0 MB · 192 Kbps · mov · h264 1920×1080 25 fps · aac 44.1 kHz` */
export function describeMedia(media: Media): string {
  const video = media.video?.[0];
  const audio = media.audio?.[0];
  return [
    media.duration !== undefined && clock(media.duration),
    media.size !== undefined && bytes(media.size),
    media.bitrate !== undefined && bitsPerSecond(media.bitrate),
    // A container of many names is called by the first.
    media.container?.split(',')[0],
    video && joined(video.codec, pixels(video) ?? pixels(media), video.fps && `${video.fps} fps`),
    video === undefined && pixels(media),
    audio && joined(audio.codec, audio.sample_rate && `${audio.sample_rate / 1000} kHz`),
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' · ');
}

function pixels({ width, height }: { width?: number; height?: number }): string | undefined {
  return width && height ? `${width}×${height}` : undefined;
}

function joined(...parts: (string | number | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
