//! `MediaMetaData` and the output structures that share its members.

use alloc::vec::Vec;

use crate::json::Value;
use crate::report::{AudioStream, Media, VideoStream};

/// What a source holds; `None` if nothing is known of it, as for a source that could not be read.
pub(super) fn metadata<'v>(value: Value<'v>) -> Option<Media<'v>> {
    let media = media(value);
    (media != Media::default()).then_some(media)
}

/// The members that `MediaMetaData` shares with the output of a transcode and its siblings.
pub(super) fn media<'v>(value: Value<'v>) -> Media<'v> {
    Media {
        duration: value.get("Duration").number(),
        width: value.get("Width").integer(),
        height: value.get("Height").integer(),
        size: value.get("Size").integer(),
        bitrate: value.get("Bitrate").integer(),
        container: value.get("Container").text(),
        video: streams(value.get("VideoStreamSet"), |stream| VideoStream {
            codec: stream.get("Codec").text(),
            width: stream.get("Width").integer(),
            height: stream.get("Height").integer(),
            fps: stream.get("Fps").number(),
            bitrate: stream.get("Bitrate").integer(),
        }),
        audio: streams(value.get("AudioStreamSet"), |stream| AudioStream {
            codec: stream.get("Codec").text(),
            sample_rate: stream.get("SamplingRate").integer(),
            channels: stream.get("Channel").integer().filter(|channels| *channels != 0),
            bitrate: stream.get("Bitrate").integer(),
        }),
    }
}

fn streams<'v, T>(set: Value<'v>, read: impl Fn(Value<'v>) -> T) -> Vec<T> {
    set.elements().filter(|stream| stream.is_object()).map(read).collect()
}
